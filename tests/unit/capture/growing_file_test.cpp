// SPDX-License-Identifier: GPL-3.0-or-later
// Files that change while they are read.
#include "tests/unit/capture/capture_bytes.h"

#include <gtest/gtest.h>

#include <unistd.h>

namespace mqttscope::capture::testing {
namespace {

using Code = FileError::Code;

struct Case {
    const char* name;
    Bytes (*file)();
    std::size_t headerLength; ///< Bytes before which the file cannot be opened.
};

class GrowingFile : public ::testing::TestWithParam<Case> {};

TEST_P(GrowingFile, ByteByByteGivesTheSameFrames)
{
    const Bytes whole = GetParam().file();
    const ReadResult expected = readAll(whole);
    const TempFile temp;
    auto file = MappedFile::open(temp.path());
    ASSERT_TRUE(file);
    std::unique_ptr<CaptureReader> reader;
    std::vector<FrameView> frames;
    for (std::size_t length = 1; length <= whole.size(); ++length) {
        temp.append({whole[length - 1]});
        ASSERT_TRUE((*file)->refresh());
        if (reader == nullptr) {
            auto opened = CaptureReader::open(*file);
            ASSERT_EQ(opened.has_value(), length >= GetParam().headerLength) << length;
            if (!opened) {
                EXPECT_TRUE(opened.error().mayGrowRight());
                continue;
            }
            reader = std::move(*opened);
            reader->setGrowing(true);
        }
        readRest(*reader, frames);
        ASSERT_EQ(reader->status(), ReadStatus::End) << length;
    }
    ASSERT_EQ(frames.size(), expected.frames.size());
    for (std::size_t i = 0; i < frames.size(); ++i) {
        EXPECT_EQ(frames[i].offset, expected.frames[i].offset);
        EXPECT_EQ(frames[i].timeNs, expected.frames[i].timeNs);
        EXPECT_TRUE(std::equal(frames[i].bytes.begin(), frames[i].bytes.end(),
                               expected.frames[i].bytes.begin(), expected.frames[i].bytes.end()));
    }
    EXPECT_EQ(reader->comments().size(), expected.reader->comments().size());
}

TEST_P(GrowingFile, PartOfARecordIsDamageOnceTheFileIsDone)
{
    const Bytes whole = GetParam().file();
    const TempFile temp(Bytes(whole.begin(), whole.end() - 1));
    auto file = MappedFile::open(temp.path());
    auto reader = CaptureReader::open(*file);
    ASSERT_TRUE(reader);
    (*reader)->setGrowing(true);
    std::vector<FrameView> frames;
    readRest(**reader, frames);
    EXPECT_EQ(frames.size(), 2U);
    EXPECT_EQ((*reader)->status(), ReadStatus::End);
    (*reader)->setGrowing(false);
    FrameView frame;
    EXPECT_EQ((*reader)->next(frame), ReadStatus::Damaged);
    EXPECT_EQ((*reader)->error().code, Code::TruncatedRecord);
    EXPECT_EQ((*reader)->error().path, temp.path());

    // The rest comes after all.
    temp.append({whole.back()});
    (*file)->refresh();
    EXPECT_EQ((*reader)->next(frame), ReadStatus::Frame);
    EXPECT_EQ((*reader)->next(frame), ReadStatus::End);
}

TEST_P(GrowingFile, CutInsideAPageIsShrunkNotZeros)
{
    const Bytes whole = GetParam().file();
    for (std::size_t length = 0; length < whole.size(); ++length) {
        const TempFile temp(whole);
        auto file = MappedFile::open(temp.path());
        auto reader = CaptureReader::open(*file);
        ASSERT_TRUE(reader);
        temp.cutTo(length);
        std::vector<FrameView> frames;
        readRest(**reader, frames);
        EXPECT_EQ((*reader)->status(), ReadStatus::Damaged);
        EXPECT_EQ((*reader)->error().code, Code::FileShrank) << length;
        EXPECT_EQ((*reader)->error().offset, length);
        EXPECT_EQ((*reader)->frameCount(), frames.size());
        for (const FrameView& frame : frames) {
            EXPECT_LE(frame.offset + frame.capturedLength, length);
        }
        FrameView none;
        EXPECT_EQ((*reader)->next(none), ReadStatus::Damaged);
    }
}

INSTANTIATE_TEST_SUITE_P(Formats, GrowingFile,
                         ::testing::Values(Case{"pcap", smallPcap, 24}, Case{"pcapng", smallPcapng, 44}),
                         [](const auto& instance) { return instance.param.name; });

TEST(ShrinkingFile, CutOverPagesKeepsTheFramesBefore)
{
    // 1000 frames of 1000 bytes; a zero page would read as empty frames at 1970.
    const Bytes small = smallPcap();
    Bytes whole(small.begin(), small.begin() + 24);
    for (int i = 0; i < 1'000; ++i) {
        const Bytes head = {0x01, 0, 0, 0, 0, 0, 0, 0, 0xe8, 0x03, 0, 0, 0xe8, 0x03, 0, 0};
        whole.insert(whole.end(), head.begin(), head.end());
        whole.insert(whole.end(), 1'000, 0x55);
    }
    const TempFile temp(whole);
    auto file = MappedFile::open(temp.path());
    auto reader = CaptureReader::open(*file);
    ASSERT_TRUE(reader);
    std::vector<FrameView> frames(10);
    ASSERT_EQ((*reader)->nextBatch(frames), 10U);
    const auto page = static_cast<std::uint64_t>(sysconf(_SC_PAGESIZE));
    temp.cutTo(20 * page);
    std::vector<FrameView> rest;
    readRest(**reader, rest, 64);
    EXPECT_EQ((*reader)->error().code, Code::FileShrank);
    EXPECT_EQ(10 + rest.size(), (20 * page - 24) / 1'016);
    EXPECT_EQ((*reader)->frameCount(), 10 + rest.size());
    EXPECT_EQ(rest.back().bytes[999], 0x55);
    EXPECT_EQ(frames[9].bytes[0], 0x55);
}

} // namespace
} // namespace mqttscope::capture::testing
