// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>

#include <cstdint>
#include <span>

namespace mqttscope::ui {

/// The looks of the window.
enum class Scheme : std::uint8_t {
    Light,
    Dark,
    Contrast, ///< white on black, one accent, no tints
};

/// What a colour is for. A view names the role, never a colour.
enum class Ink : std::uint8_t {
    Window,             ///< background of the window, splitters
    Surface,            ///< views and inputs
    SurfaceAlt,         ///< pane titles, table headers, strips
    Chrome,             ///< menu, toolbar, status bar
    Line,               ///< hairlines, decorative only
    LineControl,        ///< borders of controls
    Text,               ///< text
    TextSecondary,      ///< secondary text
    TextMuted,          ///< captions, row numbers
    Accent,             ///< selected, current, armed, primary: never anything else
    AccentTint,         ///< ground of the selected row
    OnAccent,           ///< text on accent
    RowHover,           ///< hover of buttons and menus
    Ok,                 ///< ok, valid
    OkTint,             ///< its ground
    Warning,            ///< warning, duplicate
    WarningTint,        ///< its ground
    Error,              ///< broken rule, loss, cut
    ErrorTint,          ///< its ground
    FamilyConnection,   ///< CONNECT, CONNACK, DISCONNECT, AUTH
    FamilyPublication,  ///< PUBLISH and its acknowledgements
    FamilySubscription, ///< SUBSCRIBE, UNSUBSCRIBE and theirs
    FamilyKeepAlive,    ///< PINGREQ, PINGRESP
    ByteUnread,         ///< inactive, disabled
    ByteUnreadGround,   ///< its ground
    FieldF,             ///< fixed header
    FieldFBorder,
    FieldL, ///< any length
    FieldLBorder,
    FieldV, ///< variable header
    FieldVBorder,
    FieldP, ///< payload
    FieldPBorder,
    FieldR, ///< properties
    FieldRBorder,
    FieldN, ///< network layers
    FieldNBorder,
    FieldU, ///< undecoded
    FieldUBorder,
};
inline constexpr std::size_t kInkCount = static_cast<std::size_t>(Ink::FieldUBorder) + 1;

/// One row of the token table.
struct Token {
    Ink ink;
    const char* name; ///< as the design writes it
    QRgb light;
    QRgb dark;
    QRgb contrast;
};

/// All rows, in the order of Ink.
[[nodiscard]] std::span<const Token> tokens();
[[nodiscard]] QColor tokenColor(Ink ink, Scheme scheme);

/// Contrast of two colours by WCAG 2.1, 1 to 21.
[[nodiscard]] double contrastRatio(const QColor& a, const QColor& b);

} // namespace mqttscope::ui
