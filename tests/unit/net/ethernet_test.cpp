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

const Bytes kArp = hex("0001 0800 06 04 0001" // hardware, protocol, sizes, request
                       "02 00 00 00 00 01"    // sender
                       "c0 00 02 01"          //
                       "00 00 00 00 00 00"    // target
                       "c0 00 02 02");

TEST(DecodeEthernet, NamesBothAddressesAndTheType)
{
    const Decoded frame = decode(LinkType::Ethernet, ethernet("0800") + kTcpPacket);
    EXPECT_EQ(frame.wrong, "");
    EXPECT_EQ(frame.value(FieldId::EthDst), hex("02 00 00 00 00 02"));
    EXPECT_EQ(frame.value(FieldId::EthSrc), hex("02 00 00 00 00 01"));
    EXPECT_EQ(frame.number(FieldId::EthType), 0x0800U);
    EXPECT_EQ(frame.facts.kind, PacketKind::Tcp);
    EXPECT_EQ(frame.facts.tcp.payloadOffset, 54U);
    EXPECT_TRUE(frame.log.empty());
}

TEST(DecodeEthernet, PaddingIsNeverPayload)
{
    const Decoded frame = decode(LinkType::Ethernet, ethernet("0800") + kTcpAck + hex("00 00 00 00 00 00"));
    EXPECT_EQ(frame.wrong, "");
    EXPECT_EQ(frame.value(FieldId::EthPadding), hex("00 00 00 00 00 00"));
    EXPECT_FALSE(frame.has(FieldId::EthTrailer));
    EXPECT_FALSE(frame.has(FieldId::TcpPayload));
    EXPECT_EQ(frame.facts.tcp.payloadLength, 0U);
    EXPECT_EQ(frame.facts.tcp.payloadCaptured, 0U);
}

TEST(DecodeEthernet, FourBytesBehindTheLeastFrameAreTheCheckSequence)
{
    const Decoded frame = decode(LinkType::Ethernet,
                                 ethernet("0800") + kTcpAck + hex("00 00 00 00 00 00") + hex("99 98 97 96"));
    EXPECT_EQ(frame.wrong, "");
    EXPECT_EQ(frame.value(FieldId::EthPadding).size(), 6U);
    EXPECT_FALSE(frame.has(FieldId::EthTrailer));
    EXPECT_EQ(frame.number(FieldId::EthFcs), 0x99989796U);
}

TEST(DecodeEthernet, WhatStandsBeforeTheCheckSequenceIsTrailer)
{
    const Decoded frame = decode(LinkType::Ethernet, ethernet("0800") + kTcpAck + hex("00 00 00 00 00 00") +
                                                         hex("aa bb") + hex("99 98 97 96"));
    EXPECT_EQ(frame.wrong, "");
    EXPECT_EQ(frame.value(FieldId::EthTrailer), hex("aa bb"));
    EXPECT_EQ(frame.number(FieldId::EthFcs), 0x99989796U);
}

TEST(DecodeEthernet, LessThanACheckSequenceIsTrailer)
{
    const Decoded frame =
        decode(LinkType::Ethernet, ethernet("0800") + kTcpAck + hex("00 00 00 00 00 00") + hex("99 98 97"));
    EXPECT_EQ(frame.wrong, "");
    EXPECT_EQ(frame.value(FieldId::EthTrailer), hex("99 98 97"));
    EXPECT_FALSE(frame.has(FieldId::EthFcs));
}

TEST(DecodeEthernet, LengthFormHasThatMuchData)
{
    const Decoded frame = decode(LinkType::Ethernet, ethernet("0005") + hex("42 42 03 aa bb") + Bytes(41, 0));
    EXPECT_EQ(frame.wrong, "");
    EXPECT_EQ(frame.number(FieldId::EthLen), 5U);
    EXPECT_FALSE(frame.has(FieldId::EthType));
    EXPECT_EQ(frame.number(FieldId::LlcDsap), 0x42U);
    EXPECT_EQ(frame.value(FieldId::Payload), hex("aa bb"));
    EXPECT_EQ(frame.value(FieldId::EthPadding).size(), 41U);
    EXPECT_EQ(frame.facts.kind, PacketKind::Other);
    EXPECT_TRUE(frame.log.empty());
}

TEST(DecodeEthernet, LengthBeyondTheFrameIsMalformed)
{
    const Decoded frame = decode(LinkType::Ethernet, ethernet("0010") + hex("42 42 03 aa"));
    EXPECT_EQ(frame.wrong, "");
    ASSERT_NE(frame.issue(IssueCode::LengthTooLarge), nullptr);
    EXPECT_EQ(frame.issue(IssueCode::LengthTooLarge)->expected, 4U);
    EXPECT_EQ(frame.issue(IssueCode::LengthTooLarge)->found, 16U);
    EXPECT_EQ(frame.value(FieldId::Payload), hex("aa"));
}

