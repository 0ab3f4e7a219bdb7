// SPDX-License-Identifier: GPL-3.0-or-later
// Captures that start in the middle, and connections one after the other between the same ports.
#include "tests/unit/index/literal_messages.h"

#include <gmock/gmock.h>

namespace mqttscope::index::test {
namespace {

using mqtt::PacketType;
using ::testing::ElementsAre;
using Talk = TcpTalk;

TEST(StreamStart, AfterTheHandshakeNothingIsGuessed)
{
    FrameScript script;
    Talk talk{script};
    talk.handshake();
    const auto connect = talk.send(Talk::Client, kConnect311);
    const auto connack = talk.send(Talk::Server, kConnack311);
    const Snapshot& snapshot = script.finish();
    EXPECT_THAT(messagesOf(snapshot), ElementsAre(Seen{connect, PacketType::Connect, 0, 16},
                                                  Seen{connack, PacketType::Connack, 0, 4}));
    EXPECT_EQ(snapshot.strings[snapshot.connection(0)->clientId], "c1");
    EXPECT_EQ(snapshot.connection(0)->clientSide, 0);
    EXPECT_EQ(snapshot.directionOf(snapshot.messages[0]), mqtt::Direction::ClientToServer);
    EXPECT_EQ(snapshot.directionOf(snapshot.messages[1]), mqtt::Direction::ServerToClient);
}

TEST(StreamStart, FirstSegmentSeenIsTakenForAMessageAndMarked)
{
    FrameScript script;
    Talk talk{script};
    const auto frame = talk.send(Talk::Client, kPublish + kPingreq);
    const Snapshot& snapshot = script.finish();
    EXPECT_THAT(messagesOf(snapshot), ElementsAre(Seen{frame, PacketType::Publish, kGuessedStart, 9},
                                                  Seen{frame, PacketType::Pingreq, 0, 2}));
}

TEST(StreamStart, PayloadSeenFirstIsNoMessage)
{
    FrameScript script;
    Talk talk{script};
    talk.send(Talk::Client, text("30 degrees in the middle of a payload"));
    const auto frame = talk.send(Talk::Client, kPublish);
    const Snapshot& snapshot = script.finish();
    EXPECT_THAT(messagesOf(snapshot), ElementsAre(Seen{frame, PacketType::Publish, kGuessedStart, 9}));
}

TEST(StreamStart, SynWithoutItsAnswerIsEnough)
{
    FrameScript script;
    Talk talk{script};
    talk.syn(1000);
    const auto frame = talk.send(Talk::Client, kConnect311);
    EXPECT_THAT(messagesOf(script.finish()), ElementsAre(Seen{frame, PacketType::Connect, 0, 16}));
}

TEST(StreamStart, CaptureMayStartWithTheServer)
{
    FrameScript script;
    Talk talk{script};
    talk.send(Talk::Server, kPublish);
    talk.send(Talk::Client, kPingreq);
    const Snapshot& snapshot = script.finish();
    ASSERT_EQ(snapshot.messages.size(), 2U);
    EXPECT_EQ(snapshot.connection(0)->ends[0].port, 1883);
    EXPECT_EQ(snapshot.connection(0)->clientSide, 1);
    EXPECT_EQ(snapshot.directionOf(snapshot.messages[0]), mqtt::Direction::ServerToClient);
    EXPECT_EQ(snapshot.directionOf(snapshot.messages[1]), mqtt::Direction::ClientToServer);
}

TEST(PortReuse, NewSynBeginsANewConnection)
{
    FrameScript script;
    Talk first{script};
    first.handshake();
    first.send(Talk::Client, kConnect311);
    first.send(Talk::Client, part(kPublish, 0, 4)); // never completed
    Talk second{script};
    second.syn(900'000);
    const auto connect = second.send(Talk::Client, kConnect31);
    const Snapshot& snapshot = script.finish();
    ASSERT_EQ(snapshot.connectionCount, 2U);
    EXPECT_EQ(snapshot.strings[snapshot.connection(0)->clientId], "c1");
    EXPECT_EQ(snapshot.strings[snapshot.connection(1)->clientId], "c0");
    EXPECT_EQ(snapshot.connection(1)->firstFrame, connect - 1);
    EXPECT_EQ(snapshot.connection(0)->lastFrame, connect - 2);
    EXPECT_EQ(snapshot.frame(connect).stream, 1U);
    // The first connection's open message ends with it.
    EXPECT_THAT(messagesOf(snapshot),
                ElementsAre(Seen{4, PacketType::Connect, 0, 16}, Seen{5, PacketType::Publish, kIncomplete, 9},
                            Seen{connect, PacketType::Connect, 0, 18}));
}

TEST(PortReuse, SameSynAgainIsTheSameConnection)
{
    FrameScript script;
    Talk talk{script};
    talk.syn(1000);
    talk.syn(1000);
    talk.send(Talk::Client, kConnect311);
    const Snapshot& snapshot = script.finish();
    EXPECT_EQ(snapshot.connectionCount, 1U);
    EXPECT_EQ(snapshot.messages.size(), 1U);
}

TEST(Ports, TwoConnectionsOfOneClientAreApart)
{
    FrameScript script;
    Talk first{script, 1883, 50'000};
    Talk second{script, 1883, 50'001};
    first.handshake();
    second.handshake();
    first.send(Talk::Client, part(kConnect311, 0, 5));
    second.send(Talk::Client, kConnect31);
    first.send(Talk::Client, part(kConnect311, 5));
    const Snapshot& snapshot = script.finish();
    EXPECT_THAT(messagesOf(snapshot),
                ElementsAre(Seen{8, PacketType::Connect, 0, 18}, Seen{9, PacketType::Connect, 0, 16}));
    EXPECT_EQ(snapshot.messages[0].stream, 1U);
    EXPECT_EQ(snapshot.messages[1].stream, 0U);
}

} // namespace
} // namespace mqttscope::index::test
