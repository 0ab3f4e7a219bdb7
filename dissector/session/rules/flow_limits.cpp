// SPDX-License-Identifier: GPL-3.0-or-later
#include "dissector/session/rules/flow_limits.h"

#include "dissector/mqtt/encoder.h"

#include <initializer_list>
#include <optional>
#include <utility>
#include <vector>

namespace mqttscope::session {

using field::FieldId;
using field::IssueCode;
using mqtt::PacketType;
using mqtt::PropertyId;
using mqtt::Version;

namespace {

/// What it is called when the texts of a packet make it too large; nothing of a packet without such texts.
std::optional<IssueCode> textCodeOf(PacketType type)
{
    constexpr std::pair<PacketType, IssueCode> kCodes[] = {
        {PacketType::Connack, IssueCode::ConnackTextTooLarge},
        {PacketType::Puback, IssueCode::PubackTextTooLarge},
        {PacketType::Pubrec, IssueCode::PubrecTextTooLarge},
        {PacketType::Pubrel, IssueCode::PubrelTextTooLarge},
        {PacketType::Pubcomp, IssueCode::PubcompTextTooLarge},
        {PacketType::Suback, IssueCode::SubackTextTooLarge},
        {PacketType::Unsuback, IssueCode::UnsubackTextTooLarge},
        {PacketType::Disconnect, IssueCode::DisconnectTextTooLarge},
        {PacketType::Auth, IssueCode::AuthTextTooLarge},
    };
    for (const auto& [of, code] : kCodes) {
        if (of == type)
            return code;
    }
    return std::nullopt;
}

struct PropertiesOf {
    mqtt::Properties* operator()(std::monostate&) const { return nullptr; }
    mqtt::Properties* operator()(mqtt::Pingreq&) const { return nullptr; }
    mqtt::Properties* operator()(mqtt::Pingresp&) const { return nullptr; }
    template <class Other> mqtt::Properties* operator()(Other& packet) const { return &packet.properties; }
};

/// How long the packet would be without some of its properties; 0 if that cannot be told.
std::size_t lengthWithout(mqtt::Packet packet, std::initializer_list<PropertyId> removed)
{
    mqtt::Properties* properties = std::visit(PropertiesOf{}, packet);
    if (properties == nullptr)
        return 0;
    for (const PropertyId id : removed)
        properties->remove(id);
    std::vector<std::uint8_t> bytes;
    return mqtt::encode(packet, Version::V50, bytes) ? bytes.size() : 0;
}

} // namespace

void FlowLimits::afterMessage(const Scene& c)
{
    const Capabilities& peer = c.event.fromClient ? c.connection.server : c.connection.client;
    if (c.event.length > peer.maximumPacketSize)
        checkSize(c, peer.maximumPacketSize);
    if (c.connection.flowRules.stalled != kNone || c.event.fromClient)
        checkStall(c);
}

void FlowLimits::checkSize(const Scene& c, std::uint32_t maximum)
{
    // A server's first packet is already bound; so is one that refuses.
    if (!c.connection.complete() || c.connection.flowRules.broken || c.connection.ended ||
        (c.event.fromClient && !c.connection.flowRules.limitsKnown))
        return;
    reporter().report(c.event, {c.event.fromClient ? IssueCode::MaximumPacketSizeExceeded
                                                   : IssueCode::MaximumPacketSizeExceededFromServer,
                                FieldId::MqttLen, maximum, c.event.length});
    checkText(c, maximum);
}

/// Texts that may be left out, and must be where they make a packet too large.
void FlowLimits::checkText(const Scene& c, std::uint32_t maximum)
{
    const std::optional<IssueCode> code = textCodeOf(mqtt::packetTypeOf(c.event.firstByte));
    if (!code || !c.event.whole)
        return;
    const auto fits = [&](std::initializer_list<PropertyId> removed) {
        const std::size_t length = lengthWithout(*c.event.packet, removed);
        return length != 0 && length <= maximum;
    };
    if (!fits({PropertyId::ReasonString, PropertyId::UserProperty}))
        return;
    const bool reasonAlone = fits({PropertyId::ReasonString});
    const bool userAlone = fits({PropertyId::UserProperty});
    if (reasonAlone || !userAlone)
        reporter().report(c.event, {*code, FieldId::MqttPropReasonString, maximum, c.event.length});
    if (userAlone || !reasonAlone)
        reporter().report(c.event, {*code, FieldId::MqttPropUserProperty, maximum, c.event.length});
}

void FlowLimits::onSent(const Scene& c, const Flight& flight, bool fresh)
{
    if (flight.qos == 0 || !fresh || c.event.version != Version::V50)
        return;
    const bool fromClient = c.event.fromClient;
    FlowSide& side = openedBy(c, fromClient);
    const Capabilities& peer = fromClient ? c.connection.server : c.connection.client;
    ++side.open;
    // The one that is too many: those after it are so for the same reason.
    if (side.open != std::uint32_t{peer.receiveMaximum} + 1 || !isSound(c, !fromClient) ||
        (fromClient && !c.connection.flowRules.limitsKnown))
        return;
    reporter().report(c.event, {fromClient ? IssueCode::ReceiveMaximumExceeded
                                           : IssueCode::ReceiveMaximumExceededFromServer,
                                FieldId::MqttMsgid, peer.receiveMaximum, side.open});
}

void FlowLimits::onSettled(const Scene& c, bool openedByClient)
{
    FlowSide& side = openedBy(c, openedByClient);
    if (side.open > 0)
        --side.open;
    if (!openedByClient)
        c.connection.flowRules.stalled = kNone;
}

/// PUBACK and PUBCOMP give a place free, whatever they answer: MQTT 5.0 §4.9.
void FlowLimits::onAnswer(const Scene& c, const Flight* flight)
{
    if (flight == nullptr &&
        (c.event.as<mqtt::Puback>() != nullptr || c.event.as<mqtt::Pubrec>() != nullptr ||
         c.event.as<mqtt::Pubcomp>() != nullptr))
        onSettled(c, !c.event.fromClient);
}

/// A full window stops PUBLISH only. [MQTT-4.9.0-3]
void FlowLimits::checkStall(const Scene& c)
{
    FlowRulesOfConnection& memory = c.connection.flowRules;
    const PacketType type = mqtt::packetTypeOf(c.event.firstByte);
    if (c.event.fromClient) {
        const bool asks =
            type == PacketType::Pingreq || type == PacketType::Subscribe || type == PacketType::Unsubscribe;
        if (!asks || memory.stalled != kNone || memory.sides[1].open < c.connection.client.receiveMaximum)
            return;
        memory.stalled = c.event.message;
        memory.stalledNs = c.event.at.timeNs;
        return;
    }
    if (type == PacketType::Pingresp || type == PacketType::Suback || type == PacketType::Unsuback) {
        memory.stalled = kNone;
        return;
    }
    if (memory.stallTold || c.event.at.timeNs - memory.stalledNs < kPatienceNs || !isSound(c, true) ||
        !messages().settled(c.event.stream, false))
        return;
    memory.stallTold = true;
    reporter().report(c.connection, memory.stalled,
                      {IssueCode::StalledByFullWindow, FieldId::MqttMsgtype,
                       c.connection.client.receiveMaximum, memory.sides[1].open});
}

} // namespace mqttscope::session
