// SPDX-License-Identifier: GPL-3.0-or-later
// The table of conformance is complete: a row for every statement, with tests that exist and switches that
// were tried.
#include "dissector/field/issue_table.h"
#include "dissector/field/statement_table.h"
#include "tests/conformance/conformance_doc.h"
#include "tests/conformance/conformance_table.h"
#include "tests/conformance/mutation_record.h"
#include "tests/conformance/test_list.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <iterator>
#include <set>
#include <string>

namespace mqttscope::conformance {
namespace {

std::string named(const Row& row)
{
    return std::to_string(row.version) + " " + std::string(row.id);
}

bool isSwitch(std::string_view name)
{
    constexpr std::string_view kOverlook = "overlook ";
    if (name.starts_with(kOverlook)) {
        const auto issues = field::issueTable();
        return std::any_of(issues.begin(), issues.end(), [&](const field::IssueInfo& info) {
            return info.name == name.substr(kOverlook.size());
        });
    }
    const auto all = switches();
    return std::any_of(all.begin(), all.end(), [&](const Switch& one) { return one.name == name; });
}

TEST(ConformanceTable, HasARowForEveryStatement)
{
    const auto statements = field::statementTable();
    const auto rows = table();
    ASSERT_EQ(rows.size(), statements.size());
    for (std::size_t i = 0; i < rows.size(); ++i) {
        EXPECT_EQ(rows[i].id, statements[i].id);
        EXPECT_EQ(rows[i].version, statements[i].version) << rows[i].id;
    }
}

TEST(ConformanceTable, SaysHowOrWhyNot)
{
    for (const Row& row : table()) {
        EXPECT_EQ(row.why.empty(), row.kind == Kind::Shown) << named(row);
        EXPECT_EQ(row.mutations.empty(), row.kind != Kind::Shown) << named(row);
        EXPECT_TRUE(!row.tests.empty() || row.kind == Kind::NotOfTheEngines) << named(row);
    }
}

/// Tests over real sockets are run with each kind of transport, under its name.
void expectBothTransports(const std::vector<const ListedTest*>& tests, const std::string& what)
{
    for (const std::string_view transport : {"Epoll/", "QTcpSocket/"})
        EXPECT_TRUE(std::any_of(tests.begin(), tests.end(),
                                [&](const ListedTest* test) { return test->full.starts_with(transport); }))
            << what << ": " << transport;
}

TEST(ConformanceTable, NamesTestsThatExist)
{
    const std::vector<ListedTest> all = listedTests();
    ASSERT_FALSE(all.empty());
    for (const Row& row : table()) {
        for (const std::string_view test : split(row.tests, " "))
            EXPECT_FALSE(testsNamed(all, test, row.version, row.id).empty()) << named(row) << ": " << test;
    }
    for (const Row& row : table()) {
        const std::string tests = testsOverSockets(row);
        for (const std::string_view test : split(tests, " "))
            expectBothTransports(testsNamed(all, test, row.version, row.id),
                                 named(row) + " " + std::string(test));
    }
    for (const auto& list : {properties(), persistence()}) {
        for (const Property& property : list) {
            for (const std::string_view test : split(property.tests, " "))
                EXPECT_FALSE(testsNamed(all, test, 0, {}).empty()) << property.name << ": " << test;
        }
    }
}

TEST(ConformanceTable, SocketRowsAreAboutStatementsOfIt)
{
    std::set<std::pair<int, std::string_view>> seen;
    for (const SocketRow& one : socketRows()) {
        EXPECT_FALSE(one.tests.empty()) << one.id;
        EXPECT_NE(field::findStatement(one.id, one.version), nullptr) << one.id;
        EXPECT_TRUE(seen.emplace(one.version, one.id).second) << one.id << " has two rows";
    }
}

// A test over real sockets that no statement names would be looked for in vain.
TEST(ConformanceTable, EveryTestOverSocketsIsNamed)
{
    const std::vector<ListedTest> all = listedTests();
    std::set<std::string> used;
    for (const Row& row : table()) {
        const std::string tests = testsOverSockets(row);
        for (const std::string_view test : split(tests, " "))
            used.emplace(test.substr(0, test.find('/')));
    }
    for (const ListedTest& test : all)
        EXPECT_TRUE(test.program != "conformance_sockets_test" || used.contains(test.name)) << test.full;
}

TEST(ConformanceTable, UsesEverySwitch)
{
    std::set<std::string_view> used;
    const auto use = [&](std::string_view mutations) {
        for (const std::string_view mutation : split(mutations, "; ")) {
            EXPECT_TRUE(isSwitch(mutation)) << mutation;
            used.insert(mutation);
        }
    };
    for (const Row& row : table())
        use(row.mutations);
    for (const auto& list : {properties(), persistence()}) {
        for (const Property& property : list)
            use(property.mutations);
    }
    for (const Switch& one : switches())
        EXPECT_TRUE(used.contains(one.name)) << one.name;
}

// A row whose tests pass without the behaviour would show nothing: scripts/mutate.sh tries each.
TEST(ConformanceTable, EveryRowFailsWithoutItsBehaviour)
{
    const MutationRecord record = readMutationRecord();
    const std::vector<ListedTest> all = listedTests();
    std::size_t expected = 0;
    const auto look = [&](int version, std::string_view id, std::string_view tests,
                          std::string_view mutations) {
        std::set<std::string> names;
        for (const std::string_view test : split(tests, " ")) {
            for (const ListedTest* found : testsNamed(all, test, version, id))
                names.insert(found->full);
        }
        for (const std::string_view mutation : split(mutations, "; ")) {
            ++expected;
            const auto found = record.find({version, std::string(id), std::string(mutation)});
            ASSERT_NE(found, record.end())
                << id << ": " << mutation << " was not tried; run scripts/mutate.sh";
            EXPECT_TRUE(names.contains(found->second)) << id << ": " << mutation << ": " << found->second;
        }
    };
    for (const Row& row : table())
        look(row.version, row.id, row.tests, row.mutations);
    for (const auto& list : {properties(), persistence()}) {
        for (const Property& property : list)
            look(0, property.name, property.tests, property.mutations);
    }
    EXPECT_EQ(record.size(), expected);
}

TEST(ConformanceTable, DocumentIsUpToDate)
{
    std::ifstream file(MQTTSCOPE_SOURCE_DIR "/docs/conformance.md", std::ios::binary);
    const std::string text{std::istreambuf_iterator<char>(file), {}};
    EXPECT_TRUE(text == conformanceDoc()) << "run build/release/bin/tests/conformance_doc";
}

} // namespace
} // namespace mqttscope::conformance
