// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "teach/ladder/ladder_signs.h"

#include <QWidget>

class QLabel;

namespace mqttscope::ui {

class Theme;

/// A line of the legend: a sign as the ladder draws it, and what it stands for.
class LegendLine : public QWidget {
    Q_OBJECT
public:
    /// The theme must outlive the widget.
    LegendLine(teach::LadderSign sign, const Theme& theme, QWidget* parent = nullptr);

    void setText(const QString& text);
    [[nodiscard]] QString text() const;
    [[nodiscard]] teach::LadderSign sign() const { return m_sign; }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    void refreshTheme();

    teach::LadderSign m_sign;
    const Theme* m_theme;
    QLabel* m_label;
};

} // namespace mqttscope::ui
