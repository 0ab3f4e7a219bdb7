// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/ladder/ladder.h"
#include "teach/ladder/ladder_signs.h"

#include <QRectF>

class QPainter;

namespace mqttscope::ui {

class LadderLook;

/// Whether a band has a sign. What depends on how it is arranged (Segment) it does not have.
[[nodiscard]] bool hasSign(const analysis::ladder::Band& band, teach::LadderSign sign);

/// Draws an example of a sign into a rectangle about three times as wide as it is high.
void paintSign(QPainter& painter, teach::LadderSign sign, const QRectF& rect, const LadderLook& look);

} // namespace mqttscope::ui
