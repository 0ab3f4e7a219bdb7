// SPDX-License-Identifier: GPL-3.0-or-later
// Bytes that are not there: lost segments, snap length, lengths that cannot be.
#include "tests/unit/index/literal_messages.h"

#include <gmock/gmock.h>

namespace mqttscope::index::test {
namespace {

using mqtt::PacketType;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using Talk = TcpTalk;

/// A connection that has said hello: frames 1 to 5.
struct Gap : ::testing::Test {
    Gap()
    {
        talk.handshake();
        talk.send(Talk::Client, kConnect311);
        talk.send(Talk::Server, kConnack311);
    }
    /// The messages after CONNECT and CONNACK.
    std::vector<Seen> seen()
    {
        snapshot = &script.finish();
        std::vector<Seen> all = messagesOf(*snapshot);
        all.erase(all.begin(), all.begin() + 2);
        return all;
    }

    FrameScript script;
    Talk talk{script};
    const Snapshot* snapshot = nullptr;
};

TEST_F(Gap, InTheMiddleOfAMessageLeavesTheNextBoundaryExact)
{
    const Bytes publish = publishOf(300);
    const auto first = talk.send(Talk::Client, part(publish, 0, 100));
    talk.lose(Talk::Client, 100);
    const auto last = talk.send(Talk::Client, part(publish, 200) + kPingreq);
    EXPECT_THAT(seen(), ElementsAre(Seen{last, PacketType::Publish, kIncomplete, 306},
                                    Seen{last, PacketType::Pingreq, 0, 2}));
    EXPECT_EQ(bytesOf(script, *snapshot, 2), part(publish, 0, 100) + Bytes(100, '?') + part(publish, 200));
    ASSERT_EQ(snapshot->gaps.size(), 1U);
    EXPECT_EQ(snapshot->gaps[0].offset, kConnect311.size() + 100);
    EXPECT_EQ(snapshot->gaps[0].length, 100U);
    EXPECT_FALSE(snapshot->gaps[0].boundaryGuessed);
    EXPECT_EQ(snapshot->frame(first).firstMessage, 2U);
}

TEST_F(Gap, UpToTheLastByteOfAMessageLeavesTheNextBoundaryExact)
{
    const Bytes publish = publishOf(300);
    talk.send(Talk::Client, part(publish, 0, 100));
    talk.lose(Talk::Client, publish.size() - 100);
    // Bytes that cannot begin a message: the boundary is known all the same.
    const auto frame = talk.send(Talk::Client, Bytes{0x00, 0x01, 0xff});
    EXPECT_THAT(seen(), ElementsAre(Seen{6, PacketType::Publish, kIncomplete, 306},
                                    Seen{frame, PacketType::Reserved0, kMalformed, 3}));
    EXPECT_FALSE(snapshot->gaps[0].boundaryGuessed);
}

TEST_F(Gap, OverAHeaderIsFollowedByAGuess)
{
    talk.lose(Talk::Client, 50);
    const auto frame = talk.send(Talk::Client, kPublishQos1 + kPingreq);
    EXPECT_THAT(seen(), ElementsAre(Seen{frame, PacketType::Publish, kGuessedStart, 8},
                                    Seen{frame, PacketType::Pingreq, 0, 2}));
    EXPECT_TRUE(snapshot->gaps[0].boundaryGuessed);
}

TEST_F(Gap, RestOfAMessageIsNotGuessedToBeOne)
{
    talk.lose(Talk::Client, 50);
    talk.send(Talk::Client, text("{\"t\":21.5}"));       // 7b is no MQTT Control Packet type that fits
    talk.send(Talk::Client, text("0.5,\"n\":12} {...")); // 30 2e: a PUBLISH of 46 bytes, but for its topic
    const auto frame = talk.send(Talk::Client, kPublish);
    EXPECT_THAT(seen(), ElementsAre(Seen{frame, PacketType::Publish, kGuessedStart, 9}));
}

TEST_F(Gap, MessageCutInsideItsHeaderIsIncompleteAndNotMalformed)
{
    const auto frame = talk.send(Talk::Client, Bytes{0x30});
    talk.lose(Talk::Client, 20);
    const auto next = talk.send(Talk::Client, kPingreq);
    EXPECT_THAT(seen(), ElementsAre(Seen{frame, PacketType::Publish, kIncomplete, 2},
                                    Seen{next, PacketType::Pingreq, kGuessedStart, 2}));
}

TEST_F(Gap, MessageBegunAtTheEndIsIncomplete)
{
    const auto frame = talk.send(Talk::Client, part(publishOf(300), 0, 100));
    EXPECT_THAT(seen(), ElementsAre(Seen{frame, PacketType::Publish, kIncomplete, 306}));
}

TEST_F(Gap, MessageBegunBeforeFinIsIncompleteAtItsOwnFrame)
{
    const auto frame = talk.send(Talk::Client, part(publishOf(300), 0, 100));
    talk.fin(Talk::Client);
    EXPECT_THAT(seen(), ElementsAre(Seen{frame, PacketType::Publish, kIncomplete, 306}));
}

TEST_F(Gap, IncompleteMessagesAreNotShownByTheFilter)
{
    const Bytes publish = publishOf(300);
    talk.send(Talk::Client, part(publish, 0, 100));
    talk.lose(Talk::Client, 100);
    const auto last = talk.send(Talk::Client, part(publish, 200));
    const auto ping = talk.send(Talk::Client, kPingreq);
    seen();
    EXPECT_FALSE(snapshot->hasMqtt(last));
    EXPECT_TRUE(snapshot->hasMqtt(ping));
}

TEST_F(Gap, MessagesThatWaitedAreAnchoredAtTheirOwnFrames)
{
    talk.lose(Talk::Client, 30);
    const auto first = talk.send(Talk::Client, kPublish + kPublishQos1);
    const auto ping = talk.send(Talk::Server, kPingresp); // recorded before what waits
    const auto second = talk.send(Talk::Client, kPingreq);
    EXPECT_THAT(seen(),
                ElementsAre(Seen{ping, PacketType::Pingresp, 0, 2},
                            Seen{first, PacketType::Publish, kGuessedStart, 9},
                            Seen{first, PacketType::Publish, 0, 8}, Seen{second, PacketType::Pingreq, 0, 2}));
    EXPECT_THAT(messagesAt(*snapshot, first), ElementsAre(3U, 4U));
    EXPECT_THAT(messagesAt(*snapshot, ping), ElementsAre(2U));
    EXPECT_THAT(messagesAt(*snapshot, second), ElementsAre(5U));
    EXPECT_TRUE(snapshot->hasMqtt(first));
    EXPECT_EQ(snapshot->messages[3].packetId, 0);
    EXPECT_EQ(snapshot->messages[4].packetId, 10);
}

TEST_F(Gap, GapFilledInTimeIsNoGap)
{
    const Bytes all = kPublish + kPublishQos1 + kPingreq;
    const auto at = static_cast<std::uint32_t>(kConnect311.size());
    talk.sendAt(Talk::Client, at + 9, part(all, 9, 8));
    talk.sendAt(Talk::Client, at + 17, part(all, 17));
    const auto closing = talk.sendAt(Talk::Client, at, part(all, 0, 9));
    EXPECT_THAT(seen(), ElementsAre(Seen{closing, PacketType::Publish, 0, 9},
                                    Seen{closing, PacketType::Publish, 0, 8},
                                    Seen{closing, PacketType::Pingreq, 0, 2}));
    EXPECT_EQ(snapshot->gaps.size(), 0U);
    EXPECT_THAT(messagesAt(*snapshot, closing), ElementsAre(2U, 3U, 4U));
    EXPECT_THAT(messagesAt(*snapshot, closing - 1), IsEmpty());
    EXPECT_NE(snapshot->frame(closing - 1).flags & kOutOfOrder, 0U);
    EXPECT_EQ(snapshot->frame(closing).flags & kOutOfOrder, 0U);
}

TEST_F(Gap, AcknowledgedGapIsGivenUpWhileTheConnectionGoesOn)
{
    talk.lose(Talk::Client, 30);
    std::vector<std::uint32_t> frames;
    for (int i = 0; i < 40; ++i) {
        frames.push_back(talk.send(Talk::Client, kPingreq));
        talk.acknowledge(Talk::Server);
    }
    const Snapshot& now = script.look(); // before the end
    ASSERT_EQ(now.gaps.size(), 1U);
    EXPECT_LE(now.gaps[0].knownAt, frames[20]);
    EXPECT_EQ(now.messages.size(), 42U);
    for (const std::uint32_t frame : frames)
        EXPECT_EQ(messagesAt(now, frame).size(), 1U) << "frame " << frame;
}

TEST_F(Gap, SnapLengthCutsOnlyTheTail)
{
    const Bytes publish = publishOf(300);
    const auto cut = talk.sendCut(Talk::Client, publish + kPingreq, 100);
    const auto next = talk.send(Talk::Client, kPublish);
    EXPECT_THAT(seen(), ElementsAre(Seen{cut, PacketType::Publish, kCut, 306},
                                    Seen{next, PacketType::Publish, kGuessedStart, 9}));
    EXPECT_TRUE(snapshot->hasMqtt(cut));
    EXPECT_EQ(bytesOf(script, *snapshot, 2), part(publish, 0, 100) + Bytes(206, '?'));
}

TEST_F(Gap, SnapLengthCutThatEndsWithItsMessageLeavesTheNextBoundaryExact)
{
    const Bytes publish = publishOf(300);
    const auto cut = talk.sendCut(Talk::Client, publish, 100);
    const auto next = talk.send(Talk::Client, Bytes{0x00, 0x01, 0xff});
    EXPECT_THAT(seen(), ElementsAre(Seen{cut, PacketType::Publish, kCut, 306},
                                    Seen{next, PacketType::Reserved0, kMalformed, 3}));
}

TEST_F(Gap, CutMessageThatWaitedStaysWithTheOthersOfItsFrame)
{
    talk.lose(Talk::Client, 30);
    const Bytes publish = publishOf(3000);
    // Two whole messages and the beginning of a third, whose end comes much later.
    const auto frame = talk.sendCut(Talk::Client, kPublish + kPingreq + part(publish, 0, 1000), 500);
    for (int i = 0; i < 20; ++i)
        talk.acknowledge(Talk::Server);
    for (int i = 0; i < 18; ++i) // the gap is given up
        talk.send(Talk::Client, part(publish, 1000 + 100 * static_cast<std::size_t>(i), 100));
    Talk other{script, 1883, 50'001};
    other.handshake();
    const auto connect = other.send(Talk::Client, kConnect31);
    talk.send(Talk::Client, part(publish, 2800));
    seen();
    std::vector<PacketType> types;
    for (const std::uint32_t message : messagesAt(*snapshot, frame))
        types.push_back(snapshot->messages[message].type());
    EXPECT_THAT(types, ElementsAre(PacketType::Publish, PacketType::Pingreq, PacketType::Publish));
    EXPECT_EQ(messagesAt(*snapshot, connect).size(), 1U);
}

TEST_F(Gap, OverlongRemainingLengthTakesTheRestOfItsSegment)
{
    const Bytes bad = {
        0x30,                         // PUBLISH
        0xff, 0xff, 0xff, 0xff, 0x01, // Remaining Length of five bytes
        0xde, 0xad,                   //
    };
    const auto frame = talk.send(Talk::Client, kPingreq + bad);
    const auto next = talk.send(Talk::Client, kPublish);
    EXPECT_THAT(seen(), ElementsAre(Seen{frame, PacketType::Pingreq, 0, 2},
                                    Seen{frame, PacketType::Publish, kMalformed | kBadLength, 8},
                                    Seen{next, PacketType::Publish, kGuessedStart, 9}));
    EXPECT_EQ(snapshot->gaps.size(), 0U);
}

TEST_F(Gap, OverlongRemainingLengthInSeveralSegmentsEndsWithTheLast)
{
    talk.send(Talk::Client, Bytes{0x30, 0xff, 0xff});
    const auto frame = talk.send(Talk::Client, Bytes{0xff, 0xff, 0x01, 0xde, 0xad});
    const auto next = talk.send(Talk::Client, kPublish);
    EXPECT_THAT(seen(), ElementsAre(Seen{frame, PacketType::Publish, kMalformed | kBadLength, 8},
                                    Seen{next, PacketType::Publish, kGuessedStart, 9}));
    EXPECT_EQ(bytesOf(script, *snapshot, 2), (Bytes{0x30, 0xff, 0xff, 0xff, 0xff, 0x01, 0xde, 0xad}));
}

TEST_F(Gap, RetransmissionIsNoNewMessage)
{
    const auto at = static_cast<std::uint32_t>(kConnect311.size());
    const auto frame = talk.send(Talk::Client, kPublish);
    const auto again = talk.sendAt(Talk::Client, at, kPublish);
    EXPECT_THAT(seen(), ElementsAre(Seen{frame, PacketType::Publish, 0, 9}));
    EXPECT_NE(snapshot->frame(again).flags & kRetransmission, 0U);
    EXPECT_FALSE(snapshot->hasMqtt(again));
}

TEST_F(Gap, LossBehindTheCaptureLimitOfTimeIsGivenUpByTicks)
{
    talk.lose(Talk::Client, 30);
    const auto frame = talk.send(Talk::Client, kPingreq);
    EXPECT_EQ(script.look().messages.size(), 2U);
    script.indexer().tick(script.timeNs + stream::GapLimits::kMaxTimeNs);
    const Snapshot& now = script.look();
    EXPECT_EQ(now.messages.size(), 3U);
    EXPECT_THAT(messagesAt(now, frame), ElementsAre(2U));
}

} // namespace
} // namespace mqttscope::index::test
