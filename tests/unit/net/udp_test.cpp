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

TEST(DecodeUdp, NamesEveryField)
{
    const Decoded frame = decode(LinkType::Ipv4, ipv4Packet(17, hex("c3 50 9c 41 00 0a 00 00 68 69")));
    EXPECT_EQ(frame.wrong, "");
    EXPECT_TRUE(frame.log.empty());
    EXPECT_EQ(frame.number(FieldId::UdpSrcPort), 50000U);
    EXPECT_EQ(frame.number(FieldId::UdpDstPort), 40001U);
    EXPECT_EQ(frame.number(FieldId::UdpLength), 10U);
    EXPECT_EQ(frame.number(FieldId::UdpChecksumStatus), 3U) << "not present";
    EXPECT_EQ(frame.value(FieldId::UdpPayload), hex("68 69"));
    EXPECT_EQ(frame.facts.kind, PacketKind::Other);
    EXPECT_EQ(frame.facts.flowCount, 1U);
}

TEST(DecodeUdp, RightAndWrongChecksum)
{
    // pseudo header c633 6401 c633 6402 0011 000a, header c350 9c41 000a, payload 6869
    const Decoded right = decode(LinkType::Ipv4, ipv4Packet(17, hex("c3 50 9c 41 00 0a e3 73 68 69")));
    EXPECT_EQ(right.number(FieldId::UdpChecksumStatus), 1U);
    const Decoded wrong = decode(LinkType::Ipv4, ipv4Packet(17, hex("c3 50 9c 41 00 0a e3 72 68 69")));
    EXPECT_EQ(wrong.number(FieldId::UdpChecksumStatus), 0U);
    net::PacketContext quiet;
    quiet.tellChecksums = false;
    const Decoded unsaid =
        decode(LinkType::Ipv4, ipv4Packet(17, hex("c3 50 9c 41 00 0a e3 72 68 69")), quiet);
    EXPECT_EQ(unsaid.number(FieldId::UdpChecksumStatus), 2U);
}

TEST(DecodeUdp, LengthBelowEightIsMalformed)
{
    const Decoded frame = decode(LinkType::Ipv4, ipv4Packet(17, hex("c3 50 9c 41 00 07 00 00 68 69")));
    EXPECT_EQ(frame.wrong, "");
    ASSERT_NE(frame.issue(IssueCode::LengthTooSmall), nullptr);
    EXPECT_EQ(frame.issue(IssueCode::LengthTooSmall)->expected, 8U);
    EXPECT_EQ(frame.value(FieldId::Undecoded), hex("00 00 68 69"));
    EXPECT_EQ(frame.facts.flowCount, 0U);
}

TEST(DecodeUdp, LengthBeyondThePacketIsMalformed)
{
    const Decoded frame = decode(LinkType::Ipv4, ipv4Packet(17, hex("c3 50 9c 41 00 20 00 00 68 69")));
    EXPECT_EQ(frame.wrong, "");
    ASSERT_NE(frame.issue(IssueCode::LengthTooLarge), nullptr);
    EXPECT_EQ(frame.issue(IssueCode::LengthTooLarge)->expected, 10U);
    EXPECT_EQ(frame.value(FieldId::UdpPayload), hex("68 69"));
}

TEST(DecodeUdp, BytesBehindTheLengthAreNoted)
{
    const Decoded frame = decode(LinkType::Ipv4, ipv4Packet(17, hex("c3 50 9c 41 00 09 00 00 68 69")));
    EXPECT_EQ(frame.wrong, "");
    EXPECT_NE(frame.issue(IssueCode::TrailingBytes), nullptr);
    EXPECT_EQ(frame.value(FieldId::UdpPayload), hex("68"));
    EXPECT_EQ(frame.value(FieldId::Undecoded), hex("69"));
}

TEST(DecodeUdp, TheLowerPortTellsTheContent)
{
    Bytes datagram = udpDatagram(4789, hex("08 00 00 00 00 00 05 00") + ethernet("0800") + kTcpPacket);
    std::swap(datagram[0], datagram[2]);
    std::swap(datagram[1], datagram[3]);
    const Decoded frame = decode(LinkType::Ipv4, ipv4Packet(17, datagram));
    EXPECT_EQ(frame.wrong, "");
    EXPECT_EQ(frame.number(FieldId::VxlanVni), 5U);
}

TEST(DecodeUdp, NumbersOfItsFlowsComeFromTheContext)
{
    const Bytes inner = ethernet("0800") + ipv4Packet(17, hex("00 35 c3 50 00 08 00 00"));
    const Bytes frame = ipv4Packet(17, udpDatagram(4789, hex("08 00 00 00 00 00 05 00") + inner));
    const std::array<std::uint32_t, 2> numbers = {7, 9};
    net::PacketContext context;
    context.flows = numbers;
    const Decoded decoded = decode(LinkType::Ipv4, frame, context);
    EXPECT_EQ(decoded.wrong, "");
    EXPECT_EQ(decoded.number(FieldId::UdpStream), 7U);
    EXPECT_EQ(decoded.count(FieldId::UdpStream), 2U);
    EXPECT_EQ(decoded.facts.flowCount, 2U);
}

} // namespace
} // namespace mqttscope::test
