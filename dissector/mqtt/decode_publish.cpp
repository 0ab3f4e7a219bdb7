// SPDX-License-Identifier: GPL-3.0-or-later
// PUBLISH: MQTT 3.1.1 §3.3, MQTT 5.0 §3.3.
#include "dissector/mqtt/decoding.h"

namespace mqttscope::mqtt {
namespace {

/// The Topic Name of length 0 and the alias in its place (MQTT 5.0 §3.3.2.3.4).
template <FieldSink Sink> void resolveAlias(Decoding<Sink>& d, ByteRange topicRange, const Publish& packet)
{
    const auto alias = packet.properties.number(PropertyId::TopicAlias);
    Sink& sink = d.reader.sink();
    if (!alias) {
        if constexpr (Sink::kWantsFields)
            sink.generated(FieldId::MqttIllegalTopicLength, FieldValue::none());
        if (d.checks())
            d.report(IssueCode::TopicEmptyNoAlias, FieldId::MqttTopic, topicRange);
        return;
    }
    if (d.options().aliasTopic) {
        if constexpr (Sink::kWantsFields)
            sink.generated(FieldId::MqttAliasTopic, FieldValue::of(*d.options().aliasTopic));
    } else if (d.options().aliasUnknown) {
        if constexpr (Sink::kWantsFields)
            sink.generated(FieldId::MqttUnknownTopicAlias, FieldValue::none());
        if (d.checks() && *alias != 0)
            d.report(IssueCode::TopicAliasUnknown, FieldId::MqttTopic, topicRange, 0, *alias);
    }
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
    packet.topic = d.text(FieldId::MqttTopicLen, FieldId::MqttTopic);
    const ByteRange topicRange = reader.last();
    if (!packet.topic.empty() || d.isBefore5())
        d.checkName(FieldId::MqttTopic, packet.topic, IssueCode::TopicEmpty, IssueCode::TopicWildcard);
    if (packet.qos != 0)
        packet.packetId = d.packetId(ifPacketIdZero(d.direction()));
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
