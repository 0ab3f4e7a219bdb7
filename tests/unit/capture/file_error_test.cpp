// SPDX-License-Identifier: GPL-3.0-or-later
#include "capture/file/file_error.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cerrno>
#include <set>

namespace mqttscope::capture {
namespace {

using ::testing::EndsWith;
using ::testing::HasSubstr;
using ::testing::Not;

TEST(FileError, EveryCodeHasASentenceOfItsOwn)
{
    std::set<std::string> sentences;
    constexpr auto kLast = static_cast<int>(FileError::Code::FrameNotStorable);
    for (int code = 0; code <= kLast; ++code) {
        const std::string text = describe(errorAt(0, static_cast<FileError::Code>(code)));
        EXPECT_THAT(text, EndsWith(".")) << code;
        EXPECT_THAT(text, Not(HasSubstr("{"))) << code;
        sentences.insert(text);
    }
    EXPECT_EQ(sentences.size(), static_cast<std::size_t>(kLast) + 1);
}

TEST(FileError, DamageSaysWhereAndWhat)
{
    EXPECT_EQ(
        describe(errorAt(1'234, FileError::Code::CapturedTooLong, 100, 4'000'000'000)),
        "The file is damaged at offset 1234: a captured length of 4000000000 bytes, where 100 is the limit.");
    EXPECT_EQ(describe(errorAt(24, FileError::Code::TruncatedRecord, 16, 3)),
              "The file is cut short: the record at offset 24 needs 16 bytes, 3 are there.");
    EXPECT_THAT(describe(errorAt(4, FileError::Code::UnsupportedVersion, 0, 2 << 16 | 2)),
                HasSubstr("version 2.2"));
}

TEST(FileError, SystemErrorsSayTheSystemsReason)
{
    FileError error = errorAt(0, FileError::Code::CannotOpen);
    error.systemError = ENOENT;
    EXPECT_EQ(describe(error), "The file cannot be opened: No such file or directory.");
}

} // namespace
} // namespace mqttscope::capture
