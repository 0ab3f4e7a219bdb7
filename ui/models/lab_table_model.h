// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractTableModel>
#include <QCoreApplication>

#include <algorithm>
#include <cstddef>
#include <utility>
#include <vector>

namespace mqttscope::ui {

/// What a row of the broker is about and how its cells want to be painted, beside kStrongRole and kMutedRole.
namespace lab_role {
enum : int {
    Client = Qt::UserRole, ///< Client Identifier as it is: QByteArray; empty: none
    Topic,                 ///< topic as it is: QByteArray; empty: none
    PacketId,              ///< int; 0: none
    Lamp,                  ///< Lamp before the text
    Ring,                  ///< double, 0 to 1: what is left of a time, as a ring before the text
    Qos,                   ///< int: the text is a badge
    Fixed,                 ///< bool: in the fixed font
    Icon,                  ///< name of an icon before the text: QString
    PacketType,            ///< int: an icon of its own before the text
    Tone,                  ///< Tone of the text
};
} // namespace lab_role

enum class Lamp : int { Off, On, Frozen };
enum class Tone : int { Plain, Ok, Warning, Error, Link };

/// A table of what the broker has. The GUI thread only.
class LabTableModel : public QAbstractTableModel {
    Q_OBJECT
public:
    using QAbstractTableModel::QAbstractTableModel;

    /// Rows that there are in all: the table may have only the first.
    [[nodiscard]] std::size_t total() const { return m_total; }
    /// Columns that may be left out where there is no room for all, the least important one first.
    [[nodiscard]] virtual std::vector<int> dispensable() const { return {}; }
    void retranslate();

    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

protected:
    [[nodiscard]] virtual QString title(int column) const = 0;
    /// Right-aligned, numbers.
    [[nodiscard]] virtual bool isNumber(int) const { return false; }
    /// Of Qt::DisplayRole, Qt::ToolTipRole and the roles above.
    [[nodiscard]] virtual QVariant cell(int row, int column, int role) const = 0;
    void setTotal(std::size_t total) { m_total = total; }

private:
    std::size_t m_total = 0;
};

/// The rows of such a table, in the order of their keys: `Keys::key(row)` names a row for good, so that a
/// selected row stays selected while others come and go.
template <class Row, class Keys> class LabRows : public LabTableModel {
public:
    using LabTableModel::LabTableModel;

    void take(std::vector<Row> fresh, std::size_t total)
    {
        setTotal(total);
        std::sort(fresh.begin(), fresh.end(),
                  [](const Row& a, const Row& b) { return Keys::key(a) < Keys::key(b); });
        std::size_t at = 0;
        for (Row& row : fresh) {
            const auto key = Keys::key(row);
            std::size_t end = at;
            while (end < m_rows.size() && Keys::key(m_rows[end]) < key)
                ++end;
            remove(at, end);
            if (at < m_rows.size() && Keys::key(m_rows[at]) == key) {
                m_rows[at] = std::move(row);
            } else {
                beginInsertRows({}, static_cast<int>(at), static_cast<int>(at));
                m_rows.insert(m_rows.begin() + static_cast<std::ptrdiff_t>(at), std::move(row));
                endInsertRows();
            }
            ++at;
        }
        remove(at, m_rows.size());
        if (!m_rows.empty())
            Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, columnCount() - 1));
    }
    [[nodiscard]] const Row& at(int row) const { return m_rows[static_cast<std::size_t>(row)]; }
    /// The row with a key, or -1.
    template <class Key> [[nodiscard]] int rowOf(const Key& key) const
    {
        const auto found =
            std::find_if(m_rows.begin(), m_rows.end(), [&](const Row& row) { return Keys::key(row) == key; });
        return found != m_rows.end() ? static_cast<int>(found - m_rows.begin()) : -1;
    }
    int rowCount(const QModelIndex& parent = {}) const override
    {
        return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
    }
    int columnCount(const QModelIndex& parent = {}) const override
    {
        return parent.isValid() ? 0 : Keys::kColumns;
    }

private:
    void remove(std::size_t from, std::size_t end)
    {
        if (from == end)
            return;
        beginRemoveRows({}, static_cast<int>(from), static_cast<int>(end) - 1);
        m_rows.erase(m_rows.begin() + static_cast<std::ptrdiff_t>(from),
                     m_rows.begin() + static_cast<std::ptrdiff_t>(end));
        endRemoveRows();
    }

    std::vector<Row> m_rows;
};

} // namespace mqttscope::ui
