// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "broker/core/message.h"
#include "dissector/mqtt/packet.h"

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace mqttscope::broker::lab {

/// What a message of 5.0 may say besides; counts in no other version.
struct MessageProperties {
    bool payloadIsText = false;                 ///< Payload Format Indicator 1
    std::optional<std::uint32_t> messageExpiry; ///< seconds
    std::string contentType;                    ///< empty = none
    std::string responseTopic;                  ///< empty = none
    std::optional<std::vector<std::uint8_t>> correlationData;
    std::vector<std::pair<std::string, std::string>> userProperties;

    friend bool operator==(const MessageProperties&, const MessageProperties&) = default;
};

/// An application message that somebody wants published, or got.
struct LabMessage {
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
    std::uint32_t identifier = 0; ///< 0 = none

    friend bool operator==(const LabSubscription&, const LabSubscription&) = default;
};

/// As the engines take them. They view what they are made of.
[[nodiscard]] mqtt::Publish publishOf(const LabMessage& message, mqtt::Version version);
[[nodiscard]] mqtt::Subscribe subscribeOf(const LabSubscription& wanted, mqtt::Version version);

/// A message of an engine; QoS and RETAIN are those of its publication.
[[nodiscard]] LabMessage messageOf(const Message& message);

} // namespace mqttscope::broker::lab
