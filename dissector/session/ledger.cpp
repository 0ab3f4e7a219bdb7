// SPDX-License-Identifier: GPL-3.0-or-later
#include "dissector/session/ledger.h"

#include <algorithm>
#include <utility>

namespace mqttscope::session {

std::uint32_t Ledger::open(const ExchangeRecord& record)
{
    const auto number = static_cast<std::uint32_t>(m_exchanges.size());
    m_exchanges.append(record);
    m_exchangeLinks.edit(record.firstMessage) = {number, kNone};
    LateExchange& late = m_lateExchanges.edit(number);
    late.lastMessage = record.firstMessage;
    late.sent = 1;
    return number;
}

void Ledger::link(std::uint32_t exchange, std::uint32_t message, bool copy, bool answer)
{
    LateExchange& late = m_lateExchanges.edit(exchange);
    m_exchangeLinks.edit(late.lastMessage).next = message;
    m_exchangeLinks.edit(message).exchange = exchange;
    late.lastMessage = message;
    if (copy && late.sent < UINT16_MAX)
        ++late.sent;
    if (answer && late.answers < UINT8_MAX)
        ++late.answers;
}

void Ledger::settle(std::uint32_t exchange, ExchangeState state, std::uint32_t knownAt)
{
    LateExchange& late = m_lateExchanges.edit(exchange);
    late.state = state;
    late.knownAt = knownAt;
}

std::uint32_t Ledger::exchangeOf(std::uint32_t message) const
{
    const ExchangeLink* link = m_exchangeLinks.find(message);
    return link != nullptr ? link->exchange : kNone;
}

LateExchange Ledger::lateOf(std::uint32_t exchange) const
{
    const LateExchange* late = m_lateExchanges.find(exchange);
    return late != nullptr ? *late : LateExchange{};
}

std::uint32_t Ledger::after(std::uint32_t message) const
{
    const ExchangeLink* link = m_exchangeLinks.find(message);
    return link != nullptr ? link->next : kNone;
}

std::uint32_t Ledger::lastMessageOf(std::uint32_t exchange) const
{
    const LateExchange* late = m_lateExchanges.find(exchange);
    return late != nullptr ? late->lastMessage : kNone;
}

void Ledger::deliver(std::uint32_t source, std::uint32_t delivery)
{
    const std::uint32_t last = m_fanOutLinks.edit(source).next;
    std::uint32_t first = delivery;
    if (last != kNone)
        first = std::exchange(m_fanOutLinks.edit(last).next, delivery);
    m_fanOutLinks.edit(delivery) = {source, first};
    m_fanOutLinks.edit(source).next = delivery;
}

std::uint32_t Ledger::sourceOf(std::uint32_t message) const
{
    const FanOutLink* link = m_fanOutLinks.find(message);
    return link != nullptr ? link->source : kNone;
}

std::uint32_t Ledger::addSession(const SessionRecord& record)
{
    m_sessions.edit(m_sessionCount) = record;
    return m_sessionCount++;
}

void Ledger::join(std::uint32_t session, std::uint32_t stream)
{
    SessionRecord& record = m_sessions.edit(session);
    if (record.firstStream == kNone)
        record.firstStream = stream;
    else
        m_connections.edit(record.lastStream).nextInSession = stream;
    record.lastStream = stream;
    m_connections.edit(stream).session = session;
}

void Ledger::resume(std::uint32_t from, std::uint32_t to)
{
    SessionRecord& left = m_sessions.edit(from);
    SessionRecord latest = left;
    left.continues = to;
    left.firstStream = kNone;
    left.lastStream = kNone;
    SessionRecord& kept = m_sessions.edit(to);
    kept.lastFrame = std::max(kept.lastFrame, latest.lastFrame);
    kept.willTopic = latest.willTopic;
    kept.expiry = latest.expiry;
    kept.keepAlive = latest.keepAlive;
    kept.version = latest.version;
    kept.versionGuessed = latest.versionGuessed;
    kept.end = End::Open;
    constexpr std::uint8_t kOfLatest = kClean | kSessionPresent | kHasExpiry;
    kept.flags = static_cast<std::uint8_t>((kept.flags & ~kOfLatest) | (latest.flags & kOfLatest));
    join(to, latest.lastStream);
}

std::uint32_t Ledger::addSubscription(const SubscriptionRecord& record)
{
    const auto number = static_cast<std::uint32_t>(m_subscriptions.size());
    m_subscriptions.append(record);
    return number;
}

void Ledger::addIssue(SessionIssue issue)
{
    // Two rule sets may see one fault from two sides: it is said once.
    if (const std::uint32_t* latest = m_issueHeads.find(issue.frame - 1)) {
        for (std::uint32_t i = *latest == 0 ? kNone : *latest - 1; i != kNone; i = m_issues[i].earlier) {
            const SessionIssue& said = m_issues[i];
            if (said.issue.code == issue.issue.code && said.issue.field == issue.issue.field &&
                said.message == issue.message && said.occurrence == issue.occurrence &&
                said.stream == issue.stream)
                return;
        }
    }
    std::uint32_t& head = m_issueHeads.edit(issue.frame - 1);
    issue.earlier = head == 0 ? kNone : head - 1;
    head = static_cast<std::uint32_t>(m_issues.size()) + 1;
    m_issues.append(issue);
}

View Ledger::publish()
{
    View view;
    view.exchanges = m_exchanges.view();
    view.lateExchanges = m_lateExchanges.publish();
    view.exchangeLinks = m_exchangeLinks.publish();
    view.fanOutLinks = m_fanOutLinks.publish();
    view.connections = m_connections.publish();
    view.sessions = m_sessions.publish();
    view.sessionCount = m_sessionCount;
    view.subscriptions = m_subscriptions.view();
    view.subscriptionEnds = m_subscriptionEnds.publish();
    view.retained = m_retained.view();
    view.issues = m_issues.view();
    view.issueHeads = m_issueHeads.publish();
    return view;
}

} // namespace mqttscope::session
