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

Decoded decodeUdp(std::uint16_t port, const Bytes& payload)
{
    return decode(LinkType::Ipv4, ipv4Packet(17, udpDatagram(port, payload)));
}

// RFC 7348 §5
TEST(DecodeVxlan, NamesEveryField)
{
    const Decoded frame = decodeUdp(4789, hex("88 48 00 2a 12 34 56 07") + ethernet("0800") + kTcpPacket);
    EXPECT_EQ(frame.wrong, "");
    EXPECT_TRUE(frame.log.empty());
    EXPECT_EQ(frame.number(FieldId::VxlanFlagG), 1U);
    EXPECT_EQ(frame.number(FieldId::VxlanFlagI), 1U);
    EXPECT_EQ(frame.number(FieldId::VxlanFlagD), 1U);
    EXPECT_EQ(frame.number(FieldId::VxlanFlagA), 1U);
    EXPECT_EQ(frame.number(FieldId::VxlanGroup), 42U);
    EXPECT_EQ(frame.number(FieldId::VxlanVni), 0x123456U);
    EXPECT_EQ(frame.number(FieldId::VxlanReserved), 7U);
    EXPECT_EQ(frame.facts.kind, PacketKind::Tcp);
}

TEST(DecodeVxlanGpe, SaysWhatItCarries)
{
    const Decoded ip = decodeUdp(4790, hex("0c 00 00 01 00 00 05 00") + kTcpPacket);
    EXPECT_EQ(ip.wrong, "");
    EXPECT_EQ(ip.number(FieldId::VxlanGpeProtocol), 1U);
    EXPECT_EQ(ip.facts.kind, PacketKind::Tcp);
    const Decoded ipv6 = decodeUdp(4790, hex("0c 00 00 02 00 00 05 00") + kTcpPacket6);
    EXPECT_EQ(ipv6.facts.kind, PacketKind::Tcp);
    const Decoded without = decodeUdp(4790, hex("08 00 00 00 00 00 05 00") + ethernet("0800") + kTcpPacket);
    EXPECT_EQ(without.wrong, "");
    EXPECT_EQ(without.facts.kind, PacketKind::Tcp);
    const Decoded unknown = decodeUdp(4790, hex("0c 00 00 77 00 00 05 00 01 02"));
    EXPECT_EQ(unknown.value(FieldId::Payload), hex("01 02"));
}

// RFC 8926 §3.4
TEST(DecodeGeneve, HasOptions)
{
    const Decoded frame = decodeUdp(6081, hex("03 40 65 58" // 12 bytes of options, critical, Ethernet
                                              "00 ab cd 00" // network
                                              "01 02 80 01 12 34 56 78" // an option
                                              "01 03 00 00") +          // another without value
                                              ethernet("0800") +
                                              kTcpPacket);
    EXPECT_EQ(frame.wrong, "");
    EXPECT_TRUE(frame.log.empty());
    EXPECT_EQ(frame.number(FieldId::GeneveOptionLength), 3U);
    EXPECT_EQ(frame.number(FieldId::GeneveCritical), 1U);
    EXPECT_EQ(frame.number(FieldId::GeneveVni), 0xabcdU);
    EXPECT_EQ(frame.count(FieldId::GeneveOption), 2U);
    EXPECT_EQ(frame.value(FieldId::GeneveOptionBytes), hex("12 34 56 78"));
    EXPECT_EQ(frame.facts.kind, PacketKind::Tcp);
}

TEST(DecodeGeneve, OptionsBeyondThePacketAreMalformed)
{
    const Decoded frame = decodeUdp(6081, hex("3f 00 08 00 00 00 05 00 01 02"));
    EXPECT_EQ(frame.wrong, "");
    ASSERT_NE(frame.issue(IssueCode::LengthTooLarge), nullptr);
    EXPECT_EQ(frame.issue(IssueCode::LengthTooLarge)->expected, 2U);
    EXPECT_EQ(frame.issue(IssueCode::LengthTooLarge)->found, 252U);
}

TEST(DecodeGeneve, OptionBeyondTheOptionsIsMalformedAndThePacketIsReadAllTheSame)
{
    const Decoded frame = decodeUdp(6081, hex("01 00 08 00 00 00 05 00 01 02 80 04") + kTcpPacket);
    EXPECT_EQ(frame.wrong, "");
    ASSERT_NE(frame.issue(IssueCode::LengthTooLarge), nullptr);
    EXPECT_EQ(frame.issue(IssueCode::LengthTooLarge)->found, 16U);
    EXPECT_EQ(frame.facts.kind, PacketKind::Tcp);
}

