// SPDX-License-Identifier: GPL-3.0-or-later
#include "dissector/net/ip_reassembler.h"
#include "tests/support/decoded_frame.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdint>
#include <numeric>
#include <optional>
#include <random>
#include <vector>

namespace mqttscope::test {
namespace {

using net::Datagram;
using net::FragmentFacts;
using net::FragmentPiece;
using net::IpReassembler;
using testing::ElementsAre;

constexpr std::int64_t kSecond = 1'000'000'000;
constexpr std::uint32_t kHeader = 34; ///< where fragment bytes stand in their frames

/// The bytes of a datagram: no two neighbours alike.
Bytes numbered(std::size_t size)
{
    Bytes bytes(size);
    std::iota(bytes.begin(), bytes.end(), std::uint8_t{0});
    return bytes;
}

FragmentFacts fragment(std::uint32_t offset, std::uint32_t length, bool more, std::uint32_t id = 1)
{
    FragmentFacts facts;
    facts.source = address("c0 00 02 01");
    facts.destination = address("c0 00 02 02");
    facts.id = id;
    facts.protocol = 6;
    facts.more = more;
    facts.offset = offset;
    facts.payloadOffset = kHeader;
    facts.payloadLength = length;
    facts.payloadCaptured = length;
    return facts;
}

/// Feeds fragments of one datagram.
class Feeder {
public:
    explicit Feeder(std::size_t size) : m_bytes(numbered(size)) {}

