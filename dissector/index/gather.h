// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dissector/index/frame_source.h"
#include "dissector/index/message_pieces.h"
#include "dissector/index/records.h"
#include "dissector/stream/piece.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace mqttscope::index {

/// The bytes that a piece stands for; empty if they were not captured. `frames`: a store or its follower.
template <class Frames>
[[nodiscard]] field::ByteView bytesOf(const Frames& frames, const FrameSource& source,
                                      const stream::Piece& piece)
{
    if (!piece.captured())
        return {};
    const field::ByteView frame = source.bytes(frames[piece.frame - 1]);
    if (piece.offset > frame.size())
        return {};
    return frame.subspan(piece.offset, std::min<std::size_t>(piece.length, frame.size() - piece.offset));
}

/// Appends the bytes of a message up to the first one that was not captured.
template <class Frames, class Pieces>
void gather(const Frames& frames, const Pieces& pieces, const FrameSource& source,
            const MessageRecord& record, std::vector<std::uint8_t>& bytes)
{
    for (const stream::Piece piece : MessagePieces(pieces, record)) {
        const field::ByteView part = bytesOf(frames, source, piece);
        bytes.insert(bytes.end(), part.begin(), part.end());
        if (part.size() < piece.length)
            break;
    }
}

} // namespace mqttscope::index
