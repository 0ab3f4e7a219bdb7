// SPDX-License-Identifier: GPL-3.0-or-later
// Sessions that outlive the service.
#include "broker/core/mutation.h"
#include "broker/net/broker_service.h"

#include <utility>

namespace mqttscope::broker {

tl::expected<Restored, DatabaseFault> BrokerService::keepSessions(std::function<void(DatabaseFault)> lost)
{
    auto opened = SessionDatabase::open(m_options.persist);
    if (!opened)
        return tl::unexpected(opened.error());
    const Nanoseconds start = now();
    auto state = (*opened)->load(start);
    if (!state)
        return tl::unexpected(state.error());
    m_database = std::move(*opened);
    m_lost = std::move(lost);
    m_engine.setJournal(&m_database->journal());
    const Restored restored = m_engine.restore(*state, start, m_fromEngine);
    settle();
    return restored;
}

/// At the end of a turn: what was decided in it is on the disk, or nobody hears of it.
bool BrokerService::save()
{
    if (m_gaveUp)
        return false;
    const auto written = m_database->commit(now());
    if (!written && mutated(Mutation::SentBeforeSaved))
        return true;
    if (!written)
        giveUp(written.error());
    return written.has_value();
}

void BrokerService::giveUp(const DatabaseFault& fault)
{
    m_gaveUp = true;
    m_listeners.clear();
    closeTap();
    m_fromEngine.clear();
    for (auto& link : m_links) // their peers learn at once that nothing was taken
        link.reset();
    m_connections = 0;
    if (m_lost)
        m_lost(fault);
    if (m_shutdownDone)
        m_shutdownTimer.start(0);
}

} // namespace mqttscope::broker
