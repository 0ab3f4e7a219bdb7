// SPDX-License-Identifier: GPL-3.0-or-later
// When a gap is given up: each limit of GapLimits is reached, and one step before it is not.
#include "tests/unit/stream/conversation.h"

#include <gmock/gmock.h>

namespace mqttscope::stream::test {
namespace {

using net::kAck;
using testing::ElementsAre;
using testing::IsEmpty;

void sendPings(Conversation& talk, std::uint32_t first, std::uint32_t count)
{
    for (std::uint32_t i = 0; i < count; ++i)
        talk.send(Side::A, first + 2 * i, 501, kAck, "PP");
}

TEST(TcpGap, GivenUpSixteenSegmentsAfterThePeerAcknowledgedPastIt)
{
    Conversation talk;
    talk.handshake();
    sendPings(talk, 104, 2); // 101..103 are missing
    talk.send(Side::B, 501, 108, kAck);
    sendPings(talk, 108, GapLimits::kAckedSegments - 1);
    EXPECT_EQ(talk.bytes(Side::A), "");
    sendPings(talk, 108 + 2 * (GapLimits::kAckedSegments - 1), 1);
    ASSERT_EQ(talk.heard(Side::A).gaps.size(), 1U);
    const Gap& gap = talk.heard(Side::A).gaps.front();
    EXPECT_EQ(gap.offset, 0U);
    EXPECT_EQ(gap.length, 3U);
    EXPECT_EQ(gap.reason, GapReason::Acknowledged);
    EXPECT_EQ(gap.frame, talk.frames());
    EXPECT_EQ(talk.bytes(Side::A).size(), 3U + 2 * (2 + GapLimits::kAckedSegments));
}

TEST(TcpGap, AcknowledgmentInsideTheGapIsNotPastIt)
{
    Conversation talk;
    talk.handshake();
    sendPings(talk, 104, 1);
    talk.send(Side::B, 501, 103, kAck);
    sendPings(talk, 106, 2 * GapLimits::kAckedSegments);
    EXPECT_EQ(talk.bytes(Side::A), "");
}

TEST(TcpGap, BytesAcknowledgedBeforeTheyAreSeenMayStillCome)
{
    Conversation talk;
    talk.handshake();
    talk.send(Side::A, 104, 501, kAck, "def");
    talk.send(Side::B, 501, 107, kAck);
    talk.send(Side::A, 107, 501, kAck, "ghi");
    talk.send(Side::A, 101, 501, kAck, "abc");
    EXPECT_EQ(talk.bytes(Side::A), "abcdefghi");
    EXPECT_THAT(talk.heard(Side::A).gaps, IsEmpty());
}

TEST(TcpGap, AcknowledgedLongAgoIsGivenUpAtOnce)
{
    Conversation talk;
    talk.handshake();
    talk.send(Side::B, 501, 104, kAck, "ok"); // acknowledges "abc", which the capture lost
    talk.timeNs = GapLimits::kAckedTimeNs;
    talk.send(Side::A, 104, 503, kAck, "def");
    EXPECT_EQ(talk.bytes(Side::A), "...def");
}

TEST(TcpGap, AcknowledgedLongAgoWaitsForOneMoreSegment)
{
    Conversation talk;
    talk.handshake();
    talk.send(Side::A, 104, 501, kAck, "def");
    talk.send(Side::B, 501, 107, kAck);
    talk.timeNs = GapLimits::kAckedTimeNs - 1;
    talk.send(Side::A, 107, 501, kAck, "ghi");
    EXPECT_EQ(talk.bytes(Side::A), "");
    talk.timeNs = GapLimits::kAckedTimeNs;
    talk.send(Side::B, 501, 110, kAck);
    EXPECT_EQ(talk.bytes(Side::A), "...defghi");
}

TEST(TcpGap, ClockGivesUpAcknowledgedGaps)
{
    Conversation talk;
    talk.handshake();
    talk.send(Side::A, 104, 501, kAck, "def");
    talk.send(Side::B, 501, 107, kAck);
    talk.connection.tick(GapLimits::kAckedTimeNs - 1, talk);
    EXPECT_EQ(talk.bytes(Side::A), "");
    talk.connection.tick(GapLimits::kAckedTimeNs, talk);
    EXPECT_EQ(talk.bytes(Side::A), "...def");
    EXPECT_EQ(talk.heard(Side::A).gaps.front().frame, 0U);
}

TEST(TcpGap, WithoutAcknowledgmentTimeGivesItUp)
{
    Conversation talk;
    talk.handshake();
    talk.send(Side::A, 104, 501, kAck, "def");
    talk.timeNs = GapLimits::kMaxTimeNs - 1;
    talk.send(Side::A, 107, 501, kAck, "ghi");
    EXPECT_EQ(talk.bytes(Side::A), "");
    talk.timeNs = GapLimits::kMaxTimeNs;
    talk.send(Side::A, 110, 501, kAck, "jkl");
    EXPECT_EQ(talk.bytes(Side::A), "...defghijkl");
    EXPECT_EQ(talk.heard(Side::A).gaps.front().reason, GapReason::Time);
}

TEST(TcpGap, ClockGivesUpGapsWithoutAcknowledgment)
{
    Conversation talk;
    talk.handshake();
    talk.send(Side::A, 104, 501, kAck | net::kFin);
    talk.connection.tick(GapLimits::kMaxTimeNs, talk);
    EXPECT_EQ(talk.bytes(Side::A), "...");
    EXPECT_THAT(talk.heard(Side::A).ends, ElementsAre(EndReason::Fin));
}

TEST(TcpGap, TimeThatRunsBackGivesUpNothing)
{
    Conversation talk;
    talk.timeNs = INT64_MAX;
    talk.handshake();
    talk.send(Side::A, 104, 501, kAck, "def");
    talk.timeNs = 5;
    talk.send(Side::A, 107, 501, kAck, "ghi");
    talk.timeNs = INT64_MAX - 7;
    talk.send(Side::A, 110, 501, kAck, "jkl");
    EXPECT_EQ(talk.bytes(Side::A), "");
}

TEST(TcpGap, HeldBytesAreLimited)
{
    const std::string chunk(65000, 'x');
    const auto fitting = static_cast<std::uint32_t>(GapLimits::kMaxHeldBytes / chunk.size());
    Conversation talk;
    talk.handshake();
    std::uint32_t sequence = 104;
    for (std::uint32_t i = 0; i < fitting; ++i, sequence += 65000)
        talk.send(Side::A, sequence, 501, kAck, chunk);
    EXPECT_EQ(talk.bytes(Side::A), "");
    talk.send(Side::A, sequence, 501, kAck, chunk);
    EXPECT_EQ(talk.bytes(Side::A).size(), 3 + (fitting + 1) * chunk.size());
    EXPECT_EQ(talk.heard(Side::A).gaps.front().reason, GapReason::Size);
}

TEST(TcpGap, HeldPiecesAreLimited)
{
    Conversation talk;
    talk.handshake();
    // every second byte: each segment is a piece of its own behind a gap of its own
    for (std::uint32_t i = 0; i < GapLimits::kMaxHeldPieces; ++i)
        talk.send(Side::A, 102 + 2 * i, 501, kAck, "x");
    EXPECT_EQ(talk.bytes(Side::A), "");
    talk.send(Side::A, 102 + 2 * static_cast<std::uint32_t>(GapLimits::kMaxHeldPieces), 501, kAck, "x");
    EXPECT_EQ(talk.bytes(Side::A), ".x");
    EXPECT_EQ(talk.heard(Side::A).gaps.front().reason, GapReason::Size);
}

TEST(TcpGap, EndOfInputGivesUpEveryGap)
{
    Conversation talk;
    talk.handshake();
    talk.send(Side::A, 103, 501, kAck, "cd");
    talk.send(Side::A, 107, 501, kAck, "gh");
    talk.connection.finish(talk);
    EXPECT_EQ(talk.bytes(Side::A), "..cd..gh");
    EXPECT_EQ(talk.heard(Side::A).gaps.back().reason, GapReason::End);
    EXPECT_FALSE(talk.connection.waiting());
}

TEST(TcpGap, LateBytesAreToldApartFromRetransmissions)
{
    Conversation talk;
    talk.handshake();
    talk.send(Side::A, 104, 501, kAck, "def");
    talk.timeNs = GapLimits::kMaxTimeNs;
    talk.send(Side::A, 107, 501, kAck, "ghi");
    EXPECT_EQ(talk.send(Side::A, 102, 501, kAck, "bcde").flags, kLateBytes | kPartialOverlap);
    ASSERT_EQ(talk.heard(Side::A).late.size(), 1U);
    EXPECT_EQ(talk.heard(Side::A).late.front().offset, 1U);
    EXPECT_EQ(field::asText(talk.heard(Side::A).late.front().bytes), "bc");
    EXPECT_EQ(talk.send(Side::A, 102, 501, kAck, "bcde").flags, kRetransmission);
    EXPECT_EQ(talk.send(Side::A, 101, 501, kAck, "a").flags, kLateBytes);
    EXPECT_EQ(talk.bytes(Side::A), "...defghi");
}

TEST(TcpGap, CopiesOnBothSidesOfAGapAreCompared)
{
    Conversation talk;
    talk.handshake();
    talk.send(Side::A, 101, 501, kAck, "abc");
    talk.send(Side::A, 107, 501, kAck, "ghi");
    talk.connection.tick(GapLimits::kMaxTimeNs, talk);
    EXPECT_EQ(talk.bytes(Side::A), "abc...ghi");
    EXPECT_EQ(talk.send(Side::A, 101, 501, kAck, "abc").flags, kRetransmission);
    EXPECT_EQ(talk.send(Side::A, 101, 501, kAck, "abX").flags, kRetransmission | kConflictingBytes);
    EXPECT_EQ(talk.send(Side::A, 107, 501, kAck, "Xhi").flags, kRetransmission | kConflictingBytes);
}

TEST(TcpGap, HeldBytesAreCountedDownAgain)
{
    Conversation talk;
    talk.handshake();
    talk.send(Side::A, 104, 501, kAck, "def");
    EXPECT_EQ(talk.connection.heldBytes(Side::A), 3U);
    EXPECT_EQ(talk.connection.heldPieces(Side::A), 1U);
    talk.send(Side::A, 101, 501, kAck, "abc");
    EXPECT_EQ(talk.connection.heldBytes(Side::A), 0U);
    EXPECT_EQ(talk.connection.heldPieces(Side::A), 0U);
}

TEST(TcpGap, LostRangesRememberedAreLimited)
{
    Conversation talk;
    talk.handshake();
    const auto count = static_cast<std::uint32_t>(GapLimits::kMaxLostRanges) + 1;
    for (std::uint32_t i = 0; i < count; ++i)
        talk.send(Side::A, 102 + 2 * i, 501, kAck, "x");
    talk.timeNs = GapLimits::kMaxTimeNs;
    for (std::uint32_t i = 0; i < count; ++i) // each gap waits from when it became the first
        talk.connection.tick((i + 1) * GapLimits::kMaxTimeNs, talk);
    EXPECT_FALSE(talk.connection.waiting());
    EXPECT_EQ(talk.heard(Side::A).gaps.size(), count);
    EXPECT_EQ(talk.send(Side::A, 101, 501, kAck, "a").flags, kRetransmission) << "the oldest is forgotten";
    EXPECT_EQ(talk.send(Side::A, 103, 501, kAck, "b").flags, kLateBytes);
}

} // namespace
} // namespace mqttscope::stream::test
