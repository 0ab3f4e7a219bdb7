// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/support/traffic_arrivals.h"
#include "tests/support/traffic_cutter.h"
#include "tests/support/traffic_session.h"
#include "tests/support/traffic_truth.h"
#include "tests/support/traffic_wire.h"

#include <array>
#include <cstdint>
#include <deque>
#include <optional>
#include <vector>

namespace mqttscope::test {

/// One TCP connection between a client and the broker: what is still to be captured of it, in order.
class TrafficConnection {
public:
    TrafficConnection(const TrafficOptions& options, std::uint32_t number,
                      const std::vector<std::string>& topics);

    /// The handshake and all up to the first subscription.
    void open();
    /// One more activity of the session.
    void talk();
    /// An acknowledgment without payload.
    void acknowledge(std::uint8_t side);
    /// DISCONNECT and FIN, or RST.
    void close();

    [[nodiscard]] bool opened() const { return m_opened; }
    [[nodiscard]] bool closed() const { return m_closed; }
    /// Segments to be captured or lost.
    [[nodiscard]] std::size_t queued() const { return m_queue.size(); }
    [[nodiscard]] mqtt::Version version() const { return m_session.version(); }

    /// Captures the next segment as `frameNumber`, or loses it: then `frame` is empty. Counts in `truth`.
    void emit(std::uint32_t frameNumber, std::int64_t timeNs, std::vector<std::uint8_t>& frame,
              TrafficTruth& truth, const TrafficMessageSink& sink);

private:
    struct Direction {
        WireEnd end;
        std::uint32_t initial = 0; ///< initial sequence number
        std::uint64_t planned = 0; ///< bytes in segments made so far
        std::uint64_t sent = 0;    ///< where the next new byte stands
        bool finSent = false;
        bool boundaryKnown = true; ///< see TrafficCutter::cut
        std::uint32_t messages = 0;
        std::uint16_t identification = 0;
        std::uint32_t timestamp = 0; ///< last one sent
        TrafficArrivals arrivals;
    };

    void plan(const std::vector<Turn>& turns);
    [[nodiscard]] std::vector<PlannedSegment> planTurn(const Turn& turn);
    void control(std::uint8_t side, std::uint16_t flags);
    [[nodiscard]] WireSegment header(const PlannedSegment& planned, std::int64_t timeNs);
    void arrive(const PlannedSegment& planned, std::uint32_t frameNumber, TrafficTruth& truth,
                const TrafficMessageSink& sink);

    TrafficSession m_session;
    TrafficCutter m_cutter;
    std::array<Direction, 2> m_directions;
    std::deque<PlannedSegment> m_queue;
    std::optional<std::uint32_t> m_stream;    ///< once its first segment was captured
    std::uint32_t m_multiMessageSegments = 0; ///< not yet counted
    std::uint32_t m_reorderedGroups = 0;      ///< likewise
    bool m_timestamps = false;
    bool m_opened = false;
    bool m_closed = false;
};

} // namespace mqttscope::test
