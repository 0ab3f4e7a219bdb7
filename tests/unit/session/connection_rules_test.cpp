// SPDX-License-Identifier: GPL-3.0-or-later
// How connections open: CONNECT first and once, CONNACK first and once, the code that fits.
#include "tests/unit/session/connection_script.h"

namespace mqttscope::session::test {
namespace {

using index::test::operator+;

class OpeningRulesTest : public InOneVersion {};
INSTANTIATE_TEST_SUITE_P(Versions, OpeningRulesTest, ::testing::ValuesIn(kVersions),
                         [](const auto& version) { return versionName(version.param); });

TEST_P(OpeningRulesTest, ConnectComesFirst)
{
    Talk::Connection& c = talk.connection(version());
    c.open("a");
    ping(c);
    EXPECT_THAT(talk.codes(), IsEmpty());
}

TEST_P(OpeningRulesTest, FirstPacketNotConnect)
{
    Talk::Connection& c = talk.connection(version());
    const std::uint32_t frame = c.client(mqtt::Pingreq{});
    c.serverFin();
    EXPECT_THAT(talk.findings(),
                ElementsAre(Found{IssueCode::FirstPacketNotConnect, frame, FieldId::MqttMsgtype, 1, 12}));
}

TEST_P(OpeningRulesTest, ACaptureThatBeginsMidwayHasNoFirstPacket)
{
    Talk::Connection& c = talk.midway(version());
    ping(c);
    EXPECT_THAT(talk.codes(), IsEmpty());
}

TEST_P(OpeningRulesTest, WhatCameBeforeAGapMayHaveBeenAConnect)
{
    Talk::Connection& c = talk.connection(version());
    c.loseFromClient(30);
    ping(c);
    EXPECT_THAT(talk.codes(), IsEmpty());
}

TEST_P(OpeningRulesTest, SecondConnect)
{
    Talk::Connection& c = talk.connection(version());
    c.open("a");
    const std::uint32_t frame = c.connect("a");
    c.serverFin();
    EXPECT_THAT(talk.findings(),
                ElementsAre(Found{IssueCode::SecondConnect, frame, FieldId::MqttMsgtype, 0, 1}));
}

TEST_P(OpeningRulesTest, ServerPacketBeforeConnack)
{
    Talk::Connection& c = talk.connection(version());
    c.connect("a");
    const std::uint32_t frame = c.server(publish("t", "x"));
    c.accept();
    EXPECT_THAT(talk.findingsBeside({IssueCode::DeliveredWithoutSubscription}),
                ElementsAre(Found{IssueCode::ServerPacketBeforeConnack, frame, FieldId::MqttMsgtype, 2, 3}));
}

TEST_P(OpeningRulesTest, ConnackMissing)
{
    Talk::Connection& c = talk.connection(version());
    const std::uint32_t frame = c.connect("a");
    c.subscribe(1, "t");
    c.suback(1);
    c.clientFin();
    EXPECT_THAT(talk.findingsBeside({IssueCode::ServerPacketBeforeConnack}),
                ElementsAre(Found{IssueCode::ConnackMissing, frame, FieldId::MqttMsgtype, 0, 0}));
}

TEST_P(OpeningRulesTest, AConnackThatTheCaptureLacksIsNotMissing)
{
    Talk::Connection& c = talk.connection(version());
    c.connect("a");
    c.loseFromServer(version() == Version::V50 ? 5 : 4);
    c.subscribe(1, "t");
    c.suback(1);
    c.clientFin();
    EXPECT_THAT(talk.codes(), IsEmpty());
}

TEST_P(OpeningRulesTest, ConnackMissingForAPublisherThatIsForwarded)
{
    Talk::Connection& subscriber = talk.connection(version());
    subscriber.open("s", "t");
    Talk::Connection& c = talk.connection(version());
    const std::uint32_t frame = c.connect("a");
    c.client(publish("t", "21.5"));
    subscriber.server(publish("t", "21.5"));
    c.clientFin();
    EXPECT_THAT(talk.findings(),
                ElementsAre(Found{IssueCode::ConnackMissing, frame, FieldId::MqttMsgtype, 0, 0}));
}

TEST_P(OpeningRulesTest, SecondConnack)
{
    Talk::Connection& c = talk.connection(version());
    c.open("a");
    const std::uint32_t frame = c.accept();
    EXPECT_THAT(talk.findings(),
                ElementsAre(Found{IssueCode::SecondConnack, frame, FieldId::MqttMsgtype, 0, 1}));
}

TEST_P(OpeningRulesTest, RefusedNotClosedBecauseTheServerGoesOn)
{
    Talk::Connection& c = talk.connection(version());
    c.connect("a");
    const std::uint32_t frame = c.server(connackOf(notAuthorized(version())));
    c.server(publish("t", "x"));
    EXPECT_THAT(talk.findingsBeside({IssueCode::DeliveredWithoutSubscription}),
                ElementsAre(Found{IssueCode::RefusedNotClosed, frame, codeField(version()), 0,
                                  notAuthorized(version())}));
}

TEST_P(OpeningRulesTest, RefusedNotClosedBecauseItStaysOpen)
{
    Talk::Connection& c = talk.connection(version());
    c.connect("a");
    const std::uint32_t frame = c.server(connackOf(notAuthorized(version())));
    talk.waitMs(11'000);
    c.clientFin();
    EXPECT_THAT(talk.findings(), ElementsAre(Found{IssueCode::RefusedNotClosed, frame, codeField(version()),
                                                   0, notAuthorized(version())}));
}

TEST_P(OpeningRulesTest, RefusedAndClosed)
{
    Talk::Connection& c = talk.connection(version());
    c.connect("a");
    c.server(connackOf(notAuthorized(version())));
    c.serverFin();
    talk.waitMs(20'000);
    talk.connection(version()).open("b");
    EXPECT_THAT(talk.codes(), IsEmpty());
}

TEST_P(OpeningRulesTest, ClientIdRefusedNotClosed)
{
    const std::uint8_t code = version() == Version::V50 ? 0x85 : 2;
    Talk::Connection& c = talk.connection(version());
    c.connect("not/good");
    const std::uint32_t frame = c.server(connackOf(code));
    talk.waitMs(11'000);
    c.clientFin();
    EXPECT_THAT(talk.findings(), ElementsAre(Found{IssueCode::ClientIdRefusedNotClosed, frame,
                                                   codeField(version()), 0, code}));
}

TEST_P(OpeningRulesTest, GoodClientIdRefused)
{
    const std::uint8_t code = version() == Version::V50 ? 0x85 : 2;
    for (const std::string_view id : {"Station7", "not/good", "aaaaaaaaaaaaaaaaaaaaaaaa"}) {
        Talk one;
        Talk::Connection& c = one.connection(version());
        c.connect(id);
        const std::uint32_t frame = c.server(connackOf(code));
        c.serverFin();
        if (id == "Station7")
            EXPECT_THAT(one.findings(), ElementsAre(Found{IssueCode::GoodClientIdRefused, frame,
                                                          codeField(version()), 0, code}));
        else
            EXPECT_THAT(one.codes(), IsEmpty()) << id;
    }
}

TEST_P(OpeningRulesTest, HandledAfterRefusalByAnAnswer)
{
    Talk::Connection& c = talk.connection(version());
    c.connect("a");
    const std::uint32_t frame = c.subscribe(1, "t");
    c.server(connackOf(notAuthorized(version())));
    c.suback(1);
    EXPECT_THAT(talk.findingsBeside({IssueCode::RefusedNotClosed}),
                ElementsAre(Found{IssueCode::HandledAfterRefusal, frame, FieldId::MqttMsgtype, 0, 8}));
}

TEST_P(OpeningRulesTest, HandledAfterRefusalByForwarding)
{
    Talk::Connection& subscriber = talk.connection(version());
    subscriber.open("s", "t");
    Talk::Connection& c = talk.connection(version());
    c.connect("a");
    const std::uint32_t frame = c.client(publish("t", "21.5"));
    c.server(connackOf(notAuthorized(version())));
    c.serverFin();
    subscriber.server(publish("t", "21.5"));
    EXPECT_THAT(talk.findings(),
                ElementsAre(Found{IssueCode::HandledAfterRefusal, frame, FieldId::MqttMsgtype, 0, 3}));
}

TEST_P(OpeningRulesTest, TakeoverMissing)
{
    Talk::Connection& older = talk.connection(version());
    older.open("a", "t");
    Talk::Connection& c = talk.connection(version());
    const std::uint32_t connect = c.connect("a");
    c.accept();
    older.client(mqtt::Pingreq{});
    const std::uint32_t frame = older.server(mqtt::Pingresp{});
    EXPECT_THAT(talk.findings(),
                ElementsAre(Found{IssueCode::TakeoverMissing, frame, FieldId::MqttMsgtype, 0, connect}));
}

TEST_P(OpeningRulesTest, TakeoverLeavesWhatWasOnItsWay)
{
    Talk::Connection& older = talk.connection(version());
    older.open("a", "t");
    older.client(mqtt::Pingreq{});
    Talk::Connection& c = talk.connection(version());
    c.open("a");
    older.server(mqtt::Pingresp{}); // asked for before
    older.serverFin();
    EXPECT_THAT(talk.codes(), IsEmpty());
}

/// A CONNECT with Will QoS 3.
Bytes badConnect(Version version)
{
    const Bytes name = version == Version::V31 ? Bytes{0x00, 0x06, 'M', 'Q', 'I', 's', 'd', 'p'}
                                               : Bytes{0x00, 0x04, 'M', 'Q', 'T', 'T'};
    const Bytes none = version == Version::V50 ? Bytes{0x00} : Bytes{}; // no properties
    const Bytes body = name + Bytes{static_cast<std::uint8_t>(version), 0x1e, 0x00, 0x3c} + none +
                       Bytes{0x00, 0x01, 'a'} + none + Bytes{0x00, 0x01, 't', 0x00, 0x00};
    return Bytes{0x10, static_cast<std::uint8_t>(body.size())} + body;
}

TEST_P(OpeningRulesTest, BadConnectAnswered)
{
    Talk::Connection& c = talk.connection(version());
    c.clientBytes(badConnect(version()));
    const std::uint32_t frame = c.accept();
    c.serverFin();
    EXPECT_THAT(talk.findings(),
                ElementsAre(Found{IssueCode::BadConnectAnswered, frame, codeField(version()), 0, 0}));
}

TEST_P(OpeningRulesTest, OnlyIn311ABadConnectMayNotEvenBeRefused)
{
    Talk::Connection& c = talk.connection(version());
    c.clientBytes(badConnect(version()));
    const std::uint32_t frame = c.server(connackOf(notAuthorized(version())));
    c.serverFin();
    if (version() == Version::V311)
        EXPECT_THAT(talk.findings(), ElementsAre(Found{IssueCode::BadConnectAnswered, frame,
                                                       codeField(version()), 0, notAuthorized(version())}));
    else
        EXPECT_THAT(talk.codes(), IsEmpty());
}

TEST_P(OpeningRulesTest, ABadConnectThatIsNotAnswered)
{
    Talk::Connection& c = talk.connection(version());
    c.clientBytes(badConnect(version()));
    c.serverFin();
    EXPECT_THAT(talk.codes(), IsEmpty());
}

TEST(OpeningRules, AnotherProtocolLevelIsRefusedByItsCode)
{
    struct Case {
        std::string_view name;
        std::uint8_t level;
        std::uint8_t code;
        std::uint8_t expected; ///< 0 = nothing is said
    };
    for (const Case& one : {Case{"MQTT", 2, 1, 0}, Case{"MQTT", 2, 0, 1}, Case{"MQTT", 6, 0x84, 0},
                            Case{"MQTT", 6, 1, 0}, Case{"MQTT", 6, 5, 0x84}, Case{"MQIsdp", 9, 0, 1}}) {
        Talk talk;
        Talk::Connection& c = talk.connection(Version::V311);
        const Bytes body = Bytes{0x00, static_cast<std::uint8_t>(one.name.size())} +
                           index::test::text(one.name) + Bytes{one.level, 0x02, 0x00, 0x3c, 0x00, 0x01, 'a'};
        c.clientBytes(Bytes{0x10, static_cast<std::uint8_t>(body.size())} + body);
        const std::uint32_t frame = c.serverBytes({0x20, 0x02, 0x00, one.code});
        c.serverFin();
        if (one.expected == 0)
            EXPECT_THAT(talk.codes(), IsEmpty()) << one.name << int{one.level};
        else
            EXPECT_THAT(talk.findings(), ElementsAre(Found{IssueCode::ProtocolLevelAnswer, frame,
                                                           FieldId::MqttConackVal, one.expected, one.code}))
                << one.name << int{one.level};
    }
}

TEST(OpeningRules, EmptyClientIdIsRefusedIn311)
{
    for (const std::uint8_t code : {std::uint8_t{0}, std::uint8_t{2}}) {
        Talk talk;
        Talk::Connection& c = talk.connection(Version::V311);
        c.client(connectOf(Version::V311, "", false));
        const std::uint32_t frame = c.server(connackOf(code));
        c.serverFin();
        if (code == 2)
            EXPECT_THAT(talk.codes(), IsEmpty());
        else
            EXPECT_THAT(talk.findings(), ElementsAre(Found{IssueCode::EmptyClientIdAnswer, frame,
                                                           FieldId::MqttConackVal, 2, 0}));
    }
}

TEST(OpeningRules, EmptyClientIdGetsANameIn5)
{
    for (const bool named : {true, false}) {
        Talk talk;
        Talk::Connection& c = talk.connection();
        c.client(connectOf(Version::V50, ""));
        mqtt::Connack connack;
        if (named)
            connack.properties.setText(PropertyId::AssignedClientIdentifier, "auto-1");
        const std::uint32_t frame = c.server(connack);
        if (named)
            EXPECT_THAT(talk.codes(), IsEmpty());
        else
            EXPECT_THAT(talk.findings(), ElementsAre(Found{IssueCode::AssignedClientIdMissing, frame,
                                                           FieldId::MqttProperties, 0, 0}));
    }
}

TEST(OpeningRules, AssignedClientIdNotUnique)
{
    for (const bool ended : {false, true}) {
        Talk talk;
        Talk::Connection& first = talk.connection();
        const std::uint32_t named = first.connect("auto-1");
        first.accept();
        if (ended)
            first.clientFin();
        Talk::Connection& c = talk.connection();
        c.client(connectOf(Version::V50, ""));
        mqtt::Connack connack;
        connack.properties.setText(PropertyId::AssignedClientIdentifier, "auto-1");
        const std::uint32_t frame = c.server(connack);
        if (ended)
            EXPECT_THAT(talk.codes(), IsEmpty());
        else
            EXPECT_THAT(talk.findings(),
                        ElementsAre(Found{IssueCode::AssignedClientIdNotUnique, frame,
                                          FieldId::MqttPropAssignedClientIdentifier, 0, named}));
    }
}

TEST(OpeningRules, DisconnectBeforeConnack)
{
    Talk talk;
    Talk::Connection& c = talk.connection();
    c.connect("a");
    mqtt::Disconnect disconnect;
    disconnect.reasonCode = 0x89;
    const std::uint32_t frame = c.server(disconnect);
    c.serverFin();
    EXPECT_THAT(talk.findings(),
                ElementsAre(Found{IssueCode::DisconnectBeforeConnack, frame, FieldId::MqttMsgtype, 0, 0x89}));
}

} // namespace
} // namespace mqttscope::session::test
