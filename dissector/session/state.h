// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dissector/session/fan_out.h"
#include "dissector/session/flight_table.h"
#include "dissector/session/records.h"
#include "dissector/session/rules/connection_memory.h"
#include "dissector/session/rules/delivery_memory.h"
#include "dissector/session/rules/flow_memory.h"

#include <array>
#include <cstdint>
#include <limits>
#include <memory>
#include <string_view>
#include <vector>

// What the tracker remembers while it reads: seen by nobody else.
namespace mqttscope::session {

inline constexpr std::int64_t kNever = std::numeric_limits<std::int64_t>::min();

/// A subscription in force.
struct Subscription {
    std::uint32_t filter = kNone;    ///< string id
    std::string_view text;           ///< without $share/{ShareName}/; in the string pool
    std::uint32_t record = kNone;    ///< SubscriptionRecord
    std::uint32_t subscribe = kNone; ///< the latest SUBSCRIBE, message
    std::uint32_t since = 0;         ///< the first SUBSCRIBE with this filter, message
    std::uint32_t identifier = 0;    ///< Subscription Identifier; 0 = none
    std::int64_t sinceNs = 0;        ///< when SUBSCRIBE was sent
    std::uint8_t requested = 0;      ///< QoS
    std::uint8_t qos = 0;            ///< granted; requested, as long as no SUBACK came
    bool confirmed = false;          ///< by a SUBACK
    bool shared = false;
    bool noLocal = false;
    bool retainAsPublished = false;
    std::uint8_t retainHandling = 0;
    bool fresh = true; ///< the filter was not subscribed to before
};

/// A session, as far as it can be known.
struct SessionState {
    std::uint32_t number = kNone; ///< SessionRecord
    std::uint32_t lastFrame = 0;  ///< of its messages; the record learns it when it is published
    bool dirty = false;           ///< so it must
    bool versionGuessed = false;
    std::uint64_t key = 0; ///< of server and Client Identifier; 0 = not to be found again
    std::uint32_t broker = 0;
    mqtt::Version version = mqtt::Version::Unknown;
    std::array<FlightTable, 2> flights; ///< opened by the client, by the server
    std::vector<Subscription> subscriptions;
    std::uint32_t connection = kNone; ///< the live one, as tcp.stream
    std::int64_t lastEndNs = kNever;  ///< when the connection before ended
    std::int64_t expiryNs = 0;        ///< how long it outlives its connection; 0 = not at all, max = for ever
    bool fromStart = false;           ///< nothing of it came before the capture
    bool gapped = false;              ///< bytes were missing at some time
    bool keptRetain = false; ///< a subscription had Retain As Published: some servers never forget it
    std::uint32_t newestSubscribe = 0; ///< latest SUBSCRIBE, message number
    ConnectionRulesOfSession connectionRules;
    FlowRulesOfSession flowRules;
    DeliveryRulesOfSession deliveryRules;

    /// Whether what was not seen did not happen.
    [[nodiscard]] bool complete() const { return fromStart && !gapped; }
};

/// A Will that has not been published or thrown away.
struct WillState {
    Content content;
    std::uint32_t topic = kNone; ///< string id; kNone = there is none
    std::int64_t delayNs = 0;
    std::uint8_t qos = 0;
    bool retain = false;
    bool empty = false; ///< no payload

    [[nodiscard]] bool armed() const { return topic != kNone; }
};

/// What one side announced that it takes (5.0 CONNECT and CONNACK; before: what everybody takes).
struct Capabilities {
    std::uint32_t maximumPacketSize = std::numeric_limits<std::uint32_t>::max();
    std::uint16_t receiveMaximum = 65'535;
    std::uint16_t topicAliasMaximum = 0;
    std::uint8_t maximumQos = 2;
    bool retain = true;
    bool wildcards = true;
    bool subscriptionIdentifiers = true;
    bool sharedSubscriptions = true;
    bool problemInformation = true;
    bool responseInformation = false;
};

/// An MQTT connection.
struct ConnectionState {
    static constexpr std::size_t kMaxPings = 256; ///< further ones stay unanswered

    std::uint32_t stream = kNone;
    std::uint32_t session = kNone; ///< number of its session
    mqtt::Version version = mqtt::Version::Unknown;
    std::uint32_t connect = kNone; ///< message
    std::uint32_t connack = kNone; ///< message
    std::uint32_t connectExchange = kNone;
    std::uint32_t authExchange = kNone; ///< re-authentication going on
    std::vector<std::uint32_t>
        pings; ///< exchanges of PINGREQs that wait, the oldest first; at most kMaxPings
    WillState will;
    Capabilities client;                       ///< what the client takes
    Capabilities server;                       ///< what the server takes
    std::uint32_t first[2] = {kNone, kNone};   ///< first message of the client, of the server
    std::int64_t lastNs[2] = {kNever, kNever}; ///< time of the latest one
    std::uint32_t last[2] = {kNone, kNone};    ///< the latest one
    std::uint32_t messages[2] = {0, 0};        ///< how many
    std::uint32_t clientDisconnect = kNone;    ///< message
    std::uint32_t serverDisconnect = kNone;    ///< message
    std::uint32_t takenOverBy =
        kNone;                     ///< a connection with the same Client Identifier is asking to be let in
    std::uint32_t earlier = kNone; ///< session of the same Client Identifier, until the CONNACK
    std::int64_t connectNs = kNever;
    std::uint16_t keepAlive = 0; ///< seconds, as it counts
    std::uint8_t connackCode = 0;
    bool cleanStart = true;
    bool emptyClientId = false;
    bool authMethod = false; ///< the CONNECT had an Authentication Method
    bool connectMalformed = false;
    bool sessionPresent = false; ///< the CONNACK said so
    bool accepted = false;       ///< by a CONNACK, or by what followed
    bool refused = false;
    bool gapped = false;      ///< bytes are missing
    bool seenFromSyn = false; ///< the capture has the beginning of both directions
    bool fromStart = false;   ///< so it has, and its first message was its CONNECT
    bool ended = false;
    bool finClient = false;
    bool finServer = false;
    /// Exchanges opened after the session went on with another connection: by the client, by the server.
    std::unique_ptr<std::array<FlightTable, 2>> lateFlights;
    ConnectionRulesOfConnection connectionRules;
    FlowRulesOfConnection flowRules;
    DeliveryRulesOfConnection deliveryRules;

    /// Whether what was not seen did not happen.
    [[nodiscard]] bool complete() const { return fromStart && !gapped; }
};

/// What a server retains for a topic.
struct RetainedState {
    std::uint32_t message = kNone; ///< PUBLISH, or CONNECT of a Will
    Content content;
    std::uint8_t qos = 0;
    bool removed = false;
    std::int64_t sinceNs = 0;
    bool seenOnly = false; ///< `message` is a delivery: who published it is not known
};

/// A Will to be retained when its delay has passed.
struct DelayedWill {
    static constexpr std::size_t kMax = 1024; ///< so many are kept; of more the delay does not count

    std::int64_t dueNs = 0;
    std::uint32_t session = kNone; ///< that it is for: its end ends the delay
    std::uint32_t broker = 0;
    std::uint32_t topic = kNone; ///< string id
    RetainedState retained;
};

} // namespace mqttscope::session
