// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/document.h"
#include "analysis/live/live_error.h"
#include "analysis/live/live_options.h"
#include "analysis/live/live_writer.h"
#include "capture/live/side_line.h"

#include <tl/expected.hpp>

#include <atomic>
#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <vector>

namespace mqttscope::analysis {

/// What a live capture is doing.
enum class LiveState : std::uint8_t {
    Idle,     ///< Nothing was started yet.
    Starting, ///< Interfaces are being opened, or nothing has come through the stream.
    Running,  ///< Frames are written as they come.
    Stopping, ///< It was asked to end; what is on the way is still written.
    Ended,    ///< Everything that came is in the file. `end` and `error` say why nothing more comes.
};

/// All that can be seen of a live capture, as values.
struct LiveStatus {
    LiveState state = LiveState::Idle;
    std::uint32_t run = 0; ///< Counts starts and restarts; another one has another file.
    std::string path; ///< The file with everything, its present part: for a Document. Empty: there is none.
    bool readable = false;          ///< The file has its header: a Document can be opened (Options::growing).
    std::uint32_t part = 0;         ///< Number of the present part (LiveOptions::partFrames), from 0.
    std::vector<std::string> parts; ///< The parts that are there, oldest first; the last one is `path`.
    std::vector<std::string> ringFiles; ///< Of a ring those that are there, oldest first.
    bool dumpcap = false;               ///< Wireshark's program captures: numbers come at the end only.
    std::uint64_t frames = 0;           ///< In all parts.
    bool compressed = false;            ///< Of such a stream nobody counts the frames while it comes.
    std::uint64_t bytes = 0;            ///< Likewise.
    std::vector<capture::InterfaceOpened> interfaces; ///< As they were opened.
    std::vector<capture::InterfaceCounts> counts;     ///< Of each interface, as the program said them last.
    std::vector<std::string> gone; ///< Interfaces that were taken away while the others go on, in that order.
    std::chrono::milliseconds duration{0}; ///< Since the first interface was opened.
    LiveEnd end = LiveEnd::Asked;          ///< Once it has ended.
    std::optional<LiveError> error;        ///< Why it ended early.

    /// Frames that were lost because nobody was fast enough, of all interfaces.
    [[nodiscard]] std::uint64_t dropped() const;
};

/// A live capture: a program with rights, or a stream, whose frames go into a file that a growing Document
/// follows, or into parts of one, each for a Document of its own. Every whole record is in the file
/// kWriteWithin after it came, so that a crash leaves all but the last moment.
///
/// It works on a thread of its own. Members may be called from any thread; `changed` is called on that
/// thread.
class LiveCapture {
public:
    static constexpr std::chrono::milliseconds kWriteWithin{50};
    /// How long the capturing program may take to end before it is killed.
    static constexpr std::chrono::milliseconds kEndWithin{3000};

    /// `changed`: called about ten times a second while something happens and at each new state; it must
    /// return quickly.
    explicit LiveCapture(std::function<void()> changed = {});
    /// Stops and waits. The file stays: without `discard` the next start offers it (orphans).
    ~LiveCapture();
    LiveCapture(const LiveCapture&) = delete;
    LiveCapture& operator=(const LiveCapture&) = delete;

    /// Begins: makes the file and starts the program. Interfaces are opened on the thread: whether that
    /// worked is in the status. Not while it runs.
    [[nodiscard]] tl::expected<void, LiveError> start(const LiveOptions& options);
    /// Asks it to end, in order. Returns at once; a handler of a signal may call it.
    void stop() noexcept;
    /// Forgets what was captured and begins anew with the same options, in another file: `run` tells when
    /// that has happened, and until then it is Stopping, not Ended. A capture that has ended begins again
    /// too; one that was never started does not.
    [[nodiscard]] tl::expected<void, LiveError> restart();
    /// Waits for the end.
    void wait();

    [[nodiscard]] LiveStatus status() const;
    [[nodiscard]] const LiveOptions& options() const { return m_options; }

    /// Waits until a Document can be opened over the file, and opens it; null if the capture ended and there
    /// is nothing to read.
    [[nodiscard]] std::shared_ptr<Document> openDocument(Options options);
    /// Tells a growing document when its file will not grow any more: at the end, when another part has
    /// begun, and with a restart, since then its file is gone. At once if that was before. Call it after
    /// Document::start.
    void follow(const std::shared_ptr<Document>& document);

    /// Once it has ended: puts the capture, all its parts in one file, where somebody wants it; nothing
    /// remains to be offered. (With a ring: the parts that are there.)
    [[nodiscard]] tl::expected<void, LiveError> save(const std::string& path);
    /// Once it has ended: deletes what was captured, if nobody gave it a name.
    void discard();

private:
    struct Run;
    static_assert(std::atomic<bool>::is_always_lock_free); // stop() in a handler of a signal

    void work(std::unique_ptr<Run> run);
    void capture(Run& run);
    void take(Run& run, const std::vector<std::uint8_t>& buffer, std::size_t count);
    [[nodiscard]] bool conclude(Run& run);
    void publish(Run& run, bool always);
    [[nodiscard]] tl::expected<std::unique_ptr<Run>, LiveError> begin();
    [[nodiscard]] std::vector<LivePart> nameless() const;

    std::function<void()> m_changed;
    LiveOptions m_options;
    std::thread m_thread;
    std::atomic<bool> m_stop{false};
    std::atomic<bool> m_closing{false}; ///< Never again.
    mutable std::mutex m_mutex;         ///< Guards what follows.
    LiveStatus m_status;
    bool m_again = false; ///< Begin anew in place of the end.
    std::shared_ptr<Document> m_document;
    std::vector<LivePart> m_parts; ///< Once it has ended: where everything is,
    bool m_hasName = false;        ///< and whether somebody chose that place.
    std::unique_ptr<LiveWriter>
        m_finished; ///< Keeps the locks of the files until they are saved or discarded.
};

} // namespace mqttscope::analysis
