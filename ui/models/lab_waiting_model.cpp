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

QString publishConsequence(const WaitingRow& row)
{
    const bool toBroker = row.from == FaultSide::Client;
    if (row.qos == 0)
        return toBroker ? LabWaitingModel::tr("The broker passes it on and answers nothing: QoS 0.")
                        : LabWaitingModel::tr("The client takes it and answers nothing: QoS 0.");
    const QString answer = row.qos == 1 ? QStringLiteral("PUBACK") : QStringLiteral("PUBREC");
    return (toBroker ? LabWaitingModel::tr("The broker will answer with %1 %2.")
                     : LabWaitingModel::tr("The client will answer with %1 %2."))
        .arg(answer)
        .arg(row.packetId);
}

} // namespace

QString consequenceOf(const WaitingRow& row)
{
    if (row.kind == HeldKind::End)
        return LabWaitingModel::tr("The other side will learn that the connection is over.");
    if (row.kind == HeldKind::Bytes)
        return {};
    const auto answer = [&](const char* word) {
        return (row.from == FaultSide::Client ? LabWaitingModel::tr("The broker will answer with %1.")
                                              : LabWaitingModel::tr("The client will answer with %1."))
            .arg(QLatin1String(word));
    };
    switch (row.type) {
    case PacketType::Connect:
        return answer("CONNACK");
    case PacketType::Publish:
        return publishConsequence(row);
    case PacketType::Pubrec:
        return answer("PUBREL");
    case PacketType::Pubrel:
        return answer("PUBCOMP");
    case PacketType::Puback:
    case PacketType::Pubcomp:
        return LabWaitingModel::tr("Packet Identifier %1 will be free again.").arg(row.packetId);
    case PacketType::Subscribe:
        return answer("SUBACK");
    case PacketType::Unsubscribe:
        return answer("UNSUBACK");
    case PacketType::Pingreq:
        return answer("PINGRESP");
    case PacketType::Disconnect:
        return LabWaitingModel::tr("The connection will be over.");
    case PacketType::Connack:
    case PacketType::Suback:
    case PacketType::Unsuback:
    case PacketType::Pingresp:
        return LabWaitingModel::tr("The client will have its answer.");
    case PacketType::Auth:
    case PacketType::Reserved0:
        return {};
    }
    return {};
}

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
        return consequenceOf(row);
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
