// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/ladder/ladder_heights.h"
#include "ui/ladder/ladder_trim.h"
#include "ui/ladder/lane_order.h"

#include <QTest>

#include <numeric>
#include <random>

using namespace mqttscope;
using analysis::ladder::kNone;
using analysis::ladder::LaneId;
using ui::LadderContent;
using ui::LadderHeights;
using ui::LaneOrder;

namespace {

/// Five rows whose frames are 10, 11, 12, 13, 14.
LadderContent fiveRows()
{
    LadderContent content;
    for (std::uint32_t i = 0; i < 5; ++i) {
        analysis::ladder::Row row;
        row.frame = 10 + i;
        content.band.rows.push_back(row);
        ui::LadderRowWords words;
        words.time = QString::number(10 + i);
        content.rows.push_back(words);
    }
    return content;
}

analysis::ladder::Strip strip(std::uint32_t from, std::uint32_t to)
{
    analysis::ladder::Strip strip;
    strip.from = from;
    strip.to = to;
    return strip;
}

const std::vector<bool> kWithoutSecondAndThird = {true, false, false, true, true};

} // namespace

class LadderPartsTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void wordsGoWithTheirRows()
    {
        LadderContent content = fiveRows();
        keepRows(content, kWithoutSecondAndThird);
        QCOMPARE(content.band.rows.size(), std::size_t{3});
        QCOMPARE(content.rows.size(), std::size_t{3});
        for (std::size_t i = 0; i < 3; ++i)
            QCOMPARE(content.rows[i].time, QString::number(content.band.rows[i].frame));
        QCOMPARE(content.band.rows[1].frame, 13U);
    }
    void aThreadNeedsBothItsEnds()
    {
        LadderContent content = fiveRows();
        content.band.threads = {{{}, 0, 3}, {{}, 0, 1}, {{}, 2, 4}, {{}, 3, 4}};
        keepRows(content, kWithoutSecondAndThird);
        QCOMPARE(content.band.threads.size(), std::size_t{2});
        QCOMPARE(content.band.threads[0].from, 0U);
        QCOMPARE(content.band.threads[0].to, 1U);
        QCOMPARE(content.band.threads[1].from, 1U);
        QCOMPARE(content.band.threads[1].to, 2U);
    }
    void aStripEndsAtTheNextRow()
    {
        LadderContent content = fiveRows();
        content.band.strips = {strip(0, 2), strip(1, 3), strip(3, kNone), strip(0, 4)};
        keepRows(content, kWithoutSecondAndThird);
        QCOMPARE(content.band.strips.size(), std::size_t{3}); // the second one begins at a row left out
        QCOMPARE(content.band.strips[0].to, 1U);
        QCOMPARE(content.band.strips[1].from, 1U);
        QCOMPARE(content.band.strips[1].to, kNone);
        QCOMPARE(content.band.strips[2].to, 2U);
    }
    void aStripBehindTheLastRowEndsAtIt()
    {
        LadderContent content = fiveRows();
        content.band.strips = {strip(0, 4)};
        keepRows(content, {true, true, false, false, false});
        QCOMPARE(content.band.strips[0].to, 1U);
    }
    void issuesAndDeliveriesGoWithTheirRows()
    {
        LadderContent content = fiveRows();
        content.band.issues = {{1, 7}, {3, 8}};
        content.deliveries.resize(2);
        content.deliveries[0].row = 2;
        content.deliveries[1].row = 4;
        keepRows(content, kWithoutSecondAndThird);
        QCOMPARE(content.band.issues.size(), std::size_t{1});
        QCOMPARE(content.band.issues[0].row, 1U);
        QCOMPARE(content.band.issues[0].issue, 8U);
        QCOMPARE(content.deliveries.size(), std::size_t{1});
        QCOMPARE(content.deliveries[0].row, 2U);
    }
    void theStoryStaysWhole()
    {
        LadderContent content = fiveRows();
        content.story.resize(3);
        content.story[0].row = 0;
        content.story[1].row = 2; // left out
        content.story[2].row = 4;
        content.rows[0].number = 1;
        content.rows[2].number = 2;
        content.rows[4].number = 3;
        keepRows(content, kWithoutSecondAndThird);
        QCOMPARE(content.story.size(), std::size_t{3});
        QCOMPARE(content.story[1].row, 1U);
        QCOMPARE(content.story[2].row, 2U);
        QCOMPARE(content.rows[0].number, 1);
        QCOMPARE(content.rows[1].number, 2); // its number stands where it went
        QCOMPARE(content.rows[2].number, 3);
    }
    // "It comes back", told where time was left out, before "it sends once more".
    void aRowKeepsItsOwnNumber()
    {
        LadderContent content = fiveRows();
        content.story.resize(2);
        content.story[0].row = 2;
        content.story[1].row = 3;
        content.rows[3].number = 2;
        LadderContent full = content;
        keepRows(content, kWithoutSecondAndThird);
        QCOMPARE(content.rows[1].number, 2);
        QCOMPARE(content.rows[0].number, 1);
        QCOMPARE(content.story[0].row, 0U);
        full.rows[0].number = 7; // there is no room
        keepRows(full, kWithoutSecondAndThird);
        QCOMPARE(full.rows[0].number, 7);
        QCOMPARE(full.rows[1].number, 2);
        QCOMPARE(full.story[0].row, 1U);
    }
    void nothingLeft()
    {
        LadderContent content = fiveRows();
        content.band.strips = {strip(0, 2)};
        content.band.threads = {{{}, 0, 3}};
        content.story.resize(1);
        keepRows(content, std::vector<bool>(5, false));
        QVERIFY(content.band.rows.empty());
        QVERIFY(content.band.strips.empty());
        QVERIFY(content.band.threads.empty());
        QVERIFY(content.story.empty());
    }
    void everythingLeft()
    {
        LadderContent content = fiveRows();
        content.band.strips = {strip(0, 2)};
        keepRows(content, std::vector<bool>(5, true));
        QCOMPARE(content.band.rows.size(), std::size_t{5});
        QCOMPARE(content.band.strips[0].to, 2U);
    }

    void heightsAddUp()
    {
        std::mt19937 random(7);
        for (const std::size_t count :
             {std::size_t{1}, std::size_t{2}, std::size_t{63}, std::size_t{64}, std::size_t{1000}}) {
            LadderHeights heights;
            heights.assign(count, 30);
            std::vector<int> plain(count, 30);
            for (int i = 0; i < 200; ++i) {
                const std::size_t index = random() % count;
                plain[index] = static_cast<int>(random() % 500);
                heights.set(index, plain[index]);
            }
            std::int64_t sum = 0;
            for (std::size_t i = 0; i < count; ++i) {
                QCOMPARE(heights.top(i), sum);
                QCOMPARE(heights.height(i), plain[i]);
                if (plain[i] > 0) {
                    QCOMPARE(heights.at(sum), i);
                    QCOMPARE(heights.at(sum + plain[i] - 1), i);
                }
                sum += plain[i];
            }
            QCOMPARE(heights.total(), sum);
        }
    }
    void aboveAndBelowEverything()
    {
        LadderHeights heights;
        heights.assign(3, 10);
        QCOMPARE(heights.at(-5), std::size_t{0});
        QCOMPARE(heights.at(30), std::size_t{2});
        QCOMPARE(heights.at(1'000'000), std::size_t{2});
    }

    void lanesAsUsual()
    {
        const LaneOrder order;
        QCOMPARE(order.arrange({4, 0, 7}).shown, (std::vector<LaneId>{4, 0, 7}));
    }
    void anOrderHoldsInOtherScopes()
    {
        LaneOrder order;
        order.setOrder({3, 1, 2});
        QCOMPARE(order.arrange({1, 2, 3}).shown, (std::vector<LaneId>{3, 1, 2}));
        QCOMPARE(order.arrange({1, 3}).shown, (std::vector<LaneId>{3, 1}));
        order.setOrder({1, 3}); // in that scope; 2 keeps its place
        QCOMPARE(order.arrange({1, 2, 3}).shown, (std::vector<LaneId>{1, 3, 2}));
    }
    void aNewLaneStandsWhereItUsuallyDoes()
    {
        LaneOrder order;
        order.setOrder({3, 1, 2});
        QCOMPARE(order.arrange({1, 9, 2, 3}).shown, (std::vector<LaneId>{3, 1, 9, 2}));
        QCOMPARE(order.arrange({9, 1, 2, 3}).shown, (std::vector<LaneId>{9, 3, 1, 2}));
    }
    void aLaneIsHiddenInEveryScope()
    {
        LaneOrder order;
        order.setHidden(2, true);
        QCOMPARE(order.arrange({1, 2, 3}).shown, (std::vector<LaneId>{1, 3}));
        QCOMPARE(order.arrange({1, 2, 3}).hidden, (std::vector<LaneId>{2}));
        QCOMPARE(order.arrange({2}).shown, (std::vector<LaneId>{2})); // else there would be nothing
        order.setHidden(2, false);
        QVERIFY(order.arrange({1, 2, 3}).hidden.empty());
    }
    void numbersOfAnotherIndex()
    {
        LaneOrder order;
        order.setOrder({3, 1, 2});
        order.setHidden(2, true);
        order.renumber([](LaneId lane) { return lane == 1 ? kNone : lane + 10; });
        QCOMPARE(order.arrange({12, 13}).shown, (std::vector<LaneId>{13}));
        QCOMPARE(order.arrange({12, 13}).hidden, (std::vector<LaneId>{12}));
        order.clear();
        QCOMPARE(order.arrange({12, 13}).shown, (std::vector<LaneId>{12, 13}));
    }
};

QTEST_MAIN(LadderPartsTest)
#include "ladder_parts_test.moc"
