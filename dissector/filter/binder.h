// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dissector/filter/ast.h"
#include "dissector/filter/compile_options.h"
#include "dissector/filter/program.h"

#include <tl/expected.hpp>

#include <string_view>

namespace mqttscope::filter {

/// Makes the test of a program, its selection, memos and warnings from an expression: looks up names, gives
/// literals the types of the fields beside them, refuses what makes no sense.
[[nodiscard]] tl::expected<Test, FilterError> bind(const Expression& expression, std::string_view text,
                                                   const CompileOptions& options, Program& program);

} // namespace mqttscope::filter
