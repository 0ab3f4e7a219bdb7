// SPDX-License-Identifier: GPL-3.0-or-later
#include "dissector/index/snapshot.h"

namespace mqttscope::index {

std::pair<std::uint32_t, std::uint32_t> Snapshot::recordedAt(std::uint32_t number) const
{
    const std::uint32_t first = frames[number - 1].firstMessage;
    const std::uint32_t last =
        number < frames.size() ? frames[number].firstMessage : static_cast<std::uint32_t>(messages.size());
    return {first, last};
}

const VersionEntry* Snapshot::versionOf(std::uint32_t message) const
{
    const ConnectionRecord* record = connection(messages[message].stream);
    if (record == nullptr)
        return nullptr;
    for (std::uint32_t i = record->latestVersion; i != kNone; i = versions[i].earlier) {
        if (versions[i].fromMessage <= message)
            return &versions[i];
    }
    return nullptr;
}

const DatagramRecord* Snapshot::datagramOf(std::uint32_t frame) const
{
    std::size_t low = 0;
    std::size_t high = datagrams.size();
    while (low < high) {
        const std::size_t middle = (low + high) / 2;
        if (datagrams[middle].frame < frame)
            low = middle + 1;
        else
            high = middle;
    }
    return low < datagrams.size() && datagrams[low].frame == frame ? &datagrams[low] : nullptr;
}

std::pair<std::uint32_t, std::uint32_t> Snapshot::flowsOf(std::uint32_t frame) const
{
    std::size_t low = 0;
    std::size_t high = flows.size();
    while (low < high) {
        const std::size_t middle = (low + high) / 2;
        if (flows[middle].frame < frame)
            low = middle + 1;
        else
            high = middle;
    }
    while (high < flows.size() && flows[high].frame == frame)
        ++high;
    return {static_cast<std::uint32_t>(low), static_cast<std::uint32_t>(high)};
}

std::string_view Snapshot::topicOf(std::uint32_t message) const
{
    const LateMessage* late = lateMessages.find(message);
    if (late != nullptr && late->knownAt != 0)
        return strings[late->topic];
    return strings[messages[message].topic];
}

std::uint8_t Snapshot::flagsOf(std::uint32_t message) const
{
    const LateMessage* late = lateMessages.find(message);
    if (late != nullptr && late->knownAt != 0)
        return late->flags;
    return messages[message].flags;
}

bool Snapshot::hasMqtt(std::uint32_t number) const
{
    bool found = false;
    forEachMessage(number, [&](std::uint32_t message) {
        found = (messages[message].flags & kIncomplete) == 0;
        return !found;
    });
    return found;
}

mqtt::Direction Snapshot::directionOf(const MessageRecord& message) const
{
    const ConnectionRecord* record = connection(message.stream);
    if (record == nullptr || record->clientSide > 1)
        return mqtt::Direction::Unknown;
    return record->clientSide == message.side ? mqtt::Direction::ClientToServer
                                              : mqtt::Direction::ServerToClient;
}

} // namespace mqttscope::index
