// SPDX-License-Identifier: GPL-3.0-or-later
// How the client engine takes what a server sends: answers, sessions, aliases, limits, authentication.
#include "tests/unit/broker/client_talk.h"

namespace mqttscope::broker::test {
namespace {

using field::IssueCode;
using Kind = ClientEventKind;

class ClientReceives : public ::testing::TestWithParam<Version> {
protected:
    /// A PUBLISH of the server, "t" with payload "x".
    [[nodiscard]] static Bytes publish(std::uint8_t first, std::uint16_t packetId)
    {
        mqtt::Publish packet;
        packet.topic = "t";
        packet.payload = field::asBytes("x");
        packet.qos = first >> 1 & 3;
        packet.dup = (first & 8) != 0;
        packet.packetId = packetId;
        return encoded(packet, GetParam());
    }
    static std::size_t messages(ClientTalk& talk)
    {
        std::size_t count = 0;
        for (const ClientEvent& event : talk.client.takeEvents())
            count += event.kind == Kind::Message ? 1 : 0;
        return count;
    }
};
INSTANTIATE_TEST_SUITE_P(Versions, ClientReceives, ::testing::ValuesIn(kVersions), versionName);

/// CONNACK of 3.1 does not tell of sessions.
class ClientReceivesSince311 : public ClientReceives {};
INSTANTIATE_TEST_SUITE_P(Versions, ClientReceivesSince311, ::testing::Values(Version::V311, Version::V50),
                         versionName);

// [MQTT-3.3.4-1], [MQTT-4.3.2-4], [MQTT-4.3.2-5], [MQTT-4.5.0-2], [MQTT-2.2.1-5], 3.1.1 likewise,
// MQTT31-3.3-1
TEST_P(ClientReceives, Qos0And1)
{
    ClientTalk talk(clientOptions(GetParam()));
    talk.accept();
    talk.serverBytes(publish(0x30, 0));
    EXPECT_TRUE(talk.sent().empty());
    talk.serverBytes(publish(0x32, 7));
    EXPECT_EQ(talk.sent(), (Bytes{0x40, 0x02, 0x00, 0x07}));
    talk.serverBytes(publish(0x3a, 7)); // a new message, whatever DUP says
    EXPECT_EQ(talk.sent(), (Bytes{0x40, 0x02, 0x00, 0x07}));
    EXPECT_EQ(messages(talk), 3U);
}

// [MQTT-4.3.3-8], [MQTT-4.3.3-10] to [MQTT-4.3.3-12], 3.1.1 [MQTT-4.3.3-2], MQTT31-3.7-1, MQTT31-4.1-2
TEST_P(ClientReceives, Qos2Once)
{
    ClientTalk talk(clientOptions(GetParam()));
    talk.accept();
    for (int round = 1; round <= 2; ++round) { // after PUBCOMP the identifier is free
        talk.serverBytes(publish(0x34, 8));
        EXPECT_EQ(talk.sent(), (Bytes{0x50, 0x02, 0x00, 0x08}));
        talk.serverBytes(publish(0x3c, 8));
        EXPECT_EQ(talk.sent(), (Bytes{0x50, 0x02, 0x00, 0x08}));
        talk.serverBytes({0x62, 0x02, 0x00, 0x08});
        EXPECT_EQ(talk.sent(), (Bytes{0x70, 0x02, 0x00, 0x08}));
        EXPECT_EQ(messages(talk), 1U);
    }
}

// [MQTT-4.4.0-1]: what a client has received of QoS 2 outlives the connection with the session.
TEST_P(ClientReceives, Qos2OnceOverTwoConnections)
{
    ClientOptions options = clientOptions(GetParam());
    options.cleanStart = false;
    ClientTalk talk(options);
    talk.accept();
    talk.serverBytes(publish(0x34, 8));
    talk.client.closed(talk.now, talk.effects);
    talk.client.opened(2, talk.now, talk.effects);
    (void)talk.sent();
    mqtt::Connack connack;
    connack.sessionPresent = GetParam() != Version::V31;
    talk.server(connack);
    talk.serverBytes(publish(0x3c, 8));
    EXPECT_EQ(talk.sent(), (Bytes{0x50, 0x02, 0x00, 0x08}));
    EXPECT_EQ(messages(talk), 1U);
}

// [MQTT-4.6.0-2], [MQTT-4.6.0-3], 3.1.1 likewise
TEST_P(ClientReceives, AnswersInOrder)
{
    ClientTalk talk(clientOptions(GetParam()));
    talk.accept();
    talk.serverBytes(publish(0x32, 3) + publish(0x34, 2) + publish(0x32, 1) + publish(0x34, 4));
    EXPECT_EQ(talk.sent(), (Bytes{0x40, 0x02, 0x00, 0x03, 0x50, 0x02, 0x00, 0x02, 0x40, 0x02, 0x00, 0x01,
                                  0x50, 0x02, 0x00, 0x04}));
}

// [MQTT-3.3.4-1]: an answer of the wrong kind; MQTT 5.0 §4.3.3: 0x92 for what is not known
TEST_P(ClientReceives, AnswersOfTheWrongKind)
{
    ClientTalk talk(clientOptions(GetParam()));
    talk.accept();
    talk.serverBytes({0x50, 0x02, 0x00, 0x09});
    EXPECT_EQ(talk.sent(), GetParam() == Version::V50 ? (Bytes{0x62, 0x03, 0x00, 0x09, 0x92})
                                                      : (Bytes{0x62, 0x02, 0x00, 0x09}));
    talk.serverBytes({0x62, 0x02, 0x00, 0x09});
    EXPECT_EQ(talk.sent(), GetParam() == Version::V50 ? (Bytes{0x70, 0x03, 0x00, 0x09, 0x92})
                                                      : (Bytes{0x70, 0x02, 0x00, 0x09}));
    mqtt::Publish message;
    message.topic = "t";
    message.qos = 1;
    EXPECT_EQ(talk.client.publish(message, 0, talk.now, talk.effects), ClientFault::None);
    (void)talk.sent();
    talk.serverBytes({0x50, 0x02, 0x00, 0x01});
    EXPECT_EQ(talk.event().rule.issue, IssueCode::AckWrongKind);
    (void)talk.sent();
    EXPECT_TRUE(talk.closed);
}

// [MQTT-3.2.0-1], [MQTT-3.2.0-2]
TEST_P(ClientReceives, ConnackFirstAndOnce)
{
    ClientTalk early(clientOptions(GetParam()));
    early.serverBytes({0xd0, 0x00});
    EXPECT_EQ(early.event().rule.issue, IssueCode::ServerPacketBeforeConnack);
    ClientTalk twice(clientOptions(GetParam()));
    twice.accept();
    twice.server(mqtt::Connack{});
    EXPECT_EQ(twice.event().rule.issue, IssueCode::SecondConnack);
}

// [MQTT-3.2.2-7], [MQTT-4.13.2-1], 3.1.1 [MQTT-3.2.2-5]: the end, for the client too
TEST_P(ClientReceives, RefusalsAreTheEnd)
{
    ClientTalk talk(clientOptions(GetParam()));
    mqtt::Connack connack;
    connack.code = GetParam() == Version::V50 ? 0x87 : 5;
    talk.server(connack);
    EXPECT_EQ(talk.event().why, ClientEnd::Refused);
    (void)talk.sent();
    EXPECT_TRUE(talk.closed);
}

// [MQTT-4.13.2-1]
TEST(ClientReceivesIn5, DisconnectIsTheEnd)
{
    ClientTalk talk(clientOptions(Version::V50));
    talk.accept();
    talk.serverBytes({0xe0, 0x01, 0x8b});
    const ClientEvent event = talk.event();
    EXPECT_EQ(event.why, ClientEnd::ServerSaidSo);
    EXPECT_EQ(event.reasonCode, 0x8b);
    EXPECT_TRUE(talk.sent().empty());
    EXPECT_TRUE(talk.closed);
}

// [MQTT-3.2.2-2], 3.1.1 [MQTT-3.2.2-1]
TEST_P(ClientReceivesSince311, SessionPresentAfterACleanStart)
{
    ClientTalk talk(clientOptions(GetParam()));
    mqtt::Connack connack;
    connack.sessionPresent = true;
    talk.server(connack);
    EXPECT_EQ(talk.event().rule.issue, IssueCode::SessionPresentWithCleanStart);
    (void)talk.sent();
    EXPECT_TRUE(talk.closed);
}

// [MQTT-3.2.2-4]
TEST(ClientReceivesIn5, SessionPresentWithoutState)
{
    ClientOptions options = clientOptions(Version::V50);
    options.cleanStart = false;
    ClientTalk talk(options);
    mqtt::Connack connack;
    connack.sessionPresent = true;
    talk.server(connack);
    EXPECT_EQ(talk.event().rule.issue, IssueCode::SessionPresentWithoutState);
    (void)talk.sent();
    EXPECT_TRUE(talk.closed);
}

// [MQTT-3.2.2-5], 3.1.1 [MQTT-3.1.2-6]: state that the server has not is discarded, and its owner hears of
// it.
TEST_P(ClientReceivesSince311, LostSessionsAreDiscarded)
{
    ClientOptions options = clientOptions(GetParam());
    options.cleanStart = false;
    ClientTalk talk(options);
    talk.accept();
    mqtt::Publish message;
    message.topic = "t";
    message.qos = 2;
    EXPECT_EQ(talk.client.publish(message, 4, talk.now, talk.effects), ClientFault::None);
    talk.serverBytes(publish(0x34, 8));
    talk.client.closed(talk.now, talk.effects);
    talk.client.opened(2, talk.now, talk.effects);
    (void)talk.sent();
    (void)talk.client.takeEvents();
    talk.server(mqtt::Connack{});
    EXPECT_TRUE(talk.sent().empty());
    const ClientEvent event = talk.event();
    EXPECT_EQ(event.kind, Kind::Lost);
    EXPECT_EQ(event.token, 4U);
    talk.serverBytes(publish(0x34, 8)); // a new message
    EXPECT_EQ(messages(talk), 1U);
}

// [MQTT-3.3.2-10], [MQTT-3.3.2-7], [MQTT-3.1.2-26], MQTT5-§3.3.4-alias-unknown, MQTT5-§3.3.4-alias-invalid
TEST(ClientReceivesIn5, AliasesUpToItsMaximum)
{
    ClientOptions options = clientOptions(Version::V50);
    options.topicAliasMaximum = 2;
    const auto aliased = [](std::string_view topic, std::uint16_t alias) {
        mqtt::Publish publish;
        publish.topic = topic;
        publish.properties.setNumber(PropertyId::TopicAlias, alias);
        return publish;
    };
    ClientTalk talk(options);
    talk.accept();
    for (const std::uint16_t alias : std::vector<std::uint16_t>{1, 2}) {
        talk.server(aliased("t", alias));
        EXPECT_EQ(talk.event().kind, Kind::Message);
        talk.server(aliased("", alias));
        const ClientEvent event = talk.event();
        ASSERT_EQ(event.kind, Kind::Message);
        EXPECT_EQ(event.message->topic(), "t");
    }
    talk.server(aliased("t", 3));
    EXPECT_EQ(talk.event().rule.issue, IssueCode::TopicAliasAboveMaximumFromServer);
    EXPECT_EQ(talk.sent(), (Bytes{0xe0, 0x01, 0x94}));
    talk.client.closed(talk.now, talk.effects);
    talk.client.opened(2, talk.now, talk.effects);
    talk.accept();
    talk.server(aliased("", 1)); // forgotten with the connection
    EXPECT_EQ(talk.event().rule.issue, IssueCode::TopicAliasUnknown);
    EXPECT_EQ(talk.sent(), (Bytes{0xe0, 0x01, 0x82}));
}

// [MQTT-3.1.2-24], MQTT5-§3.2.2.3.6-packet-too-large
TEST(ClientReceivesIn5, NothingAboveItsMaximumPacketSize)
{
    ClientOptions options = clientOptions(Version::V50);
    options.maximumPacketSize = 12;
    ClientTalk talk(options);
    talk.accept();
    talk.serverBytes({0x30, 0x0a, 0x00, 0x01, 't', 0x00, 1, 2, 3, 4, 5, 6});
    EXPECT_EQ(talk.event().kind, Kind::Message);
    talk.serverBytes({0x30, 0x0b, 0x00, 0x01, 't', 0x00, 1, 2, 3, 4, 5, 6, 7});
    EXPECT_EQ(talk.event().rule.issue, IssueCode::MaximumPacketSizeExceededFromServer);
    EXPECT_EQ(talk.sent(), (Bytes{0xe0, 0x01, 0x95}));
}

// [MQTT-3.8.4-2], [MQTT-3.8.4-6], [MQTT-3.10.4-5], [MQTT-3.11.3-2], [MQTT-2.2.1-6]
TEST(ClientReceivesIn5, AnswersThatDoNotFitTheRequest)
{
    const auto answered = [](const Bytes& answer) {
        ClientTalk talk(clientOptions(Version::V50));
        talk.accept();
        mqtt::Subscribe subscribe;
        subscribe.subscriptions.push_back({"t", 0, false, false, 0});
        subscribe.subscriptions.push_back({"u", 0, false, false, 0});
        EXPECT_EQ(talk.client.subscribe(subscribe, 1, talk.now, talk.effects), ClientFault::None); // 1
        mqtt::Unsubscribe unsubscribe;
        unsubscribe.topicFilters.push_back("t");
        unsubscribe.topicFilters.push_back("u");
        EXPECT_EQ(talk.client.unsubscribe(unsubscribe, 2, talk.now, talk.effects), ClientFault::None); // 2
        talk.serverBytes(answer);
        const ClientEvent event = talk.event();
        return event.rule.any ? event.rule.issue : IssueCode::NotCaptured;
    };
    EXPECT_EQ(answered({0x90, 0x05, 0x00, 0x01, 0x00, 0x00, 0x80}), IssueCode::NotCaptured);
    EXPECT_EQ(answered({0x90, 0x05, 0x00, 0x02, 0x00, 0x00, 0x00}), IssueCode::SubackWithoutSubscribe);
    EXPECT_EQ(answered({0x90, 0x04, 0x00, 0x01, 0x00, 0x00}), IssueCode::SubackCodeCount);
    EXPECT_EQ(answered({0xb0, 0x05, 0x00, 0x02, 0x00, 0x00, 0x11}), IssueCode::NotCaptured);
    EXPECT_EQ(answered({0xb0, 0x05, 0x00, 0x01, 0x00, 0x00, 0x00}), IssueCode::UnsubackWithoutUnsubscribe);
    EXPECT_EQ(answered({0xb0, 0x04, 0x00, 0x02, 0x00, 0x00}), IssueCode::UnsubackCodeCount);
}

// MQTT5-§3.2-connack-timeout, MQTT5-§3.1.2.10-pingresp-timeout, 3.1.1 likewise, MQTT31-3.2-2, MQTT31-2.2-8
TEST_P(ClientReceives, AnswersInTimeOrLeaves)
{
    ClientTalk silent(clientOptions(GetParam()));
    silent.wait(20 * kSecond - 1);
    (void)silent.sent();
    EXPECT_FALSE(silent.closed);
    silent.wait(1);
    EXPECT_EQ(silent.event().why, ClientEnd::NoConnack);
    ClientTalk talk(clientOptions(GetParam()));
    talk.accept();
    talk.wait(60 * kSecond + 10 * kSecond - 1); // PINGREQ after 60 s
    (void)talk.sent();
    EXPECT_FALSE(talk.closed);
    talk.wait(1);
    EXPECT_EQ(talk.event().why, ClientEnd::NoPingresp);
    (void)talk.sent();
    EXPECT_TRUE(talk.closed);
}

// [MQTT-6.0.0-2], MQTT 3.1.1 §4.2: however the bytes come
TEST_P(ClientReceives, PacketsInAnyPieces)
{
    ClientTalk talk(clientOptions(GetParam()));
    Bytes all =
        encoded(mqtt::Connack{}, GetParam()) + publish(0x32, 1) + publish(0x34, 2) + Bytes{0xd0, 0x00};
    for (const std::uint8_t byte : all)
        talk.serverBytes({byte});
    EXPECT_TRUE(talk.client.connected());
    EXPECT_EQ(messages(talk), 2U);
}

ClientOptions withMethod()
{
    ClientOptions options = clientOptions(Version::V50);
    options.authenticationMethod = "m";
    return options;
}

mqtt::Auth authOf(std::uint8_t code, std::string_view method = "m")
{
    mqtt::Auth auth;
    auth.reasonCode = code;
    auth.properties.setText(PropertyId::AuthenticationMethod, method);
    return auth;
}

// [MQTT-4.12.0-3], [MQTT-4.12.0-5], [MQTT-4.12.1-1]: 0x18 in answer, 0x19 to begin again, always its method
TEST(ClientAuthenticates, WithItsMethodOnly)
{
    ClientTalk talk(withMethod());
    (void)talk.sent();
    talk.client.authenticate({}, talk.now, talk.effects); // nobody has asked
    EXPECT_TRUE(talk.sent().empty());
    talk.server(authOf(0x18));
    talk.client.authenticate(text("!"), talk.now, talk.effects);
    EXPECT_EQ(talk.sent(), (Bytes{0xf0, 0x0a, 0x18, 0x08, 0x15, 0x00, 0x01, 'm', 0x16, 0x00, 0x01, '!'}));
    mqtt::Connack connack;
    connack.properties.setText(PropertyId::AuthenticationMethod, "m");
    talk.server(connack);
    talk.client.authenticate({}, talk.now, talk.effects);
    EXPECT_EQ(talk.sent(), (Bytes{0xf0, 0x06, 0x19, 0x04, 0x15, 0x00, 0x01, 'm'}));
}

// [MQTT-4.12.0-7], MQTT5-§3.15-auth-without-method
TEST(ClientAuthenticates, NotWithoutAMethod)
{
    ClientTalk talk(clientOptions(Version::V50));
    talk.accept();
    talk.client.authenticate(text("!"), talk.now, talk.effects);
    EXPECT_TRUE(talk.sent().empty());
}

// [MQTT-4.12.0-2], [MQTT-4.12.0-5], [MQTT-4.12.0-6]: what it does not take from a server
TEST(ClientAuthenticates, AgainstAServerThatKeepsTheRules)
{
    ClientTalk other(withMethod());
    other.server(authOf(0x18, "other"));
    EXPECT_EQ(other.event().rule.issue, IssueCode::AuthMethodChanged);
    ClientTalk early(withMethod());
    early.server(authOf(0x00));
    EXPECT_EQ(early.event().rule.issue, IssueCode::ServerAuthCode);
    ClientTalk changed(withMethod());
    mqtt::Connack connack;
    connack.properties.setText(PropertyId::AuthenticationMethod, "other");
    changed.server(connack);
    EXPECT_EQ(changed.event().rule.issue, IssueCode::AuthMethodChanged);
    ClientTalk unasked(clientOptions(Version::V50));
    unasked.server(connack);
    EXPECT_EQ(unasked.event().rule.issue, IssueCode::AuthMethodUnasked);
    ClientTalk later(clientOptions(Version::V50));
    later.accept();
    later.server(authOf(0x18));
    EXPECT_EQ(later.event().rule.issue, IssueCode::AuthFromServerUnasked);
}

} // namespace
} // namespace mqttscope::broker::test
