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

const Bytes kSnapIp = hex("aa aa 03 00 00 00 08 00");
const Bytes kAddresses = hex("02 00 00 00 00 ff"   // address 1
                             "02 00 00 00 00 01"   // address 2
                             "02 00 00 00 00 02"); // address 3

/// A data frame with these first two bytes, `more` behind Sequence Control.
Bytes dataFrame(const Bytes& control, const Bytes& more, const Bytes& body)
{
    return control + hex("2c 00") + kAddresses + hex("50 00") + more + body;
}

TEST(DecodeIeee80211, DataToTheDistributionSystem)
{
    const Decoded frame = decode(LinkType::Ieee80211, dataFrame(hex("08 01"), {}, kSnapIp + kTcpPacket));
    EXPECT_EQ(frame.wrong, "");
    EXPECT_TRUE(frame.log.empty());
    EXPECT_EQ(frame.number(FieldId::WlanFcType), 2U);
    EXPECT_EQ(frame.number(FieldId::WlanFcSubtype), 0U);
    EXPECT_EQ(frame.number(FieldId::WlanFcToDs), 1U);
    EXPECT_EQ(frame.number(FieldId::WlanTypeSubtype), 0x20U);
    EXPECT_EQ(frame.number(FieldId::WlanDuration), 44U);
    EXPECT_EQ(frame.value(FieldId::WlanRa), hex("02 00 00 00 00 ff"));
    EXPECT_TRUE(frame.has(FieldId::WlanBssidAgain));
    EXPECT_TRUE(frame.has(FieldId::WlanSaAgain));
    EXPECT_EQ(frame.value(FieldId::WlanDa), hex("02 00 00 00 00 02"));
    EXPECT_EQ(frame.number(FieldId::WlanSequence), 5U);
    EXPECT_EQ(frame.facts.kind, PacketKind::Tcp);
    EXPECT_EQ(frame.facts.tcp.payloadOffset, 24U + 8 + 40);
}

TEST(DecodeIeee80211, DataFromTheDistributionSystemAndInsideACell)
{
    const Decoded from = decode(LinkType::Ieee80211, dataFrame(hex("08 02"), {}, kSnapIp + kTcpPacket));
    EXPECT_EQ(from.wrong, "");
    EXPECT_EQ(from.value(FieldId::WlanSa), hex("02 00 00 00 00 02"));
    EXPECT_EQ(from.facts.kind, PacketKind::Tcp);
    const Decoded inside = decode(LinkType::Ieee80211, dataFrame(hex("08 00"), {}, kSnapIp + kTcpPacket));
    EXPECT_EQ(inside.wrong, "");
    EXPECT_EQ(inside.value(FieldId::WlanBssid), hex("02 00 00 00 00 02"));
    EXPECT_EQ(inside.facts.kind, PacketKind::Tcp);
}

TEST(DecodeIeee80211, FourAddressesQosAndHtControl)
{
    const Decoded frame = decode(LinkType::Ieee80211, dataFrame(hex("88 83"),
                                                                hex("02 00 00 00 00 03" // address 4
                                                                    "05 00"             // QoS Control: TID 5
                                                                    "01 02 03 04"),     // HT Control
                                                                kSnapIp + kTcpPacket));
    EXPECT_EQ(frame.wrong, "");
    EXPECT_TRUE(frame.log.empty());
    EXPECT_EQ(frame.value(FieldId::WlanSa), hex("02 00 00 00 00 03"));
    EXPECT_EQ(frame.number(FieldId::WlanQosTid), 5U);
    EXPECT_EQ(frame.number(FieldId::WlanQosPriority), 5U);
    EXPECT_EQ(frame.number(FieldId::WlanHtc), 0x04030201U);
    EXPECT_EQ(frame.facts.kind, PacketKind::Tcp);
}

TEST(DecodeIeee80211, OrderWithoutQosIsNoHtControl)
{
    const Decoded frame = decode(LinkType::Ieee80211, dataFrame(hex("08 81"), {}, kSnapIp + kTcpPacket));
    EXPECT_EQ(frame.wrong, "");
    EXPECT_FALSE(frame.has(FieldId::WlanHtc));
    EXPECT_EQ(frame.facts.kind, PacketKind::Tcp);
}

