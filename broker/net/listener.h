// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "broker/net/network_address.h"

#include <QTcpServer>
#include <QTimer>
#include <cstdint>
#include <functional>
#include <string>
#include <tl/expected.hpp>

namespace mqttscope::broker {

/// Why an address cannot be listened on.
enum class ListenFault : std::uint8_t {
    InUse,
    NotAllowed,   ///< ports below 1024 are for the administrator
    NotAnAddress, ///< no network interface of this machine has it
    Other,
};

/// Waits for connections at one address. Out of file descriptors it waits a moment and goes on: the
/// connections wait in the system meanwhile.
class Listener final : private QTcpServer {
public:
    /// Connections that the system may have waiting.
    static constexpr int kBacklog = 1024;
    /// Between attempts while there are no file descriptors.
    static constexpr int kRetryMilliseconds = 100;

    /// Takes a connected socket of the system: its own now.
    using Accept = std::function<void(std::intptr_t socket)>;
    /// The system refused to hand over a connection.
    using Failed = std::function<void()>;

    Listener(Accept accept, Failed failed);

    /// Port 0: a free one. Returns the address that it became.
    [[nodiscard]] tl::expected<NetworkAddress, ListenFault> listen(const NetworkAddress& address);
    void close() { QTcpServer::close(); }

private:
    void incomingConnection(qintptr socket) override { m_accept(socket); }
    void onError();

    Accept m_accept;
    Failed m_failed;
    QTimer m_retry;
};

} // namespace mqttscope::broker
