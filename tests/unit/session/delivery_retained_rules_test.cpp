// SPDX-License-Identifier: GPL-3.0-or-later
// Retained messages.
#include "tests/unit/session/delivery_talk.h"

namespace mqttscope::session::test {
namespace {

using field::FieldId;
using field::IssueCode;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

/// A publisher, and a witness that subscribed from the start.
class RetainedTest : public DeliveryTest {
protected:
    RetainedTest() : witness(client("witness", "#", 1)), from(client("from")) {}

    /// A client publishes to be retained; the witness gets it live.
    std::uint32_t keep(std::string_view payload, std::uint8_t qos = 1)
    {
        const std::uint32_t frame = send(from, retained(publish("t/a", payload, qos)));
        deliver(witness, publish("t/a", payload, qos));
        return frame;
    }
    std::uint32_t live(std::string_view payload, std::uint8_t qos = 1)
    {
        const std::uint32_t frame = send(from, publish("t/a", payload, qos));
        deliver(witness, publish("t/a", payload, qos));
        return frame;
    }
    Talk::Connection& witness;
    Talk::Connection& from;
};
INSTANTIATE_TEST_SUITE_P(Versions, RetainedTest, ::testing::ValuesIn(kVersions),
                         [](const auto& version) { return versionName(version.param); });

TEST_P(RetainedTest, ANewSubscriptionGetsWhatIsRetained)
{
    keep("1");
    Talk::Connection& to = client("to", "t/#", 1);
    deliver(to, retained(publish("t/a", "1", 1)));
    live("2");
    deliver(to, publish("t/a", "2", 1));
    settle(to);
    EXPECT_THAT(talk.codes(), IsEmpty());
}

TEST_P(RetainedTest, RetainedNotSent)
{
    const std::uint32_t kept = keep("1");
    Talk::Connection& to = client("to");
    const std::uint32_t subscribe = to.subscribe(1, "t/#", 1);
    to.suback(1, 1);
    live("2");
    deliver(to, publish("t/a", "2", 1)); // it may read the topic
    settle(to);
    EXPECT_THAT(talk.findings(),
                ElementsAre(Found{IssueCode::RetainedNotSent, subscribe, FieldId::MqttFilter, 0, kept}));
}

TEST_P(RetainedTest, WhatTheServerMayForgetIsNotMissed)
{
    keep("1", 0);
    Talk::Connection& to = client("to", "t/#", 1);
    live("2");
    deliver(to, publish("t/a", "2", 1));
    settle(to);
    EXPECT_THAT(talk.codes(), IsEmpty());
}

TEST_P(RetainedTest, RetainedNotSentAgain)
{
    const std::uint32_t kept = keep("1");
    Talk::Connection& to = client("to", "t/#", 1);
    deliver(to, retained(publish("t/a", "1", 1)));
    const std::uint32_t again = to.subscribe(2, "t/#", 1);
    to.suback(2, 1);
    settle(to);
    EXPECT_THAT(talk.findings(),
                ElementsAre(Found{IssueCode::RetainedNotSentAgain, again, FieldId::MqttFilter, 0, kept}));
}

TEST_P(RetainedTest, ResubscribingBringsItAgain)
{
    keep("1");
    Talk::Connection& to = client("to", "t/#", 1);
    deliver(to, retained(publish("t/a", "1", 1)));
    to.subscribe(2, "t/#", 1);
    to.suback(2, 1);
    deliver(to, retained(publish("t/a", "1", 1)));
    settle(to);
    EXPECT_THAT(talk.codes(), IsEmpty());
}

TEST_P(RetainedTest, RetainedLostWithSession)
{
    const std::uint32_t kept = keep("1");
    Talk::Connection& first = client("first", "t/#", 1);
    deliver(first, retained(publish("t/a", "1", 1)));
    leave(from);
    Talk::Connection& other = client("other");
    Talk::Connection& to = client("to");
    const std::uint32_t subscribe = to.subscribe(1, "t/#", 1);
    to.suback(1, 1);
    send(other, publish("t/a", "2", 1));
    for (Talk::Connection* each : {&witness, &first, &to})
        deliver(*each, publish("t/a", "2", 1));
    settle(to);
    EXPECT_THAT(talk.findings(), ElementsAre(Found{IssueCode::RetainedLostWithSession, subscribe,
                                                   FieldId::MqttFilter, 0, kept}));
}

TEST_P(RetainedTest, RetainedOutdated)
{
    const std::uint32_t older = keep("1");
    const std::uint32_t later = keep("2");
    Talk::Connection& to = client("to", "t/#", 1);
    const std::uint32_t frame = deliver(to, retained(publish("t/a", "1", 1)));
    EXPECT_THAT(talk.findings(),
                ElementsAre(Found{IssueCode::RetainedOutdated, frame, FieldId::MqttRetain, later, older}));
}

TEST_P(RetainedTest, RetainedOutdatedQos0)
{
    const std::uint32_t older = keep("1");
    const std::uint32_t later = keep("2", 0);
    Talk::Connection& to = client("to", "t/#", 1);
    const std::uint32_t frame = deliver(to, retained(publish("t/a", "1", 1)));
    EXPECT_THAT(talk.findings(), ElementsAre(Found{IssueCode::RetainedOutdatedQos0, frame,
                                                   FieldId::MqttRetain, later, older}));
}

TEST_P(RetainedTest, TheLatestIsRight)
{
    keep("1");
    keep("2");
    Talk::Connection& to = client("to", "t/#", 1);
    deliver(to, retained(publish("t/a", "2", 1)));
    EXPECT_THAT(talk.codes(), IsEmpty());
}

TEST_P(RetainedTest, RetainedNotDeleted)
{
    keep("1");
    const std::uint32_t empty = keep("");
    Talk::Connection& to = client("to", "t/#", 1);
    const std::uint32_t frame = deliver(to, retained(publish("t/a", "1", 1)));
    if (GetParam() == Version::V31)
        EXPECT_THAT(talk.codes(), IsEmpty());
    else
        EXPECT_THAT(talk.findings(),
                    ElementsAre(Found{IssueCode::RetainedNotDeleted, frame, FieldId::MqttRetain, 0, empty}));
}

TEST_P(RetainedTest, ADeletedOneDoesNotCome)
{
    keep("1");
    keep("");
    Talk::Connection& to = client("to", "t/#", 1);
    live("2");
    deliver(to, publish("t/a", "2", 1));
    settle(to);
    EXPECT_THAT(talk.codes(), IsEmpty());
}

TEST_P(RetainedTest, EmptyRetainedStored)
{
    keep("");
    Talk::Connection& to = client("to", "t/#", 1);
    const std::uint32_t frame = deliver(to, retained(publish("t/a", "", 1)));
    EXPECT_THAT(talk.findings(),
                ElementsAre(Found{IssueCode::EmptyRetainedStored, frame, FieldId::MqttRetain, 0, 1}));
}

TEST_P(RetainedTest, UnretainedStored)
{
    keep("1");
    const std::uint32_t published = live("2");
    Talk::Connection& to = client("to", "t/#", 1);
    const std::uint32_t frame = deliver(to, retained(publish("t/a", "2", 1)));
    EXPECT_THAT(talk.findings(),
                ElementsAre(Found{IssueCode::UnretainedStored, frame, FieldId::MqttRetain, 0, published}));
}

TEST_P(RetainedTest, UnretainedStoredWhereNothingWasRetained)
{
    settle(witness);
    const std::uint32_t published = live("2"); // the witness got nothing before: nothing was retained
    Talk::Connection& to = client("to", "t/#", 1);
    const std::uint32_t frame = deliver(to, retained(publish("t/a", "2", 1)));
    EXPECT_THAT(talk.findings(),
                ElementsAre(Found{IssueCode::UnretainedStored, frame, FieldId::MqttRetain, 0, published}));
}

TEST_P(RetainedTest, TheSameMayHaveBeenRetainedBeforeTheCapture)
{
    live("2"); // at once: what was retained may still have been on its way to the witness
    Talk::Connection& to = client("to", "t/#", 1);
    deliver(to, retained(publish("t/a", "2", 1)));
    EXPECT_THAT(talk.codes(), IsEmpty());
}

TEST_P(RetainedTest, RetainedSentWithoutFlag)
{
    keep("1");
    Talk::Connection& to = client("to", "t/#", 1);
    const std::uint32_t frame = deliver(to, publish("t/a", "1", 1));
    settle(to);
    EXPECT_THAT(talk.findings(),
                ElementsAre(Found{IssueCode::RetainedSentWithoutFlag, frame, FieldId::MqttRetain, 1, 0}));
}

TEST_P(RetainedTest, LiveSentWithRetain)
{
    Talk::Connection& to = client("to", "t/+", 1);
    settle(to);
    send(from, retained(publish("t/a", "1", 1)));
    deliver(to, retained(publish("t/a", "1", 1)));
    // A SUBSCRIBE may bring one; the next one has no such reason.
    send(from, retained(publish("t/a", "2", 1)));
    const std::uint32_t frame = deliver(to, retained(publish("t/a", "2", 1)));
    EXPECT_THAT(talk.findings(),
                ElementsAre(Found{IssueCode::LiveSentWithRetain, frame, FieldId::MqttRetain, 0, 1}));
}

TEST_P(RetainedTest, LiveMessagesComeWithoutRetain)
{
    Talk::Connection& to = client("to", "t/+", 1);
    settle(to);
    for (const char* payload : {"1", "2"}) {
        keep(payload);
        deliver(to, publish("t/a", payload, 1));
    }
    settle(to);
    EXPECT_THAT(talk.codes(), IsEmpty());
}

// --------------------------------------------------------------------------------------------------- 5.0
// only

class Retained5Test : public Delivery5Test {
protected:
    Retained5Test() { kept = send(from, retained(publish("t/a", "1", 1))); }
    Talk::Connection& from = client("from");
    Talk::Connection& to = client("to");
    std::uint32_t kept = 0;
};

TEST_F(Retained5Test, RetainedNotSentNew)
{
    const std::uint32_t subscribe = resubscribe(to, 1, {"t/#", 1, false, false, 1});
    send(from, publish("t/a", "2", 1));
    deliver(to, publish("t/a", "2", 1));
    settle(to);
    EXPECT_THAT(talk.findings(),
                ElementsAre(Found{IssueCode::RetainedNotSentNew, subscribe, FieldId::MqttFilter, 0, kept}));
}

TEST_F(Retained5Test, RetainedSentAgain)
{
    resubscribe(to, 1, {"t/#", 1, false, false, 1});
    deliver(to, retained(publish("t/a", "1", 1)));
    const std::uint32_t again = resubscribe(to, 2, {"t/#", 1, false, false, 1});
    const std::uint32_t frame = deliver(to, retained(publish("t/a", "1", 1)));
    EXPECT_THAT(talk.findings(),
                ElementsAre(Found{IssueCode::RetainedSentAgain, frame, FieldId::MqttRetain, 0, again}));
}

TEST_F(Retained5Test, RetainHandlingOneBringsItOnce)
{
    resubscribe(to, 1, {"t/#", 1, false, false, 1});
    deliver(to, retained(publish("t/a", "1", 1)));
    resubscribe(to, 2, {"t/#", 1, false, false, 1});
    settle(to);
    EXPECT_THAT(talk.codes(), IsEmpty());
}

TEST_F(Retained5Test, RetainedSentUnwanted)
{
    const std::uint32_t subscribe = resubscribe(to, 1, {"t/#", 1, false, false, 2});
    const std::uint32_t frame = deliver(to, retained(publish("t/a", "1", 1)));
    EXPECT_THAT(talk.findings(), ElementsAre(Found{IssueCode::RetainedSentUnwanted, frame,
                                                   FieldId::MqttRetain, 0, subscribe}));
}

TEST_F(Retained5Test, RetainedSentShared)
{
    const std::uint32_t subscribe = resubscribe(to, 1, {"$share/g/t/#", 1, false, false, 0});
    const std::uint32_t frame = deliver(to, retained(publish("t/a", "1", 1)));
    EXPECT_THAT(talk.findings(),
                ElementsAre(Found{IssueCode::RetainedSentShared, frame, FieldId::MqttRetain, 0, subscribe}));
}

TEST_F(Retained5Test, RetainHandlingTwoAndSharedBringNothing)
{
    resubscribe(to, 1, {"t/#", 1, false, false, 2});
    resubscribe(to, 2, {"$share/g/t/#", 1, false, false, 0});
    settle(to);
    EXPECT_THAT(talk.codes(), IsEmpty());
}

TEST_F(Retained5Test, RetainNotKept)
{
    resubscribe(to, 1, {"u/#", 1, false, true, 0});
    send(from, retained(publish("u/a", "1", 1)));
    const std::uint32_t frame = deliver(to, publish("u/a", "1", 1));
    EXPECT_THAT(talk.findings(),
                ElementsAre(Found{IssueCode::RetainNotKept, frame, FieldId::MqttRetain, 1, 0}));
}

TEST_F(Retained5Test, RetainSetWhereItWasNot)
{
    resubscribe(to, 1, {"u/#", 1, false, true, 0});
    settle(to);
    send(from, publish("u/a", "1", 1));
    const std::uint32_t frame = deliver(to, retained(publish("u/a", "1", 1)));
    EXPECT_THAT(talk.findings(),
                ElementsAre(Found{IssueCode::RetainNotKept, frame, FieldId::MqttRetain, 0, 1}));
}

TEST_F(Retained5Test, RetainAsPublishedKeepsIt)
{
    resubscribe(to, 1, {"u/#", 1, false, true, 0});
    settle(to);
    send(from, retained(publish("u/a", "1", 1)));
    deliver(to, retained(publish("u/a", "1", 1)));
    send(from, publish("u/a", "2", 1));
    deliver(to, publish("u/a", "2", 1));
    EXPECT_THAT(talk.codes(), IsEmpty());
}

TEST_F(Retained5Test, RetainAsPublishedOfBefore)
{
    resubscribe(to, 1, {"u/#", 1, false, false, 2});
    const std::uint32_t second = resubscribe(to, 2, {"u/#", 1, false, true, 2});
    send(from, retained(publish("u/a", "1", 1)));
    const std::uint32_t frame = deliver(to, publish("u/a", "1", 1));
    EXPECT_THAT(talk.findings(), ElementsAre(Found{IssueCode::OldOptionsAfterResubscribe, frame,
                                                   FieldId::MqttTopic, 0, second}));
}

} // namespace
} // namespace mqttscope::session::test
