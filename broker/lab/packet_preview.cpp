// SPDX-License-Identifier: GPL-3.0-or-later
#include "broker/lab/packet_preview.h"

#include "broker/core/client.h"
#include "dissector/mqtt/encoder.h"
#include "dissector/mqtt/framing.h"

namespace mqttscope::broker::lab {
namespace {

PacketPreview preview(const mqtt::Packet& packet, mqtt::Version version)
{
    PacketPreview made;
    if (!mqtt::encode(packet, version, made.bytes))
        made.bytes.clear();
    return made;
}

/// `before`: bytes of the variable header before the Packet Identifier.
PacketPreview withId(const mqtt::Packet& packet, mqtt::Version version, bool known, std::size_t before)
{
    PacketPreview made = preview(packet, version);
    if (made.bytes.empty())
        return made;
    made.packetIdAt = mqtt::peekHeader(made.bytes).header.headerLength + before;
    made.packetIdOpen = !known;
    return made;
}

} // namespace

PacketPreview previewConnect(const ClientOptions& options)
{
    return preview(connectPacketOf(options), options.version);
}

PacketPreview previewPublish(const LabMessage& message, mqtt::Version version,
                             std::optional<std::uint16_t> nextPacketId)
{
    mqtt::Publish publish = publishOf(message, version);
    if (message.qos == 0)
        return preview(publish, version);
    publish.packetId = nextPacketId.value_or(1);
    constexpr std::size_t kLengthBytes = 2;
    return withId(publish, version, nextPacketId.has_value(), kLengthBytes + message.topic.size());
}

PacketPreview previewSubscribe(const LabSubscription& wanted, mqtt::Version version,
                               std::optional<std::uint16_t> nextPacketId)
{
    mqtt::Subscribe subscribe = subscribeOf(wanted, version);
    subscribe.packetId = nextPacketId.value_or(1);
    return withId(subscribe, version, nextPacketId.has_value(), 0);
}

PacketPreview previewUnsubscribe(std::string_view filter, mqtt::Version version,
                                 std::optional<std::uint16_t> nextPacketId)
{
    mqtt::Unsubscribe request;
    request.packetId = nextPacketId.value_or(1);
    request.topicFilters.push_back(filter);
    return withId(request, version, nextPacketId.has_value(), 0);
}

} // namespace mqttscope::broker::lab
