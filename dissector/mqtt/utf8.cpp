// SPDX-License-Identifier: GPL-3.0-or-later
#include "dissector/mqtt/utf8.h"

#include "dissector/mqtt/swar.h"

#include <cstddef>

namespace mqttscope::mqtt {
namespace {

struct Character {
    std::uint32_t length = 1;    ///< bytes; of an ill-formed sequence those that could have begun a character
    std::uint32_t codePoint = 0; ///< of an ill-formed sequence its first byte
    bool wellFormed = true;
};

constexpr std::uint32_t byteAt(std::string_view text, std::size_t at)
{
    return static_cast<std::uint8_t>(text[at]);
}

/// What the second byte of a sequence may be (The Unicode Standard, Table 3-7): this excludes overlong forms,
/// surrogates, and everything above U+10FFFF.
struct SecondByte {
    std::uint32_t least = 0x80;
    std::uint32_t most = 0xbf;
};

constexpr SecondByte secondByte(std::uint32_t first)
{
    switch (first) {
    case 0xe0:
        return {0xa0, 0xbf};
    case 0xed:
        return {0x80, 0x9f};
    case 0xf0:
        return {0x90, 0xbf};
    case 0xf4:
        return {0x80, 0x8f};
    default:
        return {};
    }
}

/// Bytes of a sequence by its first byte; 0 = cannot begin one.
constexpr std::uint32_t sequenceLength(std::uint32_t first)
{
    if (first < 0x80)
        return 1;
    if (first < 0xc2 || first > 0xf4)
        return 0;
    return first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4;
}

/// The character at `at`, which is inside the text.
Character characterAt(std::string_view text, std::size_t at)
{
    const std::uint32_t first = byteAt(text, at);
    const std::uint32_t length = sequenceLength(first);
    if (length == 1)
        return {1, first, true};
    if (length == 0)
        return {1, first, false};
    std::uint32_t codePoint = first & (0x7fU >> length);
    SecondByte allowed = secondByte(first);
    for (std::uint32_t i = 1; i < length; ++i) {
        if (at + i >= text.size())
            return {i, first, false};
        const std::uint32_t byte = byteAt(text, at + i);
        if (byte < allowed.least || byte > allowed.most)
            return {i, first, false};
        codePoint = codePoint << 6 | (byte & 0x3f);
        allowed = {};
    }
    return {length, codePoint, true};
}

constexpr bool isDisallowed(std::uint32_t codePoint)
{
    return codePoint < 0x20 || (codePoint >= 0x7f && codePoint <= 0x9f) ||
           (codePoint >= 0xfdd0 && codePoint <= 0xfdef) || (codePoint & 0xfffe) == 0xfffe;
}

/// Marks all but U+0020 to U+007E.
constexpr std::uint64_t marksUnusual(std::uint64_t eight)
{
    return (eight & everyByte(0x80)) | marksLess(eight, 0x20) | marksEqual(eight, 0x7f);
}

/// Whether a letter of two bytes stands at `at`, from U+00C0 on: allowed, and the most usual beyond ASCII.
bool isShortLetter(std::string_view text, std::size_t at)
{
    return at + 1 < text.size() && byteAt(text, at) >= 0xc3 && byteAt(text, at) <= 0xdf &&
           (byteAt(text, at + 1) & 0xc0) == 0x80;
}

/// What marksUnusual leaves unmarked.
constexpr bool isUsual(std::uint32_t byte)
{
    return byte >= 0x20 && byte < 0x7f;
}

void keepFirst(std::optional<TextPlace>& place, std::size_t at, const Character& character)
{
    if (!place)
        place = TextPlace{static_cast<std::uint32_t>(at), character.length, character.codePoint};
}

} // namespace

bool isPlainAscii(std::string_view text)
{
    return !anyWord(text, [](std::uint64_t eight) { return marksUnusual(eight) != 0; });
}

TextFaults findTextFaults(std::string_view text)
{
    TextFaults faults;
    if (isPlainAscii(text))
        return faults;
    for (std::size_t at = unmarkedRun(text, 0, marksUnusual); at < text.size();) {
        if (isUsual(byteAt(text, at))) { // in the last bytes, fewer than a word
            ++at;
            continue;
        }
        if (isShortLetter(text, at)) {
            at += 2;
            at += unmarkedRun(text, at, marksUnusual);
            continue;
        }
        const Character character = characterAt(text, at);
        if (!character.wellFormed)
            keepFirst(faults.illFormed, at, character);
        else if (character.codePoint == 0)
            keepFirst(faults.nul, at, character);
        else if (isDisallowed(character.codePoint))
            keepFirst(faults.disallowed, at, character);
        at += character.length;
        if (character.length > 1) // letters with accents stand alone
            at += unmarkedRun(text, at, marksUnusual);
    }
    return faults;
}

bool isWellFormedUtf8(std::string_view text)
{
    const auto beyondAscii = [](std::uint64_t eight) { return eight & everyByte(0x80); };
    for (std::size_t at = unmarkedRun(text, 0, beyondAscii); at < text.size();) {
        if (byteAt(text, at) < 0x80) {
            ++at;
            continue;
        }
        if (isShortLetter(text, at)) {
            at += 2;
            at += unmarkedRun(text, at, beyondAscii);
            continue;
        }
        const Character character = characterAt(text, at);
        if (!character.wellFormed)
            return false;
        at += character.length;
        at += unmarkedRun(text, at, beyondAscii);
    }
    return true;
}

std::uint32_t countCharacters(std::string_view text)
{
    std::uint32_t count = 0;
    for (std::size_t at = 0; at < text.size(); ++count)
        at += characterAt(text, at).length;
    return count;
}

void appendPrintable(std::string& out, std::string_view text)
{
    text = text.substr(0, text.find('\0'));
    if (isWellFormedUtf8(text)) {
        out += text;
        return;
    }
    for (std::size_t at = 0; at < text.size();) {
        const Character character = characterAt(text, at);
        if (character.wellFormed)
            out += text.substr(at, character.length);
        else
            out += "\xef\xbf\xbd"; // U+FFFD
        at += character.length;
    }
}

} // namespace mqttscope::mqtt
