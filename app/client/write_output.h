// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string_view>

namespace mqttscope::app {

enum class OutputState : std::uint8_t {
    Good,
    ReaderGone, ///< such as `| head`
    Broken,     ///< such as a full disk
};

/// Writes to standard output at once.
[[nodiscard]] OutputState writeOutput(std::string_view text);

} // namespace mqttscope::app
