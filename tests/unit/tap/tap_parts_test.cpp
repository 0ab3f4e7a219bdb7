// SPDX-License-Identifier: GPL-3.0-or-later
// A capture of the tap in parts, and put together again.
#include "analysis/live/live_folder.h"
#include "analysis/live/tap_capture.h"
#include "tests/unit/tap/tapped.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <sys/resource.h>

namespace mqttscope::broker::test {
namespace {

namespace fs = std::filesystem;
using analysis::LiveErrorCode;
using analysis::TapCapture;

constexpr std::uint64_t kPartFrames = 10;

Bytes readWhole(const fs::path& path)
{
    std::ifstream file{path, std::ios::binary};
    return {std::istreambuf_iterator<char>{file}, {}};
}

class TapParts : public ::testing::Test {
protected:
    TapParts()
    {
        std::string name = (fs::temp_directory_path() / "mqttscope-tap-XXXXXX").string();
        folder = ::mkdtemp(name.data());
        ::setenv("XDG_STATE_HOME", folder.c_str(), 1);
    }
    ~TapParts() override
    {
        ::unsetenv("XDG_STATE_HOME");
        fs::remove_all(folder);
    }
    /// A broker with this capture.
    [[nodiscard]] std::unique_ptr<TappedBroker> tapped() const
    {
        auto sink = TapCapture::begin(capture);
        EXPECT_TRUE(sink.has_value());
        return std::make_unique<TappedBroker>(Options{}, TapOptions{}, std::move(*sink));
    }
    /// 21 frames: 3 of TCP, CONNECT, CONNACK and so on, each with its acknowledgement.
    static void talk(TappedBroker& broker)
    {
        broker.open(1);
        broker.send(1, connect311("a"));
        broker.send(1, subscribe311(1, "t", 1));
        for (std::uint16_t id = 1; id <= 3; ++id)
            broker.send(1, publish311("t", "12", 1, id));
    }
    [[nodiscard]] static std::size_t filesIn(const fs::path& path)
    {
        return static_cast<std::size_t>(std::distance(fs::directory_iterator{path}, {}));
    }
    /// All frames of all parts; each but the last one must be full.
    [[nodiscard]] std::vector<Seen> framesOfAll() const
    {
        std::vector<Seen> all;
        const std::vector<std::string> parts = capture->written().parts;
        for (const std::string& part : parts) {
            const std::vector<Seen> own = framesOf(readWhole(part));
            EXPECT_TRUE(own.size() == kPartFrames || part == parts.back()) << own.size();
            all.insert(all.end(), own.begin(), own.end());
        }
        return all;
    }

