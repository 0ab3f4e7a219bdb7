// SPDX-License-Identifier: GPL-3.0-or-later
// Messages and answers for a client: MQTT 5.0 §3.3, §4.3; MQTT 3.1.1 likewise.
#include "broker/core/client.h"

#include "broker/core/mutation.h"

namespace mqttscope::broker {

using field::FieldId;
using field::IssueCode;
using mqtt::PropertyId;
using mqtt::ReasonCode;
using mqtt::Version;

template <class Ack> void Client::acknowledge(std::uint16_t packetId, ReasonCode code)
{
    mqtt::Packet packet;
    auto& ack = packet.emplace<Ack>();
    ack.packetId =
        mutated(Mutation::ClientAckForOtherId) ? static_cast<std::uint16_t>(packetId + 1) : packetId;
    if (m_options.version == Version::V50)
        ack.reasonCode = static_cast<std::uint8_t>(code);
    (void)send(packet);
}

template void Client::acknowledge<mqtt::Pubrel>(std::uint16_t, ReasonCode);

std::optional<Refusal> Client::checkReceived(mqtt::Publish& publish)
{
    const bool again = publish.qos == 2 && m_incoming.holds(publish.packetId);
    // QoS 1 is acknowledged at once: only QoS 2 stays open. [MQTT-3.3.4-9]
    if (m_options.version == Version::V50 && publish.qos != 0 && !again &&
        m_incoming.size() >= m_options.receiveMaximum)
        return refusal(ReasonCode::ReceiveMaximumExceeded, IssueCode::ReceiveMaximumExceededFromServer,
                       FieldId::MqttMsgid, m_options.receiveMaximum, m_incoming.size() + 1);
    if (publish.qos == 2 && !again &&
        (m_incoming.size() >= m_options.heldMessages || m_incoming.bytes() >= m_options.heldBytes))
        return Refusal{ReasonCode::QuotaExceeded, {}};
    const auto alias = publish.properties.number(PropertyId::TopicAlias);
    if (!alias)
        return std::nullopt;
    if (*alias > m_options.topicAliasMaximum || mutated(Mutation::ClientAcceptsNoAlias)) // [MQTT-3.1.2-26]
        return refusal(ReasonCode::TopicAliasInvalid,
                       m_options.topicAliasMaximum == 0 ? IssueCode::TopicAliasUnannouncedFromServer
                                                        : IssueCode::TopicAliasAboveMaximumFromServer,
                       FieldId::MqttPropTopicAlias, m_options.topicAliasMaximum, *alias);
    const auto number = static_cast<std::uint16_t>(*alias);
    if (!publish.topic.empty()) {
        m_incomingAliases.set(number, publish.topic);
        return std::nullopt;
    }
    publish.topic = m_incomingAliases.find(number);
    if (publish.topic.empty())
        return refusal(ReasonCode::ProtocolError, IssueCode::TopicAliasUnknown, FieldId::MqttPropTopicAlias,
                       0, *alias);
    return std::nullopt;
}

void Client::onPublish(mqtt::Publish& publish)
{
    if (const std::optional<Refusal> why = checkReceived(publish))
        return fail(*why);
    if (publish.qos == 2 && m_incoming.holds(publish.packetId) &&
        !mutated(Mutation::ClientTakesRepeatForNew)) // [MQTT-4.3.3-10]
        return acknowledge<mqtt::Pubrec>(publish.packetId);
    MessageRef message(
        std::make_unique<Message>(publish, MessageOrigin{0, ++m_lastMessage}, m_now, m_messageCount));
    tellMessage(message, publish);
    if (publish.qos == 1 && mutated(Mutation::ClientNoPuback))
        return;
    if (publish.qos == 1)
        return acknowledge<mqtt::Puback>(publish.packetId); // [MQTT-4.6.0-2]: in the order in which they came
    if (publish.qos != 2)
        return;
    // Handed on at once; the identifier is held until PUBREL (MQTT 5.0 §4.3.3, the second of its two
    // methods).
    m_incoming.hold(publish.packetId, std::move(message));
    if (mutated(Mutation::ClientNoPubrec))
        return;
    acknowledge<mqtt::Pubrec>(publish.packetId);
}

void Client::tellMessage(const MessageRef& message, const mqtt::Publish& publish)
{
    ClientEvent& event = tell(ClientEventKind::Message);
    event.message = message;
    event.qos = publish.qos;
    event.dup = publish.dup;
    event.retain = publish.retain;
    event.identifiers = publish.properties.subscriptionIdentifiers();
}

void Client::onPubrel(const mqtt::Pubrel& pubrel)
{
    if (mutated(Mutation::ClientNoPubcomp))
        return;
    const bool held = static_cast<bool>(m_incoming.release(pubrel.packetId));
    acknowledge<mqtt::Pubcomp>(pubrel.packetId,
                               held ? ReasonCode::Success
                                    : ReasonCode::PacketIdentifierNotFound); // [MQTT-4.3.3-11]
}

void Client::onSuback(const mqtt::Suback& suback)
{
    const auto found = m_requests.find(suback.packetId);
    if (found == m_requests.end() || !found->second.subscribe) // [MQTT-3.8.4-2]
        return fail(refusal(ReasonCode::ProtocolError, IssueCode::SubackWithoutSubscribe, FieldId::MqttMsgid,
                            0, suback.packetId));
    if (suback.codes.size() != found->second.filters) // [MQTT-3.8.4-6]
        return fail(refusal(ReasonCode::ProtocolError, IssueCode::SubackCodeCount, FieldId::MqttSubackReason,
                            found->second.filters, suback.codes.size()));
    ClientEvent& event = tell(ClientEventKind::Subscribed);
    event.token = found->second.token;
    event.codes.assign(suback.codes.begin(), suback.codes.end());
    event.text = suback.properties.text(PropertyId::ReasonString);
    m_outgoing.release(suback.packetId);
    m_requests.erase(found);
    pump();
}

void Client::onUnsuback(const mqtt::Unsuback& unsuback)
{
    const auto found = m_requests.find(unsuback.packetId);
    if (found == m_requests.end() || found->second.subscribe) // [MQTT-3.10.4-5]
        return fail(refusal(ReasonCode::ProtocolError, IssueCode::UnsubackWithoutUnsubscribe,
                            FieldId::MqttMsgid, 0, unsuback.packetId));
    if (m_options.version == Version::V50 &&
        unsuback.codes.size() != found->second.filters) // [MQTT-3.11.3-2]
        return fail(refusal(ReasonCode::ProtocolError, IssueCode::UnsubackCodeCount,
                            FieldId::MqttUnsubackReason, found->second.filters, unsuback.codes.size()));
    ClientEvent& event = tell(ClientEventKind::Unsubscribed);
    event.token = found->second.token;
    event.codes.assign(unsuback.codes.begin(), unsuback.codes.end());
    event.text = unsuback.properties.text(PropertyId::ReasonString);
    m_outgoing.release(unsuback.packetId);
    m_requests.erase(found);
    pump();
}

} // namespace mqttscope::broker
