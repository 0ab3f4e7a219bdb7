// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/live/live_error.h"
#include "analysis/live/live_options.h"
#include "analysis/live/live_parts.h"
#include "analysis/live/live_writer.h"
#include "capture/file/byte_sink.h"
#include "capture/live/record_cutter.h"

#include <tl/expected.hpp>

#include <cstddef>
#include <cstdint>
#include <memory>
#include <mutex>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace mqttscope::analysis {

/// What a tap writes, as a live capture without a name, in parts like one (LiveWriter): the tap hands over a
/// pcapng file record by record, on its own thread, and others may look, on any.
class TapCapture {
public:
    /// Waiting bytes that are handed to the system before the tap asks for it.
    static constexpr std::size_t kFlushAt = capture::FileSink::kBufferLength;

    /// What can be read by now.
    struct Written {
        std::vector<std::string> parts; ///< Those that are there, oldest first; empty: not begun.
        std::uint64_t frames = 0;       ///< In all parts.
        std::uint64_t bytes = 0;        ///< Likewise, headers once.
        std::optional<LiveError> error; ///< Why nothing more is written.
    };

    /// So many frames in a part; 0 = one file. `what` goes into the name, see createLiveFile.
    TapCapture(std::string what, std::uint64_t partFrames);
    TapCapture(const TapCapture&) = delete;
    TapCapture& operator=(const TapCapture&) = delete;
    /// What nobody saved or discarded stays, and is offered at the next start (orphans).
    ~TapCapture();

    /// Begins it: for whoever writes, who tells with a flush that the headers are complete. What was begun
    /// before is deleted; nobody writes there any more.
    [[nodiscard]] static tl::expected<std::unique_ptr<capture::ByteSink>, capture::FileError>
    begin(const std::shared_ptr<TapCapture>& capture);

    [[nodiscard]] Written written() const;
    [[nodiscard]] std::uint64_t partFrames() const { return m_options.partFrames; }
    /// Puts what has been written by now into a file of somebody's choice, as one, and leaves it where it is.
    /// Returns how many frames that are.
    [[nodiscard]] tl::expected<std::uint64_t, LiveError> saveSoFar(const std::string& path) const;
    /// Once nobody writes any more: moves all of it there.
    [[nodiscard]] tl::expected<void, LiveError> save(const std::string& path);
    /// Likewise: deletes it.
    void discard();

private:
    class Sink;
    [[nodiscard]] tl::expected<void, LiveError> open();
    [[nodiscard]] tl::expected<void, LiveError> add(std::span<const std::uint8_t> record);
    [[nodiscard]] tl::expected<void, LiveError> flush();
    [[nodiscard]] tl::expected<void, LiveError> handOver();
    void remove();

    const LiveOptions m_options;
    mutable std::mutex m_mutex;           ///< Guards what follows.
    std::unique_ptr<LiveWriter> m_writer; ///< Keeps the locks of the files until they are saved or discarded.
    capture::RecordCutter m_cutter;
    std::size_t m_waiting = 0; ///< bytes since the last flush
    std::vector<LivePart> m_readable;
    Written m_written;
};

} // namespace mqttscope::analysis
