// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/ladder/ladder_text.h"

#include "analysis/ladder/ladder_words.h"
#include "analysis/ladder/tcp_words.h"
#include "analysis/ladder/text_lines.h"
#include "analysis/message_info.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace mqttscope::analysis::ladder {
namespace {

using mqtt::PacketType;

constexpr std::size_t kPrefix = 19;   ///< frame and time
constexpr std::size_t kNoteRoom = 16; ///< kept free at the right if there is room
constexpr std::size_t kIndent = 8;    ///< of titles and of notes on a line of their own

char32_t lineOf(const Row& row)
{
    if (row.kind != RowKind::Packet)
        return U'-';
    if (row.has(kResent))
        return U'·';
    if (row.type() != PacketType::Publish || row.qos() == 0)
        return U'-';
    return row.qos() == 1 ? U'=' : U'≡';
}

char32_t letterOf(Stored what)
{
    switch (what) {
    case Stored::Message:
        return U'S';
    case Stored::Release:
    case Stored::Identifier:
        return U'R';
    case Stored::Session:
        return U'Z';
    }
    return U' ';
}

class LadderWriter {
public:
    LadderWriter(TextOutput& out, const Document& document, const LadderIndex& index, const Scope& scope,
                 const Vocabulary& words, const TextStyle& style)
        : m_out(out), m_document(document), m_index(index), m_scope(scope), m_words(words),
          m_width(std::max(style.width, TextStyle::kMinWidth)), m_segments(style.segments)
    {
    }

    void write()
    {
        const std::atomic<bool> never{false};
        const Ladder ladder = ladderOf(m_index, m_scope, never);
        if (ladder.bands.empty()) {
            line(m_words.phrase(Phrase::LadderNothing));
            return;
        }
        m_lanes = ladder.lanes;
        m_bands.insert(ladder.bands.begin(), ladder.bands.end());
        for (const std::uint32_t band : ladder.bands) {
            if (!m_out.open())
                return;
            writeBand(bandIn(m_index, m_scope, band));
            m_out.settle();
        }
        line("");
        paragraph(m_words.phrase(Phrase::LadderLegend), 0);
        if (m_segments)
            paragraph(m_words.phrase(Phrase::LadderTcpSign) + ". " + m_words.phrase(Phrase::LadderTcpLegend),
                      0);
    }

private:
    void line(const std::string& text) { m_out.text() += text + '\n'; }

    /// A text on as many lines as it needs.
    void paragraph(const std::string& text, std::size_t indent)
    {
        std::string current(indent, ' ');
        std::size_t used = indent;
        std::size_t begin = 0;
        while (begin < text.size()) {
            std::size_t end = text.find(' ', begin);
            if (end == std::string::npos)
                end = text.size();
            const std::string word = text.substr(begin, end - begin);
            const std::size_t columns = columnsOf(word);
            if (used > indent && used + 1 + columns > m_width) {
                line(current);
                current.assign(indent, ' ');
                used = indent;
            }
            if (used > indent) {
                current += ' ';
                ++used;
            }
            current += word;
            used += columns;
            begin = end + 1;
        }
        line(current);
    }

    void writeBand(const Band& band)
    {
        place(band);
        line("");
        paragraph(fmt::format("[{}] {}", band.number + 1, bandTitle(m_document, m_index, band, m_words)), 0);
        if (band.kind == BandKind::Message || band.kind == BandKind::Will) {
            for (const Receiver& receiver : band.receivers)
                paragraph(receiverText(m_index, receiver, m_words), kIndent);
            if (band.receivers.empty() && band.whole)
                paragraph(m_words.phrase(Phrase::LadderNoReceiver), kIndent);
        }
        const TcpStrip strip = m_segments ? tcpStrip(m_document, m_index, band) : TcpStrip{};
        std::size_t segment = 0;
        bool any = false;
        for (std::uint32_t row = 0; row < band.rows.size() && m_out.open(); ++row) {
            for (; segment < strip.segments.size() && isBefore(strip.segments[segment], band.rows[row]);
                 ++segment, any = true)
                writeSegment(band, row, strip.segments[segment]);
            if (isToldElsewhere(band.rows[row]) || (!any && band.rows[row].kind == RowKind::Idle))
                continue;
            writeRow(band, row);
            any = true;
        }
        for (; segment < strip.segments.size() && m_out.open(); ++segment)
            writeSegment(band, static_cast<std::uint32_t>(band.rows.size()), strip.segments[segment]);
        if (band.more != 0)
            paragraph(m_words.phrase(Phrase::LadderMore, {{"count", std::to_string(band.more)}}), kIndent);
        if (strip.more != 0)
            paragraph(m_words.phrase(Phrase::LadderTcpMore, {{"count", std::to_string(strip.more)}}),
                      kIndent);
    }

