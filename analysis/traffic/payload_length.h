// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dissector/index/snapshot.h"

#include <cstdint>

namespace mqttscope::analysis {

/// Bytes of the application message in a PUBLISH; 0 of any other packet, and where its start is not known.
[[nodiscard]] std::uint32_t payloadLength(const index::Snapshot& snapshot, std::uint32_t message);

} // namespace mqttscope::analysis
