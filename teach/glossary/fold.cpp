// SPDX-License-Identifier: GPL-3.0-or-later
#include "teach/glossary/fold.h"

#include <algorithm>
#include <array>

namespace mqttscope::teach {
namespace {

constexpr char32_t kCross = 0xD7;    // × stands among the capitals of Latin-1
constexpr char32_t kDivision = 0xF7; // ÷ among the small letters

std::size_t lengthBy(unsigned char lead)
{
    if (lead < 0x80)
        return 1;
    if (lead >= 0xC2 && lead < 0xE0)
        return 2;
    if (lead >= 0xE0 && lead < 0xF0)
        return 3;
    if (lead >= 0xF0 && lead < 0xF5)
        return 4;
    return 1;
}

bool isContinuation(char byte)
{
    return (static_cast<unsigned char>(byte) & 0xC0U) == 0x80U;
}

/// What a small letter with an accent is without it: the letters of 0xE0 to 0xFF.
constexpr std::string_view kPlain = "aaaaaaaceeeeiiiidnooooo/ouuuuyty";

/// The separators that count as a space.
bool isSpace(char32_t code)
{
    constexpr std::array<char32_t, 6> kSpaces = {U' ', U'\t', U'\n', U'\r', 0xA0, 0x202F};
    return std::find(kSpaces.begin(), kSpaces.end(), code) != kSpaces.end();
}

} // namespace

CodePoint codePointAt(std::string_view text, std::size_t at)
{
    if (at >= text.size())
        return {};
    const auto lead = static_cast<unsigned char>(text[at]);
    const std::size_t length = lengthBy(lead);
    if (length == 1 || at + length > text.size())
        return {lead, 1};
    char32_t code = lead & (0x7FU >> length);
    for (std::size_t i = 1; i < length; ++i) {
        if (!isContinuation(text[at + i]))
            return {lead, 1};
        code = (code << 6U) | (static_cast<unsigned char>(text[at + i]) & 0x3FU);
    }
    return {code, length};
}

CodePoint codePointBefore(std::string_view text, std::size_t at)
{
    if (at == 0 || at > text.size())
        return {};
    std::size_t begin = at - 1;
    while (begin > 0 && at - begin < 4 && isContinuation(text[begin]))
        --begin;
    const CodePoint character = codePointAt(text, begin);
    if (begin + character.bytes == at)
        return character;
    return {static_cast<unsigned char>(text[at - 1]), 1};
}

bool isWordCharacter(char32_t code)
{
    if (code < 0x80)
        return (code >= U'0' && code <= U'9') || (code >= U'A' && code <= U'Z') ||
               (code >= U'a' && code <= U'z');
    return code >= 0xC0 && code <= 0x24F && code != kCross && code != kDivision;
}

bool isCapital(char32_t code)
{
    return lowered(code) != code;
}

char32_t lowered(char32_t code)
{
    if ((code >= U'A' && code <= U'Z') || (code >= 0xC0 && code <= 0xDE && code != kCross))
        return code + 0x20;
    return code == 0x152 ? char32_t{0x153} : code; // Œ
}

void appendUtf8(std::string& out, char32_t code)
{
    const auto tail = [&](unsigned shift) { out += static_cast<char>(0x80U | ((code >> shift) & 0x3FU)); };
    if (code < 0x80) {
        out += static_cast<char>(code);
    } else if (code < 0x800) {
        out += static_cast<char>(0xC0U | (code >> 6U));
        tail(0);
    } else if (code < 0x10000) {
        out += static_cast<char>(0xE0U | (code >> 12U));
        tail(6);
        tail(0);
    } else {
        out += static_cast<char>(0xF0U | (code >> 18U));
        tail(12);
        tail(6);
        tail(0);
    }
}

std::string folded(std::string_view text)
{
    std::string out;
    for (std::size_t at = 0; at < text.size();) {
        const CodePoint character = codePointAt(text, at);
        at += character.bytes;
        const char32_t code = lowered(character.code);
        if (isSpace(code)) {
            if (!out.empty() && out.back() != ' ')
                out += ' ';
        } else if (code == 0x2019) { // ’
            out += '\'';
        } else if (code == 0x153) { // œ
            out += "oe";
        } else if (code >= 0xE0 && code <= 0xFF && code != kDivision) {
            out += kPlain[code - 0xE0];
        } else {
            appendUtf8(out, code);
        }
    }
    if (out.ends_with(' '))
        out.pop_back();
    return out;
}

} // namespace mqttscope::teach
