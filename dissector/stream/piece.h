// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dissector/field/byte_view.h"

#include <cstdint>

namespace mqttscope::stream {

/// Where bytes of a stream stand: contiguous bytes of one frame, or bytes that no frame holds.
struct Piece {
    static constexpr std::uint32_t kIdentity = 0;             ///< the bytes stand in the frame as they are
    static constexpr std::uint32_t kNotCaptured = 0xffffffff; ///< no frame has them: snap length, loss
    /// The piece holds bytes from which the bytes in question were made (decrypted, inflated): none has a
    /// place of its own.
    static constexpr std::uint32_t kOpaque = 0xfffffffe;

    std::uint32_t frame = 0;  ///< frame number from 1; for kNotCaptured the frame that was cut, or 0
    std::uint32_t offset = 0; ///< in the captured bytes of the frame
    std::uint32_t length = 0; ///< bytes
    std::uint32_t transform =
        kIdentity; ///< one of the constants above, or the id of a Transform (XOR mask, stored bytes)

    [[nodiscard]] bool captured() const { return transform != kNotCaptured; }
    friend bool operator==(const Piece&, const Piece&) = default;
};
static_assert(sizeof(Piece) == 16);

/// The next bytes of an ordered stream: one piece. Offsets are 64 bits, from the first byte of the direction
/// (0 = the byte after SYN, or the first byte seen when the capture starts later).
struct Chunk {
    std::uint64_t offset = 0;
    Piece piece;
    field::ByteView bytes; ///< piece.length bytes; empty if the piece was not captured. Views the mapped
                           ///< file: stays valid
};

} // namespace mqttscope::stream
