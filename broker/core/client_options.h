// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "broker/core/time.h"
#include "dissector/mqtt/types.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace mqttscope::broker {

/// The Will of a client.
struct ClientWill {
    std::string topic;
    std::vector<std::uint8_t> payload;
    std::uint8_t qos = 0;
    bool retain = false;

    // 5.0
    std::uint32_t delay = 0;                    ///< seconds
    std::optional<std::uint32_t> messageExpiry; ///< seconds
    std::optional<std::uint8_t> payloadFormat;  ///< Payload Format Indicator
    std::string contentType;                    ///< empty = none
    std::string responseTopic;                  ///< empty = none
    std::optional<std::vector<std::uint8_t>> correlationData;
    std::vector<std::pair<std::string, std::string>> userProperties;
};

/// How a client connects, and what it may cost.
struct ClientOptions {
    mqtt::Version version = mqtt::Version::V311; ///< V31, V311 or V50
    std::string clientId;
    /// The session that the server may have is this client's, though this object never had it: a program that
    /// comes back to its session after a restart, with nothing of its own on the way.
    bool adoptSession = false;
    bool cleanStart = true;       ///< Clean Session before 5.0
    std::uint16_t keepAlive = 60; ///< seconds; 0 = off
    std::optional<ClientWill> will;
    std::optional<std::string> userName;
    std::optional<std::vector<std::uint8_t>> password;

    // 5.0
    std::uint32_t sessionExpiry = 0;       ///< seconds
    std::uint16_t receiveMaximum = 0xffff; ///< QoS 1 and 2 messages that the server may have open; not 0
    std::uint16_t topicAliasMaximum = 0;   ///< aliases that the server may set
    std::uint32_t maximumPacketSize = 0;   ///< bytes; 0 = no limit is announced
    bool problemInformation = true;
    bool responseInformation = false;
    std::string authenticationMethod; ///< empty = no enhanced authentication
    std::vector<std::uint8_t> authenticationData;
    std::vector<std::pair<std::string, std::string>> userProperties;
    std::uint16_t topicAliasesOut = 0; ///< most aliases that the client sets towards the server by itself
    std::uint16_t firstTopicAlias = 1; ///< the first of them, not 0; the others follow

    std::uint16_t inflight = 100; ///< QoS 1 and 2 messages on their way at once, if the server allows
    Nanoseconds connackTimeout = 20 * kSecond;        ///< from CONNECT on
    Nanoseconds pingTimeout = 10 * kSecond;           ///< from PINGREQ to PINGRESP
    std::size_t queuedMessages = 10'000;              ///< waiting or on their way
    std::size_t queuedBytes = 64U << 20;              ///< likewise
    std::uint32_t packetLimit = mqtt::kMaxPacketSize; ///< bytes of a packet of the server, announced or not
    std::size_t heldMessages = 0xffff;                ///< QoS 2 messages that wait for PUBREL
    std::size_t heldBytes = 256U << 20;               ///< likewise, bytes
};

} // namespace mqttscope::broker
