// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>

namespace mqttscope::capture {

/// Asks the processor for bytes that a scan will reach soon. Where the next record begins is only known when
/// this one has arrived, so that a scan without this waits for memory at every record.
/// `left`: bytes from `record` to the end.
// Always inlined: g++ 12 takes a function that only prefetches for one without effect and drops its calls.
[[gnu::always_inline]] inline void readAhead(const std::uint8_t* record, std::uint64_t left) noexcept
{
    constexpr std::size_t kDistance = 4'096;
    constexpr std::size_t kCacheLine = 64;
    if (left > kDistance + kCacheLine) {
        __builtin_prefetch(record + kDistance);
        __builtin_prefetch(record + kDistance + kCacheLine);
    }
}

} // namespace mqttscope::capture
