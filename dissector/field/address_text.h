// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dissector/field/byte_view.h"

#include <string>

namespace mqttscope::field {

/// "192.0.2.1". `bytes` must be four.
[[nodiscard]] std::string ipv4Text(ByteView bytes);
/// RFC 5952: "2001:db8::1". `bytes` must be sixteen.
[[nodiscard]] std::string ipv6Text(ByteView bytes);
/// "00:1b:21:3c:9d:f8". Any number of bytes.
[[nodiscard]] std::string macText(ByteView bytes);

} // namespace mqttscope::field
