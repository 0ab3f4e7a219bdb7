// SPDX-License-Identifier: GPL-3.0-or-later
#include "broker/net/log_queue.h"

#include <gtest/gtest.h>

namespace mqttscope::broker {
namespace {

LogEntry entry(std::uint64_t count)
{
    LogEntry made;
    made.kind = LogKind::PendingFull;
    made.count = count;
    return made;
}

TEST(LogQueue, WakesOnceUntilItIsEmptied)
{
    int woken = 0;
    LogQueue queue([&] { ++woken; });
    queue.push(entry(1));
    queue.push(entry(2));
    EXPECT_EQ(woken, 1);
    const auto taken = queue.take();
    ASSERT_EQ(taken.size(), 2U);
    EXPECT_EQ(taken[1].count, 2U);
    EXPECT_TRUE(queue.take().empty());
    queue.push(entry(3));
    EXPECT_EQ(woken, 2);
}

TEST(LogQueue, CountsWhatItCannotKeep)
{
    LogQueue queue;
    for (std::size_t i = 0; i < LogQueue::kLimit + 5; ++i)
        queue.push(entry(i));
    LogEntry skipped;
    skipped.kind = LogKind::Skipped;
    skipped.count = 100;
    queue.push(skipped);
    const auto taken = queue.take();
    ASSERT_EQ(taken.size(), LogQueue::kLimit + 1);
    EXPECT_EQ(taken.back().kind, LogKind::Skipped);
    EXPECT_EQ(taken.back().count, 105U);
}

} // namespace
} // namespace mqttscope::broker
