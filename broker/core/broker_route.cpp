// SPDX-License-Identifier: GPL-3.0-or-later
// Which sessions a message goes to: MQTT 5.0 §3.3.4, §4.7, §4.8; MQTT 3.1.1 §3.3.5, §4.7.
#include "broker/core/broker.h"

#include "broker/core/mutation.h"

#include <algorithm>

namespace mqttscope::broker {

using mqtt::Decision;

void Broker::match(const Message& message)
{
    ++m_routing;
    m_matches.clear();
    m_noLocal.clear();
    m_tree.match(
        message.topic(), [&](const Subscriber& subscriber) { matchPlain(message, subscriber); },
        [&](SharedGroup& group) { matchShared(message, group); });
    // No Local does not count for a session that has another matching subscription.
    std::erase_if(m_noLocal, [&](const Session* session) { return session->mark == m_routing; });
}

/// One copy for all matching subscriptions of a session: at the highest QoS, with all identifiers.
/// [MQTT-3.3.4-2], [MQTT-3.3.4-4], 3.1.1 [MQTT-3.3.5-1]
void Broker::matchPlain(const Message& message, const Subscriber& subscriber)
{
    Session& session = *subscriber.session;
    const SubscriptionOptions& options = subscriber.options;
    if (options.noLocal && message.origin().session == session.serial &&
        !mutated(Mutation::NoLocalIgnored)) { // [MQTT-3.8.3-3]
        m_noLocal.push_back(&session);
        return;
    }
    if (session.mark != m_routing || mutated(Mutation::CopyForEachFilter)) {
        session.mark = m_routing;
        session.matchPlace = m_matches.size();
        m_matches.emplace_back();
        m_matches.back().session = &session;
    }
    Match& match = m_matches[session.matchPlace];
    match.qos = mutated(Mutation::LastQosCounts) ? options.qos : std::max(match.qos, options.qos);
    match.retainAsPublished = match.retainAsPublished || options.retainAsPublished;
    if (options.identifier != 0 && !(mutated(Mutation::OneIdentifierOnly) && !match.identifiers.empty()))
        match.identifiers.push_back(options.identifier);
}

/// One member gets the message: the next that is connected; if none is, the next whose session can keep it.
void Broker::matchShared(const Message& message, SharedGroup& group)
{
    const std::size_t count = group.members.size();
    std::size_t chosen = count;
    bool connected = false;
    for (std::size_t step = 0; step < count && !connected; ++step) {
        const std::size_t place = (group.next + step) % count;
        const Subscriber& member = group.members[place];
        if (m_authorizer != nullptr && !m_authorizer->mayRead(member.session->identity(), message.topic()))
            continue;
        connected = member.session->connection != nullptr;
        const bool keeps = std::min(member.options.qos, message.qos()) > 0;
        if (connected || (chosen == count && keeps))
            chosen = place;
    }
    if (chosen == count) {
        for (const Subscriber& member : group.members)
            record(Decision::OfflineQos0, member.session, message).qos = 0;
        return;
    }
    group.next = (chosen + 1) % count;
    const Subscriber& member = group.members[chosen];
    Match& match = m_matches.emplace_back();
    match.session = member.session;
    match.qos = mutated(Mutation::SharedQosIgnored) ? std::uint8_t{2} : member.options.qos; // [MQTT-4.8.2-3]
    match.retainAsPublished = member.options.retainAsPublished;
    match.group = group.id;
    if (member.options.identifier != 0)
        match.identifiers.push_back(member.options.identifier);
    if (m_sessions.size() > m_options.limits.unmatchedSessions)
        return;
    for (const Subscriber& other : group.members) {
        if (other.session != member.session)
            record(Decision::GivenToOther, other.session, message).value = member.session->serial;
    }
}

/// Who does not get it because nothing matches, while the sessions can be counted at a glance.
void Broker::recordUnmatched(const Message& message)
{
    if (m_sessions.size() > m_options.limits.unmatchedSessions)
        return;
    for (const auto& entry : m_sessions) {
        const Session* const session = entry.second.get();
        const bool known = std::any_of(m_matches.begin(), m_matches.end(),
                                       [&](const Match& match) { return match.session == session; }) ||
                           std::find(m_noLocal.begin(), m_noLocal.end(), session) != m_noLocal.end();
        if (!known && session->mark != m_routing)
            record(Decision::NotSubscribed, session, message);
    }
}

void Broker::deliverToMatches(const MessageRef& message, Session* publisher)
{
    record(m_matches.empty() ? Decision::NobodySubscribed : Decision::Accepted, publisher, *message).value =
        m_matches.size();
    for (const Session* session : m_noLocal)
        record(Decision::NoLocal, session, *message);
    recordUnmatched(*message);
    m_noLocal.clear();
    deliverMatches(message, publisher);
}

void Broker::deliverMatches(const MessageRef& message, Session* publisher)
{
    for (const Match& match : m_matches) {
        Delivery delivery;
        delivery.identifiers = match.identifiers;
        delivery.group = match.group;
        delivery.granted = match.qos;
        delivery.qos = mutated(Mutation::QosNotLowered)
                           ? message->qos()
                           : std::min(match.qos, message->qos()); // [MQTT-3.8.4-8], 3.1.1 [MQTT-3.8.4-6]
        delivery.retain = (match.retainAsPublished || mutated(Mutation::LiveRetainKept)) &&
                          message->retain() &&
                          !mutated(Mutation::RetainAsPublishedIgnored); // [MQTT-3.3.1-12], [MQTT-3.3.1-13]
        Session& receiver = *match.session;
        deliver(receiver, message, std::move(delivery));
        holdUp(receiver, publisher);
    }
}

void Broker::route(const MessageRef& message, Session* publisher)
{
    match(*message);
    keepRetained(message, publisher);
    deliverToMatches(message, publisher);
}

} // namespace mqttscope::broker
