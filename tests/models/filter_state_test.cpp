// SPDX-License-Identifier: GPL-3.0-or-later
// The display filter and the order of the rows, on captures.
#include "ui/models/filter_state.h"

#include "tests/models/capture_maker.h"
#include "ui/models/document_session.h"
#include "ui/models/frame_list_model.h"
#include "ui/models/query_thread.h"
#include "ui/models/row_sorter.h"

#include <QAbstractItemModelTester>
#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace mqttscope;
using namespace mqttscope::ui;
using Frames = std::vector<std::uint32_t>;
using State = DocumentSession::State;

namespace {

/// What the window puts together.
struct Parts {
    analysis::Vocabulary vocabulary;
    DocumentSession session;
    FrameListModel frames{vocabulary};
    QueryThread queries;
    FilterState filter{session, frames, queries};
    RowSorter sorter{frames, queries};
    QAbstractItemModelTester tester{&frames, QAbstractItemModelTester::FailureReportingMode::QtTest};

    Parts()
    {
        QObject::connect(&session, &DocumentSession::documentChanged, &frames, [this] {
            frames.setDocument(session.document());
            if (session.snapshot())
                frames.setSnapshot(session.snapshot());
        });
        QObject::connect(&session, &DocumentSession::snapshotChanged, &frames,
                         [this] { frames.setSnapshot(session.snapshot()); });
    }
    [[nodiscard]] bool isIdle() const
    {
        return session.state() == State::Ready && !filter.isRunning() && !sorter.isSorting();
    }
    bool open(const QString& path)
    {
        session.open(path);
        return waitForIt();
    }
    bool waitForIt()
    {
        return QTest::qWaitFor([this] { return isIdle(); }, 30'000);
    }
    [[nodiscard]] Frames rows() const
    {
        Frames rows;
        for (int row = 0; row < frames.rowCount(); ++row)
            rows.push_back(frames.frameOfRow(row));
        return rows;
    }
};

} // namespace

class FilterStateTest : public QObject {
    Q_OBJECT
    QTemporaryDir m_directory;

