// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dissector/index/snapshot.h"
#include "dissector/stream/piece.h"

#include <cstdint>
#include <vector>

namespace mqttscope::index {

/// Messages looked at, at most, to find the one that a segment is part of: those recorded between the segment
/// and the end of its message, of all connections together.
inline constexpr std::uint32_t kMaxSegmentSearch = 20'000;

/// The next message in the direction of a frame that is anchored at a later one: if the frame has bytes of a
/// message that it does not end, they are of this one. kNone if there is none within kMaxSegmentSearch.
[[nodiscard]] std::uint32_t messageBehind(const Snapshot& snapshot, std::uint32_t frame);

/// The parts of a frame that belong to messages spread over several segments: pieces of those anchored at the
/// frame, then of the one that goes on in later frames, as far as the snapshot knows its end. `payloadLength`
/// is that of the frame's TCP payload.
[[nodiscard]] std::vector<stream::Piece> segmentsOf(const Snapshot& snapshot, std::uint32_t frame,
                                                    std::uint32_t payloadLength);

} // namespace mqttscope::index
