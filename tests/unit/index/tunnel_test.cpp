// SPDX-License-Identifier: GPL-3.0-or-later
// Connections inside tunnels, conversations beside them, and headers that ICMP quotes.
#include "dissector/index/dissect.h"
#include "tests/unit/index/literal_messages.h"

#include <gmock/gmock.h>

#include <algorithm>

namespace mqttscope::index::test {
namespace {

using field::FieldId;
using mqtt::PacketType;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using Talk = TcpTalk;

constexpr std::size_t kEthernet = 14;
constexpr std::size_t kIpv4 = 20;

Bytes word(std::size_t number)
{
    return {static_cast<std::uint8_t>(number >> 8U), static_cast<std::uint8_t>(number)};
}

/// An IPv4 packet between two routers, in an Ethernet frame.
Bytes routed(std::uint8_t protocol, const Bytes& payload, std::uint16_t flagsOffset = 0)
{
    return Bytes(12, 2) + Bytes{0x08, 0x00, 0x45, 0x00} + word(kIpv4 + payload.size()) + word(1) +
           word(flagsOffset) + Bytes{64, protocol, 0, 0, 198, 51, 100, 1, 198, 51, 100, 2} + payload;
}

Bytes gre(const Bytes& packet, std::uint8_t key)
{
    return routed(47, Bytes{0x20, 0x00, 0x08, 0x00, 0, 0, 0, key} + packet);
}

Bytes datagram(std::uint16_t source, std::uint16_t destination, const Bytes& payload)
{
    return word(source) + word(destination) + word(8 + payload.size()) + word(0) + payload;
}

Bytes packetOf(Talk& talk, Talk::Side side, const Bytes& payload)
{
    const Bytes frame = talk.makeFrame(side, net::kAck | net::kPsh, talk.next(side), payload);
    talk.advance(side, payload.size());
    return part(frame, kEthernet);
}

/// Both halves of an IPv4 packet as fragments, cut behind `size` bytes of payload.
std::array<Bytes, 2> halves(const Bytes& packet, std::size_t size)
{
    const auto fragment = [&](std::size_t at, std::size_t count, bool more) {
        const Bytes payload = part(packet, kIpv4 + at, count);
        Bytes header = part(packet, 0, kIpv4);
        const Bytes length = word(kIpv4 + payload.size());
        const Bytes offset = word(at / 8 | (more ? 0x2000U : 0U));
        header[4] = 0x12; // every datagram has the same identification
        header[5] = 0x34;
        std::copy(length.begin(), length.end(), header.begin() + 2);
        std::copy(offset.begin(), offset.end(), header.begin() + 6);
        return header + payload;
    };
    return {fragment(0, size, true), fragment(size, packet.size() - kIpv4 - size, false)};
}

/// The numbers of a field in a frame, in reading order.
std::vector<std::uint64_t> numbers(const FrameScript& script, const Snapshot& snapshot, std::uint32_t frame,
                                   FieldId id)
{
    std::vector<std::uint64_t> found;
    const auto dissection = dissectTree(snapshot, script, script.options(), frame);
    for (std::uint32_t i = 0; i < dissection->tree.size(); ++i) {
        if (dissection->tree.node(i).id == id)
            found.push_back(dissection->tree.node(i).value.number);
    }
    return found;
}

TEST(TunnelledConnection, IsFollowedAsTheInnermostHeadersSay)
{
    FrameScript script;
    Talk talk{script};
    script.add(gre(packetOf(talk, Talk::Client, kConnect311), 1));
    script.add(routed(17, datagram(50'000, 2152,
                                   Bytes{0x30, 0xff} + word(60) + Bytes{0, 0, 0, 1} +
                                       packetOf(talk, Talk::Client, publishOf(11)))));
    const Snapshot& snapshot = script.finish();
    EXPECT_THAT(messagesOf(snapshot), ElementsAre(Seen{1, PacketType::Connect, kGuessedStart, 16},
                                                  Seen{2, PacketType::Publish, 0, 16}));
    EXPECT_EQ(bytesOf(script, snapshot, 0), kConnect311);
    EXPECT_EQ(bytesOf(script, snapshot, 1), publishOf(11));
    EXPECT_EQ(snapshot.connectionCount, 1U);
    EXPECT_EQ(snapshot.connection(0)->ends[1].port, 1883);
}

TEST(TunnelledConnection, FragmentsOfTwoTunnelsAreNotMixed)
{
    FrameScript script;
    Talk one{script, 1883, 50'000};
    Talk two{script, 1883, 50'001};
    one.handshake();
    two.handshake();
    // The same addresses and the same identification, as behind the routers of two customers.
    const auto first = halves(packetOf(one, Talk::Client, kConnect5), 24);
    const auto second = halves(packetOf(two, Talk::Client, kConnect311), 24);
    script.add(gre(first[0], 1));
    script.add(gre(second[0], 2));
    script.add(gre(second[1], 2));
    script.add(gre(first[1], 1));
    const Snapshot& snapshot = script.finish();
    EXPECT_EQ(snapshot.frame(9).flags, kFragment | kReassembled);
    EXPECT_EQ(snapshot.frame(10).flags, kFragment | kReassembled);
    EXPECT_THAT(messagesOf(snapshot),
                ElementsAre(Seen{9, PacketType::Connect, 0, 16}, Seen{10, PacketType::Connect, 0, 20}));
    EXPECT_EQ(bytesOf(script, snapshot, 0), kConnect311);
    EXPECT_EQ(bytesOf(script, snapshot, 1), kConnect5);
}

TEST(TunnelledConnection, TheTunnelMayBeInFragments)
{
    FrameScript script;
    Talk talk{script};
    const Bytes inner = Bytes(12, 2) + Bytes{0x08, 0x00} + packetOf(talk, Talk::Client, kConnect311);
    const Bytes outer = routed(17, datagram(50'000, 4789, Bytes{8, 0, 0, 0, 0, 0, 5, 0} + inner));
    const auto parts = halves(part(outer, kEthernet), 48);
    script.add(part(outer, 0, kEthernet) + parts[0]);
    script.add(part(outer, 0, kEthernet) + parts[1]);
    const Snapshot& snapshot = script.finish();
    EXPECT_THAT(messagesOf(snapshot), ElementsAre(Seen{2, PacketType::Connect, kGuessedStart, 16}));
    EXPECT_EQ(bytesOf(script, snapshot, 0), kConnect311);
    EXPECT_THAT(numbers(script, snapshot, 2, FieldId::UdpStream), ElementsAre(0U));
    EXPECT_THAT(numbers(script, snapshot, 2, FieldId::TcpStream), ElementsAre(0U));
}

TEST(QuotedSegment, NamesItsConnectionAndDoesNotFeedIt)
{
    FrameScript script;
    Talk talk{script};
    talk.handshake();
    const Bytes connect = packetOf(talk, Talk::Client, kConnect311);
    const Bytes error = Bytes{3, 1, 0, 0, 0, 0, 0, 0};
    script.add(routed(1, error + connect));
    const Snapshot& snapshot = script.finish();
    EXPECT_THAT(messagesOf(snapshot), IsEmpty()) << "nobody received it";
    EXPECT_EQ(snapshot.frame(4).stream, kNoStream);
    EXPECT_THAT(numbers(script, snapshot, 4, FieldId::TcpStream), ElementsAre(0U));
    EXPECT_EQ(snapshot.connection(0)->bytes[0], 0U);
}

TEST(QuotedSegment, MayBeTheFirstToNameAConnection)
{
    FrameScript script;
    Talk quoted{script, 1883, 50'000};
    Talk talk{script, 1883, 50'001};
    const Bytes error = Bytes{3, 1, 0, 0, 0, 0, 0, 0};
    script.add(routed(1, error + packetOf(quoted, Talk::Client, kConnect311)));
    talk.handshake();
    talk.send(Talk::Client, kConnect311);
    Talk again{script, 1883, 50'000};
    again.handshake();
    again.send(Talk::Client, kConnect311);
    const Snapshot& snapshot = script.finish();
    EXPECT_THAT(numbers(script, snapshot, 1, FieldId::TcpStream), ElementsAre(0U));
    EXPECT_EQ(snapshot.frame(2).stream, 1U);
    EXPECT_EQ(snapshot.frame(6).stream, 0U) << "its segments belong to it when they come";
    EXPECT_THAT(messagesOf(snapshot),
                ElementsAre(Seen{5, PacketType::Connect, 0, 16}, Seen{9, PacketType::Connect, 0, 16}));
}

TEST(QuotedSegment, TooShortForItsWindowNamesNone)
{
    FrameScript script;
    Talk quoted{script};
    const Bytes packet = part(packetOf(quoted, Talk::Client, kConnect311), 0, kIpv4 + 8);
    script.add(routed(1, Bytes{3, 1, 0, 0, 0, 0, 0, 0} + packet));
    const Snapshot& snapshot = script.finish();
    EXPECT_EQ(snapshot.connectionCount, 0U);
    EXPECT_THAT(numbers(script, snapshot, 1, FieldId::TcpStream), IsEmpty());
    EXPECT_THAT(numbers(script, snapshot, 1, FieldId::TcpSrcPort), ElementsAre(50'000U));
}

TEST(UdpStream, CountsConversationsInBothDirections)
{
    FrameScript script;
    script.add(routed(17, datagram(40'000, 53, {1})));
    script.add(routed(17, datagram(40'001, 53, {1})));
    script.add(routed(17, datagram(40'000, 53, {1})));
    Bytes back = routed(17, datagram(53, 40'000, {1}));
    std::swap_ranges(back.begin() + 26, back.begin() + 30, back.begin() + 30); // the addresses
    script.add(back);
    const Snapshot& snapshot = script.finish();
    const std::vector<std::uint64_t> expected = {0, 1, 0, 0};
    for (std::uint32_t frame = 1; frame <= 4; ++frame)
        EXPECT_THAT(numbers(script, snapshot, frame, FieldId::UdpStream), ElementsAre(expected[frame - 1]));
    EXPECT_EQ(snapshot.connectionCount, 0U) << "they are counted apart from those of TCP";
}

} // namespace
} // namespace mqttscope::index::test
