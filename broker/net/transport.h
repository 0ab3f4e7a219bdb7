// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "broker/core/effects.h"
#include "broker/net/network_address.h"

#include <cstddef>
#include <cstdint>

namespace mqttscope::broker {

/// How a transport came to its end.
enum class TransportEnd : std::uint8_t {
    ByPeer,       ///< the peer ended its direction (FIN)
    Broken,       ///< RST, or an error of the network
    OnDemand,     ///< after close() or abort()
    Overdue,      ///< after close(): the peer exceeded the CloseLimits, and was reset
    NotConnected, ///< the connection was never made: see Transport::connectFault()
};

/// Why a connection could not be made.
enum class ConnectFault : std::uint8_t {
    None,
    HostNotFound,
    Refused,     ///< nobody listens there
    Unreachable, ///< no way to there, or no answer from there
    Other,
};

/// What a peer may do after close() until it is reset.
struct CloseLimits {
    /// To take what waits and to end its direction.
    int milliseconds = 10'000;
    /// Of it that are read and thrown away.
    std::size_t bytes = 32U << 20;
};

class Transport;

/// Whom a transport tells what happens to it. Never called from inside a call to the transport. May call any
/// function of it; may destroy it only in transportEnded().
class TransportUser {
public:
    TransportUser() = default;
    TransportUser(const TransportUser&) = delete;
    TransportUser& operator=(const TransportUser&) = delete;
    virtual ~TransportUser() = default;

    /// The connection that a client asked for is made. Not told of accepted ones: they are.
    virtual void transportConnected(Transport&) {}
    /// Bytes of the peer, in their order, at most Transport::kMostAtOnce. Valid during the call.
    virtual void transportReceived(Transport& transport, ByteView bytes) = 0;
    /// Transport::pendingBytes() has become smaller since flush().
    virtual void transportProgressed(Transport&) {}
    /// The transport is over: told once, and the last that is told.
    virtual void transportEnded(Transport& transport, TransportEnd how) = 0;
};

/// An ordered stream of bytes in both directions: TCP, later TLS and WebSocket above it. Lives in one thread,
/// whose Qt event loop drives it. To destroy one that is not over resets its connection.
class Transport {
public:
    /// Bytes read and handed over in one turn of the event loop: nobody keeps the others waiting for long.
    static constexpr std::size_t kMostAtOnce = 64U << 10;

    Transport(ConnectionId id, TransportUser& user) : m_id(id), m_user(user) {}
    Transport(const Transport&) = delete;
    Transport& operator=(const Transport&) = delete;
    virtual ~Transport() = default;

    /// The name that the owner gave it.
    [[nodiscard]] ConnectionId id() const { return m_id; }
    [[nodiscard]] virtual NetworkAddress localAddress() const = 0;
    [[nodiscard]] virtual NetworkAddress peerAddress() const = 0;
    /// Why transportEnded(NotConnected) was told.
    [[nodiscard]] virtual ConnectFault connectFault() const { return ConnectFault::None; }

    /// Takes all bytes and sends nothing yet: flush() does, once for all that a turn brought. Not after
    /// close().
    virtual void send(ByteView bytes) = 0;
    /// Hands to the system what it takes now; the rest follows by itself.
    virtual void flush() = 0;
    /// Bytes taken by send() that the system has not taken: the owner limits them.
    [[nodiscard]] virtual std::size_t pendingBytes() const = 0;

    /// Stops or goes on reading. While it is off, the peer is slowed down by TCP. On at first.
    virtual void setReading(bool on) = 0;

    /// For a close() to come.
    void setCloseLimits(const CloseLimits& limits) { m_closeLimits = limits; }
    /// Sends what waits, then ends the own direction (FIN), reads on without telling until the peer ends too
    /// or exceeds the CloseLimits, then is over. Closing while unread bytes are left would reset the
    /// connection, and the peer would lose what it was told last.
    virtual void close() = 0;
    /// Resets the connection (RST): what waits is not sent.
    virtual void abort() = 0;

protected:
    [[nodiscard]] TransportUser& user() const { return m_user; }
    [[nodiscard]] const CloseLimits& closeLimits() const { return m_closeLimits; }

private:
    ConnectionId m_id;
    TransportUser& m_user;
    CloseLimits m_closeLimits;
};

} // namespace mqttscope::broker
