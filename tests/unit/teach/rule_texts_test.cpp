// SPDX-License-Identifier: GPL-3.0-or-later
// The texts of the rules: complete, distinct, the same statements in both languages.
#include "dissector/field/issue_table.h"
#include "dissector/field/statement_table.h"
#include "teach/content.h"
#include "teach/vocabulary.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <fstream>
#include <map>
#include <set>
#include <sstream>
#include <string>
#include <vector>

namespace mqttscope::teach {
namespace {

constexpr std::array<std::uint8_t, 3> kVersions = {3, 4, 5}; ///< as the Protocol Level

/// "5.0", "MQTT-3.1.0-1"
struct StatementName {
    std::string version;
    std::string id;
};

std::vector<StatementName> statementNames()
{
    std::vector<StatementName> names;
    std::ifstream in(MQTTSCOPE_SOURCE_DIR "/tests/unit/field/statement_ids.txt");
    for (std::string line; std::getline(in, line);) {
        std::istringstream words(line);
        StatementName name;
        if (words >> name.version >> name.id && name.version != "#")
            names.push_back(name);
    }
    return names;
}

struct RuleTexts : ::testing::TestWithParam<Language> {
    const Content content{GetParam()};

    [[nodiscard]] std::string text(const StatementName& name, std::string_view part) const
    {
        return std::string{content.text(ContentFile::Rules, textPath(name.version, name.id, part))};
    }
};

INSTANTIATE_TEST_SUITE_P(Languages, RuleTexts, ::testing::ValuesIn(kLanguages),
                         [](const auto& instance) { return std::string{languageCode(instance.param)}; });

TEST_P(RuleTexts, EveryStatementHasRuleAndConsequence)
{
    const std::vector<StatementName> names = statementNames();
    ASSERT_EQ(names.size(), 510U);
    for (const StatementName& name : names) {
        EXPECT_NE(text(name, "rule"), "") << name.version << ' ' << name.id;
        EXPECT_NE(text(name, "consequence"), "") << name.version << ' ' << name.id;
    }
}

TEST_P(RuleTexts, EveryTextBelongsToAStatement)
{
    std::set<std::string> paths;
    for (const StatementName& name : statementNames()) {
        paths.insert(textPath(name.version, name.id, "rule"));
        paths.insert(textPath(name.version, name.id, "consequence"));
    }
    for (const TextTable::Entry& entry : content.table(ContentFile::Rules).entries())
        EXPECT_TRUE(paths.count(entry.path) != 0) << pathForPeople(entry.path);
}

TEST_P(RuleTexts, EveryRowOfTheStatementTableHasItsText)
{
    const Vocabulary words{GetParam()};
    for (const field::Statement& statement : field::statementTable()) {
        const auto version = static_cast<mqtt::Version>(statement.version);
        EXPECT_NE(words.rule(statement.id, version), statement.id);
        EXPECT_NE(words.consequence(statement.id, version), "") << statement.id;
    }
}

TEST_P(RuleTexts, EveryStatementThatAnIssueNamesHasItsText)
{
    const Vocabulary words{GetParam()};
    for (const field::IssueInfo& info : field::issueTable()) {
        for (const std::uint8_t version : kVersions) {
            for (const std::string_view id : field::ruleIds(info.code, field::FieldId::None, version))
                EXPECT_NE(words.rule(id, static_cast<mqtt::Version>(version)), id) << info.name;
        }
    }
}

/// Sentences: a full stop (or the like) followed by a space and a capital, and the last one.
std::size_t sentences(std::string_view text)
{
    std::size_t count = 1;
    for (std::size_t i = 1; i + 2 < text.size(); ++i) {
        const bool ends = text[i] == '.' && text[i + 1] == ' ';
        count += ends && (std::isupper(static_cast<unsigned char>(text[i + 2])) != 0 || text[i + 2] == '(')
                     ? 1U
                     : 0U;
    }
    return count;
}

TEST_P(RuleTexts, AreShort)
{
    for (const StatementName& name : statementNames()) {
        EXPECT_LE(sentences(text(name, "rule")), 2U) << name.id << ": " << text(name, "rule");
        EXPECT_EQ(sentences(text(name, "consequence")), 1U) << name.id << ": " << text(name, "consequence");
        EXPECT_LE(text(name, "rule").size(), 320U) << name.id;
        EXPECT_LE(text(name, "consequence").size(), 240U) << name.id;
    }
}

TEST_P(RuleTexts, EndWithAFullStop)
{
    for (const TextTable::Entry& entry : content.table(ContentFile::Rules).entries())
        EXPECT_TRUE(entry.text.ends_with('.') || entry.text.ends_with(".)")) << entry.text;
}

// 3.1 and 3.1.1 have return codes and no reason codes; a code of 5.0 in their texts would be a mix-up.
TEST_P(RuleTexts, ReasonCodesBelongToVersion5)
{
    for (const StatementName& name : statementNames()) {
        if (name.version == "5.0")
            continue;
        for (const char* part : {"rule", "consequence"}) {
            const std::string words = text(name, part);
            EXPECT_EQ(words.find("eason code"), std::string::npos) << name.id << ": " << words;
            EXPECT_EQ(words.find("de raison"), std::string::npos) << name.id << ": " << words;
            EXPECT_EQ(words.find("Clean Start"), std::string::npos) << name.id << ": " << words;
        }
    }
}

TEST_P(RuleTexts, CleanSessionIsAWordOfTheOlderVersions)
{
    for (const StatementName& name : statementNames()) {
        if (name.version == "5.0") {
            EXPECT_EQ(text(name, "rule").find("Clean Session"), std::string::npos) << name.id;
        }
    }
}

/// The words of a text and its pairs of words, without case and punctuation.
std::set<std::string> features(std::string_view text)
{
    std::vector<std::string> words(1);
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if (std::isalnum(byte) != 0 || byte >= 0x80 || c == '$' || c == '#' || c == '+')
            words.back() += static_cast<char>(std::tolower(byte));
        else if (!words.back().empty())
            words.emplace_back();
    }
    if (words.back().empty())
        words.pop_back();
    std::set<std::string> all{words.begin(), words.end()};
    for (std::size_t i = 1; i < words.size(); ++i)
        all.insert(words[i - 1] + ' ' + words[i]);
    return all;
}

double similarity(const std::set<std::string>& a, const std::set<std::string>& b)
{
    const auto common = static_cast<double>(
        std::count_if(a.begin(), a.end(), [&](const std::string& word) { return b.count(word) != 0; }));
    return common / (static_cast<double>(a.size() + b.size()) - common);
}

// Reason String and User Property of one packet: the same rule for two properties, told in one way on
// purpose.
constexpr std::array kTwins = std::to_array<std::pair<std::string_view, std::string_view>>({
    {"MQTT-3.6.2-2", "MQTT-3.6.2-3"},
    {"MQTT-3.11.2-1", "MQTT-3.11.2-2"},
    {"MQTT-3.15.2-2", "MQTT-3.15.2-3"},
});

bool areTwins(std::string_view a, std::string_view b)
{
    return std::any_of(kTwins.begin(), kTwins.end(), [&](const auto& twins) {
        return (twins.first == a && twins.second == b) || (twins.first == b && twins.second == a);
    });
}

TEST_P(RuleTexts, NoTwoRulesOfAVersionSayTheSame)
{
    constexpr double kTooSimilar = 0.75;
    std::map<std::string, std::vector<std::pair<std::string, std::set<std::string>>>> versions;
    for (const StatementName& name : statementNames())
        versions[name.version].emplace_back(name.id, features(text(name, "rule")));
    for (const auto& [version, rules] : versions) {
        for (std::size_t i = 0; i < rules.size(); ++i) {
            for (std::size_t j = i + 1; j < rules.size(); ++j) {
                if (!areTwins(rules[i].first, rules[j].first)) {
                    EXPECT_LT(similarity(rules[i].second, rules[j].second), kTooSimilar)
                        << version << ": " << rules[i].first << ", " << rules[j].first;
                }
            }
        }
    }
}

TEST_P(RuleTexts, NoTwoConsequencesOfAVersionAreTheSame)
{
    std::map<std::string, std::string> seen;
    for (const StatementName& name : statementNames()) {
        const auto [where, isNew] = seen.try_emplace(name.version + text(name, "consequence"), name.id);
        EXPECT_TRUE(isNew) << name.version << ": " << where->second << ", " << name.id;
    }
}

TEST(RuleTextsOfBothLanguages, HaveTheSameKeys)
{
    const Content english{Language::English};
    const Content french{Language::French};
    const auto one = english.table(ContentFile::Rules).entries();
    const auto other = french.table(ContentFile::Rules).entries();
    ASSERT_EQ(one.size(), other.size());
    for (std::size_t i = 0; i < one.size(); ++i) {
        EXPECT_EQ(one[i].path, other[i].path);
        EXPECT_NE(one[i].text, other[i].text) << "not translated: " << pathForPeople(one[i].path);
    }
}

/// What both languages have to have in common: codes, packet types, numbers.
std::multiset<std::string> facts(std::string_view text)
{
    std::multiset<std::string> found;
    for (std::size_t at = text.find("0x"); at != std::string_view::npos; at = text.find("0x", at + 1))
        found.emplace(text.substr(at, 4));
    return found;
}

TEST(RuleTextsOfBothLanguages, NameTheSameCodes)
{
    const Content english{Language::English};
    const Content french{Language::French};
    for (const TextTable::Entry& entry : english.table(ContentFile::Rules).entries())
        EXPECT_EQ(facts(entry.text), facts(french.text(ContentFile::Rules, entry.path)))
            << pathForPeople(entry.path);
}

} // namespace
} // namespace mqttscope::teach
