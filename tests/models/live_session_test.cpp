// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/live_session.h"

#include "tests/models/live_place.h"

#include <QFile>
#include <QSignalSpy>
#include <QTest>

#include <sys/stat.h>

using namespace mqttscope;
using namespace mqttscope::ui;
using analysis::LiveEnd;
using analysis::LiveErrorCode;
using analysis::LiveState;
using test::LivePlace;

namespace {

/// Runs what the program does to its end.
void runToEnd(LiveSession& session, const char* words)
{
    LivePlace::fake(words);
    const QSignalSpy ended(&session, &LiveSession::ended);
    QVERIFY(session.start(LivePlace::options()));
    QTRY_COMPARE_WITH_TIMEOUT(ended.count(), 1, 20'000);
}

QString fileOf(const LiveSession& session)
{
    return QFile::decodeName(session.status().path.c_str());
}

} // namespace

class LiveSessionTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void itSaysWhenFramesCanBeReadAndWhenNothingMoreComes()
    {
        const LivePlace place;
        LivePlace::fake("header frames:20 wait");
        LiveSession session;
        const QSignalSpy readable(&session, &LiveSession::readable);
        const QSignalSpy ended(&session, &LiveSession::ended);
        QVERIFY(!session.isBusy());
        QVERIFY(session.start(LivePlace::options()));
        QVERIFY(session.isBusy());
        QVERIFY(!session.start(LivePlace::options())); // one at a time
        QTRY_COMPARE_WITH_TIMEOUT(session.status().frames, 20U, 20'000);
        QCOMPARE(readable.count(), 1);
        QCOMPARE(readable.front().front().toString(), fileOf(session));
        QCOMPARE(session.source(), QStringLiteral("fake0"));
        QVERIFY(session.isRunning());
        QVERIFY(session.isUnsaved());
        QVERIFY(session.rate() > 0);
        QCOMPARE(ended.count(), 0);
        session.stop();
        QTRY_COMPARE_WITH_TIMEOUT(ended.count(), 1, 20'000);
        QVERIFY(!session.isBusy());
        QCOMPARE(session.status().end, LiveEnd::Asked);
        QCOMPARE(session.status().dropped(), 7U);
        QCOMPARE(session.rate(), 0.0);
        QVERIFY(session.owns(fileOf(session)));
        QCOMPARE(readable.count(), 1);
    }

    void withoutAFrameThereIsNothingToSave()
    {
        const LivePlace place;
        LiveSession session;
        runToEnd(session, "header");
        QVERIFY(!session.isUnsaved());
        session.discard();
        QTRY_VERIFY(place.files().isEmpty());
    }

    void whatHasNoNameCanBeSaved()
    {
        const LivePlace place;
        LiveSession session;
        runToEnd(session, "header frames:5");
        QVERIFY(session.isUnsaved());
        const QSignalSpy saved(&session, &LiveSession::saved);
        const QString target = place.path("lesson.pcapng");
        session.save(target);
        QVERIFY(session.isSaving());
        QTRY_COMPARE_WITH_TIMEOUT(saved.count(), 1, 20'000);
        QVERIFY(!session.isUnsaved());
        QVERIFY(!session.isSaving());
        QVERIFY(session.owns(target));
        QVERIFY(place.files().isEmpty());
        session.discard(); // lets go of it: the file has a name
        QVERIFY(!session.owns(target));
        QVERIFY(QFile::exists(target));
    }

    void savingWhereNothingCanBeWrittenKeepsIt()
    {
        const LivePlace place;
        LiveSession session;
        runToEnd(session, "header frames:5");
        const QSignalSpy failed(&session, &LiveSession::failed);
        session.save(place.path("no/such/folder/lesson.pcapng"));
        QTRY_COMPARE_WITH_TIMEOUT(failed.count(), 1, 20'000);
        QCOMPARE(failed.front().front().value<analysis::LiveError>().code, LiveErrorCode::WriteFailed);
        QVERIFY(session.isUnsaved());
        QCOMPARE(place.files().size(), 1);
    }

    void whatIsDiscardedIsGone()
    {
        const LivePlace place;
        LiveSession session;
        runToEnd(session, "header frames:5");
        QCOMPARE(place.files().size(), 1);
        session.discard();
        QCOMPARE(session.status().state, LiveState::Idle);
        QVERIFY(!session.isUnsaved());
        QTRY_VERIFY(place.files().isEmpty());
    }

    void aFileOfTheUsersChoiceIsNeverDeleted()
    {
        const LivePlace place;
        LivePlace::fake("header frames:5");
        LiveSession session;
        const QSignalSpy ended(&session, &LiveSession::ended);
        analysis::LiveOptions options = LivePlace::options();
        options.file = QFile::encodeName(place.path("mine.pcapng")).toStdString();
        QVERIFY(session.start(options));
        QTRY_COMPARE_WITH_TIMEOUT(ended.count(), 1, 20'000);
        QVERIFY(!session.isUnsaved());
        QVERIFY(!session.isNameless());
        session.discard();
        QVERIFY(QFile::exists(place.path("mine.pcapng")));
    }

    void ofSeveralFilesOnlyTheOneOfTheWindowGoes()
    {
        const LivePlace place;
        LivePlace::fake("header frames:5");
        LiveSession session;
        const QSignalSpy ended(&session, &LiveSession::ended);
        analysis::LiveOptions options = LivePlace::options();
        options.file = QFile::encodeName(place.path("ring.pcapng")).toStdString();
        options.ring = analysis::RingBuffer{};
        options.ring->frames = 2;
        QVERIFY(session.start(options));
        QTRY_COMPARE_WITH_TIMEOUT(ended.count(), 1, 20'000);
        QVERIFY(!session.isUnsaved());
        QVERIFY(session.isNameless()); // what is shown
        QCOMPARE(session.status().ringFiles.size(), std::size_t{3});
        const std::vector<std::string> files = session.status().ringFiles;
        session.discard();
        QTRY_VERIFY(place.files().isEmpty());
        for (const std::string& file : files)
            QVERIFY(QFile::exists(QFile::decodeName(file.c_str())));
    }

    void anotherOneBeginsWithAFileOfItsOwn()
    {
        const LivePlace place;
        LivePlace::fake("header frames:5 wait");
        LiveSession session;
        const QSignalSpy readable(&session, &LiveSession::readable);
        const QSignalSpy ended(&session, &LiveSession::ended);
        QVERIFY(session.start(LivePlace::options()));
        QTRY_COMPARE_WITH_TIMEOUT(session.status().frames, 5U, 20'000);
        const QString before = fileOf(session);
        session.stop();
        QTRY_COMPARE_WITH_TIMEOUT(ended.count(), 1, 20'000);
        LivePlace::fake("header frames:3 wait");
        QVERIFY(session.start(LivePlace::options()));
        QTRY_COMPARE_WITH_TIMEOUT(session.status().frames, 3U, 20'000);
        QCOMPARE(session.status().run, 2U);
        QCOMPARE(readable.count(), 2);
        QCOMPARE(ended.count(), 1);
        QVERIFY(fileOf(session) != before);
        QVERIFY(QFile::exists(before)); // nobody discarded it
    }

    void whatCannotBeginIsSaid()
    {
        const LivePlace place;
        LivePlace::takeRights();
        LiveSession session;
        const QSignalSpy failed(&session, &LiveSession::failed);
        QVERIFY(!session.start(LivePlace::options()));
        QCOMPARE(failed.count(), 1);
        QVERIFY(!session.isBusy());
        QVERIFY(place.files().isEmpty());
    }

    void anErrorOfTheProgramEndsIt()
    {
        const LivePlace place;
        LiveSession session;
        runToEnd(session, "side:error\\tcode=no-such-interface\\tinterface=fake0\\ttext= exit:1");
        QVERIFY(session.status().error.has_value());
        QCOMPARE(session.status().error->code, LiveErrorCode::NoSuchInterface);
        QVERIFY(!session.isUnsaved());
    }

    void aFifoIsCapturedAsAnInterfaceIs()
    {
        const LivePlace place;
        const QString fifo = place.path("fifo");
        QCOMPARE(::mkfifo(QFile::encodeName(fifo).constData(), 0600), 0);
        LiveSession session;
        const QSignalSpy ended(&session, &LiveSession::ended);
        analysis::LiveOptions options;
        options.stream = QFile::encodeName(fifo).toStdString();
        QVERIFY(session.start(options));
        QFile sample(QStringLiteral(MQTTSCOPE_SOURCE_DIR "/samples/qos2.pcapng"));
        QVERIFY(sample.open(QIODevice::ReadOnly));
        QFile writer(fifo);
        QVERIFY(writer.open(QIODevice::WriteOnly | QIODevice::Unbuffered));
        writer.write(sample.readAll());
        writer.close();
        QTRY_COMPARE_WITH_TIMEOUT(ended.count(), 1, 20'000);
        QCOMPARE(session.status().end, LiveEnd::StreamEnd);
        QVERIFY(session.isUnsaved());
        QCOMPARE(session.source(), fifo);
    }

    void aCompressedStreamThatIsOverAtOnceIsUnsavedToo()
    {
        const LivePlace place;
        const QString fifo = place.path("fifo");
        QCOMPARE(::mkfifo(QFile::encodeName(fifo).constData(), 0600), 0);
        LiveSession session;
        const QSignalSpy ended(&session, &LiveSession::ended);
        analysis::LiveOptions options;
        options.stream = QFile::encodeName(fifo).toStdString();
        QVERIFY(session.start(options));
        QFile writer(fifo);
        QVERIFY(writer.open(QIODevice::WriteOnly | QIODevice::Unbuffered));
        writer.write(QByteArray::fromHex("1f8b0800000000000003") + QByteArray(5000, 'x')); // as gzip begins
        writer.close();
        QTRY_COMPARE_WITH_TIMEOUT(ended.count(), 1, 20'000);
        QVERIFY(session.status().compressed);
        QVERIFY(session.isUnsaved());
    }

    void whatACrashLeftIsTakenOver()
    {
        const LivePlace place;
        {
            LiveSession crashed;
            runToEnd(crashed, "header frames:9");
        } // nobody saved it
        const auto orphans = analysis::orphans();
        QCOMPARE(orphans.size(), std::size_t{1});
        LiveSession session;
        const QSignalSpy readable(&session, &LiveSession::readable);
        const QSignalSpy ended(&session, &LiveSession::ended);
        QVERIFY(session.adopt(orphans.front()));
        QTRY_COMPARE_WITH_TIMEOUT(ended.count(), 1, 20'000);
        QCOMPARE(readable.count(), 1);
        QVERIFY(session.isAdopted());
        QVERIFY(session.isUnsaved());
        QCOMPARE(session.status().frames, 9U);
        QCOMPARE(session.source(), QStringLiteral("fake0"));
        QVERIFY(analysis::orphans().empty()); // offered to nobody else

        LiveSession second;
        const QSignalSpy failed(&second, &LiveSession::failed);
        QVERIFY(second.adopt(orphans.front()));
        QTRY_COMPARE_WITH_TIMEOUT(failed.count(), 1, 20'000);

        session.discard();
        QTRY_VERIFY(place.files().isEmpty());
    }

    void itsEndStopsTheProgramAndKeepsTheFrames()
    {
        const LivePlace place;
        LivePlace::fake("header frames:5 wait");
        {
            LiveSession session;
            QVERIFY(session.start(LivePlace::options()));
            QTRY_COMPARE_WITH_TIMEOUT(session.status().frames, 5U, 20'000);
        }
        QCOMPARE(analysis::orphans().size(), std::size_t{1});
    }
};

QTEST_GUILESS_MAIN(LiveSessionTest)
#include "live_session_test.moc"
