// SPDX-License-Identifier: GPL-3.0-or-later
// -z mqtt,ladder: who sent what to whom, story by story; a drawing for people, or one object per row.
#include "analysis/ladder/ladder_text.h"
#include "analysis/ladder/ladder_words.h"
#include "analysis/ladder/tcp_words.h"
#include "analysis/message_info.h"
#include "analysis/statistics/kinds.h"
#include "analysis/statistics/mqtt_names.h"
#include "analysis/statistics/table_writer.h"
#include "dissector/mqtt/topic.h"

#include <fmt/format.h>

#include <algorithm>
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
    bool segments = false; ///< of TCP
};

/// One object per row, and per segment of TCP if they are wanted.
class RowsWriter {
public:
    RowsWriter(TextOutput& out, const StatisticsInput& input, const ladder::LadderIndex& index, bool segments)
        : m_input(input), m_index(index), m_segments(segments), m_table(out, input.format, columns(segments))
    {
    }

    void write(const Scope& scope)
    {
        const std::atomic<bool> never{false};
        for (const std::uint32_t number : ladderOf(m_index, scope, never).bands) {
            if (!m_table.open())
                break;
            writeBand(bandIn(m_index, scope, number));
        }
        m_table.finish();
    }

private:
    static std::vector<std::string_view> columns(bool segments)
    {
        std::vector<std::string_view> names{"band", "title", "frame",  "stream",
                                            "from", "to",    "packet", "notes"};
        if (segments)
            names.insert(names.end(), {"segment", "bytes", "sequence", "acknowledgment"});
        return names;
    }

    void writeBand(const ladder::Band& band)
    {
        m_title = bandTitle(m_input.document, m_index, band, m_input.words);
        const ladder::TcpStrip strip =
            m_segments ? tcpStrip(m_input.document, m_index, band) : ladder::TcpStrip{};
        std::size_t segment = 0;
        for (std::uint32_t row = 0; row < band.rows.size() && m_table.open(); ++row) {
            for (; segment < strip.segments.size() && isBefore(strip.segments[segment], band.rows[row]);
                 ++segment)
                writeSegment(band, strip.segments[segment]);
            if (!band.rows[row].has(ladder::kContext)) // it stands in its own band
                writeRow(band, row);
        }
        for (; segment < strip.segments.size(); ++segment)
            writeSegment(band, strip.segments[segment]);
    }

    void writeRow(const ladder::Band& band, std::uint32_t number)
    {
        const ladder::Row& row = band.rows[number];
        begin(band, row.frame, row.stream, row.from, row.to);
        m_table.text(row.kind == ladder::RowKind::Packet
                         ? labelText(packetLabel(m_input.document, m_index, row))
                         : eventText(m_index, row, m_input.words));
        texts(rowNotes(m_input.document, m_index, band, number, m_input.words));
        if (m_segments) {
            for (int column = 0; column < 4; ++column)
                m_table.none();
        }
        m_table.endRow();
    }

    void writeSegment(const ladder::Band& band, const ladder::TcpSegment& segment)
    {
        begin(band, segment.frame, segment.stream, segment.from, segment.to);
        m_table.none();
        texts(segmentNotes(m_index, segment, m_input.words));
        m_table.text(segmentText(m_index, segment, m_input.words));
        m_table.number(segment.payload);
        m_table.number(segment.sequence);
        if (segment.ack)
            m_table.number(segment.acknowledged);
        else
            m_table.none();
        m_table.endRow();
    }

    void begin(const ladder::Band& band, std::uint32_t frame, std::uint32_t stream, ladder::LaneId from,
               ladder::LaneId to)
    {
        m_table.number(band.number + 1);
        m_table.text(m_title);
        m_table.number(frame);
        if (stream != session::kNone)
            m_table.number(stream);
        else
            m_table.none();
        for (const ladder::LaneId lane : {from, to}) {
            if (lane != session::kNone)
                m_table.text(laneName(m_index, lane, m_input.words));
            else
                m_table.none();
        }
    }
    void texts(const std::vector<std::string>& notes)
    {
        const std::vector<std::string_view> views(notes.begin(), notes.end());
        m_table.texts(views);
    }

    const StatisticsInput& m_input;
    const ladder::LadderIndex& m_index;
    bool m_segments;
    TableWriter m_table;
    std::string m_title; ///< of the band that is written
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
            RowsWriter(out, input, *index, m_wanted.segments).write(scope);
        else
            ladder::writeLadder(out, input.document, *index, scope, input.words,
                                {input.width, m_wanted.segments});
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

    Wanted m_wanted;
};

} // namespace

StatisticsResult makeMqttLadder(std::string_view argument)
{
    Wanted wanted;
    // The last word: a Topic Filter may have commas, too.
    constexpr std::string_view kTcp = "tcp";
    if (argument == kTcp ||
        (argument.size() > kTcp.size() && argument.substr(argument.size() - kTcp.size() - 1) == ",tcp")) {
        wanted.segments = true;
        argument.remove_suffix(std::min(argument.size(), kTcp.size() + 1));
    }
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
        return tl::unexpected(std::string{"stream=N, topic=FILTER, message=FRAME or tcp is wanted"});
    const auto [end, error] = std::from_chars(value.data(), value.data() + value.size(), wanted.number);
    if (error != std::errc{} || end != value.data() + value.size())
        return tl::unexpected(fmt::format("“{}” is no number", value));
    wanted.kind = key == "stream" ? Scope::Kind::Stream : Scope::Kind::Story;
    return std::make_unique<MqttLadder>(wanted);
}

} // namespace mqttscope::analysis
