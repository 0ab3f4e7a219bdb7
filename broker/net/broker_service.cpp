// SPDX-License-Identifier: GPL-3.0-or-later
// Connections and bytes in; timers.
#include "broker/net/broker_service.h"

#include "broker/net/epoll_transport.h"
#include "broker/net/tcp_transport.h"

#include <algorithm>
#include <cassert>
#include <utility>

namespace mqttscope::broker {
namespace {

Options counting(Options options)
{
    options.countsSent = true;
    return options;
}

HowClosed howClosed(TransportEnd end)
{
    switch (end) {
    case TransportEnd::ByPeer:
        return HowClosed::ByPeer;
    case TransportEnd::OnDemand:
    case TransportEnd::Overdue:
        return HowClosed::OnDemand;
    case TransportEnd::Broken:
    case TransportEnd::NotConnected:
        break;
    }
    return HowClosed::Reset;
}

} // namespace

BrokerService::BrokerService(ServiceOptions options, LogQueue* log)
    : m_options(std::move(options)), m_log(log),
      m_entrance(
          m_options.access,
          {std::min(m_options.engine.limits.connectSize, m_options.engine.capabilities.maximumPacketSize),
           m_options.limits.entryBytes},
          [this](std::uint64_t ticket, bool right) {
              QMetaObject::invokeMethod(
                  &m_context, [this, ticket, right] { onChecked(ticket, right); }, Qt::QueuedConnection);
          }),
      m_engine(counting(m_options.engine), &m_entrance, &m_authorizer),
      m_links(1), // no connection has the id 0
      m_sysTopics(m_options.version)
{
    m_authorizer.use(m_options.acl);
    if (m_options.faults) {
        m_engine.setInterference(&m_faults.emplace(*m_options.faults));
        const std::uint32_t most = m_options.engine.capabilities.maximumPacketSize;
        m_faults->setLimits({std::min(m_options.engine.limits.connectSize, most), most,
                             m_options.engine.limits.pendingBytes});
    }
    if (!m_options.portable)
        m_poller.emplace();
    m_timer.setSingleShot(true);
    m_timer.setTimerType(Qt::PreciseTimer);
    QObject::connect(&m_timer, &QTimer::timeout, &m_context, [this] { onTimer(); });
    QObject::connect(&m_sysTimer, &QTimer::timeout, &m_context, [this] { onSysTimer(); });
    if (m_options.sysInterval > 0) {
        m_sysTimer.start(static_cast<int>(m_options.sysInterval / kMillisecond));
        QMetaObject::invokeMethod(
            &m_context, [this] { onSysTimer(); }, Qt::QueuedConnection);
    }
}

BrokerService::~BrokerService() = default;

tl::expected<NetworkAddress, ListenFault> BrokerService::listen(const NetworkAddress& address)
{
    const auto local = std::make_shared<NetworkAddress>();
    auto listener = std::make_unique<Listener>([this](std::intptr_t socket) { accepted(socket); },
                                               [this, local] {
                                                   LogEntry entry;
                                                   entry.local = *local;
                                                   entry.kind = LogKind::AcceptFailed;
                                                   if (m_log != nullptr)
                                                       m_log->push(std::move(entry));
                                               });
    auto listening = listener->listen(address);
    if (listening) {
        *local = *listening;
        m_listeners.push_back(std::move(listener));
    }
    return listening;
}

std::unique_ptr<Transport> BrokerService::makeTransport(ConnectionId id, std::intptr_t socket)
{
    auto& user = static_cast<TransportUser&>(*this);
    if (m_poller)
        return std::make_unique<EpollTransport>(id, user, *m_poller, static_cast<int>(socket));
    auto qtSocket = std::make_unique<QTcpSocket>();
    if (!qtSocket->setSocketDescriptor(socket) || qtSocket->state() != QAbstractSocket::ConnectedState)
        return nullptr; // it is gone already
    return std::make_unique<TcpTransport>(id, user, std::move(qtSocket));
}

void BrokerService::accepted(std::intptr_t socket)
{
    if (m_freeIds.empty()) {
        m_freeIds.push_back(static_cast<ConnectionId>(m_links.size()));
        m_links.emplace_back();
    }
    const ConnectionId id = m_freeIds.back();
    auto transport = makeTransport(id, socket);
    if (!transport)
        return;
    m_freeIds.pop_back();
    m_links[id] = std::make_unique<Link>();
    m_links[id]->transport = std::move(transport);
    m_links[id]->transport->setCloseLimits(m_options.limits.closing);
    m_links[id]->passed = !m_entrance.checks();
    ++m_connections;
    ++m_traffic.connections;
    if (m_options.tellOpened)
        tell(LogKind::Opened, m_links[id]->transport.get());
    tapOpened(*m_links[id]->transport);
    m_engine.opened(id, now(), m_fromEngine);
    m_traffic.mostClients = std::max(m_traffic.mostClients, m_engine.connectionCount());
    if (m_faults)
        m_faults->opened(id);
    settle();
}

void BrokerService::transportReceived(Transport& transport, ByteView bytes)
{
    Link& link = linkOf(transport);
    m_traffic.bytesReceived += bytes.size();
    if (transport.pendingBytes() >= m_options.limits.stopReadingAt) {
        link.readWhileSlow += bytes.size();
        link.slow = link.readWhileSlow >= m_options.limits.readWhileSlow;
        if (link.slow)
            updateReading(link);
    }
    if (m_gate.closed())
        waitAtGate(transport, bytes);
    else
        passIn(transport, bytes);
    settle();
}

/// Bytes come in: into the capture, and by way of the faults to the engine.
void BrokerService::passIn(const Transport& transport, ByteView bytes)
{
    tapReceived(transport, bytes);
    if (m_faults)
        m_faults->incoming(transport.id(), bytes, now(), m_toEngine, m_toSockets);
    else
        enter(transport.id(), bytes);
}

/// Bytes come to the engine, by way of the entrance.
void BrokerService::enter(ConnectionId id, ByteView bytes)
{
    Link* const link = find(id);
    if (link == nullptr || !link->known)
        return;
    if (link->passed)
        return m_engine.receive(id, bytes, now(), m_fromEngine);
    switch (m_entrance.take(id, bytes)) {
    case Entrance::Passage::Open: {
        link->passed = true;
        const std::vector<std::uint8_t> kept = m_entrance.takeBytes(id);
        return m_engine.receive(id, kept, now(), m_fromEngine);
    }
    case Entrance::Passage::Waiting:
        return;
    case Entrance::Passage::Checking:
        link->checking = true;
        return updateReading(*link);
    case Entrance::Passage::Full: {
        const ConnectionId fullest = m_entrance.fullest(id, bytes.size());
        tell(LogKind::EntryFull, m_links[fullest]->transport.get());
        closeLink(fullest, CloseManner::AtOnce);
        return enter(id, bytes); // there is room now, or it is gone itself
    }
    }
}

void BrokerService::onChecked(std::uint64_t ticket, bool right)
{
    const auto id = m_entrance.settle(ticket, right);
    Link* const link = id ? find(*id) : nullptr;
    if (link == nullptr)
        return;
    link->checking = false;
    link->passed = true;
    updateReading(*link);
    const std::vector<std::uint8_t> kept = m_entrance.takeBytes(*id);
    m_engine.receive(*id, kept, now(), m_fromEngine);
    settle();
}

void BrokerService::transportProgressed(Transport& transport)
{
    Link& link = linkOf(transport);
    if (transport.pendingBytes() < m_options.limits.stopReadingAt / 2) {
        link.readWhileSlow = 0;
        if (std::exchange(link.slow, false))
            updateReading(link);
    }
    countTaken(link);
    countWaiting(link, transport.pendingBytes());
    settle();
}

void BrokerService::transportEnded(Transport& transport, TransportEnd how)
{
    const ConnectionId id = transport.id();
    Link& link = linkOf(transport);
    if (m_gate.holds(id, FaultSide::Client)) { // what it sent before has not been read yet
        link.over = how;
        m_gate.clientEnded(id);
        return settle(); // it is to be seen
    }
    if (const std::vector<std::uint8_t> begun = m_gate.takePartial(id); !begun.empty())
        passIn(transport, begun);
    finish(id, how);
    settle();
    if (m_connections == 0 && m_shutdownDone)
        m_shutdownTimer.start(0);
}

/// The transport of a connection is over, and that is its end.
void BrokerService::finish(ConnectionId id, TransportEnd how)
{
    Link& link = *m_links[id];
    if (how == TransportEnd::Overdue)
        tell(LogKind::EndOverdue, link.transport.get());
    tapClosed(id, how);
    m_gate.forget(id);
    countWaiting(link, 0);
    forget(link, howClosed(how));
    m_ending.erase(link.endingOrder);
    m_links[id].reset();
    m_freeIds.push_back(id);
    --m_connections;
    if (m_gate.closed())
        updateGated(); // there may be room for others now
}

void BrokerService::onTimer()
{
    m_timerAt.reset();
    if (m_stoppedAt)
        return;
    m_engine.timer(now(), m_fromEngine);
    if (m_faults)
        m_faults->timer(now(), m_toEngine, m_toSockets);
    m_tapHasNews = m_tap != nullptr;
    settle();
    armTimer();
}

/// A deadline that moves away leaves the timer as it is: it comes too early once.
void BrokerService::armTimer()
{
    if (m_stoppedAt)
        return;
    std::optional<Nanoseconds> next = m_engine.nextDeadline();
    if (m_faults) {
        const auto other = m_faults->nextDeadline();
        if (other && (!next || *other < *next))
            next = other;
    }
    if (m_tap) {
        const auto other = m_tap->nextDeadline();
        if (other && (!next || *other < *next))
            next = other;
    }
    if (!next || (m_timerAt && *m_timerAt <= *next))
        return;
    m_timerAt = next;
    const Nanoseconds wait = std::max<Nanoseconds>(*next - now(), 0);
    constexpr Nanoseconds kLongest = 24 * 3600 * kSecond; // what a QTimer can count
    m_timer.start(static_cast<int>((std::min(wait, kLongest) + kMillisecond - 1) / kMillisecond));
}

void BrokerService::onSysTimer()
{
    if (m_stoppedAt)
        return;
    for (const auto& [topic, payload] : m_sysTopics.changed(m_engine, m_traffic, now())) {
        mqtt::Publish publish;
        publish.topic = topic;
        publish.payload = ByteView(reinterpret_cast<const std::uint8_t*>(payload.data()), payload.size());
        publish.retain = true;
        m_engine.publish(publish, now(), m_fromEngine);
    }
    settle();
}

void BrokerService::shutDown(std::function<void()> done)
{
    if (m_shutdownDone)
        return;
    setStepping(false);
    m_shutdownDone = std::move(done);
    m_listeners.clear();
    m_shutdownTimer.setSingleShot(true);
    QObject::connect(&m_shutdownTimer, &QTimer::timeout, &m_context, [this] {
        for (auto& link : m_links)
            link.reset();
        m_connections = 0;
        if (m_database)
            (void)save();
        closeTap();
        m_shutdownDone();
    });
    m_engine.disconnectAll(mqtt::ReasonCode::ServerShuttingDown, now(), m_fromEngine);
    settle();
    if (m_database)
        endTurn();
    m_shutdownTimer.start(m_connections == 0 ? 0 : m_options.limits.shutdownMilliseconds);
}

} // namespace mqttscope::broker
