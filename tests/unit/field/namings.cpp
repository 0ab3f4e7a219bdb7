// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/unit/field/namings.h"

#include "dissector/field/issue_table.h"

#include <set>

namespace mqttscope::test {
namespace {

using field::FieldId;
using field::IssueCode;

/// The protocol name of 3.1 is held against the text of 3.1, whatever else the packet says.
bool isAbout(IssueCode code, std::uint8_t version)
{
    return code != IssueCode::ProtocolLevel31 || version == 3;
}

std::set<std::string> idsOf(IssueCode code, std::uint8_t version)
{
    std::set<std::string> ids;
    for (std::uint16_t id = 0; id < field::kFieldCount; ++id) {
        const field::RuleIds named = field::ruleIds(code, static_cast<FieldId>(id), version);
        ids.insert(named.begin(), named.end());
    }
    return ids;
}

} // namespace

std::string_view versionName(std::uint8_t version)
{
    return version == 3 ? "3.1" : version == 4 ? "3.1.1" : "5.0";
}

std::vector<Naming> namings()
{
    std::vector<Naming> all;
    for (const field::IssueInfo& info : field::issueTable()) {
        for (const std::uint8_t version : kRuledVersions) {
            if (!isAbout(info.code, version))
                continue;
            for (const std::string& id : idsOf(info.code, version))
                all.push_back({info.code, version, id, field::issueRule(info.code, version).severity});
        }
    }
    return all;
}

} // namespace mqttscope::test
