// SPDX-License-Identifier: GPL-3.0-or-later
// SUBSCRIBE, UNSUBSCRIBE, overlapping filters, options, identifiers.
#include "tests/unit/broker/stage.h"

#include <gmock/gmock.h>

namespace mqttscope::broker::test {
namespace {

using mqtt::Decision;
using ::testing::UnorderedElementsAre;

class SubscribeEveryVersion : public ::testing::TestWithParam<Version> {};
INSTANTIATE_TEST_SUITE_P(Versions, SubscribeEveryVersion, ::testing::ValuesIn(kVersions), versionName);

// [MQTT-3.8.4-1], [MQTT-3.8.4-5] to [MQTT-3.8.4-7], [MQTT-3.9.3-1], 3.1.1 [MQTT-3.8.4-4], [MQTT-3.8.4-5]
TEST_P(SubscribeEveryVersion, OneSubackWithACodeForEachFilter)
{
    Stage stage;
    Peer& a = stage.client(GetParam(), "a");
    mqtt::Subscribe subscribe;
    subscribe.packetId = 42;
    subscribe.subscriptions.push_back({"x", 2, false, false, 0});
    subscribe.subscriptions.push_back({"y/#", 0, false, false, 0});
    subscribe.subscriptions.push_back({"+/z", 1, false, false, 0});
    a.send(subscribe);
    const auto& suback = a.expect<mqtt::Suback>();
    EXPECT_EQ(suback.packetId, 42);
    EXPECT_EQ(suback.codes, (mqtt::SmallList<std::uint8_t, 16>{2, 0, 1}));
    EXPECT_EQ(stage.count(Decision::Subscribed), 3U);
}

// [MQTT-3.3.4-2], 3.1.1 [MQTT-3.3.5-1]
TEST_P(SubscribeEveryVersion, OverlappingFiltersGiveOneCopyAtTheHighestQos)
{
    Stage stage;
    Peer& a = stage.client(GetParam(), "a");
    a.subscribe("#", 0);
    a.subscribe("t/+", 2);
    a.subscribe("t/x", 1);
    a.publish("t/x", "1", 2, 1);
    a.expectAck<mqtt::Pubrec>(1);
    a.acknowledge<mqtt::Pubrel>(1);
    a.expectAck<mqtt::Pubcomp>(1);
    a.complete("t/x", "1", 2, 1);
}

// [MQTT-3.8.4-3]
TEST_P(SubscribeEveryVersion, TheSameFilterReplaces)
{
    Stage stage;
    Peer& a = stage.client(GetParam(), "a");
    a.subscribe("t", 0);
    a.subscribe("t", 1);
    EXPECT_EQ(stage.count(Decision::Resubscribed), 1U);
    a.publish("t", "x", 1, 1);
    a.expectAck<mqtt::Puback>(1);
    a.complete("t", "x", 1, 1);
}

// [MQTT-3.10.4-1], [MQTT-3.10.4-4], [MQTT-3.10.4-5], [MQTT-3.10.4-6], [MQTT-3.11.3-2]
TEST_P(SubscribeEveryVersion, UnsubscribeTakesExactlyTheFilters)
{
    Stage stage;
    Peer& a = stage.client(GetParam(), "a");
    a.subscribe("t/x", 1);
    a.subscribe("t/+", 0);
    mqtt::Unsubscribe unsubscribe;
    unsubscribe.packetId = 5;
    unsubscribe.topicFilters.push_back("t/x");
    unsubscribe.topicFilters.push_back("t/#");
    a.send(unsubscribe);
    const auto& unsuback = a.expect<mqtt::Unsuback>();
    EXPECT_EQ(unsuback.packetId, 5);
    if (GetParam() == Version::V50) {
        EXPECT_EQ(unsuback.codes, (mqtt::SmallList<std::uint8_t, 16>{0x00, 0x11}));
    }
    a.publish("t/x", "1", 1, 1);
    a.expectAck<mqtt::Puback>(1);
    a.expectPublish("t/x", "1", 0);
    EXPECT_EQ(stage.count(Decision::NothingToUnsubscribe), 1U);
}

// [MQTT-3.8.3-2], [MQTT-4.7.1-1], [MQTT-4.7.1-2], [MQTT-3.8.1-1]
TEST_P(SubscribeEveryVersion, BrokenOnesEndTheConnection)
{
    const bool v5 = GetParam() == Version::V50;
    const auto subscribe = [&](std::string_view filter, std::uint8_t options, std::uint8_t first = 0x82) {
        Bytes body = Bytes{0x00, 0x01} + Bytes(v5 ? 1 : 0);
        if (!filter.empty())
            body =
                body + Bytes{0x00, static_cast<std::uint8_t>(filter.size())} + text(filter) + Bytes{options};
        return Bytes{first, static_cast<std::uint8_t>(body.size())} + body;
    };
    const auto broken = [&](const Bytes& bytes, ReasonCode code) {
        Stage stage;
        Peer& a = stage.client(GetParam(), "a");
        a.sendBytes(bytes);
        a.expectDisconnect(code);
        EXPECT_TRUE(stage.decisions(Decision::Disconnected).at(0).rule.any);
    };
    broken(subscribe("a/#/b", 0), ReasonCode::ProtocolError);
    broken(subscribe("a+", 0), ReasonCode::ProtocolError);
    broken(subscribe("a", 3), v5 ? ReasonCode::ProtocolError : ReasonCode::MalformedPacket);
    broken(subscribe("a", 0, 0x80), ReasonCode::MalformedPacket);
    if (GetParam() != Version::V31) // there an empty one is only odd
        broken(subscribe("", 0), ReasonCode::ProtocolError);
}

// MQTT5: [MQTT-3.8.3-5], [MQTT-3.8.3-4], [MQTT-4.8.2-1], [MQTT-4.8.2-2]
TEST(Subscribe, BrokenOptionsOf5)
{
    const auto code = [](const mqtt::Subscription& subscription) {
        Stage stage;
        Peer& a = stage.client(Version::V50, "a");
        mqtt::Subscribe subscribe;
        subscribe.packetId = 1;
        subscribe.subscriptions.push_back(subscription);
        a.send(subscribe);
        return a.expect<mqtt::Disconnect>().reasonCode;
    };
    EXPECT_EQ(code({"$share/g/t", 0, true, false, 0}), 0x82);
    EXPECT_EQ(code({"t", 0, false, false, 3}), 0x82);
    EXPECT_EQ(code({"$share//t", 0, false, false, 0}), 0x82);
    EXPECT_EQ(code({"$share/g", 0, false, false, 0}), 0x82);
}

// [MQTT-3.8.3-3]
TEST(Subscribe, NoLocal)
{
    Stage stage;
    Peer& a = stage.client(Version::V50, "a");
    Peer& b = stage.client(Version::V50, "b");
    a.subscribe({"t", 0, true, false, 0});
    b.subscribe({"t", 0, true, false, 0});
    a.publish("t", "x");
    b.expectPublish("t", "x");
    const auto own = stage.decisions(Decision::NoLocal);
    ASSERT_EQ(own.size(), 1U);
    EXPECT_EQ(own[0].clientId.text(), "a");
    // Another subscription that matches counts.
    a.subscribe({"#", 0, false, false, 0});
    a.publish("t", "y");
    a.expectPublish("t", "y");
    b.expectPublish("t", "y");
    EXPECT_EQ(stage.count(Decision::NoLocal), 1U);
}

// [MQTT-3.3.1-12], [MQTT-3.3.1-13]
TEST(Subscribe, RetainAsPublished)
{
    Stage stage;
    Peer& a = stage.client(Version::V50, "a");
    Peer& b = stage.client(Version::V50, "b");
    a.subscribe({"t", 0, false, true, 0});
    b.subscribe({"t", 0, false, false, 0});
    a.publish("t", "x", 0, 0, true);
    a.publish("t", "y");
    EXPECT_TRUE(a.expectPublish("t", "x").retain);
    EXPECT_FALSE(a.expectPublish("t", "y").retain);
    EXPECT_FALSE(b.expectPublish("t", "x").retain);
    EXPECT_FALSE(b.expectPublish("t", "y").retain);
}

// [MQTT-3.3.4-3], [MQTT-3.3.4-4]
TEST(Subscribe, IdentifiersOfAllMatchingSubscriptions)
{
    Stage stage;
    Peer& a = stage.client(Version::V50, "a");
    a.subscribe({"#", 0, false, false, 0}, 7);
    a.subscribe({"t/+", 0, false, false, 0}, 268'435'455);
    a.subscribe({"t/x", 0, false, false, 0}, 7);
    a.subscribe({"+/x", 0, false, false, 0});
    a.publish("t/x", "1");
    const auto& publish = a.expectPublish("t/x", "1");
    const auto ids = publish.properties.subscriptionIdentifiers().items();
    EXPECT_THAT(std::vector<std::uint32_t>(ids.begin(), ids.end()), UnorderedElementsAre(7, 7, 268'435'455));
    a.publish("other", "2");
    EXPECT_EQ(a.expectPublish("other", "2").properties.subscriptionIdentifiers().size(), 1U);
}

TEST(Subscribe, AgainWithoutIdentifierTakesItAway)
{
    Stage stage;
    Peer& a = stage.client(Version::V50, "a");
    a.subscribe({"t", 0, false, false, 0}, 7);
    a.subscribe({"t", 0, false, false, 0});
    a.publish("t", "1");
    EXPECT_TRUE(a.expectPublish("t", "1").properties.empty());
}

// 5.0 §3.9.3, §3.11.3: 0x91
TEST(Subscribe, PacketIdentifierOfAnOpenPublishIsInUse)
{
    Stage stage;
    stage.dismissJudge(); // the client is at fault
    Peer& a = stage.client(Version::V50, "a");
    a.publish("t", "x", 2, 5);
    a.expectAck<mqtt::Pubrec>(5);
    mqtt::Subscribe subscribe;
    subscribe.packetId = 5;
    subscribe.subscriptions.push_back({"t", 0, false, false, 0});
    a.send(subscribe);
    EXPECT_EQ(a.expect<mqtt::Suback>().codes[0], 0x91);
    mqtt::Unsubscribe unsubscribe;
    unsubscribe.packetId = 5;
    unsubscribe.topicFilters.push_back("t");
    a.send(unsubscribe);
    EXPECT_EQ(a.expect<mqtt::Unsuback>().codes[0], 0x91);
}

// [MQTT-3.1.2-24]
TEST(Subscribe, ASubackThatDoesNotFitEndsTheConnection)
{
    Stage stage;
    stage.dismissJudge(); // there is no way to answer
    Peer& a = stage.peer(Version::V50);
    mqtt::Connect connect = a.connectPacket("a");
    connect.properties.setNumber(PropertyId::MaximumPacketSize, 20);
    a.connect(connect);
    mqtt::Subscribe subscribe;
    subscribe.packetId = 1;
    for (int i = 0; i < 20; ++i)
        subscribe.subscriptions.push_back({"t", 0, false, false, 0});
    a.send(subscribe);
    a.expectDisconnect(ReasonCode::ImplementationSpecificError);
}

} // namespace
} // namespace mqttscope::broker::test
