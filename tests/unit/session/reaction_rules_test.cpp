// SPDX-License-Identifier: GPL-3.0-or-later
// What must end a connection, and does not.
#include "tests/unit/session/connection_script.h"

namespace mqttscope::session::test {
namespace {

class ReactionRulesTest : public InOneVersion {};
INSTANTIATE_TEST_SUITE_P(Versions, ReactionRulesTest, ::testing::ValuesIn(kVersions),
                         [](const auto& version) { return versionName(version.param); });

TEST_P(ReactionRulesTest, SecondConnectIgnoredByItsAnswer)
{
    Talk::Connection& c = talk.connection(version());
    c.open("a");
    c.connect("a");
    const std::uint32_t frame = c.accept();
    EXPECT_THAT(talk.findingsBeside({IssueCode::SecondConnect, IssueCode::SecondConnack}),
                ElementsAre(Found{IssueCode::SecondConnectIgnored, frame, FieldId::MqttMsgtype, 0, 2}));
}

TEST_P(ReactionRulesTest, SecondConnectIgnoredByGoingOn)
{
    Talk::Connection& c = talk.connection(version());
    c.open("a", "t");
    c.connect("a");
    c.server(publish("t", "on its way"));
    talk.waitMs(11'000);
    const std::uint32_t frame = c.server(publish("t", "later"));
    EXPECT_THAT(talk.findingsBeside({IssueCode::SecondConnect}),
                ElementsAre(Found{IssueCode::SecondConnectIgnored, frame, FieldId::MqttMsgtype, 0, 3}));
}

TEST_P(ReactionRulesTest, WhatCrossesWithASecondConnectDoesNotIgnoreIt)
{
    Talk::Connection& c = talk.connection(version());
    c.open("a", "t");
    c.connect("a");
    c.server(publish("t", "on its way"));
    c.serverFin();
    EXPECT_THAT(talk.findingsBeside({IssueCode::SecondConnect}), IsEmpty());
}

/// A PUBLISH with QoS 1, Packet Identifier 7, whose topic is not UTF-8.
Bytes badPublish(Version version)
{
    if (version == Version::V50)
        return {0x32, 0x08, 0x00, 0x02, 0xff, 0xff, 0x00, 0x07, 0x00, 'x'};
    return {0x32, 0x07, 0x00, 0x02, 0xff, 0xff, 0x00, 0x07, 'x'};
}

TEST_P(ReactionRulesTest, ViolationIgnoredByTheServer)
{
    Talk::Connection& c = talk.connection(version());
    c.open("a");
    const std::uint32_t bad = c.clientBytes({0x33, 0x00}); // PUBLISH without a topic
    c.client(mqtt::Pingreq{});
    const std::uint32_t frame = c.server(mqtt::Pingresp{});
    EXPECT_THAT(talk.findings(),
                ElementsAre(Found{IssueCode::ViolationIgnored, frame, FieldId::MqttMsgtype, 0, bad}));
}

TEST_P(ReactionRulesTest, ViolationIgnoredByTheClient)
{
    if (version() == Version::V31) // has nothing against these bytes
        GTEST_SKIP() << "3.1 leaves the contents of strings open";
    Talk::Connection& c = talk.connection(version());
    c.open("a", "#", 1);
    const std::uint32_t bad = c.serverBytes(badPublish(version()));
    const std::uint32_t frame = c.client(ack<mqtt::Puback>(7));
    EXPECT_THAT(talk.findings(),
                ElementsAre(Found{IssueCode::ViolationIgnored, frame, FieldId::MqttMsgtype, 0, bad}));
}

TEST_P(ReactionRulesTest, AnAnswerToWhatCameBeforeAViolationIgnoresNothing)
{
    Talk::Connection& c = talk.connection(version());
    c.open("a");
    c.client(mqtt::Pingreq{});
    c.clientBytes({0x33, 0x00});
    c.server(mqtt::Pingresp{});
    c.serverFin();
    EXPECT_THAT(talk.findings(), IsEmpty());
}

TEST_P(ReactionRulesTest, BadFlagsIgnored)
{
    Talk::Connection& c = talk.connection(version());
    c.open("a");
    const std::uint32_t bad = c.clientBytes({0xc1, 0x00}); // PINGREQ with a flag
    const std::uint32_t frame = c.server(mqtt::Pingresp{});
    if (version() == Version::V31)
        EXPECT_THAT(talk.findings(), IsEmpty());
    else
        EXPECT_THAT(talk.findings(),
                    ElementsAre(Found{IssueCode::BadFlagsIgnored, frame, FieldId::MqttMsgtype, 0, bad}));
}

TEST_P(ReactionRulesTest, PacketAfterDisconnect)
{
    Talk::Connection& c = talk.connection(version());
    c.open("a");
    const std::uint32_t disconnect = c.client(mqtt::Disconnect{});
    const std::uint32_t frame = c.client(mqtt::Pingreq{});
    c.client(mqtt::Pingreq{}); // said once
    c.clientFin();
    EXPECT_THAT(talk.findings(), ElementsAre(Found{IssueCode::PacketAfterDisconnect, frame,
                                                   FieldId::MqttMsgtype, disconnect, 12}));
}

TEST_P(ReactionRulesTest, TheOtherSideMayStillSendAfterDisconnect)
{
    Talk::Connection& c = talk.connection(version());
    c.open("a", "t");
    c.client(mqtt::Disconnect{});
    c.server(publish("t", "x"));
    c.clientFin();
    EXPECT_THAT(talk.codes(), IsEmpty());
}

TEST_P(ReactionRulesTest, OpenAfterDisconnect)
{
    for (const std::int64_t waited : {9'000, 12'000}) {
        Talk one;
        Talk::Connection& c = one.connection(version());
        c.open("a");
        const std::uint32_t frame = c.client(mqtt::Disconnect{});
        one.waitMs(waited - 1);
        c.clientFin();
        if (waited < 10'000)
            EXPECT_THAT(one.codes(), IsEmpty());
        else
            EXPECT_THAT(one.findings(), ElementsAre(Found{IssueCode::OpenAfterDisconnect, frame,
                                                          FieldId::MqttMsgtype, 10'000, 12'000}));
    }
}

TEST(ReactionRules, OpenAfterErrorCode)
{
    for (const std::uint8_t code : {std::uint8_t{0x82}, std::uint8_t{0x00}}) {
        Talk talk;
        Talk::Connection& c = talk.connection();
        c.open("a");
        mqtt::Disconnect disconnect;
        disconnect.reasonCode = code;
        const std::uint32_t frame = c.server(disconnect);
        c.client(publish("t", "on its way"));
        talk.waitMs(11'000);
        c.client(publish("t", "later"));
        if (code == 0)
            EXPECT_THAT(talk.findingsBeside({IssueCode::OpenAfterDisconnect}), IsEmpty());
        else
            EXPECT_THAT(talk.findingsBeside({IssueCode::OpenAfterDisconnect}),
                        ElementsAre(Found{IssueCode::OpenAfterErrorCode, frame, FieldId::MqttDisconnectReason,
                                          0, code}));
    }
}

TEST_P(ReactionRulesTest, ANewConnectionWithTheSamePortsIsNotASecondConnect)
{
    Talk::Connection& c = talk.connection(version());
    c.open("a");
    c.client(mqtt::Disconnect{});
    c.clientFin();
    c.connect("a"); // its SYN was not captured
    c.accept();
    EXPECT_THAT(talk.codes(), IsEmpty());
}

} // namespace
} // namespace mqttscope::session::test
