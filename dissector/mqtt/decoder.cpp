// SPDX-License-Identifier: GPL-3.0-or-later
#include "dissector/mqtt/decoder.h"

#include "dissector/mqtt/decoding.h"
#include "dissector/mqtt/framing.h"
#include "dissector/mqtt/packet_reuse.h"

#include <utility>

namespace mqttscope::mqtt {
namespace {

/// The version that a CONNECT names; that of the connection if the level is out of reach.
Version versionOfConnect(ByteView captured, Version otherwise)
{
    const HeaderPeek peek = peekHeader(captured);
    if (peek.status != HeaderStatus::Complete)
        return otherwise;
    const ByteView body = captured.subspan(peek.header.headerLength)
                              .first(std::min<std::size_t>(captured.size() - peek.header.headerLength,
                                                           peek.header.remainingLength));
    if (body.size() < 2)
        return otherwise;
    const std::size_t level = 2 + (std::size_t{body[0]} << 8 | body[1]);
    return level < body.size() ? versionOf(body[level]) : otherwise;
}

/// MQTT 3.1 §2.1: DUP and QoS stand in these types too.
bool hasQosFlags31(PacketType type)
{
    return type == PacketType::Pubrel || type == PacketType::Subscribe || type == PacketType::Unsubscribe;
}

template <FieldSink Sink> void reportFlagBits(Decoding<Sink>& d, std::uint8_t firstByte)
{
    if constexpr (Sink::kWantsFields) {
        const PacketType type = packetTypeOf(firstByte);
        d.reader.bits(FieldId::MqttMsgtype, firstByte);
        const bool publish = type == PacketType::Publish;
        if (!publish && !(hasQosFlags31(type) && d.is(Version::V31))) {
            d.reader.bits(FieldId::MqttHdrReserved, firstByte);
            return;
        }
        d.reader.bits(FieldId::MqttDupflag, firstByte);
        d.reader.bits(FieldId::MqttQos, firstByte);
        d.reader.bits(publish ? FieldId::MqttRetain : FieldId::MqttRetainReserved, firstByte);
    }
}

IssueCode flagsIssue(PacketType type)
{
    switch (type) {
    case PacketType::Pubrel:
        return IssueCode::PubrelFlags;
    case PacketType::Subscribe:
        return IssueCode::SubscribeFlags;
    case PacketType::Unsubscribe:
        return IssueCode::UnsubscribeFlags;
    case PacketType::Disconnect:
        return IssueCode::DisconnectFlags;
    case PacketType::Auth:
        return IssueCode::AuthFlags;
    case PacketType::Reserved0:
    case PacketType::Connect:
    case PacketType::Connack:
    case PacketType::Publish:
    case PacketType::Puback:
    case PacketType::Pubrec:
    case PacketType::Pubcomp:
    case PacketType::Suback:
    case PacketType::Unsuback:
    case PacketType::Pingreq:
    case PacketType::Pingresp:
        return IssueCode::FixedHeaderFlags;
    }
    return IssueCode::FixedHeaderFlags;
}

template <FieldSink Sink> void checkPublishFlags(Decoding<Sink>& d, std::uint8_t firstByte)
{
    const unsigned qos = firstByte >> 1 & 3U;
    if (qos == 3) // [MQTT-3.3.1-4]
        d.reportLast(IssueCode::QosReserved, FieldId::MqttQos, 2, qos);
    if (qos == 0 && (firstByte & 8U) != 0) // [MQTT-3.3.1-2]
        d.reportLast(IssueCode::DupWithQos0, FieldId::MqttDupflag, 0, 1);
}

/// The flags and the direction of the packet type: MQTT 3.1.1 Tables 2.1 and 2.2, MQTT 5.0 Tables 2-1 and
/// 2-2.
template <FieldSink Sink> void checkFlags(Decoding<Sink>& d, std::uint8_t firstByte)
{
    const PacketType type = packetTypeOf(firstByte);
    const unsigned flags = firstByte & 0x0fU;
    if (type == PacketType::Publish) {
        checkPublishFlags(d, firstByte);
        return;
    }
    const unsigned expected = hasQosFlags31(type) ? 2 : 0;
    // MQTT 3.1 §3.6, 3.8, 3.10: QoS 1; DUP as needed, RETAIN not used.
    const bool may31 = d.is(Version::V31) || !d.isKnown();
    const unsigned counts = hasQosFlags31(type) && may31 ? 6 : 15;
    if ((flags & counts) != expected && type != PacketType::Reserved0)
        d.reportLast(flagsIssue(type), FieldId::MqttHdrflags, expected, flags);
}

bool flowsFromClient(PacketType type)
{
    return type != PacketType::Connack && type != PacketType::Suback && type != PacketType::Unsuback &&
           type != PacketType::Pingresp;
}

bool flowsFromServer(PacketType type, bool before5)
{
    const bool clientOnly = type == PacketType::Connect || type == PacketType::Subscribe ||
                            type == PacketType::Unsubscribe || type == PacketType::Pingreq;
    return !clientOnly && !(before5 && type == PacketType::Disconnect);
}

template <FieldSink Sink> void checkDirection(Decoding<Sink>& d, PacketType type)
{
    const bool wrong = (d.direction() == Direction::ClientToServer && !flowsFromClient(type)) ||
                       (d.direction() == Direction::ServerToClient && !flowsFromServer(type, d.isBefore5()));
    if (wrong)
        d.reportLast(IssueCode::WrongDirection, FieldId::MqttMsgtype, 0, static_cast<std::uint64_t>(type));
}

/// What no byte says.
template <FieldSink Sink> void reportVersion(Decoding<Sink>& d, std::uint8_t firstByte)
{
    if constexpr (Sink::kWantsFields) {
        Sink& sink = d.reader.sink();
        if (d.is(Version::Unknown) && packetTypeOf(firstByte) != PacketType::Connect)
            sink.generated(FieldId::MqttUnknownVersion, FieldValue::none());
        sink.generated(FieldId::MqttVersionUsed, FieldValue::of(static_cast<std::uint64_t>(d.version())));
        if (d.options().versionGuessed)
            sink.generated(FieldId::MqttVersionGuessed, FieldValue::of(std::uint64_t{1}));
    }
}

template <FieldSink Sink> void decodeBody(Decoding<Sink>& d, std::uint8_t firstByte, Packet& packet)
{
    const PacketType type = packetTypeOf(firstByte);
    switch (type) {
    case PacketType::Reserved0:
        packet = std::monostate{};
        d.stop(IssueCode::PacketTypeReserved, FieldId::MqttMsgtype, {d.options().base, 1}, 0, 0);
        return;
    case PacketType::Connect:
        return decodeConnect(d, reuse<Connect>(packet));
    case PacketType::Connack:
        return decodeConnack(d, reuse<Connack>(packet));
    case PacketType::Publish:
        return decodePublish(d, firstByte, reuse<Publish>(packet));
    case PacketType::Puback:
        return decodeAcknowledgement(d, type, FieldId::MqttPubackReason, reuse<Puback>(packet));
    case PacketType::Pubrec:
        return decodeAcknowledgement(d, type, FieldId::MqttPubrecReason, reuse<Pubrec>(packet));
    case PacketType::Pubrel: {
        auto& pubrel = reuse<Pubrel>(packet);
        pubrel.dup = d.is(Version::V31) && (firstByte & 8U) != 0;
        return decodeAcknowledgement(d, type, FieldId::MqttPubrelReason, pubrel);
    }
    case PacketType::Pubcomp:
        return decodeAcknowledgement(d, type, FieldId::MqttPubcompReason, reuse<Pubcomp>(packet));
    case PacketType::Subscribe: {
        auto& subscribe = reuse<Subscribe>(packet);
        subscribe.dup = d.is(Version::V31) && (firstByte & 8U) != 0;
        return decodeSubscribe(d, subscribe);
    }
    case PacketType::Suback:
        return decodeSuback(d, reuse<Suback>(packet));
    case PacketType::Unsubscribe: {
        auto& unsubscribe = reuse<Unsubscribe>(packet);
        unsubscribe.dup = d.is(Version::V31) && (firstByte & 8U) != 0;
        return decodeUnsubscribe(d, unsubscribe);
    }
    case PacketType::Unsuback:
        return decodeUnsuback(d, reuse<Unsuback>(packet));
    case PacketType::Pingreq:
        packet.emplace<Pingreq>();
        return decodePing(d);
    case PacketType::Pingresp:
        packet.emplace<Pingresp>();
        return decodePing(d);
    case PacketType::Disconnect:
        return decodeDisconnect(d, reuse<Disconnect>(packet));
    case PacketType::Auth:
        return decodeAuth(d, reuse<Auth>(packet));
    }
}

/// The fixed header; narrows the container to the Remaining Length. Returns the first byte.
template <FieldSink Sink> std::uint8_t decodeFixedHeader(Decoding<Sink>& d)
{
    d.reader.open(FieldId::MqttFixedHeader);
    const std::uint8_t firstByte = d.reader.u8(FieldId::MqttHdrflags);
    if (d.reader.ok())
        reportFlagBits(d, firstByte);
    if (d.checks()) {
        checkFlags(d, firstByte);
        checkDirection(d, packetTypeOf(firstByte));
    }
    const auto remainingLength = static_cast<std::uint32_t>(d.vbi(kRemainingLengthFields));
    d.reader.close(FieldId::MqttFixedHeader);
    if (!d.reader.ok())
        return firstByte;
    const std::uint32_t left = d.reader.remaining();
    if (remainingLength > left) { // the stream ends inside the packet
        d.report(IssueCode::FieldPastEnd, FieldId::MqttLen, {d.reader.offset(), left}, remainingLength, left);
        d.reader.expectEnd();
        d.setEndMissing();
    }
    (void)d.reader.narrow(remainingLength);
    return firstByte;
}

/// Bytes that no field explained become *undecoded*.
template <FieldSink Sink> void finish(Decoding<Sink>& d, std::uint32_t length)
{
    const ByteRange rest{d.reader.offset(), d.reader.remaining()};
    if (d.endMissing())
        d.reader.giveUp();
    // Of an unknown version only a PING is sure to have nothing there.
    if (rest.length > 0 && (d.isKnown() || d.leftover() == IssueCode::PingLength))
        d.report(d.leftover(), FieldId::Undecoded, rest, d.lengthDue(), d.lengthDue() + rest.length);
    d.reader.undecoded();
    if (d.reader.end() < length) { // the caller knows of more bytes than the Remaining Length
        const ByteRange beyond{d.options().base + d.reader.end(), length - d.reader.end()};
        d.reader.widen(length);
        d.report(IssueCode::TrailingBytes, FieldId::Undecoded, beyond, 0, beyond.length);
        d.reader.undecoded();
    }
}

} // namespace

template <FieldSink Sink>
DecodeResult decode(ByteView captured, std::uint32_t length, const DecodeOptions& options, Sink& sink,
                    field::IssueLog& log, Packet& packet)
{
    Decoding<Sink> d(captured, length, options, sink, log);
    if (!captured.empty() && packetTypeOf(captured[0]) == PacketType::Connect)
        d.setVersion(versionOfConnect(captured, options.version));
    d.reader.open(FieldId::Mqtt);
    const std::uint8_t firstByte = decodeFixedHeader(d);
    reportVersion(d, firstByte);
    if (d.reader.ok())
        decodeBody(d, firstByte, packet);
    else
        packet = std::monostate{};
    finish(d, length);
    if constexpr (Sink::kWantsFields) {
        if (d.reader.cut())
            sink.generated(FieldId::MqttIncomplete, FieldValue::none());
    }
    d.reader.close(FieldId::Mqtt);

    DecodeResult result;
    result.cut = d.reader.cut();
    result.unreadable = d.reader.failed();
    result.complete = !result.cut && !result.unreadable;
    result.malformed = d.malformed() || result.unreadable;
    result.protocolError = d.protocolError() || result.malformed;
    result.version = d.version();
    return result;
}

template DecodeResult decode(ByteView, std::uint32_t, const DecodeOptions&, field::NullSink&,
                             field::IssueLog&, Packet&);
template DecodeResult decode(ByteView, std::uint32_t, const DecodeOptions&, field::SelectSink&,
                             field::IssueLog&, Packet&);
template DecodeResult decode(ByteView, std::uint32_t, const DecodeOptions&, field::TreeSink&,
                             field::IssueLog&, Packet&);

} // namespace mqttscope::mqtt
