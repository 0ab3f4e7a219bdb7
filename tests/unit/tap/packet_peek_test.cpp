// SPDX-License-Identifier: GPL-3.0-or-later
#include "broker/net/tap/packet_peek.h"
#include "tests/unit/tap/tapped.h"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace mqttscope::broker::test {
namespace {

using ::testing::ElementsAre;

std::vector<std::string> packetsIn(const Bytes& bytes, std::size_t piece)
{
    PacketPeek peek;
    std::vector<std::string> found;
    for (std::size_t at = 0; at < bytes.size(); at += piece) {
        ByteView rest = ByteView(bytes).subspan(at, std::min(piece, bytes.size() - at));
        while (const auto packet = peek.next(rest))
            found.push_back(fmt::format("{} {} {} {}", static_cast<int>(packet->type), packet->qos,
                                        packet->packetId, packet->topic));
        EXPECT_TRUE(rest.empty());
    }
    return found;
}

TEST(PacketPeek, FindsTypeIdAndTopicHoweverTheBytesAreCut)
{
    const Bytes stream = connect311("a") + publish311("room/temp", "21.5") +
                         publish311("room/temp", "21.5", 2, 0x1234) + Bytes{0xc0, 0x00} +
                         Bytes{0x40, 0x02, 0x00, 0x07} + Bytes{0xa2, 0x06, 0x01, 0x00, 0x00, 0x02, 'a', 'b'};
    for (std::size_t piece = 1; piece <= stream.size(); ++piece) {
        EXPECT_THAT(packetsIn(stream, piece),
                    ElementsAre("1 0 0 ", "3 0 0 room/temp", "3 2 4660 room/temp", "12 0 0 ", "4 0 7 ",
                                ::testing::StartsWith("10 0 256 ")));
    }
}

TEST(PacketPeek, KeepsTheBeginningOfALongTopic)
{
    const Bytes topic(300, 't');
    const Bytes packet = Bytes{0x30, 0xae, 0x02, 0x01, 0x2c} + topic;
    EXPECT_THAT(packetsIn(packet, 7), ElementsAre("3 0 0 " + std::string(PacketPeek::kMaxTopic, 't')));
}

TEST(PacketPeek, ATopicLongerThanThePacketDoesNoHarm)
{
    EXPECT_THAT(packetsIn({0x32, 0x03, 0xff, 0xff, 'a', 0xc0, 0x00}, 7), ElementsAre("3 1 0 a", "12 0 0 "));
}

TEST(PacketPeek, AFifthLengthByteEndsIt)
{
    EXPECT_THAT(packetsIn({0xc0, 0x00, 0x30, 0xff, 0xff, 0xff, 0xff, 0x01, 0xc0, 0x00}, 3),
                ElementsAre("12 0 0 "));
}

} // namespace
} // namespace mqttscope::broker::test
