// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/document.h"
#include "analysis/export/text_output.h"
#include "app/cli_options.h"
#include "teach/vocabulary.h"

#include <tl/expected.hpp>

#include <string>

namespace mqttscope::app {

/// `mqttscope-cli explain`: one frame of a capture that was read, byte by byte, as text or HTML, to `output`
/// or into the file of -w. Nothing, or a sentence about what is in the way.
[[nodiscard]] tl::expected<void, std::string> explainFrame(const CliOptions& options,
                                                           const teach::Vocabulary& words,
                                                           const analysis::Document& document,
                                                           analysis::TextOutput& output);

} // namespace mqttscope::app
