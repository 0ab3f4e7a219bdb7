// SPDX-License-Identifier: GPL-3.0-or-later
// A capture that comes, as the window shows it.
#include "tests/ui/live_window_fixture.h"
#include "ui/live/recovery_dialog.h"
#include "ui/live/rights_dialog.h"
#include "ui/models/recent_files.h"
#include "ui/views/status_strip.h"

#include <QFile>
#include <QMenu>
#include <QSignalSpy>
#include <QThread>

#include <sys/stat.h>

using namespace mqttscope;
using namespace mqttscope::ui;
using State = DocumentSession::State;
using test::answer;
using test::answerFile;
using test::kPatience;
using test::LivePlace;
using test::LiveWindow;

namespace {

bool leads(const QString& text, const char* beginning)
{
    return text.startsWith(QLatin1String(beginning));
}

} // namespace

class LiveWindowTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void framesAppearWhileTheyComeAndTheButtonStops()
    {
        LiveWindow live;
        QSignalSpy ended(&live->live(), &LiveSession::ended);
        live.start("header frames:30 wait");
        QVERIFY(live.shows(30));
        QCOMPARE(live->captureButton()->text().trimmed(), QStringLiteral("Stop"));
        QVERIFY(live->session().isGrowing());
        QCOMPARE(live->windowTitle(), QStringLiteral("Live capture, fake0[*]"));
        QTRY_VERIFY(live->isWindowModified()); // its numbers come after the frames
        QTest::mouseClick(live->captureButton(), Qt::LeftButton);
        QTRY_COMPARE_WITH_TIMEOUT(ended.count(), 1, kPatience);
        QVERIFY(live.ends());
        QCOMPARE(live->session().state(), State::Ready);
        QCOMPARE(live->captureButton()->text().trimmed(), QStringLiteral("Capture"));
        QCOMPARE(live->frames().rowCount(), 30);
        QVERIFY(live->isWindowModified());
        live->live().discard();
    }

    void theKeysStopAndRestart()
    {
        LiveWindow live;
        live.start("header frames:30 wait");
        QVERIFY(live.shows(30));
        QTRY_VERIFY(live->isWindowModified());
        LivePlace::fake("header frames:4 wait");
        answer(QMessageBox::Discard);
        QTest::keyClick(live.w.window.get(), Qt::Key_K, Qt::ControlModifier | Qt::AltModifier);
        QVERIFY(live.shows(4));
        QVERIFY(live->live().isRunning());
        QCOMPARE(live.place.files().size(), 1);
        live->activateWindow(); // the question had taken the keys
        QVERIFY(QTest::qWaitForWindowActive(live.w.window.get()));
        QTest::keyClick(live.w.window.get(), Qt::Key_K, Qt::ControlModifier | Qt::ShiftModifier);
        QVERIFY(live.ends());
        QCOMPARE(live->frames().rowCount(), 4);
        live->live().discard();
    }

    void theMenuStopsToo()
    {
        LiveWindow live;
        QCOMPARE(live->actions().captureToggle->text(), QStringLiteral("&Start"));
        live.start("header frames:3 wait");
        QVERIFY(live.shows(3));
        QCOMPARE(live->actions().captureToggle->text(), QStringLiteral("S&top"));
        live->actions().captureToggle->trigger();
        QVERIFY(live.ends());
        QCOMPARE(live->actions().captureToggle->text(), QStringLiteral("&Start"));
        live->live().discard();
    }

    void theMenuOfTheButtonHasTheInterfaces()
    {
        LiveWindow live;
        for (int twice = 0; twice < 2; ++twice) { // it is filled anew each time
            test::whenMenuStands([](QMenu* menu) { menu->close(); });
            QTest::mouseClick(live->captureButton(), Qt::LeftButton);
            QTRY_VERIFY_WITH_TIMEOUT(live->interfaces().isKnown(), kPatience);
        }
        LivePlace::fake("header frames:3 wait");
        live->actions().showAll->setChecked(true);
        test::whenMenuStands([](QMenu* menu) {
            QTRY_VERIFY(menu->actions().size() > 4);
            QAction* first = menu->actions().front();
            menu->setActiveAction(first);
            QTest::keyClick(menu, Qt::Key_Return);
        });
        QTest::mouseClick(live->captureButton(), Qt::LeftButton);
        QVERIFY(live.shows(3));
        QVERIFY(!live->live().options().interfaces.empty());
        live->live().stop();
        QVERIFY(live.ends());
        live->live().discard();
    }

    void theStatusBarHasTheNumbers()
    {
        LiveWindow live;
        QVERIFY(live->liveFigures()->text().isEmpty());
        live.start("header frames:1284 wait");
        QVERIFY(live.shows(1284));
        QTRY_VERIFY_WITH_TIMEOUT(
            live->liveFigures()->text().contains(QStringLiteral("fake0 · 1,284 frames · ")), kPatience);
        QVERIFY(live->liveFigures()->text().contains(QStringLiteral("/s")));
        QVERIFY(live->status()->loadingText().isEmpty()); // not twice
        live->live().stop();
        QVERIFY(live.ends());
        // What was lost is said, here and above.
        QVERIFY(live->liveFigures()->text().contains(QStringLiteral(" · 7 dropped · 0")));
        QVERIFY(!live->liveFigures()->text().contains(QStringLiteral("/s")));
        QVERIFY(live->liveFigures()->toolTip().contains(QStringLiteral("fake0: 1,284 frames · 7 dropped")));
        QVERIFY2(live.said().contains(QStringLiteral("7 frames were dropped")), qPrintable(live.said()));
        live.w.language.use(QStringLiteral("fr"));
        QVERIFY2(live.said().contains(QStringLiteral("7 trames perdues")), qPrintable(live.said()));
        QVERIFY(live->liveFigures()->text().contains(QStringLiteral("7 perdues")));
        QVERIFY(leads(live->windowTitle(), "Capture en direct"));
        live->live().discard();
    }

    void withoutFramesThePageSaysWhatItWaitsFor()
    {
        LiveWindow live;
        analysis::LiveOptions options = LivePlace::options();
        options.filter = "tcp port 1883";
        live.start("header wait", options);
        QVERIFY(live->waitingPage()->isVisible()); // at once
        QTRY_COMPARE_WITH_TIMEOUT(live->session().state(), State::Following, kPatience);
        QVERIFY(live->waitingPage()->isVisible());
        QCOMPARE(live->waitingPage()->heading(), QStringLiteral("Waiting for the first frame"));
        QVERIFY(live->waitingPage()->text().contains(QStringLiteral("fake0")));
        QVERIFY(live->waitingPage()->text().contains(QStringLiteral("tcp port 1883")));
        // Nothing was captured: nobody asks.
        live->close();
        QTRY_VERIFY_WITH_TIMEOUT(!live->isVisible(), kPatience);
        live.w.window.reset();
        QVERIFY(live.place.files().isEmpty());
    }

    void framesWithoutMqttAreNotAnEmptyList()
    {
        LiveWindow live;
        live.start("header frames:6 wait");
        live->actions().showAll->setChecked(false);
        QTRY_COMPARE_WITH_TIMEOUT(live->frames().frameCount(), 6U, kPatience);
        QTRY_VERIFY(live->waitingPage()->isVisible());
        QCOMPARE(live->waitingPage()->heading(), QStringLiteral("No MQTT has come yet"));
        QTest::mouseClick(live->waitingPage()->showAllButton(), Qt::LeftButton);
        QVERIFY(!live->waitingPage()->isVisible());
        QCOMPARE(live->frames().rowCount(), 6);
        live->live().stop();
        QVERIFY(live.ends());
        live->live().discard();
    }

    void errorsAreSentences_data()
    {
        QTest::addColumn<QString>("words");
        QTest::addColumn<QString>("english");
        QTest::addColumn<QString>("french");
        QTest::addColumn<QString>("button");
        QTest::newRow("filter")
            << QStringLiteral(
                   "side:error\\tcode=bad-filter\\tinterface=fake0\\tposition=4\\ttext=syntax_error exit:1")
            << QStringLiteral("This capture filter is not understood") << QStringLiteral("filtre de capture")
            << QStringLiteral("Capture options…");
        QTest::newRow("interface")
            << QStringLiteral("side:error\\tcode=no-such-interface\\tinterface=fake0\\ttext= exit:1")
            << QStringLiteral("There is no interface") << QStringLiteral("interface")
            << QStringLiteral("Capture options…");
        QTest::newRow("killed") << QStringLiteral("header frames:3 die")
                                << QStringLiteral("killed by signal 9") << QStringLiteral("signal 9")
                                << QString();
    }

    void errorsAreSentences()
    {
        QFETCH(QString, words);
        QFETCH(QString, english);
        QFETCH(QString, french);
        QFETCH(QString, button);
        LiveWindow live;
        live.start(words.toUtf8().constData());
        QTRY_VERIFY_WITH_TIMEOUT(live.said().contains(english), kPatience);
        QVERIFY(live.ends());
        QVERIFY2(live.said().contains(english), qPrintable(live.said()));
        QCOMPARE(live->banner()->button()->text(), button);
        const QString before = live.said();
        live.w.language.use(QStringLiteral("fr"));
        QVERIFY(live.said() != before);
        QVERIFY2(live.said().contains(french), qPrintable(live.said()));
        live->live().discard();
    }

    void withoutRightsItIsSaidWhoMayCapture()
    {
        LiveWindow live;
        LivePlace::takeRights();
        live->startCapture(LivePlace::options());
        QVERIFY(!live->live().isBusy());
        QVERIFY(!live.said().isEmpty());
        auto* dialog = live->findChild<RightsDialog*>();
        QVERIFY(dialog != nullptr && dialog->isVisible());
        dialog->reject();
        QTest::mouseClick(live->banner()->button(), Qt::LeftButton);
        QTRY_VERIFY(live->findChild<RightsDialog*>() != nullptr);
    }

    void aFileThatIsOpenStaysWhenNothingCanBegin()
    {
        LiveWindow live;
        QVERIFY(live.w.open(QStringLiteral(MQTTSCOPE_SOURCE_DIR "/samples/qos2.pcapng")));
        const int rows = live->frames().rowCount();
        LivePlace::takeRights();
        live->startCapture(LivePlace::options());
        QCOMPARE(live->frames().rowCount(), rows);
    }

    void theEndIsSaidWhenNobodyAskedForIt()
    {
        LiveWindow live;
        analysis::LiveOptions options = LivePlace::options();
        options.stop.frames = 10;
        live.start("header frames:200 wait", options);
        QVERIFY(live.ends());
        QCOMPARE(live->frames().rowCount(), 10);
        QVERIFY2(live.said().contains(QStringLiteral("number of frames")), qPrintable(live.said()));
        live->live().discard();
    }

    void theEndOfTheListIsFollowedUntilSomebodyStays()
    {
        LiveWindow live;
        live.start("header every:2 frames:4000 wait");
        QScrollBar* bar = live->frameList()->verticalScrollBar();
        QTRY_VERIFY_WITH_TIMEOUT(bar->maximum() > 40, kPatience);
        const auto grows = [&] {
            const int rows = live->frames().rowCount();
            return QTest::qWaitFor([&] { return live->frames().rowCount() > rows + 20; }, kPatience);
        };
        QCOMPARE(bar->value(), bar->maximum());
        QVERIFY(live->selection().selection().frame != 0); // the first, which nobody asked to see

        bar->setValue(bar->maximum() / 2); // somebody scrolls up
        const int there = bar->value();
        QVERIFY(grows());
        QCOMPARE(bar->value(), there);

        live->actions().last->trigger(); // Alt+End
        QVERIFY(grows());
        QCOMPARE(bar->value(), bar->maximum());

        // Somebody selects a row that is in sight.
        const QModelIndex row = live->frames().index(bar->value() + 1, 0);
        QTest::mouseClick(live->frameList()->viewport(), Qt::LeftButton, {},
                          live->frameList()->visualRect(row).center());
        const int stays = bar->value();
        QVERIFY(grows());
        QCOMPARE(bar->value(), stays);

        QTRY_VERIFY(bar->maximum() > stays); // laid out
        bar->setValue(bar->maximum());       // and scrolls to the end
        QVERIFY(grows());
        QCOMPARE(bar->value(), bar->maximum());
        live->live().stop();
        QVERIFY(live.ends());
        live->live().discard();
    }

    void aFifoIsShownAsAnInterfaceIs()
    {
        LiveWindow live;
        const QString fifo = live.place.path("fifo");
        QCOMPARE(::mkfifo(QFile::encodeName(fifo).constData(), 0600), 0);
        QFile sample(QStringLiteral(MQTTSCOPE_SOURCE_DIR "/samples/qos2.pcapng"));
        QVERIFY(sample.open(QIODevice::ReadOnly));
        analysis::LiveOptions options;
        options.stream = QFile::encodeName(fifo).toStdString();
        live->startCapture(options, 5);
        QVERIFY(live->waitingPage()->isVisible());
        QFile writer(fifo);
        QVERIFY(writer.open(QIODevice::WriteOnly | QIODevice::Unbuffered));
        writer.write(sample.readAll());
        QTRY_VERIFY_WITH_TIMEOUT(live->frames().rowCount() > 5, kPatience);
        QCOMPARE(live->selection().selection().frame, 5U);
        QVERIFY(live->live().isRunning());
        writer.close();
        QVERIFY(live.ends());
        QVERIFY2(leads(live.said(), "The stream ended"), qPrintable(live.said()));
        QVERIFY(live->live().isUnsaved());
        QVERIFY(!live->actions().captureRestart->isEnabled()); // a stream comes once
        live->live().discard();
    }

    void whatACrashLeftIsOfferedAndOpened()
    {
        LiveWindow live;
        {
            LivePlace::fake("header frames:9");
            LiveSession crashed;
            QVERIFY(crashed.start(LivePlace::options()));
            QTRY_VERIFY_WITH_TIMEOUT(!crashed.isBusy(), kPatience);
        }
        live->offerOrphans();
        QTRY_VERIFY2_WITH_TIMEOUT(live.said().contains(QStringLiteral("9 frames on fake0")),
                                  qPrintable(live.said()), kPatience);
        live.w.language.use(QStringLiteral("fr"));
        QVERIFY2(live.said().contains(QStringLiteral("9 trames sur fake0")), qPrintable(live.said()));
        live.w.language.use(QStringLiteral("en"));
        QTest::mouseClick(live->banner()->button(), Qt::LeftButton);
        QTRY_VERIFY_WITH_TIMEOUT(live->findChild<RecoveryDialog*>() != nullptr, kPatience);
        auto* dialog = live->findChild<RecoveryDialog*>();
        live->actions().showAll->setChecked(true);
        Q_EMIT dialog->openRequested(analysis::orphans().front());
        dialog->reject();
        QVERIFY(live.shows(9));
        QVERIFY(live->live().isUnsaved());
        QVERIFY(live->isWindowModified());
        QVERIFY2(leads(live.said(), "This capture was recovered"), qPrintable(live.said()));
        live->live().discard();
    }

    void withoutOrphansNothingIsOffered()
    {
        LiveWindow live;
        live->actions().captureRecover->trigger();
        QTRY_COMPARE_WITH_TIMEOUT(live->status()->currentMessage(),
                                  QStringLiteral("There is no capture to recover."), kPatience);
        QVERIFY(live->findChild<RecoveryDialog*>() == nullptr);
    }
};

QTEST_MAIN(LiveWindowTest)
#include "live_window_test.moc"
