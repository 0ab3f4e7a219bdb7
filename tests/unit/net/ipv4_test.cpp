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

/// kTcpPacket with one 16-bit word of the IPv4 header changed.
Bytes withWord(std::size_t at, std::uint16_t word)
{
    Bytes packet = kTcpPacket;
    packet[at] = static_cast<std::uint8_t>(word >> 8);
    packet[at + 1] = static_cast<std::uint8_t>(word);
    return packet;
}

/// An IPv4 header of 24 bytes with these four bytes of options, and a TCP segment without payload.
Bytes withOptions(std::string_view options, std::string_view checksum)
{
    return hex("46 00 00 2c"    // version 4, IHL 6, total length 44
               "12 34 40 00"    // identification, DF
               "40 06") +       // TTL, TCP
           hex(checksum) +      //
           hex("c0 00 02 01"    //
               "c0 00 02 02") + //
           hex(options) +
           Bytes(kTcpAck.begin() + 20, kTcpAck.end());
}

TEST(DecodeIpv4, NamesEveryFieldAndBit)
{
    const Decoded frame = decode(LinkType::Ipv4, withWord(0, 0x45b9));
    EXPECT_EQ(frame.wrong, "");
    EXPECT_EQ(frame.number(FieldId::IpVersionIhl), 0x45U);
    EXPECT_EQ(frame.number(FieldId::IpVersion), 4U);
    EXPECT_EQ(frame.number(FieldId::IpIhl), 5U);
    EXPECT_EQ(frame.number(FieldId::IpHdrLen), 20U);
    EXPECT_EQ(frame.number(FieldId::IpDscp), 46U);
    EXPECT_EQ(frame.number(FieldId::IpEcn), 1U);
    EXPECT_EQ(frame.number(FieldId::IpLen), 42U);
    EXPECT_EQ(frame.number(FieldId::IpId), 0x1234U);
    EXPECT_EQ(frame.number(FieldId::IpFlagReserved), 0U);
    EXPECT_EQ(frame.number(FieldId::IpFlagDf), 1U);
    EXPECT_EQ(frame.number(FieldId::IpFlagMf), 0U);
    EXPECT_EQ(frame.number(FieldId::IpFragOffset), 0U);
    EXPECT_EQ(frame.number(FieldId::IpTtl), 64U);
    EXPECT_EQ(frame.number(FieldId::IpProto), 6U);
    EXPECT_EQ(frame.value(FieldId::IpSrc), hex("c0 00 02 01"));
    EXPECT_EQ(frame.value(FieldId::IpDst), hex("c0 00 02 02"));
    EXPECT_EQ(frame.facts.tcp.source.address, address("c0 00 02 01"));
    EXPECT_EQ(frame.facts.tcp.destination.address, address("c0 00 02 02"));
}

TEST(DecodeIpv4, RightChecksumIsSilent)
{
    EXPECT_TRUE(decode(LinkType::Ipv4, kTcpPacket).log.empty());
}

TEST(DecodeIpv4, WrongChecksumIsAWarningWithTheRightOne)
{
    const Decoded frame = decode(LinkType::Ipv4, withWord(10, 0xbeef));
    EXPECT_EQ(frame.wrong, "");
    const field::Issue* issue = frame.issue(IssueCode::BadIpChecksum);
    ASSERT_NE(issue, nullptr);
    EXPECT_EQ(issue->severity, Severity::Warning);
    EXPECT_EQ(issue->expected, 0xa496U);
    EXPECT_EQ(issue->found, 0xbeefU);
    EXPECT_EQ(issue->range, (field::ByteRange{10, 2}));
    EXPECT_EQ(frame.facts.kind, PacketKind::Tcp);
}

TEST(DecodeIpv4, ChecksumLeftToTheCardIsANote)
{
    const Decoded frame = decode(LinkType::Ipv4, withWord(10, 0));
    ASSERT_NE(frame.issue(IssueCode::BadIpChecksum), nullptr);
    EXPECT_EQ(frame.issue(IssueCode::BadIpChecksum)->severity, Severity::Note);
}

