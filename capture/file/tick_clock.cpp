// SPDX-License-Identifier: GPL-3.0-or-later
#include "capture/file/tick_clock.h"

#include <limits>

namespace mqttscope::capture {
namespace {

// Products of 64-bit ticks need 128 bits; both compilers have them, as an extension.
__extension__ typedef unsigned __int128 Wide; // NOLINT(modernize-use-using): __extension__ takes no using

constexpr std::uint64_t kNsPerSecond = 1'000'000'000;
constexpr std::uint64_t kMaxNs = std::numeric_limits<std::int64_t>::max();
constexpr unsigned kNsExponent = 9;
constexpr unsigned kLargestPowerOfTen = 19; // 10^19 < 2^64 < 10^20

std::uint64_t powerOfTen(unsigned exponent)
{
    std::uint64_t power = 1;
    for (unsigned i = 0; i < exponent; ++i) {
        power *= 10;
    }
    return power;
}

/// Nanoseconds in `ticks`, rounded down. At most 2^64 * 10^9 < 2^94.
Wide wideNanoseconds(std::uint64_t ticks, TickLength tick)
{
    if (tick.binary) {
        return Wide{ticks} * kNsPerSecond >> tick.exponent;
    }
    if (tick.exponent <= kNsExponent) {
        return Wide{ticks} * powerOfTen(kNsExponent - tick.exponent);
    }
    const unsigned divisor = tick.exponent - kNsExponent;
    return divisor > kLargestPowerOfTen ? 0 : ticks / powerOfTen(divisor);
}

} // namespace

TickClock::TickClock(TickLength tick, std::int64_t offsetSeconds)
    : m_tick(tick), m_offsetSeconds(offsetSeconds)
{
    if (!tick.binary && tick.exponent <= kNsExponent && offsetSeconds == 0) {
        m_nsPerTick = powerOfTen(kNsExponent - tick.exponent);
        m_plainEnd = kMaxNs / m_nsPerTick + 1;
    }
}

std::int64_t TickClock::unusual(std::uint64_t ticks) const noexcept
{
    // kNoTime is the smallest number, so that the smallest time is one above.
    constexpr std::int64_t kEarliest = std::numeric_limits<std::int64_t>::min() + 1;
    constexpr std::int64_t kLatest = std::numeric_limits<std::int64_t>::max();
    const Wide since = wideNanoseconds(ticks, m_tick);
    const std::uint64_t distance = m_offsetSeconds < 0 ? ~static_cast<std::uint64_t>(m_offsetSeconds) + 1
                                                       : static_cast<std::uint64_t>(m_offsetSeconds);
    const Wide offset = Wide{distance} * kNsPerSecond;
    if (m_offsetSeconds >= 0) {
        const Wide sum = since + offset;
        return sum > kMaxNs ? kLatest : static_cast<std::int64_t>(sum);
    }
    if (since >= offset) {
        const Wide difference = since - offset;
        return difference > kMaxNs ? kLatest : static_cast<std::int64_t>(difference);
    }
    const Wide before = offset - since;
    return before > kMaxNs ? kEarliest : -static_cast<std::int64_t>(before);
}

} // namespace mqttscope::capture
