// SPDX-License-Identifier: GPL-3.0-or-later
// How alike texts are, apart from what a template fills in.
#include "tests/unit/teach/similarity.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace mqttscope::teach {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

const std::vector<std::string> kNames{"receive maximum", "keep alive"};

double alike(std::string_view a, std::string_view b)
{
    return similarity(shingles(plainWords(a, kNames)), shingles(plainWords(b, kNames)));
}

TEST(PlainWords, LeaveOutPlacesNumbersAndNames)
{
    EXPECT_THAT(plainWords("High byte of the Keep Alive, {hex} = 60: it counts {weight} of 0x003C.", kNames),
                ElementsAre("high", "byte", "of", "the", "it", "counts", "of"));
}

TEST(PlainWords, KeepLettersBeyondAsciiAndTellSpacesFromThem)
{
    EXPECT_THAT(plainWords("L’octet «\u00a0é\u00a0»\u202f; reçu", {}),
                ElementsAre("l", "octet", "é", "reçu"));
}

TEST(PlainWords, TakeNamesOutAsWholeWordsOnly)
{
    EXPECT_THAT(plainWords("Keep Alives", kNames), ElementsAre("keep", "alives"));
}

TEST(Shingles, AreThreeWordsEachOnce)
{
    const std::vector<std::string> words{"a", "b", "c", "a", "b", "c"};
    EXPECT_THAT(shingles(words), SizeIs(3)); // abc, bca, cab
    EXPECT_THAT(shingles(std::vector<std::string>{"a", "b"}), SizeIs(1));
    EXPECT_THAT(shingles({}), IsEmpty());
}

TEST(Similarity, IsOneForTheSameTextUnderAnotherName)
{
    EXPECT_DOUBLE_EQ(alike("The Keep Alive is {value}, no more and no less.",
                           "The Receive Maximum is {number}, no more and no less."),
                     1.0);
}

TEST(Similarity, IsTheSharePartsInCommon)
{
    // a b c d / a b c e: abc in common; bcd, bce on one side only
    EXPECT_NEAR(alike("one two three four", "one two three five"), 1.0 / 3, 1e-9);
    EXPECT_DOUBLE_EQ(alike("one two three", "four five six"), 0.0);
    EXPECT_DOUBLE_EQ(alike("", ""), 0.0);
}

TEST(AlikePairs, AreOfDifferentOwnersAndTheMostAlikeFirst)
{
    const std::vector<OwnedText> texts{
        {"kalive", "", "The number of seconds that may pass in silence."},
        {"kalive", "", "The number of seconds that may pass in silence."},
        {"expiry", "", "The number of seconds that may pass in noise."},
        {"delay", "", "The number of seconds that may pass in silence."},
        {"topic", "", "Something else altogether is said of it."},
    };
    const auto pairs = alikePairs(texts, {}, 0.5);
    ASSERT_THAT(pairs, SizeIs(5));
    EXPECT_DOUBLE_EQ(pairs.front().similarity, 1.0);
    EXPECT_EQ(pairs.front().first, 0U);
    EXPECT_EQ(pairs.front().second, 3U);
    EXPECT_LT(pairs.back().similarity, 1.0);
    EXPECT_THAT(alikePairs(texts, {}, 1.0), SizeIs(2));
}

} // namespace
} // namespace mqttscope::teach
