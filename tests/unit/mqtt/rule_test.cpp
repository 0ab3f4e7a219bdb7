// SPDX-License-Identifier: GPL-3.0-or-later
// Each rule of the three standards that one packet can break is named, and nothing else is.
#include "dissector/field/field_table.h"
#include "tests/unit/mqtt/rule_case.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

namespace mqttscope::test {
namespace {

/// Whether the place of the issue is one of its field: in it, around it, or beside it in the same group. A
/// field that is missing has none.
bool pointsAtItsField(const Decoded& decoded, const field::Issue& issue)
{
    const auto contains = [](field::ByteRange outer, field::ByteRange inner) {
        return outer.offset <= inner.offset && inner.end() <= outer.end();
    };
    const auto nodes = decoded.tree.nodes();
    const auto ofField = [&](const field::FieldNode& node) { return node.id == issue.field; };
    const auto isNear = [&](const field::FieldNode& node) {
        return ofField(node) &&
               (contains(issue.range, node.range) || contains(nodes[node.parent].range, issue.range));
    };
    return issue.range.length == 0 || std::none_of(nodes.begin(), nodes.end(), ofField) ||
           std::any_of(nodes.begin(), nodes.end(), isNear);
}

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
    EXPECT_TRUE(pointsAtItsField(broken, issue)) << field::fieldInfo(issue.field).name;
    EXPECT_EQ(broken.result.malformed, issue.severity >= Severity::Malformed);
    EXPECT_EQ(broken.result.protocolError, issue.severity >= Severity::ProtocolError);
    const auto ids =
        field::ruleIds(issue.code, issue.field, static_cast<std::uint8_t>(broken.result.version));
    if (rule.rule.empty())
        EXPECT_TRUE(ids.empty()) << ids[0];
    else
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

struct WrongLength {
    const char* name;
    Bytes bytes;
    IssueCode code;
    std::uint64_t due;
    std::uint64_t found;
};

// Too long or too short: both numbers are Remaining Lengths.
TEST(LengthIssue, SaysTheLengthDueAndTheLengthFound)
{
    const WrongLength cases[] = {
        {"long CONNACK", raw("\x20\x05\x00\x00\x01\x02\x03"), IssueCode::ConnackLength, 2, 5},
        {"short CONNACK", raw("\x20\x01\x00"), IssueCode::ConnackLength, 2, 1},
        {"long PUBACK", raw("\x40\x03\x00\x01\x00"), IssueCode::AckLength, 2, 3},
        {"short PUBACK", raw("\x40\x01\x00"), IssueCode::AckLength, 2, 1},
        {"long UNSUBACK", raw("\xb0\x04\x00\x01\x00\x00"), IssueCode::UnsubackLength, 2, 4},
        {"long PINGREQ", raw("\xc0\x01\x00"), IssueCode::PingLength, 0, 1},
    };
    for (const WrongLength& wrong : cases) {
        const Decoded decoded = decodeAs(wrong.bytes, Version::V311);
        const field::Issue* issue = decoded.find(wrong.code);
        ASSERT_NE(issue, nullptr) << wrong.name;
        EXPECT_EQ(issue->expected, wrong.due) << wrong.name;
        EXPECT_EQ(issue->found, wrong.found) << wrong.name;
    }
}

} // namespace
} // namespace mqttscope::test
