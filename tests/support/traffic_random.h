// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>

namespace mqttscope::test {

/// Random numbers that are the same everywhere (SplitMix64): the distributions of <random> differ between
/// libraries.
class TrafficRandom {
public:
    explicit TrafficRandom(std::uint64_t seed) : m_state(seed) {}

    [[nodiscard]] std::uint64_t next()
    {
        m_state += 0x9e3779b97f4a7c15ULL;
        std::uint64_t z = m_state;
        z = (z ^ (z >> 30U)) * 0xbf58476d1ce4e5b9ULL;
        z = (z ^ (z >> 27U)) * 0x94d049bb133111ebULL;
        return z ^ (z >> 31U);
    }
    /// 0 to n - 1; n > 0.
    [[nodiscard]] std::uint32_t below(std::uint32_t n)
    {
        return static_cast<std::uint32_t>(((next() >> 32U) * n) >> 32U);
    }
    /// first to last, both included.
    [[nodiscard]] std::uint32_t between(std::uint32_t first, std::uint32_t last)
    {
        return first + below(last - first + 1);
    }
    /// True with that probability.
    [[nodiscard]] bool chance(double probability)
    {
        return static_cast<double>(next() >> 11U) * 0x1p-53 < probability;
    }

private:
    std::uint64_t m_state;
};

} // namespace mqttscope::test
