// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "broker/net/broker_config.h"
#include "broker/net/config_file.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace mqttscope::broker {

/// What a configuration has set so far. Settings that mosquitto has for each listener are collected, because
/// this broker has one for all.
class ConfigSetting {
public:
    explicit ConfigSetting(BrokerConfig& config) : m_config(config) {}

    /// Takes a line. Returns what there is to say about it.
    [[nodiscard]] std::optional<ConfigRemark> apply(std::string_view key, std::string_view value);
    /// After the last line.
    [[nodiscard]] std::optional<ConfigRemark> finish();

private:
    /// Access as mosquitto has it for each listener with per_listener_settings.
    struct ListenerAccess {
        std::optional<bool> allowAnonymous;
        std::string passwordFile;
        std::string aclFile;

        friend bool operator==(const ListenerAccess&, const ListenerAccess&) = default;
    };

    using Result = std::optional<ConfigRemark>;

    [[nodiscard]] Result applyListener(std::string_view key, std::string_view value);
    [[nodiscard]] Result applyAccess(std::string_view key, std::string_view value);
    [[nodiscard]] Result applyFlag(std::string_view key, std::string_view value);
    [[nodiscard]] Result applyNumber(std::string_view key, std::string_view value);
    [[nodiscard]] Result applyExpiration(std::string_view value);
    [[nodiscard]] Result applyPersistence(std::string_view key, std::string_view value);
    [[nodiscard]] Result applyLog(std::string_view key, std::string_view value);
    [[nodiscard]] Result openListener(std::string_view port, std::string_view address);

    BrokerConfig& m_config;
    bool m_perListener = false;
    std::string m_bindAddress;
    std::optional<std::string> m_port; ///< of `port`, the listener without a line of its own
    bool m_persistence = false;
    std::string m_persistenceLocation; ///< empty: the working directory
    std::string m_persistenceFile = "mosquitto.db";
    ListenerAccess m_common;
    std::vector<ListenerAccess> m_access; ///< of the listeners, as far as they have their own
};

} // namespace mqttscope::broker
