// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/row_sorter.h"

#include "ui/models/frame_list_model.h"
#include "ui/models/query_thread.h"

namespace mqttscope::ui {

RowSorter::RowSorter(FrameListModel& frames, QueryThread& queries, QObject* parent)
    : QObject(parent), m_frames(&frames), m_queries(&queries)
{
    m_later.setSingleShot(true);
    connect(&m_later, &QTimer::timeout, this, &RowSorter::ask);
    connect(&frames, &FrameRowsModel::orderWanted, this, &RowSorter::want);
    connect(&frames, &FrameRowsModel::sortingChanged, this, [this] {
        if (m_frames->sortColumn() < 0) {
            m_later.stop();
            m_queries->drop(this, kQuestion);
            Q_EMIT sorted();
        }
    });
}

bool RowSorter::isSorting() const
{
    return m_later.isActive() || m_queries->isBusy(this, kQuestion);
}

void RowSorter::want(bool now)
{
    if (now)
        ask();
    else if (!m_later.isActive())
        m_later.start(kPauseMs);
}

// A sort in progress is for rows that are fewer or stand in another order than those wanted now: it ends.
void RowSorter::ask()
{
    m_later.stop();
    const auto document = m_frames->document();
    const auto snapshot = m_frames->snapshot();
    if (!document || !snapshot || m_frames->sortColumn() < 0)
        return;
    m_queries->ask(
        this, kQuestion,
        [document, snapshot, frames = m_frames->framesShown(),
         key = m_frames->sortKey(m_frames->sortColumn()),
         descending = m_frames->sortOrder() == Qt::DescendingOrder](const QueryThread::Cancelled& cancelled) {
            return sortFrames(*document, *snapshot, frames, key, descending, cancelled);
        },
        [this](std::optional<std::vector<std::uint32_t>> sorted) {
            if (!sorted)
                return;
            m_frames->arrange(std::move(*sorted));
            Q_EMIT this->sorted();
        });
}

} // namespace mqttscope::ui
