// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace mqttscope::ui {

/// Heights of things that stand below each other, in whole pixels: any of them may become another without
/// the others being counted again. Asking and changing cost the logarithm of their number.
class LadderHeights {
public:
    /// So many things, all of one height.
    void assign(std::size_t count, int height);
    void set(std::size_t index, int height);

    [[nodiscard]] std::size_t count() const { return m_heights.size(); }
    [[nodiscard]] int height(std::size_t index) const { return m_heights[index]; }
    /// Sum of the heights before `index`, which may be count().
    [[nodiscard]] std::int64_t top(std::size_t index) const;
    [[nodiscard]] std::int64_t total() const { return top(count()); }
    /// What stands at `y`: the first one above everything, the last one below everything. There must be one.
    [[nodiscard]] std::size_t at(std::int64_t y) const;

private:
    std::vector<int> m_heights;
    std::vector<std::int64_t> m_sums; ///< binary indexed tree, from 1
};

} // namespace mqttscope::ui