    std::optional<Datagram> feed(std::uint32_t frame, const FragmentFacts& facts, std::int64_t timeNs = 0)
    {
        return m_reassembler.feed(
            frame, facts, field::ByteView(m_bytes).subspan(facts.offset, facts.payloadCaptured), timeNs);
    }
    IpReassembler& reassembler() { return m_reassembler; }

private:
    Bytes m_bytes;
    IpReassembler m_reassembler;
};

TEST(IpReassembler, LastHoleCompletes)
{
    Feeder feeder(40);
    EXPECT_FALSE(feeder.feed(1, fragment(0, 16, true)));
    EXPECT_FALSE(feeder.feed(2, fragment(16, 16, true)));
    const auto datagram = feeder.feed(3, fragment(32, 8, false));
    ASSERT_TRUE(datagram);
    EXPECT_EQ(datagram->source, address("c0 00 02 01"));
    EXPECT_EQ(datagram->destination, address("c0 00 02 02"));
    EXPECT_EQ(datagram->protocol, 6U);
    EXPECT_EQ(datagram->length, 40U);
    EXPECT_FALSE(datagram->conflict);
    EXPECT_THAT(datagram->pieces, ElementsAre(FragmentPiece{1, kHeader, 16}, FragmentPiece{2, kHeader, 16},
                                              FragmentPiece{3, kHeader, 8}));
    EXPECT_THAT(datagram->frames, ElementsAre(1, 2, 3));
    EXPECT_EQ(feeder.reassembler().pendingDatagrams(), 0U);
    EXPECT_EQ(feeder.reassembler().pendingPieces(), 0U);
}

TEST(IpReassembler, LastFragmentMayComeFirst)
{
    Feeder feeder(40);
    EXPECT_FALSE(feeder.feed(1, fragment(32, 8, false)));
    EXPECT_FALSE(feeder.feed(2, fragment(0, 16, true)));
    const auto datagram = feeder.feed(3, fragment(16, 16, true));
    ASSERT_TRUE(datagram);
    EXPECT_THAT(datagram->pieces, ElementsAre(FragmentPiece{2, kHeader, 16}, FragmentPiece{3, kHeader, 16},
                                              FragmentPiece{1, kHeader, 8}));
    EXPECT_THAT(datagram->frames, ElementsAre(1, 2, 3));
}

TEST(IpReassembler, AnyOrderGivesTheSameDatagram)
{
    std::mt19937 random(1);
    std::vector<FragmentFacts> fragments;
    for (std::uint32_t at = 0; at < 80; at += 8)
        fragments.push_back(fragment(at, 8, at != 72));
    for (int round = 0; round < 200; ++round) {
        std::shuffle(fragments.begin(), fragments.end(), random);
        Feeder feeder(80);
        std::optional<Datagram> datagram;
        for (std::uint32_t i = 0; i < fragments.size(); ++i) {
            ASSERT_FALSE(datagram);
            datagram = feeder.feed(i + 1, fragments[i]);
        }
        ASSERT_TRUE(datagram);
        std::uint32_t at = 0;
        for (const FragmentPiece& piece : datagram->pieces) {
            EXPECT_EQ(fragments[piece.frame - 1].offset, at);
            at += piece.length;
        }
        EXPECT_EQ(at, 80U);
    }
}

TEST(IpReassembler, DuplicatesAddNoPieces)
{
    Feeder feeder(24);
    EXPECT_FALSE(feeder.feed(1, fragment(0, 16, true)));
    EXPECT_FALSE(feeder.feed(2, fragment(0, 16, true)));
    const auto datagram = feeder.feed(3, fragment(16, 8, false));
    ASSERT_TRUE(datagram);
    EXPECT_FALSE(datagram->conflict);
    EXPECT_THAT(datagram->pieces, ElementsAre(FragmentPiece{1, kHeader, 16}, FragmentPiece{3, kHeader, 8}));
    EXPECT_THAT(datagram->frames, ElementsAre(1, 2, 3));
}

TEST(IpReassembler, OverlapFillsOnlyTheHoles)
{
    Feeder feeder(48);
    EXPECT_FALSE(feeder.feed(1, fragment(8, 8, true)));
    EXPECT_FALSE(feeder.feed(2, fragment(24, 8, true)));
    EXPECT_FALSE(feeder.feed(3, fragment(0, 40, true)));
    const auto datagram = feeder.feed(4, fragment(32, 16, false));
    ASSERT_TRUE(datagram);
    EXPECT_FALSE(datagram->conflict) << "the copies agree";
    EXPECT_THAT(datagram->pieces,
                ElementsAre(FragmentPiece{3, kHeader, 8}, FragmentPiece{1, kHeader, 8},
                            FragmentPiece{3, kHeader + 16, 8}, FragmentPiece{2, kHeader, 8},
                            FragmentPiece{3, kHeader + 32, 8}, FragmentPiece{4, kHeader + 8, 8}));
}

TEST(IpReassembler, FirstCopyCountsAndTheConflictIsTold)
{
    Feeder feeder(24);
    const Bytes others(16, 0xee);
    EXPECT_FALSE(feeder.feed(1, fragment(0, 16, true)));
    EXPECT_FALSE(feeder.reassembler().feed(2, fragment(8, 16, true), others, 0));
    const auto datagram = feeder.feed(3, fragment(16, 8, false));
    ASSERT_TRUE(datagram);
    EXPECT_TRUE(datagram->conflict);
    EXPECT_THAT(datagram->pieces,
                ElementsAre(FragmentPiece{1, kHeader, 16}, FragmentPiece{2, kHeader + 8, 8}));
}

TEST(IpReassembler, SecondEndOfADatagramIsAConflict)
{
    Feeder feeder(40);
    EXPECT_FALSE(feeder.feed(1, fragment(16, 8, false)));
    EXPECT_FALSE(feeder.feed(2, fragment(24, 8, false)));
    EXPECT_FALSE(feeder.feed(3, fragment(24, 8, true)));
    const auto datagram = feeder.feed(4, fragment(0, 16, true));
    ASSERT_TRUE(datagram);
    EXPECT_TRUE(datagram->conflict);
    EXPECT_EQ(datagram->length, 24U);
}

TEST(IpReassembler, EndBeforeBytesAlreadyThereIsNoEnd)
{
    Feeder feeder(40);
    EXPECT_FALSE(feeder.feed(1, fragment(24, 8, true)));
    EXPECT_FALSE(feeder.feed(2, fragment(0, 16, false)));
    EXPECT_FALSE(feeder.feed(3, fragment(32, 8, false)));
    const auto datagram = feeder.feed(4, fragment(0, 24, true));
    ASSERT_TRUE(datagram);
    EXPECT_TRUE(datagram->conflict);
    EXPECT_EQ(datagram->length, 40U);
}

TEST(IpReassembler, CutFragmentIsAPieceAndOneThatWasNotCaptured)
{
    Feeder feeder(24);
    FragmentFacts cut = fragment(0, 16, true);
    cut.payloadCaptured = 10;
    EXPECT_FALSE(feeder.feed(1, cut));
    const auto datagram = feeder.feed(2, fragment(16, 8, false));
    ASSERT_TRUE(datagram);
    EXPECT_THAT(datagram->pieces, ElementsAre(FragmentPiece{1, kHeader, 10}, FragmentPiece{1, 0, 6, false},
                                              FragmentPiece{2, kHeader, 8}));
}

TEST(IpReassembler, KeyIsAddressesProtocolAndIdentification)
{
    Feeder feeder(16);
    EXPECT_FALSE(feeder.feed(1, fragment(0, 8, true)));
    EXPECT_FALSE(feeder.feed(2, fragment(8, 8, false, 2)));
    FragmentFacts other = fragment(8, 8, false);
    other.protocol = 17;
    EXPECT_FALSE(feeder.feed(3, other));
    other = fragment(8, 8, false);
    other.source = address("c0 00 02 09");
    EXPECT_FALSE(feeder.feed(4, other));
    EXPECT_EQ(feeder.reassembler().pendingDatagrams(), 4U);
    EXPECT_TRUE(feeder.feed(5, fragment(8, 8, false)));
}

TEST(IpReassembler, Ipv6TakesTheProtocolFromTheFirstFragment)
{
    Feeder feeder(16);
    FragmentFacts last = fragment(8, 8, false);
    last.source = last.destination = address("20 01 0d b8 00 00 00 00 00 00 00 00 00 00 00 01");
    last.protocol = 60; // RFC 8200 §4.5: counts only in the first fragment
    FragmentFacts first = last;
    first.offset = 0;
    first.more = true;
    first.protocol = 6;
    EXPECT_FALSE(feeder.feed(1, last));
    const auto datagram = feeder.feed(2, first);
    ASSERT_TRUE(datagram);
    EXPECT_EQ(datagram->protocol, 6U);
}

TEST(IpReassembler, IdentificationMayBeUsedAgain)
{
    Feeder feeder(16);
    for (std::uint32_t round = 0; round < 3; ++round) {
        EXPECT_FALSE(feeder.feed(2 * round + 1, fragment(0, 8, true)));
        const auto datagram = feeder.feed(2 * round + 2, fragment(8, 8, false));
        ASSERT_TRUE(datagram);
        EXPECT_THAT(datagram->frames, ElementsAre(2 * round + 1, 2 * round + 2));
    }
}

TEST(IpReassembler, GivenUpAfterSixtySecondsOfCaptureTime)
{
    Feeder feeder(16);
    EXPECT_FALSE(feeder.feed(1, fragment(0, 8, true), 0));
    EXPECT_TRUE(feeder.feed(2, fragment(8, 8, false), 60 * kSecond));
    EXPECT_FALSE(feeder.feed(3, fragment(0, 8, true), 100 * kSecond));
    EXPECT_FALSE(feeder.feed(4, fragment(8, 8, false), 160 * kSecond + 1));
    EXPECT_EQ(feeder.reassembler().pendingDatagrams(), 1U);
}

TEST(IpReassembler, TimesThatGoBackwardsGiveNothingUp)
{
    Feeder feeder(16);
    EXPECT_FALSE(feeder.feed(1, fragment(0, 8, true), 100 * kSecond));
    EXPECT_TRUE(feeder.feed(2, fragment(8, 8, false), 1 * kSecond));
}

TEST(IpReassembler, OldestDatagramMakesRoom)
{
    Feeder feeder(16);
    const auto limit = static_cast<std::uint32_t>(IpReassembler::kMaxPendingDatagrams);
    for (std::uint32_t id = 0; id <= limit; ++id)
        EXPECT_FALSE(feeder.feed(id + 1, fragment(0, 8, true, id)));
    EXPECT_EQ(feeder.reassembler().pendingDatagrams(), limit);
    EXPECT_TRUE(feeder.feed(9999, fragment(8, 8, false, 1)));
    EXPECT_FALSE(feeder.feed(10000, fragment(8, 8, false, 0))) << "was given up";
}

TEST(IpReassembler, TooManyFragmentsGiveTheDatagramUp)
{
    Feeder feeder(IpReassembler::kMaxFragments * 8 + 8);
    const auto limit = static_cast<std::uint32_t>(IpReassembler::kMaxFragments);
    for (std::uint32_t i = 0; i < limit; ++i)
        EXPECT_FALSE(feeder.feed(i + 1, fragment(i * 8, 8, true)));
    EXPECT_EQ(feeder.reassembler().pendingPieces(), limit);
    EXPECT_FALSE(feeder.feed(limit + 1, fragment(limit * 8, 8, false)));
    EXPECT_EQ(feeder.reassembler().pendingDatagrams(), 0U);
    EXPECT_EQ(feeder.reassembler().pendingPieces(), 0U);
}

TEST(IpReassembler, PiecesOfAllDatagramsAreBounded)
{
    Feeder feeder(16384);
    std::uint32_t frame = 0;
    for (std::uint32_t id = 0; id < 100; ++id) {
        for (std::uint32_t i = 0; i < 1000; ++i) {
            EXPECT_FALSE(feeder.feed(++frame, fragment(i * 16, 8, true, id)));
            ASSERT_LE(feeder.reassembler().pendingPieces(), IpReassembler::kMaxPendingPieces);
        }
    }
    EXPECT_EQ(feeder.reassembler().pendingDatagrams(), 65U);
}

TEST(IpReassembler, LargestDatagramIsTakenAndNoLarger)
{
    const Bytes bytes(65535, 1);
    IpReassembler reassembler;
    EXPECT_FALSE(reassembler.feed(1, fragment(0, 65528, true), field::ByteView(bytes).first(65528), 0));
    EXPECT_FALSE(reassembler.feed(2, fragment(65528, 8, false), field::ByteView(bytes).first(8), 0));
    EXPECT_TRUE(reassembler.feed(3, fragment(65528, 7, false), field::ByteView(bytes).first(7), 0));
}

TEST(IpReassembler, EmptyFragmentsFillNothing)
{
    Feeder feeder(16);
    EXPECT_FALSE(feeder.feed(1, fragment(0, 0, true)));
    EXPECT_FALSE(feeder.feed(2, fragment(8, 0, true)));
    EXPECT_FALSE(feeder.feed(3, fragment(8, 8, false)));
    EXPECT_TRUE(feeder.feed(4, fragment(0, 8, true)));
}

/// Who brought a byte of a datagram first.
struct Origin {
    std::uint32_t frame = 0; ///< 0 = nobody
    std::uint32_t offset = 0;
    bool captured = true;
};

/// The same rules, a byte at a time.
class NaiveDatagram {
public:
    explicit NaiveDatagram(std::size_t limit) : m_bytes(limit) {}

