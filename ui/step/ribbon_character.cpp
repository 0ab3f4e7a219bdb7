// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/step/ribbon_character.h"

#include "ui/models/text.h"

#include <algorithm>
#include <array>

namespace mqttscope::ui {
namespace {

constexpr std::uint32_t kLongest = 4; ///< bytes of a character
constexpr std::uint8_t kDelete = 0x7f;

/// Names of ASCII (RFC 20) for what shows nothing.
constexpr std::array kControlNames = {"NUL", "SOH", "STX", "ETX", "EOT", "ENQ", "ACK", "BEL", "BS",
                                      "HT",  "LF",  "VT",  "FF",  "CR",  "SO",  "SI",  "DLE", "DC1",
                                      "DC2", "DC3", "DC4", "NAK", "SYN", "ETB", "CAN", "EM",  "SUB",
                                      "ESC", "FS",  "GS",  "RS",  "US",  "SP"};

bool continues(std::uint8_t byte)
{
    return (byte & 0xc0) == 0x80;
}

/// Bytes of the character that begins with this one; 0 if none does.
std::uint32_t lengthFrom(std::uint8_t lead)
{
    if (lead < 0x80)
        return 1;
    if (lead >= 0xc2 && lead < 0xe0)
        return 2;
    if (lead >= 0xe0 && lead < 0xf0)
        return 3;
    return lead >= 0xf0 && lead < 0xf5 ? 4 : 0;
}

/// Length of the well-formed character at an offset; 0 if there is none (RFC 3629 §4).
std::uint32_t lengthAt(field::ByteView text, std::size_t offset)
{
    const std::uint32_t length = lengthFrom(text[offset]);
    if (length == 0 || offset + length > text.size())
        return 0;
    for (std::uint32_t i = 1; i < length; ++i) {
        if (!continues(text[offset + i]))
            return 0;
    }
    if (length == 1)
        return 1;
    const std::uint8_t lead = text[offset];
    const std::uint8_t second = text[offset + 1];
    const bool overlong = (lead == 0xe0 && second < 0xa0) || (lead == 0xf0 && second < 0x90);
    const bool outside = (lead == 0xed && second >= 0xa0) || (lead == 0xf4 && second >= 0x90);
    return overlong || outside ? 0 : length;
}

} // namespace

RibbonCharacter ribbonCharacter(field::ByteView text, std::size_t offset)
{
    std::size_t start = offset;
    while (start > 0 && offset - start + 1 < kLongest && continues(text[start]))
        --start;
    RibbonCharacter character;
    const std::uint32_t length = lengthAt(text, start);
    if (length <= offset - start)
        return character;
    character.index = static_cast<std::uint32_t>(offset - start);
    character.count = length;
    const std::uint8_t lead = text[start];
    character.named = lead < kControlNames.size() || lead == kDelete;
    character.text = lead == kDelete   ? QStringLiteral("DEL")
                     : character.named ? QString::fromLatin1(kControlNames[lead])
                                       : wireText(field::asText(text.subspan(start, length)), kLongest);
    return character;
}

bool isReadableText(field::ByteView bytes)
{
    for (std::size_t at = 0; at < bytes.size();) {
        const std::uint8_t byte = bytes[at];
        const bool layout = byte == '\t' || byte == '\n' || byte == '\r';
        if ((byte < ' ' && !layout) || byte == kDelete)
            return false;
        const std::uint32_t length = lengthAt(bytes, at);
        if (length == 0)
            return false;
        at += length;
    }
    return !bytes.empty();
}

} // namespace mqttscope::ui
