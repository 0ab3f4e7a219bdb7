// SPDX-License-Identifier: GPL-3.0-or-later
// The flows of the client engine as a sender.
#include "tests/conformance/connected_talk.h"

#include <set>

namespace mqttscope::broker::test {
namespace {

using Kind = ClientEventKind;

ClientOptions lastingOptions(Version version)
{
    ClientOptions options = clientOptions(version);
    options.cleanStart = false;
    options.sessionExpiry = version == Version::V50 ? 3600 : 0;
    return options;
}

class ClientSends : public ::testing::TestWithParam<Version> {};
INSTANTIATE_TEST_SUITE_P(Versions, ClientSends, ::testing::ValuesIn(kVersions), versionName);

// [MQTT-3.1.0-1], MQTT31-3.1-1
TEST_P(ClientSends, ConnectFirst)
{
    ClientTalk talk(clientOptions(GetParam()));
    const auto packets = talk.sentPackets();
    ASSERT_EQ(packets.size(), 1U);
    const auto* connect = std::get_if<mqtt::Connect>(packets.data());
    ASSERT_NE(connect, nullptr);
    EXPECT_EQ(connect->protocolName, GetParam() == Version::V31 ? "MQIsdp" : "MQTT");
    EXPECT_EQ(connect->protocolLevel, static_cast<std::uint8_t>(GetParam()));
    EXPECT_EQ(connect->clientId, "a");
}

// [MQTT-4.3.1-1], [MQTT-3.3.1-2], [MQTT-2.2.1-2], 3.1.1 [MQTT-2.3.1-5]: QoS 0, DUP 0, no Packet Identifier
TEST_P(ClientSends, Qos0WithoutIdentifier)
{
    ConnectedTalk talk(clientOptions(GetParam()));
    EXPECT_EQ(talk.publish(messageOf("t", 0, "x")), ClientFault::None);
    EXPECT_EQ(talk.sent(), GetParam() == Version::V50 ? (Bytes{0x30, 0x05, 0x00, 0x01, 't', 0x00, 'x'})
                                                      : (Bytes{0x30, 0x04, 0x00, 0x01, 't', 'x'}));
    EXPECT_EQ(talk.event().kind, Kind::Published);
}

// [MQTT-4.3.2-1] to [MQTT-4.3.2-3], [MQTT-4.4.0-1], [MQTT-3.3.1-1], 3.1.1 [MQTT-2.3.1-3], MQTT31-2.1-4
TEST_P(ClientSends, Qos1AgainUntilPuback)
{
    ConnectedTalk talk(lastingOptions(GetParam()));
    EXPECT_EQ(talk.publish(messageOf("t", 1, "x"), 5), ClientFault::None);
    const Bytes rest = GetParam() == Version::V50 ? Bytes{0x07, 0x00, 0x01, 't', 0x00, 0x01, 0x00, 'x'}
                                                  : Bytes{0x06, 0x00, 0x01, 't', 0x00, 0x01, 'x'};
    EXPECT_EQ(talk.sent(), Bytes{0x32} + rest);
    talk.wait(30 * kSecond);
    EXPECT_TRUE(talk.sent().empty()); // never within a connection
    talk.comeBack(true);
    EXPECT_EQ(talk.sent(), Bytes{0x3a} + rest); // DUP, the same identifier
    talk.acknowledge<mqtt::Puback>(1);
    const ClientEvent event = talk.event();
    EXPECT_EQ(event.kind, Kind::Published);
    EXPECT_EQ(event.token, 5U);
    talk.comeBack(true);
    EXPECT_TRUE(talk.sent().empty());
}

// [MQTT-4.3.3-1] to [MQTT-4.3.3-6], [MQTT-4.4.0-1]: PUBLISH until PUBREC, then PUBREL until PUBCOMP
TEST_P(ClientSends, Qos2AgainUntilPubcomp)
{
    ConnectedTalk talk(lastingOptions(GetParam()));
    EXPECT_EQ(talk.publish(messageOf("t", 2, "x"), 5), ClientFault::None);
    const Bytes rest = GetParam() == Version::V50 ? Bytes{0x07, 0x00, 0x01, 't', 0x00, 0x01, 0x00, 'x'}
                                                  : Bytes{0x06, 0x00, 0x01, 't', 0x00, 0x01, 'x'};
    EXPECT_EQ(talk.sent(), Bytes{0x34} + rest);
    talk.comeBack(true);
    EXPECT_EQ(talk.sent(), Bytes{0x3c} + rest);
    talk.acknowledge<mqtt::Pubrec>(1);
    EXPECT_EQ(talk.sent(), (Bytes{0x62, 0x02, 0x00, 0x01}));
    talk.comeBack(true);
    const Bytes again = talk.sent(); // MQTT 3.1 §3.6: with DUP
    EXPECT_EQ(again,
              (Bytes{static_cast<std::uint8_t>(GetParam() == Version::V31 ? 0x6a : 0x62), 0x02, 0x00, 0x01}));
    talk.acknowledge<mqtt::Pubcomp>(1);
    EXPECT_EQ(talk.event().kind, Kind::Published);
    talk.comeBack(true);
    EXPECT_TRUE(talk.sent().empty());
}

// [MQTT-4.6.0-1], 3.1.1 [MQTT-4.6.0-1]
TEST_P(ClientSends, AgainInTheirOrder)
{
    ConnectedTalk talk(lastingOptions(GetParam()));
    for (const std::uint8_t qos : Bytes{1, 2, 1, 2})
        EXPECT_EQ(talk.publish(messageOf("t", qos)), ClientFault::None);
    (void)talk.sent();
    talk.comeBack(true);
    std::vector<std::uint16_t> order;
    for (const mqtt::Packet& packet : talk.sentPackets()) {
        EXPECT_TRUE(std::get<mqtt::Publish>(packet).dup);
        order.push_back(std::get<mqtt::Publish>(packet).packetId);
    }
    EXPECT_EQ(order, (std::vector<std::uint16_t>{1, 2, 3, 4}));
}

// [MQTT-4.6.0-4], 3.1.1 [MQTT-4.6.0-4]
TEST_P(ClientSends, PubrelsInTheOrderOfThePubrecs)
{
    ConnectedTalk talk(clientOptions(GetParam()));
    for (int i = 0; i < 3; ++i)
        EXPECT_EQ(talk.publish(messageOf("t", 2)), ClientFault::None);
    (void)talk.sent();
    for (const std::uint16_t packetId : std::vector<std::uint16_t>{2, 1, 3})
        talk.acknowledge<mqtt::Pubrec>(packetId);
    EXPECT_EQ(talk.sent(), (Bytes{0x62, 0x02, 0x00, 0x02, 0x62, 0x02, 0x00, 0x01, 0x62, 0x02, 0x00, 0x03}));
}

// [MQTT-2.2.1-3], 3.1.1 [MQTT-2.3.1-1], [MQTT-2.3.1-2], MQTT31-2.4-1, MQTT31-2.4-2, MQTT5-§2.2.1-id-space:
// one set for all packets, no 0, none that is in use
TEST_P(ClientSends, IdentifiersThatAreFree)
{
    ClientOptions options = clientOptions(GetParam());
    options.inflight = 0xffff;
    options.queuedMessages = 100'000;
    ConnectedTalk talk(options);
    EXPECT_EQ(talk.subscribe({"t", 0, false, false, 0}), ClientFault::None);
    std::set<std::uint16_t> used = {std::get<mqtt::Subscribe>(talk.sentPackets().at(0)).packetId};
    for (std::uint32_t i = 0; i < 0xfffe; ++i) {
        ASSERT_EQ(talk.publish(messageOf("t", 1)), ClientFault::None);
        const Bytes packet = talk.sent();
        ASSERT_GE(packet.size(), 7U);
        used.insert(static_cast<std::uint16_t>(packet[5] << 8 | packet[6]));
        talk.kept.clear();
        if (i % 16 != 0) { // most are answered, some stay
            const auto packetId = static_cast<std::uint16_t>(packet[5] << 8 | packet[6]);
            talk.acknowledge<mqtt::Puback>(packetId);
        }
    }
    EXPECT_EQ(used.size(), 0xffffU);
    EXPECT_FALSE(used.contains(0));
    const std::size_t open = talk.client.outgoing().open();
    for (int i = 0; i < 1000; ++i) { // the second round leaves out what is in use
        ASSERT_EQ(talk.publish(messageOf("t", 1)), ClientFault::None);
        const Bytes packet = talk.sent();
        ASSERT_GE(packet.size(), 7U); // at once: what comes after 65,535 is an identifier again
        ASSERT_NE(packet[5] << 8 | packet[6], 0);
    }
    std::set<std::uint16_t> flights;
    for (const Delivery& delivery : talk.client.outgoing().flights())
        flights.insert(delivery.packetId);
    EXPECT_EQ(flights.size(), open + 1000);
}

// [MQTT-3.3.4-7], [MQTT-4.9.0-1] to [MQTT-4.9.0-3]: no more than the Receive Maximum; all else goes on
TEST(ClientSendsIn5, NoMoreThanTheReceiveMaximum)
{
    mqtt::Connack connack;
    connack.properties.setNumber(PropertyId::ReceiveMaximum, 2);
    ConnectedTalk talk(clientOptions(Version::V50), connack);
    for (const std::uint8_t qos : Bytes{1, 2, 1})
        EXPECT_EQ(talk.publish(messageOf("t", qos)), ClientFault::None);
    EXPECT_EQ(talk.sentPackets().size(), 2U);
    EXPECT_EQ(talk.publish(messageOf("t", 0)), ClientFault::None);
    EXPECT_EQ(talk.subscribe({"t", 0, false, false, 0}), ClientFault::None);
    talk.client.ping(talk.now, talk.effects);
    talk.serverBytes({0x32, 0x06, 0x00, 0x01, 't', 0x00, 0x07, 0x00});
    EXPECT_EQ(talk.sentPackets().size(), 4U); // PUBLISH QoS 0, SUBSCRIBE, PINGREQ, PUBACK
    talk.acknowledge<mqtt::Pubrec>(2);        // its place is free only after PUBCOMP
    EXPECT_EQ(talk.sentPackets().size(), 1U);
    talk.acknowledge<mqtt::Pubcomp>(2);
    const auto next = talk.sentPackets();
    ASSERT_EQ(next.size(), 1U);
    EXPECT_EQ(std::get<mqtt::Publish>(next[0]).qos, 1);
}

// [MQTT-4.4.0-2], MQTT5-§3.5.2.1-pubrec-error-ends
TEST(ClientSendsIn5, NothingMoreAfterARefusal)
{
    ConnectedTalk talk(lastingOptions(Version::V50));
    EXPECT_EQ(talk.publish(messageOf("t", 1)), ClientFault::None);
    EXPECT_EQ(talk.publish(messageOf("t", 2)), ClientFault::None);
    (void)talk.sent();
    talk.acknowledge<mqtt::Puback>(1, 0x97);
    talk.acknowledge<mqtt::Pubrec>(2, 0x97);
    const ClientEvent event = talk.event();
    EXPECT_EQ(event.kind, Kind::Published);
    EXPECT_EQ(event.reasonCode, 0x97);
    EXPECT_TRUE(talk.sent().empty());
    talk.comeBack(true);
    EXPECT_TRUE(talk.sent().empty());
}

// [MQTT-3.14.4-1], [MQTT-3.14.4-2], 3.1.1 [MQTT-3.14.4-1], [MQTT-3.14.4-2], MQTT31-3.14-1
TEST_P(ClientSends, NothingAfterDisconnect)
{
    ConnectedTalk talk(clientOptions(GetParam()));
    talk.client.disconnect(0, std::nullopt, talk.now, talk.effects);
    EXPECT_EQ(talk.sent(), (Bytes{0xe0, 0x00}));
    EXPECT_TRUE(talk.closed);
    EXPECT_EQ(talk.publish(messageOf("t")), ClientFault::NotConnected);
    EXPECT_EQ(talk.publish(messageOf("t", 1)), ClientFault::None); // waits for another connection
    EXPECT_EQ(talk.subscribe({"t", 0, false, false, 0}), ClientFault::NotConnected);
    talk.serverBytes({0x32, 0x06, 0x00, 0x01, 't', 0x00, 0x07, 0x00});
    talk.wait(1000 * kSecond);
    EXPECT_TRUE(talk.sent().empty());
}

// [MQTT-3.1.2-20], 3.1.1 [MQTT-3.1.2-23], MQTT31-2.2-6
TEST_P(ClientSends, PingreqInTime)
{
    ClientOptions options = clientOptions(GetParam());
    options.keepAlive = 7;
    ConnectedTalk talk(options);
    for (int i = 0; i < 5; ++i) {
        talk.wait(7 * kSecond - 1);
        EXPECT_TRUE(talk.sent().empty());
        talk.wait(1);
        EXPECT_EQ(talk.sent(), (Bytes{0xc0, 0x00}));
        talk.serverBytes({0xd0, 0x00});
    }
}

// [MQTT-3.1.2-21], [MQTT-3.2.2-21]
TEST(ClientSendsIn5, PingreqAfterTheKeepAliveOfTheServer)
{
    mqtt::Connack connack;
    connack.properties.setNumber(PropertyId::ServerKeepAlive, 3);
    ConnectedTalk talk(clientOptions(Version::V50), connack);
    talk.wait(3 * kSecond);
    EXPECT_EQ(talk.sent(), (Bytes{0xc0, 0x00}));
}

} // namespace
} // namespace mqttscope::broker::test
