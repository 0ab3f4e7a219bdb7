// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/client/message_format.h"
#include "app/client/owned_properties.h"
#include "broker/core/client_options.h"
#include "teach/language.h"

#include <tl/expected.hpp>

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace mqttscope::app {

/// The three clients of the command line.
enum class ClientKind : std::uint8_t {
    Publish,         ///< pub
    Subscribe,       ///< sub
    RequestResponse, ///< rr
};

/// Where the payload of `pub` and `rr` comes from.
enum class PayloadSource : std::uint8_t {
    None,
    Text,  ///< -m
    File,  ///< -f
    Lines, ///< -l: a message for each line of standard input
    Input, ///< -s: all of standard input
    Empty, ///< -n
};

/// What `pub`, `sub` or `rr` was asked to do. Everything is checked: topics are valid, values in their
/// ranges.
struct ClientArguments {
    ClientKind kind{};
    teach::Language language = teach::Language::English;
    std::string host = "localhost";
    std::uint16_t port = 1883;
    broker::ClientOptions options;
    std::uint8_t qos = 0;
    bool debug = false;
    bool quiet = false;
    std::uint32_t timeout = 0; ///< -W, seconds; 0 = none

    // pub, rr
    std::string topic;
    PayloadSource source = PayloadSource::None;
    std::string payload; ///< the text, or the name of the file
    bool retain = false;
    std::uint32_t repeat = 1;
    std::chrono::milliseconds repeatDelay{0};
    OwnedProperties publishProperties;
    std::string responseTopic; ///< rr

    // sub, rr
    std::vector<std::string> filters; ///< -t of sub
    std::vector<std::string> unsubscribe;
    std::vector<std::string> filterOut;
    std::uint32_t count = 0; ///< -C; 0 = no limit
    bool lineEnd = true;     ///< not -N
    bool verbose = false;
    bool pretty = false;
    std::optional<MessageFormat> format;
    bool noRetained = false; ///< -R
    bool retainedOnly = false;
    bool removeRetained = false;
    bool retainAsPublished = false;
    bool exitAfterSubscribing = false;
    double randomFilter = 100; ///< percent of the messages that are printed
    OwnedProperties subscribeProperties;
    OwnedProperties unsubscribeProperties;
    OwnedProperties disconnectProperties;
};

/// What ends the program instead.
struct ArgumentsEnd {
    int status = 1;
    std::string text; ///< --help, or what is wrong
};

/// Reads the arguments behind `pub`, `sub` or `rr`: mosquitto's options.
[[nodiscard]] tl::expected<ClientArguments, ArgumentsEnd>
parseClientArguments(ClientKind kind, const std::vector<std::string>& arguments);

/// "pub", "sub" and "rr".
[[nodiscard]] std::string_view nameOf(ClientKind kind);
[[nodiscard]] std::optional<ClientKind> clientKindOf(std::string_view name);

} // namespace mqttscope::app
