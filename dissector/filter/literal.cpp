// SPDX-License-Identifier: GPL-3.0-or-later
#include "dissector/filter/literal.h"

#include "dissector/field/field_table.h"
#include "dissector/filter/address.h"
#include "dissector/filter/character.h"
#include "dissector/filter/date_time.h"
#include "dissector/filter/number.h"
#include "dissector/filter/wireshark_names.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <limits>
#include <optional>
#include <span>
#include <string_view>
#include <utility>

namespace mqttscope::filter {
namespace {

using field::FieldType;

using Result = tl::expected<Literal, FilterError>;

constexpr std::size_t kEtherSize = 6;
constexpr std::int64_t kNsPerSecond = 1'000'000'000;

/// The names of a flag that the field table gives no other.
constexpr std::array<field::ValueName, 2> kFlagNames = {{{0, "Not set"}, {1, "Set"}}};

Result refuse(ErrorCode code, const Operand& operand, const ValueType& type)
{
    return tl::unexpected(FilterError{
        code, operand.span.position, operand.span.length, operand.text, std::string{type.name}, {}});
}

Literal ofNumber(std::uint64_t number, bool wide = false)
{
    return {Value::ofUnsigned(number, wide), nullptr};
}

Literal ofInterval(std::int64_t nanoseconds)
{
    return {Value::ofSigned(nanoseconds, true), nullptr};
}

Literal ofBytes(std::string bytes)
{
    auto storage = std::make_shared<const std::string>(std::move(bytes));
    return {Value::ofBytes(*storage), storage};
}

std::uint64_t largest(FieldType type)
{
    if (type == FieldType::UInt8)
        return std::numeric_limits<std::uint8_t>::max();
    if (type == FieldType::UInt16)
        return std::numeric_limits<std::uint16_t>::max();
    if (type == FieldType::UInt32)
        return std::numeric_limits<std::uint32_t>::max();
    return std::numeric_limits<std::uint64_t>::max();
}

bool equalIgnoringCase(std::string_view a, std::string_view b)
{
    return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                      [](char x, char y) { return lowerCase(x) == lowerCase(y); });
}

std::optional<std::uint64_t> namedValue(std::span<const field::ValueName> names, std::string_view text)
{
    const auto found = std::find_if(names.begin(), names.end(), [text](const field::ValueName& name) {
        return equalIgnoringCase(name.name, text);
    });
    return found == names.end() ? std::nullopt : std::optional{found->value};
}

/// A word that may be a number, or the only character between single quotes.
std::optional<std::uint64_t> numberOf(const Operand& leaf)
{
    if (leaf.token == TokenKind::Word)
        return parseNumber(leaf.text);
    if (leaf.token == TokenKind::Character)
        return static_cast<std::uint8_t>(leaf.text.front());
    return std::nullopt;
}

Result parseBoolean(const Operand& leaf, const ValueType& type)
{
    if (const auto number = numberOf(leaf))
        return ofNumber(*number != 0 ? 1 : 0);
    // Only these two spellings, and not in quotes: so does tshark 4.0.
    if (leaf.token == TokenKind::Word && (leaf.text == "True" || leaf.text == "TRUE"))
        return ofNumber(1);
    if (leaf.token == TokenKind::Word && (leaf.text == "False" || leaf.text == "FALSE"))
        return ofNumber(0);
    const auto& own = field::fieldInfo(type.field).names;
    if (const auto named =
            namedValue(own.empty() ? std::span<const field::ValueName>{kFlagNames} : own, leaf.text))
        return ofNumber(*named);
    return refuse(ErrorCode::NotABoolean, leaf, type);
}

Result parseUnsigned(const Operand& leaf, const ValueType& type)
{
    std::optional<std::uint64_t> number = numberOf(leaf);
    if (!number)
        number = namedValue(field::fieldInfo(type.field).names, leaf.text);
    if (!number)
        number = namedValue(wiresharkNames(type.field), leaf.text);
    if (!number) {
        const bool digits = leaf.token == TokenKind::Word && isWholeNumber(leaf.text);
        return refuse(digits ? ErrorCode::NumberTooLarge : ErrorCode::NotANumber, leaf, type);
    }
    if (*number > largest(type.type))
        return refuse(ErrorCode::NumberTooLarge, leaf, type);
    return ofNumber(*number, type.type == FieldType::UInt64);
}

Result parseInterval(const Operand& leaf, const ValueType& type)
{
    const std::optional<std::int64_t> time =
        leaf.token == TokenKind::Word ? parseSeconds(leaf.text) : std::nullopt;
    return time ? ofInterval(*time) : refuse(ErrorCode::NotATime, leaf, type);
}

Result parseMoment(const Operand& leaf, const ValueType& type, const CompileOptions& options)
{
    const std::optional<DateTime> moment =
        leaf.token == TokenKind::Character ? std::nullopt : parseDateTime(leaf.text);
    if (!moment)
        return refuse(ErrorCode::NotADate, leaf, type);
    std::int64_t nanoseconds = moment->nanoseconds;
    if (moment->local && options.secondsEastOfUtc != nullptr)
        nanoseconds -= options.secondsEastOfUtc(nanoseconds / kNsPerSecond) * kNsPerSecond;
    return ofInterval(nanoseconds);
}

Result parseBinary(const Operand& leaf, const ValueType& type)
{
    if (leaf.token == TokenKind::String || leaf.token == TokenKind::Character)
        return ofBytes(leaf.text);
    if (auto bytes = parseHexBytes(leaf.text))
        return ofBytes(std::move(*bytes));
    return refuse(ErrorCode::NotBytes, leaf, type);
}

Result parseEther(const Operand& leaf, const ValueType& type)
{
    const bool word = leaf.token == TokenKind::Word || leaf.token == TokenKind::ColonLiteral;
    auto bytes = word ? parseHexBytes(leaf.text) : std::nullopt;
    if (!bytes || bytes->size() != kEtherSize)
        return refuse(ErrorCode::NotAnAddress, leaf, type);
    return ofBytes(std::move(*bytes));
}

/// "10.0.0.0/8", "fe80::/10": an address, and how many of its bits count.
template <class Parse> Result parseAddress(const Operand& leaf, const ValueType& type, Parse parse)
{
    if (leaf.token != TokenKind::Word)
        return refuse(ErrorCode::NotAnAddress, leaf, type);
    const std::string_view text = leaf.text;
    const std::size_t slash = text.find('/');
    const auto address = parse(text.substr(0, slash));
    if (!address)
        return refuse(ErrorCode::NotAnAddress, leaf, type);
    std::uint64_t prefix = address->size() * 8;
    if (slash != std::string_view::npos) {
        const std::optional<std::uint64_t> bits = parseDecimal(text.substr(slash + 1));
        if (!bits || *bits > prefix)
            return refuse(ErrorCode::NotAPrefix, leaf, type);
        prefix = *bits;
    }
    Literal literal = ofBytes(std::string(address->begin(), address->end()));
    literal.value.prefix = static_cast<std::uint8_t>(prefix);
    return literal;
}

} // namespace

