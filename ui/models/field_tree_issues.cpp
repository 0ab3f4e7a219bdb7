// SPDX-License-Identifier: GPL-3.0-or-later
// What is wrong in a frame: at which lines of the tree it stands, and in what words.
#include "analysis/byte_map.h"
#include "dissector/field/field_table.h"
#include "dissector/field/issue_table.h"
#include "ui/models/field_tree_model.h"
#include "ui/models/text.h"

#include <algorithm>

namespace mqttscope::ui {

using field::FieldNode;
using field::NodeKind;

void FieldTreeModel::placeIssues()
{
    m_issues.clear();
    m_worst.clear();
    if (!m_dissection)
        return;
    for (std::size_t i = 0; i < m_dissection->issues.size(); ++i) {
        const field::Issue& issue = m_dissection->issues[i];
        std::uint32_t node = nodeOfIssue(issue);
        if (node == analysis::kNoNode)
            continue;
        m_issues[node].push_back(i);
        for (; node != analysis::kNoNode; node = m_dissection->tree.node(node).parent) {
            const auto known = m_worst.constFind(node);
            if (known == m_worst.constEnd() || *known < issue.severity)
                m_worst.insert(node, issue.severity);
            if (issue.severity == field::Severity::Note)
                break; // a fact that breaks no rule is said where it stands, and nowhere else
        }
    }
}

// The line of the field at fault; without one the deepest line whose bytes hold the place.
std::uint32_t FieldTreeModel::nodeOfIssue(const field::Issue& issue) const
{
    std::uint32_t deepest = analysis::kNoNode;
    const auto nodes = m_dissection->tree.nodes();
    for (std::uint32_t i = 0; i < nodes.size(); ++i) {
        const FieldNode& node = nodes[i];
        if (node.source != issue.source || node.kind == NodeKind::Generated)
            continue;
        if (node.id == issue.field && node.range.offset <= issue.range.offset &&
            issue.range.offset <= node.range.end())
            return i;
        if (node.range.contains(issue.range) &&
            (deepest == analysis::kNoNode || node.depth >= nodes[deepest].depth) &&
            node.kind != NodeKind::Bits)
            deepest = i;
    }
    return deepest;
}

// Issues of the message that break a rule, wherever in it they stand.
int FieldTreeModel::brokenRules(std::uint32_t top) const
{
    const std::uint32_t end = m_dissection->tree.node(top).next;
    int count = 0;
    for (auto at = m_issues.constBegin(); at != m_issues.constEnd(); ++at) {
        if (at.key() < top || at.key() >= end)
            continue;
        count += static_cast<int>(std::count_if(at->begin(), at->end(), [&](std::size_t issue) {
            return m_dissection->issues[issue].severity >= field::Severity::ProtocolError;
        }));
    }
    return count;
}

// The line says already which field it is.
QString FieldTreeModel::issueSentence(const field::Issue& issue) const
{
    const QString sentence = text(m_vocabulary->issue(issue, m_version));
    const QString label =
        text(m_vocabulary->label(issue.field)) + text(m_vocabulary->phrase(analysis::Phrase::Colon));
    return sentence.startsWith(label) ? sentence.mid(label.size()) : sentence;
}

QString FieldTreeModel::issueText(std::uint32_t index) const
{
    const auto found = m_issues.constFind(index);
    if (found == m_issues.constEnd())
        return {};
    QStringList sentences;
    for (const std::size_t issue : *found)
        sentences += issueSentence(m_dissection->issues[issue]);
    return sentences.join(QStringLiteral(" · "));
}

// What each broken statement demands, and what follows; below the sentences of the issues.
QStringList FieldTreeModel::ruleLines(std::uint32_t index) const
{
    QStringList lines;
    const auto found = m_issues.constFind(index);
    if (found == m_issues.constEnd())
        return lines;
    for (const std::size_t number : *found) {
        const field::Issue& issue = m_dissection->issues[number];
        for (const std::string_view id :
             field::ruleIds(issue.code, issue.field, static_cast<std::uint8_t>(m_version))) {
            const std::string rule = m_vocabulary->rule(id, m_version);
            if (rule == id)
                continue;
            lines += QString();
            lines += wrapped(text(id) + text(m_vocabulary->phrase(analysis::Phrase::Colon)) + text(rule));
            lines += wrapped(QStringLiteral("→ ") + text(m_vocabulary->consequence(id, m_version)));
        }
    }
    return lines;
}

std::vector<const field::Issue*> FieldTreeModel::issuesAt(std::uint32_t node) const
{
    std::vector<const field::Issue*> issues;
    const auto found = m_issues.constFind(node);
    if (found == m_issues.constEnd())
        return issues;
    for (const std::size_t issue : *found)
        issues.push_back(&m_dissection->issues[issue]);
    return issues;
}

std::optional<field::Severity> FieldTreeModel::ownSeverity(std::uint32_t node) const
{
    std::optional<field::Severity> worst;
    for (const field::Issue* issue : issuesAt(node))
        worst = worst ? std::max(*worst, issue->severity) : issue->severity;
    return worst;
}

} // namespace mqttscope::ui
