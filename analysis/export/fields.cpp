// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/export/fields.h"

#include "analysis/dissect_parts.h"
#include "analysis/value_text.h"
#include "dissector/field/field_table.h"

#include <utility>

namespace mqttscope::analysis {

FieldsExporter::FieldsExporter(FieldsOptions options, bool fromRecords)
    : m_options(std::move(options)), m_fromRecords(fromRecords)
{
    for (const std::string& name : m_options.fields) {
        const std::uint16_t slot = m_selection.add(name);
        if (slot == field::FieldSelection::kNoSlot)
            m_unknown.push_back(name);
        m_columns.push_back(slot);
    }
    m_parts = partsFor(m_selection);
    m_records.emplace(m_selection);
    m_values.resize(m_selection.size());
    m_cells.resize(m_selection.size());
}

void FieldsExporter::appendHeader(std::string& out) const
{
    if (!m_options.header)
        return;
    for (std::size_t i = 0; i < m_options.fields.size(); ++i) {
        if (i > 0)
            out += m_options.separator;
        out += m_options.fields[i];
    }
    out += '\n';
}

void FieldsExporter::appendCell(std::string& out, field::FieldId shownAs,
                                std::span<const field::FieldValue> values) const
{
    if (values.empty())
        return;
    if (m_options.occurrence == Occurrence::First)
        values = values.first(1);
    else if (m_options.occurrence == Occurrence::Last)
        values = values.last(1);
    if (m_options.quote != '\0')
        out += m_options.quote;
    for (std::size_t i = 0; i < values.size(); ++i) {
        if (i > 0)
            out += m_options.aggregator;
        appendFieldValue(out, shownAs, values[i]);
    }
    if (m_options.quote != '\0')
        out += m_options.quote;
}

/// Takes the values from the records. False if they do not tell all of them.
bool FieldsExporter::readRecords(const Document& document, const index::Snapshot& snapshot,
                                 std::uint32_t frame)
{
    m_records->setFrame(snapshot, document.source(), frame);
    for (std::uint16_t slot = 0; slot < m_selection.size(); ++slot) {
        switch (m_records->knows(slot)) {
        case filter::Knowledge::Absent:
            m_cells[slot] = {};
            break;
        case filter::Knowledge::Values:
            m_cells[slot] = m_records->values(slot);
            break;
        case filter::Knowledge::Unknown:
        case filter::Knowledge::Present:
            return false;
        }
    }
    return true;
}

void FieldsExporter::readBytes(const Document& document, const index::Snapshot& snapshot, std::uint32_t frame)
{
    m_sink.clear();
    document.select(snapshot, frame, m_parts, m_sink, m_scratch);
    for (auto& values : m_values)
        values.clear();
    for (const field::SelectedValue& selected : m_sink.values())
        m_values[selected.slot].push_back(selected.value);
    for (std::size_t slot = 0; slot < m_values.size(); ++slot)
        m_cells[slot] = m_values[slot];
}

void FieldsExporter::appendFrame(std::string& out, const Document& document, const index::Snapshot& snapshot,
                                 std::uint32_t frame)
{
    if (!m_fromRecords || !readRecords(document, snapshot, frame))
        readBytes(document, snapshot, frame);
    for (std::size_t i = 0; i < m_columns.size(); ++i) {
        if (i > 0)
            out += m_options.separator;
        appendCell(out, m_selection.fieldOf(m_columns[i]), m_cells[m_columns[i]]);
    }
    out += '\n';
}

} // namespace mqttscope::analysis
