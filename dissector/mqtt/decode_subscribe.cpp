// SPDX-License-Identifier: GPL-3.0-or-later
// SUBSCRIBE, SUBACK, UNSUBSCRIBE, UNSUBACK: MQTT 3.1.1 §3.8 to §3.11, MQTT 5.0 likewise.
#include "dissector/mqtt/decoding.h"
#include "dissector/mqtt/reason_code.h"

namespace mqttscope::mqtt {
namespace {

/// Requested QoS before 5.0 (MQTT 3.1.1 §3.8.3): two bits of a byte.
template <FieldSink Sink> void decodeRequestedQos(Decoding<Sink>& d, Subscription& subscription)
{
    const std::uint8_t byte = d.reader.u8(FieldId::MqttSubQos);
    if (!d.reader.ok())
        return;
    d.reader.bits(FieldId::MqttSubQosReserved, byte);
    d.reader.bits(FieldId::MqttSubQosBits, byte);
    subscription.qos = byte & 3U;
    if (!d.checks())
        return;
    if ((byte & 0xfcU) != 0 && d.isBefore5()) // [MQTT-3-8.3-4]
        d.reportLast(IssueCode::SubscriptionOptionsReserved, FieldId::MqttSubQos, 0, byte);
    if (subscription.qos == 3)
        d.reportLast(IssueCode::SubscriptionQosReserved, FieldId::MqttSubQos, 2, subscription.qos);
}

/// Subscription Options (MQTT 5.0 §3.8.3.1).
template <FieldSink Sink> void decodeOptions(Decoding<Sink>& d, Subscription& subscription)
{
    const std::uint8_t options = d.reader.u8(FieldId::MqttSubOptions);
    if (!d.reader.ok())
        return;
    d.reader.bits(FieldId::MqttSubOptionsReserved, options);
    d.reader.bits(FieldId::MqttSubOptionsRetain, options);
    d.reader.bits(FieldId::MqttSubOptionsRap, options);
    d.reader.bits(FieldId::MqttSubOptionsNl, options);
    d.reader.bits(FieldId::MqttSubOptionsQos, options);
    subscription.qos = options & 3U;
    subscription.noLocal = (options & 4U) != 0;
    subscription.retainAsPublished = (options & 8U) != 0;
    subscription.retainHandling = options >> 4 & 3U;
    if (!d.checks())
        return;
    if ((options & 0xc0U) != 0) // [MQTT-3.8.3-5]
        d.reportLast(IssueCode::SubscriptionOptionsReserved, FieldId::MqttSubOptionsReserved, 0, options);
    if (subscription.qos == 3)
        d.reportLast(IssueCode::SubscriptionQosReserved, FieldId::MqttSubOptionsQos, 2, subscription.qos);
    if (subscription.retainHandling == 3)
        d.reportLast(IssueCode::RetainHandlingReserved, FieldId::MqttSubOptionsRetain, 2, 3);
    if (subscription.noLocal && isShared(subscription.topicFilter)) // [MQTT-3.8.3-4]
        d.reportLast(IssueCode::NoLocalShared, FieldId::MqttSubOptionsNl, 0, 1);
}

template <FieldSink Sink> void decodeSubscription(Decoding<Sink>& d, Subscription& subscription)
{
    d.reader.open(FieldId::MqttSubFilter);
    subscription.topicFilter = d.topic(FieldId::MqttFilterLen, FieldId::MqttFilter);
    d.reportIfEmpty(subscription.topicFilter);
    d.checkFilter(FieldId::MqttFilter, subscription.topicFilter);
    if (d.is5())
        decodeOptions(d, subscription);
    else
        decodeRequestedQos(d, subscription);
    d.reader.close(FieldId::MqttSubFilter);
}

/// What the four packets begin with.
template <FieldSink Sink>
void decodeVariableHeader(Decoding<Sink>& d, PacketType type, IssueCode ifIdZero, std::uint16_t& packetId,
                          Properties& properties)
{
    d.reader.open(FieldId::MqttVariableHeader);
    packetId = d.packetId(ifIdZero);
    if (d.is5())
        decodeProperties(d, FieldId::MqttProperties, placeOf(type), properties);
    d.reader.close(FieldId::MqttVariableHeader);
}

/// Reason codes, one byte each, up to the end.
template <FieldSink Sink>
void decodeCodes(Decoding<Sink>& d, PacketType type, FieldId id, SmallList<std::uint8_t, 16>& codes)
{
    if (!d.reader.ok())
        return;
    if (d.reader.atEnd()) {
        if (d.checks())
            d.report(IssueCode::SubackEmpty, id, d.here());
        return;
    }
    d.reader.open(FieldId::MqttPayloadPart);
    while (d.reader.ok() && !d.reader.atEnd()) {
        const std::uint8_t code = d.reader.u8(id);
        if (!d.reader.ok())
            break;
        codes.push_back(code);
        if (!d.checks())
            continue;
        const bool allowed = code <= 2 || (code == kSubackFailure && !d.is(Version::V31));
        if (d.is5())
            d.checkReason(type, id, code);
        else if (!allowed) // [MQTT-3.9.3-2]
            d.reportLast(IssueCode::SubackCodeReserved, id, 0, code);
    }
    d.reader.close(FieldId::MqttPayloadPart);
}

} // namespace

template <FieldSink Sink> void decodeSubscribe(Decoding<Sink>& d, Subscribe& packet)
{
    auto& reader = d.reader;
    decodeVariableHeader(d, PacketType::Subscribe, IssueCode::PacketIdZero, packet.packetId,
                         packet.properties);
    if (!reader.ok())
        return;
    if (reader.atEnd()) {
        if (d.checks())
            d.report(IssueCode::SubscribeEmpty, FieldId::MqttFilter, d.here());
        return;
    }
    reader.open(FieldId::MqttPayloadPart);
    while (reader.ok() && !reader.atEnd()) {
        Subscription subscription;
        decodeSubscription(d, subscription);
        if (reader.ok())
            packet.subscriptions.push_back(subscription);
    }
    reader.close(FieldId::MqttPayloadPart);
}

template <FieldSink Sink> void decodeSuback(Decoding<Sink>& d, Suback& packet)
{
    decodeVariableHeader(d, PacketType::Suback, IssueCode::ReplyPacketIdZero, packet.packetId,
                         packet.properties);
    decodeCodes(d, PacketType::Suback, d.isBefore5() ? FieldId::MqttSubackQos : FieldId::MqttSubackReason,
                packet.codes);
}

template <FieldSink Sink> void decodeUnsubscribe(Decoding<Sink>& d, Unsubscribe& packet)
{
    auto& reader = d.reader;
    decodeVariableHeader(d, PacketType::Unsubscribe, IssueCode::PacketIdZero, packet.packetId,
                         packet.properties);
    if (!reader.ok())
        return;
    if (reader.atEnd()) {
        if (d.checks())
            d.report(IssueCode::UnsubscribeEmpty, FieldId::MqttUnsubFilter, d.here());
        return;
    }
    reader.open(FieldId::MqttPayloadPart);
    while (reader.ok() && !reader.atEnd()) {
        reader.open(FieldId::MqttSubFilter);
        const std::string_view filter = d.topic(FieldId::MqttUnsubFilterLen, FieldId::MqttUnsubFilter);
        d.reportIfEmpty(filter);
        d.checkFilter(FieldId::MqttUnsubFilter, filter);
        reader.close(FieldId::MqttSubFilter);
        if (reader.ok())
            packet.topicFilters.push_back(filter);
    }
    reader.close(FieldId::MqttPayloadPart);
}

template <FieldSink Sink> void decodeUnsuback(Decoding<Sink>& d, Unsuback& packet)
{
    if (d.isBefore5())
        d.setLeftover(IssueCode::UnsubackLength, 2); // the Packet Identifier
    decodeVariableHeader(d, PacketType::Unsuback, IssueCode::ReplyPacketIdZero, packet.packetId,
                         packet.properties);
    if (d.is5())
        decodeCodes(d, PacketType::Unsuback, FieldId::MqttUnsubackReason, packet.codes);
}

template void decodeSubscribe(Decoding<field::NullSink>&, Subscribe&);
template void decodeSubscribe(Decoding<field::SelectSink>&, Subscribe&);
template void decodeSubscribe(Decoding<field::TreeSink>&, Subscribe&);
template void decodeSuback(Decoding<field::NullSink>&, Suback&);
template void decodeSuback(Decoding<field::SelectSink>&, Suback&);
template void decodeSuback(Decoding<field::TreeSink>&, Suback&);
template void decodeUnsubscribe(Decoding<field::NullSink>&, Unsubscribe&);
template void decodeUnsubscribe(Decoding<field::SelectSink>&, Unsubscribe&);
template void decodeUnsubscribe(Decoding<field::TreeSink>&, Unsubscribe&);
template void decodeUnsuback(Decoding<field::NullSink>&, Unsuback&);
template void decodeUnsuback(Decoding<field::SelectSink>&, Unsuback&);
template void decodeUnsuback(Decoding<field::TreeSink>&, Unsuback&);

} // namespace mqttscope::mqtt
