// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/export/time_column.h"

#include "analysis/calendar_time.h"

#include <fmt/format.h>

#include <array>
#include <cstdlib>
#include <utility>

namespace mqttscope::analysis {
namespace {

constexpr std::int64_t kNsPerMicrosecond = 1'000;
constexpr std::int64_t kMicrosecondsPerSecond = 1'000'000;

constexpr std::array<std::pair<std::string_view, TimeFormat>, 10> kNames = {{
    {"r", TimeFormat::Relative},
    {"a", TimeFormat::Absolute},
    {"ad", TimeFormat::AbsoluteDate},
    {"adoy", TimeFormat::AbsoluteYear},
    {"d", TimeFormat::Delta},
    {"dd", TimeFormat::DeltaDisplayed},
    {"e", TimeFormat::Epoch},
    {"u", TimeFormat::Utc},
    {"ud", TimeFormat::UtcDate},
    {"udoy", TimeFormat::UtcYear},
}};

std::string seconds(std::int64_t nanoseconds)
{
    const std::int64_t micro = nanoseconds / kNsPerMicrosecond;
    return fmt::format("{}{}.{:06}", micro < 0 ? "-" : "", std::abs(micro) / kMicrosecondsPerSecond,
                       std::abs(micro) % kMicrosecondsPerSecond);
}

std::string since(const index::Snapshot& snapshot, std::uint32_t frame, std::uint32_t before)
{
    const std::int64_t from = snapshot.frame(before).timeNs;
    return from == index::kNoTime ? std::string{} : seconds(snapshot.frame(frame).timeNs - from);
}

enum class DateForm : std::uint8_t { None, MonthAndDay, DayOfYear };

std::string calendar(std::int64_t timeNs, Zone zone, DateForm date)
{
    const CalendarTime t = calendarTime(timeNs, zone);
    std::string out;
    switch (date) {
    case DateForm::None:
        break;
    case DateForm::MonthAndDay:
        out = fmt::format("{:04}-{:02}-{:02} ", t.year, t.month, t.day);
        break;
    case DateForm::DayOfYear:
        out = fmt::format("{:04}/{:03} ", t.year, t.dayOfYear);
        break;
    }
    out += fmt::format("{:02}:{:02}:{:02}.{:06}", t.hour, t.minute, t.second,
                       t.nanosecond / static_cast<std::uint32_t>(kNsPerMicrosecond));
    return out;
}

} // namespace

std::optional<TimeFormat> timeFormat(std::string_view name)
{
    for (const auto& [known, format] : kNames) {
        if (known == name)
            return format;
    }
    return std::nullopt;
}

std::string timeText(const index::Snapshot& snapshot, std::uint32_t frame, TimeFormat format,
                     std::uint32_t shownBefore)
{
    const std::int64_t time = snapshot.frame(frame).timeNs;
    if (time == index::kNoTime)
        return {};
    switch (format) {
    case TimeFormat::Relative: {
        const std::string text = since(snapshot, frame, 1);
        return text.empty() ? seconds(0) : text;
    }
    case TimeFormat::Absolute:
        return calendar(time, Zone::Local, DateForm::None);
    case TimeFormat::AbsoluteDate:
        return calendar(time, Zone::Local, DateForm::MonthAndDay);
    case TimeFormat::AbsoluteYear:
        return calendar(time, Zone::Local, DateForm::DayOfYear);
    case TimeFormat::Delta:
        return frame > 1 ? since(snapshot, frame, frame - 1) : seconds(0);
    case TimeFormat::DeltaDisplayed:
        return shownBefore != 0 ? since(snapshot, frame, shownBefore) : seconds(0);
    case TimeFormat::Epoch:
        return seconds(time);
    case TimeFormat::Utc:
        return calendar(time, Zone::Utc, DateForm::None);
    case TimeFormat::UtcDate:
        return calendar(time, Zone::Utc, DateForm::MonthAndDay);
    case TimeFormat::UtcYear:
        return calendar(time, Zone::Utc, DateForm::DayOfYear);
    }
    return {};
}

} // namespace mqttscope::analysis
