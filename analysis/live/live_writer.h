// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/live/live_error.h"
#include "analysis/live/live_options.h"
#include "analysis/live/live_parts.h"
#include "capture/live/live_file.h"
#include "capture/live/record_cutter.h"

#include <tl/expected.hpp>

#include <array>
#include <chrono>
#include <cstdint>
#include <deque>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace mqttscope::analysis {

/// Why a capture ended.
enum class LiveEnd : std::uint8_t {
    Asked,     ///< Somebody stopped it.
    Duration,  ///< The four conditions of StopConditions.
    Bytes,     ///< see Duration
    Frames,    ///< see Duration
    Files,     ///< see Duration
    StreamEnd, ///< Nothing more comes: the stream ended, or the program did.
    Error,     ///< See the error.
};

/// Puts the records of a capture into the files that were asked for, and knows when they are full.
class LiveWriter {
public:
    using Clock = std::chrono::steady_clock;
    /// Headers of a stream beyond are not repeated in other files.
    static constexpr std::size_t kMaxHeaders = std::size_t{16} << 20U;

    /// Makes the first files. `options` must outlive it.
    [[nodiscard]] static tl::expected<std::unique_ptr<LiveWriter>, LiveError>
    create(const LiveOptions& options);

    /// Takes a record. Frames that come after the capture is complete are left out.
    void add(const capture::StreamRecord& record);
    /// Hands over what was added, and looks at the clock. To be called often.
    [[nodiscard]] tl::expected<void, LiveError> flush();

    /// A condition of StopConditions says that this is all.
    [[nodiscard]] std::optional<LiveEnd> complete() const { return m_complete; }
    /// The file with everything, its present part; null if there is none (standard output or a ring, nobody
    /// follows).
    [[nodiscard]] const LiveParts* whole() const { return m_whole.get(); }
    /// The files of the ring that are there, oldest first.
    [[nodiscard]] const std::deque<std::string>& ringFiles() const { return m_ringPaths; }
    /// Frames in them.
    [[nodiscard]] std::uint64_t frames() const { return m_frames; }
    /// Bytes of the whole capture.
    [[nodiscard]] std::uint64_t bytes() const { return m_bytes; }

private:
    explicit LiveWriter(const LiveOptions& options);
    [[nodiscard]] tl::expected<void, LiveError> open();
    [[nodiscard]] tl::expected<void, LiveError> nextRingFile();
    void keepHeader(std::span<const std::uint8_t> header);
    void write(std::span<const std::uint8_t> record);
    void addFrame(std::span<const std::uint8_t> record);
    [[nodiscard]] std::span<const std::uint8_t> inMicroseconds(const capture::StreamRecord& record);
    void switchIfFull();
    void nextPartIfFull();
    [[nodiscard]] std::array<capture::LiveFile*, 3> files() const;
    void lookAtClock();
    [[nodiscard]] bool ringFileIsFull() const;

    const LiveOptions& m_options;
    std::unique_ptr<LiveParts> m_whole;          ///< null: nobody needs it
    std::unique_ptr<capture::LiveFile> m_output; ///< standard output; or null
    std::unique_ptr<capture::LiveFile> m_ring;   ///< the present file of the ring; or null
    std::vector<std::uint8_t> m_headers;         ///< what each file of a ring, and each part, begins with
    std::vector<std::uint8_t> m_converted;       ///< a record with microseconds
    bool m_fromNanoseconds = false;              ///< the stream has nanoseconds, microseconds are wanted
    std::deque<std::string> m_ringPaths;
    std::uint32_t m_ringNumber = 0;
    std::uint64_t m_ringFrames = 0;           ///< in the present file
    std::optional<Clock::time_point> m_began; ///< when the first bytes came: an interface was opened
    Clock::time_point m_ringBegan;
    std::int64_t m_ringInterval = 0; ///< number of the interval in which the present file began
    std::uint64_t m_frames = 0;
    std::uint64_t m_bytes = 0;
    std::optional<LiveEnd> m_complete;
    std::optional<LiveError> m_failure; ///< of the first file that could not be made or written
};

} // namespace mqttscope::analysis
