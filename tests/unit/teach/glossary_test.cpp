// SPDX-License-Identifier: GPL-3.0-or-later
// How terms are found in texts, looked up and searched for.
#include "teach/glossary/glossary.h"

#include "teach/glossary/fold.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <string>
#include <unistd.h>

namespace mqttscope::teach {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::IsEmpty;

/// The found places as "text=term".
std::vector<std::string> found(const TermIndex& index, std::string_view text)
{
    std::vector<std::string> out;
    for (const TermPlace& place : index.find(text))
        out.push_back(std::string{text.substr(place.begin, place.length)} + "=" + std::to_string(place.term));
    return out;
}

TermIndex someTerms()
{
    TermIndex index;
    index.add("topic", 1);
    index.add("topics", 1);
    index.add("topic filter", 2);
    index.add("CONNECT", 3);
    index.add("DF", 4);
    index.add("éditeur", 5);
    index.add("$share", 6);
    index.add("QoS", 7);
    index.add("QoS 1", 8);
    index.add("port", 9);
    index.add("TCP/IP", 10);
    index.add("TCP", 11);
    return index;
}

TEST(TermIndex, TakesTheLongestForm)
{
    EXPECT_THAT(found(someTerms(), "A topic filter covers topics, not a topic."),
                ElementsAre("topic filter=2", "topics=1", "topic=1"));
    EXPECT_THAT(found(someTerms(), "QoS 1, QoS 10, QoS"), ElementsAre("QoS 1=8", "QoS=7", "QoS=7"));
    EXPECT_THAT(found(someTerms(), "TCP/IP and TCP"), ElementsAre("TCP/IP=10", "TCP=11"));
}

TEST(TermIndex, TakesWholeWordsOnly)
{
    EXPECT_THAT(found(someTerms(), "topical subtopic port2 rapport apport"), IsEmpty());
    EXPECT_THAT(found(someTerms(), "éditeurs coéditeur"), IsEmpty());
    EXPECT_THAT(found(someTerms(), "l’éditeur, (topic); topic’s"),
                ElementsAre("éditeur=5", "topic=1", "topic=1"));
    EXPECT_THAT(found(someTerms(), "topic."), ElementsAre("topic=1"));
}

TEST(TermIndex, SmallFormsMayBeginWithACapitalOthersStandAsTheyAre)
{
    EXPECT_THAT(found(someTerms(), "Topic Filter"), ElementsAre("Topic Filter=2"));
    EXPECT_THAT(found(someTerms(), "Éditeur"), ElementsAre("Éditeur=5"));
    EXPECT_THAT(found(someTerms(), "TOPIC, tOpic, connect, Connect, qos"), IsEmpty());
}

TEST(TermIndex, ASpaceMayBeOneThatDoesNotBreak)
{
    EXPECT_THAT(found(someTerms(), "QoS\u00a01"), ElementsAre("QoS\u00a01=8"));
    EXPECT_THAT(found(someTerms(), "topic\u202ffilter"), ElementsAre("topic\u202ffilter=2"));
}

TEST(TermIndex, LeavesNamesAndNumbersAlone)
{
    EXPECT_THAT(found(someTerms(),
                      "mqtt.topic topic.name sensors/port port/a /port topic/# sub-topic topic-x _topic"),
                IsEmpty());
    EXPECT_THAT(found(someTerms(), "0xDF, C3 DF, DF 01"), IsEmpty());
    EXPECT_THAT(found(someTerms(), "DF forbids it"), ElementsAre("DF=4"));
    EXPECT_THAT(found(someTerms(), "$share/a/topic"), IsEmpty());
    EXPECT_THAT(found(someTerms(), "with $share it"), ElementsAre("$share=6"));
}

TEST(TermIndex, LeavesAloneWhatIsQuoted)
{
    EXPECT_THAT(found(someTerms(), "the topic “port” of the port"), ElementsAre("topic=1", "port=9"));
    EXPECT_THAT(found(someTerms(), "le topic «\u00a0port\u00a0»"), ElementsAre("topic=1"));
    EXPECT_THAT(found(someTerms(), "\"port\" port"), ElementsAre("port=9"));
    EXPECT_THAT(found(someTerms(), "“ is a mark, port a word"), ElementsAre("port=9")) << "never closed";
}

TEST(TermIndex, ReadsAnyBytes)
{
    EXPECT_THAT(found(someTerms(), "\xff topic \xc3"), ElementsAre("topic=1"));
    EXPECT_THAT(found(someTerms(), ""), IsEmpty());
}

TEST(TermIndex, MatchesAWholeText)
{
    EXPECT_EQ(someTerms().match("Topic filter"), 2U);
    EXPECT_EQ(someTerms().match("topic filters"), std::nullopt);
    EXPECT_EQ(someTerms().match("a topic"), std::nullopt);
    EXPECT_EQ(someTerms().match(""), std::nullopt);
}

TEST(Folding, LeavesAccentsCapitalsAndSpacesOut)
{
    EXPECT_EQ(folded("Éditeur  de\u00a0l’Œuvre "), "editeur de l'oeuvre");
    EXPECT_EQ(folded("QoS × 2"), "qos × 2");
}

class GlossaryTest : public testing::Test {
protected:
    static std::vector<std::string> ids(const std::vector<const GlossaryEntry*>& entries)
    {
        std::vector<std::string> out;
        for (const GlossaryEntry* entry : entries)
            out.emplace_back(entry->id);
        return out;
    }
    std::vector<std::string> termsIn(std::string_view text) const
    {
        std::vector<std::string> out;
        for (const GlossarySpan& span : glossary.find(text))
            out.push_back(std::string{text.substr(span.begin, span.length)} + "=" +
                          std::string{span.entry->id});
        return out;
    }

