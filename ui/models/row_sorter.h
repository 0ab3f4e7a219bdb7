// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QTimer>

namespace mqttscope::ui {

class FrameListModel;
class QueryThread;

/// Keeps the rows of the frame list in the order that was asked for: sorts on the query thread, again when
/// rows have come. The GUI thread only.
class RowSorter : public QObject {
    Q_OBJECT
public:
    /// While a capture is loading, rows that came are sorted in so often.
    static constexpr int kPauseMs = 400;

    /// Both must outlive it.
    RowSorter(FrameListModel& frames, QueryThread& queries, QObject* parent = nullptr);

    /// Whether the rows do not stand in their order yet.
    [[nodiscard]] bool isSorting() const;

Q_SIGNALS:
    /// Rows have moved.
    void sorted();

private:
    void want(bool now);
    void ask();

    static constexpr int kQuestion = 0;
    FrameListModel* m_frames;
    QueryThread* m_queries;
    QTimer m_later;
};

} // namespace mqttscope::ui