    QString path(const char* name) const { return m_directory.filePath(QLatin1String(name)); }
    /// Frames 1 to 3 open the connection, 4 CONNECT, 5 CONNACK, 6 to 10 PUBLISH, 11 an acknowledgement.
    QString conversation() const
    {
        const QString file = path("conversation.pcap");
        test::CaptureMaker maker(file.toStdString());
        maker.open();
        maker.fromClient(test::connectPython1());
        maker.fromServer(test::connackAccepted());
        maker.fromClient(test::publish("room/10", "b"));
        maker.fromClient(test::publish("room/2", "zzzz"));
        maker.fromServer(test::publish("Room/2", "a"));
        maker.fromClient(test::publish("room/2", "aaa"));
        maker.fromClient(test::publish("hall", ""));
        maker.acknowledgeFromServer();
        return file;
    }
    QString large() const
    {
        const QString file = path("large.pcap");
        if (QFile::exists(file))
            return file;
        test::CaptureMaker maker(file.toStdString());
        maker.open();
        maker.fromClient(test::connectPython1());
        for (int i = 0; i < 100'000; ++i)
            maker.fromClient(test::publish(i % 100 == 0 ? "rare" : "often", std::to_string(i % 1000)));
        return file;
    }

private Q_SLOTS:
    void showsWhatTheFilterSelects()
    {
        Parts p;
        QVERIFY(p.open(conversation()));
        QCOMPARE(p.frames.rowCount(), 7);
        QVERIFY(p.filter.apply(QStringLiteral(" mqtt.topic == \"room/2\" ")));
        QVERIFY(p.filter.isInUse());
        QCOMPARE(p.filter.text(), QStringLiteral("mqtt.topic == \"room/2\""));
        QCOMPARE(p.frames.rowCount(), 7); // the rows stand until the answer is there
        QVERIFY(p.waitForIt());
        QCOMPARE(p.rows(), (Frames{7, 9}));
        p.filter.clear();
        QCOMPARE(p.frames.rowCount(), 7);
        QVERIFY(!p.filter.isInUse());
    }

    void aWrongFilterChangesNothing()
    {
        Parts p;
        QVERIFY(p.open(conversation()));
        QVERIFY(p.filter.apply(QStringLiteral("mqtt.topic == \"hall\"")));
        QVERIFY(p.waitForIt());
        QVERIFY(!p.filter.apply(QStringLiteral("mqtt.topic ==")));
        QCOMPARE(p.rows(), (Frames{10}));
        QCOMPARE(p.filter.text(), QStringLiteral("mqtt.topic == \"hall\""));
        QVERIFY(p.filter.apply(QStringLiteral("  ")));
        QVERIFY(!p.filter.isInUse());
    }

    void framesWithoutMqttAreOneSwitchAway()
    {
        Parts p;
        QVERIFY(p.open(conversation()));
        QVERIFY(p.filter.apply(QStringLiteral("tcp.flags.syn == 1")));
        QVERIFY(p.waitForIt());
        QCOMPARE(p.rows(), Frames{});
        QCOMPARE(p.frames.selectedCount(), 2U);
        p.frames.setShowAll(true);
        QCOMPARE(p.rows(), (Frames{1, 2}));
    }

    void theLastFilterCounts()
    {
        Parts p;
        QVERIFY(p.open(large()));
        for (const char* text : {"mqtt.topic == \"often\"", "mqtt.msgtype == 1", "mqtt.topic == \"rare\""})
            QVERIFY(p.filter.apply(QLatin1String(text)));
        QVERIFY(p.waitForIt());
        QCOMPARE(p.frames.rowCount(), 1000);
        QVERIFY(p.filter.apply(QStringLiteral("mqtt.topic == \"often\"")));
        p.filter.clear();
        QVERIFY(p.waitForIt());
        QCOMPARE(p.frames.rowCount(), 100'001);
    }

    void aFilterFollowsTheCaptureAsItIsLoaded()
    {
        Parts p;
        QVERIFY(p.filter.apply(QStringLiteral("mqtt.topic == \"rare\"")));
        const QSignalSpy resets(&p.frames, &QAbstractItemModel::modelReset);
        QVERIFY(p.open(large()));
        QCOMPARE(p.frames.rowCount(), 1000);
        QCOMPARE(p.frames.frameOfRow(1), 105U);
        // It stays for the next capture.
        QVERIFY(p.open(conversation()));
        QCOMPARE(p.frames.rowCount(), 0);
        QVERIFY(p.filter.isInUse());
        QCOMPARE(resets.count(), 0);
    }

    void sortsByEachColumn()
    {
        Parts p;
        QVERIFY(p.open(conversation()));
        const auto sorted = [&](int column, Qt::SortOrder order = Qt::AscendingOrder) {
            p.frames.sort(column, order);
            return p.waitForIt() ? p.rows() : Frames{};
        };
        QCOMPARE(sorted(FrameListModel::Number, Qt::DescendingOrder), (Frames{10, 9, 8, 7, 6, 5, 4}));
        QCOMPARE(sorted(FrameListModel::Time, Qt::DescendingOrder), (Frames{10, 9, 8, 7, 6, 5, 4}));
        QCOMPARE(sorted(FrameListModel::Route), (Frames{5, 8, 4, 6, 7, 9, 10}));
        QCOMPARE(sorted(FrameListModel::Type), (Frames{4, 5, 6, 7, 8, 9, 10}));
        QCOMPARE(sorted(FrameListModel::Type, Qt::DescendingOrder), (Frames{6, 7, 8, 9, 10, 5, 4}));
        // Frames without a value come last in either direction.
        QCOMPARE(sorted(FrameListModel::Qos, Qt::DescendingOrder), (Frames{6, 7, 8, 9, 10, 4, 5}));
        QCOMPARE(sorted(FrameListModel::Length), (Frames{5, 10, 8, 6, 9, 7, 4}));
        // Topics as people read them, equal ones by payload.
        QCOMPARE(sorted(FrameListModel::Summary), (Frames{10, 8, 9, 7, 6, 4, 5}));
        p.frames.sort(-1);
        QCOMPARE(p.rows(), (Frames{4, 5, 6, 7, 8, 9, 10}));
    }

    void filterAndOrderGoTogether()
    {
        Parts p;
        QVERIFY(p.open(conversation()));
        p.frames.sort(FrameListModel::Length, Qt::DescendingOrder);
        QVERIFY(p.filter.apply(QStringLiteral("mqtt.msgtype == PUBLISH")));
        QVERIFY(p.waitForIt());
        QCOMPARE(p.rows(), (Frames{7, 9, 6, 8, 10}));
        p.frames.setShowAll(true);
        p.filter.clear();
        QVERIFY(p.waitForIt());
        QCOMPARE(p.rows().front(), 1U); // the SYN: no MQTT, so the length of the frame
        QCOMPARE(p.frames.rowCount(), 11);
    }

    void rowsThatComeAreSortedIn()
    {
        Parts p;
        p.session.open(large());
        QTRY_VERIFY_WITH_TIMEOUT(p.frames.rowCount() > 0, 30'000);
        p.frames.sort(FrameListModel::Number, Qt::DescendingOrder);
        QVERIFY(p.waitForIt());
        QCOMPARE(p.frames.rowCount(), 100'001);
        QCOMPARE(p.frames.frameOfRow(0), 100'004U);
        QCOMPARE(p.frames.frameOfRow(100'000), 4U);
    }

    void numbersInsideOfTextsCount()
    {
        QVERIFY(standsBefore("room 2", "room 10"));
        QVERIFY(!standsBefore("room 10", "room 2"));
        QVERIFY(standsBefore("room 007", "room 8"));
        QVERIFY(standsBefore("Ab", "ac"));
        QVERIFY(standsBefore("a", "aa"));
        QVERIFY(!standsBefore("a", "a"));
        // Equal for people: still one order.
        QVERIFY(standsBefore("A1", "a1"));
        QVERIFY(standsBefore("a01", "a1"));
        QVERIFY(!standsBefore("a1", "a01"));
    }
};

QTEST_GUILESS_MAIN(FilterStateTest)
#include "filter_state_test.moc"
