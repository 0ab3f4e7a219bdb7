// SPDX-License-Identifier: GPL-3.0-or-later
#include "dissector/session/flight_table.h"

#include <cassert>

namespace mqttscope::session {

Flight* FlightTable::find(std::uint16_t packetId)
{
    if (m_used == 0 || packetId == 0)
        return nullptr;
    for (std::size_t slot = home(packetId); m_slots[slot].packetId != 0; slot = after(slot)) {
        if (m_slots[slot].packetId == packetId)
            return &m_slots[slot];
    }
    return nullptr;
}

Flight& FlightTable::add(const Flight& flight)
{
    assert(flight.packetId != 0 && find(flight.packetId) == nullptr);
    if (2 * (m_used + 1) > m_slots.size())
        grow();
    std::size_t slot = home(flight.packetId);
    while (m_slots[slot].packetId != 0)
        slot = after(slot);
    m_slots[slot] = flight;
    ++m_used;
    return m_slots[slot];
}

void FlightTable::remove(std::uint16_t packetId)
{
    Flight* found = find(packetId);
    if (found == nullptr)
        return;
    // Moves up those that were displaced past the hole, so that no search stops at it.
    auto hole = static_cast<std::size_t>(found - m_slots.data());
    for (std::size_t slot = after(hole); m_slots[slot].packetId != 0; slot = after(slot)) {
        const std::size_t wanted = home(m_slots[slot].packetId);
        const bool between = hole <= slot ? hole < wanted && wanted <= slot : hole < wanted || wanted <= slot;
        if (between)
            continue;
        m_slots[hole] = m_slots[slot];
        hole = slot;
    }
    m_slots[hole].packetId = 0;
    --m_used;
}

void FlightTable::clear()
{
    m_slots.clear();
    m_used = 0;
}

void FlightTable::grow()
{
    std::vector<Flight> former(m_slots.empty() ? 4 : m_slots.size() * 2);
    former.swap(m_slots);
    m_used = 0;
    for (const Flight& flight : former) {
        if (flight.packetId != 0)
            add(flight);
    }
}

} // namespace mqttscope::session
