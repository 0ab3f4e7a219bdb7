// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string_view>

namespace mqttscope::net {

/// The twelve control bits of a TCP header as Wireshark writes them, a letter for each that is set and a dot
/// for each that is not: "·······AP···". The text lives as long as the program.
[[nodiscard]] std::string_view tcpFlagLetters(std::uint16_t flags);

} // namespace mqttscope::net
