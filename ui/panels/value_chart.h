// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/chart_points.h"

#include <QWidget>

class QChart;
class QChartView;
class QLabel;
class QStackedWidget;

namespace mqttscope::ui {

class Theme;

/// Values over time as a line of steps, or texts as states.
class ValueChart : public QWidget {
    Q_OBJECT
public:
    /// The theme must outlive the chart.
    explicit ValueChart(const Theme& theme, QWidget* parent = nullptr);

    /// `name` stands at the vertical axis.
    void setPoints(ChartPoints points, const QString& name);
    void retranslate();
    /// Whether there is a line.
    [[nodiscard]] bool hasLine() const { return !m_points.line.empty(); }
    /// Saves the chart as it is seen; the ending says how: .svg, else PNG. False if it cannot be written.
    bool save(const QString& path) const;

    // For tests.
    [[nodiscard]] const ChartPoints& points() const { return m_points; }
    [[nodiscard]] QChart* chart() const;

private:
    void draw();
    void drawNumbers();
    void drawStates();
    void drawTime();
    void describe();

    const Theme* m_theme;
    QStackedWidget* m_stack;
    QLabel* m_notice;
    QChartView* m_view;
    ChartPoints m_points;
    QString m_name;
};

} // namespace mqttscope::ui
