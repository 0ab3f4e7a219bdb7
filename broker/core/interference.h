// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "broker/core/effects.h"
#include "dissector/mqtt/reason_code.h"

#include <cstdint>
#include <optional>

namespace mqttscope::broker {

/// What somebody wants the engine to do otherwise with one packet, for a lesson. The engine does it in
/// earnest: its answers say what it did, and everything later follows from it. Asked once for each packet.
class Interference {
public:
    virtual ~Interference() = default;

    /// Refuse the CONNECT that a connection brings now, with this code (see Table 3-1; before 5.0 with the
    /// Connect Return code of the same meaning).
    [[nodiscard]] virtual std::optional<mqtt::ReasonCode> refusalOf(ConnectionId id) = 0;
    /// The highest QoS that a SUBSCRIBE is granted.
    [[nodiscard]] virtual std::optional<std::uint8_t> grantedAtMost(ConnectionId id,
                                                                    std::uint16_t packetId) = 0;
};

} // namespace mqttscope::broker
