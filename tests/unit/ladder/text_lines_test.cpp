// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/ladder/text_lines.h"

#include <gtest/gtest.h>

namespace mqttscope::analysis::ladder {
namespace {

TEST(TextLines, CountCharactersAndNotBytes)
{
    EXPECT_EQ(columnsOf("n° 1 ✕"), 6U);
    EXPECT_EQ(clipped("éditeur", 4), "édi…");
    EXPECT_EQ(clipped("éditeur", 7), "éditeur");
    EXPECT_EQ(clipped("", 0), "");
    EXPECT_EQ(columnsOf("\xc3"), 1U) << "ill-formed";
}

TEST(TextLines, LanesThatDoNotFitShareTheLastColumn)
{
    const Columns all = placeLanes({3, 0, 5}, 0, 10, 90);
    EXPECT_EQ(all.lanes, (std::vector<LaneId>{3, 0, 5}));
    EXPECT_EQ(all.broker, 1U);
    const Columns few = placeLanes({3, 0, 5, 6, 7}, 0, 10, 90);
    EXPECT_EQ(few.lanes, (std::vector<LaneId>{3, 0, 5, kNone}));
    EXPECT_EQ(few.of(5), 2U);
    EXPECT_EQ(few.of(7), 3U);
    EXPECT_TRUE(few.shares(6));
    EXPECT_FALSE(few.shares(5));
    const Columns narrow = placeLanes({3, 0, 5}, 0, 10, 40);
    EXPECT_EQ(narrow.lanes, (std::vector<LaneId>{0, kNone}));
}

TEST(TextLines, ArrowsCrossAndStopShort)
{
    const Columns columns{{0, 1, 2}, {1, 13, 25}, 0};
    TextLine across(columns, U'|');
    across.arrow(0, 2, U'-', false, "");
    EXPECT_EQ(across.text(), " |-----------+---------->|");
    TextLine back(columns, U'|');
    back.arrow(1, 0, U'=', false, "ACK");
    EXPECT_EQ(back.text(), " |<==ACK=====|           |");
    TextLine lost(columns, U'|');
    lost.arrow(1, 0, U'-', true, "ACK");
    EXPECT_EQ(lost.text(), " |  ✕<--ACK--|           |");
    TextLine other(columns, U'|');
    other.arrow(0, 1, U'-', true, "");
    EXPECT_EQ(other.text(), " |------->✕  |           |");
}

TEST(TextLines, LettersTakeTheirPlaceFromTheArrow)
{
    const Columns columns{{0, 1}, {1, 13}, 0};
    TextLine line(columns, U'|');
    line.letter(0, false, U'S');
    line.letter(1, false, U'R');
    EXPECT_EQ(line.room(0, 1, false), 6U);
    line.arrow(0, 1, U'-', false, "X");
    EXPECT_EQ(line.text(), "S|--X------>R|");
    TextLine cut(columns, U'|');
    cut.letter(1, false, U'Z');
    cut.event(0, 1, U'~', "cut");
    EXPECT_EQ(cut.text(), " |~~ cut ~~~Z|");
}

} // namespace
} // namespace mqttscope::analysis::ladder