TEST(DecodeIpv4, ChecksumsAreLeftAloneOnRequest)
{
    net::PacketContext context;
    context.validateChecksums = false;
    EXPECT_TRUE(decode(LinkType::Ipv4, withWord(10, 0xbeef), context).log.empty());
}

TEST(DecodeIpv4, TotalLengthZeroMeansTheFrame)
{
    const Decoded frame = decode(LinkType::Ipv4, withWord(2, 0));
    EXPECT_EQ(frame.wrong, "");
    ASSERT_NE(frame.issue(IssueCode::LengthTooSmall), nullptr);
    EXPECT_EQ(frame.issue(IssueCode::LengthTooSmall)->severity, Severity::Note);
    EXPECT_EQ(frame.facts.kind, PacketKind::Tcp);
    EXPECT_EQ(frame.facts.tcp.payloadLength, 2U);
}

TEST(DecodeIpv4, TotalLengthBeyondTheFrameIsCutToIt)
{
    const Decoded frame = decode(LinkType::Ipv4, withWord(2, 1000));
    EXPECT_EQ(frame.wrong, "");
    ASSERT_NE(frame.issue(IssueCode::LengthTooLarge), nullptr);
    EXPECT_EQ(frame.issue(IssueCode::LengthTooLarge)->expected, 42U);
    EXPECT_EQ(frame.issue(IssueCode::LengthTooLarge)->found, 1000U);
    EXPECT_EQ(frame.facts.kind, PacketKind::Tcp);
    EXPECT_EQ(frame.facts.tcp.payloadLength, 2U);
}

TEST(DecodeIpv4, TotalLengthSmallerThanTheHeader)
{
    const Decoded frame = decode(LinkType::Ipv4, withWord(2, 19));
    EXPECT_EQ(frame.wrong, "");
    ASSERT_NE(frame.issue(IssueCode::LengthTooSmall), nullptr);
    EXPECT_EQ(frame.issue(IssueCode::LengthTooSmall)->expected, 20U);
    EXPECT_EQ(frame.issue(IssueCode::LengthTooSmall)->severity, Severity::Malformed);
    EXPECT_EQ(frame.number(FieldId::IpProto), 6U);
    EXPECT_EQ(frame.value(FieldId::Undecoded).size(), 22U);
    EXPECT_EQ(frame.facts.kind, PacketKind::None);
}

TEST(DecodeIpv4, HeaderLengthBelowFiveWords)
{
    const Decoded frame = decode(LinkType::Ipv4, withWord(0, 0x4400));
    EXPECT_EQ(frame.wrong, "");
    ASSERT_NE(frame.issue(IssueCode::LengthTooSmall), nullptr);
    EXPECT_EQ(frame.issue(IssueCode::LengthTooSmall)->expected, 20U);
    EXPECT_EQ(frame.issue(IssueCode::LengthTooSmall)->found, 16U);
    EXPECT_TRUE(frame.has(FieldId::IpDst)) << "the fixed part has its place whatever the length says";
    EXPECT_EQ(frame.facts.kind, PacketKind::None);
}

TEST(DecodeIpv4, HeaderLengthBeyondTheFrame)
{
    Bytes packet = withWord(0, 0x4f00);
    packet.resize(42);
    packet[2] = 0;
    packet[3] = 0; // total length 0: only the frame bounds the header
    const Decoded frame = decode(LinkType::Ipv4, packet);
    EXPECT_EQ(frame.wrong, "");
    ASSERT_NE(frame.issue(IssueCode::LengthTooLarge), nullptr);
    EXPECT_EQ(frame.issue(IssueCode::LengthTooLarge)->found, 60U);
    EXPECT_EQ(frame.facts.kind, PacketKind::None);
}

