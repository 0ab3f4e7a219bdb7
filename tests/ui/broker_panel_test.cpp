// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/broker_panel_fixture.h"
#include "ui/lab/broker_delegate.h"
#include "ui/lab/broker_log_view.h"
#include "ui/lab/broker_table.h"
#include "ui/lab/fault_bar.h"
#include "ui/lab/step_mode_bar.h"
#include "ui/models/lab_retained_model.h"
#include "ui/models/lab_sessions_model.h"
#include "ui/models/lab_waiting_model.h"
#include "ui/views/banner.h"

#include <QAbstractItemModelTester>
#include <QAction>
#include <QDateTime>
#include <QLabel>
#include <QMenu>
#include <QPushButton>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTimer>
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
    void namesFromTheWireAreShownAsTheyAre()
    {
        BrokerDesk desk;
        QVERIFY(desk.start());
        const QString name = QStringLiteral("<h1>a</h1>&b");
        broker::lab::LabClientOptions options;
        options.port = desk.lab.started().addresses.front().port;
        options.client.clientId = name.toStdString();
        options.client.will.emplace();
        options.client.will->topic = "<b>%2</b>";
        const auto id = desk.lab.addClient(options);
        desk.lab.clients().connect(id);
        QTRY_COMPARE_WITH_TIMEOUT(desk.rows("sessions"), 1, kWithinMs);
        const QAbstractItemModel& sessions = *desk.table("sessions")->model();
        QCOMPARE(sessions.index(0, LabSessionsModel::Client).data().toString(), name);
        QTRY_VERIFY(sessions.index(0, LabSessionsModel::Will)
                        .data(Qt::ToolTipRole)
                        .toString()
                        .contains(QStringLiteral("&lt;b&gt;%2&lt;/b&gt;, QoS 0")));
        desk.lab.chooseClient(name);
        const auto labels = desk.panel->findChildren<QLabel*>();
        int shown = 0;
        for (const QLabel* label : labels) {
            if (!label->text().contains(name))
                continue;
            QCOMPARE(label->textFormat(), Qt::PlainText);
            ++shown;
        }
        QVERIFY(shown > 0);
        const auto* log = desk.panel->findChild<BrokerLogView*>();
        const auto switches = log->findChildren<QAbstractButton*>();
        QVERIFY(std::any_of(switches.begin(), switches.end(), [](const QAbstractButton* one) {
            return one->text().endsWith(QStringLiteral("</h1>&&b"));
        }));
        desk.panel->findChild<Banner*>()->show(Banner::Severity::Note, name);
        QCOMPARE(desk.panel->findChild<Banner*>()->sentence(), name);
    }

    void aMenuKeepsToItsRow()
    {
        const BrokerDesk desk;
        const auto retained = [](std::initializer_list<const char*> topics) {
            broker::lab::LabSnapshot snapshot;
            for (const char* const topic : topics)
                snapshot.retained.rows.push_back({topic, 0, 0, {}});
            snapshot.retained.total = snapshot.retained.rows.size();
            return snapshot;
        };
        LabRetainedModel model;
        BrokerTable table(desk.window->workspace(), model, QStringLiteral("retained"), true);
        QByteArray erased;
        connect(&table, &BrokerTable::linkActivated, &table,
                [&](const QModelIndex& index) { erased = index.data(lab_role::Topic).toByteArray(); });
        // The menu of row b is open; then there are these rows, and its last line is chosen.
        const auto eraseAfter = [&](std::initializer_list<const char*> topics) {
            model.show(retained({"b", "c", "d"}));
            table.table()->setCurrentIndex(model.index(0, 0));
            erased.clear();
            QTimer::singleShot(0, &table, [&] {
                auto* const menu = qobject_cast<QMenu*>(QApplication::activePopupWidget());
                model.show(retained(topics));
                menu->actions().constLast()->trigger();
                menu->close();
            });
            Q_EMIT table.table()->customContextMenuRequested({5, 5});
            return erased;
        };
        QCOMPARE(eraseAfter({"b", "c"}), QByteArray("b"));
        QCOMPARE(eraseAfter({"a", "b", "c"}), QByteArray("b"));
        QCOMPARE(eraseAfter({}), QByteArray());
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
        QCOMPARE(
            desk.part<QLabel>("stepConsequence")->text(),
            QStringLiteral("PUBLISH from capteur-1 passes: The broker will answer with PUBACK 1. It passes "
                           "the message on to nobody: nobody is subscribed to this topic."));
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

    // On a small screen, in the longer language: nothing is to be scrolled sideways, and nothing is lost.
    void tablesFitInTheirRoom()
    {
        BrokerDesk desk;
        desk.panel->resize(470, 700);
        desk.window.language.use(QStringLiteral("fr"));
        desk.panel->retranslate();
        QVERIFY(desk.start());
        const auto sensor = desk.connect("capteur-1");
        const auto tablet = desk.connect("tablette-de-la-salle-204");
        desk.lab.clients().subscribe(tablet, {"batiment/3/etage/2/salle/204/pompe/niveau/#", 1});
        desk.publish(sensor, "batiment/3/etage/2/salle/204/pompe/etat", "une valeur assez longue", 1, true);
        QTRY_COMPARE_WITH_TIMEOUT(desk.rows("sessions"), 2, kWithinMs);
        QTRY_COMPARE_WITH_TIMEOUT(desk.rows("subscriptions"), 1, kWithinMs);
        QTRY_COMPARE_WITH_TIMEOUT(desk.rows("retained"), 1, kWithinMs);
        for (const char* name : {"sessions", "subscriptions", "retained"}) {
            const QTableView* table = desk.table(name);
            int width = 0;
            for (int column = 0; column < table->model()->columnCount(); ++column)
                width += table->columnWidth(column);
            QVERIFY2(width <= table->viewport()->width(), name);
            QVERIFY2(!table->horizontalScrollBar()->isVisible(), name);
            QVERIFY2(!table->isColumnHidden(0), name);
        }
        QVERIFY(desk.table("sessions")->isColumnHidden(LabSessionsModel::Queued)); // nothing waits
        QVERIFY(!desk.table("sessions")->isColumnHidden(LabSessionsModel::KeepAlive));
        QVERIFY(!desk.table("retained")->isColumnHidden(4)); // what erases
        const QTableView* table = desk.table("sessions");
        auto* delegate = qobject_cast<BrokerDelegate*>(table->itemDelegate());
        QVERIFY(delegate->tipOf(*table, table->model()->index(0, 0)).contains(QStringLiteral("En file")));
        desk.panel->resize(900, 700);
        QTRY_VERIFY_WITH_TIMEOUT(!table->isColumnHidden(LabSessionsModel::Queued), kWithinMs);
        desk.window.language.use(QStringLiteral("en"));
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
