// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/value_table_model.h"

#include "ui/models/cell_roles.h"
#include "ui/models/quantity_text.h"
#include "ui/models/text.h"

#include <QLocale>

#include <algorithm>

namespace mqttscope::ui {
namespace {

constexpr qsizetype kMaxShown = 240;

bool isNumberColumn(int column)
{
    return column == ValueTableModel::Time || column == ValueTableModel::Frame;
}

} // namespace

ValueTableModel::ValueTableModel(QObject* parent) : QAbstractTableModel(parent) {}

void ValueTableModel::setValues(std::shared_ptr<const analysis::TopicValues> values)
{
    if (!m_rows.empty()) {
        beginRemoveRows({}, 0, rowCount() - 1);
        m_rows.clear();
        endRemoveRows();
    }
    m_values = std::move(values);
    rebuild();
}

void ValueTableModel::setChangesOnly(bool only)
{
    if (only == m_changesOnly)
        return;
    m_changesOnly = only;
    rebuild();
}

void ValueTableModel::rebuild()
{
    std::vector<std::uint32_t> rows;
    if (m_values) {
        for (std::uint32_t i = 0; i < m_values->values.size(); ++i) {
            const analysis::TopicValue& now = m_values->values[i];
            const bool same = i > 0 && now.text == m_values->values[i - 1].text &&
                              now.missing == m_values->values[i - 1].missing;
            if (!m_changesOnly || !same)
                rows.push_back(i);
        }
    }
    if (!m_rows.empty()) {
        beginRemoveRows({}, 0, rowCount() - 1);
        m_rows.clear();
        endRemoveRows();
    }
    if (rows.empty())
        return;
    beginInsertRows({}, 0, static_cast<int>(rows.size()) - 1);
    m_rows = std::move(rows);
    endInsertRows();
}

void ValueTableModel::retranslate()
{
    Q_EMIT headerDataChanged(Qt::Horizontal, 0, ColumnCount - 1);
    if (!m_rows.empty())
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
}

int ValueTableModel::rowOfFrame(std::uint32_t frame) const
{
    for (int row = 0; row < rowCount(); ++row) {
        if (value(row).frame == frame)
            return row;
    }
    return -1;
}

int ValueTableModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int ValueTableModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant ValueTableModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid() || index.row() >= rowCount())
        return {};
    const analysis::TopicValue& one = value(index.row());
    if (role == Qt::TextAlignmentRole)
        return {(isNumberColumn(index.column()) ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter};
    if (role == kMutedRole)
        return index.column() == Value ? one.missing : index.column() != Time;
    if (role != Qt::DisplayRole && role != Qt::ToolTipRole)
        return {};
    switch (index.column()) {
    case Time:
        return one.timeNs ? secondsText(*one.timeNs) : QString();
    case Frame:
        return QString::number(one.frame);
    case Value:
        if (one.missing)
            //: the message has no such field
            return tr("(not there)");
        //: an application message of no byte
        return one.text.empty() ? tr("(empty)") : wireText(one.text, kMaxShown);
    case Qos:
        return QString::number(one.qos);
    case Retain:
        return one.retain ? QStringLiteral("RETAIN") : QString();
    case Dup:
        return one.dup ? QStringLiteral("DUP") : QString();
    default:
        return {};
    }
}

QStringList ValueTableModel::titles() const
{
    return {tr("Time (s)"),           tr("Frame"),          tr("Value"), QStringLiteral("QoS"),
            QStringLiteral("RETAIN"), QStringLiteral("DUP")};
}

QVariant ValueTableModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= ColumnCount)
        return {};
    if (role == Qt::TextAlignmentRole)
        return {(isNumberColumn(section) ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter};
    return role == Qt::DisplayRole ? QVariant(titles().at(section)) : QVariant();
}

QByteArray csvOf(const analysis::TopicValues& values, const std::vector<std::uint32_t>& rows,
                 const QStringList& titles, const CsvStyle& style)
{
    CsvText csv(style);
    csv.row(titles);
    for (const std::uint32_t row : rows) {
        const analysis::TopicValue& one = values.values[row];
        if (one.timeNs)
            csv.number(static_cast<double>(*one.timeNs) / 1e9);
        else
            csv.empty();
        csv.number(quint64{one.frame});
        if (one.number)
            csv.number(*one.number);
        else
            csv.text(text(one.text));
        csv.number(quint64{one.qos});
        csv.number(quint64{one.retain ? 1U : 0U});
        csv.number(quint64{one.dup ? 1U : 0U});
        csv.endRow();
    }
    return csv.bytes();
}

} // namespace mqttscope::ui
