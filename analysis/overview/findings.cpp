// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/overview/findings.h"

#include "analysis/dissect_parts.h"
#include "dissector/field/issue_table.h"
#include "dissector/field/select_sink.h"
#include "dissector/field/statement_table.h"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

namespace mqttscope::analysis {
namespace {

using session::kNone;

/// A statement of one version: its text may mean something else in another.
using StatementKey = std::pair<std::string_view, std::uint8_t>;

std::uint8_t levelNumber(mqtt::Version version)
{
    // The rules of 3.1.1 are those for whoever does not say what he speaks, as in field::issueRule.
    return version == mqtt::Version::Unknown ? std::uint8_t{4} : static_cast<std::uint8_t>(version);
}

class Collector {
public:
    Collector(const Document& document, const index::Snapshot& snapshot)
        : m_document(document), m_snapshot(snapshot), m_sink(m_nothing)
    {
    }

    Findings collect(const std::atomic<bool>& cancelled)
    {
        for (std::uint32_t frame = 1; frame <= m_snapshot.frameCount() && !cancelled; ++frame)
            look(frame);
        countRules();
        sortGroups();
        return std::move(m_found);
    }

private:
    void look(std::uint32_t frame)
    {
        bool any = false;
        m_snapshot.forEachMessage(frame, [&](std::uint32_t message) {
            noteVersion(message);
            any = true;
            return true;
        });
        if (any) {
            m_sink.clear();
            m_document.select(m_snapshot, frame, m_parts, m_sink, m_scratch);
            for (const field::Issue& issue : m_scratch.issues.issues())
                add(frame, messageAt(issue.range.offset), issue);
        }
        lookOverTime(frame);
    }

    void lookOverTime(std::uint32_t frame)
    {
        m_overTime.clear();
        m_snapshot.sessions.forEachIssue(
            frame, [&](const session::SessionIssue& found) { m_overTime.push_back(&found); });
        std::reverse(m_overTime.begin(), m_overTime.end());
        for (const session::SessionIssue* found : m_overTime) {
            field::Issue issue;
            issue.code = found->issue.code;
            issue.severity = found->issue.severity;
            issue.field = found->issue.field;
            issue.expected = found->issue.expected;
            issue.found = found->issue.found;
            add(frame, found->message, issue);
        }
    }

    [[nodiscard]] std::uint32_t messageAt(std::uint32_t offset) const
    {
        std::uint32_t message = kNone;
        for (const index::LaidOutMessage& laid : m_scratch.laidOut) {
            if (laid.start <= offset)
                message = laid.message;
        }
        return message;
    }

    [[nodiscard]] mqtt::Version versionOf(std::uint32_t message) const
    {
        const index::VersionEntry* entry = message != kNone ? m_snapshot.versionOf(message) : nullptr;
        return entry != nullptr ? entry->version : mqtt::Version::Unknown;
    }

    void noteVersion(std::uint32_t message)
    {
        const mqtt::Version version = versionOf(message);
        if (version != m_lastVersion) {
            m_versions.insert(levelNumber(version));
            m_lastVersion = version;
        } else if (m_versions.empty()) {
            m_versions.insert(levelNumber(version));
        }
    }

    void add(std::uint32_t frame, std::uint32_t message, const field::Issue& issue)
    {
        Finding finding;
        finding.frame = frame;
        finding.message = message;
        finding.issue = issue;
        finding.issue.range = {};
        finding.version = versionOf(message);
        const std::uint8_t number = levelNumber(finding.version);
        const field::RuleIds ids = field::ruleIds(issue.code, issue.field, number);
        for (const std::string_view id : ids)
            m_broken.insert({id, number});
        finding.group = groupOf(ids.empty() ? field::issueInfo(issue.code).name : ids[0], finding.version,
                                levelOf(issue.severity));
        FindingGroup& group = m_found.groups[finding.group];
        ++group.count;
        ++m_found.counts[static_cast<std::size_t>(group.level)];
        if (group.kept.size() >= Findings::kMaxPerGroup || m_found.kept.size() >= Findings::kMaxKept)
            return;
        group.kept.push_back(static_cast<std::uint32_t>(m_found.kept.size()));
        m_found.kept.push_back(finding);
    }

