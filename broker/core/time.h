// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>

namespace mqttscope::broker {

/// Monotonic time in nanoseconds, from any beginning. Engines have no clock: every call says what time it is.
using Nanoseconds = std::int64_t;

inline constexpr Nanoseconds kMillisecond = 1'000'000;
inline constexpr Nanoseconds kSecond = 1'000'000'000;

/// Session Expiry Interval "does not expire" (MQTT 5.0 §3.1.2.11.2).
inline constexpr std::uint32_t kNeverExpires = 0xffff'ffff;

} // namespace mqttscope::broker
