// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/theme/tokens.h"

#include <QRect>

#include <optional>

class QPainter;

namespace mqttscope::ui {

class Theme;

/// The frame around a filter that is typed.
struct FilterFrame {
    std::optional<Ink> sign; ///< the bar at the left: right, strange or wrong; none: nothing is known
    bool full = false;       ///< the whole frame in that colour
    bool focus = false;
};
void paintFilterFrame(QPainter& painter, const Theme& theme, const QRect& rect, const FilterFrame& frame);

} // namespace mqttscope::ui
