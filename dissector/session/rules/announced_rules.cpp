// SPDX-License-Identifier: GPL-3.0-or-later
#include "dissector/session/rules/announced_rules.h"

#include "dissector/mqtt/topic.h"
#include "dissector/session/rules/connection_limits.h"
#include "dissector/session/rules/opening_rules.h"

#include <algorithm>

namespace mqttscope::session {

using field::FieldId;
using field::IssueCode;
using mqtt::PacketType;
using mqtt::PropertyId;
using mqtt::Version;

namespace {

constexpr std::uint8_t kQosNotSupported = 0x9b;
constexpr std::uint8_t kFirstError = 0x80;
/// Codes of SUBACK that name another reason than the QoS: MQTT 5.0 Table 3-8.
constexpr std::uint8_t kOtherReasons[] = {0x87, 0x8f, 0x91, 0x97, 0x9e, 0xa1, 0xa2};

/// Bits of the control byte of PUBLISH.
constexpr std::uint8_t kRetainBit = 0x01;
constexpr std::uint8_t kAnyQosBits = 0x06;
constexpr std::uint8_t kQos2Bit = 0x04;

const mqtt::Properties* propertiesOf(const mqtt::Packet& packet)
{
    struct Visitor {
        const mqtt::Properties* operator()(const std::monostate&) const { return nullptr; }
        const mqtt::Properties* operator()(const mqtt::Pingreq&) const { return nullptr; }
        const mqtt::Properties* operator()(const mqtt::Pingresp&) const { return nullptr; }
        const mqtt::Properties* operator()(const mqtt::Acknowledgement& p) const { return &p.properties; }
        const mqtt::Properties* operator()(const mqtt::Connect& p) const { return &p.properties; }
        const mqtt::Properties* operator()(const mqtt::Connack& p) const { return &p.properties; }
        const mqtt::Properties* operator()(const mqtt::Publish& p) const { return &p.properties; }
        const mqtt::Properties* operator()(const mqtt::Subscribe& p) const { return &p.properties; }
        const mqtt::Properties* operator()(const mqtt::Suback& p) const { return &p.properties; }
        const mqtt::Properties* operator()(const mqtt::Unsubscribe& p) const { return &p.properties; }
        const mqtt::Properties* operator()(const mqtt::Unsuback& p) const { return &p.properties; }
        const mqtt::Properties* operator()(const mqtt::Disconnect& p) const { return &p.properties; }
        const mqtt::Properties* operator()(const mqtt::Auth& p) const { return &p.properties; }
    };
    return std::visit(Visitor{}, packet);
}

} // namespace

/// Whether the client had the CONNACK when it sent this: it may send before. MQTT 5.0 §3.1.4.
bool AnnouncedRules::heardConnack(const Scene& scene) const
{
    const auto& [connection, session, event] = scene;
    return event.version == Version::V50 && connection.connack != kNone &&
           !connection.connectionRules.restarted &&
           (event.heard ||
            elapsedNs(event.at.timeNs, connection.connectionRules.connackNs) > ConnectionLimits::kReactionNs);
}

void AnnouncedRules::onConnack(const Scene& scene, const mqtt::Connack& connack)
{
    const auto& [connection, session, event] = scene;
    if (event.version != Version::V50)
        return;
    const mqtt::Properties& properties = connack.properties;
    if (properties.has(PropertyId::ResponseInformation) && !connection.client.responseInformation)
        reporter().report(
            event, // [MQTT-3.1.2-28]
            {IssueCode::ResponseInformationUnasked, FieldId::MqttPropResponseInformation, 0, 0});
    const std::uint32_t maximumQos = properties.numberOr(PropertyId::MaximumQos, 2);
    if (connack.code == 0) {
        checkWill(scene, connack);
        std::uint8_t& bits = connection.connectionRules.notForPublish;
        bits = maximumQos == 0 ? kAnyQosBits : maximumQos == 1 ? kQos2Bit : std::uint8_t{0};
        if (properties.numberOr(PropertyId::RetainAvailable, 1) == 0)
            bits |= kRetainBit;
    } else if (connack.code == kQosNotSupported && connection.will.armed() &&
               properties.has(PropertyId::MaximumQos) && connection.will.qos <= maximumQos) {
        reporter().report(event, {IssueCode::QosRefusedUnannounced, FieldId::MqttConnackReason, maximumQos,
                                  connection.will.qos}); // [MQTT-3.2.2-9]
    }
}

/// [MQTT-3.2.2-12], [MQTT-3.2.2-13]
void AnnouncedRules::checkWill(const Scene& scene, const mqtt::Connack& connack)
{
    const WillState& will = scene.connection.will;
    const std::uint32_t maximumQos = connack.properties.numberOr(PropertyId::MaximumQos, 2);
    if (!will.armed())
        return;
    if (will.qos > maximumQos && will.qos <= 2)
        reporter().report(scene.event,
                          {IssueCode::WillQosAccepted, FieldId::MqttPropMaximumQos, maximumQos, will.qos});
    if (will.retain && connack.properties.numberOr(PropertyId::RetainAvailable, 1) == 0)
        reporter().report(scene.event,
                          {IssueCode::WillRetainAccepted, FieldId::MqttPropRetainAvailable, 0, 1});
}

/// [MQTT-3.2.2-11], [MQTT-3.2.2-14]
void AnnouncedRules::onExcludedPublish(const Scene& scene)
{
    const auto& [connection, session, event] = scene;
    const auto* publish = event.as<mqtt::Publish>();
    if (publish == nullptr || !heardConnack(scene))
        return;
    if (publish->qos > connection.server.maximumQos)
        reporter().report(event, {IssueCode::MaximumQosExceeded, FieldId::MqttQos,
                                  connection.server.maximumQos, publish->qos});
    if (publish->retain && !connection.server.retain)
        reporter().report(event, {IssueCode::RetainUnavailable, FieldId::MqttRetain, 0, 1});
}

/// MQTT 5.0 §3.2.2.3.11 to §3.2.2.3.13.
void AnnouncedRules::onSubscribe(const Scene& scene, const mqtt::Subscribe& subscribe)
{
    const auto& [connection, session, event] = scene;
    const Capabilities& server = connection.server;
    if ((server.wildcards && server.subscriptionIdentifiers && server.sharedSubscriptions) ||
        !event.fromClient || !heardConnack(scene))
        return;
    const auto& identifiers = subscribe.properties.subscriptionIdentifiers();
    if (!server.subscriptionIdentifiers && !identifiers.empty())
        reporter().report(event, {IssueCode::SubscriptionIdUnavailable,
                                  FieldId::MqttPropSubscriptionIdentifier, 0, identifiers[0]});
    std::uint16_t occurrence = 0;
    for (const mqtt::Subscription& one : subscribe.subscriptions) {
        const std::size_t wildcard = one.topicFilter.find_first_of("+#");
        if (!server.wildcards && wildcard != std::string_view::npos)
            reporter().report(event,
                              {IssueCode::WildcardUnavailable, FieldId::MqttFilter, 0, wildcard, occurrence});
        if (!server.sharedSubscriptions && mqtt::isShared(one.topicFilter))
            reporter().report(event, {IssueCode::SharedUnavailable, FieldId::MqttFilter, 0, 0, occurrence});
        ++occurrence;
    }
}

/// [MQTT-3.2.2-10]
void AnnouncedRules::onSuback(const Scene& scene, const mqtt::Suback& suback)
{
    const auto& [connection, session, event] = scene;
    const std::uint8_t maximum = connection.server.maximumQos;
    const auto refused = [](std::uint8_t code) { return code >= kFirstError; };
    if (maximum >= 2 || event.version != Version::V50 || event.fromClient ||
        std::none_of(suback.codes.begin(), suback.codes.end(), refused))
        return;
    const Flight* flight = session.flights[0].find(suback.packetId);
    if (flight == nullptr || flight->awaits != Awaits::Suback)
        return;
    ReadAgain again;
    world().messages->read(flight->message, again);
    const auto* subscribe = std::get_if<mqtt::Subscribe>(&again.packet);
    if (subscribe == nullptr || subscribe->subscriptions.size() != suback.codes.size())
        return;
    bool byQos = true;    // exactly those above the maximum are refused
    bool granted = false; // and others are not
    std::size_t first = suback.codes.size();
    for (std::size_t i = 0; i < suback.codes.size(); ++i) {
        const std::uint8_t code = suback.codes[i];
        const bool other =
            std::find(std::begin(kOtherReasons), std::end(kOtherReasons), code) != std::end(kOtherReasons);
        byQos = byQos && refused(code) == (subscribe->subscriptions[i].qos > maximum) && !other;
        granted = granted || !refused(code);
        if (code == kQosNotSupported || (refused(code) && first == suback.codes.size()))
            first = i;
    }
    if (suback.codes[first] == kQosNotSupported || (byQos && granted))
        reporter().report(event, {IssueCode::SubscribeRefusedForQos, FieldId::MqttSubackReason, maximum,
                                  suback.codes[first], static_cast<std::uint16_t>(first)});
}

/// [MQTT-3.2.2-9]
void AnnouncedRules::onAcknowledgement(const Scene& scene)
{
    const auto& [connection, session, event] = scene;
    if (event.fromClient || event.version != Version::V50)
        return;
    const auto* puback = event.as<mqtt::Puback>();
    const auto* pubrec = event.as<mqtt::Pubrec>();
    const mqtt::Acknowledgement* ack = puback;
    if (ack == nullptr)
        ack = pubrec;
    if (ack == nullptr || ack->reasonCode != kQosNotSupported)
        return;
    const Flight* flight = session.flights[0].find(ack->packetId);
    if (flight != nullptr && flight->qos != 0 && flight->qos <= connection.server.maximumQos &&
        connection.connack != kNone)
        reporter().report(event, {IssueCode::QosRefusedUnannounced,
                                  puback != nullptr ? FieldId::MqttPubackReason : FieldId::MqttPubrecReason,
                                  connection.server.maximumQos, flight->qos});
}

/// A server that cannot QoS 1 or 2 says so in CONNACK. [MQTT-3.2.2-9]
void AnnouncedRules::onDisconnect(const Scene& scene, const mqtt::Disconnect& disconnect)
{
    const auto& [connection, session, event] = scene;
    if (event.fromClient || disconnect.reasonCode != kQosNotSupported || !connection.complete() ||
        connection.connack == kNone || connection.last[0] == kNone)
        return;
    // The PUBLISH refused is among those not acknowledged, or the last packet.
    std::uint8_t highest = 0;
    session.flights[0].forEach([&](const Flight& flight) { highest = std::max(highest, flight.qos); });
    ReadAgain again;
    world().messages->read(connection.last[0], again);
    if (const auto* publish = std::get_if<mqtt::Publish>(&again.packet))
        highest = std::max(highest, publish->qos);
    if (highest != 0 && highest <= connection.server.maximumQos &&
        world().messages->settled(event.stream, true))
        reporter().report(event, {IssueCode::QosRefusedUnannounced, FieldId::MqttDisconnectReason,
                                  connection.server.maximumQos, highest});
}

/// [MQTT-3.1.2-29]
void AnnouncedRules::onTersePacket(const Scene& scene)
{
    const MessageEvent& event = scene.event;
    const PacketType type = mqtt::packetTypeOf(event.firstByte);
    if (event.fromClient || event.version != Version::V50 || type == PacketType::Publish ||
        type == PacketType::Connack || type == PacketType::Disconnect)
        return;
    const mqtt::Properties* properties = propertiesOf(*event.packet);
    if (properties == nullptr)
        return;
    const auto found = static_cast<std::uint64_t>(type);
    if (properties->has(PropertyId::ReasonString))
        reporter().report(event,
                          {IssueCode::ProblemInformationUnasked, FieldId::MqttPropReasonString, 0, found});
    else if (!properties->userProperties().empty())
        reporter().report(event,
                          {IssueCode::ProblemInformationUnasked, FieldId::MqttPropUserProperty, 0, found});
}

} // namespace mqttscope::session
