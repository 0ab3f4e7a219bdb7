// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/live/live_capture.h"
#include "app/cli_options.h"
#include "teach/vocabulary.h"

#include <memory>
#include <optional>
#include <string>

namespace mqttscope::app {

/// -D: the interfaces, one on each line, as tshark prints them. The exit status.
[[nodiscard]] int printInterfaces(const CliOptions& options);

/// `recover`: lists the captures that were cut off, tab separated, or saves or deletes one. The exit status.
[[nodiscard]] int recoverCapture(const CliOptions& options);

/// A live capture of the command line, from "Capturing on" to "N packets captured". Ctrl+C ends it in order.
class LiveRun {
public:
    /// `follow`: frames are printed or counted while they come.
    LiveRun(const CliOptions& options, const teach::Vocabulary& words, bool follow);
    LiveRun(const LiveRun&) = delete;
    LiveRun& operator=(const LiveRun&) = delete;
    ~LiveRun();

    /// The exit status if it could not begin.
    [[nodiscard]] std::optional<int> start();
    /// The document over what is captured; null if nothing was, or nobody follows.
    [[nodiscard]] std::shared_ptr<analysis::Document> openDocument();
    void follow(const std::shared_ptr<analysis::Document>& document);
    /// Waits for the end, if nobody follows.
    void wait();
    /// Ends it, says what was captured and what was lost. `status`: of what was printed so far.
    [[nodiscard]] int finish(int status);

private:
    void say(const std::string& sentence) const;
    void sayInterfaces() const;
    void sayGone();
    void sayCounts(const analysis::LiveStatus& status) const;

    const CliOptions& m_options;
    const teach::Vocabulary& m_words;
    analysis::LiveOptions m_live;
    std::shared_ptr<analysis::Document> m_document; ///< that follows
    std::size_t m_gone = 0;                         ///< interfaces of which it was said that they are gone
    analysis::LiveCapture m_capture;
};

} // namespace mqttscope::app
