// SPDX-License-Identifier: GPL-3.0-or-later
// Every detail of what a broker saves is there again: MQTT 5.0 §4.1.
#include "broker/core/acl_file.h"
#include "tests/unit/broker/restartable_stage.h"

#include <algorithm>

namespace mqttscope::broker::test {
namespace {

using mqtt::Decision;

class RestoredDetails : public RestartableStage, public ::testing::Test {
public:
    RestoredDetails() : RestartableStage(Version::V50) {}
    /// Connects with a Will "w" of QoS 1 and a session of an hour.
    Peer& comesWithWill(std::string_view id, std::uint32_t delay)
    {
        Peer& peer = stage->peer(Version::V50);
        mqtt::Connect connect = peer.connectPacket(id, false);
        connect.will.emplace();
        connect.will->topic = "w";
        connect.will->payload = field::asBytes(std::string_view{"gone"});
        connect.will->qos = 1;
        if (delay != 0)
            connect.will->properties.setNumber(PropertyId::WillDelayInterval, delay);
        peer.connect(connect);
        return peer;
    }
    static mqtt::Publish message(std::string_view topic, std::string_view payload, std::uint8_t qos,
                                 std::uint16_t packetId)
    {
        mqtt::Publish publish;
        publish.topic = topic;
        publish.payload = field::asBytes(payload);
        publish.qos = qos;
        publish.packetId = packetId;
        return publish;
    }
};

// What several lives of the broker gave to one who is away, in its order and nothing in the place of another.
TEST_F(RestoredDetails, SeveralLives)
{
    Peer& away = comes("s", false, false);
    away.subscribe("t", 1);
    away.close();
    publish("t", "a", 1);
    restart();
    publish("t", "b", 1);
    restart();
    publish("t", "c", 1);
    restart();
    EXPECT_EQ(restored.deliveries, 3U);
    EXPECT_EQ(stage->count(Decision::SessionRestored), 1U);
    Peer& again = comes("s");
    again.expectPublish("t", "a", 1, 1);
    again.expectPublish("t", "b", 1, 2);
    again.expectPublish("t", "c", 1, 3);
}

// Who read in the first life may read in the second, and nobody else.
TEST(RestoredUser, KeepsItsRights)
{
    const AclFile rights("topic write t\nuser ann\ntopic read t\n");
    RestartableStage broker(Version::V50, &rights);
    for (const char* id : {"of ann", "of nobody"}) {
        Peer& peer = broker.stage->peer(Version::V50);
        mqtt::Connect connect = peer.connectPacket(id, false);
        if (std::string_view{id} == "of ann")
            connect.userName = "ann";
        peer.connect(connect);
        peer.subscribe("t", 1);
        peer.close();
    }
    broker.restart();
    broker.publish("t", "x", 1);
    EXPECT_EQ(broker.stage->count(Decision::NotAllowedToRead), 1U);
    EXPECT_EQ(broker.stage->broker.findSession("of ann")->outgoing.size(), 1U);
    EXPECT_EQ(broker.stage->broker.findSession("of nobody")->outgoing.size(), 0U);
}

// [MQTT-3.8.3-3], MQTT 5.0 §3.8.3.1: each option of a subscription
TEST_F(RestoredDetails, EachOptionOfASubscription)
{
    Peer& subscriber = comes("s", false, false);
    subscriber.subscribe({"t", 2, true, true, 2}, 7);
    subscriber.subscribe({"$share/g/t", 1, false, false, 1}, 8);
    restart();
    const auto& subscriptions = stage->broker.findSession("s")->subscriptions;
    ASSERT_EQ(subscriptions.size(), 2U);
    const SubscriptionOptions& plain = subscriptions.at("t");
    EXPECT_EQ(plain.qos, 2);
    EXPECT_TRUE(plain.noLocal);
    EXPECT_TRUE(plain.retainAsPublished);
    EXPECT_EQ(plain.retainHandling, 2);
    EXPECT_EQ(plain.identifier, 7U);
    EXPECT_FALSE(plain.shared);
    const SubscriptionOptions& shared = subscriptions.at("$share/g/t");
    EXPECT_EQ(shared.qos, 1);
    EXPECT_EQ(shared.retainHandling, 1);
    EXPECT_TRUE(shared.shared);
}

// MQTT 5.0 §3.3.2.3.8, §3.8.3.1
TEST_F(RestoredDetails, IdentifiersAndRetainOfWhatWaits)
{
    Peer& away = comes("s", false, false);
    away.subscribe({"t/#", 1, false, true, 0}, 5);
    away.subscribe({"t/1", 1, false, true, 0}, 6, 101);
    away.close();
    publish("t/1", "x", 1, true);
    restart();
    const mqtt::Publish& publish = comes("s").expectPublish("t/1", "x", 1, 1);
    EXPECT_TRUE(publish.retain);
    const auto& identifiers = publish.properties.subscriptionIdentifiers();
    EXPECT_EQ(identifiers.size(), 2U);
    EXPECT_EQ(std::count(identifiers.begin(), identifiers.end(), 5U), 1);
    EXPECT_EQ(std::count(identifiers.begin(), identifiers.end(), 6U), 1);
}

// [MQTT-4.3.3-12]: PUBREL made it free
TEST_F(RestoredDetails, AReleasedIdentifierIsFree)
{
    comes("s", false, false).subscribe("t", 0);
    Peer& publisher = comes("p", false, false);
    publisher.publish("t", "x", 2, 7);
    publisher.expectAck<mqtt::Pubrec>(7);
    store.commit(stage->now); // so that there is something to be taken back
    publisher.acknowledge<mqtt::Pubrel>(7);
    publisher.expectAck<mqtt::Pubcomp>(7);
    stage->tolerateRest();
    restart();
    Peer& subscriber = comes("s");
    Peer& again = comes("p");
    again.send(message("t", "y", 2, 7));
    again.expectAck<mqtt::Pubrec>(7);
    again.acknowledge<mqtt::Pubrel>(7);
    again.expectAck<mqtt::Pubcomp>(7);
    subscriber.expectPublish("t", "y");
}

// [MQTT-3.8.3-3]: the message was taken over by the broker that is no more
TEST_F(RestoredDetails, WhoPublishedWhatWaitsForPubrel)
{
    Peer& client = comes("c", false, false);
    client.subscribe({"t", 1, true, false, 0});
    client.publish("t", "x", 2, 7);
    client.expectAck<mqtt::Pubrec>(7);
    restart();
    Peer& again = comes("c");
    again.acknowledge<mqtt::Pubrel>(7);
    again.expectAck<mqtt::Pubcomp>(7);
    EXPECT_TRUE(again.silent());
}

// What was used last is not used again at once: a late answer to it would be taken for one to the new.
TEST_F(RestoredDetails, PacketIdentifiersGoOn)
{
    Peer& subscriber = comes("s", false, false);
    subscriber.subscribe("t", 1);
    publish("t", "a", 1);
    publish("t", "b", 1);
    subscriber.expectPublish("t", "a", 1, 1);
    subscriber.expectPublish("t", "b", 1, 2);
    subscriber.acknowledge<mqtt::Puback>(1);
    restart();
    Peer& again = comes("s");
    again.expectPublish("t", "b", 1, 2);
    publish("t", "c", 1);
    again.expectPublish("t", "c", 1, 3);
}

// [MQTT-3.3.2-5], [MQTT-3.1.2-25]: what is dropped is dropped for good
TEST_F(RestoredDetails, WhatWasDroppedDoesNotComeBack)
{
    Peer& away = comes("s", false, false);
    away.subscribe("t", 1);
    away.close();
    Peer& publisher = comes("p", true, false);
    mqtt::Publish expiring = message("t", "x", 1, 1);
    expiring.properties.setNumber(PropertyId::MessageExpiryInterval, 10);
    publisher.send(expiring);
    publisher.expect<mqtt::Puback>();
    const std::string large(200, 'x');
    publisher.send(message("t", large, 1, 1));
    publisher.expect<mqtt::Puback>();
    restart(20 * kSecond);
    EXPECT_EQ(restored.deliveries, 2U);
    Peer& again = stage->peer(Version::V50);
    mqtt::Connect connect = again.connectPacket("s", false);
    connect.properties.setNumber(PropertyId::MaximumPacketSize, 100);
    EXPECT_TRUE(again.connect(connect).sessionPresent);
    EXPECT_EQ(stage->count(Decision::Expired), 1U);
    EXPECT_EQ(stage->count(Decision::TooLarge), 1U);
    restart();
    EXPECT_EQ(restored.deliveries, 0U);
    EXPECT_TRUE(comes("s").silent());
}

// [MQTT-3.1.2-10]
TEST_F(RestoredDetails, AWillIsPublishedOnce)
{
    comesWithWill("c", 0).close(HowClosed::Reset);
    EXPECT_EQ(stage->count(Decision::WillPublished), 1U);
    restart();
    EXPECT_EQ(restored.sessions, 1U);
    EXPECT_EQ(stage->count(Decision::WillPublished), 0U);
}

// A topic that is no UTF-8, which 3.1 does not forbid, is no damage; nobody gets the Will.
TEST(RestoredWill, MayBeOneThatNobodyGets)
{
    RestartableStage broker(Version::V31);
    Peer& peer = broker.stage->peer(Version::V31);
    mqtt::Connect connect = peer.connectPacket("c", false);
    connect.will.emplace();
    connect.will->topic = "w";
    connect.will->payload = field::asBytes(std::string_view{"gone"});
    Bytes bytes = encoded(connect, Version::V31);
    *std::find(bytes.begin(), bytes.end(), 'w') = 0xdb;
    peer.sendBytes(bytes);
    EXPECT_EQ(peer.expect<mqtt::Connack>().code, 0);
    broker.restart();
    EXPECT_EQ(broker.restored.sessions, 1U);
    EXPECT_EQ(broker.restored.lost, 0U);
    EXPECT_EQ(broker.stage->count(Decision::WillPublished), 0U);
    EXPECT_EQ(broker.stage->count(Decision::PublishRefused), 1U);
}

// 3.1 does not forbid it.
TEST(RestoredSubscription, MayHaveAnEmptyFilter)
{
    RestartableStage broker(Version::V31);
    broker.comes("c", false, false).subscribe("", 1);
    broker.restart();
    EXPECT_EQ(broker.restored.lost, 0U);
    EXPECT_EQ(broker.stage->broker.findSession("c")->subscriptions.size(), 1U);
}

// MQTT 5.0 §3.1.3.2.2: the delay goes on while the broker does not
TEST_F(RestoredDetails, TheDelayOfAWillGoesOn)
{
    comesWithWill("c", 30).close(HowClosed::Reset);
    store.commit(stage->now);
    stage->wait(10 * kSecond);
    restart(10 * kSecond);
    stage->wait(9 * kSecond);
    EXPECT_EQ(stage->count(Decision::WillPublished), 0U);
    stage->wait(1 * kSecond);
    EXPECT_EQ(stage->count(Decision::WillPublished), 1U);
}

// $SYS topics: the next broker says itself what it has to say.
TEST_F(RestoredDetails, NothingOfTheBrokersOwn)
{
    mqtt::Publish own = message("$SYS/broker/version", "1", 0, 0);
    own.retain = true;
    stage->broker.publish(own, stage->now, stage->effects);
    EXPECT_EQ(stage->broker.retained().size(), 1U);
    restart();
    EXPECT_EQ(restored.retained + restored.lost, 0U);
}

// A file that is damaged, or was made by somebody else.
TEST_F(RestoredDetails, WhatCannotHaveBeenSavedIsLost)
{
    Peer& away = comes("s", false, false);
    away.subscribe("t", 1);
    away.close();
    publish("t", "x", 1);
    store.commit(stage->now);
    SavedState state = store.state();
    SavedSession& session = state.sessions.front();
    const SavedDelivery sound = session.deliveries.front();
    for (int i = 0; i < 4; ++i)
        session.deliveries.push_back(sound);
    session.deliveries[1].qos = 0;
    session.deliveries[2].qos = 3;
    session.deliveries[3].awaits = static_cast<Awaits>(7);
    session.deliveries[4].awaits = Awaits::Puback; // without a Packet Identifier
    session.subscriptions.push_back({"a/#/b", {}});
    session.subscriptions.push_back({"b", {}});
    session.subscriptions.back().options.qos = 3;
    Stage other;
    other.dismissJudge();
    const Restored found = other.broker.restore(state, 0, other.effects);
    EXPECT_EQ(found.deliveries, 1U);
    EXPECT_EQ(found.lost, 6U);
    EXPECT_EQ(other.broker.findSession("s")->subscriptions.size(), 1U);
}

// What belonged to a session that ended in the same turn is not worth a write, and would stay for ever.
TEST_F(RestoredDetails, NothingIsWrittenOfASessionThatEnded)
{
    ChangeCollector collector;
    stage->broker.setJournal(&collector);
    Peer& away = comes("s", false, false);
    away.subscribe("t", 1);
    away.publish("u", "x", 2, 7);
    away.expect<mqtt::Pubrec>();
    away.close();
    publish("t", "x", 1);
    EXPECT_EQ(collector.changes().subscriptions.size(), 1U);
    EXPECT_EQ(collector.changes().deliveries.size(), 1U);
    EXPECT_EQ(collector.changes().held.size(), 1U);
    comes("s", true, false);
    EXPECT_TRUE(collector.changes().subscriptions.empty());
    EXPECT_TRUE(collector.changes().deliveries.empty());
    EXPECT_TRUE(collector.changes().held.empty());
    collector.changes().clear();
    stage->broker.setJournal(store.journal());
}

} // namespace
} // namespace mqttscope::broker::test
