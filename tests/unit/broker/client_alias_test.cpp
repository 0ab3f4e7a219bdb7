// SPDX-License-Identifier: GPL-3.0-or-later
// Topic Aliases that the owner of a client chooses: MQTT 5.0 §3.3.2.3.4.
#include "tests/unit/broker/client_talk.h"

namespace mqttscope::broker::test {
namespace {

mqtt::Publish aliased(std::string_view topic, std::uint32_t alias, std::uint8_t qos = 0)
{
    mqtt::Publish publish;
    publish.topic = topic;
    publish.qos = qos;
    publish.properties.setNumber(PropertyId::TopicAlias, alias);
    return publish;
}

/// A client whose server takes three aliases.
class ChosenAlias : public ::testing::Test {
protected:
    ChosenAlias() { accept(false); }
    void accept(bool sessionPresent)
    {
        (void)talk.sent();
        mqtt::Connack connack;
        connack.sessionPresent = sessionPresent;
        connack.properties.setNumber(PropertyId::TopicAliasMaximum, 3);
        talk.server(connack);
        (void)talk.client.takeEvents();
    }
    ClientFault publish(const mqtt::Publish& message)
    {
        return talk.client.publish(message, 1, talk.now, talk.effects);
    }
    static ClientOptions options()
    {
        ClientOptions made = clientOptions(Version::V50);
        made.cleanStart = false;
        made.sessionExpiry = 100;
        return made;
    }

    ClientTalk talk{options()};
};

TEST_F(ChosenAlias, IsSentAndThenStandsForItsTopic)
{
    EXPECT_EQ(publish(aliased("t", 3)), ClientFault::None);
    EXPECT_EQ(talk.sent(), (Bytes{
                               0x30, 0x07,       // PUBLISH, Remaining Length
                               0x00, 0x01, 't',  // Topic Name
                               0x03,             // properties
                               0x23, 0x00, 0x03, // Topic Alias
                           }));
    EXPECT_EQ(talk.client.chosenAliases(), (std::map<std::uint16_t, std::string>{{3, "t"}}));
    EXPECT_EQ(publish(aliased("", 3)), ClientFault::None);
    EXPECT_EQ(talk.sent(), (Bytes{
                               0x30, 0x06,       // PUBLISH, Remaining Length
                               0x00, 0x00,       // no Topic Name
                               0x03,             // properties
                               0x23, 0x00, 0x03, // Topic Alias
                           }));
    EXPECT_EQ(publish(aliased("other", 3)), ClientFault::None); // another topic from now on
    EXPECT_EQ(talk.client.chosenAliases().at(3), "other");
}

TEST_F(ChosenAlias, IsWithinWhatTheServerTakes)
{
    EXPECT_EQ(publish(aliased("t", 0)), ClientFault::Invalid); // [MQTT-3.3.2-8]
    EXPECT_EQ(publish(aliased("t", 4)), ClientFault::Invalid); // [MQTT-3.3.2-9]
    EXPECT_EQ(publish(aliased("", 2)), ClientFault::Invalid);  // stands for nothing
    EXPECT_TRUE(talk.sent().empty());
    ClientOptions own = options();
    own.topicAliasesOut = 2; // the client sets them by itself
    ClientTalk other(own);
    other.accept();
    EXPECT_EQ(other.client.publish(aliased("t", 1), 1, other.now, other.effects), ClientFault::Invalid);
    ClientTalk old(clientOptions(Version::V311));
    old.accept();
    EXPECT_EQ(old.client.publish(aliased("t", 1), 1, old.now, old.effects), ClientFault::Invalid);
}

// [MQTT-3.3.2-7]
TEST_F(ChosenAlias, EndsWithItsConnection)
{
    EXPECT_EQ(publish(aliased("t", 1)), ClientFault::None);
    EXPECT_EQ(publish(aliased("", 1, 1)), ClientFault::None);
    (void)talk.sent();
    talk.client.closed(talk.now, talk.effects);
    EXPECT_EQ(publish(aliased("", 1, 1)), ClientFault::Invalid);
    EXPECT_EQ(publish(aliased("waits", 9, 1)), ClientFault::None); // more than the next server takes
    talk.client.opened(2, talk.now, talk.effects);
    EXPECT_TRUE(talk.client.chosenAliases().empty());
    (void)talk.sent();
    mqtt::Connack connack;
    connack.sessionPresent = true;
    connack.properties.setNumber(PropertyId::TopicAliasMaximum, 3);
    talk.server(connack);
    const auto packets = talk.sentPackets();
    ASSERT_EQ(packets.size(), 2U);
    const auto& again = std::get<mqtt::Publish>(packets[0]);
    EXPECT_TRUE(again.dup);
    EXPECT_EQ(again.topic, "t"); // though it went out without
    EXPECT_FALSE(again.properties.has(PropertyId::TopicAlias));
    const auto& waited = std::get<mqtt::Publish>(packets[1]);
    EXPECT_EQ(waited.topic, "waits");
    EXPECT_FALSE(waited.properties.has(PropertyId::TopicAlias));
}

} // namespace
} // namespace mqttscope::broker::test
