// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dissector/field/byte_view.h"
#include "dissector/field/field_id.h"
#include "dissector/field/issue_code.h"

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace mqttscope::field {

/// One thing that is wrong or remarkable, at one place. Holds ids and numbers; words are made elsewhere.
struct Issue {
    IssueCode code{};
    Severity severity = Severity::Note;
    FieldId field = FieldId::None; ///< the field at fault; None if bytes of no known field are
    ByteRange range;               ///< in the source of the field
    std::uint8_t source = 0;       ///< 0 = the frame, 1..n = the channel stack, as FieldNode::source
    std::uint64_t expected = 0;    ///< meaning depends on the code: a length, a value, a limit
    std::uint64_t found = 0;       ///< likewise
};

/// The issues of one dissection, at most kMaxIssues; more are counted.
class IssueLog {
public:
    static constexpr std::size_t kMaxIssues = 64;

    void add(const Issue& issue)
    {
        if (issue.severity > m_worst || m_issues.empty())
            m_worst = issue.severity;
        if (m_issues.size() < kMaxIssues)
            m_issues.push_back(issue);
        else
            ++m_dropped;
    }
    void clear()
    {
        m_issues.clear();
        m_dropped = 0;
        m_worst = Severity::Note;
    }
    [[nodiscard]] bool empty() const { return m_issues.empty(); }
    [[nodiscard]] std::span<const Issue> issues() const { return m_issues; }
    [[nodiscard]] std::size_t dropped() const { return m_dropped; }
    /// Whether something at least that bad was added.
    [[nodiscard]] bool has(Severity atLeast) const { return !m_issues.empty() && m_worst >= atLeast; }

private:
    std::vector<Issue> m_issues;
    std::size_t m_dropped = 0;
    Severity m_worst = Severity::Note;
};

} // namespace mqttscope::field
