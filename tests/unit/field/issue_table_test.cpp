// SPDX-License-Identifier: GPL-3.0-or-later
// The rules that every row of the issue table keeps, and looking statements up.
#include "dissector/field/issue_table.h"

#include <algorithm>
#include <array>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <regex>
#include <set>
#include <string>
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
    EXPECT_EQ(ruleId(IssueCode::PasswordWithoutUserName, k31), "MQTT31-2.2-5");
    EXPECT_EQ(ruleId(IssueCode::PasswordWithoutUserName, k311), "MQTT-3.1.2-22");
    EXPECT_EQ(ruleId(IssueCode::PasswordWithoutUserName, k50), "");
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
    EXPECT_EQ(ruleId(IssueCode::ReasonCodeUnknown, FieldId::MqttPubackReason, k50), "MQTT-3.4.2-1");
    EXPECT_EQ(ruleId(IssueCode::Utf8Invalid, FieldId::MqttClientid, k31), "MQTT31-2.5-1")
        << "nothing more precise";
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
