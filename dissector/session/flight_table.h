// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dissector/session/records.h"

#include <cstddef>
#include <cstdint>
#include <vector>

namespace mqttscope::session {

/// What an open exchange waits for.
enum class Awaits : std::uint8_t { Puback, Pubrec, Pubrel, Pubcomp, Suback, Unsuback };

/// An exchange whose Packet Identifier is in use.
struct Flight {
    std::uint32_t exchange = kNone;
    std::uint32_t stream = kNone; ///< connection on which the opening packet was last sent
    std::uint64_t content = 0; ///< of a PUBLISH: hash of topic and payload; of SUBSCRIBE and UNSUBSCRIBE: how
                               ///< many filters, 0 if not all could be read
    std::int64_t sentNs = 0;   ///< when the opening packet was last sent
    std::uint32_t message = kNone; ///< the opening packet, last copy
    std::uint16_t packetId = 0;    ///< 0 marks a free slot
    Awaits awaits{};
    std::uint8_t qos = 0; ///< of a PUBLISH
};

/// The open exchanges of one side of a session, by Packet Identifier: at most 65,535. A table with linear
/// probing, because every acknowledgement asks it.
class FlightTable {
public:
    /// The exchange with this identifier; null if there is none. Valid until the next `add` or `remove`.
    [[nodiscard]] Flight* find(std::uint16_t packetId);
    /// Adds one whose identifier is not in use.
    Flight& add(const Flight& flight);
    void remove(std::uint16_t packetId);
    void clear();
    [[nodiscard]] std::size_t size() const { return m_used; }
    /// Calls `visit(Flight&)` for all, in no particular order.
    template <class Visit> void forEach(Visit visit)
    {
        for (Flight& flight : m_slots) {
            if (flight.packetId != 0)
                visit(flight);
        }
    }

private:
    [[nodiscard]] std::size_t home(std::uint16_t packetId) const { return packetId & (m_slots.size() - 1); }
    [[nodiscard]] std::size_t after(std::size_t slot) const { return (slot + 1) & (m_slots.size() - 1); }
    void grow();

    std::vector<Flight> m_slots; ///< a power of two of them, at most half in use
    std::size_t m_used = 0;
};

} // namespace mqttscope::session
