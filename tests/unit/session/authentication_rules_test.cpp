// SPDX-License-Identifier: GPL-3.0-or-later
// Enhanced authentication: MQTT 5.0 §4.12.
#include "tests/unit/session/connection_script.h"

namespace mqttscope::session::test {
namespace {

class AuthenticationRules : public ::testing::Test {
protected:
    static mqtt::Auth auth(std::uint8_t code, std::string_view method = "SCRAM")
    {
        mqtt::Auth packet;
        packet.reasonCode = code;
        packet.properties.setText(PropertyId::AuthenticationMethod, method);
        return packet;
    }
    /// CONNECT with a method.
    Talk::Connection& begun()
    {
        Talk::Connection& c = talk.connection();
        mqtt::Connect packet = connectOf(Version::V50, "a");
        packet.properties.setText(PropertyId::AuthenticationMethod, "SCRAM");
        c.client(packet);
        return c;
    }
    static std::uint32_t accept(Talk::Connection& c, std::string_view method = "SCRAM")
    {
        mqtt::Connack packet;
        if (!method.empty())
            packet.properties.setText(PropertyId::AuthenticationMethod, method);
        return c.server(packet);
    }
    /// All of it.
    Talk::Connection& done()
    {
        Talk::Connection& c = begun();
        c.server(auth(0x18));
        c.client(auth(0x18));
        accept(c);
        return c;
    }

