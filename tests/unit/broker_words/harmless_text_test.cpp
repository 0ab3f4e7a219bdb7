// SPDX-License-Identifier: GPL-3.0-or-later
// What strangers send cannot harm a line, and is shown only if it can be read.
#include "broker/words/harmless_text.h"

#include <gtest/gtest.h>

namespace mqttscope::broker {
namespace {

TEST(HarmlessText, LeavesWhatIsAsItSeems)
{
    EXPECT_EQ(harmless("pompe/niveau"), "pompe/niveau");
    EXPECT_EQ(harmless("21,5 °C – été"), "21,5 °C – été");
    EXPECT_EQ(harmless("\xf0\x9f\x8c\xa1"), "\xf0\x9f\x8c\xa1"); // U+1F321, a thermometer
}

TEST(HarmlessText, ControlsAndDirectionMarksBecomeDots)
{
    EXPECT_EQ(harmless("a\x1b[2Jb\nc\rd\x7f"), "a.[2Jb.c.d.");
    EXPECT_EQ(harmless("a\xc2\x9b"
                       "2J"),
              "a.2J"); // U+009B, CSI
    EXPECT_EQ(harmless("ok \xe2\x80\xae"
                       "24\xe2\x80\xac!"),
              "ok .24.!");                                   // U+202E turns around, U+202C ends that
    EXPECT_EQ(harmless("\xe2\x81\xa6x\xe2\x81\xa9"), ".x."); // U+2066, U+2069
    EXPECT_EQ(harmless("a\xe2\x80\xa8"
                       "b"),
              "a.b");                                        // U+2028 ends a line
    EXPECT_EQ(harmless("a\xef\xbb\xbf"), "a.");              // U+FEFF has no width
    EXPECT_EQ(harmless("a\xf3\xa0\x80\x81"), "a.");          // U+E0001, a tag
    EXPECT_EQ(harmless(std::string_view("a\0b", 3)), "a.b"); // U+0000
}

TEST(HarmlessText, WhatIsNoUtf8HasDots)
{
    EXPECT_EQ(harmless("a\xff\x80 b"), "a.. b");
    EXPECT_EQ(harmless("\xed\xa0\x80"), "..."); // a surrogate
}

TEST(HarmlessText, ReadableIsUtf8WithoutControls)
{
    EXPECT_TRUE(isReadable("42"));
    EXPECT_TRUE(isReadable("{\n\t\"t\": 21\r\n}"));
    EXPECT_TRUE(isReadable("été"));
    EXPECT_FALSE(isReadable(std::string_view("a\0", 2)));
    EXPECT_FALSE(isReadable("\x1b[31m"));
    EXPECT_FALSE(isReadable("\xc2\x9b"));
    EXPECT_FALSE(isReadable("\x89PNG"));
}

} // namespace
} // namespace mqttscope::broker
