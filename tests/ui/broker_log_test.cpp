// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/broker_panel_fixture.h"
#include "ui/lab/broker_log_view.h"
#include "ui/ladder/ladder_model.h"
#include "ui/models/document_session.h"
#include "ui/models/lab_log.h"
#include "ui/views/banner.h"

#include <QPlainTextEdit>
#include <QSignalSpy>
#include <QTextCursor>
#include <QTextDocument>

#include <vector>

using namespace mqttscope;
using namespace mqttscope::ui;
using test::BrokerDesk;

namespace {

constexpr int kWithinMs = 20'000;

} // namespace

class BrokerLogTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void theLogIsBounded()
    {
        const teach::Vocabulary words(teach::Language::English);
        LabLog log(words);
        std::vector<broker::LogEntry> news(LabLog::kMaxLines + 10);
        for (broker::LogEntry& entry : news) {
            entry.kind = broker::LogKind::Skipped;
            entry.count = 1;
        }
        log.add(news);
        QCOMPARE(log.lines().size(), LabLog::kMaxLines);
        for (std::size_t i = 0; i < LabLog::kMaxPeers + 10; ++i) {
            broker::LogEntry entry;
            entry.kind = broker::LogKind::Decision;
            entry.decision.session = i + 1;
            entry.decision.clientId = "c" + std::to_string(i);
            entry.peer = {"127.0.0.1", static_cast<std::uint16_t>(i + 1)};
            log.add({entry});
        }
        QVERIFY(log.peers() <= LabLog::kMaxPeers);
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
            QStringLiteral("capteur-1: 42 on pompe/niveau sent to tablette, QoS 1 (the lower of 1 and 1)");
        QTRY_VERIFY2_WITH_TIMEOUT(log->text().contains(english), qPrintable(log->text()), kWithinMs);
        desk.window.language.use(QStringLiteral("fr"));
        QCoreApplication::processEvents();
        desk.panel->retranslate(); // as the window does, once it speaks the other language
        const QString french = QStringLiteral(
            "capteur-1 : 42 sur pompe/niveau envoyé à tablette, QoS 1 (le plus petit de 1 et 1)");
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

    // The capture of the broker, as the window follows it: a click selects the packet of the line, Return
    // does so too, and the ladder is that of its message.
    void aLineLeadsToItsPacketAndItsLadder()
    {
        BrokerDesk desk;
        QVERIFY(desk.start());
        const auto sensor = desk.connect("capteur-1");
        const auto tablet = desk.connect("tablette");
        desk.lab.clients().subscribe(tablet, {"pompe/niveau", 1});
        QTRY_COMPARE_WITH_TIMEOUT(desk.rows("subscriptions"), 1, kWithinMs);
        auto* const log = desk.panel->findChild<BrokerLogView*>();
        desk.publish(sensor, "pompe/niveau", "41", 1);
        const QString first = QStringLiteral("41 on pompe/niveau sent to tablette"); // a frame of its own
        QTRY_VERIFY2_WITH_TIMEOUT(log->text().contains(first), qPrintable(log->text()), kWithinMs);
        desk.publish(sensor, "pompe/niveau", "42", 1);
        const QString line = QStringLiteral("42 on pompe/niveau sent to tablette");
        QTRY_VERIFY2_WITH_TIMEOUT(log->text().contains(line), qPrintable(log->text()), kWithinMs);
        const auto click = [&](const QString& part) {
            QTextCursor cursor = log->lines()->document()->find(part);
            cursor.clearSelection();
            log->lines()->setTextCursor(cursor); // into sight
            QTest::mouseClick(log->lines()->viewport(), Qt::LeftButton, {},
                              log->lines()->cursorRect(cursor).center());
        };
        // No capture is open.
        const auto* banner = desk.panel->findChild<Banner*>();
        click(line);
        QTRY_VERIFY_WITH_TIMEOUT(banner->isVisible(), kWithinMs);
        QVERIFY(QTest::qWaitFor([&] { return !desk.live.status().path.empty(); }, kWithinMs));
        QVERIFY(desk.window.open(QString::fromStdString(desk.live.status().path)));
        QSignalSpy frames(&desk.window->workspace(), &Workspace::frameRequested);
        const auto chosen = [&] {
            const auto snapshot = desk.window->session().snapshot();
            const std::uint32_t frame = frames.takeLast().value(0).toUInt();
            std::string text;
            snapshot->forEachMessage(frame, [&](std::uint32_t message) {
                const index::MessageRecord& record = snapshot->messages[message];
                const index::ConnectionRecord* connection = snapshot->connection(record.stream);
                text += std::to_string(static_cast<int>(record.type())) + ' ' +
                        std::string(snapshot->strings[connection->clientId]) +
                        (record.side == connection->clientSide ? " sends " : " gets ") +
                        std::to_string(record.packetId);
                return true;
            });
            return QString::fromStdString(text);
        };
        click(line);
        QTRY_COMPARE_WITH_TIMEOUT(frames.size(), 1, kWithinMs);
        QCOMPARE(chosen(), QStringLiteral("3 tablette gets 2"));
        click(QStringLiteral("41 on pompe/niveau received"));
        QTRY_COMPARE_WITH_TIMEOUT(frames.size(), 1, kWithinMs);
        QCOMPARE(chosen(), QStringLiteral("3 capteur-1 sends 1"));
        click(QStringLiteral("tablette subscribed"));
        QTRY_COMPARE_WITH_TIMEOUT(frames.size(), 1, kWithinMs);
        QVERIFY(chosen().startsWith(QStringLiteral("8 tablette sends")));
        QTest::keyClick(log->lines(), Qt::Key_Return); // the cursor stands there
        QTRY_COMPARE_WITH_TIMEOUT(frames.size(), 1, kWithinMs);
        QVERIFY(chosen().startsWith(QStringLiteral("8 tablette sends")));
        QSignalSpy ladder(&desk.window->workspace(), &Workspace::ladderRequested);
        for (const auto& shown : desk.panel->findChild<LabLog*>()->lines()) {
            if (shown.client == "tablette" && shown.entry.decision.code == mqtt::Decision::Sent)
                Q_EMIT log->ladderWanted(shown);
        }
        QTRY_VERIFY_WITH_TIMEOUT(!ladder.isEmpty(), kWithinMs);
        QCOMPARE(ladder.last().value(0).value<LadderScope>().kind, analysis::ladder::Scope::Kind::Story);
    }

    // A class that talks all at once does not stop the window: the last lines are there, the others are
    // counted, and who they were about is known.
    void ofTooManyLinesTheLastAreShown()
    {
        const BrokerDesk desk;
        auto* const log = desk.panel->findChild<LabLog*>();
        const auto* view = desk.panel->findChild<BrokerLogView*>();
        QVERIFY(view->isVisible());
        constexpr std::size_t kMore = 40;
        std::vector<broker::LogEntry> news(BrokerLogView::kMostAtOnce + kMore);
        for (broker::LogEntry& entry : news) {
            entry.kind = broker::LogKind::Decision;
            entry.decision.code = mqtt::Decision::ConnectAccepted;
            entry.decision.session = 1;
            entry.decision.clientId = "first";
        }
        news.back().decision.code = mqtt::Decision::Accepted;
        news.back().decision.session = 0;
        news.back().decision.clientId = "";
        news.back().decision.publisher = 1;
        log->add(news);
        QTRY_VERIFY2_WITH_TIMEOUT(view->text().startsWith(QStringLiteral("40 lines not shown")),
                                  qPrintable(view->text()), kWithinMs);
        QCOMPARE(view->lines()->blockCount(), static_cast<int>(BrokerLogView::kMostAtOnce) + 1);
        QVERIFY(view->text().section(QLatin1Char('\n'), -1).contains(QStringLiteral("first: ")));
        QSignalSpy packet(view, &BrokerLogView::packetWanted);
        view->lines()->moveCursor(QTextCursor::Start);
        QTest::keyClick(view->lines(), Qt::Key_Return);
        QVERIFY(packet.isEmpty()); // that line is about none
    }

    void namesTurnNoSentenceRound()
    {
        const teach::Vocabulary words(teach::Language::English);
        LabLog log(words);
        broker::LogEntry entry;
        entry.kind = broker::LogKind::Decision;
        entry.decision.code = mqtt::Decision::ConnectAccepted;
        entry.decision.session = 1;
        entry.decision.clientId = "a\xe2\x80\xae"
                                  "b";
        log.add({entry});
        const QString sentence = log.sentence(log.lines().back());
        QVERIFY(!sentence.contains(QChar(0x202e)));
        QVERIFY(sentence.contains(QStringLiteral("a.b")));
    }

    // Another broker counts its sessions from 1 again: nobody is called by a name of before.
    void theLogBeginsAnewWithTheBroker()
    {
        BrokerDesk desk;
        QVERIFY(desk.start());
        QVERIFY(desk.connect("capteur-1") != 0);
        const auto* log = desk.panel->findChild<BrokerLogView*>();
        QTRY_VERIFY_WITH_TIMEOUT(log->text().contains(QStringLiteral("capteur-1 connected")), kWithinMs);
        desk.click("brokerStart");
        QTRY_VERIFY_WITH_TIMEOUT(!desk.lab.isRunning() && !desk.lab.isStopping(), kWithinMs);
        QTRY_VERIFY_WITH_TIMEOUT(!desk.live.isBusy(), kWithinMs);
        QVERIFY(desk.start());
        const auto tablet = desk.connect("tablette");
        QVERIFY(tablet != 0);
        desk.publish(tablet, "a", "1", 0);
        QTRY_VERIFY2_WITH_TIMEOUT(log->text().contains(QStringLiteral("tablette: 1 on a")),
                                  qPrintable(log->text()), kWithinMs);
        QVERIFY(!log->text().contains(QStringLiteral("capteur-1")));
    }
};

QTEST_MAIN(BrokerLogTest)
#include "broker_log_test.moc"
