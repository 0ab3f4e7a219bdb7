// SPDX-License-Identifier: GPL-3.0-or-later
#include "broker/net/epoll_transport.h"

#include <QHostAddress>
#include <QTimer>
#include <array>
#include <cassert>
#include <cerrno>
#include <fcntl.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <unistd.h>

namespace mqttscope::broker {
namespace {

/// Memory for what waits that an idle connection keeps.
constexpr std::size_t kKeptCapacity = 4U << 10;

std::array<std::uint8_t, Transport::kMostAtOnce>& scratch()
{
    thread_local std::array<std::uint8_t, Transport::kMostAtOnce> bytes;
    return bytes;
}

using NameOf = int (*)(int, sockaddr*, socklen_t*);

NetworkAddress addressOf(int socket, NameOf nameOf)
{
    sockaddr_storage storage{};
    socklen_t size = sizeof storage;
    auto* const name = reinterpret_cast<sockaddr*>(&storage);
    if (nameOf(socket, name, &size) != 0)
        return {};
    QHostAddress host(name);
    bool mapped = false; // an IPv4 peer of a socket for both
    const quint32 v4 = host.toIPv4Address(&mapped);
    if (mapped)
        host = QHostAddress(v4);
    const std::uint16_t port = storage.ss_family == AF_INET6
                                   ? reinterpret_cast<const sockaddr_in6*>(&storage)->sin6_port
                                   : reinterpret_cast<const sockaddr_in*>(&storage)->sin_port;
    return {host.toString().toStdString(), ntohs(port)};
}

} // namespace

EpollTransport::EpollTransport(ConnectionId id, TransportUser& user, EpollPoller& poller, int socket)
    : Transport(id, user), m_poller(poller), m_socket(socket), m_local(addressOf(socket, &::getsockname)),
      m_peer(addressOf(socket, &::getpeername)), m_watched(EPOLLIN)
{
    ::fcntl(m_socket, F_SETFL, ::fcntl(m_socket, F_GETFL) | O_NONBLOCK);
    const int one = 1;
    ::setsockopt(m_socket, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
    m_poller.add(m_socket, *this, m_watched);
}

EpollTransport::~EpollTransport()
{
    if (m_state != State::Ended)
        reset();
    m_poller.remove(m_socket, *this);
    if (m_socket >= 0)
        ::close(m_socket);
}

void EpollTransport::send(ByteView bytes)
{
    assert(m_state != State::Closing);
    if (m_state == State::Open && !m_broken)
        m_out.insert(m_out.end(), bytes.begin(), bytes.end());
}

void EpollTransport::flush()
{
    while (pendingBytes() != 0 && m_socket >= 0 && !m_broken) {
        const ssize_t count = ::send(m_socket, m_out.data() + m_sent, pendingBytes(), MSG_NOSIGNAL);
        if (count > 0) {
            m_sent += static_cast<std::size_t>(count);
            continue;
        }
        if (errno == EINTR)
            continue;
        if (errno != EAGAIN && errno != EWOULDBLOCK) {
            m_broken = true;
            m_poller.defer(*this);
        }
        break;
    }
    if (pendingBytes() == 0 || m_broken) {
        m_out.clear();
        if (m_out.capacity() > kKeptCapacity)
            m_out.shrink_to_fit();
        m_sent = 0;
    } else if (m_sent > m_out.size() / 2) {
        m_out.erase(m_out.begin(), m_out.begin() + static_cast<std::ptrdiff_t>(m_sent));
        m_sent = 0;
    }
    watch();
}

/// Asks for the events that there is something to do about.
void EpollTransport::watch()
{
    if (m_socket < 0)
        return;
    const bool in = m_state == State::Closing ? !m_peerFinished : m_reading;
    const std::uint32_t wanted = (in ? std::uint32_t{EPOLLIN} : 0U) | (pendingBytes() != 0 ? EPOLLOUT : 0U);
    if (wanted != m_watched)
        m_poller.change(m_socket, *this, wanted);
    m_watched = wanted;
}

void EpollTransport::ready(std::uint32_t events)
{
    const bool failed = (events & EPOLLERR) != 0 || ((events & EPOLLHUP) != 0 && (m_watched & EPOLLIN) == 0);
    if (failed && (m_watched & EPOLLIN) == 0) // otherwise recv() says what it is
        return end(m_state == State::Closing ? TransportEnd::OnDemand : TransportEnd::Broken);
    if ((events & EPOLLOUT) != 0) {
        flush();
        if (m_state == State::Closing && pendingBytes() == 0) {
            endOwnDirection();
            if (m_peerFinished)
                return end(TransportEnd::OnDemand);
        } else if (m_state == State::Open && !m_broken) {
            user().transportProgressed(*this); // does not end it
        }
    }
    if ((events & (EPOLLIN | EPOLLERR | EPOLLHUP)) == 0 || m_socket < 0)
        return;
    if (m_state == State::Closing)
        discard();
    else if (m_state == State::Open && m_reading)
        read();
}

void EpollTransport::read()
{
    const ssize_t count = ::recv(m_socket, scratch().data(), scratch().size(), 0);
    if (count > 0)
        return user().transportReceived(*this, ByteView(scratch()).first(static_cast<std::size_t>(count)));
    if (count == 0)
        return end(TransportEnd::ByPeer);
    if (errno != EAGAIN && errno != EWOULDBLOCK && errno != EINTR)
        end(TransportEnd::Broken);
}

/// After close(): until the peer ends too.
void EpollTransport::discard()
{
    const ssize_t count = ::recv(m_socket, scratch().data(), scratch().size(), 0);
    if (count > 0) {
        m_discarded += static_cast<std::size_t>(count);
        if (m_discarded > closeLimits().bytes)
            resetOverdue();
        return;
    }
    if (count < 0 && (errno == EAGAIN || errno == EWOULDBLOCK || errno == EINTR))
        return;
    m_peerFinished = true;
    if (count < 0 || pendingBytes() == 0)
        return end(TransportEnd::OnDemand);
    watch(); // the peer has ended its direction and reads on
}

void EpollTransport::setReading(bool on)
{
    m_reading = on;
    watch();
}

void EpollTransport::close()
{
    if (m_state != State::Open)
        return;
    m_state = State::Closing;
    m_closeTimer = std::make_unique<QTimer>();
    m_closeTimer->setSingleShot(true);
    QObject::connect(m_closeTimer.get(), &QTimer::timeout, m_closeTimer.get(), [this] { resetOverdue(); });
    m_closeTimer->start(closeLimits().milliseconds);
    flush();
    if (pendingBytes() == 0)
        endOwnDirection();
}

void EpollTransport::endOwnDirection()
{
    if (m_ownDirectionEnded)
        return;
    m_ownDirectionEnded = true;
    ::shutdown(m_socket, SHUT_WR);
}

/// Closes the socket so that the system sends RST.
void EpollTransport::reset()
{
    if (m_socket < 0)
        return;
    const linger atOnce{1, 0};
    ::setsockopt(m_socket, SOL_SOCKET, SO_LINGER, &atOnce, sizeof atOnce);
    m_poller.remove(m_socket, *this);
    ::close(m_socket);
    m_socket = -1;
}

void EpollTransport::resetOverdue()
{
    m_overdue = true;
    reset();
    m_poller.defer(*this);
}

void EpollTransport::abort()
{
    if (m_state == State::Ended)
        return;
    m_state = State::Closing;
    reset();
    m_poller.defer(*this);
}

void EpollTransport::deferred()
{
    if (m_state != State::Closing)
        return end(TransportEnd::Broken);
    end(m_overdue ? TransportEnd::Overdue : TransportEnd::OnDemand);
}

void EpollTransport::end(TransportEnd how)
{
    if (m_state == State::Ended)
        return;
    m_state = State::Ended;
    if (m_socket >= 0)
        m_poller.change(m_socket, *this, 0);
    m_out.clear();
    m_sent = 0;
    user().transportEnded(*this, how); // this may be no more
}

} // namespace mqttscope::broker
