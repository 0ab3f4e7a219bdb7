// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/document.h"
#include "teach/narration/narrator.h"

#include <cstdint>
#include <functional>

namespace mqttscope::teach::test {

/// A byte of a capture as it is walked to: those of layers count in the frame, those of messages in theirs.
struct NarratedByte {
    const NarratedFrame& frame;
    analysis::BytePlace place;
    std::uint32_t frameNumber = 0;
    std::uint32_t node = 0; ///< the leaf; analysis::kNoNode if no field has the byte
};

/// Every byte of every frame of a capture, each once: bytes of the frame that carry a message are those of
/// the message.
void forEachByte(const analysis::Document& document, const std::function<void(const NarratedByte&)>& visit);

} // namespace mqttscope::teach::test
