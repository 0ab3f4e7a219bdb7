// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dissector/field/field_info.h"
#include "dissector/field/field_value.h"
#include "dissector/filter/ast.h"

#include <compare>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

namespace mqttscope::filter {

/// How values are compared. Values of the same class can be compared with each other.
enum class ValueClass : std::uint8_t {
    None,     ///< not at all: the field has no value
    Boolean,  ///< zero or not
    Number,   ///< with or without sign
    Interval, ///< nanoseconds
    Moment,   ///< nanoseconds since 1970
    Text,     ///< characters
    Bytes,    ///< binary; link-layer addresses too
    Protocol, ///< the bytes that a layer covers
    Ipv4,     ///< up to the prefix length
    Ipv6,     ///< up to the prefix length
};

/// What is known of an operand before any frame is looked at.
struct ValueType {
    ValueClass kind = ValueClass::None;
    field::FieldType type = field::FieldType::None; ///< how literals beside it are read
    bool slice = false;                             ///< bytes cut out of something
    bool isSigned = false;                          ///< numbers of the field may be below zero
    field::FieldId field = field::FieldId::None;    ///< the field whose names of values count
    std::string_view name;                          ///< of a field or function, for messages
};

[[nodiscard]] ValueType typeOf(const field::FieldInfo& info);
/// Whether numbers of a type have 64 bits.
[[nodiscard]] inline bool isWide(const ValueType& type)
{
    return type.type == field::FieldType::UInt64;
}
/// Whether values of a class are made of bytes, so that they have slices.
[[nodiscard]] bool isMadeOfBytes(ValueClass kind);
/// Whether something can be looked for, or matched, inside.
[[nodiscard]] bool isSearchable(ValueClass kind);

/// A value while a filter is evaluated. Views bytes of the frame, of the filter or of the evaluation.
struct Value {
    enum class Kind : std::uint8_t { None, Unsigned, Signed, Bytes };
    static constexpr std::uint8_t kWholeAddress = UINT8_MAX;

    Kind kind = Kind::None;
    bool wide = false;                   ///< a number of 64 bits, else of 32
    std::uint8_t prefix = kWholeAddress; ///< bits of an address that count
    std::uint64_t number = 0;            ///< signed in two's complement
    std::string_view bytes;
    std::string_view extent; ///< of a layer: its bytes and those behind it, in which is searched

    [[nodiscard]] static Value ofUnsigned(std::uint64_t n, bool isWide = false)
    {
        return {Kind::Unsigned, isWide, kWholeAddress, n, {}, {}};
    }
    [[nodiscard]] static Value ofSigned(std::int64_t n, bool isWide)
    {
        return {Kind::Signed, isWide, kWholeAddress, static_cast<std::uint64_t>(n), {}, {}};
    }
    [[nodiscard]] static Value ofBytes(std::string_view b)
    {
        return {Kind::Bytes, false, kWholeAddress, 0, b, b};
    }

    [[nodiscard]] std::int64_t signedNumber() const { return static_cast<std::int64_t>(number); }
};

/// What a source says of a field, as a value of its type. Of a layer, `number` is how many of the bytes are
/// its own.
[[nodiscard]] Value fromField(const field::FieldValue& value, const ValueType& type);

/// The order of two values of one class. Text is ordered by its bytes, binary values by their length first
/// (so tshark 4.0 has it), addresses by the bits that both prefix lengths leave. A number that does not fit
/// into the type of the left one, and a value of another kind than its class has, is not ordered with any
/// other, and equal to none.
[[nodiscard]] std::partial_ordering compareValues(ValueClass kind, const Value& left, const Value& right);

/// A number, or addresses and bytes with BitwiseAnd (then `storage` keeps the result). None if there is no
/// result: it is too large, or a divisor is zero.
[[nodiscard]] std::optional<Value> calculate(OperandKind operation, const Value& left, const Value& right,
                                             std::string& storage);
[[nodiscard]] std::optional<Value> negate(const Value& value);

/// Whether a number is not zero, or one of the bytes.
[[nodiscard]] bool isNotZero(const Value& value);

} // namespace mqttscope::filter
