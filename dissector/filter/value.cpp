// SPDX-License-Identifier: GPL-3.0-or-later
#include "dissector/filter/value.h"

#include <algorithm>
#include <limits>

namespace mqttscope::filter {
namespace {

using field::FieldType;

ValueClass classOf(FieldType type)
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
        return ValueClass::Moment;
    case FieldType::Interval:
        return ValueClass::Interval;
    }
    return ValueClass::None;
}

std::uint64_t mostUnsigned(bool wide)
{
    return wide ? std::numeric_limits<std::uint64_t>::max() : std::numeric_limits<std::uint32_t>::max();
}

std::int64_t mostSigned(bool wide)
{
    return wide ? std::numeric_limits<std::int64_t>::max() : std::numeric_limits<std::int32_t>::max();
}

std::optional<std::uint64_t> asUnsigned(const Value& value, bool wide)
{
    if (value.kind == Value::Kind::Signed && value.signedNumber() < 0)
        return std::nullopt;
    return value.number <= mostUnsigned(wide) ? std::optional{value.number} : std::nullopt;
}

std::optional<std::int64_t> asSigned(const Value& value, bool wide)
{
    if (value.kind == Value::Kind::Unsigned && value.number > static_cast<std::uint64_t>(mostSigned(wide)))
        return std::nullopt;
    const std::int64_t number = value.signedNumber();
    if (number > mostSigned(wide) || number < -mostSigned(wide) - 1)
        return std::nullopt;
    return number;
}

bool isNumber(const Value& value)
{
    return value.kind == Value::Kind::Unsigned || value.kind == Value::Kind::Signed;
}

