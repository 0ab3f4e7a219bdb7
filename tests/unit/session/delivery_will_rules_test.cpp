// SPDX-License-Identifier: GPL-3.0-or-later
// Wills.
#include "tests/unit/session/delivery_talk.h"

namespace mqttscope::session::test {
namespace {

using field::FieldId;
using field::IssueCode;
using mqtt::PropertyId;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

/// A watcher of t/#, and a mortal whose Will is "gone" on t/m; it said "here" there before.
class WillTalk : public DeliveryTalk {
public:
    explicit WillTalk(Version version) : DeliveryTalk(version), m_version(version) {}

    void start(std::uint8_t qos = 1, bool retain = false, const mqtt::Properties& will = {},
               std::uint32_t expiry = 0)
    {
        watcher = &client("watcher", "t/#", 1);
        mortal = &talk.connection(m_version);
        connected = mortal->client(connect(qos, retain, will, expiry));
        mortal->accept();
        send(*mortal, publish("t/m", "here", 1));
        deliver(*watcher, publish("t/m", "here", 1));
    }
    mqtt::Connect connect(std::uint8_t qos, bool retain, const mqtt::Properties& will, std::uint32_t expiry)
    {
        mqtt::Connect packet;
        packet.protocolName = m_version == Version::V31 ? "MQIsdp" : "MQTT";
        packet.protocolLevel = static_cast<std::uint8_t>(m_version);
        packet.clientId = "mortal";
        packet.keepAlive = 60;
        packet.cleanStart = expiry == 0;
        if (expiry != 0)
            packet.properties.setNumber(PropertyId::SessionExpiryInterval, expiry);
        packet.will = mqtt::Will{will, "t/m", field::asBytes("gone"), qos, retain};
        return packet;
    }

