// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/live/ring_name.h"

#include <gtest/gtest.h>

#include <cstdlib>

namespace mqttscope::analysis {
namespace {

class RingName : public ::testing::Test {
protected:
    RingName()
    {
        ::setenv("TZ", "UTC", 1);
        ::tzset();
    }
    static constexpr std::time_t kWhen = 1'795'739'400; // 2026-11-27 00:30:00 UTC
};

// Measured with tshark 4.0.17.
TEST_F(RingName, IsThatOfTshark)
{
    EXPECT_EQ(ringName("r.pcapng", 1, kWhen, false), "r_00001_20261127003000.pcapng");
    EXPECT_EQ(ringName("rr", 2, kWhen, false), "rr_00002_20261127003000");
    EXPECT_EQ(ringName("rn.pcapng.gz", 3, kWhen, false), "rn.pcapng_00003_20261127003000.gz");
    EXPECT_EQ(ringName("rn.pcapng", 2, kWhen, true), "rn_20261127003000_00002.pcapng");
    EXPECT_EQ(ringName("/a.b/r", 12, kWhen, false), "/a.b/r_00012_20261127003000");
}

TEST_F(RingName, TheNumberHasFiveDigits)
{
    EXPECT_EQ(ringName("r", 99'999, kWhen, false), "r_99999_20261127003000");
    EXPECT_EQ(ringName("r", 100'001, kWhen, false), "r_00001_20261127003000");
}

} // namespace
} // namespace mqttscope::analysis
