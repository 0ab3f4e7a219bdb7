// SPDX-License-Identifier: GPL-3.0-or-later
// Sequence numbers that start afresh or go on elsewhere.
#include "tests/unit/stream/conversation.h"

#include <gmock/gmock.h>

namespace mqttscope::stream::test {
namespace {

using net::kAck;
using net::kRst;
using net::kSyn;
using testing::ElementsAre;
using testing::IsEmpty;

net::TcpFacts header(std::uint32_t sequence, std::uint16_t flags)
{
    net::TcpFacts facts;
    facts.sequence = sequence;
    facts.flags = flags;
    return facts;
}

TEST(TcpRestart, SynWithAnotherNumberIsANewConnection)
{
    Conversation talk;
    talk.handshake();
    EXPECT_FALSE(talk.connection.isNewConnection(header(100, kSyn), Side::A));
    EXPECT_TRUE(talk.connection.isNewConnection(header(99, kSyn), Side::A));
    EXPECT_FALSE(talk.connection.isNewConnection(header(900, kSyn | kAck), Side::B)) << "as tshark 4.0";
    EXPECT_FALSE(talk.connection.isNewConnection(header(900, kAck), Side::A));
}

TEST(TcpRestart, AnySynOpensAnUnknownDirection)
{
    const TcpConnection connection;
    EXPECT_FALSE(connection.isNewConnection(header(100, kSyn), Side::A));
}

TEST(TcpRestart, BasesAreThoseOfTshark)
{
    Conversation talk;
    EXPECT_FALSE(talk.connection.hasBase(Side::A));
    talk.send(Side::A, 700, 9000, kAck, "abc");
    EXPECT_EQ(talk.connection.baseSequence(Side::A), 699U);
    EXPECT_EQ(talk.connection.baseSequence(Side::B), 8999U);
    talk.send(Side::B, 400, 703, kSyn | kAck);
    EXPECT_EQ(talk.connection.baseSequence(Side::B), 400U);
}

TEST(TcpRestart, SynAckWithOtherNumbersStartsBothDirectionsAfresh)
{
    Conversation talk;
    talk.handshake();
    talk.send(Side::A, 101, 501, kAck, "abc");
    talk.send(Side::B, 501, 104, kAck, "ok");
    EXPECT_EQ(talk.send(Side::B, 900, 3001, kSyn | kAck).flags, kSegmentSyn | kSequenceJump);
    talk.send(Side::A, 3001, 901, kAck, "new");
    talk.send(Side::B, 901, 3004, kAck, "fine");
    EXPECT_EQ(talk.bytes(Side::A), "abcnew");
    EXPECT_EQ(talk.bytes(Side::B), "okfine");
    ASSERT_EQ(talk.heard(Side::A).gaps.size(), 1U);
    EXPECT_EQ(talk.heard(Side::A).gaps.front().reason, GapReason::Restart);
    EXPECT_EQ(talk.heard(Side::A).gaps.front().length, 0U);
}

TEST(TcpRestart, SameInitialNumberAfterAResetStartsAfresh)
{
    Conversation talk;
    talk.handshake();
    talk.send(Side::A, 101, 501, kAck, "abc");
    talk.send(Side::B, 501, 104, kRst | kAck);
    talk.handshake();
    talk.send(Side::A, 101, 501, kAck, "xyz");
    EXPECT_EQ(talk.bytes(Side::A), "abcxyz");
    EXPECT_EQ(talk.heard(Side::A).gaps.size(), 1U);
    talk.connection.finish(talk);
    EXPECT_THAT(talk.heard(Side::A).ends, ElementsAre(EndReason::Reset, EndReason::Cut));
}

TEST(TcpRestart, DuplicatedSynChangesNothing)
{
    Conversation talk;
    talk.handshake();
    talk.handshake();
    talk.send(Side::A, 101, 501, kAck, "abc");
    talk.handshake();
    talk.send(Side::A, 104, 501, kAck, "def");
    EXPECT_EQ(talk.bytes(Side::A), "abcdef");
    EXPECT_THAT(talk.heard(Side::A).gaps, IsEmpty());
}

TEST(TcpRestart, OneSegmentFarOutsideTheWindowIsLeftOut)
{
    Conversation talk;
    talk.handshake();
    talk.send(Side::A, 101, 501, kAck, "abc");
    EXPECT_EQ(talk.send(Side::A, 0x90000000, 501, kAck, "stray").flags, kOutsideWindow);
    EXPECT_EQ(talk.send(Side::A, 90, 501, kAck, "before the SYN").flags, kOutsideWindow);
    talk.send(Side::A, 104, 501, kAck, "def");
    EXPECT_EQ(talk.bytes(Side::A), "abcdef");
    EXPECT_THAT(talk.heard(Side::A).gaps, IsEmpty());
}

TEST(TcpRestart, TwoInARowOutsideTheWindowAreTheStream)
{
    Conversation talk;
    talk.handshake();
    talk.send(Side::A, 101, 501, kAck, "abc");
    talk.send(Side::A, 107, 501, kAck, "gh"); // held: "def" is missing
    talk.send(Side::A, 0x90000000, 501, kAck, "new");
    const SegmentResult result = talk.send(Side::A, 0x90000003, 501, kAck, "start");
    EXPECT_EQ(result.flags, kSequenceJump);
    EXPECT_EQ(result.offset, 11U);
    EXPECT_EQ(talk.bytes(Side::A), "abc...ghnewstart");
    ASSERT_EQ(talk.heard(Side::A).gaps.size(), 2U);
    EXPECT_EQ(talk.heard(Side::A).gaps[1].length, 0U);
    EXPECT_EQ(talk.heard(Side::A).gaps[1].reason, GapReason::SequenceJump);
    EXPECT_EQ(talk.heard(Side::A).pieces[2].frame, 6U);
    talk.send(Side::A, 0x90000008, 501, kAck, "!");
    EXPECT_EQ(talk.bytes(Side::A), "abc...ghnewstart!");
}

TEST(TcpRestart, FarthestNumberInsideTheWindowIsHeld)
{
    Conversation talk;
    talk.handshake();
    const auto window = static_cast<std::uint32_t>(GapLimits::kMaxWindow);
    EXPECT_EQ(talk.send(Side::A, 101 + window, 501, kAck, "x").flags, kOutsideWindow);
    EXPECT_EQ(talk.send(Side::A, 101 + window - 1, 501, kAck, "x").flags, kHeld);
}

TEST(TcpRestart, FarthestOldBytesOfAConnectionSeenMidway)
{
    const auto limit = static_cast<std::uint32_t>(GapLimits::kMaxBeforeStart);
    Conversation talk;
    talk.send(Side::A, 0, 501, kAck, "abc");
    EXPECT_EQ(talk.send(Side::A, 0U - limit, 501, kAck, "xx").flags, kBeforeStart);
    EXPECT_EQ(talk.send(Side::A, 0U - limit - 1, 501, kAck, "xx").flags, kOutsideWindow);
}

TEST(TcpRestart, AcknowledgmentFarAheadProvesNothing)
{
    Conversation talk;
    talk.handshake();
    talk.send(Side::A, 104, 501, kAck, "def");
    talk.send(Side::B, 501, 101 + (1U << 30), kAck);
    talk.timeNs = GapLimits::kAckedTimeNs;
    talk.send(Side::A, 107, 501, kAck, "ghi");
    EXPECT_EQ(talk.bytes(Side::A), "");
}

} // namespace
} // namespace mqttscope::stream::test
