// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/vocabulary.h"

#include "analysis/value_text.h"
#include "dissector/field/field_table.h"
#include "dissector/field/issue_table.h"

#include <fmt/format.h>

namespace mqttscope::analysis {

std::string Vocabulary::label(field::FieldId id) const
{
    return std::string{field::fieldInfo(id).label};
}

std::string Vocabulary::valueName(field::FieldId id, std::uint64_t value) const
{
    return std::string{field::valueName(field::fieldInfo(id), value)};
}

std::string Vocabulary::shortLabel(field::FieldId id) const
{
    return label(id);
}

std::string Vocabulary::meaning(field::FieldId id, std::uint64_t value) const
{
    return valueName(id, value);
}

std::string Vocabulary::issue(const field::Issue& issue, mqtt::Version version) const
{
    std::string out{field::ruleId(issue.code, issue.field, static_cast<std::uint8_t>(version))};
    if (out.empty())
        out = field::issueInfo(issue.code).name;
    if (issue.field != field::FieldId::None)
        out = fmt::format("{}: {}", field::fieldInfo(issue.field).label, out);
    return out;
}

std::string Vocabulary::issueSentence(const field::Issue& issue) const
{
    const std::string_view name = field::issueInfo(issue.code).name;
    return issue.field == field::FieldId::None
               ? std::string{name}
               : fmt::format("{}: {}", field::fieldInfo(issue.field).label, name);
}

std::string Vocabulary::rule(std::string_view id, mqtt::Version /*version*/) const
{
    return std::string{id};
}

std::string Vocabulary::consequence(std::string_view /*id*/, mqtt::Version /*version*/) const
{
    return {};
}

std::string Vocabulary::quantity(field::Unit unit, std::uint64_t number) const
{
    return fmt::format("{}{}", number, unitText(unit, number));
}

std::string Vocabulary::phrase(Phrase phrase, std::initializer_list<PlaceValue> values) const
{
    return fillPlaces(phraseText(phrase), values);
}

} // namespace mqttscope::analysis
