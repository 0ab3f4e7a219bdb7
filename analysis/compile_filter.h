// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dissector/filter/filter.h"

#include <string>
#include <string_view>

namespace mqttscope::analysis {

/// A display filter as a user types it: dates without zone are in the time zone of this computer.
[[nodiscard]] tl::expected<filter::Filter, filter::FilterError> compileFilter(std::string_view text);

/// What a command line says of a wrong filter: the sentence, the expression with the place underlined, and
/// the hint, each on a line of its own. English.
[[nodiscard]] std::string filterErrorText(std::string_view expression, const filter::FilterError& error);

} // namespace mqttscope::analysis
