// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/live/live_folder.h"

#include "analysis/live/live_parts.h"
#include "analysis/live/ring_name.h"
#include "capture/file/capture_reader.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdlib>
#include <ctime>
#include <functional>
#include <optional>
#include <system_error>
#include <utility>

namespace mqttscope::analysis {
namespace {

namespace fs = std::filesystem;

constexpr int kMaxSameName = 1000; ///< captures begun within one second
constexpr std::size_t kMaxWhat = 40;

std::string environment(const char* name)
{
    const char* value = std::getenv(name); // NOLINT(concurrency-mt-unsafe): nothing sets it here
    return value != nullptr ? value : "";
}

LiveError failure(LiveErrorCode code, const std::string& path, int number)
{
    LiveError error;
    error.code = code;
    error.path = path;
    error.number = static_cast<std::uint64_t>(number);
    return error;
}

/// Only what is no trouble in the name of a file.
std::string plain(std::string_view what)
{
    std::string name;
    for (const char c : what.substr(0, kMaxWhat)) {
        const bool good = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
        name += good ? c : '-';
    }
    return name;
}

bool isCaptureName(const fs::path& path)
{
    const std::string ending = path.extension().string();
    return ending == ".pcapng" || ending == ".pcap" || ending == ".stream";
}

/// A capture that may end anywhere, and whether something else than a record stands behind its frames.
struct Remains {
    Orphan orphan;
    bool damaged = false;

    /// No frame, and nothing else that somebody would miss.
    [[nodiscard]] bool isEmpty() const
    {
        return orphan.frames == 0 && !damaged && (orphan.bytes == 0 || orphan.usable > 0);
    }
};

std::optional<Remains> read(const std::string& path)
{
    auto file = capture::MappedFile::open(path);
    if (!file)
        return std::nullopt;
    Remains remains;
    Orphan& orphan = remains.orphan;
    orphan.path = path;
    orphan.bytes = (*file)->bytes().size();
    auto reader = capture::CaptureReader::open(*file);
    if (!reader)
        return remains;
    (*reader)->setGrowing(true);
    capture::FrameView frame;
    while ((*reader)->next(frame) == capture::ReadStatus::Frame) {
        if (orphan.frames++ == 0)
            orphan.firstNs = std::max<std::int64_t>(frame.timeNs, 0);
        orphan.lastNs = std::max<std::int64_t>(frame.timeNs, 0);
    }
    orphan.usable = (*reader)->position();
    remains.damaged = (*reader)->status() == capture::ReadStatus::Damaged;
    for (const capture::Interface& interface : (*reader)->interfaces()) {
        if (interface.name.empty() || orphan.interfaces.find(interface.name) != std::string::npos)
            continue;
        if (!orphan.interfaces.empty())
            orphan.interfaces += ", ";
        orphan.interfaces += interface.name;
    }
    return remains;
}

/// All captures of the folder, the newest first: their names begin with the date.
std::vector<fs::path> newestFirst()
{
    std::vector<fs::path> paths;
    std::error_code failed;
    for (fs::directory_iterator entry{liveFolder(), failed}, end; !failed && entry != end;
         entry.increment(failed)) {
        std::error_code ignored;
        if (isCaptureName(entry->path()) && fs::is_regular_file(entry->symlink_status(ignored)))
            paths.push_back(entry->path());
    }
    std::sort(paths.begin(), paths.end(), std::greater<>{});
    return paths;
}

} // namespace

fs::path liveFolder()
{
    if (const std::string state = environment("XDG_STATE_HOME"); state.starts_with('/'))
        return fs::path{state} / "mqttscope" / "live";
    if (const std::string home = environment("HOME"); home.starts_with('/'))
        return fs::path{home} / ".local" / "state" / "mqttscope" / "live";
    return fs::temp_directory_path() / "mqttscope-live";
}

tl::expected<std::unique_ptr<capture::LiveFile>, LiveError> createLiveFile(std::string_view what,
                                                                           std::string_view ending)
{
    const fs::path folder = liveFolder();
    std::error_code failed;
    fs::create_directories(folder, failed);
    if (failed)
        return tl::unexpected(failure(LiveErrorCode::CannotCreate, folder.string(), failed.value()));
    fs::permissions(folder, fs::perms::owner_all, failed);
    std::string day = timeDigits(std::time(nullptr));
    day.insert(day.size() - 6, 1, '-'); // before the hours
    for (int same = 0; same < kMaxSameName; ++same) {
        const std::string name = same == 0 ? fmt::format("{}-{}.{}", day, plain(what), ending)
                                           : fmt::format("{}-{}-{}.{}", day, plain(what), same + 1, ending);
        auto file = capture::LiveFile::create((folder / name).string(), true);
        if (file)
            return std::move(*file);
        if (file.error().systemError != EEXIST)
            return tl::unexpected(
                failure(LiveErrorCode::CannotCreate, file.error().path, file.error().systemError));
    }
    return tl::unexpected(failure(LiveErrorCode::CannotCreate, folder.string(), EEXIST));
}

std::string livePartName(const std::string& first, std::uint32_t number)
{
    const fs::path path{first};
    const std::string name =
        fmt::format("{}-part{:04}{}", path.stem().string(), number + 1, path.extension().string());
    return (path.parent_path() / name).string();
}

std::vector<Orphan> orphans()
{
    std::vector<Orphan> found;
    for (const fs::path& path : newestFirst()) {
        if (found.size() >= kMaxOrphans)
            break;
        const auto lock = capture::FileLock::take(path.string());
        if (!lock)
            continue; // somebody writes it
        const auto remains = read(path.string());
        std::error_code ignored;
        if (remains && remains->isEmpty())
            fs::remove(path, ignored);
        else if (remains && remains->orphan.frames > 0)
            found.push_back(remains->orphan);
    }
    // The names begin with the date; those of later parts go on where the first one ends.
    std::sort(found.begin(), found.end(), [](const Orphan& a, const Orphan& b) {
        return fs::path{a.path}.replace_extension() < fs::path{b.path}.replace_extension();
    });
    return found;
}

AdoptedCapture::AdoptedCapture(Orphan orphan, capture::FileLock lock)
    : m_orphan(std::move(orphan)), m_lock(std::move(lock))
{
}

tl::expected<AdoptedCapture, LiveError> adopt(const Orphan& orphan)
{
    auto lock = capture::FileLock::take(orphan.path);
    if (!lock)
        return tl::unexpected(failure(LiveErrorCode::CannotRead, orphan.path, EBUSY));
    auto remains = read(orphan.path);
    if (!remains || remains->orphan.frames == 0)
        return tl::unexpected(failure(LiveErrorCode::CannotRead, orphan.path, ENODATA));
    Orphan& now = remains->orphan;
    // A record that was cut off is of no use; behind a damaged one there may be more than half of all.
    if (!remains->damaged && now.usable < now.bytes && lock->cut(now.usable))
        now.bytes = now.usable;
    return AdoptedCapture{std::move(now), std::move(*lock)};
}

tl::expected<void, LiveError> AdoptedCapture::save(const std::string& path)
{
    auto saved = saveLiveParts({{m_orphan.path, 0}}, path, true);
    if (saved)
        m_orphan.path = path;
    return saved;
}

void AdoptedCapture::discard()
{
    std::error_code ignored;
    fs::remove(m_orphan.path, ignored);
}

} // namespace mqttscope::analysis
