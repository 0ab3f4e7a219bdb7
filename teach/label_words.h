// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dissector/field/field_id.h"
#include "teach/content.h"

#include <cstdint>
#include <mutex>
#include <string_view>
#include <vector>

namespace mqttscope::teach {

/// Labels of fields and names of values in one language. Looked up among the texts once, when the first is
/// asked for; then in constant time, because every line of every tree asks. Any thread.
class LabelWords {
public:
    /// The content must outlive this object.
    explicit LabelWords(const Content& content) : m_content(&content) {}

    [[nodiscard]] std::string_view label(field::FieldId id) const;
    /// Empty if the field table has no name for the value.
    [[nodiscard]] std::string_view valueName(field::FieldId id, std::uint64_t value) const;

private:
    void find() const;

    const Content* m_content;
    mutable std::once_flag m_once;
    mutable std::vector<std::string_view> m_labels; ///< by FieldId
    mutable std::vector<std::vector<std::string_view>>
        m_names; ///< by FieldId, in the order of FieldInfo::names
};

} // namespace mqttscope::teach
