// SPDX-License-Identifier: GPL-3.0-or-later
// QoS 1 and 2 towards clients: Receive Maximum, redelivery, refusals, queues.
#include "tests/unit/broker/stage.h"

namespace mqttscope::broker::test {
namespace {

using mqtt::Decision;

class DeliveryEveryVersion : public ::testing::TestWithParam<Version> {};
INSTANTIATE_TEST_SUITE_P(Versions, DeliveryEveryVersion, ::testing::ValuesIn(kVersions), versionName);

void publishQos1(Peer& from, std::string_view topic, std::string_view payload)
{
    from.publish(topic, payload, 1, 1);
    from.expectAck<mqtt::Puback>(1);
}

void publishQos2(Peer& from, std::string_view topic, std::string_view payload)
{
    from.publish(topic, payload, 2, 1);
    from.expectAck<mqtt::Pubrec>(1);
    from.acknowledge<mqtt::Pubrel>(1);
    from.expectAck<mqtt::Pubcomp>(1);
}

// [MQTT-4.4.0-1], 3.1.1 [MQTT-4.4.0-1]: with DUP [MQTT-3.3.1-1], same identifiers [MQTT-2.3.1-3], no PUBLISH
// after its PUBREL [MQTT-4.3.3-6], in order
// [MQTT-4.6.0-1]
TEST_P(DeliveryEveryVersion, WhatIsUnacknowledgedComesAgain)
{
    Stage stage;
    Peer& a = stage.client(GetParam(), "a");
    Peer& b = stage.client(GetParam(), "b", false);
    b.subscribe("t", 2);
    publishQos1(a, "t", "1");
    publishQos2(a, "t", "2");
    publishQos2(a, "t", "3");
    publishQos1(a, "t", "4");
    b.expectPublish("t", "1", 1, 1);
    b.expectPublish("t", "2", 2, 2);
    b.expectPublish("t", "3", 2, 3);
    b.expectPublish("t", "4", 1, 4);
    b.acknowledge<mqtt::Puback>(1);
    b.acknowledge<mqtt::Pubrec>(2);
    b.expectAck<mqtt::Pubrel>(2);
    b.close();
    publishQos1(a, "t", "5");

    Peer& again = stage.client(GetParam(), "b", false, true);
    const auto& pubrel = again.expect<mqtt::Pubrel>();
    EXPECT_EQ(pubrel.packetId, 2);
    EXPECT_EQ(pubrel.dup, GetParam() == Version::V31);
    EXPECT_TRUE(again.expectPublish("t", "3", 2, 3).dup);
    EXPECT_TRUE(again.expectPublish("t", "4", 1, 4).dup);
    EXPECT_FALSE(again.expectPublish("t", "5", 1, 5).dup);
    again.acknowledge<mqtt::Pubcomp>(2);
    again.acknowledge<mqtt::Pubrec>(3);
    again.expectAck<mqtt::Pubrel>(3);
    again.acknowledge<mqtt::Pubcomp>(3);
    again.acknowledge<mqtt::Puback>(4);
    again.acknowledge<mqtt::Puback>(5);
    EXPECT_EQ(stage.broker.findSession("b")->outgoing.size(), 0U);
    EXPECT_EQ(stage.broker.findSession("b")->outgoing.bytes(), 0U);
}

// [MQTT-4.4.0-1]: at no other time.
TEST_P(DeliveryEveryVersion, NothingIsRepeatedWithinAConnection)
{
    Stage stage;
    Peer& a = stage.client(GetParam(), "a");
    Peer& b = stage.client(GetParam(), "b");
    b.subscribe("t", 1);
    publishQos1(a, "t", "1");
    b.expectPublish("t", "1", 1, 1);
    stage.wait(100'000 * kSecond);
    EXPECT_TRUE(b.silent());
    b.acknowledge<mqtt::Puback>(1);
}

// [MQTT-3.3.4-9], [MQTT-4.9.0-2], [MQTT-4.9.0-3]
TEST(Delivery, KeepsToTheReceiveMaximumOfTheClient)
{
    Stage stage;
    Peer& a = stage.client(Version::V50, "a");
    Peer& b = stage.peer(Version::V50);
    mqtt::Connect connect = b.connectPacket("b", false);
    connect.properties.setNumber(PropertyId::ReceiveMaximum, 2);
    b.connect(connect);
    b.subscribe("t", 2);
    publishQos1(a, "t", "1");
    publishQos2(a, "t", "2");
    publishQos1(a, "t", "3");
    publishQos1(a, "t", "4");
    EXPECT_EQ(stage.count(Decision::QueuedWindowFull), 2U);
    b.expectPublish("t", "1", 1, 1);
    b.expectPublish("t", "2", 2, 2);
    EXPECT_TRUE(b.silent());
    a.publish("t", "0"); // QoS 0 does not count
    b.expectPublish("t", "0");
    b.send(mqtt::Pingreq{});
    b.expect<mqtt::Pingresp>();
    b.acknowledge<mqtt::Pubrec>(2); // its place is free only after PUBCOMP
    b.expectAck<mqtt::Pubrel>(2);
    EXPECT_TRUE(b.silent());
    b.acknowledge<mqtt::Puback>(1);
    b.expectPublish("t", "3", 1, 3);
    b.acknowledge<mqtt::Pubcomp>(2);
    b.expectPublish("t", "4", 1, 4);
    b.acknowledge<mqtt::Puback>(3);
    b.acknowledge<mqtt::Puback>(4);
}

TEST(Delivery, ResumesWithinASmallerReceiveMaximum)
{
    Stage stage;
    Peer& a = stage.client(Version::V50, "a");
    Peer& b = stage.client(Version::V50, "b", false);
    b.subscribe("t", 1);
    for (const char* payload : {"1", "2", "3"})
        publishQos1(a, "t", payload);
    b.ignoreRest();
    b.close();
    Peer& again = stage.peer(Version::V50);
    mqtt::Connect connect = again.connectPacket("b", false);
    connect.properties.setNumber(PropertyId::ReceiveMaximum, 1);
    EXPECT_TRUE(again.connect(connect).sessionPresent);
    for (std::uint16_t id = 1; id <= 3; ++id) {
        EXPECT_TRUE(again.expectPublish("t", std::to_string(id), 1, id).dup);
        EXPECT_TRUE(again.silent());
        again.acknowledge<mqtt::Puback>(id);
    }
}

TEST(Delivery, Before5HasAWindowOfTheBroker)
{
    Options options;
    options.policy.inflightBefore5 = 1;
    Stage stage(options);
    Peer& a = stage.client(Version::V311, "a");
    Peer& b = stage.client(Version::V311, "b");
    b.subscribe("t", 1);
    publishQos1(a, "t", "1");
    publishQos1(a, "t", "2");
    b.complete("t", "1", 1, 1);
    b.complete("t", "2", 1, 2);
}

// [MQTT-3.3.4-7]
TEST(Delivery, ClientsMustKeepToTheReceiveMaximumOfTheBroker)
{
    Options options;
    options.capabilities.receiveMaximum = 2;
    Stage stage(options);
    Peer& a = stage.client(Version::V50, "a");
    a.publish("t", "1", 2, 1);
    a.expectAck<mqtt::Pubrec>(1);
    a.publish("t", "2", 2, 2);
    a.expectAck<mqtt::Pubrec>(2);
    a.publish("t", "0"); // QoS 0 does not count
    a.publish("t", "3", 1, 3);
    a.expectDisconnect(ReasonCode::ReceiveMaximumExceeded);
    EXPECT_EQ(stage.decisions(Decision::Disconnected).at(0).rule.expected, 2U);
}

// [MQTT-4.4.0-2], §3.5.2.1
TEST(Delivery, PubrecOfRefusalEndsTheExchange)
{
    Stage stage;
    Peer& a = stage.client(Version::V50, "a");
    Peer& b = stage.client(Version::V50, "b", false);
    b.subscribe("t", 2);
    publishQos2(a, "t", "1");
    b.expectPublish("t", "1", 2, 1);
    b.acknowledge<mqtt::Pubrec>(1, 0x97);
    EXPECT_TRUE(b.silent());
    const auto refused = stage.decisions(Decision::RefusedByClient);
    ASSERT_EQ(refused.size(), 1U);
    EXPECT_EQ(refused[0].reasonCode, 0x97);
    EXPECT_EQ(refused[0].topic.text(), "t");
    b.close();
    stage.client(Version::V50, "b", false, true); // nothing comes again
}

TEST(Delivery, PubackOfRefusalEndsTheExchange)
{
    Stage stage;
    Peer& a = stage.client(Version::V50, "a");
    Peer& b = stage.client(Version::V50, "b", false);
    b.subscribe("t", 1);
    publishQos1(a, "t", "1");
    b.expectPublish("t", "1", 1, 1);
    b.acknowledge<mqtt::Puback>(1, 0x83);
    b.close();
    stage.client(Version::V50, "b", false, true);
}

// [MQTT-3.3.4-1]
TEST_P(DeliveryEveryVersion, AnswersOfTheWrongKindEndTheConnection)
{
    Stage stage;
    Peer& a = stage.client(GetParam(), "a");
    Peer& b = stage.client(GetParam(), "b");
    b.subscribe("t", 2);
    publishQos2(a, "t", "1");
    b.expectPublish("t", "1", 2, 1);
    b.acknowledge<mqtt::Puback>(1);
    b.expectDisconnect(ReasonCode::ProtocolError);
    Peer& c = stage.client(GetParam(), "c");
    c.subscribe("t", 1);
    publishQos1(a, "t", "1");
    c.expectPublish("t", "1", 1, 1);
    c.acknowledge<mqtt::Pubcomp>(1);
    c.expectDisconnect(ReasonCode::ProtocolError);
}

TEST_P(DeliveryEveryVersion, AnswersToNothingDoNoHarm)
{
    Stage stage;
    stage.dismissJudge(); // the client is at fault
    Peer& a = stage.client(GetParam(), "a");
    a.acknowledge<mqtt::Puback>(5);
    a.acknowledge<mqtt::Pubcomp>(5);
    EXPECT_TRUE(a.silent());
    a.acknowledge<mqtt::Pubrec>(5);
    a.expectAck<mqtt::Pubrel>(5, GetParam() == Version::V50 ? 0x92 : 0);
    EXPECT_EQ(stage.count(Decision::AnswerUnknown), 3U);
}

TEST_P(DeliveryEveryVersion, PubrecTwiceIsAnsweredTwice)
{
    Stage stage;
    stage.dismissJudge();
    Peer& a = stage.client(GetParam(), "a");
    Peer& b = stage.client(GetParam(), "b");
    b.subscribe("t", 2);
    publishQos2(a, "t", "1");
    b.expectPublish("t", "1", 2, 1);
    b.acknowledge<mqtt::Pubrec>(1);
    b.expectAck<mqtt::Pubrel>(1);
    b.acknowledge<mqtt::Pubrec>(1);
    b.expectAck<mqtt::Pubrel>(1);
    b.acknowledge<mqtt::Pubcomp>(1);
}

// QoS 0 is not kept for those who are away.
TEST_P(DeliveryEveryVersion, OfflineSessionsGetQos1And2Later)
{
    Stage stage;
    Peer& a = stage.client(GetParam(), "a");
    Peer& b = stage.client(GetParam(), "b", false);
    b.subscribe("t", 2);
    b.send(mqtt::Disconnect{});
    a.publish("t", "0");
    publishQos1(a, "t", "1");
    publishQos2(a, "t", "2");
    EXPECT_EQ(stage.count(Decision::OfflineQos0), 1U);
    EXPECT_EQ(stage.count(Decision::QueuedOffline), 2U);
    Peer& again = stage.client(GetParam(), "b", false, true);
    again.complete("t", "1", 1, 1);
    again.complete("t", "2", 2, 2);
}

// [MQTT-3.1.2-24], [MQTT-3.1.2-25]
TEST(Delivery, TooLargeForTheClientIsAsIfDelivered)
{
    Stage stage;
    Peer& a = stage.client(Version::V50, "a");
    Peer& b = stage.peer(Version::V50);
    mqtt::Connect connect = b.connectPacket("b");
    connect.properties.setNumber(PropertyId::MaximumPacketSize, 30);
    b.connect(connect);
    b.subscribe("t", 1);
    publishQos1(a, "t", std::string(22, 'x')); // 2 + 3 + 2 + 1 + 22 bytes = 30
    publishQos1(a, "t", std::string(23, 'y'));
    a.publish("t", std::string(25, 'z'));
    publishQos1(a, "t", "small");
    b.complete("t", std::string(22, 'x'), 1, 1);
    b.complete("t", "small", 1, 2);
    const auto large = stage.decisions(Decision::TooLarge);
    ASSERT_EQ(large.size(), 2U);
    EXPECT_EQ(large[0].value, 31U);
    EXPECT_EQ(large[1].value, 31U);
    EXPECT_EQ(stage.broker.messageCount().messages, 0U);
}

// [MQTT-3.3.2-5], [MQTT-3.3.2-6]
TEST(Delivery, MessagesExpireWhileTheyWait)
{
    Stage stage;
    Peer& a = stage.client(Version::V50, "a");
    Peer& b = stage.client(Version::V50, "b", false);
    b.subscribe("t", 1);
    b.close();
    mqtt::Publish publish;
    publish.topic = "t";
    publish.qos = 1;
    publish.packetId = 1;
    publish.payload = field::asBytes("short");
    publish.properties.setNumber(PropertyId::MessageExpiryInterval, 10);
    a.send(publish);
    a.expectAck<mqtt::Puback>(1);
    publish.payload = field::asBytes("long");
    publish.properties.setNumber(PropertyId::MessageExpiryInterval, 100);
    a.send(publish);
    a.expectAck<mqtt::Puback>(1);
    stage.wait(10 * kSecond);
    Peer& again = stage.client(Version::V50, "b", false, true);
    const auto& delivered = again.expectPublish("t", "long", 1, 1);
    EXPECT_EQ(delivered.properties.number(PropertyId::MessageExpiryInterval), 90U);
    again.acknowledge<mqtt::Puback>(1);
    const auto expired = stage.decisions(Decision::Expired);
    ASSERT_EQ(expired.size(), 1U);
    EXPECT_EQ(expired[0].value, 10U);
}

TEST(Delivery, ExpiryIsTheReceivedOneForThoseWhoAreThere)
{
    Stage stage;
    Peer& a = stage.client(Version::V50, "a");
    a.subscribe("t");
    mqtt::Publish publish;
    publish.topic = "t";
    publish.properties.setNumber(PropertyId::MessageExpiryInterval, 10);
    a.send(publish);
    EXPECT_EQ(a.expectPublish("t", "").properties.number(PropertyId::MessageExpiryInterval), 10U);
}

// [MQTT-4.3.3-7]: once sent it does not expire.
TEST(Delivery, WhatWasSentIsCompletedAfterItsExpiry)
{
    Stage stage;
    Peer& a = stage.client(Version::V50, "a");
    Peer& b = stage.client(Version::V50, "b", false);
    b.subscribe("t", 2);
    mqtt::Publish publish;
    publish.topic = "t";
    publish.qos = 2;
    publish.packetId = 1;
    publish.properties.setNumber(PropertyId::MessageExpiryInterval, 5);
    a.send(publish);
    a.expectAck<mqtt::Pubrec>(1);
    a.acknowledge<mqtt::Pubrel>(1);
    a.expectAck<mqtt::Pubcomp>(1);
    b.expectPublish("t", "", 2, 1);
    b.close();
    stage.wait(20 * kSecond);
    Peer& again = stage.client(Version::V50, "b", false, true);
    again.complete("t", "", 2, 1);
}

// [MQTT-4.3.3-13]: the handshake goes on, the message is not delivered.
TEST(Delivery, HeldMessagesExpireToo)
{
    Stage stage;
    Peer& a = stage.client(Version::V50, "a");
    a.subscribe("t", 2);
    mqtt::Publish publish;
    publish.topic = "t";
    publish.qos = 2;
    publish.packetId = 1;
    publish.properties.setNumber(PropertyId::MessageExpiryInterval, 5);
    a.send(publish);
    a.expectAck<mqtt::Pubrec>(1);
    stage.wait(5 * kSecond);
    a.acknowledge<mqtt::Pubrel>(1);
    a.expectAck<mqtt::Pubcomp>(1);
    EXPECT_EQ(stage.count(Decision::Expired), 1U);
}

// [MQTT-3.10.4-3]
TEST_P(DeliveryEveryVersion, UnsubscribeDoesNotTouchWhatHasBegun)
{
    Stage stage;
    Peer& a = stage.client(GetParam(), "a");
    Peer& b = stage.client(GetParam(), "b");
    b.subscribe("t", 2);
    publishQos2(a, "t", "1");
    b.expectPublish("t", "1", 2, 1);
    mqtt::Unsubscribe unsubscribe;
    unsubscribe.packetId = 8;
    unsubscribe.topicFilters.push_back("t");
    b.send(unsubscribe);
    EXPECT_EQ(b.expect<mqtt::Unsuback>().packetId, 8);
    b.acknowledge<mqtt::Pubrec>(1);
    b.expectAck<mqtt::Pubrel>(1);
    b.acknowledge<mqtt::Pubcomp>(1);
    a.publish("t", "2"); // [MQTT-3.10.4-2]
}

// [MQTT-2.2.1-4]: identifiers in use are passed over, 0 is none.
TEST(OutgoingFlow, PacketIdentifiersGoRound)
{
    OutgoingFlow flow;
    MessageCount count;
    mqtt::Publish publish;
    publish.topic = "t";
    const MessageRef message(std::make_unique<Message>(publish, MessageOrigin{}, 0, count));
    flow.begin(10);
    const auto send = [&] {
        Delivery delivery;
        delivery.message = message;
        delivery.qos = 1;
        flow.enqueue(delivery);
        const std::uint16_t packetId = flow.next()->packetId;
        EXPECT_FALSE(flow.sent());
        return packetId;
    };
    EXPECT_EQ(send(), 1); // stays open
    for (std::uint32_t i = 2; i <= 0xffff; ++i) {
        const std::uint16_t packetId = send();
        ASSERT_EQ(packetId, i);
        ASSERT_EQ(flow.puback(packetId), Answer::Done);
    }
    EXPECT_EQ(send(), 2);
}

} // namespace
} // namespace mqttscope::broker::test
