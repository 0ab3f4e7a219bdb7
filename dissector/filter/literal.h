// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dissector/filter/ast.h"
#include "dissector/filter/compile_options.h"
#include "dissector/filter/value.h"

#include <tl/expected.hpp>

#include <memory>
#include <string>

namespace mqttscope::filter {

/// A value that stands in the expression, as the operand that it is compared with holds it.
struct Literal {
    Value value;                                ///< may view `storage`
    std::shared_ptr<const std::string> storage; ///< its bytes, if it has any
};

/// Reads a leaf as a value of a type that has values.
[[nodiscard]] tl::expected<Literal, FilterError> parseLiteral(const Operand& leaf, const ValueType& type,
                                                              const CompileOptions& options);

/// The literal below zero; `whole` is the operand with its minus.
[[nodiscard]] tl::expected<Literal, FilterError> negateLiteral(const Literal& literal, const Operand& whole,
                                                               const ValueType& type);

} // namespace mqttscope::filter
