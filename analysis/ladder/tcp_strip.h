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
    std::uint32_t sequence = 0;     ///< relative to the first of its direction, as the tree shows it
    std::uint32_t acknowledged = 0; ///< likewise; of use with `ack`
    bool syn = false;
    bool fin = false;
    bool rst = false;
    bool ack = false;
    bool retransmission = false; ///< all of its bytes had been seen before
    bool outOfOrder = false;     ///< bytes before it had not been seen yet
    bool keepAlive = false;      ///< a probe of one byte or none below the next expected one (RFC 9293 3.8.4)
    std::vector<std::uint32_t> messages; ///< MQTT packets with a byte in it, in their order; of a
                                         ///< retransmission those of the band
    /// Packets of the band whose last byte this is the first to acknowledge, in their order.
    std::vector<std::uint32_t> acknowledges;
};

/// The segments that concern a band, by frame: those that carry its packets, first and again; those that
/// acknowledge them; what else passes without payload until then; keep-alive probes between a packet and its
/// answer; SYN, FIN and RST of the connections whose beginning or end the band tells of, and what TCP says in
/// a silence.
struct TcpStrip {
    /// Segments told; of longer bands the rest is counted.
    static constexpr std::size_t kMaxSegments = 2000;
    /// Frames behind a packet, of all connections together, in which its acknowledgement is looked for.
    static constexpr std::uint32_t kMaxAhead = 20'000;
    /// Frames looked at for a band. What stands behind them is left out.
    static constexpr std::uint32_t kMaxLooked = 500'000;

    std::vector<TcpSegment> segments;
    std::uint64_t more = 0; ///< segments left out
};

/// Whether a segment stands above a row: what it carries, acknowledges or ends stands below it.
[[nodiscard]] bool isBefore(const TcpSegment& segment, const Row& row);

/// Reads the headers of the frames in question and of no others: costs what the band is long, within the
/// limits above. Packets of other bands (kContext) count for nothing. Any thread.
[[nodiscard]] TcpStrip tcpStrip(const Document& document, const LadderIndex& index, const Band& band);

} // namespace mqttscope::analysis::ladder
