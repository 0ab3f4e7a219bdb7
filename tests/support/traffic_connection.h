// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/support/traffic_arrivals.h"
#include "tests/support/traffic_book.h"
#include "tests/support/traffic_classroom.h"
#include "tests/support/traffic_cutter.h"
#include "tests/support/traffic_truth.h"
#include "tests/support/traffic_wire.h"

#include <array>
#include <cstdint>
#include <deque>
#include <optional>
#include <vector>

namespace mqttscope::test {

/// One TCP connection between a client and the broker: what is still to be captured of it. What one side
/// sends stays in order.
class TrafficConnection {
public:
    TrafficConnection(const TrafficOptions& options, std::uint32_t number);

    /// Makes the segments of an event.
    void plan(const TrafficEvent& event, const TrafficClient& client);
    /// An acknowledgment without payload.
    void acknowledge();

    /// Segments to be captured or lost.
    [[nodiscard]] std::size_t queued() const { return m_queues[0].size() + m_queues[1].size(); }
    /// The next segment of a side; null if there is none.
    [[nodiscard]] const PlannedSegment* front(std::uint8_t side) const
    {
        return m_queues[side].empty() ? nullptr : &m_queues[side].front();
    }

    /// Whether something of an event is queued that completes a message.
    [[nodiscard]] bool completes(std::uint8_t side, std::uint32_t event) const;

    /// Captures the next segment of a side as `frame`, or loses it: then `bytes` is empty. Counts in `truth`.
    void emit(std::uint8_t side, const ArrivalFrame& frame, std::vector<std::uint8_t>& bytes,
              TrafficTruth& truth, TrafficBook& book, const TrafficMessageSink& sink);

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

    [[nodiscard]] std::vector<PlannedSegment> planTurn(const Turn& turn);
    void control(std::vector<PlannedSegment>& segments, std::uint8_t side, std::uint16_t flags);
    [[nodiscard]] std::vector<PlannedSegment> planOpen();
    [[nodiscard]] std::vector<PlannedSegment> planClose(TrafficClose close);
    [[nodiscard]] WireSegment header(const PlannedSegment& planned, std::int64_t timeNs);
    void arrive(const PlannedSegment& planned, const ArrivalFrame& frame, TrafficTruth& truth,
                TrafficBook& book, const TrafficMessageSink& sink);

    std::uint32_t m_number;
    TrafficCutter m_cutter;
    std::array<Direction, 2> m_directions;
    std::array<std::deque<PlannedSegment>, 2> m_queues; ///< by who speaks in the event
    std::string m_clientId;
    std::uint32_t m_client = 0; ///< its number
    mqtt::Version m_version{};
    std::optional<std::uint32_t> m_stream;    ///< once its first segment was captured
    std::uint32_t m_multiMessageSegments = 0; ///< not yet counted
    std::uint32_t m_reorderedGroups = 0;      ///< likewise
    std::uint32_t m_closeEvent = 0;
    bool m_sessionEnds = false; ///< with the connection
    bool m_timestamps = false;
};

} // namespace mqttscope::test
