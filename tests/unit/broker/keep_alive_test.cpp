// SPDX-License-Identifier: GPL-3.0-or-later
// Keep Alive, PINGREQ, DISCONNECT.
#include "tests/unit/broker/stage.h"

namespace mqttscope::broker::test {
namespace {

using mqtt::Decision;

class KeepAliveEveryVersion : public ::testing::TestWithParam<Version> {
protected:
    Peer& connected(Stage& stage, std::uint16_t seconds)
    {
        Peer& peer = stage.peer(GetParam());
        mqtt::Connect connect = peer.connectPacket("a");
        connect.keepAlive = seconds;
        peer.connect(connect);
        return peer;
    }
};
INSTANTIATE_TEST_SUITE_P(Versions, KeepAliveEveryVersion, ::testing::ValuesIn(kVersions), versionName);

// [MQTT-3.1.2-22], 3.1.1 [MQTT-3.1.2-24], MQTT31-2.2-7: one and a half times, exactly.
TEST_P(KeepAliveEveryVersion, SilenceEndsTheConnection)
{
    Stage stage;
    Peer& peer = connected(stage, 3);
    stage.wait(4500 * kMillisecond - 1);
    EXPECT_FALSE(peer.closed());
    stage.wait(1);
    peer.expectDisconnect(ReasonCode::KeepAliveTimeout);
    const auto expired = stage.decisions(Decision::KeepAliveExpired);
    ASSERT_EQ(expired.size(), 1U);
    EXPECT_EQ(expired[0].value, 4500U);
}

TEST_P(KeepAliveEveryVersion, EveryPacketCounts)
{
    Stage stage;
    Peer& peer = connected(stage, 2);
    for (int i = 0; i < 5; ++i) {
        stage.wait(2 * kSecond);
        peer.publish("t", "x");
    }
    stage.wait(2999 * kMillisecond);
    EXPECT_FALSE(peer.closed());
    stage.wait(kMillisecond);
    peer.expectDisconnect(ReasonCode::KeepAliveTimeout);
}

// What the standard counts are Control Packets, not bytes.
TEST_P(KeepAliveEveryVersion, PartsOfAPacketDoNotCount)
{
    Stage stage;
    Peer& peer = connected(stage, 2);
    stage.wait(2 * kSecond);
    peer.sendBytes({0x30});
    stage.wait(kSecond);
    peer.expectDisconnect(ReasonCode::KeepAliveTimeout);
}

TEST_P(KeepAliveEveryVersion, ZeroSwitchesItOff)
{
    Stage stage;
    Peer& peer = connected(stage, 0);
    stage.wait(100'000 * kSecond);
    EXPECT_FALSE(peer.closed());
}

// [MQTT-3.12.4-1]
TEST_P(KeepAliveEveryVersion, PingreqIsAnswered)
{
    Stage stage;
    Peer& peer = connected(stage, 10);
    peer.sendBytes({0xc0, 0x00});
    EXPECT_EQ(peer.expectBytes(), (Bytes{0xd0, 0x00}));
}

// [MQTT-3.14.4-2] the client's; the server closes if the client has not.
TEST_P(KeepAliveEveryVersion, DisconnectIsAnsweredByAClose)
{
    Stage stage;
    Peer& peer = connected(stage, 10);
    peer.send(mqtt::Disconnect{});
    EXPECT_TRUE(peer.closed());
    EXPECT_TRUE(peer.silent());
    EXPECT_EQ(stage.count(Decision::ClientDisconnected), 1U);
    EXPECT_FALSE(stage.broker.nextDeadline().has_value());
}

TEST_P(KeepAliveEveryVersion, BytesBehindDisconnectAreNotTaken)
{
    Stage stage;
    stage.dismissJudge(); // the client is at fault
    Peer& peer = connected(stage, 10);
    Bytes bytes = encoded(mqtt::Disconnect{}, GetParam());
    bytes.insert(bytes.end(), {0xc0, 0x00});
    peer.sendBytes(bytes);
    EXPECT_TRUE(peer.silent());
}

// [MQTT-3.1.2-21]
TEST(KeepAlive, OfTheServerCounts)
{
    Options options;
    options.capabilities.maximumKeepAlive = 4;
    Stage stage(options);
    Peer& peer = stage.client(Version::V50, "a");
    stage.wait(6 * kSecond - 1);
    EXPECT_FALSE(peer.closed());
    stage.wait(1);
    peer.expectDisconnect(ReasonCode::KeepAliveTimeout);
}

TEST(KeepAlive, HasTheLargestValue)
{
    Stage stage;
    Peer& peer = stage.peer(Version::V311);
    mqtt::Connect connect = peer.connectPacket("a");
    connect.keepAlive = 65'535;
    peer.connect(connect);
    EXPECT_EQ(stage.broker.nextDeadline(), 98'302'500 * kMillisecond);
}

// [MQTT-3.14.1-1], MQTT311-§3.12-ping-length
TEST(KeepAlive, PingreqWithABodyIsMalformed)
{
    for (const Version version : {Version::V311, Version::V50}) {
        Stage stage;
        Peer& peer = stage.client(version, "a");
        peer.sendBytes({0xc0, 0x01, 0x00});
        peer.expectDisconnect(ReasonCode::MalformedPacket);
    }
}

// MQTT5-§2.1.2-wrong-direction
TEST(KeepAlive, PacketsThatOnlyServersSendAreProtocolErrors)
{
    Stage stage;
    Peer& ping = stage.client(Version::V50, "a");
    ping.sendBytes({0xd0, 0x00});
    ping.expectDisconnect(ReasonCode::ProtocolError);
    Peer& suback = stage.client(Version::V50, "a");
    suback.sendBytes({0x90, 0x04, 0x00, 0x01, 0x00, 0x00});
    suback.expectDisconnect(ReasonCode::ProtocolError);
}

// An administrator ends a connection; in 5.0 with the reason.
TEST(KeepAlive, DisconnectOfTheBroker)
{
    Stage stage;
    Peer& a = stage.client(Version::V50, "a");
    Peer& b = stage.client(Version::V311, "b");
    Peer& c = stage.peer(Version::V50);
    stage.broker.disconnect(a.id(), ReasonCode::AdministrativeAction, stage.now, stage.effects);
    stage.carryOut();
    a.expectDisconnect(ReasonCode::AdministrativeAction);
    stage.broker.disconnectAll(ReasonCode::ServerShuttingDown, stage.now, stage.effects);
    stage.carryOut();
    EXPECT_TRUE(b.closed());
    EXPECT_TRUE(c.closed());
    EXPECT_TRUE(c.silent()); // no DISCONNECT before CONNACK [MQTT-3.14.0-1]
}

} // namespace
} // namespace mqttscope::broker::test
