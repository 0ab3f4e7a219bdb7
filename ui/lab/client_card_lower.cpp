// SPDX-License-Identifier: GPL-3.0-or-later
// What the lower part of a card shows: publish or subscribe, the line of mosquitto, the bytes.
#include "ui/lab/client_card.h"

#include "broker/lab/mosquitto_line.h"
#include "broker/lab/packet_preview.h"
#include "ui/lab/client_bytes.h"
#include "ui/lab/client_command.h"
#include "ui/lab/client_device_row.h"
#include "ui/lab/client_edit.h"
#include "ui/lab/client_form.h"
#include "ui/lab/client_head.h"
#include "ui/lab/client_publish_row.h"
#include "ui/lab/client_repeat_row.h"
#include "ui/lab/client_subscribe_row.h"
#include "ui/live/fold_section.h"
#include "ui/theme/theme.h"
#include "ui/workspace.h"

#include <QComboBox>
#include <QLineEdit>
#include <QPushButton>
#include <QToolButton>

#include <initializer_list>

namespace mqttscope::ui {

void ClientCard::showPart(Part part)
{
    m_part = part;
    const bool publishes = part == Part::Publish;
    m_publishPart->setChecked(publishes);
    m_subscribePart->setChecked(!publishes);
    m_publish->setVisible(publishes);
    m_subscribe->setVisible(!publishes);
    showFitting();
    m_head->setRole(publishes ? tr("publishes") : tr("subscribes"));
    showCommand();
    showBytes();
    Q_EMIT changed();
}

/// In the projector the card keeps what is pressed in a lesson: the payload and Publish, or Subscribe until
/// there is a subscription.
void ClientCard::showFitting()
{
    const bool all = !m_workspace->theme().projector();
    m_publishPart->setVisible(all);
    m_subscribePart->setVisible(all);
    m_device->button()->setVisible(all);
    m_repeatFold->setVisible(all && m_part == Part::Publish);
    m_bytesFold->setVisible(all);
    m_publish->topic()->setVisible(all || !m_publish->isRepeatable());
    m_publish->input()->setVisible(all);
    const bool asks = all || m_state->subscriptions.empty();
    for (QWidget* part :
         std::initializer_list<QWidget*>{m_subscribe->filter(), m_subscribe->qos(), m_subscribe->button()})
        part->setVisible(asks);
    if (!all)
        m_head->formButton()->setChecked(false);
    showCommand();
}

void ClientCard::showCommand()
{
    const bool all = !m_workspace->theme().projector();
    if (m_part == Part::Publish) {
        m_command->setVisible(all && m_publish->isValid() && m_form->isValid());
        m_command->setLine(broker::lab::mosquittoPub(
            m_options, m_publish->message(), m_publish->file().toStdString(), m_publish->aliasTopic()));
    } else {
        m_command->setVisible(all && m_subscribe->isValid() && m_form->isValid());
        m_command->setLine(broker::lab::mosquittoSub(m_options, m_subscribe->wanted()));
    }
}

/// The packet that the button of the card sends next; beside the form that is CONNECT.
void ClientCard::showBytes()
{
    if (!m_bytesFold->isOpen())
        return m_bytesFold->setSummary({});
    const mqtt::Version version = m_options.client.version;
    broker::lab::PacketPreview preview;
    QString type;
    if (m_head->formButton()->isChecked()) {
        type = QStringLiteral("CONNECT");
        if (m_form->isValid())
            preview = broker::lab::previewConnect(m_options.client);
    } else if (m_part == Part::Publish) {
        type = QStringLiteral("PUBLISH");
        if (m_publish->isValid())
            preview = broker::lab::previewPublish(m_publish->message(), version, m_state->nextPacketId);
    } else {
        type = QStringLiteral("SUBSCRIBE");
        if (m_subscribe->isValid())
            preview = broker::lab::previewSubscribe(m_subscribe->wanted(), version, m_state->nextPacketId);
    }
    //: %1 the name of a packet
    m_bytesFold->setSummary(
        preview.bytes.empty()
            ? tr("%1: not valid").arg(type)
            : tr("%1, %Ln byte(s)", nullptr, static_cast<int>(preview.bytes.size())).arg(type));
    m_bytes->setVisible(!preview.bytes.empty());
    m_bytes->setPacket(packetRuns(preview, version, m_workspace->vocabulary()));
}

} // namespace mqttscope::ui
