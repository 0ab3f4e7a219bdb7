// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace mqttscope::analysis {

/// A value of a JSON text that holds no others.
struct JsonLeaf {
    std::string path; ///< "pump.level", "list[2]"; empty if the text is nothing but this value
    std::string text; ///< a string without its quotes; numbers as they were written; "true", "null"
    std::optional<double> number; ///< of a number, and of a truth value 1 or 0
};

/// Leaves told; levels looked into; bytes of a text that is read at all.
inline constexpr std::size_t kMaxJsonLeaves = 256;
inline constexpr std::size_t kMaxJsonDepth = 32;
inline constexpr std::size_t kMaxJsonBytes = 256 * 1024;

/// Calls `visit` for the leaves in their order until it says false. False if the text is not valid JSON, or
/// is beyond a limit of size.
bool forEachJsonLeaf(std::string_view json, const std::function<bool(const JsonLeaf&)>& visit);

} // namespace mqttscope::analysis
