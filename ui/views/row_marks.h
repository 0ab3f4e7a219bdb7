// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>
#include <QRect>

class QPainter;

namespace mqttscope::ui {

class Theme;

/// The ground of a selected row: tint, an accent line above and below. `start` adds the bar at its left edge.
void paintSelectedRow(QPainter& painter, const Theme& theme, const QRect& rect, bool start);

/// The frame of what the mouse points at: dashed, no tint.
void paintHoverFrame(QPainter& painter, const Theme& theme, const QRect& rect);

/// A square with a letter that names a category of bytes.
void paintBadge(QPainter& painter, const Theme& theme, const QRect& rect, QChar letter, const QColor& ground,
                const QColor& border);

} // namespace mqttscope::ui
