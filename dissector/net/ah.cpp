// SPDX-License-Identifier: GPL-3.0-or-later
#include "dissector/net/layers.h"

namespace mqttscope::net {
namespace {

using field::FieldId;
using field::FieldSink;
using field::IssueCode;
using field::Reader;
using field::Severity;
constexpr std::uint32_t kFixedPart = 12;

} // namespace

template <FieldSink Sink> void decodeAh(Layers<Sink>& layers, const IpEnds& ends)
{
    auto& reader = layers.reader;
    const std::uint32_t there = reader.remaining();
    reader.open(FieldId::Ah);
    const std::uint8_t next = reader.u8(FieldId::AhNext);
    // RFC 4302 §2.2: in words of four bytes, less two.
    const std::uint32_t length = (reader.u8(FieldId::AhLength) + 2U) * 4;
    if (reader.ok() && (length < kFixedPart || length > there)) {
        const bool small = length < kFixedPart;
        reader.issue(small ? IssueCode::LengthTooSmall : IssueCode::LengthTooLarge, Severity::Malformed,
                     FieldId::AhLength, small ? kFixedPart : there, length);
        reader.giveUp();
    }
    reader.bytes(FieldId::AhReserved, 2);
    reader.u32(FieldId::AhSpi);
    reader.u32(FieldId::AhSequence);
    if (reader.ok() && length > kFixedPart)
        reader.bytes(FieldId::AhIcv, length - kFixedPart);
    if (!closeHeader(layers, FieldId::Ah))
        return;
    if (ends.source.size() == 16)
        decodeIpv6Payload(layers, next, ends);
    else
        decodeIpPayload(layers, next, ends);
}

template <FieldSink Sink> void decodeEtherIp(Layers<Sink>& layers)
{
    auto& reader = layers.reader;
    reader.open(FieldId::EtherIp);
    const std::uint16_t header = reader.u16(FieldId::EtherIpFirst);
    bitLines(reader, header, {FieldId::EtherIpVersion, FieldId::EtherIpReserved});
    if (closeHeader(layers, FieldId::EtherIp))
        decodeEthernet(layers, EthernetPlace::Tunnel);
}

template void decodeAh(Layers<field::NullSink>&, const IpEnds&);
template void decodeAh(Layers<field::SelectSink>&, const IpEnds&);
template void decodeAh(Layers<field::TreeSink>&, const IpEnds&);
template void decodeEtherIp(Layers<field::NullSink>&);
template void decodeEtherIp(Layers<field::SelectSink>&);
template void decodeEtherIp(Layers<field::TreeSink>&);

} // namespace mqttscope::net
