// SPDX-License-Identifier: GPL-3.0-or-later
#include "dissector/filter/number.h"

#include "dissector/filter/character.h"

#include <algorithm>
#include <charconv>
#include <limits>

namespace mqttscope::filter {
namespace {

constexpr std::int64_t kNsPerSecond = 1'000'000'000;
constexpr std::size_t kFractionDigits = 9;

/// The digits of a number and their base.
struct Digits {
    std::string_view text;
    int base = 10;
};

Digits digitsOf(std::string_view text)
{
    if (text.size() < 2 || text.front() != '0')
        return {text, 10};
    const char second = lowerCase(text[1]);
    if (second == 'x')
        return {text.substr(2), 16};
    if (second == 'b')
        return {text.substr(2), 2};
    return {text.substr(1), 8};
}

bool allDigits(Digits digits)
{
    return !digits.text.empty() && std::all_of(digits.text.begin(), digits.text.end(), [&](char c) {
        return isHexDigit(c) && hexValue(c) < digits.base;
    });
}

std::optional<std::uint64_t> read(Digits digits)
{
    std::uint64_t number = 0;
    if (!allDigits(digits))
        return std::nullopt;
    const char* const end = digits.text.data() + digits.text.size();
    if (std::from_chars(digits.text.data(), end, number, digits.base).ec != std::errc{})
        return std::nullopt;
    return number;
}

} // namespace

std::optional<std::uint64_t> parseNumber(std::string_view text)
{
    return read(digitsOf(text));
}

std::optional<std::uint64_t> parseDecimal(std::string_view text)
{
    return read({text, 10});
}

bool isWholeNumber(std::string_view text)
{
    return allDigits(digitsOf(text));
}

std::optional<std::int64_t> parseSeconds(std::string_view text)
{
    const std::size_t dot = text.find('.');
    const std::optional<std::uint64_t> seconds = parseDecimal(text.substr(0, dot));
    constexpr auto kMostSeconds =
        static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max() / kNsPerSecond - 1);
    if (!seconds || *seconds > kMostSeconds)
        return std::nullopt;
    std::uint64_t fraction = 0;
    if (dot != std::string_view::npos) {
        std::string digits{text.substr(dot + 1)};
        if (!allDigits({digits, 10}))
            return std::nullopt;
        if (digits.size() > kFractionDigits &&
            digits.find_first_not_of('0', kFractionDigits) != std::string::npos)
            return std::nullopt;
        digits.resize(kFractionDigits, '0');
        fraction = parseDecimal(digits).value_or(0);
    }
    return static_cast<std::int64_t>(*seconds) * kNsPerSecond + static_cast<std::int64_t>(fraction);
}

std::optional<std::string> parseHexBytes(std::string_view text)
{
    if (text.starts_with(':'))
        text.remove_prefix(1);
    if (text.size() == 4 && (text.starts_with("0x") || text.starts_with("0X")))
        text.remove_prefix(2);
    const auto isSeparator = [](char c) { return c == ':' || c == '-' || c == '.'; };
    std::string bytes;
    for (std::size_t at = 0; at < text.size();) {
        if (!isHexDigit(text[at]))
            return std::nullopt;
        unsigned value = hexValue(text[at++]);
        if (at < text.size() && isHexDigit(text[at]))
            value = value * 16 + hexValue(text[at++]);
        else if (at < text.size() && !isSeparator(text[at]))
            return std::nullopt;
        bytes += static_cast<char>(value);
        if (at < text.size() && isSeparator(text[at]))
            ++at;
    }
    if (bytes.empty())
        return std::nullopt;
    return bytes;
}

} // namespace mqttscope::filter
