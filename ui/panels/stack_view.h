// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QChartView>

namespace mqttscope::ui {

class StackChart;

/// The view inside a StackChart: mouse, keys, and the frame around the current place.
class StackView : public QChartView {
    Q_OBJECT
public:
    explicit StackView(StackChart& owner);

protected:
    void mouseMoveEvent(QMouseEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void drawForeground(QPainter* painter, const QRectF& rect) override;

private:
    StackChart* m_owner;
    int m_hovered = -1;
    int m_pressed = -1;
};

} // namespace mqttscope::ui
