// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dissector/stream/piece.h"

#include <cstdint>

namespace mqttscope::stream {

/// Some contiguous bytes of a segment's payload.
struct SegmentPart {
    Piece piece;
    field::ByteView bytes; ///< piece.length bytes, or none if the piece was not captured

    /// The part of it that starts `skip` bytes in and has `length` bytes.
    [[nodiscard]] SegmentPart sub(std::uint32_t skip, std::uint32_t length) const
    {
        SegmentPart part = *this;
        part.piece.offset += skip;
        part.piece.length = length;
        if (!bytes.empty())
            part.bytes = bytes.subspan(skip, length);
        return part;
    }
};

} // namespace mqttscope::stream
