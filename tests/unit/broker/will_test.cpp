// SPDX-License-Identifier: GPL-3.0-or-later
// Wills: MQTT 5.0 §3.1.2.5, §3.1.3.2; MQTT 3.1.1 §3.1.2.5.
#include "tests/unit/broker/stage.h"

namespace mqttscope::broker::test {
namespace {

using mqtt::Decision;

mqtt::Connect withWill(const Peer& peer, std::uint32_t delay = 0, bool cleanStart = true)
{
    mqtt::Connect connect = peer.connectPacket("a", cleanStart);
    connect.will.emplace();
    connect.will->topic = "w";
    connect.will->payload = field::asBytes("gone");
    connect.will->qos = 1;
    if (delay != 0)
        connect.will->properties.setNumber(PropertyId::WillDelayInterval, delay);
    return connect;
}

class Watched : public ::testing::Test {
public:
    explicit Watched(Version version = Version::V50) : watcher(stage.client(version, "watcher"))
    {
        watcher.subscribe("w", 1);
    }
    Peer& comes(Version version, std::uint32_t delay = 0, bool cleanStart = true, bool present = false)
    {
        Peer& peer = stage.peer(version);
        EXPECT_EQ(peer.connect(withWill(peer, delay, cleanStart)).sessionPresent,
                  present && version != Version::V31);
        return peer;
    }

