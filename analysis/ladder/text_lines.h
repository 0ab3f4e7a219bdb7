// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/ladder/ladder.h"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

// Inside this folder: lifelines, arrows and letters in columns of text.
namespace mqttscope::analysis::ladder {

/// Columns of a text: one for each character, whatever its UTF-8 length. Ill-formed bytes count one each.
[[nodiscard]] std::size_t columnsOf(std::string_view text);
/// Its first columns; if it is longer, with an ellipsis at the end.
[[nodiscard]] std::string clipped(std::string_view text, std::size_t columns);

/// Which lanes stand in which column.
struct Columns {
    std::vector<LaneId> lanes;   ///< from left to right; kNone: the one that all others share
    std::vector<std::size_t> at; ///< where their lifelines stand
    std::size_t broker = 0;      ///< number of the column of the broker

    /// Number of the column of a lane: its own, else the shared one.
    [[nodiscard]] std::size_t of(LaneId lane) const;
    /// Whether a lane has no column of its own.
    [[nodiscard]] bool shares(LaneId lane) const { return lanes[of(lane)] == kNone; }
    friend bool operator==(const Columns&, const Columns&) = default;
};

/// Places lanes between `left` and `right`; what does not fit shares the last column.
[[nodiscard]] Columns placeLanes(const std::vector<LaneId>& lanes, LaneId broker, std::size_t left,
                                 std::size_t right);

/// One line of a ladder.
class TextLine {
public:
    /// All lifelines, drawn with a character.
    TextLine(const Columns& columns, char32_t lifeline);

    /// The letter beside a lifeline: on the side of its face. `outer`: away from the broker.
    void letter(std::size_t column, bool rightOfIt, char32_t letter);
    /// An arrow between two columns. `stopsShort`: it ends with a cross before it arrives.
    void arrow(std::size_t from, std::size_t to, char32_t line, bool stopsShort, std::string_view label);
    /// Columns that a label may have on an arrow between two columns.
    [[nodiscard]] std::size_t room(std::size_t from, std::size_t to, bool stopsShort) const;
    /// A text between two columns, with `fill` around it.
    void event(std::size_t from, std::size_t to, char32_t fill, std::string_view text);
    /// A text centred on a column, but not before `first`.
    void centred(std::size_t column, std::string_view text, std::size_t first);
    /// As UTF-8, without spaces at the end.
    [[nodiscard]] std::string text() const;

private:
    struct Span {
        std::size_t first = 0;
        std::size_t last = 0; ///< included
    };
    [[nodiscard]] Span between(std::size_t from, std::size_t to) const;
    void put(std::size_t at, char32_t character);
    void write(std::size_t at, std::string_view text);

    const Columns* m_columns;
    std::u32string m_cells;
};

} // namespace mqttscope::analysis::ladder
