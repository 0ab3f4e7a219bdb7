// SPDX-License-Identifier: GPL-3.0-or-later
#include "dissector/mqtt/utf8.h"

#include <gtest/gtest.h>

#include <string>
#include <string_view>

namespace mqttscope::mqtt {
namespace {

using namespace std::string_view_literals;

std::optional<TextPlace> illFormed(std::string_view text)
{
    return findTextFaults(text).illFormed;
}

TEST(Utf8, EdgesOfEachLengthAreWellFormed)
{
    for (const std::string_view text :
         {"\x7e"sv, "\xc2\xa0"sv, "\xdf\xbf"sv, "\xe0\xa0\x80"sv, "\xed\x9f\xbf"sv, "\xee\x80\x80"sv,
          "\xef\xbf\xbd"sv, "\xf0\x90\x80\x80"sv, "\xf4\x8f\xbf\xbd"sv})
        EXPECT_TRUE(findTextFaults(text).none()) << testing::PrintToString(std::string(text));
}

TEST(Utf8, OverlongFormsAreIllFormed)
{
    EXPECT_EQ(illFormed("\xc0\x80"sv), (TextPlace{0, 1, 0xc0}));
    EXPECT_EQ(illFormed("\xc1\xbf"sv), (TextPlace{0, 1, 0xc1}));
    EXPECT_EQ(illFormed("\xe0\x9f\xbf"sv), (TextPlace{0, 1, 0xe0}));
    EXPECT_EQ(illFormed("\xf0\x8f\xbf\xbf"sv), (TextPlace{0, 1, 0xf0}));
}

TEST(Utf8, SurrogatesAreIllFormed)
{
    EXPECT_EQ(illFormed("a\xed\xa0\x80"sv), (TextPlace{1, 1, 0xed}));
    EXPECT_EQ(illFormed("\xed\xbf\xbf"sv), (TextPlace{0, 1, 0xed}));
}

TEST(Utf8, NothingStandsAboveTheLastPlane)
{
    EXPECT_EQ(illFormed("\xf4\x90\x80\x80"sv), (TextPlace{0, 1, 0xf4}));
    EXPECT_EQ(illFormed("\xf5\x80\x80\x80"sv), (TextPlace{0, 1, 0xf5}));
    EXPECT_EQ(illFormed("\xff"sv), (TextPlace{0, 1, 0xff}));
}

TEST(Utf8, AContinuationByteAloneIsIllFormed)
{
    EXPECT_EQ(illFormed("ab\x80"sv), (TextPlace{2, 1, 0x80}));
    EXPECT_EQ(illFormed("\xbf"sv), (TextPlace{0, 1, 0xbf}));
}

TEST(Utf8, AnIncompleteCharacterIsReportedWithTheBytesItHas)
{
    EXPECT_EQ(illFormed("\xc3"sv), (TextPlace{0, 1, 0xc3}));
    EXPECT_EQ(illFormed("xx\xe2\x82"sv), (TextPlace{2, 2, 0xe2}));
    EXPECT_EQ(illFormed("\xf0\x9f\x98"sv), (TextPlace{0, 3, 0xf0}));
    EXPECT_EQ(illFormed("\xe2\x82(\xa9"sv), (TextPlace{0, 2, 0xe2}));
}

TEST(Utf8, NulIsAFaultOfItsOwn)
{
    const TextFaults faults = findTextFaults("ab\0c\0"sv);
    EXPECT_EQ(faults.nul, (TextPlace{2, 1, 0}));
    EXPECT_FALSE(faults.illFormed || faults.disallowed);
}

TEST(Utf8, ControlCharactersAreDisallowed)
{
    EXPECT_EQ(findTextFaults("\x01").disallowed, (TextPlace{0, 1, 1}));
    EXPECT_EQ(findTextFaults("12345678\x1f").disallowed, (TextPlace{8, 1, 0x1f}));
    EXPECT_EQ(findTextFaults("\x7f").disallowed, (TextPlace{0, 1, 0x7f}));
    EXPECT_EQ(findTextFaults("\xc2\x80").disallowed, (TextPlace{0, 2, 0x80}));
    EXPECT_EQ(findTextFaults("\xc2\x9f").disallowed, (TextPlace{0, 2, 0x9f}));
    EXPECT_TRUE(findTextFaults(" ~").none());
}

TEST(Utf8, NonCharactersAreDisallowed)
{
    EXPECT_EQ(findTextFaults("\xef\xb7\x90").disallowed, (TextPlace{0, 3, 0xfdd0}));
    EXPECT_EQ(findTextFaults("\xef\xb7\xaf").disallowed, (TextPlace{0, 3, 0xfdef}));
    EXPECT_EQ(findTextFaults("\xef\xbf\xbe").disallowed, (TextPlace{0, 3, 0xfffe}));
    EXPECT_EQ(findTextFaults("\xf4\x8f\xbf\xbf").disallowed, (TextPlace{0, 4, 0x10ffff}));
    EXPECT_TRUE(findTextFaults("\xef\xb7\x8f\xef\xb7\xb0").none());
}

TEST(Utf8, ByteOrderMarkIsACharacterLikeOthers)
{
    EXPECT_TRUE(findTextFaults("\xef\xbb\xbf").none()); // [MQTT-1.5.4-3]
}

TEST(Utf8, EachKindOfFaultIsReportedOnceAtItsFirstPlace)
{
    const TextFaults faults = findTextFaults("\x01\0\xff\x02\0\xfe"sv);
    EXPECT_EQ(faults.disallowed, (TextPlace{0, 1, 1}));
    EXPECT_EQ(faults.nul, (TextPlace{1, 1, 0}));
    EXPECT_EQ(faults.illFormed, (TextPlace{2, 1, 0xff}));
}

TEST(Utf8, PlainAsciiIsFoundAtEveryLengthAndPlace)
{
    for (std::size_t length = 0; length < 40; ++length) {
        std::string text(length, 'a');
        EXPECT_TRUE(isPlainAscii(text));
        for (std::size_t at = 0; at < length; ++at) {
            for (const char odd : {'\x00', '\x1f', '\x7f', '\x80', '\xff'}) {
                text[at] = odd;
                EXPECT_FALSE(isPlainAscii(text)) << length << ' ' << at;
            }
            for (const char even : {' ', '~'}) {
                text[at] = even;
                EXPECT_TRUE(isPlainAscii(text)) << length << ' ' << at;
            }
            text[at] = 'a';
        }
    }
}

TEST(Utf8, CharactersAreCounted)
{
    EXPECT_EQ(countCharacters(""), 0U);
    EXPECT_EQ(countCharacters("a\xc3\xa9\xe2\x82\xac\xf0\x9f\x98\x80"), 4U);
    EXPECT_EQ(countCharacters("a\xff\xff"), 3U);
}

TEST(Utf8, WellFormedTextMayHoldNul)
{
    EXPECT_TRUE(isWellFormedUtf8("a\0\x01"sv));
    EXPECT_FALSE(isWellFormedUtf8("a\x80"));
}

std::string printable(std::string_view text)
{
    std::string out;
    appendPrintable(out, text);
    return out;
}

// What tshark 4.0 prints for these bytes.
TEST(AppendPrintable, BadBytesAreReplacedOneByOneAndNulEnds)
{
    const std::string bad = "\xef\xbf\xbd";
    EXPECT_EQ(printable("t\xc3\xa9st\t\n"), "t\xc3\xa9st\t\n");
    EXPECT_EQ(printable("\xed\xa0\x80"), bad + bad + bad);
    EXPECT_EQ(printable("\xc0\x80"), bad + bad);
    EXPECT_EQ(printable("\xf4\x90\x80\x80"), bad + bad + bad + bad);
    EXPECT_EQ(printable("\xe2\x82"), bad);
    EXPECT_EQ(printable("\xe2\x82"
                        "A"),
              bad + "A");
    EXPECT_EQ(printable("\xf0\x9f\x98"
                        "A"),
              bad + "A");
    EXPECT_EQ(printable("ab\0cd"sv), "ab");
    EXPECT_EQ(printable(""), "");
}

} // namespace
} // namespace mqttscope::mqtt
