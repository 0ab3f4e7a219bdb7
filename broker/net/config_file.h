// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "broker/net/broker_config.h"

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace mqttscope::broker {

/// What there is to say about a line of a configuration.
enum class ConfigRemark : std::uint8_t {
    UnknownKey,
    MissingValue,
    BadValue,
    Tls,
    WebSocket,
    Bridge,
    Plugin,
    AgainstStandard, ///< mosquitto can be told to break MQTT
    NotSupported,
    PerListener,  ///< differs between listeners, and there is one for all
    CannotRead,   ///< the file, or one that it includes; line 0: the first file
    TooManyFiles, ///< ConfigFile::kMaxFiles
    // Notes: the configuration is used all the same.
    NotUsed,
    Persistence,
    Log,
    Nobody, ///< nobody can connect; without line
};

[[nodiscard]] constexpr bool isNote(ConfigRemark remark)
{
    return remark >= ConfigRemark::NotUsed;
}

struct ConfigMessage {
    std::string file;
    std::uint32_t line = 0; ///< from 1; 0 = the whole file
    ConfigRemark remark{};
    std::string key;
    std::string value;
};

/// A mosquitto.conf: one `key value` on a line, comments from a # at the beginning, other files by
/// include_dir. Starts from mosquitto's defaults. Keys that mosquitto 2.0 does not know either are errors;
/// what this broker does not have is an error or a note, never silence.
struct ConfigFile {
    static constexpr std::size_t kMaxBytes = 1U << 20; ///< of one file
    static constexpr std::size_t kMaxFiles = 100;
    static constexpr std::size_t kMaxMessages = 100;

    BrokerConfig config;
    std::vector<ConfigMessage> messages;

    [[nodiscard]] bool usable() const;
};

[[nodiscard]] ConfigFile readConfigFile(const std::filesystem::path& path);

/// The bytes of a text file, at most `limit`; nothing if it cannot be read or is longer.
[[nodiscard]] std::optional<std::string> readTextFile(const std::filesystem::path& path, std::size_t limit);

} // namespace mqttscope::broker
