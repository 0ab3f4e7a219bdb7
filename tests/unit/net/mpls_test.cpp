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

TEST(DecodeMpls, NamesEveryBitOfAnEntry)
{
    const Decoded frame = decode(LinkType::Ethernet, ethernet("8847") + hex("12 34 5b 40") + kTcpPacket);
    EXPECT_EQ(frame.wrong, "");
    EXPECT_TRUE(frame.log.empty());
    EXPECT_EQ(frame.number(FieldId::MplsLabel), 0x12345U);
    EXPECT_EQ(frame.number(FieldId::MplsExp), 5U);
    EXPECT_EQ(frame.number(FieldId::MplsBottom), 1U);
    EXPECT_EQ(frame.number(FieldId::MplsTtl), 64U);
    EXPECT_EQ(frame.facts.kind, PacketKind::Tcp);
}

TEST(DecodeMpls, StackEndsAtItsBottom)
{
    const Decoded frame =
        decode(LinkType::Ethernet, ethernet("8847") + hex("00 01 00 40 00 02 01 40") + kTcpPacket6);
    EXPECT_EQ(frame.wrong, "");
    EXPECT_EQ(frame.count(FieldId::MplsEntry), 2U);
    EXPECT_EQ(frame.facts.tcp.source.address.family, 6);
}

TEST(DecodeMpls, PseudowireWithControlWord)
{
    const Decoded frame = decode(LinkType::Ethernet, ethernet("8847") + hex("00 01 01 40 00 00 00 07") +
                                                         ethernet("0800") + kTcpPacket);
    EXPECT_EQ(frame.wrong, "");
    EXPECT_EQ(frame.number(FieldId::PwSequence), 7U);
    EXPECT_EQ(frame.count(FieldId::Eth), 2U);
    EXPECT_EQ(frame.facts.kind, PacketKind::Tcp);
}

TEST(DecodeMpls, PseudowireWithoutControlWordThoughTheAddressBeginsLikeOne)
{
    const Decoded frame =
        decode(LinkType::Ethernet, ethernet("8847") + hex("00 01 01 40") + ethernet("0800") + kTcpPacket);
    EXPECT_EQ(frame.wrong, "");
    EXPECT_TRUE(frame.has(FieldId::PwWithoutControl));
    EXPECT_EQ(frame.facts.kind, PacketKind::Tcp);
}

TEST(DecodeMpls, ThirtyTwoLabelsAreTheLimit)
{
    Bytes labels;
    for (int i = 0; i < 31; ++i)
        labels = labels + hex("00 01 00 40");
    const Decoded most =
        decode(LinkType::Ethernet, ethernet("8847") + labels + hex("00 01 01 40") + kTcpPacket);
    EXPECT_EQ(most.wrong, "");
    EXPECT_EQ(most.facts.kind, PacketKind::Tcp);
    const Decoded more =
        decode(LinkType::Ethernet, ethernet("8847") + labels + hex("00 01 00 40 00 01 01 40") + kTcpPacket);
    EXPECT_EQ(more.wrong, "");
    ASSERT_NE(more.issue(IssueCode::TooManyHeaders), nullptr);
    EXPECT_EQ(more.issue(IssueCode::TooManyHeaders)->expected, 32U);
    EXPECT_EQ(more.facts.kind, PacketKind::None);
}

// RFC 4385 §5
TEST(DecodeMpls, AssociatedChannelIsData)
{
    const Decoded frame = decode(LinkType::Ethernet, ethernet("8847") + hex("00 01 01 40 10 00 00 07 20 40"));
    EXPECT_EQ(frame.wrong, "");
    EXPECT_EQ(frame.value(FieldId::Payload), hex("10 00 00 07 20 40"));
}

TEST(DecodeMpls, NothingBehindTheStack)
{
    const Decoded frame = decode(LinkType::Ethernet, ethernet("8847") + hex("00 01 01 40"));
    EXPECT_EQ(frame.wrong, "");
    EXPECT_EQ(frame.facts.kind, PacketKind::Other);
}

} // namespace
} // namespace mqttscope::test
