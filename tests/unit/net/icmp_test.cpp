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

const Bytes kError = hex("03 03 00 00 00 00 00 00"); // destination unreachable, port; no checksum

TEST(DecodeIcmp, EchoHasIdentifierSequenceNumberAndData)
{
    const Decoded frame = decode(LinkType::Ipv4, ipv4Packet(1, hex("08 00 95 90 00 07 00 02 61 62")));
    EXPECT_EQ(frame.wrong, "");
    EXPECT_TRUE(frame.log.empty());
    EXPECT_EQ(frame.number(FieldId::IcmpType), 8U);
    EXPECT_EQ(frame.number(FieldId::IcmpIdent), 7U);
    EXPECT_EQ(frame.number(FieldId::IcmpSequence), 2U);
    EXPECT_EQ(frame.value(FieldId::Payload), hex("61 62"));
    EXPECT_EQ(frame.facts.kind, PacketKind::Other);
}

TEST(DecodeIcmp, QuotedSegmentIsReadButNotFollowed)
{
    const Decoded frame = decode(LinkType::Ipv4, ipv4Packet(1, kError + kTcpPacket));
    EXPECT_EQ(frame.wrong, "");
    EXPECT_EQ(frame.count(FieldId::IpSrc), 2U);
    EXPECT_EQ(frame.number(FieldId::TcpSrcPort), 50000U);
    EXPECT_EQ(frame.number(FieldId::TcpSeqQuoted), 0x1001U);
    EXPECT_EQ(frame.facts.kind, PacketKind::Other);
    EXPECT_EQ(frame.facts.tcp.payloadLength, 0U);
    EXPECT_EQ(frame.facts.tcp.source.port, 0);
    EXPECT_EQ(frame.facts.flowCount, 1U) << "but its connection has a number";
}

TEST(DecodeIcmp, QuotationOfEveryLength)
{
    for (std::size_t size = 0; size <= kTcpPacket.size(); ++size) {
        const Bytes quoted(kTcpPacket.begin(), kTcpPacket.begin() + static_cast<std::ptrdiff_t>(size));
        const Decoded frame = decode(LinkType::Ipv4, ipv4Packet(1, kError + quoted));
        EXPECT_EQ(frame.wrong, "") << size;
        EXPECT_FALSE(frame.log.has(field::Severity::Malformed)) << size << ": a quotation may end early";
        EXPECT_EQ(frame.issue(IssueCode::FieldPastEnd), nullptr) << size;
        EXPECT_EQ(frame.facts.kind, PacketKind::Other) << size;
        EXPECT_EQ(frame.facts.flowCount, size < 36 ? 0U : 1U) << size << ": up to the window";
    }
}

TEST(DecodeIcmp, QuotedFragments)
{
    Bytes first = kTcpPacket;
    first[6] = 0x20;
    const Decoded head = decode(LinkType::Ipv4, ipv4Packet(1, kError + first));
    EXPECT_EQ(head.wrong, "");
    EXPECT_TRUE(head.has(FieldId::TcpSrcPort)) << "the first has the header";
    EXPECT_EQ(head.facts.kind, PacketKind::Other);
    Bytes later = kTcpPacket;
    later[7] = 0x05;
    const Decoded tail = decode(LinkType::Ipv4, ipv4Packet(1, kError + later));
    EXPECT_EQ(tail.wrong, "");
    EXPECT_FALSE(tail.has(FieldId::TcpSrcPort));
    EXPECT_EQ(tail.facts.kind, PacketKind::Other);
}

TEST(DecodeIcmp, QuotedTunnelHoldsNoSegmentOfThisFrame)
{
    const Decoded frame = decode(LinkType::Ipv4, ipv4Packet(1, kError + ipv4Packet(4, kTcpPacket)));
    EXPECT_EQ(frame.wrong, "");
    EXPECT_TRUE(frame.has(FieldId::Tcp));
    EXPECT_EQ(frame.facts.kind, PacketKind::Other);
}

TEST(DecodeIcmp, SecondWordOfTheErrors)
{
    const auto error = [](const Bytes& word) {
        return decode(LinkType::Ipv4,
                      ipv4Packet(1, word + Bytes(kTcpPacket.begin(), kTcpPacket.begin() + 28)));
    };
    const Decoded mtu = error(hex("03 04 00 00 00 00 05 78"));
    EXPECT_EQ(mtu.wrong, "");
    EXPECT_EQ(mtu.number(FieldId::IcmpMtu), 1400U);
    EXPECT_EQ(mtu.value(FieldId::IcmpUnused), hex("00 00"));
    const Decoded redirect = error(hex("05 01 00 00 c0 00 02 fe"));
    EXPECT_EQ(redirect.wrong, "");
    EXPECT_EQ(redirect.value(FieldId::IcmpGateway), hex("c0 00 02 fe"));
    const Decoded parameter = error(hex("0c 00 00 00 14 00 00 00"));
    EXPECT_EQ(parameter.wrong, "");
    EXPECT_EQ(parameter.number(FieldId::IcmpPointer), 20U);
    const Decoded quench = error(hex("04 00 00 00 00 09 00 00"));
    EXPECT_EQ(quench.wrong, "");
    EXPECT_TRUE(quench.has(FieldId::TcpSrcPort));
}

