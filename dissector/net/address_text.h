// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dissector/field/byte_view.h"
#include "dissector/net/tcp_facts.h"

#include <string>

namespace mqttscope::net {

/// "192.0.2.1". `bytes` must be four.
[[nodiscard]] std::string ipv4Text(field::ByteView bytes);
/// RFC 5952: "2001:db8::1". `bytes` must be sixteen.
[[nodiscard]] std::string ipv6Text(field::ByteView bytes);
/// "00:1b:21:3c:9d:f8". Any number of bytes.
[[nodiscard]] std::string macText(field::ByteView bytes);
/// By family; empty if the address has none.
[[nodiscard]] std::string addressText(const Address& address);
/// "192.0.2.1:1883", "[2001:db8::1]:1883".
[[nodiscard]] std::string endpointText(const Endpoint& endpoint);

} // namespace mqttscope::net
