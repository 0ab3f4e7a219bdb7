// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dissector/index/options.h"
#include "dissector/index/snapshot.h"
#include "dissector/net/packet_facts.h"

#include <array>
#include <cstdint>

namespace mqttscope::index {

/// Numbers of the flows of one frame.
using FlowNumbers = std::array<std::uint32_t, net::PacketFacts::kMaxFlows>;

/// What the other frames of the capture say about one. Views `numbers`, which it fills.
[[nodiscard]] net::PacketContext packetContext(const Snapshot& snapshot, const IndexOptions& options,
                                               std::uint32_t frame, bool checksums, FlowNumbers& numbers);

} // namespace mqttscope::index
