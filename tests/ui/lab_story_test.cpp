// SPDX-License-Identifier: GPL-3.0-or-later
// A lost acknowledgement, made by clicks in the whole window and read back from the bubbles, the log, the
// frame list, the ladder, and the capture that is saved of it.
#include "tests/ui/lab_hand.h"
#include "ui/lab/lab_frames.h"
#include "ui/ladder/ladder_aside.h"
#include "ui/ladder/ladder_page.h"
#include "ui/ladder/ladder_sentence.h"
#include "ui/ladder/ladder_story.h"

using namespace mqttscope;
using namespace mqttscope::ui;
using analysis::ladder::LaneId;
using analysis::ladder::Mark;
using analysis::ladder::RowKind;
using analysis::ladder::Stored;
using analysis::ladder::Verdict;
using test::answer;
using test::kEnglishLab;
using test::kFrenchLab;
using test::LabHand;
using test::LabWords;
using test::whenDialogStands;

namespace {

constexpr int kV311 = 1; // in the list of versions
constexpr int kV50 = 2;
const char* const kTopic = "pompe/niveau";

/// What the ladder of an exchange says.
struct Told {
    QStringList rows;       ///< "capteur-1 → broker PUBLISH id 1 DUP 1, again", "no PUBACK", "cut"
    QStringList kept;       ///< what the publisher keeps: "message from row 1 to row 7"
    QStringList deliveries; ///< "1: delivered 43"
    QStringList story;
    QString verdict;
    Verdict judged = Verdict::Unknown;
    int received = -1; ///< times, of the only receiver

    friend bool operator==(const Told&, const Told&) = default;
};

QString rowText(const LadderSource& source, const analysis::ladder::Row& row, const LadderRowWords& words)
{
    if (row.kind == RowKind::Missing)
        return QStringLiteral("no ") + words.type;
    if (row.kind == RowKind::Cut)
        return QStringLiteral("cut");
    if (row.kind != RowKind::Packet)
        return words.event;
    const auto name = [&](LaneId lane) { return laneWords(source, lane, nullptr).name; };
    QString text = name(row.from) + QStringLiteral(" → ") + name(row.to) + QLatin1Char(' ') + words.type;
    if (row.packetId != 0)
        text += QStringLiteral(" id %1").arg(row.packetId);
    if (!words.badge.isEmpty())
        text += QLatin1Char(' ') + words.badge;
    const std::pair<Mark, const char*> marks[] = {{Mark::kResent, ", again"},
                                                  {Mark::kNewToBroker, ", new to the broker"},
                                                  {Mark::kSuppressed, ", not delivered"},
                                                  {Mark::kDuplicate, ", duplicate"}};
    for (const auto& [mark, word] : marks)
        text += QLatin1String(row.has(mark) ? word : "");
    return text;
}

Told readLadder(const LabHand& lab)
{
    LadderPage& page = *lab->ladderPage();
    const LadderContent& content = page.model().content(page.model().place().band);
    Told told;
    QList<int> numbers; // of rows among those that are told
    for (std::size_t i = 0; i < content.rows.size(); ++i) {
        if (content.band.rows[i].kind != RowKind::Idle)
            told.rows += rowText(page.model().source(), content.band.rows[i], content.rows[i]);
        numbers += static_cast<int>(told.rows.size()) - 1;
    }
    for (const auto& strip : content.band.strips) {
        if (strip.lane == content.band.hops.front().from && strip.to != analysis::ladder::kNone)
            told.kept += QStringLiteral("%1 from “%2” to “%3”")
                             .arg(strip.what == Stored::Message ? QStringLiteral("message")
                                                                : QStringLiteral("identifier"),
                                  told.rows[numbers[strip.from]], told.rows[numbers[strip.to]]);
    }
    for (const LadderDelivery& one : content.deliveries)
        told.deliveries += QStringLiteral("%1: %2 %3").arg(one.times).arg(one.word, one.payload);
    for (std::size_t i = 0; i < page.aside()->story()->count(); ++i)
        told.story += page.aside()->story()->sentence(i)->words().fact;
    told.verdict = content.verdict.text;
    told.judged = content.band.verdict;
    if (content.band.receivers.size() == 1)
        told.received = content.band.receivers.front().received;
    return told;
}

/// Clicks the row in a list and presses the key of the ladder.
bool openLadder(const LabHand& lab, FrameListView* list, const QString& row)
{
    int number = -1;
    if (!LabHand::until([&] {
            number = static_cast<int>(lab.frameRows().indexOf(row));
            return number >= 0;
        }))
        return LabHand::cannot(
            QStringLiteral("no row “%1”:\n%2").arg(row, lab.frameRows().join(QLatin1Char('\n'))));
    const std::uint32_t frame = lab->frames().frameOfRow(number);
    if (!LabHand::clickCell(list, lab->frames().index(number, FrameListModel::Type)))
        return false;
    if (!lab.isActive())
        return false;
    QTest::keyClick(list, Qt::Key_L, Qt::ControlModifier);
    return LabHand::until([&] {
        LadderModel& model = lab->ladderPage()->model();
        return lab->perspective() == Perspective::Exchanges && lab->isSettled() && !model.isBusy() &&
               model.source().index != nullptr && !model.place().isNowhere() &&
               lab->selection().selection().frame == frame;
    });
}

/// Rows between the broker and one client.
QStringList hop(const QStringList& rows, const char* client)
{
    return rows.filter(QLatin1String(client));
}

/// Two clients that keep their sessions, one subscribed; the session of the other one is chosen.
struct Desk : LabHand {
    ClientCard* sensor = nullptr;
    ClientCard* tablet = nullptr;

