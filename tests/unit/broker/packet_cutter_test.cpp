// SPDX-License-Identifier: GPL-3.0-or-later
#include "broker/core/packet_cutter.h"

#include <gtest/gtest.h>

#include <cstdint>
#include <vector>

namespace mqttscope::broker {
namespace {

using Bytes = std::vector<std::uint8_t>;
using Status = PacketCutter::Status;

const Bytes kPublish = {
    0x30,       // PUBLISH, QoS 0
    0x04,       // Remaining Length
    0x00, 0x01, // topic length
    't',        // topic
    'p',        // payload
};

TEST(PacketCutter, GivesWholePacketsWithoutCopying)
{
    Bytes two = kPublish;
    two.insert(two.end(), {0xc0, 0x00}); // PINGREQ
    PacketCutter cutter;
    ByteView bytes = two;
    const PacketCutter::Cut first = cutter.cut(bytes, 100);
    ASSERT_EQ(first.status, Status::Packet);
    EXPECT_EQ(first.packet.data(), two.data());
    EXPECT_EQ(first.packet.size(), 6U);
    const PacketCutter::Cut second = cutter.cut(bytes, 100);
    ASSERT_EQ(second.status, Status::Packet);
    EXPECT_EQ(second.packet.size(), 2U);
    EXPECT_EQ(cutter.cut(bytes, 100).status, Status::NeedMore);
    EXPECT_EQ(cutter.pending(), 0U);
}

// MQTT 3.1.1 §4.2: a stream of bytes has no seams.
TEST(PacketCutter, AnySegmentationGivesTheSamePackets)
{
    for (std::size_t cutAt = 0; cutAt <= kPublish.size(); ++cutAt) {
        PacketCutter cutter;
        ByteView head = ByteView(kPublish).first(cutAt);
        PacketCutter::Cut cut = cutter.cut(head, 100);
        if (cutAt < kPublish.size()) {
            EXPECT_EQ(cut.status, Status::NeedMore);
            ByteView tail = ByteView(kPublish).subspan(cutAt);
            cut = cutter.cut(tail, 100);
            EXPECT_TRUE(tail.empty());
        }
        ASSERT_EQ(cut.status, Status::Packet);
        EXPECT_EQ(Bytes(cut.packet.begin(), cut.packet.end()), kPublish);
    }
}

TEST(PacketCutter, ByteByByte)
{
    PacketCutter cutter;
    std::size_t packets = 0;
    for (int round = 0; round < 3; ++round) {
        for (const std::uint8_t byte : kPublish) {
            ByteView one{&byte, 1};
            packets += cutter.cut(one, 100).status == Status::Packet ? 1U : 0U;
        }
    }
    EXPECT_EQ(packets, 3U);
}

// MQTT5-§1.5.5-vbi-too-long
TEST(PacketCutter, FifthLengthByteIsFound)
{
    const Bytes bad = {0x30, 0x80, 0x80, 0x80, 0x80, 0x01};
    PacketCutter whole;
    ByteView bytes = bad;
    EXPECT_EQ(whole.cut(bytes, 1000).status, Status::BadLength);

    PacketCutter parts;
    for (std::size_t i = 0; i < 4; ++i) {
        ByteView one = ByteView(bad).subspan(i, 1);
        EXPECT_EQ(parts.cut(one, 1000).status, Status::NeedMore);
    }
    ByteView fourth = ByteView(bad).subspan(4, 1);
    EXPECT_EQ(parts.cut(fourth, 1000).status, Status::BadLength);
}

TEST(PacketCutter, ThePromisedLengthIsHeldAgainstTheLimitBeforeAnythingIsKept)
{
    const Bytes large = {0x30, 0xff, 0xff, 0xff, 0x7f, 0x00};
    PacketCutter cutter;
    ByteView bytes = large;
    const PacketCutter::Cut cut = cutter.cut(bytes, 1000);
    EXPECT_EQ(cut.status, Status::TooLarge);
    EXPECT_EQ(cut.header.packetLength(), 268'435'460U);
    EXPECT_EQ(cutter.pending(), 0U);
}

TEST(PacketCutter, MemoryGrowsWithWhatCameNotWithWhatWasPromised)
{
    const Bytes promise = {0x30, 0xff, 0xff, 0x7f, 0x00, 0x01};
    PacketCutter cutter;
    ByteView bytes = promise;
    EXPECT_EQ(cutter.cut(bytes, 10'000'000).status, Status::NeedMore);
    EXPECT_EQ(cutter.pending(), promise.size());
}

TEST(PacketCutter, TheRoomOfALargePacketIsGivenBack)
{
    constexpr std::size_t kSize = std::size_t{1} << 20;
    Bytes large{0x30, 0x80, 0x80, 0x40}; // PUBLISH of 4 + 2^20 bytes
    large.resize(large.size() + kSize);
    PacketCutter cutter;
    ByteView head = ByteView(large).first(large.size() - 1);
    EXPECT_EQ(cutter.cut(head, kSize * 2).status, Status::NeedMore);
    ByteView tail = ByteView(large).last(1);
    ASSERT_EQ(cutter.cut(tail, kSize * 2).status, Status::Packet);
    ASSERT_GE(cutter.room(), kSize);
    ByteView next = kPublish;
    EXPECT_EQ(cutter.cut(next, kSize * 2).status, Status::Packet);
    EXPECT_LT(cutter.room(), kSize / 16);
}

TEST(PacketCutter, APacketOfExactlyTheLimitPasses)
{
    PacketCutter cutter;
    ByteView bytes = kPublish;
    EXPECT_EQ(cutter.cut(bytes, 6).status, Status::Packet);
    PacketCutter smaller;
    bytes = kPublish;
    EXPECT_EQ(smaller.cut(bytes, 5).status, Status::TooLarge);
}

} // namespace
} // namespace mqttscope::broker
