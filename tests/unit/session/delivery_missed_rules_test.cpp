// SPDX-License-Identifier: GPL-3.0-or-later
// Messages that do not come: lost ones, lost subscriptions, lost sessions.
#include "tests/unit/session/delivery_talk.h"

namespace mqttscope::session::test {
namespace {

using field::FieldId;
using field::IssueCode;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

/// A subscriber that got "0" on t/a before, and a witness that gets everything.
class MissedTest : public DeliveryTest {
protected:
    void start(std::string_view filter = "t/#")
    {
        to = &client("to", filter, 2);
        begin();
    }
    void startStaying()
    {
        to = &stayer("to", "t/#", 2);
        begin();
    }
    void begin()
    {
        witness = &client("witness", "#", 2);
        from = &client("from");
        both(publish("t/a", "0", 1));
    }
    std::uint32_t both(const mqtt::Publish& packet)
    {
        const std::uint32_t frame = send(*from, packet);
        deliver(*witness, packet);
        deliver(*to, packet);
        return frame;
    }
    std::uint32_t witnessOnly(const mqtt::Publish& packet)
    {
        const std::uint32_t frame = send(*from, packet);
        deliver(*witness, packet);
        return frame;
    }
    Talk::Connection* to = nullptr;
    Talk::Connection* from = nullptr;
    Talk::Connection* witness = nullptr;
};
INSTANTIATE_TEST_SUITE_P(Versions, MissedTest, ::testing::ValuesIn(kVersions),
                         [](const auto& version) { return versionName(version.param); });

TEST_P(MissedTest, NothingIsMissing)
{
    start();
    for (const char* payload : {"1", "2", "3"})
        both(publish("t/a", payload, 2));
    settle(*to);
    EXPECT_THAT(talk.codes(), IsEmpty());
}

TEST_P(MissedTest, NotDelivered)
{
    start();
    const std::uint32_t subscribe = 5; // handshake, CONNECT, CONNACK, SUBSCRIBE
    const std::uint32_t lost = witnessOnly(publish("t/a", "1", 1));
    both(publish("t/a", "2", 1));
    settle(*to);
    const auto found = talk.findings();
    ASSERT_EQ(found.size(), 1U);
    EXPECT_EQ(found[0].code, IssueCode::NotDelivered);
    EXPECT_EQ(found[0].frame, lost);
    EXPECT_EQ(found[0].found, subscribe + 1);
}

TEST_P(MissedTest, AMessageOfLongAgoIsMissing)
{
    start();
    const std::uint32_t lost = witnessOnly(publish("t/a", "1", 1));
    std::deque<std::string> payloads;
    for (int i = 0; i < 200; ++i)
        both(publish("t/a", payloads.emplace_back("m" + std::to_string(i)), 1));
    const auto found = talk.findings();
    ASSERT_EQ(found.size(), 1U);
    EXPECT_EQ(found[0].code, IssueCode::NotDelivered);
    EXPECT_EQ(found[0].frame, lost);
}

TEST_P(MissedTest, QosZeroMayBeLost)
{
    start();
    witnessOnly(publish("t/a", "1", 0));
    both(publish("t/a", "2", 0));
    settle(*to);
    EXPECT_THAT(talk.codes(), IsEmpty());
}

TEST_P(MissedTest, OneThatTheServerDidNotAcknowledgeWasPerhapsNotTaken)
{
    start();
    from->client(publish("t/a", "1", 1, 50));
    from->clientFin();
    Talk::Connection& other = client("other");
    from = &other;
    both(publish("t/a", "2", 1));
    settle(*to);
    for (const IssueCode code : talk.codes())
        EXPECT_NE(code, IssueCode::NotDelivered);
}

TEST_P(MissedTest, ATopicThatNeverCameIsPerhapsNotAllowed)
{
    start();
    witnessOnly(publish("t/secret", "1", 1));
    witnessOnly(publish("t/secret", "2", 1));
    both(publish("t/a", "3", 1));
    settle(*to);
    EXPECT_THAT(talk.codes(), IsEmpty());
}

TEST_P(MissedTest, AGapMayHideTheDelivery)
{
    start();
    witnessOnly(publish("t/a", "1", 1));
    to->loseFromServer(12);
    to->server(mqtt::Pingresp{});
    both(publish("t/a", "2", 1));
    settle(*to);
    for (const IssueCode code : talk.codes())
        EXPECT_NE(code, IssueCode::NotDelivered);
}

TEST_P(MissedTest, SessionStateLost)
{
    start();
    const std::uint32_t lost = witnessOnly(publish("t/a", "1", 1));
    witnessOnly(publish("t/a", "2", 1));
    settle(*to);
    EXPECT_THAT(talk.findings(),
                ElementsAre(Found{IssueCode::SessionStateLost, 6, FieldId::MqttFilter, 0, lost}));
}

TEST_P(MissedTest, WhatJustWentInMayStillCome)
{
    start();
    witnessOnly(publish("t/a", "1", 1));
    to->client(mqtt::Pingreq{});
    to->server(mqtt::Pingresp{});
    EXPECT_THAT(talk.codes(), IsEmpty());
}

TEST_P(MissedTest, OtherSubscriptionLost)
{
    start();
    resubscribe(*to, 2, {"u/#", 1, false, false, 0});
    const std::uint32_t frame = unsubscribe(*to, 3, "u/#");
    const std::uint32_t lost = witnessOnly(publish("t/a", "1", 1));
    settle(*to);
    EXPECT_THAT(talk.findings(), ElementsAre(Found{IssueCode::OtherSubscriptionLost, frame,
                                                   FieldId::MqttUnsubFilter, 0, lost}));
}

TEST_P(MissedTest, TheOtherSubscriptionStays)
{
    start();
    resubscribe(*to, 2, {"u/#", 1, false, false, 0});
    unsubscribe(*to, 3, "u/#");
    both(publish("t/a", "1", 1));
    settle(*to);
    EXPECT_THAT(talk.codes(), IsEmpty());
}

TEST_P(MissedTest, AfterUnsubscribeNothingIsDue)
{
    start();
    unsubscribe(*to, 3, "t/#");
    witnessOnly(publish("t/a", "1", 1));
    settle(*to);
    EXPECT_THAT(talk.codes(), IsEmpty());
}

TEST_P(MissedTest, LostByResubscribe)
{
    start();
    const std::uint32_t second = to->subscribe(2, "t/#", 2);
    const std::uint32_t lost = witnessOnly(publish("t/a", "1", 1));
    to->suback(2, 2);
    both(publish("t/a", "2", 1));
    settle(*to);
    EXPECT_THAT(talk.findings(),
                ElementsAre(Found{IssueCode::LostByResubscribe, lost, FieldId::MqttTopic, 0, second}));
}

TEST_P(MissedTest, NothingIsLostByResubscribe)
{
    start();
    to->subscribe(2, "t/#", 2);
    both(publish("t/a", "1", 1));
    to->suback(2, 2);
    both(publish("t/a", "2", 1));
    settle(*to);
    EXPECT_THAT(talk.codes(), IsEmpty());
}

// ------------------------------------------------------------------------------------------- reused
// identifiers

TEST_P(MissedTest, ReusedIdNotDeliveredQos1)
{
    start();
    both(publish("t/a", "1", 1, 77));
    const std::uint32_t lost = send(*from, publish("t/a", "2", 1, 77));
    both(publish("t/a", "3", 1, 78));
    settle(*to);
    EXPECT_THAT(talk.findings(),
                ElementsAre(Found{IssueCode::ReusedIdNotDeliveredQos1, lost, FieldId::MqttMsgid, 0, 77}));
}

TEST_P(MissedTest, ReusedIdNotDeliveredQos2)
{
    start();
    both(publish("t/a", "1", 2, 77));
    const std::uint32_t lost = send(*from, publish("t/a", "2", 2, 77));
    both(publish("t/a", "3", 2, 78));
    settle(*to);
    EXPECT_THAT(talk.findings(),
                ElementsAre(Found{IssueCode::ReusedIdNotDeliveredQos2, lost, FieldId::MqttMsgid, 0, 77}));
}

TEST_P(MissedTest, ReusedIdentifiersAreDelivered)
{
    start();
    both(publish("t/a", "1", 2, 77));
    both(publish("t/a", "2", 2, 77));
    both(publish("t/a", "3", 1, 77));
    both(publish("t/a", "4", 1, 77));
    settle(*to);
    EXPECT_THAT(talk.codes(), IsEmpty());
}

// ------------------------------------------------------------------------------------- sessions that stay

TEST_P(MissedTest, OfflineMessageNotDelivered)
{
    startStaying();
    leave(*to);
    const std::uint32_t lost = witnessOnly(publish("t/a", "1", 1));
    to = &back("to");
    both(publish("t/a", "2", 1));
    settle(*to);
    EXPECT_THAT(talk.findings(), ElementsAre(Found{IssueCode::OfflineMessageNotDelivered, lost,
                                                   FieldId::MqttTopic, 0, connectFrame}));
}

TEST_P(MissedTest, OfflineMessagesAreDelivered)
{
    startStaying();
    leave(*to);
    witnessOnly(publish("t/a", "1", 1));
    to = &back("to");
    deliver(*to, publish("t/a", "1", 1));
    both(publish("t/a", "2", 1));
    settle(*to);
    EXPECT_THAT(talk.codes(), IsEmpty());
}

TEST_P(MissedTest, WhoStaysAwayMissesNothing)
{
    startStaying();
    leave(*to);
    witnessOnly(publish("t/a", "1", 1));
    settle(*witness);
    EXPECT_THAT(talk.codes(), IsEmpty());
}

TEST_P(MissedTest, SessionNotResumed)
{
    startStaying();
    leave(*to);
    witnessOnly(publish("t/a", "1", 1));
    to = &back("to");
    const std::uint32_t lost = witnessOnly(publish("t/a", "2", 1));
    settle(*to);
    EXPECT_THAT(talk.findings(), ElementsAre(Found{IssueCode::SessionNotResumed, connackFrame,
                                                   FieldId::MqttConackFlagsSp, 0, lost}));
}

TEST_P(MissedTest, ACleanStartBeginsAnew)
{
    startStaying();
    leave(*to);
    Talk::Connection& again = client("to", "t/#", 1);
    to = &again;
    both(publish("t/a", "1", 1));
    settle(*to);
    EXPECT_THAT(talk.codes(), IsEmpty());
}

TEST_P(MissedTest, SessionUnderOtherClientId)
{
    to = &stayer("to", "t/#", 2);
    from = &client("from");
    leave(*to);
    Talk::Connection& other = client("other", "u/#");
    send(*from, publish("t/a", "1", 1));
    const std::uint32_t frame = deliver(other, publish("t/a", "1", 1));
    EXPECT_THAT(talk.findings(),
                ElementsAre(Found{IssueCode::SessionUnderOtherClientId, frame, FieldId::MqttMsgtype, 0, 6}));
}

TEST_P(MissedTest, AnExchangeGoesOnUnderAnotherClientId)
{
    for (const bool same : {true, false}) {
        DeliveryTalk one{GetParam()};
        Talk::Connection& first = one.stayer("a", "t", 1);
        const std::uint32_t sent = first.server(publish("t", "x", 1, 7));
        first.clientFin();
        // Without a subscription, that of the other client would be seen to go on.
        Talk::Connection& c = one.client("b", same ? "" : "t", 1);
        mqtt::Publish again = publish("t", same ? "x" : "y", 1, 7);
        again.dup = true;
        const std::uint32_t frame = c.server(again);
        const auto found = one.talk.findingsBeside({IssueCode::FirstSendingWithDupQos1});
        if (same)
            EXPECT_THAT(found, ElementsAre(Found{IssueCode::SessionUnderOtherClientId, frame,
                                                 FieldId::MqttMsgtype, 0, sent}));
        else
            EXPECT_THAT(found, IsEmpty());
    }
}

// --------------------------------------------------------------------------------------------------- 5.0
// only

class Missed5Test : public Delivery5Test {};

TEST_F(Missed5Test, ReusedIdNotDeliveredRefused)
{
    Talk::Connection& to = client("to", "t/#", 2);
    Talk::Connection& from = client("from");
    send(from, publish("t/a", "0", 2));
    deliver(to, publish("t/a", "0", 2));
    from.client(publish("t/a", "1", 2, 77));
    from.server(ack<mqtt::Pubrec>(77, 0x97));
    const std::uint32_t lost = send(from, publish("t/a", "2", 2, 77));
    send(from, publish("t/a", "3", 2));
    deliver(to, publish("t/a", "3", 2));
    settle(to);
    EXPECT_THAT(talk.findings(),
                ElementsAre(Found{IssueCode::ReusedIdNotDeliveredRefused, lost, FieldId::MqttMsgid, 0, 77}));
}

TEST_F(Missed5Test, ARefusedMessageIsNotDue)
{
    Talk::Connection& to = client("to", "t/#", 2);
    Talk::Connection& from = client("from");
    send(from, publish("t/a", "0", 2));
    deliver(to, publish("t/a", "0", 2));
    from.client(publish("t/a", "1", 2, 77));
    from.server(ack<mqtt::Pubrec>(77, 0x97));
    send(from, publish("t/a", "2", 2, 77));
    deliver(to, publish("t/a", "2", 2));
    settle(to);
    EXPECT_THAT(talk.codes(), IsEmpty());
}

/// A subscriber that takes packets of 64 bytes, and a witness without a limit.
class TooLargeTest : public Delivery5Test {
protected:
    TooLargeTest()
    {
        mqtt::Connect packet;
        packet.protocolLevel = 5;
        packet.clientId = "to";
        packet.keepAlive = 60;
        packet.properties.setNumber(mqtt::PropertyId::MaximumPacketSize, 1000);
        to.client(packet);
        to.accept();
        to.subscribe(1, "t/#", 1);
        to.suback(1, 1);
        send(from, publish("t/a", "0", 1));
        deliver(to, publish("t/a", "0", 1));
        deliver(witness, publish("t/a", "0", 1));
    }
    Talk::Connection& to = talk.connection();
    Talk::Connection& witness = client("witness", "t/#", 1);
    Talk::Connection& from = client("from");
    const std::string big = std::string(1200, 'x');
};

TEST_F(TooLargeTest, TooLargeBlocksOthers)
{
    const std::uint32_t large = send(from, publish("t/a", big, 1));
    deliver(witness, publish("t/a", big, 1));
    send(from, publish("t/a", "1", 1));
    deliver(witness, publish("t/a", "1", 1));
    settle(to);
    const auto found = talk.findings();
    ASSERT_EQ(found.size(), 1U);
    EXPECT_EQ(found[0].code, IssueCode::TooLargeBlocksOthers);
    EXPECT_EQ(found[0].frame, large);
    EXPECT_EQ(found[0].field, FieldId::MqttTopic);
    EXPECT_EQ(found[0].expected, 1000U);
    EXPECT_GT(found[0].found, 1200U);
}

TEST_F(TooLargeTest, WhatIsTooLargeIsLeftOut)
{
    send(from, publish("t/a", big, 1));
    deliver(witness, publish("t/a", big, 1));
    send(from, publish("t/a", "1", 1));
    deliver(witness, publish("t/a", "1", 1));
    deliver(to, publish("t/a", "1", 1));
    settle(to);
    EXPECT_THAT(talk.codes(), IsEmpty());
}

TEST_F(Missed5Test, AMessageThatMayHaveExpiredIsNotMissing)
{
    Talk::Connection& to = client("to", "t/#", 1);
    Talk::Connection& from = client("from");
    send(from, publish("t/a", "0", 1));
    deliver(to, publish("t/a", "0", 1));
    mqtt::Publish packet = publish("t/a", "1", 1);
    packet.properties.setNumber(mqtt::PropertyId::MessageExpiryInterval, 1);
    send(from, packet);
    send(from, publish("t/a", "2", 1));
    deliver(to, publish("t/a", "2", 1));
    settle(to);
    EXPECT_THAT(talk.codes(), IsEmpty());
}

} // namespace
} // namespace mqttscope::session::test
