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

TEST(DecodeArp, NamesEveryFieldOfARequest)
{
    const Decoded frame = decode(LinkType::Ethernet, ethernet("0806") + hex("00 01"             // Ethernet
                                                                            "08 00"             // IPv4
                                                                            "06 04"             // lengths
                                                                            "00 01"             // request
                                                                            "02 00 00 00 00 01" // sender
                                                                            "c0 00 02 01"
                                                                            "00 00 00 00 00 00" // target
                                                                            "c0 00 02 02"));
    EXPECT_EQ(frame.wrong, "");
    EXPECT_TRUE(frame.log.empty());
    EXPECT_EQ(frame.number(FieldId::ArpHardware), 1U);
    EXPECT_EQ(frame.number(FieldId::ArpProtocol), 0x0800U);
    EXPECT_EQ(frame.number(FieldId::ArpOpcode), 1U);
    EXPECT_EQ(frame.value(FieldId::ArpSenderMac), hex("02 00 00 00 00 01"));
    EXPECT_EQ(frame.value(FieldId::ArpSenderIp), hex("c0 00 02 01"));
    EXPECT_EQ(frame.value(FieldId::ArpTargetIp), hex("c0 00 02 02"));
    EXPECT_EQ(frame.facts.kind, PacketKind::Other);
}

TEST(DecodeArp, OtherAddressesAreBytes)
{
    const Decoded frame = decode(
        LinkType::Ethernet, ethernet("0806") + hex("00 06 80 9b 02 03 00 02 11 22 31 32 33 00 00 41 42 43"));
    EXPECT_EQ(frame.wrong, "");
    EXPECT_EQ(frame.value(FieldId::ArpSenderHardware), hex("11 22"));
    EXPECT_EQ(frame.value(FieldId::ArpTargetProtocol), hex("41 42 43"));
    EXPECT_FALSE(frame.has(FieldId::ArpSenderIp));
}

TEST(DecodeArp, AddressesBeyondTheFrame)
{
    const Decoded frame = decode(LinkType::Ethernet, ethernet("0806") + hex("00 01 08 00 ff 04 00 01 02 00"));
    EXPECT_EQ(frame.wrong, "");
    EXPECT_NE(frame.issue(IssueCode::FieldPastEnd), nullptr);
    EXPECT_EQ(frame.value(FieldId::Undecoded), hex("02 00"));
}

} // namespace
} // namespace mqttscope::test
