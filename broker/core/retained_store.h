// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "broker/core/journal.h"
#include "broker/core/message.h"
#include "broker/core/mutation.h"
#include "broker/core/time.h"
#include "dissector/mqtt/topic.h"

#include <cstddef>
#include <functional>
#include <map>
#include <string>
#include <string_view>

namespace mqttscope::broker {

/// The retained messages, at most one for each topic (MQTT 5.0 §3.3.1.3).
class RetainedStore {
public:
    enum class Change : std::uint8_t {
        Stored,
        Replaced,
        Removed,         ///< the payload was empty [MQTT-3.3.1-6]
        NothingToRemove, ///< likewise, and there was none
        Full,            ///< one of the limits is reached; an older one of the topic is gone all the same
    };

    RetainedStore(std::size_t messageLimit, std::size_t byteLimit)
        : m_messageLimit(messageLimit), m_byteLimit(byteLimit)
    {
    }

    /// Who is told what is kept from now on; none: nobody. Must outlive the store.
    void setJournal(Journal* journal) { m_journal = journal; }
    /// Takes a message that was published with RETAIN 1.
    Change put(const MessageRef& message, Nanoseconds now);
    /// Calls `visit(const MessageRef&)` for each message that a filter (of a shared one: without its
    /// ShareName) matches, by topic. Drops those whose interval has passed.
    template <class Visit> void visitMatching(std::string_view filter, Nanoseconds now, Visit visit);
    /// All of them by topic, also those whose interval has passed. Valid until the next call.
    [[nodiscard]] const std::map<std::string, MessageRef, std::less<>>& messages() const
    {
        return m_messages;
    }
    [[nodiscard]] std::size_t size() const { return m_messages.size(); }
    [[nodiscard]] std::size_t bytes() const { return m_bytes; }

private:
    using Messages = std::map<std::string, MessageRef, std::less<>>;

    Messages::iterator erase(Messages::iterator message)
    {
        if (m_journal != nullptr && !mutated(Mutation::RetainedRemovalsUnsaved))
            m_journal->retainedRemoved(message->first);
        m_bytes -= message->second->bytes();
        return m_messages.erase(message);
    }
    void dropExpired(Nanoseconds now);

    std::size_t m_messageLimit;
    std::size_t m_byteLimit;
    std::size_t m_bytes = 0;
    Messages m_messages;
    Journal* m_journal = nullptr;
};

template <class Visit>
void RetainedStore::visitMatching(std::string_view filter, Nanoseconds now, Visit visit)
{
    // Topics that match have everything before the first wildcard in common; "a/#" also matches "a".
    const std::size_t wildcard = filter.find_first_of("+#");
    std::string_view prefix = filter.substr(0, wildcard);
    if (wildcard != std::string_view::npos && filter[wildcard] == '#' && prefix.ends_with('/'))
        prefix.remove_suffix(1);
    for (auto it = m_messages.lower_bound(prefix); it != m_messages.end();) {
        const std::string_view topic = it->first;
        if (!topic.starts_with(prefix) ||
            (wildcard == std::string_view::npos && topic.size() != prefix.size()))
            break;
        if (it->second->expired(now)) {
            it = erase(it);
            continue;
        }
        if (mqtt::matches(filter, topic))
            visit(it->second);
        ++it;
    }
}

} // namespace mqttscope::broker