    Talk::Connection* watcher = nullptr;
    Talk::Connection* mortal = nullptr;
    std::uint32_t connected = 0;

private:
    Version m_version;
};

class WillTest : public ::testing::TestWithParam<Version>, public WillTalk {
protected:
    WillTest() : WillTalk(GetParam()) {}
};
INSTANTIATE_TEST_SUITE_P(Versions, WillTest, ::testing::ValuesIn(kVersions),
                         [](const auto& version) { return versionName(version.param); });

class Will5Test : public ::testing::Test, public WillTalk {
protected:
    Will5Test() : WillTalk(Version::V50) {}
};

TEST_P(WillTest, AWillIsPublished)
{
    start();
    mortal->clientFin();
    deliver(*watcher, publish("t/m", "gone", 1));
    settle(*watcher);
    EXPECT_THAT(talk.codes(), IsEmpty());
}

TEST_P(WillTest, WillNotPublished)
{
    start();
    const std::uint32_t end = mortal->clientFin();
    settle(*watcher);
    EXPECT_THAT(talk.findings(),
                ElementsAre(Found{IssueCode::WillNotPublished, connected, FieldId::MqttWilltopic, 0, end}));
}

TEST_P(WillTest, ADisconnectTakesItAway)
{
    start();
    leave(*mortal);
    settle(*watcher);
    EXPECT_THAT(talk.codes(), IsEmpty());
}

TEST_P(WillTest, WillAfterDisconnect)
{
    start();
    const std::uint32_t disconnect = mortal->client(mqtt::Disconnect{});
    mortal->clientFin();
    const std::uint32_t frame = deliver(*watcher, publish("t/m", "gone", 1));
    EXPECT_THAT(talk.findings(),
                ElementsAre(Found{IssueCode::WillAfterDisconnect, frame, FieldId::MqttTopic, 0, disconnect}));
}

TEST_P(WillTest, TheSameMayBeSaidBeforeDisconnect)
{
    start();
    send(*mortal, publish("t/m", "gone", 1));
    leave(*mortal);
    deliver(*watcher, publish("t/m", "gone", 1));
    settle(*watcher);
    EXPECT_THAT(talk.codes(), IsEmpty());
}

TEST_P(WillTest, WillPublishedTwice)
{
    start();
    mortal->clientFin();
    const std::uint32_t first = deliver(*watcher, publish("t/m", "gone", 1));
    const std::uint32_t frame = deliver(*watcher, publish("t/m", "gone", 1));
    EXPECT_THAT(talk.findings(),
                ElementsAre(Found{IssueCode::WillPublishedTwice, frame, FieldId::MqttTopic, 0, first}));
}

TEST_P(WillTest, WhoDiesTwiceHasTwoWills)
{
    start();
    mortal->clientFin();
    deliver(*watcher, publish("t/m", "gone", 1));
    Talk::Connection& again = talk.connection(GetParam());
    again.client(connect(1, false, {}, 0));
    again.accept();
    again.clientFin();
    deliver(*watcher, publish("t/m", "gone", 1));
    settle(*watcher);
    EXPECT_THAT(talk.codes(), IsEmpty());
}

TEST_P(WillTest, WillRetainedUnasked)
{
    start();
    settle(*watcher);
    send(*mortal, publish("t/m", "still here", 1)); // nothing was retained: the watcher would have got it
    deliver(*watcher, publish("t/m", "still here", 1));
    mortal->clientFin();
    deliver(*watcher, publish("t/m", "gone", 1));
    Talk::Connection& late = client("late", "t/#", 1);
    const std::uint32_t frame = deliver(late, retained(publish("t/m", "gone", 1)));
    EXPECT_THAT(talk.findings(),
                ElementsAre(Found{IssueCode::WillRetainedUnasked, frame, FieldId::MqttRetain, 0, 1}));
}

TEST_P(WillTest, WillNotRetained)
{
    start(1, true);
    mortal->clientFin();
    deliver(*watcher, publish("t/m", "gone", 1));
    Talk::Connection& late = client("late");
    const std::uint32_t subscribe = late.subscribe(1, "t/#", 1);
    late.suback(1, 1);
    Talk::Connection& other = client("other");
    send(other, publish("t/m", "new", 1));
    deliver(*watcher, publish("t/m", "new", 1));
    deliver(late, publish("t/m", "new", 1));
    settle(late);
    EXPECT_THAT(talk.findings(),
                ElementsAre(Found{IssueCode::WillNotRetained, subscribe, FieldId::MqttFilter, 0, connected}));
}

TEST_P(WillTest, ARetainedWillComesToLaterSubscribers)
{
    start(1, true);
    mortal->clientFin();
    deliver(*watcher, publish("t/m", "gone", 1));
    Talk::Connection& late = client("late", "t/#", 1);
    deliver(late, retained(publish("t/m", "gone", 1)));
    settle(late);
    EXPECT_THAT(talk.codes(), IsEmpty());
}

mqtt::Properties delayed(std::uint32_t seconds)
{
    mqtt::Properties properties;
    properties.setNumber(PropertyId::WillDelayInterval, seconds);
    return properties;
}

TEST_F(Will5Test, WillDespiteReconnect)
{
    start(1, false, delayed(30), 3600);
    mortal->clientFin();
    talk.waitMs(10'000);
    back("mortal");
    const std::uint32_t frame = deliver(*watcher, publish("t/m", "gone", 1));
    EXPECT_THAT(talk.findings(),
                ElementsAre(Found{IssueCode::WillDespiteReconnect, frame, FieldId::MqttTopic, 30, 10}));
}

TEST_F(Will5Test, WhoReturnsInTimeHasNotDied)
{
    start(1, false, delayed(30), 3600);
    mortal->clientFin();
    talk.waitMs(10'000);
    back("mortal");
    settle(*watcher);
    EXPECT_THAT(talk.codes(), IsEmpty());
}

TEST_F(Will5Test, AWillMayWait)
{
    start(1, false, delayed(30), 3600);
    mortal->clientFin();
    settle(*watcher);
    EXPECT_THAT(talk.codes(), IsEmpty());
}

TEST_F(Will5Test, ADelayedWillIsNotPublished)
{
    start(1, false, delayed(30), 3600);
    const std::uint32_t end = mortal->clientFin();
    for (int i = 0; i < 6; ++i)
        settle(*watcher);
    EXPECT_THAT(talk.findings(),
                ElementsAre(Found{IssueCode::WillNotPublished, connected, FieldId::MqttWilltopic, 0, end}));
}

/// MQTT 5.0 §3.1.3.2.2: before its delay has passed nothing is published, so nothing is retained.
TEST_F(Will5Test, ADelayedWillIsRetainedWhenItIsDue)
{
    start(1, true, delayed(30), 3600);
    mortal->clientFin();
    talk.waitMs(10'000);
    Talk::Connection& before = client("before", "t/#", 1);
    talk.waitMs(20'500);
    before.client(mqtt::Pingreq{});
    before.server(mqtt::Pingresp{});
    deliver(*watcher, publish("t/m", "gone", 1));
    const std::uint32_t frame = deliver(before, publish("t/m", "gone", 1));
    Talk::Connection& after = client("after", "t/#", 1);
    deliver(after, retained(publish("t/m", "gone", 1)));
    settle(before);
    EXPECT_THAT(talk.codes(), IsEmpty());
    const index::Snapshot& snapshot = talk.finish();
    ASSERT_EQ(snapshot.sessions.retained.size(), 1U);
    for (std::uint32_t message = 0; message < snapshot.messages.size(); ++message) {
        if (snapshot.messages[message].frame == frame) {
            EXPECT_EQ(snapshot.messages[snapshot.sessions.sourceOf(message)].frame, connected);
        }
    }
}

TEST_F(Will5Test, TheWillOfWhoReturnsInTimeIsNotRetained)
{
    start(1, true, delayed(30), 3600);
    mortal->clientFin();
    talk.waitMs(10'000);
    back("mortal");
    talk.waitMs(30'000);
    settle(*watcher);
    client("after", "t/#", 1);
    settle(*watcher);
    EXPECT_THAT(talk.codes(), IsEmpty());
    EXPECT_EQ(talk.finish().sessions.retained.size(), 0U);
}

TEST_F(Will5Test, WillPropertiesChanged)
{
    mqtt::Properties will;
    will.addUserProperty("a", "1");
    will.addUserProperty("b", "2");
    start(1, false, will);
    mortal->clientFin();
    mqtt::Publish packet = publish("t/m", "gone", 1);
    packet.properties.addUserProperty("b", "2");
    packet.properties.addUserProperty("a", "1");
    const std::uint32_t frame = deliver(*watcher, packet);
    EXPECT_THAT(talk.findings(),
                ElementsAre(Found{IssueCode::WillPropertiesChanged, frame,
                                  mqtt::propertyInfo(PropertyId::UserProperty).field, 0, connected}));
}

TEST_F(Will5Test, WillPropertiesAreKept)
{
    mqtt::Properties will;
    will.addUserProperty("a", "1");
    will.addUserProperty("b", "2");
    start(1, false, will);
    mortal->clientFin();
    mqtt::Publish packet = publish("t/m", "gone", 1);
    packet.properties.addUserProperty("a", "1");
    packet.properties.addUserProperty("b", "2");
    deliver(*watcher, packet);
    EXPECT_THAT(talk.codes(), IsEmpty());
}

} // namespace
} // namespace mqttscope::session::test
