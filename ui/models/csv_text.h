// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>
#include <QStringList>

namespace mqttscope::ui {

/// How a table is written for a spreadsheet.
struct CsvStyle {
    QChar separator = QLatin1Char(','); ///< or a semicolon, where the comma is the decimal sign
    QChar decimalSign = QLatin1Char('.');

    /// What spreadsheets of a language read without being asked.
    [[nodiscard]] static CsvStyle of(const QString& language);
};

/// A table as CSV (RFC 4180), UTF-8 with a byte order mark, so that spreadsheets read accents.
class CsvText {
public:
    explicit CsvText(const CsvStyle& style) : m_style(style) {}

    /// A cell of text. What a spreadsheet would take for a formula gets an apostrophe in front.
    void text(const QString& cell);
    /// A cell with a number, written with all its digits.
    void number(double value);
    void number(quint64 value);
    void empty() { put({}); }
    void endRow();
    void row(const QStringList& cells);
    [[nodiscard]] QByteArray bytes() const;

private:
    void put(const QString& cell);

    CsvStyle m_style;
    QString m_text;
    bool m_first = true;
};

} // namespace mqttscope::ui
