// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/export/save_capture.h"

#include "capture/file/byte_sink.h"
#include "capture/file/capture_writer.h"
#include "capture/file/pcapng_copier.h"
#include "capture/file/pcapng_scanner.h"

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <filesystem>
#include <limits>
#include <system_error>

namespace mqttscope::analysis {
namespace {

namespace fs = std::filesystem;
using Saved = tl::expected<SavedCapture, OpenError>;

constexpr std::uint8_t kMicroseconds = 6;                     ///< exponent of a tick
constexpr std::uint32_t kMostAtOnce = std::uint32_t{1} << 30; ///< bytes of the file looked at
constexpr std::uint32_t kAllFrames = std::numeric_limits<std::uint32_t>::max();

/// Which frames are wanted: all, or those of an ascending list.
class Wanted {
public:
    explicit Wanted(const std::optional<std::vector<std::uint32_t>>& frames) : m_frames(frames) {}

    /// Frames must be asked for in ascending order.
    [[nodiscard]] bool has(std::uint64_t frame)
    {
        if (!m_frames)
            return true;
        while (m_next < m_frames->size() && (*m_frames)[m_next] < frame)
            ++m_next;
        return m_next < m_frames->size() && (*m_frames)[m_next] == frame;
    }

private:
    const std::optional<std::vector<std::uint32_t>>& m_frames;
    std::size_t m_next = 0;
};

/// Copies the blocks of a pcapng file.
Saved copyBlocks(const Document& document, const std::optional<std::vector<std::uint32_t>>& frames,
                 const FrameComments& comments, capture::ByteSink& sink)
{
    Wanted wanted{frames};
    const std::uint32_t last = document.snapshot()->frameCount();
    SavedCapture saved;
    capture::PcapngCopier copier{sink, [&](std::uint64_t frame) {
                                     capture::FrameFate fate;
                                     fate.kept = frame <= last && wanted.has(frame);
                                     saved.frames += fate.kept ? 1 : 0;
                                     const auto comment = comments.find(static_cast<std::uint32_t>(
                                         std::min<std::uint64_t>(frame, kAllFrames)));
                                     if (comment != comments.end())
                                         fate.comment = comment->second;
                                     return fate;
                                 }};
    std::uint64_t offset = 0;
    for (;;) {
        const auto taken = copier.copy(document.fileBytes(offset, kMostAtOnce));
        if (!taken)
            return tl::unexpected(taken.error());
        if (*taken == 0)
            break;
        offset += *taken;
    }
    saved.commentsLeftOut = copier.commentsLeftOut();
    return saved;
}

tl::expected<void, OpenError> addInterfaces(const Document& document, capture::PcapngWriter& writer)
{
    for (const capture::Interface& from : document.contents().interfaces) {
        capture::InterfaceOptions to;
        to.linkType = from.linkType;
        to.snapLength = from.snapLength;
        to.nanoseconds = from.tick.binary || from.tick.exponent > kMicroseconds;
        if (const auto added = writer.addInterface(to); !added)
            return tl::unexpected(added.error());
    }
    return {};
}

/// Writes the frames of a pcap file as pcapng.
Saved convert(const Document& document, const std::optional<std::vector<std::uint32_t>>& frames,
              const FrameComments& comments, std::unique_ptr<capture::ByteSink> sink)
{
    capture::SectionOptions section;
    section.application = "mqttscope";
    auto writer = capture::PcapngWriter::over(std::move(sink), section);
    if (!writer)
        return tl::unexpected(writer.error());
    if (auto added = addInterfaces(document, *writer); !added)
        return tl::unexpected(added.error());
    Wanted wanted{frames};
    SavedCapture saved;
    const auto snapshot = document.snapshot();
    for (std::uint32_t frame = 1; frame <= snapshot->frameCount(); ++frame) {
        if (!wanted.has(frame))
            continue;
        const index::FrameRecord& record = snapshot->frame(frame);
        capture::FrameToWrite to;
        to.timeNs = record.timeNs;
        to.bytes = document.source().bytes(record);
        to.originalLength = record.originalLength;
        to.interface = static_cast<std::uint32_t>(record.interface);
        if (const auto comment = comments.find(frame); comment != comments.end())
            to.comment = comment->second;
        if (const auto written = writer->write(to); !written)
            return tl::unexpected(written.error());
        ++saved.frames;
    }
    if (const auto closed = writer->close(); !closed)
        return tl::unexpected(closed.error());
    return saved;
}

Saved write(const Document& document, const std::optional<std::vector<std::uint32_t>>& frames,
            const FrameComments& comments, const std::string& path)
{
    auto sink = capture::FileSink::create(path);
    if (!sink)
        return tl::unexpected(sink.error());
    if (!capture::PcapngScanner::recognises(document.fileBytes(0, 4)))
        return convert(document, frames, comments, std::move(*sink));
    Saved saved = copyBlocks(document, frames, comments, **sink);
    if (const auto closed = (*sink)->close(); saved && !closed)
        return tl::unexpected(closed.error());
    return saved;
}

} // namespace

Saved saveCapture(const Document& document, const std::optional<std::vector<std::uint32_t>>& frames,
                  const FrameComments& comments, const std::string& path)
{
    // Through a link the file itself is replaced, not the link; its rights stay.
    std::error_code failure;
    const fs::path canonical = fs::weakly_canonical(path, failure);
    const fs::path target = failure ? fs::path(path) : canonical;
    const fs::path part = target.string() + ".part";
    Saved saved = write(document, frames, comments, part.string());
    if (saved) {
        const fs::file_status before = fs::status(target, failure);
        if (fs::is_regular_file(before))
            fs::permissions(part, before.permissions(), failure);
        fs::rename(part, target, failure);
        if (failure) {
            OpenError error;
            error.code = OpenError::Code::CannotCreate;
            error.systemError = failure.value();
            saved = tl::unexpected(error);
        }
    }
    if (!saved)
        fs::remove(part, failure);
    return saved;
}

} // namespace mqttscope::analysis
