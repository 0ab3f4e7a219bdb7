// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/traffic/message_rates.h"

namespace mqttscope::analysis {

/// What there is of one packet type. Direction 0: from clients (or not known); 1: from servers.
struct PacketCount {
    std::array<std::uint64_t, 2> messages{};
    std::array<std::uint64_t, 2> bytes{}; ///< whole packets
    std::uint32_t firstFrame = 0;         ///< 0: there is none

    [[nodiscard]] std::uint64_t allMessages() const { return messages[0] + messages[1]; }
    [[nodiscard]] std::uint64_t allBytes() const { return bytes[0] + bytes[1]; }
};

/// Counts packets by their type.
[[nodiscard]] std::array<PacketCount, kPacketTypes>
packetCounts(const index::Snapshot& snapshot, const FrameScope& scope, const WorkWatch& watch = {});

} // namespace mqttscope::analysis
