// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/document.h"
#include "analysis/vocabulary.h"

#include <cstdint>
#include <string>

namespace mqttscope::analysis {

/// The MQTT messages of a frame byte by byte: number of the byte, offset, hex, bits, field, value; the lines
/// of a flags byte below it. Appends; a sentence if the frame has no message.
void appendExplanation(std::string& out, const Document& document, const index::Snapshot& snapshot,
                       std::uint32_t frame, const Vocabulary& words);

} // namespace mqttscope::analysis
