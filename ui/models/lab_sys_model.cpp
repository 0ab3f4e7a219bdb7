// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/lab_sys_model.h"

#include "ui/models/text.h"

namespace mqttscope::ui {
namespace {

constexpr qsizetype kMaxText = 200;

} // namespace

QString LabSysModel::title(int column) const
{
    return column == Topic ? QStringLiteral("$SYS") : tr("Value");
}

QVariant LabSysModel::cell(int row, int column, int role) const
{
    switch (role) {
    case Qt::DisplayRole:
        return wireText(column == Topic ? at(row).first : at(row).second, kMaxText);
    case lab_role::Topic:
        return QByteArray::fromStdString(at(row).first);
    case lab_role::Fixed:
        return true;
    default:
        return {};
    }
}

} // namespace mqttscope::ui
