// SPDX-License-Identifier: GPL-3.0-or-later
// What the log is told.
#include "broker/net/broker_service.h"

#include <algorithm>
#include <chrono>
#include <utility>

namespace mqttscope::broker {
namespace {

std::int64_t wallClock()
{
    const auto since = std::chrono::system_clock::now().time_since_epoch();
    return std::chrono::duration_cast<std::chrono::milliseconds>(since).count();
}

/// Figures about the figures help nobody.
bool isOwnFigure(const DecisionRecord& record)
{
    return record.message != 0 && record.publisher == 0 && record.topic.text().starts_with("$SYS/");
}

} // namespace

void BrokerService::tell(LogKind kind, const Transport* transport, std::uint64_t count, std::string detail)
{
    if (m_log == nullptr)
        return;
    LogEntry entry;
    entry.kind = kind;
    entry.wallClock = wallClock();
    entry.count = count;
    entry.detail = std::move(detail);
    if (transport != nullptr) {
        entry.peer = transport->peerAddress();
        entry.local = transport->localAddress();
    }
    m_log->push(std::move(entry));
}

/// The ring is read after each call of the engine: what it overwrote in between is counted.
void BrokerService::tellDecisions()
{
    const DecisionRing& ring = m_engine.decisions();
    if (m_log == nullptr || m_toldDecisions == ring.total()) {
        m_toldDecisions = ring.total();
        return;
    }
    m_toldDecisions = std::max(m_toldDecisions, ring.first());
    for (; m_toldDecisions < ring.total(); ++m_toldDecisions) {
        const DecisionRecord& record = ring.at(m_toldDecisions);
        if (!m_options.told[static_cast<std::size_t>(record.code)])
            continue;
        ++m_seen;
        if (isOwnFigure(record))
            continue;
        LogEntry entry;
        entry.kind = LogKind::Decision;
        entry.wallClock = wallClock();
        entry.captureTime = m_tapStart != 0 ? m_tapStart + record.time : 0;
        entry.decision = record;
        const Link* const link = record.message == 0 ? find(record.connection) : nullptr;
        if (link != nullptr)
            entry.peer = link->transport->peerAddress();
        m_log->push(std::move(entry));
    }
    tellSkipped();
    tellHits();
}

/// Decisions to be told that the ring had no room for until they were looked at.
void BrokerService::tellSkipped()
{
    std::uint64_t made = 0;
    for (std::size_t code = 0; code < m_options.told.size(); ++code) {
        if (m_options.told[code])
            made += m_engine.decisionCount(static_cast<mqtt::Decision>(code));
    }
    if (made > m_seen)
        tell(LogKind::Skipped, nullptr, made - m_seen);
    m_seen = made;
}

void BrokerService::tellHits()
{
    if (!m_faults)
        return;
    for (; m_toldHits < m_faults->hitCount(); ++m_toldHits) {
        const std::uint64_t first = m_faults->hitCount() - m_faults->hits().size();
        m_toldHits = std::max(m_toldHits, first);
        LogEntry entry;
        entry.kind = LogKind::FaultHit;
        entry.wallClock = wallClock();
        entry.hit = m_faults->hits()[static_cast<std::size_t>(m_toldHits - first)];
        entry.captureTime = m_tapStart != 0 ? m_tapStart + entry.hit.time : 0;
        if (const Link* const link = find(entry.hit.connection))
            entry.peer = link->transport->peerAddress();
        m_log->push(std::move(entry));
    }
}

} // namespace mqttscope::broker
