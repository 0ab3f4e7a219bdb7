// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "broker/core/client_options.h"
#include "broker/lab/lab_message.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace mqttscope::broker::lab {

/// A packet before it is sent: the bytes that the client's own encoder makes.
struct PacketPreview {
    std::vector<std::uint8_t> bytes; ///< empty: no packet can say that
    std::optional<std::size_t>
        packetIdAt;            ///< where its Packet Identifier (two bytes) stands; none: it has none
    bool packetIdOpen = false; ///< the Packet Identifier is not known yet: 1 stands there
};

/// `nextPacketId`: as LabClientState has it.
[[nodiscard]] PacketPreview previewConnect(const ClientOptions& options);
[[nodiscard]] PacketPreview previewPublish(const LabMessage& message, mqtt::Version version,
                                           std::optional<std::uint16_t> nextPacketId);
[[nodiscard]] PacketPreview previewSubscribe(const LabSubscription& wanted, mqtt::Version version,
                                             std::optional<std::uint16_t> nextPacketId);
[[nodiscard]] PacketPreview previewUnsubscribe(std::string_view filter, mqtt::Version version,
                                               std::optional<std::uint16_t> nextPacketId);

} // namespace mqttscope::broker::lab
