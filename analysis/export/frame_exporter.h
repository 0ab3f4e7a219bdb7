// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/document.h"
#include "analysis/export/text_output.h"

#include <cstdint>

namespace mqttscope::analysis {

/// Prints frames one after the other in one of the formats of `-T`. Keeps nothing of a frame but its number,
/// so memory does not grow with the capture.
class FrameExporter {
public:
    FrameExporter() = default;
    FrameExporter(const FrameExporter&) = delete;
    FrameExporter& operator=(const FrameExporter&) = delete;
    virtual ~FrameExporter() = default;

    /// What stands before the first frame.
    virtual void begin(TextOutput& out) { static_cast<void>(out); }
    /// Appends one frame; frames come in ascending order.
    virtual void frame(TextOutput& out, const Document& document, const index::Snapshot& snapshot,
                       std::uint32_t number) = 0;
    /// What stands behind the last frame.
    virtual void end(TextOutput& out) { static_cast<void>(out); }
};

} // namespace mqttscope::analysis
