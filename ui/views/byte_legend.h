// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

namespace mqttscope::ui {

class Theme;

/// What the tints and lines of the hex view mean: badge and word for each category, as many as fit.
class ByteLegend : public QWidget {
    Q_OBJECT
public:
    explicit ByteLegend(const Theme& theme, QWidget* parent = nullptr);

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override { return {0, 0}; }
    void retranslate();

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    [[nodiscard]] int widthOf(const QString& word) const;

    const Theme* m_theme;
};

} // namespace mqttscope::ui
