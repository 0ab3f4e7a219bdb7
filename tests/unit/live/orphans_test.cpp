// SPDX-License-Identifier: GPL-3.0-or-later
// What a crash left.
#include "analysis/live/live_folder.h"
#include "tests/unit/live/live_fixture.h"

#include <fstream>

#include <sys/resource.h>
#include <unistd.h>

namespace mqttscope::analysis {
namespace {

namespace fs = std::filesystem;

class OrphanTest : public LiveTest {
protected:
    /// A capture of five frames that nobody holds, with some bytes behind it.
    std::string leave(std::string_view behind)
    {
        fake("header frames:5 wait");
        std::string path;
        {
            LiveCapture capture;
            LiveOptions options = onFake();
            options.stop.frames = 5;
            path = runToEnd(capture, options).path;
        }
        std::ofstream{path, std::ios::binary | std::ios::app} << behind;
        return path;
    }
};

TEST_F(OrphanTest, AreListedWithWhatCanBeRead)
{
    const std::string path = leave(std::string("\x06\0\0\0\x5c\0\0\0\0\0", 10));
    const auto found = orphans();
    ASSERT_EQ(found.size(), 1U);
    EXPECT_EQ(found[0].path, path);
    EXPECT_EQ(found[0].frames, 5U);
    EXPECT_EQ(found[0].interfaces, "fake0");
    EXPECT_EQ(found[0].bytes, found[0].usable + 10);
    EXPECT_EQ(found[0].firstNs, 1'700'000'000'001'000'001);
    EXPECT_EQ(found[0].lastNs, 1'700'000'000'005'000'005);
}

TEST_F(OrphanTest, AdoptedOnesLoseTheRecordThatWasCut)
{
    const std::string path = leave(std::string("\x06\0\0\0\x5c\0\0\0\0\0", 10));
    auto adopted = adopt(orphans().at(0));
    ASSERT_TRUE(adopted);
    EXPECT_EQ(framesOf(path), 5U); // without damage
    EXPECT_TRUE(orphans().empty()) << "somebody has it";
    EXPECT_FALSE(adopt(Orphan{path, 0, 0, 0, 0, 0, {}})) << "nobody else gets it";
}

TEST_F(OrphanTest, AreSavedOrDiscarded)
{
    const std::string first = leave("");
    auto adopted = adopt(orphans().at(0));
    ASSERT_TRUE(adopted);
    const std::string wanted = (folder / "saved.pcapng").string();
    ASSERT_TRUE(adopted->save(wanted));
    EXPECT_FALSE(fs::exists(first));
    EXPECT_EQ(framesOf(wanted), 5U);
    const std::string second = leave("");
    adopt(orphans().at(0))->discard();
    EXPECT_FALSE(fs::exists(second));
}

TEST_F(OrphanTest, ThoseOfRunningProgramsAreLeftAlone)
{
    fake("header frames:5 wait");
    LiveCapture capture;
    ASSERT_TRUE(capture.start(onFake()));
    until(capture, [](const LiveStatus& now) { return now.frames == 5; });
    EXPECT_TRUE(orphans().empty());
    EXPECT_EQ(capture.status().frames, 5U);
}

TEST_F(OrphanTest, ThoseWithoutFramesAreForgotten)
{
    fake("header wait");
    std::string path;
    {
        LiveCapture capture;
        LiveOptions options = onFake();
        options.stop.duration = std::chrono::milliseconds{50};
        path = runToEnd(capture, options).path;
    }
    EXPECT_TRUE(fs::exists(path));
    EXPECT_TRUE(orphans().empty());
    EXPECT_FALSE(fs::exists(path));
}

TEST_F(OrphanTest, TheListIsBounded)
{
    const std::string path = leave("");
    for (std::size_t i = 0; i <= kMaxOrphans; ++i)
        fs::copy_file(path, liveFolder() / ("copy" + std::to_string(i) + ".pcapng"));
    EXPECT_EQ(orphans().size(), kMaxOrphans);
}

TEST_F(OrphanTest, TheNewestAreListed)
{
    const std::string path = leave("");
    for (std::size_t i = 0; i < kMaxOrphans; ++i)
        fs::copy_file(path, liveFolder() / ("20010101-" + std::to_string(100'000 + i) + "-lo.pcapng"));
    const auto found = orphans();
    ASSERT_EQ(found.size(), kMaxOrphans);
    EXPECT_EQ(found.back().path, path);
    EXPECT_EQ(fs::path{found.front().path}.filename(), "20010101-100001-lo.pcapng");
}

TEST_F(OrphanTest, WhatStandsBehindADamagedRecordStays)
{
    const std::string garbage(100'000, '\xa5');
    const std::string path = leave(garbage);
    const auto size = fs::file_size(path);
    auto adopted = adopt(orphans().at(0));
    ASSERT_TRUE(adopted);
    EXPECT_EQ(adopted->orphan().frames, 5U);
    EXPECT_EQ(fs::file_size(path), size);
}

TEST_F(OrphanTest, ThoseWithoutFramesButWithSomethingElseStay)
{
    constexpr std::size_t kSection = 28; // the first block of a file of the stand-in
    const std::string path = leave("");
    std::string headers(kSection, '\0');
    std::ifstream{path, std::ios::binary}.read(headers.data(), kSection);
    std::ofstream{path, std::ios::binary} << headers << std::string(100'000, '\xa5');
    EXPECT_TRUE(orphans().empty());
    EXPECT_TRUE(fs::exists(path));
}

TEST_F(OrphanTest, WhatCannotBeReadNowIsNotDeleted)
{
    const std::string path = leave("");
    rlimit before{};
    ASSERT_EQ(::getrlimit(RLIMIT_NOFILE, &before), 0);
    const int next = ::dup(0);
    ASSERT_GE(next, 0);
    ::close(next);
    for (const int descriptors : {1, 2}) { // for the lock, and not for all the rest
        const rlimit few{static_cast<rlim_t>(next + descriptors), before.rlim_max};
        ASSERT_EQ(::setrlimit(RLIMIT_NOFILE, &few), 0);
        static_cast<void>(orphans());
        ::setrlimit(RLIMIT_NOFILE, &before);
        EXPECT_TRUE(fs::exists(path)) << descriptors;
    }
    EXPECT_EQ(orphans().size(), 1U);
}

TEST_F(OrphanTest, WhatIsNoCaptureIsNotTouched)
{
    fs::create_directories(liveFolder());
    for (const char* name : {"notes.txt", "other.pcapng"})
        std::ofstream{liveFolder() / name} << "these are somebody's notes";
    fs::create_symlink("/etc/passwd", liveFolder() / "link.pcapng");
    EXPECT_TRUE(orphans().empty());
    EXPECT_TRUE(fs::exists(liveFolder() / "notes.txt"));
    EXPECT_TRUE(fs::exists(liveFolder() / "other.pcapng"));
    EXPECT_TRUE(fs::is_symlink(liveFolder() / "link.pcapng"));
}

TEST_F(OrphanTest, SavingToWhereNothingCanBeLeavesItWhereItIs)
{
    const std::string path = leave("");
    auto adopted = adopt(orphans().at(0));
    ASSERT_TRUE(adopted);
    const auto saved = adopted->save("/no/such/folder/x.pcapng");
    ASSERT_FALSE(saved);
    EXPECT_EQ(saved.error().code, LiveErrorCode::WriteFailed);
    EXPECT_EQ(framesOf(path), 5U);
}

} // namespace
} // namespace mqttscope::analysis
