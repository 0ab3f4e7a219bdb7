// SPDX-License-Identifier: GPL-3.0-or-later
#include "broker/core/retained_store.h"

#include "broker/core/mutation.h"

namespace mqttscope::broker {

RetainedStore::Change RetainedStore::put(const MessageRef& message, Nanoseconds now)
{
    const auto found = m_messages.find(message->topic());
    const bool had = found != m_messages.end();
    if (had && mutated(Mutation::RetainedNotReplaced) && !message->payload().empty())
        return Change::Replaced;
    if (had && mutated(Mutation::RetainedNotDeleted) && message->payload().empty())
        return Change::NothingToRemove;
    if (had) // [MQTT-3.3.1-5]: the older one is not the last any more, whatever becomes of the new one
        erase(found);
    if (message->payload().empty() && !mutated(Mutation::EmptyRetained)) // [MQTT-3.3.1-7]
        return had ? Change::Removed : Change::NothingToRemove;
    const auto full = [&] {
        return m_messages.size() >= m_messageLimit || m_bytes + message->bytes() > m_byteLimit;
    };
    if (full())
        dropExpired(now);
    if (full())
        return Change::Full;
    m_messages.emplace(message->topic(), message);
    m_bytes += message->bytes();
    if (m_journal != nullptr && !mutated(Mutation::RetainedUnsaved))
        m_journal->retained(message);
    return had ? Change::Replaced : Change::Stored;
}

void RetainedStore::dropExpired(Nanoseconds now)
{
    for (auto it = m_messages.begin(); it != m_messages.end();)
        it = it->second->expired(now) ? erase(it) : std::next(it);
}

} // namespace mqttscope::broker
