// SPDX-License-Identifier: GPL-3.0-or-later
#include "broker/core/change_collector.h"

#include "broker/core/mutation.h"
#include "broker/core/session.h"

namespace mqttscope::broker {
namespace {

/// Takes what belongs to a session out of a map whose keys begin with its serial.
template <class Map> void eraseOf(Map& map, std::uint64_t serial)
{
    if (mutated(Mutation::BelongingsSaved))
        return;
    auto it = map.lower_bound({serial, {}});
    while (it != map.end() && it->first.first == serial)
        it = map.erase(it);
}

/// The last change of a turn counts.
template <class Map, class Value> void put(Map& map, const typename Map::key_type& key, Value&& value)
{
    if (mutated(Mutation::FirstChangeCounts))
        map.try_emplace(key, std::forward<Value>(value));
    else
        map.insert_or_assign(key, std::forward<Value>(value));
}

SubscriptionOptions savedOptions(SubscriptionOptions options)
{
    if (mutated(Mutation::GrantedQosUnsaved))
        options.qos = 0;
    if (mutated(Mutation::NoLocalUnsaved))
        options.noLocal = false;
    if (mutated(Mutation::RetainAsPublishedUnsaved))
        options.retainAsPublished = false;
    if (mutated(Mutation::RetainHandlingUnsaved))
        options.retainHandling = 0;
    if (mutated(Mutation::IdentifiersUnsaved))
        options.identifier = 0;
    if (mutated(Mutation::SharedUnsaved))
        options.shared = false;
    return options;
}

/// Without what a switch takes away.
void mutate(SessionFacts& facts)
{
    if (mutated(Mutation::UsersUnsaved)) {
        facts.userName.clear();
        facts.anonymous = true;
    }
    if (mutated(Mutation::ExpiryUnsaved) && facts.expiryInterval != 0)
        facts.expiryInterval = kNeverExpires;
    if (mutated(Mutation::AbsenceUnsaved))
        facts.connected = true;
    if (mutated(Mutation::WillsUnsaved))
        facts.will = 0;
    if (mutated(Mutation::WillDelayUnsaved))
        facts.willDelay = 0;
}

void mutate(SavedDelivery& saved)
{
    if (mutated(Mutation::DeliveryIdentifiersUnsaved))
        saved.identifiers.clear();
    if (mutated(Mutation::PacketIdsUnsaved))
        saved.packetId = 0;
    if (mutated(Mutation::DeliveryQosUnsaved))
        saved.qos = 1;
    if (mutated(Mutation::DeliveryRetainUnsaved))
        saved.retain = false;
    if (mutated(Mutation::DeliveryStateUnsaved))
        saved.awaits = Awaits::Sending;
}

} // namespace

/// The serial of a message that something refers to from now on.
std::uint64_t ChangeCollector::note(const MessageRef& message)
{
    if (!message)
        return 0;
    const std::uint64_t serial = message->origin().serial;
    if (!mutated(Mutation::MessagesUnsaved))
        m_changes.messages.try_emplace(serial, message);
    return serial;
}

void ChangeCollector::sessionChanged(const Session& session)
{
    SessionFacts facts;
    facts.clientId = session.clientId;
    facts.userName = session.userName;
    facts.anonymous = session.anonymous;
    facts.expiryInterval = session.expiryInterval;
    facts.connected = session.connection != nullptr;
    if (session.will) {
        facts.will = note(session.will->message);
        facts.willDelay = session.will->delay;
    }
    mutate(facts);
    put(m_changes.sessions, session.serial, std::move(facts));
    if (session.outlivesConnection())
        return;
    eraseOf(m_changes.subscriptions, session.serial);
    eraseOf(m_changes.deliveries, session.serial);
}

void ChangeCollector::sessionEnded(const Session& session)
{
    put(m_changes.sessions, session.serial, std::nullopt);
    eraseOf(m_changes.subscriptions, session.serial);
    eraseOf(m_changes.deliveries, session.serial);
    eraseOf(m_changes.held, session.serial);
}

void ChangeCollector::subscribed(const Session& session, std::string_view filter,
                                 const SubscriptionOptions& options)
{
    put(m_changes.subscriptions, {session.serial, std::string(filter)}, savedOptions(options));
}

void ChangeCollector::unsubscribed(const Session& session, std::string_view filter)
{
    put(m_changes.subscriptions, {session.serial, std::string(filter)}, std::nullopt);
}

void ChangeCollector::deliveryChanged(const Session& session, const Delivery& delivery,
                                      std::string_view sharedFilter)
{
    SavedDelivery saved;
    saved.number = delivery.number;
    saved.message = note(delivery.message);
    saved.identifiers.assign(delivery.identifiers.begin(), delivery.identifiers.end());
    saved.sharedFilter = sharedFilter;
    saved.packetId = delivery.packetId;
    saved.qos = delivery.qos;
    saved.retain = delivery.retain;
    saved.awaits = delivery.awaits;
    mutate(saved);
    const std::pair key{session.serial, delivery.number};
    if (delivery.awaits == Awaits::Sending)
        m_changes.fresh.insert(key);
    put(m_changes.deliveries, key, std::move(saved));
}

void ChangeCollector::deliveryEnded(const Session& session, const Delivery& delivery)
{
    const std::pair key{session.serial, delivery.number};
    if (m_changes.fresh.contains(key) && !mutated(Mutation::PassingSaved)) // nobody wrote it
        m_changes.deliveries.erase(key);
    else
        put(m_changes.deliveries, key, std::nullopt);
}

void ChangeCollector::held(const Session& session, std::uint16_t packetId, const MessageRef& message)
{
    put(m_changes.held, {session.serial, packetId}, note(message));
}

void ChangeCollector::released(const Session& session, std::uint16_t packetId)
{
    put(m_changes.held, {session.serial, packetId}, std::nullopt);
}

void ChangeCollector::retained(const MessageRef& message)
{
    if (message->origin().session != 0 || mutated(Mutation::OwnMessagesSaved))
        put(m_changes.retained, std::string(message->topic()), note(message)); // its own it will say again
}

void ChangeCollector::retainedRemoved(std::string_view topic)
{
    put(m_changes.retained, std::string(topic), std::nullopt);
}

} // namespace mqttscope::broker
