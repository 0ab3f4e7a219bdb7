// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/live/live_error.h"
#include "capture/live/live_file.h"

#include <tl/expected.hpp>

#include <cstdint>
#include <limits>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace mqttscope::analysis {

/// A file with a part of a live capture; it can be read alone.
struct LivePart {
    std::string path;
    std::uint64_t ownFrom = 0; ///< What stands before is repeated from the part before: headers.
};

/// Puts the parts of a capture, oldest first, together into one file of the user's choice, as if it had never
/// been in parts; over what is there, if something is. With `move` the parts are gone then. Nothing half
/// stands there if it fails. Of a capture that is still written so many `bytes` are taken: whole records.
[[nodiscard]] tl::expected<void, LiveError>
saveLiveParts(const std::vector<LivePart>& parts, const std::string& to, bool move,
              std::uint64_t bytes = std::numeric_limits<std::uint64_t>::max());

/// The file with everything that a Document follows: one with a name of somebody's choice, or one without, in
/// parts of so many frames. All parts that are there stay locked (FileLock) as long as this object lives.
class LiveParts {
public:
    /// More parts are not begun: each keeps a descriptor. The last one takes what comes then.
    static constexpr std::size_t kMaxParts = 500;
    /// Of a capture that is kept in a ring, too.
    static constexpr std::size_t kPartsBesideRing = 2;

    /// How many frames a part has, and which are kept.
    struct Bounds {
        std::uint64_t frames = 0; ///< 0 = one file
        std::size_t keep = 0;     ///< The newest; 0 = all.
    };

    /// A file with a name: one part. What is there is overwritten.
    [[nodiscard]] static tl::expected<std::unique_ptr<LiveParts>, LiveError> named(const std::string& path);
    /// One in the folder of live captures, see createLiveFile.
    [[nodiscard]] static tl::expected<std::unique_ptr<LiveParts>, LiveError>
    nameless(std::string_view what, std::string_view ending, const Bounds& bounds);

    /// Whether the next frame belongs to another part.
    [[nodiscard]] bool isFull() const;
    /// Closes this part and begins another one with the headers of the stream.
    [[nodiscard]] tl::expected<void, LiveError> next(std::span<const std::uint8_t> headers);
    /// A frame was added to the present part.
    void countFrame() { ++m_frames; }
    /// The present part.
    [[nodiscard]] capture::LiveFile& file() { return *m_file; }
    [[nodiscard]] const std::string& path() const { return m_file->path(); }
    /// Its number, from 0.
    [[nodiscard]] std::uint32_t number() const { return m_number; }
    /// The parts that are there, oldest first.
    [[nodiscard]] const std::vector<LivePart>& parts() const { return m_parts; }

private:
    LiveParts(std::unique_ptr<capture::LiveFile> file, const Bounds& bounds);
    void dropOldest();

    Bounds m_bounds;
    std::unique_ptr<capture::LiveFile> m_file;
    std::string m_first; ///< path of the first part: the others are called like it
    std::vector<LivePart> m_parts;
    std::vector<std::optional<capture::FileLock>> m_locks; ///< of the parts before the present one
    std::uint32_t m_number = 0;
    std::uint64_t m_frames = 0; ///< in the present part
};

/// What went wrong with a file that is written.
[[nodiscard]] LiveError cannotCreate(const capture::FileError& from);
[[nodiscard]] LiveError cannotWrite(const capture::FileError& from);

} // namespace mqttscope::analysis
