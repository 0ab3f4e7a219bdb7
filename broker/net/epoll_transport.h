// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "broker/net/epoll_poller.h"
#include "broker/net/transport.h"

#include <memory>
#include <vector>

class QTimer;

namespace mqttscope::broker {

/// TCP on a bare socket in the set of an EpollPoller: for accepted connections, by the thousand. Linux.
class EpollTransport final : public Transport, private Pollable {
public:
    /// Takes a connected socket. The poller must outlive this.
    EpollTransport(ConnectionId id, TransportUser& user, EpollPoller& poller, int socket);
    ~EpollTransport() override;

    [[nodiscard]] NetworkAddress localAddress() const override { return m_local; }
    [[nodiscard]] NetworkAddress peerAddress() const override { return m_peer; }

    void send(ByteView bytes) override;
    void flush() override;
    [[nodiscard]] std::size_t pendingBytes() const override { return m_out.size() - m_sent; }
    void setReading(bool on) override;
    void close() override;
    void abort() override;

private:
    enum class State : std::uint8_t {
        Open,
        Closing, ///< close() or abort() was called
        Ended,
    };

    void ready(std::uint32_t events) override;
    void deferred() override;
    void read();
    void discard();
    void watch();
    void endOwnDirection();
    void reset();
    void resetOverdue();
    void end(TransportEnd how);

    EpollPoller& m_poller;
    int m_socket;
    NetworkAddress m_local;
    NetworkAddress m_peer;
    std::vector<std::uint8_t> m_out; ///< given to send()
    std::size_t m_sent = 0;          ///< of them: taken by the system
    std::uint32_t m_watched = 0;     ///< events that are asked for
    std::unique_ptr<QTimer> m_closeTimer;
    std::size_t m_discarded = 0;
    State m_state = State::Open;
    bool m_reading = true;
    bool m_broken = false;
    bool m_peerFinished = false;
    bool m_ownDirectionEnded = false;
    bool m_overdue = false; ///< the peer has exceeded the CloseLimits
};

} // namespace mqttscope::broker
