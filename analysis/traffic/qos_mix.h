// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/traffic/frame_scope.h"

#include <array>
#include <cstddef>
#include <cstdint>

namespace mqttscope::analysis {

/// PUBLISH packets of one QoS that went one way.
struct QosCount {
    std::uint64_t packets = 0;
    std::uint64_t repeated = 0;     ///< of those: with DUP = 1
    std::uint64_t retained = 0;     ///< of those: with RETAIN = 1
    std::uint64_t payloadBytes = 0; ///< the application messages in them
};

/// How much was published at which QoS, and delivered at which. QoS 3 does not exist, but packets may say it.
struct QosMix {
    static constexpr std::size_t kLevels = 4;
    std::array<QosCount, kLevels> published; ///< by clients
    std::array<QosCount, kLevels> delivered; ///< to clients
    /// Of the deliveries whose source is known: published at the first QoS, delivered at the second.
    std::array<std::array<std::uint64_t, kLevels>, kLevels> onward{};
    std::uint64_t unknownSource = 0; ///< deliveries of which nobody can tell where they come from
};

[[nodiscard]] QosMix qosMix(const index::Snapshot& snapshot, const FrameScope& scope,
                            const WorkWatch& watch = {});

} // namespace mqttscope::analysis
