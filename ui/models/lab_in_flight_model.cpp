// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/lab_in_flight_model.h"

#include "ui/models/cell_roles.h"
#include "ui/models/text.h"

namespace mqttscope::ui {
namespace {

using broker::Awaits;

constexpr qsizetype kMaxText = 200;

QString waitsText(const broker::lab::InFlightRow& row)
{
    if (row.from == broker::FaultSide::Client)
        return QStringLiteral("PUBREL");
    switch (row.awaits) {
    case Awaits::Sending:
        return LabInFlightModel::tr("to be sent");
    case Awaits::Puback:
        return QStringLiteral("PUBACK");
    case Awaits::Pubrec:
        return QStringLiteral("PUBREC");
    case Awaits::Pubcomp:
        return QStringLiteral("PUBCOMP");
    }
    return {};
}

} // namespace

QString LabInFlightModel::title(int column) const
{
    switch (column) {
    case Way:
        return tr("In flight");
    case Id:
        //: Packet Identifier
        return tr("Id");
    case Qos:
        return QStringLiteral("QoS");
    case Waits:
        return tr("Waits for");
    case Topic:
        return QStringLiteral("Topic");
    default:
        return {};
    }
}

QVariant LabInFlightModel::cell(int at, int column, int role) const
{
    const broker::lab::InFlightRow& row = this->at(at);
    const bool toClient = row.from == broker::FaultSide::Broker;
    switch (role) {
    case Qt::DisplayRole:
        switch (column) {
        case Way: {
            const QString name = wireText(row.clientId, kMaxText);
            //: %1 a client
            return toClient ? tr("to %1").arg(name) : tr("from %1").arg(name);
        }
        case Id:
            return row.packetId != 0 ? QString::number(row.packetId) : QString();
        case Qos:
            return QString::number(row.qos);
        case Waits:
            return waitsText(row);
        case Topic:
            return wireText(row.topic, kMaxText);
        default:
            return {};
        }
    case Qt::ToolTipRole:
        return column == Topic && row.topic.empty()
                   ? wrapped(tr("PUBREC has come: the broker has given the message away and keeps the Packet "
                                "Identifier alone."))
                   : QString();
    case lab_role::Client:
        return QByteArray::fromStdString(row.clientId);
    case lab_role::PacketId:
        return row.packetId;
    case lab_role::Icon:
        return column == Way
                   ? QVariant(toClient ? QStringLiteral("ui-arrow-right") : QStringLiteral("ui-arrow-left"))
                   : QVariant();
    case lab_role::Qos:
        return column == Qos ? QVariant(row.qos) : QVariant();
    case lab_role::Fixed:
        return column == Id || column == Topic;
    case kStrongRole:
        return column == Waits;
    default:
        return {};
    }
}

} // namespace mqttscope::ui
