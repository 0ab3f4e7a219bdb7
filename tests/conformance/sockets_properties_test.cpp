// SPDX-License-Identifier: GPL-3.0-or-later
// Over real sockets, 5.0: Receive Maximum, Topic Aliases, Maximum Packet Size, expiry, what is forwarded.
#include "tests/conformance/sockets_fixture.h"

#include <memory>
#include <optional>

namespace mqttscope::broker::test {
namespace {

class SocketsProperties : public SocketsTest {
protected:
    SocketPeer& clientWith(std::string_view clientId, PropertyId property, std::uint32_t value)
    {
        SocketPeer& one = peer();
        mqtt::Connect connect = one.connectPacket(clientId);
        connect.properties.setNumber(property, value);
        one.connect(connect);
        return one;
    }
    static mqtt::Publish message(std::string_view topic, std::string_view payload, PropertyId property,
                                 std::uint32_t value)
    {
        mqtt::Publish publish;
        publish.topic = topic;
        publish.payload = field::asBytes(payload);
        publish.properties.setNumber(property, value);
        return publish;
    }
    /// A retained message as a subscription brings it now; none: it is gone.
    static std::optional<mqtt::Publish> retained(SocketPeer& one)
    {
        one.subscribe("t");
        one.send(mqtt::Pingreq{});
        const Bytes first = one.peekBytes();
        if (first == Bytes{0xd0, 0x00}) {
            one.expect<mqtt::Pingresp>();
            return std::nullopt;
        }
        const mqtt::Publish& found = one.expect<mqtt::Publish>();
        one.expect<mqtt::Pingresp>();
        return found;
    }
};
INSTANTIATE_TEST_SUITE_P(Epoll, SocketsProperties, ::testing::Values(OverSockets{Version::V50, false}),
                         overSocketsName);
INSTANTIATE_TEST_SUITE_P(QTcpSocket, SocketsProperties, ::testing::Values(OverSockets{Version::V50, true}),
                         overSocketsName);

TEST_P(SocketsProperties, NoMoreThanTheReceiveMaximumOfTheClient)
{
    start();
    SocketPeer& b = clientWith("b", PropertyId::ReceiveMaximum, 2);
    b.subscribe("t", 1);
    b.subscribe("zero", 0);
    SocketPeer& a = client("a");
    for (const char* payload : {"1", "2", "3", "4"})
        a.say("t", payload);
    a.say("zero", "x", 0);
    b.expectPublish("t", "1", 1, 1);
    b.expectPublish("t", "2", 1, 2);
    b.expectPublish("zero", "x"); // QoS 0 passes a full window, and so does all else
    b.expectNothing();
    b.acknowledge<mqtt::Puback>(2);
    b.expectPublish("t", "3", 1, 3);
    b.expectNothing();
    b.acknowledge<mqtt::Puback>(1);
    b.expectPublish("t", "4", 1, 4);
}

TEST_P(SocketsProperties, MoreThanTheReceiveMaximumOfTheBrokerIsTheEnd)
{
    ServiceOptions options;
    options.engine.capabilities.receiveMaximum = 1;
    start(std::move(options));
    SocketPeer& a = peer();
    EXPECT_EQ(a.connect(a.connectPacket("a")).properties.number(PropertyId::ReceiveMaximum), 1U);
    a.publish("t", "x", 2, 1);
    EXPECT_EQ(a.expect<mqtt::Pubrec>().packetId, 1);
    a.publish("t", "x", 2, 2);
    a.expectDisconnect(ReasonCode::ReceiveMaximumExceeded);
}

TEST_P(SocketsProperties, AliasesOfTheClientAreResolved)
{
    start();
    SocketPeer& b = client("b");
    b.subscribe("#");
    SocketPeer& a = client("a");
    a.send(message("long/topic", "1", PropertyId::TopicAlias, 1));
    a.send(message("", "2", PropertyId::TopicAlias, 1));
    a.send(message("other", "3", PropertyId::TopicAlias, 1));
    a.send(message("", "4", PropertyId::TopicAlias, 1));
    EXPECT_FALSE(b.expectPublish("long/topic", "1").properties.has(PropertyId::TopicAlias));
    b.expectPublish("long/topic", "2");
    b.expectPublish("other", "3");
    b.expectPublish("other", "4");
}

TEST_P(SocketsProperties, AliasesThatAreNotGivenAreTheEnd)
{
    start();
    SocketPeer& above = peer();
    const auto& connack = above.connect(above.connectPacket("a"));
    const std::uint32_t most = connack.properties.numberOr(PropertyId::TopicAliasMaximum, 0);
    above.send(message("t", "1", PropertyId::TopicAlias, most + 1));
    above.expectDisconnect(ReasonCode::TopicAliasInvalid);
    SocketPeer& unknown = client("a");
    unknown.send(message("", "1", PropertyId::TopicAlias, 3));
    unknown.expectDisconnect(ReasonCode::ProtocolError);
    SocketPeer& first = client("b", false);
    first.send(message("t", "1", PropertyId::TopicAlias, 1));
    first.disconnect();
    SocketPeer& second = client("b", false, true); // they end with the connection
    second.send(message("", "2", PropertyId::TopicAlias, 1));
    second.expectDisconnect(ReasonCode::ProtocolError);
}

TEST_P(SocketsProperties, AliasesToTheClientUpToItsMaximum)
{
    start();
    SocketPeer& b = clientWith("b", PropertyId::TopicAliasMaximum, 2);
    b.subscribe("#");
    SocketPeer& none = client("none");
    none.subscribe("#");
    SocketPeer& a = client("a");
    for (const char* topic : {"x", "y", "z", "x", "y", "z"})
        a.say(topic, "1", 0);
    const auto aliasOf = [&](std::string_view topic) {
        return b.expectPublish(topic, "1").properties.numberOr(PropertyId::TopicAlias, 0);
    };
    EXPECT_EQ(aliasOf("x"), 1U);
    EXPECT_EQ(aliasOf("y"), 2U);
    EXPECT_EQ(aliasOf("z"), 0U);
    EXPECT_EQ(aliasOf(""), 1U);
    EXPECT_EQ(aliasOf(""), 2U);
    EXPECT_EQ(aliasOf("z"), 0U);
    EXPECT_FALSE(none.expectPublish("x", "1").properties.has(PropertyId::TopicAlias));
}

TEST_P(SocketsProperties, NothingAboveTheMaximumPacketSizeOfTheClient)
{
    start();
    SocketPeer& b = clientWith("b", PropertyId::MaximumPacketSize, 100);
    b.subscribe("t", 1);
    SocketPeer& a = client("a");
    a.say("t", std::string(100, 'x')); // as if delivered
    a.say("t", "small");
    b.expectPublish("t", "small", 1, 1);
    SocketPeer& tiny = peer();
    mqtt::Connect connect = tiny.connectPacket("tiny");
    connect.properties.setNumber(PropertyId::MaximumPacketSize, 4);
    tiny.send(connect); // not even CONNACK
    tiny.expectEnd();
}

TEST_P(SocketsProperties, MoreThanTheMaximumPacketSizeOfTheBrokerIsTheEnd)
{
    ServiceOptions options;
    options.engine.capabilities.maximumPacketSize = 1000;
    start(std::move(options));
    SocketPeer& a = peer();
    EXPECT_EQ(a.connect(a.connectPacket("a")).properties.number(PropertyId::MaximumPacketSize), 1000U);
    a.say("t", std::string(900, 'x'));
    a.publish("t", std::string(1000, 'x'));
    a.expectDisconnect(ReasonCode::PacketTooLarge);
}

TEST_P(SocketsProperties, TheExpiryThatIsLeft)
{
    start();
    SocketPeer& a = client("a");
    mqtt::Publish publish = message("t", "x", PropertyId::MessageExpiryInterval, 1000);
    publish.retain = true;
    a.send(publish);
    a.fence();
    // It has waited for a second at some time.
    std::uint32_t left = 1000;
    const auto end = std::chrono::steady_clock::now() + SocketPeer::kPatience;
    while (left == 1000 && std::chrono::steady_clock::now() < end) {
        const auto found = retained(a);
        ASSERT_TRUE(found);
        left = found->properties.numberOr(PropertyId::MessageExpiryInterval, 0);
    }
    EXPECT_LT(left, 1000U);
    EXPECT_GT(left, 900U);
}

TEST_P(SocketsProperties, WhatHasExpiredIsNotDelivered)
{
    start();
    SocketPeer& away = client("b", false);
    away.subscribe("t", 1);
    away.disconnect();
    SocketPeer& a = client("a");
    mqtt::Publish publish = message("t", "x", PropertyId::MessageExpiryInterval, 1);
    publish.retain = true;
    publish.qos = 1;
    publish.packetId = 1;
    a.send(publish);
    a.expectAck<mqtt::Puback>(1);
    const auto end = std::chrono::steady_clock::now() + SocketPeer::kPatience;
    bool there = true;
    while (there && std::chrono::steady_clock::now() < end)
        there = retained(a).has_value();
    EXPECT_FALSE(there);
    client("b", false, true).expectNothing();
}

TEST_P(SocketsProperties, EverythingIsForwardedInOrder)
{
    start();
    SocketPeer& b = client("b");
    b.subscribe("t");
    mqtt::Publish publish = message("t", "{}", PropertyId::PayloadFormatIndicator, 1);
    publish.properties.setText(PropertyId::ContentType, "application/json");
    publish.properties.setText(PropertyId::ResponseTopic, "answers/a");
    publish.properties.setText(PropertyId::CorrelationData, std::string_view("\0\1", 2));
    for (const char* name : {"b", "a", "c", "a"})
        publish.properties.addUserProperty(name, "value");
    client("a").send(publish);
    EXPECT_EQ(b.expectPublish("t", "{}").properties, publish.properties);
}

// A request and its answer, as two programs would do it.
TEST_P(SocketsProperties, RequestAndResponse)
{
    start();
    SocketPeer& requester = client("requester");
    requester.subscribe("answers/1");
    SocketPeer& responder = client("responder");
    responder.subscribe("requests", 1);
    mqtt::Publish request;
    request.topic = "requests";
    request.properties.setText(PropertyId::ResponseTopic, "answers/1");
    request.properties.setText(PropertyId::CorrelationData, "number 7");
    requester.send(request);
    const mqtt::Publish& received = responder.expect<mqtt::Publish>();
    mqtt::Publish response;
    response.topic = received.properties.text(PropertyId::ResponseTopic);
    response.payload = field::asBytes("done");
    response.properties.setText(PropertyId::CorrelationData,
                                received.properties.text(PropertyId::CorrelationData));
    responder.send(response);
    EXPECT_EQ(requester.expectPublish("answers/1", "done").properties.text(PropertyId::CorrelationData),
              "number 7");
}

TEST_P(SocketsProperties, PublishersHearWhatBecomesOfTheirMessages)
{
    ServiceOptions options;
    options.acl = std::make_shared<AclFile>("topic t\n");
    start(std::move(options));
    SocketPeer& a = client("a");
    a.publish("t", "x", 1, 1);
    a.expectAck<mqtt::Puback>(1, 0x10); // No matching subscribers
    a.publish("forbidden", "x", 1, 1);
    EXPECT_EQ(a.expect<mqtt::Puback>().reasonCode, 0x87);
    a.publish("forbidden", "x", 2, 1);
    EXPECT_EQ(a.expect<mqtt::Pubrec>().reasonCode, 0x87);
    a.subscribe("t");
    a.publish("t", "x", 1, 1);
    a.expectAck<mqtt::Puback>(1, 0);
    a.expectPublish("t", "x");
}

} // namespace
} // namespace mqttscope::broker::test
