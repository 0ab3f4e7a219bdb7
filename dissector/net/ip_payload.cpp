// SPDX-License-Identifier: GPL-3.0-or-later
#include "dissector/net/layers.h"

namespace mqttscope::net {

using field::FieldId;
using field::FieldSink;
using field::IssueCode;
using field::Severity;

namespace {

/// What stands behind an IP header if it is not TCP.
template <FieldSink Sink>
void decodeOther(Layers<Sink>& layers, std::uint8_t protocolNumber, const IpEnds& ends)
{
    if (!enterTunnel(layers))
        return;
    if (!layers.aside) {
        OtherFacts& other = layers.facts.other;
        other = {};
        other.hasIp = true;
        other.ipProtocol = protocolNumber;
        assign(other.source.address, ends.source);
        assign(other.destination.address, ends.destination);
    }
    notePath(layers, protocolNumber);
    notePath(layers, ends.source);
    notePath(layers, ends.destination);
    switch (protocolNumber) {
    case protocol::kUdp:
        return decodeUdp(layers, ends);
    case protocol::kIcmp:
        return decodeIcmp(layers);
    case protocol::kIcmpv6:
        return decodeIcmpv6(layers, ends);
    case protocol::kIpv4:
        return decodeIpv4(layers);
    case protocol::kIpv6:
        return decodeIpv6(layers);
    case protocol::kGre:
        return decodeGre(layers);
    case protocol::kAh:
        return decodeAh(layers, ends);
    case protocol::kEtherIp:
        return decodeEtherIp(layers);
    case protocol::kMpls:
        return decodeMpls(layers);
    case protocol::kEthernet:
        return decodeEthernet(layers, EthernetPlace::Tunnel);
    default:
        return readOpaque(layers);
    }
}

} // namespace

template <FieldSink Sink>
void decodeIpPayload(Layers<Sink>& layers, std::uint8_t protocolNumber, const IpEnds& ends)
{
    if (protocolNumber == protocol::kTcp)
        decodeTcp(layers, ends);
    else
        decodeOther(layers, protocolNumber, ends);
    endContainer(layers);
}

template <FieldSink Sink> void decodeIp(Layers<Sink>& layers)
{
    const auto version = static_cast<std::uint8_t>(layers.reader.peek() >> 4);
    if (version == 4)
        decodeIpv4(layers);
    else if (version == 6)
        decodeIpv6(layers);
    else
        readOpaque(layers);
}

template <FieldSink Sink> void readFragmentPayload(Layers<Sink>& layers)
{
    auto& reader = layers.reader;
    if (layers.aside || layers.reassembled) {
        // Nobody puts these together: a packet that ICMP quotes, a fragment inside a datagram that was in
        // fragments itself.
        if (!layers.aside) {
            reader.issueAt(IssueCode::UnsupportedProtocol, Severity::Note, FieldId::IpFragment,
                           {reader.offset(), static_cast<std::uint32_t>(reader.rest().size())}, 0,
                           protocol::kFragment);
        }
        return readOpaque(layers);
    }
    if constexpr (Sink::kWantsFields) {
        const auto have = static_cast<std::uint32_t>(reader.rest().size());
        if (layers.context.reassembledIn == 0) {
            reader.issueAt(IssueCode::FragmentIncomplete, Severity::Note, FieldId::IpFragment,
                           {reader.offset(), have});
        } else {
            reader.sink().generated(FieldId::IpReassembledIn,
                                    field::FieldValue::of(layers.context.reassembledIn));
        }
    }
    layers.facts.fragment.path = layers.path;
    layers.facts.fragment.payloadCaptured = readRest(layers, FieldId::IpFragment);
    layers.facts.kind = PacketKind::IpFragment;
}

template void decodeIpPayload(Layers<field::NullSink>&, std::uint8_t, const IpEnds&);
template void decodeIpPayload(Layers<field::SelectSink>&, std::uint8_t, const IpEnds&);
template void decodeIpPayload(Layers<field::TreeSink>&, std::uint8_t, const IpEnds&);
template void decodeIp(Layers<field::NullSink>&);
template void decodeIp(Layers<field::SelectSink>&);
template void decodeIp(Layers<field::TreeSink>&);
template void readFragmentPayload(Layers<field::NullSink>&);
template void readFragmentPayload(Layers<field::SelectSink>&);
template void readFragmentPayload(Layers<field::TreeSink>&);

} // namespace mqttscope::net
