// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/traffic/qos_mix.h"

#include "analysis/traffic/payload_length.h"

namespace mqttscope::analysis {
namespace {

constexpr std::uint8_t kDup = 0x08;
constexpr std::uint8_t kRetain = 0x01;

} // namespace

QosMix qosMix(const index::Snapshot& snapshot, const FrameScope& scope, const WorkWatch& watch)
{
    QosMix mix;
    forEachWholeMessage(snapshot, scope, watch, [&](std::uint32_t message) {
        const index::MessageRecord& record = snapshot.messages[message];
        if (record.type() != mqtt::PacketType::Publish)
            return;
        const bool delivery = snapshot.directionOf(record) == mqtt::Direction::ServerToClient;
        QosCount& count = (delivery ? mix.delivered : mix.published)[record.qos()];
        count.packets += 1;
        count.repeated += (record.firstByte & kDup) != 0 ? 1 : 0;
        count.retained += (record.firstByte & kRetain) != 0 ? 1 : 0;
        count.payloadBytes += payloadLength(snapshot, message);
        if (!delivery)
            return;
        const std::uint32_t source = snapshot.sessions.sourceOf(message);
        // A Will comes from a CONNECT: its QoS is not the one of a PUBLISH.
        if (source < snapshot.messages.size() &&
            snapshot.messages[source].type() == mqtt::PacketType::Publish)
            mix.onward[snapshot.messages[source].qos()][record.qos()] += 1;
        else
            mix.unknownSource += 1;
    });
    return mix;
}

} // namespace mqttscope::analysis
