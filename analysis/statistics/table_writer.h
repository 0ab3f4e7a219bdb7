// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/export/text_output.h"
#include "analysis/statistics/statistics.h"

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace mqttscope::analysis {

/// Writes a table of rows, either as lines or as JSON, from one description. As text: no header, cells
/// separated by tabs, text escaped as in `-T fields`, no value = an empty cell, several values joined by ",".
/// As JSON: an array of objects with the names of the columns as keys; no value = null, several = an array.
///
///     TableWriter table{out, input.format, {"frame", "topic"}};
///     table.number(7); table.text("a/b"); table.endRow();
///     table.finish();
class TableWriter {
public:
    /// The names of the columns in snake_case, by which JSON calls them; they are not printed as text.
    TableWriter(TextOutput& out, StatisticsFormat format, std::vector<std::string_view> columns);

    // One call per column, in their order.
    void none();
    void text(std::string_view value);
    void number(std::uint64_t value);
    /// 0 or 1; in JSON true or false.
    void flag(bool value);
    /// A number that is already written: "12.345". Must be one that JSON allows.
    void decimal(std::string_view digits);
    void texts(std::span<const std::string_view> values);
    void numbers(std::span<const std::uint64_t> values);

    /// Ends a row in which every column was given.
    void endRow();
    /// Ends the table.
    void finish();
    /// False once nobody reads any more.
    [[nodiscard]] bool open() const { return m_out->open(); }

private:
    void beginCell();
    [[nodiscard]] bool json() const { return m_format == StatisticsFormat::Json; }

    TextOutput* m_out;
    StatisticsFormat m_format;
    std::vector<std::string_view> m_columns;
    std::size_t m_column = 0;
    bool m_any = false;
};

} // namespace mqttscope::analysis
