// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/document.h"
#include "dissector/field/select_sink.h"

#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <vector>

namespace mqttscope::analysis {

/// The fields named with -e, of one frame after the other.
class SelectedFields {
public:
    explicit SelectedFields(std::vector<std::string> names);
    SelectedFields(const SelectedFields&) = delete;
    SelectedFields& operator=(const SelectedFields&) = delete;

    [[nodiscard]] bool empty() const { return m_names.empty(); }
    [[nodiscard]] const std::vector<std::string>& names() const { return m_names; }
    /// Names that no field has; nothing may be printed then.
    [[nodiscard]] const std::vector<std::string>& unknown() const { return m_unknown; }

    /// Reads the fields of a frame. `shownBefore` as in index::DissectParts.
    void read(const Document& document, const index::Snapshot& snapshot, std::uint32_t frame,
              std::uint32_t shownBefore);
    /// Of the frame read last: the values of the n-th name, in reading order.
    template <class Visit> void forEach(std::size_t name, Visit visit) const
    {
        for (const field::SelectedValue& value : m_sink.values()) {
            if (value.slot == m_slots[name])
                visit(value.value);
        }
    }
    /// The field whose row says how values of the n-th name are shown.
    [[nodiscard]] field::FieldId shownAs(std::size_t name) const
    {
        return m_selection.fieldOf(m_slots[name]);
    }

private:
    std::vector<std::string> m_names;
    std::vector<std::string> m_unknown;
    std::vector<std::uint16_t> m_slots; ///< by name
    field::FieldSelection m_selection;
    index::DissectParts m_parts;
    index::DissectScratch m_scratch;
    field::SelectSink m_sink{m_selection};
};

} // namespace mqttscope::analysis
