// SPDX-License-Identifier: GPL-3.0-or-later
// The illustrated packet on a terminal.
#include "teach/illustrated/illustrated_text.h"

#include "analysis/export/text.h"
#include "teach/illustrated/clean_text.h"
#include "tests/unit/index/literal_messages.h"
#include "tests/unit/teach/illustrated_captures.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <sstream>

namespace mqttscope::teach::test {
namespace {

using analysis::test::indexed;
using analysis::test::sourcePath;
using index::test::Bytes;
using ::testing::HasSubstr;
using ::testing::Not;

std::string textOf(const analysis::Document& document, std::uint32_t frame, Language language,
                   const TextStyle& style, const IllustrationOptions& options = {})
{
    const Vocabulary words{language};
    analysis::StringOutput out;
    writeIllustratedText(out, illustrated(document, frame, words, options), style);
    return out.whole();
}

const TextStyle kBrief{100, true};

TEST(IllustratedText, TableOfTheSampleInBothLanguages)
{
    const auto document = indexed(sourcePath("samples/connect-python1.pcap"));
    for (const Language language : kLanguages)
        expectGolden("explain_connect_" + std::string{languageCode(language)} + ".txt",
                     textOf(*document, 4, language, kBrief));
}

TEST(IllustratedText, TheSampleWithWhatIsSaidInBothLanguages)
{
    const auto document = indexed(sourcePath("samples/connect-python1.pcap"));
    for (const Language language : kLanguages)
        expectGolden("illustrated_connect_" + std::string{languageCode(language)} + ".txt",
                     textOf(*document, 4, language, {}));
}

TEST(FrenchTree, OfTheSample)
{
    const auto document = indexed(sourcePath("samples/connect-python1.pcap"));
    const Vocabulary words{Language::French};
    std::string out;
    analysis::appendTree(out, *document, *document->snapshot(), 4, words);
    expectGolden("tree_connect_fr.txt", out);
}

// Issues, and below them what the statements demand and what follows.
TEST(IllustratedText, BrokenRulesInBothLanguages)
{
    const Talk talk({Bytes{
        0x32, 0x10,                   // PUBLISH QoS 1, Remaining Length 16
        0x00, 0x03, 0x61, 0x2f, 0x23, // Topic Name "a/#": a wildcard, [MQTT-3.3.2-2]
        0x00, 0x00,                   // Packet Identifier 0, [MQTT-2.2.1-3]
        0x06,                         // Property Length 6
        0x23, 0x00, 0x01,             // Topic Alias 1
        0x23, 0x00, 0x01,             // and once more
        0x31, 0x32,                   // "12"
    }});
    for (const Language language : kLanguages)
        expectGolden("explain_broken_publish_" + std::string{languageCode(language)} + ".txt",
                     textOf(*talk.document, talk.frame, language, kBrief));
}

// Version 5.0, properties and a broken rule, over two segments.
TEST(IllustratedText, AMessageOfTwoSegments)
{
    const Bytes publish = {
        0x34, 0x1a,                         // PUBLISH QoS 2, Remaining Length 26
        0x00, 0x03, 0x61, 0x2f, 0x23,       // Topic Name "a/#": a wildcard, [MQTT-3.3.2-2]
        0x00, 0x07,                         // Packet Identifier 7
        0x0d,                               // Property Length 13
        0x01, 0x01,                         // Payload Format Indicator: UTF-8
        0x02, 0x00, 0x00, 0x00, 0x3c,       // Message Expiry Interval 60
        0x26, 0x00, 0x01, 0x6b, 0x00, 0x00, // User Property "k": ""
        0x32, 0x31, 0x2e, 0x35, 0x20,       // "21.5 "
    };
    const Talk talk({index::test::part(publish, 0, 12), index::test::part(publish, 12)});
    expectGolden("explain_two_segments_en.txt",
                 textOf(*talk.document, talk.frame, Language::English, kBrief));
}

TEST(IllustratedText, AFrameWithoutAMessageIsASentence)
{
    const auto document = indexed(sourcePath("samples/connect-python1.pcap"));
    EXPECT_EQ(textOf(*document, 1, Language::English, {}),
              "Frame 1 holds no MQTT Control Packet that ends in it.\n");
    EXPECT_THAT(
        textOf(*document, 1, Language::English, {}, {IllustrationOptions::Layers::All, std::nullopt, false}),
        HasSubstr("the layers below MQTT"));
}

// Lines of what is said begin behind the number of the byte.
TEST(IllustratedText, WhatIsSaidKeepsTheWidth)
{
    const auto document = indexed(sourcePath("samples/connect-python1.pcap"));
    for (const std::size_t width : {std::size_t{40}, std::size_t{72}, std::size_t{100}}) {
        std::istringstream lines{textOf(*document, 4, Language::French, {width, false})};
        std::size_t said = 0;
        std::size_t widest = 0;
        for (std::string line; std::getline(lines, line);) {
            if (!line.starts_with("      ") || line.starts_with("       "))
                continue;
            ++said;
            widest = std::max(widest, columnsOf(line));
        }
        EXPECT_GT(said, 21U);
        EXPECT_LE(widest, width);
        EXPECT_GT(widest, width - 12);
    }
}

TEST(IllustratedText, LongFieldsAreSummedUp)
{
    const Talk talk({publishOf("t", std::string(1'000'000, 'x'))});
    const std::string text = textOf(*talk.document, talk.frame, Language::French, {});
    EXPECT_LT(text.size(), 60'000U);
    EXPECT_THAT(text, HasSubstr("999\u202f936 autres octets"));
}

TEST(IllustratedText, NoControlCharacterReachesTheTerminal)
{
    const Talk talk({publishOf("a\x1b[31m\u202e\u0085", "\x1b]0;x\x07")});
    for (const bool brief : {false, true}) {
        const std::string text = textOf(*talk.document, talk.frame, Language::English, {100, brief},
                                        {IllustrationOptions::Layers::All, std::nullopt, true});
        for (const char c : text)
            EXPECT_TRUE(static_cast<unsigned char>(c) >= 0x20 || c == '\n');
        EXPECT_THAT(text, Not(HasSubstr("\u202e")));
        EXPECT_THAT(text, Not(HasSubstr("\u0085")));
    }
}

TEST(CleanText, LeavesWhatIsRight)
{
    EXPECT_EQ(cleanText("21 °C, \u00a0\u202f« é » 日本 \U0001F321"),
              "21 °C, \u00a0\u202f« é » 日本 \U0001F321");
}

TEST(CleanText, ReplacesWhatIsNot)
{
    EXPECT_EQ(cleanText("a\xff\xc3"
                        "b"),
              "a\uFFFD\uFFFDb");
    EXPECT_EQ(cleanText(std::string_view("\0\x1b\n\x7f", 4)), "\uFFFD\uFFFD\uFFFD\uFFFD");
    EXPECT_EQ(cleanText("\u202e\u2066\ufffe\xed\xa0\x80"), "\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD");
    EXPECT_EQ(cleanText("\xe2\x82"), "\uFFFD\uFFFD");
}

TEST(CleanText, ColumnsOfATerminal)
{
    EXPECT_EQ(columnsOf("abc"), 3U);
    EXPECT_EQ(columnsOf("é"), 1U);
    EXPECT_EQ(columnsOf("e\u0301"), 1U);
    EXPECT_EQ(columnsOf("日本"), 4U);
    EXPECT_EQ(columnsOf("\U0001F321"), 2U);
}

TEST(CleanText, LinesBreakAtSpacesAndInsideWordsThatAreTooLong)
{
    EXPECT_EQ(wrapped("one two three", 7, "  "), "  one two\n  three\n");
    EXPECT_EQ(wrapped("a\u00a0: b", 4, ""), "a\u00a0:\nb\n");
    EXPECT_EQ(wrapped("abcdefgh ij", 3, ""), "abc\ndef\ngh\nij\n");
    EXPECT_EQ(wrapped("日本語", 1, ""), "日\n本\n語\n");
    EXPECT_EQ(wrapped("  ", 10, " "), "");
    EXPECT_EQ(wrapped("", 10, " "), "");
}

} // namespace
} // namespace mqttscope::teach::test
