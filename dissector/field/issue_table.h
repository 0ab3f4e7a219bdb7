// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dissector/field/field_id.h"
#include "dissector/field/issue_code.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

namespace mqttscope::field {

/// What one version of MQTT says about an issue.
struct IssueRule {
    bool applies = false;               ///< false: this version has nothing against it
    Severity severity = Severity::Note; ///< how bad it is there
    std::string_view ids;               ///< identifiers of the statements, separated by spaces; may be empty
};

/// One row of the issue table.
struct IssueInfo {
    IssueCode code{};
    std::string_view name; ///< the code in kebab case, for machines: "remaining-length-too-long"
    IssueRule v31;
    IssueRule v311;
    IssueRule v50;
};

/// The identifiers of the statements that one issue breaks, the one to name first.
class RuleIds {
public:
    static constexpr std::size_t kMax = 4;

    /// Splits a list separated by spaces.
    explicit RuleIds(std::string_view list);
    [[nodiscard]] const std::string_view* begin() const { return m_ids.data(); }
    [[nodiscard]] const std::string_view* end() const { return m_ids.data() + m_size; }
    [[nodiscard]] std::size_t size() const { return m_size; }
    [[nodiscard]] bool empty() const { return m_size == 0; }
    [[nodiscard]] std::string_view operator[](std::size_t index) const { return m_ids[index]; }

private:
    std::array<std::string_view, kMax> m_ids{};
    std::size_t m_size = 0;
};

/// All rows, in the order of IssueCode.
[[nodiscard]] std::span<const IssueInfo> issueTable();

/// The row of a code. Constant time.
[[nodiscard]] const IssueInfo& issueInfo(IssueCode code);

/// Whether a code takes the history of a connection, of a session or of several clients: no packet shows it
/// alone.
[[nodiscard]] constexpr bool takesHistory(IssueCode code)
{
    return code > IssueCode::ServerReferenceCode && code < IssueCode::VersionUnknown;
}

/// What a version says about a code. `version`: 3 = 3.1, 5 = 5.0, any other = 3.1.1.
[[nodiscard]] const IssueRule& issueRule(IssueCode code, std::uint8_t version);

/// The statements that the issue breaks. The field at fault makes it more precise: ill-formed UTF-8 in a
/// Client Identifier also breaks the statement about Client Identifiers.
[[nodiscard]] RuleIds ruleIds(IssueCode code, FieldId field, std::uint8_t version);

/// The first of them; empty if the version has no statement for it.
[[nodiscard]] std::string_view ruleId(IssueCode code, FieldId field, std::uint8_t version);
/// Likewise, whatever the field.
[[nodiscard]] std::string_view ruleId(IssueCode code, std::uint8_t version);

} // namespace mqttscope::field
