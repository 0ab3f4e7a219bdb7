// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/phrase.h"
#include "dissector/field/field_info.h"
#include "dissector/field/issue.h"
#include "dissector/mqtt/types.h"

#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>

namespace mqttscope::analysis {

/// From ids to words. The default gives labels and value names from the field table and ids for rules;
/// `teach` gives both languages.
class Vocabulary {
public:
    Vocabulary() = default;
    Vocabulary(const Vocabulary&) = delete;
    Vocabulary& operator=(const Vocabulary&) = delete;
    Vocabulary(Vocabulary&&) = delete;
    Vocabulary& operator=(Vocabulary&&) = delete;
    virtual ~Vocabulary() = default;

    /// The label of a field, the word of the standard.
    [[nodiscard]] virtual std::string label(field::FieldId id) const;
    /// The name of a value; empty if numbers speak for themselves.
    [[nodiscard]] virtual std::string valueName(field::FieldId id, std::uint64_t value) const;
    /// The name of a field where there is little room; by default its label.
    [[nodiscard]] virtual std::string shortLabel(field::FieldId id) const;
    /// What a value means, in a few words; by default its name.
    [[nodiscard]] virtual std::string meaning(field::FieldId id, std::uint64_t value) const;
    /// An issue: the rule broken, what was expected and found.
    [[nodiscard]] virtual std::string issue(const field::Issue& issue, mqtt::Version version) const;
    /// Likewise without the rule, for places that name it themselves.
    [[nodiscard]] virtual std::string issueSentence(const field::Issue& issue) const;
    /// What a normative statement demands (`MQTT-3.1.2-3`, as `field::ruleId` names it). The version counts
    /// because 3.1.1 and 5.0 use the same numbers for different statements.
    [[nodiscard]] virtual std::string rule(std::string_view id, mqtt::Version version) const;
    /// What follows when the statement is broken; empty if nothing is known.
    [[nodiscard]] virtual std::string consequence(std::string_view id, mqtt::Version version) const;
    /// A number with its unit: "1 byte", "60 seconds".
    [[nodiscard]] virtual std::string quantity(field::Unit unit, std::uint64_t number) const;
    /// A phrase with its places filled.
    [[nodiscard]] virtual std::string phrase(Phrase phrase,
                                             std::initializer_list<PlaceValue> values = {}) const;
};

} // namespace mqttscope::analysis
