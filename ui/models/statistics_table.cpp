// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/statistics_table.h"

#include "ui/models/cell_roles.h"

#include <QLocale>

namespace mqttscope::ui {

StatisticsCell StatisticsCell::of(std::uint64_t count)
{
    return {QLocale().toString(static_cast<qulonglong>(count)), static_cast<double>(count)};
}

StatisticsCell StatisticsCell::of(double number, int decimals)
{
    return {QLocale().toString(number, 'f', decimals), number};
}

StatisticsCell StatisticsCell::share(std::uint64_t part, std::uint64_t whole)
{
    if (whole == 0)
        return {};
    return of(100.0 * static_cast<double>(part) / static_cast<double>(whole), 1);
}

CsvText csvOf(const StatisticsContent& table, const CsvStyle& style)
{
    CsvText csv(style);
    csv.row(table.columns);
    for (const StatisticsRow& row : table.rows) {
        for (const StatisticsCell& cell : row.cells) {
            if (cell.number)
                csv.number(*cell.number);
            else
                csv.text(cell.text);
        }
        csv.endRow();
    }
    return csv;
}

QString tabbedText(const StatisticsContent& table)
{
    QString made = table.columns.join(QLatin1Char('\t')) + QLatin1Char('\n');
    for (const StatisticsRow& row : table.rows) {
        QStringList cells;
        for (const StatisticsCell& cell : row.cells) {
            QString text = cell.text;
            cells += text.replace(QLatin1Char('\t'), QLatin1Char(' '));
        }
        made += cells.join(QLatin1Char('\t')) + QLatin1Char('\n');
    }
    return made;
}

StatisticsTable::StatisticsTable(QObject* parent) : QAbstractTableModel(parent) {}

void StatisticsTable::fitColumns(int count)
{
    const int present = columnCount();
    if (count > present) {
        beginInsertColumns({}, present, count - 1);
        for (int i = present; i < count; ++i)
            m_content.columns.append(QString());
        endInsertColumns();
    } else if (count < present) {
        beginRemoveColumns({}, count, present - 1);
        while (m_content.columns.size() > count)
            m_content.columns.removeLast();
        endRemoveColumns();
    }
}

void StatisticsTable::fitRows(int count)
{
    const int present = rowCount();
    if (count > present) {
        beginInsertRows({}, present, count - 1);
        m_content.rows.resize(static_cast<std::size_t>(count));
        endInsertRows();
    } else if (count < present) {
        beginRemoveRows({}, count, present - 1);
        m_content.rows.resize(static_cast<std::size_t>(count));
        endRemoveRows();
    }
}

void StatisticsTable::setContent(StatisticsContent content)
{
    fitColumns(static_cast<int>(content.columns.size()));
    fitRows(static_cast<int>(content.rows.size()));
    m_content = std::move(content);
    if (columnCount() == 0)
        return;
    Q_EMIT headerDataChanged(Qt::Horizontal, 0, columnCount() - 1);
    if (rowCount() > 0)
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, columnCount() - 1));
}

int StatisticsTable::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_content.rows.size());
}

int StatisticsTable::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_content.columns.size());
}

QVariant StatisticsTable::data(const QModelIndex& index, int role) const
{
    if (!index.isValid())
        return {};
    const StatisticsRow& row = m_content.rows[static_cast<std::size_t>(index.row())];
    const auto column = static_cast<std::size_t>(index.column());
    const bool text = index.column() < m_content.textColumns;
    switch (role) {
    case Qt::DisplayRole:
        return column < row.cells.size() ? row.cells[column].text : QString();
    case Qt::TextAlignmentRole:
        return QVariant::fromValue(Qt::AlignVCenter | (text ? Qt::AlignLeft : Qt::AlignRight));
    case FrameRole:
        return row.frame;
    case IconRole:
        return index.column() == 0 ? row.icon : QString();
    case kStrongRole:
        return row.strong;
    case kMutedRole:
        return column > 0 && column < row.cells.size() && row.cells[column].number == 0.0;
    default:
        return {};
    }
}

QVariant StatisticsTable::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= columnCount())
        return {};
    if (role == Qt::DisplayRole)
        return m_content.columns[section];
    if (role == Qt::TextAlignmentRole)
        return QVariant::fromValue(Qt::AlignVCenter |
                                   (section < m_content.textColumns ? Qt::AlignLeft : Qt::AlignRight));
    return {};
}

} // namespace mqttscope::ui