std::partial_ordering compareNumbers(const Value& left, const Value& right)
{
    if (!isNumber(left) || !isNumber(right))
        return std::partial_ordering::unordered;
    if (left.kind == Value::Kind::Unsigned) {
        const auto other = asUnsigned(right, left.wide);
        return other ? std::partial_ordering{left.number <=> *other} : std::partial_ordering::unordered;
    }
    const auto other = asSigned(right, left.wide);
    return other ? std::partial_ordering{left.signedNumber() <=> *other} : std::partial_ordering::unordered;
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

std::optional<Value> calculateUnsigned(OperandKind operation, const Value& left, std::uint64_t right)
{
    const std::uint64_t a = left.number;
    std::uint64_t result = 0;
    switch (operation) {
    case OperandKind::Add:
        if (__builtin_add_overflow(a, right, &result))
            return std::nullopt;
        break;
    case OperandKind::Subtract:
        if (a >= right) {
            result = a - right;
            break;
        }
        // Below zero: tshark goes on with a number that has a sign.
        if (right - a > static_cast<std::uint64_t>(mostSigned(left.wide)))
            return std::nullopt;
        return Value::ofSigned(-static_cast<std::int64_t>(right - a), left.wide);
    case OperandKind::Multiply:
        if (__builtin_mul_overflow(a, right, &result))
            return std::nullopt;
        break;
    case OperandKind::Divide:
        if (right == 0)
            return std::nullopt;
        result = a / right;
        break;
    case OperandKind::Modulo:
        if (right == 0)
            return std::nullopt;
        result = a % right;
        break;
    case OperandKind::BitwiseAnd:
    case OperandKind::Leaf:
    case OperandKind::Reference:
    case OperandKind::Slice:
    case OperandKind::Layer:
    case OperandKind::Call:
    case OperandKind::Negative:
        return std::nullopt;
    }
    if (result > mostUnsigned(left.wide))
        return std::nullopt;
    return Value::ofUnsigned(result, left.wide);
}

std::optional<Value> calculateSigned(OperandKind operation, const Value& left, std::int64_t right)
{
    const std::int64_t a = left.signedNumber();
    std::int64_t result = 0;
    bool overflow = false;
    switch (operation) {
    case OperandKind::Add:
        overflow = __builtin_add_overflow(a, right, &result);
        break;
    case OperandKind::Subtract:
        overflow = __builtin_sub_overflow(a, right, &result);
        break;
    case OperandKind::Multiply:
        overflow = __builtin_mul_overflow(a, right, &result);
        break;
    case OperandKind::Divide:
    case OperandKind::Modulo:
        if (right == 0 || (right == -1 && a == std::numeric_limits<std::int64_t>::min()))
            return std::nullopt;
        result = operation == OperandKind::Divide ? a / right : a % right;
        break;
    case OperandKind::BitwiseAnd:
    case OperandKind::Leaf:
    case OperandKind::Reference:
    case OperandKind::Slice:
    case OperandKind::Layer:
    case OperandKind::Call:
    case OperandKind::Negative:
        return std::nullopt;
    }
    if (overflow || result > mostSigned(left.wide) || result < -mostSigned(left.wide) - 1)
        return std::nullopt;
    return Value::ofSigned(result, left.wide);
}

/// Of numbers the bits as they stand; of bytes and addresses as many as both have.
std::optional<Value> bitwiseAnd(const Value& left, const Value& right, std::string& storage)
{
    if (isNumber(left) && isNumber(right)) {
        Value result = left;
        result.number = left.number & right.number;
        if (!left.wide)
            result.number = left.kind == Value::Kind::Signed
                                ? static_cast<std::uint64_t>(
                                      std::int64_t{static_cast<std::int32_t>(result.number & 0xFFFF'FFFFU)})
                                : result.number & 0xFFFF'FFFFU;
        return result;
    }
    if (left.kind != Value::Kind::Bytes || right.kind != Value::Kind::Bytes)
        return std::nullopt;
    storage.resize(std::min(left.bytes.size(), right.bytes.size()));
    for (std::size_t i = 0; i < storage.size(); ++i)
        storage[i] = static_cast<char>(static_cast<unsigned char>(left.bytes[i]) &
                                       static_cast<unsigned char>(right.bytes[i]));
    Value result = Value::ofBytes(storage);
    result.prefix = left.prefix;
    return result;
}

} // namespace

ValueType typeOf(const field::FieldInfo& info)
{
    ValueType type;
    type.kind = info.has(field::kProtocol) ? ValueClass::Protocol : classOf(info.type);
    type.type = info.has(field::kProtocol) ? FieldType::Bytes : info.type;
    type.field = info.id;
    type.isSigned = info.display == field::Display::Signed;
    type.name = info.name;
    return type;
}

bool isMadeOfBytes(ValueClass kind)
{
    return isSearchable(kind) || kind == ValueClass::Ipv4 || kind == ValueClass::Ipv6;
}

bool isSearchable(ValueClass kind)
{
    return kind == ValueClass::Text || kind == ValueClass::Bytes || kind == ValueClass::Protocol;
}

Value fromField(const field::FieldValue& value, const ValueType& type)
{
    const ValueClass kind = type.kind;
    using Kind = field::FieldValue::Kind;
    if (value.kind == Kind::Number) {
        if (kind == ValueClass::Boolean)
            return Value::ofUnsigned(value.number != 0 ? 1 : 0);
        if (kind == ValueClass::Number)
            return type.isSigned ? Value::ofSigned(value.signedNumber(), true)
                                 : Value::ofUnsigned(value.number, isWide(type));
        if (kind == ValueClass::Interval || kind == ValueClass::Moment)
            return Value::ofSigned(value.signedNumber(), true);
        return {};
    }
    if (value.kind != Kind::Bytes || !isMadeOfBytes(kind))
        return {};
    Value result = Value::ofBytes(field::asText(value.bytes));
    if (kind == ValueClass::Protocol)
        result.bytes = result.extent.substr(0, static_cast<std::size_t>(value.number));
    return result;
}

std::partial_ordering compareValues(ValueClass kind, const Value& left, const Value& right)
{
    switch (kind) {
    case ValueClass::None:
        return std::partial_ordering::unordered;
    case ValueClass::Boolean:
    case ValueClass::Number:
    case ValueClass::Interval:
    case ValueClass::Moment:
        return compareNumbers(left, right);
    case ValueClass::Text:
    case ValueClass::Bytes:
    case ValueClass::Protocol:
    case ValueClass::Ipv4:
    case ValueClass::Ipv6:
        break;
    }
    if (left.kind != Value::Kind::Bytes || right.kind != Value::Kind::Bytes)
        return std::partial_ordering::unordered;
    if (kind == ValueClass::Text)
        return left.bytes <=> right.bytes;
    if (kind == ValueClass::Ipv4 || kind == ValueClass::Ipv6)
        return compareBits(left.bytes, right.bytes, std::min(left.prefix, right.prefix));
    if (left.bytes.size() != right.bytes.size())
        return left.bytes.size() <=> right.bytes.size();
    return left.bytes <=> right.bytes;
}

std::optional<Value> calculate(OperandKind operation, const Value& left, const Value& right,
                               std::string& storage)
{
    if (operation == OperandKind::BitwiseAnd)
        return bitwiseAnd(left, right, storage);
    if (!isNumber(left) || !isNumber(right))
        return std::nullopt;
    if (left.kind == Value::Kind::Unsigned) {
        const auto other = asUnsigned(right, left.wide);
        return other ? calculateUnsigned(operation, left, *other) : std::nullopt;
    }
    const auto other = asSigned(right, left.wide);
    return other ? calculateSigned(operation, left, *other) : std::nullopt;
}

std::optional<Value> negate(const Value& value)
{
    if (!isNumber(value))
        return std::nullopt;
    const auto number = asSigned(value, value.wide);
    if (!number || *number < -mostSigned(value.wide))
        return std::nullopt;
    return Value::ofSigned(-*number, value.wide);
}

bool isNotZero(const Value& value)
{
    if (value.kind == Value::Kind::Bytes)
        return value.bytes.find_first_not_of('\0') != std::string_view::npos;
    return isNumber(value) && value.number != 0;
}

} // namespace mqttscope::filter
