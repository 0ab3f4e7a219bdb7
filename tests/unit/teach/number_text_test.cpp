// SPDX-License-Identifier: GPL-3.0-or-later
#include "teach/number_text.h"

#include <gtest/gtest.h>

#include <limits>

namespace mqttscope::teach {
namespace {

TEST(GroupedNumber, SeparatesThousandsAsTheLanguageDoes)
{
    EXPECT_EQ(groupedNumber(0, Language::English), "0");
    EXPECT_EQ(groupedNumber(999, Language::French), "999");
    EXPECT_EQ(groupedNumber(65535, Language::English), "65,535");
    EXPECT_EQ(groupedNumber(65535, Language::French), "65\u202f535");
    EXPECT_EQ(groupedNumber(268435455, Language::English), "268,435,455");
    EXPECT_EQ(groupedNumber(std::numeric_limits<std::uint64_t>::max(), Language::English),
              "18,446,744,073,709,551,615");
}

TEST(UnitWord, EnglishHasOneSingular)
{
    EXPECT_EQ(unitWord(field::Unit::Bytes, 0, Language::English), "bytes");
    EXPECT_EQ(unitWord(field::Unit::Bytes, 1, Language::English), "byte");
    EXPECT_EQ(unitWord(field::Unit::Seconds, 2, Language::English), "seconds");
}

TEST(UnitWord, FrenchCountsZeroAsSingular)
{
    EXPECT_EQ(unitWord(field::Unit::Bytes, 0, Language::French), "octet");
    EXPECT_EQ(unitWord(field::Unit::Bytes, 1, Language::French), "octet");
    EXPECT_EQ(unitWord(field::Unit::Bytes, 2, Language::French), "octets");
    EXPECT_EQ(unitWord(field::Unit::None, 2, Language::French), "");
}

TEST(SecondsText, HasNoMoreDecimalsThanNeeded)
{
    EXPECT_EQ(secondsText(0, Language::English), "0 s");
    EXPECT_EQ(secondsText(90'000, Language::English), "90 s");
    EXPECT_EQ(secondsText(1'500, Language::English), "1.5 s");
    EXPECT_EQ(secondsText(1'005, Language::French), "1,005\u00a0s");
}

} // namespace
} // namespace mqttscope::teach
