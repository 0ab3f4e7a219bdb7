// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/document.h"
#include "dissector/mqtt/decoder.h"

#include <cstdint>
#include <vector>

namespace mqttscope::analysis {

/// A message read again as structs, for texts about it.
struct ReadMessage {
    mqtt::Packet packet; ///< views `bytes`
    mqtt::DecodeResult result;
    field::IssueLog issues;          ///< what is wrong with the packet itself
    std::vector<std::uint8_t> bytes; ///< from the control byte to the first byte not captured
};

/// Reads a message with the version known now. At most kMaxReadBytes of it: enough for every header and a
/// preview.
void readMessage(const Document& document, const index::Snapshot& snapshot, std::uint32_t message,
                 ReadMessage& into);

/// Bytes of a message that `readMessage` fetches at most.
inline constexpr std::uint32_t kMaxReadBytes = 128 * 1024;

} // namespace mqttscope::analysis
