// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/ladder/ladder_heights.h"

#include <algorithm>
#include <bit>
#include <cassert>

namespace mqttscope::ui {
namespace {

/// How many things the node of a binary indexed tree sums up.
std::size_t spanOf(std::size_t node)
{
    return node & (~node + 1);
}

} // namespace

void LadderHeights::assign(std::size_t count, int height)
{
    m_heights.assign(count, height);
    m_sums.resize(count + 1);
    for (std::size_t node = 1; node <= count; ++node)
        m_sums[node] = static_cast<std::int64_t>(spanOf(node)) * height;
}

void LadderHeights::set(std::size_t index, int height)
{
    assert(index < count());
    const std::int64_t change = std::int64_t{height} - m_heights[index];
    m_heights[index] = height;
    for (std::size_t node = index + 1; node < m_sums.size(); node += spanOf(node))
        m_sums[node] += change;
}

std::int64_t LadderHeights::top(std::size_t index) const
{
    assert(index <= count());
    std::int64_t sum = 0;
    for (std::size_t node = index; node > 0; node -= spanOf(node))
        sum += m_sums[node];
    return sum;
}

std::size_t LadderHeights::at(std::int64_t y) const
{
    assert(count() > 0);
    std::size_t before = 0; // as many end at or above y
    for (std::size_t step = std::bit_floor(count()); step > 0; step /= 2) {
        if (before + step <= count() && m_sums[before + step] <= y) {
            before += step;
            y -= m_sums[before];
        }
    }
    return std::min(before, count() - 1);
}

} // namespace mqttscope::ui
