// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dissector/field/field_info.h"
#include "dissector/field/issue.h"
#include "dissector/mqtt/types.h"

#include <memory>
#include <string>

namespace mqttscope::analysis {

/// From ids to words. The default gives labels and value names from the field table and ids for rules;
/// `teach` gives both languages.
class Vocabulary {
public:
    virtual ~Vocabulary() = default;
    /// The label of a field, the word of the standard.
    [[nodiscard]] virtual std::string label(field::FieldId id) const;
    /// The name of a value; empty if numbers speak for themselves.
    [[nodiscard]] virtual std::string valueName(field::FieldId id, std::uint64_t value) const;
    /// An issue: the rule broken, what was expected and found.
    [[nodiscard]] virtual std::string issue(const field::Issue& issue, mqtt::Version version) const;
};

} // namespace mqttscope::analysis
