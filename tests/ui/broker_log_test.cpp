// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/broker_panel_fixture.h"
#include "ui/lab/broker_log_view.h"
#include "ui/models/lab_log.h"

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
        QTRY_VERIFY2_WITH_TIMEOUT(log->text().contains(QStringLiteral("of tablette to topic a")),
                                  qPrintable(log->text()), kWithinMs);
        QVERIFY(!log->text().contains(QStringLiteral("capteur-1")));
    }
};

QTEST_MAIN(BrokerLogTest)
#include "broker_log_test.moc"
