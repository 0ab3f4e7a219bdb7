// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/filter_state.h"

#include "analysis/compile_filter.h"
#include "ui/models/document_session.h"
#include "ui/models/frame_list_model.h"
#include "ui/models/query_thread.h"

#include <algorithm>

namespace mqttscope::ui {

FilterState::FilterState(DocumentSession& session, FrameListModel& frames, QueryThread& queries,
                         QObject* parent)
    : QObject(parent), m_session(&session), m_frames(&frames), m_queries(&queries)
{
    connect(&session, &DocumentSession::documentChanged, this, [this] {
        m_answered = false;
        startOver();
    });
    connect(&session, &DocumentSession::snapshotChanged, this, &FilterState::advance);
}

bool FilterState::apply(const QString& text)
{
    if (text.trimmed().isEmpty()) {
        clear();
        return true;
    }
    auto filter = analysis::compileFilter(text.toStdString());
    if (!filter)
        return false;
    m_filter = std::move(*filter);
    m_text = text.trimmed();
    m_answered = false;
    if (!m_session->document())
        m_frames->setFiltered({});
    startOver();
    Q_EMIT changed();
    return true;
}

void FilterState::clear()
{
    if (!m_filter)
        return;
    m_filter.reset();
    m_text.clear();
    startOver();
    m_frames->clearFiltered();
    Q_EMIT changed();
}

int FilterState::percent() const
{
    return m_busy && m_frameCount > 0 ? static_cast<int>(std::uint64_t{m_done->load()} * 100 / m_frameCount)
                                      : 100;
}

void FilterState::startOver()
{
    m_queries->drop(this, kQuestion);
    m_busy = false;
    m_run.reset();
    if (!m_filter || !m_session->document())
        return;
    m_run = std::make_shared<analysis::FilterRun>(m_session->document(), *m_filter);
    m_generation = 0;
    advance();
}

// A run is worked on by one job at a time: snapshots that come meanwhile wait for its answer.
void FilterState::advance()
{
    const auto snapshot = m_session->snapshot();
    if (!m_run || m_busy || !snapshot || (m_answered && snapshot->generation == m_generation))
        return;
    m_busy = true;
    m_generation = snapshot->generation;
    m_frameCount = snapshot->frameCount();
    m_done = std::make_shared<std::atomic<std::uint32_t>>(0);
    m_queries->ask(
        this, kQuestion,
        [run = m_run, snapshot, done = m_done](const QueryThread::Cancelled& cancelled) {
            analysis::FilterControl control;
            control.cancelled = &cancelled;
            control.progress = [&done](std::uint32_t frames) { done->store(frames); };
            return run->advance(*snapshot, control);
        },
        [this](const analysis::FilterRun::Change& change) { take(change); });
    Q_EMIT advanced();
}

void FilterState::take(const analysis::FilterRun::Change& change)
{
    m_busy = false;
    if (m_answered) {
        m_frames->changeFiltered(change.added, change.removed);
    } else {
        m_answered = true;
        m_frames->setFiltered(change.added);
    }
    advance();
    if (!m_busy)
        Q_EMIT advanced();
}

} // namespace mqttscope::ui
