// SPDX-License-Identifier: GPL-3.0-or-later
// Packets that break the format or are not allowed: the server closes, and its record names statement and
// code. [MQTT-4.13.1-1], 3.1.1 [MQTT-4.8.0-1]
#include "tests/unit/broker/stage.h"

#include <ostream>

namespace mqttscope::broker::test {
namespace {

using mqtt::Decision;

struct Broken {
    const char* statement;
    Version version;
    Bytes bytes;
    ReasonCode reason = ReasonCode::MalformedPacket;
};

std::ostream& operator<<(std::ostream& out, const Broken& broken)
{
    return out << broken.statement;
}

class BrokenPacket : public ::testing::TestWithParam<Broken> {};

TEST_P(BrokenPacket, EndsTheConnection)
{
    Stage stage;
    const Broken& broken = GetParam();
    Peer& peer = stage.client(broken.version, "a");
    peer.sendBytes(broken.bytes);
    peer.expectDisconnect(broken.reason);
    const auto refused = stage.decisions(Decision::Disconnected);
    ASSERT_EQ(refused.size(), 1U);
    EXPECT_EQ(statementOf(refused[0]), broken.statement);
    EXPECT_FALSE(clauseOf(refused[0]).empty());
    EXPECT_EQ(refused[0].reasonCode, static_cast<std::uint8_t>(broken.reason));
}

constexpr auto k5 = Version::V50;
constexpr auto k311 = Version::V311;
constexpr auto kProtocolError = ReasonCode::ProtocolError;

INSTANTIATE_TEST_SUITE_P(
    Of5, BrokenPacket,
    ::testing::Values(
        // PUBLISH
        Broken{"MQTT-1.5.4-1", k5, {0x30, 0x04, 0x00, 0x01, 0xff, 0x00}},
        Broken{"MQTT-1.5.4-1", k5, {0x30, 0x06, 0x00, 0x03, 0xed, 0xa0, 0x80, 0x00}}, // a surrogate
        Broken{"MQTT-1.5.4-2", k5, {0x30, 0x04, 0x00, 0x01, 0x00, 0x00}},
        Broken{"MQTT-1.5.5-1", k5, {0x30, 0x84, 0x00, 0x00, 0x01, 't', 0x00}},
        Broken{"MQTT-1.5.4-1", k5, {0x30, 0x0a, 0x00, 0x01, 't', 0x06, 0x26, 0x00, 0x01, 0xff, 0x00, 0x00}},
        Broken{"MQTT-2.2.2-1", k5, {0x30, 0x03, 0x00, 0x01, 't'}},
        Broken{"MQTT-3.3.1-2", k5, {0x38, 0x04, 0x00, 0x01, 't', 0x00}},
        Broken{"MQTT-3.3.1-4", k5, {0x36, 0x06, 0x00, 0x01, 't', 0x00, 0x01, 0x00}},
        Broken{"MQTT-2.2.1-3", k5, {0x32, 0x06, 0x00, 0x01, 't', 0x00, 0x00, 0x00}, kProtocolError},
        Broken{"MQTT-3.3.2-2", k5, {0x30, 0x04, 0x00, 0x01, '+', 0x00}, kProtocolError}, // and [MQTT-4.7.0-1]
        Broken{
            "MQTT-3.3.2-14", k5, {0x30, 0x08, 0x00, 0x01, 't', 0x04, 0x08, 0x00, 0x01, '#'}, kProtocolError},
        Broken{"MQTT-3.3.4-6", k5, {0x30, 0x06, 0x00, 0x01, 't', 0x02, 0x0b, 0x01}, kProtocolError},
        Broken{"MQTT5-§3.3.2.1-no-topic-no-alias", k5, {0x30, 0x03, 0x00, 0x00, 0x00}, kProtocolError},
        Broken{"MQTT5-§2.2.2.2-unknown-property", k5, {0x30, 0x06, 0x00, 0x01, 't', 0x02, 0x7f, 0x00}},
        Broken{
            "MQTT5-§2.2.2.2-property-not-allowed", k5, {0x30, 0x07, 0x00, 0x01, 't', 0x03, 0x21, 0x00, 0x01}},
        Broken{"MQTT5-§1.5-field-past-end", k5, {0x30, 0x03, 0x00, 0x05, 't'}},
        // acknowledgements
        Broken{"MQTT-2.1.3-1", k5, {0x41, 0x02, 0x00, 0x01}},
        Broken{"MQTT-3.6.1-1", k5, {0x60, 0x02, 0x00, 0x01}},
        Broken{"MQTT-3.4.2-1", k5, {0x40, 0x03, 0x00, 0x01, 0x55}, kProtocolError},
        Broken{"MQTT-3.6.2-1", k5, {0x62, 0x03, 0x00, 0x01, 0x80}, kProtocolError},
        // SUBSCRIBE, UNSUBSCRIBE
        Broken{"MQTT-3.8.1-1", k5, {0x80, 0x07, 0x00, 0x01, 0x00, 0x00, 0x01, 't', 0x00}},
        Broken{"MQTT-3.8.3-2", k5, {0x82, 0x03, 0x00, 0x01, 0x00}, kProtocolError},
        Broken{"MQTT-4.7.3-1", k5, {0x82, 0x06, 0x00, 0x01, 0x00, 0x00, 0x00, 0x00}, kProtocolError},
        Broken{
            "MQTT-4.7.1-1", k5, {0x82, 0x08, 0x00, 0x01, 0x00, 0x00, 0x02, 'a', '#', 0x00}, kProtocolError},
        Broken{"MQTT-3.10.1-1", k5, {0xa0, 0x06, 0x00, 0x01, 0x00, 0x00, 0x01, 't'}},
        Broken{"MQTT-3.10.3-2", k5, {0xa2, 0x03, 0x00, 0x01, 0x00}, kProtocolError},
        // DISCONNECT, AUTH, PINGREQ, type 0
        Broken{"MQTT-3.14.1-1", k5, {0xe1, 0x00}},
        Broken{"MQTT-3.14.2-1", k5, {0xe0, 0x01, 0x55}, kProtocolError},
        Broken{"MQTT-3.15.1-1", k5, {0xf1, 0x00}}, Broken{"MQTT5-§3.12-ping-length", k5, {0xc0, 0x01, 0x00}},
        Broken{"MQTT5-§2.1.2-packet-type-0", k5, {0x00, 0x00}}));

INSTANTIATE_TEST_SUITE_P(
    Of311, BrokenPacket,
    ::testing::Values(Broken{"MQTT-1.5.3-1", k311, {0x30, 0x03, 0x00, 0x01, 0xff}},
                      Broken{"MQTT-1.5.3-2", k311, {0x30, 0x03, 0x00, 0x01, 0x00}}, // and [MQTT-4.7.3-2]
                      Broken{"MQTT-3.3.1-2", k311, {0x38, 0x03, 0x00, 0x01, 't'}},
                      Broken{"MQTT-2.3.1-1", k311, {0x32, 0x05, 0x00, 0x01, 't', 0x00, 0x00}, kProtocolError},
                      Broken{"MQTT-4.7.3-1", k311, {0x30, 0x02, 0x00, 0x00}, kProtocolError},
                      Broken{"MQTT-2.2.2-1", k311, {0x41, 0x02, 0x00, 0x01}}, // [MQTT-2.2.2-2]
                      Broken{"MQTT-3.6.1-1", k311, {0x60, 0x02, 0x00, 0x01}},
                      Broken{"MQTT311-§3.4-length-2", k311, {0x40, 0x03, 0x00, 0x01, 0x00}},
                      Broken{"MQTT-3.8.1-1", k311, {0x80, 0x06, 0x00, 0x01, 0x00, 0x01, 't', 0x00}},
                      Broken{"MQTT-3-8.3-4", k311, {0x82, 0x06, 0x00, 0x01, 0x00, 0x01, 't', 0x03}},
                      Broken{"MQTT-3.8.3-3", k311, {0x82, 0x02, 0x00, 0x01}, kProtocolError},
                      Broken{"MQTT-3.10.1-1", k311, {0xa0, 0x05, 0x00, 0x01, 0x00, 0x01, 't'}},
                      Broken{"MQTT-3.10.3-2", k311, {0xa2, 0x02, 0x00, 0x01}, kProtocolError},
                      Broken{"MQTT-3.14.1-1", k311, {0xe1, 0x00}},
                      Broken{"MQTT311-§2.2.1-packet-type", k311, {0xf0, 0x00}}));

// Reason Strings give way to the client's Maximum Packet Size: [MQTT-3.4.2-2], [MQTT-3.5.2-2],
// [MQTT-3.14.2-3]
TEST(ReasonString, GivesWayToTheMaximumPacketSize)
{
    Stage stage;
    Peer& peer = stage.peer(Version::V50);
    mqtt::Connect connect = peer.connectPacket("a");
    connect.properties.setNumber(PropertyId::MaximumPacketSize, 20);
    peer.connect(connect);
    peer.publish("$x", "1", 1, 1);
    EXPECT_EQ(peer.expectBytes(), (Bytes{0x40, 0x03, 0x00, 0x01, 0x90}));
    peer.publish("$x", "1", 2, 2);
    EXPECT_EQ(peer.expectBytes(), (Bytes{0x50, 0x03, 0x00, 0x02, 0x90}));
    peer.sendBytes({0x36, 0x00});
    EXPECT_EQ(peer.expectBytes(), (Bytes{0xe0, 0x01, 0x81}));
    EXPECT_TRUE(peer.closed());
}

} // namespace
} // namespace mqttscope::broker::test
