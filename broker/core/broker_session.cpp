// SPDX-License-Identifier: GPL-3.0-or-later
// How sessions begin, wait and end; DISCONNECT; wills.
#include "broker/core/broker.h"

#include "broker/core/mutation.h"

#include <algorithm>

namespace mqttscope::broker {

using field::FieldId;
using field::IssueCode;
using mqtt::Decision;
using mqtt::PropertyId;
using mqtt::ReasonCode;

void Broker::setDeadline(Session& session, DeadlineKind kind, std::optional<Nanoseconds>& place,
                         Nanoseconds at)
{
    clearDeadline(session, kind, place);
    place = at;
    m_deadlines.set({at, kind, session.serial});
}

void Broker::clearDeadline(const Session& session, DeadlineKind kind, std::optional<Nanoseconds>& place)
{
    if (place)
        m_deadlines.clear({*place, kind, session.serial});
    place.reset();
}

Session& Broker::createSession(std::string_view clientId)
{
    const std::uint64_t serial = ++m_lastSession;
    Session& session = *(m_sessions[serial] = std::make_unique<Session>());
    session.serial = serial;
    session.clientId = clientId;
    m_byClientId.emplace(clientId, &session);
    return session;
}

/// DISCONNECT: MQTT 5.0 §3.14.4, MQTT 3.1.1 §3.14.4.
void Broker::onDisconnect(Connection& c, const mqtt::Disconnect& disconnect)
{
    DecisionRecord& recorded = record(Decision::ClientDisconnected, c);
    recorded.reasonCode = disconnect.reasonCode;
    if (c.state == ConnectionState::Connected) {
        Session& session = *c.session;
        if (const auto interval = disconnect.properties.number(PropertyId::SessionExpiryInterval)) {
            if (session.expiryInterval == 0 && *interval != 0) // MQTT 5.0 §3.14.2.2.2
                return refuse(c, refusal(ReasonCode::ProtocolError, IssueCode::SessionExpiryRaised,
                                         FieldId::MqttPropSessionExpiryInterval, 0, *interval));
            session.expiryInterval = std::min(*interval, m_options.capabilities.maximumSessionExpiry);
        }
        detach(c,
               disconnect.reasonCode == 0 && !mutated(Mutation::WillSurvivesDisconnect)); // [MQTT-3.14.4-3]
    }
    release(c);
    c.state = ConnectionState::Closing;
    m_effects->close(c.id, CloseManner::AfterSending);
}

/// The same Client Identifier again. [MQTT-3.1.4-3], 3.1.1 [MQTT-3.1.4-2]
void Broker::takeOver(Session& session)
{
    Connection& old = *session.connection;
    record(Decision::TakenOver, old);
    refuse(old, {ReasonCode::SessionTakenOver, {}});
}

void Broker::detach(Connection& c, bool willDeleted)
{
    Session& session = *c.session;
    letGo(session);
    clearDeadline(session, DeadlineKind::Pause, session.pauseEndsAt);
    session.overrun = false;
    session.connection = nullptr;
    c.session = nullptr;
    if (willDeleted && session.will) { // [MQTT-3.1.2-10]
        session.will.reset();
        record(Decision::WillDeleted, &session);
    }
    leave(session, m_now);
}

void Broker::leave(Session& session, Nanoseconds since)
{
    if (session.expiryInterval == 0 || mutated(Mutation::SessionsNotKept))
        return endSession(session, Decision::SessionEnded);
    record(Decision::SessionKept, &session).value = session.expiryInterval;
    if (session.expiryInterval != kNeverExpires)
        setDeadline(session, DeadlineKind::SessionExpiry, session.expiresAt,
                    since + Nanoseconds{session.expiryInterval} * kSecond);
    if (!mutated(Mutation::DeparturesUnsaved))
        journalSession(session);
    if (!session.will)
        return;
    if (session.will->delay == 0 || mutated(Mutation::WillDelayIgnored))
        return publishWill(session);
    // MQTT 5.0 §3.1.3.2.2: the delay or the end of the session, whichever happens first.
    record(Decision::WillDelayed, &session, *session.will->message).value = session.will->delay;
    setDeadline(session, DeadlineKind::Will, session.willAt,
                since + Nanoseconds{session.will->delay} * kSecond);
}

/// [MQTT-3.1.2-8], 3.1.1 [MQTT-3.1.2-8]
void Broker::publishWill(Session& session)
{
    if (!session.will)
        return;
    clearDeadline(session, DeadlineKind::Will, session.willAt);
    const MessageRef content = session.will->message;
    if (!mutated(Mutation::WillKept))
        session.will.reset(); // [MQTT-3.1.2-10]
    if (!mutated(Mutation::PublishedWillsSaved))
        journalSession(session);
    mqtt::Publish publish;
    publish.topic = content->topic();
    publish.payload = content->payload();
    publish.qos = content->qos();
    publish.retain = content->retain();
    publish.properties = content->properties();
    const bool allowed =
        m_authorizer == nullptr || m_authorizer->mayPublish(session.identity(), content->topic());
    const bool dollar = content->topic().starts_with('$') && !m_options.policy.dollarTopics;
    if (!allowed || dollar || unfitTopic(content->topic())) {
        record(Decision::PublishRefused, &session, *content).reasonCode =
            static_cast<std::uint8_t>(allowed ? ReasonCode::TopicNameInvalid : ReasonCode::NotAuthorized);
        return;
    }
    const MessageRef message = makeMessage(publish, session.serial);
    record(Decision::WillPublished, &session, *message);
    route(message, &session);
}

void Broker::endSession(Session& session, Decision why)
{
    record(why, &session).value = session.outgoing.size();
    clearDeadline(session, DeadlineKind::SessionExpiry, session.expiresAt);
    // Nothing is delivered to it any more, its own last messages neither.
    for (const auto& [filter, options] : session.subscriptions)
        m_tree.remove(session, filter, options.shared);
    session.subscriptions.clear();
    // PUBREC took these over: they are handed on although PUBREL will not come. [MQTT-4.3.3-8]
    for (const MessageRef& message : session.incoming.releaseAll()) {
        if (!mutated(Mutation::TakenOverIsLost))
            route(message, &session);
    }
    publishWill(session);
    passOn(session);
    if (m_journal != nullptr && !mutated(Mutation::SessionEndsUnsaved))
        m_journal->sessionEnded(session);
    m_byClientId.erase(session.clientId);
    m_sessions.erase(session.serial);
}

/// What a session that ends leaves of Shared Subscriptions goes to other members: MQTT 5.0 §4.8.2. A QoS 2
/// message that was sent does not. [MQTT-4.8.2-5]
void Broker::passOn(Session& session)
{
    std::vector<Delivery> left;
    for (const Delivery& delivery : session.outgoing.flights())
        left.push_back(delivery);
    for (const Delivery& delivery : session.outgoing.queue())
        left.push_back(delivery);
    for (Delivery& delivery : left) {
        if (!delivery.message)
            continue;
        SharedGroup* group = delivery.group != 0 ? m_tree.findGroup(delivery.group) : nullptr;
        const bool begun = delivery.awaits != Awaits::Sending;
        if (group == nullptr || (begun && delivery.qos == 2 && !mutated(Mutation::Qos2PassedOn))) {
            recordDelivery(Decision::SessionGone, session, *delivery.message, delivery);
            continue;
        }
        recordDelivery(Decision::RedirectedShared, session, *delivery.message, delivery);
        m_matches.clear();
        matchShared(*delivery.message, *group);
        deliverMatches(delivery.message, nullptr);
    }
}

} // namespace mqttscope::broker
