// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/tokens.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace mqttscope::ui {
namespace {

constexpr QRgb rgb(unsigned value)
{
    return 0xff000000U | value;
}

constexpr std::array<Token, kInkCount> kTokens = {{
    {Ink::Window, "window", rgb(0xEEF1F5), rgb(0x14181E), rgb(0x000000)},
    {Ink::Surface, "surface", rgb(0xFFFFFF), rgb(0x1C2229), rgb(0x000000)},
    {Ink::SurfaceAlt, "surface.alt", rgb(0xF7F9FB), rgb(0x212831), rgb(0x000000)},
    {Ink::Chrome, "chrome", rgb(0xF5F7FA), rgb(0x191E25), rgb(0x000000)},
    {Ink::Line, "line", rgb(0xD9DFE7), rgb(0x323B47), rgb(0x8C8C8C)},
    {Ink::LineControl, "line.control", rgb(0x7A879A), rgb(0x76839A), rgb(0xFFFFFF)},
    {Ink::Text, "text", rgb(0x17202B), rgb(0xE9EEF4), rgb(0xFFFFFF)},
    {Ink::TextSecondary, "text.secondary", rgb(0x435062), rgb(0xB9C4D1), rgb(0xFFFFFF)},
    {Ink::TextMuted, "text.muted", rgb(0x5A6677), rgb(0x98A5B5), rgb(0xE0E0E0)},
    {Ink::Accent, "accent", rgb(0x1757B0), rgb(0x86B7FF), rgb(0xFFD800)},
    {Ink::AccentTint, "accent.tint", rgb(0xDDE9FA), rgb(0x213A5C), rgb(0x000000)},
    {Ink::OnAccent, "on.accent", rgb(0xFFFFFF), rgb(0x0D1520), rgb(0x000000)},
    {Ink::RowHover, "row.hover", rgb(0xF0F4F9), rgb(0x232B35), rgb(0x000000)},
    {Ink::Ok, "ok", rgb(0x0A6B4C), rgb(0x62CFA6), rgb(0xFFFFFF)},
    {Ink::OkTint, "ok.tint", rgb(0xDCF2E8), rgb(0x143A2D), rgb(0x000000)},
    {Ink::Warning, "warning", rgb(0x8A5600), rgb(0xEBBD63), rgb(0xFFFFFF)},
    {Ink::WarningTint, "warning.tint", rgb(0xFDEFCF), rgb(0x413316), rgb(0x000000)},
    {Ink::Error, "error", rgb(0xB02E0C), rgb(0xFF9A78), rgb(0xFF9A78)},
    {Ink::ErrorTint, "error.tint", rgb(0xFCE4DB), rgb(0x4C2519), rgb(0x000000)},
    {Ink::FamilyConnection, "family.connection", rgb(0x1F5FA8), rgb(0x8BB9FF), rgb(0xFFFFFF)},
    {Ink::FamilyPublication, "family.publication", rgb(0x0A6B4C), rgb(0x62CFA6), rgb(0xFFFFFF)},
    {Ink::FamilySubscription, "family.subscription", rgb(0x7A3E9D), rgb(0xD2A6F0), rgb(0xFFFFFF)},
    {Ink::FamilyKeepAlive, "family.keepalive", rgb(0x5A6677), rgb(0x98A5B5), rgb(0xFFFFFF)},
    {Ink::ByteUnread, "byte.unread", rgb(0x7C8797), rgb(0x717E8E), rgb(0xB0B0B0)},
    {Ink::ByteUnreadGround, "byte.unread.bg", rgb(0xF3F5F8), rgb(0x1F252D), rgb(0x000000)},
    {Ink::FieldF, "field.F", rgb(0xFDE3B8), rgb(0x4D3510), rgb(0x000000)},
    {Ink::FieldFBorder, "field.F.border", rgb(0xB36200), rgb(0xE3A63A), rgb(0xFFFFFF)},
    {Ink::FieldL, "field.L", rgb(0xFCE4F1), rgb(0x55264A), rgb(0x000000)},
    {Ink::FieldLBorder, "field.L.border", rgb(0x8F2F6C), rgb(0xE193C0), rgb(0xFFFFFF)},
    {Ink::FieldV, "field.V", rgb(0xD8EBFA), rgb(0x173B53), rgb(0x000000)},
    {Ink::FieldVBorder, "field.V.border", rgb(0x1F6FA6), rgb(0x66BAEA), rgb(0xFFFFFF)},
    {Ink::FieldP, "field.P", rgb(0xD2EFE3), rgb(0x123F32), rgb(0x000000)},
    {Ink::FieldPBorder, "field.P.border", rgb(0x0A7454), rgb(0x43C298), rgb(0xFFFFFF)},
    {Ink::FieldR, "field.R", rgb(0xFBF8BE), rgb(0x35360A), rgb(0x000000)},
    {Ink::FieldRBorder, "field.R.border", rgb(0x565200), rgb(0xEDE468), rgb(0xFFFFFF)},
    {Ink::FieldN, "field.N", rgb(0xE8ECF1), rgb(0x2A333E), rgb(0x000000)},
    {Ink::FieldNBorder, "field.N.border", rgb(0x566274), rgb(0x8492A6), rgb(0xFFFFFF)},
    {Ink::FieldU, "field.U", rgb(0xFFFFFF), rgb(0x1C2229), rgb(0x000000)},
    {Ink::FieldUBorder, "field.U.border", rgb(0xB02E0C), rgb(0xFF9A78), rgb(0xFF9A78)},
}};

constexpr bool rowsStandInOrder()
{
    for (std::size_t i = 0; i < kTokens.size(); ++i) {
        if (static_cast<std::size_t>(kTokens[i].ink) != i)
            return false;
    }
    return true;
}
static_assert(rowsStandInOrder(), "the rows must stand in the order of Ink");

double relativeLuminance(const QColor& color)
{
    // WCAG 2.1, "relative luminance".
    const auto linear = [](double channel) {
        return channel <= 0.04045 ? channel / 12.92 : std::pow((channel + 0.055) / 1.055, 2.4);
    };
    return 0.2126 * linear(color.redF()) + 0.7152 * linear(color.greenF()) + 0.0722 * linear(color.blueF());
}

} // namespace

std::span<const Token> tokens()
{
    return kTokens;
}

QColor tokenColor(Ink ink, Scheme scheme)
{
    const Token& token = kTokens[static_cast<std::size_t>(ink)];
    switch (scheme) {
    case Scheme::Light:
        return token.light;
    case Scheme::Dark:
        return token.dark;
    case Scheme::Contrast:
        return token.contrast;
    }
    return {};
}

double contrastRatio(const QColor& a, const QColor& b)
{
    const double first = relativeLuminance(a);
    const double second = relativeLuminance(b);
    return (std::max(first, second) + 0.05) / (std::min(first, second) + 0.05);
}

} // namespace mqttscope::ui
