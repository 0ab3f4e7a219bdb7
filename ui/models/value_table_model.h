// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/overview/topic_values.h"
#include "ui/models/csv_text.h"

#include <QAbstractTableModel>

#include <atomic>
#include <memory>
#include <vector>

namespace mqttscope::ui {

/// The values of a topic over time, all of them or only those that differ from the one before. The GUI thread
/// only.
class ValueTableModel : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Column { Time, Frame, Value, Qos, Retain, Dup, ColumnCount };

    explicit ValueTableModel(QObject* parent = nullptr);

    void setValues(std::shared_ptr<const analysis::TopicValues> values);
    [[nodiscard]] const std::shared_ptr<const analysis::TopicValues>& values() const { return m_values; }
    void setChangesOnly(bool only);
    [[nodiscard]] bool changesOnly() const { return m_changesOnly; }
    void retranslate();

    [[nodiscard]] const analysis::TopicValue& value(int row) const
    {
        return m_values->values[m_rows[static_cast<std::size_t>(row)]];
    }
    [[nodiscard]] int rowOfFrame(std::uint32_t frame) const;
    /// What `csvOf` needs, to be taken elsewhere.
    [[nodiscard]] const std::vector<std::uint32_t>& rows() const { return m_rows; }
    [[nodiscard]] QStringList titles() const;

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    void rebuild();

    std::shared_ptr<const analysis::TopicValues> m_values;
    std::vector<std::uint32_t> m_rows; ///< indices in m_values
    bool m_changesOnly = false;
};

/// Rows of values as CSV. Any thread.
[[nodiscard]] QByteArray csvOf(const analysis::TopicValues& values, const std::vector<std::uint32_t>& rows,
                               const QStringList& titles, const CsvStyle& style);

} // namespace mqttscope::ui
