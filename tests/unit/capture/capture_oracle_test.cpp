// SPDX-License-Identifier: GPL-3.0-or-later
// The readers held against libpcap and tshark, frame by frame, on every capture.
#include "tests/unit/capture/capture_bytes.h"
#include "tests/unit/capture/capture_oracle.h"
#include "tests/unit/capture/outside_tool.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace mqttscope::capture::testing {
namespace {

using ::testing::HasSubstr;

bool isCompressed(const KnownCapture& capture)
{
    return capture.path.extension() == ".gz";
}

TEST(CaptureOracle, FrameCountsOfAllCaptures)
{
    const std::vector<KnownCapture> captures = knownCaptures();
    ASSERT_EQ(captures.size(), 88U);
    for (const KnownCapture& capture : captures) {
        SCOPED_TRACE(capture.name);
        const ReadResult result = readAll(capture.path);
        ASSERT_NE(result.reader, nullptr) << describe(result.error);
        EXPECT_EQ(result.frames.size(), capture.frames);
        const Format format = result.reader->format();
        EXPECT_EQ(capture.format, format == Format::Pcapng     ? "pcapng"
                                  : format == Format::PcapNano ? "nsecpcap"
                                                               : "pcap");
        const bool cut = capture.name == "derived/truncated_file.pcap";
        EXPECT_EQ(result.status, cut ? ReadStatus::Damaged : ReadStatus::End);
    }
}

TEST(CaptureOracle, TruncatedFileSaysWhere)
{
    for (const KnownCapture& capture : knownCaptures()) {
        if (capture.name == "derived/truncated_file.pcap") {
            const ReadResult result = readAll(capture.path);
            EXPECT_EQ(result.error.code, FileError::Code::TruncatedRecord);
            EXPECT_EQ(result.error.offset + result.error.found, std::filesystem::file_size(capture.path));
        }
    }
}

TEST(CaptureOracle, LibpcapReadsTheSame)
{
    std::size_t frames = 0;
    std::vector<std::string> refused;
    for (const KnownCapture& capture : knownCaptures()) {
        SCOPED_TRACE(capture.name);
        const OracleResult oracle = readWithLibpcap(capture.path);
        const ReadResult ours = readAll(capture.path);
        if (!oracle.opened) {
            EXPECT_TRUE(isCompressed(capture)) << oracle.error;
            continue;
        }
        ASSERT_NE(ours.reader, nullptr);
        // libpcap has no number for what is no packet.
        std::vector<FrameView> packets = ours.frames;
        std::erase_if(packets, [](const FrameView& frame) { return frame.interface == kNoInterface; });
        expectSamePrefix(oracle, packets);
        if (oracle.error.empty()) {
            EXPECT_EQ(oracle.frames.size(), packets.size());
            EXPECT_EQ(normalisedLinkType(static_cast<std::uint32_t>(oracle.linkType)),
                      ours.reader->interfaces()[0].linkType);
        } else {
            refused.push_back(capture.name);
        }
        frames += oracle.frames.size();
    }
    EXPECT_GT(frames, 10'000U) << "the comparison compared something";
    // Where libpcap stops early, FrameCountsOfAllCaptures holds us against tshark's count.
    EXPECT_THAT(refused, ::testing::ElementsAre("derived/pcapng_be_ns_2sections.pcapng",
                                                "derived/truncated_file.pcap"))
        << "update what libpcap refuses";
}

TEST(CaptureOracle, TsharkReadsTheSame)
{
    if (!hasTool("tshark")) {
        GTEST_SKIP() << "tshark is not installed";
    }
    for (const KnownCapture& capture : knownCaptures()) {
        // Starting tshark takes most of a second: the formats with something to get wrong.
        const bool interesting = capture.format != "pcap" || capture.name == "derived/big_endian.pcap" ||
                                 capture.name == "derived/truncated_file.pcap" ||
                                 capture.name == "own/snaplen80.pcap";
        if (!interesting) {
            continue;
        }
        SCOPED_TRACE(capture.name);
        const OracleResult oracle = readWithTshark(capture.path);
        const ReadResult ours = readAll(capture.path);
        ASSERT_EQ(oracle.frames.size(), ours.frames.size());
        expectSamePrefix(oracle, ours.frames);
        EXPECT_EQ(oracle.error.empty(), ours.status == ReadStatus::End);
    }
}

TEST(CaptureOracle, CommentsOfARealFile)
{
    for (const KnownCapture& capture : knownCaptures()) {
        if (capture.name == "derived/comments.pcapng") {
            const ReadResult result = readAll(capture.path);
            EXPECT_EQ(result.reader->comments().size(), 2U);
        }
        if (capture.name == "derived/tls_13_dsb.pcapng") {
            const ReadResult result = readAll(capture.path);
            ASSERT_EQ(result.reader->contents().secrets.size(), 1U);
            EXPECT_EQ(result.reader->contents().secrets[0].type, 0x544c534bU);
        }
        if (capture.name == "derived/pcapng_be_ns_2sections.pcapng") {
            const ReadResult result = readAll(capture.path);
            ASSERT_EQ(result.reader->sections().size(), 2U);
            EXPECT_TRUE(result.reader->sections()[0].bigEndian);
        }
    }
}

/// Two interfaces with different link types, which libpcap refuses; tshark reads it.
TEST(CaptureOracle, WhatLibpcapRefusesIsReadAsTsharkReadsIt)
{
    const Bytes file = {
        0x0a, 0x0d, 0x0d, 0x0a, 0x1c, 0x00, 0x00, 0x00, // Section Header Block
        0x4d, 0x3c, 0x2b, 0x1a, 0x01, 0x00, 0x00, 0x00, // magic, version
        0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, // section length
        0x1c, 0x00, 0x00, 0x00,                         //
        0x01, 0x00, 0x00, 0x00, 0x14, 0x00, 0x00, 0x00, // Interface Description Block
        0x01, 0x00, 0x00, 0x00, 0x00, 0x00, 0x04, 0x00, // Ethernet
        0x14, 0x00, 0x00, 0x00,                         //
        0x01, 0x00, 0x00, 0x00, 0x20, 0x00, 0x00, 0x00, // Interface Description Block
        0x65, 0x00, 0x00, 0x00, 0x00, 0x00, 0x04, 0x00, // raw IP
        0x09, 0x00, 0x01, 0x00, 0x94, 0x00, 0x00, 0x00, // if_tsresol: 2^-20
        0x00, 0x00, 0x00, 0x00,                         // opt_endofopt
        0x20, 0x00, 0x00, 0x00,                         //
        0x06, 0x00, 0x00, 0x00, 0x24, 0x00, 0x00, 0x00, // Enhanced Packet Block
        0x01, 0x00, 0x00, 0x00,                         // interface 1
        0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x18, 0x00, // 1.5 s
        0x01, 0x00, 0x00, 0x00, 0x40, 0x00, 0x00, 0x00, // captured, original
        0x45, 0x00, 0x00, 0x00,                         //
        0x24, 0x00, 0x00, 0x00,                         //
    };
    const TempFile temp(file);
    const ReadResult ours = readAll(std::filesystem::path(temp.path()));
    ASSERT_EQ(ours.frames.size(), 1U);
    EXPECT_EQ(ours.frames[0].timeNs, 1'500'000'000);
    EXPECT_THAT(readWithLibpcap(temp.path()).error, HasSubstr("different from the type"));
    if (!hasTool("tshark")) {
        GTEST_SKIP() << "tshark is not installed";
    }
    const OracleResult oracle = readWithTshark(temp.path());
    ASSERT_EQ(oracle.frames.size(), 1U);
    expectSamePrefix(oracle, ours.frames);
}

} // namespace
} // namespace mqttscope::capture::testing
