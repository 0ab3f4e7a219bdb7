// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/lab_log_packet.h"

#include <cstdlib>
#include <string_view>

namespace mqttscope::ui {
namespace {

using broker::LogKind;
using broker::RemarkAt;
using mqtt::PacketType;

/// A decision is made in the turn of its packet; one that a fault made late is not the same.
constexpr std::int64_t kAround = 500'000'000;
/// What follows from a decision stands behind it at once.
constexpr std::int64_t kClose = 20'000'000;
/// Names are kept up to so many bytes at least (see DecisionRecord): from there on a beginning will do.
constexpr std::size_t kSurelyKept = 40;

bool isNamed(std::string_view whole, std::string_view kept)
{
    return whole == kept || (kept.size() >= kSurelyKept && whole.starts_with(kept));
}

LogPacket ofDecision(const LabLog::Line& line, const broker::RemarkPlace& place)
{
    const broker::DecisionRecord& record = line.entry.decision;
    LogPacket packet;
    packet.client = line.client;
    switch (place.at) {
    case RemarkAt::FromClient:
    case RemarkAt::ToClient:
        packet.fromClient = place.at == RemarkAt::FromClient;
        packet.types = place.types;
        packet.packetId = record.packetId;
        break;
    case RemarkAt::Message:
        packet.client = line.publisher;
        packet.types = broker::typeSet(PacketType::Publish);
        break;
    case RemarkAt::Offence:
    case RemarkAt::BrokerEnd:
    case RemarkAt::ClientEnd:
    case RemarkAt::Cause:
    case RemarkAt::Nowhere:
        break;
    }
    if (packet.types == broker::typeSet(PacketType::Publish))
        packet.topic = record.topic.text();
    return packet;
}

bool isIt(const index::Snapshot& snapshot, std::uint32_t message, const LogPacket& packet)
{
    const index::MessageRecord& record = snapshot.messages[message];
    const index::ConnectionRecord* connection = snapshot.connection(record.stream);
    if (connection == nullptr || connection->clientId == index::kNone ||
        !isNamed(snapshot.strings[connection->clientId], packet.client))
        return false;
    if (packet.types == 0)
        return true;
    return (record.side == connection->clientSide) == packet.fromClient &&
           (packet.types & broker::typeSet(record.type())) != 0 &&
           (packet.packetId == 0 || packet.packetId == record.packetId) &&
           (packet.topic.empty() || isNamed(snapshot.topicOf(message), packet.topic));
}

/// The last frame at that time or earlier; 0: none.
std::uint32_t frameUntil(const index::Snapshot& snapshot, std::int64_t time)
{
    std::uint32_t low = 0;
    std::uint32_t high = snapshot.frameCount();
    while (low < high) {
        const std::uint32_t middle = low + (high - low + 1) / 2;
        if (snapshot.frame(middle).timeNs <= time)
            low = middle;
        else
            high = middle - 1;
    }
    return low;
}

} // namespace

std::optional<LogPacket> packetOf(const LabLog::Line& line)
{
    if (line.fault)
        return std::nullopt;
    LogPacket packet;
    if (line.entry.kind == LogKind::Decision) {
        const broker::RemarkPlace place = placeOf(line.entry.decision);
        if (place.at == RemarkAt::Nowhere)
            return std::nullopt;
        packet = ofDecision(line, place);
    } else if (line.entry.kind == LogKind::FaultHit) {
        const broker::FaultHit& hit = line.entry.hit;
        packet.client = line.client;
        packet.fromClient = hit.from == broker::FaultSide::Client;
        packet.types = broker::typeSet(hit.type);
        packet.packetId = hit.packetId;
    }
    if (packet.client.empty() || line.entry.captureTime == 0)
        return std::nullopt;
    packet.time = line.entry.captureTime;
    return packet;
}

std::optional<std::uint32_t> findPacket(const index::Snapshot& snapshot, const LogPacket& packet)
{
    std::optional<std::uint32_t> found;
    if (packet.types == 0) { // the last one until then, however long ago
        for (std::uint32_t number = frameUntil(snapshot, packet.time + kClose); number > 0 && !found;
             --number) {
            snapshot.forEachMessage(number, [&](std::uint32_t message) {
                if (isIt(snapshot, message, packet))
                    found = message;
                return true;
            });
        }
        return found;
    }
    std::int64_t best = kAround;
    for (std::uint32_t number = frameUntil(snapshot, packet.time + kAround);
         number > 0 && snapshot.frame(number).timeNs >= packet.time - kAround; --number) {
        const std::int64_t distance = std::abs(snapshot.frame(number).timeNs - packet.time);
        snapshot.forEachMessage(number, [&](std::uint32_t message) {
            if (isIt(snapshot, message, packet) && distance <= best) {
                found = message;
                best = distance;
            }
            return true;
        });
    }
    return found;
}

} // namespace mqttscope::ui
