// SPDX-License-Identifier: GPL-3.0-or-later
// Which connections are read as MQTT.
#include "tests/unit/index/literal_messages.h"

#include <gmock/gmock.h>

namespace mqttscope::index::test {
namespace {

using mqtt::PacketType;
using ::testing::ElementsAre;
using Talk = TcpTalk;

TEST(AnyPort, ConnectMakesItMqtt)
{
    FrameScript script;
    Talk talk{script, 8765};
    talk.handshake();
    const auto connect = talk.send(Talk::Client, kConnect311);
    const auto connack = talk.send(Talk::Server, kConnack311);
    const Snapshot& snapshot = script.finish();
    EXPECT_THAT(messagesOf(snapshot), ElementsAre(Seen{connect, PacketType::Connect, 0, 16},
                                                  Seen{connack, PacketType::Connack, 0, 4}));
    EXPECT_TRUE(snapshot.connection(0)->mqtt);
}

TEST(AnyPort, ConnectInSingleBytesMakesItMqtt)
{
    for (const Bytes& message : {kConnect311, kConnect31, kConnect5}) {
        FrameScript script;
        Talk talk{script, 8765};
        talk.handshake();
        std::uint32_t last = 0;
        for (std::size_t i = 0; i < message.size(); ++i)
            last = talk.send(Talk::Client, part(message, i, 1));
        const auto ping = talk.send(Talk::Client, kPingreq);
        const Snapshot& snapshot = script.finish();
        ASSERT_EQ(snapshot.messages.size(), 2U);
        EXPECT_EQ(messagesOf(snapshot)[0],
                  (Seen{last, PacketType::Connect, 0, static_cast<std::uint32_t>(message.size())}));
        EXPECT_EQ(messagesOf(snapshot)[1], (Seen{ping, PacketType::Pingreq, 0, 2}));
        EXPECT_EQ(bytesOf(script, snapshot, 0), message);
    }
}

TEST(AnyPort, OtherProtocolsStayOther)
{
    const std::vector<Bytes> beginnings = {
        text("GET / HTTP/1.1\r\n\r\n"),
        {0x16, 0x03, 0x01, 0x02, 0x00},                                            // TLS
        {0x10, 0x0e, 0x00, 0x04, 0x48, 0x54, 0x54, 0x50, 4, 2, 0, 60, 0, 2, 1, 1}, // another name
        kPublish,                                                                  // MQTT, but no CONNECT
        {0x10},                                                                    // not yet told
    };
    for (const Bytes& beginning : beginnings) {
        FrameScript script;
        Talk talk{script, 8765};
        talk.handshake();
        talk.send(Talk::Client, beginning);
        const Bytes more = beginning.size() > 1 ? kConnect311 : text("no CONNECT");
        talk.send(Talk::Client, more);
        talk.send(Talk::Server, kConnack311);
        const Snapshot& snapshot = script.finish();
        EXPECT_EQ(snapshot.messages.size(), 0U);
        EXPECT_FALSE(snapshot.connection(0)->mqtt);
        EXPECT_EQ(snapshot.frameCount(), 6U);
    }
}

TEST(AnyPort, CanBeSwitchedOff)
{
    IndexOptions options;
    options.detectOnAnyPort = false;
    FrameScript script{options};
    Talk talk{script, 8765};
    talk.handshake();
    talk.send(Talk::Client, kConnect311);
    EXPECT_EQ(script.finish().messages.size(), 0U);
}

TEST(AnyPort, PortsThatAreNamedNeedNoConnect)
{
    IndexOptions options;
    options.mqttPorts = {1883, 8765};
    options.detectOnAnyPort = false;
    FrameScript script{options};
    Talk talk{script, 8765};
    const auto frame = talk.send(Talk::Client, kPublish);
    EXPECT_THAT(messagesOf(script.finish()), ElementsAre(Seen{frame, PacketType::Publish, kGuessedStart, 9}));
}

TEST(AnyPort, PortsThatAreNotNamedAreNotMqtt)
{
    IndexOptions options;
    options.mqttPorts = {8765};
    options.detectOnAnyPort = false;
    FrameScript script{options};
    Talk talk{script, 1883};
    talk.handshake();
    talk.send(Talk::Client, kConnect311);
    EXPECT_EQ(script.finish().messages.size(), 0U);
}

TEST(AnyPort, OnTheMqttPortAnythingIsReadAsMqtt)
{
    FrameScript script;
    Talk talk{script};
    talk.handshake();
    const auto frame = talk.send(Talk::Client, kPublish);
    EXPECT_THAT(messagesOf(script.finish()), ElementsAre(Seen{frame, PacketType::Publish, 0, 9}));
}

} // namespace
} // namespace mqttscope::index::test
