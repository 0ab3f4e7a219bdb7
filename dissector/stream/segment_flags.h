// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>

namespace mqttscope::stream {

/// What a segment turned out to be, or-ed together.
enum SegmentFlags : std::uint16_t {
    kSegmentSyn = 0x001,       ///< SYN
    kSegmentFin = 0x002,       ///< FIN
    kSegmentRst = 0x004,       ///< RST: its payload, if any, is no part of the stream
    kRetransmission = 0x008,   ///< every payload byte was there already: nothing new is delivered
    kPartialOverlap = 0x010,   ///< some payload bytes were there already
    kHeld = 0x020,             ///< lies behind a gap: kept until the gap is closed or given up
    kClosesGap = 0x040,        ///< bytes that were held are delivered because of this segment
    kKeepAlive = 0x080,        ///< 0 or 1 byte just before the next one, RFC 9293 §3.8.4
    kWindowProbe = 0x100,      ///< 1 byte into a closed window, RFC 9293 §3.8.6.1
    kConflictingBytes = 0x200, ///< differs from the first copy, which counts
    kLateBytes = 0x400,        ///< fills a gap that had been given up
    kAfterFin = 0x800,     ///< payload beyond the FIN: delivered only if everything before the FIN was there
    kBeforeStart = 0x1000, ///< payload before the first segment of a connection seen midway: not delivered
    kOutsideWindow = 0x2000, ///< sequence number that cannot belong to the stream: not delivered, unless the
                             ///< next segment goes on there
    kSequenceJump =
        0x4000, ///< the second in a row of those, or a SYN with new numbers: the stream goes on here
};

} // namespace mqttscope::stream
