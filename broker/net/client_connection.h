// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "broker/core/client.h"
#include "broker/core/packet_cutter.h"
#include "broker/net/transport.h"

#include <QTimer>
#include <cstdint>
#include <deque>
#include <memory>
#include <optional>
#include <string>

namespace mqttscope::broker {

/// How a connection of a client came to its end.
struct ClientConnectionEnd {
    TransportEnd how{};
    ConnectFault fault{}; ///< of NotConnected
};

/// Whom a ClientConnection tells what happens. May call any function of it, except in clientSent() and
/// clientReceived(); must not destroy it.
class ClientConnectionUser {
public:
    ClientConnectionUser() = default;
    ClientConnectionUser(const ClientConnectionUser&) = delete;
    ClientConnectionUser& operator=(const ClientConnectionUser&) = delete;
    virtual ~ClientConnectionUser() = default;

    /// `packet`: the whole packet of the server that brought a Message; valid during the call.
    virtual void clientEvent(const ClientEvent& event, ByteView packet) = 0;
    /// A whole packet that is about to be sent, or has come and is not read yet. Valid during the call.
    virtual void clientSent(ByteView) {}
    virtual void clientReceived(ByteView) {}
    /// All that one turn of the event loop brought has been told.
    virtual void clientTurned() {}
    /// Fewer bytes wait for the system, see ClientConnection::pendingBytes().
    virtual void clientProgressed() {}
    /// The last that is told, once after every open().
    virtual void clientEnded(const ClientConnectionEnd& end) = 0;
};

/// A client engine on a TCP connection: carries out its effects and keeps its time. One connection after the
/// other, each by open(). Lives in one thread with a Qt event loop.
class ClientConnection final : private TransportUser {
public:
    ClientConnection(ClientOptions options, ClientConnectionUser& user);
    ~ClientConnection() override;

    /// Connects to a host by name or address. Not while a connection is open.
    void open(const std::string& host, std::uint16_t port);
    /// Resets the connection, also one that is not made yet.
    void abort();

    [[nodiscard]] ClientFault publish(const mqtt::Publish& message, std::uint32_t token);
    [[nodiscard]] ClientFault subscribe(mqtt::Subscribe request, std::uint32_t token);
    [[nodiscard]] ClientFault unsubscribe(mqtt::Unsubscribe request, std::uint32_t token);
    void disconnect(mqtt::Disconnect wish);

    /// Stops the time of the client, or lets it go on from where it stood: no ping falls due, nothing is too
    /// late.
    void stopTime(bool stopped);
    /// Stops reading what comes, also from connections to come.
    void setReading(bool on);

    /// For the next connection.
    [[nodiscard]] ClientOptions& nextOptions() { return m_engine.nextOptions(); }
    [[nodiscard]] const Client& engine() const { return m_engine; }
    /// There is a transport, connected or on the way to it.
    [[nodiscard]] bool isOpen() const { return m_transport != nullptr; }
    /// Bytes that the system has not taken.
    [[nodiscard]] std::size_t pendingBytes() const;

private:
    [[nodiscard]] Nanoseconds now() const;
    void settle(ByteView packet = {});
    void carryOut();
    void tellSent(ByteView bytes);
    void setTimer();

    void transportConnected(Transport& transport) override;
    void transportReceived(Transport& transport, ByteView bytes) override;
    void transportProgressed(Transport& transport) override;
    void transportEnded(Transport& transport, TransportEnd how) override;

    Client m_engine;
    ClientConnectionUser& m_user;
    std::unique_ptr<Transport> m_transport;
    QTimer m_timer;
    PacketCutter m_cutter;
    Effects m_effects;
    std::deque<ClientEvent> m_events;
    ConnectionId m_lastId = 0;
    bool m_telling = false;
    bool m_reading = true;
    std::optional<Nanoseconds> m_stoppedAt; ///< time stands still
    Nanoseconds m_stood = 0;                ///< so long in all
};

} // namespace mqttscope::broker
