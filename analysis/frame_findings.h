// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/document.h"

#include <atomic>
#include <cstdint>
#include <functional>
#include <vector>

namespace mqttscope::analysis {

/// How bad the worst is that was found in a frame.
enum class FrameLevel : std::uint8_t {
    None,    ///< nothing that breaks a rule
    Warning, ///< something allowed but suspect
    Error,   ///< a rule of the standard is broken
};
[[nodiscard]] FrameLevel frameLevel(field::Severity severity);

/// A frame with findings.
struct FrameFinding {
    std::uint32_t frame = 0;
    FrameLevel level = FrameLevel::None;
};

/// What MQTT says of one frame, by its bytes and over time. Reads the packets anchored there: for the rows of
/// a screen, not for a whole capture. `scratch` is reused.
[[nodiscard]] FrameLevel frameFinding(const Document& document, const index::Snapshot& snapshot,
                                        std::uint32_t frame, index::DissectScratch& scratch);

/// The frames of a capture that break rules, ascending; a part of them if it was cancelled.
[[nodiscard]] std::vector<FrameFinding>
findFindings(const Document& document, const index::Snapshot& snapshot, const std::atomic<bool>& cancelled);

} // namespace mqttscope::analysis
