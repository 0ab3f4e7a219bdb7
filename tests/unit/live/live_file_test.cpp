// SPDX-License-Identifier: GPL-3.0-or-later
#include "capture/live/live_file.h"

#include <gtest/gtest.h>

#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>

#include <sys/resource.h>

namespace mqttscope::capture {
namespace {

std::span<const std::uint8_t> bytesOf(std::string_view text)
{
    return {reinterpret_cast<const std::uint8_t*>(text.data()), text.size()};
}

class LiveFileTest : public ::testing::Test {
protected:
    LiveFileTest()
    {
        std::string name = (std::filesystem::temp_directory_path() / "mqttscope-file-XXXXXX").string();
        folder = ::mkdtemp(name.data());
        path = (folder / "x").string();
    }
    ~LiveFileTest() override { std::filesystem::remove_all(folder); }
    [[nodiscard]] std::string contents() const
    {
        std::ifstream file{path, std::ios::binary};
        return {std::istreambuf_iterator<char>{file}, {}};
    }

    std::filesystem::path folder;
    std::string path;
};

TEST_F(LiveFileTest, IsLockedAsLongAsItIsWritten)
{
    auto file = LiveFile::create(path, true);
    ASSERT_TRUE(file);
    (*file)->add(bytesOf("one"));
    EXPECT_EQ(contents(), "");
    ASSERT_TRUE((*file)->flush());
    EXPECT_EQ(contents(), "one");
    EXPECT_FALSE(FileLock::take(path));
    file->reset();
    EXPECT_TRUE(FileLock::take(path));
}

TEST_F(LiveFileTest, TakesNoNameTwiceIfAnewIsAsked)
{
    ASSERT_TRUE(LiveFile::create(path, true));
    const auto second = LiveFile::create(path, true);
    ASSERT_FALSE(second);
    EXPECT_EQ(second.error().systemError, EEXIST);
    EXPECT_TRUE(LiveFile::create(path, false));
}

// As when the disk is full in the middle of a record.
TEST_F(LiveFileTest, KeepsWholeRecordsOnlyWhenThereIsNoRoom)
{
    rlimit before{};
    ASSERT_EQ(::getrlimit(RLIMIT_FSIZE, &before), 0);
    auto* const handler = std::signal(SIGXFSZ, SIG_IGN);
    auto file = LiveFile::create(path, true);
    ASSERT_TRUE(file);
    const rlimit little{10, before.rlim_max};
    ASSERT_EQ(::setrlimit(RLIMIT_FSIZE, &little), 0);
    for (const char* record : {"aaaa", "bbbb", "cccc", "dddd"})
        (*file)->add(bytesOf(record));
    const auto flushed = (*file)->flush();
    (*file)->add(bytesOf("eeee"));
    const auto again = (*file)->flush();
    ASSERT_EQ(::setrlimit(RLIMIT_FSIZE, &before), 0);
    static_cast<void>(std::signal(SIGXFSZ, handler));
    ASSERT_FALSE(flushed);
    EXPECT_EQ(flushed.error().code, FileError::Code::WriteFailed);
    EXPECT_EQ(flushed.error().systemError, EFBIG);
    EXPECT_FALSE(again);
    EXPECT_EQ(contents(), "aaaabbbb");
    EXPECT_EQ((*file)->bytes(), 8U);
    EXPECT_EQ((*file)->lost(), 2U);
}

TEST_F(LiveFileTest, LocksDoNotFollowLinks)
{
    std::filesystem::create_symlink("/etc/hostname", path);
    EXPECT_FALSE(FileLock::take(path));
}

} // namespace
} // namespace mqttscope::capture
