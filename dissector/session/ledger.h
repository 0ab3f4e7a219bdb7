// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dissector/session/view.h"

#include <cstdint>

namespace mqttscope::session {

/// The books: the stores behind a View, with the few ways in which they are written. One writer.
class Ledger {
public:
    /// A new exchange, opened by `record.firstMessage`. Returns its number.
    std::uint32_t open(const ExchangeRecord& record);
    /// Hangs a message behind the last one of an exchange. `copy`: the opening packet once more; otherwise
    /// `answer` tells whether it came from the other side.
    void link(std::uint32_t exchange, std::uint32_t message, bool copy, bool answer);
    /// Says what became of an exchange.
    void settle(std::uint32_t exchange, ExchangeState state, std::uint32_t knownAt);
    [[nodiscard]] const ExchangeRecord& exchange(std::uint32_t number) const { return m_exchanges[number]; }
    [[nodiscard]] std::uint32_t exchangeOf(std::uint32_t message) const;
    [[nodiscard]] ExchangeState stateOf(std::uint32_t exchange) const { return lateOf(exchange).state; }
    [[nodiscard]] LateExchange lateOf(std::uint32_t exchange) const;
    /// The message after this one in its exchange; kNone if it is the last.
    [[nodiscard]] std::uint32_t after(std::uint32_t message) const;
    /// The latest message of an exchange.
    [[nodiscard]] std::uint32_t lastMessageOf(std::uint32_t exchange) const;

    /// A delivery of `source`: the last one of its circle.
    void deliver(std::uint32_t source, std::uint32_t delivery);
    void setAmbiguous(std::uint32_t delivery) { m_fanOutLinks.edit(delivery).source = kAmbiguous; }
    [[nodiscard]] std::uint32_t sourceOf(std::uint32_t message) const;
    /// Calls `visit(message)` for the deliveries of a message, as long as it says true.
    template <class Visit> void forEachDelivery(std::uint32_t source, Visit visit) const
    {
        const FanOutLink* link = m_fanOutLinks.find(source);
        const std::uint32_t last = link != nullptr ? link->next : kNone;
        if (last == kNone)
            return;
        std::uint32_t delivery = m_fanOutLinks.find(last)->next;
        while (visit(delivery) && delivery != last)
            delivery = m_fanOutLinks.find(delivery)->next;
    }

    std::uint32_t addSession(const SessionRecord& record);
    [[nodiscard]] SessionRecord& session(std::uint32_t number) { return m_sessions.edit(number); }
    /// A connection becomes the latest of a session.
    void join(std::uint32_t session, std::uint32_t stream);
    /// The only connection of session `from` turns out to continue session `to`.
    void resume(std::uint32_t from, std::uint32_t to);
    /// A delivery sent once more has the source of its first copy.
    void copySource(std::uint32_t from, std::uint32_t message)
    {
        if (const std::uint32_t source = sourceOf(from); source != kNone)
            m_fanOutLinks.edit(message).source = source;
    }
    [[nodiscard]] ConnectionFacts& connection(std::uint32_t stream) { return m_connections.edit(stream); }

    std::uint32_t addSubscription(const SubscriptionRecord& record);
    void endSubscription(std::uint32_t subscription, std::uint32_t frame)
    {
        m_subscriptionEnds.edit(subscription) = frame;
    }
    void addRetained(const RetainedRecord& record) { m_retained.append(record); }
    /// `issue.frame` must be a frame.
    void addIssue(SessionIssue issue);

    /// What readers may see from now on.
    [[nodiscard]] View publish();

private:
    store::RecordStore<ExchangeRecord> m_exchanges;
    store::LateTable<LateExchange> m_lateExchanges;
    store::LateTable<ExchangeLink, 512> m_exchangeLinks;
    store::LateTable<FanOutLink, 512> m_fanOutLinks;
    store::LateTable<ConnectionFacts> m_connections;
    store::LateTable<SessionRecord> m_sessions;
    std::uint32_t m_sessionCount = 0;
    store::RecordStore<SubscriptionRecord> m_subscriptions;
    store::LateTable<std::uint32_t> m_subscriptionEnds;
    store::RecordStore<RetainedRecord> m_retained;
    store::RecordStore<SessionIssue> m_issues;
    store::LateTable<std::uint32_t> m_issueHeads;
};

} // namespace mqttscope::session
