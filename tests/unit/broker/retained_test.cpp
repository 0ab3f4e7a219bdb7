// SPDX-License-Identifier: GPL-3.0-or-later
// Retained messages: MQTT 5.0 §3.3.1.3, MQTT 3.1.1 §3.3.1.3.
#include "broker/core/retained_store.h"
#include "tests/unit/broker/stage.h"

namespace mqttscope::broker::test {
namespace {

using mqtt::Decision;

class RetainedEveryVersion : public ::testing::TestWithParam<Version> {};
INSTANTIATE_TEST_SUITE_P(Versions, RetainedEveryVersion, ::testing::ValuesIn(kVersions), versionName);

// [MQTT-3.3.1-5], 3.1.1 [MQTT-3.3.1-5], [MQTT-3.3.1-6], [MQTT-3.3.1-8]; SUBACK comes first
TEST_P(RetainedEveryVersion, TheLastOneIsSentToNewSubscriptions)
{
    Stage stage;
    Peer& a = stage.client(GetParam(), "a");
    a.publish("t/1", "old", 0, 0, true);
    a.publish("t/1", "new", 1, 1, true); // [MQTT-3.3.1-7]
    a.expectAck<mqtt::Puback>(1, GetParam() == Version::V50 ? 0x10 : 0);
    a.publish("t/2", "other", 0, 0, true);
    a.publish("u", "elsewhere", 0, 0, true);
    Peer& b = stage.client(GetParam(), "b");
    b.subscribe("t/+", 2);
    EXPECT_TRUE(b.expectPublish("t/1", "new", 1, 1).retain);
    b.acknowledge<mqtt::Puback>(1);
    EXPECT_TRUE(b.expectPublish("t/2", "other", 0).retain);
    EXPECT_EQ(stage.broker.retained().size(), 3U);
}

// [MQTT-3.3.1-6], [MQTT-3.3.1-7], 3.1.1 [MQTT-3.3.1-10], [MQTT-3.3.1-11]
TEST_P(RetainedEveryVersion, AnEmptyPayloadRemoves)
{
    Stage stage;
    Peer& a = stage.client(GetParam(), "a");
    a.publish("t", "x", 0, 0, true);
    a.subscribe("t");
    a.expectPublish("t", "x");
    a.publish("t", "", 0, 0, true);
    EXPECT_FALSE(a.expectPublish("t", "").retain); // it is delivered as usual
    Peer& b = stage.client(GetParam(), "b");
    b.subscribe("t");
    EXPECT_EQ(stage.broker.retained().size(), 0U);
    EXPECT_EQ(stage.broker.retained().bytes(), 0U);
    EXPECT_EQ(stage.count(Decision::RetainedRemoved), 1U);
}

// [MQTT-3.3.1-8], 3.1.1 [MQTT-3.3.1-12]
TEST_P(RetainedEveryVersion, WithoutRetainNothingChanges)
{
    Stage stage;
    Peer& a = stage.client(GetParam(), "a");
    a.publish("t", "x", 0, 0, true);
    a.publish("t", "y");
    a.publish("t", "");
    a.subscribe("t");
    a.expectPublish("t", "x");
}

// 3.1.1 [MQTT-3.1.2-7]
TEST_P(RetainedEveryVersion, OutlivesTheSessionOfItsPublisher)
{
    Stage stage;
    Peer& a = stage.client(GetParam(), "a");
    a.publish("t", "x", 0, 0, true);
    a.close();
    Peer& b = stage.client(GetParam(), "b");
    b.subscribe("t");
    b.expectPublish("t", "x");
}

// 3.1.1 [MQTT-3.8.4-3], 5.0 [MQTT-3.8.4-4]
TEST_P(RetainedEveryVersion, SubscribingAgainSendsItAgain)
{
    Stage stage;
    Peer& a = stage.client(GetParam(), "a");
    a.publish("t", "x", 0, 0, true);
    a.subscribe("t");
    a.expectPublish("t", "x");
    a.subscribe("t");
    a.expectPublish("t", "x");
}

// [MQTT-4.7.2-1]
TEST_P(RetainedEveryVersion, DollarTopicsNeedTheirName)
{
    Stage stage;
    mqtt::Publish publish;
    publish.topic = "$SYS/x";
    publish.payload = field::asBytes("1");
    publish.retain = true;
    stage.broker.publish(publish, stage.now, stage.effects);
    Peer& a = stage.client(GetParam(), "a");
    a.subscribe("#");
    a.subscribe("+/x");
    a.subscribe("$SYS/+");
    a.expectPublish("$SYS/x", "1");
}

// [MQTT-3.3.1-9] to [MQTT-3.3.1-11]
TEST(Retained, RetainHandling)
{
    Stage stage;
    Peer& a = stage.client(Version::V50, "a");
    a.publish("t", "x", 0, 0, true);
    a.subscribe({"t", 0, false, false, 2});
    EXPECT_TRUE(a.silent());
    a.subscribe({"t", 0, false, false, 1}); // it exists
    EXPECT_TRUE(a.silent());
    a.subscribe({"t", 0, false, false, 0});
    a.expectPublish("t", "x");
    a.subscribe({"+", 0, false, false, 1}); // it is new
    a.expectPublish("t", "x");
}

// MQTT5-§3.8.4-shared-retained
TEST(Retained, SharedSubscriptionsGetNone)
{
    Stage stage;
    Peer& a = stage.client(Version::V50, "a");
    a.publish("t", "x", 0, 0, true);
    a.subscribe("$share/g/t");
}

TEST(Retained, CarriesTheIdentifierOfItsSubscription)
{
    Stage stage;
    Peer& a = stage.client(Version::V50, "a");
    a.publish("t", "x", 0, 0, true);
    a.subscribe({"#", 0, false, false, 2}, 1);
    a.subscribe({"t", 0, false, false, 0}, 2);
    const auto& ids = a.expectPublish("t", "x").properties.subscriptionIdentifiers();
    ASSERT_EQ(ids.size(), 1U);
    EXPECT_EQ(ids[0], 2U);
}

// §3.3.2.3.3
TEST(Retained, Expires)
{
    Stage stage;
    Peer& a = stage.client(Version::V50, "a");
    mqtt::Publish publish;
    publish.topic = "t";
    publish.retain = true;
    publish.payload = field::asBytes("x");
    publish.properties.setNumber(PropertyId::MessageExpiryInterval, 10);
    a.send(publish);
    stage.wait(4 * kSecond);
    a.subscribe("t");
    EXPECT_EQ(a.expectPublish("t", "x").properties.number(PropertyId::MessageExpiryInterval), 6U);
    stage.wait(6 * kSecond);
    a.subscribe("t");
    EXPECT_EQ(stage.broker.retained().size(), 0U);
}

TEST(RetainedStore, HasRoomForSoManyAndNoMore)
{
    MessageCount count;
    RetainedStore store(2, 10'000);
    const auto put = [&](std::string_view topic, std::string_view payload, Nanoseconds now = 0,
                         std::uint32_t expiry = 0) {
        mqtt::Publish publish;
        publish.topic = topic;
        publish.payload = field::asBytes(payload);
        publish.retain = true;
        if (expiry != 0)
            publish.properties.setNumber(mqtt::PropertyId::MessageExpiryInterval, expiry);
        return store.put(MessageRef(std::make_unique<Message>(publish, MessageOrigin{}, now, count)), now);
    };
    using Change = RetainedStore::Change;
    EXPECT_EQ(put("a", "1"), Change::Stored);
    EXPECT_EQ(put("b", "1", 0, 1), Change::Stored);
    EXPECT_EQ(put("c", "1"), Change::Full);
    EXPECT_EQ(put("a", "2"), Change::Replaced);
    EXPECT_EQ(put("c", "1", kSecond), Change::Stored); // b has expired
    EXPECT_EQ(put("b", ""), Change::NothingToRemove);
    EXPECT_EQ(put("a", std::string(10'000, 'x')), Change::Full);
    EXPECT_EQ(store.size(), 1U); // what it had to replace is outdated
    EXPECT_EQ(put("c", ""), Change::Removed);
    EXPECT_EQ(store.bytes(), 0U);
    EXPECT_EQ(count.messages, 0U);
}

TEST(RetainedStore, FindsTheParentOfHash)
{
    MessageCount count;
    RetainedStore store(10, 10'000);
    for (const char* topic : {"a", "a/b", "a/b/c", "ab", "b"}) {
        mqtt::Publish publish;
        publish.topic = topic;
        publish.payload = field::asBytes("x");
        store.put(MessageRef(std::make_unique<Message>(publish, MessageOrigin{}, 0, count)), 0);
    }
    const auto matching = [&](std::string_view filter) {
        std::vector<std::string> topics;
        store.visitMatching(filter, 0, [&](const MessageRef& one) { topics.emplace_back(one->topic()); });
        return topics;
    };
    using Topics = std::vector<std::string>;
    EXPECT_EQ(matching("a/#"), (Topics{"a", "a/b", "a/b/c"}));
    EXPECT_EQ(matching("a"), (Topics{"a"}));
    EXPECT_EQ(matching("a/+"), (Topics{"a/b"}));
    EXPECT_EQ(matching("#"), (Topics{"a", "a/b", "a/b/c", "ab", "b"}));
    EXPECT_EQ(matching("+/b/#"), (Topics{"a/b", "a/b/c"}));
}

} // namespace
} // namespace mqttscope::broker::test
