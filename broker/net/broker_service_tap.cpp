// SPDX-License-Identifier: GPL-3.0-or-later
// All that goes through the sockets, as a capture.
#include "broker/net/broker_service.h"

#include <QHostAddress>
#include <algorithm>
#include <cstring>

namespace mqttscope::broker {
namespace {

net::Endpoint endpointOf(const NetworkAddress& address)
{
    net::Endpoint endpoint;
    endpoint.port = address.port;
    const QHostAddress host(QString::fromStdString(address.host));
    if (host.protocol() == QAbstractSocket::IPv6Protocol) {
        const Q_IPV6ADDR bytes = host.toIPv6Address();
        std::memcpy(endpoint.address.bytes.data(), &bytes, sizeof bytes);
        endpoint.address.family = 6;
        return endpoint;
    }
    const quint32 bytes = host.toIPv4Address();
    for (unsigned i = 0; i < 4; ++i)
        endpoint.address.bytes[i] = static_cast<std::uint8_t>(bytes >> (24 - 8 * i));
    endpoint.address.family = 4;
    return endpoint;
}

} // namespace

tl::expected<void, capture::FileError> BrokerService::tapInto()
{
    TapOptions options;
    const auto wall = std::chrono::system_clock::now().time_since_epoch();
    options.startNs = std::chrono::duration_cast<std::chrono::nanoseconds>(wall).count() - now();
    m_tapStart = options.startNs;
    options.seed = static_cast<std::uint64_t>(options.startNs);
    auto made = m_options.tapSink
                    ? m_options.tapSink().and_then([&](std::unique_ptr<capture::ByteSink> sink) {
                          return Tap::over(std::move(sink), std::move(options));
                      })
                    : Tap::create(m_options.tap, std::move(options));
    if (!made)
        return tl::unexpected(made.error());
    m_tap = std::move(*made);
    return {};
}

void BrokerService::tapOpened(const Transport& transport)
{
    if (!m_tap)
        return;
    m_tapHasNews = true;
    m_tap->opened(transport.id(), endpointOf(transport.peerAddress()), endpointOf(transport.localAddress()),
                  now());
}

void BrokerService::tapReceived(const Transport& transport, ByteView bytes)
{
    if (!m_tap)
        return;
    m_tapHasNews = true;
    m_tap->carried(transport.id(), TapSide::Client, bytes, now());
}

/// What the engine and the plan of faults have decided so far: before what follows from it goes out.
void BrokerService::tapDecided()
{
    if (!m_tap)
        return;
    m_tapHasNews = true;
    m_tap->decided(m_engine.decisions());
    if (m_faults)
        m_tap->faulted(*m_faults);
}

void BrokerService::tapSent(ConnectionId id, ByteView bytes)
{
    if (m_tap)
        m_tap->carried(id, TapSide::Broker, bytes, now());
}

void BrokerService::tapEnded(ConnectionId id, TapSide side, TapEnd how)
{
    if (!m_tap)
        return;
    m_tapHasNews = true;
    m_tap->ended(id, side, how, now());
}

/// The transport is over: its peer has ended too, one way or the other.
void BrokerService::tapClosed(ConnectionId id, TransportEnd how)
{
    if (!m_tap)
        return;
    if (how == TransportEnd::Overdue)
        tapEnded(id, TapSide::Broker, TapEnd::Rst);
    tapEnded(id, TapSide::Client, how == TransportEnd::Broken ? TapEnd::Rst : TapEnd::Fin);
    if (how == TransportEnd::ByPeer) // and the broker closes its direction
        tapEnded(id, TapSide::Broker, TapEnd::Fin);
    m_tap->closed(id);
}

void BrokerService::endTapTurn()
{
    if (!m_tap)
        return;
    tapDecided();
    m_tapHasNews = false;
    if (const auto written = m_tap->turn(now()); !written)
        onTapFault(written.error());
    else if (m_options.tapped)
        m_options.tapped(m_tap->writtenCount());
}

void BrokerService::closeTap()
{
    if (!m_tap)
        return;
    tapDecided();
    if (const auto written = m_tap->close(now()); !written)
        onTapFault(written.error());
    else if (m_options.tapped)
        m_options.tapped(m_tap->writtenCount());
    m_tap.reset();
}

void BrokerService::onTapFault(const capture::FileError& error)
{
    m_tap.reset();
    m_tapFault = capture::describe(error);
    m_tapErrno = error.systemError;
    tell(LogKind::TapFailed, nullptr, 0, m_tapFault);
}

} // namespace mqttscope::broker
