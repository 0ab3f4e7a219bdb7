// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dissector/field/field_info.h"
#include "dissector/field/field_value.h"
#include "dissector/filter/ast.h"

#include <tl/expected.hpp>

#include <cstdint>
#include <string>

namespace mqttscope::filter {

/// How values are compared. Fields of the same class can be compared with each other.
enum class ValueClass : std::uint8_t {
    None,    ///< not at all: the field has no value
    Boolean, ///< zero or not
    Number,  ///< unsigned
    Time,    ///< signed nanoseconds
    Text,    ///< byte by byte
    Bytes,   ///< byte by byte; link-layer addresses too
    Ipv4,    ///< up to the prefix length
    Ipv6,    ///< up to the prefix length
};

[[nodiscard]] ValueClass valueClass(field::FieldType type);

/// A value that stands in the expression, as the field that it is compared with holds it.
struct Literal {
    std::uint64_t number = 0; ///< Boolean, Number, Time
    std::string bytes;        ///< the others
    std::uint8_t prefix = 0;  ///< bits of an address that count

    /// Views `bytes`.
    [[nodiscard]] field::FieldValue value(ValueClass kind) const;
};

/// Reads an operand as a value of a field. The field has a value.
[[nodiscard]] tl::expected<Literal, FilterError> parseLiteral(const Operand& operand,
                                                              const field::FieldInfo& info);

/// Whether two values of one class are equal. Values of another kind equal nothing.
[[nodiscard]] bool equalValues(ValueClass kind, const field::FieldValue& a, const field::FieldValue& b,
                               std::uint8_t prefix);

} // namespace mqttscope::filter
