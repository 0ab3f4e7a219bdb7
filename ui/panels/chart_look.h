// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/theme/tokens.h"

#include <QBrush>

#include <cstddef>
#include <cstdint>

namespace mqttscope::ui {

class Theme;

/// How a surface of a chart is filled: a second sign beside its colour, for eyes and printers that see none.
enum class Filling : std::uint8_t {
    Solid,
    Light, ///< half way to the ground
    Dots,
    Rising,  ///< lines
    Falling, ///< lines
    Crossed, ///< lines
    Level,   ///< lines
    Hollow,  ///< nothing: only its border
};
[[nodiscard]] QBrush chartBrush(const Theme& theme, const QColor& color, Filling filling);

/// The colour of a family of packets in charts. Without tints, where all families are white, they differ in
/// brightness.
[[nodiscard]] QColor familyColor(const Theme& theme, Ink family);
/// The surface of a packet type (0 to 15): the colour of its family, a filling of its own.
[[nodiscard]] QBrush packetBrush(const Theme& theme, std::size_t type);

/// 1, 2 or 5 times a power of ten: not less than what is wanted, which is more than 0.
[[nodiscard]] double roundStep(double wanted);

} // namespace mqttscope::ui
