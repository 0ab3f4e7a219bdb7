// SPDX-License-Identifier: GPL-3.0-or-later
// The quick way to the facts of a TCP segment says what the decoder says, or nothing.
#include "dissector/index/quick_header.h"

#include "capture/file/capture_reader.h"
#include "capture/file/open_capture.h"
#include "dissector/net/packet.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <string>
#include <vector>

namespace mqttscope::test {
namespace {

/// How often the quick way answered, and what it said wrongly.
struct Tally {
    std::size_t quick = 0;
    std::size_t slow = 0;
};

net::PacketFacts decoded(net::LinkType link, field::ByteView frame, std::uint32_t originalLength)
{
    field::NullSink sink;
    field::IssueLog log;
    net::PacketFacts facts;
    net::decodePacket(link, frame, originalLength, {}, sink, log, facts);
    return facts;
}

void compare(net::LinkType link, field::ByteView frame, std::uint32_t originalLength, Tally& tally)
{
    net::TcpFacts quick;
    if (!index::readPlainSegment(link, frame, originalLength, quick)) {
        ++tally.slow;
        return;
    }
    ++tally.quick;
    const net::PacketFacts facts = decoded(link, frame, originalLength);
    ASSERT_EQ(facts.kind, net::PacketKind::Tcp);
    const net::TcpFacts& slow = facts.tcp;
    ASSERT_EQ(quick.source, slow.source);
    ASSERT_EQ(quick.destination, slow.destination);
    ASSERT_EQ(quick.sequence, slow.sequence);
    ASSERT_EQ(quick.acknowledgment, slow.acknowledgment);
    ASSERT_EQ(quick.flags, slow.flags);
    ASSERT_EQ(quick.window, slow.window);
    ASSERT_EQ(quick.payloadOffset, slow.payloadOffset);
    ASSERT_EQ(quick.payloadLength, slow.payloadLength);
    ASSERT_EQ(quick.payloadCaptured, slow.payloadCaptured);
}

/// The frame as it is, and with each byte of its headers changed, cut at each byte of them, and with another
/// length on the wire.
void compareDamaged(net::LinkType link, field::ByteView frame, std::uint32_t originalLength, Tally& tally)
{
    std::vector<std::uint8_t> bytes(frame.begin(), frame.end());
    const std::size_t headers = std::min<std::size_t>(bytes.size(), 96);
    for (std::size_t i = 0; i < headers; ++i) {
        const std::uint8_t kept = bytes[i];
        for (const unsigned flip : {0x01U, 0x02U, 0x04U, 0x08U, 0x10U, 0x20U, 0x40U, 0x80U, 0xffU}) {
            bytes[i] = static_cast<std::uint8_t>(kept ^ flip);
            compare(link, bytes, originalLength, tally);
        }
        bytes[i] = kept;
        compare(link, field::ByteView{bytes}.first(i), originalLength, tally);
    }
    for (const std::uint32_t length : {0U, 14U, 40U, originalLength - 1, originalLength + 1, 0xffffffffU})
        compare(link, bytes, length, tally);
}

TEST(PlainSegment, IsThatOfTheDecoderInEveryCapture)
{
    Tally whole;
    Tally damaged;
    std::size_t captures = 0;
    for (const auto& entry :
         std::filesystem::recursive_directory_iterator(MQTTSCOPE_SOURCE_DIR "/tests/data/captures")) {
        const std::string name = entry.path().extension().string();
        if (name != ".pcap" && name != ".pcapng")
            continue;
        auto opened = capture::beginCapture(entry.path().string());
        ASSERT_TRUE(opened) << entry.path();
        auto reader = capture::CaptureReader::open(opened->file);
        ASSERT_TRUE(reader) << entry.path();
        ++captures;
        capture::FrameView frame;
        for (std::size_t i = 0; (*reader)->next(frame) == capture::ReadStatus::Frame; ++i) {
            const auto& interfaces = (*reader)->contents().interfaces;
            if (frame.interface >= interfaces.size())
                continue; // no packet: a block that Wireshark numbers among the frames
            const auto link = static_cast<net::LinkType>(interfaces[frame.interface].linkType);
            compare(link, frame.bytes, frame.originalLength, whole);
            if (i < 12)
                compareDamaged(link, frame.bytes, frame.originalLength, damaged);
            if (HasFatalFailure())
                FAIL() << entry.path() << " frame " << i + 1;
        }
    }
    EXPECT_GT(captures, 40U);
    EXPECT_GT(whole.quick, 5000U) << "most frames should go the quick way";
    EXPECT_GT(whole.slow, 100U);
    EXPECT_GT(damaged.quick, 5000U);
    EXPECT_GT(damaged.slow, 5000U);
}

} // namespace
} // namespace mqttscope::test
