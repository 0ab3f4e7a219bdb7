// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/live/vantage_scene.h"

#include <QWidget>

class QPainter;

namespace mqttscope::ui {

class Theme;

/// A small network: who sends to whom, where mqttscope looks, which frames it sees. What it shows is said in
/// words too, as its accessible name.
class VantageDrawing : public QWidget {
    Q_OBJECT
public:
    /// `words`: what it shows. The theme must outlive the drawing.
    VantageDrawing(VantageScene scene, const QString& words, const Theme& theme, QWidget* parent = nullptr);

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;
    [[nodiscard]] bool hasHeightForWidth() const override { return true; }
    [[nodiscard]] int heightForWidth(int width) const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    void paintBox(QPainter& painter, const SceneBox& box) const;
    void paintNode(QPainter& painter, const SceneNode& node) const;
    void paintLink(QPainter& painter, const SceneLink& link) const;
    void paintLegend(QPainter& painter) const;
    void paintEye(QPainter& painter, const QPointF& centre) const;
    /// A length of the sheet on the screen.
    [[nodiscard]] double scale(double units) const { return units * m_scale; }
    [[nodiscard]] QRectF place(const QRectF& rect) const;
    [[nodiscard]] QRectF rectOf(const SceneNode& node) const;
    [[nodiscard]] QFont labelFont() const;

    VantageScene m_scene;
    const Theme* m_theme;
    double m_scale = 1; ///< pixels of one unit, while painting
    QPointF m_origin;
};

} // namespace mqttscope::ui
