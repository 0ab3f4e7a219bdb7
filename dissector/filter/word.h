// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <string_view>

namespace mqttscope::filter {

/// The length of the longest word that begins a text: an identifier (tcp.port, 1883, 0x10, a-b), an IPv4
/// address with its prefix length, an IPv6 address with or without one, or bytes between colons. 0 if none
/// begins it.
[[nodiscard]] std::size_t wordLength(std::string_view text);

/// The length of the longest identifier that begins a text: letters, digits, '_' and '-', with single dots
/// inside.
[[nodiscard]] std::size_t identifierLength(std::string_view text);

/// The length of a literal that a colon begins (":10", ":aa:bb", ":aa-bb", ":aa.bb"); 0 if there is none.
[[nodiscard]] std::size_t colonLiteralLength(std::string_view text);

} // namespace mqttscope::filter
