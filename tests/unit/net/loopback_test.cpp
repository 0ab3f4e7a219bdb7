// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/decoded_frame.h"
#include "tests/unit/net/literal_packets.h"

#include <gtest/gtest.h>

namespace mqttscope::test {
namespace {

using field::FieldId;
using field::IssueCode;
using net::LinkType;
using net::PacketKind;

TEST(DecodeNull, FamilyOfALittleEndianHost)
{
    const Decoded frame = decode(LinkType::Null, hex("02 00 00 00") + kTcpPacket);
    EXPECT_EQ(frame.wrong, "");
    EXPECT_EQ(frame.number(FieldId::NullFamily), 2U);
    EXPECT_EQ(frame.facts.kind, PacketKind::Tcp);
    EXPECT_EQ(frame.facts.tcp.payloadOffset, 44U);
}

TEST(DecodeNull, FamilyOfABigEndianHost)
{
    const Decoded frame = decode(LinkType::Null, hex("00 00 00 02") + kTcpPacket);
    EXPECT_EQ(frame.wrong, "");
    EXPECT_EQ(frame.number(FieldId::NullFamily), 2U);
    EXPECT_EQ(frame.facts.kind, PacketKind::Tcp);
}

class NullFamilyOfIpv6 : public testing::TestWithParam<std::uint8_t> {};

TEST_P(NullFamilyOfIpv6, IsIpv6InEitherOrder)
{
    const Decoded little = decode(LinkType::Null, Bytes{GetParam(), 0, 0, 0} + kTcpPacket6);
    EXPECT_EQ(little.wrong, "");
    EXPECT_EQ(little.facts.kind, PacketKind::Tcp);
    EXPECT_EQ(little.facts.tcp.source.address.family, 6U);
    const Decoded big = decode(LinkType::Null, Bytes{0, 0, 0, GetParam()} + kTcpPacket6);
    EXPECT_EQ(big.wrong, "");
    EXPECT_EQ(big.facts.kind, PacketKind::Tcp);
}
INSTANTIATE_TEST_SUITE_P(LinuxNetBsdFreeBsdMacOs, NullFamilyOfIpv6, testing::Values(10, 24, 28, 30));

TEST(DecodeNull, OtherFamiliesAreData)
{
    const Decoded frame = decode(LinkType::Null, hex("07 00 00 00") + kTcpPacket);
    EXPECT_EQ(frame.wrong, "");
    EXPECT_EQ(frame.number(FieldId::NullFamily), 7U);
    EXPECT_EQ(frame.value(FieldId::Payload), kTcpPacket);
    EXPECT_EQ(frame.facts.kind, PacketKind::Other);
}

TEST(DecodeLoop, FamilyIsBigEndian)
{
    const Decoded frame = decode(LinkType::Loop, hex("00 00 00 18") + kTcpPacket6);
    EXPECT_EQ(frame.wrong, "");
    EXPECT_EQ(frame.number(FieldId::NullFamily), 24U);
    EXPECT_EQ(frame.facts.kind, PacketKind::Tcp);
    const Decoded swapped = decode(LinkType::Loop, hex("02 00 00 00") + kTcpPacket);
    EXPECT_EQ(swapped.wrong, "");
    EXPECT_EQ(swapped.number(FieldId::NullFamily), 0x02000000U);
    EXPECT_EQ(swapped.facts.kind, PacketKind::Other);
}

TEST(DecodeLoop, BytesBehindThePacketAreNoted)
{
    const Decoded frame = decode(LinkType::Loop, hex("00 00 00 02") + kTcpPacket + hex("aa bb"));
    EXPECT_EQ(frame.wrong, "");
    ASSERT_NE(frame.issue(IssueCode::TrailingBytes), nullptr);
    EXPECT_EQ(frame.issue(IssueCode::TrailingBytes)->found, 2U);
    EXPECT_EQ(frame.value(FieldId::Undecoded), hex("aa bb"));
}

TEST(DecodeRawIp, VersionTellsWhich)
{
    const Decoded four = decode(LinkType::RawIp, kTcpPacket);
    EXPECT_EQ(four.wrong, "");
    EXPECT_TRUE(four.has(FieldId::Raw));
    EXPECT_EQ(four.facts.tcp.source.address.family, 4U);
    const Decoded six = decode(LinkType::RawIp, kTcpPacket6);
    EXPECT_EQ(six.wrong, "");
    EXPECT_EQ(six.facts.tcp.source.address.family, 6U);
}

TEST(DecodeRawIp, AnotherVersionIsUndecoded)
{
    const Decoded frame = decode(LinkType::RawIp, hex("50 01 02 03"));
    EXPECT_EQ(frame.wrong, "");
    ASSERT_NE(frame.issue(IssueCode::BadIpVersion), nullptr);
    EXPECT_EQ(frame.issue(IssueCode::BadIpVersion)->found, 5U);
    EXPECT_EQ(frame.value(FieldId::Undecoded), hex("01 02 03"));
    EXPECT_EQ(frame.facts.kind, PacketKind::None);
}

TEST(DecodeRawIp, LinkTypesOfOneVersionTakeNoOther)
{
    EXPECT_EQ(decode(LinkType::Ipv4, kTcpPacket).facts.kind, PacketKind::Tcp);
    EXPECT_EQ(decode(LinkType::Ipv6, kTcpPacket6).facts.kind, PacketKind::Tcp);
    const Decoded four = decode(LinkType::Ipv4, kTcpPacket6);
    EXPECT_EQ(four.wrong, "");
    EXPECT_NE(four.issue(IssueCode::BadIpVersion), nullptr);
    const Decoded six = decode(LinkType::Ipv6, kTcpPacket);
    EXPECT_EQ(six.wrong, "");
    EXPECT_NE(six.issue(IssueCode::BadIpVersion), nullptr);
}

TEST(DecodePacket, UnknownLinkTypeIsData)
{
    const Decoded frame = decode(static_cast<LinkType>(147), kTcpPacket);
    EXPECT_EQ(frame.wrong, "");
    ASSERT_NE(frame.issue(IssueCode::UnsupportedLinkType), nullptr);
    EXPECT_EQ(frame.issue(IssueCode::UnsupportedLinkType)->found, 147U);
    EXPECT_EQ(frame.value(FieldId::Payload), kTcpPacket);
    EXPECT_EQ(frame.facts.kind, PacketKind::Other);
}

} // namespace
} // namespace mqttscope::test
