// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/lab/first_lab.h"

#include "ui/lab/client_board.h"
#include "ui/lab/client_card.h"
#include "ui/lab/client_device_row.h"
#include "ui/lab/client_head.h"
#include "ui/lab/client_publish_row.h"
#include "ui/lab/client_subscribe_row.h"
#include "ui/models/lab_session.h"

#include <QPushButton>

namespace mqttscope::ui {

FirstLab::FirstLab(LabSession& lab, QObject* parent) : QObject(parent), m_lab(&lab)
{
    // The card of that client has heard of it before; the card of the other one may hear of its own later.
    connect(&lab, &LabSession::clientStateChanged, this, &FirstLab::goOn, Qt::QueuedConnection);
}

void FirstLab::begin(ClientBoard& board)
{
    m_subscribes = false;
    m_sensor = board.addClient();
    m_tablet = board.addClient();
    if (m_sensor != nullptr)
        m_sensor->deviceRow()->choose(DeviceKind::Sensor);
    if (m_tablet != nullptr)
        m_tablet->deviceRow()->choose(DeviceKind::Gauge);
    for (ClientCard* card : {m_sensor.data(), m_tablet.data()}) {
        if (card != nullptr)
            card->head()->connectButton()->click();
    }
}

void FirstLab::goOn()
{
    if (m_sensor == nullptr || m_tablet == nullptr)
        return;
    const auto sensor = m_lab->clients().state(m_sensor->id());
    const auto tablet = m_lab->clients().state(m_tablet->id());
    if (sensor == nullptr || tablet == nullptr || !sensor->connected || !tablet->connected)
        return;
    QPushButton* subscribe = m_tablet->subscribeRow()->button();
    QPushButton* publish = m_sensor->publishRow()->button();
    if (!m_subscribes && subscribe->isEnabled()) {
        m_subscribes = true;
        subscribe->click();
    } else if (!tablet->subscriptions.empty() && publish->isEnabled()) {
        publish->click();
        m_sensor = nullptr;
        m_tablet = nullptr;
    }
}

} // namespace mqttscope::ui
