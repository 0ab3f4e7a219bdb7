// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "teach/glossary/term_index.h"
#include "teach/vocabulary.h"

#include <array>
#include <cstddef>
#include <mutex>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace mqttscope::teach {

/// What is said of one term, in one language. Views live as long as the vocabulary.
struct GlossaryEntry {
    std::string_view id;                 ///< "packet-identifier", the same in all languages
    std::string_view term;               ///< "Packet Identifier", "trame (frame)"
    std::string_view text;               ///< one or two sentences
    std::string_view clause;             ///< "MQTT 3.1.1 §2.3.1, MQTT 5.0 §2.2.1"; may be empty
    std::vector<std::string_view> forms; ///< the spellings in which texts have it
    std::vector<std::string_view> see;   ///< ids of related terms
};

/// A term in a text: where it stands, in bytes.
struct GlossarySpan {
    std::size_t begin = 0;
    std::size_t length = 0;
    const GlossaryEntry* entry = nullptr; ///< never null
};

/// The words that a student meets, explained, from `glossary.json`: what a teacher's folder holds replaces
/// it. Speaks the language of a vocabulary at the time of the question; made ready once for each language,
/// when it is first asked. Any thread.
class Glossary {
public:
    /// The vocabulary must outlive the glossary.
    explicit Glossary(const Vocabulary& words) : m_words(&words) {}

    /// All entries, sorted by term as a reader of the language expects it.
    [[nodiscard]] std::span<const GlossaryEntry> entries() const { return ready().entries; }
    /// The entry of an id; null if there is none.
    [[nodiscard]] const GlossaryEntry* entry(std::string_view id) const;

    /// The terms in a text (see TermIndex), from the beginning on.
    [[nodiscard]] std::vector<GlossarySpan> find(std::string_view text) const;
    /// The entry that a label names as a whole: "Keep Alive (délai de maintien)"; null if none.
    [[nodiscard]] const GlossaryEntry* match(std::string_view label) const;

    /// The term in the other language, without what it has in common with this one: "trame" for "Frame";
    /// empty if they do not differ.
    [[nodiscard]] std::string otherWord(const GlossaryEntry& entry) const;
    /// The clause as the language writes it.
    [[nodiscard]] std::string clause(const GlossaryEntry& entry) const;

    /// Entries for what somebody types, in either language, with or without accents: names before texts, and
    /// names that begin with it before those that only contain it. Everything if nothing was typed.
    [[nodiscard]] std::vector<const GlossaryEntry*> search(std::string_view typed) const;
    /// The entry of which a word is a name: term, form or id, in either language, with or without accents;
    /// null if there is none.
    [[nodiscard]] const GlossaryEntry* named(std::string_view word) const;
    /// Up to `most` entries whose names are spelled much like a word that is no term.
    [[nodiscard]] std::vector<const GlossaryEntry*> nearest(std::string_view word, std::size_t most) const;

private:
    /// What is looked through for an entry.
    struct Names {
        std::vector<std::string> own; ///< folded terms and forms of both languages
        std::string text;             ///< folded
    };
    struct Ready {
        std::once_flag once;
        std::vector<GlossaryEntry> entries;
        std::vector<Names> names; ///< one for each
        TermIndex index;
    };

    [[nodiscard]] const Ready& ready() const;
    void makeReady(Language language, Ready& ready) const;
    [[nodiscard]] Names namesOf(const GlossaryEntry& entry, Language language) const;
    [[nodiscard]] const GlossaryEntry* formOf(std::string_view text) const;

    const Vocabulary* m_words;
    mutable std::array<Ready, kLanguages.size()> m_ready;
};

} // namespace mqttscope::teach
