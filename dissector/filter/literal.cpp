// SPDX-License-Identifier: GPL-3.0-or-later
#include "dissector/filter/literal.h"

#include "dissector/field/field_table.h"
#include "dissector/filter/address.h"
#include "dissector/filter/character.h"
#include "dissector/filter/number.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <limits>
#include <optional>
#include <span>
#include <string_view>

namespace mqttscope::filter {
namespace {

using field::FieldInfo;
using field::FieldType;

using Result = tl::expected<Literal, FilterError>;

constexpr std::size_t kEtherSize = 6;
/// What may stand behind a minus: tshark 4.0 calculates with four bytes.
constexpr std::uint64_t kMostBelowZero = std::numeric_limits<std::int32_t>::max();

/// The names of a flag that the field table gives no other.
constexpr std::array<field::ValueName, 2> kFlagNames = {{{0, "Not set"}, {1, "Set"}}};

Result refuse(ErrorCode code, const Operand& operand, const FieldInfo& info)
{
    return tl::unexpected(
        FilterError{code, operand.span.position, operand.span.length, operand.text, std::string{info.name}});
}

Literal ofNumber(std::uint64_t number)
{
    return {number, {}, 0, false};
}

template <class Bytes> Literal ofBytes(const Bytes& bytes, std::size_t prefix = 0)
{
    return {0, std::string(bytes.begin(), bytes.end()), static_cast<std::uint8_t>(prefix), false};
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
std::optional<std::uint64_t> numberOf(const Operand& operand)
{
    if (operand.kind == TokenKind::Word)
        return parseNumber(operand.text);
    if (operand.kind == TokenKind::Character)
        return static_cast<std::uint8_t>(operand.text.front());
    return std::nullopt;
}

Result parseBoolean(const Operand& operand, const FieldInfo& info)
{
    if (operand.negative)
        return refuse(ErrorCode::NoMinus, operand, info);
    if (const auto number = numberOf(operand))
        return ofNumber(*number != 0 ? 1 : 0);
    // Only these two spellings, and not in quotes: so does tshark 4.0.
    if (operand.kind == TokenKind::Word && (operand.text == "True" || operand.text == "TRUE"))
        return ofNumber(1);
    if (operand.kind == TokenKind::Word && (operand.text == "False" || operand.text == "FALSE"))
        return ofNumber(0);
    const std::span<const field::ValueName> names =
        info.names.empty() ? std::span<const field::ValueName>{kFlagNames} : info.names;
    if (const auto named = namedValue(names, operand.text))
        return ofNumber(*named);
    return refuse(ErrorCode::NotABoolean, operand, info);
}

Result parseUnsigned(const Operand& operand, const FieldInfo& info)
{
    std::optional<std::uint64_t> number = numberOf(operand);
    if (!number)
        number = namedValue(info.names, operand.text);
    if (!number) {
        const bool digits = operand.kind == TokenKind::Word && isWholeNumber(operand.text);
        return refuse(digits ? ErrorCode::NumberTooLarge : ErrorCode::NotANumber, operand, info);
    }
    const std::uint64_t most = operand.negative ? kMostBelowZero : std::numeric_limits<std::uint64_t>::max();
    if (*number > std::min(largest(info.type), most))
        return refuse(ErrorCode::NumberTooLarge, operand, info);
    Literal literal = ofNumber(*number);
    literal.belowZero = operand.negative && *number != 0;
    return literal;
}

Result parseTimeValue(const Operand& operand, const FieldInfo& info)
{
    const std::optional<std::int64_t> time =
        operand.kind == TokenKind::Word ? parseSeconds(operand.text) : std::nullopt;
    if (!time)
        return refuse(ErrorCode::NotATime, operand, info);
    return ofNumber(static_cast<std::uint64_t>(operand.negative ? -*time : *time));
}

Result parseText(const Operand& operand, const FieldInfo& info)
{
    if (operand.negative)
        return refuse(ErrorCode::NoMinus, operand, info);
    return ofBytes(operand.text);
}

Result parseBinary(const Operand& operand, const FieldInfo& info)
{
    if (operand.negative)
        return refuse(ErrorCode::NoMinus, operand, info);
    if (operand.kind == TokenKind::String || operand.kind == TokenKind::Character)
        return ofBytes(operand.text);
    if (const auto bytes = parseHexBytes(operand.text))
        return ofBytes(*bytes);
    return refuse(ErrorCode::NotBytes, operand, info);
}

Result parseEther(const Operand& operand, const FieldInfo& info)
{
    if (operand.negative)
        return refuse(ErrorCode::NoMinus, operand, info);
    const bool word = operand.kind == TokenKind::Word || operand.kind == TokenKind::ColonLiteral;
    const auto bytes = word ? parseHexBytes(operand.text) : std::nullopt;
    if (!bytes || bytes->size() != kEtherSize)
        return refuse(ErrorCode::NotAnAddress, operand, info);
    return ofBytes(*bytes);
}

/// "10.0.0.0/8", "fe80::/10": an address, and how many of its bits count.
template <class Parse> Result parseAddress(const Operand& operand, const FieldInfo& info, Parse parse)
{
    if (operand.negative)
        return refuse(ErrorCode::NoMinus, operand, info);
    if (operand.kind != TokenKind::Word)
        return refuse(ErrorCode::NotAnAddress, operand, info);
    const std::string_view text = operand.text;
    const std::size_t slash = text.find('/');
    const auto address = parse(text.substr(0, slash));
    if (!address)
        return refuse(ErrorCode::NotAnAddress, operand, info);
    std::uint64_t prefix = address->size() * 8;
    if (slash != std::string_view::npos) {
        const std::optional<std::uint64_t> bits = parseDecimal(text.substr(slash + 1));
        if (!bits || *bits > prefix)
            return refuse(ErrorCode::NotAPrefix, operand, info);
        prefix = *bits;
    }
    return ofBytes(*address, prefix);
}

/// The order of the first `bits` bits.
std::partial_ordering compareBits(std::string_view a, std::string_view b, std::size_t bits)
{
    if (a.size() != b.size())
        return std::partial_ordering::unordered;
    bits = std::min(bits, a.size() * 8);
    const std::size_t whole = bits / 8;
    const auto order = a.substr(0, whole) <=> b.substr(0, whole);
    if (order != 0 || bits % 8 == 0)
        return order;
    const unsigned mask = 0xFF00U >> bits % 8 & 0xFFU;
    return (static_cast<unsigned char>(a[whole]) & mask) <=> (static_cast<unsigned char>(b[whole]) & mask);
}

bool isNumeric(ValueClass kind)
{
    return kind == ValueClass::Boolean || kind == ValueClass::Number || kind == ValueClass::Time;
}

} // namespace

ValueClass valueClass(FieldType type)
{
    switch (type) {
    case FieldType::None:
        return ValueClass::None;
    case FieldType::Boolean:
        return ValueClass::Boolean;
    case FieldType::UInt8:
    case FieldType::UInt16:
    case FieldType::UInt32:
    case FieldType::UInt64:
        return ValueClass::Number;
    case FieldType::String:
        return ValueClass::Text;
    case FieldType::Bytes:
    case FieldType::Ether:
        return ValueClass::Bytes;
    case FieldType::Ipv4:
        return ValueClass::Ipv4;
    case FieldType::Ipv6:
        return ValueClass::Ipv6;
    case FieldType::Time:
    case FieldType::Interval:
        return ValueClass::Time;
    }
    return ValueClass::None;
}

field::FieldValue Literal::value(ValueClass kind) const
{
    if (belowZero)
        return field::FieldValue::none();
    return isNumeric(kind) ? field::FieldValue::of(number) : field::FieldValue::of(std::string_view{bytes});
}

tl::expected<Literal, FilterError> parseLiteral(const Operand& operand, const FieldInfo& info)
{
    switch (valueClass(info.type)) {
    case ValueClass::Boolean:
        return parseBoolean(operand, info);
    case ValueClass::Number:
        return parseUnsigned(operand, info);
    case ValueClass::Time:
        return parseTimeValue(operand, info);
    case ValueClass::Text:
        return parseText(operand, info);
    case ValueClass::Bytes:
        return info.type == FieldType::Ether ? parseEther(operand, info) : parseBinary(operand, info);
    case ValueClass::Ipv4:
        return parseAddress(operand, info, parseIpv4);
    case ValueClass::Ipv6:
        return parseAddress(operand, info, parseIpv6);
    case ValueClass::None:
        break;
    }
    return refuse(ErrorCode::NoValue, operand, info);
}

std::partial_ordering compareValues(ValueClass kind, const field::FieldValue& a, const field::FieldValue& b,
                                    std::uint8_t prefix)
{
    using Kind = field::FieldValue::Kind;
    const Kind wanted = isNumeric(kind) ? Kind::Number : Kind::Bytes;
    if (a.kind != wanted || b.kind != wanted)
        return std::partial_ordering::unordered;
    const std::string_view left = field::asText(a.bytes);
    const std::string_view right = field::asText(b.bytes);
    switch (kind) {
    case ValueClass::None:
        break;
    case ValueClass::Boolean:
        return (a.number != 0 ? 1 : 0) <=> (b.number != 0 ? 1 : 0);
    case ValueClass::Number:
        return a.number <=> b.number;
    case ValueClass::Time:
        return a.signedNumber() <=> b.signedNumber();
    case ValueClass::Text:
        return left <=> right;
    case ValueClass::Bytes:
        return left.size() != right.size() ? left.size() <=> right.size() : left <=> right;
    case ValueClass::Ipv4:
    case ValueClass::Ipv6:
        return compareBits(left, right, prefix);
    }
    return std::partial_ordering::unordered;
}

} // namespace mqttscope::filter
