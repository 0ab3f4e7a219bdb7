// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/export/frame_exporter.h"
#include "analysis/vocabulary.h"
#include "app/cli_options.h"

#include <memory>
#include <string>
#include <vector>

namespace mqttscope::app {

/// The exporter that the options ask for; null if no frame is to be printed (-q, or -w without -P). Texts for
/// people use the words, which must outlive it.
[[nodiscard]] std::unique_ptr<analysis::FrameExporter> makePrinter(const CliOptions& options,
                                                                   const analysis::Vocabulary& words);

/// Names given with -e that no field has.
[[nodiscard]] std::vector<std::string> unknownFields(const CliOptions& options);

} // namespace mqttscope::app
