// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/csv_text.h"

#include <QAbstractTableModel>
#include <QString>

#include <cstdint>
#include <optional>
#include <vector>

namespace mqttscope::ui {

/// A cell of a statistics table.
struct StatisticsCell {
    QString text;                 ///< as it is read
    std::optional<double> number; ///< what a spreadsheet counts with; none: a text

    [[nodiscard]] static StatisticsCell of(const QString& text) { return {text, std::nullopt}; }
    /// A count, with the digits of the language grouped.
    [[nodiscard]] static StatisticsCell of(std::uint64_t count);
    /// A number with so many decimals.
    [[nodiscard]] static StatisticsCell of(double number, int decimals);
    /// A part of a whole in percent, with one decimal; empty if the whole is nothing.
    [[nodiscard]] static StatisticsCell share(std::uint64_t part, std::uint64_t whole);
};

/// A row of a statistics table.
struct StatisticsRow {
    std::vector<StatisticsCell> cells; ///< one per column
    std::uint32_t frame = 0;           ///< that it leads to; 0 = none
    QString icon;                      ///< its name; may be empty
    bool strong = false;               ///< a sum
};

/// A table as it is shown, copied and exported.
struct StatisticsContent {
    QStringList columns;
    int textColumns = 1; ///< columns from the left that hold texts; all others hold numbers
    std::vector<StatisticsRow> rows;
};

/// The table for spreadsheets, with its titles.
[[nodiscard]] CsvText csvOf(const StatisticsContent& table, const CsvStyle& style);
/// The table with tabs between cells, for the clipboard.
[[nodiscard]] QString tabbedText(const StatisticsContent& table);

/// Shows a statistics table. Rows stay the same rows where they can: a selection survives new numbers.
class StatisticsTable : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Role {
        FrameRole = Qt::UserRole, ///< that the row leads to; 0 = none
        IconRole,                 ///< name of its icon, of the first column
    };

    explicit StatisticsTable(QObject* parent = nullptr);

    void setContent(StatisticsContent content);
    [[nodiscard]] const StatisticsContent& content() const { return m_content; }

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    void fitColumns(int count);
    void fitRows(int count);

    StatisticsContent m_content;
};

} // namespace mqttscope::ui
