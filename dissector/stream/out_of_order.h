// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dissector/stream/gap_limits.h"
#include "dissector/stream/segment_part.h"
#include "dissector/stream/seq_number.h"

#include <cstdint>
#include <functional>
#include <map>
#include <vector>

namespace mqttscope::stream {

/// What one direction holds only while it is out of order.
///
/// Invariants: parts are disjoint, none is empty, and none starts at or before the next byte to be delivered;
/// heldBytes is the sum of their lengths; at most GapLimits::kMaxLostRanges lost ranges, ascending by the
/// time they were lost.
struct OutOfOrder {
    struct Range {
        std::uint64_t begin;
        std::uint64_t end;
    };

    /// The part that covers `offset`, or end().
    [[nodiscard]] std::map<std::uint64_t, SegmentPart>::const_iterator covering(std::uint64_t offset) const;
    /// Where the first part after `offset` starts; UINT64_MAX if there is none.
    [[nodiscard]] std::uint64_t nextStart(std::uint64_t offset) const;
    void hold(std::uint64_t offset, const SegmentPart& part);
    /// Remembers a gap that was given up.
    void addLost(Range range);
    /// Forgets the part of the lost ranges that lies in [begin, end), telling each stretch of it to `found`.
    void takeLost(Range range, const std::function<void(Range)>& found);

    std::map<std::uint64_t, SegmentPart> parts; ///< by stream offset
    std::uint64_t heldBytes = 0;

    std::int64_t gapSinceNs = 0;     ///< when the first gap became the first
    std::int64_t ackedSinceNs = 0;   ///< when the peer acknowledged past it; counts only with `acked`
    std::uint32_t ackedSegments = 0; ///< segments of the direction since then
    bool acked = false;

    std::vector<Range> lost;

    std::vector<SegmentPart> stray; ///< payload of the last segment far outside the window
    SeqNumber strayStart;           ///< its sequence number
    SeqNumber strayEnd;             ///< the one after it; counts only if `stray` is not empty
};

} // namespace mqttscope::stream
