// SPDX-License-Identifier: GPL-3.0-or-later
#include "broker/lab/latest_job.h"

#include "tests/unit/broker_net/event_loop.h"

#include <gtest/gtest.h>

#include <atomic>
#include <chrono>

namespace mqttscope::broker::lab {
namespace {

using mqttscope::test::eventually;

void untilCancelled(const LatestJob::Cancelled& cancelled)
{
    while (!cancelled())
        std::this_thread::sleep_for(std::chrono::milliseconds(1));
}

TEST(LatestJob, TheLastWishIsCarriedOutAndThoseBeforeAreCancelled)
{
    std::atomic<int> begun = 0;
    std::atomic<int> done = 0;
    LatestJob job;
    job.start([&](const LatestJob::Cancelled& cancelled) {
        ++begun;
        untilCancelled(cancelled);
    });
    EXPECT_TRUE(eventually([&] { return begun == 1; }));
    job.start([&](const LatestJob::Cancelled&) { done += 10; }); // may be too late already
    job.start([&](const LatestJob::Cancelled& cancelled) { done += cancelled() ? 0 : 1; });
    EXPECT_TRUE(eventually([&] { return done % 10 == 1; }));
    job.wait();
}

TEST(LatestJob, AnOtherThreadDoesIt)
{
    std::thread::id by;
    LatestJob job;
    job.start([&](const LatestJob::Cancelled&) { by = std::this_thread::get_id(); });
    job.wait();
    EXPECT_NE(by, std::thread::id());
    EXPECT_NE(by, std::this_thread::get_id());
}

TEST(LatestJob, ItGoesAwayWhileSomethingIsDone)
{
    std::atomic<bool> over = false;
    std::atomic<bool> begun = false;
    {
        LatestJob job;
        job.start([&](const LatestJob::Cancelled& cancelled) {
            begun = true;
            untilCancelled(cancelled);
            over = true;
        });
        EXPECT_TRUE(eventually([&] { return begun.load(); }));
    }
    EXPECT_TRUE(over);
}

} // namespace
} // namespace mqttscope::broker::lab
