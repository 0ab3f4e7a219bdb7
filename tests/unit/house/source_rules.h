// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace mqttscope::test {

/// Longest source file; what is longer has more than one subject.
inline constexpr std::size_t kMaxLines = 500;

/// Holds one C++ file against the rules that every file keeps: licence line, `#pragma once` in headers,
/// length, nothing left to do. `path` counts from the root of the repository. Returns one sentence per broken
/// rule.
[[nodiscard]] std::vector<std::string> sourceViolations(std::string_view path, std::string_view text);

/// Whether the licence line stands among the first lines of a script or CMake file.
[[nodiscard]] bool hasLicenceLine(std::string_view text);

} // namespace mqttscope::test
