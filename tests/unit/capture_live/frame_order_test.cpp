// SPDX-License-Identifier: GPL-3.0-or-later
#include "capture/live/frame_order.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <utility>
#include <vector>

namespace mqttscope::capture::testing {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::Pair;
using ::testing::SizeIs;

constexpr std::int64_t kHold = FrameOrder::kHoldNs;

class FrameOrderTest : public ::testing::Test {
protected:
    void add(std::uint32_t interface, std::int64_t timeNs, std::size_t size = 1)
    {
        const std::vector<std::uint8_t> bytes(size, static_cast<std::uint8_t>(timeNs));
        order.add(interface, {timeNs, bytes, 99});
    }
    FrameOrder::Take take()
    {
        return [this](std::uint32_t interface, const LiveFrame& frame) {
            EXPECT_EQ(frame.originalLength, 99U);
            EXPECT_EQ(frame.bytes.front(), static_cast<std::uint8_t>(frame.timeNs));
            taken.emplace_back(interface, frame.timeNs);
        };
    }

    FrameOrder order;
    std::vector<std::pair<std::uint32_t, std::int64_t>> taken;
};

TEST_F(FrameOrderTest, OfSeveralInterfacesByTime)
{
    add(0, 10);
    add(0, 30);
    add(1, 20);
    add(1, 30);
    order.release(30 + kHold, take());
    EXPECT_THAT(taken, ElementsAre(Pair(0, 10), Pair(1, 20), Pair(0, 30), Pair(1, 30)));
    EXPECT_TRUE(order.empty());
}

TEST_F(FrameOrderTest, WhatIsYoungIsHeld)
{
    add(0, 10);
    add(0, 20);
    order.release(15 + kHold, take());
    EXPECT_THAT(taken, ElementsAre(Pair(0, 10)));
    add(1, 18);
    order.releaseAll(take());
    EXPECT_THAT(taken, ElementsAre(Pair(0, 10), Pair(1, 18), Pair(0, 20)));
}

TEST_F(FrameOrderTest, WhatComesFromTheFutureIsNot)
{
    add(0, 5 * kHold);
    order.release(4 * kHold, take());
    EXPECT_THAT(taken, ElementsAre(Pair(0, 5 * kHold)));
}

TEST_F(FrameOrderTest, WhatIsHeldHasALimit)
{
    add(0, 10, FrameOrder::kMaxHeld);
    order.release(10, take());
    EXPECT_THAT(taken, IsEmpty());
    add(1, 9);
    order.release(10, take());
    EXPECT_THAT(taken, ElementsAre(Pair(1, 9), Pair(0, 10)));
    add(0, 12);
    order.release(12, take());
    EXPECT_THAT(taken, SizeIs(2)) << "the limit counts what is there";
}

} // namespace
} // namespace mqttscope::capture::testing
