// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/lab_faults_model.h"

#include "ui/models/cell_roles.h"
#include "ui/models/lab_fault_text.h"

namespace mqttscope::ui {

QString LabFaultsModel::title(int column) const
{
    switch (column) {
    case Fault:
        return tr("Armed");
    case Hits:
        //: how often a fault met a packet
        return tr("Met");
    default:
        return {};
    }
}

QVariant LabFaultsModel::cell(int at, int column, int role) const
{
    const broker::lab::ArmedFaultRow& row = this->at(at);
    switch (role) {
    case Qt::DisplayRole:
        if (column == Fault)
            return faultSentence(row.fault, *m_words);
        if (column == Hits)
            //: a fault that met a packet so many times
            return row.hits == 0 ? tr("not yet") : tr("%Ln time(s)", nullptr, static_cast<int>(row.hits));
        return row.spent ? tr("Remove") : tr("Disarm");
    case Qt::ToolTipRole:
        return column == Fault ? faultSentence(row.fault, *m_words) : QString();
    case lab_role::Client:
        return QByteArray::fromStdString(row.fault.clientId);
    case lab_role::Icon:
        if (column != Fault)
            return {};
        return row.spent ? QStringLiteral("ui-ok") : QStringLiteral("ui-bolt");
    case lab_role::Tone:
        if (column == Disarm)
            return static_cast<int>(Tone::Link);
        return column == Fault && !row.spent ? QVariant(static_cast<int>(Tone::Error)) : QVariant();
    case kMutedRole:
        return row.spent && column != Disarm;
    default:
        return {};
    }
}

} // namespace mqttscope::ui
