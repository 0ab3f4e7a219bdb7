// SPDX-License-Identifier: GPL-3.0-or-later
// The rows of a band: marks, what did not come, who got it, what was kept.
#include "tests/unit/ladder/ladder_capture.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace mqttscope::analysis::ladder {
namespace {

using session::test::ack;
using session::test::publish;
using session::test::Talk;
using session::test::Version;
using test::LadderCapture;
using test::sampleNamed;

const Row* rowOf(const Band& band, RowKind kind)
{
    const auto found =
        std::find_if(band.rows.begin(), band.rows.end(), [&](const Row& row) { return row.kind == kind; });
    return found != band.rows.end() ? &*found : nullptr;
}

const Strip* stripOf(const Band& band, Stored what, std::uint32_t hop)
{
    const auto found = std::find_if(band.strips.begin(), band.strips.end(), [&](const Strip& strip) {
        return strip.what == what && strip.hop == hop;
    });
    return found != band.strips.end() ? &*found : nullptr;
}

TEST(Band, TheAnswerThatDidNotComeStandsBeforeTheCut)
{
    const LadderCapture capture(sampleNamed("qos1-puback-perdu"));
    const Band band = capture.bandAt(16);
    const Row* missing = rowOf(band, RowKind::Missing);
    ASSERT_NE(missing, nullptr);
    EXPECT_EQ(missing->expected, mqtt::PacketType::Puback);
    EXPECT_EQ(missing->frame, 17U);
    EXPECT_TRUE(missing->has(kLost));
    EXPECT_EQ(capture.index->lanes()[missing->from].kind, Lane::Kind::Broker);
    const Row* cut = rowOf(band, RowKind::Cut);
    ASSERT_NE(cut, nullptr);
    EXPECT_EQ(cut->end, session::End::Reset);
    EXPECT_LT(missing, cut);
}

TEST(Band, ACopyIsTiedToItsOriginalAndToWhatTheBrokerMadeOfIt)
{
    const LadderCapture capture(sampleNamed("qos1-puback-perdu"));
    const Band band = capture.bandAt(16);
    const std::uint32_t first = LadderCapture::rowAt(band, 16);
    const std::uint32_t copy = LadderCapture::rowAt(band, 26);
    const std::uint32_t delivery = LadderCapture::rowAt(band, 28);
    EXPECT_TRUE(band.rows[copy].has(kDup) && band.rows[copy].has(kResent) &&
                band.rows[copy].has(kNewToBroker));
    EXPECT_TRUE(band.rows[delivery].has(kDuplicate));
    EXPECT_EQ(band.rows[delivery].delivery, 2);
    const auto has = [&](Thread::Kind kind, std::uint32_t from, std::uint32_t to) {
        return std::any_of(band.threads.begin(), band.threads.end(), [&](const Thread& thread) {
            return thread.kind == kind && thread.from == from && thread.to == to;
        });
    };
    EXPECT_TRUE(has(Thread::Kind::Resent, first, copy));
    EXPECT_TRUE(has(Thread::Kind::NewToBroker, copy, delivery));
    EXPECT_TRUE(has(Thread::Kind::SameMessage, first, LadderCapture::rowAt(band, 18)));
    EXPECT_TRUE(band.hops[band.rows[delivery].hop].guessed);
    EXPECT_EQ(band.verdict, Verdict::Duplicate);
}

TEST(Band, TheReturnIsToldAlthoughItHasABandOfItsOwn)
{
    const LadderCapture capture(sampleNamed("qos1-puback-perdu"));
    const Band band = capture.bandAt(16);
    EXPECT_TRUE(band.rows[LadderCapture::rowAt(band, 24)].has(kContext)) << "CONNECT";
    const std::uint32_t connack = LadderCapture::rowAt(band, 25);
    const Strip* session = stripOf(band, Stored::Session, kNone);
    ASSERT_NE(session, nullptr);
    EXPECT_EQ(session->to, connack);
    EXPECT_EQ(band.rows[session->from].kind, RowKind::Cut);
}

TEST(Band, WhatQos1KeepsIsFreedByThePubackThatArrives)
{
    const LadderCapture capture(sampleNamed("puback-on-the-wire"));
    const Band band = capture.bandAt(16);
    const Strip* kept = stripOf(band, Stored::Message, 0);
    ASSERT_NE(kept, nullptr);
    EXPECT_EQ(kept->from, LadderCapture::rowAt(band, 16));
    EXPECT_EQ(kept->to, LadderCapture::rowAt(band, 28)) << "not by the one in frame 17, which was lost";
    EXPECT_EQ(clauseId(kept->why, band.version), "MQTT-4.3.2-1");
    EXPECT_EQ(band.rows[kept->from].roundTripNs, std::nullopt);
}

TEST(Band, WhatQos2KeepsAtBothEnds)
{
    const LadderCapture capture(sampleNamed("qos2"));
    const Band band = capture.bandAt(16);
    const auto row = [&](std::uint32_t frame) { return LadderCapture::rowAt(band, frame); };
    const Strip* message = stripOf(band, Stored::Message, 0);
    const Strip* release = stripOf(band, Stored::Release, 0);
    const Strip* identifier = stripOf(band, Stored::Identifier, 0);
    ASSERT_TRUE(message != nullptr && release != nullptr && identifier != nullptr);
    EXPECT_EQ((std::pair{message->from, message->to}), (std::pair{row(16), row(17)})) << "until PUBREC";
    EXPECT_EQ((std::pair{release->from, release->to}), (std::pair{row(17), row(19)})) << "until PUBCOMP";
    EXPECT_EQ((std::pair{identifier->from, identifier->to}), (std::pair{row(16), row(18)})) << "until PUBREL";
    EXPECT_EQ(identifier->lane, band.hops[0].to);
    EXPECT_EQ(band.verdict, Verdict::Fine);
}

TEST(Band, ACopyOfQos2IsSuppressed)
{
    const LadderCapture seen(sampleNamed("pubrec-on-the-wire"));
    const Band proven = seen.bandAt(16);
    const Row& copy = proven.rows[LadderCapture::rowAt(proven, 24)];
    EXPECT_TRUE(copy.has(kSuppressed));
    EXPECT_FALSE(copy.has(kAssumed)) << "PUBREC proves that the first one had arrived";
    const LadderCapture lost(sampleNamed("qos2-pubrec-perdu"));
    const Band assumed = lost.bandAt(16);
    EXPECT_TRUE(assumed.rows[LadderCapture::rowAt(assumed, 23)].has(kAssumed));
}

TEST(Band, EachHopHasTheQosThatItsSubscriptionAllows)
{
    const LadderCapture capture(sampleNamed("qos-mixte"));
    const Band band = capture.bandAt(34);
    ASSERT_EQ(band.hops.size(), 4U);
    EXPECT_EQ(band.hops[0].reason, QosReason::Chosen);
    EXPECT_EQ(band.hops[1].reason, QosReason::Lowered);
    EXPECT_EQ(band.hops[1].granted, 0);
    EXPECT_EQ(band.hops[2].qos, 1);
    EXPECT_EQ(band.hops[3].reason, QosReason::Same);
    ASSERT_EQ(band.receivers.size(), 3U);
    EXPECT_EQ(band.receivers[0].expected, Expectation::AtMostOnce);
    EXPECT_EQ(band.receivers[2].expected, Expectation::ExactlyOnce);
    EXPECT_EQ(band.receivers[2].received, 1);
}

TEST(Band, ADeliveryAboveWhatWasGrantedIsRaised)
{
    Talk talk;
    Talk::Connection& subscriber = talk.connection(Version::V311);
    subscriber.open("tablet", "t", 0);
    Talk::Connection& publisher = talk.connection(Version::V311);
    publisher.open("sensor");
    const std::uint32_t frame = publisher.client(publish("t", "1", 1, 1));
    publisher.server(ack<mqtt::Puback>(1));
    subscriber.server(publish("t", "1", 1, 9));
    subscriber.client(ack<mqtt::Puback>(9));
    const LadderCapture capture(talk);
    const Band band = capture.bandAt(frame);
    ASSERT_EQ(band.hops.size(), 2U);
    EXPECT_EQ(band.hops[1].reason, QosReason::Raised);
}

TEST(Band, WhoShouldHaveGotItIsMissing)
{
    Talk talk;
    talk.connection(Version::V311).open("tablet", "t", 1);
    Talk::Connection& publisher = talk.connection(Version::V311);
    publisher.open("sensor");
    const std::uint32_t frame = publisher.client(publish("t", "1", 1, 1));
    publisher.server(ack<mqtt::Puback>(1));
    const LadderCapture capture(talk);
    const Band band = capture.bandAt(frame);
    ASSERT_EQ(band.receivers.size(), 1U);
    EXPECT_EQ(band.receivers[0].verdict, Verdict::Missing);
    EXPECT_EQ(band.verdict, Verdict::Missing);
}

TEST(Band, WhatMayBeADeliveryOfItLeavesItOpen)
{
    Talk talk;
    Talk::Connection& subscriber = talk.connection(Version::V311);
    subscriber.open("tablet", "t", 1);
    Talk::Connection& publisher = talk.connection(Version::V311);
    publisher.open("sensor");
    const std::uint32_t frame = publisher.client(publish("t", "1", 1, 1));
    publisher.client(publish("t", "1", 1, 2)); // the same twice, delivered once
    publisher.server(ack<mqtt::Puback>(1));
    publisher.server(ack<mqtt::Puback>(2));
    subscriber.server(publish("t", "1", 1, 9));
    subscriber.client(ack<mqtt::Puback>(9));
    const LadderCapture capture(talk);
    const Band band = capture.bandAt(frame);
    ASSERT_EQ(band.receivers.size(), 1U);
    EXPECT_EQ(band.receivers[0].verdict, Verdict::Unknown);
}

TEST(Band, WhoIsAwayWaits)
{
    const LadderCapture capture(sampleNamed("overlap"));
    const Band band = capture.bandAt(30);
    ASSERT_EQ(band.receivers.size(), 2U);
    EXPECT_EQ(band.receivers[0].copies, 2) << "two subscriptions match";
    EXPECT_EQ(band.receivers[0].verdict, Verdict::Fine) << "one copy is as right as two";
    EXPECT_EQ(band.receivers[1].verdict, Verdict::Waiting);
}

TEST(Band, OfAGroupOneMemberGetsIt)
{
    const LadderCapture capture(sampleNamed("shared"));
    const Band band = capture.bandAt(25);
    ASSERT_EQ(band.receivers.size(), 1U);
    EXPECT_TRUE(band.receivers[0].shared);
    EXPECT_EQ(band.receivers[0].verdict, Verdict::Fine);
}

TEST(Band, QosTwoMoreThanOnceIsTooOften)
{
    Talk talk;
    Talk::Connection& subscriber = talk.connection(Version::V311);
    subscriber.open("tablet", "t", 2);
    Talk::Connection& publisher = talk.connection(Version::V311);
    publisher.connect("sensor", false);
    publisher.accept();
    const std::uint32_t frame = publisher.client(publish("t", "1", 2, 1));
    subscriber.server(publish("t", "1", 2, 5));
    subscriber.client(ack<mqtt::Pubrec>(5));
    publisher.clientFin();
    Talk::Connection& back = talk.connection(Version::V311);
    back.connect("sensor", false);
    back.accept(true);
    mqtt::Publish copy = publish("t", "1", 2, 1);
    copy.dup = true;
    back.client(copy);
    subscriber.server(publish("t", "1", 2, 6));
    subscriber.client(ack<mqtt::Pubrec>(6));
    const LadderCapture capture(talk);
    const Band band = capture.bandAt(frame);
    ASSERT_EQ(band.receivers.size(), 1U);
    EXPECT_EQ(band.receivers[0].received, 2);
    EXPECT_EQ(band.receivers[0].verdict, Verdict::TooOften);
}

TEST(Band, ARefusedMessageKeepsNothing)
{
    Talk talk;
    Talk::Connection& c = talk.connection(Version::V50);
    c.open("a");
    const std::uint32_t frame = c.client(publish("t", "x", 2, 1));
    const std::uint32_t refusal = c.server(ack<mqtt::Pubrec>(1, 0x87));
    const LadderCapture capture(talk);
    const Band band = capture.bandAt(frame);
    EXPECT_TRUE(band.rows[LadderCapture::rowAt(band, refusal)].has(kRefusal));
    ASSERT_EQ(band.strips.size(), 1U);
    EXPECT_EQ(band.strips[0].what, Stored::Message);
    EXPECT_EQ(band.strips[0].to, LadderCapture::rowAt(band, refusal));
}

TEST(Band, WhatTheEndOfASessionThrowsAwayIsLost)
{
    Talk talk;
    Talk::Connection& c = talk.connection(Version::V311);
    c.open("a"); // clean: the session ends with the connection
    const std::uint32_t frame = c.client(publish("t", "x", 1, 1));
    c.clientFin();
    c.serverFin();
    const LadderCapture capture(talk);
    const Band band = capture.bandAt(frame);
    ASSERT_EQ(band.strips.size(), 1U);
    EXPECT_TRUE(band.strips[0].lost);
    ASSERT_NE(band.strips[0].to, kNone);
    EXPECT_EQ(band.rows[band.strips[0].to].kind, RowKind::Cut);
}

TEST(Band, WithoutAnEndOfTheConnectionItIsUnanswered)
{
    Talk talk;
    Talk::Connection& c = talk.connection(Version::V311);
    c.open("a");
    const std::uint32_t frame = c.client(publish("t", "x", 1, 1));
    const LadderCapture capture(talk);
    const Band band = capture.bandAt(frame);
    ASSERT_EQ(band.rows.size(), 1U);
    EXPECT_TRUE(band.rows[0].has(kUnanswered));
    EXPECT_EQ(band.strips[0].to, kNone);
    EXPECT_EQ(band.verdict, Verdict::Waiting);
}

TEST(Band, TheWillFollowsTheSilenceThatReleasedIt)
{
    const LadderCapture capture(sampleNamed("session-will-retain"));
    const Band band = capture.bandAt(38);
    EXPECT_EQ(band.kind, BandKind::Will);
    const Row* silence = rowOf(band, RowKind::Silence);
    const Row* will = rowOf(band, RowKind::WillPublished);
    ASSERT_TRUE(silence != nullptr && will != nullptr);
    EXPECT_LT(silence, will);
    constexpr std::int64_t kSecond = 1'000'000'000;
    EXPECT_EQ(silence->limitNs, 6 * kSecond) << "1.5 times 4 s";
    EXPECT_GE(silence->durationNs, silence->limitNs);
    EXPECT_EQ(will->message, capture.messageAt(13)) << "the CONNECT that armed it";
    ASSERT_EQ(band.receivers.size(), 2U);
    EXPECT_TRUE(band.receivers[1].retained || band.receivers[0].retained);
}

TEST(Band, ARetainedMessageComesWithTheSubscriptionThatAskedForIt)
{
    const LadderCapture capture(sampleNamed("session-will-retain"));
    const Band band = capture.bandAt(48); // the SUBACK; the PUBLISH behind it in the same frame
    EXPECT_EQ(band.kind, BandKind::Subscribe);
    const Band will = capture.bandAt(38);
    EXPECT_TRUE(will.rows[LadderCapture::rowAt(will, 47)].has(kContext)) << "SUBSCRIBE";
}

TEST(Band, TakeoverNamesTheOtherConnection)
{
    const LadderCapture capture(sampleNamed("takeover"));
    const Band band = capture.bandAt(4);
    const Row* takeover = rowOf(band, RowKind::Takeover);
    ASSERT_NE(takeover, nullptr);
    EXPECT_EQ(takeover->stream, 0U);
    EXPECT_EQ(takeover->other, 1U);
}

TEST(Band, IdleTimeIsARow)
{
    const LadderCapture capture(sampleNamed("qos1"));
    const Band band = capture.bandAt(4);
    const Row* idle = rowOf(band, RowKind::Idle);
    ASSERT_NE(idle, nullptr);
    EXPECT_GE(idle->durationNs, 1'000'000'000);
    EXPECT_EQ(idle->from, kNone);
}

TEST(Band, ALongStoryIsCutAndCounted)
{
    Talk talk;
    Talk::Connection& c = talk.connection(Version::V311);
    c.open("a");
    mqtt::Publish kept = publish("t", "x");
    kept.retain = true;
    const std::uint32_t frame = c.client(kept);
    Talk::Connection& reader = talk.connection(Version::V311);
    reader.open("b");
    constexpr std::uint32_t kTimes = 10'050;
    for (std::uint32_t i = 0; i < kTimes; ++i)
        reader.server(kept);
    const LadderCapture capture(talk);
    const Band band = capture.bandAt(frame);
    EXPECT_EQ(band.more, kTimes + 1 - Band::kMaxRows);
    EXPECT_GE(band.rows.size(), Band::kMaxRows);
}

} // namespace
} // namespace mqttscope::analysis::ladder
