// SPDX-License-Identifier: GPL-3.0-or-later
#include "teach/narration/character.h"

#include "dissector/mqtt/utf8.h"

#include <algorithm>

namespace mqttscope::teach {
namespace {

constexpr bool goesOn(std::uint8_t byte)
{
    return (byte & 0xc0) == 0x80;
}

/// Bytes of the character that a byte begins (RFC 3629 §3); 0 if it begins none.
constexpr std::size_t bytesBegun(std::uint8_t byte)
{
    if (byte < 0x80)
        return 1;
    if (byte >= 0xc2 && byte <= 0xdf)
        return 2;
    if (byte >= 0xe0 && byte <= 0xef)
        return 3;
    if (byte >= 0xf0 && byte <= 0xf4)
        return 4;
    return 0;
}

bool isOneOf(std::uint8_t byte, std::string_view characters)
{
    return byte < 0x80 && characters.find(static_cast<char>(byte)) != std::string_view::npos;
}

} // namespace

bool characterIs(std::string_view word, std::uint8_t byte, std::uint8_t before)
{
    if (word == "same")
        return isLetter(byte) && byte == before;
    if (word == "ascends")
        return isLetter(byte) && isLetter(before) && byte == before + 1;
    if (word == "descends")
        return isLetter(byte) && isLetter(before) && byte + 1 == before;
    if (word == "lookalike")
        return isOneOf(byte, "oO0lI1");
    if (word == "level")
        return byte == '/';
    if (word == "wildcard")
        return isOneOf(byte, "+#");
    if (word == "dollar")
        return byte == '$';
    if (word == "space")
        return byte == ' ';
    if (word == "control")
        return isControl(byte);
    if (word == "punctuation")
        return isPunctuation(byte);
    if (word == "digit")
        return isDigit(byte);
    if (word == "lower")
        return isLower(byte);
    if (word == "upper")
        return isUpper(byte);
    if (word == "letter")
        return isLetter(byte);
    if (word == "utf8-2")
        return bytesBegun(byte) == 2;
    if (word == "utf8-3")
        return bytesBegun(byte) == 3;
    if (word == "utf8-4")
        return bytesBegun(byte) == 4;
    return word == "utf8-more" && goesOn(byte);
}

std::string_view characterAt(std::string_view text, std::size_t at)
{
    std::size_t first = at;
    while (first > 0 && at - first < 3 && goesOn(static_cast<std::uint8_t>(text[first])))
        --first;
    const std::size_t size = bytesBegun(static_cast<std::uint8_t>(text[first]));
    if (size == 0 || first + size <= at || first + size > text.size())
        return {};
    const std::string_view character = text.substr(first, size);
    return mqtt::isWellFormedUtf8(character) ? character : std::string_view{};
}

bool isReadableText(field::ByteView bytes, bool cut)
{
    for (std::size_t spare = 0; cut && spare < 3 && !mqtt::isWellFormedUtf8(field::asText(bytes)); ++spare)
        bytes = bytes.first(bytes.size() - 1);
    return mqtt::isWellFormedUtf8(field::asText(bytes)) &&
           std::none_of(bytes.begin(), bytes.end(), [](std::uint8_t byte) {
               return isControl(byte) && byte != '\t' && byte != '\n' && byte != '\r';
           });
}

} // namespace mqttscope::teach
