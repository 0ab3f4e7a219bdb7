// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dissector/field/field_id.h"
#include "dissector/mqtt/types.h"

#include <cstdint>
#include <span>

namespace mqttscope::mqtt {

/// The properties of MQTT 5.0 (Table 2-4).
enum class PropertyId : std::uint8_t {
    PayloadFormatIndicator = 0x01,
    MessageExpiryInterval = 0x02,
    ContentType = 0x03,
    ResponseTopic = 0x08,
    CorrelationData = 0x09,
    SubscriptionIdentifier = 0x0b,
    SessionExpiryInterval = 0x11,
    AssignedClientIdentifier = 0x12,
    ServerKeepAlive = 0x13,
    AuthenticationMethod = 0x15,
    AuthenticationData = 0x16,
    RequestProblemInformation = 0x17,
    WillDelayInterval = 0x18,
    RequestResponseInformation = 0x19,
    ResponseInformation = 0x1a,
    ServerReference = 0x1c,
    ReasonString = 0x1f,
    ReceiveMaximum = 0x21,
    TopicAliasMaximum = 0x22,
    TopicAlias = 0x23,
    MaximumQos = 0x24,
    RetainAvailable = 0x25,
    UserProperty = 0x26,
    MaximumPacketSize = 0x27,
    WildcardSubscriptionAvailable = 0x28,
    SubscriptionIdentifierAvailable = 0x29,
    SharedSubscriptionAvailable = 0x2a,
};

/// How a property's value is written (MQTT 5.0 §1.5).
enum class PropertyType : std::uint8_t {
    Byte,
    TwoByteInteger,
    FourByteInteger,
    VariableByteInteger,
    Utf8String,
    BinaryData,
    Utf8StringPair,
};

/// A set of the places where properties stand: bit n = packet type n, bit 0 = the Will Properties of CONNECT.
using PropertyPlaces = std::uint16_t;

/// The place of the properties in the variable header of a packet.
[[nodiscard]] constexpr PropertyPlaces placeOf(PacketType type)
{
    return static_cast<PropertyPlaces>(1U << static_cast<unsigned>(type));
}
/// The Will Properties in the payload of CONNECT.
inline constexpr PropertyPlaces kWillPlace = 1;

/// One row of Table 2-4 and of the clauses of each packet.
struct PropertyInfo {
    PropertyId id{};
    PropertyType type{};
    field::FieldId field{};
    std::uint8_t slot = 0;         ///< index among the numbers, or among the texts, of Properties
    PropertyPlaces allowed = 0;    ///< where it may stand
    PropertyPlaces repeated = 0;   ///< where it may stand more than once
    PropertyPlaces fromServer = 0; ///< where only a server may send it
    PropertyPlaces fromClient = 0; ///< where only a client may send it
};

/// All 27 rows, by ascending identifier.
[[nodiscard]] std::span<const PropertyInfo> propertyTable();

/// The row of an identifier, or nullptr if the table has none.
[[nodiscard]] const PropertyInfo* findProperty(std::uint32_t identifier);

/// The row of a property.
[[nodiscard]] const PropertyInfo& propertyInfo(PropertyId id);

} // namespace mqttscope::mqtt
