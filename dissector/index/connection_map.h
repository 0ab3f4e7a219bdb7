// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dissector/net/tcp_facts.h"

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <vector>

namespace mqttscope::index {

/// From the two ends of a TCP connection, in either order, to the newest connection between them. Every
/// segment asks, so it is one flat table with linear probing; what it holds are hashes and numbers, the ends
/// stand with the connections.
class ConnectionMap {
public:
    static constexpr std::uint32_t kNone = 0xffffffff;

    /// The connection between two ends, or kNone. `same(number)` says whether a connection has these ends.
    template <class Same> [[nodiscard]] std::uint32_t find(std::uint32_t hash, Same same) const
    {
        if (m_slots.empty())
            return kNone;
        for (std::size_t i = hash & m_mask;; i = (i + 1) & m_mask) {
            const Slot& slot = m_slots[i];
            if (slot.connection == kNone)
                return kNone;
            if (slot.hash == hash && same(slot.connection))
                return slot.connection;
        }
    }

    /// Puts `connection` in the place of `before`, which has the same ends; kNone if there was none.
    void put(std::uint32_t hash, std::uint32_t connection, std::uint32_t before)
    {
        if (before != kNone) {
            std::size_t i = hash & m_mask;
            while (m_slots[i].connection != before)
                i = (i + 1) & m_mask;
            m_slots[i].connection = connection;
            return;
        }
        if (2 * (m_used + 1) > m_slots.size())
            grow();
        insert({hash, connection});
        ++m_used;
    }

    /// The same for both directions.
    [[nodiscard]] static std::uint32_t hashOf(const net::Endpoint& a, const net::Endpoint& b)
    {
        const std::uint64_t sum = one(a) + one(b); // commutes
        return static_cast<std::uint32_t>(sum ^ (sum >> 32U));
    }

private:
    struct Slot {
        std::uint32_t hash = 0;
        std::uint32_t connection = kNone;
    };

    static std::uint64_t one(const net::Endpoint& end)
    {
        std::uint64_t first = 0;
        std::uint64_t second = 0;
        std::memcpy(&first, end.address.bytes.data(), 8);
        std::memcpy(&second, end.address.bytes.data() + 8, 8);
        // The finish of splitmix64 spreads the bits in which neighbours differ: ports, last address bytes.
        std::uint64_t mixed = first ^ (second * 0x9e3779b97f4a7c15ULL) ^ (std::uint64_t{end.port} << 44U);
        mixed = (mixed ^ (mixed >> 30U)) * 0xbf58476d1ce4e5b9ULL;
        mixed = (mixed ^ (mixed >> 27U)) * 0x94d049bb133111ebULL;
        return mixed ^ (mixed >> 31U);
    }
    void insert(Slot slot)
    {
        std::size_t i = slot.hash & m_mask;
        while (m_slots[i].connection != kNone)
            i = (i + 1) & m_mask;
        m_slots[i] = slot;
    }
    void grow()
    {
        std::vector<Slot> former(m_slots.empty() ? 64 : m_slots.size() * 2);
        former.swap(m_slots);
        m_mask = m_slots.size() - 1;
        for (const Slot& slot : former) {
            if (slot.connection != kNone)
                insert(slot);
        }
    }

    std::vector<Slot> m_slots; ///< a power of two of them, at most half in use
    std::size_t m_mask = 0;
    std::size_t m_used = 0;
};

} // namespace mqttscope::index
