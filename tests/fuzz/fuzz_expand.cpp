// SPDX-License-Identifier: GPL-3.0-or-later
// Bytes as a compressed file, expanded with a limit of 1 MiB, then read as a capture. What does not begin
// with the magic number of a compression gets one. Small steps must give the same bytes, the same end and the
// same frames as large ones.
#include "capture/file/capture_reader.h"
#include "capture/file/open_capture.h"
#include "tests/fuzz/capture_reader_checks.h"
#include "tests/fuzz/fuzz_target.h"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <string>
#include <vector>

#include <sys/mman.h>
#include <unistd.h>

namespace {

using namespace mqttscope::capture;

constexpr std::uint64_t kLimit = std::uint64_t{1} << 20;

void require(bool holds)
{
    if (!holds) {
        std::abort();
    }
}

/// The bytes as a file in memory that has a path.
class MemoryFile {
public:
    explicit MemoryFile(std::span<const std::uint8_t> bytes)
        : m_descriptor(memfd_create("fuzz_expand", MFD_CLOEXEC))
    {
        require(m_descriptor >= 0);
        require(write(m_descriptor, bytes.data(), bytes.size()) == static_cast<ssize_t>(bytes.size()));
    }
    MemoryFile(const MemoryFile&) = delete;
    MemoryFile& operator=(const MemoryFile&) = delete;
    MemoryFile(MemoryFile&&) = delete;
    MemoryFile& operator=(MemoryFile&&) = delete;
    ~MemoryFile() { close(m_descriptor); }
    [[nodiscard]] std::string path() const { return "/proc/self/fd/" + std::to_string(m_descriptor); }

private:
    int m_descriptor;
};

ExpandOptions limited()
{
    ExpandOptions options;
    options.maxBytes = kLimit;
    options.ratioFreeBytes = kLimit / 2;
    options.folder = "/dev/shm";
    return options;
}

std::size_t countFrames(CaptureReader& reader)
{
    std::array<FrameView, 64> frames;
    std::size_t all = 0;
    while (const std::size_t count = reader.nextBatch(frames)) {
        all += count;
    }
    return all;
}

/// Reads while it expands, a few bytes at a time.
std::size_t readInSteps(const std::string& path, std::span<const std::uint8_t> expected, std::uint64_t step)
{
    auto opened = beginCapture(path, limited());
    require(opened.has_value() && opened->expander != nullptr);
    auto reader = CaptureReader::open(opened->file);
    std::size_t frames = 0;
    while (opened->expander->expandSome(step)) {
        if (!reader) {
            reader = CaptureReader::open(opened->file);
        }
        frames += reader ? countFrames(**reader) : 0;
    }
    if (!reader) {
        reader = CaptureReader::open(opened->file);
    }
    frames += reader ? countFrames(**reader) : 0;
    const auto bytes = opened->file->bytes();
    // Limits are looked at after each step: a ratio may be found broken later or sooner.
    const auto ended = opened->file->endError();
    if (!ended || ended->code != FileError::Code::ExpandedTooMuch) {
        require(std::equal(bytes.begin(), bytes.end(), expected.begin(), expected.end()));
    }
    return frames;
}

void check(std::span<const std::uint8_t> bytes)
{
    const MemoryFile file(bytes);
    if (compressionOf(bytes) == Compression::None) {
        return;
    }
    OpenCaptureOptions options;
    options.expand = limited();
    std::uint64_t read = 0;
    options.progress = [&](std::uint64_t now, std::uint64_t total) {
        require(now >= read && now <= total && total == bytes.size());
        read = now;
    };
    const auto whole = openCapture(file.path(), options);
    require(whole.has_value());
    const auto expanded = (*whole)->bytes();
    require(expanded.size() <= kLimit && !(*whole)->filling());
    const auto ended = (*whole)->endError();
    require(!ended || (!describe(*ended).empty() && ended->offset <= bytes.size()));
    mqttscope::fuzz::checkCaptureReader(expanded);
    const auto reader = CaptureReader::open(*whole);
    const std::size_t frames = reader ? countFrames(**reader) : 0;
    // At most some hundred steps, of a size that the input chooses.
    const std::uint64_t step = 1 + bytes[bytes.size() - 1] + expanded.size() / 256;
    const std::size_t stepped = readInSteps(file.path(), expanded, step);
    require(frames == stepped || (ended && ended->code == FileError::Code::ExpandedTooMuch));
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size)
{
    const std::span<const std::uint8_t> input(bytes, size);
    check(input);
    constexpr std::size_t kMagicLength = 4;
    if (size < kMagicLength || compressionOf(input) != Compression::None) {
        return 0;
    }
    constexpr std::array<std::array<std::uint8_t, kMagicLength>, 3> kMagics = {{
        {0x1f, 0x8b, 0x08, 0x00}, // gzip, DEFLATE, no flags
        {0x28, 0xb5, 0x2f, 0xfd}, // zstd
        {0x50, 0x2a, 0x4d, 0x18}, // zstd, skippable
    }};
    std::vector<std::uint8_t> file(bytes, bytes + size);
    const auto& magic = kMagics[bytes[0] % kMagics.size()];
    std::copy(magic.begin(), magic.end(), file.begin());
    check(file);
    return 0;
}
