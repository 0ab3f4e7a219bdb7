// SPDX-License-Identifier: GPL-3.0-or-later
// The TCP that the tap makes up.
#include "tests/support/program.h"
#include "tests/unit/tap/tapped.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <random>

namespace mqttscope::broker::test {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

const Bytes kConnack = {0x20, 0x02, 0x00, 0x00};
const Bytes kPingreq = {0xc0, 0x00};
const Bytes kPingresp = {0xd0, 0x00};

struct Wire {
    explicit Wire(TapOptions options = {})
    {
        if (options.startNs == 0)
            options.startNs = 1'700'000'000'000'000'000;
        tap = *Tap::over(file.sink(), std::move(options));
    }
    [[nodiscard]] std::vector<Seen> close(Nanoseconds now = 10 * kSecond) const
    {
        EXPECT_TRUE(tap->close(now).has_value());
        return framesOf(file.bytes());
    }
    void turn(Nanoseconds now) const { EXPECT_TRUE(tap->turn(now).has_value()); }

    MemoryFile file;
    std::unique_ptr<Tap> tap;
};

TEST(TapWire, AConnectionFromSynToFin)
{
    Wire wire;
    const Bytes connect = connect311("python1");
    wire.tap->opened(1, v4(21, 40'001), v4(10, 1883), 0);
    wire.turn(0);
    wire.tap->carried(1, TapSide::Client, connect, kMillisecond);
    wire.tap->carried(1, TapSide::Broker, kConnack, kMillisecond);
    wire.turn(kMillisecond);
    wire.tap->ended(1, TapSide::Client, TapEnd::Fin, kSecond);
    wire.tap->ended(1, TapSide::Broker, TapEnd::Fin, kSecond);
    wire.tap->closed(1);
    const auto frames = wire.close();
    EXPECT_THAT(flagsOf(frames), ElementsAre("> SYN", "< SYN ACK", "> ACK", "> PSH ACK 21", "< PSH ACK 4",
                                             "> ACK", "> FIN ACK", "< FIN ACK", "> ACK"));
    EXPECT_EQ(streamOf(frames, 40'001, 1883), connect);
    EXPECT_EQ(streamOf(frames, 1883, 40'001), kConnack);
    EXPECT_EQ(frames[1].acknowledgment, frames[0].sequence + 1);
    EXPECT_EQ(frames[2].acknowledgment, frames[1].sequence + 1);
    EXPECT_EQ(frames[4].acknowledgment, frames[3].sequence + 21) << "the answer acknowledges";
    EXPECT_EQ(frames[5].acknowledgment, frames[4].sequence + 4);
    EXPECT_EQ(frames[7].acknowledgment, frames[6].sequence + 1) << "FIN counts";
    EXPECT_EQ(frames[8].acknowledgment, frames[7].sequence + 1);
    for (std::size_t i = 1; i < frames.size(); ++i)
        EXPECT_GT(frames[i].timeNs, frames[i - 1].timeNs);
    EXPECT_EQ(frames[0].timeNs, 1'700'000'000'000'000'000);
    EXPECT_EQ(frames[6].timeNs, 1'700'000'001'000'000'000);
}

TEST(TapWire, TheClientAcknowledgesAfterOneRoundTrip)
{
    Wire wire;
    wire.tap->opened(1, v4(21, 40'001), v4(10, 1883), 0, 20 * kMillisecond);
    wire.turn(0);
    EXPECT_EQ(wire.tap->nextDeadline(), 20 * kMillisecond);
    wire.tap->carried(1, TapSide::Client, connect311("a"), 20 * kMillisecond);
    wire.tap->carried(1, TapSide::Broker, kConnack, 20 * kMillisecond);
    wire.turn(20 * kMillisecond);
    EXPECT_EQ(wire.tap->nextDeadline(), 40 * kMillisecond);
    wire.tap->carried(1, TapSide::Client, kPingreq, 30 * kMillisecond);
    wire.turn(30 * kMillisecond);
    wire.turn(40 * kMillisecond);
    const auto frames = wire.close();
    EXPECT_THAT(flagsOf(frames), ElementsAre("> SYN", "< SYN ACK", "> ACK", "> PSH ACK 15", "< PSH ACK 4",
                                             "> PSH ACK 2", "< ACK", "> ACK"));
    EXPECT_EQ(frames[5].acknowledgment, frames[1].sequence + 1) << "CONNACK is still on its way";
    EXPECT_EQ(frames[7].acknowledgment, frames[4].sequence + 4);
    EXPECT_EQ(frames[7].timeNs - frames[4].timeNs, 20 * kMillisecond - 2'000);
}

TEST(TapWire, DataIsCutAtTheMaximumSegmentSize)
{
    TapOptions options;
    options.mss = 100; // of which the timestamps take 12
    Wire wire(options);
    wire.tap->opened(1, v4(21, 40'001), v4(10, 1883), 0);
    Bytes long1(200, 0x41);
    wire.tap->carried(1, TapSide::Client, long1, 0);
    const auto frames = wire.close();
    EXPECT_THAT(flagsOf(frames),
                ElementsAre("> SYN", "< SYN ACK", "> ACK", "> ACK 88", "> ACK 88", "> PSH ACK 24", "< ACK"));
    EXPECT_EQ(streamOf(frames, 40'001, 1883), long1);
}

TEST(TapWire, ASegmentHasAtLeastOneByte)
{
    TapOptions options;
    options.mss = 1;
    Wire wire(options);
    wire.tap->opened(1, v4(21, 40'001), v4(10, 1883), 0);
    wire.tap->carried(1, TapSide::Client, kPingreq, 0);
    EXPECT_THAT(flagsOf(wire.close()),
                ElementsAre("> SYN", "< SYN ACK", "> ACK", "> ACK 1", "> PSH ACK 1", "< ACK"));
}

TEST(TapWire, ASilentReceiverAcknowledgesBeforeItsWindowIsFull)
{
    Wire wire;
    wire.tap->opened(1, v4(21, 40'001), v4(10, 1883), 0, kSecond);
    const Bytes much(300'000, 0x41);
    wire.tap->carried(1, TapSide::Broker, much, 2 * kSecond);
    const auto frames = wire.close();
    EXPECT_EQ(streamOf(frames, 1883, 40'001), much);
    std::uint32_t acknowledged = frames[1].sequence + 1;
    for (const Seen& frame : frames) {
        if (frame.sourcePort != 1883 && (frame.flags & net::kSyn) == 0)
            acknowledged = frame.acknowledgment;
        if (frame.sourcePort == 1883 && !frame.payload.empty()) {
            EXPECT_LE(frame.sequence + frame.payload.size() - acknowledged, TapLine::kMaxInFlight + 1460);
        }
    }
}

TEST(TapWire, HalfCloseLetsTheOtherSideSpeak)
{
    Wire wire;
    wire.tap->opened(1, v4(21, 40'001), v4(10, 1883), 0);
    wire.tap->ended(1, TapSide::Client, TapEnd::Fin, kMillisecond);
    wire.turn(kMillisecond);
    wire.tap->carried(1, TapSide::Broker, kPingresp, kSecond);
    wire.tap->carried(1, TapSide::Client, kPingreq, kSecond); // no longer
    wire.turn(kSecond);
    wire.tap->ended(1, TapSide::Broker, TapEnd::Fin, 2 * kSecond);
    EXPECT_EQ(wire.tap->strayBytes(), 2U);
    EXPECT_THAT(flagsOf(wire.close()), ElementsAre("> SYN", "< SYN ACK", "> ACK", "> FIN ACK", "< ACK",
                                                   "< PSH ACK 2", "> ACK", "< FIN ACK", "> ACK"));
}

TEST(TapWire, NothingFollowsAReset)
{
    Wire wire;
    wire.tap->opened(1, v4(21, 40'001), v4(10, 1883), 0);
    wire.tap->carried(1, TapSide::Client, connect311("a"), kMillisecond);
    wire.tap->ended(1, TapSide::Broker, TapEnd::Rst, kMillisecond);
    wire.tap->carried(1, TapSide::Client, kPingreq, kSecond);
    wire.tap->ended(1, TapSide::Client, TapEnd::Fin, kSecond);
    EXPECT_EQ(wire.tap->strayBytes(), 2U);
    EXPECT_THAT(flagsOf(wire.close()),
                ElementsAre("> SYN", "< SYN ACK", "> ACK", "> PSH ACK 15", "< RST ACK"));
}

TEST(TapWire, AddressesOfNetworkCardsAreLocallyAdministered)
{
    Wire wire;
    wire.tap->opened(1, v4(21, 40'001), v4(10, 1883), 0);
    const auto frames = wire.close();
    const std::array<std::uint8_t, 12> macs = {0x02, 0xb0, 192, 168, 1, 10, 0x02, 0xc0, 192, 168, 1, 21};
    EXPECT_EQ(frames[0].macs, macs);
}

TEST(TapWire, IPv6HasRightChecksumsToo)
{
    Wire wire;
    wire.tap->opened(1, v6(21, 40'001), v6(10, 1883), 0);
    wire.tap->carried(1, TapSide::Client, connect311("a"), 0); // an odd length
    const auto frames = wire.close();
    ASSERT_EQ(frames.size(), 5U);
    for (const Seen& frame : frames)
        EXPECT_TRUE(frame.ipv6 && frame.tcpGood);
}

TEST(TapWire, TheFileSaysThatItIsSynthesised)
{
    Wire wire;
    ASSERT_TRUE(wire.tap->close(0).has_value());
    const auto reader = *capture::CaptureReader::openMemory(wire.file.bytes());
    capture::FrameView frame;
    EXPECT_EQ(reader->next(frame), capture::ReadStatus::End);
    EXPECT_THAT(reader->sections().front().comment, HasSubstr("Synthesised by mqttscope, not captured"));
    EXPECT_THAT(reader->interfaces().front().description,
                HasSubstr("synthesised by mqttscope, not captured"));
    EXPECT_EQ(reader->interfaces().front().name, "mqttscope-tap");
}

TEST(TapWire, WhatATurnWroteCanBeReadBeforeTheNext)
{
    Wire wire;
    EXPECT_TRUE(framesOf(wire.file.bytes()).empty());
    wire.tap->opened(1, v4(21, 40'001), v4(10, 1883), 0);
    wire.turn(0);
    EXPECT_EQ(framesOf(wire.file.bytes()).size(), 3U);
    wire.tap->carried(1, TapSide::Client, kPingreq, kSecond);
    EXPECT_EQ(framesOf(wire.file.bytes()).size(), 3U);
    wire.turn(kSecond);
    EXPECT_EQ(framesOf(wire.file.bytes()).size(), 5U);
}

TEST(TapWire, AFullDiskIsToldAndNothingBreaks)
{
    Wire wire;
    wire.tap->opened(1, v4(21, 40'001), v4(10, 1883), 0);
    wire.turn(0);
    wire.file.fill();
    wire.tap->carried(1, TapSide::Client, kPingreq, kSecond);
    const auto told = wire.tap->turn(kSecond);
    ASSERT_FALSE(told.has_value());
    EXPECT_EQ(told.error().code, capture::FileError::Code::WriteFailed);
    EXPECT_EQ(told.error().systemError, ENOSPC);
    wire.tap->carried(1, TapSide::Client, kPingreq, 2 * kSecond);
    EXPECT_FALSE(wire.tap->turn(2 * kSecond).has_value()) << "told again";
    EXPECT_FALSE(wire.tap->close(2 * kSecond).has_value());
    EXPECT_EQ(framesOf(wire.file.bytes()).size(), 3U);
    EXPECT_FALSE(Tap::create("/nonexistent/x.pcapng", {}).has_value());
}

TEST(TapWire, APortMayBeUsedAgain)
{
    Wire wire;
    for (ConnectionId id = 1; id <= 2; ++id) {
        const Nanoseconds now = id * kSecond;
        wire.tap->opened(7, v4(21, 40'001), v4(10, 1883), now);
        wire.tap->carried(7, TapSide::Client, connect311("a"), now);
        wire.tap->ended(7, TapSide::Client, TapEnd::Fin, now);
        wire.tap->ended(7, TapSide::Broker, TapEnd::Fin, now);
        wire.tap->closed(7);
        wire.turn(now);
    }
    const auto frames = wire.close();
    ASSERT_EQ(frames.size(), 14U);
    EXPECT_NE(frames[0].sequence, frames[7].sequence);
    EXPECT_EQ(streamOf(frames, 40'001, 1883).size(), 30U);
}

TEST(TapWire, AHugeTurnIsWrittenBeforeItEnds)
{
    Wire wire;
    wire.tap->opened(1, v4(21, 40'001), v4(10, 1883), 0);
    const Bytes much(Tap::kMaxTurnBytes, 0x41);
    wire.tap->carried(1, TapSide::Client, much, 0);
    EXPECT_GT(wire.file.bytes().size(), much.size());
    EXPECT_EQ(streamOf(wire.close(), 40'001, 1883), much);
}

/// What is to be seen in the capture of one connection.
struct Truth {
    Bytes client;
    Bytes broker;
};

/// Many connections at once, random bytes in random pieces, both ways, to random ends.
std::vector<Truth> talkAtRandom(Tap& tap, std::uint32_t seed)
{
    std::mt19937 random(seed);
    const auto below = [&](std::uint32_t limit) { return static_cast<std::uint32_t>(random() % limit); };
    std::vector<Truth> truths(12);
    std::vector<bool> over(truths.size(), false);
    Nanoseconds now = 0;
    for (std::size_t i = 0; i < truths.size(); ++i) {
        const auto port = static_cast<std::uint16_t>(40'000 + i);
        const bool ipv6 = i % 3 == 0;
        tap.opened(static_cast<ConnectionId>(i), ipv6 ? v6(21, port) : v4(21, port),
                   ipv6 ? v6(10, 1883) : v4(10, 1883), now, i % 2 == 0 ? 0 : below(50) * kMillisecond);
        now += below(1'000'000);
    }
    for (int step = 0; step < 400; ++step) {
        const std::uint32_t i = below(static_cast<std::uint32_t>(truths.size()));
        const TapSide side = below(2) == 0 ? TapSide::Client : TapSide::Broker;
        if (below(4) != 0)
            now += below(60) * kMillisecond;
        if (over[i])
            continue;
        if (below(60) == 0) {
            tap.ended(i, side, below(2) == 0 ? TapEnd::Rst : TapEnd::Fin, now);
            tap.ended(i, otherSide(side), TapEnd::Fin, now);
            tap.closed(i);
            over[i] = true;
        } else {
            Bytes piece(below(8) == 0 ? below(40'000) : below(300));
            for (std::uint8_t& byte : piece)
                byte = static_cast<std::uint8_t>(random());
            tap.carried(i, side, piece, now);
            Bytes& stream = side == TapSide::Client ? truths[i].client : truths[i].broker;
            stream.insert(stream.end(), piece.begin(), piece.end());
        }
        if (below(3) == 0) {
            EXPECT_TRUE(tap.turn(now).has_value());
        }
    }
    EXPECT_TRUE(tap.close(now).has_value());
    return truths;
}

class TapWireAtRandom : public ::testing::TestWithParam<std::uint32_t> {};

TEST_P(TapWireAtRandom, EveryByteIsThereOnceAndAllNumbersFit)
{
    TapOptions options;
    options.mss = std::array<std::uint16_t, 4>{1460, 60, 536, 65'000}[GetParam() % 4];
    Wire wire(options);
    const std::vector<Truth> truths = talkAtRandom(*wire.tap, GetParam());
    const auto frames = framesOf(wire.file.bytes());
    for (std::size_t i = 0; i < truths.size(); ++i) {
        const auto port = static_cast<std::uint16_t>(40'000 + i);
        EXPECT_TRUE(streamOf(frames, port, 1883) == truths[i].client);
        EXPECT_TRUE(streamOf(frames, 1883, port) == truths[i].broker);
    }
    std::map<std::pair<std::uint16_t, std::uint16_t>, std::uint32_t> sent; // next sequence number
    for (const Seen& frame : frames) {
        EXPECT_TRUE(frame.ipGood && frame.tcpGood);
        EXPECT_LE(frame.payload.size() + kTapOptionBytes, options.mss);
        if ((frame.flags & net::kAck) != 0) {
            const std::uint32_t behind =
                sent[{frame.destinationPort, frame.sourcePort}] - frame.acknowledgment;
            EXPECT_LT(behind, 0x8000'0000) << "acknowledges what was not sent";
        }
        sent[{frame.sourcePort, frame.destinationPort}] =
            frame.sequence + static_cast<std::uint32_t>(frame.payload.size()) +
            ((frame.flags & (net::kSyn | net::kFin)) != 0 ? 1 : 0);
    }
    EXPECT_TRUE(std::is_sorted(frames.begin(), frames.end(),
                               [](const Seen& a, const Seen& b) { return a.timeNs < b.timeNs; }));
    if (const std::string why = mqttscope::test::whyNoTshark(); !why.empty())
        GTEST_SKIP() << why;
    EXPECT_EQ(faultsByTshark(wire.file.bytes(), false), "");
}

INSTANTIATE_TEST_SUITE_P(Seeds, TapWireAtRandom, ::testing::Range(1U, 9U));

} // namespace
} // namespace mqttscope::broker::test
