// SPDX-License-Identifier: GPL-3.0-or-later
// What the entries of the glossary keep: the same terms in both languages, clauses that exist, two sentences
// at most, no form twice.
#include "teach/content.h"
#include "teach/glossary/fold.h"
#include "teach/glossary/glossary.h"

#include <gtest/gtest.h>

#include <fstream>
#include <map>
#include <regex>
#include <set>
#include <string>

namespace mqttscope::teach {
namespace {

std::vector<std::string> parts(std::string_view text, std::string_view separator)
{
    std::vector<std::string> out;
    for (std::size_t at = 0; at <= text.size();) {
        const std::size_t end = std::min(text.find(separator, at), text.size());
        out.emplace_back(text.substr(at, end - at));
        at = end + separator.size();
    }
    return out;
}

class GlossaryTexts : public testing::TestWithParam<Language> {
protected:
    Vocabulary words{GetParam()};
    Glossary glossary{words};
};

TEST_P(GlossaryTexts, EachEntryIsWhole)
{
    EXPECT_GE(glossary.entries().size(), 150U);
    const std::set<std::string> known = {"term", "forms", "text", "clause", "see"};
    for (const TextTable::Entry& entry : words.glossary(GetParam()).entries()) {
        const auto keys = parts(entry.path, std::string_view{&TextTable::kSeparator, 1});
        if (keys.front() == "say")
            continue;
        ASSERT_EQ(keys.size(), 3U) << pathForPeople(entry.path);
        EXPECT_EQ(keys.front(), "term");
        EXPECT_TRUE(known.contains(keys[2])) << pathForPeople(entry.path);
        EXPECT_FALSE(entry.text.empty()) << pathForPeople(entry.path);
    }
    for (const GlossaryEntry& entry : glossary.entries()) {
        EXPECT_FALSE(entry.term.empty() || entry.text.empty() || entry.forms.empty() || entry.see.empty())
            << entry.id;
        EXPECT_TRUE(std::regex_match(std::string{entry.id}, std::regex{"[a-z0-9-]+"})) << entry.id;
    }
}

TEST_P(GlossaryTexts, EveryFormIsFoundAndTheTermIsOne)
{
    for (const GlossaryEntry& entry : glossary.entries()) {
        for (const std::string_view form : entry.forms) {
            const auto spans = glossary.find(form);
            ASSERT_EQ(spans.size(), 1U) << entry.id << ": " << form;
            EXPECT_EQ(spans.front().entry, &entry) << form;
            EXPECT_EQ(spans.front().length, form.size()) << form;
        }
        EXPECT_EQ(glossary.match(entry.term), &entry) << entry.term;
    }
}

TEST_P(GlossaryTexts, NoFormIsClaimedByTwoTerms)
{
    std::map<std::string, std::string_view> owners;
    for (const GlossaryEntry& entry : glossary.entries()) {
        std::set<std::string_view> own;
        for (const std::string_view form : entry.forms) {
            EXPECT_TRUE(own.insert(form).second) << entry.id << " has " << form << " twice";
            const auto [owner, fresh] = owners.emplace(form, entry.id);
            EXPECT_TRUE(fresh) << form << ": " << owner->second << " and " << entry.id;
        }
    }
}

TEST_P(GlossaryTexts, RelatedTermsExist)
{
    for (const GlossaryEntry& entry : glossary.entries()) {
        for (const std::string_view id : entry.see) {
            EXPECT_NE(glossary.entry(id), nullptr) << entry.id << " names " << id;
            EXPECT_NE(id, entry.id);
        }
    }
}

// Two sentences at most, whole ones, nobody spoken to.
TEST_P(GlossaryTexts, KeepToTheTone)
{
    static const std::regex kEnd{R"([.!?](?=\s|$))"};
    static const std::regex kWrong{
        R"(\b([Yy]ou|[Yy]our|[Vv]ous|[Vv]otre|[Jj]ust|[Ss]imply|[Ss]implement|[Ss]ee above|ci-dessus)\b)"};
    for (const GlossaryEntry& entry : glossary.entries()) {
        const std::string text{entry.text};
        const auto sentences =
            std::distance(std::sregex_iterator(text.begin(), text.end(), kEnd), std::sregex_iterator());
        EXPECT_GE(sentences, 1) << text;
        EXPECT_LE(sentences, 2) << text;
        EXPECT_TRUE(text.ends_with('.')) << text;
        EXPECT_FALSE(std::regex_search(text, kWrong) && entry.id != "multi-level-wildcard" &&
                     entry.id != "layer")
            << text;
    }
}

/// Layers that a class meets; what is said of Wi-Fi radios and tunnels has words of its own.
bool isTaught(std::string_view path)
{
    static const std::regex kOthers{"(field|value|byte|bit)\x1f(ah|avs|chdlc|cmd|erspan|esp|etherip|geneve|"
                                    "gre|gtp|llc|mpls|nsh|null|ppp|pppoe|prism|radiotap|"
                                    "sll|teredo|vxlan|wlan|wlancap)([.\x1f].*)?"};
    return !std::regex_match(std::string{path}, kOthers);
}

// What is written in capitals can be looked up.
TEST_P(GlossaryTexts, WordsInCapitalsOfTheExplanationsAreThere)
{
    // Names of organisations and characters, and protocols that only a value names.
    static const std::set<std::string> kOthers = {"UTC",  "MIME", "DSL",  "HDLC", "NSH", "AH",  "IHL",
                                                  "IBM",  "MQ",   "IANA", "IEEE", "DEL", "ESC", "NUL",
                                                  "IGMP", "ESP",  "L4S",  "LLDP", "II"};
    static const std::regex kCapitals{"[A-Z][A-Z0-9]*[A-Z][A-Z0-9]*"};
    std::map<std::string, std::string> missing;
    int seen = 0;
    const auto look = [&](const TextTable::Entry& entry) {
        for (std::sregex_iterator word(entry.text.begin(), entry.text.end(), kCapitals), end; word != end;
             ++word) {
            const auto begin = static_cast<std::size_t>(word->position());
            const CodePoint before = codePointBefore(entry.text, begin);
            const CodePoint next = codePointAt(entry.text, begin + static_cast<std::size_t>(word->length()));
            const auto joins = [](CodePoint c) {
                return c.bytes != 0 && (isWordCharacter(c.code) || c.code == U'-' || c.code == U'$');
            };
            const bool hex = word->str().find_first_not_of("0123456789ABCDEF") == std::string::npos;
            if (joins(before) || joins(next) || hex || kOthers.contains(word->str()))
                continue;
            ++seen;
            if (glossary.match(word->str()) == nullptr)
                missing.emplace(word->str(), pathForPeople(entry.path));
        }
    };
    const Content content{GetParam()};
    for (const TextTable::Entry& entry : content.table(ContentFile::Glossary).entries()) {
        if (entry.path.ends_with("text"))
            look(entry);
    }
    std::vector<ContentFile> files{kNarrationFiles.begin(), kNarrationFiles.end()};
    files.push_back(ContentFile::Explanations);
    for (const ContentFile file : files) {
        for (const TextTable::Entry& entry : content.table(file).entries()) {
            if (isTaught(entry.path))
                look(entry);
        }
    }
    EXPECT_GT(seen, 1000);
    for (const auto& [word, path] : missing)
        ADD_FAILURE() << word << " in " << path;
}

INSTANTIATE_TEST_SUITE_P(InBothLanguages, GlossaryTexts, testing::ValuesIn(kLanguages),
                         [](const auto& of) { return std::string{languageCode(of.param)}; });

TEST(GlossaryLanguages, HaveTheSameTermsClausesAndRelations)
{
    const Vocabulary words{Language::English};
    const auto english = words.glossary(Language::English).entries();
    const auto french = words.glossary(Language::French).entries();
    ASSERT_EQ(english.size(), french.size());
    for (std::size_t i = 0; i < english.size(); ++i) {
        EXPECT_EQ(english[i].path, french[i].path);
        if (!english[i].path.starts_with("term"))
            continue;
        if (english[i].path.ends_with("clause") || english[i].path.ends_with("see")) {
            EXPECT_EQ(english[i].text, french[i].text) << pathForPeople(english[i].path);
        }
    }
}

TEST(GlossaryClauses, ExistInTheStandards)
{
    std::set<std::string> known;
    std::ifstream in(MQTTSCOPE_SOURCE_DIR "/tests/data/standards/clauses.tsv");
    for (std::string line; std::getline(in, line);) {
        const std::size_t tab = line.find('\t');
        ASSERT_NE(tab, std::string::npos) << line;
        known.insert(line.substr(0, tab) + (tab + 1 < line.size() ? " §" : "") + line.substr(tab + 1));
    }
    EXPECT_GT(known.size(), 400U);
    const Vocabulary words{Language::English};
    const Glossary glossary{words};
    int without = 0;
    for (const GlossaryEntry& entry : glossary.entries()) {
        without += entry.clause.empty() ? 1 : 0;
        if (entry.clause.empty())
            continue;
        for (const std::string& clause : parts(entry.clause, ", "))
            EXPECT_TRUE(known.contains(clause)) << entry.id << ": " << clause;
    }
    EXPECT_LE(without, 4) << "ways to count, and what an analyzer is";
}

} // namespace
} // namespace mqttscope::teach
