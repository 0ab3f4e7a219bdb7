// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "broker/core/broker.h"

#include <cstdint>
#include <map>
#include <string>
#include <utility>
#include <vector>

namespace mqttscope::broker {

/// What has gone through the sockets.
struct Traffic {
    std::uint64_t bytesReceived = 0;
    std::uint64_t bytesSent = 0;   ///< handed to the system
    std::uint64_t connections = 0; ///< accepted ever
    std::size_t mostClients = 0;   ///< connected at once
};

/// The figures of a broker as $SYS topics, named as mosquitto names them. Texts and numbers in decimal.
class SysTopics {
public:
    explicit SysTopics(std::string version) : m_version(std::move(version)) {}

    using Topics = std::vector<std::pair<std::string, std::string>>; ///< topic, payload
    /// Those whose value is new since the last call.
    [[nodiscard]] Topics changed(const Broker& broker, const Traffic& traffic, Nanoseconds now);

private:
    std::string m_version;
    std::map<std::string, std::string> m_published;
};

} // namespace mqttscope::broker
