// SPDX-License-Identifier: GPL-3.0-or-later
// What goes on although its session has ended: MQTT 5.0 §3.1.2.4, §4.1.
#include "dissector/mqtt/topic.h"
#include "dissector/session/rules/connection_limits.h"
#include "dissector/session/rules/session_rules.h"

#include <algorithm>

namespace mqttscope::session {

using field::FieldId;
using field::IssueCode;
using mqtt::PacketType;
using mqtt::Version;
using Limits = ConnectionLimits;

OldState SessionRules::leftBy(SessionState& session)
{
    OldState old;
    for (std::size_t side = 0; side < 2; ++side) {
        session.flights[side].forEach([&](const Flight& flight) {
            if (flight.qos != 0 && old.flights[side].size() < Limits::kMaxOldState)
                old.flights[side].push_back(flight);
        });
    }
    for (const Subscription& subscription : session.subscriptions) {
        if (subscription.confirmed && !subscription.shared && old.filters.size() < Limits::kMaxOldState)
            old.filters.push_back({subscription.filter, subscription.since});
    }
    return old;
}

void SessionRules::onSessionEnd(SessionState& session, const Moment&)
{
    if (session.key == 0 || !session.connectionRules.accepted)
        return;
    if (m_ended.size() >= Limits::kMaxEndedSessions)
        m_ended.clear();
    m_ended[session.key] = {leftBy(session), world().ledger.session(session.number).lastStream,
                            !session.gapped && !session.connectionRules.doubtful};
}

/// A new session begins: remembers what must be gone.
void SessionRules::inherit(const Scene& scene, SessionState* earlier)
{
    const auto& [connection, session, event] = scene;
    const auto ended = m_ended.find(session.key);
    const bool known = session.key != 0 && ended != m_ended.end();
    const auto* connack = event.as<mqtt::Connack>();
    const bool lost = event.version == Version::V50 && connack != nullptr && !connack->sessionPresent;
    if (connection.cleanStart || lost) {
        OldState old = earlier != nullptr ? leftBy(*earlier)
                       : known            ? std::move(ended->second.old)
                                          : OldState{};
        old.clean = connection.cleanStart;
        if (!old.empty())
            connection.connectionRules.old = std::make_unique<OldState>(std::move(old));
    }
    if (known)
        m_ended.erase(ended);
}

/// An exchange of the old session goes on. [MQTT-3.1.2-6], 5.0 [MQTT-3.1.2-4], [MQTT-3.2.2-5]
void SessionRules::goesOn(const Scene& scene, std::vector<Flight>& flights, std::size_t index)
{
    const MessageEvent& event = scene.event;
    const Flight flight = flights[index];
    flights.erase(flights.begin() + static_cast<std::ptrdiff_t>(index));
    scene.connection.connectionRules.oldShown = event.message;
    if (scene.connection.connectionRules.old->clean)
        reporter().report(event, {IssueCode::OldStateAfterClean, FieldId::MqttMsgtype, 0,
                                  world().messages->frameOf(flight.message)});
    else if (event.fromClient)
        reporter().report(event,
                          {IssueCode::OldStateAfterSessionLost, FieldId::MqttMsgid, 0, flight.packetId});
}

/// Whether nothing that began in this session may have been missed.
bool SessionRules::isKnown(const ConnectionState& connection) const
{
    return connection.complete() && heardAll(connection.stream);
}

void SessionRules::onRepeatedStart(const Scene& scene, const Flight& flight)
{
    const auto& [connection, session, event] = scene;
    OldState* old = connection.connectionRules.old.get();
    if (old != nullptr && isKnown(connection)) {
        std::vector<Flight>& flights = old->flights[event.fromClient ? 0 : 1];
        for (std::size_t i = 0; i < flights.size(); ++i) {
            if (flights[i].packetId == flight.packetId && flights[i].content == flight.content &&
                flights[i].qos == flight.qos) {
                goesOn(scene, flights, i);
                return;
            }
        }
    }
}

void SessionRules::onAnswerToNothing(const Scene& scene)
{
    OldState* old = scene.connection.connectionRules.old.get();
    if (old == nullptr)
        return;
    if (const auto* pubrec = scene.event.as<mqtt::Pubrec>()) {
        // PUBREL must answer it, whatever it is an answer to. 5.0 §4.3.3, 3.1.1 §4.4.
        std::erase_if(old->flights[scene.event.fromClient ? 1 : 0],
                      [&](const Flight& flight) { return flight.packetId == pubrec->packetId; });
        return;
    }
    const auto* pubrel = scene.event.as<mqtt::Pubrel>();
    if (pubrel == nullptr || !isKnown(scene.connection))
        return;
    std::vector<Flight>& flights = old->flights[scene.event.fromClient ? 0 : 1];
    for (std::size_t i = 0; i < flights.size(); ++i) {
        if (flights[i].packetId == pubrel->packetId && flights[i].qos == 2) {
            goesOn(scene, flights, i);
            return;
        }
    }
}

/// A subscription of the old session goes on: nothing of this one ever asked for it.
void SessionRules::checkOldFilters(const Scene& scene)
{
    const auto& [connection, session, event] = scene;
    ConnectionRulesOfConnection& memory = connection.connectionRules;
    if (!memory.old->clean || !session.complete() || !world().messages->settled(event.stream, true))
        return;
    const std::string_view topic = world().text(event.topic);
    const auto asks = [&](const auto& one) { return mqtt::matches(one.text, topic); };
    const SubscriberMemory* history = session.deliveryRules.subscriber.get();
    if (std::any_of(session.subscriptions.begin(), session.subscriptions.end(), asks) ||
        (history != nullptr && std::any_of(history->filters.begin(), history->filters.end(), asks)))
        return;
    for (const OldState::Filter& filter : memory.old->filters) {
        if (!mqtt::matches(world().text(filter.filter), topic))
            continue;
        memory.oldShown = event.message;
        if ((memory.said & kSaidOldState) == 0)
            reporter().report(event, {IssueCode::OldStateAfterClean, FieldId::MqttMsgtype, 0,
                                      world().messages->frameOf(filter.subscribe)});
        memory.said |= kSaidOldState;
        return;
    }
}

void SessionRules::onDelivery(const Scene& scene)
{
    const auto& [connection, session, event] = scene;
    ConnectionRulesOfConnection& memory = connection.connectionRules;
    if (memory.old != nullptr && memory.oldShown != event.message)
        checkOldFilters(scene);
}

} // namespace mqttscope::session
