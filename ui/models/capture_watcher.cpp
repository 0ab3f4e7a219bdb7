// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/capture_watcher.h"

#include "ui/models/document_session.h"

namespace mqttscope::ui {

CaptureWatcher::CaptureWatcher(DocumentSession& session, QObject* parent)
    : QObject(parent), m_session(&session)
{
    m_later.setSingleShot(true);
    m_stale = session.snapshot() != nullptr;
    connect(&m_later, &QTimer::timeout, this, &CaptureWatcher::consider);
    connect(&session, &DocumentSession::documentChanged, this, [this] {
        m_stale = m_session->document() != nullptr;
        m_waiting = false;
        m_since.invalidate();
        m_later.stop();
        Q_EMIT cleared();
        consider();
    });
    const auto changed = [this] {
        m_stale = m_session->snapshot() != nullptr;
        consider();
    };
    connect(&session, &DocumentSession::snapshotChanged, this, changed);
    connect(&session, &DocumentSession::stateChanged, this, [this, changed] {
        if (m_session->state() == DocumentSession::State::Ready)
            changed();
    });
}

void CaptureWatcher::setActive(bool active)
{
    m_active = active;
    consider();
}

void CaptureWatcher::answered()
{
    m_waiting = false;
    consider();
}

void CaptureWatcher::consider()
{
    if (!m_active || !m_stale || m_session->snapshot() == nullptr)
        return;
    const bool complete = m_session->state() == DocumentSession::State::Ready;
    if (!complete) {
        if (m_waiting)
            return; // answered() looks again
        if (m_since.isValid() && !m_since.hasExpired(kEveryMs)) {
            if (!m_later.isActive())
                m_later.start(kEveryMs - static_cast<int>(m_since.elapsed()) + 1);
            return;
        }
    }
    m_since.start();
    m_stale = false;
    m_waiting = true;
    Q_EMIT due();
}

} // namespace mqttscope::ui
