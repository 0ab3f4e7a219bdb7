// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <array>
#include <cstdint>

namespace mqttscope::ui {

/// What the times of the list count from.
enum class TimeFormat : std::uint8_t {
    SinceFirst,     ///< seconds since the first frame of the capture
    SincePrevious,  ///< seconds since the frame shown above
    SinceReference, ///< seconds since the frame that people chose
    TimeOfDay,      ///< of this computer's time zone
    DateAndTime,    ///< likewise
    Epoch,          ///< seconds since 1970 UTC
};
inline constexpr std::array kTimeFormats = {TimeFormat::SinceFirst,     TimeFormat::SincePrevious,
                                            TimeFormat::SinceReference, TimeFormat::TimeOfDay,
                                            TimeFormat::DateAndTime,    TimeFormat::Epoch};

/// Its name in settings; never translated, never changed.
[[nodiscard]] QString timeFormatName(TimeFormat format);
/// The format of a name; SinceFirst if there is none.
[[nodiscard]] TimeFormat timeFormatOf(const QString& name);

/// A time in the language of the window, with microseconds. `baseNs`: what the three differences count from.
[[nodiscard]] QString timeText(TimeFormat format, std::int64_t timeNs, std::int64_t baseNs);

/// A span for people: "12 µs", "0.87 ms", "1.20 s".
[[nodiscard]] QString spanText(std::int64_t nanoseconds);

} // namespace mqttscope::ui