// RFC 4884 §4.1
TEST(DecodeIcmp, ExtensionStructureBehindTheQuotation)
{
    const Bytes quoted = Bytes(kTcpPacket.begin(), kTcpPacket.begin() + 28) + Bytes(100, 0);
    const Decoded frame = decode(
        LinkType::Ipv4, ipv4Packet(1, hex("0b 00 00 00 00 20 00 00") + quoted + hex("20 00 00 00 00 08")));
    EXPECT_EQ(frame.wrong, "");
    EXPECT_EQ(frame.number(FieldId::IcmpLength), 32U);
    EXPECT_EQ(frame.value(FieldId::IcmpExtension), hex("20 00 00 00 00 08"));
}

TEST(DecodeIcmp, OtherTypesHaveABody)
{
    const Decoded frame = decode(LinkType::Ipv4, ipv4Packet(1, hex("0d 00 00 00 01 02 03 04 05")));
    EXPECT_EQ(frame.wrong, "");
    EXPECT_EQ(frame.value(FieldId::IcmpBody), hex("01 02 03 04 05"));
}

TEST(DecodeIcmpv6, EchoWithAndWithoutRightChecksum)
{
    const Decoded right = decode(LinkType::Ipv6, ipv6Packet(58, hex("80 00 c2 da 00 07 00 02 61 62")));
    EXPECT_EQ(right.wrong, "");
    EXPECT_EQ(right.number(FieldId::Icmpv6Ident), 7U);
    EXPECT_EQ(right.number(FieldId::Icmpv6Sequence), 2U);
    EXPECT_EQ(right.number(FieldId::Icmpv6ChecksumStatus), 1U);
    EXPECT_EQ(right.value(FieldId::Payload), hex("61 62"));
    const Decoded wrong = decode(LinkType::Ipv6, ipv6Packet(58, hex("80 00 c2 db 00 07 00 02 61 62")));
    EXPECT_EQ(wrong.number(FieldId::Icmpv6ChecksumStatus), 0U);
}

TEST(DecodeIcmpv6, QuotationOfEveryLength)
{
    for (std::size_t size = 0; size <= kTcpPacket6.size(); ++size) {
        const Bytes quoted(kTcpPacket6.begin(), kTcpPacket6.begin() + static_cast<std::ptrdiff_t>(size));
        const Decoded frame = decode(LinkType::Ipv6, ipv6Packet(58, hex("02 00 00 00 00 00 05 00") + quoted));
        EXPECT_EQ(frame.wrong, "") << size;
        EXPECT_FALSE(frame.log.has(field::Severity::Malformed)) << size;
        EXPECT_EQ(frame.number(FieldId::Icmpv6Mtu), 1280U);
        EXPECT_EQ(frame.facts.kind, PacketKind::Other) << size;
        EXPECT_EQ(frame.facts.flowCount, size < 56 ? 0U : 1U) << size;
    }
}

TEST(DecodeIcmpv6, QuotedFirstFragment)
{
    const Bytes segment(kTcpPacket6.begin() + 40, kTcpPacket6.end());
    const Decoded frame =
        decode(LinkType::Ipv6, ipv6Packet(58, hex("01 04 00 00 00 00 00 00") +
                                                  ipv6Packet(44, hex("06 00 00 01 12 34 56 78") + segment)));
    EXPECT_EQ(frame.wrong, "");
    EXPECT_TRUE(frame.has(FieldId::TcpSrcPort));
    EXPECT_EQ(frame.facts.kind, PacketKind::Other);
}

// RFC 4861 §4.3
TEST(DecodeIcmpv6, NeighborDiscovery)
{
    const Bytes target = hex("20 01 0d b8 00 00 00 00 00 00 00 00 00 00 00 02");
    const Decoded question = decode(LinkType::Ipv6, ipv6Packet(58, hex("87 00 00 00 00 00 00 00") + target +
                                                                       hex("01 01 02 00 00 00 00 01")));
    EXPECT_EQ(question.wrong, "");
    EXPECT_EQ(question.value(FieldId::Icmpv6NsTarget), target);
    EXPECT_EQ(question.value(FieldId::Icmpv6OptionMac), hex("02 00 00 00 00 01"));
    const Decoded answer =
        decode(LinkType::Ipv6, ipv6Packet(58, hex("88 00 00 00 60 00 00 00") + target + hex("05 00 00 00")));
    EXPECT_EQ(answer.wrong, "");
    EXPECT_EQ(answer.number(FieldId::Icmpv6NaFlags), 0x60000000U);
    EXPECT_NE(answer.issue(IssueCode::LengthTooSmall), nullptr);
    const Decoded large =
        decode(LinkType::Ipv6, ipv6Packet(58, hex("88 00 00 00 60 00 00 00") + target + hex("05 09 00 00")));
    EXPECT_EQ(large.wrong, "");
    EXPECT_NE(large.issue(IssueCode::LengthTooLarge), nullptr);
}

} // namespace
} // namespace mqttscope::test
