// SPDX-License-Identifier: GPL-3.0-or-later
#include "dissector/net/packet.h"

#include "dissector/net/layers.h"

#include <algorithm>

namespace mqttscope::net {
namespace {

using field::ByteView;
using field::FieldSink;
using field::IssueLog;

template <FieldSink Sink> void decodeLink(LinkType link, Layers<Sink>& layers)
{
    switch (link) {
    case LinkType::Ethernet:
        return decodeEthernet(layers);
    case LinkType::LinuxSll:
        return decodeLinuxSll(layers);
    case LinkType::LinuxSll2:
        return decodeLinuxSll2(layers);
    case LinkType::Null:
        return decodeLoopback(layers, false);
    case LinkType::Loop:
        return decodeLoopback(layers, true);
    case LinkType::RawIp:
        return decodeRawIp(layers);
    case LinkType::Ipv4:
        return decodeIpv4(layers);
    case LinkType::Ipv6:
        return decodeIpv6(layers);
    case LinkType::Ieee80211:
        return decodeIeee80211(layers, false, false);
    case LinkType::Prism:
        return decodePrism(layers);
    case LinkType::Radiotap:
        return decodeRadiotap(layers);
    case LinkType::Avs:
        return decodeAvs(layers);
    case LinkType::Ppp:
    case LinkType::PppHdlc:
        return decodePppHdlc(layers);
    case LinkType::PppEther:
        return decodePppoe(layers, true);
    case LinkType::CiscoHdlc:
        return decodeCiscoHdlc(layers);
    case LinkType::NotAPacket:
        return readOpaque(layers);
    }
    // A number read from a file need not be one of the enumerators.
    layers.reader.issueAt(field::IssueCode::UnsupportedLinkType, field::Severity::Note, field::FieldId::None,
                          {}, 0, static_cast<std::uint32_t>(link));
    readOpaque(layers);
}

/// A length of the wire below that of the bytes at hand is a lie of the file.
std::uint32_t wireLength(ByteView captured, std::uint32_t originalLength)
{
    return std::max(originalLength, static_cast<std::uint32_t>(captured.size()));
}

} // namespace

template <FieldSink Sink>
void decodePacket(LinkType link, ByteView captured, std::uint32_t originalLength,
                  const PacketContext& context, Sink& sink, IssueLog& log, PacketFacts& facts)
{
    facts.kind = PacketKind::None;
    facts.flowCount = 0;
    field::Reader<Sink> reader(captured, wireLength(captured, originalLength), 0, sink, log);
    Layers<Sink> layers{reader, context, facts, static_cast<std::uint32_t>(captured.size()), false};
    decodeLink(link, layers);
    // Raw IP and loopback have no trailer: bytes behind the packet have no business there.
    endContainer(layers);
}

template <FieldSink Sink>
void decodeTransport(std::uint8_t protocol, ByteView captured, std::uint32_t originalLength,
                     const Address& source, const Address& destination, const PacketContext& context,
                     Sink& sink, IssueLog& log, PacketFacts& facts)
{
    facts.kind = PacketKind::None;
    field::Reader<Sink> reader(captured, wireLength(captured, originalLength), 0, sink, log);
    Layers<Sink> layers{reader, context, facts, static_cast<std::uint32_t>(captured.size()), true};
    const IpEnds ends{source.view(), destination.view(), false};
    if (source.family == 6)
        decodeIpv6Payload(layers, protocol, ends);
    else
        decodeIpPayload(layers, protocol, ends);
}

template void decodePacket(LinkType, ByteView, std::uint32_t, const PacketContext&, field::NullSink&,
                           IssueLog&, PacketFacts&);
template void decodePacket(LinkType, ByteView, std::uint32_t, const PacketContext&, field::SelectSink&,
                           IssueLog&, PacketFacts&);
template void decodePacket(LinkType, ByteView, std::uint32_t, const PacketContext&, field::TreeSink&,
                           IssueLog&, PacketFacts&);
template void decodeTransport(std::uint8_t, ByteView, std::uint32_t, const Address&, const Address&,
                              const PacketContext&, field::NullSink&, IssueLog&, PacketFacts&);
template void decodeTransport(std::uint8_t, ByteView, std::uint32_t, const Address&, const Address&,
                              const PacketContext&, field::SelectSink&, IssueLog&, PacketFacts&);
template void decodeTransport(std::uint8_t, ByteView, std::uint32_t, const Address&, const Address&,
                              const PacketContext&, field::TreeSink&, IssueLog&, PacketFacts&);

} // namespace mqttscope::net
