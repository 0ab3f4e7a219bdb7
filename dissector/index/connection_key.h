// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dissector/net/tcp_facts.h"

#include <cstddef>
#include <cstdint>
#include <cstring>

namespace mqttscope::index {

/// The two ends of a TCP connection in an order that does not depend on who sends.
struct ConnectionKey {
    net::Endpoint low;
    net::Endpoint high;

    explicit ConnectionKey(const net::TcpFacts& facts)
    {
        const bool ordered = facts.source <= facts.destination;
        low = ordered ? facts.source : facts.destination;
        high = ordered ? facts.destination : facts.source;
    }
    friend bool operator==(const ConnectionKey&, const ConnectionKey&) = default;
};

struct ConnectionKeyHash {
    std::size_t operator()(const ConnectionKey& key) const
    {
        return static_cast<std::size_t>(mix(of(key.low), of(key.high)));
    }

private:
    static std::uint64_t mix(std::uint64_t a, std::uint64_t b)
    {
        // The multiplication of splitmix64 spreads ports and last address bytes, which differ most.
        a = (a ^ (a >> 30U) ^ (b * 0x9e3779b97f4a7c15ULL)) * 0xbf58476d1ce4e5b9ULL;
        return a ^ (a >> 31U);
    }
    static std::uint64_t of(const net::Endpoint& end)
    {
        std::uint64_t first = 0;
        std::uint64_t second = 0;
        std::memcpy(&first, end.address.bytes.data(), 8);
        std::memcpy(&second, end.address.bytes.data() + 8, 8);
        return mix(first ^ (std::uint64_t{end.port} << 40U), second);
    }
};

} // namespace mqttscope::index