    fs::path folder;
    std::shared_ptr<TapCapture> capture = std::make_shared<TapCapture>("broker", kPartFrames);
};

TEST_F(TapParts, PutTogetherTheyAreTheOneFileOfTheSameTraffic)
{
    TappedBroker one;
    talk(one);
    auto several = tapped();
    talk(*several);
    ASSERT_GE(capture->written().parts.size(), 2U);
    EXPECT_EQ(capture->written().frames, one.frames().size());
    EXPECT_EQ(capture->written().bytes, one.file.bytes().size());
    const std::vector<Seen> all = framesOfAll();
    EXPECT_EQ(all.size(), one.frames().size());
    // One connection, without a gap where one part ends.
    EXPECT_EQ(streamOf(all, 40'001, 1883), streamOf(one.frames(), 40'001, 1883));
    EXPECT_EQ(streamOf(all, 1883, 40'001), streamOf(one.frames(), 1883, 40'001));
    several.reset();
    const std::string target = folder / "whole.pcapng";
    ASSERT_TRUE(capture->save(target).has_value());
    EXPECT_EQ(readWhole(target), one.file.bytes());
    EXPECT_EQ(filesIn(analysis::liveFolder()), 0U);
}

TEST_F(TapParts, WithoutABoundItIsOneFile)
{
    capture = std::make_shared<TapCapture>("broker", 0);
    auto one = tapped();
    talk(*one);
    EXPECT_EQ(capture->written().parts.size(), 1U);
    EXPECT_GT(capture->written().frames, kPartFrames);
}

TEST_F(TapParts, WhatThereIsSoFarIsSavedAndMoreComes)
{
    TappedBroker one;
    auto several = tapped();
    talk(one);
    talk(*several);
    const std::string target = folder / "so-far.pcapng";
    const auto frames = capture->saveSoFar(target);
    ASSERT_TRUE(frames.has_value());
    EXPECT_EQ(*frames, one.frames().size());
    EXPECT_EQ(readWhole(target), one.file.bytes());
    for (TappedBroker* broker : {&one, several.get()})
        broker->send(1, publish311("t", "13", 1, 4));
    EXPECT_EQ(framesOfAll().size(), one.frames().size());
    EXPECT_GT(one.frames().size(), *frames);
}

TEST_F(TapParts, OfARecordThatIsBeingWrittenNothingIsSaved)
{
    auto several = tapped();
    talk(*several);
    const std::string target = folder / "so-far.pcapng";
    std::ofstream(capture->written().parts.back(), std::ios::binary | std::ios::app) << "half a rec";
    const auto frames = capture->saveSoFar(target);
    ASSERT_TRUE(frames.has_value());
    EXPECT_EQ(framesOf(readWhole(target)).size(), *frames);
}

TEST_F(TapParts, APartIsToldOfWhenItCanBeRead)
{
    auto sink = TapCapture::begin(capture);
    ASSERT_TRUE(sink.has_value());
    EXPECT_TRUE(capture->written().parts.empty());
    auto tap = Tap::over(std::move(*sink), {});
    ASSERT_TRUE(tap.has_value());
    ASSERT_EQ(capture->written().parts.size(), 1U);
    EXPECT_TRUE(framesOf(readWhole(capture->written().parts.front())).empty());
}

TEST_F(TapParts, AnotherBeginningLeavesNothingOfTheOneBefore)
{
    talk(*tapped());
    ASSERT_GE(filesIn(analysis::liveFolder()), 2U);
    auto again = tapped();
    EXPECT_EQ(filesIn(analysis::liveFolder()), 1U);
    EXPECT_EQ(capture->written().frames, 0U);
    again.reset();
    capture->discard();
    EXPECT_EQ(filesIn(analysis::liveFolder()), 0U);
}

TEST_F(TapParts, WithoutANameEachIsOfferedAfterwards)
{
    talk(*tapped());
    const std::vector<std::string> parts = capture->written().parts;
    EXPECT_TRUE(analysis::orphans().empty()) << "this program has them";
    capture.reset();
    std::vector<std::string> offered;
    for (const analysis::Orphan& orphan : analysis::orphans())
        offered.push_back(orphan.path);
    EXPECT_EQ(offered, parts);
}

TEST_F(TapParts, WhereTheNextOneCannotBeginWhatCameBeforeIsKept)
{
    auto several = tapped();
    several->open(1);
    several->send(1, connect311("a"));
    const std::string first = capture->written().parts.front();
    const std::string next = analysis::livePartName(first, 1);
    std::ofstream(next) << "in the way";
    several->send(1, subscribe311(1, "t", 1));
    several->tap->carried(1, TapSide::Client, publish311("t", "12", 1, 1), several->now);
    const auto turned = several->tap->turn(several->now);
    ASSERT_FALSE(turned.has_value());
    EXPECT_EQ(turned.error().code, capture::FileError::Code::CannotCreate);
    EXPECT_EQ(turned.error().systemError, EEXIST);
    ASSERT_TRUE(capture->written().error.has_value());
    EXPECT_EQ(capture->written().error->code, LiveErrorCode::CannotCreate);
    several.reset();
    EXPECT_EQ(capture->written().parts, std::vector<std::string>{first});
    EXPECT_EQ(capture->written().frames, kPartFrames);
    EXPECT_EQ(framesOf(readWhole(first)).size(), kPartFrames);
    const std::string target = folder / "kept.pcapng";
    ASSERT_TRUE(capture->save(target).has_value());
    EXPECT_EQ(framesOf(readWhole(target)).size(), kPartFrames);
}

// Its name has room, its headers have none.
TEST_F(TapParts, WhereTheNextOneHasNoRoomItIsNotShown)
{
    auto several = tapped();
    talk(*several);
    const std::size_t parts = capture->written().parts.size();
    std::signal(SIGXFSZ, SIG_IGN);
    rlimit before{};
    ASSERT_EQ(::getrlimit(RLIMIT_FSIZE, &before), 0);
    tl::expected<void, capture::FileError> turned;
    const rlimit full{100, before.rlim_max};
    while (capture->written().frames % kPartFrames != 0) { // acknowledgements, one at a time
        several->tap->carried(1, TapSide::Client, publish311("t", "1"), several->now);
        ASSERT_TRUE(several->tap->turn(several->now += kSecond).has_value());
    }
    ASSERT_EQ(capture->written().parts.size(), parts);
    ::setrlimit(RLIMIT_FSIZE, &full);
    several->tap->carried(1, TapSide::Client, publish311("t", "1"), several->now);
    turned = several->tap->turn(several->now);
    ::setrlimit(RLIMIT_FSIZE, &before);
    ASSERT_FALSE(turned.has_value());
    EXPECT_EQ(turned.error().code, capture::FileError::Code::WriteFailed);
    EXPECT_EQ(capture->written().parts.size(), parts);
    EXPECT_EQ(capture->written().frames, parts * kPartFrames);
    const std::string target = folder / "kept.pcapng";
    several.reset();
    ASSERT_TRUE(capture->save(target).has_value());
    EXPECT_EQ(framesOf(readWhole(target)).size(), parts * kPartFrames);
    EXPECT_EQ(filesIn(analysis::liveFolder()), 0U);
}

} // namespace
} // namespace mqttscope::broker::test
