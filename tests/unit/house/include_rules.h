// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace mqttscope::test {

/// Holds the `#include` lines of one file against the table of who may include whom. `path` counts from the
/// root of the repository ("dissector/mqtt/decoder.cpp"). Returns one sentence per forbidden line.
[[nodiscard]] std::vector<std::string> includeViolations(std::string_view path, std::string_view text);

/// Whether each row of that table names only rooms of rows above it.
[[nodiscard]] bool roomsNameOnlyRoomsAbove();

/// The headers of this repository that a file names, as written between the quotes, in order.
[[nodiscard]] std::vector<std::string> quotedIncludes(std::string_view text);

} // namespace mqttscope::test
