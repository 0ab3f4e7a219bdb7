// SPDX-License-Identifier: GPL-3.0-or-later
// Conversations of real software that break no rule, although they look like it.
#include "dissector/mqtt/encoder.h"
#include "tests/unit/session/delivery_talk.h"

namespace mqttscope::session::test {
namespace {

using index::test::TcpTalk;
using mqtt::PropertyId;
using ::testing::IsEmpty;

class ValidTalks : public DeliveryTest {};
INSTANTIATE_TEST_SUITE_P(Versions, ValidTalks, ::testing::ValuesIn(kVersions),
                         [](const auto& version) { return versionName(version.param); });

class ValidTalksBefore5 : public DeliveryTest {};
INSTANTIATE_TEST_SUITE_P(Versions, ValidTalksBefore5, ::testing::Values(Version::V31, Version::V311),
                         [](const auto& version) { return versionName(version.param); });

mqtt::Publish repeated(mqtt::Publish packet)
{
    packet.dup = true;
    return packet;
}

TEST_P(ValidTalks, AnAcknowledgmentComesTooLateForATakeover)
{
    Talk::Connection& from = client("from");
    Talk::Connection& older = stayer("a", "t");
    send(from, publish("t", "x", 1));
    older.server(publish("t", "x", 1, 7));
    Talk::Connection& newer = talk.connection(GetParam());
    newer.connect("a", false);
    older.serverFin();
    newer.accept(GetParam() != Version::V31);
    newer.server(repeated(publish("t", "x", 1, 7)));
    older.client(ack<mqtt::Puback>(7)); // nobody hears it
    older.clientFin();
    newer.client(ack<mqtt::Puback>(7));
    EXPECT_THAT(talk.codes(), IsEmpty());
}

TEST_P(ValidTalks, WhatAClientSendsTooLateForATakeoverIsNotOfItsSession)
{
    Talk::Connection& older = stayer("a", "t");
    Talk::Connection& newer = talk.connection(GetParam());
    newer.connect("a", false);
    older.serverFin();
    newer.accept(GetParam() != Version::V31);
    older.client(publish("t", "late", 1, 7));
    older.clientFin();
    newer.client(publish("t", "x", 1, 7)); // its identifier is free
    newer.server(ack<mqtt::Puback>(7));
    newer.server(publish("t", "x", 1, 9));
    newer.client(ack<mqtt::Puback>(9));
    EXPECT_THAT(talk.codes(), IsEmpty());
}

/// No standard speaks of $share before 5.0; many servers offer it.
TEST_P(ValidTalksBefore5, SharedSubscriptions)
{
    Talk::Connection& from = client("from");
    send(from, retained(publish("t/a", "kept", 1)));
    Talk::Connection& to = client("to", "$share/group/t/#", 1);
    deliver(to, retained(publish("t/a", "kept", 1))); // a server may do so, or not
    send(from, publish("t/b", "x", 1));
    deliver(to, publish("t/b", "x", 1));
    settle(to);
    EXPECT_THAT(talk.codes(), IsEmpty());
}

TEST_P(ValidTalks, TheSnapLengthCutsConnect)
{
    mqtt::Connect packet;
    packet.protocolName = GetParam() == Version::V31 ? "MQIsdp" : "MQTT";
    packet.protocolLevel = static_cast<std::uint8_t>(GetParam());
    packet.cleanStart = true;
    packet.keepAlive = 60;
    packet.clientId = "somebody";
    index::test::Bytes bytes;
    ASSERT_TRUE(mqtt::encode(packet, GetParam(), bytes));
    Talk::Connection& c = talk.connection(GetParam());
    c.tcp().sendCut(TcpTalk::Client, bytes, bytes.size() - 8); // in the Client Identifier
    c.accept();
    c.subscribe(1, "t");
    c.suback(1);
    c.server(publish("t", "x"));
    EXPECT_THAT(talk.codes(), IsEmpty());
}

TEST_P(ValidTalks, TheSnapLengthCutsSubscribe)
{
    mqtt::Subscribe packet;
    packet.packetId = 1;
    packet.subscriptions.push_back({"school/#", 0, false, false, 0});
    index::test::Bytes bytes;
    ASSERT_TRUE(mqtt::encode(packet, GetParam(), bytes));
    Talk::Connection& c = client("c");
    c.tcp().sendCut(TcpTalk::Client, bytes, 8);
    c.suback(1);
    c.server(publish("school/room1", "x"));
    EXPECT_THAT(talk.codes(), IsEmpty());
}

TEST_P(ValidTalks, TheFirstCopyHadTheHighestQos)
{
    Talk::Connection& from = client("from");
    Talk::Connection& to = client("to");
    resubscribe(to, 1, {"t/#", 2, false, false, 0});
    resubscribe(to, 2, {"t/a", 0, false, false, 0});
    send(from, publish("t/a", "x", 2));
    deliver(to, publish("t/a", "x", 2));
    deliver(to, publish("t/a", "x", 0));
    settle(to);
    EXPECT_THAT(talk.codes(), IsEmpty());
}

TEST_P(ValidTalks, EachQosHasAnOrderOfItsOwn)
{
    Talk::Connection& from = client("from");
    Talk::Connection& to = client("to");
    resubscribe(to, 1, {"t/#", 0, false, false, 0});
    resubscribe(to, 2, {"t/a", 1, false, false, 0});
    send(from, publish("t/a", "1", 1));
    send(from, publish("t/a", "2", 1));
    deliver(to, publish("t/a", "2", 0)); // the QoS 0 copy of "1" was dropped
    deliver(to, publish("t/a", "1", 1));
    deliver(to, publish("t/a", "2", 1));
    settle(to);
    EXPECT_THAT(talk.codes(), IsEmpty());
}

TEST_P(ValidTalks, QosTwoMayBeRetainedAtPubrel)
{
    Talk::Connection& one = client("one");
    Talk::Connection& two = client("two");
    one.client(retained(publish("t", "one", 2, 9)));
    one.server(ack<mqtt::Pubrec>(9));
    send(two, retained(publish("t", "two", 1)));
    one.client(ack<mqtt::Pubrel>(9));
    one.server(ack<mqtt::Pubcomp>(9));
    Talk::Connection& to = client("to", "t", 2);
    deliver(to, retained(publish("t", "one", 2))); // the server took it after the other one
    settle(to);
    EXPECT_THAT(talk.codes(), IsEmpty());
}

/// MQTT 3.1.1 [MQTT-4.4.0-1]; in 5.0 a client discards what the server has lost.
TEST_P(ValidTalksBefore5, AClientThatAskedForItsSessionSendsAgainWhatIsOpen)
{
    Talk::Connection& c = talk.connection(GetParam()); // all that came before was not captured
    c.connect("a", false);
    c.accept(false); // a server that was started anew
    c.client(repeated(publish("t", "x", 1, 7)));
    c.server(ack<mqtt::Puback>(7));
    mqtt::Pubrel pubrel = ack<mqtt::Pubrel>(8);
    pubrel.dup = GetParam() == Version::V31;
    c.client(pubrel);
    c.server(ack<mqtt::Pubcomp>(8));
    EXPECT_THAT(talk.codes(), IsEmpty());
}

using ValidTalks5 = Delivery5Test;

TEST_F(ValidTalks5, ACopyWithoutIdentifierAfterOneWithIt)
{
    Talk::Connection& from = client("from");
    Talk::Connection& to = client("to");
    resubscribe(to, 1, {"t/#", 0, false, false, 0}, 34);
    resubscribe(to, 2, {"t/a", 0, false, false, 0});
    send(from, publish("t/a", "x"));
    mqtt::Publish first = publish("t/a", "x");
    first.properties.addSubscriptionIdentifier(34);
    deliver(to, first);
    deliver(to, publish("t/a", "x"));
    settle(to);
    EXPECT_THAT(talk.codes(), IsEmpty());
}

TEST_F(ValidTalks5, NothingIsLeftOfAnIntervalOfASecond)
{
    Talk::Connection& from = client("from");
    Talk::Connection& to = client("to", "t", 1);
    mqtt::Publish packet = publish("t", "x", 1);
    packet.properties.setNumber(PropertyId::MessageExpiryInterval, 1);
    send(from, packet);
    talk.waitMs(900);
    deliver(to, publish("t", "x", 1));
    EXPECT_THAT(talk.codes(), IsEmpty());
}

} // namespace
} // namespace mqttscope::session::test
