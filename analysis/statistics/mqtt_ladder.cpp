// SPDX-License-Identifier: GPL-3.0-or-later
// -z mqtt,ladder: who sent what to whom, story by story; a drawing for people, or one object per row.
#include "analysis/ladder/ladder_text.h"
#include "analysis/ladder/ladder_words.h"
#include "analysis/message_info.h"
#include "analysis/statistics/kinds.h"
#include "analysis/statistics/mqtt_names.h"
#include "analysis/statistics/table_writer.h"
#include "dissector/mqtt/topic.h"

#include <fmt/format.h>

#include <charconv>
#include <string>
#include <utility>

namespace mqttscope::analysis {
namespace {

using ladder::Scope;

/// What the argument asks for; a frame is looked up once the capture is known.
struct Wanted {
    Scope::Kind kind = Scope::Kind::All;
    std::uint32_t number = session::kNone;
    std::string topic;
};

class MqttLadder final : public Statistics {
public:
    explicit MqttLadder(Wanted wanted) : m_wanted(std::move(wanted)) {}

    void write(TextOutput& out, const StatisticsInput& input) override
    {
        const std::atomic<bool> never{false};
        // The input outlives the index.
        const std::shared_ptr<const index::Snapshot> snapshot(&input.snapshot, [](const index::Snapshot*) {});
        const auto index = ladder::LadderIndex::build(snapshot, never);
        Scope scope;
        scope.kind = m_wanted.kind;
        scope.number = m_wanted.number;
        scope.filter = m_wanted.topic;
        if (scope.kind == Scope::Kind::Story)
            scope.number = messageIn(input.snapshot, m_wanted.number);
        if (input.format == StatisticsFormat::Json)
            writeRows(out, input, *index, scope);
        else
            ladder::writeLadder(out, input.document, *index, scope, input.words, {input.width});
    }

private:
    static std::uint32_t messageIn(const index::Snapshot& snapshot, std::uint32_t frame)
    {
        std::uint32_t found = session::kNone;
        if (frame != 0 && frame <= snapshot.frameCount())
            snapshot.forEachMessage(frame, [&](std::uint32_t message) {
                found = message;
                return false;
            });
        return found;
    }

    static void writeRows(TextOutput& out, const StatisticsInput& input, const ladder::LadderIndex& index,
                          const Scope& scope)
    {
        TableWriter table{
            out, input.format, {"band", "title", "frame", "stream", "from", "to", "packet", "notes"}};
        const std::atomic<bool> never{false};
        for (const std::uint32_t number : ladderOf(index, scope, never).bands) {
            const ladder::Band band = bandIn(index, scope, number);
            const std::string title = bandTitle(input.document, index, band, input.words);
            for (std::uint32_t row = 0; row < band.rows.size() && table.open(); ++row)
                writeRow(table, input, index, band, title, row);
        }
        table.finish();
    }

    static void writeRow(TableWriter& table, const StatisticsInput& input, const ladder::LadderIndex& index,
                         const ladder::Band& band, const std::string& title, std::uint32_t number)
    {
        const ladder::Row& row = band.rows[number];
        if (row.has(ladder::kContext))
            return; // it stands in its own band
        table.number(band.number + 1);
        table.text(title);
        table.number(row.frame);
        if (row.stream != session::kNone)
            table.number(row.stream);
        else
            table.none();
        for (const ladder::LaneId lane : {row.from, row.to}) {
            if (lane != session::kNone)
                table.text(laneName(index, lane, input.words));
            else
                table.none();
        }
        table.text(row.kind == ladder::RowKind::Packet ? labelText(packetLabel(input.document, index, row))
                                                       : eventText(index, row, input.words));
        const std::vector<std::string> notes = rowNotes(input.document, index, band, number, input.words);
        const std::vector<std::string_view> views(notes.begin(), notes.end());
        table.texts(views);
        table.endRow();
    }

    Wanted m_wanted;
};

} // namespace

StatisticsResult makeMqttLadder(std::string_view argument)
{
    Wanted wanted;
    if (argument.empty())
        return std::make_unique<MqttLadder>(wanted);
    const std::size_t equals = argument.find('=');
    const std::string_view key = argument.substr(0, equals);
    const std::string_view value =
        equals == std::string_view::npos ? std::string_view{} : argument.substr(equals + 1);
    if (key == "topic") {
        if (!mqtt::checkTopicFilter(value, false).ok())
            return tl::unexpected(fmt::format("“{}” is no Topic Filter", value));
        wanted.kind = Scope::Kind::Topic;
        wanted.topic = value;
        return std::make_unique<MqttLadder>(wanted);
    }
    if (key != "stream" && key != "message")
        return tl::unexpected(std::string{"stream=N, topic=FILTER or message=FRAME is wanted"});
    const auto [end, error] = std::from_chars(value.data(), value.data() + value.size(), wanted.number);
    if (error != std::errc{} || end != value.data() + value.size())
        return tl::unexpected(fmt::format("“{}” is no number", value));
    wanted.kind = key == "stream" ? Scope::Kind::Stream : Scope::Kind::Story;
    return std::make_unique<MqttLadder>(wanted);
}

} // namespace mqttscope::analysis
