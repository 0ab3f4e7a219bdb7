// SPDX-License-Identifier: GPL-3.0-or-later
#include "dissector/stream/seq_number.h"

#include <gtest/gtest.h>

namespace mqttscope::stream {
namespace {

TEST(SeqNumber, OrdersByTheShorterWayRound)
{
    EXPECT_LT(SeqNumber{1}, SeqNumber{2});
    EXPECT_LT(SeqNumber{0xffffffff}, SeqNumber{0});
    EXPECT_GT(SeqNumber{5}, SeqNumber{0xfffffff0});
    EXPECT_LE(SeqNumber{7}, SeqNumber{7});
    EXPECT_GE(SeqNumber{7}, SeqNumber{7});
    EXPECT_FALSE(SeqNumber{7} < SeqNumber{7});
}

TEST(SeqNumber, AddsAndSubtractsModulo32Bits)
{
    EXPECT_EQ((SeqNumber{0xfffffffe} + 3).raw(), 1U);
    EXPECT_EQ((SeqNumber{1} - 3U).raw(), 0xfffffffeU);
    EXPECT_EQ(SeqNumber{2} - SeqNumber{0xffffffff}, 3);
    EXPECT_EQ(SeqNumber{0xffffffff} - SeqNumber{2}, -3);
}

TEST(SeqNumber, ExactOppositeIsBehindBoth)
{
    EXPECT_EQ(SeqNumber{0x80000000} - SeqNumber{0}, INT32_MIN);
    EXPECT_EQ(SeqNumber{0} - SeqNumber{0x80000000}, INT32_MIN);
}

} // namespace
} // namespace mqttscope::stream
