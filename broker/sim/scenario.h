// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "broker/core/client_options.h"
#include "broker/core/fault_plan.h"
#include "broker/core/options.h"
#include "broker/core/time.h"
#include "broker/sim/value_source.h"
#include "dissector/net/tcp_facts.h"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace mqttscope::broker::sim {

using UserProperties = std::vector<std::pair<std::string, std::string>>;

/// Opens a TCP connection and sends CONNECT.
struct ConnectAction {
    std::optional<bool> cleanStart; ///< in place of the client's, from now on
};

/// How a connection is broken without DISCONNECT.
enum class CutManner : std::uint8_t {
    Reset,  ///< RST
    Fin,    ///< FIN
    Silent, ///< the cable is pulled: nothing comes through any more, and nobody is told
};

struct CutAction {
    CutManner how = CutManner::Reset;
};

/// The program of the client hangs: it neither reads nor writes until it connects again. Its TCP lives on.
struct FreezeAction {};

struct DisconnectAction {
    std::uint8_t reasonCode = 0;                ///< 5.0
    std::optional<std::uint32_t> sessionExpiry; ///< seconds; 5.0
};

struct PingAction {};

/// The payload of a message: text with places, or bytes.
struct PayloadTemplate {
    std::string text; ///< {value}, {n} (counts the repetitions from 1), {time} (UTC) are replaced
    std::vector<std::uint8_t> bytes; ///< used if `isBytes`
    bool isBytes = false;
    std::optional<std::uint32_t> size; ///< repeated or cut to so many bytes
    std::optional<ValueOptions> value;
};

struct PublishAction {
    std::string topic;
    PayloadTemplate payload;
    std::uint8_t qos = 0;
    bool retain = false;
    // 5.0
    std::optional<std::uint8_t> payloadFormat;
    std::optional<std::uint32_t> messageExpiry; ///< seconds
    std::string contentType;
    std::string responseTopic;
    std::string correlationData;
    UserProperties userProperties;
};

struct FilterWish {
    std::string filter;
    std::uint8_t qos = 0;
    bool noLocal = false;
    bool retainAsPublished = false;
    std::uint8_t retainHandling = 0;
};

struct SubscribeAction {
    std::vector<FilterWish> filters;
    std::uint32_t identifier = 0; ///< Subscription Identifier, 5.0; 0 = none
    UserProperties userProperties;
};

struct UnsubscribeAction {
    std::vector<std::string> filters;
};

/// Bytes as they are, right or wrong, past the client's engine.
struct SendAction {
    std::vector<std::uint8_t> bytes;
    std::uint32_t piece = 0; ///< bytes sent at once; 0 = all
    Nanoseconds gap = 0;     ///< between pieces
};

/// The broker closes the connection of a client.
struct KickAction {
    std::string clientId;
    std::uint8_t reasonCode = 0x98; ///< 5.0: Administrative action
};

using ActionKind = std::variant<ConnectAction, DisconnectAction, CutAction, FreezeAction, PingAction,
                                PublishAction, SubscribeAction, UnsubscribeAction, SendAction, KickAction>;

/// Something that happens at a time, once or again and again.
struct Action {
    Nanoseconds at = 0;
    Nanoseconds every = 0;   ///< 0 = once
    std::uint32_t times = 1; ///< 0 = until the end
    ActionKind what;
    std::string pointer; ///< where it stands in the scenario, for messages
};

struct SimulatedClient {
    ClientOptions options;
    bool raw = false;        ///< no engine: `connect` opens TCP alone, the bytes are those of `send`
    net::Endpoint endpoint;  ///< port 0 = chosen
    Nanoseconds jitter = 0;  ///< added to the latency, at random between 0 and this
    Nanoseconds latency = 0; ///< one way
    std::optional<Nanoseconds> reconnect; ///< after a connection that the client did not end
    std::vector<Action> actions;
};

struct SimulatedBroker {
    Options options;
    net::Endpoint endpoint;
    bool anonymous = true;
    std::map<std::string, std::string> users; ///< passwords by user name
    std::string acl;                          ///< mosquitto's access file; empty = none
    std::vector<std::string> refusedFilters;  ///< SUBSCRIBE to these is refused
    std::vector<Action> actions;              ///< publish and kick only
};

/// A class in virtual time.
struct Scenario {
    static constexpr std::size_t kMaxFileBytes = std::size_t{4} << 20;
    static constexpr std::size_t kMaxClients = 1000;
    static constexpr std::size_t kMaxActions = 100'000; ///< all clients together
    static constexpr Nanoseconds kMaxDuration = Nanoseconds{7} * 24 * 3600 * kSecond;
    static constexpr Nanoseconds kMaxLatency = 60 * kSecond;             ///< of jitter, too
    static constexpr std::uint32_t kMaxPayload = std::uint32_t{1} << 20; ///< `size`

    std::uint64_t seed = 1;
    std::int64_t startNs = 0; ///< nanoseconds since 1970 UTC
    Nanoseconds duration = 0;
    Nanoseconds recordFrom = 0; ///< the capture begins then
    std::uint16_t mss = 1460;
    FaultPlan faults;
    SimulatedBroker broker;
    std::vector<SimulatedClient> clients;
};

} // namespace mqttscope::broker::sim
