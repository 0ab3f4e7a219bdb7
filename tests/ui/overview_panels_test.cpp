// SPDX-License-Identifier: GPL-3.0-or-later
// The panels about the whole capture, by mouse and keys.
#include "tests/ui/overview_panels_fixture.h"
#include "ui/main_actions.h"
#include "ui/panels/conversation_view.h"
#include "ui/panels/panel_dock.h"
#include "ui/panels/payload_panel.h"
#include "ui/panels/rules_panel.h"
#include "ui/panels/sessions_panel.h"
#include "ui/panels/topics_panel.h"
#include "ui/panels/values_panel.h"
#include "ui/views/frame_list_view.h"

#include <QFile>
#include <QLineEdit>
#include <QListView>
#include <QSignalSpy>
#include <QTableView>
#include <QToolButton>
#include <QTreeView>

using namespace mqttscope;
using namespace mqttscope::ui;
using analysis::FindingLevel;
using field::FieldId;
using test::CaptureMaker;
using test::click;
using test::panelOf;
using test::sample;
using test::selection;
using test::settle;
using test::shown;

class OverviewPanelsTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void aHiddenPanelDoesNothing()
    {
        test::Window w;
        QVERIFY(w.open(sample("pannes-05")));
        QTRY_VERIFY(!w->workspace().queries().isBusy()); // the frame list looks for broken rules of its own
        QCOMPARE(panelOf<RulesPanel>(w).model().rowCount(), 0);
        QCOMPARE(shown<RulesPanel>(w).model().rowCount(), 1);
    }

    void panelsHaveShortcuts()
    {
        test::Window w;
        QVERIFY(w.open(sample("pannes-05")));
        w->activateWindow();
        QVERIFY(!panelOf<RulesPanel>(w).isVisible());
        QTest::keyClick(w.window.get(), Qt::Key_R, Qt::ControlModifier | Qt::ShiftModifier);
        QTRY_VERIFY(panelOf<RulesPanel>(w).isVisible());
        for (PanelDock* dock : w->docks()) {
            QVERIFY(!dock->toggleViewAction()->shortcut().isEmpty());
            QVERIFY(!dock->panel()->title().isEmpty());
        }
    }

    void anEmptyPanelSaysWhy()
    {
        test::Window w;
        RulesPanel& rules = shown<RulesPanel>(w);
        QVERIFY(rules.notice().contains(QStringLiteral("Open a capture")));
        QVERIFY(w.open(QStringLiteral(MQTTSCOPE_SOURCE_DIR "/samples/connect-python1.pcap")));
        QCOMPARE(shown<TopicsPanel>(w).notice(), QStringLiteral("Nothing was published in this capture."));
        QCOMPARE(shown<ValuesPanel>(w).notice(), QStringLiteral("Nothing was published in this capture."));
        QVERIFY(shown<PayloadPanel>(w).notice().contains(QStringLiteral("Select a PUBLISH")));
        w->workspace().showPanel(rules.id());
        QVERIFY(settle(w));
        QVERIFY(rules.notice().isEmpty());
        QVERIFY(!rules.view()->isVisible()); // "No rule is broken"
        QVERIFY(rules.summary().startsWith(QStringLiteral("149 rules checked, 149 kept")));
    }

    void aClickOnAFindingGoesToTheByte()
    {
        test::Window w;
        QVERIFY(w.open(sample("pannes-05")));
        RulesPanel& rules = shown<RulesPanel>(w);
        QCOMPARE(rules.summary(), QStringLiteral("149 rules checked, 148 kept"));
        const QModelIndex row = rules.model().index(0);
        const int line = rules.view()->visualRect(row).height();
        click(rules.view(), row);
        QTRY_COMPARE(selection(w).frame, 7U);
        QCOMPARE(selection(w).field, FieldId::MqttMsgid);
        QCOMPARE(selection(w).range, (field::ByteRange{9, 2}));
        QTRY_VERIFY(rules.view()->visualRect(row).height() > 4 * line);
        // The head of the card has the tint of an error, its body has not.
        const QRect card = rules.view()->visualRect(row);
        const QImage picture = rules.view()->viewport()->grab().toImage();
        const QPoint head(card.center().x(), card.top() + w.theme.px(12));
        QCOMPARE(picture.pixelColor(head).name(), w.theme.color(Ink::ErrorTint).name());
        QCOMPARE(picture.pixelColor(card.right() - w.theme.px(14), card.bottom() - w.theme.px(12)).name(),
                 w.theme.color(Ink::Surface).name());
    }

    void theLineWhereGoesToTheByteAgain()
    {
        test::Window w;
        QVERIFY(w.open(sample("pannes-05")));
        RulesPanel& rules = shown<RulesPanel>(w);
        click(rules.view(), rules.model().index(0));
        QTRY_COMPARE(selection(w).field, FieldId::MqttMsgid);
        w->selection().selectFrame(7);
        w->selection().selectNode(test::nodeOf(*w.window, FieldId::MqttTopic));
        QCOMPARE(selection(w).field, FieldId::MqttTopic);
        QTRY_VERIFY(!rules.whereRect(0).isEmpty());
        QTest::mouseClick(rules.view()->viewport(), Qt::LeftButton, {}, rules.whereRect(0).center());
        QTRY_COMPARE(selection(w).field, FieldId::MqttMsgid);
    }

    void theFindingFollowsTheFrame()
    {
        test::Window w;
        QVERIFY(w.open(sample("pannes-05")));
        RulesPanel& rules = shown<RulesPanel>(w);
        QVERIFY(!rules.view()->currentIndex().isValid());
        w->frameList()->setFocus();
        QTest::keyClick(w->frameList(), Qt::Key_End);
        QCOMPARE(selection(w).frame, 7U);
        QCOMPARE(rules.view()->currentIndex().row(), 0);
        QVERIFY(settle(w));
        QCOMPARE(selection(w).field, FieldId::None); // to follow is not to move the selection
        QTest::keyClick(w->frameList(), Qt::Key_Home);
        QVERIFY(!rules.view()->currentIndex().isValid());
    }

    void manyFindingsAreFoldedAndBounded()
    {
        test::Window w;
        const QString file = w.path("many.pcap");
        {
            CaptureMaker maker(file.toStdString());
            maker.open();
            maker.fromClient(test::connectPython1());
            maker.fromServer(test::connackAccepted());
            test::Bytes packet = test::publish("t", "x");
            packet[0] = 0x38; // DUP with QoS 0
            for (int i = 0; i < 3000; ++i)
                maker.fromClient(packet);
        }
        QVERIFY(w.open(file));
        RulesPanel& rules = shown<RulesPanel>(w);
        QCOMPARE(rules.model().rowCount(), 1);
        QCOMPARE(rules.model().ruleId(0), QStringLiteral("MQTT-3.3.1-2"));
        QCOMPARE(rules.model().index(0).data(RuleListModel::CountRole).toString(), QStringLiteral("× 3,000"));
        rules.view()->setFocus();
        rules.view()->setCurrentIndex(rules.model().index(0));
        QTest::keyClick(rules.view(), Qt::Key_Right);
        const int kept = static_cast<int>(analysis::Findings::kMaxPerGroup);
        QCOMPARE(rules.model().rowCount(), 1 + kept + 1);
        QVERIFY(rules.model().index(kept + 1).data().toString().startsWith(QStringLiteral("2,800 more")));
        QTest::keyClick(rules.view(), Qt::Key_Down);
        QTRY_COMPARE(selection(w).frame, 6U);
        QTest::keyClick(rules.view(), Qt::Key_Left); // to the rule
        QTest::keyClick(rules.view(), Qt::Key_Left); // folds it
        QCOMPARE(rules.model().rowCount(), 1);
        QTest::mouseClick(rules.chip(FindingLevel::Error), Qt::LeftButton);
        QCOMPARE(rules.model().rowCount(), 0);
        QTest::mouseClick(rules.chip(FindingLevel::Error), Qt::LeftButton);
        QTest::mouseClick(rules.byFrame(), Qt::LeftButton);
        QCOMPARE(rules.model().rowCount(), kept + 1);
    }

    void findingsAreExported()
    {
        test::Window w;
        QVERIFY(w.open(sample("pannes-05")));
        RulesPanel& rules = shown<RulesPanel>(w);
        QSignalSpy exported(&rules, &RulesPanel::exported);
        for (const char* name : {"rules.txt", "rules.csv"}) {
            rules.exportTo(w.path(name));
            QVERIFY(exported.wait());
        }
        QFile written(w.path("rules.txt"));
        QVERIFY(written.open(QIODevice::ReadOnly));
        const QString text = QString::fromUtf8(written.readAll());
        QVERIFY(text.startsWith(QStringLiteral("149 rules checked, 148 kept")));
        QVERIFY(text.contains(QStringLiteral("MQTT-2.3.1-1, § 2.3.1, frame 7")));
        QVERIFY(text.contains(QStringLiteral("the broker closed the connection")));
        QFile table(w.path("rules.csv"));
        QVERIFY(table.open(QIODevice::ReadOnly));
        QCOMPARE(table.readAll().count('\n'), 2);
        rules.exportTo(w.path("no/such/folder.txt"));
        QVERIFY(exported.wait());
        QCOMPARE(exported.last().at(1).toBool(), false);
    }

    void aSessionIsFollowed()
    {
        test::Window w;
        QVERIFY(w.open(sample("session-will-retain")));
        SessionsPanel& sessions = shown<SessionsPanel>(w);
        QCOMPARE(sessions.model().rowCount(), 3);
        // The session of the selected frame.
        QCOMPARE(sessions.heading(), QStringLiteral("Conversation of tableau"));
        QCOMPARE(sessions.conversation().rowCount(), 17);
        QCOMPARE(sessions.conversationView()->currentIndex().row(), 1);
        click(sessions.table(), sessions.model().index(1, 0));
        QTRY_COMPARE(sessions.heading(), QStringLiteral("Conversation of machine"));
        const QModelIndex publish = sessions.conversation().index(3);
        QVERIFY(publish.data().toString().startsWith(QStringLiteral("PUBLISH")));
        click(sessions.conversationView(), publish);
        QCOMPARE(selection(w).frame, 16U);
        QTest::keyClick(sessions.conversationView(), Qt::Key_Down);
        QCOMPARE(selection(w).frame, 25U);
        QCOMPARE(sessions.heading(), QStringLiteral("Conversation of machine"));
        QCOMPARE(sessions.saveConversation(w.path("session.txt")), QString());
        QFile written(w.path("session.txt"));
        QVERIFY(written.open(QIODevice::ReadOnly));
        QVERIFY(written.readAll().contains("-->  PUBLISH"));
    }

    void aSessionIsAFilter()
    {
        test::Window w;
        QVERIFY(w.open(sample("session-will-retain")));
        SessionsPanel& sessions = shown<SessionsPanel>(w);
        QSignalSpy filters(&w->workspace(), &Workspace::filterRequested);
        QTableView* table = sessions.table();
        const QPoint place = table->visualRect(sessions.model().index(0, 0)).center();
        QTest::mouseClick(table->viewport(), Qt::LeftButton, {}, place);
        QTest::mouseDClick(table->viewport(), Qt::LeftButton, {}, place);
        QCOMPARE(filters.count(), 1);
        QCOMPARE(filters[0][0].toString(), QStringLiteral("tcp.stream in {0, 2}"));
        QTest::keyClick(table, Qt::Key_Down);
        QTest::keyClick(table, Qt::Key_Return);
        QCOMPARE(filters.last()[0].toString(), QStringLiteral("tcp.stream == 1"));
    }

    void columnsAreRemembered()
    {
        test::Window w;
        QVERIFY(w.open(sample("session-will-retain")));
        shown<SessionsPanel>(w).table()->setColumnWidth(SessionTableModel::Will, 321);
        QTRY_VERIFY(w.settings.contains(QStringLiteral("sessions/columns")));
        w.reopen();
        QCOMPARE(panelOf<SessionsPanel>(w).table()->columnWidth(SessionTableModel::Will), 321);
    }

    void topicsAreFoundAndFiltered()
    {
        test::Window w;
        QVERIFY(w.open(sample("topics-domotique")));
        TopicsPanel& topics = shown<TopicsPanel>(w);
        QCOMPARE(topics.counts(), QStringLiteral("6 topics"));
        QTest::mouseClick(topics.filterBox(), Qt::LeftButton);
        QTest::keyClicks(topics.filterBox(), QStringLiteral("lampe"));
        QCOMPARE(topics.counts(), QStringLiteral("1 of 6 topics"));
        const QModelIndex lamp = topics.model().indexOf("maison/salon/lampe");
        QVERIFY(!topics.tree()->visualRect(lamp).isEmpty()); // unfolded
        QSignalSpy filters(&w->workspace(), &Workspace::filterRequested);
        click(topics.tree(), lamp);
        QTest::keyClick(topics.tree(), Qt::Key_Return, Qt::ControlModifier);
        QCOMPARE(filters.count(), 1);
        QCOMPARE(filters[0][0].toString(), QStringLiteral("mqtt.topic == \"maison/salon/lampe\""));
        QTest::keyClick(topics.tree(), Qt::Key_Return);
        QCOMPARE(selection(w).frame, 111U);
        QTest::mouseClick(topics.filterBox(), Qt::LeftButton);
        QTest::keyClick(topics.filterBox(), Qt::Key_Escape);
        QCOMPARE(topics.counts(), QStringLiteral("6 topics"));
    }

    void everythingSpeaksFrenchAtOnce()
    {
        test::Window w;
        QVERIFY(w.open(sample("pannes-05"), 7));
        RulesPanel& rules = shown<RulesPanel>(w);
        SessionsPanel& sessions = shown<SessionsPanel>(w);
        w->actions().french->trigger();
        QVERIFY(settle(w));
        QCOMPARE(rules.title(), QStringLiteral("Règles de la norme"));
        QCOMPARE(rules.summary(), QStringLiteral("149 règles vérifiées, 148 respectées"));
        QStringList lines;
        for (const RuleLine& line : rules.model().card(0).lines)
            lines += line.label + QLatin1Char('|') + line.value;
        QVERIFY2(lines.last().startsWith(QStringLiteral("observé|le broker a fermé la connexion")),
                 qPrintable(lines.join(QLatin1Char('\n'))));
        QCOMPARE(sessions.heading(), QStringLiteral("Conversation de eleve1"));
        QCOMPARE(
            sessions.model().headerData(SessionTableModel::Ended, Qt::Horizontal, Qt::DisplayRole).toString(),
            QStringLiteral("Comment elle finit"));
        w->actions().english->trigger();
        QCOMPARE(rules.title(), QStringLiteral("Rules of the standard"));
    }

    void anotherCaptureEmptiesThePanels()
    {
        test::Window w;
        QVERIFY(w.open(sample("pannes-05")));
        RulesPanel& rules = shown<RulesPanel>(w);
        SessionsPanel& sessions = shown<SessionsPanel>(w);
        QCOMPARE(sessions.model().rowCount(), 1);
        QVERIFY(w.open(sample("qos-mixte")));
        QVERIFY(settle(w));
        QCOMPARE(sessions.model().rowCount(), 4);
        QCOMPARE(rules.summary(), QStringLiteral("149 rules checked, 149 kept"));
        w->session().close();
        QCOMPARE(sessions.model().rowCount(), 0);
        QCOMPARE(sessions.conversation().rowCount(), 0);
        QVERIFY(rules.notice().contains(QStringLiteral("Open a capture")));
    }
};

QTEST_MAIN(OverviewPanelsTest)
#include "overview_panels_test.moc"
