// SPDX-License-Identifier: GPL-3.0-or-later
#include "dissector/net/layers.h"

namespace mqttscope::net {
namespace {

using field::FieldId;
using field::FieldSink;

enum NextProtocol : std::uint8_t { kIpv4 = 1, kIpv6 = 2, kEthernet = 3, kNsh = 4, kMpls = 5 };

constexpr std::uint8_t kNextProtocolBit = 0x04;

} // namespace

template <FieldSink Sink> void decodeVxlan(Layers<Sink>& layers)
{
    auto& reader = layers.reader;
    reader.open(FieldId::Vxlan);
    const std::uint16_t flags = reader.u16(FieldId::VxlanFlags);
    bitLines(reader, flags,
             {FieldId::VxlanFlagG, FieldId::VxlanReserved1, FieldId::VxlanFlagI, FieldId::VxlanReserved2,
              FieldId::VxlanFlagD, FieldId::VxlanReserved3, FieldId::VxlanFlagA, FieldId::VxlanReserved4});
    reader.u16(FieldId::VxlanGroup);
    notePath(layers, reader.number(FieldId::VxlanVni, 3));
    reader.u8(FieldId::VxlanReserved);
    if (closeHeader(layers, FieldId::Vxlan))
        decodeEthernet(layers, EthernetPlace::Tunnel);
}

// draft-ietf-nvo3-vxlan-gpe §3
template <FieldSink Sink> void decodeVxlanGpe(Layers<Sink>& layers)
{
    auto& reader = layers.reader;
    reader.open(FieldId::Vxlan);
    const std::uint8_t flags = reader.u8(FieldId::VxlanGpeFlags);
    bitLines(reader, flags,
             {FieldId::VxlanGpeReserved1, FieldId::VxlanGpeVersion, FieldId::VxlanGpeInstance,
              FieldId::VxlanGpeNext, FieldId::VxlanGpeReserved2, FieldId::VxlanGpeOam});
    reader.u16(FieldId::VxlanGpeReserved);
    const std::uint8_t next = reader.u8(FieldId::VxlanGpeProtocol);
    notePath(layers, reader.number(FieldId::VxlanVni, 3));
    reader.u8(FieldId::VxlanReserved);
    if (!closeHeader(layers, FieldId::Vxlan))
        return;
    // Without the bit and without a protocol it is VXLAN, which carries Ethernet. Senders forget the bit.
    if (next == kEthernet || (next == 0 && (flags & kNextProtocolBit) == 0))
        decodeEthernet(layers, EthernetPlace::Tunnel);
    else if (next == kIpv4)
        decodeIpv4(layers);
    else if (next == kIpv6)
        decodeIpv6(layers);
    else if (next == kNsh)
        decodeEtherType(layers, ether_type::kNsh);
    else if (next == kMpls)
        decodeEtherType(layers, ether_type::kMpls);
    else
        readOpaque(layers);
}

template void decodeVxlan(Layers<field::NullSink>&);
template void decodeVxlan(Layers<field::SelectSink>&);
template void decodeVxlan(Layers<field::TreeSink>&);
template void decodeVxlanGpe(Layers<field::NullSink>&);
template void decodeVxlanGpe(Layers<field::SelectSink>&);
template void decodeVxlanGpe(Layers<field::TreeSink>&);

} // namespace mqttscope::net
