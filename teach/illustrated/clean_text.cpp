// SPDX-License-Identifier: GPL-3.0-or-later
#include "teach/illustrated/clean_text.h"

#include "dissector/mqtt/utf8.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <utility>

namespace mqttscope::teach {
namespace {

using Range = std::pair<char32_t, char32_t>;

constexpr std::string_view kReplacement = "\uFFFD";

/// Unicode Standard Annex #9: marks that turn the direction; beside them line and paragraph separators.
constexpr std::array<Range, 4> kUnruly = {
    {{0x200E, 0x200F}, {0x2028, 0x202E}, {0x2066, 0x2069}, {0xFFF9, 0xFFFB}}};

/// Marks and joiners without a width of their own.
constexpr std::array<Range, 7> kNarrow = {{{0x0300, 0x036F},
                                           {0x0483, 0x0489},
                                           {0x0591, 0x05BD},
                                           {0x200B, 0x200D},
                                           {0x20D0, 0x20FF},
                                           {0xFE00, 0xFE0F},
                                           {0xFE20, 0xFE2F}}};

/// Unicode Standard Annex #11, blocks that are wide as a whole.
constexpr std::array<Range, 8> kWide = {{{0x1100, 0x115F},
                                         {0x2E80, 0x303E},
                                         {0x3041, 0xA4CF},
                                         {0xAC00, 0xD7A3},
                                         {0xF900, 0xFAFF},
                                         {0xFE30, 0xFE6F},
                                         {0xFF00, 0xFF60},
                                         {0x1F300, 0x3FFFD}}};

template <std::size_t N> bool isIn(const std::array<Range, N>& ranges, char32_t code)
{
    return std::any_of(ranges.begin(), ranges.end(),
                       [code](const Range& range) { return code >= range.first && code <= range.second; });
}

struct Character {
    std::size_t length = 1;
    char32_t code = 0;
    bool wellFormed = false;
};

Character characterAt(std::string_view text, std::size_t at)
{
    const auto first = static_cast<std::uint8_t>(text[at]);
    const std::size_t length = first < 0x80 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;
    if (length == 1)
        return {1, first, true};
    const std::string_view part = text.substr(at, length);
    if (part.size() < length || !mqtt::isWellFormedUtf8(part))
        return {1, first, false};
    char32_t code = first & (0x7FU >> length);
    for (const char byte : part.substr(1))
        code = code << 6 | (static_cast<std::uint8_t>(byte) & 0x3FU);
    return {length, code, true};
}

bool isUnruly(char32_t code)
{
    return code < 0x20 || (code >= 0x7F && code <= 0x9F) || (code >= 0xFDD0 && code <= 0xFDEF) ||
           (code & 0xFFFE) == 0xFFFE || isIn(kUnruly, code);
}

std::size_t columnsOf(char32_t code)
{
    return isIn(kNarrow, code) ? 0 : isIn(kWide, code) ? 2 : 1;
}

/// Bytes of the longest beginning that takes no more than `width` columns; at least one character.
std::size_t fitting(std::string_view text, std::size_t width)
{
    std::size_t columns = 0;
    std::size_t at = 0;
    while (at < text.size()) {
        const Character next = characterAt(text, at);
        columns += columnsOf(next.code);
        if (columns > width && at > 0)
            break;
        at += next.length;
    }
    return at;
}

} // namespace

std::string cleanText(std::string_view text)
{
    if (mqtt::isPlainAscii(text))
        return std::string{text};
    std::string out;
    out.reserve(text.size());
    for (std::size_t at = 0; at < text.size();) {
        const Character next = characterAt(text, at);
        if (!next.wellFormed || isUnruly(next.code))
            out += kReplacement;
        else
            out += text.substr(at, next.length);
        at += next.length;
    }
    return out;
}

std::size_t columnsOf(std::string_view text)
{
    if (mqtt::isPlainAscii(text))
        return text.size();
    std::size_t columns = 0;
    for (std::size_t at = 0; at < text.size();) {
        const Character next = characterAt(text, at);
        columns += columnsOf(next.code);
        at += next.length;
    }
    return columns;
}

std::string wrapped(std::string_view text, std::size_t width, std::string_view indent)
{
    std::string out;
    std::size_t column = 0; // of the line that is being filled; 0: none is
    const auto begin = [&] {
        if (!out.empty())
            out += '\n';
        out += indent;
        column = 0;
    };
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t space = std::min(text.find(' ', at), text.size());
        std::string_view word = text.substr(at, space - at);
        at = space + 1;
        if (word.empty())
            continue;
        const std::size_t needed = columnsOf(word);
        if (out.empty() || column + 1 + needed > width) {
            begin();
        } else {
            out += ' ';
            ++column;
        }
        while (columnsOf(word) > width) {
            const std::size_t cut = fitting(word, width);
            out += word.substr(0, cut);
            word.remove_prefix(cut);
            if (!word.empty())
                begin();
        }
        out += word;
        column += columnsOf(word);
    }
    if (!out.empty())
        out += '\n';
    return out;
}

} // namespace mqttscope::teach
