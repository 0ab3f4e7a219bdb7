// SPDX-License-Identifier: GPL-3.0-or-later
// PUBLISH of clients: MQTT 5.0 §3.3, §4.3; MQTT 3.1.1 likewise.
#include "broker/core/broker.h"

#include "broker/core/mutation.h"
#include "dissector/mqtt/utf8.h"

namespace mqttscope::broker {

using field::FieldId;
using field::IssueCode;
using mqtt::Decision;
using mqtt::PropertyId;
using mqtt::ReasonCode;
using mqtt::Version;

MessageRef Broker::makeMessage(const mqtt::Publish& publish, std::uint64_t publisher)
{
    return MessageRef(
        std::make_unique<Message>(publish, MessageOrigin{publisher, ++m_lastMessage}, m_now, m_messageCount));
}

void Broker::onPublish(Connection& c, mqtt::Publish& publish)
{
    if (const std::optional<Refusal> why = checkPublish(c, publish))
        return refuse(c, *why);
    if (publish.qos == 2)
        return onPublishQos2(c, publish);
    if (publish.qos == 1 && c.version == Version::V50 &&
        c.session->incoming.holds(publish.packetId)) // of a QoS 2 PUBLISH: [MQTT-2.2.1-3], §3.4.2.1
        return answerRefused(c, publish, {ReasonCode::PacketIdentifierInUse, {}});
    if (const std::optional<Refusal> why = mayNotPublish(c, publish))
        return answerRefused(c, publish, *why);
    const MessageRef message = makeMessage(publish, c.session->serial);
    match(*message);
    if (publish.qos == 1 && !mutated(Mutation::NoPuback)) { // [MQTT-4.3.2-4]
        const bool nobody = m_matches.empty() && m_noLocal.empty();
        acknowledge<mqtt::Puback>(c, publish.packetId,
                                  nobody ? ReasonCode::NoMatchingSubscribers : ReasonCode::Success);
    }
    keepRetained(message, c.session);
    deliverToMatches(message, c.session);
}

/// What makes the server close: it announced its limits in CONNACK.
std::optional<Refusal> Broker::checkPublish(Connection& c, mqtt::Publish& publish)
{
    const Capabilities& can = m_options.capabilities;
    if (publish.qos > can.maximumQos) // [MQTT-3.2.2-11]
        return refusal(ReasonCode::QosNotSupported, IssueCode::MaximumQosExceeded, FieldId::MqttQos,
                       can.maximumQos, publish.qos);
    if (publish.retain && !can.retain) // [MQTT-3.2.2-14]
        return refusal(ReasonCode::RetainNotSupported, IssueCode::RetainUnavailable, FieldId::MqttRetain, 0,
                       1);
    const IncomingFlow& incoming = c.session->incoming;
    const bool again = publish.qos == 2 && incoming.holds(publish.packetId);
    if (publish.qos != 0 && !again) {
        const bool tooMany =
            c.version == Version::V50 && incoming.size() >= can.receiveMaximum; // [MQTT-3.3.4-7]
        if (tooMany)
            return refusal(ReasonCode::ReceiveMaximumExceeded, IssueCode::ReceiveMaximumExceeded,
                           FieldId::MqttMsgid, can.receiveMaximum, incoming.size() + 1);
    }
    if (publish.qos == 2 && !again &&
        (incoming.size() >= m_options.limits.heldMessages || incoming.bytes() >= m_options.limits.heldBytes))
        return Refusal{ReasonCode::QuotaExceeded, {}};
    return resolveAlias(c, publish);
}

/// MQTT 5.0 §3.3.2.3.4, §3.3.4.
std::optional<Refusal> Broker::resolveAlias(Connection& c, mqtt::Publish& publish) const
{
    const auto alias = publish.properties.number(PropertyId::TopicAlias);
    if (!alias)
        return std::nullopt;
    const std::uint16_t most = m_options.capabilities.topicAliasMaximum;
    if (*alias > most || mutated(Mutation::NoAliasAccepted))
        return refusal(ReasonCode::TopicAliasInvalid,
                       most == 0 ? IssueCode::TopicAliasUnannounced : IssueCode::TopicAliasAboveMaximum,
                       FieldId::MqttPropTopicAlias, most, *alias);
    const auto number = static_cast<std::uint16_t>(*alias);
    if (!publish.topic.empty()) {
        c.incomingAliases.set(number, publish.topic);
        return std::nullopt;
    }
    publish.topic = c.incomingAliases.find(number);
    if (publish.topic.empty()) // [MQTT-3.3.2-7]
        return refusal(ReasonCode::ProtocolError, IssueCode::TopicAliasUnknown, FieldId::MqttPropTopicAlias,
                       0, *alias);
    return std::nullopt;
}

/// 3.1 lets pass what would make a packet of the later versions malformed: a topic that cannot be sent to
/// everybody is sent to nobody.
std::optional<IssueCode> Broker::unfitTopic(std::string_view topic)
{
    if (topic.empty())
        return IssueCode::TopicEmpty;
    if (mqtt::isPlainAscii(topic))
        return std::nullopt;
    const mqtt::TextFaults faults = mqtt::findTextFaults(topic);
    if (faults.illFormed)
        return IssueCode::Utf8Invalid;
    return faults.nul ? std::optional{IssueCode::Utf8Nul} : std::nullopt;
}

/// Whether a message fits among all that the broker holds.
bool Broker::hasRoomFor(std::string_view topic, ByteView payload) const
{
    const std::size_t needed = sizeof(Message) + topic.size() + payload.size();
    return m_messageCount.bytes + needed <= m_options.limits.messageBytes;
}

/// What is refused without closing.
std::optional<Refusal> Broker::mayNotPublish(const Connection& c, const mqtt::Publish& publish) const
{
    const bool saidText = publish.properties.numberOr(PropertyId::PayloadFormatIndicator, 0) == 1;
    if (saidText && m_options.policy.validatePayloadFormat &&
        !mqtt::isWellFormedUtf8(field::asText(publish.payload)))
        return refusal(ReasonCode::PayloadFormatInvalid, IssueCode::PayloadNotUtf8, FieldId::MqttMsg);
    if (const auto fault = unfitTopic(publish.topic))
        return refusal(ReasonCode::TopicNameInvalid, *fault, FieldId::MqttTopic);
    if (publish.topic.starts_with('$') && !m_options.policy.dollarTopics &&
        !mutated(Mutation::DollarTopicsOfClients)) // MQTT 5.0 §4.7.2
        return refusal(ReasonCode::TopicNameInvalid, IssueCode::DollarTopicForwarded, FieldId::MqttTopic);
    if (m_authorizer != nullptr && !m_authorizer->mayPublish(c.session->identity(), publish.topic))
        return Refusal{ReasonCode::NotAuthorized, {}};
    const std::uint32_t longest = m_options.policy.messageSizeLimit;
    if (longest != 0 && publish.payload.size() > longest)
        return Refusal{ReasonCode::ImplementationSpecificError, {}};
    if (!hasRoomFor(publish.topic, publish.payload))
        return Refusal{ReasonCode::QuotaExceeded, {}};
    return std::nullopt;
}

/// 5.0 says why; before it is acknowledged as usual. 3.1.1 [MQTT-3.3.5-2], MQTT31-3.3-2
void Broker::answerRefused(Connection& c, const mqtt::Publish& publish, const Refusal& why)
{
    DecisionRecord& recorded = record(Decision::PublishRefused, c);
    recorded.topic = publish.topic;
    recorded.publisher = c.session->serial;
    recorded.packetId = publish.packetId;
    recorded.qosPublished = publish.qos;
    recorded.retain = publish.retain;
    recorded.reasonCode = static_cast<std::uint8_t>(why.reason);
    recorded.rule = why.rule;
    if (mutated(Mutation::RefusedPublishUnanswered))
        return;
    // What cannot be kept must not be acknowledged, and only 5.0 can say so: 3.1.1 [MQTT-4.8.0-2]
    if (why.reason == ReasonCode::QuotaExceeded && publish.qos != 0 && c.version != Version::V50)
        return refuse(c, why);
    if (publish.qos == 1)
        return acknowledge<mqtt::Puback>(c, publish.packetId, why.reason, why.rule);
    if (publish.qos == 2)
        return acknowledge<mqtt::Pubrec>(c, publish.packetId, why.reason, why.rule);
    if (why.reason == ReasonCode::PayloadFormatInvalid) // MQTT 5.0 §3.3.2.3.2: QoS 0 has no other answer
        refuse(c, why);
}

void Broker::onPublishQos2(Connection& c, const mqtt::Publish& publish)
{
    Session& session = *c.session;
    if (session.incoming.holds(publish.packetId) && !mutated(Mutation::RepeatIsNew)) { // [MQTT-4.3.3-10]
        DecisionRecord& recorded = record(Decision::Repeated, c);
        recorded.packetId = publish.packetId;
        recorded.topic = publish.topic;
        return acknowledge<mqtt::Pubrec>(c, publish.packetId, ReasonCode::Success);
    }
    if (const std::optional<Refusal> why = mayNotPublish(c, publish)) { // [MQTT-4.3.3-9]
        if (mutated(Mutation::RefusedIsHeld))
            session.incoming.hold(publish.packetId, makeMessage(publish, session.serial));
        return answerRefused(c, publish, *why);
    }
    MessageRef message = makeMessage(publish, session.serial);
    DecisionRecord& recorded = record(Decision::HeldForPubrel, &session, *message);
    recorded.packetId = publish.packetId;
    if (m_journal != nullptr && !mutated(Mutation::HeldUnsaved))
        m_journal->held(session, publish.packetId, message);
    session.incoming.hold(publish.packetId, std::move(message));
    if (!mutated(Mutation::NoPubrec))
        acknowledge<mqtt::Pubrec>(c, publish.packetId, ReasonCode::Success); // [MQTT-4.3.3-8]
}

/// [MQTT-4.3.3-11]
void Broker::onPubrel(Connection& c, const mqtt::Pubrel& pubrel)
{
    const MessageRef message = c.session->incoming.release(pubrel.packetId);
    if (!message) {
        record(Decision::PubrelUnknown, c).packetId = pubrel.packetId;
        return acknowledge<mqtt::Pubcomp>(c, pubrel.packetId, ReasonCode::PacketIdentifierNotFound);
    }
    if (m_journal != nullptr && !mutated(Mutation::ReleasesUnsaved))
        m_journal->released(*c.session, pubrel.packetId);
    if (!mutated(Mutation::NoPubcomp))
        acknowledge<mqtt::Pubcomp>(c, pubrel.packetId, ReasonCode::Success);
    route(message, c.session);
}

/// MQTT 5.0 §3.3.1.3.
void Broker::keepRetained(const MessageRef& message, Session* publisher)
{
    if ((!message->retain() && !mutated(Mutation::EverythingRetained)) ||
        mutated(Mutation::NothingRetained)) // [MQTT-3.3.1-8]
        return;
    switch (m_retained.put(message, m_now)) {
    case RetainedStore::Change::Stored:
        record(Decision::RetainedStored, publisher, *message);
        break;
    case RetainedStore::Change::Replaced:
        record(Decision::RetainedReplaced, publisher, *message);
        break;
    case RetainedStore::Change::Removed:
        record(Decision::RetainedRemoved, publisher, *message);
        break;
    case RetainedStore::Change::NothingToRemove:
        break;
    case RetainedStore::Change::Full:
        record(Decision::RetainedNotStored, publisher, *message).value = m_options.limits.retainedMessages;
        break;
    }
}

} // namespace mqttscope::broker
