// SPDX-License-Identifier: GPL-3.0-or-later
// Files larger than memory, and files that end in zeros.
#include "capture/file/open_capture.h"
#include "tests/unit/capture/capture_bytes.h"
#include "tests/unit/capture/capture_oracle.h"

#include <gtest/gtest.h>

#include <array>
#include <fstream>

#include <fcntl.h>
#include <unistd.h>

namespace mqttscope::capture::testing {
namespace {

constexpr std::uint64_t kGiB = std::uint64_t{1} << 30;

/// A line of /proc/self/status in KiB.
std::uint64_t memoryOf(const std::string& name)
{
    std::ifstream status("/proc/self/status");
    for (std::string line; std::getline(status, line);) {
        if (line.rfind(name + ":", 0) == 0) {
            return std::stoull(line.substr(name.size() + 1));
        }
    }
    return 0;
}

TEST(LargeFile, SixGibibytesAreReadWithoutTheirMemory)
{
    const Bytes small = smallPcap();
    const TempFile temp(Bytes(small.begin(), small.begin() + 24));
    // Frames of 1 MiB whose bytes are holes of the file.
    constexpr std::uint64_t kFrame = 1 << 20;
    constexpr std::uint64_t kFrames = 6 * kGiB / kFrame;
    const Bytes head = {1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0x10, 0, 0, 0, 0x10, 0};
    const int descriptor = ::open(temp.path().c_str(), O_WRONLY | O_CLOEXEC);
    ASSERT_GE(descriptor, 0);
    bool written = true;
    for (std::uint64_t i = 0; i < kFrames; ++i) {
        const auto at = static_cast<off_t>(24 + i * (kFrame + head.size()));
        written =
            written && pwrite(descriptor, head.data(), head.size(), at) == static_cast<ssize_t>(head.size());
    }
    written =
        written && ftruncate(descriptor, static_cast<off_t>(24 + kFrames * (kFrame + head.size()))) == 0;
    ::close(descriptor);
    if (!written) {
        GTEST_SKIP() << "this file system has no sparse files of 6 GiB";
    }

    const std::uint64_t before = memoryOf("RssAnon");
    ASSERT_GT(before, 0U);
    const auto file = openCapture(temp.path());
    ASSERT_TRUE(file) << describe(file.error());
    const auto reader = CaptureReader::open(*file);
    ASSERT_TRUE(reader);
    std::array<FrameView, 64> frames;
    std::uint64_t count = 0;
    std::uint64_t bytes = 0;
    while (const std::size_t some = (*reader)->nextBatch(frames)) {
        for (std::size_t i = 0; i < some; ++i) {
            bytes += frames[i].capturedLength + frames[i].bytes[frames[i].capturedLength - 1];
        }
        count += some;
    }
    EXPECT_EQ((*reader)->status(), ReadStatus::End);
    EXPECT_EQ(count, kFrames);
    EXPECT_EQ(bytes, 6 * kGiB);
    constexpr std::uint64_t kAllowedKiB = 8 * 1'024;
    EXPECT_LE(memoryOf("RssAnon"), before + kAllowedKiB) << "only pages that the system can drop at any time";
}

/// Zeros behind the last frame (of a disk that was full, or a computer that lost its power) are records of
/// empty frames in 1970, as for libpcap and Wireshark: nothing in the format tells them from real ones.
TEST(LargeFile, ZerosAtTheEndAreEmptyFramesAsForLibpcapAndTshark)
{
    for (const std::size_t zeros : {std::size_t{160}, std::size_t{150}}) {
        const TempFile temp(join({smallPcap(), Bytes(zeros, 0)}));
        const ReadResult ours = readAll(std::filesystem::path(temp.path()));
        EXPECT_EQ(ours.frames.size(), 3 + zeros / 16);
        EXPECT_EQ(ours.status, zeros % 16 == 0 ? ReadStatus::End : ReadStatus::Damaged);
        for (const OracleResult& oracle : {readWithLibpcap(temp.path()), readWithTshark(temp.path())}) {
            if (oracle.opened) {
                EXPECT_EQ(oracle.frames.size(), ours.frames.size());
                expectSamePrefix(oracle, ours.frames);
                EXPECT_EQ(oracle.error.empty(), ours.status == ReadStatus::End);
            }
        }
    }
}

} // namespace
} // namespace mqttscope::capture::testing
