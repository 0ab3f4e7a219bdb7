// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/vocabulary.h"
#include "dissector/filter/filter_error.h"
#include "teach/content.h"
#include "teach/label_words.h"
#include "teach/language.h"

#include <array>
#include <filesystem>
#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

namespace mqttscope::teach {

/// The words of one language at a time, the labels of fields, the sentences of issues, the texts of rules.
/// What a teacher's folder holds replaces the built-in texts. Texts are read when they are first asked for.
/// Asking is safe from any thread; `use` while others ask is not.
class Vocabulary final : public analysis::Vocabulary {
public:
    /// `folder`: see Content. Nothing is read yet.
    explicit Vocabulary(Language language, const std::filesystem::path& folder = {});

    /// Speaks another language from now on.
    void use(Language language) { m_language = language; }
    [[nodiscard]] Language language() const { return m_language; }

    [[nodiscard]] std::string label(field::FieldId id) const override;
    [[nodiscard]] std::string valueName(field::FieldId id, std::uint64_t value) const override;
    [[nodiscard]] std::string shortLabel(field::FieldId id) const override;
    [[nodiscard]] std::string meaning(field::FieldId id, std::uint64_t value) const override;
    /// A sentence, and behind it in brackets the statement that is broken, if the version has one.
    [[nodiscard]] std::string issue(const field::Issue& issue, mqtt::Version version) const override;
    [[nodiscard]] std::string issueSentence(const field::Issue& issue) const override;
    /// What was expected (or found), as the sentence of the issue says it; empty if it does not.
    [[nodiscard]] std::string issueExpected(const field::Issue& issue) const;
    [[nodiscard]] std::string issueFound(const field::Issue& issue) const;
    [[nodiscard]] std::string rule(std::string_view id, mqtt::Version version) const override;
    [[nodiscard]] std::string consequence(std::string_view id, mqtt::Version version) const override;
    [[nodiscard]] std::string quantity(field::Unit unit, std::uint64_t number) const override;
    [[nodiscard]] std::string phrase(analysis::Phrase phrase,
                                     std::initializer_list<analysis::PlaceValue> values = {}) const override;

    /// A text about the broker with its places filled: `group` is "log", "word" or "problem".
    [[nodiscard]] std::string broker(std::string_view group, std::string_view key,
                                     std::initializer_list<analysis::PlaceValue> values = {}) const;

    /// A text of the clients of the command line: `group` is "argument" or "run".
    [[nodiscard]] std::string client(std::string_view group, std::string_view key,
                                     std::initializer_list<analysis::PlaceValue> values = {}) const;

    /// A text about live captures: `group` is "problem" or "say".
    [[nodiscard]] std::string live(std::string_view group, std::string_view key,
                                   std::initializer_list<analysis::PlaceValue> values = {}) const;

    /// A text of `vantage.json` with its places filled; empty if there is none. See teach/vantage.h.
    [[nodiscard]] std::string vantage(std::string_view path,
                                      std::initializer_list<analysis::PlaceValue> values = {}) const;

    /// A text about ladders: `group` is "fact", "why", "next", "strip", "legend" or
    /// "note".
    [[nodiscard]] std::string ladder(std::string_view group, std::string_view key,
                                     std::initializer_list<analysis::PlaceValue> values = {}) const;

    /// A text of `illustrated.json`: the words around the bytes of an illustrated packet.
    [[nodiscard]] std::string illustrated(std::string_view group, std::string_view key,
                                          std::initializer_list<analysis::PlaceValue> values = {}) const;

    /// The "title" or the "story" of a sample; empty if there is none of that id.
    [[nodiscard]] std::string sample(std::string_view id, std::string_view part) const;
    /// A text of `explanations.json` with its places as they stand; empty if there is none.
    [[nodiscard]] std::string_view explanation(std::string_view section, std::string_view key) const;
    /// Likewise of one value of a field.
    [[nodiscard]] std::string_view explanation(std::string_view section, std::string_view key,
                                               std::uint64_t value) const;

    /// The glossary of a language, see Glossary.
    [[nodiscard]] const TextTable& glossary(Language language) const
    {
        return m_contents[static_cast<std::size_t>(language)].table(ContentFile::Glossary);
    }

    /// What the command line says of the glossary, with its places filled.
    [[nodiscard]] std::string glossaryPhrase(std::string_view key,
                                             std::initializer_list<analysis::PlaceValue> values) const;
    /// A text of `knowledge.json`; empty if there is none.
    [[nodiscard]] std::string_view knowledge(std::string_view section, std::string_view key) const;
    /// Likewise of one value of a field.
    [[nodiscard]] std::string_view knowledge(std::string_view section, std::string_view key,
                                             std::uint64_t value) const;

    /// What an issue expected, or found, as its sentence shows it: `place` is "expected" or "found". Empty if
    /// its sentence does not say it.
    [[nodiscard]] std::string issueNumber(const field::Issue& issue, std::string_view place) const;
    /// What is wrong with a display filter, in one sentence.
    [[nodiscard]] std::string filterError(const filter::FilterError& error) const;
    /// What may help, in one sentence; empty if there is no hint.
    [[nodiscard]] std::string filterHint(const filter::FilterHint& hint) const;
    /// What will surprise, in one sentence.
    [[nodiscard]] std::string filterWarning(const filter::FilterWarning& warning) const;

    /// All texts of a file in the language of now.
    [[nodiscard]] const TextTable& table(ContentFile file) const { return content().table(file); }

    /// Reads all texts of the language now; then what is wrong with the teacher's files, one sentence each.
    [[nodiscard]] std::vector<std::string> check() const;
    /// What is wrong with those read so far.
    [[nodiscard]] std::vector<std::string> complaints() const { return content().complaints(); }

private:
    [[nodiscard]] const Content& content() const { return m_contents[static_cast<std::size_t>(m_language)]; }
    [[nodiscard]] const LabelWords& labels() const { return m_labels[static_cast<std::size_t>(m_language)]; }
    [[nodiscard]] std::string issueNumber(const field::Issue& issue, std::string_view place,
                                          std::uint64_t number) const;
    [[nodiscard]] std::string ruleText(std::string_view id, mqtt::Version version,
                                       std::string_view part) const;

    Language m_language;
    std::array<Content, kLanguages.size()> m_contents;
    std::array<LabelWords, kLanguages.size()> m_labels;
};

/// The version to which a statement belongs, as a key of `rules.json` ("3.1", "3.1.1", "5.0"): ids of ours
/// say it themselves, those of OASIS need the version of the connection (unknown: 3.1.1).
[[nodiscard]] std::string_view standardOf(std::string_view id, mqtt::Version version);

} // namespace mqttscope::teach
