// SPDX-License-Identifier: GPL-3.0-or-later
// User name and password, enhanced authentication (MQTT 5.0 §4.12), authorization.
#include "tests/unit/broker/stage.h"

#include <map>

namespace mqttscope::broker::test {
namespace {

using mqtt::Decision;

class Door final : public Authenticator {
public:
    AuthenticationResult check(const Credentials& credentials) override
    {
        if (credentials.userName == "anna" && credentials.password &&
            field::asText(*credentials.password) == "secret")
            return {};
        AuthenticationResult no;
        no.verdict = Verdict::Refuse;
        no.reason = credentials.userName ? ReasonCode::BadUserNameOrPassword : ReasonCode::NotAuthorized;
        return no;
    }
    AuthenticationResult begin(const Credentials& credentials, std::string_view method, ByteView data,
                               bool again) override
    {
        if (method != "count")
            return Authenticator::begin(credentials, method, data, again);
        m_steps[credentials.connection] = again ? 1 : 2;
        return {Verdict::Continue, {}, "more", {}};
    }
    AuthenticationResult proceed(ConnectionId connection, std::string_view, ByteView data) override
    {
        if (field::asText(data) == "wrong")
            return {Verdict::Refuse, ReasonCode::NotAuthorized, {}, {}};
        if (--m_steps[connection] > 0)
            return {Verdict::Continue, {}, "more", {}};
        return {Verdict::Accept, {}, "welcome", "counter"};
    }
    void forget(ConnectionId connection) override { m_steps.erase(connection); }
    [[nodiscard]] std::size_t open() const { return m_steps.size(); }

private:
    std::map<ConnectionId, int> m_steps;
};

mqtt::Auth auth(std::uint8_t code, std::string_view data, std::string_view method = "count")
{
    mqtt::Auth packet;
    packet.reasonCode = code;
    packet.properties.setText(PropertyId::AuthenticationMethod, method);
    packet.properties.setText(PropertyId::AuthenticationData, data);
    return packet;
}

mqtt::Connect counting(const Peer& peer)
{
    mqtt::Connect connect = peer.connectPacket("a");
    connect.properties.setText(PropertyId::AuthenticationMethod, "count");
    return connect;
}

class AuthenticationEveryVersion : public ::testing::TestWithParam<Version> {};
INSTANTIATE_TEST_SUITE_P(Versions, AuthenticationEveryVersion, ::testing::ValuesIn(kVersions), versionName);

// [MQTT-3.1.4-2]
TEST_P(AuthenticationEveryVersion, PasswordDecides)
{
    Door door;
    Stage stage({}, &door);
    const auto answer = [&](const char* user, const char* password) {
        Peer& peer = stage.peer(GetParam());
        mqtt::Connect connect = peer.connectPacket("a");
        if (user != nullptr)
            connect.userName = user;
        if (password != nullptr)
            connect.password = field::asBytes(password);
        peer.send(connect);
        const std::uint8_t code = peer.expect<mqtt::Connack>().code;
        EXPECT_EQ(peer.closed(), code != 0);
        return code;
    };
    const bool v5 = GetParam() == Version::V50;
    EXPECT_EQ(answer("anna", "secret"), 0);
    EXPECT_EQ(answer("anna", "wrong"), v5 ? 0x86 : 4);
    EXPECT_EQ(answer("anna", nullptr), v5 ? 0x86 : 4);
    EXPECT_EQ(answer(nullptr, nullptr), v5 ? 0x87 : 5);
}

// §4.12: AUTH 0x18 [MQTT-4.12.0-2], CONNACK with the same method [MQTT-4.12.0-5]
TEST(EnhancedAuthentication, GoesBackAndForth)
{
    Door door;
    Stage stage({}, &door);
    Peer& peer = stage.peer(Version::V50);
    peer.send(counting(peer));
    const auto& first = peer.expect<mqtt::Auth>();
    EXPECT_EQ(first.reasonCode, 0x18);
    EXPECT_EQ(first.properties.text(PropertyId::AuthenticationMethod), "count");
    EXPECT_EQ(first.properties.text(PropertyId::AuthenticationData), "more");
    EXPECT_TRUE(stage.broker.sessions().empty());
    peer.send(auth(0x18, "1"));
    EXPECT_EQ(peer.expect<mqtt::Auth>().reasonCode, 0x18);
    peer.send(auth(0x18, "2"));
    const auto& connack = peer.expect<mqtt::Connack>();
    EXPECT_EQ(connack.code, 0);
    EXPECT_EQ(connack.properties.text(PropertyId::AuthenticationMethod), "count");
    EXPECT_EQ(connack.properties.text(PropertyId::AuthenticationData), "welcome");
    ASSERT_NE(stage.broker.findSession("a"), nullptr);
    EXPECT_EQ(stage.broker.findSession("a")->userName, "counter");
    EXPECT_EQ(door.open(), 0U);
}

// [MQTT-4.12.0-1]
TEST(EnhancedAuthentication, UnknownMethodIsRefused)
{
    Door door;
    Stage stage({}, &door);
    Peer& peer = stage.peer(Version::V50);
    mqtt::Connect connect = peer.connectPacket("a");
    connect.properties.setText(PropertyId::AuthenticationMethod, "SCRAM-SHA-256");
    peer.send(connect);
    EXPECT_EQ(peer.expect<mqtt::Connack>().code, 0x8c);
    EXPECT_TRUE(peer.closed());
}

// [MQTT-4.12.0-4]
TEST(EnhancedAuthentication, WrongAnswerIsRefused)
{
    Door door;
    Stage stage({}, &door);
    Peer& peer = stage.peer(Version::V50);
    peer.send(counting(peer));
    peer.expect<mqtt::Auth>();
    peer.send(auth(0x18, "wrong"));
    EXPECT_EQ(peer.expect<mqtt::Connack>().code, 0x87);
    EXPECT_TRUE(peer.closed());
    EXPECT_EQ(door.open(), 0U);
}

// [MQTT-3.1.2-30]
TEST(EnhancedAuthentication, OtherPacketsMustWait)
{
    Door door;
    Stage stage({}, &door);
    Peer& peer = stage.peer(Version::V50);
    peer.send(counting(peer));
    peer.expect<mqtt::Auth>();
    peer.send(mqtt::Pingreq{});
    EXPECT_EQ(peer.expect<mqtt::Connack>().code, 0x82);
    EXPECT_TRUE(peer.closed());
    EXPECT_EQ(door.open(), 0U);
}

TEST(EnhancedAuthentication, HasTheTimeOfAConnect)
{
    Door door;
    Stage stage({}, &door);
    Peer& peer = stage.peer(Version::V50);
    peer.send(counting(peer));
    peer.expect<mqtt::Auth>();
    stage.wait(20 * kSecond);
    EXPECT_EQ(peer.expect<mqtt::Connack>().code, 0x87);
    EXPECT_TRUE(peer.closed());
    EXPECT_EQ(door.open(), 0U);
}

TEST(EnhancedAuthentication, EndsWithTheConnection)
{
    Door door;
    Stage stage({}, &door);
    Peer& peer = stage.peer(Version::V50);
    peer.send(counting(peer));
    peer.expect<mqtt::Auth>();
    peer.close();
    EXPECT_EQ(door.open(), 0U);
}

// [MQTT-4.12.0-7]
TEST(EnhancedAuthentication, AuthWithoutMethodInConnectIsAProtocolError)
{
    Stage stage;
    Peer& peer = stage.client(Version::V50, "a");
    peer.send(auth(0x19, "1"));
    peer.expectDisconnect(ReasonCode::ProtocolError);
}

class Reauthentication : public ::testing::Test {
public:
    Reauthentication() : stage({}, &door)
    {
        peer = &stage.peer(Version::V50);
        peer->send(counting(*peer));
        peer->expect<mqtt::Auth>();
        peer->send(auth(0x18, "1"));
        peer->expect<mqtt::Auth>();
        peer->send(auth(0x18, "2"));
        peer->expect<mqtt::Connack>();
    }

