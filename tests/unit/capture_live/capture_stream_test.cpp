// SPDX-License-Identifier: GPL-3.0-or-later
#include "capture/file/capture_reader.h"
#include "capture/live/capture_stream.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

namespace mqttscope::capture::testing {
namespace {

using ::testing::ElementsAreArray;
using Bytes = std::vector<std::uint8_t>;

constexpr std::int64_t kTime = 1'700'000'000'123'456'789; // 1,700,000,000 s = 0x6553f100

TEST(CaptureStream, BytesOfPcap)
{
    Bytes buffer;
    CaptureStream stream{buffer, false};
    const InterfaceOpened opened{"lo", 1, 262144, 0, true, false};
    stream.begin({&opened, 1}, "tcp");
    stream.add(0, {kTime, Bytes{0xaa, 0xbb}, 60});
    const InterfaceCounts counts;
    stream.end({&counts, 1}, kTime); // pcap has no place for them
    EXPECT_THAT(buffer, ElementsAreArray(Bytes{
                            0x4d, 0x3c, 0xb2, 0xa1,             // magic: little-endian, nanoseconds
                            2,    0,    4,    0,                // version 2.4
                            0,    0,    0,    0,    0, 0, 0, 0, // reserved
                            0,    0,    4,    0,                // snap length
                            1,    0,    0,    0,                // Ethernet
                            0x00, 0xf1, 0x53, 0x65,             // seconds
                            0x15, 0xcd, 0x5b, 0x07,             // nanoseconds
                            2,    0,    0,    0,                // captured
                            60,   0,    0,    0,                // on the wire
                            0xaa, 0xbb,
                        }));
}

TEST(CaptureStream, BytesOfAPacketBlock)
{
    Bytes buffer;
    CaptureStream stream{buffer, true};
    stream.add(3, {0x0102'0304'0506'0708, Bytes{1, 2, 3, 4, 5}, 6});
    EXPECT_THAT(buffer, ElementsAreArray(Bytes{
                            6,    0,    0,    0,                // Enhanced Packet Block
                            40,   0,    0,    0,                // its length
                            3,    0,    0,    0,                // interface
                            0x04, 0x03, 0x02, 0x01,             // time, upper half
                            0x08, 0x07, 0x06, 0x05,             // lower half
                            5,    0,    0,    0,                // captured
                            6,    0,    0,    0,                // on the wire
                            1,    2,    3,    4,    5, 0, 0, 0, // padded
                            40,   0,    0,    0,
                        }));
}

TEST(CaptureStream, OurReaderReadsPcapngBack)
{
    Bytes buffer;
    CaptureStream stream{buffer, true};
    const std::vector<InterfaceOpened> opened{{"lo", 1, 262144, 0, true, false},
                                              {"tun0", 101, 96, 0, true, false}};
    stream.begin(opened, "tcp port 1883");
    for (std::size_t size = 0; size < 9; ++size)
        stream.add(size % 2, {kTime + static_cast<std::int64_t>(size), Bytes(size, 0x5a), 100});
    stream.end(std::vector<InterfaceCounts>{{"lo", 5, 7, 2, 1}, {"tun0", 4, 4, 0, 0}}, kTime);

    const auto reader = CaptureReader::openMemory(buffer);
    ASSERT_TRUE(reader);
    FrameView frame;
    for (std::size_t size = 0; size < 9; ++size) {
        ASSERT_EQ((*reader)->next(frame), ReadStatus::Frame);
        EXPECT_EQ(frame.interface, size % 2);
        EXPECT_EQ(frame.timeNs, kTime + static_cast<std::int64_t>(size));
        EXPECT_EQ(frame.originalLength, 100U);
        EXPECT_THAT(frame.bytes, ElementsAreArray(Bytes(size, 0x5a)));
    }
    ASSERT_EQ((*reader)->next(frame), ReadStatus::End);
    EXPECT_EQ((*reader)->sections().front().application, "mqttscope-capture");
    ASSERT_EQ((*reader)->interfaces().size(), 2U);
    const Interface& first = (*reader)->interfaces()[0];
    EXPECT_EQ(first.name, "lo");
    EXPECT_EQ(first.filter, "tcp port 1883");
    EXPECT_EQ(first.tick, (TickLength{false, 9}));
    EXPECT_EQ(first.received, 7U);
    EXPECT_EQ(first.dropped, 3U) << "all that was lost";
    const Interface& second = (*reader)->interfaces()[1];
    EXPECT_EQ(second.name, "tun0");
    EXPECT_EQ(second.linkType, LinkType::RawIp);
    EXPECT_EQ(second.snapLength, 96U);
}

} // namespace
} // namespace mqttscope::capture::testing
