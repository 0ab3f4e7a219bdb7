// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>

namespace mqttscope::mqtt {

/// The MQTT Control Packet type: the upper four bits of the first byte (MQTT 5.0 Table 2-1).
enum class PacketType : std::uint8_t {
    Reserved0 = 0,    ///< forbidden
    Connect = 1,      ///< client to server
    Connack = 2,      ///< server to client
    Publish = 3,      ///< both
    Puback = 4,       ///< both
    Pubrec = 5,       ///< both
    Pubrel = 6,       ///< both
    Pubcomp = 7,      ///< both
    Subscribe = 8,    ///< client to server
    Suback = 9,       ///< server to client
    Unsubscribe = 10, ///< client to server
    Unsuback = 11,    ///< server to client
    Pingreq = 12,     ///< client to server
    Pingresp = 13,    ///< server to client
    Disconnect = 14,  ///< client to server; in 5.0 both
    Auth = 15,        ///< both, 5.0 only
};

[[nodiscard]] constexpr PacketType packetTypeOf(std::uint8_t firstByte)
{
    return static_cast<PacketType>(firstByte >> 4);
}

/// The version whose rules a packet is read by.
enum class Version : std::uint8_t {
    Unknown = 0, ///< no CONNECT seen, nothing inferred: what all versions have in common
    V31 = 3,     ///< MQTT 3.1
    V311 = 4,    ///< MQTT 3.1.1
    V50 = 5,     ///< MQTT 5.0
    Other = 255, ///< the CONNECT named a level that no standard has
};

/// mosquitto's bridges set this bit of the Protocol Level, with levels 3 and 4 only.
inline constexpr std::uint8_t kBridgeBit = 0x80;

/// The version that a Protocol Level byte names; level 0 names none, as if there were no CONNECT.
[[nodiscard]] constexpr Version versionOf(std::uint8_t level)
{
    switch (level) {
    case 0:
        return Version::Unknown;
    case 3:
    case 3 | kBridgeBit:
        return Version::V31;
    case 4:
    case 4 | kBridgeBit:
        return Version::V311;
    case 5:
        return Version::V50;
    default:
        return Version::Other;
    }
}

/// Who sent a packet.
enum class Direction : std::uint8_t {
    Unknown,        ///< rules about the sender are not applied
    ClientToServer, ///< sent by the client
    ServerToClient, ///< sent by the server
};

/// Most bytes that a Variable Byte Integer may have (MQTT 5.0 §1.5.5, MQTT 3.1.1 §2.2.3).
inline constexpr std::uint32_t kMaxVbiBytes = 4;
/// Largest Remaining Length, and largest value of any Variable Byte Integer.
inline constexpr std::uint32_t kMaxRemainingLength = 268'435'455;
/// Largest packet: control byte, four length bytes, body.
inline constexpr std::uint32_t kMaxPacketSize = 1 + kMaxVbiBytes + kMaxRemainingLength;
/// Largest string or binary field: its length has two bytes.
inline constexpr std::uint32_t kMaxStringLength = 65'535;

} // namespace mqttscope::mqtt
