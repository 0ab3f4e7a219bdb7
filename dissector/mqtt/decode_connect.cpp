// SPDX-License-Identifier: GPL-3.0-or-later
// CONNECT: MQTT 3.1.1 §3.1, MQTT 5.0 §3.1.
#include "dissector/mqtt/decoding.h"

namespace mqttscope::mqtt {
namespace {

// Connect Flags (MQTT 3.1.1 Figure 3.4, MQTT 5.0 Figure 3-4).
constexpr unsigned kUserNameFlag = 0x80;
constexpr unsigned kPasswordFlag = 0x40;
constexpr unsigned kWillRetain = 0x20;
constexpr unsigned kWillQosShift = 3;
constexpr unsigned kWillFlag = 0x04;
constexpr unsigned kCleanStart = 0x02;
constexpr unsigned kReservedFlag = 0x01;

template <FieldSink Sink> void checkProtocol(Decoding<Sink>& d, ByteRange nameRange, const Connect& packet)
{
    const bool name31 = packet.protocolName == "MQIsdp";
    const bool name = packet.protocolName == "MQTT";
    if (!name31 && !name) // [MQTT-3.1.2-1]
        d.report(IssueCode::ProtocolName, FieldId::MqttProtoname, nameRange);
    switch (d.version()) {
    case Version::V31:
    case Version::V311:
    case Version::V50:
        if ((name31 || name) && name31 != d.is(Version::V31))
            d.report(IssueCode::ProtocolNameLevel, FieldId::MqttProtoname, nameRange, 0,
                     packet.protocolLevel);
        break;
    case Version::Unknown:
    case Version::Other: // [MQTT-3.1.2-2]
        d.reportLast(name31 ? IssueCode::ProtocolLevel31 : IssueCode::ProtocolLevel, FieldId::MqttVer, 0,
                     packet.protocolLevel);
        break;
    }
}

template <FieldSink Sink> void decodeProtocol(Decoding<Sink>& d, Connect& packet)
{
    packet.protocolName = d.text(FieldId::MqttProtoLen, FieldId::MqttProtoname);
    const ByteRange nameRange = d.reader.last();
    packet.protocolLevel = d.reader.u8(FieldId::MqttVer);
    if constexpr (Sink::kWantsFields) {
        const bool bridge = (packet.protocolLevel & kBridgeBit) != 0 && !d.is(Version::Other);
        if (bridge && d.reader.ok()) {
            d.reader.bits(FieldId::MqttVerBridge, packet.protocolLevel);
            d.reader.bits(FieldId::MqttVerLevel, packet.protocolLevel);
        }
    }
    if (d.checks())
        checkProtocol(d, nameRange, packet);
}

template <FieldSink Sink> void reportConnectFlagBits(Decoding<Sink>& d, std::uint8_t flags)
{
    if constexpr (Sink::kWantsFields) {
        d.reader.bits(FieldId::MqttConflagUname, flags);
        d.reader.bits(FieldId::MqttConflagPasswd, flags);
        d.reader.bits(FieldId::MqttConflagRetain, flags);
        d.reader.bits(FieldId::MqttConflagQos, flags);
        d.reader.bits(FieldId::MqttConflagWillflag, flags);
        d.reader.bits(d.is5() ? FieldId::MqttConflagCleanstart : FieldId::MqttConflagCleansess, flags);
        d.reader.bits(FieldId::MqttConflagReserved, flags);
    }
}

template <FieldSink Sink> void checkConnectFlags(Decoding<Sink>& d, unsigned flags)
{
    const unsigned willQos = flags >> kWillQosShift & 3U;
    const bool will = (flags & kWillFlag) != 0;
    if ((flags & kReservedFlag) != 0) // [MQTT-3.1.2-3]
        d.reportLast(IssueCode::ConnectFlagsReserved, FieldId::MqttConflagReserved, 0, 1);
    if (willQos == 3) // [MQTT-3.1.2-14], 5.0 [MQTT-3.1.2-12]
        d.reportLast(IssueCode::WillQosReserved, FieldId::MqttConflagQos, 2, willQos);
    else if (willQos != 0 && !will) // [MQTT-3.1.2-13], 5.0 [MQTT-3.1.2-11]
        d.reportLast(IssueCode::WillQosWithoutWill, FieldId::MqttConflagQos, 0, willQos);
    if ((flags & kWillRetain) != 0 && !will) // [MQTT-3.1.2-15], 5.0 [MQTT-3.1.2-13]
        d.reportLast(IssueCode::WillRetainWithoutWill, FieldId::MqttConflagRetain, 0, 1);
    if ((flags & kPasswordFlag) != 0 && (flags & kUserNameFlag) == 0) // [MQTT-3.1.2-22], dropped in 5.0
        d.reportLast(IssueCode::PasswordWithoutUserName, FieldId::MqttConflagPasswd, 0, 1);
}

template <FieldSink Sink> void decodeClientId(Decoding<Sink>& d, Connect& packet)
{
    if (d.reader.atEnd()) { // [MQTT-3.1.3-3]
        d.stop(IssueCode::ClientIdMissing, FieldId::MqttClientid, d.here());
        return;
    }
    packet.clientId = d.text(FieldId::MqttClientidLen, FieldId::MqttClientid);
    if (!d.checks())
        return;
    if (d.is(Version::V311) && packet.clientId.empty() && !packet.cleanStart) // [MQTT-3.1.3-7]
        d.reportLast(IssueCode::ClientIdEmptyNotClean, FieldId::MqttClientid);
    if (d.is(Version::V31)) { // MQTT 3.1 §3.1
        constexpr std::uint32_t kMost = 23;
        const std::uint32_t characters = countCharacters(packet.clientId);
        if (characters == 0 || characters > kMost)
            d.reportLast(IssueCode::ClientIdLength31, FieldId::MqttClientid, kMost, characters);
    }
}

template <FieldSink Sink> void decodeWill(Decoding<Sink>& d, Will& will)
{
    if (d.is5())
        decodeProperties(d, FieldId::MqttWillProperties, kWillPlace, will.properties);
    if (d.reader.ok() && d.reader.atEnd())
        return d.stop(IssueCode::WillMissing, FieldId::MqttWilltopic, d.here());
    will.topic = d.topic(FieldId::MqttWilltopicLen, FieldId::MqttWilltopic);
    d.reportIfEmpty(will.topic);
    d.checkName(FieldId::MqttWilltopic, will.topic, IssueCode::TopicEmpty, IssueCode::TopicWildcard);
    if (d.reader.ok() && d.reader.atEnd())
        return d.stop(IssueCode::WillMissing, FieldId::MqttWillmsg, d.here());
    will.payload = d.binary(FieldId::MqttWillmsgLen,
                            d.options().payloadAsText ? FieldId::MqttWillmsgText : FieldId::MqttWillmsg);
    const bool saidText = will.properties.numberOr(PropertyId::PayloadFormatIndicator, 0) == 1;
    if (saidText && d.checks() && !isWellFormedUtf8(field::asText(will.payload)))
        d.reportLast(IssueCode::PayloadNotUtf8, FieldId::MqttWillmsg);
}

template <FieldSink Sink> void decodeCredentials(Decoding<Sink>& d, unsigned flags, Connect& packet)
{
    // MQTT 3.1 §3.1: from old clients the flags without the fields are accepted. Nothing is left to read
    // then.
    if ((flags & kUserNameFlag) != 0) {
        if (!d.reader.atEnd())
            packet.userName = d.text(FieldId::MqttUsernameLen, FieldId::MqttUsername);
        else if (d.checks()) // [MQTT-3.1.2-19], 5.0 [MQTT-3.1.2-17]
            d.report(IssueCode::UserNameMissing, FieldId::MqttUsername, d.here());
    }
    if ((flags & kPasswordFlag) != 0) {
        if (!d.reader.atEnd())
            packet.password = d.binary(FieldId::MqttPasswdLen, FieldId::MqttPasswd);
        else if (d.checks()) // [MQTT-3.1.2-21], 5.0 [MQTT-3.1.2-19]
            d.report(IssueCode::PasswordMissing, FieldId::MqttPasswd, d.here());
    }
}

/// Bytes behind the payload that have the form of a field: its flag was forgotten.
template <FieldSink Sink> void guessLeftover(Decoding<Sink>& d, unsigned flags)
{
    if (d.reader.remaining() < 2)
        return;
    const std::uint32_t length = static_cast<std::uint32_t>(d.reader.peek(0)) << 8 | d.reader.peek(1);
    if (d.reader.remaining() < 2 + length)
        return;
    if ((flags & kUserNameFlag) == 0) // [MQTT-3.1.2-18], 5.0 [MQTT-3.1.2-16]
        d.setLeftover(IssueCode::UserNameWithoutFlag);
    else if ((flags & kPasswordFlag) == 0) // [MQTT-3.1.2-20], 5.0 [MQTT-3.1.2-18]
        d.setLeftover(IssueCode::PasswordWithoutFlag);
}

} // namespace

template <FieldSink Sink> void decodeConnect(Decoding<Sink>& d, Connect& packet)
{
    auto& reader = d.reader;
    reader.open(FieldId::MqttVariableHeader);
    decodeProtocol(d, packet);
    const std::uint8_t flags = reader.u8(FieldId::MqttConflags);
    if (reader.ok())
        reportConnectFlagBits(d, flags);
    if (d.checks())
        checkConnectFlags(d, flags);
    packet.cleanStart = (flags & kCleanStart) != 0;
    packet.keepAlive = reader.u16(FieldId::MqttKalive);
    if (d.is5())
        decodeProperties(d, FieldId::MqttProperties, placeOf(PacketType::Connect), packet.properties);
    reader.close(FieldId::MqttVariableHeader);
    if (!reader.ok())
        return;
    reader.open(FieldId::MqttPayloadPart);
    decodeClientId(d, packet);
    if (reader.ok() && (flags & kWillFlag) != 0) {
        Will& will = packet.will.emplace();
        will.qos = flags >> kWillQosShift & 3U;
        will.retain = (flags & kWillRetain) != 0;
        decodeWill(d, will);
    }
    if (reader.ok())
        decodeCredentials(d, flags, packet);
    reader.close(FieldId::MqttPayloadPart);
    guessLeftover(d, flags);
}

template void decodeConnect(Decoding<field::NullSink>&, Connect&);
template void decodeConnect(Decoding<field::SelectSink>&, Connect&);
template void decodeConnect(Decoding<field::TreeSink>&, Connect&);

} // namespace mqttscope::mqtt
