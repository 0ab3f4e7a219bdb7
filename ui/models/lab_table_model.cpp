// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/lab_table_model.h"

#include "ui/models/plain_words.h"

namespace mqttscope::ui {

void LabTableModel::retranslate()
{
    Q_EMIT headerDataChanged(Qt::Horizontal, 0, columnCount() - 1);
    if (rowCount() > 0)
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, columnCount() - 1));
}

QVariant LabTableModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid() || index.row() >= rowCount())
        return {};
    if (role == Qt::TextAlignmentRole)
        return {(isNumber(index.column()) ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter};
    const QVariant made = cell(index.row(), index.column(), role);
    return role == Qt::ToolTipRole && made.isValid() ? plainTip(made.toString())
                                                     : made; // names from the wire
}

QVariant LabTableModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return {(isNumber(section) ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter};
    return role == Qt::DisplayRole ? title(section) : QVariant();
}

} // namespace mqttscope::ui
