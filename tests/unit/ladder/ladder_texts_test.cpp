// SPDX-License-Identifier: GPL-3.0-or-later
// The texts of ladders: all there, in both languages, with the same places, short; and their clauses exist.
#include "analysis/ladder/what_next.h"
#include "analysis/phrase.h"
#include "dissector/field/statement_table.h"
#include "teach/content.h"
#include "teach/ladder/ladder_signs.h"
#include "teach/ladder/story.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>

namespace mqttscope::teach {
namespace {

std::multiset<std::string> placesIn(std::string_view text)
{
    std::multiset<std::string> names;
    const auto places = analysis::placesOf(text);
    EXPECT_TRUE(places) << text;
    for (const analysis::Place& place : places.value_or(std::vector<analysis::Place>{}))
        names.insert(std::string{place.name});
    return names;
}

TEST(LadderTexts, EachHasItsText)
{
    for (const Language language : kLanguages) {
        const Content content{language};
        std::size_t count = 0;
        const auto wants = [&](std::string_view group, std::string_view key) {
            ++count;
            EXPECT_FALSE(content.text(ContentFile::Ladder, textPath(group, key)).empty())
                << languageCode(language) << ' ' << group << ' ' << key;
        };
        for (std::size_t i = 0; i < kStoryStepCount; ++i) {
            wants("fact", stepName(static_cast<StoryStep>(i)));
            wants("why", stepName(static_cast<StoryStep>(i)));
        }
        for (const auto meaning : analysis::ladder::kNextMeanings)
            wants("next", nextMeaningName(meaning));
        for (const char* strip : {"message", "release", "identifier", "session"})
            wants("strip", strip);
        for (const LadderSign sign : kLadderSigns)
            wants("legend", signName(sign));
        for (const LadderNote note : kLadderNotes)
            wants("note", noteName(note));
        EXPECT_EQ(content.table(ContentFile::Ladder).entries().size(), count) << "texts that nobody asks for";
    }
}

TEST(LadderTexts, HaveTheSamePlacesInBothLanguages)
{
    const Content english{Language::English};
    const Content french{Language::French};
    for (const TextTable::Entry& entry : english.table(ContentFile::Ladder).entries())
        EXPECT_EQ(placesIn(entry.text), placesIn(french.text(ContentFile::Ladder, entry.path)))
            << pathForPeople(entry.path);
}

TEST(LadderTexts, AreAtMostTwoSentences)
{
    for (const Language language : kLanguages) {
        const Content content{language};
        for (const TextTable::Entry& entry : content.table(ContentFile::Ladder).entries()) {
            const auto stops = std::count(entry.text.begin(), entry.text.end(), '.');
            std::size_t inside = 0; // MQTT 5.0, 1.5 times
            for (std::size_t i = 1; i + 1 < entry.text.size(); ++i)
                inside +=
                    entry.text[i] == '.' && std::isdigit(static_cast<unsigned char>(entry.text[i + 1])) != 0;
            EXPECT_LE(static_cast<std::size_t>(stops) - inside, 2U) << entry.text;
        }
    }
}

TEST(LadderTexts, TheirClausesExist)
{
    for (std::size_t i = 1; i < analysis::ladder::kClauseCount; ++i) {
        const auto clause = static_cast<analysis::ladder::Clause>(i);
        for (const auto version : {mqtt::Version::V31, mqtt::Version::V311, mqtt::Version::V50}) {
            const std::string_view id = clauseId(clause, version);
            if (!id.empty() && !id.starts_with("§")) {
                EXPECT_NE(field::findStatement(id, static_cast<std::uint8_t>(version)), nullptr) << id;
            }
        }
        EXPECT_FALSE(clauseId(clause, mqtt::Version::V50).empty()) << i;
    }
}

} // namespace
} // namespace mqttscope::teach
