// SPDX-License-Identifier: GPL-3.0-or-later
#include "dissector/mqtt/property.h"

#include <array>
#include <cassert>

namespace mqttscope::mqtt {
namespace {

using enum PropertyType;
using field::FieldId;
using P = PropertyId;

constexpr PropertyPlaces kConnect = placeOf(PacketType::Connect);
constexpr PropertyPlaces kConnack = placeOf(PacketType::Connack);
constexpr PropertyPlaces kPublish = placeOf(PacketType::Publish);
constexpr PropertyPlaces kSubscribe = placeOf(PacketType::Subscribe);
constexpr PropertyPlaces kDisconnect = placeOf(PacketType::Disconnect);
constexpr PropertyPlaces kAuth = placeOf(PacketType::Auth);
constexpr PropertyPlaces kMessage = kPublish | kWillPlace;
constexpr PropertyPlaces kReasoned = kConnack | placeOf(PacketType::Puback) | placeOf(PacketType::Pubrec) |
                                     placeOf(PacketType::Pubrel) | placeOf(PacketType::Pubcomp) |
                                     placeOf(PacketType::Suback) | placeOf(PacketType::Unsuback) |
                                     kDisconnect | kAuth;
constexpr PropertyPlaces kEverywhere =
    kReasoned | kConnect | kMessage | kSubscribe | placeOf(PacketType::Unsubscribe);

// MQTT 5.0 Table 2-4 and the clauses 3.1.2.11, 3.1.3.2, 3.2.2.3, 3.3.2.3, 3.8.2.1, 3.14.2.2, 3.15.2.2.
// Columns: identifier, type, field, slot, allowed, repeated, only from the server, only from the client.
constexpr std::array<PropertyInfo, 27> kTable = {{
    {P::PayloadFormatIndicator, Byte, FieldId::MqttPropPayloadFormatIndicator, 0, kMessage, 0, 0, 0},
    {P::MessageExpiryInterval, FourByteInteger, FieldId::MqttPropMessageExpiryInterval, 1, kMessage, 0, 0, 0},
    {P::ContentType, Utf8String, FieldId::MqttPropOwnContentType, 0, kMessage, 0, 0, 0},
    {P::ResponseTopic, Utf8String, FieldId::MqttPropResponseTopic, 1, kMessage, 0, 0, 0},
    {P::CorrelationData, BinaryData, FieldId::MqttPropCorrelationData, 2, kMessage, 0, 0, 0},
    {P::SubscriptionIdentifier, VariableByteInteger, FieldId::MqttPropSubscriptionIdentifier, 0,
     kPublish | kSubscribe, kPublish, kPublish, 0},
    {P::SessionExpiryInterval, FourByteInteger, FieldId::MqttPropSessionExpiryInterval, 2,
     kConnect | kConnack | kDisconnect, 0, 0, kDisconnect},
    {P::AssignedClientIdentifier, Utf8String, FieldId::MqttPropAssignedClientIdentifier, 3, kConnack, 0, 0,
     0},
    {P::ServerKeepAlive, TwoByteInteger, FieldId::MqttPropServerKeepAlive, 3, kConnack, 0, 0, 0},
    {P::AuthenticationMethod, Utf8String, FieldId::MqttPropAuthenticationMethod, 4,
     kConnect | kConnack | kAuth, 0, 0, 0},
    {P::AuthenticationData, BinaryData, FieldId::MqttPropAuthenticationData, 5, kConnect | kConnack | kAuth,
     0, 0, 0},
    {P::RequestProblemInformation, Byte, FieldId::MqttPropRequestProblemInformation, 4, kConnect, 0, 0, 0},
    {P::WillDelayInterval, FourByteInteger, FieldId::MqttPropWillDelayInterval, 5, kWillPlace, 0, 0, 0},
    {P::RequestResponseInformation, Byte, FieldId::MqttPropRequestResponseInformation, 6, kConnect, 0, 0, 0},
    {P::ResponseInformation, Utf8String, FieldId::MqttPropResponseInformation, 6, kConnack, 0, 0, 0},
    {P::ServerReference, Utf8String, FieldId::MqttPropServerReference, 7, kConnack | kDisconnect, 0,
     kDisconnect, 0},
    {P::ReasonString, Utf8String, FieldId::MqttPropReasonString, 8, kReasoned, 0, 0, 0},
    {P::ReceiveMaximum, TwoByteInteger, FieldId::MqttPropReceiveMaximum, 7, kConnect | kConnack, 0, 0, 0},
    {P::TopicAliasMaximum, TwoByteInteger, FieldId::MqttPropTopicAliasMaximum, 8, kConnect | kConnack, 0, 0,
     0},
    {P::TopicAlias, TwoByteInteger, FieldId::MqttPropOwnTopicAlias, 9, kPublish, 0, 0, 0},
    {P::MaximumQos, Byte, FieldId::MqttPropMaximumQos, 10, kConnack, 0, 0, 0},
    {P::RetainAvailable, Byte, FieldId::MqttPropRetainAvailable, 11, kConnack, 0, 0, 0},
    {P::UserProperty, Utf8StringPair, FieldId::MqttPropUserProperty, 0, kEverywhere, kEverywhere, 0, 0},
    {P::MaximumPacketSize, FourByteInteger, FieldId::MqttPropMaximumPacketSize, 12, kConnect | kConnack, 0, 0,
     0},
    {P::WildcardSubscriptionAvailable, Byte, FieldId::MqttPropWildcardSubscriptionAvailable, 13, kConnack, 0,
     0, 0},
    {P::SubscriptionIdentifierAvailable, Byte, FieldId::MqttPropSubscriptionIdentifierAvailable, 14, kConnack,
     0, 0, 0},
    {P::SharedSubscriptionAvailable, Byte, FieldId::MqttPropSharedSubscriptionAvailable, 15, kConnack, 0, 0,
     0},
}};

constexpr std::size_t kIdentifiers = 0x2b;

constexpr std::array<std::uint8_t, kIdentifiers> rowsByIdentifier()
{
    std::array<std::uint8_t, kIdentifiers> rows{};
    rows.fill(static_cast<std::uint8_t>(kTable.size()));
    for (std::size_t i = 0; i < kTable.size(); ++i)
        rows[static_cast<std::size_t>(kTable[i].id)] = static_cast<std::uint8_t>(i);
    return rows;
}
constexpr auto kRows = rowsByIdentifier();

} // namespace

std::span<const PropertyInfo> propertyTable()
{
    return kTable;
}

const PropertyInfo* findProperty(std::uint32_t identifier)
{
    return identifier < kRows.size() && kRows[identifier] < kTable.size() ? &kTable[kRows[identifier]]
                                                                          : nullptr;
}

const PropertyInfo& propertyInfo(PropertyId id)
{
    const PropertyInfo* info = findProperty(static_cast<std::uint32_t>(id));
    assert(info != nullptr);
    return *info;
}

} // namespace mqttscope::mqtt
