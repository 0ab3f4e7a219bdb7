// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dissector/mqtt/types.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

namespace mqttscope::teach {

/// The keys of packet types in content files, in the order of their numbers.
inline constexpr std::array<std::string_view, 16> kPacketKeys = {
    "reserved",  "connect", "connack",     "publish",  "puback",  "pubrec",   "pubrel",     "pubcomp",
    "subscribe", "suback",  "unsubscribe", "unsuback", "pingreq", "pingresp", "disconnect", "auth"};

[[nodiscard]] constexpr std::string_view packetKey(mqtt::PacketType type)
{
    return kPacketKeys[static_cast<std::size_t>(type) & 15];
}

/// The key of a version in content files: "3.1", "3.1.1", "5.0"; what is not known is read as 3.1.1.
[[nodiscard]] constexpr std::string_view versionWord(mqtt::Version version)
{
    if (version == mqtt::Version::V31)
        return "3.1";
    return version == mqtt::Version::V50 ? "5.0" : "3.1.1";
}

/// The packet that answers one of that type; none if nothing has to. `qos`: of a PUBLISH.
[[nodiscard]] constexpr std::optional<mqtt::PacketType> replyTo(mqtt::PacketType type, std::uint64_t qos)
{
    using mqtt::PacketType;
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

} // namespace mqttscope::teach
