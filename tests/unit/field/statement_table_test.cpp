// SPDX-License-Identifier: GPL-3.0-or-later
// Every normative statement is a rule that some code names, or says why it is none.
#include "dissector/field/statement_table.h"

#include "dissector/field/issue_table.h"
#include "tests/unit/field/namings.h"
#include "tests/unit/field/rules_doc.h"

#include <algorithm>
#include <array>
#include <fstream>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <map>
#include <set>
#include <sstream>
#include <string>
#include <utility>

namespace mqttscope::field {
namespace {

using test::Naming;
using test::namings;

using Key = std::pair<std::uint8_t, std::string>; ///< version, identifier

std::uint8_t versionOf(std::string_view text)
{
    return text == "3.1" ? 3 : text == "3.1.1" ? 4 : 5;
}

std::set<Key> listedIds()
{
    std::set<Key> all;
    std::ifstream in(MQTTSCOPE_SOURCE_DIR "/tests/unit/field/statement_ids.txt");
    for (std::string line; std::getline(in, line);) {
        std::istringstream words(line);
        std::string version;
        std::string id;
        words >> version >> id;
        if (version != "#")
            all.emplace(versionOf(version), id);
    }
    return all;
}

TEST(StatementTable, HasTheStatementsOfTheList)
{
    std::set<Key> rows;
    for (const Statement& row : statementTable())
        EXPECT_TRUE(rows.emplace(row.version, row.id).second) << row.id << " twice";
    EXPECT_EQ(rows, listedIds());
}

TEST(StatementTable, CountsOfTheStandards)
{
    std::map<std::pair<int, Evidence>, int> count;
    std::map<Evidence, int> all;
    for (const Statement& row : statementTable()) {
        ++all[row.evidence];
        if (row.id.starts_with("MQTT-"))
            ++count[{row.version, row.evidence}];
    }
    EXPECT_EQ(all[Evidence::Bytes], 180);
    EXPECT_EQ(all[Evidence::Exchange], 282);
    EXPECT_EQ(all[Evidence::Time], 22);
    EXPECT_EQ(all[Evidence::No], 26);
    EXPECT_EQ((count[{4, Evidence::Bytes}]), 46);
    EXPECT_EQ((count[{4, Evidence::Exchange}]), 79);
    EXPECT_EQ((count[{5, Evidence::Bytes}]), 65);
    EXPECT_EQ((count[{5, Evidence::Exchange}]), 167);
}

TEST(StatementTable, ClausesAreThoseOfTheIdentifiers)
{
    // Of "3.1.2.11" and "3.1.2-7": "3.1"; of "6" and "6.0.0-1": "6.0".
    const auto chapterAndSection = [](std::string_view text) {
        const auto dot = text.find('.');
        return dot == std::string_view::npos ? std::string(text) + ".0"
                                             : std::string(text.substr(0, text.find_first_of(".-", dot + 1)));
    };
    for (const Statement& row : statementTable()) {
        EXPECT_FALSE(row.clause.empty()) << row.id;
        // 3.1.1 prints MQTT-3-8.3-4 for what should be 3.8.3-4.
        if (row.id.starts_with("MQTT-") && row.id != "MQTT-3-8.3-4") {
            EXPECT_EQ(chapterAndSection(row.id.substr(5)), chapterAndSection(row.clause)) << row.id;
        }
    }
}

TEST(StatementTable, EveryRuleIsNamedAndNothingElse)
{
    std::set<Key> named;
    for (const Naming& naming : namings())
        named.emplace(naming.version, naming.id);
    for (const Statement& row : statementTable()) {
        EXPECT_EQ(named.contains({row.version, std::string(row.id)}), row.standing == Standing::Rule)
            << int{row.version} << ' ' << row.id << ": " << nameOf(row.standing);
    }
}

TEST(StatementTable, EveryIdentifierNamedIsThereInItsVersion)
{
    for (const Naming& naming : namings()) {
        EXPECT_NE(findStatement(naming.id, naming.version), nullptr)
            << issueInfo(naming.code).name << " in version " << int{naming.version} << ": " << naming.id;
    }
}

/// Where a code is not as severe as a statement that it names.
struct Exception {
    IssueCode code;
    std::uint8_t version;
    std::string_view id;
    std::string_view reason;
};

constexpr std::array kExceptions = {
    Exception{IssueCode::ClientIdMissing, 3, "MQTT31-3.1-2",
              "a wrong length of the identifier is a protocol error, a payload without it is malformed"},
    Exception{IssueCode::ReasonCodeDoubtful, 5, "MQTT-3.14.2-1",
              "one table of the standard allows the code, another one does not"},
    Exception{IssueCode::PropertyWrongSender, 5, "MQTT5-§2.2.2.2-property-not-allowed",
              "the property belongs to DISCONNECT, only the sender is wrong: the packet can be read"},
    Exception{IssueCode::PubackMissing, 3, "MQTT31-3.3-2",
              "whether PUBLISH was authorized is not on the wire"},
    Exception{IssueCode::PubackMissing, 4, "MQTT-3.3.5-2",
              "whether PUBLISH was authorized is not on the wire"},
    Exception{IssueCode::PubrecMissing, 3, "MQTT31-3.3-2",
              "whether PUBLISH was authorized is not on the wire"},
    Exception{IssueCode::PubrecMissing, 4, "MQTT-3.3.5-2",
              "whether PUBLISH was authorized is not on the wire"},
};

TEST(StatementTable, SeveritiesAgreeOrTheReasonIsKnown)
{
    std::size_t exceptions = 0;
    for (const Naming& naming : namings()) {
        const Statement* row = findStatement(naming.id, naming.version);
        ASSERT_NE(row, nullptr) << naming.id;
        const bool excepted = std::any_of(kExceptions.begin(), kExceptions.end(), [&](const Exception& e) {
            return e.code == naming.code && e.version == naming.version && e.id == naming.id;
        });
        exceptions += excepted ? 1 : 0;
        // Losing the layout is what becomes of a malformed packet, not a kind of fault of the standard.
        EXPECT_EQ(std::min(naming.severity, Severity::Malformed) == row->severity, !excepted)
            << issueInfo(naming.code).name << " in version " << int{naming.version} << ": " << naming.id;
    }
    EXPECT_EQ(exceptions, kExceptions.size());
}

TEST(StatementTable, NamesOfEnumerators)
{
    EXPECT_EQ(nameOf(Owner::Receiver), "receiver");
    EXPECT_EQ(nameOf(Evidence::Exchange), "exchange");
    EXPECT_EQ(nameOf(View::BothHops), "both-hops");
    EXPECT_EQ(nameOf(Standing::PermissionNotDuty), "permission-not-duty");
}

TEST(FindStatement, DependsOnTheVersion)
{
    ASSERT_NE(findStatement("MQTT-3.8.3-2", 4), nullptr);
    EXPECT_EQ(findStatement("MQTT-3.8.3-2", 4)->standing, Standing::NotAnnounced);
    ASSERT_NE(findStatement("MQTT-3.8.3-2", 5), nullptr);
    EXPECT_EQ(findStatement("MQTT-3.8.3-2", 5)->standing, Standing::Rule);
    EXPECT_EQ(findStatement("MQTT-3.8.3-2", 3), nullptr);
    EXPECT_EQ(findStatement("", 5), nullptr);
}

TEST(RulesDoc, IsWhatTheTablesSay)
{
    std::ifstream in(MQTTSCOPE_SOURCE_DIR "/docs/rules.md", std::ios::binary);
    ASSERT_TRUE(in) << "docs/rules.md is missing; write it with build/release/bin/tests/rules_doc";
    std::ostringstream text;
    text << in.rdbuf();
    EXPECT_TRUE(text.str() == test::rulesDoc()) << "docs/rules.md is not what the tables say; write it "
                                                   "again with build/release/bin/tests/rules_doc";
}

} // namespace
} // namespace mqttscope::field
