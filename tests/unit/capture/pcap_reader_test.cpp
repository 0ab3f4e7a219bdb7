// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/unit/capture/capture_bytes.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace mqttscope::capture::testing {
namespace {

using ::testing::ElementsAre;
using Code = FileError::Code;

/// A little-endian file header with this magic and these last two fields.
Bytes header(Bytes magic, Bytes linkField)
{
    return join({std::move(magic),
                 {0x02, 0x00, 0x04, 0x00},
                 Bytes(8, 0),
                 {0x00, 0x00, 0x04, 0x00},
                 std::move(linkField)});
}

const Bytes kMicro = {0xd4, 0xc3, 0xb2, 0xa1};
const Bytes kNano = {0x4d, 0x3c, 0xb2, 0xa1};
const Bytes kEthernet = {0x01, 0x00, 0x00, 0x00};

TEST(PcapReader, FieldsOfMicrosecondFrames)
{
    const Bytes file = smallPcap();
    const ReadResult result = readAll(file);
    ASSERT_NE(result.reader, nullptr);
    EXPECT_EQ(result.reader->format(), Format::PcapMicro);
    EXPECT_EQ(result.status, ReadStatus::End);
    ASSERT_EQ(result.frames.size(), 3U);

    EXPECT_EQ(result.frames[0].offset, 40U);
    EXPECT_EQ(result.frames[0].timeNs, 86'400'000'001'000);
    EXPECT_EQ(result.frames[0].capturedLength, 4U);
    EXPECT_EQ(result.frames[0].originalLength, 9U);
    EXPECT_EQ(result.frames[0].interface, 0U);
    EXPECT_THAT(result.frames[0].bytes, ElementsAre(0xde, 0xad, 0xbe, 0xef));
    EXPECT_EQ(result.frames[0].bytes.data(), file.data() + 40);

    EXPECT_EQ(result.frames[1].offset, 60U);
    EXPECT_EQ(result.frames[1].timeNs, 86'401'999'999'000);
    EXPECT_TRUE(result.frames[1].bytes.empty());
    EXPECT_EQ(result.frames[2].timeNs, 4'294'967'295'000'000'000);
    EXPECT_THAT(result.frames[2].bytes, ElementsAre(1, 2, 3));
    EXPECT_EQ(result.reader->position(), file.size());
    EXPECT_EQ(result.reader->frameCount(), 3U);
}

TEST(PcapReader, HeaderIsTheOneInterface)
{
    const Bytes file = smallPcap();
    const ReadResult result = readAll(file);
    ASSERT_EQ(result.reader->interfaces().size(), 1U);
    const Interface& interface = result.reader->interfaces()[0];
    EXPECT_EQ(interface.linkType, LinkType::Ethernet);
    EXPECT_EQ(interface.snapLength, 65'535U);
    EXPECT_EQ(interface.tick, (TickLength{false, 6}));
    EXPECT_EQ(interface.fcsLength, std::nullopt);
    EXPECT_TRUE(result.reader->sections().empty());
}

TEST(PcapReader, NanosecondsLittleEndian)
{
    const Bytes file = join({header(kNano, kEthernet),
                             {0x01, 0x00, 0x00, 0x00}, // 1 s
                             {0xff, 0xc9, 0x9a, 0x3b}, // 999999999 ns
                             {0x01, 0x00, 0x00, 0x00}, // captured
                             {0x01, 0x00, 0x00, 0x00}, // original
                             {0x42}});
    const ReadResult result = readAll(file);
    ASSERT_EQ(result.frames.size(), 1U);
    EXPECT_EQ(result.frames[0].timeNs, 1'999'999'999);
    EXPECT_EQ(result.reader->format(), Format::PcapNano);
    EXPECT_EQ(result.reader->interfaces()[0].tick, (TickLength{false, 9}));
}

TEST(PcapReader, MicrosecondsBigEndian)
{
    const Bytes file = {
        0xa1, 0xb2, 0xc3, 0xd4, // magic
        0x00, 0x02, 0x00, 0x04, // version 2.4
        0x00, 0x00, 0x00, 0x00, // reserved
        0x00, 0x00, 0x00, 0x00, // reserved
        0x00, 0x04, 0x00, 0x00, // snap length
        0x00, 0x00, 0x00, 0x71, // link type 113
        0x00, 0x00, 0x00, 0x02, // 2 s
        0x00, 0x00, 0x00, 0x03, // 3 us
        0x00, 0x00, 0x00, 0x02, // captured
        0x00, 0x00, 0x05, 0xdc, // original 1500
        0x61, 0x62,
    };
    const ReadResult result = readAll(file);
    ASSERT_EQ(result.frames.size(), 1U);
    EXPECT_EQ(result.frames[0].timeNs, 2'000'003'000);
    EXPECT_EQ(result.frames[0].originalLength, 1'500U);
    EXPECT_THAT(result.frames[0].bytes, ElementsAre(0x61, 0x62));
    EXPECT_EQ(result.reader->interfaces()[0].linkType, LinkType::LinuxSll);
    EXPECT_EQ(result.reader->interfaces()[0].snapLength, 262'144U);
}

TEST(PcapReader, NanosecondsBigEndian)
{
    const Bytes file = {
        0xa1, 0xb2, 0x3c, 0x4d, // magic
        0x00, 0x02, 0x00, 0x04, // version 2.4
        0x00, 0x00, 0x00, 0x00, // reserved
        0x00, 0x00, 0x00, 0x00, // reserved
        0x00, 0x04, 0x00, 0x00, // snap length
        0x00, 0x00, 0x00, 0x01, // link type
        0x00, 0x00, 0x00, 0x02, // 2 s
        0x00, 0x00, 0x00, 0x03, // 3 ns
        0x00, 0x00, 0x00, 0x00, // captured
        0x00, 0x00, 0x00, 0x01, // original
    };
    const ReadResult result = readAll(file);
    ASSERT_EQ(result.frames.size(), 1U);
    EXPECT_EQ(result.frames[0].timeNs, 2'000'000'003);
    EXPECT_EQ(result.reader->format(), Format::PcapNano);
}

TEST(PcapReader, UpperHalfOfTheLinkFieldIsTheFcsLength)
{
    // FCS length 2 (in units of 16 bits), "present" bit, link type 1.
    const Bytes withFcs = header(kMicro, {0x01, 0x00, 0x00, 0x24});
    const Bytes absentFcs = header(kMicro, {0x01, 0x00, 0x00, 0x20});
    EXPECT_EQ(readAll(withFcs).reader->interfaces()[0].linkType, LinkType::Ethernet);
    EXPECT_EQ(readAll(withFcs).reader->interfaces()[0].fcsLength, 4);
    EXPECT_EQ(readAll(absentFcs).reader->interfaces()[0].linkType, LinkType::Ethernet);
    EXPECT_EQ(readAll(absentFcs).reader->interfaces()[0].fcsLength, std::nullopt);
}

TEST(PcapReader, RawIpInItsThreeNumbers)
{
    for (const std::uint8_t number : Bytes{12, 14, 101}) {
        const Bytes file = header(kMicro, {number, 0x00, 0x00, 0x00});
        EXPECT_EQ(readAll(file).reader->interfaces()[0].linkType, LinkType::RawIp) << int{number};
    }
}

TEST(PcapReader, LinkTypeThatNobodyKnowsIsKept)
{
    const Bytes file = header(kMicro, {0xfe, 0xca, 0x00, 0x00});
    EXPECT_EQ(static_cast<std::uint32_t>(readAll(file).reader->interfaces()[0].linkType), 0xcafeU);
}

TEST(PcapReader, FileWithoutFramesEnds)
{
    const Bytes file = header(kMicro, kEthernet);
    const ReadResult result = readAll(file);
    EXPECT_EQ(result.status, ReadStatus::End);
    EXPECT_TRUE(result.frames.empty());
}

TEST(PcapReader, FractionOfMoreThanASecondIsAdded)
{
    // Some writers store 1.2 s as 0 s and 1,200,000 us.
    const Bytes file = join({header(kMicro, kEthernet),
                             {0x00, 0x00, 0x00, 0x00}, // 0 s
                             {0x80, 0x4f, 0x12, 0x00}, // 1200000 us
                             Bytes(8, 0)});
    EXPECT_EQ(readAll(file).frames.at(0).timeNs, 1'200'000'000);
}

TEST(PcapReader, LargestTimeDoesNotOverflow)
{
    const Bytes file = join({header(kMicro, kEthernet), Bytes(8, 0xff), Bytes(8, 0)});
    EXPECT_EQ(readAll(file).frames.at(0).timeNs, 4'294'967'295'000'000'000 + 4'294'967'295'000);
}

TEST(PcapReader, ModifiedFormatIsRefused)
{
    const Bytes little = header({0x34, 0xcd, 0xb2, 0xa1}, kEthernet);
    const Bytes big = header({0xa1, 0xb2, 0xcd, 0x34}, kEthernet);
    EXPECT_EQ(readAll(little).error.code, Code::ModifiedPcap);
    EXPECT_EQ(readAll(big).error.code, Code::ModifiedPcap);
}

TEST(PcapReader, OtherVersionsAreRefused)
{
    Bytes file = header(kMicro, kEthernet);
    file[6] = 0x02; // 2.2: record lengths stood the other way round
    const ReadResult result = readAll(file);
    EXPECT_EQ(result.reader, nullptr);
    EXPECT_EQ(result.error.code, Code::UnsupportedVersion);
    EXPECT_EQ(result.error.found, 0x0002'0002U);
    EXPECT_EQ(result.error.offset, 4U);
}

TEST(PcapReader, CompressedBytesAreNotExpandedHere)
{
    const Bytes gzip = {0x1f, 0x8b, 0x08, 0x00};
    const Bytes zstd = {0x28, 0xb5, 0x2f, 0xfd};
    const Bytes lz4 = {0x04, 0x22, 0x4d, 0x18};
    EXPECT_EQ(readAll(gzip).error.code, Code::CompressedTwice);
    EXPECT_EQ(readAll(zstd).error.code, Code::CompressedTwice);
    EXPECT_EQ(readAll(lz4).error.code, Code::CompressedLz4);
}

TEST(PcapReader, OtherFilesAreNotCaptures)
{
    const Bytes text = {'h', 'e', 'l', 'l', 'o'};
    EXPECT_EQ(readAll(text).error.code, Code::NotCapture);
    EXPECT_EQ(readAll(text).error.found, 0x68656c6cU);
    EXPECT_FALSE(readAll(text).error.mayGrowRight());
    EXPECT_EQ(readAll(Bytes{}).error.code, Code::Empty);
    EXPECT_TRUE(readAll(Bytes{}).error.mayGrowRight());
    EXPECT_EQ(readAll(Bytes{0xd4, 0xc3}).error.code, Code::TruncatedHeader);
}

TEST(PcapReader, CapturedLengthAboveTheLimitIsDamage)
{
    const Bytes file = join({header(kMicro, kEthernet),
                             Bytes(8, 0),
                             {0x00, 0x00, 0x00, 0x10},   // captured: 256 MiB, the limit and one
                             {0x00, 0x00, 0x00, 0x10}}); // original
    const ReadResult result = readAll(file);
    EXPECT_EQ(result.status, ReadStatus::Damaged);
    EXPECT_EQ(result.error.code, Code::CapturedTooLong);
    EXPECT_EQ(result.error.offset, 24U);
    EXPECT_EQ(result.error.expected, kMaxCapturedLength);
    EXPECT_EQ(result.error.found, kMaxCapturedLength + 1);
}

TEST(PcapReader, CapturedLengthAtTheLimitIsOnlyTruncated)
{
    const Bytes file = join({header(kMicro, kEthernet),
                             Bytes(8, 0),
                             {0xff, 0xff, 0xff, 0x0f},   // captured: 256 MiB less one
                             {0xff, 0xff, 0xff, 0x0f}}); // original
    const ReadResult result = readAll(file);
    EXPECT_EQ(result.error.code, Code::TruncatedRecord);
    EXPECT_EQ(result.error.expected, std::uint64_t{kMaxCapturedLength} + 16);
    EXPECT_EQ(result.error.found, 16U);
}

TEST(PcapReader, CapturedMoreThanOriginalIsDamageAfterTheGoodFrames)
{
    const Bytes file = join({smallPcap(),
                             Bytes(8, 0),
                             {0x02, 0x00, 0x00, 0x00}, // captured
                             {0x01, 0x00, 0x00, 0x00}, // original
                             {0xaa, 0xbb}});
    const ReadResult result = readAll(file);
    EXPECT_EQ(result.frames.size(), 3U);
    EXPECT_EQ(result.error.code, Code::CapturedMoreThanWas);
    EXPECT_EQ(result.error.offset, smallPcap().size());
    EXPECT_EQ(result.error.expected, 1U);
    EXPECT_EQ(result.error.found, 2U);
}

TEST(PcapReader, DamageIsFinal)
{
    const Bytes file = join({header(kMicro, kEthernet), Bytes(8, 0), Bytes(8, 0xff)});
    ReadResult result = readAll(file);
    ASSERT_EQ(result.status, ReadStatus::Damaged);
    FrameView frame;
    EXPECT_EQ(result.reader->next(frame), ReadStatus::Damaged);
    EXPECT_EQ(result.reader->next(frame), ReadStatus::Damaged);
    EXPECT_EQ(result.reader->error().offset, 24U);
}

TEST(PcapReader, OneByOneAndBatchesAgree)
{
    const Bytes file = smallPcap();
    for (const std::size_t batch : std::vector<std::size_t>{1, 2, 3, 4, 100}) {
        auto reader = CaptureReader::openMemory(file);
        ASSERT_TRUE(reader);
        std::vector<FrameView> frames;
        readRest(**reader, frames, batch);
        ASSERT_EQ(frames.size(), 3U) << batch;
        EXPECT_EQ((*reader)->status(), ReadStatus::End);
        EXPECT_EQ((*reader)->frameCount(), 3U);
        EXPECT_EQ(frames[2].offset, 76U);
    }
}

} // namespace
} // namespace mqttscope::capture::testing
