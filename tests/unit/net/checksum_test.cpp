// SPDX-License-Identifier: GPL-3.0-or-later
#include "dissector/net/checksum.h"
#include "tests/support/decoded_frame.h"

#include <gtest/gtest.h>

namespace mqttscope::test {
namespace {

using net::InternetSum;

TEST(InternetSum, ExampleOfTheRfc)
{
    InternetSum sum; // RFC 1071 §3
    sum.add(hex("00 01 f2 03 f4 f5 f6 f7"));
    EXPECT_EQ(sum.folded(), 0xddf2U);
    EXPECT_EQ(sum.checksum(), 0x220dU);
}

TEST(InternetSum, OddByteIsPaddedWithZero)
{
    InternetSum sum;
    sum.add(hex("01 02 03"));
    EXPECT_EQ(sum.folded(), 0x0402U);
}

TEST(InternetSum, CarryOfTheCarryIsAdded)
{
    InternetSum sum;
    sum.add(hex("ff ff 00 01"));
    EXPECT_EQ(sum.folded(), 0x0001U);
    sum.add(hex("ff ff ff ff"));
    EXPECT_EQ(sum.folded(), 0x0001U);
}

TEST(InternetSum, NothingSumsToNothing)
{
    EXPECT_EQ(InternetSum{}.folded(), 0U);
    EXPECT_EQ(InternetSum{}.checksum(), 0xffffU);
}

TEST(PseudoHeaderSum, OfIpv4)
{
    // c000 + 0201 + c000 + 0202 + 0006 + 0016
    EXPECT_EQ(net::pseudoHeaderSum(hex("c0 00 02 01"), hex("c0 00 02 02"), 6, 22).folded(), 0x8420U);
}

TEST(PseudoHeaderSum, OfIpv6)
{
    EXPECT_EQ(net::pseudoHeaderSum(hex("20 01 0d b8 00 00 00 00 00 00 00 00 00 00 00 01"),
                                   hex("20 01 0d b8 00 00 00 00 00 00 00 00 00 00 00 02"), 6, 22)
                  .folded(),
              0x5b91U);
}

TEST(PseudoHeaderSum, LengthHas32Bits)
{
    const Bytes none = hex("00 00 00 00");
    EXPECT_EQ(net::pseudoHeaderSum(none, none, 0, 0x00020003).folded(), 5U);
}

} // namespace
} // namespace mqttscope::test
