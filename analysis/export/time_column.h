// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dissector/index/snapshot.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace mqttscope::analysis {

/// How the time of a frame stands in its summary line: tshark's `-t`.
enum class TimeFormat : std::uint8_t {
    Relative,       ///< r: since the first frame
    Absolute,       ///< a: time of day
    AbsoluteDate,   ///< ad: with year, month and day
    AbsoluteYear,   ///< adoy: with year and day of the year
    Delta,          ///< d: since the frame before
    DeltaDisplayed, ///< dd: since the frame printed before
    Epoch,          ///< e: seconds since 1970
    Utc,            ///< u: as a, in UTC
    UtcDate,        ///< ud: as ad, in UTC
    UtcYear,        ///< udoy: as adoy, in UTC
};

/// The format that tshark names so; nothing if there is none.
[[nodiscard]] std::optional<TimeFormat> timeFormat(std::string_view name);

/// The time of a frame, with microseconds; empty if it has none. `shownBefore`: the frame printed before, 0
/// for none.
[[nodiscard]] std::string timeText(const index::Snapshot& snapshot, std::uint32_t frame, TimeFormat format,
                                   std::uint32_t shownBefore);

} // namespace mqttscope::analysis
