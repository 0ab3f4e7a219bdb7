// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "broker/core/options.h"
#include "broker/net/network_address.h"

#include <optional>
#include <string>
#include <vector>

namespace mqttscope::broker {

/// What a broker is told by a command line or a configuration file.
struct BrokerConfig {
    std::vector<NetworkAddress> listeners;
    bool localMode = false; ///< mosquitto's: the loopback addresses of the families that there are
    std::optional<bool> allowAnonymous; ///< none: nobody said
    std::string passwordFile;           ///< empty: none
    std::string aclFile;                ///< likewise
    std::string persistenceFile;        ///< likewise; of a SessionDatabase
    Options engine;
    Nanoseconds sysInterval = 10 * kSecond; ///< 0 = no $SYS topics
    bool tellConnections = true;            ///< connections that come and go are written to the log
    bool tellEverything = false;            ///< every decision is

    /// Whether somebody may come in who says no name: as mosquitto 2.0, as long as nobody opened a listener.
    [[nodiscard]] bool anonymous() const { return allowAnonymous.value_or(false); }
};

/// What mosquitto 2.0 does when its configuration says nothing.
[[nodiscard]] BrokerConfig mosquittoDefaults();

} // namespace mqttscope::broker
