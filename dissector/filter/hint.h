// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dissector/filter/filter_error.h"

#include <string_view>

namespace mqttscope::filter {

/// What may help against an error in an expression.
[[nodiscard]] FilterHint hintFor(const FilterError& error, std::string_view expression);

} // namespace mqttscope::filter
