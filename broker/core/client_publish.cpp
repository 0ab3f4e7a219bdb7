// SPDX-License-Identifier: GPL-3.0-or-later
// Messages of a client: MQTT 5.0 §3.3, §4.3, §4.4, §4.9; MQTT 3.1.1 likewise.
#include "broker/core/client.h"

#include "broker/core/mutation.h"
#include "dissector/mqtt/encoder.h"
#include "dissector/mqtt/topic.h"
#include "dissector/mqtt/utf8.h"

#include <algorithm>

namespace mqttscope::broker {

using field::FieldId;
using field::IssueCode;
using mqtt::PropertyId;
using mqtt::ReasonCode;
using mqtt::Version;

ClientFault Client::check(const mqtt::Publish& message) const
{
    if (mutated(Mutation::ClientPublishesAnything))
        return ClientFault::None;
    const mqtt::TextFaults faults = mqtt::findTextFaults(message.topic);
    const bool aliased = m_options.version == Version::V50 && message.properties.has(PropertyId::TopicAlias);
    if (aliased && checkAlias(message) != ClientFault::None)
        return checkAlias(message);
    const bool named = mqtt::checkTopicName(message.topic).ok() || (aliased && message.topic.empty());
    if (!named || faults.illFormed || faults.nul || message.qos > 2 ||
        message.topic.size() > mqtt::kMaxStringLength)
        return ClientFault::Invalid;
    if (message.properties.has(PropertyId::SubscriptionIdentifier)) // [MQTT-3.3.4-6]
        return ClientFault::Invalid;
    if (m_options.version != Version::V50 && !message.properties.empty())
        return ClientFault::Invalid;
    if (!message.properties.empty()) { // strings, the Response Topic, values
        mqtt::Publish alone = message;
        alone.packetId = alone.qos == 0 ? 0 : 1;
        if (!permitted(alone))
            return ClientFault::Invalid;
    }
    if (m_state != State::Connected)
        return message.qos == 0 ? ClientFault::NotConnected : ClientFault::None;
    if (message.qos > m_server.maximumQos)
        return ClientFault::QosTooHigh;
    if (message.retain && !m_server.retain)
        return ClientFault::NoRetain;
    return ClientFault::None;
}

/// What a Topic Alias of the owner may be. A maximum that is not known yet forbids nothing.
ClientFault Client::checkAlias(const mqtt::Publish& message) const
{
    const std::uint32_t alias = message.properties.numberOr(PropertyId::TopicAlias, 0);
    if (m_options.topicAliasesOut != 0 || alias == 0 || alias > 0xffff) // [MQTT-3.3.2-8]
        return ClientFault::Invalid;
    if (m_state == State::Connected && alias > m_server.topicAliasMaximum) // [MQTT-3.3.2-9]
        return ClientFault::Invalid;
    const bool isKnown = m_chosenAliases.count(static_cast<std::uint16_t>(alias)) != 0;
    return message.topic.empty() && (m_state != State::Connected || !isKnown) ? ClientFault::Invalid
                                                                              : ClientFault::None;
}

ClientFault Client::publish(const mqtt::Publish& wanted, std::uint32_t token, Nanoseconds now,
                            Effects& effects)
{
    begin(now, effects);
    if (const ClientFault fault = check(wanted); fault != ClientFault::None)
        return fault;
    const auto alias = static_cast<std::uint16_t>(wanted.properties.numberOr(PropertyId::TopicAlias, 0));
    mqtt::Publish message = wanted;
    if (const auto known = m_chosenAliases.find(alias);
        message.topic.empty() && known != m_chosenAliases.end())
        message.topic = known->second;
    if (message.qos != 0 && m_outgoing.size() >= m_options.queuedMessages)
        return ClientFault::QueueFull;
    MessageRef made(
        std::make_unique<Message>(message, MessageOrigin{0, ++m_lastMessage}, now, m_messageCount));
    Delivery delivery;
    delivery.qos = message.qos;
    delivery.retain = message.retain;
    delivery.token = token;
    delivery.topicAlias = alias;
    delivery.aliasAlone = wanted.topic.empty();
    if (message.qos == 0) {
        bool fits = false;
        (void)sendPublish(*made, delivery, false, fits);
        setDeadline();
        if (!fits)
            return ClientFault::TooLarge;
        tell(ClientEventKind::Published).token = token;
        return ClientFault::None;
    }
    if (m_outgoing.bytes() + made->bytes() > m_options.queuedBytes)
        return ClientFault::QueueFull;
    delivery.message = std::move(made);
    m_outgoing.enqueue(std::move(delivery));
    if (m_state == State::Connected)
        pump();
    setDeadline();
    return ClientFault::None;
}

/// An alias lives as long as its connection: [MQTT-3.3.2-7]. What is sent again has its topic.
void Client::applyAlias(const Message& message, const Delivery& delivery, bool dup, mqtt::Publish& publish,
                        OutgoingAliases::Use& use) const
{
    if (delivery.topicAlias == 0) {
        use = m_outgoingAliases.use(message.topic());
    } else if (!dup && delivery.topicAlias <= m_server.topicAliasMaximum) {
        const auto known = m_chosenAliases.find(delivery.topicAlias);
        const bool same = known != m_chosenAliases.end() && known->second == message.topic();
        use = {delivery.topicAlias, !(delivery.aliasAlone && same)};
    }
    if (use.alias != 0)
        publish.properties.setNumber(PropertyId::TopicAlias, use.alias);
    if (use.alias != 0 && !use.isNew)
        publish.topic = {};
}

std::size_t Client::sendPublish(const Message& message, const Delivery& delivery, bool dup, bool& fits)
{
    auto& publish = std::get<mqtt::Publish>(m_publishOut);
    publish.dup = (dup && !mutated(Mutation::ClientResendsWithoutDup)) || mutated(Mutation::ClientAlwaysDup);
    publish.qos = delivery.qos;
    publish.retain = delivery.retain;
    publish.packetId = delivery.packetId;
    publish.topic = message.topic();
    publish.payload = message.payload();
    publish.properties.clear();
    OutgoingAliases::Use use;
    if (m_options.version == Version::V50) {
        publish.properties = message.properties();
        if (message.expires())
            publish.properties.setNumber(PropertyId::MessageExpiryInterval, message.remainingExpiry(m_now));
        applyAlias(message, delivery, dup, publish, use);
    }
    const std::size_t before = m_effects->buffer().size();
    fits = send(m_publishOut);
    if (fits && use.isNew && delivery.topicAlias != 0)
        m_chosenAliases[use.alias] = message.topic();
    else if (fits && use.isNew)
        m_outgoingAliases.set(message.topic());
    return m_effects->buffer().size() - before;
}

/// [MQTT-4.9.0-2], [MQTT-4.6.0-1]
void Client::pump()
{
    while (Delivery* const next = m_outgoing.next()) {
        const MessageRef message = next->message;
        const bool first = next->awaits == Awaits::Sending;
        const std::uint32_t token = next->token;
        // What waited for the connection may not suit this server.
        const bool suits = !first || (next->qos <= m_server.maximumQos && (!next->retain || m_server.retain));
        bool fits = false;
        if (suits && !(first && message->expired(m_now)))
            (void)sendPublish(*message, *next, !first, fits);
        if (fits) {
            (void)m_outgoing.sent();
            continue;
        }
        ClientEvent& event = tell(ClientEventKind::Lost);
        event.token = token;
        event.message = message;
        m_outgoing.drop();
    }
}

void Client::onPuback(const mqtt::Puback& puback)
{
    Delivery finished;
    const Answer answer = m_outgoing.puback(puback.packetId, &finished);
    afterAnswer(answer, puback, finished);
}

void Client::onPubrec(const mqtt::Pubrec& pubrec)
{
    const bool success = !mqtt::isFailure(pubrec.reasonCode);
    Delivery finished;
    const Answer answer = m_outgoing.pubrec(pubrec.packetId, success, &finished);
    if (answer == Answer::Continued || answer == Answer::Repeated) {
        if (success && !mutated(Mutation::ClientNoPubrel)) // [MQTT-4.3.3-4]
            acknowledge<mqtt::Pubrel>(pubrec.packetId);
        return;
    }
    if (answer == Answer::Unknown && success)
        acknowledge<mqtt::Pubrel>(pubrec.packetId, ReasonCode::PacketIdentifierNotFound);
    afterAnswer(answer, pubrec, finished);
}

void Client::onPubcomp(const mqtt::Pubcomp& pubcomp)
{
    Delivery finished;
    const Answer answer = m_outgoing.pubcomp(pubcomp.packetId, &finished);
    afterAnswer(answer, pubcomp, finished);
}

void Client::afterAnswer(Answer answer, const mqtt::Acknowledgement& packet, const Delivery& finished)
{
    if (answer == Answer::WrongKind) // [MQTT-3.3.4-1]
        return fail(refusal(ReasonCode::ProtocolError, IssueCode::AckWrongKind, FieldId::MqttMsgtype, 0,
                            static_cast<std::uint64_t>(mqtt::packetTypeOf(m_received))));
    if (answer == Answer::Done) {
        ClientEvent& event = tell(ClientEventKind::Published);
        event.token = finished.token;
        event.reasonCode = packet.reasonCode;
        event.qos = finished.qos;
        event.text = packet.properties.text(PropertyId::ReasonString);
    }
    pump();
}

} // namespace mqttscope::broker
