// SPDX-License-Identifier: GPL-3.0-or-later
#include "teach/vocabulary.h"

#include "dissector/field/field_table.h"
#include "dissector/field/issue_table.h"
#include "teach/issue_text.h"
#include "teach/number_text.h"

#include <fmt/format.h>

namespace mqttscope::teach {

Vocabulary::Vocabulary(Language language, const std::filesystem::path& folder)
    : m_language(language), m_contents{Content{Language::English, folder}, Content{Language::French, folder}},
      m_labels{LabelWords{m_contents[0]}, LabelWords{m_contents[1]}}
{
}

std::string Vocabulary::label(field::FieldId id) const
{
    return std::string{labels().label(id)};
}

std::string Vocabulary::valueName(field::FieldId id, std::uint64_t value) const
{
    return std::string{labels().valueName(id, value)};
}

std::string Vocabulary::shortLabel(field::FieldId id) const
{
    const std::string_view own = explanation("short", field::fieldInfo(id).name);
    return own.empty() ? label(id) : std::string{own};
}

std::string Vocabulary::meaning(field::FieldId id, std::uint64_t value) const
{
    const std::string_view own = explanation("meaning", field::fieldInfo(id).name, value);
    return own.empty() ? valueName(id, value) : std::string{own};
}

std::string_view Vocabulary::explanation(std::string_view section, std::string_view key) const
{
    return content().text(ContentFile::Explanations, textPath(section, key));
}

std::string_view Vocabulary::explanation(std::string_view section, std::string_view key,
                                         std::uint64_t value) const
{
    return content().text(ContentFile::Explanations, textPath(section, key, fmt::format("{}", value)));
}

std::string_view Vocabulary::knowledge(std::string_view section, std::string_view key) const
{
    return content().text(ContentFile::Knowledge, textPath(section, key));
}

std::string_view Vocabulary::knowledge(std::string_view section, std::string_view key,
                                       std::uint64_t value) const
{
    return content().text(ContentFile::Knowledge, textPath(section, key, fmt::format("{}", value)));
}

std::string Vocabulary::issueNumber(const field::Issue& issue, std::string_view place) const
{
    const std::string_view text = content().text(ContentFile::Issues, field::issueInfo(issue.code).name);
    const auto places = analysis::placesOf(text);
    if (!places)
        return {};
    for (const analysis::Place& found : *places) {
        const auto format = numberFormatOf(found.format);
        if (found.name == place && format)
            return numberText(place == "expected" ? issue.expected : issue.found, *format, issue.field, *this,
                              m_language);
    }
    return {};
}

std::string Vocabulary::issueSentence(const field::Issue& issue) const
{
    const std::string_view text = content().text(ContentFile::Issues, field::issueInfo(issue.code).name);
    return text.empty() ? analysis::Vocabulary::issueSentence(issue)
                        : teach::issueSentence(text, issue, *this, m_language);
}

std::string Vocabulary::issue(const field::Issue& issue, mqtt::Version version) const
{
    const std::string sentence = issueSentence(issue);
    const std::string_view id = field::ruleId(issue.code, issue.field, static_cast<std::uint8_t>(version));
    return id.empty() ? sentence : fmt::format("{} [{}]", sentence, id);
}

std::string Vocabulary::issueNumber(const field::Issue& issue, std::string_view place,
                                    std::uint64_t number) const
{
    const auto places =
        analysis::placesOf(content().text(ContentFile::Issues, field::issueInfo(issue.code).name));
    if (!places)
        return {};
    for (const analysis::Place& one : *places) {
        const auto format = numberFormatOf(one.format);
        if (one.name == place && format)
            return numberText(number, *format, issue.field, *this, m_language);
    }
    return {};
}

std::string Vocabulary::issueExpected(const field::Issue& issue) const
{
    return issueNumber(issue, "expected", issue.expected);
}

std::string Vocabulary::issueFound(const field::Issue& issue) const
{
    return issueNumber(issue, "found", issue.found);
}

std::string Vocabulary::ruleText(std::string_view id, mqtt::Version version, std::string_view part) const
{
    return std::string{content().text(ContentFile::Rules, textPath(standardOf(id, version), id, part))};
}

std::string Vocabulary::rule(std::string_view id, mqtt::Version version) const
{
    std::string text = ruleText(id, version, "rule");
    return text.empty() ? analysis::Vocabulary::rule(id, version) : text;
}

std::string Vocabulary::consequence(std::string_view id, mqtt::Version version) const
{
    return ruleText(id, version, "consequence");
}

std::string Vocabulary::quantity(field::Unit unit, std::uint64_t number) const
{
    const std::string_view word = unitWord(unit, number, m_language);
    return word.empty() ? fmt::format("{}", number) : fmt::format("{} {}", number, word);
}

std::string Vocabulary::phrase(analysis::Phrase phrase,
                               std::initializer_list<analysis::PlaceValue> values) const
{
    const std::string_view own = content().text(ContentFile::Phrases, analysis::phraseName(phrase));
    return analysis::fillPlaces(own.empty() ? analysis::phraseText(phrase) : own, values);
}

std::string Vocabulary::broker(std::string_view group, std::string_view key,
                               std::initializer_list<analysis::PlaceValue> values) const
{
    return analysis::fillPlaces(content().text(ContentFile::Broker, textPath(group, key)), values);
}

std::string Vocabulary::client(std::string_view group, std::string_view key,
                               std::initializer_list<analysis::PlaceValue> values) const
{
    return analysis::fillPlaces(content().text(ContentFile::Client, textPath(group, key)), values);
}

std::string Vocabulary::live(std::string_view group, std::string_view key,
                             std::initializer_list<analysis::PlaceValue> values) const
{
    return analysis::fillPlaces(content().text(ContentFile::Live, textPath(group, key)), values);
}

std::string Vocabulary::vantage(std::string_view path,
                                std::initializer_list<analysis::PlaceValue> values) const
{
    return analysis::fillPlaces(content().text(ContentFile::Vantage, path), values);
}

std::string Vocabulary::ladder(std::string_view group, std::string_view key,
                               std::initializer_list<analysis::PlaceValue> values) const
{
    return analysis::fillPlaces(content().text(ContentFile::Ladder, textPath(group, key)), values);
}

std::string Vocabulary::illustrated(std::string_view group, std::string_view key,
                                    std::initializer_list<analysis::PlaceValue> values) const
{
    return analysis::fillPlaces(content().text(ContentFile::Illustrated, textPath(group, key)), values);
}

std::string Vocabulary::sample(std::string_view id, std::string_view part) const
{
    return std::string{content().text(ContentFile::Samples, textPath(id, part))};
}

std::string Vocabulary::glossaryPhrase(std::string_view key,
                                       std::initializer_list<analysis::PlaceValue> values) const
{
    return analysis::fillPlaces(content().text(ContentFile::Glossary, textPath("say", key)), values);
}

std::string Vocabulary::filterError(const filter::FilterError& error) const
{
    const std::string_view key =
        filter::isUnprintable(error) ? "unprintable-character" : filter::codeName(error.code);
    return analysis::fillPlaces(
        content().text(ContentFile::Filter, textPath("error", key)),
        {{"text", filter::shortened(error.text)}, {"field", filter::shortened(error.field)}});
}

std::string Vocabulary::filterHint(const filter::FilterHint& hint) const
{
    return analysis::fillPlaces(
        content().text(ContentFile::Filter, textPath("hint", filter::codeName(hint.code))),
        {{"text", filter::shortened(hint.text)}});
}

std::string Vocabulary::filterWarning(const filter::FilterWarning& warning) const
{
    return analysis::fillPlaces(
        content().text(ContentFile::Filter, textPath("warning", filter::codeName(warning.code))),
        {{"text", filter::shortened(warning.text)}, {"instead", warning.instead}});
}

std::vector<std::string> Vocabulary::check() const
{
    for (const ContentFile file : kContentFiles)
        (void)content().table(file);
    return content().complaints();
}

std::string_view standardOf(std::string_view id, mqtt::Version version)
{
    if (id.starts_with("MQTT31-"))
        return "3.1";
    if (id.starts_with("MQTT311-"))
        return "3.1.1";
    if (id.starts_with("MQTT5-"))
        return "5.0";
    return version == mqtt::Version::V50 ? "5.0" : "3.1.1";
}

} // namespace mqttscope::teach