TEST(DecodeIpv4, AnotherVersionIsUndecoded)
{
    const Decoded frame = decode(LinkType::Ethernet, ethernet("0800") + withWord(0, 0x7500));
    EXPECT_EQ(frame.wrong, "");
    ASSERT_NE(frame.issue(IssueCode::BadIpVersion), nullptr);
    EXPECT_EQ(frame.issue(IssueCode::BadIpVersion)->expected, 4U);
    EXPECT_EQ(frame.issue(IssueCode::BadIpVersion)->found, 7U);
    EXPECT_FALSE(frame.has(FieldId::IpLen));
    EXPECT_EQ(frame.facts.kind, PacketKind::None);
}

TEST(DecodeIpv4, OtherTransportIsData)
{
    Bytes packet = kTcpPacket;
    packet[9] = 132; // SCTP
    const Decoded frame = decode(LinkType::Ipv4, packet);
    EXPECT_EQ(frame.wrong, "");
    EXPECT_EQ(frame.value(FieldId::Payload).size(), 22U);
    EXPECT_EQ(frame.facts.kind, PacketKind::Other);
}

TEST(DecodeIpv4, RouterAlertOption)
{
    const Decoded frame = decode(LinkType::Ipv4, withOptions("94 04 00 00", "0f 90"));
    EXPECT_EQ(frame.wrong, "");
    EXPECT_TRUE(frame.log.empty());
    EXPECT_EQ(frame.number(FieldId::IpOptType), 148U);
    EXPECT_EQ(frame.number(FieldId::IpOptCopy), 1U);
    EXPECT_EQ(frame.number(FieldId::IpOptClass), 0U);
    EXPECT_EQ(frame.number(FieldId::IpOptNumber), 20U);
    EXPECT_EQ(frame.number(FieldId::IpOptLen), 4U);
    EXPECT_EQ(frame.value(FieldId::IpOptBytes), hex("00 00"));
    EXPECT_EQ(frame.facts.kind, PacketKind::Tcp);
    EXPECT_EQ(frame.facts.tcp.payloadOffset, 44U);
}

TEST(DecodeIpv4, NoOperationAndEndOfOptionsWithPadding)
{
    const Decoded frame = decode(LinkType::Ipv4, withOptions("01 00 00 00", "a2 94"));
    EXPECT_EQ(frame.wrong, "");
    EXPECT_TRUE(frame.log.empty());
    EXPECT_EQ(frame.count(FieldId::IpOption), 2U);
    EXPECT_EQ(frame.value(FieldId::IpOptPadding), hex("00 00"));
}

TEST(DecodeIpv4, OptionLengthBelowTwo)
{
    const Decoded frame = decode(LinkType::Ipv4, withOptions("07 01 aa bb", "00 00"));
    EXPECT_EQ(frame.wrong, "");
    ASSERT_NE(frame.issue(IssueCode::LengthTooSmall), nullptr);
    EXPECT_EQ(frame.issue(IssueCode::LengthTooSmall)->expected, 2U);
    EXPECT_EQ(frame.value(FieldId::Undecoded), hex("aa bb"));
    EXPECT_EQ(frame.facts.kind, PacketKind::Tcp) << "the header length still says where TCP begins";
}

TEST(DecodeIpv4, OptionLengthBeyondTheOptions)
{
    const Decoded frame = decode(LinkType::Ipv4, withOptions("07 05 aa bb", "00 00"));
    EXPECT_EQ(frame.wrong, "");
    ASSERT_NE(frame.issue(IssueCode::LengthTooLarge), nullptr);
    EXPECT_EQ(frame.issue(IssueCode::LengthTooLarge)->expected, 4U);
    EXPECT_EQ(frame.issue(IssueCode::LengthTooLarge)->found, 5U);
    EXPECT_EQ(frame.facts.kind, PacketKind::Tcp);
}

TEST(DecodeIpv4, OptionWithoutLength)
{
    const Decoded frame = decode(LinkType::Ipv4, withOptions("01 01 01 07", "00 00"));
    EXPECT_EQ(frame.wrong, "");
    EXPECT_NE(frame.issue(IssueCode::FieldPastEnd), nullptr);
    EXPECT_EQ(frame.facts.kind, PacketKind::Tcp);
}

