// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "broker/lab/generator.h"

#include <QJsonObject>
#include <QWidget>

class QComboBox;
class QDoubleSpinBox;
class QFormLayout;
class QLabel;
class QPushButton;
class QSpinBox;

namespace mqttscope::ui {

class QueryThread;
class Theme;

/// Values that a client publishes one after the other: what kind, between which, how often.
class ClientRepeatRow : public QWidget {
    Q_OBJECT
public:
    /// Bytes of a CSV file that are read.
    static constexpr qint64 kMaxCsv = qint64{4} * 1024 * 1024;

    /// Both must outlive it.
    ClientRepeatRow(const Theme& theme, QueryThread& queries, QWidget* parent = nullptr);

    /// Fixed has no text: that is the payload of the publish row.
    [[nodiscard]] broker::lab::GeneratorOptions options() const;
    void setOptions(const broker::lab::GeneratorOptions& options);
    /// For a lab file, with the rows of the CSV file: they travel with it.
    [[nodiscard]] QJsonObject state() const;
    void setState(const QJsonObject& state);
    /// Whether it goes on, and how many were published.
    void setProgress(bool running, std::uint64_t count);
    /// Whether something could be published at all.
    void setPossible(bool possible);
    /// Reads a column of a CSV file.
    void readCsv(const QString& path);
    void retranslate();

    [[nodiscard]] QComboBox* kind() const { return m_kind; }
    [[nodiscard]] QSpinBox* column() const { return m_column; }
    /// Which file, and how many rows.
    [[nodiscard]] QString rowsText() const;
    [[nodiscard]] QSpinBox* interval() const { return m_interval; }
    [[nodiscard]] QSpinBox* count() const { return m_count; }
    [[nodiscard]] QPushButton* button() const { return m_button; }
    [[nodiscard]] QString progress() const;

Q_SIGNALS:
    void startWanted();
    void stopWanted();
    /// A CSV file is to be chosen.
    void fileWanted();

private:
    void build();
    void showKind();
    void showButton();
    void showRows();
    void takeCsv(const QString& name, const std::string& text, const QString& problem);
    void refreshTheme();

    const Theme* m_theme;
    QueryThread* m_queries;
    QFormLayout* m_form;
    QComboBox* m_kind;
    QDoubleSpinBox* m_from;
    QDoubleSpinBox* m_to;
    QDoubleSpinBox* m_step;
    QDoubleSpinBox* m_period;
    QSpinBox* m_decimals;
    QWidget* m_csvRow;
    QPushButton* m_csvButton;
    QLabel* m_csvName;
    QSpinBox* m_column;
    QSpinBox* m_interval;
    QSpinBox* m_count;
    QPushButton* m_button;
    QLabel* m_progress;
    std::string m_csv; ///< empty: none was read, or only its rows are here, from a lab file
    QString m_csvFile;
    QString m_csvProblem;
    std::vector<std::string> m_rows;
    std::size_t m_rowsLeftOut = 0; ///< that the lab file did not hold
    bool m_running = false;
    bool m_possible = true;
    std::uint64_t m_published = 0;
};

} // namespace mqttscope::ui
