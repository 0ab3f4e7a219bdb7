// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>
#include <QString>

class QChartView;
class QImage;

namespace mqttscope::ui {

/// A chart as it is seen, at twice its size in pixels.
[[nodiscard]] QImage chartImage(QChartView& view, const QColor& ground);
/// Saves a chart as it is seen; the ending of the name says how: .svg, else PNG. A sentence if it cannot be
/// written; a file that was there is then as it was.
[[nodiscard]] QString saveChart(QChartView& view, const QColor& ground, const QString& title,
                                const QString& path);

} // namespace mqttscope::ui
