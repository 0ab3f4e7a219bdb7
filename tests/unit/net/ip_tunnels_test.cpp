// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/decoded_frame.h"
#include "tests/unit/net/literal_packets.h"
#include "tests/unit/net/tunnel_packets.h"

#include <gtest/gtest.h>

namespace mqttscope::test {
namespace {

using field::FieldId;
using field::IssueCode;
using net::LinkType;
using net::PacketKind;

TEST(IpInIp, EachVersionCarriesEach)
{
    for (const Bytes& outer : {ipv4Packet(4, kTcpPacket), ipv4Packet(41, kTcpPacket6),
                               ipv6Packet(4, kTcpPacket), ipv6Packet(41, kTcpPacket6)}) {
        const Decoded frame = decode(LinkType::RawIp, outer);
        EXPECT_EQ(frame.wrong, "");
        EXPECT_TRUE(frame.log.empty());
        EXPECT_EQ(frame.facts.kind, PacketKind::Tcp);
        EXPECT_EQ(frame.facts.tcp.payloadOffset, outer.size() - 2);
        EXPECT_EQ(frame.facts.tcp.destination.port, 1883);
    }
}

TEST(IpInIp, BytesBehindTheInnerPacketAreNoted)
{
    const Decoded frame = decode(LinkType::Ipv4, ipv4Packet(4, kTcpPacket + hex("ee")));
    EXPECT_EQ(frame.wrong, "");
    EXPECT_NE(frame.issue(IssueCode::TrailingBytes), nullptr);
    EXPECT_EQ(frame.facts.kind, PacketKind::Tcp);
}

TEST(IpInIp, OuterHeadersDoNotLeakIntoTheFacts)
{
    Bytes broken = kTcpPacket;
    broken[0] = 0x75; // no version of IP
    const Decoded frame = decode(LinkType::Ipv4, ipv4Packet(4, broken));
    EXPECT_EQ(frame.wrong, "");
    EXPECT_EQ(frame.facts.kind, PacketKind::None);
}

TEST(Tunnels, SixteenAreTheLimit)
{
    Bytes packet = kTcpPacket;
    for (int i = 0; i < 16; ++i)
        packet = ipv4Packet(4, packet);
    const Decoded most = decode(LinkType::Ipv4, packet);
    EXPECT_EQ(most.wrong, "");
    EXPECT_EQ(most.facts.kind, PacketKind::Tcp);
    const Decoded more = decode(LinkType::Ipv4, ipv4Packet(4, packet));
    EXPECT_EQ(more.wrong, "");
    ASSERT_NE(more.issue(IssueCode::TooManyHeaders), nullptr);
    EXPECT_EQ(more.issue(IssueCode::TooManyHeaders)->expected, 16U);
    EXPECT_EQ(more.facts.kind, PacketKind::None);
}

TEST(Tunnels, WhateverTheirKindTheyCount)
{
    // Each carries the next; alone none of them would ever reach an IP header.
    const Bytes metadata = hex("01 01 00 01 00 64 89 09");
    Bytes packet = hex("08 00");
    for (int i = 0; i < 20; ++i)
        packet = metadata + packet;
    const Decoded frame = decode(LinkType::Ethernet, ethernet("8909") + packet);
    EXPECT_EQ(frame.wrong, "");
    EXPECT_NE(frame.issue(IssueCode::TooManyHeaders), nullptr);
}

TEST(Tunnels, EightFlowsAreTheLimit)
{
    Bytes packet = ipv4Packet(17, udpDatagram(9, hex("00")));
    for (int i = 0; i < 8; ++i)
        packet = ipv4Packet(
            17, udpDatagram(2152, hex("30 ff") + word(packet.size()) + hex("00 00 00 01") + packet));
    net::PacketFacts::Flows flows;
    net::PacketFacts facts;
    facts.flows = &flows;
    field::NullSink sink;
    field::IssueLog log;
    net::decodePacket(LinkType::Ipv4, packet, static_cast<std::uint32_t>(packet.size()), {}, sink, log,
                      facts);
    EXPECT_EQ(facts.flowCount, 8U);
    EXPECT_EQ(flows[7].destination.port, 2152);
    EXPECT_EQ(decode(LinkType::Ipv4, packet).wrong, "");
}

TEST(Tunnels, FragmentsOfDifferentTunnelsAreToldApart)
{
    Bytes fragment = kTcpPacket;
    fragment[6] = 0x20; // more fragments
    const auto pathOf = [&](const Bytes& frame) {
        const Decoded decoded = decode(LinkType::Ethernet, frame);
        EXPECT_EQ(decoded.wrong, "");
        EXPECT_EQ(decoded.facts.kind, PacketKind::IpFragment);
        return decoded.facts.fragment.path;
    };
    const auto gre = [&](const Bytes& header) {
        return ethernet("0800") + ipv4Packet(47, header + fragment);
    };
    const auto vxlan = [&](const Bytes& network) {
        return ethernet("0800") +
               ipv4Packet(17, udpDatagram(4789, hex("08 00 00 00") + network + ethernet("0800") + fragment));
    };
    const std::vector<std::uint64_t> paths = {pathOf(ethernet("0800") + fragment),
                                              pathOf(ethernet("8100") + hex("00 0a 08 00") + fragment),
                                              pathOf(ethernet("8100") + hex("00 0b 08 00") + fragment),
                                              pathOf(gre(hex("00 00 08 00"))),
                                              pathOf(gre(hex("20 00 08 00 00 00 00 01"))),
                                              pathOf(gre(hex("20 00 08 00 00 00 00 02"))),
                                              pathOf(vxlan(hex("00 00 01 00"))),
                                              pathOf(vxlan(hex("00 00 02 00")))};
    for (std::size_t i = 0; i < paths.size(); ++i) {
        for (std::size_t j = 0; j < i; ++j)
            EXPECT_NE(paths[i], paths[j]) << i << " and " << j;
    }
    EXPECT_EQ(pathOf(ethernet("8100") + hex("00 0a 08 00") + fragment),
              pathOf(ethernet("8100") + hex("20 0a 08 00") + fragment))
        << "the priority tells no network";
}

// RFC 4302 §2
TEST(DecodeAh, CarriesTransportAndTunnel)
{
    const Bytes header = hex("04 00 00 00 00 10 01 00 00 00 07") + Bytes(12, 0xa5);
    const Decoded tunnel = decode(LinkType::Ipv4, ipv4Packet(51, hex("04") + header + kTcpPacket));
    EXPECT_EQ(tunnel.wrong, "");
    EXPECT_TRUE(tunnel.log.empty());
    EXPECT_EQ(tunnel.number(FieldId::AhSpi), 0x1001U);
    EXPECT_EQ(tunnel.number(FieldId::AhSequence), 7U);
    EXPECT_EQ(tunnel.value(FieldId::AhIcv), Bytes(12, 0xa5));
    EXPECT_EQ(tunnel.facts.kind, PacketKind::Tcp);
    const Bytes segment(kTcpPacket6.begin() + 40, kTcpPacket6.end());
    const Decoded transport = decode(LinkType::Ipv6, ipv6Packet(51, hex("06") + header + segment));
    EXPECT_EQ(transport.wrong, "");
    EXPECT_TRUE(transport.log.empty()) << "the checksum of TCP is right";
    EXPECT_EQ(transport.facts.kind, PacketKind::Tcp);
    const Decoded extended =
        decode(LinkType::Ipv6, ipv6Packet(51, hex("3c") + header + hex("06 00 01 04 00 00 00 00") + segment));
    EXPECT_EQ(extended.wrong, "");
    EXPECT_EQ(extended.facts.kind, PacketKind::Tcp) << "an extension header may follow";
}

TEST(DecodeAh, LengthThatDoesNotFit)
{
    const Decoded small = decode(LinkType::Ipv4, ipv4Packet(51, hex("06 00 00 00 00 00 10 01 00 00 00 07")));
    EXPECT_EQ(small.wrong, "");
    ASSERT_NE(small.issue(IssueCode::LengthTooSmall), nullptr);
    EXPECT_EQ(small.issue(IssueCode::LengthTooSmall)->expected, 12U);
    const Decoded large = decode(LinkType::Ipv4, ipv4Packet(51, hex("06 ff 00 00 00 00 10 01 00 00 00 07")));
    EXPECT_EQ(large.wrong, "");
    EXPECT_NE(large.issue(IssueCode::LengthTooLarge), nullptr);
    EXPECT_EQ(large.facts.kind, PacketKind::None);
}

TEST(EthernetInIp, WithAndWithoutHeader)
{
    const Bytes inner = ethernet("0800") + kTcpPacket;
    const Decoded header = decode(LinkType::Ipv4, ipv4Packet(97, hex("30 00") + inner));
    EXPECT_EQ(header.wrong, "");
    EXPECT_EQ(header.number(FieldId::EtherIpVersion), 3U);
    EXPECT_EQ(header.facts.kind, PacketKind::Tcp);
    EXPECT_EQ(decode(LinkType::Ipv6, ipv6Packet(143, inner)).facts.kind, PacketKind::Tcp);
    EXPECT_EQ(decode(LinkType::Ipv4, ipv4Packet(137, hex("00 01 01 40") + kTcpPacket)).facts.kind,
              PacketKind::Tcp);
}

// RFC 8300 §2
TEST(DecodeNsh, SaysWhatItCarries)
{
    const Bytes header = hex("0f c6 01 01 00 00 0a ff") + Bytes(16, 3);
    const Decoded frame = decode(LinkType::Ethernet, ethernet("894f") + header + kTcpPacket);
    EXPECT_EQ(frame.wrong, "");
    EXPECT_TRUE(frame.log.empty());
    EXPECT_EQ(frame.number(FieldId::NshTtl), 63U);
    EXPECT_EQ(frame.number(FieldId::NshLength), 6U);
    EXPECT_EQ(frame.number(FieldId::NshPath), 10U);
    EXPECT_EQ(frame.number(FieldId::NshIndex), 255U);
    EXPECT_EQ(frame.count(FieldId::NshContext), 4U);
    EXPECT_EQ(frame.facts.kind, PacketKind::Tcp);
    const Decoded inner = decode(LinkType::Ethernet, ethernet("894f") + hex("0f c2 02 03 00 00 0a ff") +
                                                         ethernet("0800") + kTcpPacket);
    EXPECT_EQ(inner.wrong, "");
    EXPECT_EQ(inner.facts.kind, PacketKind::Tcp);
}

TEST(DecodeNsh, LengthThatDoesNotFit)
{
    const Decoded small = decode(LinkType::Ethernet, ethernet("894f") + hex("0f c1 01 01 00 00 0a ff"));
    EXPECT_EQ(small.wrong, "");
    EXPECT_NE(small.issue(IssueCode::LengthTooSmall), nullptr);
    const Decoded large = decode(LinkType::Ethernet, ethernet("894f") + hex("0f ff 01 01 00 00 0a ff"));
    EXPECT_EQ(large.wrong, "");
    EXPECT_NE(large.issue(IssueCode::LengthTooLarge), nullptr);
}

TEST(DecodeCiscoMetaData, StandsInFrontOfThePacket)
{
    const Decoded frame =
        decode(LinkType::Ethernet, ethernet("8909") + hex("01 01 00 01 00 64 08 00") + kTcpPacket);
    EXPECT_EQ(frame.wrong, "");
    EXPECT_EQ(frame.number(FieldId::CmdGroup), 100U);
    EXPECT_EQ(frame.facts.kind, PacketKind::Tcp);
}

} // namespace
} // namespace mqttscope::test
