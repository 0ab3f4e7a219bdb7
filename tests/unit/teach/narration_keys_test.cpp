// SPDX-License-Identifier: GPL-3.0-or-later
// The narration files: keys that are conditions, places that the narrator knows, the same in both languages.
#include "dissector/field/field_table.h"
#include "teach/narration/places.h"
#include "teach/narration/sentences.h"
#include "teach/narration/text_book.h"
#include "tests/unit/teach/typography.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <set>

namespace mqttscope::teach {
namespace {

struct Key {
    std::string section;
    std::string field;
    std::string conditions; ///< empty: a word
};

Key keyOf(const std::string& path)
{
    const std::size_t first = path.find(TextTable::kSeparator);
    const std::size_t second = path.find(TextTable::kSeparator, first + 1);
    if (second == std::string::npos)
        return {path.substr(0, first), path.substr(first + 1), {}};
    return {path.substr(0, first), path.substr(first + 1, second - first - 1), path.substr(second + 1)};
}

std::set<std::string> placesIn(std::string_view text)
{
    std::set<std::string> names;
    const auto places = analysis::placesOf(text);
    EXPECT_TRUE(places) << text;
    for (const analysis::Place& place : places.value_or(std::vector<analysis::Place>{})) {
        EXPECT_TRUE(isNarrationPlace(place) || !place.name.empty()) << text;
        std::string format{place.format};
        if (format == "Word" || format == "Ordinal") // whether it begins a sentence is up to the language
            format.front() = format.front() == 'W' ? 'w' : 'o';
        names.insert(std::string{place.name} + ":" + format);
    }
    return names;
}

/// Words and sentences on faults are not chosen by conditions.
bool hasConditions(const Key& key)
{
    return key.section != "word" && key.section != "malformed";
}

TEST(NarrationKeys, AreConditionsOfFieldsThatExist)
{
    const Vocabulary words{Language::English};
    for (const ContentFile file : kNarrationFiles) {
        std::map<std::string, bool> hasGeneral; // by section and field
        for (const TextTable::Entry& entry : words.table(file).entries()) {
            const Key key = keyOf(entry.path);
            if (!hasConditions(key))
                continue;
            EXPECT_TRUE(conditionsOf(key.conditions)) << pathForPeople(entry.path);
            if (key.section == "byte" || key.section == "bit") {
                EXPECT_FALSE(field::findFields(key.field).empty()) << pathForPeople(entry.path);
            }
            hasGeneral[key.section + " / " + key.field] |= key.conditions == "*";
        }
        for (const auto& [field, general] : hasGeneral)
            EXPECT_TRUE(general || field.starts_with("bit")) << field << " has no text for all other cases";
    }
}

TEST(NarrationKeys, AreTheSameInBothLanguagesWithTheSamePlaces)
{
    const Vocabulary english{Language::English};
    const Vocabulary french{Language::French};
    for (const ContentFile file : kNarrationFiles) {
        const auto ours = english.table(file).entries();
        EXPECT_EQ(ours.size(), french.table(file).entries().size()) << contentFileName(file);
        for (const TextTable::Entry& entry : ours) {
            const std::string_view other = french.table(file).find(entry.path);
            EXPECT_FALSE(other.empty()) << pathForPeople(entry.path);
            if (!other.empty()) {
                EXPECT_EQ(placesIn(entry.text), placesIn(other)) << pathForPeople(entry.path);
            }
        }
    }
}

TEST(NarrationKeys, NameOnlyPlacesThatAreFilled)
{
    const Vocabulary words{Language::English};
    for (const ContentFile file : kNarrationFiles) {
        for (const TextTable::Entry& entry : words.table(file).entries()) {
            if (!hasConditions(keyOf(entry.path)))
                continue;
            const auto places = analysis::placesOf(entry.text);
            ASSERT_TRUE(places) << pathForPeople(entry.path);
            for (const analysis::Place& place : *places)
                EXPECT_TRUE(isNarrationPlace(place)) << pathForPeople(entry.path) << ": " << place.name;
        }
    }
}

TEST(NarrationTexts, HaveAtMostTwoSentencesAndGoodTypography)
{
    for (const Language language : kLanguages) {
        const Vocabulary words{language};
        for (const ContentFile file : kNarrationFiles) {
            for (const TextTable::Entry& entry : words.table(file).entries()) {
                EXPECT_LE(countSentences(entry.text), 2U) << pathForPeople(entry.path) << ": " << entry.text;
                for (const std::string& fault : language == Language::French ? frenchTypography(entry.text)
                                                                             : englishTypography(entry.text))
                    ADD_FAILURE() << pathForPeople(entry.path) << ": " << fault;
            }
        }
    }
}

TEST(Conditions, KnowWordsNumbersAndFields)
{
    EXPECT_TRUE(conditionsOf("*")->empty());
    const auto three = conditionsOf("first !zero =4");
    ASSERT_TRUE(three);
    ASSERT_EQ(three->size(), 3U);
    EXPECT_EQ(three->at(0).word, "first");
    EXPECT_TRUE(three->at(1).negated);
    EXPECT_EQ(three->at(2).kind, Condition::Kind::Equals);
    EXPECT_EQ(three->at(2).number, 4U);
    const auto field = conditionsOf("mqtt.qos=2");
    ASSERT_TRUE(field);
    EXPECT_EQ(field->front().kind, Condition::Kind::Field);
    EXPECT_EQ(field->front().number, 2U);
    const auto byte = conditionsOf("last byte=43");
    ASSERT_TRUE(byte);
    EXPECT_EQ(byte->at(1).kind, Condition::Kind::Byte);
    EXPECT_EQ(byte->at(1).number, 43U);
    const auto property = conditionsOf("will property=38");
    ASSERT_TRUE(property);
    EXPECT_EQ(property->back().kind, Condition::Kind::Property);
    EXPECT_EQ(property->back().number, 38U);
}

TEST(Conditions, RefuseWhatTheyDoNotKnow)
{
    for (const char* wrong :
         {"", "firsst", "first first", "=", "=four", "#", "mqtt.nothing=1", "first  last", "first ",
          "mqtt.qos=", "!", "byte=", "byte=+", "property", "property=", "property=x"})
        EXPECT_FALSE(conditionsOf(wrong)) << '"' << wrong << '"';
}

TEST(Conditions, OrderIsThatOfTheGuide)
{
    const auto rank = [](const char* key) { return conditionsOf(key)->front().rank(); };
    EXPECT_LT(rank("issue"), rank("=1"));
    EXPECT_LT(rank("=1"), rank(">1"));
    EXPECT_LT(rank("<1"), rank("mqtt.qos=1"));
    EXPECT_LT(rank("mqtt.qos"), rank("connect"));
    EXPECT_LT(rank("connect"), rank("from-client"));
    EXPECT_LT(rank("last"), rank("#2"));
    EXPECT_LT(rank("lookalike"), rank("#2"));
    EXPECT_LT(rank("byte=43"), rank("#2"));
    EXPECT_LT(rank("#2"), rank("lower"));
}

TEST(Sentences, AreCountedByWhatFollowsTheStop)
{
    EXPECT_EQ(countSentences("One. Two."), 2U);
    EXPECT_EQ(countSentences("After 1.5 × 60 = 90 s it ends."), 1U);
    EXPECT_EQ(countSentences("The name is “MQTT”. Écrit ainsi."), 2U);
    EXPECT_EQ(countSentences(""), 0U);
    EXPECT_EQ(firstSentence("0x79 is y. Under this name."), "0x79 is y.");
    EXPECT_EQ(sentencesOf(" a  b "), "a b");
    EXPECT_EQ(joinSentences("QoS 3 does not exist", "The receiver closes."),
              "QoS 3 does not exist. The receiver closes.");
    EXPECT_EQ(joinSentences("", "Two."), "Two.");
    EXPECT_EQ(joinSentences("One", ""), "One.");
}

} // namespace
} // namespace mqttscope::teach
