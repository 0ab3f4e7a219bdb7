// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace mqttscope::store {

/// From hashes to numbers of things that are kept elsewhere: one flat table with linear probing, for look-ups
/// that every frame or message makes. It holds hashes and numbers; whether a thing is the one that is looked
/// for, the caller says. Nothing is ever taken out.
class FlatIndex {
public:
    static constexpr std::uint32_t kNone = 0xffffffff;

    /// The thing with this hash that is `same(number)`, or kNone.
    template <class Same> [[nodiscard]] std::uint32_t find(std::uint32_t hash, Same same) const
    {
        if (m_slots.empty())
            return kNone;
        for (std::size_t i = hash & m_mask;; i = (i + 1) & m_mask) {
            const Slot& slot = m_slots[i];
            if (slot.number == kNone)
                return kNone;
            if (slot.hash == hash && same(slot.number))
                return slot.number;
        }
    }

    /// Adds a thing that is not there.
    void add(std::uint32_t hash, std::uint32_t number)
    {
        if (2 * (m_used + 1) > m_slots.size())
            grow();
        insert({hash, number});
        ++m_used;
    }

    /// Puts `number` in the place of `before`, which has the same hash.
    void replace(std::uint32_t hash, std::uint32_t before, std::uint32_t number)
    {
        std::size_t i = hash & m_mask;
        while (m_slots[i].number != before)
            i = (i + 1) & m_mask;
        m_slots[i].number = number;
    }

private:
    struct Slot {
        std::uint32_t hash = 0;
        std::uint32_t number = kNone;
    };

    void insert(Slot slot)
    {
        std::size_t i = slot.hash & m_mask;
        while (m_slots[i].number != kNone)
            i = (i + 1) & m_mask;
        m_slots[i] = slot;
    }
    void grow()
    {
        std::vector<Slot> former(m_slots.empty() ? 64 : m_slots.size() * 2);
        former.swap(m_slots);
        m_mask = m_slots.size() - 1;
        for (const Slot& slot : former) {
            if (slot.number != kNone)
                insert(slot);
        }
    }

    std::vector<Slot> m_slots; ///< a power of two of them, at most half in use
    std::size_t m_mask = 0;
    std::size_t m_used = 0;
};

} // namespace mqttscope::store
