// SPDX-License-Identifier: GPL-3.0-or-later
// Messages in fragmented IP datagrams.
#include "dissector/net/checksum.h"
#include "tests/unit/index/literal_messages.h"

#include <gmock/gmock.h>

#include <algorithm>
#include <numeric>

namespace mqttscope::index::test {
namespace {

using mqtt::PacketType;
using ::testing::ElementsAre;
using Talk = TcpTalk;

constexpr std::size_t kEthernet = 14;
constexpr std::size_t kIpv4 = 20;

/// An IPv4 frame cut into fragments that carry so many bytes each (a multiple of 8).
std::vector<Bytes> fragments(const Bytes& frame, std::size_t size)
{
    const Bytes payload = part(frame, kEthernet + kIpv4);
    std::vector<Bytes> all;
    for (std::size_t at = 0; at < payload.size(); at += size) {
        const Bytes piece = part(payload, at, size);
        Bytes header = part(frame, 0, kEthernet + kIpv4);
        const auto length = static_cast<std::uint16_t>(kIpv4 + piece.size());
        const bool more = at + piece.size() < payload.size();
        const auto offset = static_cast<std::uint16_t>(at / 8 | (more ? 0x2000U : 0U));
        header[kEthernet + 2] = static_cast<std::uint8_t>(length >> 8);
        header[kEthernet + 3] = static_cast<std::uint8_t>(length);
        header[kEthernet + 6] = static_cast<std::uint8_t>(offset >> 8);
        header[kEthernet + 7] = static_cast<std::uint8_t>(offset);
        header[kEthernet + 10] = header[kEthernet + 11] = 0;
        net::InternetSum sum;
        sum.add(field::ByteView{header}.subspan(kEthernet, kIpv4));
        header[kEthernet + 10] = static_cast<std::uint8_t>(sum.checksum() >> 8);
        header[kEthernet + 11] = static_cast<std::uint8_t>(sum.checksum());
        all.push_back(header + piece);
    }
    return all;
}

TEST(Fragments, InAnyOrderMakeTheSegmentAtTheLast)
{
    std::array<std::size_t, 3> order{0, 1, 2};
    do {
        FrameScript script;
        Talk talk{script};
        talk.handshake();
        const Bytes payload = kConnect311 + publishOf(20);
        const std::vector<Bytes> parts =
            fragments(talk.makeFrame(Talk::Client, net::kAck, talk.next(Talk::Client), payload), 24);
        ASSERT_EQ(parts.size(), 3U);
        for (const std::size_t i : order)
            script.add(parts[i]);
        const Snapshot& snapshot = script.finish();
        EXPECT_THAT(messagesOf(snapshot),
                    ElementsAre(Seen{6, PacketType::Connect, 0, 16}, Seen{6, PacketType::Publish, 0, 25}));
        EXPECT_EQ(bytesOf(script, snapshot, 0), kConnect311);
        EXPECT_EQ(bytesOf(script, snapshot, 1), publishOf(20));
        for (std::uint32_t frame = 4; frame <= 5; ++frame) {
            EXPECT_EQ(snapshot.frame(frame).flags, kFragment);
            ASSERT_NE(snapshot.reassembledIn.find(frame - 1), nullptr);
            EXPECT_EQ(*snapshot.reassembledIn.find(frame - 1), 6U);
        }
        EXPECT_EQ(snapshot.frame(6).flags, kFragment | kReassembled);
        EXPECT_EQ(snapshot.frame(6).stream, 0U);
        const DatagramRecord* datagram = snapshot.datagramOf(6);
        ASSERT_NE(datagram, nullptr);
        EXPECT_EQ(datagram->pieceCount, 3U);
        EXPECT_EQ(snapshot.datagramOf(5), nullptr);
    } while (std::next_permutation(order.begin(), order.end()));
}

TEST(Fragments, EachMakesAPieceOfTheMessage)
{
    FrameScript script;
    Talk talk{script};
    talk.handshake();
    const std::vector<Bytes> parts = fragments(
        talk.makeFrame(Talk::Client, net::kAck, talk.next(Talk::Client), publishOf(50)), 32); // 20 of TCP
    for (const Bytes& one : parts)
        script.add(one);
    const Snapshot& snapshot = script.finish();
    ASSERT_EQ(snapshot.messages.size(), 1U);
    const auto pieces = snapshot.piecesOf(0);
    ASSERT_EQ(pieces.size(), 3U);
    EXPECT_EQ(pieces[0], (stream::Piece{4, 54, 12, stream::Piece::kIdentity}));
    EXPECT_EQ(pieces[1], (stream::Piece{5, 34, 32, stream::Piece::kIdentity}));
    EXPECT_EQ(pieces[2], (stream::Piece{6, 34, 11, stream::Piece::kIdentity}));
    EXPECT_EQ(bytesOf(script, snapshot, 0), publishOf(50));
}

TEST(Fragments, OneMissingMeansNoSegment)
{
    FrameScript script;
    Talk talk{script};
    talk.handshake();
    const std::vector<Bytes> parts =
        fragments(talk.makeFrame(Talk::Client, net::kAck, talk.next(Talk::Client), publishOf(50)), 32);
    script.add(parts[0]);
    script.add(parts[2]);
    talk.lose(Talk::Client, publishOf(50).size());
    const auto ping = talk.send(Talk::Client, kPingreq);
    const Snapshot& snapshot = script.finish();
    EXPECT_THAT(messagesOf(snapshot), ElementsAre(Seen{ping, PacketType::Pingreq, kGuessedStart, 2}));
    EXPECT_EQ(snapshot.frame(4).stream, kNoStream);
}

TEST(Fragments, MessageOverTwoDatagrams)
{
    FrameScript script;
    Talk talk{script};
    talk.handshake();
    const Bytes publish = publishOf(100);
    const auto sendInFragments = [&](const Bytes& payload) {
        for (const Bytes& one :
             fragments(talk.makeFrame(Talk::Client, net::kAck, talk.next(Talk::Client), payload), 32))
            script.add(one);
        talk.advance(Talk::Client, payload.size());
    };
    sendInFragments(part(publish, 0, 60));
    sendInFragments(part(publish, 60));
    const Snapshot& snapshot = script.finish();
    ASSERT_EQ(snapshot.messages.size(), 1U);
    EXPECT_EQ(bytesOf(script, snapshot, 0), publish);
    EXPECT_EQ(snapshot.messages[0].frame, snapshot.frameCount());
}

} // namespace
} // namespace mqttscope::index::test
