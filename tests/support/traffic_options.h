// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/support/traffic_fault.h"

#include <cstdint>

namespace mqttscope::test {

/// What messages say.
enum class TrafficPayloads : std::uint8_t {
    Natural, ///< readings and noise: some of them are the same by chance
    Unique,  ///< no two on a topic are the same
    Equal,   ///< three readings again and again
};

/// What traffic is made. The same options make the same bytes, on every machine. Who is there and what they
/// say depends on `seed`; how it is cut, mixed and repeated on `segmentSeed` too. With `activities` nothing
/// else does; with `frames` the moments at which connections begin and end count frames, however they are
/// cut.
struct TrafficOptions {
    std::uint64_t seed = 1;
    std::uint64_t segmentSeed = 1;
    std::uint32_t frames = 10'000; ///< exactly so many, at least 1; counts only if `activities` is 0
    /// If not 0: each connection does so many things (an exchange, a ping...) and closes; as many frames as
    /// that takes.
    std::uint32_t activities = 0;
    std::uint32_t connections = 400; ///< TCP connections; fewer in short captures

    std::uint32_t gapUs = 280; ///< at most so much time passes between two things that are said

    double v31 = 0.06; ///< share of the connections that speak 3.1
    double v50 = 0.30; ///< share that speaks 5.0; the others speak 3.1.1
    double ipv6 = 0.15;
    double tcpTimestamps = 0.5; ///< share of the connections with TCP timestamps in every segment
    double nearWrap = 0.1;      ///< share of the directions whose sequence numbers pass 2^32

    double coalesce = 0.3;      ///< of two messages that a side sends together: in one segment
    double split = 0.0225;      ///< of a message: cut somewhere, in its fixed header too
    double reorder = 0.0062;    ///< of a segment with another one behind it: captured later than that
    double retransmit = 0.0036; ///< of a segment: sent again, whole or in part
    double loss = 0;            ///< of a segment: not captured, nor any copy of it
    double longPayload = 0.012; ///< of a PUBLISH: a Remaining Length of two bytes
    TrafficFault fault = TrafficFault::None; ///< from a third of the frames on, once
    TrafficPayloads payloads = TrafficPayloads::Natural;
    double hugePayload = 0.0004; ///< of a PUBLISH: a Remaining Length of three bytes
};

} // namespace mqttscope::test