    void writeSegment(const Band& band, std::uint32_t nextRow, const TcpSegment& segment)
    {
        TextLine text(m_columns, U'|');
        for (const Strip& strip : band.strips) {
            if (strip.from < nextRow && (strip.to == kNone || nextRow <= strip.to))
                writeLetter(text, strip, letterOf(strip.what));
        }
        const std::size_t from = m_columns.of(segment.from);
        const std::size_t to = m_columns.of(segment.to);
        const std::string label = segmentText(m_index, segment, m_words);
        const std::size_t room = text.room(from, to, false);
        std::vector<std::string> notes;
        constexpr std::size_t kDot = 2; // before the label
        if (columnsOf(label) + kDot > room)
            notes.push_back(label);
        text.arrow(from, to, U' ', false,
                   "· " + (notes.empty() ? label : clipped(label, room - std::min(room, kDot))));
        for (std::string& note : segmentNotes(m_index, segment, m_words))
            notes.push_back(std::move(note));
        noteSharedLanes(segment.from, segment.to, notes);
        m_aside.clear();
        writeWithNotes(prefix(segment.frame, segment.timeNs), text.text(), notes);
    }

    /// A packet that is here to understand this band, and stands in another one of this text.
    [[nodiscard]] bool isToldElsewhere(const Row& row) const
    {
        return row.has(kContext) && m_bands.count(m_index.bandOf(row.message)) != 0;
    }

    /// The columns of a band: those of all lanes if they fit, else those of its own.
    void place(const Band& band)
    {
        const std::size_t left = kPrefix + 1;
        const std::size_t right = m_width - std::min(m_width / 4, kNoteRoom);
        LaneId broker = kNone;
        std::vector<LaneId> lanes;
        const auto take = [&](bool all) {
            lanes.clear();
            for (const LaneId lane : m_lanes) {
                const bool own = std::any_of(band.rows.begin(), band.rows.end(), [&](const Row& row) {
                    return row.from == lane || row.to == lane;
                });
                if (own && m_index.lanes()[lane].kind == Lane::Kind::Broker)
                    broker = lane;
                if (own || all)
                    lanes.push_back(lane);
            }
        };
        take(true);
        Columns columns;
        if (!lanes.empty())
            columns = placeLanes(lanes, broker != kNone ? broker : lanes.front(), left, right);
        if (columns.lanes != lanes || broker == kNone) {
            take(false);
            columns = placeLanes(lanes, broker, left, right);
            if (columns.lanes != lanes) // notes go on lines of their own
                columns = placeLanes(lanes, broker, left, m_width - 2);
        }
        m_isNew = m_isNew || !(columns == m_columns);
        m_columns = columns;
        if (m_isNew)
            writeHeads();
        m_isNew = false;
    }

    void writeHeads()
    {
        line("");
        TextLine heads(m_columns, U' ');
        for (std::size_t i = 0; i < m_columns.lanes.size(); ++i) {
            const std::string name = m_columns.lanes[i] == kNone
                                         ? m_words.phrase(Phrase::LadderOthers)
                                         : laneName(m_index, m_columns.lanes[i], m_words);
            const std::size_t room =
                m_columns.at.size() > 1 ? m_columns.at[1] - m_columns.at[0] - 2 : m_width;
            heads.centred(i, clipped(name, room), kPrefix - 1);
        }
        std::string text = heads.text();
        const std::string front = fmt::format("{:>6} {:>10}", m_words.phrase(Phrase::LadderFrameColumn),
                                              m_words.phrase(Phrase::LadderTimeColumn));
        if (text.size() > front.size() &&
            text.substr(0, front.size()).find_first_not_of(' ') == std::string::npos)
            text.replace(0, front.size(), front);
        line(clipped(text, m_width));
    }

    [[nodiscard]] std::string prefix(std::uint32_t frame, std::int64_t timeNs) const
    {
        std::string time;
        const std::int64_t start = m_index.snapshot().frame(1).timeNs;
        if (timeNs != index::kNoTime && start != index::kNoTime) {
            constexpr std::int64_t kNsPerMs = 1'000'000;
            const std::int64_t ms = (timeNs - start) / kNsPerMs;
            time = fmt::format("{}{}{}{:03}", ms < 0 ? "-" : "", std::abs(ms) / 1000,
                               m_words.phrase(Phrase::LadderDecimal), std::abs(ms) % 1000);
        }
        return fmt::format("{:>6} {:>10}", frame, time);
    }

    /// The letters of what is kept at a row, and a dash where it is freed.
    void writeLetters(TextLine& text, const Band& band, std::uint32_t row) const
    {
        for (const bool active : {false, true}) { // what is kept wins over what was freed
            for (const Strip& strip : band.strips) {
                const bool freed = strip.to == row;
                const bool kept = strip.from <= row && (strip.to == kNone || row < strip.to);
                if (active ? !kept : !freed)
                    continue;
                writeLetter(text, strip, active ? letterOf(strip.what) : U'–');
            }
        }
    }
    void writeLetter(TextLine& text, const Strip& strip, char32_t letter) const
    {
        const std::size_t column = m_columns.of(strip.lane);
        const std::size_t peer = m_columns.of(strip.peer);
        if (column == peer)
            return;
        // A broker has two faces; a client writes at its outer side.
        text.letter(column, column == m_columns.broker ? peer > column : column > m_columns.broker, letter);
    }

