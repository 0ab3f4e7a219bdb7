// SPDX-License-Identifier: GPL-3.0-or-later
// Whether Session Present tells the truth.
#include "tests/unit/session/connection_script.h"

namespace mqttscope::session::test {
namespace {

class SessionPresentTest : public InOneVersion {
protected:
    /// A stay of "a" that ends with a DISCONNECT.
    void stay(bool cleanStart, bool sessionPresent = false)
    {
        Talk::Connection& c = talk.connection(version());
        c.connect("a", cleanStart);
        c.accept(sessionPresent);
        c.client(mqtt::Disconnect{});
        c.clientFin();
    }
};
INSTANTIATE_TEST_SUITE_P(Versions, SessionPresentTest, ::testing::Values(Version::V311, Version::V50),
                         [](const auto& version) { return versionName(version.param); });

TEST_P(SessionPresentTest, WithCleanStart)
{
    Talk::Connection& c = talk.connection(version());
    c.connect("a");
    const std::uint32_t frame = c.accept(true);
    EXPECT_THAT(talk.findings(), ElementsAre(Found{IssueCode::SessionPresentWithCleanStart, frame,
                                                   FieldId::MqttConackFlagsSp, 0, 1}));
}

TEST_P(SessionPresentTest, Missing)
{
    stay(false);
    Talk::Connection& c = talk.connection(version());
    c.connect("a", false);
    const std::uint32_t frame = c.accept(false);
    EXPECT_THAT(talk.findings(), ElementsAre(Found{IssueCode::SessionPresentMissing, frame,
                                                   FieldId::MqttConackFlagsSp, 1, 0}));
}

TEST_P(SessionPresentTest, Kept)
{
    stay(false);
    talk.waitMs(60'000);
    stay(false, true);
    talk.connection(version()).open("a"); // thrown away
    EXPECT_THAT(talk.codes(), IsEmpty());
}

TEST_P(SessionPresentTest, WithoutState)
{
    stay(true);
    Talk::Connection& c = talk.connection(version());
    c.connect("a", false);
    const std::uint32_t frame = c.accept(true);
    EXPECT_THAT(talk.findings(), ElementsAre(Found{IssueCode::SessionPresentWithoutState, frame,
                                                   FieldId::MqttConackFlagsSp, 0, 1}));
}

TEST_P(SessionPresentTest, OfASessionFromBeforeTheCapture)
{
    Talk::Connection& c = talk.connection(version());
    c.connect("a", false);
    c.accept(true);
    EXPECT_THAT(talk.codes(), IsEmpty());
}

TEST_P(SessionPresentTest, AfterAStayThatWasNotSeenWhole)
{
    Talk::Connection& first = talk.connection(version());
    first.connect("a", false);
    first.accept();
    first.loseFromClient(20); // perhaps a DISCONNECT that ends the session
    first.client(mqtt::Pingreq{});
    first.clientFin();
    Talk::Connection& c = talk.connection(version());
    c.connect("a", false);
    c.accept(false);
    EXPECT_THAT(talk.codes(), IsEmpty());
}

TEST(SessionRules, SessionPresentSaysNothingIn31)
{
    Talk talk;
    talk.connection(Version::V31).open("a");
    Talk::Connection& c = talk.connection(Version::V31);
    c.connect("a", false);
    c.serverBytes({0x20, 0x02, 0x01, 0x00}); // the byte is reserved there
    EXPECT_THAT(talk.findings(), IsEmpty());
}

TEST(SessionRules, SessionOutlivedExpiry)
{
    for (const std::int64_t away : {50'000, 90'000}) {
        Talk talk;
        Talk::Connection& first = talk.connection();
        mqtt::Connect connect = connectOf(Version::V50, "a", false);
        connect.properties.setNumber(PropertyId::SessionExpiryInterval, 60);
        first.client(connect);
        first.accept();
        first.client(mqtt::Disconnect{});
        first.clientFin();
        talk.waitMs(away);
        Talk::Connection& c = talk.connection();
        c.client(connect);
        const std::uint32_t frame = c.accept(true);
        if (away < 60'000)
            EXPECT_THAT(talk.codes(), IsEmpty());
        else
            EXPECT_THAT(talk.findings(), ElementsAre(Found{IssueCode::SessionOutlivedExpiry, frame,
                                                           FieldId::MqttConackFlagsSp, 60, 90}));
    }
}

TEST(SessionRules, ASessionThatExpiredIsNotMissed)
{
    Talk talk;
    Talk::Connection& first = talk.connection();
    mqtt::Connect connect = connectOf(Version::V50, "a", false);
    connect.properties.setNumber(PropertyId::SessionExpiryInterval, 60);
    first.client(connect);
    first.accept();
    first.client(mqtt::Disconnect{});
    first.clientFin();
    talk.waitMs(61'000);
    Talk::Connection& c = talk.connection();
    c.client(connect);
    c.accept(false);
    EXPECT_THAT(talk.codes(), IsEmpty());
}

TEST(SessionRules, SessionExpiryRaised)
{
    for (const bool had : {false, true}) {
        Talk talk;
        Talk::Connection& c = talk.connection();
        c.connect("a", !had); // without clean start, with an hour
        c.accept();
        mqtt::Disconnect disconnect;
        disconnect.properties.setNumber(PropertyId::SessionExpiryInterval, 100);
        const std::uint32_t frame = c.client(disconnect);
        c.clientFin();
        if (had)
            EXPECT_THAT(talk.codes(), IsEmpty());
        else
            EXPECT_THAT(talk.findings(), ElementsAre(Found{IssueCode::SessionExpiryRaised, frame,
                                                           FieldId::MqttPropSessionExpiryInterval, 0, 100}));
    }
}

TEST(SessionRules, UnknownSessionAccepted)
{
    Talk talk;
    Talk::Connection& c = talk.connection();
    c.connect("a");
    c.accept(true);
    const std::uint32_t frame = c.subscribe(1, "t");
    EXPECT_THAT(talk.findingsBeside({IssueCode::SessionPresentWithCleanStart}),
                ElementsAre(Found{IssueCode::UnknownSessionAccepted, frame, FieldId::MqttMsgtype, 0, 8}));
}

TEST(SessionRules, AClientThatGoesBecauseOfAnUnknownSession)
{
    Talk talk;
    Talk::Connection& c = talk.connection();
    c.connect("a");
    c.accept(true);
    c.client(mqtt::Disconnect{});
    c.clientFin();
    EXPECT_THAT(talk.findingsBeside({IssueCode::SessionPresentWithCleanStart}), IsEmpty());
}

} // namespace
} // namespace mqttscope::session::test
