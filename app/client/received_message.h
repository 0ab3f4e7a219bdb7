// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dissector/field/byte_view.h"
#include "dissector/mqtt/properties.h"

#include <cstdint>
#include <ctime>
#include <string>
#include <string_view>
#include <vector>

namespace mqttscope::app {

/// When a message came: what strftime() wants, in local time, and the rest of the second.
struct ArrivalTime {
    std::tm local{};
    std::int64_t seconds = 0; ///< since 1970
    long nanoseconds = 0;

    [[nodiscard]] static ArrivalTime now();
};

/// A message as it came, for printing. Views the packet that brought it.
struct ReceivedMessage {
    std::string_view topic; ///< that of its Topic Alias if it has none
    field::ByteView payload;
    std::uint8_t qos = 0;
    bool retain = false;
    std::uint16_t packetId = 0; ///< 0 with QoS 0
    mqtt::Properties properties;
    /// The properties in the order in which they came; each kind once.
    std::vector<mqtt::PropertyId> order;
};

/// The properties that stand in the bytes of a PUBLISH of 5.0, in their order, each once. Empty if they
/// cannot be read.
[[nodiscard]] std::vector<mqtt::PropertyId> propertyOrder(field::ByteView publish);

} // namespace mqttscope::app
