// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>

namespace mqttscope::analysis {

/// Local time or UTC.
enum class Zone : std::uint8_t { Local, Utc };

/// A moment in the calendar of a zone. Of one that no calendar holds all parts are zero.
struct CalendarTime {
    int year = 0;
    int month = 0;     ///< from 1
    int day = 0;       ///< from 1
    int dayOfYear = 0; ///< from 1
    int hour = 0;
    int minute = 0;
    int second = 0;
    std::uint32_t nanosecond = 0;
    std::string zone; ///< its abbreviation: "CET"
};

/// `nanoseconds` since 1970.
[[nodiscard]] CalendarTime calendarTime(std::int64_t nanoseconds, Zone zone);

/// As tshark prints it with -T ek: "2026-11-20T10:22:02.007333000Z". Appends.
void appendIsoTime(std::string& out, std::int64_t nanoseconds);

} // namespace mqttscope::analysis
