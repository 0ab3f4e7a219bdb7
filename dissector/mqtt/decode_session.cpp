// SPDX-License-Identifier: GPL-3.0-or-later
// PINGREQ, PINGRESP, DISCONNECT, AUTH: MQTT 3.1.1 §3.12 to §3.14, MQTT 5.0 §3.12 to §3.15.
#include "dissector/mqtt/decoding.h"

namespace mqttscope::mqtt {
namespace {

/// Reason code and properties, either of which may be left out (MQTT 5.0 §3.14.2.1, §3.15.2.1).
template <FieldSink Sink>
void decodeReason(Decoding<Sink>& d, PacketType type, FieldId id, std::uint8_t& code, Properties& properties)
{
    if (d.reader.atEnd())
        return;
    d.reader.open(FieldId::MqttVariableHeader);
    code = d.reader.u8(id);
    if (d.checks())
        d.checkReason(type, id, code);
    if (!d.reader.atEnd())
        decodeProperties(d, FieldId::MqttProperties, placeOf(type), properties);
    d.reader.close(FieldId::MqttVariableHeader);
}

} // namespace

template <FieldSink Sink> void decodePing(Decoding<Sink>& d)
{
    d.setLeftover(IssueCode::PingLength);
}

template <FieldSink Sink> void decodeDisconnect(Decoding<Sink>& d, Disconnect& packet)
{
    if (!d.is5()) {
        if (d.isBefore5())
            d.setLeftover(IssueCode::PingLength);
        return;
    }
    decodeReason(d, PacketType::Disconnect, FieldId::MqttDisconnectReason, packet.reasonCode,
                 packet.properties);
    checkServerReference(d, packet.reasonCode, packet.properties);
}

template <FieldSink Sink> void decodeAuth(Decoding<Sink>& d, Auth& packet)
{
    if (!d.is5()) {
        d.stop(IssueCode::PacketTypeNotInVersion, FieldId::MqttMsgtype, {d.options().base, 1}, 0,
               static_cast<std::uint64_t>(PacketType::Auth));
        return;
    }
    // MQTT 5.0 §3.15.2.2.2: the method is obligatory, and without properties there is none.
    constexpr std::uint32_t kLeastWithProperties = 2;
    if (d.reader.remaining() < kLeastWithProperties && d.checks())
        d.report(IssueCode::AuthMethodMissing, FieldId::MqttPropAuthenticationMethod, d.here());
    decodeReason(d, PacketType::Auth, FieldId::MqttAuthReason, packet.reasonCode, packet.properties);
}

template void decodePing(Decoding<field::NullSink>&);
template void decodePing(Decoding<field::SelectSink>&);
template void decodePing(Decoding<field::TreeSink>&);
template void decodeDisconnect(Decoding<field::NullSink>&, Disconnect&);
template void decodeDisconnect(Decoding<field::SelectSink>&, Disconnect&);
template void decodeDisconnect(Decoding<field::TreeSink>&, Disconnect&);
template void decodeAuth(Decoding<field::NullSink>&, Auth&);
template void decodeAuth(Decoding<field::SelectSink>&, Auth&);
template void decodeAuth(Decoding<field::TreeSink>&, Auth&);

} // namespace mqttscope::mqtt
