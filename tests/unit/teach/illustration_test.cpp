// SPDX-License-Identifier: GPL-3.0-or-later
#include "teach/illustrated/illustration.h"

#include "tests/unit/teach/illustrated_captures.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace mqttscope::teach::test {
namespace {

using analysis::test::indexed;
using analysis::test::sourcePath;
using ::testing::HasSubstr;
using ::testing::Not;

const Vocabulary& english()
{
    static const Vocabulary words{Language::English};
    return words;
}

IllustrationOptions wholeFrame(bool allBytes = false)
{
    IllustrationOptions options;
    options.layers = IllustrationOptions::Layers::All;
    options.allBytes = allBytes;
    return options;
}

const IllustratedField& fieldNamed(const Illustration& illustration, const IllustratedSection& section,
                                   std::string_view label)
{
    for (const IllustratedField& field : section.fields) {
        if (illustration.fieldWords(field).label == label)
            return field;
    }
    ADD_FAILURE() << label;
    return section.fields.front();
}

TEST(Illustration, ThePartsAndFieldsOfConnect)
{
    const auto document = indexed(sourcePath("samples/connect-python1.pcap"));
    const Illustration connect = illustrated(*document, 4, english());
    ASSERT_EQ(connect.sections().size(), 1U);
    const IllustratedSection& section = connect.sections().front();
    EXPECT_EQ(section.packet, "CONNECT");
    EXPECT_EQ(versionText(section, english()), "MQTT 3.1.1");
    std::vector<std::string> parts;
    for (const IllustratedPart& part : section.parts)
        parts.push_back(connect.partName(part));
    EXPECT_EQ(parts, (std::vector<std::string>{"Fixed header", "Variable header", "Payload"}));
    std::string roles;
    for (const IllustratedField& field : section.fields)
        roles += roleLetter(field.role);
    EXPECT_EQ(roles, "FLLVVVVLP");
    const IllustratedField& remaining = fieldNamed(connect, section, "Remaining Length");
    EXPECT_EQ(connect.fieldWords(remaining).value, "19 bytes");
    EXPECT_EQ(connect.byte(remaining, 0).bits.size(), 2U);
    const IllustratedField& client = fieldNamed(connect, section, "Client Identifier");
    EXPECT_EQ(connect.byte(client, 0).character, "p");
    EXPECT_EQ(connect.byte(client, 6).label, "Client Identifier 7/7");
    EXPECT_THAT(connect.narration(client, 4).text, HasSubstr("0x6F"));
    EXPECT_EQ(connect.heading().source, "192.168.1.21:49871");
    EXPECT_THAT(connect.heading().time, ::testing::EndsWith(" UTC"));
}

TEST(Illustration, ThereIsNoneOfAFrameThatIsNotThere)
{
    const auto document = indexed(sourcePath("samples/connect-python1.pcap"));
    EXPECT_FALSE(Illustration::of(*document, *document->snapshot(), 0, english()));
    EXPECT_FALSE(Illustration::of(*document, *document->snapshot(), 1000, english()));
}

TEST(Illustration, AFrameWithoutAMessageHasItsLayersOnly)
{
    const auto document = indexed(sourcePath("samples/connect-python1.pcap"));
    EXPECT_TRUE(illustrated(*document, 1, english()).sections().empty());
    const Illustration syn = illustrated(*document, 1, english(), wholeFrame());
    ASSERT_EQ(syn.sections().size(), 1U);
    EXPECT_FALSE(syn.sections().front().message);
    EXPECT_GE(syn.sections().front().parts.size(), 3U);
}

TEST(Illustration, OneMessageOfSeveral)
{
    const auto document = indexed(sourcePath("tests/data/captures/own/coalesced.pcap"));
    const auto snapshot = document->snapshot();
    for (std::uint32_t frame = 1; frame <= snapshot->frameCount(); ++frame) {
        const Illustration all = illustrated(*document, frame, english());
        if (all.sections().size() < 2)
            continue;
        IllustrationOptions second;
        second.message = 1;
        const Illustration one = illustrated(*document, frame, english(), second);
        ASSERT_EQ(one.sections().size(), 1U);
        EXPECT_EQ(one.sections().front().packet, all.sections()[1].packet);
        EXPECT_EQ(one.sections().front().message, 1U);
        return;
    }
    FAIL() << "no frame with several messages";
}

/// Rows follow one another without a gap, and say as many bytes as the section has.
void expectEveryByteOnce(const Illustration& illustration, const IllustratedSection& section)
{
    std::uint32_t next = section.fields.empty() ? 0 : section.fields.front().offset;
    for (const IllustratedField& field : section.fields) {
        if (section.message) {
            ASSERT_EQ(field.offset, next);
        }
        ASSERT_GE(field.offset, next);
        next = field.offset;
        for (std::uint32_t row = 0; row < field.rows(); ++row) {
            const IllustratedByte byte = illustration.byte(field, row);
            ASSERT_EQ(byte.offset, next);
            next += byte.count;
            if (byte.single && field.node != analysis::kNoNode) {
                EXPECT_FALSE(byte.label.empty());
                EXPECT_FALSE(illustration.narration(field, row).text.empty()) << byte.label;
            } else {
                EXPECT_TRUE(byte.single || !byte.summary.empty());
            }
        }
        ASSERT_EQ(next, field.end());
    }
    if (section.message) {
        EXPECT_EQ(next, section.size);
    }
}

TEST(Illustration, EveryByteOfEveryCaptureIsExplainedOnce)
{
    constexpr std::uint32_t kFrames = 25;
    for (const std::string& path : capturePaths()) {
        SCOPED_TRACE(path);
        const auto document = indexed(path);
        for (const std::uint32_t frame : someFrames(*document->snapshot(), kFrames)) {
            SCOPED_TRACE(frame);
            const Illustration illustration = illustrated(*document, frame, english(), wholeFrame());
            for (const IllustratedSection& section : illustration.sections())
                expectEveryByteOnce(illustration, section);
        }
    }
}

// The bytes below MQTT and those of the message that the frame carries are together the frame.
TEST(Illustration, LayersAndMessageAreTheWholeFrame)
{
    const auto document = indexed(sourcePath("samples/connect-python1.pcap"));
    const Illustration all = illustrated(*document, 4, english(), wholeFrame());
    ASSERT_EQ(all.sections().size(), 2U);
    std::uint32_t bytes = 0;
    for (const IllustratedSection& section : all.sections()) {
        for (const IllustratedField& field : section.fields)
            bytes += field.length;
    }
    EXPECT_EQ(bytes, all.heading().size);
}

TEST(Illustration, LongFieldsAreSummedUp)
{
    const Talk talk({publishOf("t", std::string(1'000'000, 'x'))});
    const Illustration publish = illustrated(*talk.document, talk.frame, english());
    ASSERT_EQ(publish.sections().size(), 1U);
    const IllustratedSection& section = publish.sections().front();
    const IllustratedField& payload = section.fields.back();
    EXPECT_EQ(payload.length, 1'000'000U);
    EXPECT_EQ(payload.rows(), kListedBytes + 1);
    const IllustratedByte rest = publish.byte(payload, kListedBytes);
    EXPECT_FALSE(rest.single);
    EXPECT_EQ(rest.count, 1'000'000U - kListedBytes);
    EXPECT_THAT(rest.summary, HasSubstr("999,936"));
    IllustrationOptions all;
    all.allBytes = true;
    const Illustration each = illustrated(*talk.document, talk.frame, english(), all);
    EXPECT_EQ(each.sections().front().fields.back().rows(), 1'000'000U);
    EXPECT_TRUE(each.byte(each.sections().front().fields.back(), 999'999).single);
}

TEST(Illustration, AFieldOfJustTheLimitIsListed)
{
    const Talk talk(
        {publishOf("t", std::string(kListedBytes, 'x')), publishOf("t", std::string(kListedBytes + 1, 'x'))});
    const Illustration last = illustrated(*talk.document, talk.frame, english());
    EXPECT_EQ(last.sections().front().fields.back().rows(), kListedBytes + 1);
    EXPECT_EQ(last.byte(last.sections().front().fields.back(), kListedBytes).count, 1U);
    const Illustration before = illustrated(*talk.document, talk.frame - 1, english());
    EXPECT_EQ(before.sections().front().fields.back().rows(), kListedBytes);
    EXPECT_TRUE(before.byte(before.sections().front().fields.back(), kListedBytes - 1).single);
}

TEST(Illustration, BytesThatWereNotCapturedHaveNoValue)
{
    const auto document = indexed(sourcePath("tests/data/captures/own/snaplen80.pcap"));
    const auto snapshot = document->snapshot();
    std::size_t found = 0;
    for (std::uint32_t frame = 1; frame <= snapshot->frameCount(); ++frame) {
        const Illustration cut = illustrated(*document, frame, english(), wholeFrame());
        for (const IllustratedSection& section : cut.sections()) {
            for (const IllustratedField& field : section.fields) {
                if (field.captured)
                    continue;
                ++found;
                const IllustratedByte byte = cut.byte(field, 0);
                EXPECT_FALSE(byte.single);
                EXPECT_EQ(byte.count, field.length);
                EXPECT_THAT(byte.summary, HasSubstr("the capture does not hold"));
            }
        }
    }
    EXPECT_GT(found, 0U);
}

TEST(Illustration, WhatIsWrongStandsAtItsByte)
{
    const Talk talk({publishOf("a/#", "1")});
    const Illustration publish = illustrated(*talk.document, talk.frame, english());
    ASSERT_FALSE(publish.issues().empty());
    EXPECT_FALSE(publish.issues().front().rules.empty());
    std::vector<std::uint32_t> at;
    for (const IllustratedField& field : publish.sections().front().fields) {
        for (std::uint32_t row = 0; row < field.rows(); ++row) {
            const IllustratedByte byte = publish.byte(field, row);
            if (!byte.issues.empty())
                at.push_back(byte.offset);
            EXPECT_TRUE(byte.issues.empty() || byte.faulty);
        }
    }
    EXPECT_EQ(at, std::vector<std::uint32_t>{6}); // the '#'
}

TEST(Illustration, CharactersOfSeveralBytesStandAtTheirFirst)
{
    const Talk talk({publishOf("\u00e9\u20ac", "z\x01\xff ")});
    const Illustration publish = illustrated(*talk.document, talk.frame, english());
    std::vector<std::string> characters;
    for (const IllustratedField& field : publish.sections().front().fields) {
        for (std::uint32_t row = 0; row < field.rows(); ++row)
            characters.push_back(publish.byte(field, row).character);
    }
    const std::vector<std::string> expected{"",  "",  "", "",  "\u00e9", "…", "\u20ac",
                                            "…", "…", "", "z", "",       "",  "space"};
    EXPECT_EQ(characters, expected);
}

} // namespace
} // namespace mqttscope::teach::test
