// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/lab_retained_model.h"

#include "ui/models/packet_summary.h"
#include "ui/models/quantity_text.h"
#include "ui/models/text.h"

namespace mqttscope::ui {
namespace {

constexpr qsizetype kMaxTopic = 200;

} // namespace

QString LabRetainedModel::title(int column) const
{
    switch (column) {
    case Topic:
        return tr("Retained messages");
    case Value:
        return tr("Value");
    case Qos:
        return QStringLiteral("QoS");
    case Size:
        return tr("Size");
    default:
        return {};
    }
}

QVariant LabRetainedModel::cell(int at, int column, int role) const
{
    const broker::lab::RetainedRow& row = this->at(at);
    switch (role) {
    case Qt::DisplayRole:
    case Qt::ToolTipRole:
        switch (column) {
        case Topic:
            return wireText(row.topic, kMaxTopic);
        case Value:
            return payloadText({row.firstBytes.data(), row.firstBytes.size()}) +
                   (row.size > row.firstBytes.size() ? QStringLiteral("…") : QString());
        case Qos:
            return role == Qt::DisplayRole ? QString::number(row.qos) : QString();
        case Size:
            return sizeText(row.size);
        case Erase:
            return role == Qt::DisplayRole
                       ? tr("Erase")
                       : wrapped(tr("As MQTT does it: by a retained message without payload."));
        default:
            return {};
        }
    case lab_role::Topic:
        return QByteArray::fromStdString(row.topic);
    case lab_role::Qos:
        return column == Qos ? QVariant(row.qos) : QVariant();
    case lab_role::Fixed:
        return column == Topic || column == Size;
    case lab_role::Tone:
        return column == Erase ? QVariant(static_cast<int>(Tone::Link)) : QVariant();
    default:
        return {};
    }
}

} // namespace mqttscope::ui
