// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dissector/filter/ast.h"

#include <tl/expected.hpp>

#include <cstddef>
#include <string_view>

namespace mqttscope::filter {

inline constexpr std::size_t kMaxDepth = 256; ///< parentheses and negations inside each other

/// Reads an expression. `not` binds tighter than `and`, `and` than `or`; a comparison binds tighter than all.
/// One of only spaces is the empty conjunction: true.
[[nodiscard]] tl::expected<Expression, FilterError> parse(std::string_view text);

} // namespace mqttscope::filter
