// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/unit/broker/memory_store.h"

#include <algorithm>

namespace mqttscope::broker::test {
namespace {

template <class Map, class Changed> void takeChanges(Map& map, const Changed& changed)
{
    for (const auto& [key, value] : changed) {
        if (value)
            map.insert_or_assign(key, *value);
        else
            map.erase(key);
    }
}

template <class Map> void eraseOf(Map& map, std::uint64_t serial)
{
    std::erase_if(map, [&](const auto& entry) { return entry.first.first == serial; });
}

} // namespace

void MemoryStore::commit(Nanoseconds now)
{
    Changes& changes = m_collector.changes();
    for (const auto& [serial, message] : changes.messages)
        m_messages.try_emplace(
            serial, SavedMessage{serial, message->origin().session, message->arrived(), packetOf(*message)});
    for (const auto& [serial, facts] : changes.sessions) {
        if (!facts || facts->expiryInterval == 0) {
            eraseOf(m_subscriptions, serial);
            eraseOf(m_deliveries, serial);
        }
        if (!facts) {
            eraseOf(m_held, serial);
            m_sessions.erase(serial);
            continue;
        }
        Stored& stored = m_sessions[serial];
        stored.facts = *facts;
        if (facts->connected)
            stored.endedAt.reset();
        else if (!stored.endedAt)
            stored.endedAt = now;
    }
    takeChanges(m_subscriptions, changes.subscriptions);
    takeChanges(m_deliveries, changes.deliveries);
    takeChanges(m_held, changes.held);
    takeChanges(m_retained, changes.retained);
    changes.clear();
}

SavedState MemoryStore::state() const
{
    SavedState state;
    for (const auto& [serial, message] : m_messages)
        state.messages.push_back(message);
    for (const auto& [serial, stored] : m_sessions) {
        SavedSession& session = state.sessions.emplace_back();
        session.serial = serial;
        session.clientId = stored.facts.clientId;
        session.userName = stored.facts.userName;
        session.anonymous = stored.facts.anonymous;
        session.expiryInterval = stored.facts.expiryInterval;
        session.endedAt = stored.endedAt;
        session.will = stored.facts.will;
        session.willDelay = stored.facts.willDelay;
        for (const auto& [key, options] : m_subscriptions) {
            if (key.first == serial)
                session.subscriptions.push_back({key.second, options});
        }
        for (const auto& [key, delivery] : m_deliveries) {
            if (key.first == serial)
                session.deliveries.push_back(delivery);
        }
        for (const auto& [key, message] : m_held) {
            if (key.first == serial)
                session.held.emplace_back(key.second, message);
        }
    }
    for (const auto& [topic, serial] : m_retained)
        state.retained.push_back(serial);
    return state;
}

} // namespace mqttscope::broker::test
