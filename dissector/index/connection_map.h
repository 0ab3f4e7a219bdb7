// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dissector/net/tcp_facts.h"
#include "dissector/store/flat_index.h"
#include "dissector/store/hash.h"

#include <cstdint>
#include <cstring>

namespace mqttscope::index {

/// From the two ends of a TCP connection, in either order, to the newest connection between them.
class ConnectionMap {
public:
    static constexpr std::uint32_t kNone = store::FlatIndex::kNone;

    /// The connection between two ends, or kNone. `same(number)` says whether a connection has these ends.
    template <class Same> [[nodiscard]] std::uint32_t find(std::uint32_t hash, Same same) const
    {
        return m_index.find(hash, same);
    }

    /// Puts `connection` in the place of `before`, which has the same ends; kNone if there was none.
    void put(std::uint32_t hash, std::uint32_t connection, std::uint32_t before)
    {
        if (before != kNone)
            m_index.replace(hash, before, connection);
        else
            m_index.add(hash, connection);
    }

    /// The same for both directions.
    [[nodiscard]] static std::uint32_t hashOf(const net::Endpoint& a, const net::Endpoint& b)
    {
        const std::uint64_t sum = one(a) + one(b); // commutes
        return static_cast<std::uint32_t>(sum ^ (sum >> 32U));
    }

private:
    static std::uint64_t one(const net::Endpoint& end)
    {
        std::uint64_t first = 0;
        std::uint64_t second = 0;
        std::memcpy(&first, end.address.bytes.data(), 8);
        std::memcpy(&second, end.address.bytes.data() + 8, 8);
        // Spreads the bits in which neighbours differ: ports, last address bytes.
        return store::mixed(first ^ (second * 0x9e3779b97f4a7c15ULL) ^ (std::uint64_t{end.port} << 44U));
    }

    store::FlatIndex m_index;
};

} // namespace mqttscope::index
