// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/filter_frames.h"

#include <QObject>
#include <QString>

#include <atomic>
#include <memory>
#include <optional>

namespace mqttscope::ui {

class DocumentSession;
class FrameListModel;
class QueryThread;

/// The display filter in use: selects the rows of the frame list, follows the capture while it is loaded, and
/// stays when another capture is opened. The work is done on the query thread; what an earlier filter found
/// is dropped. The GUI thread only.
class FilterState : public QObject {
    Q_OBJECT
public:
    /// All must outlive it.
    FilterState(DocumentSession& session, FrameListModel& frames, QueryThread& queries,
                QObject* parent = nullptr);

    /// Uses a filter from now on; only spaces are none. False if it is wrong: what is in use stays in use.
    bool apply(const QString& text);
    void clear();

    /// As it was written; empty if none is in use.
    [[nodiscard]] const QString& text() const { return m_text; }
    [[nodiscard]] bool isInUse() const { return m_filter.has_value(); }
    /// Whether frames that are known have not been looked at yet.
    [[nodiscard]] bool isRunning() const { return m_busy; }
    /// Whether the rows are still those of before the filter.
    [[nodiscard]] bool isFirstRun() const { return m_busy && !m_answered; }
    /// Of the frames that are looked at now, how many are done, in percent.
    [[nodiscard]] int percent() const;

Q_SIGNALS:
    /// Another filter is in use, or none.
    void changed();
    /// It begins to look at frames, or it has looked at all that are known; rows may have changed.
    void advanced();

private:
    void startOver();
    void advance();
    void take(const analysis::FilterRun::Change& change);

    static constexpr int kQuestion = 0;
    DocumentSession* m_session;
    FrameListModel* m_frames;
    QueryThread* m_queries;
    QString m_text;
    std::optional<filter::Filter> m_filter;
    std::shared_ptr<analysis::FilterRun> m_run; ///< of one job at a time
    std::shared_ptr<std::atomic<std::uint32_t>> m_done;
    std::uint32_t m_frameCount = 0; ///< of the snapshot that is looked at
    std::uint64_t m_generation = 0; ///< likewise
    bool m_busy = false;
    bool m_answered = false; ///< the rows are those of the filter in use
};

} // namespace mqttscope::ui
