// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dissector/stream/piece.h"

#include <cstdint>

namespace mqttscope::stream {

/// One end of a connection, named by the first segment seen.
enum class Side : std::uint8_t {
    A, ///< source of the first segment
    B, ///< its destination
};

[[nodiscard]] constexpr Side other(Side side)
{
    return side == Side::A ? Side::B : Side::A;
}

/// Why a gap is no longer waited for.
enum class GapReason : std::uint8_t {
    Acknowledged, ///< the peer has the bytes, so only the capture lacks them
    Time,         ///< GapLimits::kMaxTimeNs is over
    Size,         ///< more is held behind it than GapLimits::kMaxHeldBytes or kMaxHeldPieces
    SequenceJump, ///< the sequence numbers go on elsewhere: how many bytes are missing is unknown
    Restart,      ///< a SYN starts the numbers afresh: the next chunk is the first of a new connection
    End,          ///< no more segments will come
};

/// Bytes of a direction that are not in the capture.
struct Gap {
    std::uint64_t offset = 0; ///< of the first missing byte
    std::uint64_t length =
        0; ///< bytes; 0 = unknown (SequenceJump, Restart): the next chunk stands at `offset`
    GapReason reason = GapReason::End;
    std::uint32_t frame = 0; ///< frame at which it was given up; 0 for `tick` and `finish`
};

/// How a direction ended.
enum class EndReason : std::uint8_t {
    Fin,   ///< FIN, after all bytes before it
    Reset, ///< RST from either side. Segments that were in flight may still be delivered after it
    Cut,   ///< the input ended, or the addresses and ports were taken by a new connection
};

/// Hears the ordered bytes of both directions of one connection. Per direction the offsets of chunks and gaps
/// ascend without holes: each starts where the one before ended.
class ChunkReceiver {
public:
    /// The next bytes: one piece. The chunk itself is valid during the call, its bytes as long as the frames.
    virtual void onChunk(Side side, const Chunk& chunk) = 0;
    /// Bytes that are missing for good as far as the order is concerned.
    virtual void onGap(Side side, const Gap& gap) = 0;
    /// The end of a direction; at most once, or once more after a Restart. `frame` is 0 for Cut.
    virtual void onEnd(Side side, EndReason reason, std::uint32_t frame) = 0;
    /// Bytes of a gap that had been given up come after all: too late for the order, not for showing them.
    virtual void onLate(Side side, const Chunk& chunk)
    {
        static_cast<void>(side);
        static_cast<void>(chunk);
    }

protected:
    ~ChunkReceiver() = default;
};

} // namespace mqttscope::stream
