// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFont>
#include <QRectF>
#include <QString>

class QPagedPaintDevice;
class QPaintDevice;
class QPainter;

namespace mqttscope::ui {

/// What stands above a page on paper: file, "Frame 24", time.
struct PageHeading {
    QString file;
    QString frame;
    QString time;
};

/// A4 with margins.
void usePaper(QPagedPaintDevice& device);

/// The font of paper; `points` is its size.
[[nodiscard]] QFont paperFont(double points);

/// A page on paper: a line with the heading at the top, one with the number of the page at the bottom, and
/// the body between them. Units are those of the device.
class PageFrame {
public:
    static constexpr double kPoints = 9; ///< size of header and footer

    PageFrame(PageHeading heading, const QPaintDevice& device, double width, double height);

    [[nodiscard]] const QRectF& body() const { return m_body; }
    /// Device units per typographic point.
    [[nodiscard]] double point() const { return m_point; }
    /// Header and footer; `page` counts from 0.
    void paint(QPainter& painter, int page, int pages) const;

private:
    PageHeading m_heading;
    QFont m_font;
    QRectF m_body;
    double m_width;
    double m_height;
    double m_band;  ///< height of header and footer
    double m_point; ///< device units
};

} // namespace mqttscope::ui
