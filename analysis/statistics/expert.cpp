// SPDX-License-Identifier: GPL-3.0-or-later
// -z expert: what is wrong with the frames and how often, as tshark 4.0 lays it out, with our issues.
#include "analysis/frame_filter.h"
#include "analysis/statistics/kinds.h"
#include "analysis/statistics/table_writer.h"
#include "dissector/field/field_table.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <iterator>
#include <optional>
#include <utility>
#include <vector>

namespace mqttscope::analysis {
namespace {

/// tshark's severities, the worst first. Chats and comments are not ours: nothing of a class shows there.
enum class Level : std::uint8_t { Error, Warn, Note, Chat, Comment };

struct LevelWords {
    std::string_view argument; ///< of -z expert
    std::string_view heading;
};

constexpr std::array<LevelWords, 5> kLevels = {{
    {"error", "Errors"},
    {"warn", "Warns"},
    {"note", "Notes"},
    {"chat", "Chats"},
    {"comment", "Comments"},
}};

Level levelOf(field::Severity severity)
{
    switch (severity) {
    case field::Severity::Note:
        return Level::Note;
    case field::Severity::Warning:
        return Level::Warn;
    case field::Severity::ProtocolError:
    case field::Severity::Malformed:
    case field::Severity::Unreadable:
        return Level::Error;
    }
    return Level::Note;
}

/// tshark's groups.
std::string_view groupOf(const field::Issue& issue)
{
    switch (issue.code) { // NOLINT(clang-diagnostic-switch-enum): a few of many
    case field::IssueCode::BadIpChecksum:
    case field::IssueCode::BadTcpChecksum:
    case field::IssueCode::TcpChecksumOffloaded:
        return "Checksum";
    case field::IssueCode::ConflictingSegment:
    case field::IssueCode::StreamGap:
    case field::IssueCode::ResumeGuessed:
        return "Sequence";
    case field::IssueCode::FragmentOverlap:
    case field::IssueCode::FragmentIncomplete:
        return "Reassemble";
    case field::IssueCode::NotCaptured:
    case field::IssueCode::UnsupportedProtocol:
    case field::IssueCode::UnsupportedLinkType:
        return "Undecoded";
    default:
        return issue.severity >= field::Severity::Malformed ? "Malformed" : "Protocol";
    }
}

std::string protocolOf(const field::Issue& issue)
{
    const std::string_view name = field::fieldInfo(issue.field).name;
    std::string protocol{issue.field == field::FieldId::None ? "Frame" : name.substr(0, name.find('.'))};
    std::transform(protocol.begin(), protocol.end(), protocol.begin(),
                   [](char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c; });
    return protocol;
}

struct Row {
    std::string_view group;
    std::string protocol;
    std::string summary;
    std::uint64_t frequency = 0;
};

class Expert final : public Statistics {
public:
    Expert(Level mildest, std::unique_ptr<FrameFilter> filter)
        : m_mildest(mildest), m_filter(std::move(filter)), m_sink(m_nothing)
    {
        m_parts.frame = m_parts.protocols = m_parts.segments = false;
    }

    void write(TextOutput& out, const StatisticsInput& input) override
    {
        for (auto& rows : m_rows)
            rows.clear();
        forEachSelectedFrame(input, m_filter.get(), out, [&](std::uint32_t frame) { count(input, frame); });
        if (input.format == StatisticsFormat::Json)
            writeJson(out, input);
        else
            writeText(out);
    }

private:
    void count(const StatisticsInput& input, std::uint32_t frame)
    {
        m_sink.clear();
        input.document.select(input.snapshot, frame, m_parts, m_sink, m_scratch);
        for (const field::Issue& issue : m_scratch.issues.issues()) {
            const Level level = levelOf(issue.severity);
            if (level <= m_mildest)
                add(m_rows[static_cast<std::size_t>(level)], issue,
                    input.words.issue(issue, versionOf(input.snapshot, issue)));
        }
    }

    /// The version by which the message at fault was read.
    [[nodiscard]] mqtt::Version versionOf(const index::Snapshot& snapshot, const field::Issue& issue) const
    {
        for (const index::LaidOutMessage& laid : m_scratch.laidOut) {
            const index::VersionEntry* entry = snapshot.versionOf(laid.message);
            if (issue.source != 0 && entry != nullptr && issue.range.offset >= laid.start &&
                issue.range.offset <= laid.start + laid.present)
                return entry->version;
        }
        return mqtt::Version::Unknown;
    }

    static void add(std::vector<Row>& rows, const field::Issue& issue, std::string summary)
    {
        const std::string_view group = groupOf(issue);
        std::string protocol = protocolOf(issue);
        const auto found = std::find_if(rows.begin(), rows.end(), [&](const Row& row) {
            return row.group == group && row.protocol == protocol && row.summary == summary;
        });
        if (found != rows.end())
            ++found->frequency;
        else
            rows.push_back({group, std::move(protocol), std::move(summary), 1});
    }

    void writeText(TextOutput& out) const
    {
        for (std::size_t level = 0; level < m_rows.size(); ++level) {
            const std::vector<Row>& rows = m_rows[level];
            if (rows.empty())
                continue;
            std::uint64_t total = 0;
            for (const Row& row : rows)
                total += row.frequency;
            const auto to = std::back_inserter(out.text());
            fmt::format_to(to,
                           "\n{} ({})\n=============\n   Frequency      Group           Protocol  Summary\n",
                           kLevels[level].heading, total);
            for (const Row& row : rows)
                fmt::format_to(to, "{:12} {:>10} {:>18}  {}\n", row.frequency, row.group, row.protocol,
                               row.summary);
            out.settle();
        }
    }

    void writeJson(TextOutput& out, const StatisticsInput& input) const
    {
        TableWriter table{out, input.format, {"severity", "frequency", "group", "protocol", "summary"}};
        for (std::size_t level = 0; level < m_rows.size(); ++level) {
            for (const Row& row : m_rows[level]) {
                table.text(kLevels[level].argument);
                table.number(row.frequency);
                table.text(row.group);
                table.text(row.protocol);
                table.text(row.summary);
                table.endRow();
            }
        }
        table.finish();
    }

    Level m_mildest;
    std::unique_ptr<FrameFilter> m_filter;
    field::FieldSelection m_nothing;
    field::SelectSink m_sink;
    index::DissectParts m_parts;
    index::DissectScratch m_scratch;
    std::array<std::vector<Row>, kLevels.size()> m_rows; ///< by Level, in the order of their first frame
};

} // namespace

StatisticsResult makeExpert(std::string_view argument)
{
    Level mildest = Level::Comment;
    for (std::size_t i = 0; i < kLevels.size(); ++i) {
        const std::string_view word = kLevels[i].argument;
        if (argument != word &&
            !(argument.starts_with(word) && argument.substr(word.size()).starts_with(',')))
            continue;
        mildest = static_cast<Level>(i);
        argument.remove_prefix(std::min(argument.size(), word.size() + 1));
        break;
    }
    auto filter = statisticsFilter(argument);
    if (!filter)
        return tl::unexpected(std::move(filter.error()));
    return std::make_unique<Expert>(mildest, std::move(*filter));
}

} // namespace mqttscope::analysis
