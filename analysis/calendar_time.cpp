// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/calendar_time.h"

#include <fmt/format.h>

#include <ctime>
#include <iterator>

namespace mqttscope::analysis {
namespace {

constexpr std::int64_t kNsPerSecond = 1'000'000'000;
constexpr int kFirstYear = 1900; ///< that tm_year counts from

} // namespace

CalendarTime calendarTime(std::int64_t nanoseconds, Zone zone)
{
    std::int64_t seconds = nanoseconds / kNsPerSecond;
    std::int64_t rest = nanoseconds % kNsPerSecond;
    if (rest < 0) {
        rest += kNsPerSecond;
        --seconds;
    }
    const auto moment = static_cast<std::time_t>(seconds);
    std::tm parts{};
    if ((zone == Zone::Utc ? gmtime_r(&moment, &parts) : localtime_r(&moment, &parts)) == nullptr)
        return {};
    CalendarTime time;
    time.year = parts.tm_year + kFirstYear;
    time.month = parts.tm_mon + 1;
    time.day = parts.tm_mday;
    time.dayOfYear = parts.tm_yday + 1;
    time.hour = parts.tm_hour;
    time.minute = parts.tm_min;
    time.second = parts.tm_sec;
    time.nanosecond = static_cast<std::uint32_t>(rest);
    time.zone = zone == Zone::Utc ? "UTC" : parts.tm_zone;
    return time;
}

void appendIsoTime(std::string& out, std::int64_t nanoseconds)
{
    const CalendarTime t = calendarTime(nanoseconds, Zone::Utc);
    fmt::format_to(std::back_inserter(out), "{:04}-{:02}-{:02}T{:02}:{:02}:{:02}.{:09}Z", t.year, t.month,
                   t.day, t.hour, t.minute, t.second, t.nanosecond);
}

} // namespace mqttscope::analysis
