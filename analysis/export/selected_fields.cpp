// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/export/selected_fields.h"

#include "analysis/dissect_parts.h"
#include "analysis/export/fields.h"

#include <utility>

namespace mqttscope::analysis {

SelectedFields::SelectedFields(std::vector<std::string> names) : m_names(std::move(names))
{
    for (const std::string& name : m_names) {
        const std::uint16_t slot = m_selection.add(name);
        if (slot == field::FieldSelection::kNoSlot)
            m_unknown.push_back(name);
        m_slots.push_back(slot);
    }
    m_parts = partsFor(m_selection);
}

void SelectedFields::read(const Document& document, const index::Snapshot& snapshot, std::uint32_t frame,
                          std::uint32_t shownBefore)
{
    m_parts.shownBefore = shownBefore;
    m_sink.clear();
    document.select(snapshot, frame, m_parts, m_sink, m_scratch);
}

} // namespace mqttscope::analysis
