// SPDX-License-Identifier: GPL-3.0-or-later
// The rules that every row of the issue table keeps, and looking statements up.
#include "dissector/field/issue_table.h"

#include <algorithm>
#include <array>
#include <fstream>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <regex>
#include <set>
#include <sstream>
#include <string>
#include <utility>
#include <vector>

namespace mqttscope::field {
namespace {

using testing::ElementsAre;

constexpr std::uint8_t k31 = 3;
constexpr std::uint8_t k311 = 4;
constexpr std::uint8_t k50 = 5;
constexpr std::array kVersions = {k31, k311, k50};

std::vector<std::string> list(const RuleIds& ids)
{
    return {ids.begin(), ids.end()};
}

/// (version, identifier) of every statement of the standards.
std::set<std::pair<std::uint8_t, std::string>> statements()
{
    std::set<std::pair<std::uint8_t, std::string>> all;
    std::ifstream in(MQTTSCOPE_SOURCE_DIR "/tests/unit/field/statement_ids.txt");
    for (std::string line; std::getline(in, line);) {
        std::istringstream words(line);
        std::string version;
        std::string id;
        words >> version >> id;
        if (version != "#")
            all.emplace(version == "3.1" ? k31 : version == "3.1.1" ? k311 : k50, id);
    }
    return all;
}

TEST(IssueTable, RowsStandInTheOrderOfTheCodes)
{
    ASSERT_EQ(issueTable().size(), kIssueCodeCount);
    for (std::size_t i = 0; i < issueTable().size(); ++i) {
        EXPECT_EQ(issueTable()[i].code, static_cast<IssueCode>(i));
        EXPECT_EQ(&issueInfo(static_cast<IssueCode>(i)), &issueTable()[i]);
    }
}

TEST(IssueTable, NamesAreUniqueAndInKebabCase)
{
    std::set<std::string_view> names;
    for (const IssueInfo& info : issueTable()) {
        EXPECT_TRUE(std::regex_match(std::string(info.name), std::regex("[a-z0-9]+(-[a-z0-9]+)*")))
            << info.name;
        EXPECT_TRUE(names.insert(info.name).second) << info.name;
    }
}

TEST(IssueTable, EveryCodeMattersInSomeVersion)
{
    for (const IssueInfo& info : issueTable())
        EXPECT_TRUE(info.v31.applies || info.v311.applies || info.v50.applies) << info.name;
}

TEST(IssueTable, AVersionThatIsSilentNamesNoStatement)
{
    for (const IssueInfo& info : issueTable()) {
        for (const std::uint8_t version : kVersions) {
            const IssueRule& rule = issueRule(info.code, version);
            EXPECT_TRUE(rule.applies || rule.ids.empty()) << info.name;
        }
    }
}

TEST(IssueTable, EveryIdentifierIsAStatementOfThatVersion)
{
    const auto known = statements();
    ASSERT_EQ(known.size(), 48U + 162U + 300U);
    for (const IssueInfo& info : issueTable()) {
        for (const std::uint8_t version : kVersions) {
            for (std::uint16_t field = 0; field < kFieldCount; ++field) {
                // The protocol name of 3.1 is held against the rule of 3.1, whatever else the packet says.
                const std::uint8_t ruled = info.code == IssueCode::ProtocolLevel31 ? k31 : version;
                for (const std::string_view id : ruleIds(info.code, static_cast<FieldId>(field), version)) {
                    EXPECT_TRUE(known.contains({ruled, std::string(id)}))
                        << info.name << " in version " << int{version} << ": " << id;
                }
            }
        }
    }
}

TEST(IssueTable, NoListIsLongerThanItsLimit)
{
    for (const IssueInfo& info : issueTable()) {
        for (const std::uint8_t version : kVersions) {
            const std::string_view ids = issueRule(info.code, version).ids;
            const auto words = ids.empty() ? 0 : std::count(ids.begin(), ids.end(), ' ') + 1;
            EXPECT_EQ(static_cast<std::size_t>(words), RuleIds(ids).size()) << info.name;
        }
    }
}

TEST(IssueRule, DependsOnTheVersion)
{
    EXPECT_EQ(issueRule(IssueCode::FixedHeaderFlags, k31).severity, Severity::Warning);
    EXPECT_EQ(issueRule(IssueCode::FixedHeaderFlags, k311).severity, Severity::Malformed);
    EXPECT_FALSE(issueRule(IssueCode::PacketTypeNotInVersion, k50).applies);
}

TEST(IssueRule, OfAnUnknownVersionIsThatOf311)
{
    EXPECT_EQ(&issueRule(IssueCode::QosReserved, 0), &issueRule(IssueCode::QosReserved, k311));
    EXPECT_EQ(&issueRule(IssueCode::QosReserved, 255), &issueRule(IssueCode::QosReserved, k311));
}

TEST(RuleIds, TheFieldMakesThemMorePrecise)
{
    EXPECT_EQ(ruleId(IssueCode::Utf8Invalid, k311), "MQTT-1.5.3-1");
    EXPECT_THAT(list(ruleIds(IssueCode::Utf8Invalid, FieldId::MqttTopic, k311)),
                ElementsAre("MQTT-1.5.3-1", "MQTT-3.3.2-1"));
    EXPECT_THAT(list(ruleIds(IssueCode::Utf8Invalid, FieldId::MqttTopic, k50)),
                ElementsAre("MQTT-1.5.4-1", "MQTT-3.3.2-1"));
}

TEST(RuleIds, WithoutAStatementTheFirstIsEmpty)
{
    EXPECT_EQ(ruleId(IssueCode::StreamGap, k311), "");
    EXPECT_TRUE(ruleIds(IssueCode::StreamGap, FieldId::None, k50).empty());
}

TEST(RuleIds, AreSplitAtSpaces)
{
    EXPECT_TRUE(RuleIds("").empty());
    EXPECT_THAT(list(RuleIds("a")), ElementsAre("a"));
    EXPECT_THAT(list(RuleIds("a b c")), ElementsAre("a", "b", "c"));
}

TEST(RuleIds, AreBounded)
{
    EXPECT_EQ(RuleIds("a b c d e f").size(), RuleIds::kMax);
}

} // namespace
} // namespace mqttscope::field
