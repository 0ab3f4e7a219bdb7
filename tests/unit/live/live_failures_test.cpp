// SPDX-License-Identifier: GPL-3.0-or-later
// What goes wrong in the middle: a disk without room, a program that does not end.
#include "tests/unit/live/live_fixture.h"

#include <cerrno>
#include <csignal>

#include <sys/resource.h>

namespace mqttscope::analysis {
namespace {

namespace fs = std::filesystem;

/// Files larger than so many bytes cannot be written; then the limit is gone again.
class SmallFiles {
public:
    explicit SmallFiles(rlim_t bytes)
    {
        ::signal(SIGXFSZ, SIG_IGN);
        ::getrlimit(RLIMIT_FSIZE, &m_before);
        const rlimit small{bytes, m_before.rlim_max};
        ::setrlimit(RLIMIT_FSIZE, &small);
    }
    SmallFiles(const SmallFiles&) = delete;
    SmallFiles& operator=(const SmallFiles&) = delete;
    ~SmallFiles()
    {
        ::setrlimit(RLIMIT_FSIZE, &m_before);
        ::signal(SIGXFSZ, SIG_DFL);
    }

private:
    rlimit m_before{};
};

TEST_F(LiveTest, FramesThatNoLongerFitAreNotCountedTwice)
{
    // More comes after the write that failed.
    fake("header frames:40 every:30 frames:40 wait");
    LiveCapture capture;
    const SmallFiles small{5000};
    const LiveStatus end = runToEnd(capture, onFake());
    ASSERT_TRUE(end.error);
    EXPECT_EQ(end.error->code, LiveErrorCode::WriteFailed);
    EXPECT_EQ(end.frames, framesOf(end.path));
    EXPECT_GT(end.frames, 40U);
}

TEST_F(LiveTest, AProgramThatGoesOnWithItsOutputsClosedIsEnded)
{
    fake("header frames:5 deaf");
    LiveCapture capture;
    const LiveStatus end = runToEnd(capture, onFake());
    EXPECT_EQ(end.state, LiveState::Ended);
    ASSERT_TRUE(end.error);
    EXPECT_EQ(end.error->code, LiveErrorCode::ProgramKilled);
    EXPECT_EQ(framesOf(end.path), 5U);
}

TEST_F(LiveTest, ACopyThatFailsSaysTheReasonOfTheSystem)
{
    fake("header frames:50 wait");
    LiveOptions options = onFake();
    options.file = (folder / "named.pcapng").string();
    options.stop.frames = 50;
    LiveCapture capture;
    ASSERT_FALSE(runToEnd(capture, options).error);
    const SmallFiles small{2000};
    const std::string wanted = (folder / "copy.pcapng").string();
    const auto saved = capture.save(wanted);
    ASSERT_FALSE(saved);
    EXPECT_EQ(saved.error().code, LiveErrorCode::WriteFailed);
    EXPECT_EQ(saved.error().number, static_cast<std::uint64_t>(EFBIG));
    EXPECT_EQ(saved.error().path, wanted);
    EXPECT_FALSE(fs::exists(wanted + ".mqttscope-part"));
    EXPECT_EQ(framesOf(options.file), 50U);
}

} // namespace
} // namespace mqttscope::analysis
