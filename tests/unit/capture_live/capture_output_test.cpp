// SPDX-License-Identifier: GPL-3.0-or-later
#include "capture/live/capture_output.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>
#include <fcntl.h>
#include <string>
#include <unistd.h>
#include <utility>
#include <vector>

namespace mqttscope::capture::testing {
namespace {

class CaptureOutputTest : public ::testing::Test {
protected:
    CaptureOutputTest() { EXPECT_EQ(::pipe2(ends.data(), O_CLOEXEC), 0); }
    ~CaptureOutputTest() override
    {
        closeReader();
        ::close(ends[1]);
    }
    void closeReader() { ::close(std::exchange(ends[0], -1)); }
    std::vector<std::uint8_t> take(std::size_t most)
    {
        std::vector<std::uint8_t> bytes(most);
        const ssize_t count = ::read(ends[0], bytes.data(), bytes.size());
        bytes.resize(count > 0 ? static_cast<std::size_t>(count) : 0);
        return bytes;
    }

    std::array<int, 2> ends{};
};

TEST_F(CaptureOutputTest, ASlowReaderIsNotWaitedForAndGetsEveryByte)
{
    CaptureOutput output{ends[1]};
    std::vector<std::uint8_t> all;
    for (int i = 0; i < 1'000'000; ++i)
        all.push_back(static_cast<std::uint8_t>(i * 7 / 5));
    output.buffer() = all;
    EXPECT_EQ(output.write(), 0);
    EXPECT_GT(output.pending(), 0U);

    std::vector<std::uint8_t> read;
    while (read.size() < all.size()) {
        const auto some = take(10'000);
        ASSERT_FALSE(some.empty());
        read.insert(read.end(), some.begin(), some.end());
        EXPECT_EQ(output.write(), 0);
    }
    EXPECT_EQ(read, all);
    EXPECT_EQ(output.pending(), 0U);
    EXPECT_TRUE(output.buffer().empty());
}

TEST_F(CaptureOutputTest, MemoryDoesNotGrowWithWhatWasWritten)
{
    CaptureOutput output{ends[1]};
    std::size_t most = 0;
    for (int round = 0; round < 3000; ++round) {
        output.buffer().resize(output.buffer().size() + 10'000); // the reader is always behind
        EXPECT_EQ(output.write(), 0);
        EXPECT_FALSE(take(10'000).empty());
        most = std::max(most, output.buffer().size());
    }
    EXPECT_LT(most, 3 * CaptureOutput::kMaxPending);
}

TEST_F(CaptureOutputTest, AReaderThatIsGoneIsAnError)
{
    ASSERT_NE(::signal(SIGPIPE, SIG_IGN), SIG_ERR);
    CaptureOutput output{ends[1]};
    output.buffer().resize(1);
    closeReader();
    EXPECT_EQ(output.write(), EPIPE);
}

TEST_F(CaptureOutputTest, LinesMayBeLostOnlyWhereThatWasSaid)
{
    const SideChannel side{ends[1]};
    int said = 0;
    while (side.say(InterfaceCounts{"lo", 1, 1, 0, 0}, true))
        ++said;
    EXPECT_GT(said, 0) << "until the pipe is full";
    EXPECT_FALSE(side.say(CaptureEnded{}));
    EXPECT_FALSE(take(60'000).empty());
    EXPECT_TRUE(side.say(CaptureEnded{}));
}

TEST(CaptureOutput, AFullDiskIsAnError)
{
    const int full = ::open("/dev/full", O_WRONLY | O_CLOEXEC);
    if (full < 0)
        GTEST_SKIP() << "there is no /dev/full";
    CaptureOutput output{full};
    output.buffer().resize(1);
    EXPECT_EQ(output.write(), ENOSPC);
    ::close(full);
}

} // namespace
} // namespace mqttscope::capture::testing
