// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/client/client_arguments.h"

#include <CLI/CLI.hpp>

#include <optional>
#include <string>
#include <vector>

namespace mqttscope::app {

/// The arguments as they were written, before they are checked.
struct RawClientArguments {
    std::string language;
    std::string version;
    std::string url;
    std::optional<std::string> host;
    std::optional<std::string> id;
    std::optional<std::string> idPrefix;
    std::optional<std::string> user;
    std::optional<std::string> password;
    std::optional<std::string> sessionExpiry;
    std::optional<std::uint16_t> port;
    std::optional<std::string> text;
    std::optional<std::string> file;
    std::optional<std::string> format;
    std::optional<std::string> willTopic;
    std::optional<std::string> willPayload;
    std::optional<int> willQos;
    int qos = 0;
    double repeatDelay = 0; ///< seconds
    bool willRetain = false;
    bool keepSession = false;
    bool lines = false;
    bool input = false;
    bool empty = false;
    bool noLineEnd = false;
    bool ignored = false;
    std::vector<std::string> topics;
};

/// mosquitto's options of one of the clients. All but -D, which is taken out before: CLI11 has no options
/// whose number of values depends on the first.
void addClientOptions(CLI::App& app, ClientKind kind, RawClientArguments& raw, ClientArguments& to);

/// An option that is known and not there yet; empty if none was used.
[[nodiscard]] std::string unavailableOption(const CLI::App& app);

} // namespace mqttscope::app