// 3GPP TS 29.281 §5.1
TEST(DecodeGtp, CarriesAUserPacket)
{
    const Decoded frame = decodeUdp(2152, hex("30 ff 00 2a 11 22 33 44") + kTcpPacket);
    EXPECT_EQ(frame.wrong, "");
    EXPECT_TRUE(frame.log.empty());
    EXPECT_EQ(frame.number(FieldId::GtpVersion), 1U);
    EXPECT_EQ(frame.number(FieldId::GtpTeid), 0x11223344U);
    EXPECT_EQ(frame.facts.kind, PacketKind::Tcp);
}

TEST(DecodeGtp, OptionalPartAndExtensionHeaders)
{
    const Decoded frame = decodeUdp(2152, hex("36 ff 00 36 11 22 33 44"
                                              "00 05 00 85"    // sequence number, N-PDU number unused
                                              "01 10 09 85"    // four bytes, another follows
                                              "01 10 0a 00") + // the last
                                              kTcpPacket);
    EXPECT_EQ(frame.wrong, "");
    EXPECT_TRUE(frame.log.empty());
    EXPECT_EQ(frame.number(FieldId::GtpSequence), 5U);
    EXPECT_FALSE(frame.has(FieldId::GtpNpdu));
    EXPECT_EQ(frame.count(FieldId::GtpExtension), 2U);
    EXPECT_EQ(frame.facts.kind, PacketKind::Tcp);
}

TEST(DecodeGtp, ExtensionHeadersHaveALimitAndALength)
{
    Bytes headers;
    for (int i = 0; i < 17; ++i)
        headers = headers + hex("01 10 09 85");
    const Decoded many =
        decodeUdp(2152, hex("34 ff") + word(4 + headers.size()) + hex("11 22 33 44 00 00 00 85") + headers);
    EXPECT_EQ(many.wrong, "");
    ASSERT_NE(many.issue(IssueCode::TooManyHeaders), nullptr);
    EXPECT_EQ(many.issue(IssueCode::TooManyHeaders)->expected, 16U);
    const Decoded zero = decodeUdp(2152, hex("34 ff 00 08 11 22 33 44 00 00 00 85 00 10 09 00"));
    EXPECT_EQ(zero.wrong, "");
    EXPECT_NE(zero.issue(IssueCode::LengthTooSmall), nullptr);
    const Decoded large = decodeUdp(2152, hex("34 ff 00 08 11 22 33 44 00 00 00 85 02 10 09 00"));
    EXPECT_EQ(large.wrong, "");
    ASSERT_NE(large.issue(IssueCode::LengthTooLarge), nullptr);
    EXPECT_EQ(large.issue(IssueCode::LengthTooLarge)->expected, 4U);
}

TEST(DecodeGtp, OtherMessagesAndVersionsAreData)
{
    const Decoded echo = decodeUdp(2152, hex("32 01 00 04 00 00 00 00 00 01 00 00"));
    EXPECT_EQ(echo.wrong, "");
    EXPECT_TRUE(echo.log.empty());
    EXPECT_EQ(echo.facts.kind, PacketKind::Other);
    const Decoded second = decodeUdp(2152, hex("48 20 00 04 00 00 00 00"));
    EXPECT_EQ(second.wrong, "");
    EXPECT_FALSE(second.has(FieldId::Gtp));
}

// RFC 4380 §5.1.1
TEST(DecodeTeredo, IndicationsInFront)
{
    const Decoded plain = decodeUdp(3544, kTcpPacket6);
    EXPECT_EQ(plain.wrong, "");
    EXPECT_EQ(plain.facts.kind, PacketKind::Tcp);
    const Decoded both =
        decodeUdp(3544, hex("00 01 01 02 aa bb cc 00 00 00 00 00 00 00 09 00" // authentication
                            "00 00 63 bf 34 99 9b fe") +                      // origin
                            kTcpPacket6);
    EXPECT_EQ(both.wrong, "");
    EXPECT_EQ(both.value(FieldId::TeredoId), hex("aa"));
    EXPECT_EQ(both.value(FieldId::TeredoAuthValue), hex("bb cc"));
    EXPECT_EQ(both.value(FieldId::TeredoNonce), hex("00 00 00 00 00 00 00 09"));
    EXPECT_EQ(both.number(FieldId::TeredoOriginPort), 0x63bfU);
    EXPECT_EQ(both.facts.kind, PacketKind::Tcp);
    const Decoded other = decodeUdp(3544, hex("ff ff"));
    EXPECT_EQ(other.value(FieldId::Payload), hex("ff ff"));
}

// RFC 7510
TEST(DecodeMplsOverUdp, CarriesLabels)
{
    const Decoded frame = decodeUdp(6635, hex("00 01 41 40") + kTcpPacket);
    EXPECT_EQ(frame.wrong, "");
    EXPECT_EQ(frame.number(FieldId::MplsLabel), 20U);
    EXPECT_EQ(frame.facts.kind, PacketKind::Tcp);
}

} // namespace
} // namespace mqttscope::test
