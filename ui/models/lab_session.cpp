// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/lab_session.h"

#include <utility>

namespace mqttscope::ui {

LabSession::LabSession(LiveSession& live, QObject* parent)
    : QObject(parent), m_live(&live), m_snapshot(m_broker.snapshot())
{
}

LabSession::~LabSession() = default;

bool LabSession::isRunning() const
{
    return m_broker.running();
}

void LabSession::chooseClient(const QString& clientId)
{
    if (std::exchange(m_chosen, clientId) != clientId)
        Q_EMIT chosenClientChanged();
}

} // namespace mqttscope::ui
