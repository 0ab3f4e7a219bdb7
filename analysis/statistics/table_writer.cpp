// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/statistics/table_writer.h"

#include "analysis/export/json_text.h"
#include "analysis/value_text.h"

#include <cassert>
#include <utility>

namespace mqttscope::analysis {

TableWriter::TableWriter(TextOutput& out, StatisticsFormat format, std::vector<std::string_view> columns)
    : m_out(&out), m_format(format), m_columns(std::move(columns))
{
    if (json())
        m_out->text() += '[';
}

void TableWriter::beginCell()
{
    assert(m_column < m_columns.size());
    std::string& out = m_out->text();
    if (!json()) {
        if (m_column++ > 0)
            out += '\t';
        return;
    }
    out += m_column > 0 ? ", " : m_any ? ",\n  {" : "\n  {";
    appendJsonString(out, m_columns[m_column++]);
    out += ": ";
}

void TableWriter::none()
{
    beginCell();
    if (json())
        m_out->text() += "null";
}

void TableWriter::text(std::string_view value)
{
    beginCell();
    if (json())
        appendJsonString(m_out->text(), value);
    else
        appendEscapedText(m_out->text(), value);
}

void TableWriter::number(std::uint64_t value)
{
    beginCell();
    appendDecimal(m_out->text(), value);
}

void TableWriter::flag(bool value)
{
    beginCell();
    if (json())
        m_out->text() += value ? "true" : "false";
    else
        m_out->text() += value ? '1' : '0';
}

void TableWriter::decimal(std::string_view digits)
{
    beginCell();
    m_out->text() += digits;
}

void TableWriter::texts(std::span<const std::string_view> values)
{
    beginCell();
    std::string& out = m_out->text();
    if (json())
        out += '[';
    for (std::size_t i = 0; i < values.size(); ++i) {
        if (i > 0)
            out += json() ? ", " : ",";
        if (json())
            appendJsonString(out, values[i]);
        else
            appendEscapedText(out, values[i]);
    }
    if (json())
        out += ']';
}

void TableWriter::numbers(std::span<const std::uint64_t> values)
{
    beginCell();
    std::string& out = m_out->text();
    if (json())
        out += '[';
    for (std::size_t i = 0; i < values.size(); ++i) {
        if (i > 0)
            out += json() ? ", " : ",";
        appendDecimal(out, values[i]);
    }
    if (json())
        out += ']';
}

void TableWriter::endRow()
{
    assert(m_column == m_columns.size());
    m_out->text() += json() ? "}" : "\n";
    m_column = 0;
    m_any = true;
    m_out->settle();
}

void TableWriter::finish()
{
    if (json())
        m_out->text() += m_any ? "\n]\n" : "]\n";
}

} // namespace mqttscope::analysis
