// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "broker/core/decision_ring.h"
#include "broker/net/tap/tap_line.h"
#include "dissector/mqtt/types.h"

#include <cstdint>

namespace mqttscope::broker {

/// Where the packet stands that a decision concerns.
enum class RemarkAt : std::uint8_t {
    FromClient, ///< a packet that the client of the record's connection sent just before
    Message,    ///< the packet that brought the message of the record; a delivery that did not happen
    ToClient,   ///< a packet that the broker is about to send, of `types`; else what was its cause
    Offence,    ///< the packet of the client that came last, if it came just now; else as BrokerEnd
    BrokerEnd,  ///< the broker's DISCONNECT, FIN or RST
    ClientEnd,  ///< the client's DISCONNECT, FIN or RST, or else the broker's
    Cause,      ///< whatever packet of a client came last
    Nowhere,    ///< time passed: no packet is concerned
};

/// A set of packet types: bit n = type n.
using TypeSet = std::uint16_t;

[[nodiscard]] constexpr TypeSet typeSet(mqtt::PacketType type)
{
    return static_cast<TypeSet>(1U << static_cast<unsigned>(type));
}

struct RemarkPlace {
    RemarkAt at{};
    TypeSet types = 0; ///< of FromClient and ToClient
};

/// Of which packet a decision tells.
[[nodiscard]] RemarkPlace placeOf(const DecisionRecord& record);

} // namespace mqttscope::broker
