// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/document.h"
#include "analysis/ladder/ladder_index.h"

#include <cstddef>
#include <cstdint>
#include <vector>

namespace mqttscope::analysis::ladder {

/// A segment of TCP on a connection of a band (RFC 9293): to show that a TCP ACK is not a PUBACK.
struct TcpSegment {
    std::uint32_t frame = 0;
    std::uint32_t stream = kNone;
    LaneId from = kNone;
    LaneId to = kNone;
    std::int64_t timeNs = index::kNoTime;
    std::uint32_t payload = 0;      ///< bytes
    std::uint64_t sequence = 0;     ///< relative to the first of its direction, as the tree shows it
    std::uint64_t acknowledged = 0; ///< likewise; of use with `ack`
    bool syn = false;
    bool fin = false;
    bool rst = false;
    bool ack = false;
    bool retransmission = false; ///< all of its bytes had been seen before
    bool outOfOrder = false;     ///< bytes before it had not been seen yet
    bool keepAlive = false;      ///< a probe of one byte or none below the next expected one (RFC 9293 3.8.4)
    std::vector<std::uint32_t> messages; ///< MQTT packets with a byte in it, in their order
    std::uint32_t acknowledges = kNone;  ///< message whose last byte this ACK is the first to acknowledge
};

/// The segments on the connections of a band, between its first and its last packet, and the ACKs that belong
/// to these; by frame.
struct TcpStrip {
    /// Segments told; of longer bands the rest is counted.
    static constexpr std::size_t kMaxSegments = 2000;
    std::vector<TcpSegment> segments;
    std::uint64_t more = 0;
};
[[nodiscard]] TcpStrip tcpStrip(const Document& document, const LadderIndex& index, const Band& band);

} // namespace mqttscope::analysis::ladder
