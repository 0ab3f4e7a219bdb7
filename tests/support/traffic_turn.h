// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/support/traffic_truth.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace mqttscope::test {

/// An Application Message: what a client published, a Will, or what the server says of itself.
struct TrafficPublication {
    TrafficOrigin origin = TrafficOrigin::Client;
    std::uint32_t topic = 0;  ///< index into the topics
    std::uint32_t client = 0; ///< number of the publisher
    std::vector<std::uint8_t> payload;
    std::uint8_t qos = 0;
    bool retain = false;
    // Properties of 5.0; an empty text is one that is not there.
    bool isText = false; ///< Payload Format Indicator 1
    bool isJson = false; ///< Content Type
    std::string responseTopic;
    std::string correlation;
    std::string room; ///< two User Properties
    std::optional<std::uint32_t> expiry;
    std::int64_t timeNs = 0; ///< since when the server has it
    // The truth, once its first copy was captured:
    bool noted = false;  ///< it was, or is lost
    bool faulty = false; ///< something that is made of it breaks a rule that is told there
    std::uint32_t frame = 0;
    std::uint32_t stream = 0;
    std::uint32_t number = 0;
    bool lost = false;
};

/// A publication on its way to somebody.
struct TrafficDelivery {
    std::shared_ptr<TrafficPublication> publication;
    std::uint8_t qos = 0;
    bool retain = false;
    bool retained = false;                  ///< because of a SUBSCRIBE
    std::vector<std::uint32_t> identifiers; ///< Subscription Identifiers
    bool faulty = false;                    ///< it breaks a rule
};

/// A filter of a SUBSCRIBE.
struct TrafficFilter {
    std::string text;
    std::uint8_t qos = 0;
    bool noLocal = false;
    bool retainAsPublished = false;
    std::uint8_t retainHandling = 0;
    std::uint32_t identifier = 0; ///< Subscription Identifier; 0 = none
    bool live = false;            ///< one that much is published for
    bool renewed = false;         ///< it replaced itself
    std::int64_t sinceNs = 0;     ///< when it was granted
};

/// What a SUBSCRIBE or an UNSUBSCRIBE asks.
struct TrafficRequest {
    std::vector<TrafficFilter> filters;
    std::vector<std::uint8_t> codes; ///< once it was answered
};

/// What a message is in its exchange.
enum class TrafficStep : std::uint8_t {
    Opens,   ///< the opening packet, or a copy of it
    GoesOn,  ///< something between
    Ends,    ///< the last answer
    Refuses, ///< likewise, but it says no
};

/// A message with what it means to whoever hears it.
struct SpokenMessage {
    SaidMessage said;
    mqtt::PacketType type{};
    bool dup = false;
    bool retained = false;    ///< TrafficDelivery::retained
    bool faulty = false;      ///< it breaks a rule
    bool endsSession = false; ///< a CONNACK that says that an earlier session is gone
    TrafficStep step = TrafficStep::GoesOn;
    std::shared_ptr<TrafficPublication> publication; ///< of a PUBLISH; of a CONNECT, its Will
    std::shared_ptr<TrafficExchange> exchange;
    std::shared_ptr<TrafficRequest> request;
};

/// What one side sends before it waits for the other.
struct Turn {
    std::uint8_t side = 0;           ///< 0: client, 1: server
    std::vector<std::uint8_t> bytes; ///< of the messages, one after the other
    std::vector<SpokenMessage> messages;
};

} // namespace mqttscope::test
