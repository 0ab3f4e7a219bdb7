// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/conformance/weather.h"

#include <gtest/gtest.h>

#include <cstdint>
#include <functional>
#include <utility>

namespace mqttscope::broker::test {

inline constexpr int kSteps = 200;

/// What must hold in any weather: each seed is a test.
class PropertyTest : public ::testing::TestWithParam<std::uint64_t> {
protected:
    using Look = std::function<Faults(Weather&)>;

    explicit PropertyTest(Climate climate) : m_climate(climate) {}

    /// Runs a seed; if it fails, looks for the least number of steps with which it does.
    void expectNone(const Look& look, const Options& options = {})
    {
        Faults faults = faultsOf(kSteps, look, options);
        if (faults.empty())
            return;
        int least = kSteps;
        for (int part = kSteps / 2; part > 0; part /= 2) {
            while (least > part) {
                Faults fewer = faultsOf(least - part, look, options);
                if (fewer.empty())
                    break;
                least -= part;
                faults = std::move(fewer);
            }
        }
        ADD_FAILURE() << "seed " << GetParam() << ", " << least << " steps: " << faults.front() << " (and "
                      << faults.size() - 1 << " more)";
    }

private:
    Faults faultsOf(int steps, const Look& look, const Options& options)
    {
        Weather weather(GetParam(), m_climate, options);
        weather.begin();
        weather.steps(steps);
        weather.finish();
        return look(weather);
    }

    Climate m_climate;
};

} // namespace mqttscope::broker::test
