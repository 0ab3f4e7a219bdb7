// SPDX-License-Identifier: GPL-3.0-or-later
// The server engine: SUBSCRIBE, SUBACK, UNSUBSCRIBE, UNSUBACK, byte by byte.
#include "tests/unit/broker/stage.h"

namespace mqttscope::broker::test {
namespace {

// 3.1.1 [MQTT-3.8.3-2]: without wildcards their filters are refused; before 5.0 CONNACK could not say so
class ServerBefore5 : public ::testing::TestWithParam<Version> {};
INSTANTIATE_TEST_SUITE_P(Versions, ServerBefore5, ::testing::Values(Version::V31, Version::V311),
                         versionName);
TEST_P(ServerBefore5, NoWildcardsIfItHasNone)
{
    Options options;
    options.capabilities.wildcardSubscriptions = false;
    Stage stage(options);
    stage.dismissJudge(); // 3.1 has no way to say it
    Peer& a = stage.client(GetParam(), "a");
    mqtt::Subscribe subscribe;
    subscribe.packetId = 1;
    for (const char* filter : {"a/+", "b"})
        subscribe.subscriptions.push_back({filter, 1, false, false, 0});
    a.send(subscribe);
    EXPECT_EQ(a.expectBytes(), (Bytes{0x90, 0x04, 0x00, 0x01,
                                      static_cast<std::uint8_t>(GetParam() == Version::V31 ? 1 : 0x80), 1}));
    a.publish("a/b", "x");
    EXPECT_TRUE(a.silent());
}

class ServerSubscribes : public ::testing::TestWithParam<Version> {
protected:
    [[nodiscard]] static mqtt::Subscribe toAll(std::initializer_list<mqtt::Subscription> all)
    {
        mqtt::Subscribe subscribe;
        subscribe.packetId = 0x0102;
        for (const mqtt::Subscription& one : all)
            subscribe.subscriptions.push_back(one);
        return subscribe;
    }
};
INSTANTIATE_TEST_SUITE_P(Versions, ServerSubscribes, ::testing::ValuesIn(kVersions), versionName);

// [MQTT-3.8.4-1], [MQTT-3.8.4-2], [MQTT-3.8.4-5] to [MQTT-3.8.4-7], [MQTT-3.9.3-1], [MQTT-3.9.3-2],
// [MQTT-2.2.1-6], 3.1.1 likewise, MQTT31-3.8-2, MQTT31-3.9-1: byte by byte
TEST_P(ServerSubscribes, OneSubackInTheOrderOfTheFilters)
{
    Stage stage;
    Peer& a = stage.client(GetParam(), "a");
    a.send(toAll({{"x", 2, false, false, 0}, {"y", 1, false, false, 0}, {"z", 0, false, false, 0}}));
    EXPECT_EQ(a.expectBytes(), GetParam() == Version::V50
                                   ? (Bytes{0x90, 0x06, 0x01, 0x02, 0x00, 0x02, 0x01, 0x00})
                                   : (Bytes{0x90, 0x05, 0x01, 0x02, 0x02, 0x01, 0x00}));
}

// The same, with a filter that is refused: [MQTT-3.8.4-7], 3.1.1 [MQTT-3.8.4-5], [MQTT-3.9.3-2]; 3.1 has no
// code for it: MQTT31-3.9-1
TEST_P(ServerSubscribes, AFailureInItsPlace)
{
    Options options;
    options.limits.filterLevels = 2;
    Stage stage(options);
    Peer& a = stage.client(GetParam(), "a");
    a.send(toAll({{"x", 2, false, false, 0}, {"y/y/y", 1, false, false, 0}}));
    const std::uint8_t failure = GetParam() == Version::V50 ? 0x97 : GetParam() == Version::V311 ? 0x80 : 1;
    EXPECT_EQ(a.expectBytes(), GetParam() == Version::V50
                                   ? (Bytes{0x90, 0x05, 0x01, 0x02, 0x00, 0x02, failure})
                                   : (Bytes{0x90, 0x04, 0x01, 0x02, 0x02, failure}));
    stage.dismissJudge(); // it takes the quota for a refusal without reason, 3.1 says nothing at all
}

// [MQTT-3.8.4-3], 3.1.1 [MQTT-3.8.4-3]: the same filter again replaces the subscription, with its QoS
TEST_P(ServerSubscribes, TheSameFilterOnce)
{
    Stage stage;
    Peer& a = stage.client(GetParam(), "a");
    a.subscribe("t", 1);
    a.subscribe("t", 0);
    a.publish("t", "x", 1, 1);
    a.expectAck<mqtt::Puback>(1);
    a.expectPublish("t", "x", 0);
    EXPECT_TRUE(a.silent());
}

// [MQTT-3.8.4-4], 3.1.1 [MQTT-3.8.4-3]: replacing it loses nothing that is on its way
TEST_P(ServerSubscribes, AgainWithoutLosingAnything)
{
    Stage stage;
    Peer& a = stage.client(GetParam(), "a");
    Peer& b = stage.client(GetParam(), "b");
    a.subscribe("t", 1);
    b.publish("t", "1", 1, 1, true);
    b.expectAck<mqtt::Puback>(1);
    a.expectPublish("t", "1", 1, 1);
    a.subscribe("t", 1);
    EXPECT_TRUE(a.expectPublish("t", "1", 1, 2).retain); // the retained one again
    b.publish("t", "2", 1, 2);
    b.expectAck<mqtt::Puback>(2);
    a.expectPublish("t", "2", 1, 3);
    for (const std::uint16_t packetId : std::vector<std::uint16_t>{1, 2, 3})
        a.acknowledge<mqtt::Puback>(packetId);
}

// [MQTT-3.10.4-1], [MQTT-3.10.4-2], [MQTT-3.10.4-4] to [MQTT-3.10.4-6], [MQTT-3.11.3-1], [MQTT-3.11.3-2],
// [MQTT-2.2.1-6], 3.1.1 likewise, MQTT31-3.11-1: byte by byte
TEST_P(ServerSubscribes, OneUnsubackInTheOrderOfTheFilters)
{
    Stage stage;
    Peer& a = stage.client(GetParam(), "a");
    a.subscribe("a/+");
    a.subscribe("a/b");
    mqtt::Unsubscribe unsubscribe;
    unsubscribe.packetId = 0x0304;
    for (const char* filter : {"a/b", "a/#", "A/+"})
        unsubscribe.topicFilters.push_back(filter);
    a.send(unsubscribe);
    EXPECT_EQ(a.expectBytes(), GetParam() == Version::V50
                                   ? (Bytes{0xb0, 0x06, 0x03, 0x04, 0x00, 0x00, 0x11, 0x11})
                                   : (Bytes{0xb0, 0x02, 0x03, 0x04}));
    EXPECT_TRUE(a.silent());
    a.publish("a/b", "1");
    a.expectPublish("a/b", "1"); // a/+ is another filter
    unsubscribe.topicFilters.clear();
    unsubscribe.topicFilters.push_back("a/+");
    a.send(unsubscribe);
    a.expect<mqtt::Unsuback>();
    a.publish("a/b", "2");
    EXPECT_TRUE(a.silent());
    a.send(unsubscribe); // deletes nothing, is answered all the same
    EXPECT_EQ(a.expect<mqtt::Unsuback>().packetId, 0x0304);
}

// [MQTT-3.10.4-3], 3.1.1 [MQTT-3.10.4-3]: what has begun is completed, on the next connection if need be
TEST_P(ServerSubscribes, UnsubscribeEndsNoDelivery)
{
    Stage stage;
    Peer& publisher = stage.client(GetParam(), "publisher");
    Peer& a = stage.client(GetParam(), "a", false);
    a.subscribe("t", 2);
    publisher.publish("t", "1", 1, 1);
    publisher.expectAck<mqtt::Puback>(1);
    publisher.publish("t", "2", 2, 2);
    publisher.expectAck<mqtt::Pubrec>(2);
    publisher.acknowledge<mqtt::Pubrel>(2);
    publisher.expectAck<mqtt::Pubcomp>(2);
    a.expectPublish("t", "1", 1, 1);
    a.expectPublish("t", "2", 2, 2);
    mqtt::Unsubscribe unsubscribe;
    unsubscribe.packetId = 9;
    unsubscribe.topicFilters.push_back("t");
    a.send(unsubscribe);
    EXPECT_EQ(a.expect<mqtt::Unsuback>().packetId, 9);
    a.close();
    Peer& again = stage.client(GetParam(), "a", false, true);
    again.complete("t", "1", 1, 1);
    again.complete("t", "2", 2, 2);
}

} // namespace
} // namespace mqttscope::broker::test
