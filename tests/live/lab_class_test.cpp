// SPDX-License-Identifier: GPL-3.0-or-later
// The lab as a class: mosquitto's clients and paho join the broker of the window, which is run by clicks.
#include "tests/ui/lab_hand.h"
#include "ui/lab/lab_frames.h"
#include "ui/models/lab_retained_model.h"
#include "ui/models/lab_sessions_model.h"
#include "ui/models/lab_subscriptions_model.h"

#include <QFileInfo>
#include <QLabel>
#include <QProcess>
#include <QStandardPaths>
#include <QToolButton>

#include <memory>
#include <vector>

using namespace mqttscope;
using namespace mqttscope::ui;
using test::LabHand;

namespace {

constexpr int kV311 = 1; // in the list of versions of a card
constexpr int kV50 = 2;
const QString kUser = QStringLiteral("prof");
const QString kPassword = QStringLiteral("ciel 2026");

QString script()
{
    return QStringLiteral(MQTTSCOPE_SOURCE_DIR "/tests/live/lab_paho.py");
}
/// The Python that the packages of the distribution belong to.
QString python()
{
    const QString system = QStringLiteral("/usr/bin/python3");
    return QFileInfo::exists(system) ? system : QStringLiteral("python3");
}

/// What these tests need and is not installed, in a sentence; empty: nothing.
QString missing()
{
    for (const char* program : {"mosquitto_sub", "mosquitto_pub"}) {
        if (QStandardPaths::findExecutable(QLatin1String(program)).isEmpty())
            return QStringLiteral("mosquitto-clients is not installed");
    }
    const QStringList question{QStringLiteral("-c"), QStringLiteral("import paho.mqtt.client")};
    return QProcess::execute(python(), question) == 0 ? QString()
                                                      : QStringLiteral("python3-paho-mqtt is not installed");
}

/// A program of somebody else.
class Peer {
public:
    Peer(const QString& program, const QStringList& arguments)
    {
        m_process.setProcessChannelMode(QProcess::MergedChannels);
        m_process.start(program, arguments);
    }
    ~Peer()
    {
        m_process.kill();
        m_process.waitForFinished();
    }
    Peer(const Peer&) = delete;
    Peer& operator=(const Peer&) = delete;

    /// Waits for a line.
    [[nodiscard]] bool says(const QString& line)
    {
        return LabHand::until([&] { return lines().contains(line); }) ||
               LabHand::cannot(
                   QStringLiteral("“%1” is not among:\n%2").arg(line, lines().join(QLatin1Char('\n'))));
    }
    QStringList lines()
    {
        m_said += m_process.readAll();
        return QString::fromUtf8(m_said).split(QLatin1Char('\n'), Qt::SkipEmptyParts);
    }
    void write(const QByteArray& line) { m_process.write(line); }
    /// As if its computer were switched off.
    void kill() { m_process.kill(); }
    /// Its exit code, once it has ended; -1: it does not end.
    [[nodiscard]] int ends()
    {
        return LabHand::until([this] { return m_process.state() == QProcess::NotRunning; })
                   ? m_process.exitCode()
                   : -1;
    }

private:
    QProcess m_process;
    QByteArray m_said;
};

/// A class with a user and a password.
struct Class : LabHand {
    std::vector<std::unique_ptr<Peer>> peers;

    ~Class() { peers.clear(); }

