// SPDX-License-Identifier: GPL-3.0-or-later
// Topic Aliases: MQTT 5.0 §3.3.2.3.4.
#include "tests/unit/broker/stage.h"

namespace mqttscope::broker::test {
namespace {

mqtt::Publish aliased(std::string_view topic, std::uint16_t alias, std::string_view payload)
{
    mqtt::Publish publish;
    publish.topic = topic;
    publish.payload = field::asBytes(payload);
    publish.properties.setNumber(PropertyId::TopicAlias, alias);
    return publish;
}

// [MQTT-3.3.2-12]
TEST(TopicAlias, OfTheClientIsResolved)
{
    Stage stage;
    Peer& a = stage.client(Version::V50, "a");
    Peer& b = stage.client(Version::V50, "b");
    b.subscribe("#");
    a.send(aliased("long/topic", 1, "1"));
    a.send(aliased("", 1, "2"));
    a.send(aliased("other", 1, "3")); // set anew
    a.send(aliased("", 1, "4"));
    a.send(aliased("tenth", 10, "5"));
    a.send(aliased("", 10, "6"));
    EXPECT_FALSE(b.expectPublish("long/topic", "1").properties.has(PropertyId::TopicAlias));
    b.expectPublish("long/topic", "2");
    b.expectPublish("other", "3");
    b.expectPublish("other", "4");
    b.expectPublish("tenth", "5");
    b.expectPublish("tenth", "6");
}

TEST(TopicAlias, BeyondTheMaximumEndsTheConnection)
{
    Stage stage;
    Peer& above = stage.client(Version::V50, "a"); // [MQTT-3.2.2-17]
    above.send(aliased("t", 11, "1"));
    above.expectDisconnect(ReasonCode::TopicAliasInvalid);
    Peer& zero = stage.client(Version::V50, "a"); // [MQTT-3.3.2-8]
    zero.send(aliased("t", 0, "1"));
    zero.expectDisconnect(ReasonCode::TopicAliasInvalid);
    Peer& unknown = stage.client(Version::V50, "a");
    unknown.send(aliased("", 3, "1"));
    unknown.expectDisconnect(ReasonCode::ProtocolError);
}

// [MQTT-3.3.2-7]
TEST(TopicAlias, EndsWithItsConnection)
{
    Stage stage;
    Peer& first = stage.client(Version::V50, "a", false);
    first.send(aliased("t", 1, "1"));
    first.close();
    Peer& second = stage.client(Version::V50, "a", false, true);
    second.send(aliased("", 1, "2"));
    second.expectDisconnect(ReasonCode::ProtocolError);
}

class TopicAliasOut : public ::testing::Test {
public:
    void connect(std::uint16_t maximum, bool cleanStart = true)
    {
        b = &stage.peer(Version::V50);
        mqtt::Connect connect = b->connectPacket("b", cleanStart);
        if (maximum != 0)
            connect.properties.setNumber(PropertyId::TopicAliasMaximum, maximum);
        b->connect(connect);
    }
    /// Alias, and whether the topic came with it.
    std::pair<std::uint32_t, std::string> delivered()
    {
        const auto& publish = b->expect<mqtt::Publish>();
        return {publish.properties.numberOr(PropertyId::TopicAlias, 0), std::string(publish.topic)};
    }
    using Alias = std::pair<std::uint32_t, std::string>;

    Stage stage;
    Peer* b = nullptr;
};

// [MQTT-3.1.2-26]
TEST_F(TopicAliasOut, TheFirstTopicsGetThem)
{
    connect(2);
    b->subscribe("#");
    Peer& a = stage.client(Version::V50, "a");
    for (const char* topic : {"x", "y", "z", "x", "y", "z"})
        a.publish(topic, "1");
    EXPECT_EQ(delivered(), (Alias{1, "x"}));
    EXPECT_EQ(delivered(), (Alias{2, "y"}));
    EXPECT_EQ(delivered(), (Alias{0, "z"}));
    EXPECT_EQ(delivered(), (Alias{1, ""}));
    EXPECT_EQ(delivered(), (Alias{2, ""}));
    EXPECT_EQ(delivered(), (Alias{0, "z"}));
}

// [MQTT-3.1.2-27]
TEST_F(TopicAliasOut, NoneWithoutAMaximum)
{
    connect(0);
    b->subscribe("#");
    stage.client(Version::V50, "a").publish("x", "1");
    EXPECT_EQ(delivered(), (Alias{0, "x"}));
}

// [MQTT-3.3.2-7]
TEST_F(TopicAliasOut, BeginAnewWithTheConnection)
{
    connect(5, false);
    b->subscribe("#", 1);
    Peer& a = stage.client(Version::V50, "a");
    a.publish("x", "1", 1, 1);
    a.expectAck<mqtt::Puback>(1);
    EXPECT_EQ(delivered(), (Alias{1, "x"}));
    b->close();
    connect(5, false);
    EXPECT_EQ(delivered(), (Alias{1, "x"})); // sent again, whole
    b->acknowledge<mqtt::Puback>(1);
}

TEST_F(TopicAliasOut, APacketThatIsNotSentSetsNone)
{
    b = &stage.peer(Version::V50);
    mqtt::Connect connect = b->connectPacket("b");
    connect.properties.setNumber(PropertyId::TopicAliasMaximum, 5);
    connect.properties.setNumber(PropertyId::MaximumPacketSize, 30);
    b->connect(connect);
    b->subscribe("#");
    Peer& a = stage.client(Version::V50, "a");
    a.publish("x", std::string(30, 'x'));
    a.publish("x", "1");
    EXPECT_EQ(delivered(), (Alias{1, "x"}));
}

} // namespace
} // namespace mqttscope::broker::test
