// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/step/ribbon_character.h"

#include "teach/narration/character.h"
#include "ui/models/text.h"

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

} // namespace

RibbonCharacter ribbonCharacter(field::ByteView text, std::size_t offset)
{
    RibbonCharacter character;
    const std::string_view all = field::asText(text);
    const std::string_view whole = teach::characterAt(all, offset);
    if (whole.empty())
        return character;
    character.index =
        static_cast<std::uint32_t>(offset - static_cast<std::size_t>(whole.data() - all.data()));
    character.count = static_cast<std::uint32_t>(whole.size());
    const auto lead = static_cast<std::uint8_t>(whole.front());
    character.named = lead < kControlNames.size() || lead == kDelete;
    character.text = lead == kDelete   ? QStringLiteral("DEL")
                     : character.named ? QString::fromLatin1(kControlNames[lead])
                                       : wireText(whole, kLongest);
    return character;
}

bool isReadableText(field::ByteView bytes)
{
    return !bytes.empty() && teach::isReadableText(bytes);
}

} // namespace mqttscope::ui
