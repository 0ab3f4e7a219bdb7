// SPDX-License-Identifier: GPL-3.0-or-later
// The server engine: subscriptions, forwarding, identifiers, sizes.
#include "tests/unit/broker/stage.h"

#include <algorithm>
#include <set>

namespace mqttscope::broker::test {
namespace {

class ServerForwards : public ::testing::TestWithParam<Version> {};
INSTANTIATE_TEST_SUITE_P(Versions, ServerForwards, ::testing::ValuesIn(kVersions), versionName);

// [MQTT-2.2.1-2], 3.1.1 [MQTT-2.3.1-5], MQTT31-2.4-3, [MQTT-4.3.1-1]: QoS 0 byte by byte
TEST_P(ServerForwards, Qos0WithoutIdentifier)
{
    Stage stage;
    Peer& a = stage.client(GetParam(), "a");
    a.subscribe("t", 2);
    a.publish("t", "x");
    EXPECT_EQ(a.expectBytes(), GetParam() == Version::V50 ? (Bytes{0x30, 0x05, 0x00, 0x01, 't', 0x00, 'x'})
                                                          : (Bytes{0x30, 0x04, 0x00, 0x01, 't', 'x'}));
}

// [MQTT-4.3.2-1], [MQTT-4.3.2-2], [MQTT-4.3.3-1], [MQTT-4.3.3-2], [MQTT-2.2.1-4], 3.1.1 likewise: DUP 0, and
// identifiers that are not in use
TEST_P(ServerForwards, EachUnderAnIdentifierOfItsOwn)
{
    Stage stage;
    Peer& a = stage.client(GetParam(), "a");
    Peer& b = stage.client(GetParam(), "b");
    b.subscribe("t", 2);
    std::set<std::uint16_t> used;
    for (const std::uint8_t qos : Bytes{1, 2, 1, 2}) {
        a.publish("t", "x", qos, 1);
        if (qos == 1) {
            a.expectAck<mqtt::Puback>(1);
        } else {
            a.expectAck<mqtt::Pubrec>(1);
            a.acknowledge<mqtt::Pubrel>(1);
            a.expectAck<mqtt::Pubcomp>(1);
        }
        const auto& publish = b.expect<mqtt::Publish>();
        EXPECT_FALSE(publish.dup);
        EXPECT_EQ(publish.qos, qos);
        EXPECT_NE(publish.packetId, 0);
        EXPECT_TRUE(used.insert(publish.packetId).second);
    }
    for (const std::uint16_t packetId : std::vector<std::uint16_t>{1, 3})
        b.acknowledge<mqtt::Puback>(packetId);
    for (const std::uint16_t packetId : std::vector<std::uint16_t>{2, 4}) {
        b.acknowledge<mqtt::Pubrec>(packetId);
        b.expectAck<mqtt::Pubrel>(packetId); // [MQTT-4.6.0-4] of 3.1.1: in the order of the PUBRECs
        b.acknowledge<mqtt::Pubcomp>(packetId);
    }
}

// 3.1.1 [MQTT-4.6.0-2] to [MQTT-4.6.0-4]: the server's acknowledgements in the order of what they answer
TEST_P(ServerForwards, AcknowledgementsInOrder)
{
    Stage stage;
    Peer& a = stage.client(GetParam(), "a");
    a.publish("t", "x", 1, 5);
    a.publish("t", "x", 2, 3);
    a.publish("t", "x", 1, 4);
    a.publish("t", "x", 2, 1);
    a.expectAck<mqtt::Puback>(5, GetParam() == Version::V50 ? 0x10 : 0);
    a.expectAck<mqtt::Pubrec>(3);
    a.expectAck<mqtt::Puback>(4, GetParam() == Version::V50 ? 0x10 : 0);
    a.expectAck<mqtt::Pubrec>(1);
    a.acknowledge<mqtt::Pubrel>(3);
    a.acknowledge<mqtt::Pubrel>(1);
    a.expectAck<mqtt::Pubcomp>(3);
    a.expectAck<mqtt::Pubcomp>(1);
}

// [MQTT-4.6.0-5], [MQTT-4.6.0-6], 3.1.1 likewise: by QoS, in order of arrival; also what waited
TEST_P(ServerForwards, InOrder)
{
    Options options;
    options.policy.inflightBefore5 = 2;
    options.policy.inflight5 = 2;
    Stage stage(options);
    Peer& a = stage.client(GetParam(), "a");
    Peer& b = stage.client(GetParam(), "b");
    b.subscribe("t", 1);
    for (std::uint16_t i = 1; i <= 6; ++i) {
        a.publish("t", std::to_string(i), 1, i);
        a.expectAck<mqtt::Puback>(i);
    }
    for (std::uint16_t i = 1; i <= 6; ++i)
        b.complete("t", std::to_string(i), 1, i);
}

// [MQTT-3.3.2-3], [MQTT-4.5.0-1], [MQTT-4.7.3-4], 3.1.1 likewise: to every session whose filters match, and
// to no other; characters as they are
TEST_P(ServerForwards, WhatMatchesAndNothingElse)
{
    Stage stage;
    Peer& publisher = stage.client(GetParam(), "publisher");
    const auto subscribed = [&](std::string_view filter) -> Peer& {
        Peer& peer = stage.client(GetParam(), filter);
        peer.subscribe(filter);
        return peer;
    };
    std::vector<Peer*> some;
    for (const char* filter : {"a/b", "a/+", "#", "a/#", "+/b"})
        some.push_back(&subscribed(filter));
    std::vector<Peer*> others;
    for (const char* filter : {"a", "A/b", "a/B", "a/b/", "/a/b", "+", "a/b/+", "a/ b"})
        others.push_back(&subscribed(filter));
    publisher.publish("a/b", "x");
    for (Peer* peer : some)
        peer->expectPublish("a/b", "x");
    for (const Peer* peer : others)
        EXPECT_TRUE(peer->silent());
}

// [MQTT-4.7.2-1], 3.1.1 [MQTT-4.7.2-1]
TEST_P(ServerForwards, DollarTopicsNotToLeadingWildcards)
{
    Stage stage;
    Peer& a = stage.client(GetParam(), "a");
    for (const char* filter : {"#", "+/x", "+/#", "/#"})
        a.subscribe(filter);
    Peer& b = stage.client(GetParam(), "b");
    b.subscribe("$SYS/+");
    mqtt::Publish publish;
    publish.topic = "$SYS/x";
    stage.broker.publish(publish, stage.now, stage.effects);
    stage.carryOut();
    b.expectPublish("$SYS/x", "");
    EXPECT_TRUE(a.silent());
}

// [MQTT-3.3.4-2], 3.1.1 [MQTT-3.3.5-1]: the highest, whichever filter has it; one copy
TEST_P(ServerForwards, AtTheHighestQosOfOverlappingFilters)
{
    Stage stage;
    Peer& publisher = stage.client(GetParam(), "publisher");
    std::vector<std::uint8_t> qos = {0, 1, 2};
    std::vector<Peer*> subscribers;
    do {
        Peer& peer = stage.client(GetParam(), "s" + std::to_string(subscribers.size()));
        peer.subscribe("#", qos[0]);
        peer.subscribe("t/+", qos[1]);
        peer.subscribe("t/x", qos[2]);
        subscribers.push_back(&peer);
    } while (std::next_permutation(qos.begin(), qos.end()));
    publisher.publish("t/x", "1", 2, 1);
    publisher.expectAck<mqtt::Pubrec>(1);
    publisher.acknowledge<mqtt::Pubrel>(1);
    publisher.expectAck<mqtt::Pubcomp>(1);
    for (Peer* peer : subscribers)
        peer->complete("t/x", "1", 2, 1);
}

// [MQTT-3.3.4-1], 3.1.1 [MQTT-3.3.4-1], [MQTT-2.3.1-6], MQTT31-3.3-1: nothing, PUBACK, PUBREC; byte by byte
TEST_P(ServerForwards, NothingUnanswered)
{
    Stage stage;
    Peer& a = stage.client(GetParam(), "a");
    Peer& b = stage.client(GetParam(), "b");
    b.subscribe("t");
    a.publish("t", "");
    EXPECT_TRUE(a.silent());
    a.publish("t", "", 1, 0x1234);
    EXPECT_EQ(a.expectBytes(), (Bytes{0x40, 0x02, 0x12, 0x34}));
    a.publish("t", "", 2, 0xffff);
    EXPECT_EQ(a.expectBytes(), (Bytes{0x50, 0x02, 0xff, 0xff}));
    a.acknowledge<mqtt::Pubrel>(0xffff);
    EXPECT_EQ(a.expectBytes(), (Bytes{0x70, 0x02, 0xff, 0xff}));
    for (int i = 0; i < 3; ++i)
        b.expectPublish("t", "");
}

// [MQTT-3.3.1-10] of 3.1.1, [MQTT-3.3.1-6]: an empty retained message is delivered as any other
TEST_P(ServerForwards, EmptyMessagesToo)
{
    Stage stage;
    Peer& a = stage.client(GetParam(), "a");
    a.subscribe("t");
    a.publish("t", "", 0, 0, true);
    EXPECT_FALSE(a.expectPublish("t", "").retain);
    Peer& b = stage.client(GetParam(), "b");
    b.subscribe("t");
    EXPECT_TRUE(b.silent());
}

// [MQTT-3.3.1-5], 3.1.1 [MQTT-3.3.1-5], [MQTT-3.3.1-7]: the last one, whatever its QoS
TEST_P(ServerForwards, TheLastRetainedOne)
{
    Stage stage;
    Peer& a = stage.client(GetParam(), "a");
    a.publish("t", "first", 1, 1, true);
    a.expectAck<mqtt::Puback>(1, GetParam() == Version::V50 ? 0x10 : 0);
    a.publish("t", "last", 0, 0, true);
    Peer& b = stage.client(GetParam(), "b");
    b.subscribe("t", 1);
    EXPECT_TRUE(b.expectPublish("t", "last").retain);
}

// [MQTT-3.3.1-12], 3.1.1 [MQTT-3.3.1-9], MQTT31-2.1-5: live messages with RETAIN 0
TEST_P(ServerForwards, LiveMessagesWithoutRetain)
{
    Stage stage;
    Peer& a = stage.client(GetParam(), "a");
    a.subscribe("t");
    a.publish("t", "x", 0, 0, true);
    EXPECT_FALSE(a.expectPublish("t", "x").retain);
}

// [MQTT-3.3.4-5], [MQTT-3.3.4-3]: a copy for a Shared Subscription has the identifier of that one, the other
// copy those of the others
TEST(ServerForwardsIn5, EachCopyWithItsIdentifiers)
{
    Stage stage;
    Peer& a = stage.client(Version::V50, "a");
    a.subscribe({"t", 0, false, false, 0}, 1);
    a.subscribe({"#", 0, false, false, 0}, 2);
    a.subscribe({"$share/g/t", 0, false, false, 0}, 3);
    a.publish("t", "x");
    std::multiset<std::multiset<std::uint32_t>> copies;
    for (int i = 0; i < 2; ++i) {
        const auto items = a.expectPublish("t", "x").properties.subscriptionIdentifiers().items();
        copies.emplace(items.begin(), items.end());
    }
    EXPECT_EQ(copies, (std::multiset<std::multiset<std::uint32_t>>{{1, 2}, {3}}));
}

// [MQTT-3.8.3-3]: for the Client Identifier of the publisher, also after it has come back
TEST(ServerForwardsIn5, NothingBackWithNoLocal)
{
    Stage stage;
    Peer& a = stage.client(Version::V50, "a", false);
    a.subscribe({"t", 1, true, false, 0});
    a.publish("t", "x", 2, 4);
    a.expectAck<mqtt::Pubrec>(4);
    a.close();
    Peer& again = stage.client(Version::V50, "a", false, true);
    again.acknowledge<mqtt::Pubrel>(4);
    again.expectAck<mqtt::Pubcomp>(4);
    EXPECT_TRUE(again.silent());
}

// [MQTT-3.1.2-25]: what is too large is as if delivered, and holds up nothing; [MQTT-3.1.2-24]
TEST(ServerForwardsIn5, NothingAboveTheMaximumPacketSize)
{
    Stage stage;
    Peer& a = stage.client(Version::V50, "a");
    Peer& b = stage.peer(Version::V50);
    mqtt::Connect connect = b.connectPacket("b");
    connect.properties.setNumber(PropertyId::MaximumPacketSize, 20);
    b.connect(connect);
    b.subscribe("t", 1);
    for (const std::size_t size : std::vector<std::size_t>{13, 12}) { // 2 + 3 + 2 + 1 + 12 = 20
        a.publish("t", std::string(size, 'x'), 1, 1);
        a.expectAck<mqtt::Puback>(1);
    }
    b.complete("t", std::string(12, 'x'), 1, 1);
    a.publish("t", std::string(15, 'y'));
    a.publish("t", std::string(14, 'y'));
    b.expectPublish("t", std::string(14, 'y'));
}

// [MQTT-3.4.2-2], [MQTT-3.5.2-2], [MQTT-3.14.2-3], [MQTT-3.2.2-19]: with the text if there is room for it
TEST(ServerTexts, ComeIfTheyFit)
{
    Stage stage;
    Peer& large = stage.client(Version::V50, "large");
    large.publish("$x", "1", 1, 1);
    EXPECT_TRUE(large.expect<mqtt::Puback>().properties.has(PropertyId::ReasonString));
    large.publish("$x", "1", 2, 2);
    EXPECT_TRUE(large.expect<mqtt::Pubrec>().properties.has(PropertyId::ReasonString));
    large.sendBytes({0x36, 0x00});
    EXPECT_TRUE(large.expect<mqtt::Disconnect>().properties.has(PropertyId::ReasonString));
    Peer& refused = stage.peer(Version::V50);
    Bytes bytes = encoded(refused.connectPacket("a"), Version::V50);
    bytes[9] |= 1;
    refused.sendBytes(bytes);
    EXPECT_TRUE(refused.expect<mqtt::Connack>().properties.has(PropertyId::ReasonString));
}

// [MQTT-3.1.2-29]: Reason String and User Property only where the client wants them, but in DISCONNECT
TEST(ServerTexts, OnlyIfTheClientWantsThem)
{
    Stage stage;
    Peer& peer = stage.peer(Version::V50);
    mqtt::Connect connect = peer.connectPacket("a");
    connect.properties.setNumber(PropertyId::RequestProblemInformation, 0);
    peer.connect(connect);
    peer.publish("$x", "1", 1, 1);
    EXPECT_EQ(peer.expectBytes(), (Bytes{0x40, 0x03, 0x00, 0x01, 0x90}));
    peer.publish("$x", "1", 2, 2);
    EXPECT_EQ(peer.expectBytes(), (Bytes{0x50, 0x03, 0x00, 0x02, 0x90}));
    peer.sendBytes({0x36, 0x00});
    EXPECT_TRUE(peer.expect<mqtt::Disconnect>().properties.has(PropertyId::ReasonString));
}

// [MQTT-4.9.0-3], [MQTT-3.3.4-10]: a full window delays no other packet
TEST(ServerForwardsIn5, OtherPacketsPastAFullWindow)
{
    Stage stage;
    Peer& a = stage.peer(Version::V50);
    mqtt::Connect connect = a.connectPacket("a");
    connect.properties.setNumber(PropertyId::ReceiveMaximum, 1);
    a.connect(connect);
    a.subscribe("t", 1);
    Peer& b = stage.client(Version::V50, "b");
    for (const char* payload : {"1", "2"}) {
        b.publish("t", payload, 1, 1);
        b.expectAck<mqtt::Puback>(1);
    }
    a.expectPublish("t", "1", 1, 1);
    EXPECT_TRUE(a.silent()); // [MQTT-4.9.0-2]
    a.send(mqtt::Pingreq{});
    a.expect<mqtt::Pingresp>();
    a.subscribe("u");
    a.publish("v", "x", 2, 7);
    a.expectAck<mqtt::Pubrec>(7);
    a.acknowledge<mqtt::Pubrel>(7);
    a.expectAck<mqtt::Pubcomp>(7);
    a.acknowledge<mqtt::Puback>(1);
    a.complete("t", "2", 1, 2);
}

// [MQTT-3.3.4-9], [MQTT-4.9.0-1]
TEST(ServerForwardsIn5, NoMoreThanTheReceiveMaximum)
{
    Stage stage;
    Peer& b = stage.client(Version::V50, "b");
    for (const std::uint16_t maximum : std::vector<std::uint16_t>{1, 3}) {
        Peer& a = stage.peer(Version::V50);
        mqtt::Connect connect = a.connectPacket("a");
        connect.properties.setNumber(PropertyId::ReceiveMaximum, maximum);
        a.connect(connect);
        a.subscribe("t", 2);
        for (std::uint16_t i = 1; i <= 5; ++i) {
            b.publish("t", "x", 1, i);
            b.expectAck<mqtt::Puback>(i);
        }
        std::uint16_t open = 0;
        while (!a.silent()) {
            a.expect<mqtt::Publish>();
            ++open;
        }
        EXPECT_EQ(open, maximum);
        a.close();
    }
}

// [MQTT-4.3.3-9]: after PUBREC 0x80 or above the identifier stands for a new message
TEST(ServerForwardsIn5, ANewMessageAfterItsRefusal)
{
    Stage stage;
    Peer& a = stage.client(Version::V50, "a");
    Peer& b = stage.client(Version::V50, "b");
    b.subscribe("t", 0);
    a.publish("$x", "1", 2, 1);
    EXPECT_EQ(a.expect<mqtt::Pubrec>().reasonCode, 0x90);
    a.publish("t", "2", 2, 1);
    a.expectAck<mqtt::Pubrec>(1);
    a.acknowledge<mqtt::Pubrel>(1);
    a.expectAck<mqtt::Pubcomp>(1);
    b.expectPublish("t", "2");
}

// [MQTT-2.2.1-3]: a QoS 1 PUBLISH under the identifier of a QoS 2 one that is open: 0x91
TEST(ServerForwardsIn5, NothingUnderAnIdentifierInUse)
{
    Stage stage;
    stage.dismissJudge(); // the client is at fault
    Peer& a = stage.client(Version::V50, "a");
    a.subscribe("t");
    a.publish("t", "1", 2, 1);
    a.expectAck<mqtt::Pubrec>(1);
    a.publish("t", "2", 1, 1);
    a.expectAck<mqtt::Puback>(1, 0x91);
    a.acknowledge<mqtt::Pubrel>(1);
    a.expectAck<mqtt::Pubcomp>(1);
    a.expectPublish("t", "1");
}

// [MQTT-3.2.2-18]: aliases for which no maximum was announced
TEST(ServerForwardsIn5, NoAliasWithoutAMaximum)
{
    Options options;
    options.capabilities.topicAliasMaximum = 0;
    Stage stage(options);
    Peer& a = stage.client(Version::V50, "a");
    mqtt::Publish publish;
    publish.topic = "t";
    publish.properties.setNumber(PropertyId::TopicAlias, 1);
    a.send(publish);
    a.expectDisconnect(ReasonCode::TopicAliasInvalid);
}

// [MQTT-4.8.2-6]: what the chosen client has refused is over, also when its session ends
TEST(ServerForwardsIn5, WhatASharedOneRefusedToNobodyElse)
{
    Stage stage;
    Peer& a = stage.client(Version::V50, "a");
    a.subscribe("$share/g/t", 2);
    Peer& publisher = stage.client(Version::V50, "publisher");
    publisher.publish("t", "1", 1, 1);
    publisher.expectAck<mqtt::Puback>(1);
    a.expectPublish("t", "1", 1, 1);
    a.acknowledge<mqtt::Puback>(1, 0x97);
    Peer& b = stage.client(Version::V50, "b");
    b.subscribe("$share/g/t", 2);
    a.close();
    EXPECT_TRUE(b.silent());
}

// [MQTT-3.3.2-6]: less the time that it waited; also when it is sent again
TEST(ServerForwardsIn5, TheExpiryThatIsLeft)
{
    Stage stage;
    Peer& a = stage.client(Version::V50, "a");
    Peer& b = stage.client(Version::V50, "b", false);
    b.subscribe("t", 1);
    mqtt::Publish publish;
    publish.topic = "t";
    publish.qos = 1;
    publish.packetId = 1;
    publish.properties.setNumber(PropertyId::MessageExpiryInterval, 100);
    a.send(publish);
    a.expectAck<mqtt::Puback>(1);
    EXPECT_EQ(b.expectPublish("t", "", 1, 1).properties.number(PropertyId::MessageExpiryInterval), 100U);
    b.close();
    stage.wait(30 * kSecond + 1);
    Peer& again = stage.client(Version::V50, "b", false, true);
    EXPECT_EQ(again.expectPublish("t", "", 1, 1).properties.number(PropertyId::MessageExpiryInterval), 70U);
    again.acknowledge<mqtt::Puback>(1);
}

} // namespace
} // namespace mqttscope::broker::test
