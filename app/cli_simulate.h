// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli_options.h"

namespace mqttscope::app {

/// `mqttscope-cli simulate`: plays CliOptions::scenario into CliOptions::writeFile. Returns the exit status:
/// 1 if the scenario is wrong, 2 if a file cannot be read or written, or if a limit ended the play early.
[[nodiscard]] int simulate(const CliOptions& options);

} // namespace mqttscope::app
