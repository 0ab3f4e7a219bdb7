// SPDX-License-Identifier: GPL-3.0-or-later
#include "broker/net/tcp_transport.h"

#include <QCoreApplication>
#include <QHostAddress>
#include <QNetworkProxy>
#include <QTimer>
#include <array>
#include <cassert>
#include <sys/socket.h> // Windows: winsock2.h has the same two calls

namespace mqttscope::broker {
namespace {

/// Where bytes stand between the socket and the user: one for all transports of a thread.
std::array<char, Transport::kMostAtOnce>& scratch()
{
    thread_local std::array<char, Transport::kMostAtOnce> bytes;
    return bytes;
}

/// Closing the socket will reset the connection.
void resetOnClose(const QTcpSocket& socket)
{
    const linger atOnce{1, 0};
    ::setsockopt(static_cast<int>(socket.socketDescriptor()), SOL_SOCKET, SO_LINGER, &atOnce, sizeof atOnce);
}

ConnectFault faultOf(QAbstractSocket::SocketError error)
{
    switch (error) { // NOLINT(clang-diagnostic-switch-enum): the others do not happen to a TCP client
    case QAbstractSocket::HostNotFoundError:
        return ConnectFault::HostNotFound;
    case QAbstractSocket::ConnectionRefusedError:
        return ConnectFault::Refused;
    case QAbstractSocket::NetworkError:
    case QAbstractSocket::SocketTimeoutError:
        return ConnectFault::Unreachable;
    default:
        return ConnectFault::Other;
    }
}

NetworkAddress addressOf(QHostAddress host, std::uint16_t port)
{
    bool mapped = false; // an IPv4 peer of a socket for both
    const quint32 v4 = host.toIPv4Address(&mapped);
    if (mapped)
        host = QHostAddress(v4);
    return {host.isNull() ? std::string{} : host.toString().toStdString(), port};
}

} // namespace

TcpTransport::TcpTransport(ConnectionId id, TransportUser& user, std::unique_ptr<QTcpSocket> accepted)
    : Transport(id, user), m_socket(accepted.release())
{
    assert(m_socket->state() == QAbstractSocket::ConnectedState);
    m_socket->setParent(nullptr);
    watch();
    begin();
    // What came before the signals were connected.
    if (m_socket->bytesAvailable() > 0)
        QMetaObject::invokeMethod(
            m_socket.get(), [this] { onReadable(); }, Qt::QueuedConnection);
}

TcpTransport::TcpTransport(ConnectionId id, TransportUser& user, const std::string& host, std::uint16_t port)
    : Transport(id, user), m_socket(new QTcpSocket), m_state(State::Connecting)
{
    watch();
    m_socket->setProxy(QNetworkProxy::NoProxy);
    m_socket->connectToHost(QString::fromStdString(host), port);
}

TcpTransport::~TcpTransport()
{
    m_socket->disconnect();
    QCoreApplication::removePostedEvents(m_socket.get(), QEvent::MetaCall); // it outlives this a little
    if (m_state != State::Ended)
        reset();
}

/// An end is told from the event loop, because the socket tells it also from inside flush() and abort().
void TcpTransport::watch()
{
    m_socket->setReadBufferSize(kMostAtOnce);
    QTcpSocket* const socket = m_socket.get();
    QObject::connect(socket, &QTcpSocket::connected, socket, [this] { onConnected(); });
    QObject::connect(socket, &QTcpSocket::readyRead, socket, [this] { onReadable(); });
    QObject::connect(socket, &QTcpSocket::bytesWritten, socket, [this] { onWritten(); });
    QObject::connect(
        socket, &QTcpSocket::errorOccurred, socket,
        [this](QAbstractSocket::SocketError error) { onError(error); }, Qt::QueuedConnection);
    QObject::connect(
        socket, &QTcpSocket::disconnected, socket, [this] { onDisconnected(); }, Qt::QueuedConnection);
}

/// The connection is there.
void TcpTransport::begin()
{
    m_socket->setSocketOption(QAbstractSocket::LowDelayOption, 1);
    m_local = addressOf(m_socket->localAddress(), m_socket->localPort());
    m_peer = addressOf(m_socket->peerAddress(), m_socket->peerPort());
}

void TcpTransport::onConnected()
{
    if (m_state != State::Connecting)
        return;
    m_state = State::Open;
    begin();
    user().transportConnected(*this);
}

void TcpTransport::onReadable()
{
    if (m_state == State::Closing)
        return discard();
    if (m_state != State::Open || !m_reading)
        return;
    const qint64 count = m_socket->read(scratch().data(), kMostAtOnce);
    if (count > 0)
        user().transportReceived(*this, {reinterpret_cast<const std::uint8_t*>(scratch().data()),
                                         static_cast<std::size_t>(count)});
}

void TcpTransport::send(ByteView bytes)
{
    assert(m_state == State::Open || m_state == State::Ended);
    if (m_state == State::Open && m_socket->state() == QAbstractSocket::ConnectedState)
        m_socket->write(reinterpret_cast<const char*>(bytes.data()), static_cast<qint64>(bytes.size()));
}

void TcpTransport::flush()
{
    m_flushing = true;
    m_socket->flush();
    m_flushing = false;
}

std::size_t TcpTransport::pendingBytes() const
{
    return static_cast<std::size_t>(m_socket->bytesToWrite());
}

void TcpTransport::onWritten()
{
    if (m_state == State::Closing && pendingBytes() == 0)
        return endOwnDirection();
    if (m_state == State::Open && !m_flushing)
        user().transportProgressed(*this);
}

void TcpTransport::setReading(bool on)
{
    if (on == m_reading)
        return;
    m_reading = on;
    if (!on)
        return;
    // What has come meanwhile, and then perhaps that nothing more will come.
    QMetaObject::invokeMethod(
        m_socket.get(),
        [this] {
            onReadable();
            if (m_peerGone)
                QMetaObject::invokeMethod(
                    m_socket.get(), [this] { onDisconnected(); }, Qt::QueuedConnection);
        },
        Qt::QueuedConnection);
}

void TcpTransport::close()
{
    if (m_state == State::Connecting)
        return abort();
    if (m_state != State::Open)
        return;
    m_state = State::Closing;
    if (m_peerGone || m_socket->state() != QAbstractSocket::ConnectedState) {
        QMetaObject::invokeMethod(
            m_socket.get(), [this] { onDisconnected(); }, Qt::QueuedConnection);
        return;
    }
    m_closeTimer = std::make_unique<QTimer>();
    m_closeTimer->setSingleShot(true);
    QObject::connect(m_closeTimer.get(), &QTimer::timeout, m_socket.get(), [this] { resetOverdue(); });
    m_closeTimer->start(closeLimits().milliseconds);
    flush();
    discard(); // lest a full buffer keep the socket from reading
    if (pendingBytes() == 0)
        endOwnDirection();
}

/// QTcpSocket ends both directions or none.
void TcpTransport::endOwnDirection()
{
    if (m_ownDirectionEnded)
        return;
    m_ownDirectionEnded = true;
    ::shutdown(static_cast<int>(m_socket->socketDescriptor()), SHUT_WR);
}

void TcpTransport::discard()
{
    if (m_socket->bytesAvailable() == 0)
        return;
    m_discarded += static_cast<std::size_t>(m_socket->skip(m_socket->bytesAvailable()));
    if (m_discarded > closeLimits().bytes)
        resetOverdue();
}

void TcpTransport::resetOverdue()
{
    m_overdue = true;
    reset();
}

void TcpTransport::reset()
{
    if (m_socket->state() == QAbstractSocket::ConnectedState ||
        m_socket->state() == QAbstractSocket::ClosingState)
        resetOnClose(*m_socket);
    m_socket->abort();
}

void TcpTransport::abort()
{
    if (m_state == State::Ended)
        return;
    const bool connecting = m_state == State::Connecting;
    m_state = State::Closing;
    reset();
    if (connecting) // the socket says nothing of a connection that it never had
        QMetaObject::invokeMethod(
            m_socket.get(), [this] { onDisconnected(); }, Qt::QueuedConnection);
}

void TcpTransport::onError(QAbstractSocket::SocketError error)
{
    if (m_state == State::Connecting) {
        m_fault = faultOf(error);
        return end(TransportEnd::NotConnected);
    }
    m_broken = m_broken || error != QAbstractSocket::RemoteHostClosedError;
}

void TcpTransport::onDisconnected()
{
    if (m_state == State::Closing)
        return end(m_overdue ? TransportEnd::Overdue : TransportEnd::OnDemand);
    if (!m_reading && m_socket->bytesAvailable() > 0) {
        m_peerGone = true;
        return;
    }
    end(m_broken ? TransportEnd::Broken : TransportEnd::ByPeer);
}

void TcpTransport::end(TransportEnd how)
{
    if (m_state == State::Ended)
        return;
    m_state = State::Ended;
    user().transportEnded(*this, how); // this may be no more
}

} // namespace mqttscope::broker