    Door door;
    Stage stage;
    Peer* peer = nullptr;
};

// §4.12.1
TEST_F(Reauthentication, SucceedsWhileTheConnectionLives)
{
    peer->send(auth(0x19, "again"));
    EXPECT_EQ(peer->expect<mqtt::Auth>().reasonCode, 0x18);
    peer->send(mqtt::Pingreq{}); // other packets go on
    peer->expect<mqtt::Pingresp>();
    peer->send(auth(0x18, "1"));
    EXPECT_EQ(peer->expect<mqtt::Auth>().reasonCode, 0x00);
    EXPECT_EQ(door.open(), 0U);
    EXPECT_EQ(stage.count(Decision::Reauthenticated), 1U);
}

// [MQTT-4.12.1-2]
TEST_F(Reauthentication, FailureEndsTheConnection)
{
    peer->send(auth(0x19, "again"));
    peer->expect<mqtt::Auth>();
    peer->send(auth(0x18, "wrong"));
    peer->expectDisconnect(ReasonCode::NotAuthorized);
    EXPECT_EQ(door.open(), 0U);
}

// [MQTT-4.12.1-1]
TEST_F(Reauthentication, KeepsItsMethod)
{
    peer->send(auth(0x19, "again", "other"));
    peer->expectDisconnect(ReasonCode::ProtocolError);
}

TEST_F(Reauthentication, ContinuesNothingThatDidNotBegin)
{
    peer->send(auth(0x18, "1"));
    peer->expectDisconnect(ReasonCode::ProtocolError);
}

class Rules final : public Authorizer {
public:
    bool mayPublish(const Identity&, std::string_view topic) const override { return topic != "closed"; }
    bool maySubscribe(const Identity&, std::string_view filter) const override { return filter != "hidden"; }
    bool mayRead(const Identity& who, std::string_view topic) const override
    {
        return topic != "private" || who.clientId == "owner";
    }
};

// 5.0: 0x87; 3.1.1 [MQTT-3.3.5-2], MQTT31-3.3-2: acknowledged as usual
TEST_P(AuthenticationEveryVersion, PublishThatIsNotAllowed)
{
    Rules rules;
    Stage stage({}, nullptr, &rules);
    Peer& peer = stage.client(GetParam(), "a");
    peer.subscribe("#", 2);
    const std::uint8_t code = GetParam() == Version::V50 ? 0x87 : 0;
    peer.publish("closed", "x");
    peer.publish("closed", "x", 1, 1);
    peer.expectAck<mqtt::Puback>(1, code);
    peer.publish("closed", "x", 2, 2);
    peer.expectAck<mqtt::Pubrec>(2, code);
    if (GetParam() != Version::V50) {
        peer.acknowledge<mqtt::Pubrel>(2);
        peer.expectAck<mqtt::Pubcomp>(2);
    }
    EXPECT_EQ(stage.count(Decision::PublishRefused), 3U);
}

// 3.1.1 [MQTT-3.8.4-5]; 3.1 has no code for it: MQTT31-3.9-1
TEST_P(AuthenticationEveryVersion, SubscribeThatIsNotAllowed)
{
    Rules rules;
    Stage stage({}, nullptr, &rules);
    Peer& peer = stage.client(GetParam(), "a");
    mqtt::Subscribe subscribe;
    subscribe.packetId = 1;
    subscribe.subscriptions.push_back({"hidden", 1, false, false, 0});
    subscribe.subscriptions.push_back({"open", 1, false, false, 0});
    peer.send(subscribe);
    const auto& suback = peer.expect<mqtt::Suback>();
    ASSERT_EQ(suback.codes.size(), 2U);
    EXPECT_EQ(suback.codes[0], GetParam() == Version::V50 ? 0x87 : GetParam() == Version::V311 ? 0x80 : 1);
    EXPECT_EQ(suback.codes[1], 1);
    EXPECT_EQ(stage.broker.findSession("a")->subscriptions.size(), 1U);
    EXPECT_EQ(stage.count(Decision::SubscriptionRefused), 1U);
}

TEST_P(AuthenticationEveryVersion, ReadingThatIsNotAllowed)
{
    Rules rules;
    Stage stage({}, nullptr, &rules);
    stage.dismissJudge(); // an observer cannot know the access rules
    Peer& owner = stage.client(GetParam(), "owner");
    Peer& guest = stage.client(GetParam(), "guest");
    owner.subscribe("#");
    guest.subscribe("#");
    owner.publish("private", "x");
    owner.expectPublish("private", "x");
    const auto hidden = stage.decisions(Decision::NotAllowedToRead);
    ASSERT_EQ(hidden.size(), 1U);
    EXPECT_EQ(hidden[0].clientId.text(), "guest");
}

} // namespace
} // namespace mqttscope::broker::test
