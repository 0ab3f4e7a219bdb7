// SPDX-License-Identifier: GPL-3.0-or-later
// What cannot be opened, what is damaged.
#include "tests/support/traffic_generator.h"
#include "tests/unit/analysis/script_file.h"
#include "tests/unit/index/literal_messages.h"

#include <gtest/gtest.h>

namespace mqttscope::analysis::test {
namespace {

using capture::FileError;
using index::test::FrameScript;
using index::test::TcpTalk;

FileError::Code openError(const std::string& path)
{
    const auto document = Document::open(path, {});
    EXPECT_FALSE(document.has_value());
    return document ? FileError::Code::FileShrank : document.error().code;
}

TEST(DocumentOpen, MissingFile)
{
    const auto document = Document::open("/nonexistent/capture.pcap", {});
    ASSERT_FALSE(document.has_value());
    EXPECT_EQ(document.error().code, FileError::Code::CannotOpen);
    EXPECT_EQ(document.error().systemError, ENOENT);
    EXPECT_FALSE(capture::describe(document.error()).empty());
}

TEST(DocumentOpen, Directory)
{
    EXPECT_EQ(openError(std::filesystem::temp_directory_path().string()), FileError::Code::IsDirectory);
}

TEST(DocumentOpen, EmptyFile)
{
    const TempFile file;
    EXPECT_EQ(openError(file.path()), FileError::Code::Empty);
}

TEST(DocumentOpen, Garbage)
{
    const TempFile file{index::test::text("this is not a capture file, whatever its name says")};
    EXPECT_EQ(openError(file.path()), FileError::Code::NotCapture);
}

TEST(DocumentOpen, HeaderCutOff)
{
    const FrameScript script;
    const TempFile file{index::test::part(pcapOf(script, 0), 0, 10)};
    EXPECT_EQ(openError(file.path()), FileError::Code::TruncatedHeader);
}

TEST(DocumentOpen, NoFramesIsACapture)
{
    const FrameScript script;
    const TempFile file{pcapOf(script, 0)};
    const auto document = indexed(file.path());
    EXPECT_EQ(document->snapshot()->frameCount(), 0U);
    EXPECT_TRUE(document->snapshot()->final);
    EXPECT_EQ(document->damage(), std::nullopt);
    EXPECT_EQ(document->dissect(1), nullptr);
    EXPECT_EQ(document->dissect(0), nullptr);
}

/// Six frames: handshake, CONNECT, CONNACK, PUBLISH.
struct SixFrames : ::testing::Test {
    SixFrames()
    {
        TcpTalk talk{script};
        talk.handshake();
        talk.send(TcpTalk::Client, index::test::kConnect311);
        talk.send(TcpTalk::Server, index::test::kConnack311);
        talk.send(TcpTalk::Client, index::test::kPublish);
        whole = pcapOf(script, 6);
    }
    FrameScript script;
    Bytes whole;
};

TEST_F(SixFrames, CutAnywhereKeepTheFramesBeforeTheCut)
{
    for (std::size_t size = 24; size < whole.size(); ++size) {
        const TempFile file{index::test::part(whole, 0, size)};
        const auto document = indexed(file.path());
        const std::uint32_t frames = document->snapshot()->frameCount();
        ASSERT_LT(frames, 6U);
        const std::size_t used = pcapOf(script, frames).size();
        ASSERT_LE(used, size);
        ASSERT_GT(pcapOf(script, frames + 1).size(), size) << "one more frame was whole";
        ASSERT_EQ(document->damage().has_value(), used != size) << "cut to " << size;
        if (document->damage()) {
            EXPECT_EQ(document->damage()->code, FileError::Code::TruncatedRecord);
            EXPECT_EQ(document->damage()->offset, used);
        }
    }
}

TEST_F(SixFrames, MaxFramesStopsThere)
{
    const TempFile file{whole};
    Options options;
    options.maxFrames = 4;
    const auto document = indexed(file.path(), options);
    EXPECT_EQ(document->snapshot()->frameCount(), 4U);
    EXPECT_EQ(document->snapshot()->messages.size(), 1U);
    EXPECT_TRUE(document->snapshot()->final);
    EXPECT_EQ(document->damage(), std::nullopt);
    options.maxFrames = 1000;
    EXPECT_EQ(indexed(file.path(), options)->snapshot()->frameCount(), 6U);
}

TEST_F(SixFrames, ProgressSaysHowFar)
{
    const TempFile file{whole};
    const auto document = Document::open(file.path(), {});
    ASSERT_TRUE(document.has_value());
    EXPECT_FALSE((*document)->progress().done);
    EXPECT_EQ((*document)->progress().bytesTotal, whole.size());
    (*document)->start();
    (*document)->wait();
    const Progress progress = (*document)->progress();
    EXPECT_TRUE(progress.done);
    EXPECT_FALSE(progress.cancelled);
    EXPECT_EQ(progress.frames, 6U);
    EXPECT_EQ(progress.bytesRead, whole.size());
}

TEST_F(SixFrames, OptionsReachTheIndex)
{
    const TempFile file{whole};
    Options options;
    options.index.mqttPorts = {8883};
    options.index.detectOnAnyPort = false;
    EXPECT_EQ(indexed(file.path(), options)->snapshot()->messages.size(), 0U);
}

TEST(ShrunkenFile, ReadsAsZeroAndIsSaid)
{
    mqttscope::test::TrafficOptions options;
    options.frames = 2000;
    const TempFile file;
    ASSERT_TRUE(
        mqttscope::test::writeTraffic(file.path(), options, [](const mqttscope::test::TrafficMessage&) {
        }).has_value());
    const auto document = indexed(file.path());
    ASSERT_EQ(document->snapshot()->frameCount(), 2000U);
    const auto before = document->dissect(2000);
    file.cutTo(30); // the pages stay mapped, their bytes are gone
    const auto after = document->dissect(2000);
    ASSERT_NE(after, nullptr);
    EXPECT_EQ(after->sources[0].bytes, Bytes(before->sources[0].bytes.size(), 0));
    ASSERT_TRUE(document->damage().has_value());
    EXPECT_EQ(document->damage()->code, FileError::Code::FileShrank);
    EXPECT_EQ(document->snapshot()->frameCount(), 2000U);
}

} // namespace
} // namespace mqttscope::analysis::test