tl::expected<Literal, FilterError> parseLiteral(const Operand& leaf, const ValueType& type,
                                                const CompileOptions& options)
{
    switch (type.kind) {
    case ValueClass::Boolean:
        return parseBoolean(leaf, type);
    case ValueClass::Number:
        return parseUnsigned(leaf, type);
    case ValueClass::Interval:
        return parseInterval(leaf, type);
    case ValueClass::Moment:
        return parseMoment(leaf, type, options);
    case ValueClass::Text:
        return ofBytes(leaf.text);
    case ValueClass::Bytes:
        return type.type == FieldType::Ether ? parseEther(leaf, type) : parseBinary(leaf, type);
    case ValueClass::Protocol:
        return parseBinary(leaf, type);
    case ValueClass::Ipv4:
        return parseAddress(leaf, type, parseIpv4);
    case ValueClass::Ipv6:
        return parseAddress(leaf, type, parseIpv6);
    case ValueClass::None:
        break;
    }
    return refuse(ErrorCode::NoValue, leaf, type);
}

tl::expected<Literal, FilterError> negateLiteral(const Literal& literal, const Operand& whole,
                                                 const ValueType& type)
{
    Operand shown = whole;
    shown.text = whole.children.front().text;
    if (type.kind != ValueClass::Number && type.kind != ValueClass::Interval)
        return refuse(ErrorCode::NoMinus, shown, type);
    const auto negative = negate(literal.value);
    if (!negative)
        return refuse(ErrorCode::NumberTooLarge, shown, type);
    return Literal{*negative, nullptr};
}

} // namespace mqttscope::filter