TEST(DecodeIeee80211, ProtectedFramesAreOpaque)
{
    const Decoded ccmp =
        decode(LinkType::Ieee80211, dataFrame(hex("08 41"), {}, hex("01 02 00 20 03 00 00 00 aa bb")));
    EXPECT_EQ(ccmp.wrong, "");
    EXPECT_EQ(ccmp.value(FieldId::WlanProtection), hex("01 02 00 20 03 00 00 00"));
    EXPECT_EQ(ccmp.value(FieldId::Payload), hex("aa bb"));
    EXPECT_EQ(ccmp.facts.kind, PacketKind::Other);
    const Decoded wep = decode(LinkType::Ieee80211, dataFrame(hex("08 41"), {}, hex("01 02 03 00 aa bb")));
    EXPECT_EQ(wep.value(FieldId::WlanProtection), hex("01 02 03 00"));
}

TEST(DecodeIeee80211, FragmentsAndNullFramesHaveNoPacket)
{
    const Decoded first = decode(LinkType::Ieee80211, dataFrame(hex("08 05"), {}, kSnapIp + kTcpPacket));
    EXPECT_EQ(first.wrong, "");
    EXPECT_EQ(first.facts.kind, PacketKind::Other);
    const Decoded null = decode(LinkType::Ieee80211, dataFrame(hex("48 01"), {}, {}));
    EXPECT_EQ(null.wrong, "");
    EXPECT_TRUE(null.log.empty());
    EXPECT_EQ(null.facts.kind, PacketKind::Other);
}

/// A frame inside a frame.
Bytes subframe(const Bytes& content)
{
    return hex("02 00 00 00 00 02 02 00 00 00 00 01") + word(content.size()) + content;
}

// IEEE 802.11 §9.3.2.2
TEST(DecodeIeee80211, OfAnAggregateTheFirstSegmentIsFollowed)
{
    Bytes other = kTcpPacket;
    other[21] = 0x51; // from port 50001
    const Bytes first = subframe(kSnapIp + kTcpPacket);
    const Decoded frame = decode(LinkType::Ieee80211, dataFrame(hex("88 01"), hex("80 00"),
                                                                first + Bytes((4 - first.size() % 4) % 4, 0) +
                                                                    subframe(kSnapIp + other)));
    EXPECT_EQ(frame.wrong, "");
    EXPECT_EQ(frame.count(FieldId::WlanSubframe), 2U);
    EXPECT_EQ(frame.count(FieldId::Tcp), 2U);
    EXPECT_FALSE(frame.has(FieldId::WlanDa)) << "the frames inside have addresses of their own";
    EXPECT_EQ(frame.facts.kind, PacketKind::Tcp);
    EXPECT_EQ(frame.facts.tcp.source.port, 50000);
}

TEST(DecodeIeee80211, SubframeBeyondTheFrameIsMalformed)
{
    Bytes sub = subframe(kSnapIp + kTcpPacket);
    sub[12] = 9;
    const Decoded frame = decode(LinkType::Ieee80211, dataFrame(hex("88 01"), hex("80 00"), sub));
    EXPECT_EQ(frame.wrong, "");
    EXPECT_NE(frame.issue(IssueCode::LengthTooLarge), nullptr);
    EXPECT_EQ(frame.facts.kind, PacketKind::Tcp);
}

TEST(DecodeIeee80211, ManagementAndControl)
{
    const Decoded beacon =
        decode(LinkType::Ieee80211, hex("80 00 00 00") + kAddresses + hex("10 00 01 02 03"));
    EXPECT_EQ(beacon.wrong, "");
    EXPECT_TRUE(beacon.log.empty());
    EXPECT_EQ(beacon.number(FieldId::WlanTypeSubtype), 8U);
    EXPECT_EQ(beacon.value(FieldId::WlanBody), hex("01 02 03"));
    const Decoded ack = decode(LinkType::Ieee80211, hex("d4 00 00 00 02 00 00 00 00 01"));
    EXPECT_EQ(ack.wrong, "");
    EXPECT_TRUE(ack.log.empty());
    EXPECT_FALSE(ack.has(FieldId::WlanTa));
    const Decoded rts = decode(LinkType::Ieee80211, hex("b4 00 64 00 02 00 00 00 00 01 02 00 00 00 00 02"));
    EXPECT_EQ(rts.wrong, "");
    EXPECT_EQ(rts.value(FieldId::WlanTa), hex("02 00 00 00 00 02"));
    const Decoded poll = decode(LinkType::Ieee80211, hex("a4 00 01 c0 02 00 00 00 00 ff 02 00 00 00 00 02"));
    EXPECT_EQ(poll.wrong, "");
    EXPECT_EQ(poll.number(FieldId::WlanAid), 0xc001U);
    EXPECT_TRUE(poll.has(FieldId::WlanBssidAgain));
}

} // namespace
} // namespace mqttscope::test
