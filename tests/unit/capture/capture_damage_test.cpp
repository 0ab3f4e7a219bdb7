// SPDX-License-Identifier: GPL-3.0-or-later
// Cut at every byte, changed at random: never a crash, never a frame outside the file.
#include "tests/unit/capture/capture_bytes.h"

#include <gtest/gtest.h>

#include <random>

namespace mqttscope::capture::testing {
namespace {

void expectFramesInside(const ReadResult& result, std::span<const std::uint8_t> bytes)
{
    std::uint64_t end = 0;
    for (const FrameView& frame : result.frames) {
        ASSERT_GE(frame.offset, end);
        end = frame.offset + frame.capturedLength;
        ASSERT_LE(end, bytes.size());
        ASSERT_LE(frame.capturedLength, frame.originalLength);
        ASSERT_EQ(frame.bytes.data(), bytes.data() + frame.offset);
        ASSERT_EQ(frame.bytes.size(), frame.capturedLength);
        if (frame.interface != kNoInterface) {
            ASSERT_LT(frame.interface, result.reader->interfaces().size());
        }
    }
    for (const Secrets& secrets : result.reader->contents().secrets) {
        ASSERT_LE(secrets.offset + secrets.length, bytes.size());
    }
    ASSERT_LE(result.reader->position(), bytes.size());
}

void cutEverywhere(const Bytes& whole)
{
    const ReadResult all = readAll(whole);
    ASSERT_EQ(all.status, ReadStatus::End);
    for (std::size_t length = 0; length < whole.size(); ++length) {
        // A copy of its own, so that a read past the end is one past the allocation.
        const Bytes part(whole.begin(), whole.begin() + static_cast<std::ptrdiff_t>(length));
        const ReadResult result = readAll(part);
        if (result.reader == nullptr) {
            ASSERT_TRUE(result.error.mayGrowRight()) << length;
            continue;
        }
        expectFramesInside(result, part);
        ASSERT_LE(result.frames.size(), all.frames.size());
        for (std::size_t i = 0; i < result.frames.size(); ++i) {
            ASSERT_EQ(result.frames[i].offset, all.frames[i].offset);
            ASSERT_EQ(result.frames[i].timeNs, all.frames[i].timeNs);
        }
        // Clean only at the end of a record; else the offset of the record that is cut.
        if (result.status == ReadStatus::Damaged) {
            ASSERT_EQ(result.error.code, FileError::Code::TruncatedRecord) << length;
            ASSERT_EQ(result.error.offset, result.reader->position());
            ASSERT_EQ(result.error.offset + result.error.found, length);
            ASSERT_GT(result.error.expected, result.error.found);
        } else {
            ASSERT_EQ(result.reader->position(), length);
        }
    }
}

TEST(CaptureDamage, PcapCutAtEveryByte)
{
    cutEverywhere(smallPcap());
}

TEST(CaptureDamage, PcapngCutAtEveryByte)
{
    cutEverywhere(smallPcapng());
}

TEST(CaptureDamage, RealFilesCutAtEveryByte)
{
    for (const KnownCapture& capture : knownCaptures()) {
        const Bytes whole = fileBytes(capture.path);
        if (whole.size() < 4'700 && readAll(whole).status == ReadStatus::End) {
            cutEverywhere(whole);
        }
    }
}

void flipBytes(const Bytes& whole, std::uint32_t seed, int rounds)
{
    std::mt19937 random(seed);
    for (int round = 0; round < rounds; ++round) {
        Bytes damaged = whole;
        const unsigned changes = 1 + random() % 8;
        for (unsigned i = 0; i < changes; ++i) {
            // Most lengths stand near the start; half of the changes go there.
            const std::size_t range =
                random() % 2 == 0 ? std::min<std::size_t>(damaged.size(), 256) : damaged.size();
            damaged[random() % range] = static_cast<std::uint8_t>(random() % 4 == 0 ? 0xff : random());
        }
        const ReadResult result = readAll(damaged);
        if (result.reader != nullptr) {
            expectFramesInside(result, damaged);
        }
        if (::testing::Test::HasFatalFailure()) {
            FAIL() << "seed " << seed << ", round " << round;
        }
    }
}

TEST(CaptureDamage, RandomBytesInSmallFiles)
{
    flipBytes(smallPcap(), 1, 20'000);
    flipBytes(smallPcapng(), 2, 20'000);
}

TEST(CaptureDamage, RandomBytesInRealFiles)
{
    std::uint32_t seed = 3;
    for (const KnownCapture& capture : knownCaptures()) {
        const Bytes whole = fileBytes(capture.path);
        flipBytes(whole, seed++, static_cast<int>(400'000 / whole.size()));
    }
}

} // namespace
} // namespace mqttscope::capture::testing
