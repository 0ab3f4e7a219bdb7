// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli_options.h"

namespace mqttscope::app {

/// `mqttscope-cli glossary`: prints the entry of CliOptions::term, or the list of all terms if it is empty.
/// Returns the exit status: 1 if there is no such term.
[[nodiscard]] int printGlossary(const CliOptions& options);

} // namespace mqttscope::app
