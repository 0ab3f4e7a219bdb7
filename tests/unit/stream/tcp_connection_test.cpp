// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/unit/stream/conversation.h"

#include <gmock/gmock.h>

namespace mqttscope::stream::test {
namespace {

using net::kAck;
using net::kFin;
using net::kRst;
using net::kSyn;
using testing::ElementsAre;
using testing::IsEmpty;

TEST(TcpConnection, DeliversBothDirectionsInOrder)
{
    Conversation talk;
    talk.handshake();
    const SegmentResult first = talk.send(Side::A, 101, 501, kAck, "hello ");
    talk.send(Side::B, 501, 107, kAck, "yes");
    const SegmentResult second = talk.send(Side::A, 107, 504, kAck, "world");
    EXPECT_EQ(talk.bytes(Side::A), "hello world");
    EXPECT_EQ(talk.bytes(Side::B), "yes");
    EXPECT_EQ(first.offset, 0U);
    EXPECT_EQ(second.offset, 6U);
    EXPECT_EQ(second.flags, 0);
    EXPECT_THAT(talk.heard(Side::A).pieces,
                ElementsAre(Piece{4, Conversation::kHeaders, 6, 0}, Piece{6, Conversation::kHeaders, 5, 0}));
}

TEST(TcpConnection, CrossesTheWrapOfSequenceNumbers)
{
    Conversation talk;
    talk.send(Side::A, 0xfffffffc, 0, kSyn);
    talk.send(Side::A, 0xfffffffd, 0, kAck, "abc");
    talk.send(Side::A, 2, 0, kAck, "fgh");
    talk.send(Side::A, 0, 0, kAck, "de");
    EXPECT_EQ(talk.bytes(Side::A), "abcdefgh");
    EXPECT_EQ(talk.connection.nextOffset(Side::A), 8U);
}

TEST(TcpConnection, OutOfOrderSegmentWaitsForTheOneBefore)
{
    Conversation talk;
    talk.handshake();
    EXPECT_EQ(talk.send(Side::A, 104, 501, kAck, "def").flags, kHeld);
    EXPECT_EQ(talk.bytes(Side::A), "");
    EXPECT_TRUE(talk.connection.waiting());
    EXPECT_EQ(talk.send(Side::A, 101, 501, kAck, "abc").flags, kClosesGap);
    EXPECT_EQ(talk.bytes(Side::A), "abcdef");
    EXPECT_FALSE(talk.connection.waiting());
}

TEST(TcpConnection, RetransmissionDeliversNothing)
{
    Conversation talk;
    talk.handshake();
    talk.send(Side::A, 101, 501, kAck, "abc");
    talk.send(Side::A, 104, 501, kAck, "def");
    EXPECT_EQ(talk.send(Side::A, 101, 501, kAck, "abc").flags, kRetransmission);
    EXPECT_EQ(talk.send(Side::A, 102, 501, kAck, "bcde").flags, kRetransmission);
    EXPECT_EQ(talk.bytes(Side::A), "abcdef");
    EXPECT_EQ(talk.heard(Side::A).pieces.size(), 2U);
}

TEST(TcpConnection, RetransmissionOfHeldBytesDeliversNothing)
{
    Conversation talk;
    talk.handshake();
    talk.send(Side::A, 104, 501, kAck, "def");
    EXPECT_EQ(talk.send(Side::A, 104, 501, kAck, "def").flags, kRetransmission);
    talk.send(Side::A, 101, 501, kAck, "abc");
    EXPECT_EQ(talk.bytes(Side::A), "abcdef");
}

TEST(TcpConnection, OverlapIsTrimmedToAShorterPiece)
{
    Conversation talk;
    talk.handshake();
    talk.send(Side::A, 101, 501, kAck, "abc");
    const SegmentResult result = talk.send(Side::A, 102, 501, kAck, "bcdef");
    EXPECT_EQ(result.flags, kPartialOverlap);
    EXPECT_EQ(result.offset, 1U);
    EXPECT_EQ(talk.bytes(Side::A), "abcdef");
    EXPECT_THAT(talk.heard(Side::A).pieces.back(), (Piece{5, Conversation::kHeaders + 2, 3, 0}));
}

TEST(TcpConnection, SegmentAroundHeldBytesFillsOnlyTheHoles)
{
    Conversation talk;
    talk.handshake();
    talk.send(Side::A, 103, 501, kAck, "cd");
    talk.send(Side::A, 106, 501, kAck, "fg");
    EXPECT_EQ(talk.send(Side::A, 101, 501, kAck, "abcdefgh").flags, kPartialOverlap | kHeld | kClosesGap);
    EXPECT_EQ(talk.bytes(Side::A), "abcdefgh");
    EXPECT_THAT(talk.heard(Side::A).pieces,
                ElementsAre(Piece{6, Conversation::kHeaders, 2, 0}, Piece{4, Conversation::kHeaders, 2, 0},
                            Piece{6, Conversation::kHeaders + 4, 1, 0},
                            Piece{5, Conversation::kHeaders, 2, 0},
                            Piece{6, Conversation::kHeaders + 7, 1, 0}));
}

TEST(TcpConnection, FirstCopyWinsOverAConflictingOne)
{
    Conversation talk;
    talk.handshake();
    talk.send(Side::A, 101, 501, kAck, "abc");
    EXPECT_EQ(talk.send(Side::A, 101, 501, kAck, "abX").flags, kRetransmission | kConflictingBytes);
    EXPECT_EQ(talk.send(Side::A, 103, 501, kAck, "Xde").flags, kPartialOverlap | kConflictingBytes);
    EXPECT_EQ(talk.bytes(Side::A), "abcde");
}

TEST(TcpConnection, FirstCopyWinsAmongHeldBytes)
{
    Conversation talk;
    talk.handshake();
    talk.send(Side::A, 104, 501, kAck, "def");
    EXPECT_EQ(talk.send(Side::A, 103, 501, kAck, "cXef").flags, kPartialOverlap | kHeld | kConflictingBytes);
    talk.send(Side::A, 101, 501, kAck, "ab");
    EXPECT_EQ(talk.bytes(Side::A), "abcdef");
}

TEST(TcpConnection, ConflictIsSeenInTheLastFourChunksOnly)
{
    Conversation talk;
    talk.handshake();
    for (std::uint32_t i = 0; i < 5; ++i)
        talk.send(Side::A, 101 + 2 * i, 501, kAck, "ab");
    EXPECT_EQ(talk.send(Side::A, 103, 501, kAck, "aX").flags, kRetransmission | kConflictingBytes);
    EXPECT_EQ(talk.send(Side::A, 101, 501, kAck, "aX").flags, kRetransmission);
}

TEST(TcpConnection, KeepAliveWithOrWithoutByteIsNoStreamByte)
{
    Conversation talk;
    talk.handshake();
    talk.send(Side::A, 101, 501, kAck, "abc");
    EXPECT_EQ(talk.send(Side::A, 103, 501, kAck).flags, kKeepAlive);
    EXPECT_EQ(talk.send(Side::A, 103, 501, kAck, std::string_view("\0", 1)).flags, kKeepAlive);
    talk.send(Side::A, 104, 501, kAck, "def");
    EXPECT_EQ(talk.bytes(Side::A), "abcdef");
}

TEST(TcpConnection, KeepAliveBeforeAnyByte)
{
    Conversation talk;
    talk.handshake();
    EXPECT_EQ(talk.send(Side::A, 100, 501, kAck, "x").flags, kKeepAlive);
    talk.send(Side::A, 101, 501, kAck, "abc");
    EXPECT_EQ(talk.bytes(Side::A), "abc");
}

TEST(TcpConnection, ZeroWindowProbeCarriesTheNextByte)
{
    Conversation talk;
    talk.handshake();
    talk.window = 0;
    talk.send(Side::B, 501, 101, kAck);
    talk.window = 1000;
    EXPECT_EQ(talk.send(Side::A, 101, 501, kAck, "a").flags, kWindowProbe);
    talk.send(Side::B, 501, 101, kAck);
    EXPECT_EQ(talk.send(Side::A, 101, 501, kAck, "abc").flags, kPartialOverlap);
    EXPECT_EQ(talk.bytes(Side::A), "abc");
}

TEST(TcpConnection, PayloadOfASynStandsAtOffsetZero)
{
    Conversation talk;
    // RFC 7413: data in the SYN, sent again because the server did not take it
    EXPECT_EQ(talk.send(Side::A, 100, 0, kSyn, "abc").flags, kSegmentSyn);
    talk.send(Side::B, 500, 101, kSyn | kAck);
    EXPECT_EQ(talk.send(Side::A, 101, 501, kAck, "abc").flags, kRetransmission);
    talk.send(Side::A, 104, 501, kAck, "def");
    EXPECT_EQ(talk.bytes(Side::A), "abcdef");
}

TEST(TcpConnection, FinWithPayloadEndsAfterIt)
{
    Conversation talk;
    talk.handshake();
    EXPECT_EQ(talk.send(Side::A, 101, 501, kAck | kFin, "bye").flags, kSegmentFin);
    EXPECT_EQ(talk.bytes(Side::A), "bye");
    EXPECT_THAT(talk.heard(Side::A).ends, ElementsAre(EndReason::Fin));
    EXPECT_THAT(talk.heard(Side::B).ends, IsEmpty());
    EXPECT_EQ(talk.send(Side::A, 101, 501, kAck | kFin, "bye").flags, kRetransmission | kSegmentFin);
    EXPECT_EQ(talk.send(Side::A, 105, 501, kAck).flags, 0);
    EXPECT_THAT(talk.heard(Side::A).ends, ElementsAre(EndReason::Fin));
}

TEST(TcpConnection, FinBehindAGapWaits)
{
    Conversation talk;
    talk.handshake();
    talk.send(Side::A, 104, 501, kAck | kFin);
    EXPECT_TRUE(talk.connection.waiting());
    EXPECT_THAT(talk.heard(Side::A).ends, IsEmpty());
    talk.send(Side::A, 101, 501, kAck, "abc");
    EXPECT_THAT(talk.heard(Side::A).ends, ElementsAre(EndReason::Fin));
    EXPECT_FALSE(talk.connection.waiting());
}

TEST(TcpConnection, FinInTheMiddleOfHeldBytesLies)
{
    Conversation talk;
    talk.handshake();
    talk.send(Side::A, 104, 501, kAck, "def");
    talk.send(Side::A, 105, 501, kAck | kFin);
    talk.send(Side::A, 101, 501, kAck, "abc");
    EXPECT_EQ(talk.bytes(Side::A), "abcdef");
    EXPECT_THAT(talk.heard(Side::A).ends, IsEmpty());
}

TEST(TcpConnection, BytesAfterFinAreShown)
{
    Conversation talk;
    talk.handshake();
    talk.send(Side::A, 101, 501, kAck | kFin, "abc");
    EXPECT_EQ(talk.send(Side::A, 105, 501, kAck, "def").flags, kAfterFin);
    talk.send(Side::A, 108, 501, kAck, "ghi");
    EXPECT_EQ(talk.bytes(Side::A), "abcdefghi");
}

TEST(TcpConnection, BytesBeyondAFinThatWaitsAreNotDelivered)
{
    Conversation talk;
    talk.handshake();
    talk.send(Side::A, 104, 501, kAck | kFin, "def");
    EXPECT_EQ(talk.send(Side::A, 107, 501, kAck, "ghi").flags, kAfterFin);
    EXPECT_EQ(talk.send(Side::A, 106, 501, kAck, "fgh").flags, kRetransmission | kAfterFin);
    talk.send(Side::A, 101, 501, kAck, "abc");
    EXPECT_EQ(talk.bytes(Side::A), "abcdef");
}

TEST(TcpConnection, ResetEndsBothSidesAndItsPayloadIsNoStreamByte)
{
    Conversation talk;
    talk.handshake();
    // RFC 9293 §3.5.3: a reset may carry text that explains it
    EXPECT_EQ(talk.send(Side::B, 501, 101, kRst | kAck, "go away").flags, kSegmentRst);
    EXPECT_EQ(talk.bytes(Side::B), "");
    EXPECT_THAT(talk.heard(Side::A).ends, ElementsAre(EndReason::Reset));
    EXPECT_THAT(talk.heard(Side::B).ends, ElementsAre(EndReason::Reset));
    // in flight when the reset was sent
    talk.send(Side::A, 101, 501, kAck, "abc");
    EXPECT_EQ(talk.bytes(Side::A), "abc");
}

TEST(TcpConnection, UrgentBytesAreOrdinaryBytes)
{
    Conversation talk;
    talk.handshake();
    talk.send(Side::A, 101, 501, kAck | net::kUrg, "abc");
    EXPECT_EQ(talk.bytes(Side::A), "abc");
}

TEST(TcpConnection, CutSegmentIsAPieceAndANotCapturedPiece)
{
    Conversation talk;
    talk.handshake();
    talk.sendCut(Side::A, 101, 501, kAck, "abcdef", 2);
    talk.send(Side::A, 107, 501, kAck, "ghi");
    EXPECT_EQ(talk.bytes(Side::A), "ab????ghi");
    EXPECT_THAT(talk.heard(Side::A).pieces,
                ElementsAre(Piece{4, Conversation::kHeaders, 2, 0},
                            Piece{4, Conversation::kHeaders + 2, 4, Piece::kNotCaptured},
                            Piece{5, Conversation::kHeaders, 3, 0}));
    EXPECT_THAT(talk.heard(Side::A).gaps, IsEmpty());
}

TEST(TcpConnection, CutSegmentThatOverlapsIsTrimmedToo)
{
    Conversation talk;
    talk.handshake();
    talk.sendCut(Side::A, 104, 501, kAck, "defg", 1);
    talk.sendCut(Side::A, 101, 501, kAck, "abcde", 1);
    EXPECT_EQ(talk.bytes(Side::A), "a??d???");
    EXPECT_EQ(talk.send(Side::A, 101, 501, kAck, "abcd").flags, kRetransmission);
}

TEST(TcpConnection, SegmentInThreeFragmentsIsThreePieces)
{
    Conversation talk;
    talk.handshake();
    const std::uint32_t one = talk.addFrame("abc");
    const std::uint32_t two = talk.addFrame("de");
    const std::uint32_t three = talk.addFrame("fghi");
    talk.sendParts(Side::A, 101, 501, kAck, three,
                   {talk.part(one, 0, 3), talk.part(two, 0, 2), talk.part(three, 0, 4)});
    EXPECT_EQ(talk.bytes(Side::A), "abcdefghi");
    EXPECT_EQ(talk.send(Side::A, 103, 501, kAck, "cdefghij").flags, kPartialOverlap);
    EXPECT_EQ(talk.bytes(Side::A), "abcdefghij");
    EXPECT_EQ(talk.heard(Side::A).pieces[1], (Piece{two, Conversation::kHeaders, 2, 0}));
}

TEST(TcpConnection, CaptureThatStartsMidwayStartsAtItsFirstSegment)
{
    Conversation talk;
    talk.send(Side::B, 9000, 700, kAck, "xyz");
    talk.send(Side::A, 700, 9003, kAck, "abc");
    EXPECT_EQ(talk.bytes(Side::A), "abc");
    EXPECT_EQ(talk.bytes(Side::B), "xyz");
    EXPECT_FALSE(talk.connection.startsAtSyn(Side::A));
    EXPECT_EQ(talk.send(Side::A, 690, 9003, kAck, "older").flags, kBeforeStart);
    EXPECT_EQ(talk.send(Side::A, 698, 9003, kAck, "yzabcdef").flags, kBeforeStart | kPartialOverlap);
    EXPECT_EQ(talk.bytes(Side::A), "abcdef");
}

TEST(TcpConnection, KeepAliveSeenFirstIsNoGap)
{
    Conversation talk;
    talk.send(Side::A, 99, 501, kAck);
    talk.send(Side::A, 100, 501, kAck, "abc");
    EXPECT_EQ(talk.bytes(Side::A), "abc");
}

TEST(TcpConnection, BytesOvertakenByAnAcknowledgmentSeenFirst)
{
    Conversation talk;
    talk.send(Side::A, 103, 501, kAck);
    talk.send(Side::A, 100, 501, kAck, "abc");
    talk.send(Side::A, 103, 501, kAck, "def");
    EXPECT_EQ(talk.bytes(Side::A), "abcdef");
}

TEST(TcpConnection, FirstDataSegmentsSwappedAfterTheHandshake)
{
    Conversation talk;
    talk.handshake();
    talk.send(Side::A, 104, 501, kAck, "def");
    talk.send(Side::A, 107, 501, kAck, "ghi");
    talk.send(Side::A, 101, 501, kAck, "abc");
    EXPECT_EQ(talk.bytes(Side::A), "abcdefghi");
}

TEST(TcpConnection, MissingSynAckIsToldByTheAcknowledgmentOfIt)
{
    Conversation talk;
    talk.send(Side::A, 100, 0, kSyn);
    talk.send(Side::A, 101, 501, kAck);
    EXPECT_TRUE(talk.connection.startsAtSyn(Side::B));
    talk.send(Side::B, 504, 101, kAck, "def");
    talk.send(Side::B, 501, 101, kAck, "abc");
    EXPECT_EQ(talk.bytes(Side::B), "abcdef");
}

TEST(TcpConnection, MissingSynIsToldByTheSynAck)
{
    Conversation talk;
    talk.send(Side::A, 500, 101, kSyn | kAck);
    talk.send(Side::B, 104, 501, kAck, "def");
    talk.send(Side::B, 101, 501, kAck, "abc");
    EXPECT_EQ(talk.bytes(Side::B), "abcdef");
    EXPECT_EQ(talk.connection.baseSequence(Side::B), 100U);
}

TEST(TcpConnection, SynOvertakenByDataConfirmsTheStart)
{
    Conversation talk;
    talk.send(Side::A, 101, 501, kAck, "abc");
    net::TcpFacts syn;
    syn.sequence = 100;
    syn.flags = kSyn;
    EXPECT_FALSE(talk.connection.isNewConnection(syn, Side::A));
    talk.send(Side::A, 100, 0, kSyn);
    EXPECT_TRUE(talk.connection.startsAtSyn(Side::A));
    EXPECT_THAT(talk.heard(Side::A).gaps, IsEmpty());
    talk.send(Side::A, 104, 501, kAck, "def");
    EXPECT_EQ(talk.bytes(Side::A), "abcdef");
}

TEST(TcpConnection, OneDirectionAloneIsDelivered)
{
    Conversation talk;
    talk.send(Side::A, 100, 0, kSyn);
    for (std::uint32_t i = 0; i < 100; ++i)
        talk.send(Side::A, 101 + 3 * i, 501, kAck, "abc");
    EXPECT_EQ(talk.bytes(Side::A).size(), 300U);
    EXPECT_EQ(talk.bytes(Side::B), "");
}

TEST(TcpConnection, FinishEndsWhatIsStillOpen)
{
    Conversation talk;
    talk.handshake();
    talk.send(Side::A, 101, 501, kAck | kFin, "abc");
    talk.connection.finish(talk);
    EXPECT_THAT(talk.heard(Side::A).ends, ElementsAre(EndReason::Fin));
    EXPECT_THAT(talk.heard(Side::B).ends, ElementsAre(EndReason::Cut));
}

} // namespace
} // namespace mqttscope::stream::test
