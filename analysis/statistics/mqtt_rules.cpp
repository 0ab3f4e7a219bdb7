// SPDX-License-Identifier: GPL-3.0-or-later
// -z mqtt,rules: one line per broken rule, by frame, then by the place of the byte.
#include "analysis/message_info.h"
#include "analysis/statistics/kinds.h"
#include "analysis/statistics/table_writer.h"
#include "dissector/field/field_table.h"
#include "dissector/field/issue_table.h"

#include <algorithm>
#include <vector>

namespace mqttscope::analysis {
namespace {

std::string_view severityName(field::Severity severity)
{
    switch (severity) {
    case field::Severity::Note:
        return "note";
    case field::Severity::Warning:
        return "warning";
    case field::Severity::ProtocolError:
    case field::Severity::Malformed:
    case field::Severity::Unreadable:
        return "error";
    }
    return {};
}

class MqttRules final : public Statistics {
public:
    void write(TextOutput& out, const StatisticsInput& input) override
    {
        TableWriter table{
            out, input.format, {"frame", "severity", "rule", "standard", "field", "offset", "text"}};
        const field::FieldSelection nothing;
        field::SelectSink sink{nothing};
        for (std::uint32_t frame = 1; frame <= input.snapshot.frameCount() && table.open(); ++frame) {
            sink.clear();
            input.document.select(input.snapshot, frame, {false, true, true}, sink, m_scratch);
            // Most frames have nothing to say: only the others are worth a tree.
            const std::uint32_t* overTime = input.snapshot.sessions.issueHeads.find(frame - 1);
            if (!m_scratch.issues.empty() || (overTime != nullptr && *overTime != 0))
                writeFrame(table, input, frame);
            out.settle();
        }
        table.finish();
    }

private:
    void writeFrame(TableWriter& table, const StatisticsInput& input, std::uint32_t frame)
    {
        const auto dissection = input.document.dissect(input.snapshot, frame);
        m_found = dissection->issues;
        std::stable_sort(m_found.begin(), m_found.end(), [](const field::Issue& a, const field::Issue& b) {
            return a.source != b.source ? a.source < b.source : a.range.offset < b.range.offset;
        });
        for (const field::Issue& issue : m_found)
            writeIssue(table, input, *dissection, issue);
    }

    static void writeIssue(TableWriter& table, const StatisticsInput& input,
                           const index::Dissection& dissection, const field::Issue& issue)
    {
        // The message of the frame that the byte stands in, and the version by which that is read.
        const index::DissectedMessage* in = nullptr;
        if (issue.source != 0 && issue.source == dissection.messageSource()) {
            for (const index::DissectedMessage& message : dissection.messages) {
                if (message.range.offset <= issue.range.offset)
                    in = &message;
            }
        }
        mqtt::Version version = mqtt::Version::Unknown;
        if (in != nullptr) {
            if (const index::VersionEntry* entry = input.snapshot.versionOf(in->message))
                version = entry->version;
        }
        table.number(dissection.frame);
        table.text(severityName(issue.severity));
        const std::string_view rule =
            field::ruleId(issue.code, issue.field, static_cast<std::uint8_t>(version));
        table.text(rule.empty() ? field::issueInfo(issue.code).name : rule);
        const std::string_view standard = versionName(version);
        if (standard.empty())
            table.none();
        else
            table.text(standard);
        if (issue.field == field::FieldId::None || issue.range.length == 0) {
            table.none();
            table.none();
        } else {
            table.text(field::fieldInfo(issue.field).name);
            table.number(issue.range.offset - (in != nullptr ? in->range.offset : 0));
        }
        table.text(input.words.issueSentence(issue)); // the rule has a column of its own
        table.endRow();
    }

    index::DissectScratch m_scratch;
    std::vector<field::Issue> m_found;
};

} // namespace

StatisticsResult makeMqttRules(std::string_view argument)
{
    static_cast<void>(argument);
    return std::make_unique<MqttRules>();
}

} // namespace mqttscope::analysis
