// SPDX-License-Identifier: GPL-3.0-or-later
// A receiver that takes little: it holds up its publishers for a time, then what it has no room for is
// dropped.
#include "tests/unit/broker/stage.h"

namespace mqttscope::broker::test {
namespace {

using mqtt::Decision;

/// A transport that takes what the test says.
class SlowTransport : public ::testing::Test {
public:
    static Options options()
    {
        Options options;
        options.countsSent = true;
        options.limits.unsentBytes = 1000;
        options.limits.pausedAt = 4;
        return options;
    }
    SlowTransport() : stage(options())
    {
        stage.dismissJudge(); // it would miss what is dropped
        stage.tolerateRest();
        publisher = &stage.client(Version::V50, "publisher");
        slow = &stage.client(Version::V50, "slow", false);
        take(*publisher);
        take(*slow);
    }
    void take(Peer& peer, std::size_t bytes = 1'000'000)
    {
        stage.broker.sent(peer.id(), bytes, stage.now, stage.effects);
        stage.carryOut();
    }
    void publish(std::uint8_t qos, int count = 1)
    {
        for (int i = 0; i < count; ++i) {
            publisher->publish("t", std::string(90, 'x'), qos,
                               qos == 0 ? std::uint16_t{0} : std::uint16_t{1});
            publisher->ignoreRest();
            take(*publisher);
        }
    }
    [[nodiscard]] std::uint64_t unsent(std::string_view clientId) const
    {
        return stage.broker.findSession(clientId)->connection->unsent;
    }

    Stage stage;
    Peer* publisher = nullptr;
    Peer* slow = nullptr;
};

TEST_F(SlowTransport, HoldsUpThePublisherBeforeAnythingIsLost)
{
    slow->subscribe("t", 0);
    publish(0, 4);
    EXPECT_FALSE(publisher->paused());
    publish(0, 2); // half of the limit
    EXPECT_TRUE(publisher->paused());
    take(*slow, 300);
    EXPECT_TRUE(publisher->paused());
    take(*slow, 200);
    EXPECT_FALSE(publisher->paused());
    EXPECT_EQ(stage.count(Decision::SlowQos0), 0U);
}

TEST_F(SlowTransport, HoldsUpForSomeTimeOnly)
{
    slow->subscribe("t", 0);
    publish(0, 6);
    EXPECT_TRUE(publisher->paused());
    stage.wait(5 * kSecond - 1);
    EXPECT_TRUE(publisher->paused());
    stage.wait(1);
    EXPECT_FALSE(publisher->paused());
    publish(0, 20);
    EXPECT_FALSE(publisher->paused()); // it lost its right until it has caught up
    EXPECT_GT(stage.count(Decision::SlowQos0), 0U);
    EXPECT_LE(unsent("slow"), 1000U + 100U);
    take(*slow);
    publish(0, 6);
    EXPECT_TRUE(publisher->paused());
}

TEST_F(SlowTransport, Qos1WaitsInTheSession)
{
    slow->subscribe("t", 1);
    publish(1, 30);
    EXPECT_GT(stage.count(Decision::QueuedSlow), 0U);
    EXPECT_LE(unsent("slow"), 1000U + 110U);
    const std::size_t before = stage.count(Decision::Sent);
    take(*slow, 500);
    EXPECT_GT(stage.count(Decision::Sent), before);
}

TEST_F(SlowTransport, MessagesThatWaitHoldUpThePublisher)
{
    mqtt::Connect connect = slow->connectPacket("window");
    connect.properties.setNumber(PropertyId::ReceiveMaximum, 1);
    Peer& window = stage.peer(Version::V50);
    window.connect(connect);
    take(window);
    window.subscribe("t", 1);
    take(window);
    publish(1, 4); // one on its way, three wait
    EXPECT_EQ(stage.broker.findSession("window")->outgoing.waiting(), 3U);
    EXPECT_FALSE(publisher->paused());
    publish(1, 1);
    EXPECT_TRUE(publisher->paused());
    window.acknowledge<mqtt::Puback>(1);
    take(window);
    EXPECT_TRUE(publisher->paused());
    window.acknowledge<mqtt::Puback>(2);
    take(window); // half as many wait
    EXPECT_FALSE(publisher->paused());
}

TEST_F(SlowTransport, SilenceOfAPausedPublisherIsNotHeldAgainstIt)
{
    Peer& other = stage.peer(Version::V50);
    mqtt::Connect connect = other.connectPacket("other");
    connect.keepAlive = 2;
    other.connect(connect);
    take(other);
    slow->subscribe("t", 0);
    for (int i = 0; i < 6; ++i)
        other.publish("t", std::string(90, 'x'));
    EXPECT_TRUE(other.paused());
    stage.wait(4 * kSecond);
    EXPECT_FALSE(other.closed());
    stage.wait(kSecond); // let go
    EXPECT_FALSE(other.paused());
    stage.wait(3 * kSecond);
    EXPECT_TRUE(other.closed());
}

// Two that publish to each other would wait for each other.
TEST_F(SlowTransport, WhoOwesAnAcknowledgementIsNotHeldUp)
{
    publisher->subscribe("back", 1);
    slow->subscribe("t", 0);
    slow->publish("back", "x", 1, 1);
    publish(0, 8);
    EXPECT_FALSE(publisher->paused());
}

TEST_F(SlowTransport, TheEndOfThePausedOneIsForgotten)
{
    slow->subscribe("t", 0);
    publish(0, 6);
    EXPECT_TRUE(publisher->paused());
    publisher->close();
    EXPECT_TRUE(stage.broker.findSession("slow")->pausing.empty());
    take(*slow); // lets nobody go
    EXPECT_TRUE(publisher->paused());
}

TEST_F(SlowTransport, TheEndOfTheSlowOneLetsGo)
{
    slow->subscribe("t", 0);
    publish(0, 6);
    EXPECT_TRUE(publisher->paused());
    slow->close();
    EXPECT_FALSE(publisher->paused());
    stage.wait(10 * kSecond);
}

} // namespace
} // namespace mqttscope::broker::test
