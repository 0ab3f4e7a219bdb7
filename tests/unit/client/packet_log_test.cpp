// SPDX-License-Identifier: GPL-3.0-or-later
// What -d prints, in mosquitto's words.
#include "app/client/packet_log.h"
#include "dissector/mqtt/encoder.h"

#include <gtest/gtest.h>

namespace mqttscope::app {
namespace {

using mqtt::Version;

std::vector<std::uint8_t> bytesOf(const mqtt::Packet& packet, Version version)
{
    std::vector<std::uint8_t> bytes;
    EXPECT_TRUE(mqtt::encode(packet, version, bytes).has_value());
    return bytes;
}

class PacketLogOf5 : public ::testing::Test {
protected:
    std::string sent(const mqtt::Packet& packet) { return log.sent(bytesOf(packet, Version::V50)); }
    std::string received(const mqtt::Packet& packet) { return log.received(bytesOf(packet, Version::V50)); }
    template <class Ack> mqtt::Packet ack(std::uint16_t packetId, std::uint8_t code)
    {
        mqtt::Packet packet;
        auto& one = packet.emplace<Ack>();
        one.packetId = packetId;
        one.reasonCode = code;
        return packet;
    }

    PacketLog log{"me", Version::V50};
};

TEST_F(PacketLogOf5, NamesTheClientAsTheServerDoes)
{
    PacketLog nameless("", Version::V50);
    mqtt::Connect connect;
    connect.protocolLevel = 5;
    EXPECT_EQ(nameless.sent(bytesOf(connect, Version::V50)), "Client (null) sending CONNECT\n");
    mqtt::Connack connack;
    connack.properties.setText(mqtt::PropertyId::AssignedClientIdentifier, "auto-1");
    EXPECT_EQ(nameless.received(bytesOf(connack, Version::V50)), "Client auto-1 received CONNACK (0)\n");
    EXPECT_EQ(nameless.sent(bytesOf(mqtt::Pingreq{}, Version::V50)), "Client auto-1 sending PINGREQ\n");
}

TEST_F(PacketLogOf5, PublishesOfQos0HaveNumbersOfTheirOwn)
{
    mqtt::Publish publish;
    publish.topic = "a";
    publish.payload = field::asBytes("xyz");
    EXPECT_EQ(sent(publish), "Client me sending PUBLISH (d0, q0, r0, m1, 'a', ... (3 bytes))\n");
    publish.topic = {};
    publish.properties.setNumber(mqtt::PropertyId::TopicAlias, 1);
    EXPECT_EQ(sent(publish), "Client me sending PUBLISH (d0, q0, r0, m2, '(null)', ... (3 bytes))\n");
    publish = {};
    publish.topic = "b";
    publish.qos = 2;
    publish.packetId = 9;
    publish.dup = true;
    publish.retain = true;
    EXPECT_EQ(received(publish), "Client me received PUBLISH (d1, q2, r1, m9, 'b', ... (0 bytes))\n");
}

TEST_F(PacketLogOf5, Acknowledgements)
{
    EXPECT_EQ(sent(ack<mqtt::Puback>(1, 0)), "Client me sending PUBACK (m1, rc0)\n");
    EXPECT_EQ(received(ack<mqtt::Puback>(1, 0x87)), "Client me received PUBACK (Mid: 1, RC:135)\n");
    EXPECT_EQ(sent(ack<mqtt::Pubrec>(2, 0)), "Client me sending PUBREC (m2, rc0)\n");
    EXPECT_EQ(received(ack<mqtt::Pubrec>(2, 0)), "Client me received PUBREC (Mid: 2)\n");
    EXPECT_EQ(sent(ack<mqtt::Pubrel>(3, 0)), "Client me sending PUBREL (m3)\n");
    EXPECT_EQ(received(ack<mqtt::Pubrel>(3, 0)), "Client me received PUBREL (Mid: 3)\n");
    EXPECT_EQ(sent(ack<mqtt::Pubcomp>(4, 0)), "Client me sending PUBCOMP (m4)\n");
    EXPECT_EQ(received(ack<mqtt::Pubcomp>(4, 0)), "Client me received PUBCOMP (Mid: 4, RC:0)\n");
}

TEST_F(PacketLogOf5, EachFilterHasItsLine)
{
    mqtt::Subscribe subscribe;
    subscribe.packetId = 1;
    subscribe.subscriptions.push_back({"a", 0, false, false, 0});
    subscribe.subscriptions.push_back({"b/#", 2, true, true, 2});
    EXPECT_EQ(sent(subscribe), "Client me sending SUBSCRIBE (Mid: 1, Topic: a, QoS: 0, Options: 0x00)\n"
                               "Client me sending SUBSCRIBE (Mid: 1, Topic: b/#, QoS: 2, Options: 0x2c)\n");
    mqtt::Suback suback;
    suback.packetId = 1;
    suback.codes.push_back(0);
    suback.codes.push_back(0x87);
    EXPECT_EQ(received(suback), "Client me received SUBACK\nSubscribed (mid: 1): 0, 135\n");
    mqtt::Unsubscribe unsubscribe;
    unsubscribe.packetId = 2;
    unsubscribe.topicFilters.push_back("a");
    EXPECT_EQ(sent(unsubscribe), "Client me sending UNSUBSCRIBE (Mid: 2, Topic: a)\n");
    mqtt::Publish publish;
    publish.topic = "a";
    EXPECT_EQ(sent(publish), "Client me sending PUBLISH (d0, q0, r0, m3, 'a', ... (0 bytes))\n")
        << "as mosquitto counts";
    mqtt::Disconnect disconnect;
    disconnect.reasonCode = 0x8b;
    EXPECT_EQ(received(disconnect), "Client me received DISCONNECT (139)\n");
    EXPECT_EQ(sent(mqtt::Disconnect{}), "Client me sending DISCONNECT\n");
}

} // namespace
} // namespace mqttscope::app
