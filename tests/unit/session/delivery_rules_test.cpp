// SPDX-License-Identifier: GPL-3.0-or-later
// What reaches whom, and how: forwarding, subscriptions.
#include "tests/unit/session/delivery_talk.h"

namespace mqttscope::session::test {
namespace {

using field::FieldId;
using field::IssueCode;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

class ForwardTest : public DeliveryTest {};
INSTANTIATE_TEST_SUITE_P(Versions, ForwardTest, ::testing::ValuesIn(kVersions),
                         [](const auto& version) { return versionName(version.param); });
class Resubscribe5Test : public Delivery5Test {};

// ------------------------------------------------------------------------------ topics without subscription

TEST_P(ForwardTest, WhatMatchesAFilterIsDelivered)
{
    Talk::Connection& to = client("to", "t/#", 2);
    Talk::Connection& from = client("from");
    for (const std::uint8_t qos : {std::uint8_t{0}, std::uint8_t{1}, std::uint8_t{2}}) {
        send(from, publish("t/a", qos == 0 ? "x" : qos == 1 ? "y" : "z", qos));
        deliver(to, publish("t/a", qos == 0 ? "x" : qos == 1 ? "y" : "z", qos));
    }
    settle(to);
    EXPECT_THAT(talk.codes(), IsEmpty());
}

TEST_P(ForwardTest, DeliveredWithoutSubscription)
{
    Talk::Connection& to = client("to", "t/#");
    const std::uint32_t frame = deliver(to, publish("u/a", "x"));
    EXPECT_THAT(talk.findings(),
                ElementsAre(Found{IssueCode::DeliveredWithoutSubscription, frame, FieldId::MqttTopic}));
}

TEST_P(ForwardTest, ADeliveryBeforeSubackHasItsSubscription)
{
    Talk::Connection& to = client("to");
    to.subscribe(1, "t/#");
    deliver(to, publish("t/a", "x"));
    to.suback(1);
    EXPECT_THAT(talk.codes(), IsEmpty());
}

TEST_P(ForwardTest, ASessionThatIsNotKnownFromItsStartMayHaveMoreSubscriptions)
{
    Talk::Connection& to = talk.connection(GetParam());
    to.connect("to", false);
    to.accept(GetParam() != Version::V31);
    deliver(to, publish("u/a", "x"));
    EXPECT_THAT(talk.codes(), IsEmpty());
}

TEST_P(ForwardTest, AGapMayHideASubscription)
{
    Talk::Connection& to = client("to", "t/#");
    to.loseFromClient(20);
    to.client(mqtt::Pingreq{});
    deliver(to, publish("u/a", "x"));
    EXPECT_THAT(talk.codes(), IsEmpty());
}

TEST_P(ForwardTest, DollarTopicForWildcard)
{
    Talk::Connection& to = client("to", "#");
    const std::uint32_t frame = deliver(to, publish("$SYS/broker/uptime", "1"));
    EXPECT_THAT(talk.findings(),
                ElementsAre(Found{IssueCode::DollarTopicForWildcard, frame, FieldId::MqttTopic}));
}

TEST_P(ForwardTest, DollarTopicsComeForFiltersThatBeginLikeThem)
{
    Talk::Connection& to = client("to", "$SYS/#");
    deliver(to, publish("$SYS/broker/uptime", "1"));
    EXPECT_THAT(talk.codes(), IsEmpty());
}

TEST_P(ForwardTest, DeliveredByNormalization)
{
    Talk::Connection& to = client("to", "caf\xc3\xa9/+");                    // one letter
    const std::uint32_t frame = deliver(to, publish("cafe\xcc\x81/a", "x")); // e and a mark
    EXPECT_THAT(talk.findings(),
                ElementsAre(Found{IssueCode::DeliveredByNormalization, frame, FieldId::MqttTopic}));
}

TEST_P(ForwardTest, DollarTopicForwarded)
{
    Talk::Connection& to = client("to", "$room/#");
    Talk::Connection& from = client("from");
    const std::uint32_t published = send(from, publish("$room/a", "x"));
    const std::uint32_t frame = deliver(to, publish("$room/a", "x"));
    if (GetParam() == Version::V311)
        EXPECT_THAT(talk.findings(), ElementsAre(Found{IssueCode::DollarTopicForwarded, frame,
                                                       FieldId::MqttTopic, 0, published}));
    else
        EXPECT_THAT(talk.codes(), IsEmpty());
}

TEST_P(ForwardTest, DeliveredAfterFailure)
{
    Talk::Connection& to = client("to");
    to.subscribe(1, "t/#", 1);
    const std::uint32_t suback = to.suback(1, 0x80);
    const std::uint32_t frame = deliver(to, publish("t/a", "x"));
    if (GetParam() != Version::V31) {
        EXPECT_THAT(talk.findings(), ElementsAre(Found{IssueCode::DeliveredAfterFailure, frame,
                                                       FieldId::MqttTopic, 0, suback}));
    }
}

TEST_P(ForwardTest, ARefusalDoesNotTouchTheOtherFilters)
{
    Talk::Connection& to = client("to", "t/a");
    to.subscribe(2, "t/#", 1);
    to.suback(2, 0x80);
    deliver(to, publish("t/a", "x"));
    EXPECT_THAT(talk.codes(), IsEmpty());
}

TEST_P(ForwardTest, DeliveredAfterUnsubscribe)
{
    Talk::Connection& to = client("to", "t/#");
    Talk::Connection& from = client("from");
    unsubscribe(to, 2, "t/#");
    send(from, publish("t/a", "x"));
    const std::uint32_t frame = deliver(to, publish("t/a", "x"));
    EXPECT_THAT(talk.findings(), ElementsAre(Found{IssueCode::DeliveredAfterUnsubscribe, frame,
                                                   FieldId::MqttTopic, 0, unsubackFrame}));
}

TEST_P(ForwardTest, WhatWasQueuedMayComeAfterUnsuback)
{
    Talk::Connection& to = client("to", "t/#", 1);
    Talk::Connection& from = client("from");
    send(from, publish("t/a", "x", 1));
    unsubscribe(to, 2, "t/#");
    deliver(to, publish("t/a", "x", 1));
    EXPECT_THAT(talk.codes(), IsEmpty());
}

// -------------------------------------------------------------------------------------- QoS, flags, order

TEST_P(ForwardTest, DeliveredAboveGrantedQos)
{
    Talk::Connection& to = client("to", "t/#", 0);
    Talk::Connection& from = client("from");
    send(from, publish("t/a", "x", 1));
    const std::uint32_t frame = deliver(to, publish("t/a", "x", 1));
    EXPECT_THAT(talk.findings(),
                ElementsAre(Found{IssueCode::DeliveredAboveGrantedQos, frame, FieldId::MqttQos, 0, 1}));
}

TEST_F(Resubscribe5Test, DeliveredAboveGrantedQosShared)
{
    Talk::Connection& to = client("to", "$share/g/t/#", 0);
    const std::uint32_t frame = deliver(to, publish("t/a", "x", 2));
    EXPECT_THAT(talk.findings(),
                ElementsAre(Found{IssueCode::DeliveredAboveGrantedQosShared, frame, FieldId::MqttQos, 0, 2}));
}

TEST_P(ForwardTest, DeliveredAbovePublishedQos)
{
    Talk::Connection& to = client("to", "t/#", 2);
    Talk::Connection& from = client("from");
    send(from, publish("t/a", "x", 0));
    const std::uint32_t frame = deliver(to, publish("t/a", "x", 1));
    EXPECT_THAT(talk.findings(),
                ElementsAre(Found{IssueCode::DeliveredAbovePublishedQos, frame, FieldId::MqttQos, 0, 1}));
}

TEST_P(ForwardTest, DeliveredBelowHighestQos)
{
    Talk::Connection& to = client("to", "t/#", 1);
    to.subscribe(2, "t/a", 2);
    to.suback(2, 2);
    Talk::Connection& from = client("from");
    send(from, publish("t/a", "x", 2));
    const std::uint32_t frame = deliver(to, publish("t/a", "x", 1));
    settle(to);
    EXPECT_THAT(talk.findings(),
                ElementsAre(Found{IssueCode::DeliveredBelowHighestQos, frame, FieldId::MqttQos, 2, 1}));
}

TEST_P(ForwardTest, OneCopyPerSubscriptionReachesTheHighestQos)
{
    Talk::Connection& to = client("to", "t/#", 1);
    to.subscribe(2, "t/a", 2);
    to.suback(2, 2);
    Talk::Connection& from = client("from");
    send(from, publish("t/a", "x", 2));
    deliver(to, publish("t/a", "x", 1));
    deliver(to, publish("t/a", "x", 2));
    settle(to);
    EXPECT_THAT(talk.codes(), IsEmpty());
}

TEST_P(ForwardTest, DupPassedOn)
{
    Talk::Connection& to = client("to", "t/#", 1);
    Talk::Connection& from = client("from");
    from.client(publish("t/a", "x", 1, 9));
    mqtt::Publish again = publish("t/a", "x", 1, 9);
    again.dup = true;
    from.client(again);
    from.server(ack<mqtt::Puback>(9));
    again.packetId = 600;
    const std::uint32_t frame = deliver(to, again);
    const auto found =
        GetParam() == Version::V31
            ? talk.findingsBeside({IssueCode::FirstSendingWithDupQos1})
            : talk.findingsBeside({IssueCode::FirstSendingWithDupQos1, IssueCode::ResentWithinConnection});
    EXPECT_THAT(found, ElementsAre(Found{IssueCode::DupPassedOn, frame, FieldId::MqttDupflag, 0, 1}));
}

TEST_P(ForwardTest, DeliveredOutOfOrder)
{
    Talk::Connection& to = client("to", "t/#", 1);
    Talk::Connection& from = client("from");
    send(from, publish("t/a", "0", 1));
    const std::uint32_t first = send(from, publish("t/a", "1", 1));
    const std::uint32_t second = send(from, publish("t/a", "2", 1));
    deliver(to, publish("t/a", "0", 1));
    const std::uint32_t early = deliver(to, publish("t/a", "2", 1));
    deliver(to, publish("t/a", "1", 1));
    settle(to);
    if (GetParam() == Version::V31)
        EXPECT_THAT(talk.codes(), IsEmpty());
    else
        EXPECT_THAT(talk.findings(), ElementsAre(Found{IssueCode::DeliveredOutOfOrder, early,
                                                       FieldId::MqttTopic, first, second}));
}

// The server lost the first copy: what it gets is the second one, and who subscribed in between gets it too.
TEST_P(ForwardTest, SentAgainAfterTheSubscription)
{
    Talk::Connection& gone = stayer("from", "other");
    gone.client(publish("t/a", "x", 1, 9));
    gone.clientFin();
    Talk::Connection& to = client("to", "t/#", 1);
    Talk::Connection& from = back("from");
    mqtt::Publish again = publish("t/a", "x", 1, 9);
    again.dup = true;
    send(from, again);
    send(from, publish("t/a", "y", 1));
    send(from, publish("t/a", "z", 1));
    send(from, publish("t/a", "x", 1));
    for (const char* payload : {"x", "y", "z", "x"})
        deliver(to, publish("t/a", payload, 1));
    settle(to);
    EXPECT_THAT(talk.codes(), IsEmpty());
}

TEST_P(ForwardTest, OrderIsThatOfOnePublisherTopicAndQos)
{
    Talk::Connection& to = client("to", "t/#", 2);
    Talk::Connection& one = client("one");
    Talk::Connection& two = client("two");
    send(one, publish("t/a", "1", 1));
    send(two, publish("t/a", "2", 1)); // another publisher
    send(one, publish("t/b", "3", 1)); // another topic
    send(one, publish("t/a", "4", 2)); // another QoS
    deliver(to, publish("t/a", "4", 2));
    deliver(to, publish("t/b", "3", 1));
    deliver(to, publish("t/a", "2", 1));
    deliver(to, publish("t/a", "1", 1));
    settle(to);
    EXPECT_THAT(talk.codes(), IsEmpty());
}

TEST_P(ForwardTest, BomStripped)
{
    Talk::Connection& to = client("to", "#");
    Talk::Connection& from = client("from");
    const std::uint32_t published = send(from, publish("\xef\xbb\xbft/a", "x"));
    const std::uint32_t frame = deliver(to, publish("t/a", "x"));
    if (GetParam() == Version::V31)
        EXPECT_THAT(talk.codes(), IsEmpty());
    else
        EXPECT_THAT(talk.findings(),
                    ElementsAre(Found{IssueCode::BomStripped, frame, FieldId::MqttTopic, 0, published}));
}

TEST_P(ForwardTest, AByteOrderMarkThatStaysIsRight)
{
    Talk::Connection& to = client("to", "#");
    Talk::Connection& from = client("from");
    send(from, publish("\xef\xbb\xbft/a", "x"));
    deliver(to, publish("\xef\xbb\xbft/a", "x"));
    EXPECT_THAT(talk.codes(), IsEmpty());
}

// --------------------------------------------------------------------------------------------- resubscribing

TEST_P(ForwardTest, DoubledByResubscribe)
{
    Talk::Connection& to = client("to", "t/#", 1);
    to.subscribe(2, "t/#", 1);
    to.suback(2, 1);
    Talk::Connection& from = client("from");
    send(from, publish("t/a", "x", 1));
    const std::uint32_t first = deliver(to, publish("t/a", "x", 1));
    const std::uint32_t frame = deliver(to, publish("t/a", "x", 1));
    EXPECT_THAT(talk.findings(),
                ElementsAre(Found{IssueCode::DoubledByResubscribe, frame, FieldId::MqttTopic, 0, first}));
}

TEST_P(ForwardTest, TwoFiltersMayBringTwoCopies)
{
    Talk::Connection& to = client("to", "t/#", 1);
    to.subscribe(2, "t/+", 1);
    to.suback(2, 1);
    to.subscribe(3, "t/#", 1);
    to.suback(3, 1);
    Talk::Connection& from = client("from");
    send(from, publish("t/a", "x", 1));
    deliver(to, publish("t/a", "x", 1));
    deliver(to, publish("t/a", "x", 1));
    EXPECT_THAT(talk.codes(), IsEmpty());
}

TEST_P(ForwardTest, DeliveredTwice)
{
    Talk::Connection& to = client("to", "t/#", 2);
    Talk::Connection& from = client("from");
    mqtt::Publish packet = publish("t/a", "x", 2, 9);
    from.client(packet);
    packet.dup = true;
    from.client(packet);
    from.server(ack<mqtt::Pubrec>(9));
    from.server(ack<mqtt::Pubrec>(9));
    from.client(ack<mqtt::Pubrel>(9));
    from.server(ack<mqtt::Pubcomp>(9));
    const std::uint32_t first = deliver(to, publish("t/a", "x", 2));
    const std::uint32_t frame = deliver(to, publish("t/a", "x", 2));
    const auto found = GetParam() == Version::V31 ? talk.findings()
                                                  : talk.findingsBeside({IssueCode::ResentWithinConnection});
    EXPECT_THAT(found, ElementsAre(Found{IssueCode::DeliveredTwice, frame, FieldId::MqttTopic, 0, first}));
}

TEST_F(Resubscribe5Test, OldOptionsAfterResubscribe)
{
    Talk::Connection& to = client("to", "t/#", 2);
    const std::uint32_t second = resubscribe(to, 2, {"t/#", 0, false, false, 0});
    Talk::Connection& from = client("from");
    send(from, publish("t/a", "x", 2));
    const std::uint32_t frame = deliver(to, publish("t/a", "x", 2));
    EXPECT_THAT(talk.findings(), ElementsAre(Found{IssueCode::OldOptionsAfterResubscribe, frame,
                                                   FieldId::MqttTopic, 0, second}));
}

TEST_F(Resubscribe5Test, WhatWasPublishedBeforeFollowsTheOldOptions)
{
    Talk::Connection& to = client("to", "t/#", 2);
    Talk::Connection& from = client("from");
    send(from, publish("t/a", "x", 2));
    resubscribe(to, 2, {"t/#", 0, false, false, 0});
    deliver(to, publish("t/a", "x", 2));
    EXPECT_THAT(talk.codes(), IsEmpty());
}

TEST_P(ForwardTest, FlowAbandonedByUnsubscribe)
{
    Talk::Connection& to = client("to", "t/#", 2);
    Talk::Connection& from = client("from");
    send(from, publish("t/a", "x", 2));
    const std::uint32_t delivery = to.server(publish("t/a", "x", 2, 5));
    const std::uint32_t frame = unsubscribe(to, 2, "t/#");
    to.client(ack<mqtt::Pubrec>(5));
    settle(to);
    EXPECT_THAT(talk.findings(), ElementsAre(Found{IssueCode::FlowAbandonedByUnsubscribe, delivery,
                                                   FieldId::MqttMsgid, frame, 5}));
}

TEST_P(ForwardTest, AFlowIsCompletedAfterUnsubscribe)
{
    Talk::Connection& to = client("to", "t/#", 2);
    Talk::Connection& from = client("from");
    send(from, publish("t/a", "x", 2));
    to.server(publish("t/a", "x", 2, 5));
    unsubscribe(to, 2, "t/#");
    to.client(ack<mqtt::Pubrec>(5));
    to.server(ack<mqtt::Pubrel>(5));
    to.client(ack<mqtt::Pubcomp>(5));
    settle(to);
    EXPECT_THAT(talk.codes(), IsEmpty());
}

} // namespace
} // namespace mqttscope::session::test
