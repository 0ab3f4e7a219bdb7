// SPDX-License-Identifier: GPL-3.0-or-later
// gzip and zstd captures: what they hold, what is left of damaged ones, and the limits.
#include "capture/file/open_capture.h"
#include "capture/file/temporary_file.h"
#include "tests/unit/capture/compressed_bytes.h"

#include <gtest/gtest.h>

#include <cerrno>
#include <csignal>

#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

namespace mqttscope::capture::testing {
namespace {

using Code = FileError::Code;

struct Case {
    const char* name;
    Bytes (*compress)(const Bytes&);
};

class Compressed : public ::testing::TestWithParam<Case> {
protected:
    [[nodiscard]] static Bytes compress(const Bytes& plain) { return GetParam().compress(plain); }
};

INSTANTIATE_TEST_SUITE_P(Formats, Compressed,
                         ::testing::Values(Case{"gzip", gzipped}, Case{"zstd", zstdCompressed}),
                         [](const auto& instance) { return instance.param.name; });

Bytes part(const Bytes& bytes, std::size_t from, std::size_t to)
{
    return {bytes.begin() + static_cast<std::ptrdiff_t>(from),
            bytes.begin() + static_cast<std::ptrdiff_t>(to)};
}

ReadResult readFile(const TempFile& file)
{
    return readAll(std::filesystem::path(file.path()));
}

void expectSameFrames(const ReadResult& result, const Bytes& plain)
{
    const ReadResult expected = readAll(plain);
    ASSERT_NE(result.reader, nullptr) << describe(result.error);
    EXPECT_EQ(result.status, ReadStatus::End) << describe(result.error);
    ASSERT_EQ(result.frames.size(), expected.frames.size());
    for (std::size_t i = 0; i < result.frames.size(); ++i) {
        ASSERT_EQ(result.frames[i].offset, expected.frames[i].offset);
        ASSERT_EQ(result.frames[i].timeNs, expected.frames[i].timeNs);
        ASSERT_TRUE(std::equal(result.frames[i].bytes.begin(), result.frames[i].bytes.end(),
                               expected.frames[i].bytes.begin(), expected.frames[i].bytes.end()));
    }
}

/// The frames are the first of the plain file's.
void expectPrefix(const ReadResult& result, const std::vector<FrameView>& whole)
{
    ASSERT_LE(result.frames.size(), whole.size());
    for (std::size_t i = 0; i < result.frames.size(); ++i) {
        ASSERT_TRUE(std::equal(result.frames[i].bytes.begin(), result.frames[i].bytes.end(),
                               whole[i].bytes.begin(), whole[i].bytes.end()));
    }
}

TEST_P(Compressed, ReadsAsThePlainFile)
{
    for (const Bytes& plain : {smallPcap(), smallPcapng(), noisyPcap(5'000)}) {
        const TempFile file(compress(plain));
        expectSameFrames(readFile(file), plain);
    }
}

TEST_P(Compressed, SeveralPartsAreOneFile)
{
    const Bytes plain = noisyPcap(100);
    const std::size_t half = plain.size() / 2;
    const TempFile file(join({compress(part(plain, 0, 10)), compress({}), compress(part(plain, 10, half)),
                              compress(part(plain, half, plain.size())), compress({})}));
    expectSameFrames(readFile(file), plain);
}

TEST_P(Compressed, CutAtEachByteKeepsWhatComesBefore)
{
    const Bytes plain = smallPcapng();
    const Bytes packed = compress(plain);
    const std::vector<FrameView> whole = readAll(plain).frames;
    for (std::size_t length = 4; length < packed.size(); ++length) {
        const TempFile file(part(packed, 0, length));
        const ReadResult result = readFile(file);
        EXPECT_EQ(result.status, ReadStatus::Damaged) << length;
        EXPECT_EQ(result.error.code, Code::CompressedTruncated) << length << describe(result.error);
        EXPECT_EQ(result.error.offset, length);
        EXPECT_EQ(result.error.path, file.path());
    }
}

TEST_P(Compressed, EachByteChangedIsReadOrDamaged)
{
    const Bytes plain = smallPcap();
    const Bytes packed = compress(plain);
    std::size_t damaged = 0;
    for (std::size_t at = 0; at < packed.size(); ++at) {
        Bytes changed = packed;
        changed[at] ^= 0xffU;
        const TempFile file(changed);
        const ReadResult result = readFile(file);
        EXPECT_FALSE(result.status == ReadStatus::Damaged && describe(result.error).empty());
        damaged += result.status == ReadStatus::Damaged ? 1 : 0;
    }
    // A few bytes of the header mean nothing to the contents (gzip: time and system).
    EXPECT_GE(damaged, packed.size() - 8);
}

TEST_P(Compressed, DamageInTheMiddleComesAfterTheFramesBeforeIt)
{
    const Bytes plain = noisyPcap(2'000);
    const Bytes first = compress(part(plain, 0, plain.size() / 2));
    Bytes second = compress(part(plain, plain.size() / 2, plain.size()));
    second[0] = 0xff; // its magic number
    const TempFile file(join({first, second}));
    const ReadResult result = readFile(file);
    ASSERT_NE(result.reader, nullptr);
    expectPrefix(result, readAll(plain).frames);
    EXPECT_EQ(result.frames.size(), 999U);
    EXPECT_EQ(result.status, ReadStatus::Damaged);
    EXPECT_EQ(result.error.code, Code::CompressedDamaged);
    EXPECT_EQ(result.error.offset, first.size());
    EXPECT_EQ(result.reader->frameCount(), result.frames.size());
    FrameView none;
    EXPECT_EQ(result.reader->next(none), ReadStatus::Damaged) << "it is final";
}

/// Inside compressed data damage may look like other data for a while; it never passes for good, because of
/// the check sum, and what stands before it stays as it is.
TEST_P(Compressed, DamageInsideCompressedDataIsFound)
{
    const Bytes plain = noisyPcap(2'000);
    Bytes packed = compress(plain);
    for (std::size_t i = 0; i < 2'000; ++i) {
        packed[packed.size() / 2 + i] = 0xff;
    }
    const TempFile file(packed);
    const ReadResult result = readFile(file);
    EXPECT_EQ(result.status, ReadStatus::Damaged);
    const std::vector<FrameView> whole = readAll(plain).frames;
    ASSERT_GE(result.frames.size(), 850U);
    for (std::size_t i = 0; i < 850; ++i) {
        ASSERT_TRUE(std::equal(whole[i].bytes.begin(), whole[i].bytes.end(), result.frames[i].bytes.begin()));
    }
}

TEST_P(Compressed, CutInTheMiddleKeepsNearlyAllBefore)
{
    const Bytes plain = noisyPcap(2'000);
    const std::vector<FrameView> whole = readAll(plain).frames;
    const Bytes packed = compress(plain);
    const TempFile file(part(packed, 0, packed.size() / 2));
    const ReadResult result = readFile(file);
    expectPrefix(result, whole);
    EXPECT_GE(result.frames.size(), 850U) << "zstd: less one block of 128 KiB";
    EXPECT_EQ(result.error.code, Code::CompressedTruncated);
    EXPECT_EQ(result.error.offset, packed.size() / 2);
}

TEST_P(Compressed, OtherBytesBehindAreDamage)
{
    const Bytes packed = compress(smallPcap());
    const TempFile file(join({packed, {'h', 'e', 'l', 'l', 'o', '!', '!', '!'}}));
    const ReadResult result = readFile(file);
    EXPECT_EQ(result.frames.size(), 3U);
    EXPECT_EQ(result.error.code, Code::CompressedDamaged);
    EXPECT_EQ(result.error.offset, packed.size());
}

TEST_P(Compressed, NoCaptureInsideIsSaid)
{
    const TempFile text(compress({'h', 'e', 'l', 'l', 'o'}));
    EXPECT_EQ(readFile(text).error.code, Code::NotCapture);
    EXPECT_EQ(readFile(text).error.path, text.path());
    const TempFile nothing(compress({}));
    EXPECT_EQ(readFile(nothing).error.code, Code::Empty);
    const TempFile twice(compress(compress(smallPcap())));
    EXPECT_EQ(readFile(twice).error.code, Code::CompressedTwice);
}

TEST_P(Compressed, FirstFramesAreThereBeforeTheRestIsExpanded)
{
    const Bytes plain = noisyPcap(5'000);
    const TempFile file(compress(plain));
    auto opened = beginCapture(file.path());
    ASSERT_TRUE(opened) << describe(opened.error());
    ASSERT_NE(opened->expander, nullptr);
    EXPECT_TRUE(opened->file->filling());
    EXPECT_EQ(CaptureReader::open(opened->file).error().code, Code::Empty);

    constexpr std::uint64_t kStep = std::uint64_t{64} << 10;
    EXPECT_TRUE(opened->expander->expandSome(kStep));
    auto reader = CaptureReader::open(opened->file);
    ASSERT_TRUE(reader);
    std::vector<FrameView> frames;
    readRest(**reader, frames);
    EXPECT_GT(frames.size(), 50U);
    EXPECT_LT(frames.size(), 500U);
    EXPECT_EQ((*reader)->status(), ReadStatus::End) << "more may come";
    const FrameView first = frames.at(0);

    std::uint64_t position = opened->expander->bytesRead();
    while (opened->file->filling()) {
        opened->expander->expandSome(kStep);
        EXPECT_GE(opened->expander->bytesRead(), position);
        position = opened->expander->bytesRead();
        readRest(**reader, frames);
        ASSERT_EQ((*reader)->status(), ReadStatus::End);
    }
    EXPECT_EQ(frames.size(), 5'000U);
    EXPECT_EQ(opened->expander->bytesRead(), opened->expander->bytesTotal());
    EXPECT_FALSE(opened->expander->expandSome());
    EXPECT_EQ(first.bytes.data(), frames[0].bytes.data()) << "views stay where they are";
    EXPECT_TRUE(std::equal(first.bytes.begin(), first.bytes.end(), plain.begin() + 40));
}

TEST_P(Compressed, ProgressGoesUpToTheWholeFile)
{
    const TempFile file(compress(noisyPcap(10'000)));
    std::vector<std::uint64_t> seen;
    OpenCaptureOptions options;
    options.progress = [&](std::uint64_t read, std::uint64_t total) {
        EXPECT_EQ(total, std::filesystem::file_size(file.path()));
        seen.push_back(read);
    };
    ASSERT_TRUE(openCapture(file.path(), options));
    ASSERT_GE(seen.size(), 2U);
    EXPECT_TRUE(std::is_sorted(seen.begin(), seen.end()));
    EXPECT_EQ(seen.back(), std::filesystem::file_size(file.path()));
}

TEST_P(Compressed, CanBeCancelled)
{
    const TempFile file(compress(noisyPcap(10'000)));
    std::atomic<bool> cancel{false};
    OpenCaptureOptions options;
    options.cancel = &cancel;
    options.progress = [&](std::uint64_t, std::uint64_t) { cancel = true; };
    const auto opened = openCapture(file.path(), options);
    ASSERT_FALSE(opened);
    EXPECT_EQ(opened.error().code, Code::ExpansionCancelled);
    EXPECT_EQ(opened.error().path, file.path());
}

/// What a reader makes of a file expanded with these options.
ReadResult readWith(const TempFile& file, const ExpandOptions& expand)
{
    OpenCaptureOptions options;
    options.expand = expand;
    const auto opened = openCapture(file.path(), options);
    ReadResult result;
    if (!opened) {
        result.error = opened.error();
        return result;
    }
    auto reader = CaptureReader::open(*opened);
    if (!reader) {
        result.error = reader.error();
        return result;
    }
    result.reader = std::move(*reader);
    readRest(*result.reader, result.frames);
    result.status = result.reader->status();
    if (result.status == ReadStatus::Damaged) {
        result.error = result.reader->error();
    }
    return result;
}

TEST_P(Compressed, LimitOfSizeKeepsWhatFits)
{
    const Bytes plain = noisyPcap(3'000);
    const TempFile file(compress(plain));
    ExpandOptions options;
    options.maxBytes = 1'000'000;
    const ReadResult result = readWith(file, options);
    EXPECT_EQ(result.frames.size(), (1'000'000U - 24) / 1'016);
    EXPECT_EQ(result.error.code, Code::ExpandedTooLarge);
    EXPECT_EQ(result.error.expected, 1'000'000U);
    options.maxBytes = plain.size();
    EXPECT_EQ(readWith(file, options).status, ReadStatus::End) << "exactly the limit is not too large";
    options.maxBytes = plain.size() - 1;
    EXPECT_EQ(readWith(file, options).error.code, Code::ExpandedTooLarge);
}

TEST_P(Compressed, LimitOfTheRatio)
{
    // 16 MiB of zeros behind a header: empty frames, which compress to next to nothing.
    Bytes plain = part(smallPcap(), 0, 24);
    plain.resize(24 + (std::size_t{16} << 20));
    const TempFile file(compress(plain));
    ExpandOptions options;
    options.ratioFreeBytes = 1 << 20;
    const ReadResult result = readWith(file, options);
    EXPECT_EQ(result.error.code, Code::ExpandedTooMuch);
    EXPECT_EQ(result.error.expected, kMaxExpansionRatio);
    EXPECT_GT(result.frames.size(), 1'000U) << "what was expanded is kept";
    EXPECT_LT(result.error.found, std::uint64_t{8} << 20) << "found soon";
    options.ratioFreeBytes = plain.size();
    EXPECT_EQ(readWith(file, options).status, ReadStatus::End) << "small files may compress well";
    options.ratioFreeBytes = 1 << 20;
    options.maxRatio = 1'000'000;
    EXPECT_EQ(readWith(file, options).status, ReadStatus::End);
}

TEST_P(Compressed, FullDiskIsSaidAndWhatIsThereIsKept)
{
    const TempFile file(compress(noisyPcap(3'000)));
    // A limit on file sizes makes write(2) fail as a full disk does.
    rlimit before = {};
    getrlimit(RLIMIT_FSIZE, &before);
    const auto handler = std::signal(SIGXFSZ, SIG_IGN);
    rlimit small = before;
    small.rlim_cur = 1'100'000;
    setrlimit(RLIMIT_FSIZE, &small);
    const ReadResult result = readWith(file, {});
    setrlimit(RLIMIT_FSIZE, &before);
    std::signal(SIGXFSZ, handler);
    EXPECT_EQ(result.error.code, Code::CannotExpand);
    EXPECT_EQ(result.error.systemError, EFBIG);
    EXPECT_EQ(result.frames.size(), (1'100'000U - 24) / 1'016);
}

TEST_P(Compressed, TemporaryFolderThatIsNotThere)
{
    const TempFile file(compress(smallPcap()));
    ExpandOptions options;
    options.folder = "/nonexistent";
    const ReadResult result = readWith(file, options);
    EXPECT_EQ(result.reader, nullptr);
    EXPECT_EQ(result.error.code, Code::CannotExpand);
    EXPECT_EQ(result.error.systemError, ENOENT);
    EXPECT_EQ(result.error.path, file.path());
}

TEST_P(Compressed, NothingIsLeftInTheFolder)
{
    const std::filesystem::path folder = TempFile().path() + "-folder";
    std::filesystem::create_directory(folder);
    {
        const TempFile file(compress(noisyPcap(100)));
        ExpandOptions options;
        options.folder = folder.string();
        const ReadResult result = readWith(file, options);
        EXPECT_EQ(result.frames.size(), 100U);
        EXPECT_TRUE(std::filesystem::is_empty(folder)) << "not even while it is mapped";
    }
    std::filesystem::remove(folder);
}

TEST_P(Compressed, FileCutWhileItIsExpanded)
{
    const Bytes packed = compress(noisyPcap(5'000));
    const TempFile file(packed);
    auto opened = beginCapture(file.path());
    ASSERT_TRUE(opened);
    opened->expander->expandSome(1 << 20);
    const std::size_t left = packed.size() / 2 / 4'096 * 4'096;
    file.cutTo(left);
    while (opened->expander->expandSome()) {
    }
    auto reader = CaptureReader::open(opened->file);
    ASSERT_TRUE(reader);
    std::vector<FrameView> frames;
    readRest(**reader, frames);
    EXPECT_GT(frames.size(), 1'000U);
    EXPECT_EQ((*reader)->error().code, Code::FileShrank);
    EXPECT_EQ((*reader)->error().offset, left);
}

TEST_P(Compressed, IsReplacedWhenItsOriginalIs)
{
    const TempFile file(compress(smallPcap()));
    const TempFile other(smallPcap());
    const auto opened = openCapture(file.path());
    ASSERT_TRUE(opened);
    EXPECT_FALSE((*opened)->replaced());
    std::filesystem::rename(other.path(), file.path());
    EXPECT_TRUE((*opened)->replaced());
}

TEST(Gzip, ZerosBehindAreTakenForPadding)
{
    const Bytes packed = gzipped(smallPcap());
    const TempFile file(join({packed, Bytes(3'000'000, 0)}));
    expectSameFrames(readFile(file), smallPcap());
    const TempFile more(join({gzipped(part(smallPcap(), 0, 20)), Bytes(3'000'000, 0),
                              gzipped(part(smallPcap(), 20, smallPcap().size()))}));
    expectSameFrames(readFile(more), smallPcap());
}

TEST(Gzip, WrongCheckSumIsDamageAfterAllFrames)
{
    Bytes packed = gzipped(smallPcap());
    packed[packed.size() - 8] ^= 1U; // CRC32, RFC 1952 §2.3.1
    const TempFile file(packed);
    const ReadResult result = readFile(file);
    EXPECT_EQ(result.frames.size(), 3U);
    EXPECT_EQ(result.error.code, Code::CompressedDamaged);
}

TEST(Zstd, SkippableFramesAreSkipped)
{
    const Bytes plain = noisyPcap(100);
    const TempFile file(
        join({zstdSkippable(0), zstdSkippable(300), zstdCompressed(part(plain, 0, 5'000)), zstdSkippable(7),
              zstdCompressed(part(plain, 5'000, plain.size())), zstdSkippable(1)}));
    expectSameFrames(readFile(file), plain);
}

TEST(Zstd, WindowOverTheLimit)
{
    const Bytes frame = {
        0x28, 0xb5, 0x2f, 0xfd, // magic number
        0x00,                   // frame header descriptor: a window descriptor follows
        0x90,                   // window descriptor: exponent 18, 2^28 bytes
        0x01, 0x00, 0x00,       // the last block: raw, empty
    };
    const TempFile file(frame);
    const ReadResult result = readFile(file);
    EXPECT_EQ(result.error.code, Code::CompressionWindow);
    EXPECT_EQ(result.error.expected, std::uint64_t{1} << kMaxWindowLog);
    Bytes smaller = frame;
    smaller[5] = 0x88; // exponent 17, 2^27 bytes
    const TempFile allowed(smaller);
    EXPECT_EQ(readFile(allowed).error.code, Code::Empty);
}

TEST(Lz4, IsRefusedWithASentence)
{
    const TempFile file({0x04, 0x22, 0x4d, 0x18, 0x64, 0x40, 0xa7});
    EXPECT_EQ(readFile(file).error.code, Code::CompressedLz4);
}

TEST(OpenCapture, PlainFileIsOnlyMapped)
{
    const TempFile file(smallPcap());
    const auto opened = beginCapture(file.path());
    ASSERT_TRUE(opened);
    EXPECT_EQ(opened->expander, nullptr);
    EXPECT_FALSE(opened->file->filling());
    EXPECT_EQ(openCapture("/nonexistent/x.gz").error().code, Code::CannotOpen);
}

TEST(TemporaryFile, IsTheOwnersOnlyAndHasNoName)
{
    const auto descriptor = openTemporaryFile(::testing::TempDir());
    ASSERT_TRUE(descriptor);
    struct stat status = {};
    ASSERT_EQ(fstat(*descriptor, &status), 0);
    EXPECT_EQ(status.st_nlink, 0U);
    EXPECT_EQ(status.st_mode & 0777U, 0600U);
    ::close(*descriptor);
}

TEST(TemporaryFile, UsualFolderIsTheOneOfTheEnvironment)
{
    const char* before = std::getenv("TMPDIR");
    const std::string saved = before != nullptr ? before : "";
    setenv("TMPDIR", "/nonexistent", 1);
    const auto elsewhere = openTemporaryFile({});
    EXPECT_TRUE(elsewhere) << "the next folder takes it";
    if (elsewhere) {
        ::close(*elsewhere);
    }
    before != nullptr ? setenv("TMPDIR", saved.c_str(), 1) : unsetenv("TMPDIR");
}

} // namespace
} // namespace mqttscope::capture::testing
