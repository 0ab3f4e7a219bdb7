// SPDX-License-Identifier: GPL-3.0-or-later
#include "broker/net/listener.h"

#include <QNetworkProxy>
#include <cerrno>
#include <sys/socket.h>
#include <utility>

namespace mqttscope::broker {

Listener::Listener(Accept accept, Failed failed) : m_accept(std::move(accept)), m_failed(std::move(failed))
{
    m_server.setListenBacklogSize(kBacklog);
    m_server.setProxy(QNetworkProxy::NoProxy);
    m_retry.setSingleShot(true);
    m_retry.setInterval(kRetryMilliseconds);
    QObject::connect(&m_retry, &QTimer::timeout, &m_server, [this] { m_notifier->setEnabled(true); });
}

void Listener::onReadable()
{
    const auto listening = static_cast<int>(m_server.socketDescriptor());
    for (int i = 0; i < kMostAtOnce; ++i) {
        const int socket = ::accept4(listening, nullptr, nullptr, SOCK_CLOEXEC);
        if (socket >= 0) {
            m_accept(socket);
            continue;
        }
        // Nobody waits, or who did is gone again.
        if (errno == EAGAIN || errno == EWOULDBLOCK || errno == EINTR || errno == ECONNABORTED)
            return;
        m_notifier->setEnabled(false);
        m_retry.start();
        return m_failed();
    }
}

tl::expected<NetworkAddress, ListenFault> Listener::listen(const NetworkAddress& address)
{
    // "::" is both families, as for most servers; Qt calls it Any and means IPv6 alone by "::".
    const QHostAddress host = address.host == "::" ? QHostAddress(QHostAddress::Any)
                                                   : QHostAddress(QString::fromStdString(address.host));
    if (!m_server.listen(host, address.port)) {
        switch (m_server.serverError()) { // NOLINT(clang-diagnostic-switch-enum): the others have no sentence
        case QAbstractSocket::AddressInUseError:
            return tl::unexpected(ListenFault::InUse);
        case QAbstractSocket::SocketAccessError:
            return tl::unexpected(ListenFault::NotAllowed);
        case QAbstractSocket::SocketAddressNotAvailableError:
            return tl::unexpected(ListenFault::NotAnAddress);
        default:
            return tl::unexpected(ListenFault::Other);
        }
    }
    m_server.pauseAccepting();
    m_notifier = std::make_unique<QSocketNotifier>(m_server.socketDescriptor(), QSocketNotifier::Read);
    QObject::connect(m_notifier.get(), &QSocketNotifier::activated, &m_server, [this] { onReadable(); });
    return NetworkAddress{address.host, m_server.serverPort()};
}

} // namespace mqttscope::broker
