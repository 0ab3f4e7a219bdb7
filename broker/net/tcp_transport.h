// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "broker/net/transport.h"

#include <QTcpSocket>
#include <memory>
#include <string>

class QTimer;

namespace mqttscope::broker {

/// TCP on a QTcpSocket: for an accepted connection, and for a client that makes one. Portable; an RST of the
/// peer looks like its FIN, because Qt does not tell them apart.
class TcpTransport final : public Transport {
public:
    /// An accepted connection.
    TcpTransport(ConnectionId id, TransportUser& user, std::unique_ptr<QTcpSocket> accepted);
    /// Connects to a host by name or address. transportConnected() or transportEnded() follows.
    TcpTransport(ConnectionId id, TransportUser& user, const std::string& host, std::uint16_t port);
    ~TcpTransport() override;

    [[nodiscard]] NetworkAddress localAddress() const override { return m_local; }
    [[nodiscard]] NetworkAddress peerAddress() const override { return m_peer; }
    [[nodiscard]] ConnectFault connectFault() const override { return m_fault; }

    void send(ByteView bytes) override;
    void flush() override;
    [[nodiscard]] std::size_t pendingBytes() const override;
    void setReading(bool on) override;
    void close() override;
    void abort() override;

private:
    enum class State : std::uint8_t {
        Connecting,
        Open,
        Closing, ///< close() was called
        Ended,
    };
    /// A socket may be in the middle of a signal when its transport goes.
    struct DeleteLater {
        void operator()(QTcpSocket* socket) const { socket->deleteLater(); }
    };

    void watch();
    void begin();
    void onConnected();
    void onReadable();
    void onWritten();
    void onError(QAbstractSocket::SocketError error);
    void onDisconnected();
    void discard();
    void endOwnDirection();
    void reset();
    void resetOverdue();
    void end(TransportEnd how);

    std::unique_ptr<QTcpSocket, DeleteLater> m_socket;
    std::unique_ptr<QTimer> m_closeTimer; ///< from close() on
    NetworkAddress m_local;               ///< kept: the socket forgets them when it ends
    NetworkAddress m_peer;
    State m_state = State::Open;
    ConnectFault m_fault = ConnectFault::None;
    bool m_reading = true;
    bool m_flushing = false;
    bool m_broken = false;   ///< an error was told, besides the end of the peer's direction
    bool m_peerGone = false; ///< disconnected while it was not read: told when what it left is read
    bool m_ownDirectionEnded = false;
    bool m_overdue = false; ///< the peer has exceeded the CloseLimits
    std::size_t m_discarded = 0;
};

} // namespace mqttscope::broker