TEST(DecodeIpv4, SourceRouteLeavesTheTcpChecksumAlone)
{
    // RFC 9293 §3.1 sums the final destination, which stands in the route.
    const Decoded frame = decode(LinkType::Ipv4, withOptions("83 03 04 00", "00 00"));
    EXPECT_EQ(frame.wrong, "");
    EXPECT_EQ(frame.issue(IssueCode::BadTcpChecksum), nullptr);
}

TEST(DecodeIpv4, FragmentIsLeftToReassembly)
{
    net::PacketContext context;
    context.reassembledIn = 9;
    const Decoded frame = decode(LinkType::Ipv4, withWord(6, 0x2003), context);
    EXPECT_EQ(frame.wrong, "");
    ASSERT_EQ(frame.facts.kind, PacketKind::IpFragment);
    const net::FragmentFacts& fragment = frame.facts.fragment;
    EXPECT_EQ(fragment.source, address("c0 00 02 01"));
    EXPECT_EQ(fragment.destination, address("c0 00 02 02"));
    EXPECT_EQ(fragment.id, 0x1234U);
    EXPECT_EQ(fragment.protocol, 6U);
    EXPECT_TRUE(fragment.more);
    EXPECT_EQ(fragment.offset, 24U);
    EXPECT_EQ(fragment.payloadOffset, 20U);
    EXPECT_EQ(fragment.payloadLength, 22U);
    EXPECT_EQ(fragment.payloadCaptured, 22U);
    EXPECT_EQ(frame.number(FieldId::IpFlagMf), 1U);
    EXPECT_EQ(frame.number(FieldId::IpFragOffset), 3U);
    EXPECT_EQ(frame.number(FieldId::IpReassembledIn), 9U);
    EXPECT_EQ(frame.value(FieldId::IpFragment).size(), 22U);
    EXPECT_FALSE(frame.has(FieldId::Tcp));
    EXPECT_EQ(frame.issue(IssueCode::FragmentIncomplete), nullptr);
}

TEST(DecodeIpv4, LastFragmentHasAnOffsetOnly)
{
    const Decoded frame = decode(LinkType::Ipv4, withWord(6, 0x0001));
    EXPECT_EQ(frame.wrong, "");
    ASSERT_EQ(frame.facts.kind, PacketKind::IpFragment);
    EXPECT_FALSE(frame.facts.fragment.more);
    EXPECT_EQ(frame.facts.fragment.offset, 8U);
    EXPECT_NE(frame.issue(IssueCode::FragmentIncomplete), nullptr);
    EXPECT_FALSE(frame.has(FieldId::IpReassembledIn));
}

TEST(DecodeIpv4, FragmentBeyondTheLargestDatagram)
{
    const Decoded frame = decode(LinkType::Ipv4, withWord(6, 0x1fff));
    EXPECT_EQ(frame.wrong, "");
    ASSERT_NE(frame.issue(IssueCode::LengthTooLarge), nullptr);
    EXPECT_EQ(frame.issue(IssueCode::LengthTooLarge)->expected, 65535U);
    EXPECT_EQ(frame.issue(IssueCode::LengthTooLarge)->found, 65550U);
}

TEST(DecodeIpv4, CutFragmentCountsWhatWasCaptured)
{
    Bytes packet = withWord(6, 0x2000);
    packet.resize(30);
    const Decoded frame = decode(LinkType::Ipv4, packet, {}, 42);
    EXPECT_EQ(frame.wrong, "");
    ASSERT_EQ(frame.facts.kind, PacketKind::IpFragment);
    EXPECT_EQ(frame.facts.fragment.payloadLength, 22U);
    EXPECT_EQ(frame.facts.fragment.payloadCaptured, 10U);
    ASSERT_NE(frame.issue(IssueCode::NotCaptured), nullptr);
    EXPECT_EQ(frame.issue(IssueCode::NotCaptured)->found, 12U);
}

} // namespace
} // namespace mqttscope::test
