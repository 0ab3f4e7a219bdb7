// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QElapsedTimer>
#include <QObject>
#include <QTimer>

namespace mqttscope::ui {

class DocumentSession;

/// Tells a panel when it is time to look at the capture anew: only while it is in sight, now and then while
/// packets keep coming, and once more when all is there.
class CaptureWatcher : public QObject {
    Q_OBJECT
public:
    /// While a capture is being read or grows, a look is due so often at most.
    static constexpr int kEveryMs = 1500;

    /// The session must outlive the watcher.
    explicit CaptureWatcher(DocumentSession& session, QObject* parent = nullptr);

    /// Whether somebody sees the panel.
    void setActive(bool active);
    [[nodiscard]] bool isActive() const { return m_active; }
    /// The answer to what was due has come.
    void answered();
    /// Whether an answer is being waited for.
    [[nodiscard]] bool isWaiting() const { return m_waiting; }

Q_SIGNALS:
    /// There is something that was not looked at yet.
    void due();
    /// The capture is another one, or none: what is shown is of no more use.
    void cleared();

private:
    void consider();

    DocumentSession* m_session;
    QElapsedTimer m_since; ///< the last time that a look was due
    QTimer m_later;
    bool m_active = false;
    bool m_stale = false;
    bool m_waiting = false;
};

} // namespace mqttscope::ui
