// SPDX-License-Identifier: GPL-3.0-or-later
// Over real sockets: CONNECT, CONNACK, sessions, takeover, Keep Alive, the end of a connection.
#include "tests/conformance/sockets_fixture.h"

namespace mqttscope::broker::test {
namespace {

class SocketsConnect : public SocketsTest {};
INSTANTIATE_TEST_SUITE_P(Epoll, SocketsConnect, ::testing::ValuesIn(everyVersion(false)), overSocketsName);
INSTANTIATE_TEST_SUITE_P(QTcpSocket, SocketsConnect, ::testing::ValuesIn(everyVersion(true)),
                         overSocketsName);

TEST_P(SocketsConnect, ConnackBeforeAllElse)
{
    start();
    SocketPeer& first = client("a", false);
    first.subscribe("t", 1);
    first.disconnect();
    client("b").say("t", "x");
    SocketPeer& again = client("a", false, true); // expects CONNACK first
    again.expectPublish("t", "x", 1, 1);
    again.acknowledge<mqtt::Puback>(1);
    again.expectNothing(); // and once
}

TEST_P(SocketsConnect, PacketsInAnyPieces)
{
    start();
    SocketPeer& one = peer();
    Bytes bytes = encoded(one.connectPacket("a"), version());
    for (const std::uint8_t byte : bytes)
        one.sendBytes({byte});
    EXPECT_EQ(one.expect<mqtt::Connack>().code, 0);
    // And all at once.
    SocketPeer& other = peer();
    other.sendBytes(encoded(other.connectPacket("b"), version()) + Bytes{0xc0, 0x00, 0xc0, 0x00});
    EXPECT_EQ(other.expect<mqtt::Connack>().code, 0);
    other.expect<mqtt::Pingresp>();
    other.expect<mqtt::Pingresp>();
}

TEST_P(SocketsConnect, SessionsLastAsLongAsTheClientWants)
{
    start();
    SocketPeer& first = client("a", false);
    first.subscribe("t", 0);
    first.disconnect();
    SocketPeer& second = client("a", false, true);
    client("b").say("t", "1");
    second.expectPublish("t", "1");
    second.disconnect();
    SocketPeer& third = client("a", true); // discards it
    client("b").say("t", "2");
    third.expectNothing();
    third.disconnect();
    client("a", false); // nothing was kept of the clean one
}

TEST_P(SocketsConnect, TheSameClientIdEndsTheOlderConnection)
{
    start();
    SocketPeer& older = client("a", false);
    older.subscribe("t", 0);
    SocketPeer& newer = client("a", false, true);
    older.expectDisconnect(ReasonCode::SessionTakenOver);
    client("b").say("t", "x");
    newer.expectPublish("t", "x");
}

TEST_P(SocketsConnect, EachClientIdHasItsOwnSession)
{
    start();
    SocketPeer& a = client("a");
    SocketPeer& b = client("A");
    a.subscribe("t", 0);
    b.say("t", "x");
    a.expectPublish("t", "x");
    b.expectNothing();
}

TEST_P(SocketsConnect, NothingButConnectMayComeFirst)
{
    start();
    for (const Bytes& first : {Bytes{0xc0, 0x00}, Bytes{0x30, 0x03, 0x00, 0x01, 't'}, Bytes{0xe0, 0x00}}) {
        SocketPeer& one = peer();
        one.sendBytes(first);
        one.expectEnd();
    }
}

TEST_P(SocketsConnect, ConnectMayComeOnce)
{
    start();
    SocketPeer& one = client("a");
    one.send(one.connectPacket("a"));
    one.expectDisconnect(ReasonCode::ProtocolError);
}

TEST_P(SocketsConnect, WhoIsRefusedHearsWhyAndIsNotServed)
{
    ServiceOptions options;
    options.access.allowAnonymous = false;
    start(std::move(options));
    SocketPeer& one = peer();
    mqtt::Publish publish;
    publish.topic = "t";
    publish.retain = true;
    publish.payload = field::asBytes("x");
    one.sendBytes(encoded(one.connectPacket("a"), version()) + encoded(publish, version()));
    const auto& connack = one.expect<mqtt::Connack>();
    EXPECT_EQ(connack.code, version() == Version::V50 ? 0x87 : 5);
    EXPECT_FALSE(connack.sessionPresent);
    one.expectEnd();
    stage.look([](const Broker& broker) {
        EXPECT_TRUE(broker.sessions().empty());
        EXPECT_EQ(broker.retained().size(), 0U);
    });
}

TEST_P(SocketsConnect, ABrokenConnectIsTheEnd)
{
    start();
    SocketPeer& one = peer();
    Bytes bytes = encoded(one.connectPacket("a"), version());
    bytes[version() == Version::V31 ? 11 : 9] |= 0x18; // Will QoS 3 without a will
    one.sendBytes(bytes + Bytes{0xc0, 0x00});
    if (version() == Version::V50) {
        EXPECT_EQ(one.expect<mqtt::Connack>().code, 0x81);
    }
    one.expectEnd();
}

TEST_P(SocketsConnect, NothingIsSaidAfterAnError)
{
    start();
    SocketPeer& one = client("a");
    one.subscribe("t", 0);
    one.sendBytes({0x36, 0x05, 0x00, 0x01, 't', 0x00, 0x01, 0xc0, 0x00}); // PUBLISH of QoS 3, PINGREQ
    one.expectDisconnect(ReasonCode::MalformedPacket);
}

TEST_P(SocketsConnect, PingreqIsAnswered)
{
    start();
    SocketPeer& one = client("a");
    one.sendBytes({0xc0, 0x00});
    EXPECT_EQ(one.expectBytes(), (Bytes{0xd0, 0x00}));
}

TEST_P(SocketsConnect, SilenceBeyondTheKeepAliveIsTheEnd)
{
    start();
    SocketPeer& watcher = client("watcher");
    watcher.subscribe("w", 0);
    SocketPeer& silent = peer();
    mqtt::Connect connect = silent.connectPacket("silent");
    connect.keepAlive = 1;
    connect.will.emplace().topic = "w";
    connect.will->payload = field::asBytes("gone");
    silent.connect(connect);
    silent.expectDisconnect(ReasonCode::KeepAliveTimeout);
    watcher.expectPublish("w", "gone");
}

TEST_P(SocketsConnect, AConnectionThatSaysNothingEnds)
{
    ServiceOptions options;
    options.engine.policy.connectTimeout = 100 * kMillisecond;
    start(std::move(options));
    SocketPeer& one = peer();
    one.expectReset();
}

class SocketsConnectIn5 : public SocketsTest {};
INSTANTIATE_TEST_SUITE_P(Epoll, SocketsConnectIn5, ::testing::Values(OverSockets{Version::V50, false}),
                         overSocketsName);
INSTANTIATE_TEST_SUITE_P(QTcpSocket, SocketsConnectIn5, ::testing::Values(OverSockets{Version::V50, true}),
                         overSocketsName);

TEST_P(SocketsConnectIn5, AClientWithoutANameIsGivenOne)
{
    start();
    client("auto-1");
    SocketPeer& first = peer();
    const std::string name(
        first.connect(first.connectPacket("", false)).properties.text(PropertyId::AssignedClientIdentifier));
    SocketPeer& second = peer();
    const std::string other(
        second.connect(second.connectPacket("")).properties.text(PropertyId::AssignedClientIdentifier));
    EXPECT_FALSE(name.empty());
    EXPECT_FALSE(other.empty());
    EXPECT_NE(name, "auto-1");
    EXPECT_NE(name, other);
    first.disconnect();
    client(name, false, true);
}

TEST_P(SocketsConnectIn5, TheKeepAliveOfTheServerCounts)
{
    ServiceOptions options;
    options.engine.capabilities.maximumKeepAlive = 1;
    start(std::move(options));
    SocketPeer& one = peer();
    mqtt::Connect connect = one.connectPacket("a");
    connect.keepAlive = 600;
    EXPECT_EQ(one.connect(connect).properties.number(PropertyId::ServerKeepAlive), 1U);
    one.expectDisconnect(ReasonCode::KeepAliveTimeout);
}

TEST_P(SocketsConnectIn5, UnknownAuthenticationIsRefused)
{
    start();
    SocketPeer& one = peer();
    mqtt::Connect connect = one.connectPacket("a");
    connect.properties.setText(PropertyId::AuthenticationMethod, "SCRAM-SHA-256");
    connect.properties.setText(PropertyId::AuthenticationData, "n,,n=a,r=1");
    one.send(connect);
    EXPECT_EQ(one.expect<mqtt::Connack>().code, 0x8c);
    one.expectEnd();
}

TEST_P(SocketsConnectIn5, AuthWithoutAMethodIsAnError)
{
    start();
    SocketPeer& one = client("a");
    mqtt::Auth auth;
    auth.reasonCode = static_cast<std::uint8_t>(ReasonCode::ReAuthenticate);
    auth.properties.setText(PropertyId::AuthenticationMethod, "SCRAM-SHA-256");
    one.send(auth);
    one.expectDisconnect(ReasonCode::ProtocolError);
}

TEST_P(SocketsConnectIn5, ResponseInformationOnlyForThoseWhoAsk)
{
    ServiceOptions options;
    options.engine.capabilities.responseInformation = "answers/";
    start(std::move(options));
    SocketPeer& asks = peer();
    mqtt::Connect connect = asks.connectPacket("a");
    connect.properties.setNumber(PropertyId::RequestResponseInformation, 1);
    EXPECT_EQ(asks.connect(connect).properties.text(PropertyId::ResponseInformation), "answers/");
    SocketPeer& other = peer();
    EXPECT_FALSE(other.connect(other.connectPacket("b")).properties.has(PropertyId::ResponseInformation));
}

TEST_P(SocketsConnectIn5, ReasonStringsOnlyForThoseWhoWantThem)
{
    start();
    const auto reason = [&](std::string_view clientId, std::uint32_t wanted) {
        SocketPeer& one = peer();
        mqtt::Connect connect = one.connectPacket(clientId);
        connect.properties.setNumber(PropertyId::RequestProblemInformation, wanted);
        one.connect(connect);
        mqtt::Publish publish;
        publish.topic = "t";
        publish.qos = 1;
        publish.packetId = 1;
        publish.payload = field::asBytes("\xff");
        publish.properties.setNumber(PropertyId::PayloadFormatIndicator, 1);
        one.send(publish);
        const auto& puback = one.expect<mqtt::Puback>();
        EXPECT_EQ(puback.reasonCode, 0x99);
        return puback.properties.has(PropertyId::ReasonString);
    };
    EXPECT_TRUE(reason("a", 1));
    EXPECT_FALSE(reason("b", 0));
}

TEST_P(SocketsConnectIn5, WhatConnackExcludesIsTheEnd)
{
    ServiceOptions options;
    options.engine.capabilities.maximumQos = 1;
    options.engine.capabilities.retain = false;
    start(std::move(options));
    SocketPeer& one = peer();
    const auto& said = one.connect(one.connectPacket("a")).properties;
    EXPECT_EQ(said.number(PropertyId::MaximumQos), 1U);
    EXPECT_EQ(said.number(PropertyId::RetainAvailable), 0U);
    mqtt::Subscribe subscribe;
    subscribe.packetId = 1;
    subscribe.subscriptions.push_back({"t", 2, false, false, 0}); // may be asked for [MQTT-3.2.2-10]
    one.send(subscribe);
    EXPECT_LE(one.expect<mqtt::Suback>().codes[0], 2);
    one.publish("t", "x", 2, 1);
    one.expectDisconnect(ReasonCode::QosNotSupported);
    SocketPeer& other = client("b");
    other.publish("t", "x", 0, 0, true);
    other.expectDisconnect(ReasonCode::RetainNotSupported);
}

TEST_P(SocketsConnectIn5, AWillThatConnackExcludesIsRefused)
{
    ServiceOptions options;
    options.engine.capabilities.maximumQos = 1;
    options.engine.capabilities.retain = false;
    start(std::move(options));
    const auto code = [&](std::uint8_t qos, bool retain) {
        SocketPeer& one = peer();
        mqtt::Connect connect = one.connectPacket("a");
        connect.will.emplace().topic = "w";
        connect.will->qos = qos;
        connect.will->retain = retain;
        one.send(connect);
        const std::uint8_t said = one.expect<mqtt::Connack>().code;
        one.expectEnd();
        return said;
    };
    EXPECT_EQ(code(2, false), 0x9b);
    EXPECT_EQ(code(0, true), 0x9a);
}

// [MQTT-4.1.0-2]; MQTT 5.0 §3.14.2.2.2: DISCONNECT may say when
TEST_P(SocketsConnectIn5, SessionsExpire)
{
    start();
    SocketPeer& one = client("a", false);
    mqtt::Disconnect disconnect;
    disconnect.properties.setNumber(PropertyId::SessionExpiryInterval, 1);
    one.send(disconnect);
    one.expectEnd();
    EXPECT_TRUE(stage.lookUntil([](const Broker& broker) { return broker.sessions().empty(); }));
    client("a", false, false);
}

TEST_P(SocketsConnectIn5, DisconnectMustNotRaiseAnExpiryOfZero)
{
    start();
    SocketPeer& one = client("a");
    mqtt::Disconnect disconnect;
    disconnect.properties.setNumber(PropertyId::SessionExpiryInterval, 1);
    one.send(disconnect);
    one.expectDisconnect(ReasonCode::ProtocolError);
}

} // namespace
} // namespace mqttscope::broker::test
