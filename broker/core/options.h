// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "broker/core/time.h"
#include "dissector/mqtt/types.h"

#include <cstddef>
#include <cstdint>
#include <string>

namespace mqttscope::broker {

/// What the broker offers its clients. In 5.0 CONNACK announces it.
struct Capabilities {
    std::uint16_t receiveMaximum = 1000;  ///< QoS 1 and 2 messages of a client not yet completed
    std::uint16_t topicAliasMaximum = 10; ///< aliases that a client may set
    std::uint8_t maximumQos = 2;          ///< of messages of clients
    bool retain = true;                   ///< retained messages
    bool wildcardSubscriptions = true;
    bool subscriptionIdentifiers = true;
    bool sharedSubscriptions = true;
    std::uint32_t maximumPacketSize = 16U << 20;        ///< of packets of clients, bytes
    std::uint16_t maximumKeepAlive = 0;                 ///< seconds; 0 = whatever the client wants. 5.0 only
    std::uint32_t maximumSessionExpiry = kNeverExpires; ///< seconds
    std::uint32_t sessionExpiryBefore5 =
        kNeverExpires;               ///< of Clean Session 0, which tells no interval; seconds
    std::string responseInformation; ///< given to those who ask; empty = none
};

/// What the broker does where the standards leave it the choice.
struct Policy {
    bool assignClientIds = true; ///< accept an empty Client Identifier
    bool serves31 = true;        ///< the versions that are served; others get CONNACK 0x84, before 5.0 1
    bool serves311 = true;
    bool serves5 = true;
    bool longClientIds31 = false;      ///< 3.1: accept more than 23 characters, and none
    bool dollarTopics = false;         ///< clients may publish to topics that begin with $ (MQTT 5.0 §4.7.2)
    std::string serverReference;       ///< goes with 0x9C and 0x9D (MQTT 5.0 §4.11); empty = none
    bool validatePayloadFormat = true; ///< refuse payloads that are not the UTF-8 that they promise
    std::uint16_t topicAliasesOut = 16;        ///< most aliases set towards one client; 0 = none
    std::uint32_t messageSizeLimit = 0;        ///< refuse longer payloads, with 0x83; bytes, 0 = no limit
    bool reasonStrings = true;                 ///< say in words for machines what was wrong (5.0)
    std::uint16_t inflightBefore5 = 100;       ///< 3.1, 3.1.1: deliveries on their way at once
    std::uint16_t inflight5 = 0xffff;          ///< 5.0: likewise, besides the client's Receive Maximum
    Nanoseconds connectTimeout = 20 * kSecond; ///< from the opening of a connection to its CONNACK
    /// How long a slow receiver may hold up those who publish to it; then what it has no room for is dropped.
    Nanoseconds pauseTime = 5 * kSecond;
};

/// What one client, and all together, may cost. Each limit has a test that reaches it.
struct Limits {
    std::size_t connections = 10'000;       ///< more are refused with 0x97 (3.1, 3.1.1: 3)
    std::size_t sessions = 20'000;          ///< likewise
    std::uint32_t connectSize = 512U << 10; ///< bytes of a first packet: before anybody is known
    std::size_t subscriptions = 1000;       ///< of one session
    std::size_t filterLevels = 128;         ///< levels of one Topic Filter
    std::size_t filterBytes = 256U << 20;   ///< Topic Filters of all sessions
    std::size_t queuedMessages = 10'000;    ///< waiting in one session, on their way included
    std::size_t queuedBytes = 64U << 20;    ///< likewise, bytes
    std::size_t heldMessages = 1000;        ///< QoS 2 messages of one client that wait for PUBREL
    std::size_t heldBytes = 64U << 20;      ///< likewise, bytes
    std::size_t retainedMessages = 10'000;
    std::size_t retainedBytes = 256U << 20;
    std::size_t messageBytes = 1U << 30; ///< all messages that the broker holds
    /// Bytes of packets that have begun, of all clients together; whose packet exceeds it is closed with
    /// 0x97.
    std::size_t pendingBytes = 256U << 20;
    /// Bytes that one transport has not taken; see Broker::sent(). Retained messages of QoS 0 that a
    /// subscription brings may wait up to queuedBytes.
    std::size_t unsentBytes = 4U << 20;
    std::size_t pausedAt = 1000;  ///< messages waiting in a connected session that pause their publishers
    std::size_t decisions = 4096; ///< records kept in the decision ring
    std::size_t unmatchedSessions = 32; ///< NotSubscribed is recorded only while there are so few sessions
};

struct Options {
    Capabilities capabilities;
    Policy policy;
    Limits limits;
    /// The transport reports by sent() what it has taken. If not, everything counts as taken at once.
    bool countsSent = false;
};

} // namespace mqttscope::broker
