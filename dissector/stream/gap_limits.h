// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>

namespace mqttscope::stream {

/// When a gap is given up. A gap is either reordering (the segment comes a little later), loss in the network
/// (it is sent again: the peer does not acknowledge it) or loss in the capture (it never comes: the peer
/// acknowledges it).
struct GapLimits {
    /// After the peer acknowledged past the gap, so many more segments of the direction are waited for:
    /// merged captures and several capture queues put acknowledgments before the bytes that they acknowledge.
    static constexpr std::uint32_t kAckedSegments = 16;
    /// Or so long in capture time, with at least one more segment of the direction.
    static constexpr std::int64_t kAckedTimeNs = 1'000'000'000;
    /// Without acknowledgment: so long after the gap appeared. A sender that doubles its timeout from 200 ms
    /// has tried six times by then (RFC 6298 §5.5).
    static constexpr std::int64_t kMaxTimeNs = 10'000'000'000;
    /// Bytes of one direction held behind gaps: more than common receive windows.
    static constexpr std::uint64_t kMaxHeldBytes = 16ULL << 20;
    /// Pieces of one direction held behind gaps.
    static constexpr std::size_t kMaxHeldPieces = 16384;
    /// The largest window there is (RFC 7323 §2.3): sequence numbers farther away belong to something else.
    static constexpr std::int32_t kMaxWindow = 1 << 30;
    /// How far before the first segment seen a segment may lie and still be old bytes of this connection,
    /// when its beginning was not captured.
    static constexpr std::int64_t kMaxBeforeStart = 1 << 20;
    /// Gaps given up that are remembered, to tell late bytes from retransmissions.
    static constexpr std::size_t kMaxLostRanges = 64;
};

} // namespace mqttscope::stream
