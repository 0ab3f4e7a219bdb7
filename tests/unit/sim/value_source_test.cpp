// SPDX-License-Identifier: GPL-3.0-or-later
#include "broker/sim/value_source.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <cstdlib>

namespace mqttscope::broker::sim {
namespace {

using ::testing::ElementsAre;

std::vector<std::string> take(const ValueOptions& options, std::size_t count, std::uint64_t seed = 1,
                              Nanoseconds step = kSecond)
{
    ValueSource source(options, seed);
    std::vector<std::string> values;
    for (std::size_t i = 0; i < count; ++i)
        values.push_back(source.next(static_cast<Nanoseconds>(i) * step));
    return values;
}

TEST(ValueSource, ARampBeginsAgain)
{
    ValueOptions ramp{ValueKind::Ramp, 20, 21, 0.5, 0, 1, {}};
    EXPECT_THAT(take(ramp, 5), ElementsAre("20.0", "20.5", "21.0", "20.0", "20.5"));
    ramp = {ValueKind::Ramp, 0, 0.3, 0.1, 0, 1, {}};
    EXPECT_THAT(take(ramp, 5), ElementsAre("0.0", "0.1", "0.2", "0.3", "0.0"));
    ramp.step = 0;
    EXPECT_THAT(take(ramp, 2), ElementsAre("0.0", "0.0"));
}

TEST(ValueSource, ASineFollowsTheTime)
{
    const ValueOptions sine{ValueKind::Sine, 0, 10, 0, 4 * kSecond, 1, {}};
    EXPECT_THAT(take(sine, 6), ElementsAre("0.0", "10.0", "0.0", "-10.0", "0.0", "10.0"));
}

TEST(ValueSource, AListBeginsAgain)
{
    const ValueOptions list{ValueKind::List, 0, 0, 0, 0, 1, {"ON", "OFF"}};
    EXPECT_THAT(take(list, 3), ElementsAre("ON", "OFF", "ON"));
}

TEST(ValueSource, RandomValuesStayInTheirRangeAndDependOnTheSeed)
{
    const ValueOptions random{ValueKind::Random, -5, 5, 0, 0, 3, {}};
    const auto values = take(random, 1000);
    double sum = 0;
    for (const std::string& value : values) {
        const double number = std::atof(value.c_str());
        EXPECT_GE(number, -5);
        EXPECT_LE(number, 5);
        sum += number;
    }
    EXPECT_LT(std::fabs(sum / 1000), 0.5);
    EXPECT_EQ(values, take(random, 1000));
    EXPECT_NE(values, take(random, 1000, 2));
}

TEST(ValueSource, AWalkBeginsInTheMiddleAndTakesSmallSteps)
{
    const ValueOptions walk{ValueKind::Walk, 10, 20, 0.5, 0, 2, {}};
    const auto values = take(walk, 500);
    EXPECT_EQ(values.front(), "15.00");
    for (std::size_t i = 1; i < values.size(); ++i) {
        const double now = std::atof(values[i].c_str());
        EXPECT_LE(std::fabs(now - std::atof(values[i - 1].c_str())), 0.511);
        EXPECT_GE(now, 10);
        EXPECT_LE(now, 20);
    }
}

} // namespace
} // namespace mqttscope::broker::sim
