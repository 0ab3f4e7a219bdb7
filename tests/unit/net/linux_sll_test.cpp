// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/decoded_frame.h"
#include "tests/unit/net/literal_packets.h"

#include <gtest/gtest.h>

namespace mqttscope::test {
namespace {

using field::FieldId;
using net::LinkType;
using net::PacketKind;

const Bytes kSll = hex("00 04"             // sent by us
                       "00 01"             // ARPHRD_ETHER
                       "00 06"             // address length
                       "02 00 00 00 00 01" // address
                       "00 00"             // unused
                       "08 00");           // IPv4

const Bytes kSll2 = hex("08 00"             // IPv4
                        "00 00"             // reserved
                        "00 00 00 03"       // interface
                        "00 01"             // ARPHRD_ETHER
                        "04"                // sent by us
                        "06"                // address length
                        "02 00 00 00 00 01" // address
                        "00 00");           // unused

TEST(DecodeLinuxSll, NamesEveryField)
{
    const Decoded frame = decode(LinkType::LinuxSll, kSll + kTcpPacket);
    EXPECT_EQ(frame.wrong, "");
    EXPECT_EQ(frame.number(FieldId::SllPktType), 4U);
    EXPECT_EQ(frame.number(FieldId::SllHaType), 1U);
    EXPECT_EQ(frame.number(FieldId::SllHaLen), 6U);
    EXPECT_EQ(frame.value(FieldId::SllSrcEth), hex("02 00 00 00 00 01"));
    EXPECT_EQ(frame.value(FieldId::SllUnused), hex("00 00"));
    EXPECT_EQ(frame.number(FieldId::SllEtype), 0x0800U);
    EXPECT_EQ(frame.facts.kind, PacketKind::Tcp);
    EXPECT_EQ(frame.facts.tcp.payloadOffset, 56U);
    EXPECT_TRUE(frame.log.empty());
}

TEST(DecodeLinuxSll, AddressOfOtherLengthIsBytes)
{
    Bytes header = kSll;
    header[5] = 4;
    const Decoded frame = decode(LinkType::LinuxSll, header + kTcpPacket);
    EXPECT_EQ(frame.wrong, "");
    EXPECT_EQ(frame.value(FieldId::SllSrcOther), hex("02 00 00 00"));
    EXPECT_EQ(frame.value(FieldId::SllUnused), hex("00 01 00 00"));
    EXPECT_EQ(frame.facts.kind, PacketKind::Tcp);
}

TEST(DecodeLinuxSll, AddressLongerThanItsRoomIsCutToEight)
{
    Bytes header = kSll;
    header[5] = 20;
    const Decoded frame = decode(LinkType::LinuxSll, header + kTcpPacket);
    EXPECT_EQ(frame.wrong, "");
    EXPECT_EQ(frame.value(FieldId::SllSrcOther).size(), 8U);
    EXPECT_FALSE(frame.has(FieldId::SllUnused));
    EXPECT_EQ(frame.facts.kind, PacketKind::Tcp);
}

TEST(DecodeLinuxSll, AddressOfLengthZeroIsUnused)
{
    Bytes header = kSll;
    header[5] = 0;
    const Decoded frame = decode(LinkType::LinuxSll, header + kTcpPacket);
    EXPECT_EQ(frame.wrong, "");
    EXPECT_FALSE(frame.has(FieldId::SllSrcOther));
    EXPECT_EQ(frame.value(FieldId::SllUnused).size(), 8U);
}

TEST(DecodeLinuxSll, NetlinkHasNoEtherType)
{
    Bytes header = kSll;
    header[2] = 0x03;
    header[3] = 0x38; // ARPHRD_NETLINK, 824
    const Decoded frame = decode(LinkType::LinuxSll, header + kTcpPacket);
    EXPECT_EQ(frame.wrong, "");
    EXPECT_EQ(frame.value(FieldId::Payload), kTcpPacket);
    EXPECT_EQ(frame.facts.kind, PacketKind::Other);
}

TEST(DecodeLinuxSll, BytesBehindThePacketAreTrailer)
{
    const Decoded frame = decode(LinkType::LinuxSll, kSll + kTcpAck + hex("00 00 00"));
    EXPECT_EQ(frame.wrong, "");
    EXPECT_EQ(frame.value(FieldId::SllTrailer), hex("00 00 00"));
    EXPECT_EQ(frame.facts.tcp.payloadLength, 0U);
}

TEST(DecodeLinuxSll2, NamesEveryField)
{
    const Decoded frame = decode(LinkType::LinuxSll2, kSll2 + kTcpPacket);
    EXPECT_EQ(frame.wrong, "");
    EXPECT_EQ(frame.number(FieldId::SllEtype), 0x0800U);
    EXPECT_EQ(frame.number(FieldId::SllIfIndex), 3U);
    EXPECT_EQ(frame.number(FieldId::SllHaType), 1U);
    EXPECT_EQ(frame.number(FieldId::SllPktType), 4U);
    EXPECT_EQ(frame.number(FieldId::SllHaLen), 6U);
    EXPECT_EQ(frame.value(FieldId::SllSrcEth), hex("02 00 00 00 00 01"));
    EXPECT_EQ(frame.value(FieldId::SllReserved), hex("00 00"));
    EXPECT_EQ(frame.value(FieldId::SllUnused), hex("00 00"));
    EXPECT_EQ(frame.facts.tcp.payloadOffset, 60U);
}

TEST(DecodeLinuxSll2, VlanTagMayFollow)
{
    Bytes header = kSll2;
    header[0] = 0x81;
    const Decoded frame = decode(LinkType::LinuxSll2, header + hex("00 05 08 00") + kTcpPacket);
    EXPECT_EQ(frame.wrong, "");
    EXPECT_EQ(frame.number(FieldId::VlanId), 5U);
    EXPECT_EQ(frame.facts.kind, PacketKind::Tcp);
}

} // namespace
} // namespace mqttscope::test
