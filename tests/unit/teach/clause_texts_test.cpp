// SPDX-License-Identifier: GPL-3.0-or-later
// What texts and tables cite: sections that the standards have, statements that are in the statement table.
#include "dissector/field/field_table.h"
#include "dissector/field/statement_table.h"
#include "teach/clauses.h"
#include "teach/content.h"
#include "teach/narration/condition.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <fstream>
#include <map>
#include <set>
#include <string>
#include <vector>

namespace mqttscope::teach {
namespace {

/// Numbers of the sections by version, "3.1.2.10", "Appendix A".
std::map<std::string, std::set<std::string>> sections()
{
    std::map<std::string, std::set<std::string>> numbers;
    std::ifstream in(MQTTSCOPE_SOURCE_DIR "/tests/data/mqtt_sections.tsv");
    for (std::string line; std::getline(in, line);) {
        const std::size_t first = line.find('\t');
        const std::size_t second = line.find('\t', first + 1);
        if (!line.starts_with('#') && second != std::string::npos)
            numbers[line.substr(0, first)].insert(line.substr(first + 1, second - first - 1));
    }
    return numbers;
}

/// "3.1.2.3–3.1.2.9, 3.14" as the three numbers.
std::vector<std::string> numbersIn(std::string_view clauses)
{
    std::vector<std::string> numbers(1);
    for (std::size_t i = 0; i < clauses.size();) {
        const std::string_view rest = clauses.substr(i);
        const std::string_view dash = "–";
        if (rest.starts_with(", ") || rest.starts_with(dash)) {
            numbers.emplace_back();
            i += rest.starts_with(dash) ? dash.size() : 2;
            continue;
        }
        numbers.back() += clauses[i++];
    }
    return numbers;
}

/// Version, field and conditions of a key of `clauses.json`.
struct ClauseKey {
    std::string version;
    std::string field;
    std::string conditions; ///< empty: of the field as a whole
};

ClauseKey clauseKey(const std::string& path)
{
    const std::size_t version = path.find(TextTable::kSeparator);
    const std::size_t space = path.find(' ', version);
    return {path.substr(0, version), path.substr(version + 1, space - version - 1),
            space == std::string::npos ? std::string{} : path.substr(space + 1)};
}

TEST(Clauses, AreSectionsOfTheirStandard)
{
    const auto known = sections();
    ASSERT_EQ(known.size(), 3U);
    ASSERT_GT(clauses().entries().size(), 300U);
    for (const TextTable::Entry& entry : clauses().entries()) {
        const ClauseKey key = clauseKey(entry.path);
        ASSERT_TRUE(known.contains(key.version)) << pathForPeople(entry.path);
        for (const std::string& number : numbersIn(entry.text))
            EXPECT_TRUE(known.at(key.version).contains(number))
                << pathForPeople(entry.path) << ": " << number;
    }
}

TEST(Clauses, OfTheFieldTableAreSectionsToo)
{
    const auto known = sections();
    for (const field::FieldInfo& info : field::fieldTable()) {
        if (!info.name.starts_with("mqtt"))
            continue;
        if (!info.clause.empty()) {
            EXPECT_TRUE(known.at("3.1.1").contains(std::string{info.clause})) << info.name;
        }
        if (!info.clause5.empty()) {
            EXPECT_TRUE(known.at("5.0").contains(std::string{info.clause5})) << info.name;
        }
    }
}

TEST(Clauses, BelongToFieldsOrToTextsThatExist)
{
    const Content content{Language::English};
    for (const TextTable::Entry& entry : clauses().entries()) {
        const ClauseKey key = clauseKey(entry.path);
        EXPECT_FALSE(field::findFields(key.field).empty()) << pathForPeople(entry.path);
        if (key.conditions.empty())
            continue;
        const bool told = std::any_of(kNarrationFiles.begin(), kNarrationFiles.end(), [&](ContentFile file) {
            return !content.text(file, textPath("byte", key.field, key.conditions)).empty() ||
                   !content.text(file, textPath("bit", key.field, key.conditions)).empty();
        });
        EXPECT_TRUE(told) << pathForPeople(entry.path) << ": no text has these conditions";
        const auto conditions = conditionsOf(key.conditions);
        ASSERT_TRUE(conditions) << pathForPeople(entry.path);
        for (const Condition& condition : *conditions) {
            const bool ofAVersion =
                condition.word == "3.1" || condition.word == "3.1.1" || condition.word == "5.0";
            EXPECT_TRUE(!ofAVersion || condition.negated || condition.word == key.version)
                << pathForPeople(entry.path) << ": never chosen in this version";
        }
    }
}

// The field table has the clauses of 3.1.1 and 5.0. Without one here, a connection of 3.1 would cite 3.1.1.
TEST(Clauses, OfVersion31AreThereForAllItsFields)
{
    const std::set<std::string_view> younger = {"mqtt.subscription_options", "mqtt.suback.reason_code"};
    for (const field::FieldInfo& info : field::fieldTable()) {
        if (!info.name.starts_with("mqtt") || info.clause.empty() || info.has(field::kGenerated) ||
            younger.contains(info.name))
            continue;
        EXPECT_FALSE(clauses().find(textPath("3.1", info.name)).empty()) << info.name;
    }
}

// [MQTT-3.1.2-3] and its like.
TEST(Statements, ThatTextsNameAreInTheTable)
{
    std::set<std::string> known;
    for (const field::Statement& statement : field::statementTable())
        known.insert(std::string{statement.id});
    for (const Language language : kLanguages) {
        const Content content{language};
        for (const ContentFile file : kContentFiles) {
            for (const TextTable::Entry& entry : content.table(file).entries()) {
                for (std::size_t at = entry.text.find("[MQTT"); at != std::string::npos;
                     at = entry.text.find("[MQTT", at + 1)) {
                    const std::string id = entry.text.substr(at + 1, entry.text.find(']', at) - at - 1);
                    EXPECT_TRUE(known.contains(id)) << pathForPeople(entry.path) << ": " << id;
                }
            }
        }
    }
}

} // namespace
} // namespace mqttscope::teach
