// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dissector/mqtt/types.h"

#include <array>
#include <cstddef>
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

} // namespace mqttscope::teach
