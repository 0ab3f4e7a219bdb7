// SPDX-License-Identifier: GPL-3.0-or-later
#include "dissector/field/select_sink.h"

#include "dissector/field/field_table.h"

#include <algorithm>
#include <iterator>

namespace mqttscope::field {

FieldSelection::FieldSelection()
{
    m_slots.fill({kNoSlot, kNoSlot});
}

std::uint16_t FieldSelection::add(std::string_view name)
{
    const auto fields = findFields(name);
    if (fields.empty())
        return kNoSlot;
    for (std::uint16_t slot = 0; slot < m_size; ++slot) {
        if (fieldInfo(m_fields[slot]).name == name)
            return slot;
    }
    const std::uint16_t slot = m_size++;
    m_fields.push_back(fields.front());
    for (const FieldInfo& info : fieldTable()) {
        if (info.id == FieldId::None)
            continue;
        if (info.name == name)
            m_slots[static_cast<std::size_t>(info.id)][0] = slot;
        else if (info.alias != FieldId::None && fieldInfo(info.alias).name == name)
            m_slots[static_cast<std::size_t>(info.id)][1] = slot;
    }
    return slot;
}

bool FieldSelection::wantsPrefix(std::string_view prefix) const
{
    return std::any_of(m_fields.begin(), m_fields.end(),
                       [&](FieldId id) { return fieldInfo(id).name.starts_with(prefix); });
}

// A group without a value is reported when it opens, so that values stand in reading order; one with a value
// (Remaining Length) is known only when it closes.
void SelectSink::open(FieldId id, std::uint32_t offset)
{
    if (fieldInfo(id).type != FieldType::None || m_selection->slots(id)[0] == FieldSelection::kNoSlot)
        return;
    report(id, {offset, 0}, FieldValue::none());
    m_open.push_back(static_cast<std::uint32_t>(m_values.size() - 1));
}

void SelectSink::close(FieldId id, std::uint32_t end, const FieldValue& value)
{
    if (value.kind != FieldValue::Kind::None)
        report(id, {end, 0}, value);
    else if (fieldInfo(id).type == FieldType::None && m_selection->slots(id)[0] != FieldSelection::kNoSlot)
        closeLast(id, end);
}

/// A group was reported when it opened; now it is known how far it reaches. Groups of the same kind may stand
/// in each other: ICMP that quotes ICMP.
void SelectSink::closeLast(FieldId id, std::uint32_t end)
{
    const auto last = std::find_if(m_open.rbegin(), m_open.rend(),
                                   [&](std::uint32_t i) { return m_values[i].emitted == id; });
    if (last == m_open.rend())
        return;
    ByteRange& range = m_values[*last].range;
    range.length = end - range.offset;
    m_open.erase(std::next(last).base());
}

} // namespace mqttscope::field
