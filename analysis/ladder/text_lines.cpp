// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/ladder/text_lines.h"

#include <algorithm>

namespace mqttscope::analysis::ladder {
namespace {

constexpr std::size_t kPitch = 26;    ///< least columns from lifeline to lifeline
constexpr std::size_t kMaxPitch = 44; ///< and most
constexpr std::size_t kLead = 2;      ///< line in front of a label
constexpr std::size_t kCrossAt = 3;   ///< a cross stands so far from where the arrow was to arrive

std::u32string decoded(std::string_view text)
{
    std::u32string out;
    for (std::size_t i = 0; i < text.size();) {
        const auto first = static_cast<unsigned char>(text[i]);
        const std::size_t length = first < 0x80    ? 1
                                   : first >= 0xf0 ? 4
                                   : first >= 0xe0 ? 3
                                   : first >= 0xc0 ? 2
                                                   : 1;
        char32_t character = length == 1 ? first : first & (0xffU >> (length + 1));
        for (std::size_t k = 1; k < length && i + k < text.size(); ++k)
            character = (character << 6U) | (static_cast<unsigned char>(text[i + k]) & 0x3fU);
        out += character;
        i += length;
    }
    return out;
}

void append(std::string& out, char32_t character)
{
    const auto byte = [&](char32_t value) { out += static_cast<char>(static_cast<unsigned char>(value)); };
    if (character < 0x80) {
        byte(character);
    } else if (character < 0x800) {
        byte(0xc0U | (character >> 6U));
        byte(0x80U | (character & 0x3fU));
    } else if (character < 0x10000) {
        byte(0xe0U | (character >> 12U));
        byte(0x80U | ((character >> 6U) & 0x3fU));
        byte(0x80U | (character & 0x3fU));
    } else {
        byte(0xf0U | (character >> 18U));
        byte(0x80U | ((character >> 12U) & 0x3fU));
        byte(0x80U | ((character >> 6U) & 0x3fU));
        byte(0x80U | (character & 0x3fU));
    }
}

} // namespace

std::size_t columnsOf(std::string_view text)
{
    return decoded(text).size();
}

std::string clipped(std::string_view text, std::size_t columns)
{
    std::u32string cells = decoded(text);
    if (cells.size() > columns) {
        cells.resize(columns);
        if (columns > 0)
            cells.back() = U'…';
    }
    std::string out;
    for (const char32_t character : cells)
        append(out, character);
    return out;
}

std::size_t Columns::of(LaneId lane) const
{
    const auto own = std::find(lanes.begin(), lanes.end(), lane);
    return own != lanes.end() ? static_cast<std::size_t>(own - lanes.begin()) : lanes.size() - 1;
}

Columns placeLanes(const std::vector<LaneId>& lanes, LaneId broker, std::size_t left, std::size_t right)
{
    Columns columns;
    columns.lanes = lanes;
    const std::size_t most = std::max<std::size_t>(2, 1 + (right > left ? (right - left) / kPitch : 0));
    if (columns.lanes.size() > most) {
        // The broker keeps its column, and so does the first lane; the last one is for all that is left.
        columns.lanes.clear();
        if (most > 2 && lanes.front() != broker)
            columns.lanes.push_back(lanes.front());
        columns.lanes.push_back(broker);
        for (const LaneId lane : lanes) {
            if (columns.lanes.size() + 1 < most &&
                std::find(columns.lanes.begin(), columns.lanes.end(), lane) == columns.lanes.end())
                columns.lanes.push_back(lane);
        }
        columns.lanes.push_back(kNone);
    }
    const std::size_t gaps = std::max<std::size_t>(columns.lanes.size(), 2) - 1;
    const std::size_t pitch = std::clamp((right - std::min(left, right)) / gaps, kPitch, kMaxPitch);
    for (std::size_t i = 0; i < columns.lanes.size(); ++i)
        columns.at.push_back(left + i * pitch);
    columns.broker = columns.of(broker);
    return columns;
}

TextLine::TextLine(const Columns& columns, char32_t lifeline) : m_columns(&columns)
{
    for (const std::size_t at : columns.at)
        put(at, lifeline);
}

void TextLine::put(std::size_t at, char32_t character)
{
    if (m_cells.size() <= at)
        m_cells.resize(at + 1, U' ');
    m_cells[at] = character;
}

void TextLine::write(std::size_t at, std::string_view text)
{
    for (const char32_t character : decoded(text))
        put(at++, character);
}

void TextLine::letter(std::size_t column, bool rightOfIt, char32_t letter)
{
    const std::size_t at = m_columns->at[column];
    put(rightOfIt ? at + 1 : at - 1, letter);
}

TextLine::Span TextLine::between(std::size_t from, std::size_t to) const
{
    const std::size_t low = m_columns->at[std::min(from, to)];
    const std::size_t high = m_columns->at[std::max(from, to)];
    Span span{low + 1, high - 1};
    if (span.first < m_cells.size() && m_cells[span.first] != U' ')
        ++span.first;
    if (span.last < m_cells.size() && m_cells[span.last] != U' ')
        --span.last;
    return span;
}

std::size_t TextLine::room(std::size_t from, std::size_t to, bool stopsShort) const
{
    const Span span = between(from, to);
    const std::size_t taken = kLead + 2 + (stopsShort ? kCrossAt : 0);
    const std::size_t cells = span.last + 1 - span.first;
    return cells > taken ? cells - taken : 0;
}

void TextLine::arrow(std::size_t from, std::size_t to, char32_t line, bool stopsShort, std::string_view label)
{
    if (from == to)
        return;
    Span span = between(from, to);
    const bool rightwards = to > from;
    if (stopsShort) {
        const std::size_t cross = rightwards ? span.last - kCrossAt + 1 : span.first + kCrossAt - 1;
        put(cross, U'✕');
        (rightwards ? span.last : span.first) = rightwards ? cross - 1 : cross + 1;
    }
    for (std::size_t at = span.first; at <= span.last; ++at) {
        const bool crossing =
            std::find(m_columns->at.begin(), m_columns->at.end(), at) != m_columns->at.end();
        put(at, crossing ? U'+' : line);
    }
    put(rightwards ? span.last : span.first, rightwards ? U'>' : U'<');
    write(span.first + kLead + (rightwards ? 0 : 1), label);
}

void TextLine::event(std::size_t from, std::size_t to, char32_t fill, std::string_view text)
{
    const Span span = between(from, to);
    const std::size_t cells = span.last + 1 - span.first;
    const std::size_t length = columnsOf(text) + 2;
    for (std::size_t at = span.first; at <= span.last && fill != U' '; ++at)
        put(at, fill);
    const std::size_t begin = length < cells ? span.first + (cells - length) / 2 : span.first;
    write(begin, " " + std::string{text} + " ");
}

void TextLine::centred(std::size_t column, std::string_view text, std::size_t first)
{
    const std::size_t half = columnsOf(text) / 2;
    const std::size_t at = m_columns->at[column];
    write(std::max(first, at > half ? at - half : 0), text);
}

std::string TextLine::text() const
{
    std::string out;
    const std::size_t last = m_cells.find_last_not_of(U' ');
    for (std::size_t i = 0; last != std::u32string::npos && i <= last; ++i)
        append(out, m_cells[i]);
    return out;
}

} // namespace mqttscope::analysis::ladder
