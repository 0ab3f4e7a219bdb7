// SPDX-License-Identifier: GPL-3.0-or-later
// Flow control, sizes and Topic Aliases of MQTT 5.0.
#include "tests/unit/session/flow_talk.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <utility>

namespace mqttscope::session::test {
namespace {

using field::FieldId;
using field::IssueCode;
using mqtt::PropertyId;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

/// Both sides announce the same limit; one of the two publishes.
class FlowLimitsTest : public ::testing::TestWithParam<bool> {
protected:
    [[nodiscard]] bool fromClient() const { return GetParam(); }
    [[nodiscard]] IssueCode either(IssueCode client, IssueCode server) const
    {
        return fromClient() ? client : server;
    }
    /// `persistent`: the session outlives its connection, and is resumed if it is there.
    void open(PropertyId limit, std::uint32_t value, bool persistent = false)
    {
        c = &talk.connection();
        mqtt::Connect connect;
        connect.protocolLevel = 5;
        connect.clientId = "a";
        connect.cleanStart = !persistent;
        connect.keepAlive = 60;
        connect.properties.setNumber(limit, value);
        if (persistent)
            connect.properties.setNumber(PropertyId::SessionExpiryInterval, 3600);
        c->client(connect);
        mqtt::Connack connack;
        connack.properties.setNumber(limit, value);
        connack.sessionPresent = std::exchange(m_present, persistent);
        c->server(connack);
        c->subscribe(1, "#", 2);
        c->suback(1, 2);
    }
    std::uint32_t sender(const mqtt::Packet& packet)
    {
        return fromClient() ? c->client(packet) : c->server(packet);
    }
    std::uint32_t receiver(const mqtt::Packet& packet)
    {
        return fromClient() ? c->server(packet) : c->client(packet);
    }
    static mqtt::Publish withAlias(mqtt::Publish packet, std::uint16_t alias)
    {
        packet.properties.setNumber(PropertyId::TopicAlias, alias);
        return packet;
    }
    Talk talk;
    Talk::Connection* c = nullptr;

private:
    bool m_present = false; ///< the server has the session
};
INSTANTIATE_TEST_SUITE_P(Senders, FlowLimitsTest, ::testing::Bool(),
                         [](const auto& side) { return side.param ? "Client" : "Server"; });

TEST_P(FlowLimitsTest, ReceiveMaximumExceeded)
{
    open(PropertyId::ReceiveMaximum, 2);
    sender(publish("t", "one", 1, 7));
    sender(publish("t", "two", 2, 8));
    const std::uint32_t frame = sender(publish("t", "three", 1, 9));
    sender(publish("t", "four", 1, 10)); // too many as well: said once
    EXPECT_THAT(talk.findings(), ElementsAre(Found{either(IssueCode::ReceiveMaximumExceeded,
                                                          IssueCode::ReceiveMaximumExceededFromServer),
                                                   frame, FieldId::MqttMsgid, 2, 3}));
}

TEST_P(FlowLimitsTest, AnswersGivePlacesFree)
{
    open(PropertyId::ReceiveMaximum, 2);
    sender(publish("t", "zero"));
    sender(publish("t", "one", 1, 7));
    sender(publish("t", "two", 2, 8));
    receiver(ack<mqtt::Puback>(7));
    receiver(ack<mqtt::Pubrec>(8));
    sender(publish("t", "three", 2, 9));
    receiver(ack<mqtt::Pubrec>(9, 0x97)); // an error does too
    sender(publish("t", "four", 1, 10));
    sender(ack<mqtt::Pubrel>(8));
    receiver(ack<mqtt::Pubcomp>(8));
    sender(publish("t", "five", 1, 11));
    EXPECT_THAT(talk.findings(), IsEmpty());
}

TEST_P(FlowLimitsTest, PubrecGivesNoPlaceFree)
{
    open(PropertyId::ReceiveMaximum, 1);
    sender(publish("t", "two", 2, 8));
    receiver(ack<mqtt::Pubrec>(8));
    sender(ack<mqtt::Pubrel>(8));
    const std::uint32_t frame = sender(publish("t", "three", 1, 9));
    EXPECT_THAT(talk.findings(), ElementsAre(Found{either(IssueCode::ReceiveMaximumExceeded,
                                                          IssueCode::ReceiveMaximumExceededFromServer),
                                                   frame, FieldId::MqttMsgid, 1, 2}));
}

TEST_P(FlowLimitsTest, MaximumPacketSizeExceeded)
{
    open(PropertyId::MaximumPacketSize, 40);
    sender(publish("t", std::string(34, 'x')));                                   // 40 bytes
    const std::uint32_t frame = sender(publish("t", std::string(35, 'x'), 0, 0)); // 41
    EXPECT_THAT(talk.findings(), ElementsAre(Found{either(IssueCode::MaximumPacketSizeExceeded,
                                                          IssueCode::MaximumPacketSizeExceededFromServer),
                                                   frame, FieldId::MqttLen, 40, 41}));
}

TEST_P(FlowLimitsTest, TopicAliasWithinTheMaximum)
{
    open(PropertyId::TopicAliasMaximum, 3);
    sender(withAlias(publish("t", "one"), 3));
    sender(withAlias(publish("", "two"), 3));
    EXPECT_THAT(talk.findings(), IsEmpty());
}

TEST_P(FlowLimitsTest, TopicAliasAboveMaximum)
{
    open(PropertyId::TopicAliasMaximum, 3);
    const std::uint32_t frame = sender(withAlias(publish("t", "one"), 4));
    EXPECT_THAT(talk.findings(), ElementsAre(Found{either(IssueCode::TopicAliasAboveMaximum,
                                                          IssueCode::TopicAliasAboveMaximumFromServer),
                                                   frame, FieldId::MqttPropTopicAlias, 3, 4}));
}

TEST_P(FlowLimitsTest, TopicAliasUnannounced)
{
    open(PropertyId::ReceiveMaximum, 10);
    const std::uint32_t frame = sender(withAlias(publish("t", "one"), 1));
    EXPECT_THAT(talk.findings(), ElementsAre(Found{either(IssueCode::TopicAliasUnannounced,
                                                          IssueCode::TopicAliasUnannouncedFromServer),
                                                   frame, FieldId::MqttPropTopicAlias, 0, 1}));
}

TEST_P(FlowLimitsTest, TopicAliasRefused)
{
    open(PropertyId::TopicAliasMaximum, 3);
    sender(withAlias(publish("t", "one"), 3));
    mqtt::Disconnect disconnect;
    disconnect.reasonCode = 0x94;
    const std::uint32_t frame = receiver(disconnect);
    EXPECT_THAT(talk.findings(),
                ElementsAre(Found{either(IssueCode::TopicAliasRefused, IssueCode::TopicAliasRefusedByClient),
                                  frame, FieldId::MqttDisconnectReason, 3, 3}));
}

TEST_P(FlowLimitsTest, AnAliasAboveTheMaximumMayBeRefused)
{
    open(PropertyId::TopicAliasMaximum, 3);
    sender(withAlias(publish("t", "one"), 4));
    mqtt::Disconnect disconnect;
    disconnect.reasonCode = 0x94;
    receiver(disconnect);
    EXPECT_THAT(talk.codes(), ElementsAre(either(IssueCode::TopicAliasAboveMaximum,
                                                 IssueCode::TopicAliasAboveMaximumFromServer)));
}

TEST_P(FlowLimitsTest, TopicAliasKept)
{
    open(PropertyId::TopicAliasMaximum, 3, true);
    const std::uint32_t set = sender(withAlias(publish("t", "one", 1, 7), 2));
    receiver(ack<mqtt::Puback>(7));
    c->clientFin();
    open(PropertyId::TopicAliasMaximum, 3, true);
    const std::uint32_t used = sender(withAlias(publish("", "two", 1, 8), 2));
    receiver(ack<mqtt::Puback>(8));
    EXPECT_THAT(talk.findings(),
                ElementsAre(Found{IssueCode::TopicAliasKept, used, FieldId::MqttPropTopicAlias, set, 2}));
}

TEST_P(FlowLimitsTest, AnOldAliasMayBeRefusedOrSetAnew)
{
    open(PropertyId::TopicAliasMaximum, 3, true);
    sender(withAlias(publish("t", "one", 1, 7), 2));
    receiver(ack<mqtt::Puback>(7));
    c->clientFin();
    open(PropertyId::TopicAliasMaximum, 3, true);
    sender(withAlias(publish("", "two", 1, 8), 2));
    receiver(ack<mqtt::Puback>(8, 0x83));
    sender(withAlias(publish("t", "three", 1, 9), 2));
    receiver(ack<mqtt::Puback>(9));
    sender(withAlias(publish("", "four", 1, 10), 2));
    receiver(ack<mqtt::Puback>(10));
    EXPECT_THAT(talk.findings(), IsEmpty());
}

class FlowTextsTest : public FlowLimitsTest {
protected:
    /// The packets that both sides may send with texts, of 55 bytes or more with 50 of text.
    template <class Ack> static Ack withReason(std::string_view text)
    {
        Ack packet = ack<Ack>(7, 0x80);
        packet.properties.setText(PropertyId::ReasonString, text);
        return packet;
    }
    template <class Ack> static Ack withUser(std::string_view text)
    {
        Ack packet = ack<Ack>(7, 0x80);
        packet.properties.addUserProperty("k", text);
        return packet;
    }
};
INSTANTIATE_TEST_SUITE_P(Senders, FlowTextsTest, ::testing::Bool(),
                         [](const auto& side) { return side.param ? "Client" : "Server"; });

TEST_P(FlowTextsTest, TooLarge)
{
    const std::string text(50, 'x');
    open(PropertyId::MaximumPacketSize, 40);
    receiver(publish("t", "one", 1, 7));
    const std::uint32_t first = sender(withReason<mqtt::Puback>(text));
    receiver(publish("t", "one", 2, 7));
    const std::uint32_t second = sender(withUser<mqtt::Pubrec>(text));
    std::vector<Found> about;
    for (const Found& found : talk.findings()) {
        if (found.field != FieldId::MqttLen)
            about.push_back(found);
    }
    EXPECT_THAT(
        about,
        ElementsAre(Found{IssueCode::PubackTextTooLarge, first, FieldId::MqttPropReasonString, 40, 59},
                    Found{IssueCode::PubrecTextTooLarge, second, FieldId::MqttPropUserProperty, 40, 62}));
}

TEST_P(FlowTextsTest, OfTheSenderToo)
{
    const std::string text(50, 'x');
    open(PropertyId::MaximumPacketSize, 40);
    sender(publish("t", "one", 2, 7));
    receiver(ack<mqtt::Pubrec>(7));
    mqtt::Pubrel pubrel;
    pubrel.packetId = 7;
    pubrel.properties.setText(PropertyId::ReasonString, text);
    const std::uint32_t first = sender(pubrel);
    receiver(publish("t", "two", 2, 9));
    sender(ack<mqtt::Pubrec>(9));
    receiver(ack<mqtt::Pubrel>(9));
    mqtt::Pubcomp pubcomp;
    pubcomp.packetId = 9;
    pubcomp.properties.setText(PropertyId::ReasonString, text);
    const std::uint32_t second = sender(pubcomp);
    mqtt::Disconnect disconnect;
    disconnect.properties.addUserProperty("k", text);
    const std::uint32_t third = sender(disconnect);
    const IssueCode size =
        either(IssueCode::MaximumPacketSizeExceeded, IssueCode::MaximumPacketSizeExceededFromServer);
    EXPECT_THAT(
        talk.findings(),
        ElementsAre(Found{size, first, FieldId::MqttLen, 40, 59},
                    Found{IssueCode::PubrelTextTooLarge, first, FieldId::MqttPropReasonString, 40, 59},
                    Found{size, second, FieldId::MqttLen, 40, 59},
                    Found{IssueCode::PubcompTextTooLarge, second, FieldId::MqttPropReasonString, 40, 59},
                    Found{size, third, FieldId::MqttLen, 40, 60},
                    Found{IssueCode::DisconnectTextTooLarge, third, FieldId::MqttPropUserProperty, 40, 60}));
}

TEST_P(FlowTextsTest, WhatIsTooLargeWithoutTextsHasAnotherReason)
{
    open(PropertyId::MaximumPacketSize, 40);
    mqtt::Publish large = publish("t", "payload that is itself far too large for this peer");
    large.properties.addUserProperty("k", "v");
    sender(large);
    EXPECT_THAT(talk.codes(), ElementsAre(either(IssueCode::MaximumPacketSizeExceeded,
                                                 IssueCode::MaximumPacketSizeExceededFromServer)));
}

/// CONNECT with a Maximum Packet Size of 40.
mqtt::Connect smallConnect()
{
    mqtt::Connect connect;
    connect.protocolLevel = 5;
    connect.clientId = "a";
    connect.properties.setNumber(PropertyId::MaximumPacketSize, 40);
    return connect;
}

TEST(ServerTexts, ConnackSubackUnsuback)
{
    const std::string text(50, 'x');
    Talk talk;
    Talk::Connection& c = talk.connection();
    c.client(smallConnect());
    mqtt::Connack connack;
    connack.properties.setText(PropertyId::ReasonString, text);
    connack.properties.addUserProperty("k", "v");
    const std::uint32_t first = c.server(connack);
    c.subscribe(2, "t");
    mqtt::Suback suback;
    suback.packetId = 2;
    suback.codes.push_back(0);
    suback.properties.addUserProperty("k", text);
    const std::uint32_t second = c.server(suback);
    c.client(unsubscribe(3, {"t"}));
    mqtt::Unsuback unsuback = test::unsuback(Version::V50, 3, {0});
    unsuback.properties.setText(PropertyId::ReasonString, text);
    const std::uint32_t third = c.server(unsuback);
    const IssueCode size = IssueCode::MaximumPacketSizeExceededFromServer;
    EXPECT_THAT(
        talk.findings(),
        ElementsAre(Found{size, first, FieldId::MqttLen, 40, 65},
                    Found{IssueCode::ConnackTextTooLarge, first, FieldId::MqttPropReasonString, 40, 65},
                    Found{size, second, FieldId::MqttLen, 40, 62},
                    Found{IssueCode::SubackTextTooLarge, second, FieldId::MqttPropUserProperty, 40, 62},
                    Found{size, third, FieldId::MqttLen, 40, 59},
                    Found{IssueCode::UnsubackTextTooLarge, third, FieldId::MqttPropReasonString, 40, 59}));
}

TEST(ServerTexts, BothTextsIfBothHaveToGo)
{
    const std::string text(50, 'x');
    Talk talk;
    Talk::Connection& c = talk.connection();
    c.client(smallConnect());
    mqtt::Connack connack;
    connack.properties.setText(PropertyId::ReasonString, text);
    connack.properties.addUserProperty("k", text);
    const std::uint32_t frame = c.server(connack);
    EXPECT_THAT(
        talk.findings(),
        ElementsAre(Found{IssueCode::MaximumPacketSizeExceededFromServer, frame, FieldId::MqttLen, 40, 114},
                    Found{IssueCode::ConnackTextTooLarge, frame, FieldId::MqttPropReasonString, 40, 114},
                    Found{IssueCode::ConnackTextTooLarge, frame, FieldId::MqttPropUserProperty, 40, 114}));
}

TEST(ServerTexts, Auth)
{
    const std::string text(50, 'x');
    Talk talk;
    Talk::Connection& c = talk.connection();
    mqtt::Connect connect = smallConnect();
    connect.properties.setText(PropertyId::AuthenticationMethod, "m");
    c.client(connect);
    mqtt::Auth auth;
    auth.reasonCode = 0x18;
    auth.properties.setText(PropertyId::AuthenticationMethod, "m");
    auth.properties.setText(PropertyId::ReasonString, text);
    const std::uint32_t frame = c.server(auth);
    EXPECT_THAT(
        talk.findings(),
        ElementsAre(Found{IssueCode::MaximumPacketSizeExceededFromServer, frame, FieldId::MqttLen, 40, 61},
                    Found{IssueCode::AuthTextTooLarge, frame, FieldId::MqttPropReasonString, 40, 61}));
}

TEST(ClientLimits, BeforeConnackTheyAreNotKnown)
{
    Talk talk;
    Talk::Connection& c = talk.connection();
    c.connect("a");
    c.client(publish("t", std::string(50, 'x'), 1, 7));
    mqtt::Publish aliased = publish("t", "two");
    aliased.properties.setNumber(PropertyId::TopicAlias, 1);
    c.client(aliased);
    mqtt::Connack connack;
    connack.properties.setNumber(PropertyId::MaximumPacketSize, 40);
    c.server(connack);
    c.server(ack<mqtt::Puback>(7));
    EXPECT_THAT(talk.findings(), IsEmpty());
}

TEST(FullWindow, StallsNothingElse)
{
    for (const bool answers : {true, false}) {
        Talk talk;
        Talk::Connection& c = talk.connection();
        mqtt::Connect connect;
        connect.protocolLevel = 5;
        connect.clientId = "a";
        connect.keepAlive = 60;
        connect.properties.setNumber(PropertyId::ReceiveMaximum, 1);
        c.client(connect);
        c.accept();
        c.subscribe(1, "#", 1);
        c.suback(1, 1);
        c.server(publish("t", "one", 1, 7));
        const std::uint32_t frame = c.client(mqtt::Pingreq{});
        if (answers)
            c.server(mqtt::Pingresp{});
        talk.waitMs(6000);
        c.server(publish("t", "two")); // the server is there
        c.client(ack<mqtt::Puback>(7));
        if (!answers)
            c.server(mqtt::Pingresp{});
        if (answers)
            EXPECT_THAT(talk.findings(), IsEmpty());
        else
            EXPECT_THAT(talk.findings(), ElementsAre(Found{IssueCode::StalledByFullWindow, frame,
                                                           FieldId::MqttMsgtype, 1, 1}));
    }
}

TEST(FullWindow, ASlowServerIsNotStalledByIt)
{
    Talk talk;
    Talk::Connection& c = talk.connection();
    c.open("a", "#", 1);
    c.server(publish("t", "one", 1, 7));
    c.client(mqtt::Pingreq{});
    talk.waitMs(6000);
    c.server(publish("t", "two"));
    c.client(ack<mqtt::Puback>(7));
    c.server(mqtt::Pingresp{});
    EXPECT_THAT(talk.findings(), IsEmpty());
}

} // namespace
} // namespace mqttscope::session::test
