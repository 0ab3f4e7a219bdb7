// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QRectF>

class QPainter;

namespace mqttscope::ui {

class Theme;

/// The black disc with the number of a sentence of the story.
void paintDisc(QPainter& painter, const QRectF& rect, int number, const Theme& theme);

} // namespace mqttscope::ui
