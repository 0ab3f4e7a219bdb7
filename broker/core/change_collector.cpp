// SPDX-License-Identifier: GPL-3.0-or-later
#include "broker/core/change_collector.h"

#include "broker/core/session.h"

namespace mqttscope::broker {
namespace {

/// Takes what belongs to a session out of a map whose keys begin with its serial.
template <class Map> void eraseOf(Map& map, std::uint64_t serial)
{
    auto it = map.lower_bound({serial, {}});
    while (it != map.end() && it->first.first == serial)
        it = map.erase(it);
}

} // namespace

/// The serial of a message that something refers to from now on.
std::uint64_t ChangeCollector::note(const MessageRef& message)
{
    if (!message)
        return 0;
    const std::uint64_t serial = message->origin().serial;
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
    m_changes.sessions.insert_or_assign(session.serial, std::move(facts));
    if (session.outlivesConnection())
        return;
    eraseOf(m_changes.subscriptions, session.serial);
    eraseOf(m_changes.deliveries, session.serial);
}

void ChangeCollector::sessionEnded(const Session& session)
{
    m_changes.sessions.insert_or_assign(session.serial, std::nullopt);
    eraseOf(m_changes.subscriptions, session.serial);
    eraseOf(m_changes.deliveries, session.serial);
    eraseOf(m_changes.held, session.serial);
}

void ChangeCollector::subscribed(const Session& session, std::string_view filter,
                                 const SubscriptionOptions& options)
{
    m_changes.subscriptions.insert_or_assign({session.serial, std::string(filter)}, options);
}

void ChangeCollector::unsubscribed(const Session& session, std::string_view filter)
{
    m_changes.subscriptions.insert_or_assign({session.serial, std::string(filter)}, std::nullopt);
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
    const std::pair key{session.serial, delivery.number};
    if (delivery.awaits == Awaits::Sending)
        m_changes.fresh.insert(key);
    m_changes.deliveries.insert_or_assign(key, std::move(saved));
}

void ChangeCollector::deliveryEnded(const Session& session, const Delivery& delivery)
{
    const std::pair key{session.serial, delivery.number};
    if (m_changes.fresh.contains(key)) // nobody wrote it
        m_changes.deliveries.erase(key);
    else
        m_changes.deliveries.insert_or_assign(key, std::nullopt);
}

void ChangeCollector::held(const Session& session, std::uint16_t packetId, const MessageRef& message)
{
    m_changes.held.insert_or_assign({session.serial, packetId}, note(message));
}

void ChangeCollector::released(const Session& session, std::uint16_t packetId)
{
    m_changes.held.insert_or_assign({session.serial, packetId}, std::nullopt);
}

void ChangeCollector::retained(const MessageRef& message)
{
    if (message->origin().session != 0) // what the broker says of itself it will say again
        m_changes.retained.insert_or_assign(std::string(message->topic()), note(message));
}

void ChangeCollector::retainedRemoved(std::string_view topic)
{
    m_changes.retained.insert_or_assign(std::string(topic), std::nullopt);
}

} // namespace mqttscope::broker
