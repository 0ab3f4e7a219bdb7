// SPDX-License-Identifier: GPL-3.0-or-later
// What becomes of a live capture that nobody has saved.
#include "tests/ui/live_window_fixture.h"
#include "ui/models/recent_files.h"

#include <QFile>
#include <QSignalSpy>

using namespace mqttscope;
using namespace mqttscope::ui;
using State = DocumentSession::State;
using test::answer;
using test::answerFile;
using test::kPatience;
using test::LivePlace;
using test::LiveWindow;

namespace {

QString sample()
{
    return QStringLiteral(MQTTSCOPE_SOURCE_DIR "/samples/qos2.pcapng");
}

int recentFiles(const LiveWindow& live)
{
    return static_cast<int>(RecentFiles(live.w->workspace().settings()).files().size());
}

} // namespace

class LiveUnsavedTest : public QObject {
    Q_OBJECT

    /// Captures so many frames and stops.
    static bool capture(const LiveWindow& live, int frames)
    {
        live.start(QByteArray("header frames:" + QByteArray::number(frames) + " wait").constData());
        if (!live.shows(frames))
            return false;
        live->live().stop();
        return live.ends();
    }

private Q_SLOTS:
    void savingGivesTheSameDocumentAName()
    {
        LiveWindow live;
        QVERIFY(capture(live, 20));
        QCOMPARE(recentFiles(live), 0);
        const auto document = live->session().document();
        QCOMPARE(live->actions().save->text(), QStringLiteral("&Save the capture…"));
        QVERIFY(live->actions().save->isEnabled());
        const QString target = live.place.path("lesson.pcapng");
        answerFile(target);
        live->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(live.w.window.get()));
        QTest::keyClick(live.w.window.get(), Qt::Key_S, Qt::ControlModifier);
        QTRY_VERIFY_WITH_TIMEOUT(!live->live().isUnsaved(), kPatience);
        QCOMPARE(live->session().document(), document);
        QCOMPARE(live->session().path(), target);
        QCOMPARE(live->frames().rowCount(), 20);
        QVERIFY(!live->isWindowModified());
        QVERIFY(live->windowTitle().contains(QStringLiteral("lesson.pcapng")));
        QCOMPARE(recentFiles(live), 1);
        QVERIFY(!live->actions().save->isEnabled());
        QVERIFY(live.place.files().isEmpty());
        QVERIFY(live->close()); // nobody asks
        QVERIFY(QFile::exists(target));
    }

    void commentsGoIntoTheSavedCapture()
    {
        LiveWindow live;
        QVERIFY(capture(live, 20));
        live->annotations().setComment(3, QStringLiteral("look here"));
        const QString target = live.place.path("lesson.pcapng");
        answerFile(target);
        live->actions().save->trigger();
        QTRY_VERIFY_WITH_TIMEOUT(!live->isWindowModified(), kPatience);
        QVERIFY(live.w.open(target));
        QCOMPARE(live->annotations().comment(3), QStringLiteral("look here"));
        QCOMPARE(live->frames().frameCount(), 20U);
    }

    void closingAsks()
    {
        LiveWindow live;
        QVERIFY(capture(live, 20));
        answer(QMessageBox::Cancel);
        QVERIFY(!live->close());
        QVERIFY(live->isVisible());
        QVERIFY(live->live().isUnsaved());
        answer(QMessageBox::Discard);
        QVERIFY(live->close());
        QTRY_VERIFY_WITH_TIMEOUT(live.place.files().isEmpty(), kPatience);
    }

    void closingWhileItRunsAsksAndStopsFirst()
    {
        LiveWindow live;
        live.start("header frames:20 wait");
        QVERIFY(live.shows(20));
        QTRY_VERIFY(live->isWindowModified());
        answer(QMessageBox::Cancel);
        QVERIFY(!live->close());
        QVERIFY(live->live().isRunning()); // nothing has happened
        answer(QMessageBox::Discard);
        live->close();
        QTRY_VERIFY_WITH_TIMEOUT(!live->isVisible(), kPatience);
        QTRY_VERIFY_WITH_TIMEOUT(live.place.files().isEmpty(), kPatience);
    }

    void savingWhileItRunsStopsAndClosesAfterwards()
    {
        LiveWindow live;
        live.start("header frames:20 wait");
        QVERIFY(live.shows(20));
        QTRY_VERIFY(live->isWindowModified());
        const QString target = live.place.path("lesson.pcapng");
        // The file is asked for once the question is answered.
        test::whenDialogStands<QMessageBox>([target](QMessageBox* box) {
            answerFile(target);
            QTest::mouseClick(box->button(QMessageBox::Save), Qt::LeftButton);
        });
        live->close();
        QTRY_VERIFY_WITH_TIMEOUT(!live->isVisible(), kPatience);
        QVERIFY(QFile::exists(target));
        QVERIFY(live.place.files().isEmpty());
        live.w.window.reset();
        QCOMPARE(analysis::orphans().size(), std::size_t{0});
    }

    void openingAnotherFileAsks()
    {
        LiveWindow live;
        QVERIFY(capture(live, 20));
        const QString shown = live->session().path();
        answer(QMessageBox::Cancel);
        live->openFile(sample());
        QCOMPARE(live->session().path(), shown);
        answer(QMessageBox::Discard);
        QVERIFY(live.w.open(sample()));
        QCOMPARE(live->session().path(), sample());
        QTRY_VERIFY_WITH_TIMEOUT(live.place.files().isEmpty(), kPatience);
        QVERIFY(live->liveFigures()->text().isEmpty());
        QVERIFY(!live->isWindowModified());
    }

    void readingItAgainAsksNothing()
    {
        LiveWindow live;
        QVERIFY(capture(live, 20));
        live->actions().reload->trigger();
        QTRY_VERIFY_WITH_TIMEOUT(live->isSettled() && live->frames().rowCount() == 20, kPatience);
        QVERIFY(live->live().isUnsaved());
        QVERIFY(live->session().isNameless());
        QCOMPARE(recentFiles(live), 0);
        live->live().discard();
    }

    void anotherCaptureAsks()
    {
        LiveWindow live;
        QVERIFY(capture(live, 20));
        answer(QMessageBox::Cancel);
        live->startCapture(LivePlace::options());
        QVERIFY(!live->live().isBusy());
        QCOMPARE(live->frames().rowCount(), 20);
        answer(QMessageBox::Discard);
        live.start("header frames:2 wait");
        QVERIFY(live.shows(2));
        live->live().stop();
        QVERIFY(live.ends());
        live->live().discard();
    }

    void aFileOfTheUsersChoiceIsNeverAskedAbout()
    {
        LiveWindow live;
        analysis::LiveOptions options = LivePlace::options();
        const QString target = live.place.path("mine.pcapng");
        options.file = QFile::encodeName(target).toStdString();
        live.start("header frames:20 wait", options);
        QVERIFY(live.shows(20));
        QVERIFY(!live->isWindowModified());
        QVERIFY(live->windowTitle().contains(QStringLiteral("mine.pcapng")));
        live->close();
        QTRY_VERIFY_WITH_TIMEOUT(!live->isVisible(), kPatience);
        QVERIFY(QFile::exists(target));
    }

    void discardingAsksOnceMore()
    {
        LiveWindow live;
        QVERIFY(capture(live, 20));
        answer(QMessageBox::Cancel);
        live->actions().captureDiscard->trigger();
        QCOMPARE(live->frames().rowCount(), 20);
        answer(QMessageBox::Discard);
        live->actions().captureDiscard->trigger();
        QCOMPARE(live->session().state(), State::Empty);
        QTRY_VERIFY_WITH_TIMEOUT(live.place.files().isEmpty(), kPatience);
    }
};

QTEST_MAIN(LiveUnsavedTest)
#include "live_unsaved_test.moc"
