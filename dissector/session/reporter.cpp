// SPDX-License-Identifier: GPL-3.0-or-later
#include "dissector/session/reporter.h"

#include "dissector/field/issue_table.h"

namespace mqttscope::session {

void Reporter::report(const MessageEvent& event, const Finding& finding)
{
    add(event.version, event.stream, event.message, event.at.frame, finding);
}

void Reporter::report(const ConnectionState& connection, std::uint32_t message, const Finding& finding)
{
    if (message != kNone)
        add(connection.version, connection.stream, message, m_world->messages->frameOf(message), finding);
}

void Reporter::reportAt(const ConnectionState& connection, std::uint32_t frame, const Finding& finding)
{
    add(connection.version, connection.stream, kNone, frame, finding);
}

void Reporter::reportAt(std::uint32_t stream, mqtt::Version version, std::uint32_t frame,
                        const Finding& finding)
{
    add(version, stream, kNone, frame, finding);
}

void Reporter::report(const MessageEvent& event, mqtt::Version version, const Finding& finding)
{
    add(version, event.stream, event.message, event.at.frame, finding);
}

void Reporter::add(mqtt::Version version, std::uint32_t stream, std::uint32_t message, std::uint32_t frame,
                   const Finding& finding)
{
    const field::IssueRule& rule = field::issueRule(finding.code, static_cast<std::uint8_t>(version));
    if (!rule.applies || frame == 0)
        return;
    SessionIssue issue;
    issue.message = message;
    issue.frame = frame;
    issue.stream = stream;
    issue.knownAt = m_world->knownAt;
    issue.occurrence = finding.occurrence;
    issue.issue.code = finding.code;
    issue.issue.severity = rule.severity;
    issue.issue.field = finding.field;
    issue.issue.expected = finding.expected;
    issue.issue.found = finding.found;
    m_world->ledger.addIssue(issue);
}

} // namespace mqttscope::session
