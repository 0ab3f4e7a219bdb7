// SPDX-License-Identifier: GPL-3.0-or-later
#include "dissector/session/rules/flow_aliases.h"

#include <utility>

namespace mqttscope::session {

using field::FieldId;
using field::IssueCode;
using mqtt::PropertyId;

void FlowAliases::afterMessage(const Scene& c)
{
    if (const auto* publish = c.event.as<mqtt::Publish>()) {
        if (publish->properties.has(PropertyId::TopicAlias))
            onPublish(c, *publish);
    } else if (const auto* disconnect = c.event.as<mqtt::Disconnect>()) {
        checkRefusal(c, *disconnect);
    }
}

void FlowAliases::onPublish(const Scene& c, const mqtt::Publish& publish)
{
    const bool fromClient = c.event.fromClient;
    FlowRulesOfConnection& memory = c.connection.flowRules;
    FlowSide& side = openedBy(c, fromClient);
    const std::uint32_t alias = publish.properties.numberOr(PropertyId::TopicAlias, 0);
    const Capabilities& peer = fromClient ? c.connection.server : c.connection.client;
    side.lastAlias = alias;
    side.badAlias = side.badAlias || alias == 0 || alias > peer.topicAliasMaximum || c.event.topic == kNone;
    checkMaximum(c, alias);
    if (alias == 0 || alias > kMaxRemembered)
        return;
    std::vector<std::uint32_t>& setBy = c.session.flowRules.aliases[sideOf(fromClient)];
    if (!publish.topic.empty()) {
        if (setBy.size() <= alias)
            setBy.resize(alias + 1, kNone);
        setBy[alias] = c.event.message;
        return;
    }
    // Not set on this connection. Has it been on an earlier one?
    if (c.event.topic == kNone && publish.qos > 0 && alias < setBy.size() && setBy[alias] != kNone &&
        messages().streamOf(setBy[alias]) != c.event.stream) {
        memory.aliasPublish = c.event.message;
        memory.aliasSetBy = setBy[alias];
        memory.alias = static_cast<std::uint16_t>(alias);
    }
}

void FlowAliases::checkMaximum(const Scene& c, std::uint32_t alias)
{
    const bool fromClient = c.event.fromClient;
    const std::uint16_t maximum = (fromClient ? c.connection.server : c.connection.client).topicAliasMaximum;
    if (alias <= maximum || !isSound(c, !fromClient) || (fromClient && !c.connection.flowRules.limitsKnown))
        return;
    const IssueCode above =
        fromClient ? IssueCode::TopicAliasAboveMaximum : IssueCode::TopicAliasAboveMaximumFromServer;
    const IssueCode unannounced =
        fromClient ? IssueCode::TopicAliasUnannounced : IssueCode::TopicAliasUnannouncedFromServer;
    reporter().report(c.event,
                      {maximum == 0 ? unannounced : above, FieldId::MqttPropTopicAlias, maximum, alias});
}

/// "Topic Alias invalid", although each was within what the receiver had announced. [MQTT-3.3.2-10],
/// [MQTT-3.3.2-12]
void FlowAliases::checkRefusal(const Scene& c, const mqtt::Disconnect& disconnect)
{
    constexpr std::uint8_t kTopicAliasInvalid = 0x94;
    const bool fromClient = c.event.fromClient;
    const FlowSide& sender = openedBy(c, !fromClient);
    if (disconnect.reasonCode != kTopicAliasInvalid || sender.lastAlias == 0 || sender.badAlias ||
        !isSound(c, !fromClient))
        return;
    const Capabilities& own = fromClient ? c.connection.client : c.connection.server;
    reporter().report(c.event,
                      {fromClient ? IssueCode::TopicAliasRefusedByClient : IssueCode::TopicAliasRefused,
                       FieldId::MqttDisconnectReason, own.topicAliasMaximum, sender.lastAlias});
}

/// Aliases end with their connection: a PUBLISH that has nothing else cannot be accepted. [MQTT-3.3.2-7]
void FlowAliases::onAnswer(const Scene& c, const Flight* flight)
{
    constexpr std::uint8_t kFirstError = 0x80;
    FlowRulesOfConnection& memory = c.connection.flowRules;
    if (flight == nullptr || flight->message != memory.aliasPublish)
        return;
    std::uint8_t code = kFirstError;
    if (const auto* puback = c.event.as<mqtt::Puback>())
        code = puback->reasonCode;
    else if (const auto* pubrec = c.event.as<mqtt::Pubrec>())
        code = pubrec->reasonCode;
    if (code >= kFirstError || !isSound(c, !c.event.fromClient))
        return;
    reporter().report(
        c.connection, memory.aliasPublish,
        {IssueCode::TopicAliasKept, FieldId::MqttPropTopicAlias, frameOf(memory.aliasSetBy), memory.alias});
    memory.aliasPublish = kNone;
}

void FlowAliases::onNewSession(SessionState& session, SessionState& earlier)
{
    for (std::size_t side = 0; side < 2; ++side) {
        if (session.flowRules.aliases[side].empty())
            session.flowRules.aliases[side] = std::move(earlier.flowRules.aliases[side]);
    }
}

} // namespace mqttscope::session
