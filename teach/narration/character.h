// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dissector/field/byte_view.h"

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace mqttscope::teach {

[[nodiscard]] constexpr bool isLower(std::uint8_t byte)
{
    return byte >= 'a' && byte <= 'z';
}
[[nodiscard]] constexpr bool isUpper(std::uint8_t byte)
{
    return byte >= 'A' && byte <= 'Z';
}
[[nodiscard]] constexpr bool isLetter(std::uint8_t byte)
{
    return isLower(byte) || isUpper(byte);
}
[[nodiscard]] constexpr bool isDigit(std::uint8_t byte)
{
    return byte >= '0' && byte <= '9';
}
[[nodiscard]] constexpr bool isControl(std::uint8_t byte)
{
    return byte < 0x20 || byte == 0x7f;
}
[[nodiscard]] constexpr bool isPunctuation(std::uint8_t byte)
{
    return byte > 0x20 && byte < 0x7f && !isLetter(byte) && !isDigit(byte);
}
/// The letter in the other case; of anything else the byte itself. One bit (D5) tells the two apart.
[[nodiscard]] constexpr std::uint8_t otherCase(std::uint8_t byte)
{
    return isLetter(byte) ? byte ^ 0x20 : byte;
}

/// Whether a byte of a text, a word of a condition says so ("lower", "level", "utf8-2"...): see
/// docs/narration.md. `before`: the byte before it in the field, 0 if it is the first.
[[nodiscard]] bool characterIs(std::string_view word, std::uint8_t byte, std::uint8_t before);

/// The character of which byte `at` of a text is a part, as it stands there; empty if it is none of UTF-8.
[[nodiscard]] std::string_view characterAt(std::string_view text, std::size_t at);

/// Whether people can read a text: whole characters of UTF-8 without control codes, but with line ends and
/// tabs. `cut`: what follows is not looked at, so the last character may be incomplete.
[[nodiscard]] bool isReadableText(field::ByteView bytes, bool cut = false);

} // namespace mqttscope::teach
