// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/live/live_parts.h"

#include "analysis/live/live_folder.h"

#include <algorithm>
#include <cerrno>
#include <filesystem>
#include <fstream>
#include <system_error>
#include <utility>

namespace mqttscope::analysis {
namespace {

namespace fs = std::filesystem;

/// So much of a part is in memory when parts are put together.
constexpr std::size_t kCopyBytes = std::size_t{1} << 20U;

LiveError errorOf(LiveErrorCode code, const std::string& path, int number)
{
    LiveError error;
    error.code = code;
    error.path = path;
    error.number = static_cast<std::uint64_t>(number);
    return error;
}

/// Adds a part to a file, from an offset on, until the file has so many bytes.
tl::expected<void, LiveError> append(capture::LiveFile& file, const std::string& path, std::uint64_t from,
                                     std::uint64_t most)
{
    std::ifstream part{path, std::ios::binary};
    part.seekg(static_cast<std::streamoff>(from));
    if (!part)
        return tl::unexpected(errorOf(LiveErrorCode::CannotRead, path, errno));
    std::vector<char> bytes(kCopyBytes);
    const auto wanted = [&] {
        return static_cast<std::streamsize>(std::min<std::uint64_t>(bytes.size(), most - file.bytes()));
    };
    while (part.read(bytes.data(), wanted()), part.gcount() > 0) {
        file.add(
            {reinterpret_cast<const std::uint8_t*>(bytes.data()), // NOLINT(*-reinterpret-cast): a stream's
             static_cast<std::size_t>(part.gcount())});
        if (auto written = file.flush(); !written)
            return tl::unexpected(cannotWrite(written.error()));
    }
    if (part.bad())
        return tl::unexpected(errorOf(LiveErrorCode::CannotRead, path, errno));
    return {};
}

tl::expected<void, LiveError> join(const std::vector<LivePart>& parts, const std::string& to,
                                   std::uint64_t most)
{
    auto file = capture::LiveFile::create(to, false);
    if (!file)
        return tl::unexpected(cannotCreate(file.error()));
    for (const LivePart& part : parts) {
        // Of the first that is there the headers too.
        const std::uint64_t from = &part == &parts.front() ? 0 : part.ownFrom;
        if (auto added = append(**file, part.path, from, most); !added)
            return added;
    }
    return {};
}

} // namespace

LiveError cannotCreate(const capture::FileError& from)
{
    LiveError error =
        errorOf(from.systemError == ENOSPC ? LiveErrorCode::DiskFull : LiveErrorCode::CannotCreate, from.path,
                from.systemError);
    error.file = from;
    return error;
}

LiveError cannotWrite(const capture::FileError& from)
{
    const auto code = from.systemError == ENOSPC || from.systemError == EDQUOT ? LiveErrorCode::DiskFull
                      : from.systemError == EPIPE                              ? LiveErrorCode::ReaderGone
                                                                               : LiveErrorCode::WriteFailed;
    LiveError error = errorOf(code, from.path.empty() ? "-" : from.path, from.systemError);
    error.file = from;
    return error;
}

tl::expected<void, LiveError> saveLiveParts(const std::vector<LivePart>& parts, const std::string& to,
                                            bool move, std::uint64_t bytes)
{
    std::error_code failed;
    if (parts.size() == 1 && move) {
        fs::rename(parts.front().path, to, failed);
        if (!failed)
            return {};
        failed.clear();
    }
    // Several, on another file system, or still shown: copied beside its place, then put there.
    const std::string beside = to + ".mqttscope-part";
    auto saved = join(parts, beside, bytes);
    if (saved)
        fs::rename(beside, to, failed);
    if (failed)
        saved = tl::unexpected(errorOf(LiveErrorCode::WriteFailed, to, failed.value()));
    if (!saved) {
        fs::remove(beside, failed);
        LiveError& error = saved.error();
        if (error.path == beside)
            error.path = to;
        if (error.code == LiveErrorCode::CannotCreate) // which is about where a capture is kept
            error.code = LiveErrorCode::WriteFailed;
        return saved;
    }
    for (const LivePart& part : parts) {
        if (move)
            fs::remove(part.path, failed);
    }
    return {};
}

LiveParts::LiveParts(std::unique_ptr<capture::LiveFile> file, const Bounds& bounds)
    : m_bounds(bounds), m_file(std::move(file)), m_first(m_file->path()), m_parts{{m_first, 0}}
{
}

tl::expected<std::unique_ptr<LiveParts>, LiveError> LiveParts::named(const std::string& path)
{
    auto file = capture::LiveFile::create(path, false);
    if (!file)
        return tl::unexpected(cannotCreate(file.error()));
    return std::unique_ptr<LiveParts>(new LiveParts(std::move(*file), {}));
}

tl::expected<std::unique_ptr<LiveParts>, LiveError>
LiveParts::nameless(std::string_view what, std::string_view ending, const Bounds& bounds)
{
    auto file = createLiveFile(what, ending);
    if (!file)
        return tl::unexpected(file.error());
    return std::unique_ptr<LiveParts>(new LiveParts(std::move(*file), bounds));
}

bool LiveParts::isFull() const
{
    return m_bounds.frames != 0 && m_frames >= m_bounds.frames && m_parts.size() < kMaxParts;
}

tl::expected<void, LiveError> LiveParts::next(std::span<const std::uint8_t> headers)
{
    if (auto flushed = m_file->flush(); !flushed)
        return tl::unexpected(cannotWrite(flushed.error()));
    auto file = capture::LiveFile::create(livePartName(m_first, m_number + 1), true);
    if (!file)
        return tl::unexpected(cannotCreate(file.error()));
    m_locks.push_back(m_file->lock());
    m_file = std::move(*file);
    m_file->add(headers);
    m_parts.push_back({m_file->path(), headers.size()});
    ++m_number;
    m_frames = 0;
    if (m_bounds.keep != 0 && m_parts.size() > m_bounds.keep)
        dropOldest();
    return {};
}

void LiveParts::dropOldest()
{
    std::error_code ignored;
    fs::remove(m_parts.front().path, ignored);
    m_parts.erase(m_parts.begin());
    m_locks.erase(m_locks.begin());
}

} // namespace mqttscope::analysis
