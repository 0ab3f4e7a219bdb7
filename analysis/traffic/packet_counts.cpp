// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/traffic/packet_counts.h"

namespace mqttscope::analysis {

std::array<PacketCount, kPacketTypes> packetCounts(const index::Snapshot& snapshot, const FrameScope& scope,
                                                   const WorkWatch& watch)
{
    std::array<PacketCount, kPacketTypes> counts{};
    forEachWholeMessage(snapshot, scope, watch, [&](std::uint32_t message) {
        const index::MessageRecord& record = snapshot.messages[message];
        PacketCount& count = counts[static_cast<std::size_t>(record.type())];
        const std::size_t direction = snapshot.directionOf(record) == mqtt::Direction::ServerToClient ? 1 : 0;
        count.messages[direction] += 1;
        count.bytes[direction] += record.length;
        if (count.firstFrame == 0)
            count.firstFrame = record.frame;
    });
    return counts;
}

} // namespace mqttscope::analysis
