// SPDX-License-Identifier: GPL-3.0-or-later
// Which frame stands in which row, held against a list that is made anew each time.
#include "ui/models/frame_rows_model.h"

#include "tests/models/hand_made_records.h"

#include <QAbstractItemModelTester>
#include <QPersistentModelIndex>
#include <QSignalSpy>
#include <QTest>

#include <algorithm>
#include <iterator>
#include <random>
#include <set>

using namespace mqttscope;
using namespace mqttscope::ui;
using Frames = std::vector<std::uint32_t>;

namespace {

class Rows : public FrameRowsModel {
public:
    int columnCount(const QModelIndex& = {}) const override { return 2; }
    QVariant data(const QModelIndex& index, int role) const override
    {
        return role == Qt::DisplayRole ? QVariant(frameOfRow(index.row())) : QVariant();
    }
    RowKey sortKey(int) const override { return RowKey::Frame; }
    void take(const index::Snapshot& snapshot) { takeFrames(snapshot); }
    void forget() { forgetFrames(); }
    [[nodiscard]] Frames all() const
    {
        Frames frames;
        for (int row = 0; row < rowCount(); ++row)
            frames.push_back(index(row, 0).data().toUInt());
        return frames;
    }
};

/// What the rows must be.
struct Expected {
    std::uint32_t frames = 0;
    std::set<std::uint32_t> mqtt;
    std::set<std::uint32_t> hits;
    bool all = false;
    bool filtered = false;

    [[nodiscard]] Frames rows() const
    {
        Frames rows;
        for (std::uint32_t frame = 1; frame <= frames; ++frame) {
            if ((all || mqtt.contains(frame)) && (!filtered || hits.contains(frame)))
                rows.push_back(frame);
        }
        return rows;
    }
};

/// A capture that grows, a filter that changes its mind, a switch and an order: anything in any order.
class Session {
public:
    explicit Session(unsigned seed) : m_random(seed) {}

    [[nodiscard]] std::uint32_t any(std::uint32_t below)
    {
        return below == 0 ? 0 : static_cast<std::uint32_t>(m_random()) % below;
    }
    void grow(std::uint32_t count)
    {
        for (std::uint32_t i = 0; i < count; ++i) {
            Frames messages;
            const std::uint32_t number = ++m_expected.frames;
            if (any(3) == 0)
                messages.push_back(number);
            if (any(6) == 0)
                messages.push_back(1 + any(number)); // found behind a gap
            m_records.frame(messages);
            m_expected.mqtt.insert(messages.begin(), messages.end());
        }
        m_rows.take(*m_records.snapshot());
    }
    void filter()
    {
        Frames hits;
        for (std::uint32_t frame = 1; frame <= m_expected.frames; ++frame) {
            if (any(2) == 0)
                hits.push_back(frame);
        }
        m_expected.filtered = true;
        m_expected.hits = {hits.begin(), hits.end()};
        m_rows.setFiltered(hits);
    }
    void changeFilter(std::uint32_t oneOf)
    {
        if (!m_expected.filtered)
            return;
        Frames added;
        Frames removed;
        for (std::uint32_t frame = 1; frame <= m_expected.frames; ++frame) {
            if (any(oneOf) == 0)
                (m_expected.hits.contains(frame) ? removed : added).push_back(frame);
        }
        m_expected.hits.insert(added.begin(), added.end());
        for (const std::uint32_t frame : removed)
            m_expected.hits.erase(frame);
        m_rows.changeFiltered(added, removed);
    }
    void arrange()
    {
        m_rows.sort(0, any(2) == 0 ? Qt::AscendingOrder : Qt::DescendingOrder);
        Frames frames = m_rows.framesShown();
        std::shuffle(frames.begin(), frames.end(), m_random);
        if (any(3) == 0 && !frames.empty())
            frames.resize(any(static_cast<std::uint32_t>(frames.size()))); // asked before the rest came
        if (any(3) == 0)
            frames.push_back(m_expected.frames + 7); // of rows that are gone
        m_rows.arrange(frames);
    }
    void step()
    {
        switch (any(9)) {
        case 0:
        case 1:
            return grow(any(40));
        case 2:
            return filter();
        case 3:
            return changeFilter(200);
        case 4:
            return changeFilter(3);
        case 5:
            m_expected.all = !m_expected.all;
            return m_rows.setShowAll(m_expected.all);
        case 6:
            m_expected.filtered = false;
            return m_rows.clearFiltered();
        case 7:
            return arrange();
        default:
            return m_rows.sort(-1);
        }
    }
    void check() const
    {
        const Frames expected = m_expected.rows();
        const Frames rows = m_rows.all();
        QCOMPARE(m_rows.framesShown(), expected);
        QVERIFY(std::is_permutation(rows.begin(), rows.end(), expected.begin(), expected.end()));
        if (m_rows.sortColumn() < 0)
            QCOMPARE(rows, expected);
        for (std::uint32_t frame = 0; frame <= m_expected.frames + 1; ++frame) {
            const auto found = std::find(rows.begin(), rows.end(), frame);
            const int row = found == rows.end() ? -1 : static_cast<int>(found - rows.begin());
            QCOMPARE(m_rows.rowOfFrame(frame), row);
        }
    }
    [[nodiscard]] Rows& rows() { return m_rows; }

private:
    std::mt19937 m_random;
    test::HandMadeRecords m_records;
    Expected m_expected;
    Rows m_rows;
};

} // namespace

class FrameRowsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void anythingInAnyOrderGivesTheRightRows()
    {
        for (unsigned seed = 1; seed <= 40; ++seed) {
            Session session(seed);
            const QAbstractItemModelTester tester(&session.rows(),
                                                  QAbstractItemModelTester::FailureReportingMode::QtTest);
            const QSignalSpy resets(&session.rows(), &QAbstractItemModel::modelReset);
            for (int i = 0; i < 60; ++i) {
                session.step();
                session.check();
                if (QTest::currentTestFailed()) {
                    qWarning("seed %u, step %d", seed, i);
                    return;
                }
            }
            QCOMPARE(resets.count(), 0);
        }
    }

    void aRowKeepsItsFrameWhenItMoves()
    {
        Rows rows;
        rows.setShowAll(true);
        test::HandMadeRecords records;
        for (std::uint32_t frame = 1; frame <= 5; ++frame)
            records.frame({});
        rows.take(*records.snapshot());
        const QPersistentModelIndex second(rows.index(1, 1));
        rows.sort(0, Qt::DescendingOrder);
        rows.arrange({5, 4, 3, 2, 1});
        QCOMPARE(second.row(), 3);
        QCOMPARE(second.column(), 1);
        rows.sort(-1);
        QCOMPARE(second.row(), 1);
    }

    void framesThatComeWhileSortedStandAtTheEnd()
    {
        Rows rows;
        rows.setShowAll(true);
        const QSignalSpy wanted(&rows, &FrameRowsModel::orderWanted);
        test::HandMadeRecords records;
        records.frame({});
        records.frame({});
        rows.take(*records.snapshot());
        rows.sort(0, Qt::DescendingOrder);
        QCOMPARE(wanted.count(), 1);
        rows.arrange({2, 1});
        records.frame({});
        rows.take(*records.snapshot());
        QCOMPARE(rows.all(), (Frames{2, 1, 3}));
        QCOMPARE(wanted.count(), 2);
        QCOMPARE(wanted.back().front().toBool(), false);
    }

    void theNextMqttFrameIsOneThatTheFilterSelects()
    {
        Rows rows;
        test::HandMadeRecords records;
        for (std::uint32_t frame = 1; frame <= 6; ++frame)
            records.frame(frame % 2 == 0 ? Frames{frame} : Frames{});
        rows.take(*records.snapshot());
        rows.setFiltered({1, 2, 5, 6});
        QCOMPARE(rows.nextMqttFrame(2), 6U);
        QCOMPARE(rows.previousMqttFrame(6), 2U);
        rows.setShowAll(true);
        QCOMPARE(rows.all(), (Frames{1, 2, 5, 6}));
        QCOMPARE(rows.nextMqttFrame(2), 6U);
        QCOMPARE(rows.nearestRow(4), 2);
        QCOMPARE(rows.selectedCount(), 4U);
    }

    void anotherCaptureIsNotSorted()
    {
        Rows rows;
        rows.setShowAll(true);
        test::HandMadeRecords records;
        records.frame({});
        rows.take(*records.snapshot());
        rows.sort(1);
        const QSignalSpy changed(&rows, &FrameRowsModel::sortingChanged);
        rows.forget();
        QCOMPARE(rows.sortColumn(), -1);
        QCOMPARE(changed.count(), 1);
    }
};

QTEST_GUILESS_MAIN(FrameRowsTest)
#include "frame_rows_test.moc"
