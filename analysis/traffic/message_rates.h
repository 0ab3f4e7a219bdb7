// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/traffic/frame_scope.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace mqttscope::analysis {

/// Packet types by their number, 0 to 15.
inline constexpr std::size_t kPacketTypes = 16;

/// What one interval of time brought.
struct RateColumn {
    std::array<std::uint32_t, kPacketTypes> messages{}; ///< by packet type
    std::array<std::uint64_t, kPacketTypes> bytes{};    ///< whole packets, likewise
    std::uint32_t firstFrame = 0;                       ///< the first with a message; 0: there is none
};

/// MQTT over time.
struct MessageRates {
    std::int64_t intervalNs = 0;     ///< that a column stands for
    std::int64_t firstColumnNs = 0;  ///< where the first begins, since the first frame of the capture
    std::vector<RateColumn> columns; ///< without a hole
    std::array<std::uint64_t, kPacketTypes> messages{}; ///< of all columns
    std::array<std::uint64_t, kPacketTypes> bytes{};
    std::uint64_t withoutTime = 0; ///< messages of frames whose time is not known: in no column
    bool widened = false;          ///< the interval is larger than was asked for
};

/// The intervals that people choose from, in nanoseconds: 10 ms to 1 h.
inline constexpr std::array<std::int64_t, 18> kRateIntervalsNs = {
    10'000'000,        20'000'000,        50'000'000,       100'000'000,     200'000'000,
    500'000'000,       1'000'000'000,     2'000'000'000,    5'000'000'000,   10'000'000'000,
    30'000'000'000,    60'000'000'000,    120'000'000'000,  300'000'000'000, 600'000'000'000,
    1'200'000'000'000, 1'800'000'000'000, 3'600'000'000'000};
/// Columns that an automatic interval makes at most, as long as 1 h is enough for that.
inline constexpr std::uint64_t kAutomaticColumns = 60;
/// Columns at most: of a smaller interval the next one that fits is taken.
inline constexpr std::uint64_t kMaxRateColumns = 20'000;

/// Counts messages over time, by the time of the frame that completes them. `intervalNs`: 0 = automatic.
[[nodiscard]] MessageRates messageRates(const index::Snapshot& snapshot, const FrameScope& scope,
                                        std::int64_t intervalNs, const WorkWatch& watch = {});

} // namespace mqttscope::analysis
