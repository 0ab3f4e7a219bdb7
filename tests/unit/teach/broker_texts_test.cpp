// SPDX-License-Identifier: GPL-3.0-or-later
// The sentences of the broker: all there, in both languages, with the same places.
#include "analysis/phrase.h"
#include "dissector/mqtt/decision.h"
#include "teach/content.h"
#include "teach/live_words.h"
#include "teach/vocabulary.h"

#include <gtest/gtest.h>

#include <set>

namespace mqttscope::teach {
namespace {

std::set<std::string> placesIn(std::string_view text)
{
    std::set<std::string> names;
    const auto places = analysis::placesOf(text);
    EXPECT_TRUE(places) << text;
    for (const analysis::Place& place : places.value_or(std::vector<analysis::Place>{})) {
        EXPECT_TRUE(place.format.empty()) << text;
        names.insert(std::string{place.name});
    }
    return names;
}

TEST(BrokerTexts, EveryDecisionHasItsSentence)
{
    for (const Language language : kLanguages) {
        const Content content{language};
        for (std::uint8_t code = 0; code < mqtt::kDecisionCount; ++code) {
            const std::string_view name = mqtt::nameOf(static_cast<mqtt::Decision>(code));
            EXPECT_FALSE(content.text(ContentFile::Broker, textPath("log", name)).empty())
                << languageCode(language) << ' ' << name;
        }
    }
}

TEST(BrokerTexts, HaveTheSameKeysAndPlacesInBothLanguages)
{
    const Content english{Language::English};
    const Content french{Language::French};
    const auto& table = english.table(ContentFile::Broker);
    EXPECT_EQ(table.entries().size(), french.table(ContentFile::Broker).entries().size());
    for (const TextTable::Entry& entry : table.entries()) {
        const std::string_view other = french.text(ContentFile::Broker, entry.path);
        EXPECT_FALSE(other.empty()) << pathForPeople(entry.path);
        EXPECT_EQ(placesIn(entry.text), placesIn(other)) << pathForPeople(entry.path);
    }
}

TEST(BrokerTexts, AreSentencesWithoutAFullStop)
{
    for (const Language language : kLanguages) {
        const Content content{language};
        for (const TextTable::Entry& entry : content.table(ContentFile::Broker).entries())
            EXPECT_FALSE(entry.text.ends_with('.')) << entry.text;
    }
}

TEST(ClientTexts, HaveTheSameKeysAndPlacesInBothLanguages)
{
    const Content english{Language::English};
    const Content french{Language::French};
    const auto& table = english.table(ContentFile::Client);
    EXPECT_GT(table.entries().size(), 40U);
    EXPECT_EQ(table.entries().size(), french.table(ContentFile::Client).entries().size());
    for (const TextTable::Entry& entry : table.entries()) {
        const std::string_view other = french.text(ContentFile::Client, entry.path);
        EXPECT_FALSE(other.empty()) << pathForPeople(entry.path);
        EXPECT_EQ(placesIn(entry.text), placesIn(other)) << pathForPeople(entry.path);
        EXPECT_FALSE(entry.text.ends_with('.') || other.ends_with('.')) << entry.text;
    }
}

TEST(LiveTexts, HaveTheSameKeysAndPlacesInBothLanguages)
{
    const Content english{Language::English};
    const Content french{Language::French};
    const auto& table = english.table(ContentFile::Live);
    EXPECT_EQ(table.entries().size(), french.table(ContentFile::Live).entries().size());
    for (const TextTable::Entry& entry : table.entries()) {
        const std::string_view other = french.text(ContentFile::Live, entry.path);
        EXPECT_FALSE(other.empty()) << pathForPeople(entry.path);
        EXPECT_EQ(placesIn(entry.text), placesIn(other)) << pathForPeople(entry.path);
        EXPECT_FALSE(entry.text.ends_with('.') || other.ends_with('.')) << entry.text;
    }
}

TEST(LiveTexts, EveryErrorHasASentenceWithoutEmptyPlaces)
{
    using analysis::LiveErrorCode;
    for (const Language language : {Language::English, Language::French}) {
        const Vocabulary words{language};
        for (int code = 0; code <= static_cast<int>(LiveErrorCode::StreamCut); ++code) {
            analysis::LiveError error;
            error.code = static_cast<LiveErrorCode>(code);
            error.interface = "eth7";
            error.path = "/some/path";
            error.text = "because";
            error.number = 9;
            const std::string sentence = sentenceOf(error, words);
            EXPECT_GT(sentence.size(), 10U) << code;
            EXPECT_EQ(sentence.find('{'), std::string::npos) << sentence;
        }
    }
}

TEST(BrokerTexts, AreFilledInTheLanguageOfTheVocabulary)
{
    Vocabulary words{Language::English};
    EXPECT_EQ(words.broker("log", "session-created", {{"client", "tablet"}}), "Session of tablet created");
    words.use(Language::French);
    EXPECT_EQ(words.broker("log", "session-created", {{"client", "tablette"}}), "Session de tablette créée");
}

} // namespace
} // namespace mqttscope::teach
