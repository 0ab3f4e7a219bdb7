// SPDX-License-Identifier: GPL-3.0-or-later
// Over real sockets: the Will.
#include "tests/conformance/sockets_fixture.h"

namespace mqttscope::broker::test {
namespace {

class SocketsWill : public SocketsTest {
protected:
    /// A client with a Will on topic "w", and one that subscribes to it.
    void begin()
    {
        start();
        watcher = &client("watcher");
        watcher->subscribe("w", 1);
    }
    SocketPeer& dying(const mqtt::Will& will)
    {
        SocketPeer& one = peer();
        mqtt::Connect connect = one.connectPacket("dying", false);
        connect.will = will;
        one.connect(connect);
        return one;
    }
    [[nodiscard]] static mqtt::Will will(std::string_view payload)
    {
        mqtt::Will made;
        made.topic = "w";
        made.payload = field::asBytes(payload);
        return made;
    }

    SocketPeer* watcher = nullptr;
};
INSTANTIATE_TEST_SUITE_P(Epoll, SocketsWill, ::testing::ValuesIn(everyVersion(false)), overSocketsName);
INSTANTIATE_TEST_SUITE_P(QTcpSocket, SocketsWill, ::testing::ValuesIn(everyVersion(true)), overSocketsName);

TEST_P(SocketsWill, ComesWhenTheConnectionIsLost)
{
    begin();
    mqtt::Will one = will("gone");
    one.qos = 1;
    dying(one).abort();
    watcher->expectPublish("w", "gone", 1, 1);
    watcher->acknowledge<mqtt::Puback>(1);
    dying(one).finish(); // an end without DISCONNECT is one too
    watcher->expectPublish("w", "gone", 1, 2);
}

TEST_P(SocketsWill, ComesWhenTheClientBreaksARule)
{
    begin();
    SocketPeer& one = dying(will("gone"));
    one.sendBytes({0x00, 0x00});
    one.expectDisconnect(ReasonCode::MalformedPacket);
    watcher->expectPublish("w", "gone");
}

TEST_P(SocketsWill, ComesNotAfterDisconnect)
{
    begin();
    dying(will("gone")).disconnect();
    watcher->expectNothing();
    // And not later: the session has none any more.
    client("dying", false, true).abort();
    EXPECT_TRUE(stage.lookUntil([](const Broker& broker) {
        const Session* const session = broker.findSession("dying");
        return session != nullptr && session->connection == nullptr;
    }));
    watcher->expectNothing();
}

TEST_P(SocketsWill, IsRetainedIfItSaysSo)
{
    begin();
    mqtt::Will one = will("kept");
    one.retain = true;
    dying(one).abort();
    EXPECT_FALSE(watcher->expectPublish("w", "kept").retain);
    SocketPeer& later = client("later");
    later.subscribe("w", 0);
    EXPECT_TRUE(later.expectPublish("w", "kept").retain);
}

TEST_P(SocketsWill, IsNotRetainedUnasked)
{
    begin();
    dying(will("gone")).abort();
    watcher->expectPublish("w", "gone");
    SocketPeer& later = client("later");
    later.subscribe("w", 0);
    later.expectNothing();
}

class SocketsWillIn5 : public SocketsWill {};
INSTANTIATE_TEST_SUITE_P(Epoll, SocketsWillIn5, ::testing::Values(OverSockets{Version::V50, false}),
                         overSocketsName);
INSTANTIATE_TEST_SUITE_P(QTcpSocket, SocketsWillIn5, ::testing::Values(OverSockets{Version::V50, true}),
                         overSocketsName);

TEST_P(SocketsWillIn5, WaitsForItsDelay)
{
    begin();
    mqtt::Will one = will("gone");
    one.properties.setNumber(PropertyId::WillDelayInterval, 1);
    dying(one).abort();
    EXPECT_TRUE(stage.lookUntil(
        [](const Broker& broker) { return broker.decisionCount(mqtt::Decision::WillDelayed) == 1; }));
    watcher->expectPublish("w", "gone");
    stage.look([](const Broker& broker) {
        const DecisionRing& ring = broker.decisions();
        Nanoseconds delayed = 0;
        for (std::uint64_t i = ring.first(); i < ring.total(); ++i) {
            if (ring.at(i).code == mqtt::Decision::WillDelayed)
                delayed = ring.at(i).time;
            if (ring.at(i).code == mqtt::Decision::WillPublished) {
                EXPECT_GE(ring.at(i).time, delayed + kSecond);
            }
        }
    });
}

TEST_P(SocketsWillIn5, IsCancelledByAReturn)
{
    begin();
    mqtt::Will one = will("gone");
    one.properties.setNumber(PropertyId::WillDelayInterval, 1);
    dying(one).abort();
    EXPECT_TRUE(stage.lookUntil(
        [](const Broker& broker) { return broker.decisionCount(mqtt::Decision::WillDelayed) == 1; }));
    client("dying", false, true);
    stage.look([](const Broker& broker) {
        EXPECT_EQ(broker.decisionCount(mqtt::Decision::WillCancelled), 1U);
        EXPECT_FALSE(broker.findSession("dying")->will.has_value());
    });
    watcher->expectNothing();
}

TEST_P(SocketsWillIn5, DisconnectCanAskForIt)
{
    begin();
    dying(will("gone")).disconnect(static_cast<std::uint8_t>(ReasonCode::DisconnectWithWillMessage));
    watcher->expectPublish("w", "gone");
}

TEST_P(SocketsWillIn5, CarriesItsProperties)
{
    begin();
    mqtt::Will one = will("{}");
    one.properties.setNumber(PropertyId::PayloadFormatIndicator, 1);
    one.properties.setText(PropertyId::ContentType, "application/json");
    for (const char* name : {"b", "a", "c", "a"})
        one.properties.addUserProperty(name, "value");
    dying(one).abort();
    EXPECT_EQ(watcher->expectPublish("w", "{}").properties, one.properties);
}

} // namespace
} // namespace mqttscope::broker::test
