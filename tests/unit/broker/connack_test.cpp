// SPDX-License-Identifier: GPL-3.0-or-later
// What CONNACK of 5.0 announces, and what is refused because of it.
#include "tests/unit/broker/stage.h"

namespace mqttscope::broker::test {
namespace {

using mqtt::Decision;

Options everythingOpen()
{
    Options options;
    options.capabilities.receiveMaximum = 0xffff;
    options.capabilities.topicAliasMaximum = 0;
    options.capabilities.maximumPacketSize = mqtt::kMaxPacketSize;
    return options;
}

TEST(Connack, WithoutLimitsIsShort)
{
    Stage stage(everythingOpen());
    Peer& peer = stage.peer(Version::V50);
    peer.send(peer.connectPacket("a"));
    EXPECT_EQ(peer.expectBytes(), (Bytes{0x20, 0x03, 0x00, 0x00, 0x00}));
}

TEST(Connack, AnnouncesEveryLimit)
{
    Options options;
    options.capabilities.receiveMaximum = 7;
    options.capabilities.topicAliasMaximum = 3;
    options.capabilities.maximumQos = 1; // [MQTT-3.2.2-9]
    options.capabilities.retain = false;
    options.capabilities.wildcardSubscriptions = false;
    options.capabilities.subscriptionIdentifiers = false;
    options.capabilities.sharedSubscriptions = false;
    options.capabilities.maximumPacketSize = 2000;
    options.capabilities.maximumKeepAlive = 30;
    options.capabilities.maximumSessionExpiry = 60;
    options.capabilities.responseInformation = "answers/";
    Stage stage(options);
    Peer& peer = stage.peer(Version::V50);
    mqtt::Connect connect = peer.connectPacket("", false);
    connect.properties.setNumber(PropertyId::RequestResponseInformation, 1);
    const mqtt::Properties& said = peer.connect(connect).properties;
    EXPECT_EQ(said.number(PropertyId::ReceiveMaximum), 7U);
    EXPECT_EQ(said.number(PropertyId::TopicAliasMaximum), 3U);
    EXPECT_EQ(said.number(PropertyId::MaximumQos), 1U);
    EXPECT_EQ(said.number(PropertyId::RetainAvailable), 0U);
    EXPECT_EQ(said.number(PropertyId::WildcardSubscriptionAvailable), 0U);
    EXPECT_EQ(said.number(PropertyId::SubscriptionIdentifierAvailable), 0U);
    EXPECT_EQ(said.number(PropertyId::SharedSubscriptionAvailable), 0U);
    EXPECT_EQ(said.number(PropertyId::MaximumPacketSize), 2000U);
    EXPECT_EQ(said.number(PropertyId::ServerKeepAlive), 30U);
    EXPECT_EQ(said.number(PropertyId::SessionExpiryInterval), 60U);
    EXPECT_EQ(said.text(PropertyId::ResponseInformation), "answers/");
    EXPECT_EQ(said.text(PropertyId::AssignedClientIdentifier), "auto-1"); // [MQTT-3.1.3-7], [MQTT-3.2.2-16]
}

// [MQTT-3.1.2-28]
TEST(Connack, ResponseInformationOnlyIfRequested)
{
    Options options;
    options.capabilities.responseInformation = "answers/";
    Stage stage(options);
    Peer& peer = stage.peer(Version::V50);
    EXPECT_FALSE(peer.connect(peer.connectPacket("a")).properties.has(PropertyId::ResponseInformation));
}

// [MQTT-3.1.3-6]
TEST(Connack, AssignedClientIdentifiersAreUnique)
{
    Stage stage;
    stage.client(Version::V50, "auto-2");
    Peer& first = stage.peer(Version::V50);
    EXPECT_EQ(first.connect(first.connectPacket("")).properties.text(PropertyId::AssignedClientIdentifier),
              "auto-1");
    Peer& second = stage.peer(Version::V50);
    EXPECT_EQ(second.connect(second.connectPacket("")).properties.text(PropertyId::AssignedClientIdentifier),
              "auto-3");
}

// [MQTT-3.2.2-22]
TEST(Connack, KeepAliveOfTheClientStaysIfItIsShortEnough)
{
    Options options;
    options.capabilities.maximumKeepAlive = 30;
    Stage stage(options);
    Peer& peer = stage.peer(Version::V50);
    mqtt::Connect connect = peer.connectPacket("a");
    connect.keepAlive = 30;
    EXPECT_FALSE(peer.connect(connect).properties.has(PropertyId::ServerKeepAlive));
}

// [MQTT-3.2.2-12]
TEST(Connack, WillQosAboveTheMaximumIsRefused)
{
    Options options;
    options.capabilities.maximumQos = 1;
    Stage stage(options);
    for (const Version version : kVersions) {
        Peer& peer = stage.peer(version);
        mqtt::Connect connect = peer.connectPacket("a");
        connect.will.emplace();
        connect.will->topic = "w";
        connect.will->qos = 2;
        peer.send(connect);
        if (version == Version::V50) {
            EXPECT_EQ(peer.expect<mqtt::Connack>().code, 0x9b);
        }
        EXPECT_TRUE(peer.closed());
    }
}

// [MQTT-3.2.2-13]
TEST(Connack, WillRetainWithoutRetainIsRefused)
{
    Options options;
    options.capabilities.retain = false;
    Stage stage(options);
    Peer& peer = stage.peer(Version::V50);
    mqtt::Connect connect = peer.connectPacket("a");
    connect.will.emplace();
    connect.will->topic = "w";
    connect.will->retain = true;
    peer.send(connect);
    EXPECT_EQ(peer.expect<mqtt::Connack>().code, 0x9a);
    EXPECT_TRUE(peer.closed());
}

// MQTT5-§3.1.3.2.3-payload-format
TEST(Connack, WillPayloadThatIsNotTheTextItPromisesIsRefused)
{
    Stage stage;
    Peer& peer = stage.peer(Version::V50);
    mqtt::Connect connect = peer.connectPacket("a");
    connect.will.emplace();
    connect.will->topic = "w";
    connect.will->payload = field::asBytes("\xff");
    connect.will->properties.setNumber(PropertyId::PayloadFormatIndicator, 1);
    peer.send(connect);
    EXPECT_EQ(peer.expect<mqtt::Connack>().code, 0x99);
    EXPECT_TRUE(peer.closed());
}

// [MQTT-3.2.2-19]
TEST(Connack, ReasonStringIsLeftOutIfTheClientTakesNoSuchPacket)
{
    Stage stage(everythingOpen());
    Peer& peer = stage.peer(Version::V50);
    mqtt::Connect connect = peer.connectPacket("a");
    connect.properties.setNumber(PropertyId::MaximumPacketSize, 20);
    Bytes bytes = encoded(connect, Version::V50);
    bytes[9] |= 1; // reserved Connect Flag
    peer.sendBytes(bytes);
    EXPECT_FALSE(peer.silent());
    peer.ignoreRest();
    // This CONNECT is malformed: its own properties do not count. One that counts:
    Options options = everythingOpen();
    options.capabilities.retain = false;
    Stage other(options);
    Peer& small = other.peer(Version::V50);
    connect.will.emplace();
    connect.will->topic = "w";
    connect.will->retain = true;
    small.send(connect);
    EXPECT_EQ(small.expectBytes(), (Bytes{0x20, 0x03, 0x00, 0x9a, 0x00}));
}

// [MQTT-3.1.2-24]: not even CONNACK fits.
TEST(Connack, AClientThatTakesNothingIsClosed)
{
    Stage stage;
    Peer& peer = stage.peer(Version::V50);
    mqtt::Connect connect = peer.connectPacket("a");
    connect.properties.setNumber(PropertyId::MaximumPacketSize, 4);
    peer.send(connect);
    EXPECT_TRUE(peer.silent());
    EXPECT_TRUE(peer.closed());
    EXPECT_TRUE(stage.broker.sessions().empty());
}

// MQTT5-§3.2.2.3.6-packet-too-large
TEST(Connack, LargerPacketsThanAnnouncedEndTheConnection)
{
    Options options;
    options.capabilities.maximumPacketSize = 100;
    Stage stage(options);
    for (const Version version : kVersions) {
        Peer& peer = stage.client(version, "a");
        peer.publish("t", std::string(100, 'x'));
        peer.expectDisconnect(ReasonCode::PacketTooLarge);
    }
    EXPECT_EQ(stage.decisions(Decision::Disconnected).at(0).rule.expected, 100U);
}

TEST(Connack, ALargeFirstPacketIsAnsweredAsSoonAsItsVersionIsKnown)
{
    Options options;
    options.limits.connectSize = 50;
    Stage stage(options);
    Peer& peer = stage.peer(Version::V50);
    const Bytes bytes = encoded(peer.connectPacket(std::string(60, 'a')), Version::V50);
    peer.sendBytes(Bytes(bytes.begin(), bytes.begin() + 20));
    EXPECT_EQ(peer.expect<mqtt::Connack>().code, 0x95);
    EXPECT_TRUE(peer.closed());
    Peer& old = stage.peer(Version::V311);
    old.send(old.connectPacket(std::string(60, 'a')));
    EXPECT_TRUE(old.silent());
    EXPECT_TRUE(old.closed());
}

// [MQTT-3.2.2-11], [MQTT-3.2.2-14]
TEST(Connack, WhatItExcludesEndsTheConnection)
{
    Options options;
    options.capabilities.maximumQos = 1;
    options.capabilities.retain = false;
    Stage stage(options);
    Peer& qos = stage.client(Version::V50, "a");
    qos.publish("t", "x", 2, 1);
    qos.expectDisconnect(ReasonCode::QosNotSupported);
    Peer& retain = stage.client(Version::V50, "b");
    retain.publish("t", "x", 0, 0, true);
    retain.expectDisconnect(ReasonCode::RetainNotSupported);
}

// [MQTT-3.2.2-10]
TEST(Connack, SubscribeMayAskForMoreThanTheMaximumQos)
{
    Options options;
    options.capabilities.maximumQos = 1;
    Stage stage(options);
    Peer& peer = stage.client(Version::V50, "a");
    mqtt::Subscribe subscribe;
    subscribe.packetId = 1;
    subscribe.subscriptions.push_back({"t", 2, false, false, 0});
    peer.send(subscribe);
    EXPECT_EQ(peer.expect<mqtt::Suback>().codes[0], 1);
}

// §3.2.2.3.11 to §3.2.2.3.13
TEST(Connack, SubscriptionsThatItExcludesEndTheConnection)
{
    Options options;
    options.capabilities.wildcardSubscriptions = false;
    options.capabilities.subscriptionIdentifiers = false;
    options.capabilities.sharedSubscriptions = false;
    Stage stage(options);
    const auto refused = [&](std::string_view filter, std::uint32_t identifier) {
        Peer& peer = stage.client(Version::V50, "a");
        mqtt::Subscribe subscribe;
        subscribe.packetId = 1;
        subscribe.subscriptions.push_back({filter, 0, false, false, 0});
        if (identifier != 0)
            subscribe.properties.addSubscriptionIdentifier(identifier);
        peer.send(subscribe);
        EXPECT_TRUE(peer.closed());
        return peer.expect<mqtt::Disconnect>().reasonCode;
    };
    EXPECT_EQ(refused("a/+", 0), 0xa2);
    EXPECT_EQ(refused("a", 5), 0xa1);
    EXPECT_EQ(refused("$share/g/a", 0), 0x9e);
}

} // namespace
} // namespace mqttscope::broker::test
