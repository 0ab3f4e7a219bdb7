// SPDX-License-Identifier: GPL-3.0-or-later
// What lessons do to a broker that runs: faults, frozen clients, one packet after the other.
#include "broker/net/broker_service.h"

#include <algorithm>
#include <utility>

namespace mqttscope::broker {

void BrokerService::act(const std::function<void(Broker&, Nanoseconds, Effects&)>& action)
{
    action(m_engine, now(), m_fromEngine);
    settle();
}

std::optional<std::uint32_t> BrokerService::armFault(FaultRule rule)
{
    const auto id = m_faults ? m_faults->arm(std::move(rule)) : std::nullopt;
    settle();
    return id;
}

bool BrokerService::disarmFault(std::uint32_t id)
{
    const bool was = m_faults && m_faults->disarm(id);
    settle();
    return was;
}

void BrokerService::freeze(ConnectionId id, bool on)
{
    Link* const link = find(id);
    if (!m_faults || link == nullptr || link->endingOrder != 0)
        return;
    link->frozen = on;
    m_faults->freeze(id, on);
    if (!on)
        m_faults->timer(now(), m_toEngine, m_toSockets);
    updateReading(*link);
    settle();
}

std::optional<NetworkAddress> BrokerService::peerOf(ConnectionId id) const
{
    if (id >= m_links.size() || !m_links[id])
        return std::nullopt;
    return m_links[id]->transport->peerAddress();
}

void BrokerService::stopClock()
{
    if (!m_stoppedAt)
        m_stoppedAt = std::chrono::steady_clock::now();
}

/// What was due meanwhile is due later by as much.
void BrokerService::startClock()
{
    if (m_stoppedAt)
        m_start += std::chrono::steady_clock::now() - *std::exchange(m_stoppedAt, std::nullopt);
}

void BrokerService::setStepping(bool on)
{
    if (!m_faults || on == m_gate.closed())
        return;
    if (on) {
        m_gate.close();
        stopClock();
        return settle();
    }
    startClock();
    while (!m_gate.items().empty()) { // what follows from one comes behind the others
        passGate(m_gate.items().begin()->first);
        settle();
    }
    m_gate.open();
    passPartials();
    updateGated();
    settle();
}

/// A packet that had begun before there was a gate goes on past it.
void BrokerService::waitAtGate(const Transport& transport, ByteView bytes)
{
    const ConnectionId id = transport.id();
    while (!bytes.empty() && !m_gate.holds(id, FaultSide::Client)) {
        const std::size_t begun = std::min(m_faults->known(id).missing, bytes.size());
        if (begun == 0)
            break;
        passIn(transport, bytes.first(begun));
        bytes = bytes.subspan(begun);
    }
    if (!bytes.empty())
        m_gate.incoming(id, bytes);
    updateGated();
}

/// What one packet of a client can make the broker send has no other bound.
void BrokerService::waitForClient(ConnectionId id, ByteView bytes)
{
    if (m_gate.hasRoomForClient(bytes.size()))
        return m_gate.outgoing(id, bytes);
    tell(LogKind::AllPendingFull, m_links[id]->transport.get(), bytes.size());
    closeLink(id, CloseManner::AtOnce);
}

bool BrokerService::release(std::uint64_t id)
{
    const bool stepping = m_gate.closed();
    bool passed = false;
    while (const auto first = m_gate.firstBefore(id)) {
        if (m_gate.fullForClients() && m_gate.items().at(*first).from == FaultSide::Client)
            break;
        if (stepping)
            startClock();
        passGate(*first);
        settle();
        if (stepping)
            stopClock();
        passed = *first == id;
        if (passed)
            break;
    }
    updateGated();
    return passed;
}

void BrokerService::passGate(std::uint64_t id)
{
    const HeldItem item = m_gate.take(id);
    Link* const link = find(item.connection);
    if (link == nullptr || link->endingOrder != 0)
        return;
    const bool ends = item.kind == HeldKind::End;
    if (item.from == FaultSide::Broker && ends)
        closeLink(item.connection, item.manner);
    else if (item.from == FaultSide::Broker)
        send(item.connection, *item.bytes);
    else if (ends)
        finish(item.connection, *link->over);
    else
        passIn(*link->transport, *item.bytes);
}

/// Packets that have begun go on without a gate.
void BrokerService::passPartials()
{
    for (const ConnectionId id : m_gate.partials()) {
        const std::vector<std::uint8_t> bytes = m_gate.takePartial(id);
        if (Link* const link = find(id); link != nullptr && link->endingOrder == 0)
            passIn(*link->transport, bytes);
        settle();
    }
}

/// Who is not read because of the gate.
void BrokerService::updateGated()
{
    for (ConnectionId id = 1; id < m_links.size(); ++id) {
        Link* const link = find(id);
        if (link == nullptr)
            continue;
        const bool gated = m_gate.full(id);
        if (std::exchange(link->gated, gated) != gated && link->endingOrder == 0)
            updateReading(*link);
    }
}

} // namespace mqttscope::broker
