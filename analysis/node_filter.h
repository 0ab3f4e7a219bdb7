// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dissector/index/dissection.h"

#include <cstdint>
#include <string>

namespace mqttscope::analysis {

/// Bytes of a value that a filter of `nodeFilter` compares at most: of longer ones the first, and the length.
inline constexpr std::size_t kMaxFilterBytes = 64;

/// The display filter that selects the frames which have the field of this line with this value:
/// `mqtt.qos == 2`, `mqtt.topic == "a/b"`, `tcp` for a field without a value. Where no filter can see the
/// field (in a message of which bytes are missing, or a number that cannot be read) the one that selects the
/// frame by its number. The dissected frame is always selected.
[[nodiscard]] std::string nodeFilter(const index::Dissection& dissection, std::uint32_t node);

/// Likewise of bytes of a frame: `frame[54:2] == 34:12`.
[[nodiscard]] std::string bytesFilter(const index::DissectionSource& frame, field::ByteRange range);

} // namespace mqttscope::analysis
