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

Decoded decodeGre(const Bytes& gre)
{
    return decode(LinkType::Ipv4, ipv4Packet(47, gre));
}

TEST(DecodeGre, CarriesAPacket)
{
    const Decoded frame = decodeGre(hex("00 00 08 00") + kTcpPacket);
    EXPECT_EQ(frame.wrong, "");
    EXPECT_TRUE(frame.log.empty());
    EXPECT_EQ(frame.number(FieldId::GreProtocol), 0x0800U);
    EXPECT_EQ(frame.count(FieldId::Ip), 2U);
    EXPECT_EQ(frame.facts.kind, PacketKind::Tcp);
    EXPECT_EQ(frame.facts.tcp.payloadOffset, 20U + 4 + 40);
    EXPECT_EQ(frame.facts.tcp.source.address, address("c0 00 02 01")) << "those of the innermost header";
}

TEST(DecodeGre, ChecksumKeyAndSequenceNumber)
{
    const Decoded frame = decodeGre(hex("b0 00 00 00" // checksum, key and sequence number present; protocol 0
                                        "1c e0"       // checksum
                                        "00 00"       // offset
                                        "12 34 00 05" // key
                                        "00 00 20 e6" // sequence number
                                        ));
    EXPECT_EQ(frame.wrong, "");
    EXPECT_EQ(frame.number(FieldId::GreHasChecksum), 1U);
    EXPECT_EQ(frame.number(FieldId::GreKey), 0x12340005U);
    EXPECT_EQ(frame.number(FieldId::GreSequence), 0x20e6U);
    EXPECT_EQ(frame.number(FieldId::GreChecksumStatus), 1U);
}

TEST(DecodeGre, WrongChecksum)
{
    const Decoded frame = decodeGre(hex("80 00 00 00 12 34 00 00 01"));
    EXPECT_EQ(frame.wrong, "");
    EXPECT_EQ(frame.number(FieldId::GreChecksumStatus), 0U);
}

TEST(DecodeGre, TransparentEthernet)
{
    const Decoded frame = decodeGre(hex("00 00 65 58") + ethernet("0800") + kTcpPacket);
    EXPECT_EQ(frame.wrong, "");
    EXPECT_TRUE(frame.has(FieldId::Eth));
    EXPECT_FALSE(frame.has(FieldId::EthFcs)) << "a tunnel carries no check sequence";
    EXPECT_EQ(frame.facts.kind, PacketKind::Tcp);
}

// RFC 2637 §4.1
TEST(DecodeGre, Version1HasALengthAndCarriesPpp)
{
    const Decoded frame = decodeGre(hex("30 81 88 0b" // key, sequence number and acknowledgment; version 1
                                        "00 2e 00 4d" // payload length 46, call 77
                                        "00 00 00 03" // sequence number
                                        "00 00 00 02" // acknowledgment number
                                        "ff 03 00 21") +
                                    kTcpPacket);
    EXPECT_EQ(frame.wrong, "");
    EXPECT_TRUE(frame.log.empty());
    EXPECT_EQ(frame.number(FieldId::GrePayloadLength), 46U);
    EXPECT_EQ(frame.number(FieldId::GreCallId), 77U);
    EXPECT_EQ(frame.number(FieldId::GreAck), 2U);
    EXPECT_EQ(frame.facts.kind, PacketKind::Tcp);
}

TEST(DecodeGre, PayloadLengthBeyondThePacketIsMalformed)
{
    const Decoded frame = decodeGre(hex("20 01 88 0b 01 00 00 4d 00 21") + kTcpPacket);
    EXPECT_EQ(frame.wrong, "");
    ASSERT_NE(frame.issue(IssueCode::LengthTooLarge), nullptr);
    EXPECT_EQ(frame.issue(IssueCode::LengthTooLarge)->found, 256U);
    EXPECT_EQ(frame.facts.kind, PacketKind::Tcp);
}

// RFC 1701
TEST(DecodeGre, RoutingEndsWithAnEmptyEntry)
{
    const Decoded frame = decodeGre(hex("40 00 08 00 00 00 00 00"
                                        "08 00 00 04 c0 00 02 09" // through 192.0.2.9
                                        "00 00 00 00") +
                                    kTcpPacket);
    EXPECT_EQ(frame.wrong, "");
    EXPECT_EQ(frame.count(FieldId::GreRouting), 2U);
    EXPECT_EQ(frame.value(FieldId::GreRoutingBytes), hex("c0 00 02 09"));
    EXPECT_EQ(frame.facts.kind, PacketKind::Tcp);
}

TEST(DecodeGre, RoutingEntryBeyondThePacket)
{
    const Decoded frame = decodeGre(hex("40 00 08 00 00 00 00 00 08 00 00 40 c0 00"));
    EXPECT_EQ(frame.wrong, "");
    ASSERT_NE(frame.issue(IssueCode::LengthTooLarge), nullptr);
    EXPECT_EQ(frame.issue(IssueCode::LengthTooLarge)->expected, 2U);
    EXPECT_EQ(frame.facts.kind, PacketKind::None);
}

TEST(DecodeGre, UnknownVersionIsData)
{
    const Decoded frame = decodeGre(hex("00 02 08 00") + kTcpPacket);
    EXPECT_EQ(frame.wrong, "");
    EXPECT_EQ(frame.value(FieldId::Payload), kTcpPacket);
}

TEST(DecodeErspan, SequenceNumberTellsWhetherThereIsAHeader)
{
    const Bytes inner = ethernet("0800") + kTcpPacket;
    const Decoded second = decodeGre(hex("10 00 88 be 00 00 00 01 10 0a 60 64 00 00 00 03") + inner);
    EXPECT_EQ(second.wrong, "");
    EXPECT_EQ(second.number(FieldId::ErspanVlan), 10U);
    EXPECT_EQ(second.number(FieldId::ErspanCos), 3U);
    EXPECT_EQ(second.number(FieldId::ErspanSession), 100U);
    EXPECT_EQ(second.number(FieldId::ErspanIndex), 3U);
    EXPECT_EQ(second.facts.kind, PacketKind::Tcp);
    const Decoded first = decodeGre(hex("00 00 88 be") + inner);
    EXPECT_EQ(first.wrong, "");
    EXPECT_FALSE(first.has(FieldId::ErspanVersion));
    EXPECT_EQ(first.facts.kind, PacketKind::Tcp);
}

} // namespace
} // namespace mqttscope::test
