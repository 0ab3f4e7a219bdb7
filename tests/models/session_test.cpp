// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/document_session.h"

#include "tests/models/capture_maker.h"
#include "ui/models/file_error_text.h"
#include "ui/models/frame_list_model.h"
#include "ui/models/text.h"

#include <QFile>
#include <QRegularExpression>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace mqttscope;
using namespace mqttscope::ui;
using State = DocumentSession::State;
using Code = analysis::OpenError::Code;

class SessionTest : public QObject {
    Q_OBJECT
    QTemporaryDir m_directory;

    QString path(const char* name) const { return m_directory.filePath(QLatin1String(name)); }
    QString conversation() const
    {
        const QString file = path("small.pcap");
        test::CaptureMaker maker(file.toStdString());
        maker.open();
        maker.fromClient(test::connectPython1());
        maker.fromServer(test::connackAccepted());
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
        const test::Bytes packet = test::publish("pump/level", "42");
        for (int i = 0; i < 200'000; ++i)
            maker.fromClient(packet);
        return file;
    }

private Q_SLOTS:
    void loadsInTheBackground()
    {
        DocumentSession session;
        const QSignalSpy snapshots(&session, &DocumentSession::snapshotChanged);
        session.open(conversation());
        QCOMPARE(session.state(), State::Opening);
        QTRY_COMPARE(session.state(), State::Ready);
        QVERIFY(snapshots.count() >= 1);
        QCOMPARE(session.snapshot()->frameCount(), 5U);
        QVERIFY(session.progress().done);
        QVERIFY(!session.error());
    }

    void aMissingFileIsSaid()
    {
        DocumentSession session;
        session.open(path("absent.pcap"));
        QTRY_COMPARE(session.state(), State::Failed);
        QVERIFY(session.error().has_value());
        QVERIFY(fileErrorText(*session.error()).contains(QStringLiteral("no such file")));
        QVERIFY(session.document() == nullptr);
    }

    void aDamagedFileKeepsWhatStandsBefore()
    {
        const QString file = conversation();
        QFile truncated(file);
        QVERIFY(truncated.resize(truncated.size() - 3));
        DocumentSession session;
        session.open(file);
        QTRY_COMPARE(session.state(), State::Ready);
        QCOMPARE(session.snapshot()->frameCount(), 4U);
        QVERIFY(session.error().has_value());
        QCOMPARE(session.error()->code, Code::TruncatedRecord);
    }

    void rowsOfALargeFileOnlyGrow()
    {
        const analysis::Vocabulary vocabulary;
        DocumentSession session;
        FrameListModel model(vocabulary);
        const QSignalSpy resets(&model, &QAbstractItemModel::modelReset);
        const QSignalSpy removed(&model, &QAbstractItemModel::rowsRemoved);
        const QSignalSpy inserted(&model, &QAbstractItemModel::rowsInserted);
        connect(&session, &DocumentSession::documentChanged, &model,
                [&] { model.setDocument(session.document()); });
        connect(&session, &DocumentSession::snapshotChanged, &model,
                [&] { model.setSnapshot(session.snapshot()); });
        session.open(large());
        QTRY_COMPARE_WITH_TIMEOUT(session.state(), State::Ready, 30'000);
        QCOMPARE(model.rowCount(), 200'001);
        QCOMPARE(resets.count(), 0);
        QCOMPARE(removed.count(), 0);
        QVERIFY(inserted.count() >= 1);
    }

    void cancellingKeepsWhatIsThere()
    {
        DocumentSession session;
        bool stopped = false;
        connect(&session, &DocumentSession::stateChanged, &session,
                [&] { // at once: indexing goes on meanwhile
                    if (session.state() == State::Loading && !stopped) {
                        stopped = true;
                        session.cancel();
                    }
                });
        session.open(large());
        QTRY_COMPARE_WITH_TIMEOUT(session.state(), State::Ready, 30'000);
        QVERIFY(stopped);
        QVERIFY(session.progress().cancelled);
        QVERIFY(session.snapshot()->frameCount() <= 200'004U);
        QVERIFY(session.document()->dissect(*session.snapshot(), session.snapshot()->frameCount() + 1) ==
                nullptr);
    }

    void cancellingBeforeAnythingIsThereCloses()
    {
        DocumentSession session;
        session.open(large());
        session.cancel();
        QCOMPARE(session.state(), State::Empty);
        QTest::qWait(100);
        QCOMPARE(session.state(), State::Empty);
    }

    void whatArrivesFromAnEarlierCaptureIsDropped()
    {
        const QString small = conversation();
        DocumentSession session;
        for (int i = 0; i < 20; ++i) {
            session.open(large());
            session.open(small);
        }
        QTRY_COMPARE_WITH_TIMEOUT(session.state(), State::Ready, 30'000);
        QCOMPARE(session.path(), small);
        QTest::qWait(100);
        QCOMPARE(session.snapshot()->frameCount(), 5U);
        QCOMPARE(session.state(), State::Ready);
    }

    void closingWhileLoadingIsQuiet()
    {
        DocumentSession session;
        bool closed = false;
        connect(&session, &DocumentSession::stateChanged, &session,
                [&] { // at once: indexing goes on meanwhile
                    if (session.state() == State::Loading && !closed) {
                        closed = true;
                        session.close();
                    }
                });
        session.open(large());
        QTRY_VERIFY_WITH_TIMEOUT(closed, 30'000);
        QCOMPARE(session.state(), State::Empty);
        QTest::qWait(100);
        QCOMPARE(session.state(), State::Empty);
        QVERIFY(session.snapshot() == nullptr);
    }

    void everyFaultHasASentence()
    {
        for (int code = 0; code <= static_cast<int>(Code::FrameNotStorable); ++code) {
            analysis::OpenError error;
            error.code = static_cast<Code>(code);
            error.offset = 24;
            error.expected = 16;
            error.found = 0x0a0d0d0a;
            const QString sentence = fileErrorText(error);
            QVERIFY2(sentence.size() > 10 && sentence.endsWith(QLatin1Char('.')), qPrintable(sentence));
            QVERIFY2(!sentence.contains(QRegularExpression(QStringLiteral("%\\d"))), qPrintable(sentence));
        }
    }

    void textFromTheWireCannotForgeALine()
    {
        QCOMPARE(wireText("a\nb\tc", 80), QStringLiteral("a\uFFFDb\uFFFDc"));
        QCOMPARE(wireText("a\xe2\x80\xae"
                          "b",
                          80),
                 QStringLiteral("a\uFFFDb"));
        QCOMPARE(wireText("\xff\xfe", 80), QStringLiteral("\uFFFD\uFFFD"));
        QCOMPARE(wireText(std::string(100'000, 'x'), 10), QStringLiteral("xxxxxxxxx…"));
        QCOMPARE(wireText("exactly ten", 11), QStringLiteral("exactly ten"));
    }
};

QTEST_GUILESS_MAIN(SessionTest)
#include "session_test.moc"
