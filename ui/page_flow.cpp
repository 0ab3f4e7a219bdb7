// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/page_flow.h"

#include <QPainter>

#include <algorithm>
#include <limits>

namespace mqttscope::ui {

PageFlow::PageFlow(std::vector<PageBlock> blocks, double width, double height, double gap)
    : m_blocks(std::move(blocks)), m_places(m_blocks.size()),
      m_height(height > 0 ? height : std::numeric_limits<double>::infinity()),
      m_second(columnWidth(width, gap) + gap)
{
    for (std::size_t i = 0; i < m_blocks.size();) {
        if (!m_blocks[i].wide) {
            std::size_t end = i;
            while (end < m_blocks.size() && !m_blocks[end].wide)
                ++end;
            putColumns(i, end);
            i = end;
            continue;
        }
        // What stays with the next one is measured with it.
        double needed = m_blocks[i].height;
        for (std::size_t next = i; next + 1 < m_blocks.size() && m_blocks[next].withNext; ++next)
            needed += m_blocks[next + 1].height;
        if (m_bottom > 0 && m_bottom + std::min(needed, m_height) > m_height)
            newPage();
        m_places[i] = {m_pages - 1, {0, m_bottom}};
        m_bottom += m_blocks[i].height;
        ++i;
    }
}

void PageFlow::newPage()
{
    ++m_pages;
    m_bottom = 0;
}

/// The first block that has no room in a column of that height; at least one block has.
std::size_t PageFlow::fillColumn(std::size_t from, std::size_t to, double height) const
{
    double used = 0;
    std::size_t end = from;
    while (end < to && used + m_blocks[end].height <= height)
        used += m_blocks[end++].height;
    if (end == to)
        return to;
    while (end > from && m_blocks[end - 1].withNext)
        --end;
    return std::max(end, from + 1);
}

bool PageFlow::fits(std::size_t from, std::size_t to, double height) const
{
    return fillColumn(fillColumn(from, to, height), to, height) == to;
}

void PageFlow::putColumn(std::size_t from, std::size_t to, double x, double y)
{
    for (std::size_t i = from; i < to; ++i) {
        m_places[i] = {m_pages - 1, {x, y}};
        y += m_blocks[i].height;
    }
    m_bottom = std::max(m_bottom, y);
}

void PageFlow::putColumns(std::size_t from, std::size_t to)
{
    while (from < to) {
        double tallest = 0;
        double total = 0;
        for (std::size_t i = from; i < to; ++i) {
            tallest = std::max(tallest, m_blocks[i].height);
            total += m_blocks[i].height;
        }
        double height = m_height - m_bottom;
        const double first = m_blocks[from].height + (from + 1 < to ? m_blocks[from + 1].height : 0);
        // A stump of a column at the end of a page helps nobody.
        const bool stump = height < std::min(2 * tallest, total) && height < m_height / 4;
        if (m_bottom > 0 && (stump || height < first)) {
            newPage();
            continue;
        }
        if (fits(from, to, std::min(height, total))) {
            // The shortest columns that hold everything.
            double low = total / 2;
            double high = std::min(height, total);
            constexpr int kSteps = 24;
            for (int step = 0; step < kSteps; ++step) {
                const double middle = (low + high) / 2;
                (fits(from, to, middle) ? high : low) = middle;
            }
            height = high;
        }
        const double top = m_bottom;
        const std::size_t middle = fillColumn(from, to, height);
        const std::size_t end = fillColumn(middle, to, height);
        putColumn(from, middle, 0, top);
        putColumn(middle, end, m_second, top);
        from = end;
        if (from < to)
            newPage();
    }
}

void PageFlow::paint(QPainter& painter, int page) const
{
    // Places are in the order of their pages.
    const auto before = [](const Place& place, int number) { return place.page < number; };
    auto place = std::lower_bound(m_places.begin(), m_places.end(), page, before);
    for (; place != m_places.end() && place->page == page; ++place)
        m_blocks[static_cast<std::size_t>(place - m_places.begin())].paint(painter, place->at);
}

} // namespace mqttscope::ui
