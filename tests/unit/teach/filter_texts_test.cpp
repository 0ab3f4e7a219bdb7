// SPDX-License-Identifier: GPL-3.0-or-later
// What is wrong with a display filter, in both languages.
#include "analysis/compile_filter.h"
#include "teach/vocabulary.h"

#include <gtest/gtest.h>

#include <set>

namespace mqttscope::teach {
namespace {

std::set<std::string> placesIn(std::string_view text)
{
    std::set<std::string> places;
    const auto found = analysis::placesOf(text);
    EXPECT_TRUE(found.has_value()) << text;
    for (const analysis::Place& place : found.value_or(std::vector<analysis::Place>{}))
        places.insert(std::string{place.name});
    return places;
}

/// With a place the sentence has what was put there, and only then.
void expectSame(const std::string& french, const std::string& english, std::string_view mark)
{
    EXPECT_EQ(french.find(mark) != std::string::npos, english.find(mark) != std::string::npos)
        << french << " / " << english;
}

TEST(FilterTexts, EveryErrorHasAFrenchSentenceWithTheSamePlaces)
{
    const Content content{Language::French};
    const Vocabulary words{Language::French};
    for (std::size_t i = 0; i < filter::kErrorCodes; ++i) {
        filter::FilterError error;
        error.code = static_cast<filter::ErrorCode>(i);
        error.text = "!";
        error.field = "mqtt.kalive";
        const std::string path = textPath("error", filter::codeName(error.code));
        EXPECT_FALSE(content.text(ContentFile::Filter, path).empty()) << path;
        EXPECT_NE(words.filterError(error), filter::describe(error)) << path;
        expectSame(words.filterError(error), filter::describe(error), "!");
        expectSame(words.filterError(error), filter::describe(error), "mqtt.kalive");
    }
}

TEST(FilterTexts, EveryHintAndWarningHasAFrenchSentence)
{
    const Vocabulary words{Language::French};
    EXPECT_EQ(words.filterHint({}), "");
    for (std::size_t i = 1; i < filter::kHintCodes; ++i) {
        const filter::FilterHint hint{static_cast<filter::HintCode>(i), "XYZ"};
        EXPECT_NE(words.filterHint(hint), filter::describe(hint)) << filter::codeName(hint.code);
        expectSame(words.filterHint(hint), filter::describe(hint), "XYZ");
    }
    for (std::size_t i = 0; i < filter::kWarningCodes; ++i) {
        const filter::FilterWarning warning{static_cast<filter::WarningCode>(i), 0, 0, "XYZ", "ABC"};
        EXPECT_NE(words.filterWarning(warning), filter::describe(warning));
        expectSame(words.filterWarning(warning), filter::describe(warning), "XYZ");
        expectSame(words.filterWarning(warning), filter::describe(warning), "ABC");
    }
}

TEST(FilterTexts, HasNoTextThatNobodyAsksFor)
{
    std::set<std::string> asked{textPath("error", "unprintable-character")};
    for (std::size_t i = 0; i < filter::kErrorCodes; ++i)
        asked.insert(textPath("error", filter::codeName(static_cast<filter::ErrorCode>(i))));
    for (std::size_t i = 0; i < filter::kHintCodes; ++i)
        asked.insert(textPath("hint", filter::codeName(static_cast<filter::HintCode>(i))));
    for (std::size_t i = 0; i < filter::kWarningCodes; ++i)
        asked.insert(textPath("warning", filter::codeName(static_cast<filter::WarningCode>(i))));
    const Content content{Language::French};
    for (const auto& [path, text] : content.table(ContentFile::Filter).entries()) {
        EXPECT_TRUE(asked.contains(path)) << pathForPeople(path);
        for (const std::string& place : placesIn(text))
            EXPECT_TRUE(place == "text" || place == "field" || place == "instead") << text;
    }
}

TEST(FilterTexts, EnglishSentencesAreThoseOfTheFilter)
{
    const Vocabulary words{Language::English};
    filter::FilterError error;
    error.text = "!";
    error.field = "mqtt.kalive";
    for (std::size_t i = 0; i < filter::kErrorCodes; ++i) {
        error.code = static_cast<filter::ErrorCode>(i);
        EXPECT_EQ(words.filterError(error), filter::describe(error));
    }
    for (std::size_t i = 0; i < filter::kHintCodes; ++i) {
        const filter::FilterHint hint{static_cast<filter::HintCode>(i), "XYZ"};
        EXPECT_EQ(words.filterHint(hint), filter::describe(hint));
    }
    for (std::size_t i = 0; i < filter::kWarningCodes; ++i) {
        const filter::FilterWarning warning{static_cast<filter::WarningCode>(i), 0, 0, "XYZ", "ABC"};
        EXPECT_EQ(words.filterWarning(warning), filter::describe(warning));
    }
}

TEST(FilterTexts, ACharacterThatCannotBeShownIsNotShown)
{
    const auto filter = analysis::compileFilter("mqtt \x01");
    ASSERT_FALSE(filter.has_value());
    EXPECT_EQ(Vocabulary{Language::French}.filterError(filter.error()),
              "Ce caractère ne peut figurer qu’entre guillemets droits.");
}

} // namespace
} // namespace mqttscope::teach
