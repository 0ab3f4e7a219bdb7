// SPDX-License-Identifier: GPL-3.0-or-later
// Over real sockets: PUBLISH in every QoS, what comes again, order.
#include "tests/conformance/sockets_fixture.h"

namespace mqttscope::broker::test {
namespace {

class SocketsDeliver : public SocketsTest {};
INSTANTIATE_TEST_SUITE_P(Epoll, SocketsDeliver, ::testing::ValuesIn(everyVersion(false)), overSocketsName);
INSTANTIATE_TEST_SUITE_P(QTcpSocket, SocketsDeliver, ::testing::ValuesIn(everyVersion(true)),
                         overSocketsName);

TEST_P(SocketsDeliver, Qos0ByteByByte)
{
    start();
    SocketPeer& a = client("a");
    a.subscribe("t", 2);
    a.publish("t", "x");
    EXPECT_EQ(a.expectBytes(), version() == Version::V50 ? (Bytes{0x30, 0x05, 0x00, 0x01, 't', 0x00, 'x'})
                                                         : (Bytes{0x30, 0x04, 0x00, 0x01, 't', 'x'}));
}

TEST_P(SocketsDeliver, EachQosIsAnswered)
{
    start();
    SocketPeer& a = client("a");
    a.publish("t", "x", 1, 7);
    a.expectAck<mqtt::Puback>(7, in5(0x10)); // nobody has subscribed
    a.publish("t", "x", 2, 8);
    a.expectAck<mqtt::Pubrec>(8);
    a.acknowledge<mqtt::Pubrel>(8);
    a.expectAck<mqtt::Pubcomp>(8);
    a.publish("t", "x", 2, 8); // the identifier is free again
    a.expectAck<mqtt::Pubrec>(8);
    a.acknowledge<mqtt::Pubrel>(8);
    a.expectAck<mqtt::Pubcomp>(8);
}

TEST_P(SocketsDeliver, AtTheLowerQos)
{
    start();
    SocketPeer& a = client("a");
    SocketPeer& b = client("b");
    b.subscribe("t", 1);
    a.say("t", "0", 0);
    a.say("t", "1", 1);
    a.say("t", "2", 2);
    b.expectPublish("t", "0");
    b.expectPublish("t", "1", 1, 1);
    b.expectPublish("t", "2", 1, 2);
}

TEST_P(SocketsDeliver, Qos1AgainUntilPuback)
{
    start();
    SocketPeer& first = client("b", false);
    first.subscribe("t", 1);
    client("a").say("t", "x");
    EXPECT_FALSE(first.expectPublish("t", "x", 1, 1).dup);
    first.expectNothing(); // not again within a connection
    first.abort();
    SocketPeer& second = client("b", false, true);
    EXPECT_TRUE(second.expectPublish("t", "x", 1, 1).dup);
    second.acknowledge<mqtt::Puback>(1);
    second.disconnect();
    client("b", false, true).expectNothing();
}

TEST_P(SocketsDeliver, Qos2AgainUntilPubcomp)
{
    start();
    SocketPeer& first = client("b", false);
    first.subscribe("t", 2);
    client("a").say("t", "x", 2);
    EXPECT_FALSE(first.expectPublish("t", "x", 2, 1).dup);
    first.abort();
    SocketPeer& second = client("b", false, true);
    EXPECT_TRUE(second.expectPublish("t", "x", 2, 1).dup);
    second.acknowledge<mqtt::Pubrec>(1);
    second.expectAck<mqtt::Pubrel>(1);
    second.abort();
    SocketPeer& third = client("b", false, true);
    third.expectAck<mqtt::Pubrel>(1); // and no PUBLISH after PUBREL
    third.acknowledge<mqtt::Pubcomp>(1);
    third.disconnect();
    client("b", false, true).expectNothing();
}

TEST_P(SocketsDeliver, Qos2ThatComesAgainIsDeliveredOnce)
{
    start();
    SocketPeer& b = client("b");
    b.subscribe("t", 0);
    SocketPeer& first = client("a", false);
    first.publish("t", "x", 2, 5);
    first.expectAck<mqtt::Pubrec>(5);
    first.abort();
    SocketPeer& second = client("a", false, true);
    mqtt::Publish again;
    again.topic = "t";
    again.payload = field::asBytes("x");
    again.qos = 2;
    again.dup = true;
    again.packetId = 5;
    second.send(again);
    second.expectAck<mqtt::Pubrec>(5);
    second.acknowledge<mqtt::Pubrel>(5);
    second.expectAck<mqtt::Pubcomp>(5);
    b.expectPublish("t", "x");
    b.expectNothing();
}

TEST_P(SocketsDeliver, WhatCameWhileAway)
{
    start();
    SocketPeer& first = client("b", false);
    first.subscribe("t", 2);
    first.disconnect();
    SocketPeer& a = client("a");
    a.say("t", "0", 0);
    a.say("t", "1", 1);
    a.say("t", "2", 2);
    SocketPeer& again = client("b", false, true);
    again.expectPublish("t", "1", 1, 1);
    again.expectPublish("t", "2", 2, 2);
}

TEST_P(SocketsDeliver, InOrder)
{
    ServiceOptions options;
    options.engine.policy.inflight5 = 10;
    options.engine.policy.inflightBefore5 = 10;
    start(std::move(options));
    SocketPeer& a = client("a");
    SocketPeer& b = client("b");
    b.subscribe("t", 1);
    constexpr std::uint16_t kMessages = 300;
    for (std::uint16_t i = 1; i <= kMessages; ++i)
        a.publish("t", std::to_string(i), 1, i);
    for (std::uint16_t i = 1; i <= kMessages; ++i) {
        b.expectPublish("t", std::to_string(i), 1, i);
        b.acknowledge<mqtt::Puback>(i);
    }
    for (std::uint16_t i = 1; i <= kMessages; ++i)
        a.expectAck<mqtt::Puback>(i);
}

TEST_P(SocketsDeliver, WhatMatchesAndNothingElse)
{
    start();
    SocketPeer& publisher = client("publisher");
    const auto subscribed = [&](std::string_view filter) -> SocketPeer& {
        SocketPeer& one = client(filter);
        one.subscribe(filter);
        return one;
    };
    std::vector<SocketPeer*> some;
    for (const char* filter : {"a/b", "a/+", "#", "a/#", "+/b"})
        some.push_back(&subscribed(filter));
    std::vector<SocketPeer*> others;
    for (const char* filter : {"a", "A/b", "a/b/", "/a/b", "+", "a/b/+"})
        others.push_back(&subscribed(filter));
    publisher.say("a/b", "x");
    for (SocketPeer* one : some)
        one->expectPublish("a/b", "x");
    for (SocketPeer* one : others)
        one->expectNothing();
}

TEST_P(SocketsDeliver, DollarTopicsNotToLeadingWildcards)
{
    ServiceOptions options;
    options.engine.policy.dollarTopics = true;
    start(std::move(options));
    SocketPeer& a = client("a");
    for (const char* filter : {"#", "+/x"})
        a.subscribe(filter);
    SocketPeer& b = client("b");
    b.subscribe("$own/+");
    client("publisher").say("$own/x", "1");
    b.expectPublish("$own/x", "1");
    a.expectNothing();
}

TEST_P(SocketsDeliver, AnswersThatAreWrongAreTheEnd)
{
    start();
    SocketPeer& b = client("b");
    b.subscribe("t", 2);
    client("a").say("t", "x", 1);
    b.expectPublish("t", "x", 1, 1);
    b.acknowledge<mqtt::Pubrec>(1);
    b.expectDisconnect(ReasonCode::ProtocolError);
}

} // namespace
} // namespace mqttscope::broker::test
