// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/support/traffic_cutter.h"

#include <cstdint>
#include <deque>
#include <functional>
#include <map>

namespace mqttscope::test {

/// Hears each message when its fate is known: in the order of the anchors, and within a frame of the wire.
using TrafficMessageSink = std::function<void(const TrafficMessage&)>;
/// Likewise, with what the generator knows beside it and the time of its anchor.
using ExpectedMessageSink = std::function<void(ExpectedMessage&, std::int64_t timeNs)>;

/// A frame that brings something; number 0 if it was not captured.
struct ArrivalFrame {
    std::uint32_t number = 0;
    std::int64_t timeNs = 0;
};

/// Which bytes of one direction have arrived, and so which message is anchored where.
class TrafficArrivals {
public:
    /// What an arrival brought.
    struct Arrival {
        std::uint64_t fresh = 0; ///< bytes that were not there
        bool outOfOrder = false; ///< bytes before the fresh ones are missing
    };

    /// A message follows the ones expected so far.
    void expect(const ExpectedMessage& message) { m_expected.push_back(message); }
    /// A segment was captured.
    Arrival arrive(std::uint64_t begin, std::uint64_t end, const ArrivalFrame& frame,
                   const ExpectedMessageSink& sink);
    /// A segment was not captured; the peer has it all the same.
    void lose(std::uint64_t begin, std::uint64_t end, const ExpectedMessageSink& sink);
    /// All bytes before this one have arrived.
    [[nodiscard]] std::uint64_t received() const { return m_received; }
    [[nodiscard]] bool idle() const { return m_expected.empty(); }

private:
    std::uint64_t note(std::uint64_t begin, std::uint64_t end, const ArrivalFrame& frame);
    void advance(std::uint64_t begin, std::uint64_t end);
    void release(const ArrivalFrame& frame, const ExpectedMessageSink& sink);

    std::uint64_t m_received = 0;
    std::map<std::uint64_t, std::uint64_t> m_ahead; ///< [begin, end) behind holes; disjoint
    std::deque<ExpectedMessage> m_expected;
};

} // namespace mqttscope::test