    /// Returns whether every byte up to the end is there.
    bool feed(std::uint32_t frame, const FragmentFacts& facts)
    {
        const std::size_t end = facts.offset + facts.payloadLength;
        std::size_t reached = m_bytes.size();
        while (reached > 0 && m_bytes[reached - 1].frame == 0)
            --reached;
        if (!facts.more && m_total == kUnknown && end >= reached)
            m_total = end;
        if (end > m_total || (!facts.more && end != m_total))
            return false;
        for (std::uint32_t i = 0; i < facts.payloadLength; ++i) {
            if (m_bytes[facts.offset + i].frame == 0)
                m_bytes[facts.offset + i] = i < facts.payloadCaptured
                                                ? Origin{frame, facts.payloadOffset + i, true}
                                                : Origin{frame, 0, false};
        }
        return m_total != kUnknown &&
               std::all_of(m_bytes.begin(), m_bytes.begin() + static_cast<std::ptrdiff_t>(m_total),
                           [](const Origin& origin) { return origin.frame != 0; });
    }
    [[nodiscard]] std::size_t total() const { return m_total; }
    [[nodiscard]] const Origin& at(std::size_t offset) const { return m_bytes[offset]; }

private:
    static constexpr std::size_t kUnknown = SIZE_MAX;

    std::vector<Origin> m_bytes;
    std::size_t m_total = kUnknown;
};

void expectSame(const Datagram& datagram, const NaiveDatagram& naive)
{
    ASSERT_EQ(datagram.length, naive.total());
    std::size_t at = 0;
    for (const FragmentPiece& piece : datagram.pieces) {
        for (std::uint32_t i = 0; i < piece.length; ++i, ++at) {
            const Origin& origin = naive.at(at);
            ASSERT_EQ(piece.frame, origin.frame) << "byte " << at;
            ASSERT_EQ(piece.captured, origin.captured) << "byte " << at;
            ASSERT_EQ(piece.offset + (piece.captured ? i : 0), origin.offset) << "byte " << at;
        }
    }
    EXPECT_EQ(at, datagram.length);
}

TEST(IpReassembler, RandomFragmentsGiveWhatANaiveOneGives)
{
    constexpr std::size_t kLimit = 64;
    std::mt19937 random(7);
    const auto below = [&random](std::uint32_t limit) {
        return static_cast<std::uint32_t>(random() % limit);
    };
    std::size_t completed = 0;
    for (int round = 0; round < 20'000; ++round) {
        Feeder feeder(kLimit);
        NaiveDatagram naive(kLimit);
        for (std::uint32_t frame = 1; frame <= 24; ++frame) {
            const std::uint32_t offset = below(7) * 8;
            FragmentFacts facts = fragment(offset, below(3) * 8 + below(8), below(4) != 0);
            facts.payloadLength = std::min<std::uint32_t>(facts.payloadLength, kLimit - offset);
            facts.payloadCaptured = facts.payloadLength - std::min(facts.payloadLength, below(2) * below(9));
            const auto datagram = feeder.feed(frame, facts);
            const bool whole = naive.feed(frame, facts);
            ASSERT_EQ(datagram.has_value(), whole) << "round " << round << " frame " << frame;
            if (!datagram)
                continue;
            expectSame(*datagram, naive);
            ++completed;
            break;
        }
    }
    EXPECT_GT(completed, 1000U);
}

} // namespace
} // namespace mqttscope::test
