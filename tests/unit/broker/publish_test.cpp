// SPDX-License-Identifier: GPL-3.0-or-later
// PUBLISH of clients, and what reaches the subscribers.
#include "tests/unit/broker/stage.h"

namespace mqttscope::broker::test {
namespace {

using mqtt::Decision;

class PublishEveryVersion : public ::testing::TestWithParam<Version> {};
INSTANTIATE_TEST_SUITE_P(Versions, PublishEveryVersion, ::testing::ValuesIn(kVersions), versionName);

// [MQTT-4.3.1-1]
TEST_P(PublishEveryVersion, Qos0HasNoAnswer)
{
    Stage stage;
    Peer& a = stage.client(GetParam(), "a");
    Peer& b = stage.client(GetParam(), "b");
    b.subscribe("t");
    a.publish("t", "x");
    b.expectPublish("t", "x");
}

// [MQTT-4.3.2-4], [MQTT-4.3.2-5], 3.1.1 [MQTT-4.3.2-1], [MQTT-4.3.2-2]; Packet Identifiers of the server
// count from 1.
TEST_P(PublishEveryVersion, Qos1IsAcknowledged)
{
    Stage stage;
    Peer& a = stage.client(GetParam(), "a");
    Peer& b = stage.client(GetParam(), "b");
    b.subscribe("t", 1);
    a.publish("t", "x", 1, 77);
    a.expectAck<mqtt::Puback>(77);
    b.complete("t", "x", 1, 1);
    a.publish("t", "y", 1, 77); // the identifier is free again
    a.expectAck<mqtt::Puback>(77);
    b.complete("t", "y", 1, 2);
    EXPECT_EQ(stage.count(Decision::Completed), 2U);
}

// [MQTT-4.3.3-1], [MQTT-4.3.3-4], [MQTT-4.3.3-8], [MQTT-4.3.3-11], 3.1.1 [MQTT-4.3.3-1], [MQTT-4.3.3-2]
TEST_P(PublishEveryVersion, Qos2TakesFourPackets)
{
    Stage stage;
    Peer& a = stage.client(GetParam(), "a");
    Peer& b = stage.client(GetParam(), "b");
    b.subscribe("t", 2);
    a.publish("t", "x", 2, 5);
    a.expectAck<mqtt::Pubrec>(5);
    EXPECT_TRUE(b.silent());
    a.acknowledge<mqtt::Pubrel>(5);
    a.expectAck<mqtt::Pubcomp>(5);
    b.complete("t", "x", 2, 1);
    EXPECT_EQ(stage.broker.messageCount().messages, 0U);
}

// [MQTT-4.3.3-10]
TEST_P(PublishEveryVersion, Qos2RepeatedBeforePubrelIsDeliveredOnce)
{
    Stage stage;
    Peer& a = stage.client(GetParam(), "a", false);
    Peer& b = stage.client(GetParam(), "b");
    b.subscribe("t", 2);
    a.publish("t", "x", 2, 5);
    a.expectAck<mqtt::Pubrec>(5);
    a.close();
    Peer& again = stage.client(GetParam(), "a", false, true);
    mqtt::Publish publish;
    publish.topic = "t";
    publish.payload = field::asBytes("x");
    publish.qos = 2;
    publish.packetId = 5;
    publish.dup = true;
    again.send(publish);
    again.expectAck<mqtt::Pubrec>(5);
    EXPECT_EQ(stage.count(Decision::Repeated), 1U);
    again.acknowledge<mqtt::Pubrel>(5);
    again.expectAck<mqtt::Pubcomp>(5);
    b.complete("t", "x", 2, 1);
}

// [MQTT-4.3.3-12]
TEST_P(PublishEveryVersion, Qos2IdentifierIsFreeAfterPubcomp)
{
    Stage stage;
    Peer& a = stage.client(GetParam(), "a");
    Peer& b = stage.client(GetParam(), "b");
    b.subscribe("t", 0);
    for (const char* payload : {"x", "y"}) {
        a.publish("t", payload, 2, 5);
        a.expectAck<mqtt::Pubrec>(5);
        a.acknowledge<mqtt::Pubrel>(5);
        a.expectAck<mqtt::Pubcomp>(5);
        b.expectPublish("t", payload);
    }
}

// 5.0 §3.7.2.1: 0x92
TEST_P(PublishEveryVersion, PubrelForNothingIsAnswered)
{
    Stage stage;
    stage.dismissJudge(); // the client is at fault
    Peer& a = stage.client(GetParam(), "a");
    a.acknowledge<mqtt::Pubrel>(9);
    a.expectAck<mqtt::Pubcomp>(9, GetParam() == Version::V50 ? 0x92 : 0);
    EXPECT_EQ(stage.count(Decision::PubrelUnknown), 1U);
}

// PUBREC took the message over [MQTT-4.3.3-8]: it is not lost with the session of its publisher.
TEST_P(PublishEveryVersion, Qos2TakenOverIsDeliveredAtTheEndOfTheSession)
{
    Stage stage;
    Peer& a = stage.client(GetParam(), "a");
    Peer& b = stage.client(GetParam(), "b");
    b.subscribe("t", 1);
    a.publish("t", "x", 2, 5);
    a.expectAck<mqtt::Pubrec>(5);
    a.publish("t", "y", 2, 4);
    a.expectAck<mqtt::Pubrec>(4);
    a.close();
    b.complete("t", "x", 1, 1);
    b.complete("t", "y", 1, 2);
}

// [MQTT-3.8.4-8], 3.1.1 [MQTT-3.8.4-6]
TEST_P(PublishEveryVersion, QosIsTheSmallerOfPublishedAndGranted)
{
    Stage stage;
    Peer& a = stage.client(GetParam(), "a");
    for (std::uint8_t granted = 0; granted <= 2; ++granted) {
        Peer& b = stage.client(GetParam(), "b" + std::to_string(granted));
        b.subscribe("t", granted);
        std::uint16_t packetId = 1;
        for (std::uint8_t published = 0; published <= 2; ++published) {
            const auto id = static_cast<std::uint16_t>(10 + published);
            const std::string payload = std::to_string(granted) + std::to_string(published);
            a.publish("t", payload, published, published == 0 ? std::uint16_t{0} : id);
            if (published == 1)
                a.expectAck<mqtt::Puback>(id);
            if (published == 2) {
                a.expectAck<mqtt::Pubrec>(id);
                a.acknowledge<mqtt::Pubrel>(id);
                a.expectAck<mqtt::Pubcomp>(id);
            }
            const std::uint8_t qos = std::min(granted, published);
            b.complete("t", payload, qos, qos == 0 ? std::uint16_t{0} : packetId++);
        }
        b.send(mqtt::Disconnect{});
    }
}

// [MQTT-3.3.1-3]
TEST_P(PublishEveryVersion, DupOfThePublisherIsNotPassedOn)
{
    Stage stage;
    stage.dismissJudge(); // a first sending with DUP is the client's fault
    Peer& a = stage.client(GetParam(), "a");
    Peer& b = stage.client(GetParam(), "b");
    b.subscribe("t", 1);
    mqtt::Publish publish;
    publish.topic = "t";
    publish.qos = 1;
    publish.packetId = 1;
    publish.dup = true;
    a.send(publish);
    a.expectAck<mqtt::Puback>(1);
    EXPECT_FALSE(b.expectPublish("t", "", 1, 1).dup);
}

// The sender may also be the receiver; acknowledgement first.
TEST_P(PublishEveryVersion, ComesBackToItsPublisher)
{
    Stage stage;
    Peer& a = stage.client(GetParam(), "a");
    a.subscribe("t", 2);
    a.publish("t", "x", 2, 1);
    a.expectAck<mqtt::Pubrec>(1);
    a.acknowledge<mqtt::Pubrel>(1);
    a.expectAck<mqtt::Pubcomp>(1);
    a.complete("t", "x", 2, 1); // both sides may use one identifier at once
}

// 5.0 §3.4.2.1: 0x10 may be said by a server.
TEST(Publish, NobodySubscribedIsSaidIn5)
{
    Stage stage;
    Peer& a = stage.client(Version::V50, "a");
    a.publish("t", "x", 1, 1);
    EXPECT_EQ(a.expectBytes(), (Bytes{0x40, 0x03, 0x00, 0x01, 0x10}));
    EXPECT_EQ(stage.count(Decision::NobodySubscribed), 1U);
}

// [MQTT-3.3.2-2], [MQTT-3.3.1-4], [MQTT-2.2.1-3]
TEST_P(PublishEveryVersion, BrokenOnesEndTheConnection)
{
    const auto broken = [&](const Bytes& bytes, ReasonCode code) {
        Stage stage;
        Peer& a = stage.client(GetParam(), "a");
        a.sendBytes(bytes);
        a.expectDisconnect(code);
    };
    const bool v5 = GetParam() == Version::V50;
    // A 5.0 PUBLISH has a Property Length behind the Packet Identifier.
    const auto publish = [&](std::uint8_t first, std::string_view topic, bool packetId) {
        const Bytes length = {0x00, static_cast<std::uint8_t>(topic.size())};
        const Bytes body = length + text(topic) + Bytes(packetId ? 2 : 0) + Bytes(v5 ? 1 : 0);
        return Bytes{first, static_cast<std::uint8_t>(body.size())} + body;
    };
    broken(publish(0x30, "a/+", false), ReasonCode::ProtocolError);
    broken(publish(0x30, "#", false), ReasonCode::ProtocolError);
    broken(publish(0x36, "a", true), ReasonCode::MalformedPacket);
    broken(publish(0x32, "a", true), ReasonCode::ProtocolError);
}

// MQTT 5.0 §4.7.2, MQTT311-§4.7.2-dollar-publish
TEST_P(PublishEveryVersion, ToDollarTopicsIsNotForClients)
{
    Stage stage;
    Peer& a = stage.client(GetParam(), "a");
    a.subscribe("$SYS/#", 1);
    a.publish("$SYS/x", "x", 1, 1);
    a.expectAck<mqtt::Puback>(1, GetParam() == Version::V50 ? 0x90 : 0);
    EXPECT_EQ(stage.count(Decision::PublishRefused), 1U);
}

TEST_P(PublishEveryVersion, OfTheBrokerItself)
{
    Stage stage;
    Peer& a = stage.client(GetParam(), "a");
    a.subscribe("$SYS/#", 1);
    a.subscribe("#", 1);
    mqtt::Publish publish;
    publish.topic = "$SYS/version";
    publish.payload = field::asBytes("1");
    publish.retain = true;
    stage.broker.publish(publish, stage.now, stage.effects);
    stage.carryOut();
    EXPECT_FALSE(a.expectPublish("$SYS/version", "1").retain);
    Peer& b = stage.client(GetParam(), "b");
    b.subscribe("$SYS/version");
    EXPECT_TRUE(b.expectPublish("$SYS/version", "1").retain);
}

// [MQTT-1.5.4-3], 3.1.1 [MQTT-1.5.3-3]; [MQTT-4.7.3-4]
TEST_P(PublishEveryVersion, TopicsAreForwardedAsTheyAre)
{
    Stage stage;
    Peer& a = stage.client(GetParam(), "a");
    Peer& b = stage.client(GetParam(), "b");
    b.subscribe("\xef\xbb\xbf"
                "bom");
    b.subscribe("caf\xc3\xa9");
    a.publish("\xef\xbb\xbf"
              "bom",
              "x");
    a.publish("bom", "y");
    a.publish("cafe\xcc\x81", "decomposed");
    b.expectPublish("\xef\xbb\xbf"
                    "bom",
                    "x");
}

// 3.1 has nothing against these topics, and the later versions could not carry them. [MQTT-1.5.4-2],
// [MQTT-4.7.3-1]
TEST(Publish, TopicsThatNotEveryVersionCanCarryAreForwardedToNobody)
{
    Stage stage;
    stage.dismissJudge(); // it expects them to be forwarded
    Peer& a = stage.client(Version::V31, "a");
    Peer& b = stage.client(Version::V31, "b");
    b.subscribe("#", 1);
    for (const std::string_view topic :
         {std::string_view("a\0b", 3), std::string_view("\xff"), std::string_view("")}) {
        a.publish(topic, "x", 1, 1);
        a.expectAck<mqtt::Puback>(1); // MQTT31-3.3-2
    }
    EXPECT_EQ(stage.count(Decision::PublishRefused), 3U);
}

// MQTT5-§3.1.3.2.3-payload-format
TEST(Publish, PayloadThatIsNotTheTextItPromises)
{
    Stage stage;
    Peer& a = stage.client(Version::V50, "a");
    Peer& b = stage.client(Version::V50, "b");
    b.subscribe("t", 2);
    mqtt::Publish publish;
    publish.topic = "t";
    publish.payload = field::asBytes("\xc3");
    publish.properties.setNumber(PropertyId::PayloadFormatIndicator, 1);
    publish.qos = 1;
    publish.packetId = 1;
    a.send(publish);
    a.expectAck<mqtt::Puback>(1, 0x99);
    publish.qos = 2;
    a.send(publish);
    const auto& pubrec = a.expect<mqtt::Pubrec>();
    EXPECT_EQ(pubrec.reasonCode, 0x99);
    EXPECT_EQ(pubrec.properties.text(PropertyId::ReasonString),
              "payload-not-utf8 MQTT5-§3.1.3.2.3-payload-format byte 0");
    publish.qos = 0;
    publish.packetId = 0;
    a.send(publish);
    a.expectDisconnect(ReasonCode::PayloadFormatInvalid);
}

// [MQTT-3.1.2-29]
TEST(Publish, NoReasonStringsForThoseWhoWantNone)
{
    Stage stage;
    Peer& a = stage.peer(Version::V50);
    mqtt::Connect connect = a.connectPacket("a");
    connect.properties.setNumber(PropertyId::RequestProblemInformation, 0);
    a.connect(connect);
    a.publish("$x", "x", 1, 1);
    EXPECT_EQ(a.expectBytes(), (Bytes{0x40, 0x03, 0x00, 0x01, 0x90}));
}

// [MQTT-3.3.2-4], [MQTT-3.3.2-15] to [MQTT-3.3.2-18], [MQTT-3.3.2-20]
TEST(Publish, PropertiesAreForwardedInOrder)
{
    Stage stage;
    Peer& a = stage.client(Version::V50, "a");
    Peer& b = stage.client(Version::V50, "b");
    Peer& old = stage.client(Version::V311, "old");
    b.subscribe("t");
    old.subscribe("t");
    mqtt::Publish publish;
    publish.topic = "t";
    publish.payload = field::asBytes("{}");
    publish.properties.setNumber(PropertyId::PayloadFormatIndicator, 1);
    publish.properties.setText(PropertyId::ContentType, "application/json");
    publish.properties.setText(PropertyId::ResponseTopic, "answers/a");
    publish.properties.setText(PropertyId::CorrelationData, std::string_view("\0\1", 2));
    for (const char* name : {"b", "a", "c", "a"})
        publish.properties.addUserProperty(name, "value");
    a.send(publish);
    EXPECT_EQ(b.expectPublish("t", "{}").properties, publish.properties);
    EXPECT_TRUE(old.expectPublish("t", "{}").properties.empty());
}

} // namespace
} // namespace mqttscope::broker::test
