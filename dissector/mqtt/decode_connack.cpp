// SPDX-License-Identifier: GPL-3.0-or-later
// CONNACK: MQTT 3.1 §3.2, MQTT 3.1.1 §3.2, MQTT 5.0 §3.2.
#include "dissector/mqtt/decoding.h"
#include "dissector/mqtt/reason_code.h"

namespace mqttscope::mqtt {
namespace {

constexpr std::uint32_t kLength = 2; ///< of flags and code

template <FieldSink Sink> void decodeFlags(Decoding<Sink>& d, Connack& packet)
{
    if (d.is(Version::V31)) { // MQTT 3.1 §3.2: the byte is reserved
        const std::uint8_t reserved = d.reader.u8(FieldId::MqttConackReserved31);
        if (reserved != 0 && d.checks())
            d.reportLast(IssueCode::ConnackFlagsReserved, FieldId::MqttConackReserved31, 0, reserved);
        return;
    }
    const std::uint8_t flags = d.reader.u8(FieldId::MqttConackFlags);
    if constexpr (Sink::kWantsFields) {
        if (d.reader.ok()) {
            d.reader.bits(FieldId::MqttConackFlagsReserved, flags);
            d.reader.bits(FieldId::MqttConackFlagsSp, flags);
        }
    }
    packet.sessionPresent = (flags & 1U) != 0;
    if ((flags & 0xfeU) != 0 && d.checks()) // 5.0 [MQTT-3.2.2-1]
        d.reportLast(IssueCode::ConnackFlagsReserved, FieldId::MqttConackFlags, 0, flags);
}

template <FieldSink Sink>
void checkCode(Decoding<Sink>& d, FieldId id, ByteRange flagsRange, const Connack& packet)
{
    if (d.is5())
        d.checkReason(PacketType::Connack, id, packet.code);
    else if (packet.code > kLastConnectReturnCode)
        d.reportLast(IssueCode::ReturnCodeReserved, id, kLastConnectReturnCode, packet.code);
    if (packet.code != 0 && packet.sessionPresent) // [MQTT-3.2.2-4], 5.0 [MQTT-3.2.2-6]
        d.report(IssueCode::SessionPresentWithError, FieldId::MqttConackFlagsSp, flagsRange, 0, packet.code);
}

} // namespace

template <FieldSink Sink> void decodeConnack(Decoding<Sink>& d, Connack& packet)
{
    auto& reader = d.reader;
    const std::uint32_t length = reader.remaining();
    if (d.isBefore5())
        d.setLeftover(IssueCode::ConnackLength, kLength);
    reader.open(FieldId::MqttVariableHeader);
    if (length > 0)
        decodeFlags(d, packet);
    if (length < kLength) {
        if (reader.ok() && !d.endMissing())
            d.report(IssueCode::ConnackLength, FieldId::MqttLen, d.here(), kLength, length);
        reader.giveUp();
        reader.close(FieldId::MqttVariableHeader);
        return;
    }
    const ByteRange flagsRange = reader.last();
    const FieldId codeId = d.isBefore5() ? FieldId::MqttConackVal : FieldId::MqttConnackReason;
    packet.code = reader.u8(codeId);
    if (d.checks())
        checkCode(d, codeId, flagsRange, packet);
    if (d.is5()) {
        decodeProperties(d, FieldId::MqttProperties, placeOf(PacketType::Connack), packet.properties);
        checkServerReference(d, packet.code, packet.properties);
    }
    reader.close(FieldId::MqttVariableHeader);
}

template void decodeConnack(Decoding<field::NullSink>&, Connack&);
template void decodeConnack(Decoding<field::SelectSink>&, Connack&);
template void decodeConnack(Decoding<field::TreeSink>&, Connack&);

} // namespace mqttscope::mqtt
