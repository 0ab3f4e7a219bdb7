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
    Arrival arrive(std::uint64_t begin, std::uint64_t end, std::uint32_t frame,
                   const TrafficMessageSink& sink);
    /// A segment was not captured; the peer has it all the same.
    void lose(std::uint64_t begin, std::uint64_t end, const TrafficMessageSink& sink);
    /// All bytes before this one have arrived.
    [[nodiscard]] std::uint64_t received() const { return m_received; }
    [[nodiscard]] bool idle() const { return m_expected.empty(); }

private:
    std::uint64_t note(std::uint64_t begin, std::uint64_t end, std::uint32_t frame);
    void advance(std::uint64_t begin, std::uint64_t end);
    void release(std::uint32_t frame, const TrafficMessageSink& sink);

    std::uint64_t m_received = 0;
    std::map<std::uint64_t, std::uint64_t> m_ahead; ///< [begin, end) behind holes; disjoint
    std::deque<ExpectedMessage> m_expected;
};

} // namespace mqttscope::test
