// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/broker_panel_fixture.h"
#include "ui/lab/broker_log_view.h"
#include "ui/lab/broker_qr_code.h"
#include "ui/lab/broker_user_dialog.h"
#include "ui/lab/fault_bar.h"
#include "ui/lab/step_mode_bar.h"
#include "ui/models/lab_sessions_model.h"
#include "ui/models/lab_waiting_model.h"
#include "ui/views/banner.h"

#include <QAbstractItemModelTester>
#include <QAction>
#include <QDateTime>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTcpServer>
#include <QToolButton>

#include <algorithm>

using namespace mqttscope;
using namespace mqttscope::ui;
using test::BrokerDesk;

namespace {

constexpr int kWithinMs = 20'000;

QAction* actionOf(const QMenu& menu, const QString& part)
{
    const auto actions = menu.actions();
    const auto found = std::find_if(actions.begin(), actions.end(),
                                    [&](const QAction* one) { return one->text().contains(part); });
    return found != actions.end() ? *found : nullptr;
}

} // namespace

class BrokerPanelTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void startsAndStopsByItsButton()
    {
        BrokerDesk desk;
        QCOMPARE(desk.part("brokerStart")->text(), QStringLiteral("Start"));
        QVERIFY(desk.start());
        QCOMPARE(desk.part("brokerStart")->text(), QStringLiteral("Stop"));
        const QString address = desk.part<QLabel>("brokerAddress")->text();
        QCOMPARE(address, QStringLiteral("127.0.0.1:%1").arg(desk.lab.started().addresses.front().port));
        QSignalSpy copied(&desk.window->workspace(), &Workspace::copyRequested);
        desk.click("brokerCopy");
        QCOMPARE(copied.value(0).value(0).toString(), address);
        QVERIFY(!desk.part("brokerClassroom")->isEnabled()); // while it runs
        desk.click("brokerStart");
        QTRY_COMPARE_WITH_TIMEOUT(desk.part("brokerStart")->text(), QStringLiteral("Start"), kWithinMs);
        QVERIFY(desk.part("brokerClassroom")->isEnabled());
    }

    void aPortThatIsTakenIsSaid()
    {
        BrokerDesk desk;
        QTcpServer other;
        QVERIFY(other.listen(QHostAddress::LocalHost));
        auto options = desk.panel->options();
        options.port = other.serverPort();
        desk.panel->setOptions(options);
        QVERIFY(desk.start());
        const auto* banner = desk.panel->findChild<Banner*>();
        QVERIFY(banner->isVisible());
        QVERIFY(banner->sentence().contains(QString::number(other.serverPort())));
        QVERIFY(banner->sentence().contains(QString::number(desk.lab.started().addresses.front().port)));
    }

    void aClassroomAsksForAUserFirst()
    {
        BrokerDesk desk;
        desk.click("brokerClassroom");
        auto* dialog = desk.panel->findChild<BrokerUserDialog*>();
        QVERIFY(dialog != nullptr);
        QCOMPARE(desk.panel->options().reach, broker::lab::Reach::ThisPc);
        QVERIFY(!desk.part("brokerClassroom")->isChecked());
        QTest::keyClicks(dialog->findChild<QLineEdit*>(QStringLiteral("userName")), QStringLiteral("prof"));
        QTest::keyClicks(dialog->findChild<QLineEdit*>(QStringLiteral("userPassword")),
                         QStringLiteral("ciel"));
        QTest::keyClick(dialog, Qt::Key_Return);
        QCOMPARE(desk.panel->options().reach, broker::lab::Reach::Classroom);
        QCOMPARE(desk.panel->options().users.size(), std::size_t{1});
        QVERIFY(desk.part("brokerClassroom")->isChecked());
        QVERIFY(!desk.part("brokerAnonymous")->isEnabled());
    }

    void aFailureIsASentence()
    {
        BrokerDesk desk;
        broker::lab::LabFailure failure;
        failure.problem = broker::lab::LabProblem::CannotListen;
        failure.address = {"127.0.0.1", 80};
        failure.listening = broker::ListenFault::NotAllowed;
        Q_EMIT desk.lab.failed(failure);
        const auto* banner = desk.panel->findChild<Banner*>();
        QVERIFY(banner->isVisible());
        QCOMPARE(banner->sentence(),
                 QStringLiteral("tcp://127.0.0.1:80 cannot be opened: ports below 1024 are "
                                "for the administrator."));
    }

    void theTablesFollowTheBroker()
    {
        BrokerDesk desk;
        for (const char* name : {"sessions", "subscriptions", "retained", "inFlight", "sys"})
            new QAbstractItemModelTester(desk.table(name)->model(), this);
        QVERIFY(desk.start());
        const auto sensor = desk.connect("capteur-1");
        const auto tablet = desk.connect("tablette");
        QVERIFY(sensor != 0 && tablet != 0);
        desk.lab.clients().subscribe(tablet, {"pompe/#", 1});
        desk.publish(sensor, "pompe/etat", "en-ligne", 1, true);
        QTRY_COMPARE_WITH_TIMEOUT(desk.rows("sessions"), 2, kWithinMs);
        QCOMPARE(desk.cell("sessions", 0, LabSessionsModel::Client), QStringLiteral("capteur-1"));
        QCOMPARE(desk.cell("sessions", 0, LabSessionsModel::Clean), QStringLiteral("0, kept"));
        QVERIFY(desk.cell("sessions", 0, LabSessionsModel::KeepAlive).endsWith(QStringLiteral(" s")));
        QTRY_COMPARE_WITH_TIMEOUT(desk.rows("subscriptions"), 1, kWithinMs);
        QCOMPARE(desk.cell("subscriptions", 0, 0), QStringLiteral("pompe/#"));
        QTRY_COMPARE_WITH_TIMEOUT(desk.rows("retained"), 1, kWithinMs);
        QCOMPARE(desk.cell("retained", 0, 0), QStringLiteral("pompe/etat"));
        // Others come and go: what is chosen stays chosen.
        desk.clickCell("sessions", 1, 0);
        QCOMPARE(desk.lab.chosenClient(), QStringLiteral("tablette"));
        QVERIFY(desk.connect("afficheur") != 0);
        QTRY_COMPARE_WITH_TIMEOUT(desk.rows("sessions"), 3, kWithinMs);
        QCOMPARE(desk.table("sessions")->currentIndex().row(), 2);
        QCOMPARE(desk.lab.chosenClient(), QStringLiteral("tablette"));
    }

    // The row of a session that ended goes; nobody else is chosen by that.
    void whoIsGoneStaysChosen()
    {
        BrokerDesk desk;
        QVERIFY(desk.start());
        broker::lab::LabClientOptions passing;
        passing.port = desk.lab.started().addresses.front().port;
        passing.client.clientId = "a-passant";
        const auto id = desk.lab.addClient(passing);
        desk.lab.clients().connect(id);
        QVERIFY(desk.connect("tablette") != 0);
        QTRY_COMPARE_WITH_TIMEOUT(desk.rows("sessions"), 2, kWithinMs);
        desk.clickCell("sessions", 0, 0);
        QCOMPARE(desk.lab.chosenClient(), QStringLiteral("a-passant"));
        desk.lab.clients().disconnect(id);
        QTRY_COMPARE_WITH_TIMEOUT(desk.rows("sessions"), 1, kWithinMs);
        QCOMPARE(desk.lab.chosenClient(), QStringLiteral("a-passant"));
        QVERIFY(!desk.table("sessions")->currentIndex().isValid());
    }

    void countdownsStandStillWhileTimeDoes()
    {
        LabSessionsModel model;
        broker::lab::LabSnapshot snapshot;
        snapshot.wallClock = QDateTime::currentMSecsSinceEpoch() - 10'000;
        snapshot.sessions.rows.emplace_back();
        snapshot.sessions.rows[0].connected = true;
        snapshot.sessions.rows[0].keepAlive = 60;
        snapshot.sessions.rows[0].silenceLeftMs = 45'000;
        snapshot.sessions.total = 7;
        snapshot.stepping = true;
        model.show(snapshot);
        const QModelIndex cell = model.index(0, LabSessionsModel::KeepAlive);
        QCOMPARE(cell.data().toString(), QStringLiteral("45 s"));
        QCOMPARE(cell.data(lab_role::Ring).toDouble(), 0.5);
        QCOMPARE(model.total(), std::size_t{7});
        snapshot.stepping = false;
        model.show(snapshot);
        QVERIFY(cell.data(lab_role::Ring).toDouble() < 0.4);
    }

    void aRetainedMessageIsErasedByAClickOrAKey()
    {
        BrokerDesk desk;
        QVERIFY(desk.start());
        const auto sensor = desk.connect("capteur-1");
        desk.publish(sensor, "a", "1", 1, true);
        desk.publish(sensor, "b", "2", 1, true);
        QTRY_COMPARE_WITH_TIMEOUT(desk.rows("retained"), 2, kWithinMs);
        desk.clickCell("retained", 0, 4);
        QTRY_COMPARE_WITH_TIMEOUT(desk.rows("retained"), 1, kWithinMs);
        QCOMPARE(desk.cell("retained", 0, 0), QStringLiteral("b"));
        desk.clickCell("retained", 0, 0);
        QTest::keyClick(desk.table("retained"), Qt::Key_Delete);
        QTRY_COMPARE_WITH_TIMEOUT(desk.rows("retained"), 0, kWithinMs);
    }

    void aClientIsKickedAndFrozen()
    {
        BrokerDesk desk;
        QVERIFY(desk.start());
        const auto sensor = desk.connect("capteur-1");
        QTRY_COMPARE_WITH_TIMEOUT(desk.rows("sessions"), 1, kWithinMs);
        QVERIFY(!desk.part("faultKick")->isEnabled()); // nobody is chosen
        desk.clickCell("sessions", 0, 0);
        QTRY_VERIFY_WITH_TIMEOUT(desk.part("faultFreeze")->isEnabled(), kWithinMs);
        desk.click("faultFreeze");
        QTRY_COMPARE_WITH_TIMEOUT(desk.part("faultFreeze")->text(), QStringLiteral("Unfreeze"), kWithinMs);
        desk.click("faultFreeze");
        QTRY_COMPARE_WITH_TIMEOUT(desk.part("faultFreeze")->text(), QStringLiteral("Freeze"), kWithinMs);
        desk.click("faultKick");
        QTRY_VERIFY_WITH_TIMEOUT(!desk.lab.clients().state(sensor)->connected, kWithinMs);
        QTRY_VERIFY_WITH_TIMEOUT(!desk.part("faultKick")->isEnabled(), kWithinMs);
        QCOMPARE(desk.lab.chosenClient(), QStringLiteral("capteur-1"));
    }

    // The story of the lost PUBACK: the message comes twice.
    void aLostPubackMakesADuplicate()
    {
        BrokerDesk desk;
        QVERIFY(desk.start());
        const auto sensor = desk.connect("capteur-1");
        const auto tablet = desk.connect("tablette");
        desk.lab.clients().subscribe(tablet, {"pompe/niveau", 1});
        QTRY_COMPARE_WITH_TIMEOUT(desk.rows("subscriptions"), 1, kWithinMs);
        desk.clickCell("sessions", 0, 0);
        int received = 0;
        QObject::connect(&desk.lab, &LabSession::clientEvent, &desk.lab,
                         [&](const broker::lab::LabEvent& event) {
                             received += event.kind == broker::lab::LabEventKind::Message ? 1 : 0;
                         });
        desk.click("faultLose");
        QTRY_VERIFY_WITH_TIMEOUT(desk.part("faultLose")->property("armed").toBool(), kWithinMs);
        QCOMPARE(desk.rows("faults"), 1);
        QCOMPARE(desk.cell("faults", 0, 0),
                 QStringLiteral("The next PUBACK to capteur-1 is lost, and the connection is cut."));
        desk.publish(sensor, "pompe/niveau", "42", 1);
        QTRY_VERIFY_WITH_TIMEOUT(!desk.lab.clients().state(sensor)->open, kWithinMs);
        QTRY_COMPARE_WITH_TIMEOUT(desk.cell("faults", 0, 1), QStringLiteral("1 time"), kWithinMs);
        QVERIFY(!desk.part("faultLose")->property("armed").toBool());
        desk.lab.clients().connect(sensor);
        QTRY_COMPARE_WITH_TIMEOUT(received, 2, kWithinMs);
        const auto* log = desk.panel->findChild<BrokerLogView*>();
        QTRY_VERIFY_WITH_TIMEOUT(
            log->text().contains(QStringLiteral("The armed fault meets PUBACK 1 to capteur-1")), kWithinMs);
        desk.clickCell("faults", 0, 2); // remove
        QTRY_COMPARE_WITH_TIMEOUT(desk.rows("faults"), 0, kWithinMs);
    }

    void anArmedFaultIsDisarmedByItsButton()
    {
        BrokerDesk desk;
        QVERIFY(desk.start());
        QTRY_VERIFY_WITH_TIMEOUT(desk.part("faultLose")->isEnabled(), kWithinMs);
        desk.click("faultLose");
        QTRY_COMPARE_WITH_TIMEOUT(desk.rows("faults"), 1, kWithinMs);
        desk.click("faultLose");
        QTRY_COMPARE_WITH_TIMEOUT(desk.rows("faults"), 0, kWithinMs);
        QVERIFY(!desk.part("faultLose")->property("armed").toBool());
    }

    void theNextConnectIsRefusedWithTheCodeOfAMenu()
    {
        BrokerDesk desk;
        QVERIFY(desk.start());
        QVERIFY(desk.connect("capteur-1") != 0);
        QTRY_COMPARE_WITH_TIMEOUT(desk.rows("sessions"), 1, kWithinMs);
        desk.clickCell("sessions", 0, 0);
        desk.click("faultRefuse");
        auto* const menu = qobject_cast<QMenu*>(QApplication::activePopupWidget());
        QVERIFY(menu != nullptr);
        QCOMPARE(menu->actions().size(), 5); // those of 3.1.1: that is what it speaks
        QAction* const refused = actionOf(*menu, QStringLiteral("0x05"));
        QVERIFY(refused != nullptr);
        menu->setActiveAction(refused); // as the mouse or the arrows do
        QVERIFY(desk.panel->findChild<FaultBar*>()->hint().contains(QStringLiteral("CONNECT of capteur-1")));
        refused->trigger();
        menu->close();
        QTRY_COMPARE_WITH_TIMEOUT(desk.rows("faults"), 1, kWithinMs);
        QVERIFY(desk.cell("faults", 0, 0).contains(QStringLiteral("0x05")));
    }

    void eachFaultSaysWhatItWillDo()
    {
        BrokerDesk desk;
        QVERIFY(desk.start());
        const auto* faults = desk.panel->findChild<FaultBar*>();
        const QString before = faults->hint();
        for (const char* name :
             {"faultLose", "faultFreeze", "faultKick", "faultRefuse", "faultGrant", "faultDelay"}) {
            QEvent enter(QEvent::FocusIn);
            QCoreApplication::sendEvent(desk.part(name), &enter);
            QVERIFY2(faults->hint() != before && !faults->hint().isEmpty(), name);
            QVERIFY2(!desk.part(name)->toolTip().isEmpty(), name);
        }
    }

    void packetByPacket()
    {
        BrokerDesk desk;
        QVERIFY(desk.start());
        const auto sensor = desk.connect("capteur-1");
        const auto* bar = desk.panel->findChild<StepModeBar*>();
        new QAbstractItemModelTester(desk.table("waiting")->model(), this);
        desk.click("stepToggle");
        QTRY_VERIFY_WITH_TIMEOUT(desk.lab.snapshot()->stepping, kWithinMs);
        QVERIFY(!bar->next()->isEnabled());
        QVERIFY(desk.table("waiting")->isVisible() || desk.rows("waiting") == 0);
        desk.publish(sensor, "pompe/niveau", "42", 1);
        QTRY_COMPARE_WITH_TIMEOUT(desk.rows("waiting"), 1, kWithinMs);
        QCOMPARE(desk.cell("waiting", 0, LabWaitingModel::Way), QStringLiteral("from capteur-1"));
        QCOMPARE(desk.cell("waiting", 0, LabWaitingModel::Type), QStringLiteral("PUBLISH"));
        QCOMPARE(desk.part<QLabel>("stepConsequence")->text(),
                 QStringLiteral("PUBLISH passes: The broker will answer with PUBACK 1."));
        // A key lets it pass: its answer waits.
        QTest::keyClick(desk.panel.get(), Qt::Key_F10, Qt::ControlModifier);
        QTRY_COMPARE_WITH_TIMEOUT(desk.cell("waiting", 0, LabWaitingModel::Type), QStringLiteral("PUBACK"),
                                  kWithinMs);
        QCOMPARE(desk.cell("waiting", 0, LabWaitingModel::Way), QStringLiteral("to capteur-1"));
        desk.clickCell("waiting", 0, 0);
        QTRY_VERIFY_WITH_TIMEOUT(desk.part("stepSelected")->isEnabled(), kWithinMs);
        desk.click("stepSelected");
        QTRY_COMPARE_WITH_TIMEOUT(desk.rows("waiting"), 0, kWithinMs);
        desk.publish(sensor, "a", "1", 0);
        desk.publish(sensor, "a", "2", 0);
        QTRY_COMPARE_WITH_TIMEOUT(desk.rows("waiting"), 2, kWithinMs);
        desk.click("stepClient");
        QTRY_COMPARE_WITH_TIMEOUT(desk.rows("waiting"), 0, kWithinMs);
        desk.click("stepToggle");
        QTRY_VERIFY_WITH_TIMEOUT(!desk.lab.snapshot()->stepping, kWithinMs);
        QTRY_VERIFY_WITH_TIMEOUT(!bar->next()->isEnabled(), kWithinMs);
    }

    // On a low screen what waits and the tables scroll; the panel asks for no more height.
    void waitingPacketsNeedNoMoreHeight()
    {
        BrokerDesk desk;
        QVERIFY(desk.start());
        const auto sensor = desk.connect("capteur-1");
        desk.click("stepToggle");
        QTRY_VERIFY_WITH_TIMEOUT(desk.lab.snapshot()->stepping, kWithinMs);
        for (int i = 0; i < 8; ++i)
            desk.publish(sensor, "a", "1", 0);
        QTRY_COMPARE_WITH_TIMEOUT(desk.rows("waiting"), 8, kWithinMs);
        QVERIFY2(desk.panel->minimumSizeHint().height() <= 380,
                 qPrintable(QString::number(desk.panel->minimumSizeHint().height())));
    }

    void theLogSpeaksBothLanguages()
    {
        BrokerDesk desk;
        QVERIFY(desk.start());
        const auto sensor = desk.connect("capteur-1");
        const auto tablet = desk.connect("tablette");
        desk.lab.clients().subscribe(tablet, {"pompe/niveau", 1});
        desk.publish(sensor, "pompe/niveau", "42", 1);
        const auto* log = desk.panel->findChild<BrokerLogView*>();
        const QString english =
            QStringLiteral("Message 1 of capteur-1 to topic pompe/niveau sent to tablette with QoS 1");
        QTRY_VERIFY2_WITH_TIMEOUT(log->text().contains(english), qPrintable(log->text()), kWithinMs);
        desk.window.language.use(QStringLiteral("fr"));
        QCoreApplication::processEvents();
        desk.panel->retranslate(); // as the window does, once it speaks the other language
        const QString french =
            QStringLiteral("Message 1 de capteur-1 sur le topic pompe/niveau envoyé à tablette en QoS 1");
        QTRY_VERIFY2_WITH_TIMEOUT(log->text().contains(french), qPrintable(log->text()), kWithinMs);
        QCOMPARE(desk.part("brokerStart")->text(), QStringLiteral("Arrêter"));
        QVERIFY(!log->text().contains(QStringLiteral("$SYS")));
        desk.window.language.use(QStringLiteral("en"));
    }

    void theLogOfTheChosenClientAlone()
    {
        BrokerDesk desk;
        QVERIFY(desk.start());
        QVERIFY(desk.connect("capteur-1") != 0);
        QVERIFY(desk.connect("tablette") != 0);
        const auto* log = desk.panel->findChild<BrokerLogView*>();
        QTRY_VERIFY_WITH_TIMEOUT(log->text().contains(QStringLiteral("tablette connected")), kWithinMs);
        desk.lab.chooseClient(QStringLiteral("capteur-1"));
        auto* const only = log->findChild<QAbstractButton*>();
        QVERIFY(only->isEnabled());
        QTest::mouseClick(only, Qt::LeftButton);
        QVERIFY(log->text().contains(QStringLiteral("capteur-1 connected")));
        QVERIFY(!log->text().contains(QStringLiteral("tablette")));
    }

    void aRowLeadsToItsPackets()
    {
        BrokerDesk desk;
        QVERIFY(desk.start());
        QVERIFY(desk.connect("capteur-1") != 0);
        QTRY_COMPARE_WITH_TIMEOUT(desk.rows("sessions"), 1, kWithinMs);
        desk.clickCell("sessions", 0, 0);
        QSignalSpy filter(&desk.window->workspace(), &Workspace::filterRequested);
        QTest::keyClick(desk.table("sessions"), Qt::Key_Return); // no capture is open
        const auto* banner = desk.panel->findChild<Banner*>();
        QTRY_VERIFY_WITH_TIMEOUT(banner->isVisible(), kWithinMs);
        QCOMPARE(filter.size(), 0);
        // The capture of the broker, as the window follows it.
        QVERIFY(QTest::qWaitFor([&] { return !desk.live.status().path.empty(); }, kWithinMs));
        QVERIFY(desk.window.open(QString::fromStdString(desk.live.status().path)));
        QTest::keyClick(desk.table("sessions"), Qt::Key_Return);
        QTRY_COMPARE_WITH_TIMEOUT(filter.size(), 1, kWithinMs);
        QVERIFY(filter.value(0).value(0).toString().startsWith(QStringLiteral("tcp.stream")));
        QSignalSpy ladder(&desk.window->workspace(), &Workspace::ladderRequested);
        desk.click("clientLadder");
        QTRY_COMPARE_WITH_TIMEOUT(ladder.size(), 1, kWithinMs);
    }

    void tablesFold()
    {
        BrokerDesk desk;
        auto* const table = qobject_cast<BrokerTable*>(desk.table("sessions")->parentWidget());
        QVERIFY(table != nullptr && table->isOpen());
        const int open = table->sizeHint().height();
        table->foldButton()->setFocus();
        QTest::keyClick(table->foldButton(), Qt::Key_Space);
        QVERIFY(!table->isOpen());
        QVERIFY(table->sizeHint().height() < open);
        QVERIFY(table->foldButton()->text().contains(QStringLiteral("0")));
        QCOMPARE(desk.window.settings.value(QStringLiteral("lab/open/sessions")).toBool(), false);
    }

    void wrongAccessRulesAreMarked()
    {
        BrokerDesk desk;
        auto* const apply = desk.part("accessApply");
        auto* const rules = apply->parentWidget()->findChild<QPlainTextEdit*>();
        rules->setPlainText(QStringLiteral("user capteur\ntopc write a/#\ntopic write a/#"));
        QCOMPARE(rules->extraSelections().size(), 1);
        QCOMPARE(rules->extraSelections().first().cursor.blockNumber(), 1);
        QVERIFY(!apply->isEnabled());
        rules->setPlainText(QStringLiteral("user capteur\ntopic write a/#"));
        QVERIFY(apply->isEnabled());
        apply->click();
        QCOMPARE(desk.panel->options().acl, std::string("user capteur\ntopic write a/#"));
    }

    void theAddressAsACode()
    {
        QrCode code;
        code.setContent(QStringLiteral("mqtt://192.168.1.20:1883"));
        QVERIFY(code.modules() >= 21);
        QVERIFY(code.isDark(0, 0)); // the corner of the finder pattern
        QVERIFY(!code.isDark(1, 1));
        code.setContent(QString(10'000, QLatin1Char('x')));
        QCOMPARE(code.modules(), 0);
    }

    void everythingIsReachedByTheTabulator()
    {
        BrokerDesk desk;
        QVERIFY(desk.start());
        QVERIFY(desk.connect("capteur-1") != 0);
        QTRY_COMPARE_WITH_TIMEOUT(desk.rows("sessions"), 1, kWithinMs);
        desk.clickCell("sessions", 0, 0);
        for (const auto* button : desk.panel->findChildren<QAbstractButton*>()) {
            if (!button->isVisible())
                continue;
            QVERIFY2((button->focusPolicy() & Qt::TabFocus) != 0, qPrintable(button->objectName()));
            QVERIFY2(!button->text().isEmpty() || !button->accessibleName().isEmpty(),
                     qPrintable(button->objectName()));
        }
    }
};

QTEST_MAIN(BrokerPanelTest)
#include "broker_panel_test.moc"
