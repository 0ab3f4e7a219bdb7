// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>

namespace mqttscope::app {

/// Does what `mqttscope-cli pub`, `sub` and `rr` ask for, and returns the exit status. Nothing if the
/// arguments, those of main(), ask for something else.
[[nodiscard]] std::optional<int> runClientIfAsked(int argc, char** argv);

} // namespace mqttscope::app
