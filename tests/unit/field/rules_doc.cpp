// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/unit/field/rules_doc.h"

#include "dissector/field/issue_table.h"
#include "dissector/field/statement_table.h"
#include "tests/unit/field/namings.h"

#include <algorithm>
#include <array>
#include <fmt/format.h>
#include <map>
#include <string_view>
#include <utility>

namespace mqttscope::test {
namespace {

using field::Evidence;
using field::Severity;
using field::Standing;
using field::Statement;
using field::View;

/// The codes of a statement, each in backquotes.
using Codes = std::map<std::pair<std::uint8_t, std::string>, std::string>;

Codes codesByStatement()
{
    Codes codes;
    for (const Naming& naming : namings()) {
        std::string& list = codes[{naming.version, naming.id}];
        list += fmt::format("{}`{}`", list.empty() ? "" : ", ", field::issueInfo(naming.code).name);
    }
    return codes;
}

std::string_view severityName(Severity severity)
{
    switch (severity) {
    case Severity::Note:
        return "note";
    case Severity::Warning:
        return "warning";
    case Severity::ProtocolError:
        return "protocol error";
    case Severity::Malformed:
        return "malformed";
    case Severity::Unreadable:
        return "unreadable";
    }
    return {};
}

std::string_view evidenceName(Evidence evidence)
{
    return evidence == Evidence::No ? "-" : nameOf(evidence);
}

std::string_view viewName(View view)
{
    switch (view) {
    case View::OnePacket:
        return "one packet";
    case View::Connection:
        return "connection";
    case View::Session:
        return "session";
    case View::BothHops:
        return "both hops";
    case View::Nowhere:
        return "-";
    }
    return {};
}

/// Why it is no rule, in words.
std::string_view reason(Standing standing)
{
    switch (standing) {
    case Standing::Rule:
        return "";
    case Standing::InternalState:
        return "internal state of one side";
    case Standing::LooksLikeAnOrdinaryMessage:
        return "the message would look like any other";
    case Standing::ReadAsOtherBytes:
        return "the bytes would be read as payload or properties";
    case Standing::FieldsWithoutLabel:
        return "the fields in question do not tell which they are";
    case Standing::CannotBeWritten:
        return "the format cannot express it";
    case Standing::NotAnnounced:
        return "depends on what is not announced";
    case Standing::TimeNotDefined:
        return "a delay, without a limit that is named";
    case Standing::PermissionNotDuty:
        return "a permission or advice, no duty";
    case Standing::AboutAProduct:
        return "about a product, not about a connection";
    }
    return {};
}

void addCounts(std::string& out)
{
    out += "\n| | statements | rules | one packet | connection | session | both hops | not observable |\n"
           "|---|---|---|---|---|---|---|---|\n";
    const auto count = [](std::uint8_t version, auto wanted) {
        const auto rows = field::statementTable();
        return std::count_if(rows.begin(), rows.end(),
                             [&](const Statement& row) { return row.version == version && wanted(row); });
    };
    for (const std::uint8_t version : kRuledVersions) {
        out += fmt::format(
            "| MQTT {} | {} | {} |", versionName(version), count(version, [](const auto&) { return true; }),
            count(version, [](const Statement& row) { return row.standing == Standing::Rule; }));
        for (const View view :
             {View::OnePacket, View::Connection, View::Session, View::BothHops, View::Nowhere})
            out +=
                fmt::format(" {} |", count(version, [&](const Statement& row) { return row.view == view; }));
        out += '\n';
    }
}

void addStatement(std::string& out, const Statement& row, const Codes& codes)
{
    const auto named = codes.find({row.version, std::string(row.id)});
    const std::string last = row.standing != Standing::Rule ? "no rule: " + std::string(reason(row.standing))
                             : named == codes.end()         ? ""
                                                            : named->second;
    out += fmt::format("| {} | {} | {} | {} | {} | {} | {} |\n", row.id, row.clause, nameOf(row.owner),
                       evidenceName(row.evidence), viewName(row.view),
                       row.severity == Severity::Note ? "-" : severityName(row.severity), last);
}

void addVersion(std::string& out, std::uint8_t version, const Codes& codes)
{
    out += fmt::format("\n## Statements of MQTT {}\n\n"
                       "| statement | clause | owed by | shows in | needs | severity | codes |\n"
                       "|---|---|---|---|---|---|---|\n",
                       versionName(version));
    for (const Statement& row : field::statementTable()) {
        if (row.version == version)
            addStatement(out, row, codes);
    }
}

void addCodes(std::string& out)
{
    out += "\n## Codes\n\nWhat each version says of a code; empty if it has nothing against it.\n\n"
           "| code | MQTT 3.1 | MQTT 3.1.1 | MQTT 5.0 |\n|---|---|---|---|\n";
    for (const field::IssueInfo& info : field::issueTable()) {
        const std::array rules = {info.v31, info.v311, info.v50};
        out += fmt::format("| `{}` |", info.name);
        for (const field::IssueRule& rule : rules)
            out += rule.applies ? fmt::format(" {} |", severityName(rule.severity)) : " |";
        out += '\n';
    }
}

} // namespace

std::string rulesDoc()
{
    std::string out =
        "# Rules\n\n"
        "<!-- Written by build/release/bin/tests/rules_doc from dissector/field; a test holds it equal. Do "
        "not "
        "edit. -->\n\n"
        "Every normative statement of the three versions, and the codes of the issues that name it. MQTT-... "
        "are the identifiers of\nthe OASIS standards; MQTT31-..., MQTT311-... and MQTT5-... stand for "
        "sentences "
        "without one: the clause, then a number or a\nword of ours.\n\n"
        "*Shows in*: the earliest way to see it broken: in the bytes of one packet, in the exchange of "
        "packets, "
        "or in time.\n*Needs*: what an observer must see at least: one packet, a connection, the session "
        "(all "
        "connections of a client), or both\nhops (publisher and subscriber: the wire of the broker).\n";
    addCounts(out);
    const Codes codes = codesByStatement();
    for (const std::uint8_t version : kRuledVersions)
        addVersion(out, version, codes);
    addCodes(out);
    return out;
}

} // namespace mqttscope::test
