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

TEST(DecodePpp, AddressAndControlInFront)
{
    const Decoded frame = decode(LinkType::Ppp, hex("ff 03 00 21") + kTcpPacket);
    EXPECT_EQ(frame.wrong, "");
    EXPECT_TRUE(frame.log.empty());
    EXPECT_EQ(frame.number(FieldId::PppAddress), 0xffU);
    EXPECT_EQ(frame.number(FieldId::PppControl), 3U);
    EXPECT_EQ(frame.number(FieldId::PppProtocol), 0x21U);
    EXPECT_EQ(frame.facts.kind, PacketKind::Tcp);
}

// RFC 1661 §6.5 and §6.6
TEST(DecodePpp, BothCompressed)
{
    const Decoded frame = decode(LinkType::Ppp, hex("57") + kTcpPacket6);
    EXPECT_EQ(frame.wrong, "");
    EXPECT_FALSE(frame.has(FieldId::PppAddress));
    EXPECT_EQ(frame.number(FieldId::PppProtocol), 0x57U);
    EXPECT_EQ(frame.facts.kind, PacketKind::Tcp);
    EXPECT_EQ(frame.facts.tcp.source.address.family, 6);
}

TEST(DecodePpp, CarriesMpls)
{
    const Decoded frame = decode(LinkType::PppHdlc, hex("ff 03 02 81 00 01 01 40") + kTcpPacket);
    EXPECT_EQ(frame.wrong, "");
    EXPECT_EQ(frame.number(FieldId::MplsLabel), 16U);
    EXPECT_EQ(frame.facts.kind, PacketKind::Tcp);
}

TEST(DecodePpp, ControlProtocolsAreData)
{
    const Decoded frame = decode(LinkType::Ppp, hex("c0 21 01 01 00 04"));
    EXPECT_EQ(frame.wrong, "");
    EXPECT_EQ(frame.value(FieldId::Payload), hex("01 01 00 04"));
    EXPECT_EQ(frame.facts.kind, PacketKind::Other);
    EXPECT_TRUE(frame.log.empty());
}

TEST(DecodePpp, EmptyFrame)
{
    const Decoded frame = decode(LinkType::Ppp, {});
    EXPECT_EQ(frame.wrong, "");
    EXPECT_NE(frame.issue(IssueCode::FieldPastEnd), nullptr);
    EXPECT_EQ(frame.facts.kind, PacketKind::None);
}

TEST(DecodeCiscoHdlc, CarriesAnEtherType)
{
    for (const LinkType link : {LinkType::CiscoHdlc, LinkType::PppHdlc}) {
        const Decoded frame = decode(link, hex("0f 00 08 00") + kTcpPacket);
        EXPECT_EQ(frame.wrong, "");
        EXPECT_EQ(frame.number(FieldId::ChdlcAddress), 0x0fU);
        EXPECT_EQ(frame.number(FieldId::ChdlcProtocol), 0x0800U);
        EXPECT_EQ(frame.facts.kind, PacketKind::Tcp);
    }
}

} // namespace
} // namespace mqttscope::test
