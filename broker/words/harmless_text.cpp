// SPDX-License-Identifier: GPL-3.0-or-later
#include "broker/words/harmless_text.h"

#include "dissector/mqtt/utf8.h"

#include <algorithm>
#include <cstddef>
#include <iterator>

namespace mqttscope::broker {
namespace {

/// One character of well-formed UTF-8.
struct Character {
    char32_t code = 0;
    std::size_t size = 1;
};

Character characterAt(std::string_view text, std::size_t at)
{
    const auto byte = [&](std::size_t place) { return static_cast<unsigned char>(text[place]); };
    const auto first = byte(at);
    if (first < 0x80)
        return {first, 1};
    const std::size_t size = first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : 2;
    char32_t code = first & (0x7fU >> size);
    for (std::size_t i = 1; i < size; ++i)
        code = code << 6U | (byte(at + i) & 0x3fU);
    return {code, size};
}

struct Range {
    char32_t first = 0;
    char32_t last = 0;
};

constexpr Range kControls[] = {{0x00, 0x1f}, {0x7f, 0x9f}};
/// Of the categories Cf, Zl and Zp of Unicode: what has no shape of its own, turns a line around or ends it.
constexpr Range kFormats[] = {{0xad, 0xad},       {0x600, 0x605},     {0x61c, 0x61c},     {0x6dd, 0x6dd},
                              {0x70f, 0x70f},     {0x890, 0x891},     {0x8e2, 0x8e2},     {0x180e, 0x180e},
                              {0x200b, 0x200f},   {0x2028, 0x202e},   {0x2060, 0x206f},   {0xfeff, 0xfeff},
                              {0xfff9, 0xfffb},   {0x110bd, 0x110bd}, {0x110cd, 0x110cd}, {0x13430, 0x1343f},
                              {0x1bca0, 0x1bca3}, {0x1d173, 0x1d17a}, {0xe0001, 0xe007f}};

template <std::size_t Count> bool isIn(const Range (&ranges)[Count], char32_t code)
{
    return std::any_of(std::begin(ranges), std::end(ranges),
                       [code](const Range& range) { return code >= range.first && code <= range.last; });
}

bool isInvisible(char32_t code)
{
    return isIn(kControls, code) || isIn(kFormats, code);
}

bool isSpace(char byte)
{
    return byte == '\t' || byte == '\n' || byte == '\r';
}

} // namespace

std::string harmless(std::string_view text)
{
    if (mqtt::isPlainAscii(text))
        return std::string(text);
    std::string out;
    out.reserve(text.size());
    if (!mqtt::isWellFormedUtf8(text)) {
        for (const char byte : text)
            out += byte >= 0x20 && byte < 0x7f ? byte : '.';
        return out;
    }
    for (std::size_t at = 0; at < text.size();) {
        const Character character = characterAt(text, at);
        if (isInvisible(character.code))
            out += '.';
        else
            out.append(text, at, character.size);
        at += character.size;
    }
    return out;
}

bool isReadable(std::string_view text)
{
    if (!mqtt::isWellFormedUtf8(text))
        return false;
    for (std::size_t at = 0; at < text.size();) {
        const Character character = characterAt(text, at);
        if (isIn(kControls, character.code) && !isSpace(text[at]))
            return false;
        at += character.size;
    }
    return true;
}

} // namespace mqttscope::broker
