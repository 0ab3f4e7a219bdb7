// SPDX-License-Identifier: GPL-3.0-or-later
#include "broker/net/listener.h"

#include <QNetworkProxy>
#include <utility>

namespace mqttscope::broker {

Listener::Listener(Accept accept, Failed failed) : m_accept(std::move(accept)), m_failed(std::move(failed))
{
    setListenBacklogSize(kBacklog);
    setProxy(QNetworkProxy::NoProxy);
    m_retry.setSingleShot(true);
    m_retry.setInterval(kRetryMilliseconds);
    QObject::connect(this, &QTcpServer::acceptError, this, [this] { onError(); });
    QObject::connect(&m_retry, &QTimer::timeout, this, [this] { resumeAccepting(); });
}

/// QTcpServer has stopped accepting.
void Listener::onError()
{
    m_retry.start();
    m_failed();
}

tl::expected<NetworkAddress, ListenFault> Listener::listen(const NetworkAddress& address)
{
    // "::" is both families, as for most servers; Qt calls it Any and means IPv6 alone by "::".
    const QHostAddress host = address.host == "::" ? QHostAddress(QHostAddress::Any)
                                                   : QHostAddress(QString::fromStdString(address.host));
    if (!QTcpServer::listen(host, address.port)) {
        switch (serverError()) { // NOLINT(clang-diagnostic-switch-enum): the others have no sentence
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
    return NetworkAddress{address.host, serverPort()};
}

} // namespace mqttscope::broker
