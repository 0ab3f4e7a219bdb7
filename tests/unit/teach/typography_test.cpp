// SPDX-License-Identifier: GPL-3.0-or-later
// The typography of every text, and of the checker itself.
#include "tests/unit/teach/typography.h"

#include "teach/content.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <regex>
#include <string>

namespace mqttscope::teach {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

TEST(FrenchTypography, AcceptsWhatIsRight)
{
    EXPECT_THAT(frenchTypography("Le serveur ferme\u00a0: il n’a rien lu\u202f; voir «\u00a0MQTT\u00a0»."),
                IsEmpty());
    EXPECT_THAT(frenchTypography("{found:bytes} de trop"), IsEmpty());
    EXPECT_THAT(frenchTypography("tcp.port 10:20"), IsEmpty());
}

TEST(FrenchTypography, FindsEachFault)
{
    EXPECT_THAT(frenchTypography("ferme : rien"), ElementsAre(HasSubstr("colon")));
    EXPECT_THAT(frenchTypography("ferme: rien"), ElementsAre(HasSubstr("colon")));
    EXPECT_THAT(frenchTypography("ferme ; rien"), ElementsAre(HasSubstr("U+202F")));
    EXPECT_THAT(frenchTypography("vraiment?"), ElementsAre(HasSubstr("U+202F")));
    EXPECT_THAT(frenchTypography("l'octet"), ElementsAre(HasSubstr("apostrophe")));
    EXPECT_THAT(frenchTypography("\"x\""), Not(IsEmpty()));
    EXPECT_THAT(frenchTypography("« x »"), ElementsAre(HasSubstr("guillemets")));
    EXPECT_THAT(frenchTypography("«\u00a0x"), ElementsAre(HasSubstr("pairs")));
    EXPECT_THAT(frenchTypography("“x”"), ElementsAre(HasSubstr("English")));
    EXPECT_THAT(frenchTypography("deux  espaces"), ElementsAre(HasSubstr("two")));
}

TEST(EnglishTypography, FindsEachFault)
{
    EXPECT_THAT(englishTypography("The server’s “MQTT”: right; so."), IsEmpty());
    EXPECT_THAT(englishTypography("server's"), Not(IsEmpty()));
    EXPECT_THAT(englishTypography("closes : so"), Not(IsEmpty()));
    EXPECT_THAT(englishTypography("«\u00a0x\u00a0»"), Not(IsEmpty()));
    EXPECT_THAT(englishTypography("“x"), Not(IsEmpty()));
}

/// What a sentence about display filters quotes of them follows their rules: "text", r"text", !=.
std::string withoutFilters(const std::string& text)
{
    static const std::regex kQuoted{R"(r?"[^"]*"|[!=<>]=)"};
    return std::regex_replace(text, kQuoted, "x");
}

TEST(Texts, FrenchOnesAreWellSet)
{
    const Content content{Language::French};
    for (const ContentFile file : kContentFiles) {
        for (const TextTable::Entry& entry : content.table(file).entries()) {
            if (entry.path == "colon")
                EXPECT_EQ(entry.text, "\u00a0: ");
            else
                EXPECT_THAT(
                    frenchTypography(file == ContentFile::Filter ? withoutFilters(entry.text) : entry.text),
                    IsEmpty())
                    << pathForPeople(entry.path) << ": " << entry.text;
        }
    }
}

TEST(Texts, EnglishOnesAreWellSet)
{
    const Content content{Language::English};
    for (const ContentFile file :
         {ContentFile::Rules, ContentFile::Issues, ContentFile::Simulator, ContentFile::Broker,
          ContentFile::Client, ContentFile::Live, ContentFile::Explanations, ContentFile::Filter,
          ContentFile::Samples, ContentFile::Glossary, ContentFile::Illustrated, ContentFile::Ladder,
          ContentFile::Vantage}) {
        for (const TextTable::Entry& entry : content.table(file).entries())
            EXPECT_THAT(
                englishTypography(file == ContentFile::Filter ? withoutFilters(entry.text) : entry.text),
                IsEmpty())
                << pathForPeople(entry.path) << ": " << entry.text;
    }
}

// Spellings that go through when one writes fast.
TEST(Texts, KeepToTheWordsOfTheStandard)
{
    for (const Language language : kLanguages) {
        const Content content{language};
        for (const ContentFile file : {ContentFile::Rules, ContentFile::Issues}) {
            for (const TextTable::Entry& entry : content.table(file).entries()) {
                for (const std::string_view wrong :
                     {"Packet ID", "packet ID", "Packet Id ", "clientId", "ClientID", "broker", "Broker",
                      "QOS", "Qos", "Mqtt", "cleanStart", "Retain flag", "keepalive", "Keepalive",
                      "acknowledgment"})
                    EXPECT_EQ(entry.text.find(wrong), std::string::npos)
                        << wrong << " in " << pathForPeople(entry.path) << ": " << entry.text;
            }
        }
    }
}

} // namespace
} // namespace mqttscope::teach
