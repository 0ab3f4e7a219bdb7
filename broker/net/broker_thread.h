// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "broker/net/broker_service.h"

#include <functional>
#include <memory>
#include <optional>
#include <thread>
#include <vector>

class QEventLoop;

namespace mqttscope::broker {

/// A broker in a thread of its own: nothing that its owner does delays an acknowledgement. Its functions are
/// called from one other thread.
class BrokerThread {
public:
    /// Where nobody can listen, and why; or what is the matter with the database or the tap.
    struct Failure {
        NetworkAddress address;
        ListenFault fault{};
        std::optional<DatabaseFault> database;
        std::optional<capture::FileError> tap;
    };
    struct Started {
        std::vector<NetworkAddress> addresses; ///< what they became
        Restored restored;
    };

    BrokerThread();
    BrokerThread(const BrokerThread&) = delete;
    BrokerThread& operator=(const BrokerThread&) = delete;
    ~BrokerThread();

    /// Listens at all addresses, or at none and does not run. `log` must outlive this. `lost` is called from
    /// the thread of the broker, see BrokerService::keepSessions(): stop it then.
    [[nodiscard]] tl::expected<Started, Failure> start(ServiceOptions options,
                                                       const std::vector<NetworkAddress>& addresses,
                                                       LogQueue* log = nullptr,
                                                       std::function<void(DatabaseFault)> lost = {});
    /// Does something in the thread of the broker, soon. Only while it runs.
    void post(std::function<void(BrokerService&)> action);
    /// Likewise, and waits until it is done.
    void call(const std::function<void(BrokerService&)>& action);
    /// Ends it cleanly, see BrokerService::shutDown().
    void stop();

private:
    struct Running;
    std::unique_ptr<Running> m_running;
};

} // namespace mqttscope::broker
