// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/csv_text.h"

#include <QLocale>

namespace mqttscope::ui {

CsvStyle CsvStyle::of(const QString& language)
{
    if (language == QLatin1String("fr"))
        return {QLatin1Char(';'), QLatin1Char(',')};
    return {};
}

void CsvText::put(const QString& cell)
{
    if (!m_first)
        m_text += m_style.separator;
    m_first = false;
    const bool quotes = cell.contains(m_style.separator) || cell.contains(QLatin1Char('"')) ||
                        cell.contains(QLatin1Char('\n')) || cell.contains(QLatin1Char('\r'));
    if (!quotes) {
        m_text += cell;
        return;
    }
    QString doubled = cell;
    m_text += QLatin1Char('"') + doubled.replace(QLatin1Char('"'), QStringLiteral("\"\"")) + QLatin1Char('"');
}

// Text comes from the wire: whoever wrote it must not have a formula run in somebody's spreadsheet.
void CsvText::text(const QString& cell)
{
    static const QString kFormula = QStringLiteral("=+-@\t\r\n");
    QString safe = cell;
    safe.remove(QChar(0));
    if (!safe.isEmpty() && kFormula.contains(safe.front()))
        safe.prepend(QLatin1Char('\''));
    put(safe);
}

void CsvText::number(double value)
{
    QString digits = QString::number(value, 'g', QLocale::FloatingPointShortest);
    put(digits.replace(QLatin1Char('.'), m_style.decimalSign));
}

void CsvText::number(quint64 value)
{
    put(QString::number(value));
}

void CsvText::endRow()
{
    m_text += QStringLiteral("\r\n");
    m_first = true;
}

void CsvText::row(const QStringList& cells)
{
    for (const QString& cell : cells)
        text(cell);
    endRow();
}

QByteArray CsvText::bytes() const
{
    return QByteArrayLiteral("\xEF\xBB\xBF") + m_text.toUtf8();
}

} // namespace mqttscope::ui
