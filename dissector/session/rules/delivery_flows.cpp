// SPDX-License-Identifier: GPL-3.0-or-later
#include "dissector/session/rules/delivery_flows.h"

#include <algorithm>

namespace mqttscope::session {

using field::FieldId;
using field::IssueCode;

std::uint32_t DeliveryFlowRules::sharedFilterOf(const SessionState& session, std::uint32_t topic) const
{
    std::uint32_t filter = kNone;
    for (const Subscription& one : session.subscriptions) {
        if (!mqtt::matches(one.text, world().text(topic)))
            continue;
        if (!one.shared || filter != kNone)
            return kNone;
        filter = one.filter;
    }
    return filter;
}

void DeliveryFlowRules::remember(const Ended& ended)
{
    if (ended.source == kNone || ended.source == kAmbiguous || ended.filter == kNone)
        return;
    if (m_ended.size() < kMaxEnded)
        m_ended.push_back(ended);
    else
        m_ended[m_next++ % kMaxEnded] = ended;
}

/// MQTT 5.0 [MQTT-4.8.2-5], [MQTT-4.8.2-6].
void DeliveryFlowRules::check(const Delivery& delivery)
{
    if (m_ended.empty() || delivery.matching().shared != 1 || delivery.matching().plain != 0)
        return;
    for (const Ended& one : m_ended) {
        if (one.source != delivery.source->message || one.session == delivery.scene.session.number ||
            one.filter != sharedFilterOf(delivery.scene.session, delivery.topic.topic))
            continue;
        report(delivery,
               one.refused ? IssueCode::SharedRefusedGivenToOther : IssueCode::SharedQos2GivenToOther,
               FieldId::MqttTopic, 0, frameOf(one.message));
        return;
    }
}

void DeliveryFlowRules::onSessionEnd(SessionState& session, SubscriberMemory&, const Moment&)
{
    session.flights[1].forEach([&](const Flight& flight) {
        if (flight.qos != 2)
            return;
        const std::uint32_t opening = openingOf(flight);
        const std::uint32_t filter = sharedFilterOf(session, world().ledger.exchange(flight.exchange).topic);
        remember({world().ledger.sourceOf(opening), filter, session.number, opening, false});
    });
}

void DeliveryFlowRules::onRefused(const Scene& scene, SubscriberMemory&, const Flight& flight)
{
    const std::uint32_t topic = world().ledger.exchange(flight.exchange).topic;
    remember({world().ledger.sourceOf(openingOf(flight)), sharedFilterOf(scene.session, topic),
              scene.session.number, scene.event.message, true});
}

/// MQTT 5.0 [MQTT-4.8.2-4]: the delivery of a QoS 2 message to a member goes on when it returns.
void DeliveryFlowRules::onResumed(const Scene& scene, SessionState& session, SubscriberMemory& memory)
{
    session.flights[1].forEach([&](const Flight& flight) {
        const std::uint32_t topic = world().ledger.exchange(flight.exchange).topic;
        if (flight.qos == 2 && memory.flows.size() < DeliveryLimits::kMaxFlows &&
            sharedFilterOf(session, topic) != kNone)
            memory.flows.push_back(
                {openingOf(flight), scene.event.message, scene.event.at.timeNs, flight.packetId, true});
    });
}

/// MQTT 5.0 [MQTT-3.10.4-3]: what was begun is completed.
void DeliveryFlowRules::onUnsubscribed(const Scene& scene, SubscriberMemory& memory,
                                       const Subscription& subscription, std::uint32_t unsubscribe)
{
    scene.session.flights[1].forEach([&](const Flight& flight) {
        const ExchangeRecord& exchange = world().ledger.exchange(flight.exchange);
        if (flight.qos == 2 && exchange.firstMessage < unsubscribe && exchange.topic != kNone &&
            memory.flows.size() < DeliveryLimits::kMaxFlows && flight.awaits != Awaits::Pubcomp &&
            mqtt::matches(subscription.text, world().text(exchange.topic)))
            memory.flows.push_back({exchange.firstMessage, unsubscribe,
                                    flight.awaits == Awaits::Pubrel ? scene.event.at.timeNs : kNever,
                                    flight.packetId, false});
    });
}

void DeliveryFlowRules::onPubrec(const Scene& scene, SubscriberMemory& memory, const Flight& flight)
{
    for (FlowDue& due : memory.flows) {
        if (!due.shared && due.packetId == flight.packetId && due.sinceNs == kNever)
            due.sinceNs = scene.event.at.timeNs;
    }
}

void DeliveryFlowRules::conclude(const ConnectionState& connection, SessionState& session,
                                 SubscriberMemory& memory)
{
    if (memory.flows.empty())
        return;
    std::erase_if(memory.flows, [&](const FlowDue& due) {
        const Flight* flight = session.flights[1].find(due.packetId);
        if (flight == nullptr || openingOf(*flight) != due.message)
            return true; // it was completed
        const bool turn = due.shared ? flight->stream != connection.stream : flight->awaits == Awaits::Pubrel;
        if (!turn)
            return true; // it goes on: now the client owes an answer
        if (due.sinceNs == kNever || connection.lastNs[1] == kNever ||
            connection.lastNs[1] - due.sinceNs < DeliveryLimits::kPatienceNs)
            return false;
        if (sawAll(connection, session))
            reportOn(due.message,
                     {due.shared ? IssueCode::SharedFlowNotResumed : IssueCode::FlowAbandonedByUnsubscribe,
                      FieldId::MqttMsgid, frameOf(due.cause), due.packetId});
        return true;
    });
}

} // namespace mqttscope::session
