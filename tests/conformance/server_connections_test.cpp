// SPDX-License-Identifier: GPL-3.0-or-later
// The server engine: CONNACK, refusals, sessions, wills, Keep Alive.
#include "tests/unit/broker/stage.h"

namespace mqttscope::broker::test {
namespace {

using mqtt::Decision;

class ServerConnects : public ::testing::TestWithParam<Version> {
protected:
    /// CONNACK without properties: of an accepted one, or of a refusal.
    [[nodiscard]] static Bytes connack(std::uint8_t flags, std::uint8_t code)
    {
        return GetParam() == Version::V50 ? Bytes{0x20, 0x03, flags, code, 0x00}
                                          : Bytes{0x20, 0x02, flags, code};
    }
    /// A broker whose CONNACK has nothing to announce.
    [[nodiscard]] static Options open()
    {
        Options options;
        options.capabilities.receiveMaximum = 0xffff;
        options.capabilities.topicAliasMaximum = 0;
        options.capabilities.maximumPacketSize = mqtt::kMaxPacketSize;
        return options;
    }
};
INSTANTIATE_TEST_SUITE_P(Versions, ServerConnects, ::testing::ValuesIn(kVersions), versionName);

// [MQTT-3.1.4-5], [MQTT-3.2.0-1], [MQTT-3.2.0-2], [MQTT-3.2.2-1], [MQTT-3.2.2-8], 3.1.1 likewise,
// MQTT31-3.2-1: one CONNACK, before all else
TEST_P(ServerConnects, WithOneConnackBeforeAllElse)
{
    Stage stage(open());
    Peer& first = stage.client(GetParam(), "a", false);
    first.subscribe("t", 1);
    first.close();
    Peer& other = stage.client(GetParam(), "b");
    other.publish("t", "x", 1, 1);
    other.expectAck<mqtt::Puback>(1);
    Peer& again = stage.peer(GetParam());
    again.send(again.connectPacket("a", false));
    EXPECT_EQ(again.expectBytes(), connack(GetParam() == Version::V31 ? 0 : 1, 0));
    again.complete("t", "x", 1, 1);
    EXPECT_TRUE(again.silent());
}

// [MQTT-3.2.2-6], [MQTT-3.2.2-7], [MQTT-3.1.4-2], [MQTT-3.1.3-8], 3.1.1 [MQTT-3.2.2-4], [MQTT-3.2.2-5],
// [MQTT-3.1.3-9], MQTT311-§3.1.4-connect-refused: Session Present 0, then the end
TEST_P(ServerConnects, NotWhomItRefuses)
{
    Options options = open();
    options.policy.assignClientIds = false;
    options.limits.sessions = 1;
    Stage stage(options);
    if (GetParam() != Version::V31) { // there an empty one breaks the format
        Peer& nameless = stage.peer(GetParam());
        nameless.send(nameless.connectPacket(""));
        EXPECT_EQ(nameless.expectBytes(), connack(0, GetParam() == Version::V50 ? 0x85 : 2));
        EXPECT_TRUE(nameless.closed());
    }
    stage.client(GetParam(), "a");
    Peer& surplus = stage.peer(GetParam());
    surplus.send(surplus.connectPacket("b"));
    EXPECT_EQ(surplus.expectBytes(), connack(0, GetParam() == Version::V50 ? 0x97 : 3));
    EXPECT_TRUE(surplus.closed());
    EXPECT_EQ(stage.count(Decision::SessionCreated), 1U);
}

// [MQTT-3.1.4-1], 3.1.1 [MQTT-3.1.4-1], MQTT31-3.1-5: 5.0 says the code, before nothing is said
TEST_P(ServerConnects, NotABrokenConnect)
{
    Stage stage(open());
    Peer& peer = stage.peer(GetParam());
    Bytes bytes = encoded(peer.connectPacket("a"), GetParam());
    bytes[GetParam() == Version::V31 ? 11 : 9] |= 0x18; // Will QoS 3 without a will
    peer.sendBytes(bytes);
    if (GetParam() == Version::V50) {
        EXPECT_EQ(peer.expect<mqtt::Connack>().code, 0x81);
    }
    EXPECT_TRUE(peer.silent());
    EXPECT_TRUE(peer.closed());
}

// [MQTT-3.1.4-6], 3.1.1 [MQTT-3.1.4-5]: nothing behind it has an effect
TEST_P(ServerConnects, NothingBehindARefusedConnect)
{
    Options options;
    options.limits.sessions = 2;
    Stage stage(options);
    Peer& watcher = stage.client(GetParam(), "watcher");
    watcher.subscribe("#");
    stage.client(GetParam(), "a");
    Peer& peer = stage.peer(GetParam());
    mqtt::Publish publish;
    publish.topic = "t";
    peer.sendBytes(encoded(peer.connectPacket("b"), GetParam()) + encoded(publish, GetParam()));
    EXPECT_EQ(peer.expect<mqtt::Connack>().code, GetParam() == Version::V50 ? 0x97 : 3);
    EXPECT_TRUE(peer.closed());
    EXPECT_TRUE(watcher.silent());
}

// [MQTT-3.14.0-1]
TEST(ServerConnectsIn5, NoDisconnectBeforeConnack)
{
    Stage stage;
    Peer& peer = stage.peer(Version::V50);
    stage.broker.disconnect(peer.id(), ReasonCode::ServerShuttingDown, stage.now, stage.effects);
    stage.carryOut();
    EXPECT_TRUE(peer.silent()); // its version is not known: no CONNACK either
    EXPECT_TRUE(peer.closed());
    Peer& wrong = stage.peer(Version::V50);
    wrong.sendBytes({0xe0, 0x00});
    EXPECT_TRUE(wrong.silent());
    EXPECT_TRUE(wrong.closed());
}

// [MQTT-4.13.2-1], [MQTT-3.14.4-1], [MQTT-3.14.4-2], [MQTT-4.13.1-1], 3.1.1 [MQTT-4.8.0-1]: after an error
// the server says nothing more and closes
TEST_P(ServerConnects, NobodyAfterAnError)
{
    Stage stage;
    stage.dismissJudge(); // a client that goes on
    Peer& peer = stage.client(GetParam(), "a");
    peer.subscribe("t");
    peer.sendBytes(Bytes{0x36, 0x00} + Bytes{0xc0, 0x00});
    peer.expectDisconnect(ReasonCode::MalformedPacket);
    EXPECT_EQ(peer.closeManner(), CloseManner::AfterSending);
    Peer& other = stage.client(GetParam(), "b");
    other.publish("t", "x");
    peer.sendBytes({0xc0, 0x00});
    EXPECT_TRUE(peer.silent());
}

// [MQTT-3.2.2-2], [MQTT-3.2.2-3], [MQTT-3.1.2-4] to [MQTT-3.1.2-6], [MQTT-3.1.4-4], [MQTT-3.1.2-23],
// 3.1.1 [MQTT-3.2.2-1] to [MQTT-3.2.2-3], [MQTT-3.1.2-4], [MQTT-3.1.2-6], [MQTT-3.1.4-3]
TEST_P(ServerConnects, WithTheTruthAboutTheSession)
{
    Stage stage(open());
    const auto flags = [&](bool cleanStart) {
        Peer& peer = stage.peer(GetParam());
        mqtt::Connect connect = peer.connectPacket("a", cleanStart);
        peer.send(connect);
        const Bytes bytes = peer.expectBytes();
        EXPECT_EQ(bytes.at(3), 0); // code
        peer.send(mqtt::Disconnect{});
        return bytes.at(2);
    };
    const std::uint8_t present = GetParam() == Version::V31 ? 0 : 1; // 3.1: reserved, 0
    EXPECT_EQ(flags(false), 0);                                      // none yet
    EXPECT_EQ(flags(false), present);                                // kept
    EXPECT_EQ(flags(true), 0);                                       // discarded
    EXPECT_EQ(flags(false), 0); // that of a clean start has ended with its connection
    EXPECT_EQ(stage.count(Decision::SessionCreated), 3U);
    EXPECT_EQ(stage.count(Decision::SessionResumed), 1U);
}

// [MQTT-3.1.3-2], 3.1.1 [MQTT-3.1.3-2]: what one Client Identifier has left, no other gets
TEST_P(ServerConnects, EachClientIdentifierToItsOwnSession)
{
    Stage stage;
    Peer& a = stage.client(GetParam(), "a", false);
    a.subscribe("t", 1);
    a.close();
    Peer& b = stage.client(GetParam(), "b", false);
    b.publish("t", "x", 1, 1);
    b.expectAck<mqtt::Puback>(1);
    EXPECT_TRUE(b.silent());
    stage.client(GetParam(), "A", false); // characters as they are
    Peer& again = stage.client(GetParam(), "a", false, true);
    again.complete("t", "x", 1, 1);
}

// [MQTT-4.1.0-1], 3.1.1 [MQTT-4.1.0-1], [MQTT-4.1.0-2]: never while the connection is open
TEST_P(ServerConnects, NobodyLosesASessionWhileConnected)
{
    Stage stage;
    Peer& a = stage.client(GetParam(), "a");
    a.subscribe("t", 2);
    a.publish("u", "x", 2, 9);
    a.expectAck<mqtt::Pubrec>(9);
    stage.wait(1'000'000 * kSecond);
    a.acknowledge<mqtt::Pubrel>(9); // is still known
    a.expectAck<mqtt::Pubcomp>(9);
    a.publish("t", "x", 2, 9);
    a.expectAck<mqtt::Pubrec>(9);
    a.acknowledge<mqtt::Pubrel>(9);
    a.expectAck<mqtt::Pubcomp>(9);
    a.complete("t", "x", 2, 1);
}

// The same for one that was away: its return ends the Session Expiry Interval.
TEST_P(ServerConnects, NobodyLosesASessionAfterComingBack)
{
    Options options;
    options.capabilities.sessionExpiryBefore5 = 3600;
    Stage stage(options);
    Peer& a = stage.client(GetParam(), "a", false);
    a.subscribe("t");
    a.close();
    stage.wait(3599 * kSecond);
    Peer& again = stage.client(GetParam(), "a", false, true);
    stage.wait(100'000 * kSecond);
    again.publish("t", "x");
    again.expectPublish("t", "x");
}

// [MQTT-3.2.2-22], [MQTT-3.1.2-22], 3.1.1 [MQTT-3.1.2-24], MQTT31-2.2-7: one and a half times the value of
// the client, neither earlier nor later
TEST_P(ServerConnects, WithTheKeepAliveOfTheClient)
{
    Stage stage;
    for (const std::uint16_t seconds : std::vector<std::uint16_t>{1, 60}) {
        Peer& peer = stage.peer(GetParam());
        mqtt::Connect connect = peer.connectPacket("a");
        connect.keepAlive = seconds;
        peer.connect(connect);
        stage.wait(Nanoseconds{seconds} * 1500 * kMillisecond - 1);
        EXPECT_FALSE(peer.closed());
        stage.wait(1);
        peer.expectDisconnect(ReasonCode::KeepAliveTimeout);
    }
}

/// Refuses re-authentication with a code that only CONNACK has.
class Strict final : public Authenticator {
public:
    AuthenticationResult check(const Credentials&) override { return {}; }
    AuthenticationResult begin(const Credentials&, std::string_view, ByteView, bool again) override
    {
        AuthenticationResult result;
        result.verdict = again ? Verdict::Refuse : Verdict::Accept;
        result.reason = ReasonCode::BadUserNameOrPassword;
        return result;
    }
};

// [MQTT-3.14.2-1], [MQTT-4.12.1-2]: DISCONNECT has codes of its own
TEST(ServerConnectsIn5, NobodyAfterAFailedReauthentication)
{
    Strict strict;
    Stage stage({}, &strict);
    Peer& peer = stage.peer(Version::V50);
    mqtt::Connect connect = peer.connectPacket("a");
    connect.properties.setText(PropertyId::AuthenticationMethod, "m");
    peer.connect(connect);
    mqtt::Auth auth;
    auth.reasonCode = 0x19;
    auth.properties.setText(PropertyId::AuthenticationMethod, "m");
    peer.send(auth);
    peer.expectDisconnect(ReasonCode::NotAuthorized);
}

class ServerWills : public ServerConnects {
protected:
    static mqtt::Connect withWill(const Peer& peer, bool cleanStart = true)
    {
        mqtt::Connect connect = peer.connectPacket("a", cleanStart);
        connect.will.emplace();
        connect.will->topic = "w";
        connect.will->payload = field::asBytes("gone");
        return connect;
    }
};
INSTANTIATE_TEST_SUITE_P(Versions, ServerWills, ::testing::ValuesIn(kVersions), versionName);

// [MQTT-3.1.2-10], 3.1.1 [MQTT-3.1.2-10]: published, it is gone
TEST_P(ServerWills, Once)
{
    Options options;
    options.capabilities.sessionExpiryBefore5 = 3600;
    Stage stage(options);
    Peer& watcher = stage.client(GetParam(), "watcher");
    watcher.subscribe("#");
    Peer& a = stage.peer(GetParam());
    a.connect(withWill(a, false));
    a.close(HowClosed::Reset);
    watcher.expectPublish("w", "gone");
    stage.wait(7200 * kSecond); // the session ends
    EXPECT_EQ(stage.broker.sessions().size(), 1U);
    EXPECT_TRUE(watcher.silent());
}

// 3.1.1 [MQTT-3.1.2-12]: none without Will Flag
TEST_P(ServerWills, NoneWithoutWillFlag)
{
    Stage stage;
    Peer& watcher = stage.client(GetParam(), "watcher");
    watcher.subscribe("#");
    stage.client(GetParam(), "a").close(HowClosed::Reset);
    EXPECT_TRUE(watcher.silent());
    EXPECT_EQ(stage.count(Decision::WillPublished), 0U);
}

// [MQTT-3.1.2-14], 3.1.1 [MQTT-3.1.2-16]: with Will Retain 0 nobody finds it later
TEST_P(ServerWills, NotRetainedUnasked)
{
    Stage stage;
    Peer& a = stage.peer(GetParam());
    a.connect(withWill(a));
    a.close();
    EXPECT_EQ(stage.count(Decision::WillPublished), 1U);
    Peer& late = stage.client(GetParam(), "late");
    late.subscribe("#");
    EXPECT_TRUE(late.silent());
}

// [MQTT-3.1.3-10]: whole, with its User Properties in order
TEST(ServerWillsIn5, WithUserPropertiesInOrder)
{
    Stage stage;
    Peer& watcher = stage.client(Version::V50, "watcher");
    watcher.subscribe("#");
    Peer& a = stage.peer(Version::V50);
    mqtt::Connect connect = a.connectPacket("a");
    connect.will.emplace();
    connect.will->topic = "w";
    for (const char* name : {"z", "a", "m"})
        connect.will->properties.addUserProperty(name, "v");
    a.connect(connect);
    a.close();
    EXPECT_EQ(watcher.expectPublish("w", "").properties, connect.will->properties);
}

// [MQTT-3.1.3-6], [MQTT-3.1.3-7], [MQTT-3.2.2-16]: the name that the server gave is the name of the session
TEST(ServerConnectsIn5, UnderTheNameThatItGave)
{
    Stage stage;
    Peer& first = stage.peer(Version::V50);
    const std::string name(
        first.connect(first.connectPacket("", false)).properties.text(PropertyId::AssignedClientIdentifier));
    ASSERT_FALSE(name.empty());
    first.close();
    Peer& second = stage.peer(Version::V50);
    EXPECT_NE(second.connect(second.connectPacket("")).properties.text(PropertyId::AssignedClientIdentifier),
              name);
    stage.client(Version::V50, name, false, true);
}

} // namespace
} // namespace mqttscope::broker::test
