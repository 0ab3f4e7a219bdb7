// SPDX-License-Identifier: GPL-3.0-or-later
// What a delivery carries, and to whom: No Local, Subscription Identifiers, properties, shared subscriptions.
#include "tests/unit/session/delivery_talk.h"

namespace mqttscope::session::test {
namespace {

using field::FieldId;
using field::IssueCode;
using mqtt::PropertyId;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

class Forward5Test : public Delivery5Test {};

// ---------------------------------------------------------------------------------- No Local, identifiers

TEST_F(Forward5Test, NoLocalIgnored)
{
    Talk::Connection& c = client("c");
    resubscribe(c, 1, {"t/#", 0, true, false, 0});
    const std::uint32_t published = send(c, publish("t/a", "x"));
    const std::uint32_t frame = deliver(c, publish("t/a", "x"));
    EXPECT_THAT(talk.findings(),
                ElementsAre(Found{IssueCode::NoLocalIgnored, frame, FieldId::MqttTopic, 0, published}));
}

TEST_F(Forward5Test, WithoutNoLocalOnOneOfTwoFiltersItMayCome)
{
    Talk::Connection& c = client("c");
    resubscribe(c, 1, {"t/#", 0, true, false, 0});
    resubscribe(c, 2, {"t/a", 0, false, false, 0});
    send(c, publish("t/a", "x"));
    deliver(c, publish("t/a", "x"));
    EXPECT_THAT(talk.codes(), IsEmpty());
}

mqtt::Publish identified(mqtt::Publish packet, std::initializer_list<std::uint32_t> identifiers)
{
    for (const std::uint32_t one : identifiers)
        packet.properties.addSubscriptionIdentifier(one);
    return packet;
}

class IdentifierTest : public Delivery5Test {
protected:
    Talk::Connection& two()
    {
        Talk::Connection& to = client("to");
        resubscribe(to, 1, {"t/#", 1, false, false, 0}, 7);
        resubscribe(to, 2, {"t/a", 1, false, false, 0}, 8);
        return to;
    }
};

TEST_F(IdentifierTest, OneCopyWithAllOrCopiesWithTheirOwn)
{
    Talk::Connection& to = two();
    Talk::Connection& from = client("from");
    send(from, publish("t/a", "x", 1));
    deliver(to, identified(publish("t/a", "x", 1), {8, 7}));
    send(from, publish("t/a", "y", 1));
    deliver(to, identified(publish("t/a", "y", 1), {7}));
    deliver(to, identified(publish("t/a", "y", 1), {8}));
    settle(to);
    EXPECT_THAT(talk.codes(), IsEmpty());
}

TEST_F(IdentifierTest, SubscriptionIdMissing)
{
    Talk::Connection& to = two();
    Talk::Connection& from = client("from");
    send(from, publish("t/a", "x", 1));
    const std::uint32_t frame = deliver(to, identified(publish("t/a", "x", 1), {7}));
    settle(to);
    EXPECT_THAT(talk.findings(),
                ElementsAre(Found{IssueCode::SubscriptionIdMissing, frame, FieldId::MqttProperties, 8, 1}));
}

TEST_F(IdentifierTest, SubscriptionIdWrongCopy)
{
    Talk::Connection& to = two();
    Talk::Connection& from = client("from");
    send(from, publish("t/a", "x", 1));
    deliver(to, identified(publish("t/a", "x", 1), {7}));
    const std::uint32_t frame = deliver(to, identified(publish("t/a", "x", 1), {7}));
    settle(to);
    EXPECT_THAT(talk.findings(),
                ElementsAre(Found{IssueCode::SubscriptionIdWrongCopy, frame,
                                  mqtt::propertyInfo(PropertyId::SubscriptionIdentifier).field, 8, 7}));
}

TEST_F(IdentifierTest, SubscriptionIdForeign)
{
    Talk::Connection& to = two();
    const std::uint32_t frame = deliver(to, identified(publish("t/b", "x", 1), {7, 9}));
    EXPECT_THAT(talk.findings(),
                ElementsAre(Found{IssueCode::SubscriptionIdForeign, frame,
                                  mqtt::propertyInfo(PropertyId::SubscriptionIdentifier).field, 0, 9}));
}

TEST_F(IdentifierTest, AnIdentifierOfBeforeIsAnOldOption)
{
    Talk::Connection& to = client("to");
    resubscribe(to, 1, {"t/#", 1, false, false, 0}, 7);
    const std::uint32_t second = resubscribe(to, 2, {"t/#", 1, false, false, 0}, 8);
    Talk::Connection& from = client("from");
    send(from, publish("t/a", "x", 1));
    const std::uint32_t frame = deliver(to, identified(publish("t/a", "x", 1), {7, 8}));
    EXPECT_THAT(talk.findings(), ElementsAre(Found{IssueCode::OldOptionsAfterResubscribe, frame,
                                                   FieldId::MqttTopic, 0, second}));
}

// ------------------------------------------------------------------------------------------- properties

class PropertyTest : public Delivery5Test {
protected:
    /// What is found when `sent` is published and `came` comes.
    std::vector<Found> through(const mqtt::Properties& sent, const mqtt::Properties& came,
                               std::int64_t waitMs = 0)
    {
        Talk::Connection& to = client("to", "t/#", 1);
        Talk::Connection& from = client("from");
        mqtt::Publish packet = publish("t/a", "x", 1);
        packet.properties = sent;
        published = send(from, packet);
        talk.waitMs(waitMs);
        packet.properties = came;
        delivered = deliver(to, packet);
        return talk.findings();
    }
    mqtt::Properties in;
    mqtt::Properties out;
    std::uint32_t published = 0;
    std::uint32_t delivered = 0;
};

TEST_F(PropertyTest, PropertiesArePassedOn)
{
    in.setNumber(PropertyId::PayloadFormatIndicator, 1);
    in.setText(PropertyId::ContentType, "text/plain");
    in.setText(PropertyId::ResponseTopic, "r");
    in.setText(PropertyId::CorrelationData, "1");
    in.addUserProperty("a", "1");
    in.addUserProperty("b", "2");
    in.setNumber(PropertyId::MessageExpiryInterval, 60);
    out = in;
    out.addUserProperty("server", "adds one");
    EXPECT_THAT(through(in, out), IsEmpty());
}

TEST_F(PropertyTest, ForwardedPropertyChanged)
{
    in.setText(PropertyId::ContentType, "text/plain");
    out.setText(PropertyId::ContentType, "text/html");
    const auto found = through(in, out);
    EXPECT_THAT(found, ElementsAre(Found{IssueCode::ForwardedPropertyChanged, delivered,
                                         mqtt::propertyInfo(PropertyId::ContentType).field, 0, published}));
}

TEST_F(PropertyTest, APropertyIsMissing)
{
    in.setText(PropertyId::ResponseTopic, "r");
    const auto found = through(in, out);
    EXPECT_THAT(found, ElementsAre(Found{IssueCode::ForwardedPropertyChanged, delivered,
                                         FieldId::MqttProperties, 0, published}));
}

TEST_F(PropertyTest, AUserPropertyIsMissing)
{
    in.addUserProperty("a", "1");
    in.addUserProperty("b", "2");
    out.addUserProperty("a", "1");
    const auto found = through(in, out);
    EXPECT_THAT(found, ElementsAre(Found{IssueCode::ForwardedPropertyChanged, delivered,
                                         mqtt::propertyInfo(PropertyId::UserProperty).field, 0, published}));
}

TEST_F(PropertyTest, UserPropertiesReordered)
{
    in.addUserProperty("a", "1");
    in.addUserProperty("b", "2");
    out.addUserProperty("b", "2");
    out.addUserProperty("a", "1");
    const auto found = through(in, out);
    EXPECT_THAT(found, ElementsAre(Found{IssueCode::UserPropertiesReordered, delivered,
                                         mqtt::propertyInfo(PropertyId::UserProperty).field, 0, published}));
}

TEST_F(PropertyTest, AByteOrderMarkIsStrippedFromAProperty)
{
    in.setText(PropertyId::ContentType, "\xef\xbb\xbftext");
    out.setText(PropertyId::ContentType, "text");
    const auto found = through(in, out);
    EXPECT_THAT(found,
                ElementsAre(Found{IssueCode::BomStripped, delivered, FieldId::MqttTopic, 0, published}));
}

TEST_F(PropertyTest, ExpiryIsReducedByTheTimeWaited)
{
    in.setNumber(PropertyId::MessageExpiryInterval, 60);
    out.setNumber(PropertyId::MessageExpiryInterval, 50);
    EXPECT_THAT(through(in, out, 10'000), IsEmpty());
}

TEST_F(PropertyTest, ExpiryNotReduced)
{
    in.setNumber(PropertyId::MessageExpiryInterval, 60);
    const auto found = through(in, in, 10'000);
    EXPECT_THAT(found,
                ElementsAre(Found{IssueCode::ExpiryNotReduced, delivered,
                                  mqtt::propertyInfo(PropertyId::MessageExpiryInterval).field, 50, 60}));
}

TEST_F(PropertyTest, ExpiredDelivered)
{
    in.setNumber(PropertyId::MessageExpiryInterval, 5);
    const auto found = through(in, in, 10'000);
    EXPECT_THAT(found, ElementsAre(Found{IssueCode::ExpiredDelivered, delivered, FieldId::MqttTopic, 5, 10}));
}

/// MQTT 5.0 §4.3.2: a copy may be a new message to the server, which counts from it.
TEST_F(Forward5Test, ExpiryMayCountFromACopyThatWasSentAgain)
{
    Talk::Connection& to = client("to", "t/#", 0);
    Talk::Connection& before = stayer("from", "other");
    mqtt::Publish packet = publish("t/a", "x", 1, 50);
    packet.properties.setNumber(PropertyId::MessageExpiryInterval, 60);
    before.client(packet);
    before.clientFin();
    talk.waitMs(10'000);
    Talk::Connection& again = back("from");
    packet.dup = true;
    again.client(packet);
    again.server(ack<mqtt::Puback>(50));
    mqtt::Publish out = publish("t/a", "x");
    out.properties.setNumber(PropertyId::MessageExpiryInterval, 60);
    deliver(to, out);
    EXPECT_THAT(talk.codes(), IsEmpty());
}

// ------------------------------------------------------------------------------------ shared subscriptions

class SharedTest : public Delivery5Test {
protected:
    Talk::Connection& member(std::string_view id, bool stays = false)
    {
        return stays ? stayer(id, "$share/g/t/#", 2) : client(id, "$share/g/t/#", 2);
    }
};

TEST_F(SharedTest, SharedRefusedGivenToOther)
{
    Talk::Connection& one = member("one");
    Talk::Connection& two = member("two");
    Talk::Connection& from = client("from");
    send(from, publish("t/a", "x", 1));
    one.server(publish("t/a", "x", 1, 5));
    const std::uint32_t refusal = one.client(ack<mqtt::Puback>(5, 0x80));
    const std::uint32_t frame = deliver(two, publish("t/a", "x", 1));
    EXPECT_THAT(talk.findings(), ElementsAre(Found{IssueCode::SharedRefusedGivenToOther, frame,
                                                   FieldId::MqttTopic, 0, refusal}));
}

TEST_F(SharedTest, WhatAMemberDidNotAnswerMayGoToAnother)
{
    Talk::Connection& one = member("one");
    Talk::Connection& two = member("two");
    Talk::Connection& from = client("from");
    send(from, publish("t/a", "x", 1));
    one.server(publish("t/a", "x", 1, 5));
    one.clientFin();
    deliver(two, publish("t/a", "x", 1));
    EXPECT_THAT(talk.codes(), IsEmpty());
}

TEST_F(SharedTest, SharedQos2GivenToOther)
{
    Talk::Connection& one = member("one");
    Talk::Connection& two = member("two");
    Talk::Connection& from = client("from");
    send(from, publish("t/a", "x", 2));
    const std::uint32_t first = one.server(publish("t/a", "x", 2, 5));
    one.clientFin();
    const std::uint32_t frame = deliver(two, publish("t/a", "x", 2));
    EXPECT_THAT(talk.findings(),
                ElementsAre(Found{IssueCode::SharedQos2GivenToOther, frame, FieldId::MqttTopic, 0, first}));
}

TEST_F(SharedTest, SharedFlowNotResumed)
{
    Talk::Connection& one = member("one", true);
    Talk::Connection& from = client("from");
    send(from, publish("t/a", "x", 2));
    const std::uint32_t first = one.server(publish("t/a", "x", 2, 5));
    one.clientFin();
    Talk::Connection& again = back("one");
    settle(again);
    EXPECT_THAT(talk.findings(), ElementsAre(Found{IssueCode::SharedFlowNotResumed, first, FieldId::MqttMsgid,
                                                   connackFrame, 5}));
}

TEST_F(SharedTest, AFlowThatGoesOnIsRight)
{
    Talk::Connection& one = member("one", true);
    Talk::Connection& from = client("from");
    send(from, publish("t/a", "x", 2));
    one.server(publish("t/a", "x", 2, 5));
    one.clientFin();
    Talk::Connection& again = back("one");
    mqtt::Publish copy = publish("t/a", "x", 2, 5);
    copy.dup = true;
    deliver(again, copy);
    settle(again);
    EXPECT_THAT(talk.codes(), IsEmpty());
}

/// MQTT 5.0 [MQTT-3.8.3-3]: what was published while the subscription had No Local was not due.
TEST_F(Delivery5Test, NoLocalHoldsForWhatWasPublishedUnderIt)
{
    Talk::Connection& witness = client("witness", "#", 1);
    Talk::Connection& own = client("own");
    mqtt::Subscription options;
    options.topicFilter = "t/#";
    options.qos = 1;
    options.noLocal = true;
    resubscribe(own, 1, options);
    Talk::Connection& other = client("other");
    for (Talk::Connection* from : {&other, &own}) {
        const mqtt::Publish packet = publish("t/a", from == &own ? "of its own" : "of another", 1);
        send(*from, packet);
        deliver(witness, packet);
        if (from != &own)
            deliver(own, packet);
    }
    options.noLocal = false;
    resubscribe(own, 2, options);
    send(own, publish("t/a", "now wanted", 1));
    deliver(witness, publish("t/a", "now wanted", 1));
    deliver(own, publish("t/a", "now wanted", 1));
    settle(own);
    EXPECT_THAT(talk.codes(), IsEmpty());
}

} // namespace
} // namespace mqttscope::session::test
