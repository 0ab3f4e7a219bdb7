// SPDX-License-Identifier: GPL-3.0-or-later
// PUBLISH: MQTT 3.1.1 §3.3, MQTT 5.0 §3.3.
#include "dissector/mqtt/decoding.h"

namespace mqttscope::mqtt {
namespace {

/// What stands for a Topic Name of length 0 (MQTT 5.0 §3.3.2.3.4). Alias 0 is none.
template <FieldSink Sink> void resolveAlias(Decoding<Sink>& d, ByteRange topicRange, const Publish& packet)
{
    const DecodeOptions& options = d.options();
    const std::uint32_t alias = packet.properties.numberOr(PropertyId::TopicAlias, 0);
    if (alias == 0)
        d.reportIfEmpty(packet.topic);
    if (!packet.properties.has(PropertyId::TopicAlias) && d.checks())
        d.report(IssueCode::TopicEmptyNoAlias, FieldId::MqttTopic, topicRange);
    if (alias == 0)
        return;
    if constexpr (Sink::kWantsFields) {
        Sink& sink = d.reader.sink();
        if (options.aliasTopic || options.aliasUnknown)
            sink.generated(FieldId::MqttAliasTopic,
                           FieldValue::of(options.aliasTopic.value_or(std::string_view{})));
        if (options.aliasUnknown)
            sink.generated(FieldId::MqttUnknownTopicAlias, FieldValue::none());
    }
    if (options.aliasUnknown && options.aliasesSeen && d.checks())
        d.report(IssueCode::TopicAliasUnknown, FieldId::MqttTopic, topicRange, 0, alias);
}

/// PUBLISH of a server: [MQTT-2.2.1-4], of a client: [MQTT-2.2.1-3].
IssueCode ifPacketIdZero(Direction direction)
{
    return direction == Direction::ServerToClient ? IssueCode::PacketIdZeroFromServer
                                                  : IssueCode::PacketIdZero;
}

} // namespace

template <FieldSink Sink> void decodePublish(Decoding<Sink>& d, std::uint8_t firstByte, Publish& packet)
{
    auto& reader = d.reader;
    packet.dup = (firstByte & 8U) != 0;
    packet.qos = firstByte >> 1 & 3U;
    packet.retain = (firstByte & 1U) != 0;

    reader.open(FieldId::MqttVariableHeader);
    packet.topic = d.topic(FieldId::MqttTopicLen, FieldId::MqttTopic);
    const ByteRange topicRange = reader.last();
    if (!packet.topic.empty() || d.isBefore5())
        d.checkName(FieldId::MqttTopic, packet.topic, IssueCode::TopicEmpty, IssueCode::TopicWildcard);
    if (packet.qos != 0)
        packet.packetId = d.packetId(ifPacketIdZero(d.direction()));
    if (!d.is5())
        d.reportIfEmpty(packet.topic);
    if (d.is5())
        decodeProperties(d, FieldId::MqttProperties, placeOf(PacketType::Publish), packet.properties);
    if (d.is5() && packet.topic.empty() && reader.ok())
        resolveAlias(d, topicRange, packet);
    reader.close(FieldId::MqttVariableHeader);
    if (!reader.ok())
        return;

    reader.open(FieldId::MqttPayloadPart);
    const FieldId payloadId = d.options().payloadAsText ? FieldId::MqttMsgText : FieldId::MqttMsg;
    packet.payload = reader.bytes(payloadId, reader.remaining());
    reader.close(FieldId::MqttPayloadPart);
    // MQTT 5.0 §3.3.2.3.2: the payload is UTF-8 then; a receiver may check.
    const bool saidText = packet.properties.numberOr(PropertyId::PayloadFormatIndicator, 0) == 1;
    if (saidText && d.checks() && !isWellFormedUtf8(field::asText(packet.payload)))
        d.reportLast(IssueCode::PayloadNotUtf8, FieldId::MqttMsg);
}

template void decodePublish(Decoding<field::NullSink>&, std::uint8_t, Publish&);
template void decodePublish(Decoding<field::SelectSink>&, std::uint8_t, Publish&);
template void decodePublish(Decoding<field::TreeSink>&, std::uint8_t, Publish&);

} // namespace mqttscope::mqtt
