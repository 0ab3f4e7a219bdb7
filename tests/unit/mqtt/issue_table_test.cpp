// SPDX-License-Identifier: GPL-3.0-or-later
#include "dissector/field/issue_table.h"

#include <gtest/gtest.h>

#include <regex>
#include <set>
#include <string>

namespace mqttscope::field {
namespace {

TEST(IssueTable, EveryCodeHasARowWithANameOfItsOwn)
{
    std::set<std::string_view> names;
    for (std::uint16_t code = 0; code < kIssueCodeCount; ++code) {
        const IssueInfo& info = issueInfo(static_cast<IssueCode>(code));
        EXPECT_EQ(static_cast<std::uint16_t>(info.code), code);
        EXPECT_TRUE(std::regex_match(std::string(info.name), std::regex("[a-z0-9]+(-[a-z0-9]+)*")))
            << info.name;
        names.insert(info.name);
    }
    EXPECT_EQ(names.size(), kIssueCodeCount);
    EXPECT_EQ(issueTable().size(), kIssueCodeCount);
}

TEST(IssueTable, IdentifiersHaveTheFormOfTheirStandard)
{
    const std::regex v31("MQTT31-[0-9A.]+-[0-9]+");
    const std::regex v311("MQTT-[0-9.-]+|MQTT311-§[0-9.]+-[a-z0-9-]+|MQTT31-2.2-2");
    const std::regex v5("MQTT-[0-9.]+-[0-9]+|MQTT5-§[0-9.]+[0-9x]-[a-z0-9-]+|MQTT31-2.2-2");
    const auto hold = [](const IssueRule& rule, const std::regex& form) {
        for (const std::string_view id : RuleIds(rule.ids))
            EXPECT_TRUE(std::regex_match(std::string(id), form)) << id;
    };
    for (const IssueInfo& info : issueTable()) {
        hold(info.v31, v31);
        hold(info.v311, v311);
        hold(info.v50, v5);
    }
}

TEST(IssueTable, AVersionWithoutTheRuleHasNothingToSay)
{
    EXPECT_FALSE(issueRule(IssueCode::Utf8Nul, 3).applies);
    EXPECT_FALSE(issueRule(IssueCode::PasswordWithoutUserName, 5).applies);
    EXPECT_TRUE(ruleId(IssueCode::PasswordWithoutUserName, 5).empty());
    EXPECT_EQ(ruleId(IssueCode::PasswordWithoutUserName, 4), "MQTT-3.1.2-22");
    EXPECT_EQ(ruleId(IssueCode::PasswordWithoutUserName, 3), "MQTT31-2.2-5");
}

TEST(IssueTable, VersionsOtherThan31And5AreReadAs311)
{
    for (const int version : {0, 4, 255})
        EXPECT_EQ(ruleId(IssueCode::QosReserved, static_cast<std::uint8_t>(version)), "MQTT-3.3.1-4");
}

TEST(RuleIds, TheFieldMakesThemMorePrecise)
{
    EXPECT_EQ(ruleIds(IssueCode::Utf8Invalid, FieldId::MqttPropReasonString, 5).size(), 1U);
    const RuleIds client = ruleIds(IssueCode::Utf8Invalid, FieldId::MqttClientid, 5);
    ASSERT_EQ(client.size(), 2U);
    EXPECT_EQ(client[0], "MQTT-1.5.4-1");
    EXPECT_EQ(client[1], "MQTT-3.1.3-4");
    EXPECT_EQ(ruleId(IssueCode::ReasonCodeUnknown, FieldId::MqttPubackReason, 5), "MQTT-3.4.2-1");
    EXPECT_EQ(ruleId(IssueCode::Utf8Invalid, FieldId::MqttClientid, 3), "MQTT31-2.5-1")
        << "nothing more precise";
}

} // namespace
} // namespace mqttscope::field
