// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/export/capture_export.h"
#include "analysis/export/fields.h"
#include "analysis/export/time_column.h"
#include "analysis/live/live_options.h"
#include "analysis/options.h"
#include "teach/illustrated/illustration.h"
#include "teach/language.h"

#include <tl/expected.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace mqttscope::app {

/// What the command line prints of each frame: `-T`.
enum class OutputFormat : std::uint8_t {
    Text,    ///< one line per frame, or trees with -V, and bytes with -x
    Fields,  ///< the fields named with -e
    Json,    ///< an array of objects
    JsonRaw, ///< likewise, only the bytes
    Ek,      ///< lines for Elasticsearch
    Pdml,    ///< XML
};

/// What `explain` was asked to do.
struct ExplainOptions {
    std::uint32_t frame = 0; ///< 0 = the first with MQTT
    bool html = false;       ///< --format html
    bool brief = false;      ///< the table only, as text
    teach::IllustrationOptions what;
};

/// What `recover` was asked to do.
struct RecoverOptions {
    std::uint32_t number = 0; ///< of the list; 0 = print the list
    bool discard = false;     ///< delete it, do not save it
};

/// What `mqttscope-cli` was asked to do.
struct CliOptions {
    std::string file; ///< -r; "-" is standard input
    std::string filter;
    OutputFormat format = OutputFormat::Text;
    bool formatGiven = false;   ///< -T was there
    bool tree = false;          ///< -V
    bool hexDump = false;       ///< -x
    bool quiet = false;         ///< -q
    bool flush = false;         ///< -l
    bool summaryToo = false;    ///< -P
    bool duplicateKeys = true;  ///< not --no-duplicate-keys
    std::string frameSeparator; ///< -S: a line between frames; empty = none
    analysis::TimeFormat timeFormat = analysis::TimeFormat::Relative;
    analysis::FieldsOptions fields;
    analysis::Options analysis;
    analysis::InfoWords words = analysis::InfoWords::Standard;
    teach::Language language = teach::Language::English; ///< --lang
    std::vector<std::string> statistics;                 ///< -z, in order
    std::string writeFile;                               ///< -w; empty = none, "-" is standard output
    analysis::CaptureFormat writeFormat = analysis::CaptureFormat::Pcapng;
    bool listInterfaces = false;               ///< -D
    std::optional<analysis::LiveOptions> live; ///< of a live capture, if that is asked for
    std::string report;                        ///< -G; empty = none
    std::vector<std::string> warnings;         ///< to be said before anything is read

    /// `simulate`: the scenario; empty = another thing is asked for.
    std::string scenario;
    std::optional<std::uint64_t> seed; ///< in place of the scenario's

    std::optional<ExplainOptions> explain; ///< of `explain`, if that is asked for

    std::optional<RecoverOptions> recover; ///< of `recover`, if that is asked for

    bool glossary = false; ///< `glossary`
    std::string term;      ///< of the glossary; empty = all
};

/// Reads the arguments. On failure, or after --help and --version, the status to exit with: the text was
/// printed.
[[nodiscard]] tl::expected<CliOptions, int> parseArguments(int argc, char** argv);

} // namespace mqttscope::app
