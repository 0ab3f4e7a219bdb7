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

const Bytes kSnap = hex("aa aa 03" // DSAP, SSAP, unnumbered information
                        "00 00 00" // organization code
                        "08 00");  // type

TEST(DecodeLlc, SnapCarriesAnEtherType)
{
    const Decoded frame = decode(LinkType::Ethernet, ethernet("0032") + kSnap + kTcpPacket);
    EXPECT_EQ(frame.wrong, "");
    EXPECT_TRUE(frame.log.empty());
    EXPECT_EQ(frame.number(FieldId::LlcDsap), 0xaaU);
    EXPECT_EQ(frame.number(FieldId::LlcDsapSap), 0x55U);
    EXPECT_EQ(frame.number(FieldId::LlcSsapCr), 0U);
    EXPECT_EQ(frame.number(FieldId::LlcControl), 3U);
    EXPECT_EQ(frame.number(FieldId::LlcOui), 0U);
    EXPECT_EQ(frame.number(FieldId::LlcType), 0x0800U);
    EXPECT_EQ(frame.facts.kind, PacketKind::Tcp);
    EXPECT_EQ(frame.facts.tcp.payloadOffset, 14U + 8 + 40);
}

TEST(DecodeLlc, OtherOrganizationsHaveNumbersOfTheirOwn)
{
    const Decoded frame = decode(LinkType::Ethernet, ethernet("000a") + hex("aa aa 03 00 00 0c 20 00 01 b4"));
    EXPECT_EQ(frame.wrong, "");
    EXPECT_EQ(frame.number(FieldId::LlcOui), 0x00000cU);
    EXPECT_EQ(frame.number(FieldId::LlcPid), 0x2000U);
    EXPECT_FALSE(frame.has(FieldId::LlcType));
    EXPECT_EQ(frame.value(FieldId::Payload), hex("01 b4"));
}

TEST(DecodeLlc, IpHasAServiceAccessPoint)
{
    const Decoded frame = decode(LinkType::Ethernet, ethernet("002d") + hex("06 06 03") + kTcpPacket);
    EXPECT_EQ(frame.wrong, "");
    EXPECT_EQ(frame.facts.kind, PacketKind::Tcp);
}

TEST(DecodeLlc, NumberedFramesHaveAControlFieldOfTwoBytes)
{
    const Decoded frame = decode(LinkType::Ethernet, ethernet("0006") + hex("aa aa 10 02 01 02"));
    EXPECT_EQ(frame.wrong, "");
    EXPECT_EQ(frame.number(FieldId::LlcControl), 0x0210U);
    EXPECT_EQ(frame.value(FieldId::Payload), hex("01 02"));
}

TEST(DecodeLlc, BytesBehindThePacketButInsideTheLengthAreNoted)
{
    const Decoded frame = decode(LinkType::Ethernet, ethernet("0034") + kSnap + kTcpPacket + hex("ee ee"));
    EXPECT_EQ(frame.wrong, "");
    EXPECT_NE(frame.issue(IssueCode::TrailingBytes), nullptr);
    EXPECT_EQ(frame.value(FieldId::Undecoded), hex("ee ee"));
}

} // namespace
} // namespace mqttscope::test
