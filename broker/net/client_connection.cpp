// SPDX-License-Identifier: GPL-3.0-or-later
#include "broker/net/client_connection.h"

#include "broker/net/tcp_transport.h"
#include "dissector/mqtt/framing.h"

#include <algorithm>
#include <array>
#include <cassert>
#include <chrono>
#include <limits>
#include <utility>

namespace mqttscope::broker {

ClientConnection::ClientConnection(ClientOptions options, ClientConnectionUser& user)
    : m_engine(std::move(options)), m_user(user)
{
    m_timer.setSingleShot(true);
    m_timer.setTimerType(Qt::PreciseTimer);
    QObject::connect(&m_timer, &QTimer::timeout, &m_timer, [this] {
        m_engine.timer(now(), m_effects);
        settle();
        m_user.clientTurned();
    });
}

ClientConnection::~ClientConnection() = default;

namespace {

Nanoseconds steadyNow()
{
    return std::chrono::nanoseconds(std::chrono::steady_clock::now().time_since_epoch()).count();
}

} // namespace

Nanoseconds ClientConnection::now() const
{
    return m_stoppedAt.value_or(steadyNow()) - m_stood;
}

void ClientConnection::stopTime(bool stopped)
{
    if (stopped == m_stoppedAt.has_value())
        return;
    if (stopped)
        m_stoppedAt = steadyNow();
    else
        m_stood += steadyNow() - *std::exchange(m_stoppedAt, std::nullopt);
    setTimer();
}

void ClientConnection::setReading(bool on)
{
    m_reading = on;
    if (m_transport)
        m_transport->setReading(on);
}

void ClientConnection::open(const std::string& host, std::uint16_t port)
{
    assert(!m_transport);
    m_cutter = {};
    m_transport = std::make_unique<TcpTransport>(++m_lastId, static_cast<TransportUser&>(*this), host, port);
    m_transport->setReading(m_reading);
}

void ClientConnection::abort()
{
    if (m_transport)
        m_transport->abort();
}

ClientFault ClientConnection::publish(const mqtt::Publish& message, std::uint32_t token)
{
    const ClientFault fault = m_engine.publish(message, token, now(), m_effects);
    settle();
    return fault;
}

ClientFault ClientConnection::subscribe(mqtt::Subscribe request, std::uint32_t token)
{
    const ClientFault fault = m_engine.subscribe(std::move(request), token, now(), m_effects);
    settle();
    return fault;
}

ClientFault ClientConnection::unsubscribe(mqtt::Unsubscribe request, std::uint32_t token)
{
    const ClientFault fault = m_engine.unsubscribe(std::move(request), token, now(), m_effects);
    settle();
    return fault;
}

void ClientConnection::disconnect(mqtt::Disconnect wish)
{
    m_engine.disconnect(std::move(wish), now(), m_effects);
    settle();
}

std::size_t ClientConnection::pendingBytes() const
{
    return m_transport ? m_transport->pendingBytes() : 0;
}

/// Does what the engine wants and tells what has happened. What the user asks for meanwhile is done at once,
/// and told when it is its turn.
void ClientConnection::settle(ByteView packet)
{
    carryOut();
    for (ClientEvent& event : m_engine.takeEvents())
        m_events.push_back(std::move(event));
    setTimer();
    if (m_telling)
        return;
    m_telling = true;
    while (!m_events.empty()) {
        const ClientEvent event = std::move(m_events.front());
        m_events.pop_front();
        m_user.clientEvent(event, packet);
    }
    m_telling = false;
}

void ClientConnection::carryOut()
{
    // Nobody may append while the bytes are looked at: the user is told of packets here, and calls nothing.
    for (const Effect& effect : m_effects.items()) {
        if (!m_transport)
            break;
        switch (effect.kind) {
        case EffectKind::Send:
            tellSent(m_effects.bytes(effect));
            m_transport->send(m_effects.bytes(effect));
            break;
        case EffectKind::Close:
            effect.manner == CloseManner::AtOnce ? m_transport->abort() : m_transport->close();
            break;
        case EffectKind::PauseReading:
        case EffectKind::ResumeReading:
            m_transport->setReading(m_reading && effect.kind == EffectKind::ResumeReading);
            break;
        }
    }
    m_effects.clear();
    if (m_transport)
        m_transport->flush();
}

/// One effect may hold several packets.
void ClientConnection::tellSent(ByteView bytes)
{
    while (!bytes.empty()) {
        const mqtt::HeaderPeek peek = mqtt::peekHeader(bytes);
        if (peek.status != mqtt::HeaderStatus::Complete || peek.header.packetLength() > bytes.size())
            return;
        m_user.clientSent(bytes.first(peek.header.packetLength()));
        bytes = bytes.subspan(peek.header.packetLength());
    }
}

void ClientConnection::setTimer()
{
    const std::optional<Nanoseconds> at = m_engine.nextDeadline();
    if (!at || m_stoppedAt)
        return m_timer.stop();
    const Nanoseconds milliseconds = (*at - now() + kMillisecond - 1) / kMillisecond;
    m_timer.start(
        static_cast<int>(std::clamp<Nanoseconds>(milliseconds, 0, std::numeric_limits<int>::max())));
}

void ClientConnection::transportConnected(Transport& transport)
{
    m_engine.opened(transport.id(), now(), m_effects);
    settle();
    m_user.clientTurned();
}

/// The engine gets packet by packet, so that the user sees which one brought what. What cannot be cut it gets
/// as it is: it says what is wrong with it.
void ClientConnection::transportReceived(Transport&, ByteView bytes)
{
    while (!bytes.empty()) {
        const PacketCutter::Cut cut = m_cutter.cut(bytes, m_engine.options().packetLimit);
        if (cut.status == PacketCutter::Status::NeedMore)
            break;
        if (cut.status != PacketCutter::Status::Packet) {
            const std::array<std::uint8_t, 5> noLength = {cut.header.firstByte, 0xff, 0xff, 0xff, 0xff};
            m_engine.receive(cut.status == PacketCutter::Status::BadLength ? ByteView(noLength) : cut.begun,
                             now(), m_effects);
            settle();
            break;
        }
        m_user.clientReceived(cut.packet);
        m_engine.receive(cut.packet, now(), m_effects);
        settle(cut.packet);
    }
    m_user.clientTurned();
}

void ClientConnection::transportProgressed(Transport&)
{
    m_user.clientProgressed();
}

void ClientConnection::transportEnded(Transport& transport, TransportEnd how)
{
    const ClientConnectionEnd end{how, transport.connectFault()};
    if (how != TransportEnd::NotConnected) {
        m_engine.closed(now(), m_effects);
        settle();
    }
    m_timer.stop();
    m_transport.reset();
    m_user.clientTurned();
    m_user.clientEnded(end);
}

} // namespace mqttscope::broker
