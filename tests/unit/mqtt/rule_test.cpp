// SPDX-License-Identifier: GPL-3.0-or-later
// Each rule of the three standards that one packet can break is named, and nothing else is.
#include "tests/unit/mqtt/rule_case.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

namespace mqttscope::test {
namespace {

class Rule : public testing::TestWithParam<RuleCase> {};

TEST_P(Rule, IsNamedWhereBrokenAndOnlyThere)
{
    const RuleCase& rule = GetParam();
    const Decoded broken = decodeAs(rule.broken, rule.version, rule.direction);
    ASSERT_EQ(broken.log.issues().size(), 1U) << testing::PrintToString([&] {
        std::vector<std::string> names;
        for (const IssueCode code : broken.codes())
            names.emplace_back(field::issueInfo(code).name);
        return names;
    }());
    const field::Issue& issue = broken.log.issues().front();
    EXPECT_EQ(issue.code, rule.code) << field::issueInfo(issue.code).name;
    EXPECT_EQ(issue.severity, rule.severity);
    EXPECT_EQ(issue.source, 1);
    EXPECT_LE(issue.range.end(), broken.bytes.size());
    EXPECT_EQ(broken.result.malformed, issue.severity >= Severity::Malformed);
    EXPECT_EQ(broken.result.protocolError, issue.severity >= Severity::ProtocolError);
    const auto ids =
        field::ruleIds(issue.code, issue.field, static_cast<std::uint8_t>(broken.result.version));
    EXPECT_NE(std::find(ids.begin(), ids.end(), rule.rule), ids.end())
        << "named instead: " << (ids.empty() ? "nothing" : ids[0]);

    const Decoded valid = decodeAs(rule.valid, rule.version, rule.direction);
    EXPECT_TRUE(valid.log.empty()) << field::issueInfo(valid.codes().front()).name;
    EXPECT_TRUE(valid.result.complete);
}

std::string nameOf(const testing::TestParamInfo<RuleCase>& info)
{
    std::string name = "N" + std::to_string(info.index) + "_";
    for (const char c : info.param.rule) {
        if (std::isalnum(static_cast<unsigned char>(c)) != 0)
            name += c;
    }
    return name;
}

INSTANTIATE_TEST_SUITE_P(Mqtt31, Rule, testing::ValuesIn(rules31().begin(), rules31().end()), nameOf);
INSTANTIATE_TEST_SUITE_P(Mqtt311, Rule, testing::ValuesIn(rules311().begin(), rules311().end()), nameOf);
INSTANTIATE_TEST_SUITE_P(Mqtt5Connect, Rule,
                         testing::ValuesIn(rules5Connect().begin(), rules5Connect().end()), nameOf);
INSTANTIATE_TEST_SUITE_P(Mqtt5Publish, Rule,
                         testing::ValuesIn(rules5Publish().begin(), rules5Publish().end()), nameOf);
INSTANTIATE_TEST_SUITE_P(Mqtt5Others, Rule, testing::ValuesIn(rules5Others().begin(), rules5Others().end()),
                         nameOf);

} // namespace
} // namespace mqttscope::test
