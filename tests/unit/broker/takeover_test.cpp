// SPDX-License-Identifier: GPL-3.0-or-later
// One Client Identifier, two connections; sessions over time.
#include "tests/unit/broker/stage.h"

namespace mqttscope::broker::test {
namespace {

using mqtt::Decision;

class SessionEveryVersion : public ::testing::TestWithParam<Version> {};
INSTANTIATE_TEST_SUITE_P(Versions, SessionEveryVersion, ::testing::ValuesIn(kVersions), versionName);

// [MQTT-3.1.4-3], 3.1.1 [MQTT-3.1.4-2], MQTT31-3.1-4
TEST_P(SessionEveryVersion, TheOlderConnectionEndsFirst)
{
    Stage stage;
    Peer& old = stage.client(GetParam(), "a", false);
    old.subscribe("t", 1);
    Peer& young = stage.client(GetParam(), "a", false, true);
    old.expectDisconnect(ReasonCode::SessionTakenOver);
    EXPECT_EQ(stage.count(Decision::TakenOver), 1U);
    EXPECT_EQ(stage.count(Decision::SessionResumed), 1U);
    young.publish("t", "x", 1, 1);
    young.expectAck<mqtt::Puback>(1);
    young.complete("t", "x", 1, 1);
}

TEST_P(SessionEveryVersion, ACleanSessionEndsWithTheConnectionThatIsTakenOver)
{
    Stage stage;
    Peer& old = stage.client(GetParam(), "a");
    stage.client(GetParam(), "a", false, false);
    old.expectDisconnect(ReasonCode::SessionTakenOver);
    EXPECT_EQ(stage.count(Decision::SessionEnded), 1U);
    EXPECT_EQ(stage.broker.sessions().size(), 1U);
}

// [MQTT-3.2.2-3], [MQTT-3.1.3-2], [MQTT-4.1.0-1], 3.1.1 [MQTT-3.2.2-2], [MQTT-3.1.3-2], [MQTT-4.1.0-1]
TEST_P(SessionEveryVersion, IsResumedWithItsSubscriptions)
{
    Stage stage;
    Peer& first = stage.client(GetParam(), "a", false);
    first.subscribe("t", 1);
    first.send(mqtt::Disconnect{});
    EXPECT_TRUE(first.closed());
    EXPECT_EQ(stage.count(Decision::SessionKept), 1U);
    Peer& other = stage.client(GetParam(), "b");
    other.publish("t", "x", 1, 1); // [MQTT-4.5.0-1], 3.1.1 [MQTT-3.1.2-5]
    other.expectAck<mqtt::Puback>(1);
    Peer& second = stage.client(GetParam(), "a", false, true);
    second.complete("t", "x", 1, 1);
}

// [MQTT-3.1.2-4], 3.1.1 [MQTT-3.1.2-6]
TEST_P(SessionEveryVersion, CleanStartDiscardsWhatWas)
{
    Stage stage;
    Peer& first = stage.client(GetParam(), "a", false);
    first.subscribe("t", 1);
    first.close();
    Peer& second = stage.client(GetParam(), "a");
    EXPECT_EQ(stage.count(Decision::SessionDiscarded), 1U);
    second.publish("t", "x", 1, 1);
    second.expectAck<mqtt::Puback>(1, GetParam() == Version::V50 ? 0x10 : 0);
}

// 3.1.1 [MQTT-3.1.2-6]: Clean Session 1 ends with the connection.
TEST_P(SessionEveryVersion, OfACleanStartEndsWithItsConnection)
{
    Stage stage;
    Peer& first = stage.client(GetParam(), "a");
    first.subscribe("t", 1);
    first.close();
    EXPECT_TRUE(stage.broker.sessions().empty());
    EXPECT_EQ(stage.broker.subscriptions().nodeCount(), 0U);
    stage.client(GetParam(), "a", false, false);
}

// [MQTT-4.1.0-2]
TEST(Session, ExpiresExactlyAtItsInterval)
{
    Stage stage;
    Peer& first = stage.peer(Version::V50);
    mqtt::Connect connect = first.connectPacket("a");
    connect.properties.setNumber(PropertyId::SessionExpiryInterval, 10);
    first.connect(connect);
    stage.wait(kSecond);
    first.close();
    stage.wait(10 * kSecond - 1);
    EXPECT_EQ(stage.broker.sessions().size(), 1U);
    stage.wait(1);
    EXPECT_TRUE(stage.broker.sessions().empty());
    EXPECT_EQ(stage.count(Decision::SessionExpired), 1U);
}

TEST(Session, ComingBackStopsTheExpiry)
{
    Stage stage;
    stage.client(Version::V50, "a", false).close();
    stage.wait(3599 * kSecond);
    Peer& second = stage.client(Version::V50, "a", false, true);
    stage.wait(7200 * kSecond);
    EXPECT_FALSE(second.closed());
    EXPECT_EQ(stage.broker.sessions().size(), 1U);
}

TEST(Session, NeverExpiresIfTheClientSaysSo)
{
    Stage stage;
    Peer& first = stage.peer(Version::V50);
    mqtt::Connect connect = first.connectPacket("a");
    connect.properties.setNumber(PropertyId::SessionExpiryInterval, 0xffff'ffff);
    first.connect(connect);
    first.close();
    EXPECT_FALSE(stage.broker.nextDeadline().has_value());
}

// Before 5.0 the client says no interval; the broker may have one (3.1.1 §3.1.2.4, §4.1).
TEST(Session, Before5ExpiresIfTheBrokerSaysSo)
{
    Options options;
    options.capabilities.sessionExpiryBefore5 = 60;
    Stage stage(options);
    stage.client(Version::V311, "a", false).close();
    stage.wait(60 * kSecond);
    EXPECT_TRUE(stage.broker.sessions().empty());
}

TEST(Session, DisconnectMaySetAnotherExpiry)
{
    Stage stage;
    Peer& first = stage.client(Version::V50, "a", false);
    mqtt::Disconnect disconnect;
    disconnect.properties.setNumber(PropertyId::SessionExpiryInterval, 0);
    first.send(disconnect);
    EXPECT_TRUE(stage.broker.sessions().empty());
}

// MQTT5-§3.14.2.2.2-session-expiry-zero
TEST(Session, DisconnectMustNotRaiseAnExpiryOfZero)
{
    Stage stage;
    Peer& first = stage.client(Version::V50, "a");
    mqtt::Disconnect disconnect;
    disconnect.properties.setNumber(PropertyId::SessionExpiryInterval, 5);
    first.send(disconnect);
    first.expectDisconnect(ReasonCode::ProtocolError);
    EXPECT_TRUE(stage.broker.sessions().empty());
}

TEST(Session, GoesOnInAnotherVersion)
{
    Stage stage;
    Peer& first = stage.client(Version::V311, "a", false);
    first.subscribe("$share/g/t", 1); // a filter like any other before 5.0
    first.subscribe("t", 1);
    first.close();
    Peer& second = stage.client(Version::V50, "a", false, true);
    second.subscribe("$share/g/t", 1); // now it is shared
    second.publish("t", "x", 1, 1);
    second.expectAck<mqtt::Puback>(1);
    second.complete("t", "x", 1, 1);
    second.complete("t", "x", 1, 2);
}

} // namespace
} // namespace mqttscope::broker::test
