// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/document.h"

#include <tl/expected.hpp>

#include <atomic>
#include <condition_variable>
#include <memory>
#include <mutex>
#include <string>
#include <thread>

namespace mqttscope::app {

/// A capture that comes through a pipe (standard input, a FIFO): its bytes are written into a file without a
/// name, bounded only by the disk, which the analysis follows as it grows.
class Spool {
public:
    /// Whether a path names something that must be spooled: "-", a FIFO, a terminal...
    [[nodiscard]] static bool isNeededFor(const std::string& path);
    /// Begins to copy. The error is one sentence.
    [[nodiscard]] static tl::expected<std::unique_ptr<Spool>, std::string> begin(const std::string& path);

    Spool(const Spool&) = delete;
    Spool& operator=(const Spool&) = delete;
    ~Spool();

    /// Opens the document once enough has come to tell what it is. A compressed stream is waited for to its
    /// end.
    [[nodiscard]] tl::expected<std::shared_ptr<analysis::Document>, std::string>
    open(analysis::Options options);
    /// Tells the document when the stream has ended. Call it after `start`.
    void follow(const std::shared_ptr<analysis::Document>& document);

private:
    Spool(std::string name, int from, bool ownsFrom, int to);
    void run();
    [[nodiscard]] std::string waitForStart();

    std::string m_name; ///< for messages
    int m_from;
    bool m_ownsFrom;
    int m_to; ///< the file without a name
    std::atomic<bool> m_stop{false};
    std::mutex m_mutex; ///< guards what follows
    std::condition_variable m_changed;
    std::uint64_t m_bytes = 0;
    bool m_ended = false;
    int m_error = 0; ///< errno of what ended it early
    std::shared_ptr<analysis::Document> m_document;
    std::thread m_thread; ///< last: it uses all of the above
};

} // namespace mqttscope::app