    Stage stage;
    Peer& watcher;
};

class WatchedEveryVersion : public Watched, public ::testing::WithParamInterface<Version> {
public:
    WatchedEveryVersion() : Watched(GetParam()) {}
};
INSTANTIATE_TEST_SUITE_P(Versions, WatchedEveryVersion, ::testing::ValuesIn(kVersions), versionName);

// [MQTT-3.1.2-8], 3.1.1 [MQTT-3.1.2-8]; not retained: [MQTT-3.1.2-14], 3.1.1 [MQTT-3.1.2-16]
TEST_P(WatchedEveryVersion, IsPublishedWhenTheConnectionIsLost)
{
    comes(GetParam()).close(HowClosed::Reset);
    EXPECT_FALSE(watcher.expectPublish("w", "gone", 1, 1).retain);
    watcher.acknowledge<mqtt::Puback>(1);
    EXPECT_EQ(stage.count(Decision::WillPublished), 1U);
}

// [MQTT-3.14.4-3], MQTT31-3.14-1
TEST_P(WatchedEveryVersion, IsDeletedByDisconnect)
{
    comes(GetParam()).send(mqtt::Disconnect{});
    EXPECT_TRUE(watcher.silent());
    EXPECT_EQ(stage.count(Decision::WillDeleted), 1U);
}

TEST_P(WatchedEveryVersion, IsPublishedAfterAProtocolError)
{
    Peer& a = comes(GetParam());
    a.sendBytes({0x36, 0x00});
    a.expectDisconnect(ReasonCode::MalformedPacket);
    watcher.complete("w", "gone", 1, 1);
}

TEST_P(WatchedEveryVersion, IsPublishedWhenTheKeepAliveEnds)
{
    Peer& a = stage.peer(GetParam());
    mqtt::Connect connect = withWill(a);
    connect.keepAlive = 2;
    a.connect(connect);
    stage.wait(3 * kSecond);
    a.expectDisconnect(ReasonCode::KeepAliveTimeout);
    watcher.complete("w", "gone", 1, 1);
}

// [MQTT-3.1.2-15], 3.1.1 [MQTT-3.1.2-17]
TEST_P(WatchedEveryVersion, IsRetainedIfItSaysSo)
{
    Peer& a = stage.peer(GetParam());
    mqtt::Connect connect = withWill(a);
    connect.will->retain = true;
    a.connect(connect);
    a.close();
    watcher.complete("w", "gone", 1, 1);
    Peer& late = stage.client(GetParam(), "late");
    late.subscribe("w");
    EXPECT_TRUE(late.expectPublish("w", "gone").retain);
}

TEST_P(WatchedEveryVersion, IsPublishedWhenTheSessionIsTakenOver)
{
    Peer& old = comes(GetParam());
    comes(GetParam()).send(mqtt::Disconnect{});
    old.expectDisconnect(ReasonCode::SessionTakenOver);
    watcher.complete("w", "gone", 1, 1);
}

TEST_P(WatchedEveryVersion, TheNextConnectHasItsOwn)
{
    comes(GetParam(), 0, false).close();
    watcher.complete("w", "gone", 1, 1);
    Peer& again = stage.client(GetParam(), "a", false, true);
    again.close(); // no will this time
    EXPECT_TRUE(watcher.silent());
}

// §3.1.3.2.2
TEST_F(Watched, DelayedIsPublishedExactlyAfterItsDelay)
{
    comes(Version::V50, 10, false).close();
    EXPECT_EQ(stage.count(Decision::WillDelayed), 1U);
    stage.wait(10 * kSecond - 1);
    EXPECT_TRUE(watcher.silent());
    stage.wait(1);
    watcher.complete("w", "gone", 1, 1);
    stage.wait(10'000 * kSecond);
}

// [MQTT-3.1.3-9]
TEST_F(Watched, DelayedIsCancelledByAReturn)
{
    comes(Version::V50, 10, false).close();
    stage.wait(9 * kSecond);
    Peer& again = comes(Version::V50, 10, false, true);
    EXPECT_EQ(stage.count(Decision::WillCancelled), 1U);
    stage.wait(100 * kSecond);
    EXPECT_TRUE(watcher.silent());
    again.send(mqtt::Disconnect{});
}

TEST_F(Watched, DelayedIsPublishedWhenTheSessionEndsFirst)
{
    Peer& a = stage.peer(Version::V50);
    mqtt::Connect connect = withWill(a, 100, false);
    connect.properties.setNumber(PropertyId::SessionExpiryInterval, 5);
    a.connect(connect);
    a.close();
    stage.wait(5 * kSecond);
    watcher.complete("w", "gone", 1, 1);
    stage.wait(200 * kSecond);
}

TEST_F(Watched, DelayedIsPublishedAtOnceIfTheSessionEndsWithTheConnection)
{
    comes(Version::V50, 100).close();
    watcher.complete("w", "gone", 1, 1);
}

TEST_F(Watched, DelayedIsPublishedWhenACleanStartEndsTheSession)
{
    comes(Version::V50, 100, false).close();
    Peer& again = stage.client(Version::V50, "a");
    watcher.complete("w", "gone", 1, 1);
    again.send(mqtt::Disconnect{});
}

TEST_F(Watched, DelayedIsNotPublishedWhenASessionThatGoesOnIsTakenOver)
{
    Peer& old = comes(Version::V50, 100, false);
    Peer& young = stage.client(Version::V50, "a", false, true);
    old.expectDisconnect(ReasonCode::SessionTakenOver);
    EXPECT_TRUE(watcher.silent());
    young.send(mqtt::Disconnect{});
}

// §3.14.2.1
TEST_F(Watched, DisconnectWithWillMessagePublishesIt)
{
    Peer& a = comes(Version::V50);
    mqtt::Disconnect disconnect;
    disconnect.reasonCode = 0x04;
    a.send(disconnect);
    EXPECT_TRUE(a.closed());
    watcher.complete("w", "gone", 1, 1);
}

// [MQTT-3.1.3-10]
TEST_F(Watched, CarriesItsProperties)
{
    Peer& a = stage.peer(Version::V50);
    mqtt::Connect connect = withWill(a, 3, false);
    connect.will->properties.setNumber(PropertyId::MessageExpiryInterval, 60);
    connect.will->properties.setText(PropertyId::ContentType, "text/plain");
    connect.will->properties.addUserProperty("b", "1");
    connect.will->properties.addUserProperty("a", "2");
    a.connect(connect);
    a.close();
    stage.wait(3 * kSecond);
    mqtt::Properties expected = connect.will->properties;
    expected.remove(PropertyId::WillDelayInterval); // the expiry counts from the publication on
    EXPECT_EQ(watcher.expectPublish("w", "gone", 1, 1).properties, expected);
    watcher.acknowledge<mqtt::Puback>(1);
}

} // namespace
} // namespace mqttscope::broker::test
