// SPDX-License-Identifier: GPL-3.0-or-later
#include "capture/file/fault_guard.h"
#include "capture/file/mapped_file.h"
#include "tests/unit/capture/capture_bytes.h"

#include <gtest/gtest.h>

#include <csetjmp>
#include <csignal>
#include <numeric>
#include <thread>

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

namespace mqttscope::capture::testing {
namespace {

using Code = FileError::Code;

std::size_t pageSize()
{
    return static_cast<std::size_t>(sysconf(_SC_PAGESIZE));
}

unsigned sumOf(std::span<const std::uint8_t> bytes)
{
    return std::accumulate(bytes.begin(), bytes.end(), 0U);
}

TEST(MappedFile, ShowsTheBytes)
{
    const TempFile temp({1, 2, 3});
    const auto file = MappedFile::open(temp.path());
    ASSERT_TRUE(file);
    EXPECT_EQ(Bytes((*file)->bytes().begin(), (*file)->bytes().end()), (Bytes{1, 2, 3}));
    EXPECT_EQ((*file)->missingFrom(), kNothingMissing);
    EXPECT_EQ((*file)->path(), temp.path());
}

TEST(MappedFile, EmptyFileIsMapped)
{
    const TempFile temp;
    const auto file = MappedFile::open(temp.path());
    ASSERT_TRUE(file);
    EXPECT_TRUE((*file)->bytes().empty());
    EXPECT_EQ(CaptureReader::open(*file).error().code, Code::Empty);
    EXPECT_EQ(CaptureReader::open(*file).error().path, temp.path());
}

TEST(MappedFile, WhatCannotBeOpenedSaysWhy)
{
    const auto absent = MappedFile::open("/nonexistent/file.pcap");
    ASSERT_FALSE(absent);
    EXPECT_EQ(absent.error().code, Code::CannotOpen);
    EXPECT_EQ(absent.error().systemError, ENOENT);
    EXPECT_EQ(absent.error().path, "/nonexistent/file.pcap");
    EXPECT_EQ(MappedFile::open(::testing::TempDir()).error().code, Code::IsDirectory);
    EXPECT_EQ(MappedFile::open("/dev/null").error().code, Code::NotRegular);
}

TEST(MappedFile, FifoIsRefusedWithoutWaiting)
{
    const std::string path = TempFile().path() + "-fifo";
    ASSERT_EQ(mkfifo(path.c_str(), 0600), 0);
    EXPECT_EQ(MappedFile::open(path).error().code, Code::NotRegular);
    unlink(path.c_str());
}

TEST(MappedFile, NoPermission)
{
    const TempFile temp({1});
    chmod(temp.path().c_str(), 0);
    constexpr uid_t kNobody = 65'534;
    const bool isRoot = geteuid() == 0; // who may read everything
    if (isRoot && seteuid(kNobody) != 0) {
        GTEST_SKIP() << "root here, and cannot become somebody else";
    }
    const auto file = MappedFile::open(temp.path());
    ASSERT_TRUE(!isRoot || seteuid(0) == 0);
    ASSERT_FALSE(file);
    EXPECT_EQ(file.error().code, Code::CannotOpen);
    EXPECT_EQ(file.error().systemError, EACCES);
}

TEST(MappedFile, GrowsInPlace)
{
    const TempFile temp({1, 2, 3});
    const auto file = MappedFile::open(temp.path());
    ASSERT_TRUE(file);
    const std::span<const std::uint8_t> before = (*file)->bytes();
    EXPECT_FALSE((*file)->refresh());

    temp.append({4, 5}); // inside the page
    EXPECT_TRUE((*file)->refresh());
    EXPECT_EQ((*file)->bytes().size(), 5U);
    EXPECT_EQ((*file)->bytes()[4], 5);

    temp.append(Bytes(10 * pageSize(), 7)); // over pages
    EXPECT_TRUE((*file)->refresh());
    EXPECT_FALSE((*file)->refresh());
    EXPECT_EQ((*file)->bytes().size(), 5 + 10 * pageSize());
    EXPECT_EQ(sumOf((*file)->bytes()), 15 + 70 * pageSize());
    EXPECT_EQ((*file)->bytes().data(), before.data());
    EXPECT_EQ(before[2], 3);
}

TEST(MappedFile, GrowthBeyondTheReserveIsSaid)
{
    const TempFile temp({1, 2, 3});
    const auto file = MappedFile::open(temp.path());
    ASSERT_TRUE(file);
    std::error_code refused;
    std::filesystem::resize_file(temp.path(), MappedFile::kGrowthReserve + 10 * pageSize(), refused);
    if (refused) {
        GTEST_SKIP() << "this file system has no sparse files of 64 GiB: " << refused.message();
    }
    EXPECT_TRUE((*file)->refresh());
    EXPECT_TRUE((*file)->outgrown());
    EXPECT_EQ((*file)->bytes().size(), MappedFile::kGrowthReserve + pageSize());
    EXPECT_EQ((*file)->bytes()[1], 2);
    EXPECT_EQ((*file)->bytes().back(), 0);
    EXPECT_FALSE((*file)->refresh());
}

TEST(MappedFile, FileLargerThanMemoryIsMapped)
{
    const TempFile temp({1});
    const std::uint64_t size = MappedFile::kGrowthReserve + 1;
    std::error_code refused;
    std::filesystem::resize_file(temp.path(), size, refused);
    if (refused) {
        GTEST_SKIP() << "this file system has no sparse files of 64 GiB: " << refused.message();
    }
    const auto file = MappedFile::open(temp.path());
    ASSERT_TRUE(file) << describe(file.error());
    EXPECT_EQ((*file)->bytes().size(), size);
    EXPECT_EQ((*file)->bytes().back(), 0);
    EXPECT_EQ((*file)->missingFrom(), kNothingMissing);
}

TEST(MappedFile, GrowthIsSeenWhileOtherThreadsRead)
{
    const TempFile temp(Bytes(100, 1));
    const auto file = MappedFile::open(temp.path());
    ASSERT_TRUE(file);
    std::atomic<bool> stop{false};
    std::atomic<std::size_t> bad{0};
    std::thread reader([&] {
        while (!stop) {
            const auto bytes = (*file)->bytes();
            bad += sumOf(bytes) != bytes.size() ? 1 : 0;
        }
    });
    for (int i = 0; i < 100; ++i) {
        temp.append(Bytes(pageSize() / 3, 1));
        (*file)->refresh();
    }
    stop = true;
    reader.join();
    EXPECT_EQ(bad, 0U);
    EXPECT_EQ((*file)->bytes().size(), 100 + 100 * (pageSize() / 3));
}

TEST(MappedFile, CutFileReadsAsZeroAndSaysFromWhere)
{
    const TempFile temp(Bytes(4 * pageSize(), 1));
    const auto file = MappedFile::open(temp.path());
    ASSERT_TRUE(file);
    temp.cutTo(pageSize() + 10);
    const auto bytes = (*file)->bytes();
    EXPECT_EQ(bytes[3 * pageSize() + 5], 0);
    EXPECT_EQ((*file)->missingFrom(), 3 * pageSize());
    EXPECT_EQ(bytes[2 * pageSize()], 0);
    EXPECT_EQ((*file)->missingFrom(), 2 * pageSize());
    EXPECT_EQ(bytes[3 * pageSize() + 6], 0);
    EXPECT_EQ((*file)->missingFrom(), 2 * pageSize()) << "it never rises";
    EXPECT_EQ(sumOf(bytes), pageSize() + 10) << "what is left is still there";
    EXPECT_EQ((*file)->recheckMissing(), pageSize() + 10);
}

TEST(MappedFile, CutIsNoticedByRefresh)
{
    const TempFile temp(Bytes(50, 1));
    const auto file = MappedFile::open(temp.path());
    ASSERT_TRUE(file);
    temp.cutTo(20);
    EXPECT_EQ((*file)->missingFrom(), kNothingMissing);
    EXPECT_FALSE((*file)->refresh());
    EXPECT_EQ((*file)->missingFrom(), 20U);
    temp.append(Bytes(100, 2));
    EXPECT_TRUE((*file)->refresh());
    EXPECT_EQ((*file)->bytes().size(), 120U);
    EXPECT_EQ((*file)->missingFrom(), 20U) << "what stood there is still gone";
}

TEST(MappedFile, ManyThreadsFaultAtOnce)
{
    constexpr std::size_t kPages = 64;
    const TempFile temp(Bytes(kPages * pageSize(), 1));
    const auto file = MappedFile::open(temp.path());
    ASSERT_TRUE(file);
    temp.cutTo(0);
    std::vector<std::thread> readers;
    std::atomic<unsigned> sum{0};
    constexpr std::size_t kReaders = 4;
    readers.reserve(kReaders);
    for (std::size_t i = 0; i < kReaders; ++i) {
        readers.emplace_back([&] { sum += sumOf((*file)->bytes()); });
    }
    for (std::thread& reader : readers) {
        reader.join();
    }
    EXPECT_EQ(sum, 0U);
    EXPECT_EQ((*file)->missingFrom(), 0U);
}

TEST(MappedFile, ReplacedFileKeepsItsBytesAndIsNoticed)
{
    const TempFile temp({1, 2, 3});
    const TempFile other({9, 9, 9, 9});
    const auto file = MappedFile::open(temp.path());
    ASSERT_TRUE(file);
    EXPECT_FALSE((*file)->replaced());
    std::filesystem::rename(other.path(), temp.path());
    EXPECT_TRUE((*file)->replaced());
    EXPECT_FALSE((*file)->refresh());
    EXPECT_EQ((*file)->bytes()[0], 1);
    std::filesystem::remove(temp.path());
    EXPECT_TRUE((*file)->replaced());
}

TEST(MappedFile, OneTooManyIsRefusedAndTheNextFits)
{
    const TempFile temp({1});
    std::vector<std::shared_ptr<MappedFile>> open;
    for (std::size_t i = 0; i < kMaxMappedFiles; ++i) {
        auto file = MappedFile::open(temp.path());
        ASSERT_TRUE(file) << i << ' ' << describe(file.error());
        open.push_back(*file);
    }
    const auto tooMany = MappedFile::open(temp.path());
    ASSERT_FALSE(tooMany);
    EXPECT_EQ(tooMany.error().code, Code::TooManyFiles);
    EXPECT_EQ(tooMany.error().expected, kMaxMappedFiles);
    open.pop_back();
    EXPECT_TRUE(MappedFile::open(temp.path()));
}

TEST(MappedFile, SlotOfAClosedFileForgetsItsCut)
{
    const TempFile temp(Bytes(pageSize(), 1));
    {
        const auto file = MappedFile::open(temp.path());
        ASSERT_TRUE(file);
        temp.cutTo(0);
        EXPECT_EQ((*file)->recheckMissing(), 0U);
    }
    EXPECT_EQ((*MappedFile::open(temp.path()))->missingFrom(), kNothingMissing);
}

/// Maps a file without the guard, cuts it and reads behind the cut.
void readBehindACutUnguarded(const TempFile& temp)
{
    const int descriptor = open(temp.path().c_str(), O_RDONLY);
    const void* map = mmap(nullptr, pageSize(), PROT_READ, MAP_SHARED, descriptor, 0);
    temp.cutTo(0);
    const volatile std::uint8_t* byte = static_cast<const std::uint8_t*>(map);
    static_cast<void>(*byte);
    munmap(const_cast<void*>(map), pageSize()); // NOLINT(cppcoreguidelines-pro-type-const-cast)
    close(descriptor);
}

TEST(FaultGuardDeathTest, FaultElsewhereStillKills)
{
    GTEST_FLAG_SET(death_test_style, "threadsafe");
    const TempFile guarded({1});
    const auto file = MappedFile::open(guarded.path()); // the handler stands
    ASSERT_TRUE(file);
    const TempFile temp(Bytes(10, 1));
    // By the signal; or by a sanitizer's report, which ends the process with an exit code.
    EXPECT_DEATH(readBehindACutUnguarded(temp), "");
}

} // namespace
} // namespace mqttscope::capture::testing
