// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QRectF>

#include <cstddef>
#include <functional>
#include <vector>

class QPainter;

namespace mqttscope::ui {

/// A piece of a ladder on paper. Lengths are those of the device.
struct LadderBlock {
    double height = 0;
    bool minor = false; ///< left out rather than alone on a page of its own
    /// Heights at which it may be divided, ascending; it is only if it is longer than a page.
    std::vector<double> cuts;
    /// Paints what of it lies between two heights, with its top left corner at the painter's origin.
    std::function<void(QPainter&, double from, double to)> paint;
    /// What stands once more above each part but the first: bar and heads.
    double againHeight = 0;
    std::function<void(QPainter&)> again;
};

/// Puts blocks below each other on pages of one height. A block that fits on a page is never divided.
class LadderPages {
public:
    /// A part of a block where it stands.
    struct Part {
        std::size_t block = 0;
        double from = 0; ///< in the block
        double to = 0;   ///< likewise
        int page = 0;
        double top = 0;     ///< on the page; of what is repeated if there is any
        bool again = false; ///< what is repeated stands above it
    };

    /// `height` of a page below what stands at its top; 0: one page, as long as it has to be. `most`: length
    /// of that page at most, 0: any; what does not fit is left out.
    LadderPages(const std::vector<LadderBlock>& blocks, double height, double most = 0);

    [[nodiscard]] const std::vector<Part>& parts() const { return m_parts; }
    [[nodiscard]] int pages() const { return m_page + 1; }
    /// Of the last page.
    [[nodiscard]] double usedHeight() const { return m_bottom; }
    /// Blocks that are not there, or not to their end.
    [[nodiscard]] std::size_t leftOut() const { return m_leftOut; }
    /// Paints what stands on a page; the painter's origin is its top left corner.
    void paint(QPainter& painter, const std::vector<LadderBlock>& blocks, int page, double width) const;

private:
    void put(std::size_t number, const LadderBlock& block);
    void divide(std::size_t number, const LadderBlock& block);
    void newPage();

    std::vector<Part> m_parts;
    double m_height;
    int m_page = 0;
    double m_bottom = 0;
    std::size_t m_leftOut = 0;
};

} // namespace mqttscope::ui
