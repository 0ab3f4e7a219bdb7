// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "broker/core/message.h"
#include "dissector/mqtt/packet.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace mqttscope::broker::lab {

/// What a message of 5.0 may say besides; counts in no other version.
struct MessageProperties {
    std::optional<std::uint8_t> payloadFormat;  ///< Payload Format Indicator
    std::optional<std::uint32_t> messageExpiry; ///< seconds
    std::string contentType;                    ///< empty = none
    std::string responseTopic;                  ///< empty = none
    std::optional<std::vector<std::uint8_t>> correlationData;
    std::vector<std::pair<std::string, std::string>> userProperties; ///< in their order
    /// Topic Alias; 0 = none. Of a message that is to be sent: with it the topic may be empty, once the
    /// connection knows the alias (LabClientState::topicAliases). Received messages have none.
    std::uint16_t topicAlias = 0;

    friend bool operator==(const MessageProperties&, const MessageProperties&) = default;
};

/// An application message that somebody wants published, or got.
struct LabMessage {
    /// Of one that came: beyond that they are left out. 16 MiB have room for three millions.
    static constexpr std::size_t kMaxUserProperties = 500;

    std::string topic;
    std::vector<std::uint8_t> payload;
    std::uint8_t qos = 0;
    bool retain = false;
    MessageProperties properties;

    friend bool operator==(const LabMessage&, const LabMessage&) = default;
};

/// One Topic Filter that somebody wants to subscribe to.
struct LabSubscription {
    std::string filter;
    std::uint8_t qos = 0;

    // 5.0
    bool noLocal = false;
    bool retainAsPublished = false;
    std::uint8_t retainHandling = 0;
    std::uint32_t identifier = 0;                                         ///< 0 = none
    std::vector<std::pair<std::string, std::string>> userProperties = {}; ///< in their order

    friend bool operator==(const LabSubscription&, const LabSubscription&) = default;
};

/// As the engines take them. They view what they are made of.
[[nodiscard]] mqtt::Publish publishOf(const LabMessage& message, mqtt::Version version);
[[nodiscard]] mqtt::Subscribe subscribeOf(const LabSubscription& wanted, mqtt::Version version);

/// A message of an engine; QoS and RETAIN are those of its publication.
[[nodiscard]] LabMessage messageOf(const Message& message);
/// Bytes of its payload, its topic and its properties.
[[nodiscard]] std::size_t sizeOf(const LabMessage& message);
/// What properties of a PUBLISH say.
[[nodiscard]] MessageProperties messagePropertiesOf(const mqtt::Properties& properties);

} // namespace mqttscope::broker::lab
