// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/support/traffic_options.h"
#include "tests/support/traffic_random.h"
#include "tests/support/traffic_turn.h"

#include <cstdint>
#include <vector>

namespace mqttscope::test {

/// A TCP segment that is to be captured, or not.
struct PlannedSegment {
    std::uint8_t side = 0;
    std::uint16_t flags = 0;
    std::uint64_t offset = 0; ///< of the payload in the stream
    std::vector<std::uint8_t> payload;
    bool lost = false;       ///< not captured
    bool completes = false;  ///< brings the last missing byte of a message, or ends the connection
    std::uint32_t event = 0; ///< that it belongs to
    std::uint32_t cause = 0; ///< event that comes before it
};

/// A message on its way.
struct ExpectedMessage {
    TrafficMessage message;
    SpokenMessage spoken;    ///< what it means
    std::int64_t ownNs = 0;  ///< time of message.ownFrame
    std::uint64_t start = 0; ///< in the stream
    std::uint64_t end = 0;
};

/// A turn cut into segments, in the order of their capture.
struct CutTurn {
    std::vector<PlannedSegment> segments;
    std::vector<ExpectedMessage> messages;
    std::uint32_t multiMessageSegments = 0;
    std::uint32_t reorderedGroups = 0;
};

/// Cuts what a side says into segments: messages together or each alone, cut inside their fixed headers too,
/// in single bytes, swapped, repeated whole or in part.
class TrafficCutter {
public:
    /// Largest payload of a segment.
    static constexpr std::uint32_t kMaxPayload = 1400;

    TrafficCutter(const TrafficOptions& options, std::uint64_t seed) : m_options(&options), m_random(seed) {}

    /// `start` is where the turn begins in the stream. `boundaryKnown`: whether whoever reads the capture
    /// knows that a message starts there; becomes what they know at the end of the turn.
    [[nodiscard]] CutTurn cut(const Turn& turn, std::uint64_t start, bool& boundaryKnown);

    [[nodiscard]] TrafficRandom& random() { return m_random; }

private:
    /// A segment before its bytes are copied, counted from the start of the turn.
    struct Range {
        std::uint32_t begin = 0;
        std::uint32_t end = 0;
        bool lost = false;
    };

    [[nodiscard]] std::vector<std::uint32_t> chooseCuts(const Turn& turn);
    void cutInside(const SaidMessage& said, std::uint32_t start, std::vector<std::uint32_t>& cuts);
    [[nodiscard]] std::vector<Range> ranges(const Turn& turn);
    static void markCompleting(const Turn& turn, std::vector<PlannedSegment>& segments, std::uint64_t start);
    std::uint32_t reorder(std::vector<Range>& order);
    void repeat(std::vector<Range>& order, const std::vector<Range>& inStream);
    [[nodiscard]] bool chooseCopy(const Range& range, const std::vector<Range>& inStream, Range& copy);

    const TrafficOptions* m_options;
    TrafficRandom m_random;
};

} // namespace mqttscope::test
