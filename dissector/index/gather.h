// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dissector/index/frame_source.h"
#include "dissector/index/records.h"
#include "dissector/stream/piece.h"

#include <algorithm>
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
    // The pieces of a message are as long as the message.
    for (std::uint32_t i = record.firstPiece, have = 0; have < record.length; ++i) {
        const field::ByteView part = bytesOf(frames, source, pieces[i]);
        if (part.empty())
            break;
        bytes.insert(bytes.end(), part.begin(), part.end());
        have += static_cast<std::uint32_t>(part.size());
    }
}

} // namespace mqttscope::index
