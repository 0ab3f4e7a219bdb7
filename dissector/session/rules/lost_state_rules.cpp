// SPDX-License-Identifier: GPL-3.0-or-later
// What a session should have kept: MQTT 5.0 §4.1, §4.5. Watched are subscriptions to one topic, with QoS 1 or
// 2, because only there an observer knows what must come.
#include "dissector/session/rules/connection_limits.h"
#include "dissector/session/rules/session_rules.h"

#include <algorithm>

namespace mqttscope::session {

using field::FieldId;
using field::IssueCode;
using mqtt::PropertyId;
using Limits = ConnectionLimits;

namespace {

constexpr std::uint8_t kFirstError = 0x80;

bool namesOneTopic(const Subscription& subscription)
{
    return !subscription.shared && subscription.text.find_first_of("+#") == std::string_view::npos;
}

} // namespace

void SessionRules::onGranted(const Scene& scene, const Subscription& asked, std::uint8_t code)
{
    const SessionState& session = scene.session;
    auto& all = scene.session.connectionRules.watched;
    const auto known =
        std::find_if(all.begin(), all.end(),
                     [&](const ConnectionRulesOfSession::Watched& one) { return one.topic == asked.filter; });
    if (code == 0 || code >= kFirstError || !namesOneTopic(asked) || asked.noLocal) {
        if (known != all.end() && code < kFirstError)
            all.erase(known);
        return;
    }
    if ((known == all.end() && all.size() >= Limits::kMaxWatched) ||
        !m_log.watch(session.broker, asked.filter))
        return;
    ConnectionRulesOfSession::Watched& watched = known != all.end() ? *known : all.emplace_back();
    watched.topic = asked.filter;
    watched.seen = m_log.find(session.broker, asked.filter)->count;
    watched.subscribe = asked.subscribe;
}

void SessionRules::onUnsubscribed(const Scene& scene, const Subscription& subscription)
{
    auto& all = scene.session.connectionRules.watched;
    all.erase(std::remove_if(all.begin(), all.end(),
                             [&](const auto& one) { return one.topic == subscription.filter; }),
              all.end());
}

void SessionRules::onSource(const Scene& scene, const mqtt::Publish& publish, const Content& content)
{
    const auto& [connection, session, event] = scene;
    if (publish.properties.has(PropertyId::MessageExpiryInterval)) // may be thrown away
        return;
    m_log.add(session.broker, event.topic, {event.message, content.hash, event.at.timeNs});
}

void SessionRules::judge(ConnectionState& connection, SessionState& session)
{
    ConnectionRulesOfConnection& memory = connection.connectionRules;
    if (connection.gapped || session.gapped || memory.restarted || !connection.accepted ||
        connection.connect == kNone || connection.lastNs[1] == kNever ||
        connection.client.maximumPacketSize != Capabilities{}.maximumPacketSize ||
        session.flights[1].size() != 0 || !heardAll(connection.stream))
        return;
    if (session.connection == connection.stream) {
        for (const ConnectionRulesOfSession::Watched& watched : session.connectionRules.watched)
            judgeWatched(connection, session, watched);
    }
}

/// [MQTT-4.1.0-1], [MQTT-3.1.2-4], 5.0 [MQTT-3.1.2-5]
void SessionRules::judgeWatched(ConnectionState& connection, SessionState& session,
                                const ConnectionRulesOfSession::Watched& watched)
{
    const PublicationLog::Topic* topic = m_log.find(session.broker, watched.topic);
    const bool subscribed =
        std::any_of(session.subscriptions.begin(), session.subscriptions.end(),
                    [&](const Subscription& one) { return one.filter == watched.topic && one.confirmed; });
    if (topic == nullptr || !subscribed || watched.stream == kNone) // it never had an effect
        return;
    const std::uint32_t kept = topic->keptAfter(watched.seen);
    std::uint32_t missed = 0;
    std::uint32_t first = kNone;
    for (std::uint32_t i = 0; i < kept; ++i) {
        const PublicationLog::Publication& one = topic->keptAt(kept, i);
        if (one.timeNs <= connection.connectionRules.connackNs ||
            elapsedNs(connection.lastNs[1], one.timeNs) <= Limits::kReactionNs ||
            world().ledger.stateOf(world().ledger.exchangeOf(one.message)) != ExchangeState::Complete)
            continue;
        if (first == kNone)
            first = one.message;
        ++missed;
    }
    if (missed >= Limits::kLostAfter)
        reportLost(connection, watched, first);
}

void SessionRules::reportLost(ConnectionState& connection, const ConnectionRulesOfSession::Watched& watched,
                              std::uint32_t missed)
{
    const ConnectionRulesOfConnection& memory = connection.connectionRules;
    const std::uint32_t frame = world().messages->frameOf(missed);
    if (watched.stream != connection.stream) {
        if (memory.resumed && !memory.oldSeen)
            reporter().report(connection, connection.connack,
                              {IssueCode::SessionNotResumed, FieldId::MqttConackFlagsSp, 0, frame});
        return;
    }
    ReadAgain again;
    world().messages->read(watched.subscribe, again);
    std::uint16_t occurrence = 0;
    if (const auto* subscribe = std::get_if<mqtt::Subscribe>(&again.packet)) {
        for (const mqtt::Subscription& one : subscribe->subscriptions) {
            if (one.topicFilter == world().text(watched.topic))
                break;
            ++occurrence;
        }
    }
    reporter().report(connection, watched.subscribe,
                      {IssueCode::SessionStateLost, FieldId::MqttFilter, 0, frame, occurrence});
}

} // namespace mqttscope::session
