// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "broker/net/network_address.h"

#include <QSocketNotifier>
#include <QTcpServer>
#include <QTimer>
#include <cstdint>
#include <functional>
#include <memory>
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
/// connections wait in the system meanwhile. QTcpServer listens and does not accept: it remembers its first
/// error for ever, and the first is always that nobody waits, so it would not notice this one and try at once
/// again.
class Listener final {
public:
    /// Connections that the system may have waiting.
    static constexpr int kBacklog = 1024;
    /// Between attempts while there are no file descriptors.
    static constexpr int kRetryMilliseconds = 100;
    /// Connections accepted in one turn of the event loop: those that are there want their turn too.
    static constexpr int kMostAtOnce = 64;

    /// Takes a connected socket of the system: its own now.
    using Accept = std::function<void(std::intptr_t socket)>;
    /// The system refused to hand over a connection.
    using Failed = std::function<void()>;

    Listener(Accept accept, Failed failed);

    /// Port 0: a free one. Returns the address that it became.
    [[nodiscard]] tl::expected<NetworkAddress, ListenFault> listen(const NetworkAddress& address);

private:
    void onReadable();

    Accept m_accept;
    Failed m_failed;
    QTcpServer m_server;
    std::unique_ptr<QSocketNotifier> m_notifier; ///< goes before the socket
    QTimer m_retry;
};

} // namespace mqttscope::broker
