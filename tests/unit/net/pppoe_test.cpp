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

/// A session frame with this PPP frame in it.
Bytes session(const Bytes& ppp)
{
    return hex("11 00 12 34") + word(ppp.size()) + ppp;
}

TEST(DecodePppoe, SessionCarriesPpp)
{
    const Decoded frame =
        decode(LinkType::Ethernet, ethernet("8864") + session(hex("00 21") + kTcpPacket) + hex("00 00"));
    EXPECT_EQ(frame.wrong, "");
    EXPECT_TRUE(frame.log.empty());
    EXPECT_EQ(frame.number(FieldId::PppoeVersion), 1U);
    EXPECT_EQ(frame.number(FieldId::PppoeType), 1U);
    EXPECT_EQ(frame.number(FieldId::PppoeCode), 0U);
    EXPECT_EQ(frame.number(FieldId::PppoeSessionId), 0x1234U);
    EXPECT_EQ(frame.number(FieldId::PppoeLength), 44U);
    EXPECT_EQ(frame.facts.kind, PacketKind::Tcp);
    EXPECT_EQ(frame.value(FieldId::EthTrailer), hex("00 00"));
}

TEST(DecodePppoe, IsALinkTypeToo)
{
    const Decoded frame = decode(LinkType::PppEther, session(hex("57") + kTcpPacket6));
    EXPECT_EQ(frame.wrong, "");
    EXPECT_EQ(frame.facts.kind, PacketKind::Tcp);
}

TEST(DecodePppoe, DiscoveryHasTags)
{
    const Decoded frame = decode(LinkType::Ethernet, ethernet("8863") + hex("11 07 00 00 00 1b" // PADO
                                                                            "01 01 00 00"       // any service
                                                                            "01 02 00 03 62 72 61" // AC-Name
                                                                            "01 03 00 02 aa bb" // Host-Uniq
                                                                            "77 77 00 02 01 02" // unknown
                                                                            "00 00 00 00"));    // end
    EXPECT_EQ(frame.wrong, "");
    EXPECT_TRUE(frame.log.empty());
    EXPECT_EQ(frame.count(FieldId::PppoeTag), 5U);
    EXPECT_EQ(frame.value(FieldId::PppoeAcName), hex("62 72 61"));
    EXPECT_EQ(frame.value(FieldId::PppoeHostUniq), hex("aa bb"));
    EXPECT_EQ(frame.value(FieldId::PppoeTagValue), hex("01 02"));
    EXPECT_EQ(frame.facts.kind, PacketKind::Other);
}

TEST(DecodePppoe, LengthBeyondTheFrameIsMalformed)
{
    Bytes frame = session(hex("00 21") + kTcpPacket);
    frame[5] = 200;
    const Decoded decoded = decode(LinkType::PppEther, frame);
    EXPECT_EQ(decoded.wrong, "");
    ASSERT_NE(decoded.issue(IssueCode::LengthTooLarge), nullptr);
    EXPECT_EQ(decoded.issue(IssueCode::LengthTooLarge)->expected, 44U);
    EXPECT_EQ(decoded.issue(IssueCode::LengthTooLarge)->found, 200U);
    EXPECT_EQ(decoded.facts.kind, PacketKind::Tcp);
}

TEST(DecodePppoe, TagBeyondTheLengthIsMalformed)
{
    const Decoded frame =
        decode(LinkType::Ethernet, ethernet("8863") + hex("11 09 00 00 00 06 01 01 00 09 aa bb"));
    EXPECT_EQ(frame.wrong, "");
    ASSERT_NE(frame.issue(IssueCode::LengthTooLarge), nullptr);
    EXPECT_EQ(frame.issue(IssueCode::LengthTooLarge)->expected, 2U);
    EXPECT_EQ(frame.value(FieldId::Undecoded), hex("aa bb"));
}

} // namespace
} // namespace mqttscope::test