TEST(DecodeEthernet, NumberBetweenLengthAndTypeIsMalformed)
{
    const Decoded frame = decode(LinkType::Ethernet, ethernet("05dd") + hex("42 42 03"));
    EXPECT_EQ(frame.wrong, "");
    ASSERT_NE(frame.issue(IssueCode::LengthTooLarge), nullptr);
    EXPECT_EQ(frame.issue(IssueCode::LengthTooLarge)->expected, 1500U);
}

TEST(DecodeEthernet, FramesOfNovellHaveNoLlc)
{
    const Decoded frame = decode(LinkType::Ethernet, ethernet("0004") + hex("ff ff 00 22"));
    EXPECT_EQ(frame.wrong, "");
    EXPECT_FALSE(frame.has(FieldId::Llc));
    EXPECT_EQ(frame.value(FieldId::Payload), hex("ff ff 00 22"));
}

TEST(DecodeEthernet, OtherProtocolsAreDataWithoutIssue)
{
    const Decoded frame = decode(LinkType::Ethernet, ethernet("88cc") + kArp);
    EXPECT_EQ(frame.wrong, "");
    EXPECT_EQ(frame.value(FieldId::Payload), kArp);
    EXPECT_EQ(frame.facts.kind, PacketKind::Other);
    EXPECT_TRUE(frame.log.empty());
}

TEST(DecodeVlan, NamesEveryBitOfTheTag)
{
    const Decoded frame = decode(LinkType::Ethernet, ethernet("8100") + hex("b0 64 08 00") + kTcpPacket);
    EXPECT_EQ(frame.wrong, "");
    EXPECT_EQ(frame.number(FieldId::VlanTci), 0xb064U);
    EXPECT_EQ(frame.number(FieldId::VlanPriority), 5U);
    EXPECT_EQ(frame.number(FieldId::VlanDei), 1U);
    EXPECT_EQ(frame.number(FieldId::VlanId), 100U);
    EXPECT_EQ(frame.number(FieldId::VlanEtype), 0x0800U);
    EXPECT_EQ(frame.facts.kind, PacketKind::Tcp);
    EXPECT_EQ(frame.facts.tcp.payloadOffset, 58U);
}

TEST(DecodeVlan, ProviderTagMayStandBeforeTheCustomerTag)
{
    const Decoded frame =
        decode(LinkType::Ethernet, ethernet("88a8") + hex("00 0a 81 00 00 14 08 00") + kTcpPacket);
    EXPECT_EQ(frame.wrong, "");
    EXPECT_EQ(frame.number(FieldId::ProviderVlanId), 10U);
    EXPECT_EQ(frame.number(FieldId::ProviderVlanEtype), 0x8100U);
    EXPECT_EQ(frame.number(FieldId::VlanId), 20U);
    EXPECT_EQ(frame.count(FieldId::Vlan), 1U);
    EXPECT_EQ(frame.facts.kind, PacketKind::Tcp);
}

TEST(DecodeVlan, LengthMayFollowTheTag)
{
    const Decoded frame = decode(LinkType::Ethernet, ethernet("8100") + hex("00 01 00 04 42 42 03 aa 00 00"));
    EXPECT_EQ(frame.wrong, "");
    EXPECT_EQ(frame.number(FieldId::VlanLen), 4U);
    EXPECT_EQ(frame.value(FieldId::Payload), hex("aa"));
    EXPECT_EQ(frame.value(FieldId::EthPadding), hex("00 00"));
}

TEST(DecodeVlan, EightTagsAreTheLimit)
{
    Bytes tags;
    for (int i = 0; i < 7; ++i)
        tags = tags + hex("00 01 81 00");
    const Decoded most =
        decode(LinkType::Ethernet, ethernet("8100") + tags + hex("00 01 08 00") + kTcpPacket);
    EXPECT_EQ(most.wrong, "");
    EXPECT_EQ(most.count(FieldId::Vlan), 8U);
    EXPECT_EQ(most.facts.kind, PacketKind::Tcp);

    const Decoded over =
        decode(LinkType::Ethernet, ethernet("8100") + tags + hex("00 01 81 00 00 01 08 00") + kTcpPacket);
    EXPECT_EQ(over.wrong, "");
    EXPECT_EQ(over.count(FieldId::Vlan), 8U);
    ASSERT_NE(over.issue(IssueCode::TooManyHeaders), nullptr);
    EXPECT_EQ(over.issue(IssueCode::TooManyHeaders)->severity, Severity::Unreadable);
    EXPECT_EQ(over.value(FieldId::Undecoded).size(), kTcpPacket.size() + 4);
    EXPECT_EQ(over.facts.kind, PacketKind::None);
}

TEST(DecodeVlan, TagCutByTheEndOfTheFrame)
{
    const Decoded frame = decode(LinkType::Ethernet, ethernet("8100") + hex("00 01 08"));
    EXPECT_EQ(frame.wrong, "");
    EXPECT_NE(frame.issue(IssueCode::FieldPastEnd), nullptr);
    EXPECT_EQ(frame.value(FieldId::Undecoded), hex("08"));
    EXPECT_EQ(frame.facts.kind, PacketKind::None);
}

} // namespace
} // namespace mqttscope::test
