// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dissector/mqtt/types.h"

#include <cstdint>
#include <optional>

namespace mqttscope::mqtt {

/// The packet with which the other side answers one of that type; none if nothing has to. `qos`: of a PUBLISH
/// (MQTT 3.1.1 §4.3, MQTT 5.0 §4.3).
[[nodiscard]] constexpr std::optional<PacketType> answerTo(PacketType type, std::uint64_t qos)
{
    switch (type) {
    case PacketType::Connect:
        return PacketType::Connack;
    case PacketType::Publish:
        if (qos == 1)
            return PacketType::Puback;
        return qos == 2 ? std::optional{PacketType::Pubrec} : std::nullopt;
    case PacketType::Pubrec:
        return PacketType::Pubrel;
    case PacketType::Pubrel:
        return PacketType::Pubcomp;
    case PacketType::Subscribe:
        return PacketType::Suback;
    case PacketType::Unsubscribe:
        return PacketType::Unsuback;
    case PacketType::Pingreq:
        return PacketType::Pingresp;
    default:
        return std::nullopt;
    }
}

} // namespace mqttscope::mqtt
