// SPDX-License-Identifier: GPL-3.0-or-later
#include "capture/file/frame_view.h"
#include "capture/file/tick_clock.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

namespace mqttscope::capture {
namespace {

constexpr std::int64_t kLatest = std::numeric_limits<std::int64_t>::max();
constexpr std::int64_t kEarliest = kNoTime + 1;
constexpr std::uint64_t kMostTicks = std::numeric_limits<std::uint64_t>::max();

TEST(TickClock, DecimalTicks)
{
    EXPECT_EQ(TickClock({false, 0}, 0).nanoseconds(3), 3'000'000'000);
    EXPECT_EQ(TickClock({false, 3}, 0).nanoseconds(3), 3'000'000);
    EXPECT_EQ(TickClock({false, 6}, 0).nanoseconds(3), 3'000);
    EXPECT_EQ(TickClock({false, 9}, 0).nanoseconds(3), 3);
    EXPECT_EQ(TickClock({false, 12}, 0).nanoseconds(2'999), 2);
    EXPECT_EQ(TickClock({false, 28}, 0).nanoseconds(kMostTicks), 1); // 1.8 * 10^19 / 10^19
    EXPECT_EQ(TickClock({false, 29}, 0).nanoseconds(kMostTicks), 0);
    EXPECT_EQ(TickClock({false, 127}, 0).nanoseconds(kMostTicks), 0);
}

TEST(TickClock, BinaryTicks)
{
    EXPECT_EQ(TickClock({true, 0}, 0).nanoseconds(7), 7'000'000'000);
    EXPECT_EQ(TickClock({true, 1}, 0).nanoseconds(3), 1'500'000'000);
    EXPECT_EQ(TickClock({true, 10}, 0).nanoseconds(1), 976'562); // 976562.5
    EXPECT_EQ(TickClock({true, 32}, 0).nanoseconds(std::uint64_t{5} << 32 | 0x8000'0000), 5'500'000'000);
    EXPECT_EQ(TickClock({true, 63}, 0).nanoseconds(std::uint64_t{1} << 62), 500'000'000);
    EXPECT_EQ(TickClock({true, 64}, 0).nanoseconds(kMostTicks), 999'999'999);
    EXPECT_EQ(TickClock({true, 127}, 0).nanoseconds(kMostTicks), 0);
}

TEST(TickClock, ZeroTicksAreTheOffset)
{
    EXPECT_EQ(TickClock({false, 6}, 0).nanoseconds(0), 0);
    EXPECT_EQ(TickClock({false, 6}, 1'700'000'000).nanoseconds(0), 1'700'000'000'000'000'000);
    EXPECT_EQ(TickClock({true, 20}, -1).nanoseconds(0), -1'000'000'000);
}

TEST(TickClock, OffsetIsAdded)
{
    EXPECT_EQ(TickClock({false, 6}, 10).nanoseconds(5), 10'000'005'000);
    EXPECT_EQ(TickClock({false, 6}, -10).nanoseconds(10'000'001), 1'000);
    EXPECT_EQ(TickClock({false, 6}, -10).nanoseconds(9'999'999), -1'000);
}

TEST(TickClock, SaturatesAtBothEnds)
{
    for (int exponent = 0; exponent <= 8; ++exponent) {
        EXPECT_EQ(TickClock({false, static_cast<std::uint8_t>(exponent)}, 0).nanoseconds(kMostTicks),
                  kLatest);
    }
    EXPECT_EQ(TickClock({true, 0}, 0).nanoseconds(kMostTicks), kLatest);
    EXPECT_EQ(TickClock({false, 9}, std::numeric_limits<std::int64_t>::max()).nanoseconds(kMostTicks),
              kLatest);
    EXPECT_EQ(TickClock({false, 9}, std::numeric_limits<std::int64_t>::min()).nanoseconds(0), kEarliest);
    EXPECT_EQ(TickClock({false, 9}, std::numeric_limits<std::int64_t>::min()).nanoseconds(kMostTicks),
              kEarliest);
    EXPECT_EQ(TickClock({false, 0}, -1).nanoseconds(kMostTicks), kLatest);
}

TEST(TickClock, LastTimeBeforeSaturationIsExact)
{
    EXPECT_EQ(TickClock({false, 9}, 0).nanoseconds(static_cast<std::uint64_t>(kLatest)), kLatest);
    EXPECT_EQ(TickClock({false, 6}, 0).nanoseconds(9'223'372'036'854'775), 9'223'372'036'854'775'000);
    EXPECT_EQ(TickClock({false, 6}, 0).nanoseconds(9'223'372'036'854'776), kLatest);
}

} // namespace
} // namespace mqttscope::capture
