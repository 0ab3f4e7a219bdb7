// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/ladder/tcp_strip.h"
#include "analysis/vocabulary.h"

#include <string>
#include <vector>

namespace mqttscope::analysis::ladder {

/// What stands on the line of a segment: "SYN", "34 bytes: PUBLISH id 1", "ACK 27". The number is relative,
/// as in the tree.
[[nodiscard]] std::string segmentText(const LadderIndex& index, const TcpSegment& segment,
                                      const Vocabulary& words);

/// What is remarkable about it: "ACK 27 confirms the bytes of PUBLISH id 1", "TCP retransmission".
[[nodiscard]] std::vector<std::string> segmentNotes(const LadderIndex& index, const TcpSegment& segment,
                                                    const Vocabulary& words);

} // namespace mqttscope::analysis::ladder
