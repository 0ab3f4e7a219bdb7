// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dissector/filter/ast.h"
#include "dissector/filter/program.h"

#include <tl/expected.hpp>

namespace mqttscope::filter {

/// Looks up the names of an expression, which are added to the selection, and gives its literals the types of
/// the fields that they are compared with.
[[nodiscard]] tl::expected<Test, FilterError> bind(const Expression& expression,
                                                   field::FieldSelection& selection);

} // namespace mqttscope::filter
