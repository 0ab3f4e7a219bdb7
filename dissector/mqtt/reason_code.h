// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dissector/mqtt/types.h"

#include <cstdint>

namespace mqttscope::mqtt {

/// The reason codes of MQTT 5.0 (Table 2-6). 0x00 is also called "Normal disconnection" in DISCONNECT and
/// "Granted QoS 0" in SUBACK.
enum class ReasonCode : std::uint8_t {
    Success = 0x00,
    GrantedQos1 = 0x01,
    GrantedQos2 = 0x02,
    DisconnectWithWillMessage = 0x04,
    NoMatchingSubscribers = 0x10,
    NoSubscriptionExisted = 0x11,
    ContinueAuthentication = 0x18,
    ReAuthenticate = 0x19,
    UnspecifiedError = 0x80,
    MalformedPacket = 0x81,
    ProtocolError = 0x82,
    ImplementationSpecificError = 0x83,
    UnsupportedProtocolVersion = 0x84,
    ClientIdentifierNotValid = 0x85,
    BadUserNameOrPassword = 0x86,
    NotAuthorized = 0x87,
    ServerUnavailable = 0x88,
    ServerBusy = 0x89,
    Banned = 0x8a,
    ServerShuttingDown = 0x8b,
    BadAuthenticationMethod = 0x8c,
    KeepAliveTimeout = 0x8d,
    SessionTakenOver = 0x8e,
    TopicFilterInvalid = 0x8f,
    TopicNameInvalid = 0x90,
    PacketIdentifierInUse = 0x91,
    PacketIdentifierNotFound = 0x92,
    ReceiveMaximumExceeded = 0x93,
    TopicAliasInvalid = 0x94,
    PacketTooLarge = 0x95,
    MessageRateTooHigh = 0x96,
    QuotaExceeded = 0x97,
    AdministrativeAction = 0x98,
    PayloadFormatInvalid = 0x99,
    RetainNotSupported = 0x9a,
    QosNotSupported = 0x9b,
    UseAnotherServer = 0x9c,
    ServerMoved = 0x9d,
    SharedSubscriptionsNotSupported = 0x9e,
    ConnectionRateExceeded = 0x9f,
    MaximumConnectTime = 0xa0,
    SubscriptionIdentifiersNotSupported = 0xa1,
    WildcardSubscriptionsNotSupported = 0xa2,
};

/// The Connect Return codes of 3.1 and 3.1.1 (3.1.1 Table 3.1).
enum class ConnectReturnCode : std::uint8_t {
    Accepted = 0,
    UnacceptableProtocolVersion = 1,
    IdentifierRejected = 2,
    ServerUnavailable = 3,
    BadUserNameOrPassword = 4,
    NotAuthorized = 5,
};
inline constexpr std::uint8_t kLastConnectReturnCode = 5;

/// The failure code of a 3.1.1 SUBACK.
inline constexpr std::uint8_t kSubackFailure = 0x80;

/// From 0x80 on a reason code means failure (MQTT 5.0 §2.4).
[[nodiscard]] constexpr bool isFailure(std::uint8_t reasonCode)
{
    return reasonCode >= 0x80;
}

/// Whether a packet may carry a reason code, and who may send it then.
enum class CodeUse : std::uint8_t {
    NotListed,     ///< not in the table of the packet
    Both,          ///< either side, where the packet flows both ways
    ServerOnly,    ///< only a server sends it
    ClientOnly,    ///< only a client sends it
    Contradictory, ///< the standard's tables disagree (0x8C in DISCONNECT: in Table 2-6, not in Table 3-10)
};

/// The rule for a reason code in a packet of MQTT 5.0. NotListed for packets without reason code.
[[nodiscard]] CodeUse codeUse(PacketType type, std::uint8_t reasonCode);

} // namespace mqttscope::mqtt
