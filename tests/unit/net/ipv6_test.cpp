// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/decoded_frame.h"
#include "tests/unit/net/literal_packets.h"

#include <gtest/gtest.h>

namespace mqttscope::test {
namespace {

using field::FieldId;
using field::IssueCode;
using field::Severity;
using net::LinkType;
using net::PacketKind;

const Bytes kSegment(kTcpPacket6.begin() + 40, kTcpPacket6.end());

/// An IPv6 packet whose first Next Header is this and whose payload is that.
Bytes packet(std::uint8_t nextHeader, const Bytes& payload)
{
    Bytes header(kTcpPacket6.begin(), kTcpPacket6.begin() + 40);
    header[4] = static_cast<std::uint8_t>(payload.size() >> 8);
    header[5] = static_cast<std::uint8_t>(payload.size());
    header[6] = nextHeader;
    return header + payload;
}

TEST(DecodeIpv6, NamesEveryFieldAndBit)
{
    Bytes bytes = kTcpPacket6;
    bytes[0] = 0x6b; // DSCP 46, ECN 1, flow label 0x12345
    bytes[1] = 0x91;
    bytes[2] = 0x23;
    bytes[3] = 0x45;
    const Decoded frame = decode(LinkType::Ipv6, bytes);
    EXPECT_EQ(frame.wrong, "");
    EXPECT_TRUE(frame.log.empty()) << "the checksum is right";
    EXPECT_EQ(frame.number(FieldId::Ipv6Version), 6U);
    EXPECT_EQ(frame.number(FieldId::Ipv6Dscp), 46U);
    EXPECT_EQ(frame.number(FieldId::Ipv6Ecn), 1U);
    EXPECT_EQ(frame.number(FieldId::Ipv6Flow), 0x12345U);
    EXPECT_EQ(frame.number(FieldId::Ipv6Plen), 22U);
    EXPECT_EQ(frame.number(FieldId::Ipv6Nxt), 6U);
    EXPECT_EQ(frame.number(FieldId::Ipv6Hlim), 64U);
    EXPECT_EQ(frame.value(FieldId::Ipv6Src), hex("20 01 0d b8 00 00 00 00 00 00 00 00 00 00 00 01"));
    EXPECT_EQ(frame.value(FieldId::Ipv6Dst), hex("20 01 0d b8 00 00 00 00 00 00 00 00 00 00 00 02"));
    EXPECT_EQ(frame.facts.kind, PacketKind::Tcp);
    EXPECT_EQ(frame.facts.tcp.payloadOffset, 60U);
    EXPECT_EQ(frame.facts.tcp.payloadLength, 2U);
}

TEST(DecodeIpv6, PayloadLengthBeyondTheFrame)
{
    Bytes bytes = kTcpPacket6;
    bytes[4] = 1;
    const Decoded frame = decode(LinkType::Ipv6, bytes);
    EXPECT_EQ(frame.wrong, "");
    ASSERT_NE(frame.issue(IssueCode::LengthTooLarge), nullptr);
    EXPECT_EQ(frame.issue(IssueCode::LengthTooLarge)->expected, 22U);
    EXPECT_EQ(frame.issue(IssueCode::LengthTooLarge)->found, 278U);
    EXPECT_EQ(frame.facts.kind, PacketKind::Tcp);
}

TEST(DecodeIpv6, PayloadLengthZeroMeansTheFrame)
{
    Bytes bytes = kTcpPacket6;
    bytes[5] = 0;
    const Decoded frame = decode(LinkType::Ipv6, bytes);
    EXPECT_EQ(frame.wrong, "");
    ASSERT_NE(frame.issue(IssueCode::LengthTooSmall), nullptr);
    EXPECT_EQ(frame.issue(IssueCode::LengthTooSmall)->severity, Severity::Note);
    EXPECT_EQ(frame.facts.tcp.payloadLength, 2U);
}

TEST(DecodeIpv6, PaddingBehindThePayloadLength)
{
    const Decoded frame =
        decode(LinkType::Ethernet, ethernet("86dd") + packet(59, {}) + hex("00 00 00 00 00 00"));
    EXPECT_EQ(frame.wrong, "");
    EXPECT_TRUE(frame.log.empty());
    EXPECT_EQ(frame.value(FieldId::EthPadding).size(), 6U);
    EXPECT_EQ(frame.facts.kind, PacketKind::Other);
}

TEST(DecodeIpv6, AnotherVersionIsUndecoded)
{
    Bytes bytes = kTcpPacket6;
    bytes[0] = 0x40;
    const Decoded frame = decode(LinkType::Ipv6, bytes);
    EXPECT_EQ(frame.wrong, "");
    ASSERT_NE(frame.issue(IssueCode::BadIpVersion), nullptr);
    EXPECT_EQ(frame.issue(IssueCode::BadIpVersion)->expected, 6U);
    EXPECT_EQ(frame.value(FieldId::Undecoded).size(), bytes.size() - 4);
}

TEST(DecodeIpv6, HopByHopOptions)
{
    const Decoded frame = decode(LinkType::Ipv6, packet(0, hex("06 00"       // TCP, 8 bytes
                                                               "05 02 00 00" // router alert
                                                               "01 00")      // PadN without data
                                                               + kSegment));
    EXPECT_EQ(frame.wrong, "");
    EXPECT_TRUE(frame.log.empty());
    EXPECT_TRUE(frame.has(FieldId::Ipv6HopOpts));
    EXPECT_EQ(frame.number(FieldId::Ipv6Nxt), 0U);
    EXPECT_EQ(frame.number(FieldId::Ipv6ExtNxt), 6U);
    EXPECT_EQ(frame.number(FieldId::Ipv6ExtLen), 0U);
    EXPECT_EQ(frame.count(FieldId::Ipv6Option), 2U);
    EXPECT_EQ(frame.value(FieldId::Ipv6OptBytes), hex("00 00"));
    EXPECT_EQ(frame.facts.kind, PacketKind::Tcp);
    EXPECT_EQ(frame.facts.tcp.payloadOffset, 68U);
}

TEST(DecodeIpv6, BitsOfAnOptionType)
{
    const Decoded frame = decode(LinkType::Ipv6, packet(60, hex("06 00"              // TCP, 8 bytes
                                                                "e3 04 01 02 03 04") // unknown option
                                                                + kSegment));
    EXPECT_EQ(frame.wrong, "");
    EXPECT_TRUE(frame.has(FieldId::Ipv6DstOpts));
    EXPECT_EQ(frame.number(FieldId::Ipv6OptAction), 3U);
    EXPECT_EQ(frame.number(FieldId::Ipv6OptChange), 1U);
    EXPECT_EQ(frame.number(FieldId::Ipv6OptRest), 3U);
}

TEST(DecodeIpv6, Pad1HasNoLength)
{
    const Decoded frame = decode(LinkType::Ipv6, packet(60, hex("06 00"
                                                                "00 00 00 00 00 00") +
                                                                kSegment));
    EXPECT_EQ(frame.wrong, "");
    EXPECT_TRUE(frame.log.empty());
    EXPECT_EQ(frame.count(FieldId::Ipv6Option), 6U);
    EXPECT_EQ(frame.facts.kind, PacketKind::Tcp);
}

TEST(DecodeIpv6, OptionBeyondItsHeader)
{
    const Decoded frame = decode(LinkType::Ipv6, packet(60, hex("06 00"
                                                                "05 05 00 00 00 00") +
                                                                kSegment));
    EXPECT_EQ(frame.wrong, "");
    ASSERT_NE(frame.issue(IssueCode::LengthTooLarge), nullptr);
    EXPECT_EQ(frame.issue(IssueCode::LengthTooLarge)->expected, 4U);
    EXPECT_EQ(frame.facts.kind, PacketKind::Tcp) << "the header length says where TCP begins";
}

TEST(DecodeIpv6, HeaderBeyondThePacketIsUnreadable)
{
    const Decoded frame = decode(LinkType::Ipv6, packet(60, hex("06 05"
                                                                "01 04 00 00 00 00") +
                                                                kSegment));
    EXPECT_EQ(frame.wrong, "");
    ASSERT_NE(frame.issue(IssueCode::LengthTooLarge), nullptr);
    EXPECT_EQ(frame.issue(IssueCode::LengthTooLarge)->expected, 30U);
    EXPECT_EQ(frame.issue(IssueCode::LengthTooLarge)->found, 48U);
    EXPECT_EQ(frame.facts.kind, PacketKind::None);
}

TEST(DecodeIpv6, RoutingHeaderLeavesTheTcpChecksumAlone)
{
    Bytes routed = hex("06 02"       // TCP, 24 bytes
                       "00 01"       // type 0, one segment left
                       "00 00 00 00" // reserved
                       "20 01 0d b8 00 00 00 00 00 00 00 00 00 00 00 09");
    Bytes segment = kSegment;
    segment[16] ^= 0xff;
    const Decoded underway = decode(LinkType::Ipv6, packet(43, routed + segment));
    EXPECT_EQ(underway.wrong, "");
    EXPECT_TRUE(underway.has(FieldId::Ipv6Routing));
    EXPECT_EQ(underway.number(FieldId::Ipv6RoutingType), 0U);
    EXPECT_EQ(underway.number(FieldId::Ipv6RoutingLeft), 1U);
    EXPECT_EQ(underway.value(FieldId::Ipv6RoutingBytes).size(), 20U);
    EXPECT_TRUE(underway.log.empty());
    EXPECT_EQ(underway.facts.kind, PacketKind::Tcp);

    routed[3] = 0;
    const Decoded arrived = decode(LinkType::Ipv6, packet(43, routed + segment));
    EXPECT_NE(arrived.issue(IssueCode::BadTcpChecksum), nullptr);
}

TEST(DecodeIpv6, FragmentIsLeftToReassembly)
{
    const Decoded frame = decode(LinkType::Ipv6, packet(44, hex("06 00"       // TCP, reserved
                                                                "00 b9"       // offset 23 words, more
                                                                "de ad be ef" // identification
                                                                "01 02 03 04 05 06 07 08")));
    EXPECT_EQ(frame.wrong, "");
    ASSERT_EQ(frame.facts.kind, PacketKind::IpFragment);
    const net::FragmentFacts& fragment = frame.facts.fragment;
    EXPECT_EQ(fragment.id, 0xdeadbeefU);
    EXPECT_EQ(fragment.protocol, 6U);
    EXPECT_TRUE(fragment.more);
    EXPECT_EQ(fragment.offset, 184U);
    EXPECT_EQ(fragment.payloadOffset, 48U);
    EXPECT_EQ(fragment.payloadLength, 8U);
    EXPECT_EQ(frame.number(FieldId::Ipv6FragOffset), 23U);
    EXPECT_EQ(frame.number(FieldId::Ipv6FragMore), 1U);
    EXPECT_EQ(frame.number(FieldId::Ipv6FragRes2), 0U);
    EXPECT_EQ(frame.value(FieldId::IpFragment), hex("01 02 03 04 05 06 07 08"));
}

TEST(DecodeIpv6, AtomicFragmentIsAWholeDatagram)
{
    // RFC 6946
    const Decoded frame = decode(LinkType::Ipv6, packet(44, hex("06 00"
                                                                "00 00"
                                                                "de ad be ef") +
                                                                kSegment));
    EXPECT_EQ(frame.wrong, "");
    EXPECT_TRUE(frame.log.empty());
    EXPECT_EQ(frame.facts.kind, PacketKind::Tcp);
}

TEST(DecodeIpv6, SixteenExtensionHeadersAreTheLimit)
{
    Bytes headers;
    for (int i = 0; i < 15; ++i)
        headers = headers + hex("3c 00 01 04 00 00 00 00");
    const Decoded most =
        decode(LinkType::Ipv6, packet(60, headers + hex("06 00 01 04 00 00 00 00") + kSegment));
    EXPECT_EQ(most.wrong, "");
    EXPECT_EQ(most.count(FieldId::Ipv6DstOpts), 16U);
    EXPECT_EQ(most.facts.kind, PacketKind::Tcp);

    const Decoded over = decode(LinkType::Ipv6, packet(60, headers + hex("3c 00 01 04 00 00 00 00") +
                                                               hex("06 00 01 04 00 00 00 00") + kSegment));
    EXPECT_EQ(over.wrong, "");
    EXPECT_EQ(over.count(FieldId::Ipv6DstOpts), 16U);
    EXPECT_NE(over.issue(IssueCode::TooManyHeaders), nullptr);
    EXPECT_EQ(over.facts.kind, PacketKind::None);
}

TEST(DecodeIpv6, NoNextHeaderEndsThePacket)
{
    const Decoded frame = decode(LinkType::Ipv6, packet(59, hex("01 02")));
    EXPECT_EQ(frame.wrong, "");
    EXPECT_EQ(frame.value(FieldId::Payload), hex("01 02"));
    EXPECT_EQ(frame.facts.kind, PacketKind::Other);
}

TEST(DecodeTransport, ReadsExtensionHeadersOfADatagram)
{
    const Decoded datagram = decodeDatagram(60, hex("06 00 01 04 00 00 00 00") + kSegment,
                                            address("20 01 0d b8 00 00 00 00 00 00 00 00 00 00 00 01"),
                                            address("20 01 0d b8 00 00 00 00 00 00 00 00 00 00 00 02"));
    EXPECT_EQ(datagram.wrong, "");
    EXPECT_TRUE(datagram.log.empty()) << "the checksum is right";
    EXPECT_EQ(datagram.facts.kind, PacketKind::Tcp);
    EXPECT_EQ(datagram.facts.tcp.payloadOffset, 28U);
}

TEST(DecodeTransport, FragmentInsideADatagramIsData)
{
    const Decoded datagram = decodeDatagram(44, hex("06 00 00 b9 de ad be ef 01 02 03 04"),
                                            address("20 01 0d b8 00 00 00 00 00 00 00 00 00 00 00 01"),
                                            address("20 01 0d b8 00 00 00 00 00 00 00 00 00 00 00 02"));
    EXPECT_EQ(datagram.wrong, "");
    EXPECT_NE(datagram.issue(IssueCode::UnsupportedProtocol), nullptr);
    EXPECT_EQ(datagram.facts.kind, PacketKind::Other);
}

} // namespace
} // namespace mqttscope::test
