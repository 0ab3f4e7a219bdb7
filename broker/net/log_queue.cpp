// SPDX-License-Identifier: GPL-3.0-or-later
#include "broker/net/log_queue.h"

#include <utility>

namespace mqttscope::broker {

using mqtt::Decision;

DecisionSet importantDecisions()
{
    DecisionSet set;
    for (const Decision one :
         {Decision::ConnectAccepted, Decision::ConnectRefused, Decision::ClientDisconnected,
          Decision::ConnectionLost, Decision::Disconnected, Decision::TakenOver, Decision::KeepAliveExpired,
          Decision::ConnectOverdue, Decision::SubscriptionRefused, Decision::PublishRefused,
          Decision::RetainedNotStored, Decision::SlowQos0, Decision::QueueFull, Decision::QueueBytesFull,
          Decision::MemoryFull, Decision::TooLarge, Decision::RefusedByClient})
        set.set(static_cast<std::size_t>(one));
    return set;
}

void LogQueue::push(LogEntry entry)
{
    bool first = false;
    {
        const std::lock_guard lock{m_mutex};
        if (m_entries.size() >= kLimit) {
            m_skipped += entry.kind == LogKind::Skipped ? entry.count : 1;
            return;
        }
        first = m_entries.empty();
        m_entries.push_back(std::move(entry));
    }
    if (first && m_wake)
        m_wake();
}

std::vector<LogEntry> LogQueue::take()
{
    const std::lock_guard lock{m_mutex};
    std::vector<LogEntry> taken = std::exchange(m_entries, {});
    if (m_skipped != 0) {
        LogEntry skipped;
        skipped.kind = LogKind::Skipped;
        skipped.count = std::exchange(m_skipped, 0);
        skipped.wallClock = taken.back().wallClock;
        taken.push_back(std::move(skipped));
    }
    return taken;
}

} // namespace mqttscope::broker