    Vocabulary words{Language::English};
    Glossary glossary{words};
};

TEST_F(GlossaryTest, FindsTermsInTheLanguageOfTheVocabulary)
{
    EXPECT_THAT(termsIn("0x02 says Clean Session = 1: the broker begins an empty session."),
                ElementsAre("Clean Session=clean-session", "broker=broker", "session=session"));
    EXPECT_THAT(termsIn("PUBACK for Packet Identifier 4"),
                ElementsAre("PUBACK=puback", "Packet Identifier=packet-identifier"));
    EXPECT_THAT(termsIn("It will connect."), IsEmpty());
    words.use(Language::French);
    EXPECT_THAT(termsIn("Un octet de poids fort\u00a0: l’en-tête fixe."),
                ElementsAre("octet=byte", "poids fort=most-significant", "en-tête fixe=fixed-header"));
}

TEST_F(GlossaryTest, KnowsTheWordOfTheOtherLanguage)
{
    EXPECT_EQ(glossary.otherWord(*glossary.entry("frame")), "trame");
    EXPECT_EQ(glossary.otherWord(*glossary.entry("keep-alive")), "délai de maintien");
    EXPECT_EQ(glossary.otherWord(*glossary.entry("tcp")), "");
    words.use(Language::French);
    EXPECT_EQ(glossary.otherWord(*glossary.entry("frame")), "") << "the term says it already";
    EXPECT_EQ(glossary.otherWord(*glossary.entry("fcs")), "Frame check sequence");
}

TEST_F(GlossaryTest, WritesTheClauseAsTheLanguageDoes)
{
    EXPECT_EQ(glossary.clause(*glossary.entry("auth")), "MQTT 5.0 §3.15");
    words.use(Language::French);
    EXPECT_EQ(glossary.clause(*glossary.entry("auth")), "MQTT 5.0 §\u202f3.15");
}

TEST_F(GlossaryTest, MatchesLabelsAsAWhole)
{
    ASSERT_NE(glossary.match("Keep Alive"), nullptr);
    EXPECT_EQ(glossary.match("Keep Alive")->id, "keep-alive");
    EXPECT_EQ(glossary.match("Keep Alive of the server"), nullptr);
    EXPECT_EQ(glossary.match(""), nullptr);
    words.use(Language::French);
    for (const auto* label : {"Keep Alive (délai de maintien)", "Charge utile (Payload)", "En-tête fixe"})
        EXPECT_NE(glossary.match(label), nullptr) << label;
}

TEST_F(GlossaryTest, SearchesInBothLanguagesWithAndWithoutAccents)
{
    EXPECT_EQ(ids(glossary.search("trame")).front(), "frame");
    EXPECT_EQ(ids(glossary.search("Frame")).front(), "frame");
    EXPECT_THAT(ids(glossary.search("EDITEUR")), Contains("publisher"));
    EXPECT_EQ(ids(glossary.search("keep al")).front(), "keep-alive");
    words.use(Language::French);
    EXPECT_EQ(ids(glossary.search("byte")).front(), "byte");
    EXPECT_EQ(ids(glossary.search("shared")).front(), "shared-subscription");
    EXPECT_THAT(glossary.search("xyzzy"), IsEmpty());
    EXPECT_EQ(glossary.search("").size(), glossary.entries().size());
}

TEST_F(GlossaryTest, KnowsEntriesByEachOfTheirNames)
{
    for (const auto* name : {"byte", "octet", "Octets", "least-significant", "LSB", "poids faible"})
        EXPECT_NE(glossary.named(name), nullptr) << name;
    EXPECT_EQ(glossary.named("octet"), glossary.entry("byte"));
    EXPECT_EQ(glossary.named("octe"), nullptr);
    EXPECT_EQ(glossary.named("tramé"), glossary.entry("frame"));
    EXPECT_EQ(glossary.named("xyzzy"), nullptr);
}

TEST_F(GlossaryTest, KnowsWhatSomebodyMeant)
{
    EXPECT_EQ(ids(glossary.nearest("PUBAK", 3)).front(), "puback");
    EXPECT_EQ(ids(glossary.nearest("retianed", 3)).front(), "retained-message");
    EXPECT_THAT(glossary.nearest("xyzzy-plugh", 3), IsEmpty());
    EXPECT_LE(glossary.nearest("port", 3).size(), 3U);
    EXPECT_THAT(glossary.nearest(std::string(100'000, 'x'), 3), IsEmpty());
}

TEST_F(GlossaryTest, IsSortedAsAReaderExpects)
{
    words.use(Language::French);
    std::string last;
    for (const GlossaryEntry& entry : glossary.entries()) {
        EXPECT_LE(last, folded(entry.term));
        last = folded(entry.term);
    }
    const auto entries = glossary.entries();
    const auto place = [&](std::string_view id) {
        return std::find_if(entries.begin(), entries.end(), [&](const auto& e) { return e.id == id; });
    };
    EXPECT_LT(place("publisher"), place("encapsulation")) << "éditeur stands among e";
}

TEST(TeachersGlossary, ReplacesTextsAndForms)
{
    const auto folder =
        std::filesystem::path(testing::TempDir()) / ("glossary-" + std::to_string(::getpid()));
    std::filesystem::create_directories(folder / "en");
    std::ofstream(folder / "en" / "glossary.json")
        << R"({"term": {"broker": {"text": "Ours is called olympe.", "forms": "olympe"}}})";
    const Vocabulary words{Language::English, folder};
    const Glossary glossary{words};
    EXPECT_EQ(glossary.entry("broker")->text, "Ours is called olympe.");
    EXPECT_EQ(glossary.entry("broker")->term, "Server (broker)");
    EXPECT_EQ(glossary.find("olympe").size(), 1U);
    EXPECT_THAT(glossary.find("a broker"), IsEmpty());
    EXPECT_THAT(words.complaints(), IsEmpty());
    std::filesystem::remove_all(folder);
}

} // namespace
} // namespace mqttscope::teach
