// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>

namespace mqttscope::bench {

/// What clients do to a broker.
struct Load {
    std::uint32_t publishers = 1;
    std::uint32_t subscribers = 1; ///< each gets all messages
    std::uint8_t qos = 0;
    std::uint32_t window = 100; ///< QoS 1 and 2 messages of one publisher on their way at once
    double rate = 0;            ///< messages per second of all publishers; 0 = as fast as it goes
    double seconds = 2;         ///< of publishing; then everything has to arrive
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

    [[nodiscard]] double perSecond() const
    {
        return seconds > 0 ? static_cast<double>(delivered) / seconds : 0;
    }
};

/// Many clients of MQTT 3.1.1 in one thread, on plain sockets: costs less than what it measures.
[[nodiscard]] LoadResult runLoad(const Load& load, std::uint16_t port);

} // namespace mqttscope::bench
