// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dissector/filter/ast.h"

#include <tl/expected.hpp>

#include <cstddef>
#include <string_view>

namespace mqttscope::filter {

inline constexpr std::size_t kMaxDepth = 256; ///< parentheses, negations, braces and calls inside each other
/// Operators in one value: what they are applied to is nested as deep.
inline constexpr std::size_t kMaxOperators = 256;

/// Reads an expression. `not` binds tighter than `and`, `and` than `xor`, `xor` than `or`; a comparison binds
/// tighter than all, and tighter still `&`, then `+ -`, then `* / %`. One of only spaces is the empty
/// conjunction: true.
[[nodiscard]] tl::expected<Expression, FilterError> parse(std::string_view text);

} // namespace mqttscope::filter
