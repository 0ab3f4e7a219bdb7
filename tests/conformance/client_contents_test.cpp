// SPDX-License-Identifier: GPL-3.0-or-later
// What the client engine never sends, whatever its owner wants: topics, filters, properties and codes that
// are not allowed, and what CONNACK excluded.
#include "tests/conformance/connected_talk.h"

namespace mqttscope::broker::test {
namespace {

using Kind = ClientEventKind;

class ClientContents : public ::testing::TestWithParam<Version> {};
INSTANTIATE_TEST_SUITE_P(Versions, ClientContents, ::testing::ValuesIn(kVersions), versionName);

// [MQTT-3.3.2-2], [MQTT-4.7.0-1], [MQTT-4.7.3-1], [MQTT-4.7.3-2], [MQTT-1.5.4-1], [MQTT-1.5.4-2], 3.1.1
// likewise
TEST_P(ClientContents, NoTopicThatIsNone)
{
    ConnectedTalk talk(clientOptions(GetParam()));
    for (const std::string_view topic :
         {std::string_view(""), std::string_view("a/+"), std::string_view("#"), std::string_view("a\0b", 3),
          std::string_view("\xff"), std::string_view("\xed\xa0\x80")}) {
        for (const std::uint8_t qos : Bytes{0, 1, 2})
            EXPECT_EQ(talk.publish(messageOf(topic, qos)), ClientFault::Invalid) << topic;
    }
    EXPECT_EQ(talk.publish(messageOf(std::string(65'536, 't'))), ClientFault::Invalid); // [MQTT-4.7.3-3]
    EXPECT_EQ(talk.publish(messageOf("t", 3)), ClientFault::Invalid);                   // [MQTT-3.3.1-4]
    EXPECT_TRUE(talk.sent().empty());
}

// [MQTT-4.7.1-1], [MQTT-4.7.1-2], [MQTT-4.7.3-1], [MQTT-3.8.3-1], [MQTT-3.8.3-2], [MQTT-3.10.3-1],
// [MQTT-3.10.3-2], 3.1.1 likewise, MQTT31-A-1
TEST_P(ClientContents, NoFilterThatIsNone)
{
    ConnectedTalk talk(clientOptions(GetParam()));
    for (const std::string_view filter :
         {std::string_view(""), std::string_view("a#"), std::string_view("#/a"), std::string_view("a+/b"),
          std::string_view("a\0b", 3), std::string_view("\xff")}) {
        EXPECT_EQ(talk.subscribe({filter, 0, false, false, 0}), ClientFault::Invalid) << filter;
        EXPECT_EQ(talk.unsubscribe(filter), ClientFault::Invalid) << filter;
    }
    EXPECT_EQ(talk.client.subscribe({}, 0, talk.now, talk.effects), ClientFault::Invalid);
    EXPECT_EQ(talk.client.unsubscribe({}, 0, talk.now, talk.effects), ClientFault::Invalid);
    EXPECT_TRUE(talk.sent().empty());
}

// [MQTT-4.8.2-1], [MQTT-4.8.2-2], [MQTT-3.8.3-4]
TEST(ClientContentsIn5, NoSharedFilterThatIsNone)
{
    ConnectedTalk talk(clientOptions(Version::V50));
    for (const char* filter : {"$share//t", "$share/+/t", "$share/g"})
        EXPECT_EQ(talk.subscribe({filter, 0, false, false, 0}), ClientFault::Invalid) << filter;
    EXPECT_EQ(talk.subscribe({"$share/g/t", 0, true, false, 0}), ClientFault::Invalid);
    EXPECT_TRUE(talk.sent().empty());
    EXPECT_EQ(talk.subscribe({"$share/g/t", 0, false, false, 0}), ClientFault::None);
}

// [MQTT-3.3.4-6]
TEST(ClientContentsIn5, NoSubscriptionIdentifierInPublish)
{
    ConnectedTalk talk(clientOptions(Version::V50));
    mqtt::Publish publish = messageOf("t");
    publish.properties.addSubscriptionIdentifier(1);
    EXPECT_EQ(talk.publish(publish), ClientFault::Invalid);
    EXPECT_TRUE(talk.sent().empty());
}

// [MQTT-3.3.2-13], [MQTT-3.3.2-14], [MQTT-3.3.2-19], [MQTT-1.5.7-1], MQTT5-§3.1.3.2.3-payload-format,
// MQTT5-§3.1.3.2.3-payload-format-value, MQTT5-§2.2.2.2-property-not-allowed
TEST(ClientContentsIn5, NoPropertyThatIsWrong)
{
    ConnectedTalk talk(clientOptions(Version::V50));
    const auto refused = [&](auto set, std::string_view payload = {}) {
        mqtt::Publish publish = messageOf("t", 0, payload);
        set(publish.properties);
        EXPECT_EQ(talk.publish(publish), ClientFault::Invalid);
    };
    using Properties = mqtt::Properties;
    refused([](Properties& p) { p.setText(PropertyId::ResponseTopic, "\xff"); });
    refused([](Properties& p) { p.setText(PropertyId::ResponseTopic, "a/#"); });
    refused([](Properties& p) { p.setText(PropertyId::ContentType, "\xff"); });
    refused([](Properties& p) { p.addUserProperty("\xff", "v"); });
    refused([](Properties& p) { p.addUserProperty("n", std::string_view("\0", 1)); });
    refused([](Properties& p) { p.setNumber(PropertyId::PayloadFormatIndicator, 2); });
    refused([](Properties& p) { p.setNumber(PropertyId::PayloadFormatIndicator, 1); }, "\xff");
    refused([](Properties& p) { p.setNumber(PropertyId::ServerKeepAlive, 1); });
    mqtt::Subscribe subscribe = requestOf({"t", 0, false, false, 0});
    subscribe.properties.addUserProperty("\xff", "v");
    EXPECT_EQ(talk.client.subscribe(subscribe, 0, talk.now, talk.effects), ClientFault::Invalid);
    mqtt::Subscribe zero = requestOf({"t", 0, false, false, 0});
    zero.properties.addSubscriptionIdentifier(0); // MQTT5-§3.3.2.3.8-subid-zero
    EXPECT_EQ(talk.client.subscribe(zero, 0, talk.now, talk.effects), ClientFault::Invalid);
    EXPECT_TRUE(talk.sent().empty());
    mqtt::Publish publish = messageOf("t", 0, "\xc3\xa9");
    publish.properties.setNumber(PropertyId::PayloadFormatIndicator, 1);
    publish.properties.setText(PropertyId::ResponseTopic, "a/b");
    publish.properties.addUserProperty("n", "v");
    EXPECT_EQ(talk.publish(publish), ClientFault::None);
}

// [MQTT-3.1.3-4], [MQTT-3.1.3-11], [MQTT-3.1.3-12], [MQTT-4.7.0-1], [MQTT-4.7.3-1], [MQTT-3.1.2-12],
// 3.1.1 [MQTT-3.1.3-4], [MQTT-3.1.3-10], [MQTT-3.1.3-11], [MQTT-3.1.2-14]: not even CONNECT
TEST_P(ClientContents, NoConnectThatIsWrong)
{
    const auto refused = [&](auto set) {
        ClientOptions options = clientOptions(GetParam());
        set(options);
        ClientTalk talk(options);
        EXPECT_TRUE(talk.sent().empty());
        EXPECT_TRUE(talk.closed);
        EXPECT_EQ(talk.event().kind, Kind::Disconnected);
    };
    const auto withWill = [](ClientOptions& options, std::string_view topic, std::uint8_t qos = 0) {
        options.will.emplace();
        options.will->topic = topic;
        options.will->qos = qos;
    };
    refused([&](ClientOptions& options) { withWill(options, "a/+"); });
    refused([&](ClientOptions& options) { withWill(options, "w", 3); });
    if (GetParam() == Version::V31)
        return; // has nothing against the others
    refused([&](ClientOptions& options) { withWill(options, ""); });
    refused([&](ClientOptions& options) { withWill(options, "\xff"); });
    refused([&](ClientOptions& options) { options.clientId = "\xff"; });
    refused([&](ClientOptions& options) { options.userName = std::string("a\0b", 3); });
}

// 3.1.1 [MQTT-3.1.2-22], MQTT31-2.2-5, 3.1.1 [MQTT-3.1.3-7]
TEST(ClientContentsBefore5, NoPasswordAloneNorANamelessSession)
{
    for (const Version version : {Version::V31, Version::V311}) {
        ClientOptions options = clientOptions(version);
        options.password = text("p");
        ClientTalk talk(options);
        EXPECT_TRUE(talk.sent().empty());
        EXPECT_TRUE(talk.closed);
    }
    ClientOptions nameless = clientOptions(Version::V311);
    nameless.clientId.clear();
    nameless.cleanStart = false;
    ClientTalk talk(nameless);
    EXPECT_TRUE(talk.sent().empty());
    EXPECT_TRUE(talk.closed);
}

// [MQTT-3.14.2-1], MQTT5-§3.14.2.1-sent-by, MQTT5-§3.14.2.2.2-session-expiry-zero
TEST(ClientContentsIn5, DisconnectWithWhatAClientMaySay)
{
    const auto said = [](std::uint8_t code, std::optional<std::uint32_t> expiry, std::uint32_t before) {
        ClientOptions options = clientOptions(Version::V50);
        options.sessionExpiry = before;
        ConnectedTalk talk(options);
        talk.client.disconnect(code, expiry, talk.now, talk.effects);
        return talk.sent();
    };
    EXPECT_EQ(said(0x04, std::nullopt, 0), (Bytes{0xe0, 0x01, 0x04}));
    EXPECT_EQ(said(0x8e, std::nullopt, 0), (Bytes{0xe0, 0x01, 0x80})); // a server's
    EXPECT_EQ(said(0x55, std::nullopt, 0), (Bytes{0xe0, 0x01, 0x80})); // nobody's
    EXPECT_EQ(said(0x00, 5, 10), (Bytes{0xe0, 0x07, 0x00, 0x05, 0x11, 0x00, 0x00, 0x00, 0x05}));
    EXPECT_EQ(said(0x00, 0, 0), (Bytes{0xe0, 0x07, 0x00, 0x05, 0x11, 0x00, 0x00, 0x00, 0x00}));
    EXPECT_EQ(said(0x00, 5, 0), (Bytes{0xe0, 0x00})); // it must not be raised from 0
}

// [MQTT-3.2.2-11], [MQTT-3.2.2-14], [MQTT-3.2.2-15]
TEST(ClientContentsIn5, NothingThatConnackExcludes)
{
    mqtt::Connack connack;
    connack.properties.setNumber(PropertyId::MaximumQos, 1);
    connack.properties.setNumber(PropertyId::RetainAvailable, 0);
    connack.properties.setNumber(PropertyId::MaximumPacketSize, 20);
    ConnectedTalk talk(clientOptions(Version::V50), connack);
    EXPECT_EQ(talk.publish(messageOf("t", 2)), ClientFault::QosTooHigh);
    mqtt::Publish retained = messageOf("t");
    retained.retain = true;
    EXPECT_EQ(talk.publish(retained), ClientFault::NoRetain);
    EXPECT_EQ(talk.publish(messageOf("t", 0, std::string(15, 'x'))), ClientFault::TooLarge);
    EXPECT_TRUE(talk.sent().empty());
    EXPECT_EQ(talk.publish(messageOf("t", 0, std::string(14, 'x'))), ClientFault::None); // 2 + 3 + 1 + 14
    EXPECT_EQ(talk.sent().size(), 20U);
}

// What waited for the connection is not sent either, and its owner hears of it.
TEST(ClientContentsIn5, NothingThatWaitedAndThatConnackExcludes)
{
    ClientTalk talk(clientOptions(Version::V50));
    EXPECT_EQ(talk.client.publish(messageOf("t", 2), 7, talk.now, talk.effects), ClientFault::None);
    (void)talk.sent();
    mqtt::Connack connack;
    connack.properties.setNumber(PropertyId::MaximumQos, 1);
    talk.server(connack);
    EXPECT_TRUE(talk.sent().empty());
    const ClientEvent event = talk.event();
    EXPECT_EQ(event.kind, Kind::Lost);
    EXPECT_EQ(event.token, 7U);
}

// MQTT5-§3.2.2.3.11-wildcard-unavailable, MQTT5-§3.2.2.3.12-subid-unavailable,
// MQTT5-§3.2.2.3.13-shared-unavailable
TEST(ClientContentsIn5, NoSubscriptionThatConnackExcludes)
{
    mqtt::Connack connack;
    connack.properties.setNumber(PropertyId::WildcardSubscriptionAvailable, 0);
    connack.properties.setNumber(PropertyId::SubscriptionIdentifierAvailable, 0);
    connack.properties.setNumber(PropertyId::SharedSubscriptionAvailable, 0);
    ConnectedTalk talk(clientOptions(Version::V50), connack);
    EXPECT_EQ(talk.subscribe({"a/+", 0, false, false, 0}), ClientFault::NotAvailable);
    EXPECT_EQ(talk.subscribe({"#", 0, false, false, 0}), ClientFault::NotAvailable);
    EXPECT_EQ(talk.subscribe({"$share/g/t", 0, false, false, 0}), ClientFault::NotAvailable);
    mqtt::Subscribe identified = requestOf({"t", 0, false, false, 0});
    identified.properties.addSubscriptionIdentifier(1);
    EXPECT_EQ(talk.client.subscribe(identified, 0, talk.now, talk.effects), ClientFault::NotAvailable);
    EXPECT_TRUE(talk.sent().empty());
}

// [MQTT-3.2.2-17], [MQTT-3.2.2-18], [MQTT-3.3.2-9], [MQTT-3.3.2-8]
TEST(ClientContentsIn5, AliasesUpToTheMaximumOfTheServer)
{
    for (const std::uint16_t maximum : std::vector<std::uint16_t>{0, 2}) {
        ClientOptions options = clientOptions(Version::V50);
        options.topicAliasesOut = 10;
        mqtt::Connack connack;
        if (maximum != 0)
            connack.properties.setNumber(PropertyId::TopicAliasMaximum, maximum);
        ConnectedTalk talk(options, connack);
        for (const char* topic : {"x", "y", "z", "x", "y", "z"})
            EXPECT_EQ(talk.publish(messageOf(topic)), ClientFault::None);
        std::vector<std::pair<std::uint32_t, std::string>> used;
        for (const mqtt::Packet& packet : talk.sentPackets()) {
            const auto& publish = std::get<mqtt::Publish>(packet);
            used.emplace_back(publish.properties.numberOr(PropertyId::TopicAlias, 0), publish.topic);
        }
        using Used = decltype(used);
        EXPECT_EQ(used, maximum == 0 ? (Used{{0, "x"}, {0, "y"}, {0, "z"}, {0, "x"}, {0, "y"}, {0, "z"}})
                                     : (Used{{1, "x"}, {2, "y"}, {0, "z"}, {1, ""}, {2, ""}, {0, "z"}}));
    }
}

} // namespace
} // namespace mqttscope::broker::test
