// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/frame_findings.h"
#include "ui/models/exchange_rail.h"

#include <QColor>
#include <QRect>

class QPainter;

namespace mqttscope::ui {

class Theme;

/// Draws one row of the rail: dots joined by lines; where a rule is broken its sign takes the place of the
/// dot. `ground` is the colour of the row.
void paintRail(QPainter& painter, const Theme& theme, const QRect& rect, const RailCell& cell,
               analysis::FrameLevel finding, const QColor& ground);

} // namespace mqttscope::ui
