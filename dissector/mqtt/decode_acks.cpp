// SPDX-License-Identifier: GPL-3.0-or-later
// PUBACK, PUBREC, PUBREL, PUBCOMP: MQTT 3.1.1 §3.4 to §3.7, MQTT 5.0 likewise.
#include "dissector/mqtt/decoding.h"
#include "dissector/mqtt/reason_code.h"

namespace mqttscope::mqtt {

template <FieldSink Sink> void Decoding<Sink>::checkReason(PacketType type, FieldId id, std::uint8_t code)
{
    switch (codeUse(type, code)) {
    case CodeUse::Both:
        return;
    case CodeUse::NotListed:
        return reportLast(IssueCode::ReasonCodeUnknown, id, 0, code);
    case CodeUse::Contradictory:
        return reportLast(IssueCode::ReasonCodeDoubtful, id, 0, code);
    case CodeUse::ServerOnly:
        if (direction() == Direction::ClientToServer)
            reportLast(IssueCode::ReasonCodeSentBy, id, 0, code);
        return;
    case CodeUse::ClientOnly:
        if (direction() == Direction::ServerToClient)
            reportLast(IssueCode::ReasonCodeSentBy, id, 0, code);
        return;
    }
}

template <FieldSink Sink>
void decodeAcknowledgement(Decoding<Sink>& d, PacketType type, FieldId reasonId, Acknowledgement& packet)
{
    constexpr std::uint32_t kPacketIdLength = 2;
    auto& reader = d.reader;
    if (reader.remaining() < kPacketIdLength) {
        if (!d.endMissing())
            d.report(IssueCode::AckLength, FieldId::MqttLen, d.here(), kPacketIdLength, reader.remaining());
        return reader.giveUp();
    }
    if (d.isBefore5())
        d.setLeftover(IssueCode::AckLength, kPacketIdLength);
    reader.open(FieldId::MqttVariableHeader);
    packet.packetId = d.packetId(IssueCode::AckPacketIdZero);
    // MQTT 5.0 §3.4.2.1: code and properties may be left out, then the code is 0x00.
    if (d.is5() && !reader.atEnd()) {
        packet.reasonCode = reader.u8(reasonId);
        if (d.checks())
            d.checkReason(type, reasonId, packet.reasonCode);
        if (!reader.atEnd())
            decodeProperties(d, FieldId::MqttProperties, placeOf(type), packet.properties);
    }
    reader.close(FieldId::MqttVariableHeader);
}

template void Decoding<field::NullSink>::checkReason(PacketType, FieldId, std::uint8_t);
template void Decoding<field::SelectSink>::checkReason(PacketType, FieldId, std::uint8_t);
template void Decoding<field::TreeSink>::checkReason(PacketType, FieldId, std::uint8_t);
template void decodeAcknowledgement(Decoding<field::NullSink>&, PacketType, FieldId, Acknowledgement&);
template void decodeAcknowledgement(Decoding<field::SelectSink>&, PacketType, FieldId, Acknowledgement&);
template void decodeAcknowledgement(Decoding<field::TreeSink>&, PacketType, FieldId, Acknowledgement&);

} // namespace mqttscope::mqtt
