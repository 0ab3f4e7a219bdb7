// SPDX-License-Identifier: GPL-3.0-or-later
#include "dissector/net/layers.h"

namespace mqttscope::net {
namespace {

using field::FieldId;
using field::FieldSink;

constexpr std::uint8_t kSnapSap = 0xaa;
constexpr std::uint8_t kIpSap = 0x06;
constexpr std::uint8_t kUnnumberedInformation = 0x03;
constexpr std::uint32_t kEthernetOui = 0x000000; ///< the EtherTypes of Ethernet, RFC 1042
constexpr std::uint32_t kBridgeOui = 0x0000f8;   ///< likewise, for bridges to IEEE 802.5, IEEE 802.1H
constexpr std::uint32_t kAppleOui = 0x080007;    ///< likewise, of Apple

bool hasEtherType(std::uint32_t oui)
{
    return oui == kEthernetOui || oui == kBridgeOui || oui == kAppleOui;
}

/// The Control field, IEEE 802.2 §5.2: one byte in unnumbered frames, two in all others.
template <FieldSink Sink> std::uint16_t readControl(field::Reader<Sink>& reader)
{
    const std::uint32_t size = (reader.peek() & 3U) == 3 ? 1 : 2;
    return static_cast<std::uint16_t>(reader.littleEndian(FieldId::LlcControl, size));
}

} // namespace

template <FieldSink Sink> void decodeLlc(Layers<Sink>& layers)
{
    auto& reader = layers.reader;
    reader.open(FieldId::Llc);
    const std::uint8_t destination = reader.u8(FieldId::LlcDsap);
    bitLines(reader, destination, {FieldId::LlcDsapSap, FieldId::LlcDsapIg});
    const std::uint8_t source = reader.u8(FieldId::LlcSsap);
    bitLines(reader, source, {FieldId::LlcSsapSap, FieldId::LlcSsapCr});
    const bool information = readControl(reader) == kUnnumberedInformation;
    const bool snap = information && destination == kSnapSap && source == kSnapSap;
    std::uint16_t type = 0;
    bool known = false;
    if (snap) {
        known = hasEtherType(static_cast<std::uint32_t>(reader.number(FieldId::LlcOui, 3)));
        type = reader.u16(known ? FieldId::LlcType : FieldId::LlcPid);
    }
    if (!closeHeader(layers, FieldId::Llc))
        return;
    if (known)
        decodeEtherType(layers, type);
    else if (information && destination == kIpSap && source == kIpSap)
        decodeIpv4(layers);
    else
        readOpaque(layers);
}

template void decodeLlc(Layers<field::NullSink>&);
template void decodeLlc(Layers<field::SelectSink>&);
template void decodeLlc(Layers<field::TreeSink>&);

} // namespace mqttscope::net
