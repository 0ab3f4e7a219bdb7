// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "capture/file/capture_contents.h"

#include <cstdint>

namespace mqttscope::capture {

/// Turns the ticks of one interface into nanoseconds since 1970.
/// Never overflows: a time outside the range of 64-bit nanoseconds (1677..2262) becomes the nearest one
/// inside.
class TickClock {
public:
    TickClock() = default;
    TickClock(TickLength tick, std::int64_t offsetSeconds);

    [[nodiscard]] std::int64_t nanoseconds(std::uint64_t ticks) const noexcept
    {
        // The usual case: 10^-9 s or coarser, no offset, before the year 2262.
        return ticks < m_plainEnd ? static_cast<std::int64_t>(ticks * m_nsPerTick) : unusual(ticks);
    }

private:
    [[nodiscard]] std::int64_t unusual(std::uint64_t ticks) const noexcept;

    TickLength m_tick;
    std::int64_t m_offsetSeconds = 0;
    std::uint64_t m_nsPerTick = 1'000; ///< Only for decimal ticks of a nanosecond or more.
    std::uint64_t m_plainEnd = 0;      ///< One multiplication will do for fewer ticks.
};

} // namespace mqttscope::capture
