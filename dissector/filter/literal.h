// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dissector/field/field_info.h"
#include "dissector/field/field_value.h"
#include "dissector/filter/ast.h"

#include <tl/expected.hpp>

#include <compare>
#include <cstdint>
#include <string>

namespace mqttscope::filter {

/// How values are compared. Fields of the same class can be compared with each other.
enum class ValueClass : std::uint8_t {
    None,    ///< not at all: the field has no value
    Boolean, ///< zero or not
    Number,  ///< unsigned
    Time,    ///< signed nanoseconds
    Text,    ///< characters
    Bytes,   ///< binary; link-layer addresses too
    Ipv4,    ///< up to the prefix length
    Ipv6,    ///< up to the prefix length
};

[[nodiscard]] ValueClass valueClass(field::FieldType type);

/// A value that stands in the expression, as the field that it is compared with holds it.
struct Literal {
    std::uint64_t number = 0; ///< Boolean, Number, Time
    std::string bytes;        ///< the others
    std::uint8_t prefix = 0;  ///< bits of an address that count
    bool belowZero = false;   ///< less than any unsigned number can be; `number` does not count

    /// Views `bytes`. Of kind None if it is below zero: no unsigned number compares with it.
    [[nodiscard]] field::FieldValue value(ValueClass kind) const;
};

/// Reads an operand as a value of a field. The field has a value.
[[nodiscard]] tl::expected<Literal, FilterError> parseLiteral(const Operand& operand,
                                                              const field::FieldInfo& info);

/// The order of two values of one class. Text is ordered by its bytes, binary values by their length first
/// (so tshark 4.0 has it), addresses by the bits that the prefix length leaves. A value of another kind than
/// its class has is not ordered with any other, and equal to none.
[[nodiscard]] std::partial_ordering compareValues(ValueClass kind, const field::FieldValue& a,
                                                  const field::FieldValue& b, std::uint8_t prefix);

} // namespace mqttscope::filter
