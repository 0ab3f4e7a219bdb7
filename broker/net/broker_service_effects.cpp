// SPDX-License-Identifier: GPL-3.0-or-later
// What the engine wants done, and the end of a turn.
#include "broker/net/broker_service.h"

#include <algorithm>
#include <utility>

namespace mqttscope::broker {

Nanoseconds BrokerService::now()
{
    const auto since = m_stoppedAt.value_or(std::chrono::steady_clock::now()) - m_start;
    m_now = std::max<Nanoseconds>(m_now, std::chrono::nanoseconds(since).count());
    return m_now;
}

/// Carries out everything, also what follows from it. With a database what the engine wants waits for the end
/// of the turn: its reasons must be safe before.
void BrokerService::settle()
{
    if (m_gaveUp)
        return;
    const bool atOnce = m_database == nullptr;
    while (!m_toEngine.empty() || (atOnce && !m_fromEngine.empty()) || !m_toSockets.empty() ||
           !m_taken.empty()) {
        toEngine();
        if (atOnce)
            fromEngine();
        toSockets();
        for (const Taken& taken : std::exchange(m_taken, {}))
            m_engine.sent(taken.connection, taken.bytes, now(), m_fromEngine);
        tellDecisions();
    }
    tellDecisions();
    armTimer();
    needTurnEnd();
    if (m_changed)
        m_changed();
}

/// What the fault injector lets pass to the sockets, or does itself.
void BrokerService::toSockets()
{
    if (m_toSockets.empty())
        return;
    std::swap(m_toSockets, m_work);
    toSockets(m_work);
    m_work.clear();
}

/// What the fault injector lets pass to the engine.
void BrokerService::toEngine()
{
    if (m_toEngine.empty())
        return;
    Effects effects;
    std::swap(effects, m_toEngine);
    for (const Effect& effect : effects.items()) {
        if (effect.kind == EffectKind::Send)
            enter(effect.connection, effects.bytes(effect));
    }
}

void BrokerService::fromEngine()
{
    if (m_fromEngine.empty())
        return;
    std::swap(m_fromEngine, m_work);
    if (m_faults) {
        oweAll(m_work);
        m_faults->outgoing(m_work, now(), m_toSockets);
    } else {
        toSockets(m_work);
    }
    m_work.clear();
    needTurnEnd();
}

/// What a plan of faults swallows or holds back counts as taken at the end of the turn.
void BrokerService::oweAll(const Effects& effects)
{
    for (const Effect& effect : effects.items()) {
        Link* const link = find(effect.connection);
        if (effect.kind != EffectKind::Send || link == nullptr)
            continue;
        link->owed += effect.length;
        if (!link->dirty) {
            link->dirty = true;
            m_dirty.push_back(effect.connection);
        }
    }
}

void BrokerService::toSockets(const Effects& effects)
{
    tapDecided();
    for (const Effect& effect : effects.items()) {
        Link* const link = find(effect.connection);
        if (link == nullptr || link->endingOrder != 0)
            continue;
        switch (effect.kind) {
        case EffectKind::Send:
            if (m_gate.closed())
                waitForClient(effect.connection, effects.bytes(effect));
            else
                send(effect.connection, effects.bytes(effect));
            break;
        case EffectKind::Close:
            if (m_gate.holds(effect.connection, FaultSide::Broker))
                m_gate.brokerEnds(effect.connection, effect.manner);
            else
                closeLink(effect.connection, effect.manner);
            break;
        case EffectKind::PauseReading:
        case EffectKind::ResumeReading:
            link->paused = effect.kind == EffectKind::PauseReading;
            updateReading(*link);
            break;
        }
    }
    needTurnEnd();
}

void BrokerService::send(ConnectionId id, ByteView bytes)
{
    Link& link = *m_links[id];
    if (link.over)
        return;
    tapSent(id, bytes);
    const std::size_t before = link.transport->pendingBytes();
    link.transport->send(bytes);
    if (!m_faults)
        link.owed += bytes.size();
    m_traffic.bytesSent += bytes.size();
    const std::size_t pending = before + bytes.size();
    countWaiting(link, pending);
    if (pending > m_options.limits.mostPending) {
        tell(LogKind::PendingFull, link.transport.get(), pending);
        return closeLink(id, CloseManner::AtOnce);
    }
    if (!link.dirty) {
        link.dirty = true;
        m_dirty.push_back(id);
    }
    // A turn that brings much must not look like a receiver that is slow.
    if (before < m_options.limits.flushAt && pending >= m_options.limits.flushAt) {
        link.transport->flush();
        countTaken(link);
        countWaiting(link, link.transport->pendingBytes());
    }
    if (m_waiting > m_options.limits.mostPendingOfAll)
        resetFullest();
}

/// Of what the transports have not handed to the system.
void BrokerService::countWaiting(Link& link, std::size_t bytes)
{
    m_waiting = m_waiting - link.waiting + bytes;
    link.waiting = bytes;
}

/// What one client may cost is bounded; what many of them do together is bounded here.
void BrokerService::resetFullest()
{
    Link* fullest = nullptr;
    for (const auto& link : m_links) {
        if (link && link->waiting != 0 && (fullest == nullptr || link->waiting > fullest->waiting))
            fullest = link.get();
    }
    if (fullest == nullptr)
        return;
    const ConnectionId id = fullest->transport->id();
    if (fullest->endingOrder != 0)
        return abortLate(*fullest, LogKind::AllPendingFull);
    tell(LogKind::AllPendingFull, fullest->transport.get(), fullest->waiting);
    closeLink(id, CloseManner::AtOnce);
}

/// One that is closed already, and waits for its peer in vain.
void BrokerService::abortLate(Link& link, LogKind why)
{
    m_ending.erase(link.endingOrder);
    tell(why, link.transport.get(), link.transport->pendingBytes());
    tapEnded(link.transport->id(), TapSide::Broker, TapEnd::Rst);
    countWaiting(link, 0);
    link.transport->abort();
}

void BrokerService::closeLink(ConnectionId id, CloseManner manner)
{
    Link& link = *m_links[id];
    m_gate.forget(id);
    if (m_gate.closed())
        updateGated();
    link.endingOrder = ++m_lastEnding;
    m_ending.emplace(link.endingOrder, id);
    tapEnded(id, TapSide::Broker, manner == CloseManner::AtOnce ? TapEnd::Rst : TapEnd::Fin);
    forget(link, HowClosed::OnDemand);
    if (link.over) {
        QMetaObject::invokeMethod(
            &m_context,
            [this, id, how = *link.over] {
                if (find(id) != nullptr)
                    finish(id, how);
                settle();
            },
            Qt::QueuedConnection);
    } else if (manner == CloseManner::AtOnce) {
        countWaiting(link, 0);
        link.transport->abort();
    } else {
        link.transport->close();
    }
    while (m_ending.size() > m_options.limits.ending)
        abortLate(*m_links[m_ending.begin()->second], LogKind::TooManyEnding);
}

/// The engine is done with it.
void BrokerService::forget(Link& link, HowClosed how)
{
    if (!std::exchange(link.known, false))
        return;
    const ConnectionId id = link.transport->id();
    tellDecisions(); // what led to it: the fault that cut it comes before its end
    m_engine.closed(id, how, now(), m_fromEngine);
    tellDecisions(); // as long as its address is known
    m_entrance.leave(id);
    if (m_faults)
        m_faults->closed(id);
}

/// The engine takes for sent what is not waiting here.
void BrokerService::countTaken(Link& link)
{
    const std::size_t pending = link.transport->pendingBytes();
    if (link.known && link.owed > pending) {
        m_taken.push_back({link.transport->id(), static_cast<std::size_t>(link.owed - pending)});
        link.owed = pending;
    }
}

void BrokerService::updateReading(const Link& link)
{
    if (link.over)
        return;
    link.transport->setReading(!link.paused && !link.slow && !link.checking && !link.frozen && !link.gated);
}

void BrokerService::needTurnEnd()
{
    const bool unsaved = m_database && (m_database->hasChanges() || !m_fromEngine.empty());
    if ((m_dirty.empty() && !unsaved && !m_tapHasNews) || std::exchange(m_turnEndPosted, true))
        return;
    QMetaObject::invokeMethod(
        &m_context, [this] { endTurn(); }, Qt::QueuedConnection);
}

/// Comes behind everything that was ready in this turn of the event loop.
void BrokerService::endTurn()
{
    m_turnEndPosted = false;
    if (m_database) {
        if (!save())
            return;
        fromEngine();
        toSockets();
    }
    for (const ConnectionId id : std::exchange(m_dirty, {})) {
        Link* const link = find(id);
        if (link == nullptr || !std::exchange(link->dirty, false) || link->endingOrder != 0 || link->over)
            continue;
        link->transport->flush();
        countTaken(*link);
        countWaiting(*link, link->transport->pendingBytes());
    }
    endTapTurn();
    settle();
}

} // namespace mqttscope::broker
