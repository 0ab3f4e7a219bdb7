// SPDX-License-Identifier: GPL-3.0-or-later
// Every limit is reached here: what a client may cost is bounded, and nothing is lost in silence.
#include "tests/unit/broker/stage.h"

namespace mqttscope::broker::test {
namespace {

using mqtt::Decision;

class LimitsEveryVersion : public ::testing::TestWithParam<Version> {};
INSTANTIATE_TEST_SUITE_P(Versions, LimitsEveryVersion, ::testing::ValuesIn(kVersions), versionName);

void publishQos1(Peer& from, std::string_view topic, std::string_view payload)
{
    from.publish(topic, payload, 1, 1);
    from.expect<mqtt::Puback>();
}

TEST_P(LimitsEveryVersion, Connections)
{
    Options options;
    options.limits.connections = 2;
    Stage stage(options);
    Peer& a = stage.client(GetParam(), "a");
    stage.client(GetParam(), "b");
    Peer& third = stage.peer(GetParam());
    third.send(third.connectPacket("c"));
    EXPECT_EQ(third.expect<mqtt::Connack>().code, GetParam() == Version::V50 ? 0x97 : 3);
    EXPECT_TRUE(third.closed());
    a.close();
    stage.client(GetParam(), "c");
    EXPECT_EQ(stage.broker.connectionCount(), 2U);
}

TEST(Limits, ConnectionsThatSayNothingAreBoundedToo)
{
    Options options;
    options.limits.connections = 2;
    Stage stage(options);
    std::size_t open = 0;
    for (int i = 0; i < 200; ++i)
        open += stage.peer(Version::V50).closed() ? 0U : 1U;
    EXPECT_EQ(stage.count(Decision::ConnectRefused), 200U - open);
    EXPECT_EQ(open, 2U + 64U); // those above the limit are closed after an answer, for a time
    stage.wait(20 * kSecond);
    EXPECT_EQ(stage.broker.connectionCount(), 0U);
}

TEST_P(LimitsEveryVersion, BytesOfPacketsThatHaveBegun)
{
    Options options;
    options.limits.pendingBytes = 1000;
    Stage stage(options);
    std::vector<std::uint8_t> beginning = {0x30, 0xff, 0x7f}; // PUBLISH of 16,383 bytes more
    beginning.resize(600);
    beginning[4] = 1; // Topic Name
    beginning[5] = 't';
    Peer& a = stage.client(GetParam(), "a");
    Peer& b = stage.client(GetParam(), "b");
    stage.dismissJudge(); // packets that never end
    a.sendBytes(beginning);
    EXPECT_EQ(stage.broker.pendingBytes(), 600U);
    EXPECT_FALSE(a.closed());
    b.sendBytes(beginning);
    if (GetParam() == Version::V50) {
        EXPECT_EQ(b.expect<mqtt::Disconnect>().reasonCode, 0x97);
    }
    EXPECT_TRUE(b.closed());
    EXPECT_FALSE(a.closed());
    a.close();
    EXPECT_EQ(stage.broker.pendingBytes(), 0U);
}

TEST(Limits, RetainedMessagesMayWaitWhereLiveOnesMayNot)
{
    Options options;
    options.countsSent = true;
    options.limits.unsentBytes = 200;
    options.limits.queuedBytes = 1000;
    Stage stage(options);
    Peer& a = stage.client(Version::V50, "a");
    const std::string payload(100, 'x');
    for (int i = 0; i < 20; ++i)
        a.publish("r/" + std::to_string(i), payload, 0, 0, true);
    Peer& b = stage.client(Version::V50, "b");
    stage.dismissJudge(); // not all comes
    b.subscribe("#", 0);
    const std::size_t sent = stage.count(Decision::Sent);
    EXPECT_GE(sent, 8U);
    for (std::size_t i = 0; i < sent; ++i)
        b.expect<mqtt::Publish>();
    EXPECT_GT(stage.count(Decision::SlowQos0), 0U);
    EXPECT_EQ(stage.count(Decision::Sent) + stage.count(Decision::SlowQos0), 20U);
}

TEST_P(LimitsEveryVersion, SizeOfAMessage)
{
    Options options;
    options.policy.messageSizeLimit = 3;
    Stage stage(options);
    Peer& a = stage.client(GetParam(), "a");
    a.subscribe("t", 1);
    stage.dismissJudge(); // 3.1 and 3.1.1 have no answer for what is not delivered
    a.publish("t", "1234", 1, 1);
    EXPECT_EQ(a.expect<mqtt::Puback>().reasonCode, GetParam() == Version::V50 ? 0x83 : 0);
    EXPECT_EQ(stage.count(Decision::PublishRefused), 1U);
    a.publish("t", "123", 1, 2);
    a.expect<mqtt::Puback>();
    a.expectPublish("t", "123", 1, 1);
}

TEST_P(LimitsEveryVersion, Sessions)
{
    Options options;
    options.limits.sessions = 2;
    Stage stage(options);
    stage.client(GetParam(), "a", false).close();
    stage.client(GetParam(), "b", false).close();
    Peer& third = stage.peer(GetParam());
    third.send(third.connectPacket("c"));
    EXPECT_EQ(third.expect<mqtt::Connack>().code, GetParam() == Version::V50 ? 0x97 : 3);
    stage.client(GetParam(), "a", false, true); // those that exist can be resumed
    stage.client(GetParam(), "b", true);        // or replaced
}

TEST_P(LimitsEveryVersion, Subscriptions)
{
    Options options;
    options.limits.subscriptions = 2;
    Stage stage(options);
    Peer& a = stage.client(GetParam(), "a");
    a.subscribe("1");
    a.subscribe("2");
    mqtt::Subscribe subscribe;
    subscribe.packetId = 1;
    subscribe.subscriptions.push_back({"3", 0, false, false, 0});
    subscribe.subscriptions.push_back({"2", 1, false, false, 0}); // replaces
    a.send(subscribe);
    const auto& suback = a.expect<mqtt::Suback>();
    EXPECT_EQ(suback.codes[0], GetParam() == Version::V50 ? 0x97 : GetParam() == Version::V311 ? 0x80 : 0);
    EXPECT_EQ(suback.codes[1], 1);
    EXPECT_EQ(stage.broker.findSession("a")->subscriptions.size(), 2U);
    EXPECT_EQ(stage.broker.subscriptions().nodeCount(), 2U);
}

TEST(Limits, FilterLevels)
{
    Options options;
    options.limits.filterLevels = 3;
    Stage stage(options);
    Peer& a = stage.client(Version::V50, "a");
    a.subscribe("a/b/c");
    mqtt::Subscribe subscribe;
    subscribe.packetId = 1;
    subscribe.subscriptions.push_back({"a/b/c/d", 0, false, false, 0});
    a.send(subscribe);
    EXPECT_EQ(a.expect<mqtt::Suback>().codes[0], 0x97);
}

TEST(Limits, FilterBytes)
{
    Options options;
    options.limits.filterBytes = 10;
    Stage stage(options);
    Peer& a = stage.client(Version::V50, "a", false);
    a.subscribe("12345");
    a.subscribe("12345"); // once
    Peer& b = stage.client(Version::V50, "b");
    mqtt::Subscribe subscribe;
    subscribe.packetId = 1;
    subscribe.subscriptions.push_back({"123456", 0, false, false, 0});
    subscribe.subscriptions.push_back({"12345", 0, false, false, 0});
    b.send(subscribe);
    const auto& suback = b.expect<mqtt::Suback>();
    EXPECT_EQ(suback.codes[0], 0x97);
    EXPECT_EQ(suback.codes[1], 0);
    EXPECT_EQ(stage.broker.subscriptions().bytes(), 10U);
    EXPECT_EQ(stage.count(Decision::SubscriptionRefused), 1U);
    stage.client(Version::V50, "a", true); // its session is discarded
    a.expectDisconnect(ReasonCode::SessionTakenOver);
    b.close();
    EXPECT_EQ(stage.broker.subscriptions().bytes(), 0U);
}

TEST_P(LimitsEveryVersion, QueuedMessages)
{
    Options options;
    options.limits.queuedMessages = 3;
    Stage stage(options);
    stage.dismissJudge(); // an observer cannot know the limit of the queue
    Peer& a = stage.client(GetParam(), "a");
    Peer& b = stage.client(GetParam(), "b", false);
    b.subscribe("t", 1);
    b.close();
    for (const char* payload : {"1", "2", "3", "4", "5"})
        publishQos1(a, "t", payload);
    const auto full = stage.decisions(Decision::QueueFull);
    ASSERT_EQ(full.size(), 2U);
    EXPECT_EQ(full[0].value, 3U);
    EXPECT_EQ(full[0].clientId.text(), "b");
    Peer& again = stage.client(GetParam(), "b", false, true);
    for (std::uint16_t id = 1; id <= 3; ++id)
        again.complete("t", std::to_string(id), 1, id);
}

TEST(Limits, QueuedBytes)
{
    Options options;
    options.limits.queuedBytes = 3000;
    Stage stage(options);
    stage.dismissJudge();
    Peer& a = stage.client(Version::V50, "a");
    Peer& b = stage.client(Version::V50, "b", false);
    b.subscribe("t", 1);
    b.close();
    for (int i = 0; i < 4; ++i)
        publishQos1(a, "t", std::string(1000, 'x'));
    EXPECT_EQ(stage.count(Decision::QueueBytesFull), 2U);
    EXPECT_LE(stage.broker.findSession("b")->outgoing.bytes(), 3000U);
}

TEST_P(LimitsEveryVersion, HeldMessages)
{
    Options options;
    options.limits.heldMessages = 2;
    Stage stage(options);
    Peer& a = stage.client(GetParam(), "a");
    for (std::uint16_t id = 1; id <= 2; ++id) {
        a.publish("t", "x", 2, id);
        a.expectAck<mqtt::Pubrec>(id);
    }
    a.publish("t", "x", 2, 3);
    a.expectDisconnect(ReasonCode::QuotaExceeded);
}

TEST(Limits, HeldBytes)
{
    Options options;
    options.limits.heldBytes = 1000;
    Stage stage(options);
    Peer& a = stage.client(Version::V311, "a");
    a.publish("t", std::string(1000, 'x'), 2, 1);
    a.expectAck<mqtt::Pubrec>(1);
    a.publish("t", "x", 2, 2);
    EXPECT_TRUE(a.closed());
    EXPECT_EQ(stage.broker.messageCount().messages, 0U);
}

TEST(Limits, RetainedMessages)
{
    Options options;
    options.limits.retainedMessages = 2;
    Stage stage(options);
    stage.dismissJudge();
    Peer& a = stage.client(Version::V50, "a");
    for (const char* topic : {"1", "2", "3"})
        a.publish(topic, "x", 0, 0, true);
    EXPECT_EQ(stage.broker.retained().size(), 2U);
    EXPECT_EQ(stage.decisions(Decision::RetainedNotStored).at(0).topic.text(), "3");
}

TEST(Limits, MessageBytes)
{
    Options options;
    options.limits.messageBytes = 5000;
    Stage stage(options);
    stage.dismissJudge();
    Peer& a = stage.client(Version::V50, "a");
    Peer& b = stage.client(Version::V50, "b", false);
    b.subscribe("t", 1);
    b.close();
    std::size_t refused = 0;
    for (int i = 0; i < 10; ++i) {
        a.publish("t", std::string(1000, 'x'), 1, 1);
        refused += a.expect<mqtt::Puback>().reasonCode == 0x97 ? 1U : 0U;
    }
    EXPECT_GT(refused, 0U);
    EXPECT_LE(stage.broker.messageCount().bytes, 5000U);
    EXPECT_EQ(stage.count(Decision::PublishRefused), refused);
    EXPECT_EQ(stage.count(Decision::QueuedOffline), 10U - refused);
    // The broker's own messages have no publisher to tell.
    mqtt::Publish publish;
    publish.topic = "t";
    publish.qos = 1;
    const std::string large(3000, 'x');
    publish.payload = field::asBytes(large);
    stage.broker.publish(publish, stage.now, stage.effects);
    EXPECT_EQ(stage.count(Decision::MemoryFull), 1U);
}

TEST(Limits, MessageBytesOfWills)
{
    Options options;
    options.limits.messageBytes = 2000;
    Stage stage(options);
    for (const Version version : kVersions) {
        Peer& peer = stage.peer(version);
        mqtt::Connect connect = peer.connectPacket("a");
        const std::string payload(2000, 'x');
        connect.will.emplace().topic = "w";
        connect.will->payload = field::asBytes(payload);
        peer.send(connect);
        EXPECT_EQ(peer.expect<mqtt::Connack>().code, version == Version::V50 ? 0x97 : 3);
        EXPECT_TRUE(peer.closed());
    }
    EXPECT_EQ(stage.broker.messageCount().messages, 0U);
    EXPECT_EQ(stage.count(Decision::ConnectRefused), 3U);
}

// 3.1.1 [MQTT-4.8.0-2]: an acknowledgement would be a lie, and there is no other answer.
TEST(Limits, MessageBytesBefore5)
{
    Options options;
    options.limits.messageBytes = 1000;
    Stage stage(options);
    Peer& a = stage.client(Version::V311, "a");
    a.publish("t", std::string(1000, 'x'), 1, 1);
    EXPECT_TRUE(a.silent());
    EXPECT_TRUE(a.closed());
}

TEST(Limits, Inflight)
{
    Options options;
    options.policy.inflight5 = 1;
    Stage stage(options);
    Peer& a = stage.client(Version::V50, "a");
    Peer& b = stage.client(Version::V50, "b");
    b.subscribe("t", 1);
    publishQos1(a, "t", "1");
    publishQos1(a, "t", "2");
    b.complete("t", "1", 1, 1);
    b.complete("t", "2", 1, 2);
}

TEST(Limits, Decisions)
{
    Options options;
    options.limits.decisions = 16;
    Stage stage(options);
    Peer& a = stage.client(Version::V50, "a");
    for (int i = 0; i < 100; ++i)
        a.publish("t", "x");
    const DecisionRing& ring = stage.broker.decisions();
    EXPECT_EQ(ring.total() - ring.first(), 16U);
    EXPECT_EQ(ring.overwritten(), ring.total() - 16);
    EXPECT_EQ(ring.at(ring.total() - 1).topic.text(), "t");
}

} // namespace
} // namespace mqttscope::broker::test
