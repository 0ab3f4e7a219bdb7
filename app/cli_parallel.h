// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/document.h"
#include "analysis/frame_filter.h"
#include "app/cli_options.h"
#include "app/cli_output.h"

#include <optional>

namespace mqttscope::app {

/// Whether the lines of frames can be made on several threads: each needs only its own frame, and all of them
/// are known.
[[nodiscard]] bool canPrintInParallel(const CliOptions& options, const index::Snapshot& snapshot);

/// Prints the frames of a table (`-T fields`) in their order, made on all processors. Memory is bounded: a
/// few blocks of lines wait for their turn.
void printInParallel(const CliOptions& options, const analysis::Document& document,
                     const index::Snapshot& snapshot, const std::optional<analysis::FrameFilter>& filter,
                     Output& output);

} // namespace mqttscope::app
