// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPointF>
#include <QRectF>

#include <functional>
#include <vector>

class QPainter;

namespace mqttscope::ui {

/// A piece of a page that is not divided.
struct PageBlock {
    double height = 0;
    bool wide = false;     ///< as wide as the page; else as wide as a column
    bool withNext = false; ///< never the last of a column: what it announces stands below it
    std::function<void(QPainter&, QPointF)> paint; ///< with the top left corner at the point
};

/// Blocks put on pages: wide ones over the whole width, the others between them in two columns of about the
/// same length. Lengths are in one unit, whichever.
class PageFlow {
public:
    /// `height` of a page; 0: one page, as long as it has to be. `gap` between the columns.
    PageFlow(std::vector<PageBlock> blocks, double width, double height, double gap);

    [[nodiscard]] static double columnWidth(double width, double gap) { return (width - gap) / 2; }
    [[nodiscard]] int pages() const { return m_pages; }
    /// Of the last page.
    [[nodiscard]] double usedHeight() const { return m_bottom; }
    /// Paints what stands on a page, counted from 0; the painter's origin is its top left corner.
    void paint(QPainter& painter, int page) const;

private:
    struct Place {
        int page = 0;
        QPointF at;
    };
    [[nodiscard]] bool fits(std::size_t from, std::size_t to, double height) const;
    [[nodiscard]] std::size_t fillColumn(std::size_t from, std::size_t to, double height) const;
    void putColumn(std::size_t from, std::size_t to, double x, double y);
    void putColumns(std::size_t from, std::size_t to);
    void newPage();

    std::vector<PageBlock> m_blocks;
    std::vector<Place> m_places;
    double m_height;
    double m_second; ///< left edge of the second column
    int m_pages = 1;
    double m_bottom = 0; ///< of what stands on the last page
};

} // namespace mqttscope::ui
