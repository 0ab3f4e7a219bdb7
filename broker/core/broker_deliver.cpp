// SPDX-License-Identifier: GPL-3.0-or-later
// One message to one session: now, later or not. MQTT 5.0 §4.3, §4.4, §4.9; MQTT 3.1.1 §4.3, §4.4.
#include "broker/core/broker.h"

#include "broker/core/mutation.h"
#include "dissector/mqtt/encoder.h"

#include <algorithm>

namespace mqttscope::broker {

using mqtt::Decision;
using mqtt::PropertyId;
using mqtt::Version;

void Broker::deliver(Session& session, const MessageRef& message, Delivery delivery)
{
    if (m_authorizer != nullptr && !m_authorizer->mayRead(session.identity(), message->topic())) {
        recordDelivery(Decision::NotAllowedToRead, session, *message, delivery);
        return;
    }
    if (message->expired(m_now)) { // [MQTT-3.3.2-5]: it may have waited for PUBREL
        recordDelivery(Decision::Expired, session, *message, delivery).value =
            message->properties().numberOr(PropertyId::MessageExpiryInterval, 0);
        return;
    }
    if (delivery.qos == 0)
        return deliverQos0(session, *message, delivery);
    if (session.connection == nullptr && mutated(Mutation::NothingQueued))
        return;
    std::uint64_t value = 0;
    if (const std::optional<Decision> why = noRoomFor(session, *message, value)) {
        recordDelivery(*why, session, *message, delivery).value = value;
        return;
    }
    delivery.message = message;
    session.outgoing.enqueue(delivery);
    if (!mutated(Mutation::QueuedUnsaved))
        journalDelivery(session, session.outgoing.queue().back());
    pump(session);
    if (session.outgoing.waiting() == 0)
        return; // the last in the line was sent
    const bool online = session.connection != nullptr;
    const Decision why = !online                         ? Decision::QueuedOffline
                         : session.outgoing.windowFull() ? Decision::QueuedWindowFull
                                                         : Decision::QueuedSlow;
    recordDelivery(why, session, *message, delivery).value = session.outgoing.waiting();
}

void Broker::deliverQos0(Session& session, const Message& message, const Delivery& delivery)
{
    if (session.connection == nullptr) {
        recordDelivery(Decision::OfflineQos0, session, message, delivery);
        return;
    }
    // Retained messages come all at once: that does not make the receiver slow.
    if (m_replaying ? session.connection->unsent >= m_options.limits.queuedBytes : isSlow(session)) {
        recordDelivery(Decision::SlowQos0, session, message, delivery).value = session.connection->unsent;
        return;
    }
    bool fits = false;
    const std::size_t size = sendPublish(*session.connection, message, delivery, false, fits);
    recordDelivery(fits ? Decision::Sent : Decision::TooLarge, session, message, delivery).value = size;
}

/// Which limit a message to this session would exceed.
std::optional<Decision> Broker::noRoomFor(const Session& session, const Message& message,
                                          std::uint64_t& value) const
{
    const Limits& limits = m_options.limits;
    if (session.outgoing.size() >= limits.queuedMessages && !mutated(Mutation::QueuesUnbounded)) {
        value = session.outgoing.size();
        return Decision::QueueFull;
    }
    if (session.outgoing.bytes() + message.bytes() > limits.queuedBytes) {
        value = session.outgoing.bytes();
        return Decision::QueueBytesFull;
    }
    if (m_messageCount.bytes > limits.messageBytes) {
        value = limits.messageBytes;
        return Decision::MemoryFull;
    }
    return std::nullopt;
}

bool Broker::isSlow(const Session& session) const
{
    return session.connection->unsent >= m_options.limits.unsentBytes;
}

void Broker::pump(Session& session)
{
    if (session.connection == nullptr)
        return;
    Connection& c = *session.connection;
    OutgoingFlow& outgoing = session.outgoing;
    while (!isSlow(session)) {
        Delivery* const next = outgoing.next();
        if (next == nullptr)
            return;
        const MessageRef message = next->message;
        const bool first = next->awaits == Awaits::Sending;
        if ((first || mutated(Mutation::SentMessagesExpire)) &&
            message->expired(m_now)) { // [MQTT-3.3.2-5]; once sent it does not expire [MQTT-4.3.3-7]
            recordDelivery(Decision::Expired, session, *message, *next).value =
                message->properties().numberOr(PropertyId::MessageExpiryInterval, 0);
            if (!mutated(Mutation::DropsUnsaved))
                journalEnd(session, *next);
            outgoing.drop();
            continue;
        }
        bool fits = false;
        const std::size_t size = sendPublish(c, *message, *next, !first, fits);
        recordDelivery(!fits   ? Decision::TooLarge
                       : first ? Decision::Sent
                               : Decision::SentAgain,
                       session, *message, *next)
            .value = size;
        if (fits) {
            if (!outgoing.sent() && !mutated(Mutation::SendingsUnsaved))
                journalDelivery(session, outgoing.flights().back());
        } else if (mutated(Mutation::TooLargeBlocks)) {
            return;
        } else { // [MQTT-3.1.2-25]: as if it had been delivered
            if (!mutated(Mutation::DropsUnsaved))
                journalEnd(session, *next);
            outgoing.drop();
        }
    }
}

/// Returns the size of the packet, or what it would have been.
std::size_t Broker::sendPublish(Connection& c, const Message& message, const Delivery& delivery, bool dup,
                                bool& fits)
{
    auto& publish = std::get<mqtt::Publish>(m_publishOut);
    publish.dup = (dup && !mutated(Mutation::ResentWithoutDup)) ||
                  mutated(Mutation::AlwaysDup); // of this sending only [MQTT-3.3.1-3]
    publish.qos = delivery.qos;
    publish.retain = delivery.retain;
    publish.packetId = delivery.packetId;
    publish.topic = message.topic();
    publish.payload = message.payload();
    OutgoingAliases::Use use;
    if (!publish.properties.empty())
        publish.properties.clear();
    if (c.version == Version::V50) {
        if (!message.properties().empty())
            publish.properties = message.properties();
        if (message.expires()) // [MQTT-3.3.2-6]
            publish.properties.setNumber(PropertyId::MessageExpiryInterval, message.remainingExpiry(m_now));
        for (const std::uint32_t identifier : delivery.identifiers) { // [MQTT-3.3.4-3]
            if (!mutated(Mutation::IdentifiersUntold))
                publish.properties.addSubscriptionIdentifier(
                    mutated(Mutation::ForeignIdentifier) ? identifier + 1 : identifier);
        }
        use = c.outgoingAliases.use(message.topic());
        if (use.alias != 0)
            publish.properties.setNumber(PropertyId::TopicAlias, use.alias);
        if (use.alias != 0 && !use.isNew)
            publish.topic = {};
    }
    std::vector<std::uint8_t>& buffer = m_effects->buffer();
    const std::size_t start = buffer.size();
    const bool written = mqtt::encode(m_publishOut, c.version, buffer).has_value();
    const std::size_t size = buffer.size() - start;
    fits = written &&
           (size <= c.maximumPacketSize || mutated(Mutation::MaximumPacketSizeIgnored)); // [MQTT-3.1.2-24]
    if (!fits) {
        buffer.resize(start);
        return size;
    }
    if (use.isNew)
        c.outgoingAliases.set(message.topic());
    if (m_options.countsSent)
        c.unsent += size;
    m_effects->send(c.id, start);
    return size;
}

/// What is due when a session has its connection (again), in the order of the first sending.
/// [MQTT-4.4.0-1], 3.1.1 [MQTT-4.4.0-1], [MQTT-4.6.0-1]
void Broker::resume(Session& session)
{
    Connection& c = *session.connection;
    session.outgoing.resendPubrels([&](std::uint16_t packetId) {
        if (c.version != Version::V31)
            return acknowledge<mqtt::Pubrel>(c, packetId, mqtt::ReasonCode::Success);
        mqtt::Packet packet;
        auto& pubrel = packet.emplace<mqtt::Pubrel>();
        pubrel.packetId = packetId;
        pubrel.dup = true; // MQTT 3.1 §3.6
        (void)send(c, packet);
    });
    pump(session);
}

/// A connected session in which messages pile up holds up who publishes to it, for some time: nothing is lost
/// then. Only publishers that owe no acknowledgement themselves are held up: nobody waits for whom he holds
/// up.
void Broker::holdUp(Session& slow, Session* publisher)
{
    if (publisher == nullptr || publisher == &slow || slow.connection == nullptr ||
        publisher->connection == nullptr || slow.overrun)
        return;
    const Limits& limits = m_options.limits;
    if (slow.outgoing.waiting() < limits.pausedAt && slow.connection->unsent < limits.unsentBytes / 2)
        return;
    Connection& c = *publisher->connection;
    if (publisher->outgoing.size() != 0 ||
        std::find(slow.pausing.begin(), slow.pausing.end(), c.id) != slow.pausing.end())
        return;
    slow.pausing.push_back(c.id);
    if (c.pauses++ == 0)
        reading(c, false);
    if (!slow.pauseEndsAt)
        setDeadline(slow, DeadlineKind::Pause, slow.pauseEndsAt, m_now + m_options.policy.pauseTime);
}

void Broker::letGo(Session& slow)
{
    for (const ConnectionId id : slow.pausing) {
        const auto found = m_connections.find(id);
        if (found != m_connections.end() && found->second->pauses > 0 && --found->second->pauses == 0 &&
            found->second->state == ConnectionState::Connected)
            reading(*found->second, true);
    }
    slow.pausing.clear();
}

/// The peer has taken or acknowledged something.
void Broker::afterProgress(Session& session)
{
    const Limits& limits = m_options.limits;
    if (session.pausing.empty() && !session.overrun)
        return;
    if (session.outgoing.waiting() > limits.pausedAt / 2 ||
        session.connection->unsent > limits.unsentBytes / 4)
        return;
    clearDeadline(session, DeadlineKind::Pause, session.pauseEndsAt);
    session.overrun = false;
    letGo(session);
}

} // namespace mqttscope::broker
