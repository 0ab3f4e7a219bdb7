// SPDX-License-Identifier: GPL-3.0-or-later
// The perspective Lab in the window: a broker, two clients, what they say to each other frame by frame.
#include "tests/ui/lab_window_fixture.h"
#include "ui/lab/broker_button.h"
#include "ui/lab/client_board.h"
#include "ui/lab/lab_status.h"
#include "ui/views/status_strip.h"
#include "ui/views/switch_button.h"

#include <QProcess>
#include <QStandardPaths>
#include <QTabBar>

using namespace mqttscope;
using namespace mqttscope::broker::lab;
using namespace mqttscope::ui;
using test::answer;
using test::answerFile;
using test::framesIn;
using test::kPatience;
using test::Lab;
using test::whenMenuStands;

class LabPageTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void theLabBeginsWithOneClick()
    {
        const Lab lab;
        QVERIFY(lab.page().isEmptyShown());
        QVERIFY(!lab->labStatus()->isVisible());
        QVERIFY(lab.begin());
        QVERIFY(!lab.page().isEmptyShown());
        QVERIFY(lab->lab().isRunning());
        QCOMPARE(lab->lab().clientIds().size(), std::size_t{2});
        // CONNECT, CONNACK twice, SUBSCRIBE, SUBACK, PUBLISH, PUBACK twice
        QVERIFY(lab.rows(10));
        QVERIFY(lab.page().frames()->remark().contains(QStringLiteral("synthesised")));
        QCOMPARE(lab.page().frames()->recordingText(), QStringLiteral("recording"));
        QTRY_COMPARE_WITH_TIMEOUT(lab->lab().snapshot()->connections, std::size_t{2}, kPatience);
        QTRY_VERIFY(lab->labStatus()->text().contains(QStringLiteral("2 clients")));
        QVERIFY(lab->labStatus()->text().startsWith(QStringLiteral("broker 127.0.0.1:")));
        QVERIFY(lab->labStatus()->faultText().isEmpty());
    }

    void armedFaultsStandInTheStatusBar()
    {
        const Lab lab;
        QVERIFY(lab.begin());
        LabFault fault;
        fault.kind = LabFaultKind::LoseAndCut;
        fault.clientId = "capteur-1";
        fault.type = mqtt::PacketType::Puback;
        QVERIFY(lab->lab().broker().arm(fault) != 0);
        QTRY_COMPARE_WITH_TIMEOUT(lab->labStatus()->faultText(), QStringLiteral("1 armed fault"), kPatience);
    }

    void theButtonOfTheToolbarStartsAndStops()
    {
        const Lab lab;
        lab->setPerspective(Perspective::Analyse);
        Lab::click(lab->brokerButton());
        QCOMPARE(lab->perspective(), Perspective::Lab);
        QVERIFY(lab->lab().isRunning());
        QVERIFY(!lab.page().isEmptyShown());
        QVERIFY(lab->brokerButton()->toolTip().contains(QStringLiteral("stop it")));
        QCOMPARE(lab->actions().brokerToggle->text(), QStringLiteral("S&top the broker"));
        Lab::click(lab->brokerButton());
        QVERIFY(lab.over());
        QVERIFY(lab->brokerButton()->isEnabled());
        QVERIFY(!lab->labStatus()->isVisible());
        QCOMPARE(lab->actions().brokerToggle->text(), QStringLiteral("&Start the broker"));
    }

    void theStopOfTheCaptureStopsTheBroker()
    {
        const Lab lab;
        QVERIFY(lab.begin());
        QVERIFY(lab->captureButton()->toolTip().contains(QStringLiteral("broker")));
        Lab::click(lab->captureButton());
        QVERIFY(lab.over());
        QVERIFY(lab->live().isUnsaved());
    }

    void theNewestFrameIsInSight()
    {
        const Lab lab;
        QVERIFY(lab.begin());
        QVERIFY(lab.rows(10));
        const LabClientId sensor = lab->lab().clientIds().front();
        GeneratorOptions values;
        values.kind = GeneratorKind::Counter;
        values.intervalMilliseconds = GeneratorOptions::kMinIntervalMilliseconds;
        values.count = 60;
        lab->lab().clients().repeat(sensor, {"pompe/niveau", {}, 0, false, {}}, values);
        QTRY_COMPARE_WITH_TIMEOUT(lab->lab().clients().state(sensor)->repeated, values.count, kPatience);
        QVERIFY(lab.rows(40));
        const FrameListView* list = lab.page().frames()->list();
        QTRY_COMPARE_WITH_TIMEOUT(list->verticalScrollBar()->value(), list->verticalScrollBar()->maximum(),
                                  kPatience);
        QVERIFY(list->verticalScrollBar()->maximum() > 0);
    }

    void aRowLeadsToItsFrame()
    {
        const Lab lab;
        QVERIFY(lab.begin());
        QVERIFY(lab.rows(10));
        FrameListView* list = lab.page().frames()->list();
        list->setCurrentIndex(lab->frames().index(2, 0));
        const std::uint32_t frame = lab->frames().frameOfRow(2);
        QCOMPARE(lab->selection().selection().frame, frame);
        list->setFocus();
        lab->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(lab.w.window.get()));
        QTest::keyClick(list, Qt::Key_Return);
        QTRY_COMPARE(lab->perspective(), Perspective::Analyse);
        QCOMPARE(lab->selection().selection().frame, frame);
        lab->setPerspective(Perspective::Lab);
        Q_EMIT list->doubleClicked(lab->frames().index(4, 0));
        QCOMPARE(lab->perspective(), Perspective::Analyse);
    }

    // The same rows as in the perspective Analyse, with the same menu, marks and keys.
    void aRowHasItsMenuItsMarkAndItsLadder()
    {
        const Lab lab;
        QVERIFY(lab.begin());
        QVERIFY(lab.rows(10));
        FrameListView* list = lab.page().frames()->list();
        int row = 0; // a PUBLISH
        for (; row < lab->frames().rowCount(); ++row) {
            list->setCurrentIndex(lab->frames().index(row, 0));
            if (lab->frames().index(row, FrameListModel::Type).data().toString() == QStringLiteral("PUBLISH"))
                break;
        }
        QVERIFY(row < lab->frames().rowCount());
        QStringList entries;
        whenMenuStands([&](QMenu* menu) {
            for (const QAction* action : menu->actions())
                entries += action->text();
            lab->actions().mark->trigger();
            menu->close();
        });
        Q_EMIT list->customContextMenuRequested(
            list->visualRect(lab->frames().index(row, FrameListModel::Type)).center());
        QTRY_VERIFY_WITH_TIMEOUT(!entries.isEmpty(), kPatience);
        QVERIFY2(entries.contains(lab->actions().showLadder->text()), qPrintable(entries.join('|')));
        QVERIFY(entries.contains(lab->actions().comment->text()));
        const std::uint32_t frame = lab->frames().frameOfRow(row);
        QVERIFY(lab->annotations().isMarked(frame));
        lab->actions().showLadder->trigger();
        QTRY_COMPARE(lab->perspective(), Perspective::Exchanges);
    }

    void tcpRowsAreShownWhenTheyAreWanted()
    {
        const Lab lab;
        QVERIFY(lab.begin());
        QVERIFY(lab.rows(10));
        const int few = lab->frames().rowCount();
        Lab::click(lab.page().frames()->tcpRows());
        QTRY_VERIFY(lab->frames().rowCount() > few);
        QVERIFY(lab->actions().showAll->isChecked());
        lab->actions().showAll->setChecked(false);
        QVERIFY(!lab.page().frames()->tcpRows()->isChecked());
    }

    void theFramesSoFarAreSavedWhileTheBrokerRuns()
    {
        const Lab lab;
        QVERIFY(lab.begin());
        QVERIFY(lab.rows(10));
        const QString target = lab.place.path("lesson.pcapng");
        answerFile(target);
        Lab::click(lab.page().frames()->saveButton());
        QTRY_VERIFY_WITH_TIMEOUT(framesIn(target) >= 10, kPatience);
        QVERIFY(lab->lab().isRunning());
        QVERIFY(lab->live().isUnsaved()); // more may come
        const QString tshark = QStandardPaths::findExecutable(QStringLiteral("tshark"));
        if (tshark.isEmpty())
            return;
        QProcess process;
        const QString port = QString::number(lab->lab().started().addresses.front().port);
        process.start(tshark,
                      {QStringLiteral("-r"), target, QStringLiteral("-d"),
                       QStringLiteral("tcp.port==%1,mqtt").arg(port), QStringLiteral("-Y"),
                       QStringLiteral("mqtt.topic == \"pompe/niveau\""), QStringLiteral("-T"),
                       QStringLiteral("fields"), QStringLiteral("-e"), QStringLiteral("mqtt.msgtype")});
        QVERIFY(process.waitForFinished(kPatience));
        const QByteArray types = process.readAllStandardOutput();
        QVERIFY2(types.contains('8') && types.count('3') >= 2, types.constData()); // SUBSCRIBE, PUBLISH twice
    }

    void closingAsksForTheCapture()
    {
        const Lab lab;
        QVERIFY(lab.begin());
        QVERIFY(lab.rows(10));
        answer(QMessageBox::Cancel);
        lab->close();
        QVERIFY(lab->isVisible());
        QVERIFY(lab->lab().isRunning());
        const QString target = lab.place.path("evening.pcapng");
        answer(QMessageBox::Save);
        answerFile(target);
        lab->close();
        QTRY_VERIFY_WITH_TIMEOUT(!lab->isVisible(), kPatience);
        QVERIFY(!lab->lab().isRunning());
        QVERIFY(framesIn(target) >= 10);
        QVERIFY(lab.place.files().isEmpty());
    }

    void anotherStartAsksForTheCaptureBefore()
    {
        const Lab lab;
        QVERIFY(lab.begin());
        QVERIFY(lab.rows(10));
        Lab::click(lab->brokerButton());
        QVERIFY(lab.over());
        answer(QMessageBox::Cancel);
        Lab::click(lab->brokerButton());
        QVERIFY(!lab->lab().isRunning());
        QVERIFY(lab->live().isUnsaved());
        answer(QMessageBox::Discard);
        Lab::click(lab->brokerButton());
        QVERIFY(lab->lab().isRunning());
        QTRY_COMPARE_WITH_TIMEOUT(lab.place.files().size(), 1, kPatience); // the new one
    }

    void aFileIsShownWhereFilesAreRead()
    {
        const Lab lab;
        QVERIFY(lab.w.open(QStringLiteral(MQTTSCOPE_SOURCE_DIR "/samples/qos2.pcapng")));
        QCOMPARE(lab->perspective(), Perspective::Analyse);
        lab->setPerspective(Perspective::Lab);
        QVERIFY(lab.page().isEmptyShown());
        lab.page().showParts();
        QVERIFY(!lab.page().frames()->remark().contains(QStringLiteral("tap")));
    }

    void aLabIsSavedAndOpened()
    {
        const Lab lab;
        QVERIFY(lab.begin());
        const QString path = lab.place.path("tp6.mqttlab");
        answerFile(path);
        lab->actions().saveLab->trigger();
        QTRY_VERIFY_WITH_TIMEOUT(QFile::exists(path), kPatience);
        Lab::click(lab->brokerButton());
        QVERIFY(lab.over());
        const QJsonObject before = lab.page().board()->state();
        lab.page().board()->setState({});
        QVERIFY(lab->lab().clientIds().empty());
        lab->openLab(path);
        QTRY_COMPARE_WITH_TIMEOUT(lab->lab().clientIds().size(), std::size_t{2}, kPatience);
        QCOMPARE(lab.page().board()->state(), before);
        QCOMPARE(lab.page().broker()->options().port, 0);
        lab->openLab(lab.place.path("nothing.mqttlab"));
        QTRY_VERIFY_WITH_TIMEOUT(lab.said().contains(QStringLiteral("nothing.mqttlab")), kPatience);
    }

    void theLastLabComesBack()
    {
        Lab lab;
        lab->actions().newClient->trigger();
        QCOMPARE(lab->lab().clientIds().size(), std::size_t{1});
        const QJsonObject before = lab.page().board()->state();
        lab->close();
        lab.w.reopen();
        QCOMPARE(lab->perspective(), Perspective::Lab);
        QCOMPARE(lab->lab().clientIds().size(), std::size_t{1});
        QCOMPARE(lab.page().board()->state(), before);
        QVERIFY(!lab->lab().isRunning());
    }

    void whereThereIsNoRoomThereAreTabs()
    {
        Lab lab;
        lab.page().showParts();
        QVERIFY(!lab.page().isCompact());
        QTRY_VERIFY(lab.page().broker()->isVisible() && lab.page().frames()->isVisible());
        lab->resize(1366, 768);
        lab.w.theme.setZoom(200);
        QTRY_VERIFY(lab.page().isCompact());
        QVERIFY(lab.page().tabs()->isVisible());
        QVERIFY(lab.page().broker()->isVisible() && !lab.page().frames()->isVisible());
        lab.page().tabs()->setCurrentIndex(1);
        QVERIFY(lab.page().board()->isVisible() && !lab.page().broker()->isVisible());
        lab.page().tabs()->setCurrentIndex(2);
        QVERIFY(lab.page().frames()->isVisible() && !lab.page().board()->isVisible());
        QVERIFY(lab->width() <= 1366 && lab->height() <= 768);
    }

    void theLanguageChanges()
    {
        Lab lab;
        lab.page().showParts();
        lab.w.language.use(QStringLiteral("fr"));
        QCOMPARE(lab.page().frames()->saveButton()->text(), QStringLiteral("Enregistrer en pcapng"));
        QVERIFY(lab.page().frames()->remark().contains(QStringLiteral("synthétisés")));
        QCOMPARE(lab.page().tabs()->tabText(2), QStringLiteral("Trames"));
    }
};

QTEST_MAIN(LabPageTest)
#include "lab_page_test.moc"
