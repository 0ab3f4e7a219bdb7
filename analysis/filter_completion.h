// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/document.h"
#include "dissector/filter/completion.h"

#include <cstddef>
#include <string_view>

namespace mqttscope::analysis {

inline constexpr std::size_t kMaxSamples = 100; ///< values of a capture proposed at one place

/// What may follow in a display filter, as filter::complete says, and with it values that occur in this
/// capture: topics, client identifiers, addresses, ports, streams. Fast enough for every key: it looks at
/// records, never at bytes, and at no more than named limits.
[[nodiscard]] filter::Completions completeFilter(const index::Snapshot& snapshot, std::string_view expression,
                                                 std::size_t cursor);

} // namespace mqttscope::analysis
