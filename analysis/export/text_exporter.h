// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/export/frame_exporter.h"
#include "analysis/export/text.h"

#include <cstdint>
#include <string>

namespace mqttscope::analysis {

/// What `-T text` prints of a frame.
struct TextOptions {
    bool tree = false;       ///< -V
    bool hexDump = false;    ///< -x
    bool summaryToo = false; ///< -P: the line also with -V
    InfoWords words = InfoWords::Standard;
    TimeFormat timeFormat = TimeFormat::Relative;
    std::string separator; ///< -S: a line behind each frame; empty = none
};

/// `-T text`: a line per frame, or its tree, and its bytes.
class TextExporter final : public FrameExporter {
public:
    /// The words must outlive the exporter.
    TextExporter(TextOptions options, const Vocabulary& words);

    void frame(TextOutput& out, const Document& document, const index::Snapshot& snapshot,
               std::uint32_t number) override;

private:
    TextOptions m_options;
    SummaryWidths m_widths;
    const Vocabulary* m_words;
    std::uint32_t m_shownBefore = 0;
};

} // namespace mqttscope::analysis
