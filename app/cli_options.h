// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/export/fields.h"
#include "analysis/options.h"
#include "teach/language.h"

#include <tl/expected.hpp>

#include <cstdint>
#include <string>
#include <vector>

namespace mqttscope::app {

/// What the command line prints of each frame.
enum class OutputFormat : std::uint8_t {
    Text,   ///< one line per frame, or trees with -V, and bytes with -x
    Fields, ///< the fields named with -e
    Json,   ///< an array of objects
};

/// What `mqttscope-cli` was asked to do.
struct CliOptions {
    std::string file;
    std::string filter;
    OutputFormat format = OutputFormat::Text;
    bool tree = false;    ///< -V
    bool hexDump = false; ///< -x
    bool quiet = false;   ///< -q
    bool flush = false;   ///< -l
    analysis::FieldsOptions fields;
    analysis::Options analysis;
    analysis::InfoWords words = analysis::InfoWords::Standard;
    teach::Language language = teach::Language::English; ///< --lang

    std::vector<std::string> statistics; ///< -z, in order

    bool explain = false;
    std::uint32_t explainFrame = 0;
};

/// Reads the arguments. On failure, or after --help and --version, the status to exit with: the text was
/// printed.
[[nodiscard]] tl::expected<CliOptions, int> parseArguments(int argc, char** argv);

} // namespace mqttscope::app
