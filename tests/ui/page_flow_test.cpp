// SPDX-License-Identifier: GPL-3.0-or-later
// Where blocks stand on pages.
#include "ui/page_flow.h"

#include <QPainter>
#include <QPicture>
#include <QTest>

#include <map>

using namespace mqttscope::ui;

class PageFlowTest : public QObject {
    Q_OBJECT
    struct Seen {
        int page;
        QPointF at;
        double height;
    };
    std::map<int, Seen> m_seen; ///< by number of the block
    int m_page = 0;

    std::vector<PageBlock> numbered(std::vector<PageBlock> blocks)
    {
        for (std::size_t i = 0; i < blocks.size(); ++i) {
            const double height = blocks[i].height;
            blocks[i].paint = [this, i, height](QPainter&, QPointF at) {
                m_seen[static_cast<int>(i)] = {m_page, at, height};
            };
        }
        return blocks;
    }
    void flow(std::vector<PageBlock> blocks, double height)
    {
        m_seen.clear();
        const std::size_t count = blocks.size();
        const PageFlow flow(numbered(std::move(blocks)), 210, height, 10);
        QPicture picture;
        QPainter painter(&picture);
        for (m_page = 0; m_page < flow.pages(); ++m_page)
            flow.paint(painter, m_page);
        QCOMPARE(m_seen.size(), count);
        for (const auto& [number, seen] : m_seen) {
            QVERIFY2(height <= 0 || seen.at.y() + seen.height <= height + 1e-6,
                     qPrintable(QString::number(number)));
        }
    }
    static PageBlock wide(double height, bool withNext = false) { return {height, true, withNext, {}}; }
    static PageBlock row(double height, bool withNext = false) { return {height, false, withNext, {}}; }

private Q_SLOTS:
    void columnsAreOfAboutTheSameLength()
    {
        flow({wide(20), row(10), row(10), row(10), row(10)}, 100);
        QCOMPARE(m_seen[2].at, QPointF(0, 30));
        QCOMPARE(m_seen[3].at, QPointF(110, 20));
        QCOMPARE(m_seen[4].at, QPointF(110, 30));
    }

    void wideBlocksStandBelowBothColumns()
    {
        flow({row(10), row(30), row(10), wide(5)}, 100);
        QCOMPARE(m_seen[3].at, QPointF(0, 40));
    }

    void whatIsTooLongGoesOnTheNextPage()
    {
        std::vector<PageBlock> rows(45, row(10));
        flow(std::move(rows), 100);
        QCOMPARE(m_seen[9].page, 0);
        QCOMPARE(m_seen[10].at, QPointF(110, 0));
        QCOMPARE(m_seen[20].page, 1);
        QCOMPARE(m_seen[44].page, 2);
    }

    void anAnnouncementStaysWithWhatItAnnounces()
    {
        std::vector<PageBlock> rows(9, row(10));
        rows.push_back(row(10, true)); // would be the last of the column
        for (int i = 0; i < 20; ++i)
            rows.push_back(row(10));
        flow(std::move(rows), 100);
        QCOMPARE(m_seen[8].at, QPointF(0, 80));
        QCOMPARE(m_seen[9].at, QPointF(110, 0));
        flow({wide(50), wide(30, true), wide(40)}, 100);
        QCOMPARE(m_seen[1].page, 1);
    }

    void withoutAHeightThereIsOnePage()
    {
        std::vector<PageBlock> rows(400, row(10));
        flow(std::move(rows), 0);
        QCOMPARE(m_seen[399].page, 0);
        QCOMPARE(m_seen[399].at, QPointF(110, 1990));
    }
};

QTEST_MAIN(PageFlowTest)
#include "page_flow_test.moc"
