// SPDX-License-Identifier: GPL-3.0-or-later
// The client engine against a server that the test plays.
#include "dissector/mqtt/decoder.h"
#include "dissector/mqtt/framing.h"
#include "tests/support/random_packets.h"
#include "tests/unit/broker/client_talk.h"

namespace mqttscope::broker::test {
namespace {

using Kind = ClientEventKind;

ClientOptions v311()
{
    return clientOptions(Version::V311);
}

ClientOptions v5()
{
    return clientOptions(Version::V50);
}

TEST(Client, ConnectOf311)
{
    ClientTalk talk(v311());
    EXPECT_EQ(talk.sent(), (Bytes{
                               0x10, 0x0d,                     // CONNECT, Remaining Length
                               0x00, 0x04, 'M', 'Q', 'T', 'T', // Protocol Name
                               0x04,                           // Protocol Level
                               0x02,                           // Clean Session
                               0x00, 0x3c,                     // Keep Alive
                               0x00, 0x01, 'a',                // Client Identifier
                           }));
}

TEST(Client, EverythingThatConnectOf5CanSay)
{
    ClientOptions options = v5();
    options.cleanStart = false;
    options.userName = "u";
    options.password = text("p");
    options.sessionExpiry = 100;
    options.receiveMaximum = 10;
    options.maximumPacketSize = 1000;
    options.topicAliasMaximum = 5;
    options.problemInformation = false;
    options.responseInformation = true;
    options.authenticationMethod = "m";
    options.authenticationData = text("d");
    options.userProperties = {{"k", "v"}};
    options.will.emplace();
    options.will->topic = "w";
    options.will->qos = 1;
    options.will->retain = true;
    options.will->delay = 7;
    options.will->messageExpiry = 9;
    options.will->payloadFormat = 1;
    options.will->contentType = "c";
    options.will->responseTopic = "r";
    options.will->correlationData = text("cd");
    options.will->userProperties = {{"wk", "wv"}};
    ClientTalk talk(options);
    const Bytes bytes = talk.sent();
    mqtt::DecodeOptions how;
    how.direction = mqtt::Direction::ClientToServer;
    field::IssueLog log;
    mqtt::Packet packet;
    EXPECT_TRUE(mqtt::decode(bytes, how, log, packet).complete);
    EXPECT_TRUE(log.empty());
    const auto& connect = std::get<mqtt::Connect>(packet);
    EXPECT_FALSE(connect.cleanStart);
    EXPECT_EQ(connect.properties.number(PropertyId::ReceiveMaximum), 10U);
    EXPECT_EQ(connect.properties.number(PropertyId::RequestProblemInformation), 0U);
    EXPECT_EQ(connect.properties.text(PropertyId::AuthenticationData), "d");
    EXPECT_EQ(connect.will->properties.number(PropertyId::WillDelayInterval), 7U);
    EXPECT_EQ(connect.will->properties.userProperties().size(), 1U);
    EXPECT_EQ(connect.will->properties.number(PropertyId::PayloadFormatIndicator), 1U);
    EXPECT_EQ(connect.will->properties.text(PropertyId::ResponseTopic), "r");
    EXPECT_EQ(connect.will->properties.text(PropertyId::CorrelationData), "cd");
}

TEST(Client, DisconnectCarriesWhatItsOwnerGivesIt)
{
    ClientTalk talk(v5());
    talk.accept();
    mqtt::Disconnect wish;
    wish.reasonCode = 4;
    wish.properties.addUserProperty("k", "v");
    wish.properties.setNumber(PropertyId::SessionExpiryInterval, 5); // that of CONNECT was 0: left out
    talk.client.disconnect(wish, talk.now, talk.effects);
    EXPECT_EQ(talk.sent(), (Bytes{
                               0xe0, 0x09,                             // DISCONNECT, Remaining Length
                               0x04,                                   // Disconnect with Will Message
                               0x07,                                   // properties
                               0x26, 0x00, 0x01, 'k', 0x00, 0x01, 'v', // User Property
                           }));
}

TEST(Client, DisconnectBefore5CarriesNothing)
{
    ClientTalk talk(v311());
    talk.accept();
    mqtt::Disconnect wish;
    wish.reasonCode = 4;
    wish.properties.addUserProperty("k", "v");
    talk.client.disconnect(wish, talk.now, talk.effects);
    EXPECT_EQ(talk.sent(), (Bytes{0xe0, 0x00}));
}

TEST(Client, TopicAliasesBeginWhereTheirOwnerSays)
{
    ClientOptions options = v5();
    options.firstTopicAlias = 3;
    options.topicAliasesOut = 5;
    ClientTalk talk(options);
    mqtt::Connack connack;
    connack.properties.setNumber(PropertyId::TopicAliasMaximum, 4); // 3 and 4 may be used
    talk.server(connack);
    (void)talk.sent();
    std::vector<std::optional<std::uint32_t>> aliases;
    for (const char* topic : {"a", "b", "c", "a"}) {
        mqtt::Publish message;
        message.topic = topic;
        EXPECT_EQ(talk.client.publish(message, 1, talk.now, talk.effects), ClientFault::None);
        const auto packets = talk.sentPackets();
        ASSERT_EQ(packets.size(), 1U);
        aliases.push_back(std::get<mqtt::Publish>(packets[0]).properties.number(PropertyId::TopicAlias));
    }
    EXPECT_EQ(aliases, (std::vector<std::optional<std::uint32_t>>{3, 4, std::nullopt, 3}));
}

TEST(Client, RefusalEndsTheConnection)
{
    ClientTalk talk(v311());
    mqtt::Connack connack;
    connack.code = 5;
    talk.server(connack);
    const auto events = talk.client.takeEvents();
    ASSERT_EQ(events.size(), 2U);
    EXPECT_EQ(events[0].kind, Kind::Refused);
    EXPECT_EQ(events[0].reasonCode, 5);
    EXPECT_EQ(events[1].why, ClientEnd::Refused);
    (void)talk.sent();
    EXPECT_TRUE(talk.closed);
}

// MQTT311-§3.2-connack-timeout, MQTT311-§3.1.2.10-pingresp-timeout
TEST(Client, WaitsForAnswersForSomeTimeOnly)
{
    ClientTalk silent(v311());
    silent.wait(20 * kSecond);
    EXPECT_EQ(silent.event().why, ClientEnd::NoConnack);
    ClientTalk talk(v311());
    talk.accept();
    talk.wait(60 * kSecond);
    EXPECT_EQ(talk.sent(), (Bytes{0xc0, 0x00})); // [MQTT-3.1.2-23]
    talk.wait(10 * kSecond - 1);
    EXPECT_FALSE(talk.closed);
    talk.wait(1);
    EXPECT_EQ(talk.event().why, ClientEnd::NoPingresp);
}

TEST(Client, AnyPacketPutsOffThePing)
{
    ClientTalk talk(v311());
    talk.accept();
    talk.wait(59 * kSecond);
    mqtt::Publish publish;
    publish.topic = "t";
    EXPECT_EQ(talk.client.publish(publish, 0, talk.now, talk.effects), ClientFault::None);
    (void)talk.sent();
    talk.wait(59 * kSecond);
    EXPECT_TRUE(talk.sent().empty());
    talk.wait(kSecond);
    EXPECT_EQ(talk.sent(), (Bytes{0xc0, 0x00}));
}

TEST(Client, ReceivesEveryQosOnce)
{
    ClientTalk talk(v311());
    talk.accept();
    talk.serverBytes({0x32, 0x06, 0x00, 0x01, 't', 0x00, 0x07, 'x'});
    EXPECT_EQ(talk.sent(), (Bytes{0x40, 0x02, 0x00, 0x07}));
    EXPECT_EQ(talk.event().kind, Kind::Message);
    talk.serverBytes({0x34, 0x06, 0x00, 0x01, 't', 0x00, 0x08, 'x'});
    EXPECT_EQ(talk.sent(), (Bytes{0x50, 0x02, 0x00, 0x08}));
    EXPECT_EQ(talk.event().kind, Kind::Message);
    talk.serverBytes({0x3c, 0x06, 0x00, 0x01, 't', 0x00, 0x08, 'x'}); // once more: [MQTT-4.3.3-2]
    EXPECT_EQ(talk.sent(), (Bytes{0x50, 0x02, 0x00, 0x08}));
    EXPECT_TRUE(talk.client.takeEvents().empty());
    talk.serverBytes({0x62, 0x02, 0x00, 0x08});
    EXPECT_EQ(talk.sent(), (Bytes{0x70, 0x02, 0x00, 0x08}));
}

// A server that breaks rules is left.
TEST(Client, LeavesAServerAtFault)
{
    const auto fault = [](const Bytes& bytes, field::IssueCode code, ReasonCode reason, bool accepted = true,
                          ClientOptions options = v5()) {
        ClientTalk talk(options);
        if (accepted)
            talk.accept();
        (void)talk.sent();
        talk.serverBytes(bytes);
        const ClientEvent event = talk.event();
        EXPECT_EQ(event.kind, Kind::Disconnected);
        EXPECT_EQ(event.why, ClientEnd::ServerAtFault);
        EXPECT_EQ(event.rule.issue, code);
        if (accepted) {
            EXPECT_EQ(talk.sent(), (Bytes{0xe0, 0x01, static_cast<std::uint8_t>(reason)}));
        }
        (void)talk.sent();
        EXPECT_TRUE(talk.closed);
    };
    using field::IssueCode;
    fault({0xd0, 0x00}, IssueCode::ServerPacketBeforeConnack, ReasonCode::ProtocolError,
          false); // [MQTT-3.2.0-1]
    fault({0x20, 0x03, 0x01, 0x00, 0x00}, IssueCode::SessionPresentWithCleanStart, ReasonCode::ProtocolError,
          false); // [MQTT-3.2.2-2]
    fault({0x20, 0x03, 0x00, 0x00, 0x00}, IssueCode::SecondConnack,
          ReasonCode::ProtocolError); // [MQTT-3.2.0-2]
    fault({0x30, 0x04, 0x00, 0x01, '#', 0x00}, IssueCode::TopicWildcard,
          ReasonCode::ProtocolError); // [MQTT-3.3.2-2]
    fault({0x36, 0x06, 0x00, 0x01, 't', 0x00, 0x01, 0x00}, IssueCode::QosReserved,
          ReasonCode::MalformedPacket);
    fault({0x30, 0x07, 0x00, 0x01, 't', 0x03, 0x23, 0x00, 0x01}, IssueCode::TopicAliasUnannouncedFromServer,
          ReasonCode::TopicAliasInvalid); // [MQTT-3.1.2-27]
    fault({0x90, 0x04, 0x00, 0x05, 0x00, 0x00}, IssueCode::SubackWithoutSubscribe, ReasonCode::ProtocolError);
    fault({0xb0, 0x04, 0x00, 0x05, 0x00, 0x00}, IssueCode::UnsubackWithoutUnsubscribe,
          ReasonCode::ProtocolError);
    fault({0xf0, 0x00}, IssueCode::AuthMethodMissing, ReasonCode::ProtocolError); // [MQTT-4.12.0-6]
    ClientOptions small = v5();
    small.maximumPacketSize = 10;
    fault({0x30, 0x0a, 0x00, 0x01, 't', 0x00, 1, 2, 3, 4, 5, 6},
          IssueCode::MaximumPacketSizeExceededFromServer, ReasonCode::PacketTooLarge, true,
          small); // [MQTT-3.1.2-24]
}

// [MQTT-3.3.4-9]
TEST(Client, LeavesAServerThatExceedsTheReceiveMaximum)
{
    ClientOptions options = v5();
    options.receiveMaximum = 1;
    ClientTalk talk(options);
    talk.accept();
    talk.serverBytes({0x34, 0x06, 0x00, 0x01, 't', 0x00, 0x01, 0x00});
    (void)talk.sent();
    talk.serverBytes({0x34, 0x06, 0x00, 0x01, 't', 0x00, 0x02, 0x00});
    EXPECT_EQ(talk.sent(), (Bytes{0xe0, 0x01, 0x93}));
}

TEST(Client, SubscriptionsShareTheIdentifiers)
{
    ClientTalk talk(v311());
    talk.accept();
    mqtt::Subscribe subscribe;
    subscribe.subscriptions.push_back({"t", 1, false, false, 0});
    EXPECT_EQ(talk.client.subscribe(subscribe, 5, talk.now, talk.effects), ClientFault::None);
    EXPECT_EQ(talk.sent(), (Bytes{0x82, 0x06, 0x00, 0x01, 0x00, 0x01, 't', 0x01}));
    mqtt::Publish publish;
    publish.topic = "t";
    publish.qos = 1;
    EXPECT_EQ(talk.client.publish(publish, 6, talk.now, talk.effects), ClientFault::None);
    EXPECT_EQ(talk.sent(), (Bytes{0x32, 0x05, 0x00, 0x01, 't', 0x00, 0x02}));
    talk.serverBytes({0x90, 0x03, 0x00, 0x01, 0x01});
    const ClientEvent event = talk.event();
    EXPECT_EQ(event.kind, Kind::Subscribed);
    EXPECT_EQ(event.token, 5U);
    mqtt::Unsubscribe unsubscribe;
    unsubscribe.topicFilters.push_back("t");
    EXPECT_EQ(talk.client.unsubscribe(unsubscribe, 7, talk.now, talk.effects), ClientFault::None);
    EXPECT_EQ(talk.sent(), (Bytes{0xa2, 0x05, 0x00, 0x03, 0x00, 0x01, 't'}));
    talk.client.closed(talk.now, talk.effects);
    const auto events = talk.client.takeEvents();
    ASSERT_EQ(events.size(), 2U);
    EXPECT_EQ(events[0].kind, Kind::RequestLost);
    EXPECT_EQ(events[0].token, 7U);
    EXPECT_EQ(events[1].why, ClientEnd::ConnectionLost);
}

TEST(Client, LimitsWhatWaits)
{
    ClientOptions options = v311();
    options.queuedMessages = 2;
    options.queuedBytes = 1000;
    ClientTalk talk(options);
    mqtt::Publish publish;
    publish.topic = "t";
    publish.qos = 1;
    const std::string large(1000, 'x');
    publish.payload = field::asBytes(large);
    EXPECT_EQ(talk.client.publish(publish, 0, talk.now, talk.effects), ClientFault::QueueFull);
    publish.payload = {};
    EXPECT_EQ(talk.client.publish(publish, 0, talk.now, talk.effects), ClientFault::None);
    EXPECT_EQ(talk.client.publish(publish, 0, talk.now, talk.effects), ClientFault::None);
    EXPECT_EQ(talk.client.publish(publish, 0, talk.now, talk.effects), ClientFault::QueueFull);
}

TEST(Client, EnhancedAuthentication)
{
    ClientOptions options = v5();
    options.authenticationMethod = "m";
    ClientTalk talk(options);
    (void)talk.sent();
    mqtt::Auth auth;
    auth.reasonCode = 0x18;
    auth.properties.setText(PropertyId::AuthenticationMethod, "m");
    auth.properties.setText(PropertyId::AuthenticationData, "?");
    talk.server(auth);
    const ClientEvent asked = talk.event();
    EXPECT_EQ(asked.kind, Kind::Challenged);
    EXPECT_EQ(asked.text, "?");
    talk.client.authenticate(text("!"), talk.now, talk.effects);
    EXPECT_EQ(talk.sent(), (Bytes{0xf0, 0x0a, 0x18, 0x08, 0x15, 0x00, 0x01, 'm', 0x16, 0x00, 0x01, '!'}));
    mqtt::Connack connack;
    connack.properties.setText(PropertyId::AuthenticationMethod, "m");
    talk.server(connack);
    EXPECT_EQ(talk.event().kind, Kind::Connected);
    talk.client.authenticate({}, talk.now, talk.effects); // begins anew: 0x19
    EXPECT_EQ(talk.sent(), (Bytes{0xf0, 0x06, 0x19, 0x04, 0x15, 0x00, 0x01, 'm'}));
    auth.reasonCode = 0;
    talk.server(auth);
    EXPECT_EQ(talk.event().kind, Kind::Authenticated);
}

// A server that sends anything: what the client says stays valid, what it keeps stays bounded.
TEST(Client, SurvivesAnyServer)
{
    for (std::uint64_t seed = 1; seed <= 150; ++seed) {
        mqttscope::test::RandomPackets random(seed);
        ClientOptions options = v5();
        options.version = kVersions[random.below(3)];
        options.heldMessages = 5;
        ClientTalk talk(options);
        talk.accept();
        for (int i = 0; i < 60 && !talk.closed; ++i) {
            const mqttscope::test::RandomPacket made = random.next(options.version);
            Bytes bytes = encoded(made.packet, options.version);
            if (random.onceIn(4))
                bytes[random.below(static_cast<std::uint32_t>(bytes.size()))] ^=
                    static_cast<std::uint8_t>(1U << random.below(8));
            if (made.direction != mqtt::Direction::ClientToServer || random.onceIn(10))
                talk.serverBytes(bytes);
            EXPECT_LE(talk.client.incoming().size(), 5U);
            Bytes said = talk.sent();
            ByteView left = said;
            while (!left.empty()) {
                const mqtt::HeaderPeek peek = mqtt::peekHeader(left);
                ASSERT_EQ(peek.status, mqtt::HeaderStatus::Complete);
                mqtt::DecodeOptions how;
                how.version = options.version;
                how.direction = mqtt::Direction::ClientToServer;
                field::IssueLog log;
                mqtt::Packet packet;
                EXPECT_TRUE(mqtt::decode(left.first(peek.header.packetLength()), how, log, packet).complete);
                EXPECT_TRUE(log.empty());
                left = left.subspan(peek.header.packetLength());
            }
            random.forget();
        }
    }
}

} // namespace
} // namespace mqttscope::broker::test