    explicit Desk(const LabWords& language) : LabHand(language) {}

    [[nodiscard]] bool keepsSession(const ClientCard* card, int version) const
    {
        if (!toggleForm(card) || !choose(named<QComboBox>(card, "Version"), version))
            return false;
        auto* clean = named<QCheckBox>(card, version == kV50 ? "Clean Start" : "Clean Session");
        if (clean == nullptr || clean->isChecked())
            return cannot(QStringLiteral("it begins with a new session"));
        return toggleForm(card);
    }
    [[nodiscard]] bool begin(int version, int qos)
    {
        if (!enter() || !startBroker())
            return false;
        sensor = addClient("capteur-1");
        tablet = addClient("tablette");
        for (const ClientCard* card : {sensor, tablet}) {
            if (card == nullptr || !keepsSession(card, version) || !connect(card))
                return false;
        }
        return subscribe(tablet, kTopic, qos) && clickRow("sessions", QStringLiteral("capteur-1"));
    }
    /// Arms the fault that loses the packet, publishes, and waits until the connection is gone.
    [[nodiscard]] bool lose(const char* packet, int qos) const
    {
        const QString entry =
            QString::fromUtf8(words == &kFrenchLab ? "Perdre %1 et couper" : "Lose %1 and cut")
                .arg(QLatin1String(packet));
        auto* button = part("faultLose");
        const bool chosen =
            button->text() == entry ? click(button) : click(part("faultLoseMore")) && clickEntry(entry);
        return chosen && until([this] { return rowCount("faults") == 1; }) &&
               publish(sensor, kTopic, "43", qos) && becomes(sensor, words->notConnected);
    }
    /// Waits until the bubbles of both say so.
    [[nodiscard]] bool say(const QStringList& ofSensor, const QStringList& ofTablet) const
    {
        return until([&] { return bubbles(sensor) == ofSensor && bubbles(tablet) == ofTablet; }) ||
               cannot((bubbles(sensor) + bubbles(tablet)).join(QLatin1Char('\n')));
    }
    /// Waits until the list has these rows, of each client in their order.
    [[nodiscard]] bool list(const QStringList& ofSensor, const QStringList& ofTablet) const
    {
        return until([&] {
                   const QStringList rows = frameRows();
                   return hop(rows, "capteur-1") == ofSensor && hop(rows, "tablette") == ofTablet;
               }) ||
               cannot(frameRows().join(QLatin1Char('\n')));
    }
    /// The frames so far, by the button.
    [[nodiscard]] bool save(const QString& path) const
    {
        test::answerFile(path);
        return click(named<QAbstractButton>(page(), words->save)) &&
               until([&] { return QFileInfo::exists(path); });
    }
    /// By the key of the menu; what the broker has recorded is given up.
    [[nodiscard]] bool open(const QString& path) const
    {
        whenDialogStands<QFileDialog>([path](QFileDialog* dialog) {
            dialog->findChild<QLineEdit*>()->setText(path);
            QTest::mouseClick(dialog->findChild<QDialogButtonBox*>()->button(QDialogButtonBox::Open),
                              Qt::LeftButton);
        });
        answer(QMessageBox::Discard);
        if (!isActive())
            return false;
        QTest::keyClick(w.window.get(), Qt::Key_O, Qt::ControlModifier);
        return until([&] {
                   return w->session().path() == path &&
                          w->session().state() == DocumentSession::State::Ready && w->isSettled() &&
                          w->perspective() == Perspective::Analyse;
               }) ||
               cannot(QStringLiteral("%1 is open").arg(w->session().path()));
    }
};

/// The frames of the lost PUBACK.
QStringList framesOfSensor()
{
    return {QStringLiteral("capteur-1 → broker CONNECT"),
            QStringLiteral("broker → capteur-1 CONNACK"),
            QStringLiteral("capteur-1 → broker PUBLISH QoS 1 id 1"),
            QStringLiteral("capteur-1 → broker CONNECT"),
            QStringLiteral("broker → capteur-1 CONNACK"),
            QStringLiteral("capteur-1 → broker PUBLISH QoS 1 id 1 DUP"),
            QStringLiteral("broker → capteur-1 PUBACK id 1")};
}
QStringList framesOfTablet()
{
    return {QStringLiteral("tablette → broker CONNECT"),
            QStringLiteral("broker → tablette CONNACK"),
            QStringLiteral("tablette → broker SUBSCRIBE id 1"),
            QStringLiteral("broker → tablette SUBACK id 1"),
            QStringLiteral("broker → tablette PUBLISH QoS 1 id 1"),
            QStringLiteral("tablette → broker PUBACK id 1"),
            QStringLiteral("broker → tablette PUBLISH QoS 1 id 2"),
            QStringLiteral("tablette → broker PUBACK id 2")};
}

/// What the window says of it.
struct Speech {
    QStringList sensorBefore; ///< bubbles of the publisher, until it comes back
    QStringList sensorAfter;
    QStringList tabletOnce;
    QString again; ///< the last bubble of the subscriber
    QStringList log;
    QStringList story;
    QString verdict;
    QStringList deliveries;
};

Speech english(const QString& version)
{
    const QString connected =
        QStringLiteral("capteur-1 connected from 127.0.0.1:* with MQTT %1").arg(version);
    const QString accepted = QStringLiteral("*capteur-1*pompe/niveau*QoS 1*, sessions that match: 1");
    const QString sent = QStringLiteral("*capteur-1*pompe/niveau*sent to tablette*QoS 1");
    const QString bubble = QStringLiteral("sent, pompe/niveau = “43”, QoS 1");
    const QString received = QStringLiteral("received, pompe/niveau = “43”, QoS 1");
    const QString confirms =
        QStringLiteral("tablette confirms; the broker keeps nothing more for this client.");
    return {{QStringLiteral("connected, Session Present 0"), bubble + QStringLiteral(", on its way"),
             QStringLiteral("The connection to the broker is lost")},
            {QStringLiteral("connected, Session Present 0"),
             bubble + QStringLiteral(", not acknowledged, sent again"),
             QStringLiteral("The connection to the broker is lost"),
             QStringLiteral("connected, Session Present 1"), bubble + QStringLiteral(", DUP, acknowledged")},
            {QStringLiteral("connected, Session Present 0"),
             QStringLiteral("subscribed to pompe/niveau, QoS 1 granted"), received},
            received,
            {connected + QStringLiteral(", in a new session"),
             QStringLiteral("tablette subscribed to pompe/niveau with QoS 1"),
             QStringLiteral("Fault armed. The next PUBACK to capteur-1 is lost, and the connection is cut."),
             accepted, sent, QStringLiteral("The armed fault meets PUBACK 1 to capteur-1"),
             QStringLiteral("capteur-1 from 127.0.0.1:* is gone without DISCONNECT"),
             connected + QStringLiteral(" and resumed its session"), accepted, sent},
            {QStringLiteral("capteur-1 publishes “43” with QoS 1."),
             QStringLiteral("PUBACK does not arrive: the connection is cut before it."),
             QStringLiteral("The broker sends the message on to tablette with QoS 1."), confirms,
             QStringLiteral("capteur-1 comes back, and its session is still there."),
             QStringLiteral(
                 "capteur-1 sends the message once more (identifier 1, DUP = 1), and the broker takes it "
                 "for a new one."),
             QStringLiteral("PUBACK tells capteur-1 that the broker has the message."),
             QStringLiteral("tablette gets the message 2 times."), confirms},
            QStringLiteral("expected at least 1, received 2: duplicate"),
            {QStringLiteral("1: delivered 43"), QStringLiteral("2: duplicate 43")}};
}

Speech french(const QString& version)
{
    const QString connected =
        QStringLiteral("capteur-1 s’est connecté depuis 127.0.0.1:* en MQTT %1").arg(version);
    const QString accepted = QStringLiteral("*capteur-1*pompe/niveau*QoS 1*, sessions concernées*: 1");
    const QString sent = QStringLiteral("*capteur-1*pompe/niveau*envoyé à tablette*QoS 1");
    const QString bubble = QStringLiteral("envoyé, pompe/niveau = «\u202f43\u202f», QoS 1");
    const QString received = QStringLiteral("reçu, pompe/niveau = «\u202f43\u202f», QoS 1");
    const QString confirms =
        QStringLiteral("tablette confirme\u202f; le broker ne garde plus rien pour ce client.");
    return {{QStringLiteral("connecté, Session Present 0"), bubble + QStringLiteral(", en chemin"),
             QStringLiteral("La connexion au broker est perdue")},
            {QStringLiteral("connecté, Session Present 0"),
             bubble + QStringLiteral(", non acquitté, renvoyé"),
             QStringLiteral("La connexion au broker est perdue"),
             QStringLiteral("connecté, Session Present 1"), bubble + QStringLiteral(", DUP, acquitté")},
            {QStringLiteral("connecté, Session Present 0"),
             QStringLiteral("abonné à pompe/niveau, QoS 1 accordée"), received},
            received,
            {connected + QStringLiteral(", avec une session neuve"),
             QStringLiteral("tablette s’est abonné à pompe/niveau en QoS 1"),
             QStringLiteral(
                 "Panne armée. Le prochain PUBACK vers capteur-1 est perdu, et la connexion est coupée."),
             accepted, sent, QStringLiteral("La panne armée touche PUBACK 1 vers capteur-1"),
             QStringLiteral("capteur-1 depuis 127.0.0.1:* est parti sans DISCONNECT"),
             connected + QStringLiteral(" et a repris sa session"), accepted, sent},
            {QStringLiteral("capteur-1 publie «\u00a043\u00a0» en QoS 1."),
             QStringLiteral("PUBACK n’arrive pas\u00a0: la connexion est coupée avant lui."),
             QStringLiteral("Le broker transmet le message à tablette en QoS 1."), confirms,
             QStringLiteral("capteur-1 revient, et sa session est toujours là."),
             QStringLiteral(
                 "capteur-1 renvoie le message (identifiant 1, DUP = 1), et le broker le prend pour un "
                 "nouveau."),
             QStringLiteral("PUBACK annonce à capteur-1 que le broker a le message."),
             QStringLiteral("tablette reçoit le message 2 fois."), confirms},
            QStringLiteral("attendu au moins 1, reçu 2\u00a0: doublon"),
            {QStringLiteral("1: livré 43"), QStringLiteral("2: doublon 43")}};
}

} // namespace

class LabStoryTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void aLostPuback_data()
    {
        QTest::addColumn<int>("version");
        QTest::addColumn<bool>("inFrench");
        QTest::newRow("3.1.1") << kV311 << false;
        QTest::newRow("5.0") << kV50 << false;
        QTest::newRow("3.1.1, in French") << kV311 << true;
    }

    void aLostPuback()
    {
        QFETCH(int, version);
        QFETCH(bool, inFrench);
        const QString number = version == kV50 ? QStringLiteral("5.0") : QStringLiteral("3.1.1");
        const Speech says = inFrench ? french(number) : english(number);
        Desk lab(inFrench ? kFrenchLab : kEnglishLab);
        QVERIFY(lab.begin(version, 1));
        QVERIFY(lab.lose("PUBACK", 1));
        QVERIFY(lab.say(says.sensorBefore, says.tabletOnce));
        QVERIFY(lab.connect(lab.sensor));
        QVERIFY(lab.say(says.sensorAfter, says.tabletOnce + QStringList{says.again}));
        QVERIFY(lab.logTells(says.log));

        const QStringList ofSensor = framesOfSensor();
        const QStringList ofTablet = framesOfTablet();
        QVERIFY(lab.list(ofSensor, ofTablet));
        const QStringList rows = lab.frameRows();
        QVERIFY(rows.indexOf(ofSensor[2]) < rows.indexOf(ofTablet[4])); // cause before effect
        QVERIFY(rows.indexOf(ofSensor[5]) < rows.indexOf(ofTablet[6]));

        QVERIFY(openLadder(lab, lab.page()->frames()->list(), ofSensor[2]));
        const Told told = readLadder(lab);
        QCOMPARE(told.judged, Verdict::Duplicate);
        QCOMPARE(told.received, 2);
        QCOMPARE(
            hop(told.rows, "capteur-1"),
            (QStringList{QStringLiteral("capteur-1 → broker PUBLISH id 1"),
                         QStringLiteral("capteur-1 → broker CONNECT"),
                         QStringLiteral("broker → capteur-1 CONNACK"),
                         QStringLiteral("capteur-1 → broker PUBLISH id 1 DUP 1, again, new to the broker"),
                         QStringLiteral("broker → capteur-1 PUBACK id 1")}));
        QCOMPARE(hop(told.rows, "tablette"),
                 (QStringList{QStringLiteral("broker → tablette PUBLISH id 1"),
                              QStringLiteral("tablette → broker PUBACK id 1"),
                              QStringLiteral("broker → tablette PUBLISH id 2 DUP 0, duplicate"),
                              QStringLiteral("tablette → broker PUBACK id 2")}));
        QVERIFY2(told.rows.contains(QStringLiteral("no PUBACK")),
                 qPrintable(told.rows.join(QLatin1Char('\n'))));
        QCOMPARE(told.rows.count(QStringLiteral("cut")), 1);
        QCOMPARE(told.kept,
                 (QStringList{QStringLiteral("message from “capteur-1 → broker PUBLISH id 1” to “broker → "
                                             "capteur-1 PUBACK id 1”")}));
        QCOMPARE(told.deliveries, says.deliveries);
        QCOMPARE(told.story, says.story);
        QVERIFY2(told.verdict.contains(says.verdict), qPrintable(told.verdict));

        const QString path = lab.place.path("lesson.pcapng");
        QVERIFY(lab.goToLab());
        QVERIFY(lab.logTells(says.log));
        QVERIFY(lab.save(path));
        QVERIFY(lab.open(path));
        QVERIFY(!lab->lab().isRunning());
        QCOMPARE(lab.frameRows(), rows);
        QVERIFY(openLadder(lab, lab->frameList(), ofSensor[2]));
        QVERIFY(readLadder(lab) == told);
    }

    // The same window, and what was said before is said in the other language.
    void theStoryIsToldInTheOtherLanguageToo()
    {
        Desk lab(kEnglishLab);
        QVERIFY(lab.begin(kV50, 1));
        QVERIFY(lab.lose("PUBACK", 1));
        QVERIFY(lab.connect(lab.sensor));
        const Speech before = english(QStringLiteral("5.0"));
        QVERIFY(lab.say(before.sensorAfter, before.tabletOnce + QStringList{before.again}));
        QVERIFY(lab.logTells(before.log));
        lab.w.language.use(QStringLiteral("fr"));
        const Speech after = french(QStringLiteral("5.0"));
        QVERIFY(lab.say(after.sensorAfter, after.tabletOnce + QStringList{after.again}));
        QVERIFY(lab.logTells(after.log));
        QVERIFY(lab.list(framesOfSensor(), framesOfTablet()));
        QVERIFY(openLadder(lab, lab.page()->frames()->list(),
                           QStringLiteral("capteur-1 → broker PUBLISH QoS 1 id 1")));
        const Told told = readLadder(lab);
        QCOMPARE(told.story, after.story);
        QCOMPARE(told.deliveries, after.deliveries);
    }

    void withQos2NothingComesTwice_data()
    {
        QTest::addColumn<int>("version");
        QTest::addColumn<QString>("packet");
        QTest::addColumn<QStringList>("ofSensor");
        QTest::addColumn<QString>("bubble");
        QTest::addColumn<QString>("log");
        const QStringList connects{QStringLiteral("capteur-1 → broker CONNECT"),
                                   QStringLiteral("broker → capteur-1 CONNACK")};
        const QString publish = QStringLiteral("capteur-1 → broker PUBLISH QoS 2 id 1");
        const QString pubrec = QStringLiteral("broker → capteur-1 PUBREC id 1");
        const QString pubrel = QStringLiteral("capteur-1 → broker PUBREL id 1");
        const QString pubcomp = QStringLiteral("broker → capteur-1 PUBCOMP id 1");
        QTest::newRow("PUBREC, 3.1.1")
            << kV311 << QStringLiteral("PUBREC")
            << connects + QStringList{publish} + connects +
                   QStringList{publish + QStringLiteral(" DUP"), pubrec, pubrel, pubcomp}
            << QStringLiteral("sent, pompe/niveau = “43”, QoS 2, DUP, acknowledged")
            << QStringLiteral("capteur-1 sent PUBLISH 1 again: it is held already and goes to nobody twice");
        QTest::newRow("PUBCOMP, 5.0")
            << kV50 << QStringLiteral("PUBCOMP")
            << connects + QStringList{publish, pubrec, pubrel} + connects + QStringList{pubrel, pubcomp}
            << QStringLiteral("sent, pompe/niveau = “43”, QoS 2, acknowledged")
            << QStringLiteral("The armed fault meets PUBCOMP 1 to capteur-1");
    }

    void withQos2NothingComesTwice()
    {
        QFETCH(int, version);
        QFETCH(QString, packet);
        QFETCH(QStringList, ofSensor);
        QFETCH(QString, bubble);
        QFETCH(QString, log);
        Desk lab(kEnglishLab);
        QVERIFY(lab.begin(version, 2));
        QVERIFY(lab.lose(packet.toLatin1(), 2));
        QVERIFY(lab.connect(lab.sensor));
        QVERIFY(lab.list(ofSensor, {QStringLiteral("tablette → broker CONNECT"),
                                    QStringLiteral("broker → tablette CONNACK"),
                                    QStringLiteral("tablette → broker SUBSCRIBE id 1"),
                                    QStringLiteral("broker → tablette SUBACK id 1"),
                                    QStringLiteral("broker → tablette PUBLISH QoS 2 id 1"),
                                    QStringLiteral("tablette → broker PUBREC id 1"),
                                    QStringLiteral("broker → tablette PUBREL id 1"),
                                    QStringLiteral("tablette → broker PUBCOMP id 1")}));
        QVERIFY2(LabHand::until([&] { return LabHand::bubbles(lab.sensor).contains(bubble); }),
                 qPrintable(LabHand::bubbles(lab.sensor).join(QLatin1Char('\n'))));
        QVERIFY(
            lab.logTells({QStringLiteral("Fault armed. The next %1 to capteur-1 is lost").arg(packet), log}));
        // What is published after it comes behind it.
        QVERIFY(lab.publish(lab.sensor, kTopic, "44", 2));
        const QStringList ofTablet{QStringLiteral("connected, Session Present 0"),
                                   QStringLiteral("subscribed to pompe/niveau, QoS 2 granted"),
                                   QStringLiteral("received, pompe/niveau = “43”, QoS 2"),
                                   QStringLiteral("received, pompe/niveau = “44”, QoS 2")};
        QVERIFY(LabHand::until([&] { return LabHand::bubbles(lab.tablet) == ofTablet; }));
        QVERIFY(openLadder(lab, lab.page()->frames()->list(), ofSensor[2]));
        const Told told = readLadder(lab);
        QCOMPARE(told.judged, Verdict::Fine);
        QCOMPARE(told.received, 1);
        QCOMPARE(told.deliveries, (QStringList{QStringLiteral("1: delivered 43")}));
        QVERIFY2(told.rows.contains(QStringLiteral("no ") + packet),
                 qPrintable(told.rows.join(QLatin1Char('\n'))));
        QVERIFY(told.rows.contains(QStringLiteral("cut")));
    }
};

QTEST_MAIN(LabStoryTest)
#include "lab_story_test.moc"
