// SPDX-License-Identifier: GPL-3.0-or-later
// What CONNECT and CONNACK of 5.0 announced, and who does not keep to it.
#include "tests/unit/session/connection_script.h"

namespace mqttscope::session::test {
namespace {

class AnnouncedRules : public ::testing::Test {
protected:
    /// CONNECT, and a CONNACK with one property.
    Talk::Connection& opened(PropertyId id, std::uint32_t value)
    {
        Talk::Connection& c = talk.connection();
        c.connect("a");
        mqtt::Connack connack;
        connack.properties.setNumber(id, value);
        m_connack = c.server(connack);
        return c;
    }

    Talk talk;
    std::uint32_t m_connack = 0;
};

mqtt::Publish retained(std::string_view topic)
{
    mqtt::Publish packet = publish(topic, "x");
    packet.retain = true;
    return packet;
}

mqtt::Subscribe subscribeTo(std::initializer_list<std::string_view> filters, std::uint8_t qos = 0)
{
    mqtt::Subscribe packet;
    packet.packetId = 3;
    for (const std::string_view filter : filters)
        packet.subscriptions.push_back({filter, qos, false, false, 0});
    return packet;
}

mqtt::Connect withWill(std::uint8_t qos, bool retain)
{
    mqtt::Connect packet = connectOf(Version::V50, "a");
    packet.will.emplace();
    packet.will->topic = "w";
    packet.will->payload = field::asBytes("gone");
    packet.will->qos = qos;
    packet.will->retain = retain;
    return packet;
}

TEST_F(AnnouncedRules, MaximumQosExceeded)
{
    Talk::Connection& c = opened(PropertyId::MaximumQos, 1);
    const std::uint32_t frame = c.client(publish("t", "x", 2, 9));
    EXPECT_THAT(talk.findings(),
                ElementsAre(Found{IssueCode::MaximumQosExceeded, frame, FieldId::MqttQos, 1, 2}));
}

TEST_F(AnnouncedRules, MaximumQosKept)
{
    Talk::Connection& c = opened(PropertyId::MaximumQos, 1);
    c.client(publish("t", "x", 1, 9));
    c.server(ack<mqtt::Puback>(9));
    c.client(publish("t", "x"));
    EXPECT_THAT(talk.codes(), IsEmpty());
}

TEST_F(AnnouncedRules, WhatWasSentBeforeConnackWasHeard)
{
    Talk::Connection& c = talk.connection();
    c.connect("a");
    const Bytes early = c.tcp().makeFrame(index::test::TcpTalk::Client, net::kPsh | net::kAck,
                                          c.tcp().next(index::test::TcpTalk::Client),
                                          {0x34, 0x07, 0x00, 0x01, 't', 0x00, 0x09, 0x00, 'x'});
    mqtt::Connack connack;
    connack.properties.setNumber(PropertyId::MaximumQos, 1);
    c.server(connack);
    talk.script().add(early); // crossed with CONNACK: acknowledges nothing of it
    EXPECT_THAT(talk.codes(), IsEmpty());
}

TEST_F(AnnouncedRules, RetainUnavailable)
{
    Talk::Connection& c = opened(PropertyId::RetainAvailable, 0);
    const std::uint32_t frame = c.client(retained("t"));
    c.client(publish("t", "x"));
    EXPECT_THAT(talk.findings(),
                ElementsAre(Found{IssueCode::RetainUnavailable, frame, FieldId::MqttRetain, 0, 1}));
}

TEST_F(AnnouncedRules, WildcardUnavailable)
{
    Talk::Connection& c = opened(PropertyId::WildcardSubscriptionAvailable, 0);
    const std::uint32_t frame = c.client(subscribeTo({"a/b", "a/+/b"}));
    EXPECT_THAT(talk.findings(),
                ElementsAre(Found{IssueCode::WildcardUnavailable, frame, FieldId::MqttFilter, 0, 2}));
    const SessionIssue& issue = talk.finish().sessions.issues[0];
    EXPECT_EQ(issue.occurrence, 1);
}

TEST_F(AnnouncedRules, WildcardAvailable)
{
    Talk::Connection& c = opened(PropertyId::WildcardSubscriptionAvailable, 1);
    c.client(subscribeTo({"a/+/b"}));
    EXPECT_THAT(talk.codes(), IsEmpty());
}

TEST_F(AnnouncedRules, SubscriptionIdUnavailable)
{
    Talk::Connection& c = opened(PropertyId::SubscriptionIdentifierAvailable, 0);
    c.client(subscribeTo({"a"}));
    mqtt::Subscribe packet = subscribeTo({"b"});
    packet.packetId = 4;
    packet.properties.addSubscriptionIdentifier(17);
    const std::uint32_t frame = c.client(packet);
    EXPECT_THAT(talk.findings(), ElementsAre(Found{IssueCode::SubscriptionIdUnavailable, frame,
                                                   FieldId::MqttPropSubscriptionIdentifier, 0, 17}));
}

TEST_F(AnnouncedRules, SharedUnavailable)
{
    Talk::Connection& c = opened(PropertyId::SharedSubscriptionAvailable, 0);
    const std::uint32_t frame = c.client(subscribeTo({"a", "$share/g/a"}));
    EXPECT_THAT(talk.findings(),
                ElementsAre(Found{IssueCode::SharedUnavailable, frame, FieldId::MqttFilter, 0, 0}));
}

TEST_F(AnnouncedRules, WillQosAccepted)
{
    for (const std::uint8_t qos : {std::uint8_t{1}, std::uint8_t{2}}) {
        Talk one;
        Talk::Connection& c = one.connection();
        c.client(withWill(qos, false));
        mqtt::Connack connack;
        connack.properties.setNumber(PropertyId::MaximumQos, 1);
        const std::uint32_t frame = c.server(connack);
        if (qos == 1)
            EXPECT_THAT(one.codes(), IsEmpty());
        else
            EXPECT_THAT(one.findings(), ElementsAre(Found{IssueCode::WillQosAccepted, frame,
                                                          FieldId::MqttPropMaximumQos, 1, 2}));
    }
}

TEST_F(AnnouncedRules, WillRetainAccepted)
{
    for (const bool retain : {false, true}) {
        Talk one;
        Talk::Connection& c = one.connection();
        c.client(withWill(0, retain));
        mqtt::Connack connack;
        connack.properties.setNumber(PropertyId::RetainAvailable, 0);
        const std::uint32_t frame = c.server(connack);
        if (retain)
            EXPECT_THAT(one.findings(), ElementsAre(Found{IssueCode::WillRetainAccepted, frame,
                                                          FieldId::MqttPropRetainAvailable, 0, 1}));
        else
            EXPECT_THAT(one.codes(), IsEmpty());
    }
}

TEST_F(AnnouncedRules, QosRefusedUnannounced)
{
    for (const bool announced : {false, true}) {
        Talk one;
        Talk::Connection& c = one.connection();
        c.connect("a");
        mqtt::Connack connack;
        if (announced)
            connack.properties.setNumber(PropertyId::MaximumQos, 1);
        c.server(connack);
        c.client(publish("t", "x", 2, 9));
        mqtt::Disconnect disconnect;
        disconnect.reasonCode = 0x9b;
        const std::uint32_t frame = c.server(disconnect);
        c.serverFin();
        if (announced)
            EXPECT_THAT(one.findingsBeside({IssueCode::MaximumQosExceeded}), IsEmpty());
        else
            EXPECT_THAT(one.findings(), ElementsAre(Found{IssueCode::QosRefusedUnannounced, frame,
                                                          FieldId::MqttDisconnectReason, 2, 2}));
    }
}

TEST_F(AnnouncedRules, SubscribeRefusedForQos)
{
    struct Case {
        std::uint8_t first;
        std::uint8_t second;
        bool found;
    };
    for (const Case& one : {Case{0x00, 0x9b, true}, Case{0x00, 0x80, true}, Case{0x00, 0x87, false},
                            Case{0x80, 0x80, false}, Case{0x00, 0x01, false}}) {
        Talk two;
        Talk::Connection& c = two.connection();
        c.connect("a");
        mqtt::Connack connack;
        connack.properties.setNumber(PropertyId::MaximumQos, 1);
        c.server(connack);
        mqtt::Subscribe subscribe = subscribeTo({"low"});
        subscribe.subscriptions.push_back({"high", 2, false, false, 0});
        c.client(subscribe);
        mqtt::Suback suback;
        suback.packetId = 3;
        suback.codes.push_back(one.first);
        suback.codes.push_back(one.second);
        const std::uint32_t frame = c.server(suback);
        if (one.found)
            EXPECT_THAT(two.findings(), ElementsAre(Found{IssueCode::SubscribeRefusedForQos, frame,
                                                          FieldId::MqttSubackReason, 1, one.second}));
        else
            EXPECT_THAT(two.findings(), IsEmpty()) << int{one.second};
    }
}

TEST_F(AnnouncedRules, ResponseInformationUnasked)
{
    for (const bool asked : {false, true}) {
        Talk one;
        Talk::Connection& c = one.connection();
        mqtt::Connect connect = connectOf(Version::V50, "a");
        if (asked)
            connect.properties.setNumber(PropertyId::RequestResponseInformation, 1);
        c.client(connect);
        mqtt::Connack connack;
        connack.properties.setText(PropertyId::ResponseInformation, "answers/");
        const std::uint32_t frame = c.server(connack);
        if (asked)
            EXPECT_THAT(one.codes(), IsEmpty());
        else
            EXPECT_THAT(one.findings(), ElementsAre(Found{IssueCode::ResponseInformationUnasked, frame,
                                                          FieldId::MqttPropResponseInformation, 0, 0}));
    }
}

TEST_F(AnnouncedRules, ProblemInformationUnasked)
{
    for (const bool wanted : {false, true}) {
        Talk one;
        Talk::Connection& c = one.connection();
        mqtt::Connect connect = connectOf(Version::V50, "a");
        connect.properties.setNumber(PropertyId::RequestProblemInformation, wanted ? 1 : 0);
        c.client(connect);
        mqtt::Connack connack;
        connack.properties.setText(PropertyId::ReasonString, "welcome"); // always allowed
        c.server(connack);
        c.client(publish("t", "x", 1, 9));
        mqtt::Puback puback = ack<mqtt::Puback>(9);
        puback.properties.setText(PropertyId::ReasonString, "thanks");
        const std::uint32_t frame = c.server(puback);
        if (wanted)
            EXPECT_THAT(one.codes(), IsEmpty());
        else
            EXPECT_THAT(one.findings(), ElementsAre(Found{IssueCode::ProblemInformationUnasked, frame,
                                                          FieldId::MqttPropReasonString, 0, 4}));
    }
}

} // namespace
} // namespace mqttscope::session::test
