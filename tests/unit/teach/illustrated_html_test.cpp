// SPDX-License-Identifier: GPL-3.0-or-later
// The illustrated packet as a page for browsers.
#include "teach/illustrated/illustrated_html.h"

#include "tests/unit/teach/illustrated_captures.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <QString>
#include <QXmlStreamReader>

#include <map>
#include <set>

namespace mqttscope::teach::test {
namespace {

using analysis::test::indexed;
using analysis::test::sourcePath;
using ::testing::HasSubstr;
using ::testing::Not;

/// What a parser of XML found.
struct Parsed {
    std::string problem; ///< empty: well-formed
    std::map<std::string, int> elements;
    std::map<std::string, int> rows; ///< by id, of rows of bytes
    std::set<std::string> ids;
    std::vector<std::string> links; ///< values of href and src
    std::string language;
    int headersWithoutScope = 0;
};

void note(Parsed& parsed, const QXmlStreamReader& reader)
{
    const std::string name = reader.name().toString().toStdString();
    ++parsed.elements[name];
    const auto value = [&](const char* key) {
        return reader.attributes().value(QLatin1String(key)).toString().toStdString();
    };
    if (name == "html")
        parsed.language = value("lang");
    if (name == "th" && value("scope").empty())
        ++parsed.headersWithoutScope;
    const std::string id = value("id");
    if (!id.empty() && !parsed.ids.insert(id).second)
        parsed.problem += "twice: " + id;
    if (name == "tr" && value("class").starts_with("byte"))
        ++parsed.rows[id];
    for (const char* key : {"href", "src", "srcset", "data", "action", "background"}) {
        if (!value(key).empty())
            parsed.links.push_back(value(key));
    }
}

Parsed parse(const std::string& html)
{
    Parsed parsed;
    QXmlStreamReader reader(QByteArray::fromStdString(html));
    while (!reader.atEnd()) {
        if (reader.readNext() == QXmlStreamReader::StartElement)
            note(parsed, reader);
    }
    if (reader.hasError())
        parsed.problem += reader.errorString().toStdString();
    return parsed;
}

std::string htmlOf(const analysis::Document& document, std::uint32_t frame, Language language,
                   const IllustrationOptions& options = {})
{
    const Vocabulary words{language};
    analysis::StringOutput out;
    writeIllustratedHtml(out, illustrated(document, frame, words, options));
    return out.whole();
}

constexpr IllustrationOptions kAll{IllustrationOptions::Layers::All, std::nullopt, false};

void expectPage(const Parsed& parsed, Language language)
{
    EXPECT_EQ(parsed.problem, "");
    EXPECT_EQ(parsed.language, languageCode(language));
    EXPECT_EQ(parsed.headersWithoutScope, 0);
    for (const char* element : {"script", "img", "link", "iframe", "object", "form"})
        EXPECT_EQ(parsed.elements.count(element), 0U) << element;
    for (const std::string& link : parsed.links) {
        EXPECT_TRUE(link.starts_with("#")) << link;
        EXPECT_TRUE(parsed.ids.contains(link.substr(1))) << link;
    }
}

TEST(IllustratedHtml, EachByteOfTheSampleHasOneRow)
{
    const auto document = indexed(sourcePath("samples/connect-python1.pcap"));
    for (const Language language : kLanguages) {
        const std::string html = htmlOf(*document, 4, language);
        const Parsed parsed = parse(html);
        expectPage(parsed, language);
        EXPECT_EQ(parsed.rows.size(), 21U);
        for (int byte = 1; byte <= 21; ++byte)
            EXPECT_EQ(parsed.rows.count("s1b" + std::to_string(byte)), 1U) << byte;
        EXPECT_EQ(parsed.elements.at("h1"), 1);
        EXPECT_EQ(parsed.elements.at("figure"), 1);
        EXPECT_TRUE(html.starts_with("<!DOCTYPE html>\n"));
        EXPECT_THAT(html, HasSubstr("192.168.1.21:49871"));
    }
}

TEST(IllustratedHtml, NothingComesFromTheNetwork)
{
    const auto document = indexed(sourcePath("samples/connect-python1.pcap"));
    const std::string html = htmlOf(*document, 4, Language::French, kAll);
    EXPECT_THAT(html, Not(HasSubstr("http://")));
    EXPECT_THAT(html, Not(HasSubstr("https://")));
    EXPECT_THAT(html, Not(HasSubstr("url(")));
    EXPECT_THAT(html, Not(HasSubstr("@import")));
    EXPECT_THAT(html, HasSubstr("default-src 'none'"));
}

TEST(IllustratedHtml, EveryCaptureIsAPage)
{
    constexpr std::uint32_t kFrames = 12;
    for (const std::string& path : capturePaths()) {
        SCOPED_TRACE(path);
        const auto document = indexed(path);
        for (const std::uint32_t frame : someFrames(*document->snapshot(), kFrames)) {
            SCOPED_TRACE(frame);
            expectPage(parse(htmlOf(*document, frame, Language::French, kAll)), Language::French);
        }
    }
}

TEST(IllustratedHtml, WhatCameOverTheWireIsText)
{
    const Talk talk(
        {publishOf("</td><script>alert(1)</script>\"'&", "<script src=\"http://x/\">&amp;]]>\x01")});
    const std::string html = htmlOf(*talk.document, talk.frame, Language::English);
    expectPage(parse(html), Language::English);
    EXPECT_THAT(html, Not(HasSubstr("<script")));
    EXPECT_THAT(html, HasSubstr("&lt;script"));
}

TEST(IllustratedHtml, BrokenBytesMakeAWholePage)
{
    const Talk talk({publishOf("\xff\xfe\xc3\u202e\ufffe#", std::string("\0\xed\xa0\x80\x7f", 5))});
    const Parsed parsed = parse(htmlOf(*talk.document, talk.frame, Language::English, kAll));
    expectPage(parsed, Language::English);
}

TEST(IllustratedHtml, AFrameWithoutAMessageIsASentence)
{
    const auto document = indexed(sourcePath("samples/connect-python1.pcap"));
    const std::string html = htmlOf(*document, 1, Language::French);
    expectPage(parse(html), Language::French);
    EXPECT_THAT(html, HasSubstr("ne contient la fin d’aucun paquet"));
}

TEST(IllustratedHtml, AMillionBytesAreAShortPage)
{
    const Talk talk({publishOf("t", std::string(1'000'000, 'x'))});
    const std::string html = htmlOf(*talk.document, talk.frame, Language::English);
    expectPage(parse(html), Language::English);
    EXPECT_LT(html.size(), 150'000U);
}

/// Forgets what it is given, but how much at most at a time.
class CountingOutput final : public analysis::TextOutput {
public:
    std::size_t largest = 0;
    std::size_t whole = 0;

protected:
    bool write(const std::string& block) override
    {
        largest = std::max(largest, block.size());
        whole += block.size();
        return true;
    }
};

TEST(IllustratedHtml, MemoryStaysBoundedWithEveryByte)
{
    const Talk talk({publishOf("t", std::string(20'000, 'x'))});
    const Vocabulary words{Language::English};
    IllustrationOptions options;
    options.allBytes = true;
    CountingOutput out;
    writeIllustratedHtml(out, illustrated(*talk.document, talk.frame, words, options));
    out.flush();
    EXPECT_GT(out.whole, 4'000'000U);
    EXPECT_LT(out.largest, 2 * analysis::TextOutput::kBlock);
}

TEST(IllustratedHtml, Escapes)
{
    EXPECT_EQ(escapedHtml("<a href=\"x\">'&'</a>"), "&lt;a href=&quot;x&quot;&gt;&#39;&amp;&#39;&lt;/a&gt;");
}

} // namespace
} // namespace mqttscope::teach::test
