// SPDX-License-Identifier: GPL-3.0-or-later
// Keep Alive, and what takes too long.
#include "tests/unit/session/connection_script.h"

namespace mqttscope::session::test {
namespace {

class TimeRulesTest : public InOneVersion {
protected:
    /// CONNECT with this Keep Alive, and CONNACK.
    Talk::Connection& opened(std::uint16_t keepAlive)
    {
        Talk::Connection& c = talk.connection(version());
        mqtt::Connect packet = connectOf(version(), "a");
        packet.keepAlive = keepAlive;
        c.client(packet);
        c.accept();
        return c;
    }
};
INSTANTIATE_TEST_SUITE_P(Versions, TimeRulesTest, ::testing::ValuesIn(kVersions),
                         [](const auto& version) { return versionName(version.param); });

TEST_P(TimeRulesTest, KeepAliveExceeded)
{
    Talk::Connection& c = opened(10);
    ping(c);
    talk.waitMs(12'998);
    const std::uint32_t frame = c.client(mqtt::Pingreq{}); // 13 s after the one before
    c.server(mqtt::Pingresp{});
    EXPECT_THAT(talk.findings(), ElementsAre(Found{IssueCode::KeepAliveExceeded, frame, FieldId::MqttMsgtype,
                                                   10'000, 13'000}));
}

TEST_P(TimeRulesTest, KeepAliveKept)
{
    Talk::Connection& c = opened(10);
    for (int i = 0; i < 5; ++i) {
        talk.waitMs(11'000); // clients look at their clock once a second
        ping(c);
    }
    EXPECT_THAT(talk.codes(), IsEmpty());
}

TEST_P(TimeRulesTest, NoKeepAliveNoSilence)
{
    Talk::Connection& c = opened(0);
    talk.waitMs(1'000'000);
    ping(c);
    EXPECT_THAT(talk.codes(), IsEmpty());
}

TEST_P(TimeRulesTest, WhatIsBeingSentIsNoSilence)
{
    Talk::Connection& c = opened(10);
    Bytes large{0x30, 0x84, 0x07, 0x00, 0x01, 't'}; // PUBLISH, 900 bytes behind the length
    if (version() == Version::V50)
        large.push_back(0);
    c.clientBytes(large);
    std::size_t left = 900 - (large.size() - 3);
    for (int i = 0; i < 3; ++i) {
        talk.waitMs(8'000);
        c.clientBytes(Bytes(i == 2 ? left : 200, 'x'));
        left -= 200;
    }
    talk.waitMs(8'000);
    ping(c);
    EXPECT_THAT(talk.codes(), IsEmpty());
}

TEST_P(TimeRulesTest, KeepAliveNotEnforced)
{
    Talk::Connection& c = opened(10);
    c.client(mqtt::Pingreq{});
    const std::uint32_t last = talk.script().indexer().frameCount();
    c.server(mqtt::Pingresp{});
    talk.waitMs(29'998);
    c.client(mqtt::Pingreq{}); // 30 s after the one before
    c.server(mqtt::Pingresp{});
    EXPECT_THAT(
        talk.findingsBeside({IssueCode::KeepAliveExceeded}),
        ElementsAre(Found{IssueCode::KeepAliveNotEnforced, last, FieldId::MqttMsgtype, 15'000, 30'000}));
}

TEST_P(TimeRulesTest, ASilentClientThatIsClosedInTime)
{
    Talk::Connection& c = opened(10);
    const std::uint32_t last = talk.script().indexer().frameCount() - 1; // CONNECT
    talk.waitMs(15'998);
    c.serverFin();
    EXPECT_THAT(talk.findings(), ElementsAre(Found{IssueCode::KeepAliveExceeded, last, FieldId::MqttMsgtype,
                                                   10'000, 16'000 + 0}));
}

TEST_P(TimeRulesTest, AServerThatIsNotHeardMayHaveClosed)
{
    Talk::Connection& c = opened(10);
    talk.waitMs(100'000);
    c.client(mqtt::Pingreq{}); // nobody answers
    EXPECT_THAT(talk.findingsBeside({IssueCode::KeepAliveExceeded}), IsEmpty());
}

TEST_P(TimeRulesTest, PingrespMissing)
{
    Talk::Connection& c = opened(60);
    const std::uint32_t frame = c.client(mqtt::Pingreq{});
    c.subscribe(1, "t");
    c.suback(1);
    talk.waitMs(11'000);
    c.clientFin();
    EXPECT_THAT(talk.findings(),
                ElementsAre(Found{IssueCode::PingrespMissing, frame, FieldId::MqttMsgtype, 0, 0}));
}

TEST_P(TimeRulesTest, APingrespThatTheCaptureLacks)
{
    Talk::Connection& c = opened(60);
    c.client(mqtt::Pingreq{});
    c.loseFromServer(2);
    c.subscribe(1, "t");
    c.suback(1);
    talk.waitMs(11'000);
    c.clientFin();
    EXPECT_THAT(talk.codes(), IsEmpty());
}

TEST_P(TimeRulesTest, UnsolicitedPingresp)
{
    Talk::Connection& c = opened(60);
    ping(c);
    const std::uint32_t frame = c.server(mqtt::Pingresp{});
    EXPECT_THAT(talk.findings(),
                ElementsAre(Found{IssueCode::UnsolicitedPingresp, frame, FieldId::MqttMsgtype, 0, 0}));
}

TEST_P(TimeRulesTest, APingrespWhosePingreqTheCaptureLacks)
{
    Talk::Connection& c = opened(60);
    c.loseFromClient(2); // acknowledged by the answer, but not seen
    c.server(mqtt::Pingresp{});
    c.clientFin();
    EXPECT_THAT(talk.codes(), IsEmpty());
}

TEST_P(TimeRulesTest, ManyPingreqsAtOnce)
{
    Talk::Connection& c = opened(60);
    for (int i = 0; i < 300; ++i)
        c.client(mqtt::Pingreq{});
    for (int i = 0; i < 300; ++i)
        c.server(mqtt::Pingresp{});
    EXPECT_THAT(talk.codes(), IsEmpty());
}

TEST_P(TimeRulesTest, ConnectOverdue)
{
    Talk::Connection& c = talk.connection(version());
    c.client(mqtt::Pingreq{});
    const std::uint32_t first = talk.script().indexer().frameCount();
    talk.waitMs(31'999);
    c.clientFin();
    EXPECT_THAT(talk.findingsBeside({IssueCode::FirstPacketNotConnect}),
                ElementsAre(Found{IssueCode::ConnectOverdue, first, FieldId::MqttMsgtype, 30'000, 32'000}));
}

TEST_P(TimeRulesTest, ConnackOverdue)
{
    Talk::Connection& c = talk.connection(version());
    const std::uint32_t frame = c.connect("a");
    talk.waitMs(31'999);
    c.clientFin();
    EXPECT_THAT(talk.findings(),
                ElementsAre(Found{IssueCode::ConnackOverdue, frame, FieldId::MqttMsgtype, 30'000, 32'000}));
}

TEST_P(TimeRulesTest, ConnackLate)
{
    Talk::Connection& c = talk.connection(version());
    c.connect("a");
    talk.waitMs(25'000);
    c.accept();
    ping(c);
    EXPECT_THAT(talk.codes(), IsEmpty());
}

TEST_P(TimeRulesTest, PingrespOverdue)
{
    Talk::Connection& c = opened(20);
    const std::uint32_t frame = c.client(mqtt::Pingreq{});
    talk.waitMs(15'000);
    c.client(publish("t", "1"));
    talk.waitMs(15'998);
    c.client(publish("t", "2")); // 31 s after PINGREQ
    EXPECT_THAT(talk.findings(),
                ElementsAre(Found{IssueCode::PingrespOverdue, frame, FieldId::MqttMsgtype, 30'000, 31'000}));
}

TEST(TimeRules, ConnectOverdueOnASilentConnection)
{
    for (const std::int64_t waited : {20'000, 40'000}) {
        Talk talk;
        Talk::Connection& c = talk.connection(Version::V311);
        talk.waitMs(waited);
        c.serverFin();
        if (waited < 30'000)
            EXPECT_THAT(talk.codes(), IsEmpty());
        else
            EXPECT_THAT(talk.findings(),
                        ElementsAre(Found{IssueCode::ConnectOverdue, 1, FieldId::None, 30'000, 40'003}));
    }
}

TEST(TimeRules, ServerKeepAliveExceeded)
{
    Talk talk;
    Talk::Connection& c = talk.connection();
    c.connect("a"); // Keep Alive 60
    mqtt::Connack connack;
    connack.properties.setNumber(PropertyId::ServerKeepAlive, 5);
    c.server(connack);
    c.client(mqtt::Pingreq{});
    c.server(mqtt::Pingresp{});
    talk.waitMs(8'998);
    const std::uint32_t frame = c.client(mqtt::Pingreq{});
    c.server(mqtt::Pingresp{});
    EXPECT_THAT(talk.findings(), ElementsAre(Found{IssueCode::ServerKeepAliveExceeded, frame,
                                                   FieldId::MqttMsgtype, 5'000, 9'000}));
}

TEST(TimeRules, KeepAliveEnforcedEarly)
{
    for (const std::int64_t silence : {70'000, 91'000}) {
        Talk talk;
        Talk::Connection& c = talk.connection();
        c.open("a");
        c.client(mqtt::Pingreq{});
        c.server(mqtt::Pingresp{});
        talk.waitMs(silence - 2);
        mqtt::Disconnect disconnect;
        disconnect.reasonCode = 0x8d;
        const std::uint32_t frame = c.server(disconnect);
        c.serverFin();
        if (silence > 90'000)
            EXPECT_THAT(talk.findingsBeside({IssueCode::KeepAliveExceeded}), IsEmpty());
        else
            EXPECT_THAT(talk.findingsBeside({IssueCode::KeepAliveExceeded}),
                        ElementsAre(Found{IssueCode::KeepAliveEnforcedEarly, frame,
                                          FieldId::MqttDisconnectReason, 90'000, 70'000}));
    }
}

TEST(TimeRules, OneFrameWithAWrongTimeMakesNothingOverdue)
{
    Talk talk;
    Talk::Connection& c = talk.connection(Version::V311);
    c.open("a");
    c.client(mqtt::Pingreq{});
    Talk::Connection& other = talk.connection(Version::V311);
    talk.waitMs(10'000'000);
    other.connect("b");
    talk.waitMs(-10'000'000);
    other.accept();
    c.server(mqtt::Pingresp{});
    EXPECT_THAT(talk.findings(), IsEmpty());
}

} // namespace
} // namespace mqttscope::session::test
