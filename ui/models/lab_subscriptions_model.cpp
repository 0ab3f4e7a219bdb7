// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/lab_subscriptions_model.h"

#include "ui/models/cell_roles.h"
#include "ui/models/text.h"

#include <QStringList>

namespace mqttscope::ui {
namespace {

constexpr qsizetype kMaxText = 200;

/// What MQTT 5.0 lets a subscription ask for besides.
QString optionsText(const broker::SubscriptionOptions& options)
{
    QStringList parts;
    if (options.noLocal)
        parts += QStringLiteral("No Local");
    if (options.retainAsPublished)
        parts += QStringLiteral("Retain As Published");
    if (options.retainHandling != 0)
        parts += QStringLiteral("Retain Handling %1").arg(options.retainHandling);
    if (options.identifier != 0)
        parts += QStringLiteral("Subscription Identifier %1").arg(options.identifier);
    return parts.join(QStringLiteral(", "));
}

} // namespace

QString LabSubscriptionsModel::title(int column) const
{
    switch (column) {
    case Filter:
        return tr("Subscriptions");
    case Qos:
        return tr("Granted QoS");
    case Client:
        return tr("Client");
    default:
        return {};
    }
}

QVariant LabSubscriptionsModel::cell(int at, int column, int role) const
{
    const broker::lab::SubscriptionRow& row = this->at(at);
    switch (role) {
    case Qt::DisplayRole:
        if (column == Qos)
            return QString::number(row.options.qos);
        return wireText(column == Filter ? row.filter : row.clientId, kMaxText);
    case Qt::ToolTipRole:
        return column == Filter ? optionsText(row.options) : QString();
    case lab_role::Client:
        return QByteArray::fromStdString(row.clientId);
    case lab_role::Qos:
        return column == Qos ? QVariant(row.options.qos) : QVariant();
    case lab_role::Fixed:
        return column == Filter;
    default:
        return {};
    }
}

} // namespace mqttscope::ui
