// SPDX-License-Identifier: GPL-3.0-or-later
// Packet by packet: what is said before a packet passes, and that it happens.
#include "tests/ui/broker_panel_fixture.h"
#include "ui/lab/step_mode_bar.h"
#include "ui/models/lab_consequence.h"
#include "ui/models/lab_waiting_model.h"

#include <QAction>
#include <QLabel>

#include <vector>

using namespace mqttscope;
using namespace mqttscope::ui;
using broker::FaultSide;
using broker::HeldKind;
using broker::lab::LabClientId;
using broker::lab::LabClientOptions;
using broker::lab::LabSnapshot;
using broker::lab::WaitingRow;
using mqtt::PacketType;
using mqtt::Version;
using test::BrokerDesk;

namespace {

constexpr int kWithinMs = 20'000;

/// A class whose packets wait.
struct Lesson {
    BrokerDesk desk;
    Version version = Version::V311;

    LabClientOptions options(const char* name) const
    {
        LabClientOptions options;
        options.port = desk.lab.started().addresses.front().port;
        options.client.clientId = name;
        options.client.version = version;
        options.client.cleanStart = version == Version::V50; // before, the session is kept
        return options;
    }
    LabClientId join(const LabClientOptions& options)
    {
        const LabClientId id = desk.lab.addClient(options);
        desk.lab.clients().connect(id);
        return QTest::qWaitFor([&] { return desk.lab.clients().state(id)->connected; }, kWithinMs) ? id : 0;
    }
    bool subscribe(LabClientId id, const char* filter, std::uint8_t qos)
    {
        broker::lab::LabSubscription wanted;
        wanted.filter = filter;
        wanted.qos = qos;
        desk.lab.clients().subscribe(id, wanted);
        return QTest::qWaitFor([&] { return !desk.lab.clients().state(id)->subscriptions.empty(); },
                               kWithinMs) &&
               QTest::qWaitFor([&] { return desk.rows("subscriptions") > 0; }, kWithinMs);
    }
    bool step(bool on)
    {
        desk.click("stepToggle");
        return QTest::qWaitFor([&] { return desk.lab.snapshot()->stepping == on; }, kWithinMs);
    }
    /// Packet Identifier of the first packet that waits, once one does.
    std::uint16_t waitingId() const
    {
        const bool waits = QTest::qWaitFor([&] { return desk.rows("waiting") > 0; }, kWithinMs);
        return waits ? desk.lab.snapshot()->waiting.rows.front().packetId : std::uint16_t{0};
    }
    QString said() const { return desk.part<QLabel>("stepConsequence")->text(); }
    /// Whether this is said of the first packet that waits, which is let through then.
    bool passes(const QString& sentence)
    {
        const bool is = QTest::qWaitFor([&] { return said() == sentence; }, kWithinMs);
        if (!is)
            qWarning() << "said:" << said() << "wanted:" << sentence;
        const std::uint64_t id = desk.rows("waiting") > 0 ? desk.lab.snapshot()->waiting.rows.front().id : 0;
        desk.panel->step().next()->trigger();
        return is && QTest::qWaitFor(
                         [&] {
                             const auto& rows = desk.lab.snapshot()->waiting.rows;
                             return rows.empty() || rows.front().id != id;
                         },
                         kWithinMs);
    }
    bool nothingWaits() const
    {
        return QTest::qWaitFor([&] { return desk.lab.snapshot()->waiting.total == 0; }, kWithinMs);
    }
};

QString of(const WaitingRow& row, const LabSnapshot& snapshot = {})
{
    static const teach::Vocabulary words(teach::Language::English);
    return consequenceOf(row, snapshot, words);
}

WaitingRow packet(PacketType type, FaultSide from)
{
    WaitingRow row;
    row.id = 9;
    row.clientId = "capteur-1";
    row.from = from;
    row.kind = HeldKind::Packet;
    row.type = type;
    row.version = Version::V311;
    return row;
}

void versions()
{
    QTest::addColumn<int>("version");
    QTest::newRow("3.1") << static_cast<int>(Version::V31);
    QTest::newRow("3.1.1") << static_cast<int>(Version::V311);
    QTest::newRow("5.0") << static_cast<int>(Version::V50);
}

} // namespace

class StepModeTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void messagesOfEachQos_data() { versions(); }
    void messagesOfEachQos()
    {
        QFETCH(int, version);
        Lesson l;
        l.version = static_cast<Version>(version);
        QVERIFY(l.desk.start());
        const LabClientId sensor = l.join(l.options("capteur-1"));
        const LabClientId tablet = l.join(l.options("tablette"));
        QVERIFY(sensor != 0 && tablet != 0 && l.subscribe(tablet, "pompe/#", 2));
        QVERIFY(l.step(true));
        l.desk.publish(sensor, "pompe/niveau", "40", 0);
        QVERIFY(
            l.passes(QStringLiteral("PUBLISH from capteur-1 passes: The broker answers nothing: QoS 0. It "
                                    "passes the message on to tablette.")));
        QVERIFY(l.passes(
            QStringLiteral("PUBLISH to tablette passes: The client takes it and answers nothing: QoS 0.")));
        QVERIFY(l.nothingWaits());
        l.desk.publish(sensor, "pompe/niveau", "41", 1);
        const std::uint16_t one = l.waitingId();
        QVERIFY(l.passes(
            QStringLiteral("PUBLISH from capteur-1 passes: The broker will answer with PUBACK %1. It "
                           "passes the message on to tablette.")
                .arg(one)));
        QVERIFY(l.passes(
            QStringLiteral("PUBACK to capteur-1 passes: Packet Identifier %1 will be free again.").arg(one)));
        QVERIFY(
            l.passes(QStringLiteral("PUBLISH to tablette passes: The client will answer with PUBACK 1.")));
        QVERIFY(
            l.passes(QStringLiteral("PUBACK from tablette passes: Packet Identifier 1 will be free again.")));
        QVERIFY(l.nothingWaits());
        l.desk.publish(sensor, "pompe/niveau", "42", 2);
        const std::uint16_t two = l.waitingId();
        const auto with = [two](const char* sentence) { return QString::fromLatin1(sentence).arg(two); };
        QVERIFY(l.passes(
            with("PUBLISH from capteur-1 passes: The broker will answer with PUBREC %1. It keeps the "
                 "message and passes it on when PUBREL has come.")));
        QVERIFY(l.passes(with("PUBREC to capteur-1 passes: The client will answer with PUBREL %1.")));
        QVERIFY(
            l.passes(with("PUBREL from capteur-1 passes: The broker will answer with PUBCOMP %1. It passes "
                          "the message on to tablette.")));
        QVERIFY(l.passes(with("PUBCOMP to capteur-1 passes: Packet Identifier %1 will be free again.")));
        const std::uint16_t out = l.waitingId();
        const auto back = [out](const char* sentence) { return QString::fromLatin1(sentence).arg(out); };
        QVERIFY(l.passes(back("PUBLISH to tablette passes: The client will answer with PUBREC %1.")));
        QVERIFY(l.passes(back("PUBREC from tablette passes: The broker will answer with PUBREL %1.")));
        QVERIFY(l.passes(back("PUBREL to tablette passes: The client will answer with PUBCOMP %1.")));
        QVERIFY(l.passes(back("PUBCOMP from tablette passes: Packet Identifier %1 will be free again.")));
        QVERIFY(l.nothingWaits());
    }

    void retainedMessagesAndSubscriptions_data() { versions(); }
    void retainedMessagesAndSubscriptions()
    {
        QFETCH(int, version);
        Lesson l;
        l.version = static_cast<Version>(version);
        QVERIFY(l.desk.start());
        const LabClientId sensor = l.join(l.options("capteur-1"));
        const LabClientId tablet = l.join(l.options("tablette"));
        QVERIFY(l.step(true));
        l.desk.publish(sensor, "pompe/etat", "on", 0, true);
        QVERIFY(
            l.passes(QStringLiteral("PUBLISH from capteur-1 passes: The broker answers nothing: QoS 0. It "
                                    "passes the message on to nobody: nobody is subscribed to this topic. It "
                                    "keeps the message as the retained one of this topic.")));
        QTRY_COMPARE_WITH_TIMEOUT(l.desk.rows("retained"), 1, kWithinMs);
        broker::lab::LabSubscription wanted;
        wanted.filter = "pompe/+";
        wanted.qos = 1;
        l.desk.lab.clients().subscribe(tablet, wanted);
        const std::uint16_t id = l.waitingId();
        QVERIFY(l.passes(
            QStringLiteral("SUBSCRIBE from tablette passes: The broker will answer with SUBACK %1. 1 "
                           "retained message will follow.")
                .arg(id)));
        QVERIFY(l.passes(QStringLiteral(
            "SUBACK to tablette passes: The client will know that it is subscribed, with QoS 1.")));
        QString kept =
            QStringLiteral("PUBLISH to tablette passes: The client takes it and answers nothing: QoS 0.");
        if (l.version != Version::V50)
            kept += QStringLiteral(" It is the message that was retained.");
        QVERIFY(l.passes(kept));
        QVERIFY(l.nothingWaits());
        l.desk.publish(sensor, "pompe/etat", "", 0, true);
        QVERIFY(l.passes(
            QStringLiteral("PUBLISH from capteur-1 passes: The broker answers nothing: QoS 0. It "
                           "passes the message on to tablette. Without payload: the retained message "
                           "of this topic is gone.")));
        QTRY_COMPARE_WITH_TIMEOUT(l.desk.rows("retained"), 0, kWithinMs);
        l.desk.panel->step().next()->trigger(); // the live copy
        QVERIFY(l.nothingWaits());
        l.desk.lab.clients().unsubscribe(tablet, "pompe/+");
        const std::uint16_t end = l.waitingId();
        QVERIFY(l.passes(
            QStringLiteral("UNSUBSCRIBE from tablette passes: The broker will answer with UNSUBACK %1.")
                .arg(end)));
        QVERIFY(l.passes(QStringLiteral("UNSUBACK to tablette passes: The client will have its answer.")));
        QVERIFY(l.nothingWaits());
    }

    void connectionsAndWills_data() { versions(); }
    void connectionsAndWills()
    {
        QFETCH(int, version);
        Lesson l;
        l.version = static_cast<Version>(version);
        QVERIFY(l.desk.start());
        const LabClientId tablet = l.join(l.options("tablette"));
        QVERIFY(l.subscribe(tablet, "pompe/#", 0));
        QVERIFY(l.step(true));
        LabClientOptions willing = l.options("capteur-1");
        willing.client.will.emplace();
        willing.client.will->topic = "pompe/etat";
        const LabClientId sensor = l.desk.lab.addClient(willing);
        const auto connects = [&] {
            l.desk.lab.clients().connect(sensor);
            return l.passes(QStringLiteral(
                       "CONNECT from capteur-1 passes: The broker will answer with CONNACK. It "
                       "keeps the Will for pompe/etat.")) &&
                   l.passes(QStringLiteral("CONNACK to capteur-1 passes: The client will be connected.")) &&
                   QTest::qWaitFor([&] { return l.desk.lab.clients().state(sensor)->connected; }, kWithinMs);
        };
        QVERIFY(connects());
        l.desk.publish(sensor, "other", "1", 0);
        QTRY_COMPARE_WITH_TIMEOUT(l.desk.lab.snapshot()->waiting.total, std::size_t{1}, kWithinMs);
        l.desk.lab.clients().pullPlug(sensor);
        QTRY_COMPARE_WITH_TIMEOUT(l.desk.lab.snapshot()->waiting.total, std::size_t{2}, kWithinMs);
        QVERIFY(
            l.passes(QStringLiteral("PUBLISH from capteur-1 passes: The broker answers nothing: QoS 0. It "
                                    "passes the message on to nobody: nobody is subscribed to this topic.")));
        QVERIFY(
            l.passes(QStringLiteral("end of the connection from capteur-1 passes: The broker will notice "
                                    "that the connection is over. There "
                                    "was no DISCONNECT. The broker will publish the Will to pompe/etat.")));
        QTRY_COMPARE_WITH_TIMEOUT(l.desk.lab.snapshot()->waiting.total, std::size_t{1}, kWithinMs);
        QCOMPARE(l.desk.lab.snapshot()->waiting.rows.front().topic, std::string("pompe/etat"));
        QVERIFY(l.passes(
            QStringLiteral("PUBLISH to tablette passes: The client takes it and answers nothing: QoS 0.")));
        QTRY_VERIFY_WITH_TIMEOUT(!l.desk.lab.clients().state(sensor)->open, kWithinMs);
        QVERIFY(connects());
        l.desk.lab.clients().disconnect(sensor);
        QVERIFY(l.passes(
            QStringLiteral("DISCONNECT from capteur-1 passes: The connection will be over. The broker "
                           "will forget the Will.")));
        QTRY_VERIFY_WITH_TIMEOUT(!l.desk.lab.clients().state(sensor)->open, kWithinMs);
        QVERIFY(l.nothingWaits()); // no will
    }

    void whoComesWithTheSameIdentifierTakesOver()
    {
        Lesson l;
        QVERIFY(l.desk.start());
        const LabClientId first = l.join(l.options("capteur-1"));
        QVERIFY(l.step(true));
        l.desk.lab.clients().connect(l.desk.lab.addClient(l.options("capteur-1")));
        QVERIFY(
            l.passes(QStringLiteral("CONNECT from capteur-1 passes: The broker will answer with CONNACK. The "
                                    "connection that capteur-1 has now will be ended: no two with the same "
                                    "Client Identifier.")));
        QTRY_VERIFY_WITH_TIMEOUT(!l.desk.lab.clients().state(first)->open, kWithinMs);
    }

    void forWhoIsAwayItIsKept()
    {
        Lesson l;
        QVERIFY(l.desk.start());
        const LabClientId sensor = l.join(l.options("capteur-1"));
        const LabClientId tablet = l.join(l.options("tablette"));
        QVERIFY(l.subscribe(tablet, "#", 1));
        l.desk.lab.clients().disconnect(tablet);
        QTRY_VERIFY_WITH_TIMEOUT(!l.desk.lab.snapshot()->sessions.rows.back().connected, kWithinMs);
        QVERIFY(l.step(true));
        l.desk.publish(sensor, "a", "1", 2); // lowered to what was granted
        for (int i = 0; i < 2; ++i) {
            QTRY_VERIFY_WITH_TIMEOUT(l.desk.rows("waiting") == 1, kWithinMs);
            const std::uint64_t id = l.desk.lab.snapshot()->waiting.rows.front().id;
            l.desk.panel->step().next()->trigger();
            QTRY_VERIFY_WITH_TIMEOUT(!l.desk.lab.snapshot()->waiting.rows.empty() &&
                                         l.desk.lab.snapshot()->waiting.rows.front().id != id,
                                     kWithinMs);
        }
        QVERIFY(
            l.passes(QStringLiteral("PUBREL from capteur-1 passes: The broker will answer with PUBCOMP 1. It "
                                    "keeps the message for those who are away: tablette (QoS 1).")));
        QTRY_COMPARE_WITH_TIMEOUT(l.desk.lab.snapshot()->sessions.rows.back().queued +
                                      l.desk.lab.snapshot()->sessions.rows.front().queued,
                                  std::size_t{1}, kWithinMs);
    }

    void qos0IsKeptForNobody()
    {
        LabSnapshot snapshot;
        broker::lab::SessionRow away;
        away.clientId = "tablette";
        snapshot.sessions.rows.push_back(away);
        snapshot.sessions.total = 1;
        snapshot.subscriptions.rows.push_back({"pompe/#", "tablette", {}});
        snapshot.subscriptions.rows.front().options.qos = 1;
        snapshot.subscriptions.total = 1;
        WaitingRow row = packet(PacketType::Publish, FaultSide::Client);
        row.topic = "pompe/niveau";
        QCOMPARE(of(row, snapshot),
                 QStringLiteral("The broker answers nothing: QoS 0. It passes the message on to "
                                "nobody: who is subscribed is away."));
        row.qos = 1;
        row.packetId = 4;
        QCOMPARE(of(row, snapshot),
                 QStringLiteral("The broker will answer with PUBACK 4. It keeps the message for "
                                "those who are away: tablette."));
        snapshot.subscriptions.rows.front().options.shared = true;
        snapshot.subscriptions.rows.front().filter = "$share/g/pompe/#";
        QCOMPARE(of(row, snapshot),
                 QStringLiteral("The broker will answer with PUBACK 4. It passes the message on "
                                "to whoever is subscribed."));
    }

    void anArmedFaultIsSaid()
    {
        Lesson l;
        QVERIFY(l.desk.start());
        const LabClientId sensor = l.join(l.options("capteur-1"));
        QVERIFY(l.step(true));
        broker::lab::LabFault fault;
        fault.kind = broker::lab::LabFaultKind::LoseAndCut;
        fault.clientId = "capteur-1";
        fault.type = PacketType::Puback;
        QVERIFY(l.desk.lab.broker().arm(fault) != 0);
        QTRY_COMPARE_WITH_TIMEOUT(l.desk.lab.snapshot()->faults.size(), std::size_t{1}, kWithinMs);
        l.desk.publish(sensor, "a", "1", 1);
        QVERIFY(l.passes(QStringLiteral("PUBLISH from capteur-1 passes: The broker will answer with PUBACK "
                                        "1. It passes the message on to "
                                        "nobody: nobody is subscribed to this topic. A fault is armed: The "
                                        "next PUBACK to capteur-1 is lost, "
                                        "and the connection is cut.")));
        QTRY_VERIFY_WITH_TIMEOUT(!l.desk.lab.clients().state(sensor)->open, kWithinMs);
        QCOMPARE(l.desk.lab.snapshot()->waiting.total, std::size_t{0}); // no PUBACK
    }

    void whatCameBeforePassesFirst()
    {
        Lesson l;
        QVERIFY(l.desk.start());
        const LabClientId sensor = l.join(l.options("capteur-1"));
        QVERIFY(l.step(true));
        for (const char* value : {"1", "2", "3"})
            l.desk.publish(sensor, "a", value, 0);
        QTRY_COMPARE_WITH_TIMEOUT(l.desk.rows("waiting"), 3, kWithinMs);
        l.desk.clickCell("waiting", 2, 0);
        QTRY_VERIFY_WITH_TIMEOUT(
            l.said().endsWith(QStringLiteral("2 packets that came before it pass first.")), kWithinMs);
        l.desk.click("stepSelected");
        QVERIFY(l.nothingWaits());
    }

    void rarePacketsHaveASentenceToo()
    {
        QCOMPARE(of(packet(PacketType::Pingreq, FaultSide::Client)),
                 QStringLiteral("The broker will answer with PINGRESP."));
        QCOMPARE(of(packet(PacketType::Pingresp, FaultSide::Broker)),
                 QStringLiteral("The client will know that the broker is there."));
        WaitingRow refused = packet(PacketType::Connack, FaultSide::Broker);
        refused.reasonCode = std::uint8_t{5};
        QCOMPARE(of(refused), QStringLiteral("The client will know that it is refused."));
        WaitingRow pubrec = packet(PacketType::Pubrec, FaultSide::Broker);
        pubrec.version = Version::V50;
        pubrec.packetId = 7;
        pubrec.reasonCode = std::uint8_t{0x87};
        QCOMPARE(of(pubrec),
                 QStringLiteral("The message is refused. Packet Identifier 7 will be free again."));
        WaitingRow again = packet(PacketType::Publish, FaultSide::Client);
        again.qos = 2;
        again.dup = true;
        again.packetId = 7;
        LabSnapshot holding;
        holding.inFlight.rows.push_back({"capteur-1", FaultSide::Client, 7, 2, {}, "t"});
        holding.inFlight.total = 1;
        QCOMPARE(of(again, holding),
                 QStringLiteral("The broker will answer with PUBREC 7. It has the message "
                                "already and takes it only once."));
        WaitingRow dup = packet(PacketType::Publish, FaultSide::Broker);
        dup.qos = 1;
        dup.dup = true;
        dup.packetId = 3;
        QCOMPARE(of(dup),
                 QStringLiteral("The client will answer with PUBACK 3. With DUP: if it has had it before, "
                                "it gets it twice."));
        LabSnapshot delayed;
        broker::lab::SessionRow session;
        session.clientId = "capteur-1";
        session.connected = true;
        session.will = broker::lab::ArmedWillRow{"gone", 0, false, 30};
        delayed.sessions.rows.push_back(session);
        delayed.sessions.total = 1;
        WaitingRow bye = packet(PacketType::Disconnect, FaultSide::Client);
        bye.version = Version::V50;
        bye.reasonCode = std::uint8_t{4};
        QCOMPARE(of(bye, delayed),
                 QStringLiteral("The connection will be over. The broker will publish the Will to "
                                "gone after 30 s."));
        WaitingRow broken = packet({}, FaultSide::Client);
        broken.kind = HeldKind::Bytes;
        broken.bytes = std::make_shared<const std::vector<std::uint8_t>>(
            std::vector<std::uint8_t>{0x30, 0xff, 0xff, 0xff, 0xff});
        QCOMPARE(of(broken),
                 QStringLiteral("No packet begins like this: the broker will end the connection."));
        for (int type = 0; type <= 15; ++type) {
            for (const FaultSide from : {FaultSide::Client, FaultSide::Broker})
                QVERIFY2(!of(packet(static_cast<PacketType>(type), from)).isEmpty(),
                         qPrintable(QString::number(type)));
        }
    }

    void inFrenchToo()
    {
        Lesson l;
        QVERIFY(l.desk.start());
        const LabClientId sensor = l.join(l.options("capteur-1"));
        l.desk.window.language.use(QStringLiteral("fr"));
        QVERIFY(l.step(true));
        l.desk.publish(sensor, "pompe/niveau", "42", 2);
        QTRY_COMPARE_WITH_TIMEOUT(
            l.said(),
            QString::fromUtf8(
                "Si PUBLISH de capteur-1 passe\u202f: Le broker répondra par PUBREC 1. Il garde le "
                "message et le transmet quand PUBREL sera arrivé."),
            kWithinMs);
        l.desk.window.language.use(QStringLiteral("en"));
        QTRY_VERIFY_WITH_TIMEOUT(l.said().startsWith(QStringLiteral("PUBLISH from")), kWithinMs);
    }
};

QTEST_MAIN(StepModeTest)
#include "step_mode_test.moc"
