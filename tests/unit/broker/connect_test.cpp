// SPDX-License-Identifier: GPL-3.0-or-later
// What the server does with a CONNECT, and with connections that bring none.
#include "tests/unit/broker/stage.h"

namespace mqttscope::broker::test {
namespace {

using mqtt::Decision;

class ConnectEveryVersion : public ::testing::TestWithParam<Version> {};
INSTANTIATE_TEST_SUITE_P(Versions, ConnectEveryVersion, ::testing::ValuesIn(kVersions), versionName);

// [MQTT-3.1.4-5], 3.1.1 [MQTT-3.1.4-4]: CONNACK 0; [MQTT-3.2.2-2], 3.1.1 [MQTT-3.2.2-1]: Session Present 0
TEST_P(ConnectEveryVersion, IsAccepted)
{
    Stage stage;
    Peer& peer = stage.peer(GetParam());
    const auto& connack = peer.connect(peer.connectPacket("a"));
    EXPECT_FALSE(connack.sessionPresent);
    EXPECT_EQ(stage.count(Decision::SessionCreated), 1U);
    EXPECT_EQ(stage.count(Decision::ConnectAccepted), 1U);
}

TEST(Connect, ConnackOf311IsFourBytes)
{
    Stage stage;
    Peer& peer = stage.peer(Version::V311);
    peer.sendBytes({
        0x10, 0x0d,                     // CONNECT, Remaining Length
        0x00, 0x04, 'M', 'Q', 'T', 'T', // Protocol Name
        0x04,                           // Protocol Level
        0x02,                           // Clean Session
        0x00, 0x00,                     // Keep Alive
        0x00, 0x01, 'a',                // Client Identifier
    });
    EXPECT_EQ(peer.expectBytes(), (Bytes{0x20, 0x02, 0x00, 0x00}));
}

// [MQTT-3.1.0-1], MQTT31-3.1-1
TEST_P(ConnectEveryVersion, AnythingElseFirstEndsTheConnectionWithoutAnswer)
{
    Stage stage;
    Peer& peer = stage.peer(GetParam());
    peer.send(mqtt::Pingreq{});
    EXPECT_TRUE(peer.silent());
    EXPECT_TRUE(peer.closed());
    const auto refused = stage.decisions(Decision::ConnectRefused);
    ASSERT_EQ(refused.size(), 1U);
    EXPECT_EQ(refused[0].rule.issue, field::IssueCode::FirstPacketNotConnect);
}

// [MQTT-3.1.0-2]
TEST_P(ConnectEveryVersion, ASecondOneIsAProtocolError)
{
    Stage stage;
    Peer& peer = stage.client(GetParam(), "a");
    peer.send(peer.connectPacket("a"));
    peer.expectDisconnect(ReasonCode::ProtocolError);
    EXPECT_EQ(stage.broker.sessions().size(), 0U);
    EXPECT_EQ(statementOf(stage.decisions(Decision::Disconnected).at(0)),
              GetParam() == Version::V31 ? "" : "MQTT-3.1.0-2");
}

// A TLS client at the wrong door: 0x16 is type 1 with flags that CONNECT does not have.
TEST(Connect, TlsClientHelloIsRefused)
{
    Stage stage;
    Peer& peer = stage.peer(Version::V311);
    peer.sendBytes({0x16, 0x03, 0x01, 0x02, 0x00, 0x01, 0x00});
    EXPECT_TRUE(peer.closed());
    EXPECT_TRUE(peer.silent());
}

// [MQTT-3.1.2-2]: the level is not served.
TEST(Connect, UnknownLevelIsAnsweredByReturnCodeOne)
{
    for (const std::uint8_t level : Bytes{0, 1, 2}) {
        Stage stage;
        Peer& peer = stage.peer(Version::V311);
        peer.sendBytes(
            {0x10, 0x0d, 0x00, 0x04, 'M', 'Q', 'T', 'T', level, 0x02, 0x00, 0x00, 0x00, 0x01, 'a'});
        EXPECT_EQ(peer.expectBytes(), (Bytes{0x20, 0x02, 0x00, 0x01}));
        EXPECT_TRUE(peer.closed());
        EXPECT_EQ(peer.closeManner(), CloseManner::AfterSending);
    }
}

// 5.0 [MQTT-3.1.2-2]: 0x84, in the form of 5.0.
TEST(Connect, LevelAfterFiveIsAnsweredByUnsupportedProtocolVersion)
{
    Stage stage;
    Peer& peer = stage.peer(Version::V50);
    peer.sendBytes({0x10, 0x0e, 0x00, 0x04, 'M', 'Q', 'T', 'T', 6, 0x02, 0x00, 0x00, 0x00, 0x00, 0x01, 'a'});
    EXPECT_EQ(peer.expectBytes(), (Bytes{0x20, 0x03, 0x00, 0x84, 0x00}));
    EXPECT_TRUE(peer.closed());
}

TEST(Connect, ReasonStringsCanBeSwitchedOff)
{
    Options options;
    options.policy.reasonStrings = false;
    Stage stage(options);
    Peer& peer = stage.client(Version::V50, "a");
    peer.sendBytes({0xc0, 0x01, 0x00});
    EXPECT_EQ(peer.expectBytes(), (Bytes{0xe0, 0x01, 0x81}));
}

// 5.0 [MQTT-3.1.2-1]
TEST(Connect, UnknownNameIsAnsweredIn5Only)
{
    for (const std::uint8_t level : Bytes{4, 5}) {
        Stage stage;
        Peer& peer = stage.peer(level == 5 ? Version::V50 : Version::V311);
        if (level == 5) {
            peer.sendBytes(
                {0x10, 0x0e, 0x00, 0x04, 'M', 'Q', 'T', 'X', 5, 0x02, 0x00, 0x00, 0x00, 0x00, 0x01, 'a'});
            EXPECT_EQ(peer.expect<mqtt::Connack>().code, 0x84);
        } else {
            peer.sendBytes(
                {0x10, 0x0d, 0x00, 0x04, 'M', 'Q', 'T', 'X', 4, 0x02, 0x00, 0x00, 0x00, 0x01, 'a'});
        }
        EXPECT_TRUE(peer.silent());
        EXPECT_TRUE(peer.closed());
    }
}

// MQTT311-§3.1.2.3-protocol-name-level
TEST(Connect, NameAndLevelThatDoNotFitAreAnsweredByReturnCodeOne)
{
    Stage stage;
    Peer& peer = stage.peer(Version::V311);
    peer.sendBytes(
        {0x10, 0x0f, 0x00, 0x06, 'M', 'Q', 'I', 's', 'd', 'p', 0x04, 0x02, 0x00, 0x00, 0x00, 0x01, 'a'});
    EXPECT_EQ(peer.expectBytes(), (Bytes{0x20, 0x02, 0x00, 0x01}));
    EXPECT_TRUE(peer.closed());
}

TEST(Connect, BridgesOfMosquittoAreServed)
{
    Stage stage;
    Peer& peer = stage.peer(Version::V311);
    peer.sendBytes({0x10, 0x0d, 0x00, 0x04, 'M', 'Q', 'T', 'T', 0x84, 0x02, 0x00, 0x00, 0x00, 0x01, 'a'});
    EXPECT_EQ(peer.expect<mqtt::Connack>().code, 0);
}

// 3.1.1 [MQTT-3.1.4-1]: no CONNACK; 5.0 §4.13.1: 0x81
TEST(Connect, ReservedFlagEndsTheConnection)
{
    for (const Version version : {Version::V311, Version::V50}) {
        Stage stage;
        Peer& peer = stage.peer(version);
        Bytes bytes = encoded(peer.connectPacket("a"), version);
        bytes[9] |= 1; // [MQTT-3.1.2-3]
        peer.sendBytes(bytes);
        if (version == Version::V50) {
            const auto& connack = peer.expect<mqtt::Connack>();
            EXPECT_EQ(connack.code, 0x81);
            EXPECT_EQ(connack.properties.text(PropertyId::ReasonString),
                      "connect-flags-reserved MQTT-3.1.2-3 byte 9");
        }
        EXPECT_TRUE(peer.silent());
        EXPECT_TRUE(peer.closed());
        const auto refused = stage.decisions(Decision::ConnectRefused).at(0);
        EXPECT_EQ(statementOf(refused), "MQTT-3.1.2-3");
        EXPECT_EQ(refused.rule.offset, 9U);
    }
}

TEST(Connect, ReceiveMaximumZeroIsAProtocolError)
{
    Stage stage;
    Peer& peer = stage.peer(Version::V50);
    mqtt::Connect connect = peer.connectPacket("a");
    connect.properties.setNumber(PropertyId::ReceiveMaximum, 0);
    peer.send(connect);
    EXPECT_EQ(peer.expect<mqtt::Connack>().code, 0x82);
    EXPECT_TRUE(peer.closed());
}

// [MQTT-3.1.4-6], 3.1.1 [MQTT-3.1.4-5]
TEST_P(ConnectEveryVersion, NothingBehindARefusedOneIsHandled)
{
    Options options;
    options.policy.assignClientIds = false;
    Stage stage(options);
    Peer& peer = stage.peer(GetParam());
    Bytes bytes = encoded(peer.connectPacket(""), GetParam());
    const Bytes ping = encoded(mqtt::Pingreq{}, GetParam());
    bytes.insert(bytes.end(), ping.begin(), ping.end());
    peer.sendBytes(bytes);
    EXPECT_EQ(peer.expect<mqtt::Connack>().code, GetParam() == Version::V50 ? 0x85 : 2);
    EXPECT_TRUE(peer.closed());
}

// 3.1.1 [MQTT-3.1.3-8]
TEST(Connect, EmptyClientIdWithoutCleanSessionIsRejected)
{
    Stage stage;
    Peer& peer = stage.peer(Version::V311);
    peer.send(peer.connectPacket("", false));
    EXPECT_EQ(peer.expectBytes(), (Bytes{0x20, 0x02, 0x00, 0x02}));
    EXPECT_TRUE(peer.closed());
}

// 3.1.1 [MQTT-3.1.3-6]
TEST(Connect, EmptyClientIdWithCleanSessionGetsASessionOfItsOwn)
{
    Stage stage;
    stage.client(Version::V311, "");
    stage.client(Version::V311, "");
    EXPECT_EQ(stage.broker.sessions().size(), 2U);
}

// MQTT 3.1 §3.1: 1 to 23 characters
TEST(Connect, LongClientIdOf31IsRejected)
{
    Stage stage;
    Peer& peer = stage.peer(Version::V31);
    peer.send(peer.connectPacket("abcdefghijklmnopqrstuvwx"));
    EXPECT_EQ(peer.expectBytes(), (Bytes{0x20, 0x02, 0x00, 0x02}));
    stage.client(Version::V31, "abcdefghijklmnopqrstuvw");
}

TEST(Connect, LongClientIdOf31IsAcceptedIfWanted)
{
    Options options;
    options.policy.longClientIds31 = true;
    Stage stage(options);
    stage.client(Version::V31, "abcdefghijklmnopqrstuvwx");
}

// [MQTT-3.1.3-5]
TEST_P(ConnectEveryVersion, EveryClientIdThatMustBeAcceptedIs)
{
    Stage stage;
    stage.client(GetParam(), "0123456789abcdefghijABC");
    stage.client(GetParam(), "Z");
}

// MQTT5-§3.1.4-connect-timeout, MQTT311-§3.1.4-connect-timeout
TEST_P(ConnectEveryVersion, OverdueOnesEndTheConnection)
{
    Stage stage;
    Peer& peer = stage.peer(GetParam());
    stage.wait(20 * kSecond - 1);
    EXPECT_FALSE(peer.closed());
    stage.wait(1);
    EXPECT_TRUE(peer.closed());
    EXPECT_EQ(peer.closeManner(), CloseManner::AtOnce);
    EXPECT_EQ(stage.count(Decision::ConnectOverdue), 1U);
    EXPECT_FALSE(stage.broker.nextDeadline().has_value());
}

TEST_P(ConnectEveryVersion, ByteByByteIsTheSame)
{
    Stage stage;
    Peer& peer = stage.peer(GetParam());
    for (const std::uint8_t byte : encoded(peer.connectPacket("a"), GetParam()))
        peer.sendBytes({byte});
    EXPECT_EQ(peer.expect<mqtt::Connack>().code, 0);
}

// MQTT5-§1.5.5-vbi-too-long, MQTT311-§2.2.3-length-too-long
TEST_P(ConnectEveryVersion, FifthLengthByteEndsTheConnection)
{
    Stage stage;
    Peer& peer = stage.client(GetParam(), "a");
    peer.sendBytes({0x30, 0xff, 0xff, 0xff, 0xff, 0x01});
    peer.expectDisconnect(ReasonCode::MalformedPacket);
}

} // namespace
} // namespace mqttscope::broker::test
