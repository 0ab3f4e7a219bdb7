// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/lab_waiting_model.h"

#include "ui/models/cell_roles.h"
#include "ui/models/lab_fault_text.h"
#include "ui/models/text.h"

namespace mqttscope::ui {
namespace {

using broker::FaultSide;
using broker::HeldKind;
using broker::lab::WaitingRow;
using mqtt::PacketType;

constexpr qsizetype kMaxText = 200;

QString nameOf(const WaitingRow& row)
{
    return row.clientId.empty() ? LabWaitingModel::tr("a new client") : wireText(row.clientId, kMaxText);
}

QString kindText(const WaitingRow& row)
{
    switch (row.kind) {
    case HeldKind::Packet:
        return packetWord(row.type);
    case HeldKind::Bytes:
        return LabWaitingModel::tr("bytes that are no packet");
    case HeldKind::End:
        return LabWaitingModel::tr("end of the connection");
    }
    return {};
}

} // namespace

QString LabWaitingModel::title(int column) const
{
    switch (column) {
    case Way:
        //: packets that wait in step mode
        return tr("Waiting");
    case Type:
        return tr("Type");
    case Id:
        //: Packet Identifier
        return tr("Id");
    case Qos:
        return QStringLiteral("QoS");
    case Topic:
        return QStringLiteral("Topic");
    default:
        return {};
    }
}

QVariant LabWaitingModel::cell(int at, int column, int role) const
{
    const WaitingRow& row = this->at(at);
    const bool packet = row.kind == HeldKind::Packet;
    const bool toClient = row.from == FaultSide::Broker;
    const bool publish = packet && row.type == PacketType::Publish;
    switch (role) {
    case Qt::DisplayRole:
        switch (column) {
        case Way:
            //: %1 a client
            return toClient ? tr("to %1").arg(nameOf(row)) : tr("from %1").arg(nameOf(row));
        case Type:
            return row.dup ? kindText(row) + QStringLiteral(" DUP") : kindText(row);
        case Id:
            return packet && row.packetId != 0 ? QString::number(row.packetId) : QString();
        case Qos:
            return publish ? QString::number(row.qos) : QString();
        case Topic:
            return wireText(row.topic, kMaxText);
        default:
            return {};
        }
    case Qt::ToolTipRole:
        return wrapped(consequence(at));
    case lab_role::Client:
        return QByteArray::fromStdString(row.clientId);
    case lab_role::Icon:
        return column == Way
                   ? QVariant(toClient ? QStringLiteral("ui-arrow-right") : QStringLiteral("ui-arrow-left"))
                   : QVariant();
    case lab_role::PacketType:
        return column == Type && packet ? QVariant(static_cast<int>(row.type)) : QVariant();
    case lab_role::Qos:
        return column == Qos && publish ? QVariant(row.qos) : QVariant();
    case lab_role::Fixed:
        return column == Id || column == Topic;
    case kStrongRole:
        return column == Type;
    default:
        return {};
    }
}

} // namespace mqttscope::ui
