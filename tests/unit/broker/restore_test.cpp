// SPDX-License-Identifier: GPL-3.0-or-later
// A broker that stops at any moment and goes on from what it had saved: MQTT 5.0 §4.1, §4.2, §4.4.
#include "tests/unit/broker/restartable_stage.h"

namespace mqttscope::broker::test {
namespace {

using mqtt::Decision;

class Restore : public RestartableStage, public ::testing::TestWithParam<Version> {
public:
    Restore() : RestartableStage(GetParam()) {}
};
INSTANTIATE_TEST_SUITE_P(Versions, Restore, ::testing::ValuesIn(kVersions), versionName);

using Restore5 = Restore;
INSTANTIATE_TEST_SUITE_P(Only5, Restore5, ::testing::Values(Version::V50), versionName);

// [MQTT-4.5.0-1], 3.1.1 [MQTT-3.1.2-5]
TEST_P(Restore, WhatWaitsForAClientThatIsAway)
{
    Peer& away = comes("s", false, false);
    away.subscribe("t/#", 2);
    away.close();
    publish("t/1", "one", 1);
    publish("t/2", "two", 2);
    restart();
    EXPECT_EQ(restored.sessions, 1U);
    EXPECT_EQ(restored.deliveries, 2U);
    EXPECT_EQ(restored.lost, 0U);
    Peer& subscriber = comes("s");
    EXPECT_FALSE(subscriber.expectPublish("t/1", "one", 1, 1).dup);
    EXPECT_FALSE(subscriber.expectPublish("t/2", "two", 2, 2).dup);
    publish("t/3", "three", 1); // it is still subscribed
    subscriber.expectPublish("t/3", "three", 1, 3);
}

// [MQTT-4.4.0-1], [MQTT-3.3.1-1], 3.1.1 [MQTT-4.4.0-1]
TEST_P(Restore, WhatWasOnItsWayIsSentAgainWithDup)
{
    Peer& subscriber = comes("s", false, false);
    subscriber.subscribe("t", 2);
    publish("t", "a", 1);
    publish("t", "b", 2);
    publish("t", "c", 2);
    subscriber.expectPublish("t", "a", 1, 1);
    subscriber.expectPublish("t", "b", 2, 2);
    subscriber.expectPublish("t", "c", 2, 3);
    subscriber.acknowledge<mqtt::Pubrec>(3);
    subscriber.expectAck<mqtt::Pubrel>(3);
    restart();
    Peer& again = comes("s");
    again.expectAck<mqtt::Pubrel>(3); // no second PUBLISH after PUBREC: [MQTT-4.3.3-6]
    EXPECT_TRUE(again.expectPublish("t", "a", 1, 1).dup);
    EXPECT_TRUE(again.expectPublish("t", "b", 2, 2).dup);
    again.acknowledge<mqtt::Pubcomp>(3);
    again.acknowledge<mqtt::Puback>(1);
    restart();
    Peer& third = comes("s"); // what was answered is over, the rest is not
    EXPECT_TRUE(third.expectPublish("t", "b", 2, 2).dup);
}

// [MQTT-4.3.3-10]: PUBREC took the identifier
TEST_P(Restore, AQos2MessageOfAClientIsHandedOnOnce)
{
    comes("s", false, false).subscribe("t", 2);
    Peer& publisher = comes("p", false, false);
    publisher.publish("t", "x", 2, 7);
    publisher.expectAck<mqtt::Pubrec>(7);
    restart();
    Peer& subscriber = comes("s");
    Peer& again = comes("p");
    mqtt::Publish same;
    same.topic = "t";
    same.payload = field::asBytes("x");
    same.qos = 2;
    same.packetId = 7;
    same.dup = true;
    again.send(same);
    again.expectAck<mqtt::Pubrec>(7);
    EXPECT_TRUE(subscriber.silent());
    again.acknowledge<mqtt::Pubrel>(7);
    again.expectAck<mqtt::Pubcomp>(7);
    subscriber.complete("t", "x", 2, 1);
    restart();
    EXPECT_TRUE(comes("s").silent());
}

// [MQTT-4.3.3-8]: PUBREC made the broker the owner; the session of the publisher ended with its connection
TEST_P(Restore, AQos2MessageOfASessionThatEndedIsHandedOn)
{
    comes("s", false, false).subscribe("t", 2);
    Peer& publisher = comes("p", true, false);
    publisher.publish("t", "x", 2, 7);
    publisher.expectAck<mqtt::Pubrec>(7);
    restart();
    EXPECT_EQ(stage->broker.findSession("p"), nullptr);
    comes("s").expectPublish("t", "x", 2, 1);
}

// MQTT 5.0 §3.3.1.3
TEST_P(Restore, RetainedMessages)
{
    publish("kept", "1", 1, true);
    publish("kept", "2", 1, true);
    publish("removed", "1", 1, true);
    publish("removed", "", 1, true);
    restart();
    EXPECT_EQ(restored.retained, 1U);
    Peer& subscriber = comes("s", true, false);
    subscriber.subscribe("#", 1);
    EXPECT_TRUE(subscriber.expectPublish("kept", "2", 1, 1).retain);
}

// [MQTT-3.1.2-8], 3.1.1 [MQTT-3.1.2-8]: the connection broke when the broker did
TEST_P(Restore, TheWillOfAClientThatWasThere)
{
    comes("s", false, false).subscribe("w", 1);
    Peer& peer = stage->peer(GetParam());
    mqtt::Connect connect = peer.connectPacket("p", true);
    connect.will.emplace();
    connect.will->topic = "w";
    connect.will->payload = field::asBytes("gone");
    connect.will->qos = 1;
    peer.connect(connect);
    restart();
    EXPECT_EQ(stage->count(Decision::WillPublished), 1U);
    comes("s").expectPublish("w", "gone", 1, 1);
}

// [MQTT-3.1.3-9], MQTT 5.0 §3.1.3.2.2
TEST_P(Restore5, TheDelayOfAWillRunsFromTheRestart)
{
    comes("s", false, false).subscribe("w", 1);
    for (const char* id : {"comes", "stays away"}) {
        Peer& peer = stage->peer(Version::V50);
        mqtt::Connect connect = peer.connectPacket(id, false);
        connect.will.emplace();
        connect.will->topic = "w";
        connect.will->payload = field::asBytes(std::string_view{id});
        connect.will->qos = 1;
        connect.will->properties.setNumber(PropertyId::WillDelayInterval, 30);
        peer.connect(connect);
    }
    restart(100 * kSecond);
    Peer& subscriber = comes("s");
    stage->wait(20 * kSecond);
    comes("comes");
    EXPECT_TRUE(subscriber.silent());
    stage->wait(10 * kSecond);
    subscriber.expectPublish("w", "stays away", 1, 1);
}

// MQTT 5.0 §3.1.2.11.2: the interval goes on while the broker does not
TEST_P(Restore5, TheExpiryOfASession)
{
    Peer& peer = stage->peer(Version::V50);
    mqtt::Connect connect = peer.connectPacket("s", false);
    connect.properties.setNumber(PropertyId::SessionExpiryInterval, 100);
    peer.connect(connect);
    peer.close();
    restart(60 * kSecond);
    stage->wait(39 * kSecond);
    EXPECT_NE(stage->broker.findSession("s"), nullptr);
    stage->wait(1 * kSecond);
    EXPECT_EQ(stage->broker.findSession("s"), nullptr);
    EXPECT_EQ(stage->count(Decision::SessionExpired), 1U);
    restart();
    EXPECT_EQ(restored.sessions, 0U);
}

// [MQTT-3.3.2-5], [MQTT-3.3.2-6]
TEST_P(Restore5, TheExpiryOfAMessage)
{
    Peer& subscriber = comes("s", false, false);
    subscriber.subscribe("t", 1);
    subscriber.close();
    Peer& publisher = comes("p", true, false);
    for (const std::uint32_t seconds : {10U, 100U}) {
        mqtt::Publish message;
        message.topic = "t";
        message.payload = field::asBytes("x");
        message.qos = 1;
        message.packetId = 1;
        message.properties.setNumber(PropertyId::MessageExpiryInterval, seconds);
        message.properties.setText(PropertyId::ContentType, "text");
        message.properties.addUserProperty("a", "b");
        publisher.send(message);
        publisher.expect<mqtt::Puback>();
    }
    restart(60 * kSecond);
    const mqtt::Publish& publish = comes("s").expectPublish("t", "x", 1, 1);
    EXPECT_EQ(publish.properties.numberOr(PropertyId::MessageExpiryInterval, 0), 40U);
    EXPECT_EQ(publish.properties.text(PropertyId::ContentType), "text");
    ASSERT_EQ(publish.properties.userProperties().size(), 1U);
    EXPECT_EQ(publish.properties.userProperties()[0].value, "b");
    EXPECT_EQ(stage->count(Decision::Expired), 1U);
}

// MQTT 5.0 §3.8.3.1, §3.8.2.1.2, §4.8.2
TEST_P(Restore5, TheOptionsOfSubscriptions)
{
    Peer& subscriber = comes("s", false, false);
    subscriber.subscribe({"own", 1, true, false, 0}, 5);
    subscriber.subscribe({"as", 1, false, true, 0}, 6);
    subscriber.subscribe("gone", 1);
    mqtt::Unsubscribe unsubscribe;
    unsubscribe.packetId = 9;
    unsubscribe.topicFilters.push_back("gone");
    subscriber.send(unsubscribe);
    subscriber.expect<mqtt::Unsuback>();
    restart();
    Peer& again = comes("s");
    again.publish("own", "x", 1, 1);
    again.expect<mqtt::Puback>();
    publish("gone", "x", 1);
    publish("as", "x", 1, true);
    const mqtt::Publish& publish = again.expectPublish("as", "x", 1, 1);
    EXPECT_TRUE(publish.retain);
    ASSERT_EQ(publish.properties.subscriptionIdentifiers().size(), 1U);
    EXPECT_EQ(publish.properties.subscriptionIdentifiers()[0], 6U);
}

// MQTT 5.0 §4.8.2: what the member who is away had goes to another one when its session ends
TEST_P(Restore5, WhatWaitsOfASharedSubscription)
{
    Peer& member = comes("a", false, false);
    member.subscribe("$share/g/t", 1);
    member.close();
    publish("t", "x", 1);
    Peer& other = comes("b", false, false);
    other.subscribe("$share/g/t", 1);
    restart();
    Peer& again = comes("b");
    EXPECT_TRUE(again.silent());
    Peer& fresh = comes("a", true, false);
    again.expectPublish("t", "x", 1, 1);
    EXPECT_TRUE(fresh.silent());
}

// [MQTT-3.1.2-4], 3.1.1 [MQTT-3.1.2-6]
TEST_P(Restore, ACleanStartForgetsEverything)
{
    comes("s", false, false).subscribe("t", 1);
    publish("t", "x", 1);
    stage->tolerateRest();
    Peer& again = stage->client(GetParam(), "s", true);
    EXPECT_TRUE(again.silent());
    restart();
    EXPECT_EQ(restored.sessions, 1U); // of the moment, and it ends at once
    EXPECT_EQ(stage->broker.findSession("s"), nullptr);
    EXPECT_TRUE(comes("s", false, false).silent());
}

// MQTT 5.0 §3.1.2.11.2: resumed for the last time
TEST_P(Restore5, AResumptionWithoutExpiryIsTheLast)
{
    comes("s", false, false).subscribe("t", 1);
    Peer& peer = stage->peer(Version::V50);
    mqtt::Connect connect = peer.connectPacket("s", false);
    connect.properties.setNumber(PropertyId::SessionExpiryInterval, 0);
    stage->tolerateRest();
    EXPECT_TRUE(peer.connect(connect).sessionPresent);
    publish("t", "x", 1);
    peer.expectPublish("t", "x", 1, 1);
    restart();
    EXPECT_EQ(restored.deliveries, 0U);
    EXPECT_EQ(stage->broker.findSession("s"), nullptr);
}

TEST_P(Restore, WhatIsDamagedCostsNothingElse)
{
    Peer& subscriber = comes("s", false, false);
    subscriber.subscribe("t", 1);
    subscriber.close();
    publish("t", "one", 1);
    publish("t", "two", 1);
    publish("t", "three", 1, true);
    store.commit(stage->now);
    SavedState state = store.state();
    for (SavedMessage& message : state.messages) {
        if (message.packet.back() == 'o') // "two"
            message.packet.resize(3);
    }
    state.retained.push_back(999);
    SavedSession twin = state.sessions.front();
    twin.serial += 100;
    state.sessions.push_back(twin);
    Stage other;
    other.dismissJudge();
    const Restored found = other.broker.restore(state, 0, other.effects);
    EXPECT_EQ(found.deliveries, 2U);
    EXPECT_EQ(found.lost,
              4U); // the message, its delivery, what was retained, the session that is there twice
    Peer& again = other.client(GetParam(), "s", false, true);
    again.expectPublish("t", "one", 1, 1);
    again.expectPublish("t", "three", 1, 2);
}

// What came and went within a turn is not worth a write.
TEST_P(Restore, NothingIsWrittenOfWhatIsOver)
{
    ChangeCollector collector;
    stage->broker.setJournal(&collector);
    Peer& subscriber = comes("s", false, false);
    subscriber.subscribe("t", 1);
    collector.changes().clear();
    publish("t", "x", 1);
    subscriber.complete("t", "x", 1, 1);
    EXPECT_TRUE(collector.changes().deliveries.empty());
    EXPECT_TRUE(collector.changes().held.empty());
    publish("t", "y", 1);
    subscriber.expectPublish("t", "y", 1, 2);
    EXPECT_EQ(collector.changes().deliveries.size(), 1U);
    stage->broker.setJournal(store.journal());
}

} // namespace
} // namespace mqttscope::broker::test
