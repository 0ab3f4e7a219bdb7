// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/scaled_widths.h"

#include <algorithm>
#include <numeric>

namespace mqttscope::ui {

std::vector<int> scaledWidths(const std::vector<std::uint32_t>& lengths, int width, int least)
{
    const std::uint64_t total = std::accumulate(lengths.begin(), lengths.end(), std::uint64_t{0});
    if (total == 0 || width <= 0)
        return {};
    const int floor = std::min(least, width / static_cast<int>(lengths.size()));
    std::vector<int> widths;
    for (const std::uint32_t length : lengths)
        widths.push_back(
            std::max(floor, static_cast<int>(static_cast<std::uint64_t>(width) * length / total)));
    const int used = std::accumulate(widths.begin(), widths.end(), 0);
    *std::max_element(widths.begin(), widths.end()) += width - used;
    return widths;
}

} // namespace mqttscope::ui
