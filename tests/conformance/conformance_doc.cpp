// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/conformance/conformance_doc.h"

#include "dissector/field/statement_table.h"
#include "tests/conformance/conformance_table.h"
#include "tests/conformance/mutation_record.h"
#include "tests/conformance/test_list.h"

#include <algorithm>
#include <array>
#include <fmt/format.h>
#include <span>

namespace mqttscope::conformance {
namespace {

constexpr std::array<std::uint8_t, 3> kVersions = {3, 4, 5};

std::string_view versionName(int version)
{
    return version == 3 ? "3.1" : version == 4 ? "3.1.1" : "5.0";
}

/// "`A`, `B`"
std::string listed(std::string_view list, std::string_view separator)
{
    std::string out;
    for (const std::string_view part : split(list, separator))
        out += fmt::format("{}`{}`", out.empty() ? "" : ", ", part);
    return out;
}

/// Without the name of its instantiation.
std::string_view shortName(std::string_view test)
{
    const std::size_t slash = test.find('/');
    return slash < test.find('.') ? test.substr(slash + 1) : test;
}

/// Each switch with the test that fails then.
std::string switchedOff(const MutationRecord& record, int version, std::string_view id,
                        std::string_view mutations)
{
    std::string out;
    for (const std::string_view mutation : split(mutations, "; ")) {
        const auto found = record.find({version, std::string(id), std::string(mutation)});
        out += fmt::format("{}{}: {}", out.empty() ? "" : "; ", mutation,
                           found != record.end() ? fmt::format("`{}`", shortName(found->second)) : "not run");
    }
    return out;
}

void addCounts(std::string& out)
{
    out += "\n| | statements | shown, fails without | shown, nothing to switch off | not of the engines | "
           "over real "
           "sockets too |\n|---|---|---|---|---|---|\n";
    for (const std::uint8_t version : kVersions) {
        const auto count = [&](auto wanted) {
            const auto rows = table();
            return std::count_if(rows.begin(), rows.end(),
                                 [&](const Row& row) { return row.version == version && wanted(row); });
        };
        out += fmt::format("| MQTT {} | {} | {} | {} | {} | {} |\n", versionName(version),
                           count([](const Row&) { return true; }),
                           count([](const Row& row) { return row.kind == Kind::Shown; }),
                           count([](const Row& row) { return row.kind == Kind::Unswitched; }),
                           count([](const Row& row) { return row.kind == Kind::NotOfTheEngines; }),
                           count([](const Row& row) { return !testsOverSockets(row).empty(); }));
    }
}

void addRow(std::string& out, const Row& row, const MutationRecord& record)
{
    const field::Statement* const statement = field::findStatement(row.id, row.version);
    const std::string why(row.kind == Kind::Shown ? std::string_view{}
                          : row.kind == Kind::Unswitched
                              ? std::string_view{"nothing to switch off: "}
                              : std::string_view{"not a behaviour of an engine: "});
    out += fmt::format("| {} | {} | {} | {} | {} | {} |\n", row.id,
                       statement != nullptr ? statement->clause : "",
                       statement != nullptr ? nameOf(statement->owner) : "", listed(row.tests, " "),
                       listed(testsOverSockets(row), " "),
                       row.kind == Kind::Shown ? switchedOff(record, row.version, row.id, row.mutations)
                                               : why + std::string(row.why));
}

void addProperties(std::string& out, const std::span<const Property> all, const MutationRecord& record)
{
    for (const Property& property : all)
        out += fmt::format("| {} | {} | {} |\n", property.name, listed(property.tests, " "),
                           switchedOff(record, 0, property.name, property.mutations));
}

void addSwitches(std::string& out)
{
    out += "\n## Switches\n\n*overlook CODE*: the engine takes no notice of a packet with that kind of fault "
           "([codes](rules.md#codes)). The others:\n\n| switch | what the engine does then |\n|---|---|\n";
    for (const Switch& one : switches())
        out += fmt::format("| {} | {} |\n", one.name, one.meaning);
}

} // namespace

std::string conformanceDoc()
{
    const MutationRecord record = readMutationRecord();
    std::string out =
        "# Conformance\n\n"
        "<!-- Written by build/release/bin/tests/conformance_doc from tests/conformance; a test holds it "
        "equal. Do "
        "not edit. -->\n\n"
        "Every normative statement of the three versions ([rules](rules.md)), and the tests that show it on "
        "the "
        "engines of broker and\nclient, in virtual time. *Fails without*: the behaviour was switched off "
        "(`scripts/mutate.sh`), and the test named behind the switch\nfailed. `/@` stands for the packets "
        "that "
        "break the statement. The tests are in `tests/conformance`, `tests/unit/broker` "
        "and `tests/unit/broker_net`.\n\n*Over "
        "sockets*: "
        "the important ones "
        "are shown a second time by a whole broker and its clients over TCP, with both kinds of\ntransport, "
        "by "
        "the tests named there "
        "(`tests/conformance/sockets_*`): what breaks a rule is answered as the standard wants, and "
        "a\nclient "
        "beside it is served on.\n";
    addCounts(out);
    for (const std::uint8_t version : kVersions) {
        out += fmt::format("\n## Statements of MQTT {}\n\n"
                           "| statement | clause | owed by | tests | over sockets | fails without |\n"
                           "|---|---|---|---|---|---|\n",
                           versionName(version));
        for (const Row& row : table()) {
            if (row.version == version)
                addRow(out, row, record);
        }
    }
    out += "\n## Properties\n\nWith random clients of all versions, random faults of the network and random "
           "times; the analyzer finds no rule broken.\n\n"
           "| property | tests | fails without |\n|---|---|---|\n";
    addProperties(out, properties(), record);
    out += "\n## What outlives the broker\n\nThe state that MQTT keeps as long as a session exists, over "
           "restarts "
           "of the broker and `kill -9`: what the\nengine tells its journal, what is written, what another "
           "broker "
           "makes of it.\n\n| kept | tests | fails without |\n|---|---|---|\n";
    addProperties(out, persistence(), record);
    addSwitches(out);
    return out;
}

std::string mutationPlan()
{
    const std::vector<ListedTest> all = listedTests();
    std::string out;
    const auto add = [&](int version, std::string_view id, std::string_view tests,
                         std::string_view mutations) {
        std::string names;
        for (const std::string_view test : split(tests, " ")) {
            for (const ListedTest* found : testsNamed(all, test, version, id))
                names += fmt::format("\t{}:{}", found->program, found->full);
        }
        for (const std::string_view mutation : split(mutations, "; "))
            out += fmt::format("{}\t{}\t{}{}\n", version, id, mutation, names);
    };
    for (const Row& row : table())
        add(row.version, row.id, row.tests, row.mutations);
    for (const auto& list : {properties(), persistence()}) {
        for (const Property& property : list)
            add(0, property.name, property.tests, property.mutations);
    }
    return out;
}

} // namespace mqttscope::conformance
