// SPDX-License-Identifier: GPL-3.0-or-later
#include "dissector/filter/word.h"

#include "dissector/filter/address.h"
#include "dissector/filter/character.h"

#include <algorithm>

namespace mqttscope::filter {
namespace {

/// No textual IPv6 address is longer (RFC 5952 §5: with an IPv4 address at its end).
constexpr std::size_t kMaxIpv6Text = 45;

std::size_t digitsLength(std::string_view text, std::size_t most)
{
    std::size_t length = 0;
    while (length < text.size() && length < most && isDigit(text[length]))
        ++length;
    return length;
}

/// "/24" behind an address, at most `most` digits.
std::size_t prefixLength(std::string_view text, std::size_t most)
{
    if (text.empty() || text.front() != '/')
        return 0;
    const std::size_t digits = digitsLength(text.substr(1), most);
    return digits == 0 ? 0 : digits + 1;
}

std::size_t ipv4Length(std::string_view text)
{
    std::size_t length = 0;
    for (int part = 0; part < 4; ++part) {
        if (part > 0) {
            if (length >= text.size() || text[length] != '.')
                return 0;
            ++length;
        }
        const std::size_t digits = digitsLength(text.substr(length), 3);
        if (digits == 0)
            return 0;
        length += digits;
    }
    if (!parseIpv4(text.substr(0, length)))
        return 0;
    return length + prefixLength(text.substr(length), 2);
}

std::size_t ipv6Length(std::string_view text)
{
    std::size_t run = 0;
    bool colons = false;
    while (run < text.size() && run < kMaxIpv6Text &&
           (isHexDigit(text[run]) || text[run] == ':' || text[run] == '.')) {
        colons = colons || text[run] == ':';
        ++run;
    }
    // Trying shorter and shorter beginnings is bounded by kMaxIpv6Text.
    for (; colons && run >= 2; --run) {
        if (parseIpv6(text.substr(0, run)))
            return run + prefixLength(text.substr(run), 3);
    }
    return 0;
}

/// Pairs of hexadecimal digits with a separator between them, at least `least` pairs.
std::size_t pairsLength(std::string_view text, char separator, std::size_t least)
{
    std::size_t length = 0;
    std::size_t pairs = 0;
    for (;;) {
        const std::size_t at = pairs == 0 ? 0 : length + 1;
        if (pairs > 0 && (length >= text.size() || text[length] != separator))
            break;
        if (at + 2 > text.size() || !isHexDigit(text[at]) || !isHexDigit(text[at + 1]))
            break;
        length = at + 2;
        ++pairs;
    }
    return pairs >= least ? length : 0;
}

} // namespace

std::size_t identifierLength(std::string_view text)
{
    std::size_t length = 0;
    while (length < text.size()) {
        const char c = text[length];
        const bool first = length == 0;
        if (isAlphanumeric(c) || c == '_' || (c == '-' && !first)) {
            ++length;
        } else if (c == '.' && !first && length + 1 < text.size() &&
                   (isAlphanumeric(text[length + 1]) || text[length + 1] == '_' || text[length + 1] == '-')) {
            length += 2;
        } else {
            break;
        }
    }
    return length;
}

std::size_t wordLength(std::string_view text)
{
    if (text.empty() || !(isAlphanumeric(text.front()) || text.front() == '_' || text.front() == ':'))
        return 0;
    return std::max({identifierLength(text), ipv4Length(text), ipv6Length(text), pairsLength(text, ':', 2)});
}

std::size_t colonLiteralLength(std::string_view text)
{
    if (text.empty() || text.front() != ':')
        return 0;
    const std::string_view rest = text.substr(1);
    std::size_t digits = 0;
    while (digits < rest.size() && isHexDigit(rest[digits]))
        ++digits;
    const std::size_t longest =
        std::max({digits, pairsLength(rest, ':', 2), pairsLength(rest, '-', 2), pairsLength(rest, '.', 2)});
    return longest == 0 ? 0 : longest + 1;
}

} // namespace mqttscope::filter
