// SPDX-License-Identifier: GPL-3.0-or-later
// French words for every word of the field table, and none too many.
#include "analysis/phrase.h"
#include "dissector/field/field_table.h"
#include "teach/content.h"

#include <gtest/gtest.h>

#include <set>
#include <string>

namespace mqttscope::teach {
namespace {

std::multiset<std::string_view> placeNames(std::string_view text)
{
    std::multiset<std::string_view> names;
    const auto places = analysis::placesOf(text);
    if (!places)
        return {"a brace stands alone"};
    for (const analysis::Place& place : *places)
        names.insert(place.name);
    return names;
}

TEST(FrenchLabels, EveryLabelOfTheFieldTableHasOne)
{
    const Content french{Language::French};
    for (const field::FieldInfo& info : field::fieldTable()) {
        if (!info.label.empty()) {
            EXPECT_NE(french.text(ContentFile::Labels, textPath("labels", info.label)), "")
                << info.name << ": \"" << info.label << "\" has no entry in teach/content/fr/labels.json";
        }
    }
}

TEST(FrenchLabels, EveryNameOfAValueHasOne)
{
    const Content french{Language::French};
    for (const field::FieldInfo& info : field::fieldTable()) {
        for (const field::ValueName& value : info.names) {
            EXPECT_NE(french.text(ContentFile::Labels, textPath("values", value.name)), "")
                << info.name << " = " << value.value << ": \"" << value.name
                << "\" has no entry in teach/content/fr/labels.json";
        }
    }
}

TEST(FrenchLabels, NoneIsOfAWordThatTheFieldTableDoesNotHave)
{
    const Content english{Language::English};
    const Content french{Language::French};
    for (const TextTable::Entry& entry : french.table(ContentFile::Labels).entries())
        EXPECT_TRUE(english.table(ContentFile::Labels).contains(entry.path)) << pathForPeople(entry.path);
}

TEST(FrenchPhrases, EveryPhraseHasOneWithTheSamePlaces)
{
    const Content french{Language::French};
    EXPECT_EQ(french.table(ContentFile::Phrases).entries().size(), analysis::kPhraseCount);
    for (std::size_t i = 0; i < analysis::kPhraseCount; ++i) {
        const auto phrase = static_cast<analysis::Phrase>(i);
        const std::string_view text = french.text(ContentFile::Phrases, analysis::phraseName(phrase));
        ASSERT_NE(text, "") << analysis::phraseName(phrase);
        EXPECT_EQ(placeNames(text), placeNames(analysis::phraseText(phrase))) << analysis::phraseName(phrase);
    }
}

} // namespace
} // namespace mqttscope::teach
