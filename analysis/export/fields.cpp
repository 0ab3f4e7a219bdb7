// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/export/fields.h"

#include "analysis/value_text.h"
#include "dissector/field/field_table.h"

#include <utility>

namespace mqttscope::analysis {

index::DissectParts partsFor(const field::FieldSelection& selection)
{
    index::DissectParts parts{false, false, false};
    for (std::uint16_t slot = 0; slot < selection.size(); ++slot) {
        const std::string_view name = field::fieldInfo(selection.fieldOf(slot)).name;
        if (name == "frame" || name.starts_with("frame."))
            parts.frame = true;
        else if (name == "mqtt" || name.starts_with("mqtt."))
            parts.mqtt = true;
        else if (name == "undecoded" || name == "not_captured")
            parts.network = parts.mqtt = true;
        else
            parts.network = true;
    }
    return parts;
}

FieldsExporter::FieldsExporter(FieldsOptions options) : m_options(std::move(options))
{
    for (const std::string& name : m_options.fields) {
        const std::uint16_t slot = m_selection.add(name);
        if (slot == field::FieldSelection::kNoSlot)
            m_unknown.push_back(name);
        m_columns.push_back(slot);
    }
    m_parts = partsFor(m_selection);
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

void FieldsExporter::appendCell(std::string& out, std::uint16_t slot)
{
    const auto values = m_sink.values();
    const field::FieldId shownAs = m_selection.fieldOf(slot);
    const std::size_t start = out.size();
    bool any = false;
    for (const field::SelectedValue& value : values) {
        if (value.slot != slot)
            continue;
        if (any && m_options.occurrence == Occurrence::First)
            break;
        if (any && m_options.occurrence == Occurrence::Last)
            out.resize(start);
        else if (any)
            out += m_options.aggregator;
        if (!any && m_options.quote != '\0' && m_options.occurrence != Occurrence::Last)
            out += m_options.quote;
        if (m_options.quote != '\0' && m_options.occurrence == Occurrence::Last)
            out += m_options.quote;
        appendFieldValue(out, shownAs, value.value);
        any = true;
    }
    if (any && m_options.quote != '\0')
        out += m_options.quote;
}

void FieldsExporter::appendFrame(std::string& out, const Document& document, const index::Snapshot& snapshot,
                                 std::uint32_t frame)
{
    m_sink.clear();
    document.select(snapshot, frame, m_parts, m_sink, m_scratch);
    for (std::size_t i = 0; i < m_columns.size(); ++i) {
        if (i > 0)
            out += m_options.separator;
        appendCell(out, m_columns[i]);
    }
    out += '\n';
}

} // namespace mqttscope::analysis
