// SPDX-License-Identifier: GPL-3.0-or-later
// Each statement of the standards that the bytes of one packet can break has a packet that breaks it.
#include "dissector/field/statement_table.h"
#include "tests/unit/mqtt/rule_case.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace mqttscope::test {
namespace {

using Key = std::pair<std::uint8_t, std::string>; ///< version, identifier

std::vector<RuleCase> everyCase()
{
    std::vector<RuleCase> all;
    for (const auto& some : {rules31(), rules311(), rules5Connect(), rules5Publish(), rules5Others()})
        all.insert(all.end(), some.begin(), some.end());
    return all;
}

/// Statements about the frames below MQTT, which the decoder of packets does not see.
bool isAboutWebSocket(const field::Statement& statement)
{
    return statement.clause == "6";
}

bool isByteRule(const field::Statement& statement)
{
    return statement.standing == field::Standing::Rule && statement.evidence == field::Evidence::Bytes &&
           !isAboutWebSocket(statement);
}

TEST(RuleCoverage, EveryStatementAboutBytesHasAPacketThatBreaksIt)
{
    std::set<Key> broken;
    for (const RuleCase& rule : everyCase())
        broken.emplace(static_cast<std::uint8_t>(rule.version), rule.rule);
    int rules = 0;
    for (const field::Statement& statement : field::statementTable()) {
        if (!isByteRule(statement))
            continue;
        ++rules;
        EXPECT_TRUE(broken.contains({statement.version, std::string(statement.id)}))
            << int{statement.version} << ' ' << statement.id;
    }
    EXPECT_EQ(rules, 180 - 1 - 6); // less a recommendation, and three about WebSocket in two versions
}

TEST(RuleCoverage, EveryPacketIsAboutAStatementOfItsVersion)
{
    for (const RuleCase& rule : everyCase()) {
        if (rule.rule.empty())
            continue;
        const auto* statement = field::findStatement(rule.rule, static_cast<std::uint8_t>(rule.version));
        ASSERT_NE(statement, nullptr) << rule.rule << ' ' << rule.what;
        EXPECT_EQ(statement->standing, field::Standing::Rule) << rule.rule << ' ' << rule.what;
    }
}

/// Whether one packet of that version shows the code.
bool isSeenInOnePacket(IssueCode code, Version version)
{
    // A level that belongs to no version is that of no version: one case for each name.
    if (code == IssueCode::ProtocolLevel)
        return version == Version::V50;
    if (code == IssueCode::ProtocolLevel31)
        return version == Version::V31;
    // Whether an alias was set is said to the decoder: DecodePublish.AnAliasThatWasNeverSetIsAProtocolError.
    if (code == IssueCode::TopicAliasUnknown)
        return false;
    return code >= IssueCode::PacketTypeReserved && code <= IssueCode::ServerReferenceCode &&
           field::issueRule(code, static_cast<std::uint8_t>(version)).applies;
}

TEST(RuleCoverage, EveryCodeOfOnePacketIsRaisedInEveryVersionThatHasIt)
{
    std::set<std::pair<Version, IssueCode>> raised;
    for (const RuleCase& rule : everyCase())
        raised.emplace(rule.version, rule.code);
    for (std::uint16_t i = 0; i < field::kIssueCodeCount; ++i) {
        const auto code = static_cast<IssueCode>(i);
        for (const Version version : {Version::V31, Version::V311, Version::V50}) {
            if (isSeenInOnePacket(code, version)) {
                EXPECT_TRUE(raised.contains({version, code}))
                    << field::issueInfo(code).name << " in version " << static_cast<int>(version);
            }
        }
    }
}

} // namespace
} // namespace mqttscope::test
