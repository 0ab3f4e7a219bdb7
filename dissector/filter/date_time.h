// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace mqttscope::filter {

/// A date and a time of day as they are written.
struct DateTime {
    std::int64_t nanoseconds = 0; ///< since 1970 if the text meant UTC, or the offset that it names
    bool local = true;            ///< the text says neither UTC nor an offset
};

/// ISO 8601 ("2026-11-25", "2026-11-25T21:30:00.5Z", with a space for the T, "+01:00") or tshark's own
/// ("Nov 25, 2026 21:30:00.5", with "UTC" behind it).
[[nodiscard]] std::optional<DateTime> parseDateTime(std::string_view text);

} // namespace mqttscope::filter
