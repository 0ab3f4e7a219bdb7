// SPDX-License-Identifier: GPL-3.0-or-later
// Shared Subscriptions: MQTT 5.0 §4.8.2.
#include "tests/unit/broker/stage.h"

namespace mqttscope::broker::test {
namespace {

using mqtt::Decision;

class Shared : public ::testing::Test {
public:
    void SetUp() override
    {
        publisher = &stage.client(Version::V50, "publisher");
        a = &stage.client(Version::V50, "a", false);
        b = &stage.client(Version::V50, "b", false);
        a->subscribe("$share/g/t", 2);
        b->subscribe("$share/g/t", 2);
    }
    void publish(std::string_view payload, std::uint8_t qos)
    {
        publisher->publish("t", payload, qos, qos == 0 ? std::uint16_t{0} : std::uint16_t{1});
        if (qos == 1)
            publisher->expectAck<mqtt::Puback>(1);
        if (qos != 2)
            return;
        publisher->expectAck<mqtt::Pubrec>(1);
        publisher->acknowledge<mqtt::Pubrel>(1);
        publisher->expectAck<mqtt::Pubcomp>(1);
    }

    Stage stage;
    Peer* publisher = nullptr;
    Peer* a = nullptr;
    Peer* b = nullptr;
};

TEST_F(Shared, MembersTakeTurns)
{
    for (const char* payload : {"1", "2", "3", "4"})
        publish(payload, 0);
    a->expectPublish("t", "1");
    b->expectPublish("t", "2");
    a->expectPublish("t", "3");
    b->expectPublish("t", "4");
    EXPECT_EQ(stage.count(Decision::GivenToOther), 4U);
}

TEST_F(Shared, ThoseWhoAreAwayArePassedOver)
{
    b->close();
    publish("1", 1);
    publish("2", 0);
    a->complete("t", "1", 1, 1);
    a->expectPublish("t", "2");
    Peer& again = stage.client(Version::V50, "b", false, true);
    publish("3", 0);
    again.expectPublish("t", "3");
}

TEST_F(Shared, WaitsInOneSessionIfAllAreAway)
{
    a->close();
    b->close();
    publish("1", 1);
    publish("2", 1);
    publish("0", 0); // nobody keeps it
    Peer& first = stage.client(Version::V50, "a", false, true);
    first.complete("t", "1", 1, 1);
    Peer& second = stage.client(Version::V50, "b", false, true);
    second.complete("t", "2", 1, 1);
}

// A client with a shared and an ordinary subscription gets a copy of each.
TEST_F(Shared, OrdinarySubscriptionsHaveCopiesOfTheirOwn)
{
    a->subscribe({"#", 0, false, false, 0}, 9);
    publish("1", 0);
    const auto& first = a->expect<mqtt::Publish>();
    const auto& second = a->expect<mqtt::Publish>();
    EXPECT_EQ(first.properties.subscriptionIdentifiers().size() +
                  second.properties.subscriptionIdentifiers().size(),
              1U);
}

TEST_F(Shared, EveryGroupGetsACopy)
{
    Peer& c = stage.client(Version::V50, "c");
    c.subscribe("$share/h/t");
    publish("1", 0);
    a->expectPublish("t", "1");
    c.expectPublish("t", "1");
}

// [MQTT-4.8.2-3]
TEST_F(Shared, QosOfTheChosenOneCounts)
{
    a->subscribe("$share/g/t", 0);
    publish("1", 1);
    a->expectPublish("t", "1", 0);
    publish("2", 1);
    b->complete("t", "2", 1, 1);
}

// [MQTT-4.8.2-6]
TEST_F(Shared, ARefusalIsTheEnd)
{
    publish("1", 2);
    a->expectPublish("t", "1", 2, 1);
    a->acknowledge<mqtt::Pubrec>(1, 0x97);
    EXPECT_TRUE(b->silent());
}

// §4.8.2: QoS 1 goes to another member when the session ends; what was not begun does so at any QoS.
TEST_F(Shared, Qos1GoesOnWhenTheSessionEnds)
{
    publish("1", 1);
    a->expectPublish("t", "1", 1, 1);
    a->close();
    EXPECT_TRUE(b->silent()); // a may come back
    stage.wait(3600 * kSecond);
    b->complete("t", "1", 1, 1);
    EXPECT_EQ(stage.count(Decision::RedirectedShared), 1U);
}

// [MQTT-4.8.2-5]
TEST_F(Shared, Qos2ThatHasBegunDoesNot)
{
    publish("1", 2);
    a->expectPublish("t", "1", 2, 1);
    a->close();
    stage.wait(3600 * kSecond);
    EXPECT_TRUE(b->silent());
    EXPECT_EQ(stage.count(Decision::SessionGone), 1U);
}

// [MQTT-4.8.2-4]
TEST_F(Shared, Qos2IsCompletedWithTheSameMember)
{
    publish("1", 2);
    a->expectPublish("t", "1", 2, 1);
    a->close();
    Peer& again = stage.client(Version::V50, "a", false, true);
    again.complete("t", "1", 2, 1);
}

TEST_F(Shared, UnsubscribeLeavesTheGroup)
{
    mqtt::Unsubscribe unsubscribe;
    unsubscribe.packetId = 3;
    unsubscribe.topicFilters.push_back("$share/g/t");
    a->send(unsubscribe);
    EXPECT_EQ(a->expect<mqtt::Unsuback>().codes[0], 0);
    publish("1", 0);
    publish("2", 0);
    b->expectPublish("t", "1");
    b->expectPublish("t", "2");
}

} // namespace
} // namespace mqttscope::broker::test