    Talk talk;
};

TEST_F(AuthenticationRules, AsItShouldBe)
{
    Talk::Connection& c = done();
    c.client(auth(0x19));
    c.server(auth(0x18));
    c.client(auth(0x18));
    c.client(publish("t", "meanwhile"));
    c.server(auth(0x00));
    for (int i = 0; i < 4; ++i) {
        talk.waitMs(30'000);
        c.client(mqtt::Pingreq{});
        c.server(mqtt::Pingresp{});
    }
    EXPECT_THAT(talk.codes(), IsEmpty());
}

TEST_F(AuthenticationRules, PacketBeforeAuthDone)
{
    Talk::Connection& c = begun();
    c.server(auth(0x18));
    const std::uint32_t frame = c.client(publish("t", "x"));
    EXPECT_THAT(talk.findings(),
                ElementsAre(Found{IssueCode::PacketBeforeAuthDone, frame, FieldId::MqttMsgtype, 0, 3}));
}

TEST_F(AuthenticationRules, AConnackThatTheCaptureLacks)
{
    Talk::Connection& c = begun();
    c.loseFromServer(12);
    c.client(publish("t", "x"));
    EXPECT_THAT(talk.codes(), IsEmpty());
}

TEST_F(AuthenticationRules, ServerAuthCode)
{
    Talk::Connection& c = begun();
    const std::uint32_t frame = c.server(auth(0x00));
    EXPECT_THAT(talk.findings(),
                ElementsAre(Found{IssueCode::ServerAuthCode, frame, FieldId::MqttAuthReason, 0x18, 0x00}));
}

TEST_F(AuthenticationRules, ClientAuthCode)
{
    Talk::Connection& c = begun();
    c.server(auth(0x18));
    const std::uint32_t frame = c.client(auth(0x19));
    EXPECT_THAT(talk.findings(),
                ElementsAre(Found{IssueCode::ClientAuthCode, frame, FieldId::MqttAuthReason, 0x18, 0x19}));
}

TEST_F(AuthenticationRules, AuthMethodChangedInAuth)
{
    Talk::Connection& c = begun();
    const std::uint32_t frame = c.server(auth(0x18, "OTHER"));
    EXPECT_THAT(talk.findings(), ElementsAre(Found{IssueCode::AuthMethodChanged, frame,
                                                   FieldId::MqttPropAuthenticationMethod, 0, 0}));
}

TEST_F(AuthenticationRules, AuthMethodChangedInConnack)
{
    Talk::Connection& c = begun();
    const std::uint32_t frame = accept(c, "OTHER");
    EXPECT_THAT(talk.findings(), ElementsAre(Found{IssueCode::AuthMethodChanged, frame,
                                                   FieldId::MqttPropAuthenticationMethod, 0, 0}));
}

TEST_F(AuthenticationRules, AuthMethodMissingInConnack)
{
    Talk::Connection& c = begun();
    const std::uint32_t frame = accept(c, {});
    EXPECT_THAT(talk.findings(),
                ElementsAre(Found{IssueCode::AuthMethodChanged, frame, FieldId::MqttProperties, 0, 0}));
}

TEST_F(AuthenticationRules, ReauthMethodChanged)
{
    Talk::Connection& c = done();
    const std::uint32_t frame = c.client(auth(0x19, "OTHER"));
    EXPECT_THAT(talk.findings(), ElementsAre(Found{IssueCode::ReauthMethodChanged, frame,
                                                   FieldId::MqttPropAuthenticationMethod, 0, 0}));
}

TEST_F(AuthenticationRules, AuthUnasked)
{
    Talk::Connection& c = talk.connection();
    c.connect("a");
    const std::uint32_t server = c.server(auth(0x18));
    const std::uint32_t client = c.client(auth(0x18));
    EXPECT_THAT(talk.findings(),
                ElementsAre(Found{IssueCode::AuthFromServerUnasked, server, FieldId::MqttMsgtype, 0, 0},
                            Found{IssueCode::AuthFromClientUnasked, client, FieldId::MqttMsgtype, 0, 0}));
}

TEST_F(AuthenticationRules, AuthMethodUnasked)
{
    Talk::Connection& c = talk.connection();
    c.connect("a");
    const std::uint32_t frame = accept(c);
    EXPECT_THAT(talk.findings(), ElementsAre(Found{IssueCode::AuthMethodUnasked, frame,
                                                   FieldId::MqttPropAuthenticationMethod, 0, 0}));
}

TEST_F(AuthenticationRules, RefusedNotClosed)
{
    for (const std::uint8_t code : {std::uint8_t{0x8c}, std::uint8_t{0x87}}) {
        for (const bool closes : {false, true}) {
            Talk one;
            Talk::Connection& c = one.connection();
            mqtt::Connect packet = connectOf(Version::V50, "a");
            packet.properties.setText(PropertyId::AuthenticationMethod, "SCRAM");
            c.client(packet);
            const std::uint32_t frame = c.server(connackOf(code));
            one.waitMs(closes ? 10 : 11'000);
            c.clientFin();
            const IssueCode expected =
                code == 0x8c ? IssueCode::AuthMethodRefusedNotClosed : IssueCode::AuthRefusedNotClosed;
            if (closes)
                EXPECT_THAT(one.codes(), IsEmpty());
            else
                EXPECT_THAT(one.findings(),
                            ElementsAre(Found{expected, frame, FieldId::MqttConnackReason, 0, code}));
        }
    }
}

TEST_F(AuthenticationRules, FailedReauthIgnored)
{
    Talk::Connection& c = done();
    const std::uint32_t frame = c.client(auth(0x19));
    const std::uint32_t next = c.client(mqtt::Pingreq{});
    c.server(mqtt::Pingresp{});
    talk.waitMs(40'000);
    c.client(mqtt::Pingreq{});
    c.server(mqtt::Pingresp{});
    EXPECT_THAT(talk.findings(),
                ElementsAre(Found{IssueCode::FailedReauthIgnored, frame, FieldId::MqttAuthReason, 0, next}));
}

TEST_F(AuthenticationRules, FailedReauthThatEndsTheConnection)
{
    Talk::Connection& c = done();
    c.client(auth(0x19));
    c.client(mqtt::Pingreq{});
    c.server(mqtt::Pingresp{});
    mqtt::Disconnect disconnect;
    disconnect.reasonCode = 0x87;
    c.server(disconnect);
    c.serverFin();
    EXPECT_THAT(talk.codes(), IsEmpty());
}

} // namespace
} // namespace mqttscope::session::test
