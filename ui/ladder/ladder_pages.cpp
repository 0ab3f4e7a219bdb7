// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/ladder/ladder_pages.h"

#include <QPainter>

#include <algorithm>
#include <limits>

namespace mqttscope::ui {
namespace {

/// The last height at which a block may be divided, behind `from` and not behind `most`; `most` if there is
/// none: what is longer than a page has to be divided somewhere.
double cutBefore(const LadderBlock& block, double from, double most)
{
    const auto behind = std::upper_bound(block.cuts.begin(), block.cuts.end(), most);
    return behind != block.cuts.begin() && *std::prev(behind) > from ? *std::prev(behind) : most;
}

} // namespace

LadderPages::LadderPages(const std::vector<LadderBlock>& blocks, double height, double most)
    : m_height(height > 0 ? height : std::numeric_limits<double>::infinity())
{
    for (std::size_t i = 0; i < blocks.size(); ++i) {
        if (most > 0 && m_bottom + blocks[i].height > most) {
            // As many rows as fit.
            const double cut = m_bottom < most ? cutBefore(blocks[i], 0, most - m_bottom) : 0;
            if (cut > 0) {
                m_parts.push_back({i, 0, cut, m_page, m_bottom, false});
                m_bottom += cut;
            }
            m_leftOut = blocks.size() - i;
            return;
        }
        put(i, blocks[i]);
    }
}

void LadderPages::put(std::size_t number, const LadderBlock& block)
{
    if (block.height > m_height) {
        divide(number, block);
        return;
    }
    if (m_bottom + block.height > m_height) {
        if (block.minor)
            return;
        newPage();
    }
    m_parts.push_back({number, 0, block.height, m_page, m_bottom, false});
    m_bottom += block.height;
}

void LadderPages::divide(std::size_t number, const LadderBlock& block)
{
    // A stump at the end of a page helps nobody.
    constexpr double kStump = 0.4;
    if (m_bottom > (1 - kStump) * m_height)
        newPage();
    for (double from = 0; from < block.height;) {
        const bool again = from > 0 && block.again && block.againHeight < m_height / 2;
        const double above = again ? block.againHeight : 0;
        const double room = m_height - m_bottom - above;
        const double to = block.height - from <= room ? block.height : cutBefore(block, from, from + room);
        m_parts.push_back({number, from, to, m_page, m_bottom, again});
        m_bottom += above + to - from;
        from = to;
        if (from < block.height)
            newPage();
    }
}

void LadderPages::newPage()
{
    ++m_page;
    m_bottom = 0;
}

void LadderPages::paint(QPainter& painter, const std::vector<LadderBlock>& blocks, int page,
                        double width) const
{
    // Parts are in the order of their pages.
    auto part = std::lower_bound(m_parts.begin(), m_parts.end(), page,
                                 [](const Part& one, int number) { return one.page < number; });
    for (; part != m_parts.end() && part->page == page; ++part) {
        const LadderBlock& block = blocks[part->block];
        painter.save();
        painter.translate(0, part->top);
        if (part->again) {
            block.again(painter);
            painter.translate(0, block.againHeight);
        }
        painter.translate(0, -part->from);
        if (part->from > 0 || part->to < block.height)
            painter.setClipRect(QRectF(0, part->from, width, part->to - part->from), Qt::IntersectClip);
        block.paint(painter, part->from, part->to);
        painter.restore();
    }
}

} // namespace mqttscope::ui
