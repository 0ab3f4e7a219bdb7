// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "broker/core/authorizer.h"
#include "broker/core/effects.h"
#include "broker/core/incoming_flow.h"
#include "broker/core/message.h"
#include "broker/core/outgoing_flow.h"
#include "broker/core/subscription_tree.h"
#include "broker/core/time.h"

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace mqttscope::broker {

struct Connection;

/// A Will that waits for the end of its connection (MQTT 5.0 §3.1.2.5).
struct ArmedWill {
    MessageRef message;      ///< its Message Expiry Interval counts from the publication on
    std::uint32_t delay = 0; ///< Will Delay Interval, seconds
};

/// The state that the broker keeps for one Client Identifier (MQTT 5.0 §4.1, MQTT 3.1.1 §4.1).
struct Session {
    std::string clientId;
    std::uint64_t serial = 0;         ///< counts the sessions of the broker, from 1
    Connection* connection = nullptr; ///< none while the client is away
    std::uint32_t expiryInterval = 0; ///< seconds; 0 = ends with the connection; kNeverExpires
    std::string userName;
    bool anonymous = true;
    std::map<std::string, SubscriptionOptions, std::less<>> subscriptions; ///< by filter as sent
    OutgoingFlow outgoing;
    IncomingFlow incoming;
    std::optional<ArmedWill> will;

    std::optional<Nanoseconds> expiresAt; ///< set in the deadlines, likewise the next two
    std::optional<Nanoseconds> willAt;
    std::optional<Nanoseconds> pauseEndsAt;
    std::vector<ConnectionId> pausing; ///< publishers that wait for this session
    bool overrun = false; ///< held up publishers for too long; does so no more until it has caught up

    // Of the message being routed.
    std::uint64_t mark = 0;     ///< routing in which it was met
    std::size_t matchPlace = 0; ///< its place among the matches

    [[nodiscard]] bool outlivesConnection() const { return expiryInterval != 0; }
    [[nodiscard]] Identity identity() const { return {clientId, userName, anonymous}; }
};

} // namespace mqttscope::broker
