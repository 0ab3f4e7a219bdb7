// SPDX-License-Identifier: GPL-3.0-or-later
#include "dissector/stream/out_of_order.h"

#include <algorithm>
#include <iterator>

namespace mqttscope::stream {

std::map<std::uint64_t, SegmentPart>::const_iterator OutOfOrder::covering(std::uint64_t offset) const
{
    const auto after = parts.upper_bound(offset);
    if (after == parts.begin())
        return parts.end();
    const auto at = std::prev(after);
    return offset < at->first + at->second.piece.length ? at : parts.end();
}

std::uint64_t OutOfOrder::nextStart(std::uint64_t offset) const
{
    const auto after = parts.upper_bound(offset);
    return after == parts.end() ? UINT64_MAX : after->first;
}

void OutOfOrder::hold(std::uint64_t offset, const SegmentPart& part)
{
    parts.emplace(offset, part);
    heldBytes += part.piece.length;
}

void OutOfOrder::addLost(Range range)
{
    if (lost.size() == GapLimits::kMaxLostRanges)
        lost.erase(lost.begin());
    lost.push_back(range);
}

void OutOfOrder::takeLost(Range range, const std::function<void(Range)>& found)
{
    for (std::size_t i = 0; i < lost.size(); ++i) {
        const Range was = lost[i];
        const Range common{std::max(was.begin, range.begin), std::min(was.end, range.end)};
        if (common.begin >= common.end)
            continue;
        found(common);
        lost[i] = {was.begin, common.begin};
        // A second remainder beyond the limit is forgotten: it only loses its mark as late.
        if (common.end < was.end && lost.size() < GapLimits::kMaxLostRanges)
            lost.insert(lost.begin() + static_cast<std::ptrdiff_t>(i) + 1, {common.end, was.end});
    }
    std::erase_if(lost, [](const Range& left) { return left.begin >= left.end; });
}

} // namespace mqttscope::stream
