// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dissector/field/address_text.h"
#include "dissector/net/tcp_facts.h"

#include <string>

namespace mqttscope::net {

using field::ipv4Text;
using field::ipv6Text;
using field::macText;

/// By family; empty if the address has none.
[[nodiscard]] std::string addressText(const Address& address);
/// "192.0.2.1:1883", "[2001:db8::1]:1883".
[[nodiscard]] std::string endpointText(const Endpoint& endpoint);

} // namespace mqttscope::net
