// SPDX-License-Identifier: GPL-3.0-or-later
// Which PUBLISH of a client each PUBLISH of a server forwards.
#include "tests/unit/session/talk.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace mqttscope::session::test {
namespace {

using ::testing::ElementsAre;

constexpr std::uint32_t kAmbiguousFrame = UINT32_MAX;

/// The frame of the message that a delivery forwards; 0 = not known; kAmbiguousFrame.
std::uint32_t sourceFrame(const index::Snapshot& snapshot, std::uint32_t frame)
{
    std::uint32_t source = kNone;
    snapshot.forEachMessage(frame, [&](std::uint32_t message) {
        source = snapshot.sessions.sourceOf(message);
        return true;
    });
    if (source == kNone)
        return 0;
    return source == kAmbiguous ? kAmbiguousFrame : snapshot.messages[source].frame;
}

class FanOutTest : public ::testing::TestWithParam<Version> {
protected:
    Talk::Connection& subscriber(std::string_view id)
    {
        Talk::Connection& c = talk.connection(GetParam());
        c.open(id, "t/#", 2);
        return c;
    }
    Talk::Connection& publisher()
    {
        Talk::Connection& c = talk.connection(GetParam());
        c.open("publisher");
        return c;
    }
    Talk talk;
};
INSTANTIATE_TEST_SUITE_P(Versions, FanOutTest, ::testing::ValuesIn(kVersions),
                         [](const auto& version) { return versionName(version.param); });

TEST_P(FanOutTest, OneMessageToEverySubscriber)
{
    Talk::Connection& one = subscriber("one");
    Talk::Connection& two = subscriber("two");
    Talk::Connection& from = publisher();
    const std::uint32_t published = from.client(publish("t/a", "x"));
    const std::uint32_t toOne = one.server(publish("t/a", "x"));
    const std::uint32_t toTwo = two.server(publish("t/a", "x"));
    const index::Snapshot& snapshot = talk.finish();
    EXPECT_EQ(sourceFrame(snapshot, toOne), published);
    EXPECT_EQ(sourceFrame(snapshot, toTwo), published);
    std::vector<std::uint32_t> frames;
    snapshot.forEachMessage(published, [&](std::uint32_t message) {
        snapshot.sessions.forEachDelivery(
            message, [&](std::uint32_t delivery) { frames.push_back(snapshot.messages[delivery].frame); });
        return true;
    });
    EXPECT_THAT(frames, ElementsAre(toOne, toTwo));
}

TEST_P(FanOutTest, EqualMessagesOneAfterTheOtherAreToldApart)
{
    Talk::Connection& to = subscriber("one");
    Talk::Connection& from = publisher();
    const std::uint32_t first = from.client(publish("t/a", "x"));
    const std::uint32_t firstDelivery = to.server(publish("t/a", "x"));
    const std::uint32_t second = from.client(publish("t/a", "x"));
    const std::uint32_t secondDelivery = to.server(publish("t/a", "x"));
    const index::Snapshot& snapshot = talk.finish();
    EXPECT_EQ(sourceFrame(snapshot, firstDelivery), first);
    EXPECT_EQ(sourceFrame(snapshot, secondDelivery), second);
}

TEST_P(FanOutTest, EqualMessagesAtOnceAreAmbiguous)
{
    Talk::Connection& to = subscriber("one");
    Talk::Connection& from = publisher();
    from.client(publish("t/a", "x"));
    from.client(publish("t/a", "x"));
    const std::uint32_t firstDelivery = to.server(publish("t/a", "x"));
    const std::uint32_t secondDelivery = to.server(publish("t/a", "x"));
    const index::Snapshot& snapshot = talk.finish();
    EXPECT_EQ(sourceFrame(snapshot, firstDelivery), kAmbiguousFrame);
    EXPECT_EQ(sourceFrame(snapshot, secondDelivery), kAmbiguousFrame);
}

TEST_P(FanOutTest, WhatWasPublishedBeforeTheSubscriptionIsNoCandidate)
{
    Talk::Connection& from = publisher();
    from.client(publish("t/a", "x"));
    Talk::Connection& to = subscriber("one");
    const std::uint32_t second = from.client(publish("t/a", "x"));
    const std::uint32_t delivery = to.server(publish("t/a", "x"));
    EXPECT_EQ(sourceFrame(talk.finish(), delivery), second);
}

TEST_P(FanOutTest, OtherPayloadsTopicsAndServerTopicsAreNotJoined)
{
    Talk::Connection& to = subscriber("one");
    Talk::Connection& from = publisher();
    from.client(publish("t/a", "x"));
    from.client(publish("$SYS/load", "x"));
    const std::uint32_t payload = to.server(publish("t/a", "y"));
    const std::uint32_t topic = to.server(publish("t/b", "x"));
    const std::uint32_t system = to.server(publish("$SYS/load", "x"));
    const index::Snapshot& snapshot = talk.finish();
    EXPECT_EQ(sourceFrame(snapshot, payload), 0U);
    EXPECT_EQ(sourceFrame(snapshot, topic), 0U);
    EXPECT_EQ(sourceFrame(snapshot, system), 0U);
}

TEST_P(FanOutTest, ARetainedMessageJoinsWhatIsRetained)
{
    Talk::Connection& from = publisher();
    mqtt::Publish retained = publish("t/a", "x");
    retained.retain = true;
    from.client(publish("t/a", "x"));
    const std::uint32_t published = from.client(retained);
    Talk::Connection& to = subscriber("one");
    const std::uint32_t delivery = to.server(retained);
    EXPECT_EQ(sourceFrame(talk.finish(), delivery), published);
}

TEST_P(FanOutTest, AWillJoinsItsConnect)
{
    Talk::Connection& to = subscriber("one");
    Talk::Connection& from = talk.connection(GetParam());
    mqtt::Connect connect;
    connect.protocolName = GetParam() == Version::V31 ? "MQIsdp" : "MQTT";
    connect.protocolLevel = static_cast<std::uint8_t>(GetParam());
    connect.clientId = "mortal";
    connect.will = mqtt::Will{{}, "t/gone", field::asBytes("bye"), 0, false};
    const std::uint32_t connected = from.client(connect);
    from.accept();
    from.tcp().fin(index::test::TcpTalk::Client);
    const std::uint32_t delivery = to.server(publish("t/gone", "bye"));
    EXPECT_EQ(sourceFrame(talk.finish(), delivery), connected);
}

TEST_P(FanOutTest, ADeliveryMayBeCapturedBeforeItsMessage)
{
    Talk::Connection& to = subscriber("one");
    Talk::Connection& from = publisher();
    const std::uint32_t delivery = to.server(publish("t/a", "x"));
    const std::uint32_t published = from.client(publish("t/a", "x"));
    EXPECT_EQ(sourceFrame(talk.finish(), delivery), published);
}

TEST_P(FanOutTest, ARepeatedDeliveryHasTheSourceOfItsFirstCopy)
{
    Talk::Connection& to = subscriber("one");
    Talk::Connection& from = publisher();
    const std::uint32_t published = from.client(publish("t/a", "x"));
    to.server(publish("t/a", "x", 1, 5));
    mqtt::Publish again = publish("t/a", "x", 1, 5);
    again.dup = true;
    const std::uint32_t repeated = to.server(again);
    EXPECT_EQ(sourceFrame(talk.finish(), repeated), published);
}

TEST_P(FanOutTest, SourcesAreForgottenAfterTenMinutes)
{
    Talk::Connection& to = subscriber("one");
    Talk::Connection& from = publisher();
    from.client(publish("t/a", "x"));
    talk.waitMs(FanOutLimits::kMaxAgeNs / 1'000'000 + 1000);
    const std::uint32_t delivery = to.server(publish("t/a", "x"));
    EXPECT_EQ(sourceFrame(talk.finish(), delivery), 0U);
}

/// MQTT 5.0 §3.3.4: a server may send one copy per subscription that matches.
TEST_P(FanOutTest, OneCopyPerSubscriptionThatMatches)
{
    Talk::Connection& to = subscriber("one");
    to.subscribe(2, "+/a", 1);
    to.suback(2, 1);
    Talk::Connection& from = publisher();
    const std::uint32_t first = from.client(publish("t/a", "x"));
    const std::uint32_t firstCopy = to.server(publish("t/a", "x"));
    const std::uint32_t secondCopy = to.server(publish("t/a", "x"));
    const std::uint32_t second = from.client(publish("t/a", "x"));
    const std::uint32_t nextCopy = to.server(publish("t/a", "x"));
    const index::Snapshot& snapshot = talk.finish();
    EXPECT_EQ(sourceFrame(snapshot, firstCopy), first);
    EXPECT_EQ(sourceFrame(snapshot, secondCopy), first);
    EXPECT_EQ(sourceFrame(snapshot, nextCopy), second);
}

TEST_P(FanOutTest, ACopyThatMayBeOfEitherMessageIsAmbiguous)
{
    Talk::Connection& to = subscriber("one");
    to.subscribe(2, "+/a", 1);
    to.suback(2, 1);
    Talk::Connection& from = publisher();
    from.client(publish("t/a", "x"));
    to.server(publish("t/a", "x"));
    from.client(publish("t/a", "x"));
    const std::uint32_t either = to.server(publish("t/a", "x"));
    EXPECT_EQ(sourceFrame(talk.finish(), either), kAmbiguousFrame);
}

TEST(FanOutUnit, KeepsTheLatestSourcesOnly)
{
    Ledger ledger;
    FanOut fanOut{ledger};
    const auto count = static_cast<std::uint32_t>(FanOutLimits::kMaxSources) + 100;
    for (std::uint32_t i = 0; i < count; ++i)
        fanOut.published({i * 0x9e3779b97f4a7c15ULL, 1}, {i, i});
    const auto never = [] { return FanOut::Openness{}; };
    const auto ask = [&](std::uint32_t i) {
        return fanOut.delivered({i * 0x9e3779b97f4a7c15ULL, 1}, {0, count + i, 0, 0, false}, never, false);
    };
    EXPECT_EQ(ask(0), FanOut::Answer::Unknown);
    EXPECT_EQ(ask(99), FanOut::Answer::Unknown);
    EXPECT_EQ(ask(100), FanOut::Answer::Joined);
    EXPECT_EQ(ask(count - 1), FanOut::Answer::Joined);
    EXPECT_EQ(ask(count - 1), FanOut::Answer::Unknown); // this receiver has it
}

constexpr Content kSame{0x9e3779b97f4a7c15ULL, 4};

/// A receiver with one subscription.
FanOut::Receiver receiverOf(std::uint32_t delivery, std::int64_t timeNs, bool doubtful)
{
    FanOut::Receiver receiver;
    receiver.session = 0;
    receiver.message = delivery;
    receiver.timeNs = timeNs;
    receiver.doubtful = doubtful;
    return receiver;
}

TEST(FanOutUnit, OfMessagesThatAreTheSameNoneIsTakenWhereBytesAreMissing)
{
    for (const bool doubtful : {false, true}) {
        Ledger ledger;
        FanOut fanOut{ledger};
        const auto never = [] { return FanOut::Openness{}; };
        fanOut.published(kSame, {10, 10});
        // The only one that there is.
        EXPECT_EQ(fanOut.delivered(kSame, receiverOf(11, 0, doubtful), never, true), FanOut::Answer::Joined);
        fanOut.published(kSame, {12, 12});
        // The second one, or a third one that was not captured?
        EXPECT_EQ(fanOut.delivered(kSame, receiverOf(13, 0, doubtful), never, true),
                  doubtful ? FanOut::Answer::Ambiguous : FanOut::Answer::Joined);
    }
}

/// Behind a gap messages are found late: their time tells whether they were sent before a delivery.
TEST(FanOutUnit, WhatWasSentLaterIsNoSourceWhereBytesAreMissing)
{
    struct Case {
        std::int64_t timeNs;
        bool doubtful;
        bool joins;
    };
    for (const Case& one : {Case{2000, false, true}, Case{2000, true, false}, Case{500, true, true}}) {
        Ledger ledger;
        FanOut fanOut{ledger};
        const auto never = [] { return FanOut::Openness{}; };
        EXPECT_EQ(fanOut.delivered(kSame, receiverOf(10, 1000, one.doubtful), never, true),
                  FanOut::Answer::Unknown);
        FanOut::Taken taken{11, 11, one.timeNs};
        taken.doubtful = one.doubtful;
        fanOut.published(kSame, taken);
        EXPECT_EQ(ledger.sourceOf(10), one.joins ? 11U : kNone) << one.timeNs << one.doubtful;
    }
}

} // namespace
} // namespace mqttscope::session::test
