// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <functional>
#include <string>

namespace mqttscope::bench {

/// How long something took, milliseconds.
struct Latency {
    double p50 = 0;
    double p99 = 0;
    double worst = 0;
};

/// What one stretch of a long run came to.
struct LoadSlice {
    double until = 0; ///< seconds from the first PUBLISH
    std::uint64_t delivered = 0;
    double p50 = 0; ///< from PUBLISH to delivery, milliseconds
    double p99 = 0;
    double worst = 0;
    Latency acknowledged; ///< from PUBLISH to PUBACK or PUBCOMP
    Latency floor;        ///< of Load::echoPort
};

/// What clients do to a broker.
struct Load {
    std::uint32_t publishers = 1;
    std::uint32_t subscribers = 1; ///< each gets all messages
    bool both = false; ///< the publishers are the subscribers, of `#`: as many of the one as of the other
    std::uint8_t qos = 0;
    std::uint32_t window = 100; ///< QoS 1 and 2 messages of one publisher on their way at once
    double rate = 0;            ///< messages per second of all publishers; 0 = as fast as it goes
    double seconds = 2;         ///< of publishing; then everything has to arrive
    double sliceSeconds = 0;    ///< how often `slice` is told; 0 = never
    std::function<void(const LoadSlice&)> slice;
    bool together = false;      ///< all publishers at the same moment, else one after the other
    std::uint16_t echoPort = 0; ///< what answers there (see EchoProcess) is asked beside: the floor
};

/// What came of it.
struct LoadResult {
    bool ok = false; ///< all clients connected
    std::uint64_t published = 0;
    std::uint64_t delivered = 0;
    std::uint64_t lost = 0;     ///< deliveries that did not come
    std::uint64_t disorder = 0; ///< deliveries out of order or twice
    double seconds = 0;         ///< from the first PUBLISH to the last delivery
    double p50 = 0;             ///< from PUBLISH to delivery, milliseconds
    double p99 = 0;
    std::uint64_t acknowledgedCount = 0; ///< of `published`
    Latency acknowledged;                ///< likewise, from PUBLISH to PUBACK or PUBCOMP
    Latency floor;                       ///< of Load::echoPort

    [[nodiscard]] double perSecond() const
    {
        return seconds > 0 ? static_cast<double>(delivered) / seconds : 0;
    }
};

/// Many clients of MQTT 3.1.1 in one thread, on plain sockets: costs less than what it measures.
[[nodiscard]] LoadResult runLoad(const Load& load, std::uint16_t port);

} // namespace mqttscope::bench