    /// By clicks: Classroom, the name and the password that are asked for, Start.
    [[nodiscard]] bool begin() const
    {
        if (!enter() || !click(part("brokerClassroom")) || !type(part<QLineEdit>("userName"), kUser) ||
            !type(part<QLineEdit>("userPassword"), kPassword))
            return false;
        QTest::keyClick(part<QLineEdit>("userPassword"), Qt::Key_Return);
        return until([this] { return part("brokerClassroom")->isChecked(); }) && click(part("brokerStart")) &&
               until([this] { return w->lab().isRunning() && port().toInt() > 0; });
    }
    /// As the address says it.
    [[nodiscard]] QString port() const
    {
        return part<QLabel>("brokerAddress")->text().section(QLatin1Char(':'), -1);
    }
    /// A card that is connected as that user.
    ClientCard* join(const char* name, int version) const
    {
        ClientCard* card = addClient(name);
        const bool done =
            card != nullptr && toggleForm(card) && choose(named<QComboBox>(card, "Version"), version) &&
            type(named<QLineEdit>(card, words->userName), kUser) &&
            type(named<QLineEdit>(card, words->password), kPassword) && toggleForm(card) && connect(card);
        return done ? card : nullptr;
    }
    [[nodiscard]] QStringList arguments(const char* version, const QString& password = kPassword) const
    {
        return {QStringLiteral("-h"), QStringLiteral("127.0.0.1"),
                QStringLiteral("-p"), port(),
                QStringLiteral("-V"), QLatin1String(version),
                QStringLiteral("-u"), kUser,
                QStringLiteral("-P"), password};
    }
    /// mosquitto_sub, subscribed to classe/# with QoS 2; "TOPIC QOS RETAIN PAYLOAD" for each message. Null if
    /// it does not become a row of the broker.
    Peer* subscriber(const char* name, const char* version, const QStringList& more = {})
    {
        QStringList all = arguments(version);
        all +=
            {QStringLiteral("-i"), QLatin1String(name), QStringLiteral("-t"), QStringLiteral("classe/#"),
             QStringLiteral("-q"), QStringLiteral("2"), QStringLiteral("-F"), QStringLiteral("%t %q %r %p")};
        return add(QStringLiteral("mosquitto_sub"), all + more, name);
    }
    /// tests/live/lab_paho.py, likewise.
    Peer* paho(const char* name, int version, const QString& password = kPassword)
    {
        return add(python(),
                   {script(), port(), QString::number(version), QLatin1String(name), kUser, password}, name);
    }
    /// mosquitto_pub; its exit code.
    [[nodiscard]] int send(const char* version, const char* topic, const QByteArray& payload, int qos,
                           const QStringList& more = {}, const QString& password = kPassword) const
    {
        QStringList all = arguments(version, password);
        all += {QStringLiteral("-t"),       QLatin1String(topic), QStringLiteral("-m"),
                QString::fromUtf8(payload), QStringLiteral("-q"), QString::number(qos)};
        return Peer(QStringLiteral("mosquitto_pub"), all + more).ends();
    }
    Peer* add(const QString& program, const QStringList& arguments, const char* name)
    {
        peers.push_back(std::make_unique<Peer>(program, arguments));
        const bool subscribed = until([&] { return subscribes(QLatin1String(name)); });
        if (!subscribed)
            cannot(peers.back()->lines().join(QLatin1Char('\n')) + log().join(QLatin1Char('\n')));
        return subscribed ? peers.back().get() : nullptr;
    }
    /// By clicks on the row of its session and on the button.
    [[nodiscard]] bool kick(const char* client) const
    {
        return clickRow("sessions", QLatin1String(client)) && click(part("faultKick"));
    }
    /// Whether the table says so.
    [[nodiscard]] bool subscribes(const QString& client) const
    {
        for (int row = 0; row < rowCount("subscriptions"); ++row) {
            if (cell("subscriptions", row, LabSubscriptionsModel::Client) == client)
                return true;
        }
        return false;
    }
    [[nodiscard]] int sessionRow(const char* client) const
    {
        return rowOf(*part<QTableView>("sessions")->model(), QLatin1String(client));
    }
    [[nodiscard]] bool isConnected(const char* client) const
    {
        const int row = sessionRow(client);
        const QModelIndex cell = part<QTableView>("sessions")->model()->index(row, LabSessionsModel::Client);
        return row >= 0 && static_cast<Lamp>(cell.data(lab_role::Lamp).toInt()) == Lamp::On;
    }
    [[nodiscard]] bool hasBubble(const ClientCard* card, const QString& bubble) const
    {
        return until([&] { return bubbles(card).contains(bubble); }) ||
               cannot(QStringLiteral("“%1” is not among:\n%2")
                          .arg(bubble, bubbles(card).join(QLatin1Char('\n'))));
    }
    [[nodiscard]] bool hasFrames(const QStringList& rows) const
    {
        QString missing;
        return until([&] {
                   const QStringList there = frameRows();
                   for (const QString& row : rows) {
                       if (!there.contains(row)) {
                           missing = row;
                           return false;
                       }
                   }
                   return true;
               }) ||
               cannot(QStringLiteral("no row “%1”:\n%2").arg(missing, frameRows().join(QLatin1Char('\n'))));
    }
};

} // namespace

class LabClassTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init() // before each case
    {
        static const QString kMissing = missing();
        if (!kMissing.isEmpty())
            QSKIP(qPrintable(kMissing));
    }

    void everybodyGetsWhatEverybodySends()
    {
        Class lab;
        QVERIFY(lab.begin());
        const ClientCard* sensor = lab.join("capteur-1", kV311);
        const ClientCard* tablet = lab.join("tablette", kV50);
        QVERIFY(sensor != nullptr && tablet != nullptr);
        QVERIFY(lab.subscribe(tablet, "classe/#", 2));
        Peer* const old = lab.subscriber("salle-311", "mqttv311");
        Peer* const young = lab.subscriber("salle-5", "mqttv5");
        Peer* const oldPaho = lab.paho("paho-311", 4);
        Peer* const youngPaho = lab.paho("paho-5", 5);
        QVERIFY(old != nullptr && young != nullptr && oldPaho != nullptr && youngPaho != nullptr);
        for (const char* client : {"capteur-1", "tablette", "salle-311", "salle-5", "paho-311", "paho-5"})
            QVERIFY2(LabHand::until([&] { return lab.isConnected(client); }), client);
        QCOMPARE(lab.rowCount("sessions"), 6);

        // Each message comes to all five that are subscribed.
        const auto comes = [&](const QByteArray& topic, int qos, const QByteArray& payload) {
            const QString line =
                QStringLiteral("%1 %2 0 %3").arg(QLatin1String(topic)).arg(qos).arg(QLatin1String(payload));
            const QString bubble = QStringLiteral("received, %1 = “%2”, QoS %3")
                                       .arg(QLatin1String(topic), QLatin1String(payload))
                                       .arg(qos);
            return old->says(line) && young->says(line) && oldPaho->says(QStringLiteral("got ") + line) &&
                   youngPaho->says(QStringLiteral("got ") + line) && lab.hasBubble(tablet, bubble);
        };
        for (int qos = 0; qos <= 2; ++qos) {
            const QByteArray number = QByteArray::number(qos);
            QCOMPARE(lab.send("mqttv311", "classe/311", "a" + number, qos), 0);
            QVERIFY(comes("classe/311", qos, "a" + number));
            QCOMPARE(lab.send("mqttv5", "classe/5", "b" + number, qos), 0);
            QVERIFY(comes("classe/5", qos, "b" + number));
            oldPaho->write("classe/paho-311 " + number + " 0 c" + number + "\n");
            QVERIFY(comes("classe/paho-311", qos, "c" + number));
            youngPaho->write("classe/paho-5 " + number + " 0 d" + number + "\n");
            QVERIFY(comes("classe/paho-5", qos, "d" + number));
            QVERIFY(lab.publish(sensor, "classe/carte", "e" + number, qos));
            QVERIFY(comes("classe/carte", qos, "e" + number));
        }
        QVERIFY(lab.hasFrames({QStringLiteral("salle-311 → broker CONNECT"),
                               QStringLiteral("broker → salle-5 SUBACK id 1"),
                               QStringLiteral("paho-311 → broker PUBLISH QoS 2 id 4"),
                               QStringLiteral("broker → paho-311 PUBCOMP id 4"),
                               QStringLiteral("paho-5 → broker PUBLISH QoS 1 id 3")}));
        QVERIFY(lab.logTells(
            {QStringLiteral("salle-311 connected from 127.0.0.1:* with MQTT 3.1.1, in a new session"),
             QStringLiteral("salle-311 subscribed to classe/# with QoS 2"),
             QStringLiteral("paho-5 connected from 127.0.0.1:* with MQTT 5.0, in a new session"),
             QStringLiteral("*paho-5*classe/paho-5*QoS 1*, sessions that match: 5"),
             QStringLiteral("*capteur-1*classe/carte*sent to paho-311*QoS 2")}));
    }

    void aRetainedMessageIsThereForWhoComesLater()
    {
        Class lab;
        QVERIFY(lab.begin());
        const ClientCard* sensor = lab.join("capteur-1", kV311);
        const ClientCard* tablet = lab.join("tablette", kV50);
        QVERIFY(sensor != nullptr && tablet != nullptr);
        QCOMPARE(lab.send("mqttv5", "classe/porte", "ouverte", 1, {QStringLiteral("-r")}), 0);
        QVERIFY(LabHand::until([&] { return lab.rowCount("retained") == 1; }));
        QCOMPARE(lab.cell("retained", 0, LabRetainedModel::Topic), QStringLiteral("classe/porte"));
        QVERIFY(lab.subscribe(tablet, "classe/#", 2));
        QVERIFY(lab.hasBubble(tablet, QStringLiteral("received, classe/porte = “ouverte”, QoS 1, RETAIN")));
        Peer* const program = lab.subscriber("salle-311", "mqttv311");
        Peer* const paho = lab.paho("paho-5", 5);
        QVERIFY(program != nullptr && paho != nullptr);
        QVERIFY(program->says(QStringLiteral("classe/porte 1 1 ouverte")));
        QVERIFY(paho->says(QStringLiteral("got classe/porte 1 1 ouverte")));
        // A new one is no retained one for those who are there already; the old one is replaced.
        paho->write("classe/porte 2 1 fermée\n");
        QVERIFY(program->says(QStringLiteral("classe/porte 2 0 fermée")));
        QVERIFY(lab.hasBubble(tablet, QStringLiteral("received, classe/porte = “fermée”, QoS 2")));
        QVERIFY(lab.logTells({QStringLiteral("Retained message of topic classe/porte stored"),
                              QStringLiteral("Retained message of topic classe/porte replaced")}));
        QVERIFY(lab.hasFrames({QStringLiteral("broker → salle-311 SUBACK, PUBLISH QoS 1 id 1, 1 RETAIN")}));
    }

    void theWillOfWhoVanishesIsPublished()
    {
        Class lab;
        QVERIFY(lab.begin());
        const ClientCard* sensor = lab.join("capteur-1", kV311);
        QVERIFY(sensor != nullptr);
        QVERIFY(lab.click(lab.named<QToolButton>(sensor, lab.words->subscribe)));
        QVERIFY(lab.subscribe(sensor, "classe/#", 1));
        Peer* const mortal = lab.subscriber("salle-5", "mqttv5",
                                            {QStringLiteral("--will-topic"), QStringLiteral("classe/salle-5"),
                                             QStringLiteral("--will-payload"), QStringLiteral("absente"),
                                             QStringLiteral("--will-qos"), QStringLiteral("1")});
        Peer* const paho = lab.paho("paho-311", 4);
        QVERIFY(mortal != nullptr && paho != nullptr);
        QVERIFY(!lab.cell("sessions", lab.sessionRow("salle-5"), LabSessionsModel::Will).isEmpty());
        mortal->kill();
        QVERIFY(lab.hasBubble(sensor, QStringLiteral("received, classe/salle-5 = “absente”, QoS 1")));
        QVERIFY(paho->says(QStringLiteral("got classe/salle-5 1 0 absente")));
        QVERIFY(LabHand::until([&] { return lab.sessionRow("salle-5") < 0; }));
        QVERIFY(lab.logTells({QStringLiteral("salle-5 left a Will for topic classe/salle-5"),
                              QStringLiteral("salle-5 from 127.0.0.1:* is gone without DISCONNECT"),
                              QStringLiteral("The Will of salle-5 is published to topic classe/salle-5")}));
    }

    void aWrongPasswordIsRefused_data()
    {
        QTest::addColumn<QString>("version");
        QTest::addColumn<int>("paho");
        QTest::addColumn<int>("code");
        QTest::addColumn<QString>("reason");
        QTest::newRow("3.1.1") << QStringLiteral("mqttv311") << 4 << 4
                               << QStringLiteral("Connection Refused, bad user name or password (0x04)");
        QTest::newRow("5.0") << QStringLiteral("mqttv5") << 5 << 0x86
                             << QStringLiteral("Bad User Name or Password (0x86)");
    }

    void aWrongPasswordIsRefused()
    {
        QFETCH(QString, version);
        QFETCH(int, paho);
        QFETCH(int, code);
        QFETCH(QString, reason);
        Class lab;
        QVERIFY(lab.begin());
        QVERIFY(lab.send(version.toLatin1(), "classe/a", "x", 1, {}, QStringLiteral("secret")) > 0);
        const QString refused = QStringLiteral("Connection from 127.0.0.1:* refused: ") + reason;
        QVERIFY(lab.logTells({refused}));
        Peer stranger(python(), {script(), lab.port(), QString::number(paho), QStringLiteral("paho"), kUser,
                                 QStringLiteral("secret")});
        QVERIFY(stranger.says(QStringLiteral("connack %1").arg(code)));
        QVERIFY(stranger.ends() >= 0);
        QVERIFY(lab.logTells({refused, refused}));
        QCOMPARE(lab.rowCount("sessions"), 0);
        QCOMPARE(lab.send(version.toLatin1(), "classe/a", "x", 1), 0); // with the right one
        QVERIFY(lab.hasFrames(
            {QStringLiteral("paho → broker CONNECT"), QStringLiteral("broker → paho CONNACK")}));
    }

    void whoIsKickedIsToldSo_data()
    {
        QTest::addColumn<int>("version");
        QTest::newRow("3.1.1") << 4;
        QTest::newRow("5.0") << 5;
    }

    void whoIsKickedIsToldSo()
    {
        QFETCH(int, version);
        Class lab;
        QVERIFY(lab.begin());
        Peer* const stays = lab.subscriber("salle-311", "mqttv311");
        Peer* const goes = lab.paho("paho", version);
        QVERIFY(stays != nullptr && goes != nullptr);
        QVERIFY(lab.kick("paho"));
        QVERIFY(goes->says(QStringLiteral("ended 7"))); // paho 1.6 does not read the reason code
        QVERIFY(LabHand::until([&] { return lab.sessionRow("paho") < 0; }));
        QVERIFY(lab.logTells({QStringLiteral("paho connected from 127.0.0.1:*"),
                              QStringLiteral("Connection of paho from 127.0.0.1:* closed by the broker: "
                                             "Administrative action (0x98)")}));
        QCOMPARE(lab.frameRows().contains(QStringLiteral("broker → paho DISCONNECT")), version == 5);
        if (version == 5) { // mosquitto_sub does
            Peer* const told = lab.subscriber("salle-5", "mqttv5", {QStringLiteral("-d")});
            QVERIFY(told != nullptr && lab.kick("salle-5"));
            QVERIFY(told->says(QStringLiteral("Received DISCONNECT (152)")));
        }
        // The others stay.
        QVERIFY(lab.isConnected("salle-311"));
        QCOMPARE(lab.send("mqttv5", "classe/a", "x", 2), 0);
        QVERIFY(stays->says(QStringLiteral("classe/a 2 0 x")));
    }
};

QTEST_MAIN(LabClassTest)
#include "lab_class_test.moc"
