// SPDX-License-Identifier: GPL-3.0-or-later
#include "dissector/filter/range.h"

#include "dissector/filter/character.h"
#include "dissector/filter/number.h"

#include <limits>

namespace mqttscope::filter {
namespace {

/// A number with a sign at the beginning of a text; removes it and the spaces around it.
tl::expected<std::int32_t, ErrorCode> takeNumber(std::string_view& text)
{
    const auto skipSpaces = [&text] {
        while (!text.empty() && isSpace(text.front()))
            text.remove_prefix(1);
    };
    skipSpaces();
    const bool negative = text.starts_with('-');
    if (negative || text.starts_with('+'))
        text.remove_prefix(1);
    std::size_t length = 0;
    while (length < text.size() && isAlphanumeric(text[length]))
        ++length;
    const std::string_view digits = text.substr(0, length);
    const std::optional<std::uint64_t> number = parseNumber(digits);
    // A number in base two is none here, as in tshark.
    const bool binary = digits.size() > 1 && digits[0] == '0' && lowerCase(digits[1]) == 'b';
    if (!number || binary)
        return tl::unexpected(isWholeNumber(digits) && !binary ? ErrorCode::RangeTooLarge
                                                               : ErrorCode::NotARange);
    if (*number > static_cast<std::uint64_t>(std::numeric_limits<std::int32_t>::max()))
        return tl::unexpected(ErrorCode::RangeTooLarge);
    text.remove_prefix(length);
    skipSpaces();
    const auto value = static_cast<std::int32_t>(*number);
    return negative ? -value : value;
}

tl::expected<RangePart, ErrorCode> finish(const RangePart& part, std::string_view rest)
{
    if (!rest.empty())
        return tl::unexpected(ErrorCode::NotARange);
    return part;
}

tl::expected<RangePart, ErrorCode> withLength(RangePart part, std::string_view rest)
{
    const auto length = takeNumber(rest);
    if (!length)
        return tl::unexpected(length.error());
    if (*length <= 0)
        return tl::unexpected(ErrorCode::RangeLength);
    part.length = *length;
    return finish(part, rest);
}

tl::expected<RangePart, ErrorCode> withEnd(RangePart part, std::string_view rest)
{
    const auto end = takeNumber(rest);
    if (!end)
        return tl::unexpected(end.error());
    if ((part.start < 0) != (*end < 0))
        return tl::unexpected(ErrorCode::RangeSigns);
    if (part.start >= *end)
        return tl::unexpected(ErrorCode::RangeBackwards);
    part.end = *end;
    part.hasEnd = true;
    return finish(part, rest);
}

/// From the end if below zero; none if before the beginning or behind the end.
std::optional<std::size_t> offsetOf(std::int32_t offset, std::size_t size)
{
    const std::int64_t at = offset < 0 ? static_cast<std::int64_t>(size) + offset : offset;
    if (at < 0 || at >= static_cast<std::int64_t>(size))
        return std::nullopt;
    return static_cast<std::size_t>(at);
}

} // namespace

tl::expected<RangePart, ErrorCode> parseRange(std::string_view text)
{
    RangePart part;
    std::string_view rest = text;
    while (!rest.empty() && isSpace(rest.front()))
        rest.remove_prefix(1);
    if (rest.starts_with(':')) {
        rest.remove_prefix(1);
        part.toEnd = rest.empty();
        return part.toEnd ? tl::expected<RangePart, ErrorCode>{part} : withLength(part, rest);
    }
    const auto start = takeNumber(rest);
    if (!start)
        return tl::unexpected(start.error());
    part.start = *start;
    if (rest.starts_with(':')) {
        rest.remove_prefix(1);
        part.toEnd = rest.empty();
        return part.toEnd ? tl::expected<RangePart, ErrorCode>{part} : withLength(part, rest);
    }
    if (rest.starts_with('-'))
        return withEnd(part, rest.substr(1));
    return finish(part, rest);
}

std::optional<std::pair<std::size_t, std::size_t>> placeOf(const RangePart& part, std::size_t size)
{
    const std::optional<std::size_t> start = offsetOf(part.start, size);
    if (!start)
        return std::nullopt;
    if (part.toEnd)
        return std::pair{*start, size - *start};
    if (part.hasEnd) {
        const std::optional<std::size_t> end = offsetOf(part.end, size);
        if (!end || *end < *start)
            return std::nullopt;
        return std::pair{*start, *end - *start + 1};
    }
    const auto length = static_cast<std::size_t>(part.length);
    if (length > size - *start)
        return std::nullopt;
    return std::pair{*start, length};
}

bool meansLayer(std::span<const RangePart> parts, std::uint32_t layer, std::uint32_t count)
{
    const auto absolute = [count](std::int32_t number) -> std::int64_t {
        return number < 0 ? std::int64_t{count} + 1 + number : number;
    };
    for (const RangePart& part : parts) {
        const std::int64_t first = absolute(part.start);
        const std::int64_t last =
            part.toEnd ? std::int64_t{count} : (part.hasEnd ? absolute(part.end) : first + part.length - 1);
        if (layer >= first && layer <= last)
            return true;
    }
    return false;
}

} // namespace mqttscope::filter
