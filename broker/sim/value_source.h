// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "broker/core/time.h"

#include <cstdint>
#include <string>
#include <vector>

namespace mqttscope::broker::sim {

/// SplitMix64: the same numbers on every machine.
class Random {
public:
    explicit Random(std::uint64_t seed) : m_state(seed) {}
    [[nodiscard]] std::uint64_t next();
    /// From 0 up to, not including, 1.
    [[nodiscard]] double fraction();

private:
    std::uint64_t m_state;
};

enum class ValueKind : std::uint8_t {
    Ramp,   ///< from `from` to `to` by `step`, then from the beginning
    Sine,   ///< `from` is the mean, `to` the amplitude, `period` the time of one turn
    Random, ///< anything between `from` and `to`
    Walk,   ///< begins in the middle, each value differs from the last by at most `step`
    List,   ///< one after the other, then from the beginning
};

/// What a sensor measures.
struct ValueOptions {
    static constexpr std::size_t kMaxList = 10'000;
    static constexpr std::uint32_t kMaxDecimals = 6;

    ValueKind kind{};
    double from = 0;
    double to = 0;
    double step = 0;
    Nanoseconds period = 0;
    std::uint32_t decimals = 1;
    std::vector<std::string> list;
};

/// Gives the values one after the other, as text.
class ValueSource {
public:
    ValueSource(const ValueOptions& options, std::uint64_t seed);
    [[nodiscard]] std::string next(Nanoseconds now);

private:
    [[nodiscard]] double number(Nanoseconds now);

    const ValueOptions* m_options; ///< must outlive the source
    Random m_random;
    std::uint64_t m_count = 0;
    double m_walk = 0;
};

} // namespace mqttscope::broker::sim
