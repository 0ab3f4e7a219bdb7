// SPDX-License-Identifier: GPL-3.0-or-later
#include "dissector/net/layers.h"

namespace mqttscope::net {
namespace {

using field::FieldId;
using field::FieldSink;
using field::Reader;
constexpr std::uint8_t kMacSize = 6;
constexpr std::uint8_t kIpv4Size = 4;

/// The fields of one of the two addresses of one side.
struct AddressFields {
    FieldId usual; ///< of a MAC address, of an IPv4 address
    FieldId other; ///< of any other
};

template <FieldSink Sink>
field::ByteView readAddress(Reader<Sink>& reader, const AddressFields& fields, std::uint8_t size, bool usual)
{
    return size != 0 ? reader.bytes(usual ? fields.usual : fields.other, size) : field::ByteView{};
}

} // namespace

template <FieldSink Sink> void decodeArp(Layers<Sink>& layers)
{
    auto& reader = layers.reader;
    noteOther(layers);
    reader.open(FieldId::Arp);
    reader.u16(FieldId::ArpHardware);
    const std::uint16_t protocolType = reader.u16(FieldId::ArpProtocol);
    const std::uint8_t hardwareSize = reader.u8(FieldId::ArpHardwareSize);
    const std::uint8_t protocolSize = reader.u8(FieldId::ArpProtocolSize);
    OtherFacts other;
    other.isArp = true;
    other.type = reader.u16(FieldId::ArpOpcode);
    const bool mac = hardwareSize == kMacSize;
    const bool ipv4 = protocolSize == kIpv4Size && protocolType == ether_type::kIpv4;
    readAddress(reader, {FieldId::ArpSenderMac, FieldId::ArpSenderHardware}, hardwareSize, mac);
    assign(other.source.address,
           readAddress(reader, {FieldId::ArpSenderIp, FieldId::ArpSenderProtocol}, protocolSize, ipv4));
    readAddress(reader, {FieldId::ArpTargetMac, FieldId::ArpTargetHardware}, hardwareSize, mac);
    assign(other.destination.address,
           readAddress(reader, {FieldId::ArpTargetIp, FieldId::ArpTargetProtocol}, protocolSize, ipv4));
    if (closeHeader(layers, FieldId::Arp) && ipv4 && !layers.aside)
        layers.facts.other = other;
}

template void decodeArp(Layers<field::NullSink>&);
template void decodeArp(Layers<field::SelectSink>&);
template void decodeArp(Layers<field::TreeSink>&);

} // namespace mqttscope::net
