// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/ui/client_board_fixture.h"
#include "ui/lab/client_device_face.h"
#include "ui/lab/client_device_form.h"
#include "ui/lab/client_device_number.h"
#include "ui/lab/client_device_row.h"
#include "ui/views/switch_button.h"

#include <QAction>
#include <QLabel>

namespace mqttscope::test {

/// By the menu of the card.
inline ui::ClientDeviceRow* choose(ui::ClientCard* card, ui::DeviceKind kind)
{
    card->deviceRow()->kindAction(kind)->trigger();
    return card->deviceRow();
}

/// A message that a device gets.
inline broker::lab::LabEvent messageOn(const char* topic, const QByteArray& payload)
{
    broker::lab::LabEvent event;
    event.kind = broker::lab::LabEventKind::Message;
    event.message.topic = topic;
    event.message.payload.assign(payload.begin(), payload.end());
    return event;
}

} // namespace mqttscope::test