    void writeRow(const Band& band, std::uint32_t number)
    {
        const Row& row = band.rows[number];
        const bool idle = row.kind == RowKind::Idle;
        TextLine text(m_columns, idle ? U':' : U'|');
        writeLetters(text, band, number);
        std::vector<std::string> notes;
        if (row.kind == RowKind::Packet || row.kind == RowKind::Missing)
            drawArrow(text, row, notes);
        else if (idle)
            text.event(0, m_columns.lanes.size() - 1, U' ', eventText(m_index, row, m_words));
        else
            drawEvent(text, row);
        for (const std::string& note : rowNotes(m_document, m_index, band, number, m_words))
            notes.push_back(note);
        m_aside = row.roundTripNs ? durationText(*row.roundTripNs, m_words) : std::string{};
        writeWithNotes(idle ? std::string(kPrefix - 2, ' ') : prefix(row.frame, row.timeNs), text.text(),
                       notes);
    }

    void drawArrow(TextLine& text, const Row& row, std::vector<std::string>& notes)
    {
        const std::size_t from = m_columns.of(row.from);
        const std::size_t to = m_columns.of(row.to);
        const bool lost = row.has(kLost);
        const std::size_t room = text.room(from, to, lost);
        std::string label;
        if (row.kind == RowKind::Missing) {
            label = std::string{packetName(row)};
            notes.push_back(eventText(m_index, row, m_words));
        } else {
            PacketLabel parts = packetLabel(m_document, m_index, row);
            std::string left; // what has no room on the arrow
            if (columnsOf(labelText(parts)) > room) {
                left = std::exchange(parts.value, {});
                while (!parts.bits.empty() && columnsOf(labelText(parts)) > room) {
                    left = parts.bits.back() + (left.empty() ? "" : " ") + left;
                    parts.bits.pop_back();
                }
            }
            label = labelText(parts);
            if (!left.empty())
                notes.push_back(left);
        }
        noteSharedLanes(row.from, row.to, notes);
        text.arrow(from, to, lineOf(row), lost, clipped(label, room));
    }
    /// Whom an arrow concerns, where its column does not say.
    void noteSharedLanes(LaneId from, LaneId to, std::vector<std::string>& notes) const
    {
        if (m_columns.shares(to))
            notes.push_back(
                m_words.phrase(Phrase::LadderToLane, {{"client", laneName(m_index, to, m_words)}}));
        if (m_columns.shares(from))
            notes.push_back(
                m_words.phrase(Phrase::LadderFromLane, {{"client", laneName(m_index, from, m_words)}}));
    }
    [[nodiscard]] static std::string packetName(const Row& row)
    {
        const std::string name{packetTypeName(row.expected)};
        return row.packetId != 0 ? fmt::format("{} id {}", name, row.packetId) : name;
    }

    void drawEvent(TextLine& text, const Row& row) const
    {
        const bool ends = row.kind == RowKind::Cut || row.kind == RowKind::Takeover;
        std::string what = eventText(m_index, row, m_words);
        if (m_columns.shares(row.from))
            what = laneName(m_index, row.from, m_words) + ": " + what;
        text.event(m_columns.of(row.from), m_columns.of(row.to), ends ? U'~' : U' ', what);
    }

    void writeWithNotes(std::string text, const std::string& drawn, const std::vector<std::string>& notes)
    {
        std::string all;
        for (const std::string& note : notes)
            all += (all.empty() ? "" : ", ") + note;
        const std::size_t front = columnsOf(text);
        text += drawn.size() > front ? drawn.substr(front) : std::string{};
        const std::size_t used = std::max(columnsOf(text), m_columns.at.back() + 2);
        const std::string withTime = all + (all.empty() || m_aside.empty() ? "" : ", ") + m_aside;
        if (used + 2 + columnsOf(withTime) <= m_width)
            all = withTime; // round trips only where there is room
        if (all.empty()) {
            line(text);
        } else if (used + 2 + columnsOf(all) <= m_width) {
            text.append(used + 2 - columnsOf(text), ' ');
            line(text + all);
        } else {
            line(text);
            paragraph(all, kPrefix + 3);
        }
    }

    TextOutput& m_out;
    const Document& m_document;
    const LadderIndex& m_index;
    const Scope& m_scope;
    const Vocabulary& m_words;
    std::size_t m_width;
    bool m_segments;
    std::vector<LaneId> m_lanes;
    std::set<std::uint32_t> m_bands;
    Columns m_columns;
    bool m_isNew = true;
    std::string m_aside; ///< of the row being written: worth saying, but not worth a line
};

} // namespace

void writeLadder(TextOutput& out, const Document& document, const LadderIndex& index, const Scope& scope,
                 const Vocabulary& words, const TextStyle& style)
{
    LadderWriter(out, document, index, scope, words, style).write();
}

} // namespace mqttscope::analysis::ladder
