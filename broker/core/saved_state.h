// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "broker/core/message.h"
#include "broker/core/outgoing_flow.h"
#include "broker/core/subscription_tree.h"
#include "broker/core/time.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

// What a Journal was told, as plain values: for Broker::restore().
namespace mqttscope::broker {

struct SavedMessage {
    std::uint64_t serial = 0;         ///< MessageOrigin::serial
    std::uint64_t publisher = 0;      ///< MessageOrigin::session
    Nanoseconds arrived = 0;          ///< on the clock of the new broker: before its beginning
    std::vector<std::uint8_t> packet; ///< packetOf()
};

struct SavedSubscription {
    std::string filter; ///< as sent
    SubscriptionOptions options;
};

struct SavedDelivery {
    std::uint64_t number = 0;  ///< Delivery::number
    std::uint64_t message = 0; ///< serial; 0 once PUBREC has come
    std::vector<std::uint32_t> identifiers;
    std::string sharedFilter; ///< empty = not through a Shared Subscription
    std::uint16_t packetId = 0;
    std::uint8_t qos = 0;
    bool retain = false;
    Awaits awaits = Awaits::Sending;
};

struct SavedSession {
    std::uint64_t serial = 0;
    std::string clientId;
    std::string userName;
    bool anonymous = true;
    std::uint32_t expiryInterval = 0;   ///< seconds
    std::optional<Nanoseconds> endedAt; ///< when its client went; none: it was there to the last
    std::uint64_t will = 0;             ///< serial of the message; 0 = none
    std::uint32_t willDelay = 0;        ///< seconds
    std::vector<SavedSubscription> subscriptions;
    std::vector<SavedDelivery> deliveries;                     ///< in any order
    std::vector<std::pair<std::uint16_t, std::uint64_t>> held; ///< Packet Identifier, serial of the message
};

struct SavedState {
    std::vector<SavedMessage> messages;
    std::vector<SavedSession> sessions;
    std::vector<std::uint64_t> retained; ///< serials
};

/// What came of a SavedState.
struct Restored {
    std::size_t sessions = 0;
    std::size_t deliveries = 0;
    std::size_t retained = 0;
    std::size_t lost = 0; ///< things that could not be read, or named a message that is not there
};

/// A message as one PUBLISH of 5.0, from which it can be made again.
[[nodiscard]] std::vector<std::uint8_t> packetOf(const Message& message);

} // namespace mqttscope::broker
