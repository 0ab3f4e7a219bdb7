// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dissector/session/records.h"
#include "dissector/store/late_table.h"
#include "dissector/store/record_store.h"

#include <cstdint>

namespace mqttscope::session {

/// What was known over time at one moment: a part of a snapshot. Immutable; any thread may read it.
struct View {
    store::RecordView<ExchangeRecord> exchanges; ///< in the order of their opening
    store::LateTable<LateExchange>::View lateExchanges;
    store::LateTable<ExchangeLink, 512>::View exchangeLinks; ///< by message
    store::LateTable<FanOutLink, 512>::View fanOutLinks;     ///< by message
    store::LateTable<ConnectionFacts>::View connections;     ///< by tcp.stream
    store::LateTable<SessionRecord>::View sessions;
    std::uint32_t sessionCount = 0;
    store::RecordView<SubscriptionRecord> subscriptions;
    store::LateTable<std::uint32_t>::View
        subscriptionEnds; ///< by subscription: frame at which it ended; 0 = not
    store::RecordView<RetainedRecord> retained;
    store::RecordView<SessionIssue> issues;
    store::LateTable<std::uint32_t>::View issueHeads; ///< by frame - 1: its latest issue + 1; 0 = none

    /// The exchange that a message belongs to, or kNone.
    [[nodiscard]] std::uint32_t exchangeOf(std::uint32_t message) const
    {
        const ExchangeLink* link = exchangeLinks.find(message);
        return link != nullptr ? link->exchange : kNone;
    }
    /// What became of an exchange.
    [[nodiscard]] LateExchange lateExchange(std::uint32_t exchange) const
    {
        const LateExchange* late = lateExchanges.find(exchange);
        return late != nullptr ? *late : LateExchange{};
    }
    /// Calls `visit(message)` for the messages of an exchange, from its opening packet on.
    template <class Visit> void forEachMessage(std::uint32_t exchange, Visit visit) const
    {
        std::uint32_t message = exchanges[exchange].firstMessage;
        while (message != kNone) {
            visit(message);
            const ExchangeLink* link = exchangeLinks.find(message);
            message = link != nullptr ? link->next : kNone;
        }
    }
    /// Where a PUBLISH of a server comes from: a message, kAmbiguous, or kNone.
    [[nodiscard]] std::uint32_t sourceOf(std::uint32_t message) const
    {
        const FanOutLink* link = fanOutLinks.find(message);
        return link != nullptr ? link->source : kNone;
    }
    /// Calls `visit(message)` for the deliveries of a message, in the order in which they became known.
    template <class Visit> void forEachDelivery(std::uint32_t source, Visit visit) const
    {
        const FanOutLink* link = fanOutLinks.find(source);
        if (link == nullptr || link->next == kNone)
            return;
        const std::uint32_t last = link->next;
        std::uint32_t delivery = fanOutLinks.find(last)->next;
        for (; delivery != last; delivery = fanOutLinks.find(delivery)->next)
            visit(delivery);
        visit(last);
    }
    /// A session; of one that continues another: that other. Null if there is none with this number.
    [[nodiscard]] const SessionRecord* session(std::uint32_t number) const
    {
        const SessionRecord* record = number < sessionCount ? sessions.find(number) : nullptr;
        return record != nullptr && record->continues != kNone ? sessions.find(record->continues) : record;
    }
    /// What is known of an MQTT connection; null if it is none.
    [[nodiscard]] const ConnectionFacts* connection(std::uint32_t stream) const
    {
        const ConnectionFacts* facts = connections.find(stream);
        return facts != nullptr && facts->session != kNone ? facts : nullptr;
    }
    /// Calls `visit(stream)` for the connections of a session, in order.
    template <class Visit> void forEachConnection(const SessionRecord& record, Visit visit) const
    {
        std::uint32_t stream = record.firstStream;
        while (stream != kNone) {
            visit(stream);
            const ConnectionFacts* facts = connections.find(stream);
            stream = facts != nullptr ? facts->nextInSession : kNone;
        }
    }
    /// Calls `visit(const SessionIssue&)` for the issues that belong to a frame, the latest first.
    template <class Visit> void forEachIssue(std::uint32_t frame, Visit visit) const
    {
        const std::uint32_t* head = issueHeads.find(frame - 1);
        std::uint32_t next = head != nullptr && *head != 0 ? *head - 1 : kNone;
        while (next != kNone) {
            visit(issues[next]);
            next = issues[next].earlier;
        }
    }
};

} // namespace mqttscope::session
