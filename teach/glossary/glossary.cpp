// SPDX-License-Identifier: GPL-3.0-or-later
#include "teach/glossary/glossary.h"

#include "teach/glossary/fold.h"

#include <algorithm>
#include <tuple>
#include <utility>

namespace mqttscope::teach {
namespace {

/// The pieces of a text between separators; empty ones are left out.
std::vector<std::string_view> split(std::string_view text, char separator)
{
    std::vector<std::string_view> parts;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find(separator), text.size());
        if (end > 0)
            parts.push_back(text.substr(0, end));
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return parts;
}

/// "trame (frame)" as "trame" and "frame"; the second is empty without brackets.
std::pair<std::string_view, std::string_view> termAndGloss(std::string_view term)
{
    const std::size_t open = term.find(" (");
    if (open == std::string_view::npos || !term.ends_with(')'))
        return {term, {}};
    return {term.substr(0, open), term.substr(open + 2, term.size() - open - 3)};
}

Language other(Language language)
{
    return language == Language::French ? Language::English : Language::French;
}

} // namespace

const Glossary::Ready& Glossary::ready() const
{
    const Language language = m_words->language();
    Ready& ready = m_ready[static_cast<std::size_t>(language)];
    std::call_once(ready.once, [&] { makeReady(language, ready); });
    return ready;
}

void Glossary::makeReady(Language language, Ready& ready) const
{
    const TextTable& texts = m_words->glossary(language);
    for (const TextTable::Entry& text : texts.entries()) {
        constexpr std::string_view kGroup = "term\x1f";
        std::string_view path = text.path;
        if (!path.starts_with(kGroup))
            continue;
        path.remove_prefix(kGroup.size());
        const std::size_t end = path.find(TextTable::kSeparator);
        const std::string_view id = path.substr(0, end);
        if (ready.entries.empty() || ready.entries.back().id != id)
            ready.entries.push_back({.id = id, .term = {}, .text = {}, .clause = {}, .forms = {}, .see = {}});
        GlossaryEntry& entry = ready.entries.back();
        const std::string_view part =
            end == std::string_view::npos ? std::string_view{} : path.substr(end + 1);
        if (part == "term")
            entry.term = text.text;
        else if (part == "text")
            entry.text = text.text;
        else if (part == "clause")
            entry.clause = text.text;
        else if (part == "forms")
            entry.forms = split(text.text, '|');
        else if (part == "see")
            entry.see = split(text.text, ' ');
    }
    std::sort(ready.entries.begin(), ready.entries.end(), [](const GlossaryEntry& a, const GlossaryEntry& b) {
        const std::string first = folded(a.term);
        const std::string second = folded(b.term);
        return std::tie(first, a.id) < std::tie(second, b.id);
    });
    for (std::size_t i = 0; i < ready.entries.size(); ++i) {
        for (const std::string_view form : ready.entries[i].forms)
            ready.index.add(form, i);
        ready.names.push_back(namesOf(ready.entries[i], language));
    }
}

Glossary::Names Glossary::namesOf(const GlossaryEntry& entry, Language language) const
{
    Names names;
    const auto add = [&](std::string_view name) { names.own.push_back(folded(name)); };
    const auto addTerm = [&](std::string_view term) {
        const auto [word, gloss] = termAndGloss(term);
        add(word);
        if (!gloss.empty())
            add(gloss);
    };
    addTerm(entry.term);
    for (const std::string_view form : entry.forms)
        add(form);
    const TextTable& texts = m_words->glossary(other(language));
    addTerm(texts.find(textPath("term", entry.id, "term")));
    for (const std::string_view form : split(texts.find(textPath("term", entry.id, "forms")), '|'))
        add(form);
    add(entry.id);
    names.text = folded(entry.text);
    return names;
}

const GlossaryEntry* Glossary::entry(std::string_view id) const
{
    const auto& entries = ready().entries;
    const auto found = std::find_if(entries.begin(), entries.end(),
                                    [&](const GlossaryEntry& entry) { return entry.id == id; });
    return found == entries.end() ? nullptr : &*found;
}

std::vector<GlossarySpan> Glossary::find(std::string_view text) const
{
    const Ready& glossary = ready();
    std::vector<GlossarySpan> spans;
    for (const TermPlace& place : glossary.index.find(text))
        spans.push_back({place.begin, place.length, &glossary.entries[place.term]});
    return spans;
}

const GlossaryEntry* Glossary::formOf(std::string_view text) const
{
    const auto term = ready().index.match(text);
    return term ? &ready().entries[*term] : nullptr;
}

const GlossaryEntry* Glossary::match(std::string_view label) const
{
    const auto [word, gloss] = termAndGloss(label);
    for (const std::string_view name : {label, word, gloss}) {
        const GlossaryEntry* found = name.empty() ? nullptr : formOf(name);
        if (found != nullptr)
            return found;
    }
    return nullptr;
}

std::string Glossary::otherWord(const GlossaryEntry& entry) const
{
    const std::string own = folded(entry.term);
    const auto [word, gloss] =
        termAndGloss(m_words->glossary(other(m_words->language())).find(textPath("term", entry.id, "term")));
    for (const std::string_view name : {word, gloss}) {
        if (!name.empty() && own.find(folded(name)) == std::string::npos)
            return std::string{name};
    }
    return {};
}

std::string Glossary::clause(const GlossaryEntry& entry) const
{
    std::string out{entry.clause};
    if (m_words->language() != Language::French)
        return out;
    // French has a narrow space behind the sign of a paragraph.
    constexpr std::string_view kSign = "§";
    for (std::size_t at = out.find(kSign); at != std::string::npos; at = out.find(kSign, at + kSign.size()))
        out.insert(at + kSign.size(), "\u202f");
    return out;
}

} // namespace mqttscope::teach
