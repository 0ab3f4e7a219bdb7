// SPDX-License-Identifier: GPL-3.0-or-later
// Variable Byte Integers at their edges, the framer in any segmentation, and what looks like MQTT.
#include "dissector/mqtt/framing.h"
#include "dissector/mqtt/vbi.h"
#include "tests/unit/mqtt/decoded.h"

#include <gtest/gtest.h>

#include <random>

namespace mqttscope::test {
namespace {

using field::ByteView;
using mqtt::FrameHeader;
using mqtt::Framer;
using mqtt::HeaderStatus;
using mqtt::peekHeader;
using mqtt::Plausible;
using mqtt::Vbi;

struct VbiCase {
    std::uint32_t value;
    Bytes bytes;
};

class VbiEdge : public testing::TestWithParam<VbiCase> {};

TEST_P(VbiEdge, IsWrittenShortestAndReadBack)
{
    const auto& [value, bytes] = GetParam();
    Bytes written;
    mqtt::appendVbi(written, value);
    EXPECT_EQ(written, bytes);
    EXPECT_EQ(mqtt::vbiLength(value), bytes.size());
    EXPECT_EQ(mqtt::readVbi(bytes), (Vbi{value, static_cast<std::uint32_t>(bytes.size())}));
    for (std::size_t size = 0; size < bytes.size(); ++size)
        EXPECT_FALSE(mqtt::readVbi(ByteView(bytes).first(size)).has_value());
}

TEST_P(VbiEdge, IsTheRemainingLengthOfAHeader)
{
    const auto& [value, bytes] = GetParam();
    Bytes header{0x30};
    header.insert(header.end(), bytes.begin(), bytes.end());
    const auto peek = peekHeader(header);
    EXPECT_EQ(peek.status, HeaderStatus::Complete);
    EXPECT_EQ(peek.header, (FrameHeader{0x30, static_cast<std::uint8_t>(header.size()), value}));
    EXPECT_EQ(peek.header.packetLength(), header.size() + value);
    for (std::size_t size = 0; size < header.size(); ++size)
        EXPECT_EQ(peekHeader(ByteView(header).first(size)).status, HeaderStatus::NeedMore);
}

// MQTT 5.0 Table 1-1, MQTT 3.1.1 Table 2.4.
INSTANTIATE_TEST_SUITE_P(Table, VbiEdge,
                         testing::Values(VbiCase{0, raw("\x00")}, VbiCase{1, raw("\x01")},
                                         VbiCase{127, raw("\x7f")}, VbiCase{128, raw("\x80\x01")},
                                         VbiCase{16'383, raw("\xff\x7f")},
                                         VbiCase{16'384, raw("\x80\x80\x01")},
                                         VbiCase{2'097'151, raw("\xff\xff\x7f")},
                                         VbiCase{2'097'152, raw("\x80\x80\x80\x01")},
                                         VbiCase{268'435'455, raw("\xff\xff\xff\x7f")}));

TEST(Vbi, LongerFormsThanNeededAreReadWithTheirLength)
{
    EXPECT_EQ(mqtt::readVbi(raw("\x80\x00")), (Vbi{0, 2}));
    EXPECT_EQ(mqtt::readVbi(raw("\xff\x80\x80\x00")), (Vbi{127, 4}));
}

TEST(Vbi, AFifthByteIsNotRead)
{
    EXPECT_FALSE(mqtt::readVbi(raw("\x80\x80\x80\x80\x01")).has_value());
    const auto peek = peekHeader(raw("\x30\xff\xff\xff\xff\x01"));
    EXPECT_EQ(peek.status, HeaderStatus::Malformed);
    EXPECT_EQ(peek.header.firstByte, 0x30);
    EXPECT_EQ(peek.header.headerLength, 5);
}

/// The packets of a stream: where each begins and ends.
std::vector<std::pair<std::size_t, std::size_t>> packetsOf(const Bytes& stream,
                                                           const std::vector<std::size_t>& cuts)
{
    std::vector<std::pair<std::size_t, std::size_t>> packets;
    Framer framer;
    std::size_t begin = 0;
    std::size_t at = 0;
    std::size_t from = 0;
    const auto feed = [&](ByteView piece) {
        while (!piece.empty()) {
            const std::size_t taken = framer.feed(piece);
            piece = piece.subspan(taken);
            at += taken;
            if (framer.state() == Framer::State::Complete) {
                packets.emplace_back(begin, at);
                begin = at;
                framer.next();
            }
            ASSERT_NE(framer.state(), Framer::State::Bad);
        }
    };
    for (const std::size_t cut : cuts) {
        feed(ByteView(stream).subspan(from, cut - from));
        from = cut;
    }
    feed(ByteView(stream).subspan(from));
    return packets;
}

TEST(Framer, AnySegmentationGivesTheSamePackets)
{
    Bytes stream;
    std::vector<std::pair<std::size_t, std::size_t>> expected;
    for (const std::uint32_t size : {0U, 2U, 127U, 128U, 20'000U, 0U, 300U}) {
        const std::size_t begin = stream.size();
        const Bytes packet = frame(0x30, Bytes(size, 0x80)); // bodies that look like length bytes
        stream.insert(stream.end(), packet.begin(), packet.end());
        expected.emplace_back(begin, stream.size());
    }
    EXPECT_EQ(packetsOf(stream, {}), expected);
    std::vector<std::size_t> everyByte;
    for (std::size_t at = 1; at < stream.size(); ++at)
        everyByte.push_back(at);
    EXPECT_EQ(packetsOf(stream, everyByte), expected);
    std::mt19937 random(7);
    for (int i = 0; i < 50; ++i) {
        std::vector<std::size_t> cuts;
        for (std::size_t at = 1 + random() % 400; at < stream.size(); at += 1 + random() % 400)
            cuts.push_back(at);
        EXPECT_EQ(packetsOf(stream, cuts), expected);
    }
}

TEST(Framer, TellsWhatItKnowsWhileItWaits)
{
    Framer framer;
    EXPECT_EQ(framer.feed(raw("\x32")), 1U);
    EXPECT_EQ(framer.state(), Framer::State::Header);
    EXPECT_EQ(framer.header().type(), PacketType::Publish);
    EXPECT_EQ(framer.feed(raw("\x81")), 1U);
    EXPECT_EQ(framer.state(), Framer::State::Header);
    EXPECT_EQ(framer.feed(raw("\x01xy")), 3U);
    EXPECT_EQ(framer.state(), Framer::State::Body);
    EXPECT_EQ(framer.header(), (FrameHeader{0x32, 3, 129}));
    EXPECT_EQ(framer.taken(), 5U);
    EXPECT_EQ(framer.missing(), 127U);
}

TEST(Framer, PassesOverAGapInsideABodyOnly)
{
    Framer framer;
    EXPECT_EQ(framer.skip(10), 0U) << "the length is not known yet";
    framer.feed(raw("\x30\x0a"));
    EXPECT_EQ(framer.skip(4), 4U);
    EXPECT_EQ(framer.missing(), 6U);
    EXPECT_EQ(framer.skip(1'000'000'000'000), 6U) << "a gap ends with the packet";
    EXPECT_EQ(framer.state(), Framer::State::Complete);
    EXPECT_EQ(framer.skip(1), 0U);
    EXPECT_EQ(framer.feed(raw("\x30")), 0U);
}

TEST(Framer, IsBadAtTheFourthContinuationBit)
{
    Framer framer;
    EXPECT_EQ(framer.feed(raw("\x30\x80\x80\x80\x80\x01")), 5U);
    EXPECT_EQ(framer.state(), Framer::State::Bad);
    EXPECT_EQ(framer.feed(raw("\x01")), 0U);
    framer.next();
    EXPECT_EQ(framer.feed(raw("\xc0\x00")), 2U);
    EXPECT_EQ(framer.state(), Framer::State::Complete);
}

TEST(PlausibleConnect, IsSeenByItsFirstBytesInAnyVersion)
{
    for (const Bytes& packet : {raw("\x10\x0d\x00\x04MQTT\x04\x02\x00\x3c\x00\x01k"),
                                raw("\x10\x0e\x00\x04MQTT\x05\x02\x00\x3c\x00\x00\x01k"),
                                raw("\x10\x0f\x00\x06MQIsdp\x03\x02\x00\x3c\x00\x01k"),
                                raw("\x10\x0d\x00\x04MQTT\x84\x02\x00\x3c\x00\x01k"),
                                raw("\x10\x0f\x00\x06MQIsdp\x83\x02\x00\x3c\x00\x01k")}) {
        EXPECT_EQ(mqtt::plausibleConnect(packet), Plausible::Yes);
        const std::size_t needed = packet[3] + 5U; // up to the level
        for (std::size_t size = 0; size < needed; ++size)
            EXPECT_EQ(mqtt::plausibleConnect(ByteView(packet).first(size)), Plausible::NeedMore) << size;
        EXPECT_EQ(mqtt::plausibleConnect(ByteView(packet).first(needed)), Plausible::Yes);
    }
}

TEST(PlausibleConnect, RefusesWhatIsNone)
{
    for (const Bytes& packet :
         {raw("\x11\x0d\x00\x04MQTT\x04"), raw("\x20\x02\x00\x00"), raw("\x10\x0d\x00\x04MQTS\x04"),
          raw("\x10\x0d\x00\x05MQTT"), raw("\x10\x0d\x00\x04MQTT\x03"), raw("\x10\x0d\x00\x04MQTT\x06"),
          raw("\x10\x0f\x00\x06MQIsdp\x04"), raw("\x10\x0b\x00\x04MQTT\x04"), raw("\x10\xff\xff\xff\xff"),
          raw("GET / HTTP/1.1"), raw("\x16\x03\x01"), raw("\x10\x0d\x00\x04MQTT\x00")})
        EXPECT_EQ(mqtt::plausibleConnect(packet), Plausible::No);
}

TEST(PlausibleHeader, KnowsFlagsLengthsAndDirections)
{
    const auto plausible = [](const Bytes& bytes, Version version, Direction direction) {
        return mqtt::plausibleHeader(bytes, version, direction);
    };
    EXPECT_EQ(plausible(raw("\x32\x10"), Version::V311, Direction::Unknown), Plausible::Yes);
    EXPECT_EQ(plausible(raw("\x36\x10"), Version::V311, Direction::Unknown), Plausible::No) << "QoS 3";
    EXPECT_EQ(plausible(raw("\x38\x10"), Version::V311, Direction::Unknown), Plausible::No)
        << "DUP with QoS 0";
    EXPECT_EQ(plausible(raw("\x40\x02"), Version::V311, Direction::Unknown), Plausible::Yes);
    EXPECT_EQ(plausible(raw("\x40\x03"), Version::V311, Direction::Unknown), Plausible::No);
    EXPECT_EQ(plausible(raw("\x40\x03"), Version::V50, Direction::Unknown), Plausible::Yes);
    EXPECT_EQ(plausible(raw("\x8a\x08"), Version::V31, Direction::Unknown), Plausible::Yes);
    EXPECT_EQ(plausible(raw("\x8a\x08"), Version::V311, Direction::Unknown), Plausible::No);
    EXPECT_EQ(plausible(raw("\xd0\x00"), Version::V311, Direction::ClientToServer), Plausible::No);
    EXPECT_EQ(plausible(raw("\xd0\x00"), Version::V311, Direction::ServerToClient), Plausible::Yes);
    EXPECT_EQ(plausible(raw("\xe0\x00"), Version::V311, Direction::ServerToClient), Plausible::No);
    EXPECT_EQ(plausible(raw("\xe0\x00"), Version::V50, Direction::ServerToClient), Plausible::Yes);
    EXPECT_EQ(plausible(raw("\xf0\x00"), Version::V311, Direction::Unknown), Plausible::No);
    EXPECT_EQ(plausible(raw("\xf0\x00"), Version::V50, Direction::Unknown), Plausible::Yes);
    EXPECT_EQ(plausible(raw("\x00\x00"), Version::V50, Direction::Unknown), Plausible::No);
    EXPECT_EQ(plausible(raw("\xc0"), Version::V50, Direction::Unknown), Plausible::NeedMore);
    EXPECT_EQ(plausible({}, Version::V50, Direction::Unknown), Plausible::NeedMore);
    EXPECT_EQ(plausible(raw("\x30\x80\x80\x80\x80"), Version::V50, Direction::Unknown), Plausible::No);
    EXPECT_EQ(mqtt::plausibleHeader(raw("\x30\xff\x7f"), Version::V50, Direction::Unknown, 16'386),
              Plausible::Yes);
    EXPECT_EQ(mqtt::plausibleHeader(raw("\x30\xff\x7f"), Version::V50, Direction::Unknown, 16'385),
              Plausible::No);
}

TEST(VersionOf, MasksTheBridgeBitOfTheTwoLevelsThatHaveIt)
{
    EXPECT_EQ(mqtt::versionOf(3), Version::V31);
    EXPECT_EQ(mqtt::versionOf(131), Version::V31);
    EXPECT_EQ(mqtt::versionOf(4), Version::V311);
    EXPECT_EQ(mqtt::versionOf(132), Version::V311);
    EXPECT_EQ(mqtt::versionOf(5), Version::V50);
    EXPECT_EQ(mqtt::versionOf(133), Version::Other);
    EXPECT_EQ(mqtt::versionOf(0), Version::Unknown);
    EXPECT_EQ(mqtt::versionOf(6), Version::Other);
    EXPECT_EQ(mqtt::versionOf(255), Version::Other);
}

} // namespace
} // namespace mqttscope::test
