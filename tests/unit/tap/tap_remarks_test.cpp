// SPDX-License-Identifier: GPL-3.0-or-later
// Decisions of the broker stand on the frames of the packets that they concern.
#include "tests/support/program.h"
#include "tests/unit/tap/tapped.h"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <map>

namespace mqttscope::broker::test {
namespace {

using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;

/// Direction, first byte and comment of every frame that has a comment.
std::vector<std::string> remarksOf(const std::vector<Seen>& frames)
{
    std::vector<std::string> all;
    for (const Seen& frame : frames) {
        if (frame.comment.empty())
            continue;
        const std::uint16_t client = frame.sourcePort == 1883 ? frame.destinationPort : frame.sourcePort;
        const std::string what = !frame.payload.empty()           ? fmt::format("{:02x}", frame.payload[0])
                                 : (frame.flags & net::kFin) != 0 ? "FIN"
                                                                  : "RST";
        all.push_back(fmt::format("{}{} {}: {}", frame.sourcePort == 1883 ? '<' : '>', client - 40'000, what,
                                  frame.comment));
    }
    return all;
}

TEST(TapRemarks, APublishSaysWhoGetsItAndWhoDoesNot)
{
    TappedBroker tapped;
    for (ConnectionId id = 1; id <= 3; ++id) {
        tapped.open(id);
        tapped.send(id, connect311(std::string(1, static_cast<char>('a' + id - 1))));
    }
    tapped.send(2, subscribe311(1, "room/#", 1));
    const std::size_t before = remarksOf(tapped.frames()).size();
    tapped.send(1, publish311("room/temp", "21.5", 1, 9));
    tapped.send(2, {0x40, 0x02, 0x00, 0x01});
    auto remarks = remarksOf(tapped.frames());
    remarks.erase(remarks.begin(), remarks.begin() + static_cast<std::ptrdiff_t>(before));
    EXPECT_THAT(remarks, ElementsAre(">1 32: accepted client=a topic=room/temp qos=1 message=1 sessions=1\n"
                                     "not-subscribed client=a topic=room/temp qos=1 message=1\n"
                                     "not-subscribed client=c topic=room/temp qos=1 message=1",
                                     "<2 32: sent client=b topic=room/temp id=1 qos=1 message=1 bytes=19",
                                     ">2 40: completed client=b topic=room/temp id=1 qos=1 message=1"));
}

TEST(TapRemarks, ASessionSaysHowItBeganAndEnded)
{
    TappedBroker tapped;
    tapped.open(1);
    tapped.send(1, connect311("a", false));
    tapped.send(1, {0xe0, 0x00});
    tapped.open(2);
    tapped.send(2, connect311("a", false));
    tapped.end(2, TapEnd::Rst);
    EXPECT_THAT(remarksOf(tapped.frames()),
                ElementsAre(">1 10: session-created client=a\nconnect-accepted client=a session-present=0",
                            ">1 e0: client-disconnected client=a\nsession-kept client=a seconds=4294967295",
                            ">2 10: session-resumed client=a waiting=0\nconnect-accepted client=a "
                            "session-present=1",
                            ">2 RST: connection-lost client=a reset=1\nsession-kept client=a "
                            "seconds=4294967295"));
}

TEST(TapRemarks, PacketsOfOneSegmentAreToldApart)
{
    TappedBroker tapped;
    tapped.open(1);
    tapped.open(2);
    tapped.send(2, connect311("b") + subscribe311(1, "x", 0) + subscribe311(2, "y", 0));
    tapped.send(1, connect311("a") + publish311("x", "1") + publish311("x", "2") + publish311("z", "3"));
    const auto remarks = remarksOf(tapped.frames());
    ASSERT_EQ(remarks.size(), 3U);
    EXPECT_THAT(remarks[0], AllOf(HasSubstr("connect-accepted"), HasSubstr("subscribed client=b topic=x"),
                                  HasSubstr("subscribed client=b topic=y")));
    EXPECT_THAT(remarks[1],
                AllOf(HasSubstr("topic=x qos=0 message=1 sessions=1"), HasSubstr("message=2 sessions=1"),
                      HasSubstr("nobody-subscribed"), HasSubstr("message=3")));
    EXPECT_THAT(remarks[2], AllOf(HasSubstr("sent client=b topic=x qos=0 message=1"),
                                  HasSubstr("sent client=b topic=x qos=0 message=2")));
}

TEST(TapRemarks, PacketsOfOneTurnInSeveralSegmentsAreToldApart)
{
    TapOptions options;
    options.mss = 12 + 19; // one PUBLISH in each segment
    TappedBroker tapped({}, options);
    tapped.open(1);
    tapped.send(1, connect311("a"));
    const std::size_t before = remarksOf(tapped.frames()).size();
    tapped.send(1, publish311("room/temp", "20.5.", 0) + publish311("room/temp", "21.55", 0));
    auto remarks = remarksOf(tapped.frames());
    ASSERT_EQ(remarks.size(), before + 2);
    EXPECT_THAT(remarks[before], HasSubstr("message=1"));
    EXPECT_THAT(remarks[before + 1], HasSubstr("message=2"));
}

TEST(TapRemarks, ClientsOfOneTurnAreToldApart)
{
    TappedBroker tapped;
    tapped.open(1);
    tapped.open(2);
    tapped.sendTogether({{1, connect311("a")}, {2, connect311("b")}});
    tapped.sendTogether({{1, publish311("t", "1")}, {2, publish311("t", "1")}});
    const auto remarks = remarksOf(tapped.frames());
    ASSERT_EQ(remarks.size(), 4U);
    EXPECT_THAT(remarks[0], AllOf(HasSubstr("client=a"), Not(HasSubstr("client=b"))));
    EXPECT_THAT(remarks[1], AllOf(HasSubstr("client=b"), Not(HasSubstr("client=a"))));
    EXPECT_THAT(remarks[2], HasSubstr("nobody-subscribed client=a"));
    EXPECT_THAT(remarks[3], HasSubstr("nobody-subscribed client=b"));
}

TEST(TapRemarks, QoS2IsHeldAtPublishAndHandedOnAtPubrel)
{
    TappedBroker tapped;
    tapped.open(1);
    tapped.send(1, connect311("a") + subscribe311(1, "t", 0));
    const std::size_t before = remarksOf(tapped.frames()).size();
    tapped.send(1, publish311("t", "1", 2, 5));
    tapped.send(1, {0x62, 0x02, 0x00, 0x05});
    auto remarks = remarksOf(tapped.frames());
    remarks.erase(remarks.begin(), remarks.begin() + static_cast<std::ptrdiff_t>(before));
    EXPECT_THAT(remarks, ElementsAre(">1 34: held-for-pubrel client=a topic=t id=5 qos=2 message=1",
                                     ">1 62: accepted client=a topic=t qos=2 message=1 sessions=1",
                                     "<1 70: sent client=a topic=t qos=0 published-qos=2 message=1 bytes=6"));
}

TEST(TapRemarks, ARefusalNamesTheRuleAndTheByte)
{
    TappedBroker tapped;
    tapped.open(1);
    tapped.send(1, connect311("a"));
    tapped.send(1, publish311("t/+", "1"));
    const auto remarks = remarksOf(tapped.frames());
    ASSERT_EQ(remarks.size(), 3U);
    EXPECT_THAT(remarks[1], AllOf(HasSubstr(">1 30: disconnected client=a"), HasSubstr("rule=MQTT-3.3.2-2"),
                                  HasSubstr("field=mqtt.topic byte=")));
    EXPECT_EQ(remarks[2], "<1 FIN: session-ended client=a waiting=0");
}

TEST(TapRemarks, ASilentClientIsClosedAtTheFinOfTheBroker)
{
    TappedBroker tapped;
    tapped.open(1);
    tapped.send(1, connect311("a", true, 2));
    tapped.pass(3 * kSecond);
    const auto remarks = remarksOf(tapped.frames());
    ASSERT_EQ(remarks.size(), 2U);
    EXPECT_THAT(remarks[1],
                AllOf(HasSubstr("<1 FIN: "), HasSubstr("keep-alive-expired client=a milliseconds=3"),
                      HasSubstr("session-ended client=a")));
}

TEST(TapRemarks, AWillStandsWhereTheConnectionEnds)
{
    TappedBroker tapped;
    tapped.open(1);
    tapped.open(2);
    tapped.send(2, connect311("b") + subscribe311(1, "w", 0));
    const Bytes connect = {0x10, 0x13, 0x00, 0x04, 'M',  'Q',  'T', 'T',  0x04, 0x06, 0x00,
                           0x3c, 0x00, 0x01, 'a',  0x00, 0x01, 'w', 0x00, 0x01, '!'};
    tapped.send(1, connect);
    const std::size_t before = remarksOf(tapped.frames()).size();
    tapped.end(1, TapEnd::Rst);
    auto remarks = remarksOf(tapped.frames());
    ASSERT_EQ(remarks.size(), before + 2);
    EXPECT_THAT(remarks[before], AllOf(HasSubstr(">1 RST: connection-lost"), HasSubstr("will-published"),
                                       HasSubstr("accepted client=a topic=w")));
    EXPECT_THAT(remarks[before + 1], HasSubstr("<2 30: sent client=b topic=w"));
}

TEST(TapRemarks, WhatHappenedWhileAClientWasAwayStandsAtItsReturn)
{
    Options options;
    options.capabilities.sessionExpiryBefore5 = 10;
    TappedBroker tapped(options);
    tapped.open(1);
    tapped.send(1, connect311("a", false));
    tapped.end(1, TapEnd::Rst);
    tapped.pass(10 * kSecond);
    EXPECT_EQ(tapped.tap->unplaced(), 1U);
    tapped.pass(5 * kSecond);
    tapped.open(2);
    tapped.send(2, connect311("a", false));
    EXPECT_EQ(tapped.tap->unplaced(), 0U);
    EXPECT_THAT(remarksOf(tapped.frames()).back(),
                HasSubstr(">2 10: session-expired client=a waiting=0 seconds-before=5.000"));
}

TEST(TapRemarks, AFaultStandsAtItsPacketOrAtTheCauseOfALostOne)
{
    FaultInjector faults(parseFaultPlan("drop from=broker type=PUBACK\ndrop from=client type=PINGREQ").plan);
    TappedBroker tapped;
    tapped.open(1);
    tapped.send(1, connect311("a"));
    faults.opened(1);
    Effects passed;
    Effects wanted;
    const std::size_t start = wanted.buffer().size();
    for (const std::uint8_t byte : Bytes{0x40, 0x02, 0x00, 0x07})
        wanted.buffer().push_back(byte);
    wanted.send(1, start);
    tapped.tap->carried(1, TapSide::Client, publish311("t", "1", 1, 7), tapped.now);
    faults.outgoing(wanted, tapped.now, passed);
    tapped.tap->faulted(faults);
    tapped.tap->carried(1, TapSide::Client, Bytes{0xc0, 0x00}, tapped.now);
    faults.incoming(1, Bytes{0xc0, 0x00}, tapped.now, passed, passed);
    tapped.tap->faulted(faults);
    ASSERT_TRUE(tapped.tap->turn(tapped.now).has_value());
    const auto remarks = remarksOf(tapped.frames());
    ASSERT_EQ(remarks.size(), 3U);
    EXPECT_EQ(remarks[1], ">1 32: fault rule=1 from=broker type=PUBACK id=7");
    EXPECT_EQ(remarks[2], ">1 c0: fault rule=2 from=client type=PINGREQ");
}

TEST(TapRemarks, WordsComeFromTheOwner)
{
    TapOptions options;
    options.decisionWords = [](const DecisionRecord& record, Nanoseconds) {
        return record.code == mqtt::Decision::ConnectAccepted ? std::string("accept\xc3\xa9") : std::string();
    };
    TappedBroker tapped({}, options);
    tapped.open(1);
    tapped.send(1, connect311("a"));
    EXPECT_THAT(remarksOf(tapped.frames()), ElementsAre(">1 10: accept\xc3\xa9"));
}

TEST(TapRemarks, SomeRemarksOnOneFrameAndTheOthersCounted)
{
    Options options;
    options.limits.unmatchedSessions = 1000;
    TappedBroker tapped(options);
    for (ConnectionId id = 1; id <= Tap::kMaxRemarks + 10; ++id) {
        tapped.open(id);
        tapped.send(id, connect311("c" + std::to_string(id)));
    }
    tapped.send(1, publish311("t", "1"));
    const std::string last = remarksOf(tapped.frames()).back();
    EXPECT_EQ(static_cast<std::size_t>(std::count(last.begin(), last.end(), '\n')), Tap::kMaxRemarks);
    EXPECT_THAT(last, HasSubstr("\n(+11)"));
}

TEST(TapRemarks, OverwrittenDecisionsAreCounted)
{
    Options options;
    options.limits.decisions = 1; // CONNECT makes two
    TappedBroker tapped(options);
    tapped.open(1);
    tapped.send(1, connect311("a"));
    EXPECT_EQ(tapped.tap->unplaced(), 1U);
}

TEST(TapRemarks, DecisionsWithoutAClientThatComesBackAreBounded)
{
    TapRemarks remarks([](std::uint64_t, const TapRemark&) { ADD_FAILURE() << "there is no frame"; });
    DecisionRecord record;
    record.code = mqtt::Decision::SessionExpired;
    for (std::size_t i = 0; i < TapRemarks::kMaxWaiting + 5; ++i)
        remarks.decided(record);
    EXPECT_EQ(remarks.unplaced(), TapRemarks::kMaxWaiting + 5);
}

/// Frames and the remarks that were put there.
struct Placed {
    std::map<std::uint64_t, std::size_t> count;
    TapRemarks remarks{[this](std::uint64_t frame, const TapRemark&) { ++count[frame]; }};
};

TEST(TapRemarks, PacketsBeyondTheLimitAreStillTheCauseOfWhatFollows)
{
    Placed placed;
    placed.remarks.opened(1, 1);
    PeekedPacket packet{mqtt::PacketType::Publish, 0, 0, "t"};
    for (std::size_t i = 0; i < TapRemarks::kMaxPackets + 3; ++i)
        placed.remarks.packet(1, TapSide::Client, packet, i);
    DecisionRecord record;
    record.connection = 1;
    record.code = mqtt::Decision::Unsubscribed; // of a packet that is not to be found
    placed.remarks.decided(record);
    EXPECT_EQ(placed.count, (std::map<std::uint64_t, std::size_t>{{TapRemarks::kMaxPackets + 2, 1}}));
}

TEST(TapRemarks, RemarksBeyondTheLimitGoToTheCauseAtOnce)
{
    Placed placed;
    placed.remarks.opened(1, 1);
    placed.remarks.packet(1, TapSide::Client, {mqtt::PacketType::Subscribe, 0, 1, "t"}, 5);
    DecisionRecord record;
    record.connection = 1;
    record.code = mqtt::Decision::Sent;
    record.packetId = 9;
    for (std::size_t i = 0; i < TapRemarks::kMaxWaiting + 2; ++i)
        placed.remarks.decided(record);
    EXPECT_EQ(placed.count, (std::map<std::uint64_t, std::size_t>{{5, 2}}));
    placed.remarks.packet(1, TapSide::Broker, {mqtt::PacketType::Publish, 1, 9, "t"}, 6);
    EXPECT_EQ(placed.count[6], 1U);
    placed.remarks.endOfTurn();
    EXPECT_EQ(placed.count[5], TapRemarks::kMaxWaiting + 1);
}

TEST(TapRemarks, TsharkReadsThem)
{
    if (const std::string why = mqttscope::test::whyNoTshark(); !why.empty())
        GTEST_SKIP() << why;
    TappedBroker tapped;
    tapped.open(1);
    tapped.send(1, connect311("a"));
    EXPECT_EQ(faultsByTshark(tapped.file.bytes()), "");
    const std::filesystem::path path = std::filesystem::path(::testing::TempDir()) / "tap-comments.pcapng";
    std::ofstream(path, std::ios::binary)
        .write(reinterpret_cast<const char*>(tapped.file.bytes().data()), // NOLINT(*-reinterpret-cast)
               static_cast<std::streamsize>(tapped.file.bytes().size()));
    const auto result = mqttscope::test::runShell(mqttscope::test::commandOf(
        {"tshark", "-n", "-r", path.string(), "-Y", "frame.comment contains \"connect-accepted\"", "-T",
         "fields", "-e", "mqtt.clientid"}));
    EXPECT_EQ(result.output, "a\n");
    std::filesystem::remove(path);
}

} // namespace
} // namespace mqttscope::broker::test