    std::uint32_t groupOf(std::string_view id, mqtt::Version version, FindingLevel level)
    {
        const auto [place, fresh] = m_places.try_emplace(std::tuple(id, version, level),
                                                         static_cast<std::uint32_t>(m_found.groups.size()));
        if (fresh) {
            FindingGroup& group = m_found.groups.emplace_back();
            group.id = id;
            group.version = version;
            group.level = level;
        }
        return place->second;
    }

    void countRules()
    {
        for (const std::uint8_t version : m_versions)
            m_found.versions.push_back(static_cast<mqtt::Version>(version));
        for (const field::Statement& statement : field::statementTable()) {
            if (statement.standing != field::Standing::Rule || !m_versions.contains(statement.version))
                continue;
            ++m_found.rulesChecked;
            if (m_broken.contains({statement.id, statement.version}))
                ++m_found.rulesBroken;
        }
    }

    void sortGroups()
    {
        std::vector<std::uint32_t> order(m_found.groups.size());
        for (std::uint32_t i = 0; i < order.size(); ++i)
            order[i] = i;
        std::stable_sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) {
            return m_found.groups[a].level < m_found.groups[b].level;
        });
        std::vector<FindingGroup> sorted;
        std::vector<std::uint32_t> placeOf(order.size());
        for (std::uint32_t place = 0; place < order.size(); ++place) {
            placeOf[order[place]] = place;
            sorted.push_back(std::move(m_found.groups[order[place]]));
        }
        m_found.groups = std::move(sorted);
        for (Finding& finding : m_found.kept)
            finding.group = placeOf[finding.group];
    }

    const Document& m_document;
    const index::Snapshot& m_snapshot;
    field::FieldSelection m_nothing;
    field::SelectSink m_sink;
    const index::DissectParts m_parts = partsFor(field::FieldId::Mqtt);
    index::DissectScratch m_scratch;
    std::vector<const session::SessionIssue*> m_overTime;
    std::map<std::tuple<std::string_view, mqtt::Version, FindingLevel>, std::uint32_t> m_places;
    std::set<StatementKey> m_broken;
    std::set<std::uint8_t> m_versions;
    mqtt::Version m_lastVersion = mqtt::Version::Unknown;
    Findings m_found;
};

} // namespace

FindingLevel levelOf(field::Severity severity)
{
    switch (severity) {
    case field::Severity::Note:
        return FindingLevel::Note;
    case field::Severity::Warning:
        return FindingLevel::Warning;
    case field::Severity::ProtocolError:
    case field::Severity::Malformed:
    case field::Severity::Unreadable:
        return FindingLevel::Error;
    }
    return FindingLevel::Error;
}

Findings collectFindings(const Document& document, const index::Snapshot& snapshot,
                         const std::atomic<bool>& cancelled)
{
    return Collector(document, snapshot).collect(cancelled);
}

FindingPlace findingPlace(const Document& document, const index::Snapshot& snapshot, const Finding& finding)
{
    FindingPlace place;
    const auto dissection = document.dissect(snapshot, finding.frame);
    if (!dissection || finding.message == kNone)
        return place;
    const auto message =
        std::find_if(dissection->messages.begin(), dissection->messages.end(),
                     [&](const index::DissectedMessage& one) { return one.message == finding.message; });
    if (message == dissection->messages.end())
        return place;
    const std::uint8_t source = dissection->messageSource();
    for (const field::Issue& issue : dissection->issues) {
        const bool same = issue.source == source && issue.code == finding.issue.code &&
                          issue.field == finding.issue.field && issue.found == finding.issue.found &&
                          issue.expected == finding.issue.expected && issue.range.length > 0 &&
                          issue.range.offset >= message->range.offset;
        if (!same || issue.range.offset >= message->range.offset + message->range.length)
            continue;
        place.known = true;
        place.offset = issue.range.offset - message->range.offset;
        place.length = issue.range.length;
        const auto ranges = dissection->rangesInFrame(source, issue.range);
        place.inFrame = !ranges.empty();
        if (place.inFrame)
            place.frameOffset = ranges.front().offset;
        break;
    }
    return place;
}

} // namespace mqttscope::analysis
