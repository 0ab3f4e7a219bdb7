// SPDX-License-Identifier: GPL-3.0-or-later
// The clients of the lab, by clicks and keys, beside a real broker.
#include "tests/ui/client_board_fixture.h"
#include "ui/lab/client_bytes.h"
#include "ui/lab/client_command.h"
#include "ui/lab/client_form.h"
#include "ui/lab/client_payload_window.h"
#include "ui/lab/client_repeat_row.h"
#include "ui/live/fold_section.h"
#include "ui/models/client_frame.h"
#include "ui/models/document_session.h"

#include <QAbstractButton>
#include <QAbstractSpinBox>
#include <QAccessible>
#include <QApplication>
#include <QCheckBox>
#include <QClipboard>
#include <QJsonArray>
#include <QLabel>
#include <QPlainTextEdit>
#include <QScrollBar>
#include <QSpinBox>
#include <QToolTip>

using namespace mqttscope;
using namespace mqttscope::ui;
using test::Board;
using Kind = ClientBubble::Kind;

namespace {

constexpr int kWithinMs = 20'000;

void fill(ClientBubbles& bubbles, int count)
{
    for (int i = 0; i < count; ++i) {
        broker::lab::LabMessage message;
        message.topic = "t";
        message.payload = {'x'};
        bubbles.addSent(message, static_cast<std::uint32_t>(i + 1), i);
    }
}

} // namespace

class ClientBoardTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void theFirstTwoHaveTheirParts()
    {
        Board b;
        ClientCard* sensor = b.add();
        ClientCard* tablet = b.add();
        ClientCard* third = b.add();
        QCOMPARE(sensor->name(), QStringLiteral("capteur-1"));
        QCOMPARE(tablet->name(), QStringLiteral("tablette"));
        QCOMPARE(third->name(), QStringLiteral("client-3"));
        QVERIFY(sensor->publishRow()->isVisible());
        QVERIFY(tablet->subscribeRow()->isVisible());
        QVERIFY(!tablet->publishRow()->isVisible());
        QTest::mouseClick(sensor->head()->closeButton(), Qt::LeftButton);
        QCOMPARE(b.board->cards().size(), std::size_t{2});
        QCOMPARE(b.lab.clientIds().size(), std::size_t{2});
    }

    void itConnectsAndDisconnects()
    {
        Board b;
        QVERIFY(b.startBroker());
        ClientCard* card = b.join();
        QVERIFY(card != nullptr);
        QVERIFY(card->head()->stateText().contains(QStringLiteral("Keep Alive")));
        QCOMPARE(card->bubbles().note(0).text, QStringLiteral("connected, Session Present 0"));
        QCOMPARE(card->head()->connectButton()->text(), QStringLiteral("Disconnect"));
        QTest::mouseClick(card->head()->connectButton(), Qt::LeftButton);
        QTRY_COMPARE_WITH_TIMEOUT(card->head()->connectButton()->text(), QStringLiteral("Connect"),
                                  kWithinMs);
        QTRY_COMPARE(card->bubbles().rowCount(), 2);
        QCOMPARE(card->bubbles().note(1).text, QStringLiteral("disconnected, with DISCONNECT"));
    }

    void whatIsRefusedOrNotThereIsSaid()
    {
        Board b;
        broker::lab::LabBrokerOptions options;
        options.port = 0;
        options.allowAnonymous = false;
        options.users.push_back({"ann", "secret"});
        QVERIFY(b.lab.start(options));
        QTRY_VERIFY_WITH_TIMEOUT(b.lab.isRunning(), kWithinMs); // once the password is hashed
        ClientCard* card = b.add();
        QTest::mouseClick(card->head()->connectButton(), Qt::LeftButton);
        QTRY_COMPARE_WITH_TIMEOUT(card->bubbles().rowCount(), 1, kWithinMs);
        const QString refused = card->bubbles().note(0).text;
        QVERIFY2(refused.contains(QStringLiteral("0x05")), qPrintable(refused));
        QVERIFY(card->head()->problem()->isHidden());
        card->head()->formButton()->setChecked(true); // the form covers the lines
        QCOMPARE(card->head()->problem()->text(), refused);
        QVERIFY(card->head()->problem()->isVisible());
        card->form()->port()->setValue(1); // nobody listens there
        QTRY_VERIFY(card->head()->connectButton()->text() == QStringLiteral("Connect"));
        QTest::mouseClick(card->head()->connectButton(), Qt::LeftButton);
        QTRY_COMPARE_WITH_TIMEOUT(card->bubbles().rowCount(), 2, kWithinMs);
        QVERIFY(card->bubbles().note(1).text.contains(QStringLiteral("127.0.0.1:1")));
    }

    void aMessageGoesFromOneToTheOther()
    {
        Board b;
        QVERIFY(b.startBroker());
        ClientCard* sensor = b.join();
        ClientCard* tablet = b.join();
        QVERIFY(sensor != nullptr && tablet != nullptr);
        QVERIFY(Board::subscribe(tablet));
        Board::type(sensor->publishRow()->payload(), QStringLiteral("43"));
        QTest::keyClick(sensor->publishRow()->payload()->edit(), Qt::Key_Return);
        QTRY_COMPARE_WITH_TIMEOUT(Board::rows(tablet, Kind::Received).size(), 1, kWithinMs);
        const int got = Board::rows(tablet, Kind::Received).front();
        QCOMPARE(tablet->bubbles().bubble(got).qos, std::uint8_t{1});
        QVERIFY(tablet->bubbles().payload(got).contains(QStringLiteral("43")));
        const int sent = Board::rows(sensor, Kind::Sent).front();
        QTRY_COMPARE(sensor->bubbles().stateText(sent), QStringLiteral("acknowledged"));
        QTest::mouseClick(tablet->subscribeRow()->unsubscribeButtons().front(), Qt::LeftButton);
        QTRY_VERIFY(tablet->subscribeRow()->unsubscribeButtons().empty());
    }

    void whatWasNotAcknowledgedIsSentAgainWithDup()
    {
        Board b;
        QVERIFY(b.startBroker());
        ClientCard* sensor = b.add();
        sensor->form()->clean()->setChecked(false);
        QTest::mouseClick(sensor->head()->connectButton(), Qt::LeftButton);
        QTRY_VERIFY(sensor->head()->stateText().startsWith(QLatin1String("connected")));
        broker::lab::LabFault fault;
        fault.kind = broker::lab::LabFaultKind::LoseAndCut;
        fault.type = mqtt::PacketType::Puback;
        QVERIFY(b.lab.broker().arm(fault) != 0);
        QTest::mouseClick(sensor->publishRow()->button(), Qt::LeftButton);
        QTRY_VERIFY(sensor->head()->stateText().startsWith(QLatin1String("not connected")));
        QCOMPARE(sensor->bubbles().stateText(Board::rows(sensor, Kind::Sent).front()),
                 QStringLiteral("on its way"));
        QTest::mouseClick(sensor->head()->connectButton(), Qt::LeftButton);
        QTRY_COMPARE_WITH_TIMEOUT(Board::rows(sensor, Kind::Sent).size(), 2, kWithinMs);
        const QList<int> sent = Board::rows(sensor, Kind::Sent);
        QCOMPARE(sensor->bubbles().stateText(sent[0]), QStringLiteral("not acknowledged, sent again"));
        QVERIFY(sensor->bubbles().bubble(sent[1]).dup);
        QTRY_COMPARE(sensor->bubbles().stateText(sent[1]), QStringLiteral("acknowledged"));
    }

    void pulledIsNotDisconnected()
    {
        Board b;
        QVERIFY(b.startBroker());
        ClientCard* card = b.join();
        QVERIFY(card != nullptr);
        QTest::mouseClick(card->head()->plugButton(), Qt::LeftButton);
        QTRY_COMPARE_WITH_TIMEOUT(card->bubbles().rowCount(), 2, kWithinMs);
        QCOMPARE(card->bubbles().note(1).text, QStringLiteral("plug pulled, without DISCONNECT"));
        QTRY_VERIFY(!card->head()->plugButton()->isEnabled());
    }

    void whatIsPublishedBeforeTheConnectionWaits()
    {
        Board b;
        QVERIFY(b.startBroker());
        ClientCard* card = b.add();
        QTest::mouseClick(card->publishRow()->button(), Qt::LeftButton);
        QCOMPARE(card->bubbles().stateText(0), QStringLiteral("waits for the connection"));
        card->publishRow()->qos()->setCurrentIndex(0); // which waits for nothing
        QTest::mouseClick(card->publishRow()->button(), Qt::LeftButton);
        QTRY_COMPARE(card->bubbles().stateText(1), QStringLiteral("not sent: not connected"));
        QTest::mouseClick(card->head()->connectButton(), Qt::LeftButton);
        QTRY_COMPARE_WITH_TIMEOUT(card->bubbles().stateText(0), QStringLiteral("acknowledged"), kWithinMs);
        QVERIFY(!card->bubbles().bubble(0).dup);
    }

    void aFrozenClientDoesNothing()
    {
        Board b;
        QVERIFY(b.startBroker());
        ClientCard* card = b.join();
        QVERIFY(card != nullptr);
        QTest::mouseClick(card->head()->freezeButton(), Qt::LeftButton);
        QTRY_VERIFY(card->head()->stateText().startsWith(QLatin1String("frozen")));
        QTest::mouseClick(card->publishRow()->button(), Qt::LeftButton);
        QTRY_VERIFY(card->bubbles()
                        .stateText(Board::rows(card, Kind::Sent).front())
                        .contains(QStringLiteral("frozen")));
        QTest::mouseClick(card->head()->freezeButton(), Qt::LeftButton);
        QTRY_VERIFY(card->head()->stateText().startsWith(QLatin1String("connected")));
    }

    void aWrongTopicNamesTheRule()
    {
        Board b;
        ClientCard* card = b.add();
        Board::type(card->publishRow()->topic(), QStringLiteral("pompe/+"));
        QVERIFY(!card->publishRow()->button()->isEnabled());
        QVERIFY(card->publishRow()->topic()->sentence()->text().contains(QStringLiteral("MQTT-3.3.2-2")));
        QCOMPARE(card->publishRow()->topic()->verdict().position, qsizetype{6});
        QVERIFY(!card->command()->isVisible());
        card->showPart(ClientCard::Part::Subscribe);
        Board::type(card->subscribeRow()->filter(), QStringLiteral("pompe/#/x"));
        QVERIFY(card->subscribeRow()->filter()->sentence()->text().contains(QStringLiteral("MQTT-4.7.1-2")));
        card->form()->version()->setCurrentIndex(2); // the statement has another number in 5.0
        QVERIFY(card->subscribeRow()->filter()->sentence()->text().contains(QStringLiteral("MQTT-4.7.1-1")));
        Board::type(card->subscribeRow()->filter(), QStringLiteral("$share/g"));
        QVERIFY(!card->subscribeRow()->isValid());
        card->form()->version()->setCurrentIndex(1); // where that is no shared subscription
        QVERIFY(card->subscribeRow()->isValid());
    }

    void thePayloadIsTypedInSeveralWays()
    {
        Board b;
        ClientCard* card = b.add();
        ClientPublishRow* row = card->publishRow();
        row->input()->setCurrentIndex(2);
        Board::type(row->payload(), QStringLiteral("00 ff2"));
        QVERIFY(!row->isValid());
        Board::type(row->payload(), QStringLiteral("00 ff2a"));
        QVERIFY(row->isValid());
        QCOMPARE(row->message().payload, (std::vector<std::uint8_t>{0x00, 0xff, 0x2a}));
        QCOMPARE(card->command()->command().section(QLatin1Char('|'), 0, 0),
                 QStringLiteral("printf '\\000\\377\\052' "));
        row->input()->setCurrentIndex(1);
        Board::type(row->payload(), QStringLiteral("{\"a\": }"));
        QVERIFY(!row->button()->isEnabled());
        Board::type(row->payload(), QStringLiteral("42"));
        QVERIFY(row->button()->isEnabled());
        QFile file(b.w.path("payload.bin"));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("from a file");
        file.close();
        row->input()->setCurrentIndex(3);
        row->payload()->setText(file.fileName());
        QTRY_VERIFY(row->isValid() && row->message().payload.size() == 11);
        QVERIFY(card->command()->command().contains(QStringLiteral("-f ")));
        row->payload()->setText(QStringLiteral("/nonexistent"));
        QTRY_VERIFY(!row->isValid());
    }

    void valuesAreRepeated()
    {
        Board b;
        QVERIFY(b.startBroker());
        ClientCard* card = b.join();
        QVERIFY(card != nullptr);
        card->repeatFold()->setOpen(true);
        card->repeatRow()->interval()->setValue(10);
        card->repeatRow()->count()->setValue(3);
        QTest::mouseClick(card->repeatRow()->button(), Qt::LeftButton);
        QTRY_COMPARE_WITH_TIMEOUT(Board::rows(card, Kind::Sent).size(), 3, kWithinMs);
        QStringList values;
        for (const int row : Board::rows(card, Kind::Sent))
            values += card->bubbles().payload(row);
        QVERIFY(values[0].contains(QLatin1Char('0')) && values[2].contains(QLatin1Char('2')));
        QTRY_COMPARE(card->repeatRow()->button()->text(), QStringLiteral("Start"));
        for (const int row : Board::rows(card, Kind::Sent))
            QTRY_COMPARE(card->bubbles().stateText(row), QStringLiteral("acknowledged"));
        card->repeatRow()->count()->setValue(0);
        QTest::mouseClick(card->repeatRow()->button(), Qt::LeftButton);
        QTRY_COMPARE(card->repeatRow()->button()->text(), QStringLiteral("Stop"));
        QTest::mouseClick(card->repeatRow()->button(), Qt::LeftButton);
        QTRY_COMPARE(card->repeatRow()->button()->text(), QStringLiteral("Start"));
    }

    void rowsOfAFileAreRepeated()
    {
        Board b;
        ClientCard* card = b.add();
        QFile file(b.w.path("values.csv"));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("1,10\n2,20\n");
        file.close();
        card->repeatRow()->kind()->setCurrentIndex(5);
        card->repeatRow()->readCsv(file.fileName());
        QTRY_COMPARE(card->repeatRow()->options().rows, (std::vector<std::string>{"1", "2"}));
    }

    void theEquivalentLineSaysWhatTheCardDoes()
    {
        Board b;
        ClientCard* card = b.add();
        card->form()->clean()->setChecked(false);
        QCOMPARE(card->command()->command(),
                 QStringLiteral("mosquitto_pub -h 127.0.0.1 -i capteur-1 -c -t pompe/niveau -q 1 -m 42"));
        QTest::mouseClick(card->publishRow()->retain(), Qt::LeftButton, {},
                          QPoint(8, card->publishRow()->retain()->height() / 2));
        QVERIFY(card->command()->command().contains(QStringLiteral(" -r ")));
        Board::type(card->publishRow()->payload(), QStringLiteral("it's"));
        QVERIFY(card->command()->command().contains(QStringLiteral("-m 'it'\\''s'")));
        card->showPart(ClientCard::Part::Subscribe);
        QCOMPARE(card->command()->command(),
                 QStringLiteral("mosquitto_sub -h 127.0.0.1 -i capteur-1 -c -t pompe/niveau -q 1"));
        QTest::mouseClick(card->command()->copyButton(), Qt::LeftButton);
        QCOMPARE(QApplication::clipboard()->text(), card->command()->command());
        b.w.language.use(QStringLiteral("fr"));
        b.board->retranslate();
        QCOMPARE(card->command()->findChild<QLabel*>()->text(), QStringLiteral("équivalent\u202f:"));
        b.w.language.use(QStringLiteral("en"));
    }

    void theBytesAreThoseOfThePacket()
    {
        Board b;
        ClientCard* card = b.add();
        QVERIFY(!card->bytes()->isVisible());
        card->bytesFold()->setOpen(true);
        const PacketRuns& packet = card->bytes()->packet();
        // PUBLISH QoS 1, topic of 12 bytes, Packet Identifier not known yet, "42".
        QCOMPARE(packet.size, std::size_t{20});
        QCOMPARE(packet.bytes[0], std::uint8_t{0x32});
        QCOMPARE(packet.openAt, 16);
        std::size_t covered = 0;
        for (const PacketRun& run : packet.runs)
            covered += run.length;
        QCOMPARE(covered, packet.size);
        QCOMPARE(packet.runs.back().role, field::Role::Payload);
        QVERIFY(card->bytes()->accessibleDescription().contains(QStringLiteral("34 32")));
        card->publishRow()->qos()->setCurrentIndex(0);
        QCOMPARE(card->bytes()->packet().size, std::size_t{18});
        QCOMPARE(card->bytes()->packet().openAt, -1);
        card->head()->formButton()->setChecked(true);
        QCOMPARE(card->bytes()->packet().bytes[0], std::uint8_t{0x10});
    }

    void aBubbleLeadsToItsFrame()
    {
        Board b;
        QVERIFY(b.startBroker());
        ClientCard* card = b.join();
        QVERIFY(card != nullptr);
        QTest::mouseClick(card->publishRow()->button(), Qt::LeftButton);
        const int sent = Board::rows(card, Kind::Sent).front();
        QTRY_COMPARE(card->bubbles().stateText(sent), QStringLiteral("acknowledged"));
        b.lab.stop();
        QTRY_VERIFY_WITH_TIMEOUT(!b.lab.isRunning() && !b.lab.isStopping() && !b.live.isBusy(), kWithinMs);
        QVERIFY(b.w.open(QFile::decodeName(b.live.status().path.c_str())));
        const DocumentSession& session = b.w->workspace().session();
        const ClientBubble bubble = card->bubbles().bubble(sent);
        const auto frame = frameOfBubble(*session.document(), *session.snapshot(), bubble, "capteur-1");
        QVERIFY(frame.has_value());
        bool isPublish = false;
        session.snapshot()->forEachMessage(*frame, [&](std::uint32_t message) {
            isPublish = session.snapshot()->messages[message].type() == mqtt::PacketType::Publish;
            return true;
        });
        QVERIFY(isPublish);
        QVERIFY(!frameOfBubble(*session.document(), *session.snapshot(), bubble, "somebody").has_value());
        const auto click = [card](int row) {
            card->view()->scrollTo(card->bubbles().index(row));
            QTest::mouseClick(card->view()->viewport(), Qt::LeftButton, {},
                              card->view()->visualRect(card->bubbles().index(row)).center());
        };
        click(sent);
        QTRY_COMPARE(b.w->selection().selection().frame, *frame);
        fill(card->bubbles(), 1); // of which the capture knows nothing
        click(card->bubbles().rowCount() - 1);
        QVERIFY(!QToolTip::text().isEmpty());
        ClientBubble other = bubble;
        other.message.payload.back() = '3';
        QVERIFY(!frameOfBubble(*session.document(), *session.snapshot(), other, "capteur-1").has_value());
    }

    void bubblesAreBounded()
    {
        Board b;
        ClientBubbles& bubbles = b.add()->bubbles();
        fill(bubbles, static_cast<int>(ClientBubbles::kMaxBubbles) + 5);
        QCOMPARE(bubbles.rowCount(), static_cast<int>(ClientBubbles::kMaxBubbles));
        QCOMPARE(bubbles.dropped(), std::uint64_t{5});
        QCOMPARE(bubbles.bubble(0).wallClock, std::int64_t{5});
        broker::lab::LabMessage large;
        large.topic = "t";
        large.payload.resize(ClientBubbles::kMaxPayload + 1);
        bubbles.addSent(large, 1, 0);
        QCOMPARE(bubbles.bubble(bubbles.rowCount() - 1).message.payload.size(), ClientBubbles::kMaxPayload);
        QCOMPARE(bubbles.bubble(bubbles.rowCount() - 1).payloadSize, ClientBubbles::kMaxPayload + 1);
        for (std::size_t i = 0; i < ClientBubbles::kMaxBytes / ClientBubbles::kMaxPayload; ++i)
            bubbles.addSent(large, 1, 0);
        QVERIFY(bubbles.rowCount() <=
                static_cast<int>(ClientBubbles::kMaxBytes / ClientBubbles::kMaxPayload));
    }

    void itStaysAtTheNewestUnlessSomebodyLooksBack()
    {
        Board b;
        ClientCard* card = b.add();
        fill(card->bubbles(), 50);
        QScrollBar* bar = card->view()->verticalScrollBar();
        QTRY_VERIFY(bar->maximum() > 0);
        QTRY_COMPARE(bar->value(), bar->maximum());
        bar->setValue(10);
        fill(card->bubbles(), 1);
        QTRY_VERIFY(bar->value() <= 10);
    }

    void payloadsAreShownAndCopied()
    {
        Board b;
        ClientCard* card = b.add();
        broker::lab::LabMessage message;
        message.topic = "t";
        const std::string json = R"({"a":1})";
        message.payload.assign(json.begin(), json.end());
        card->bubbles().addSent(message, 1, 0);
        card->view()->setFocus();
        card->view()->setCurrentIndex(card->bubbles().index(0));
        QTest::keyClick(card->view(), Qt::Key_Space);
        auto* window = card->findChild<ClientPayloadWindow*>();
        QVERIFY(window != nullptr && window->isVisible());
        QVERIFY(window->readable()->toPlainText().contains(QStringLiteral("\"a\": 1")));
        QVERIFY(window->hex()->toPlainText().contains(QStringLiteral("7b 22 61")));
        window->close();
        QTest::keyClick(card->view(), Qt::Key_C, Qt::ControlModifier);
        QCOMPARE(QApplication::clipboard()->text(), QString::fromStdString(json));
    }

    void aLabFileBringsAllBack()
    {
        Board b;
        ClientCard* card = b.add();
        card->form()->version()->setCurrentIndex(2);
        card->form()->keepAlive()->setValue(7);
        card->form()->will()->setChecked(true);
        card->form()->willTopic()->setText(QStringLiteral("pompe/etat"));
        Board::type(card->publishRow()->topic(), QStringLiteral("a/b"));
        card->repeatRow()->interval()->setValue(250);
        b.add();
        const QJsonObject state = b.board->state();
        b.reopen();
        b.board->setState(state);
        QCOMPARE(b.board->state(), state);
        QCOMPARE(b.board->cards().size(), std::size_t{2});
        QCOMPARE(b.board->cards().front()->form()->keepAlive()->value(), 7);
        b.board->setState({{QStringLiteral("clients"), QJsonArray{1, QJsonObject{{"connection", 3}}}}});
        QCOMPARE(b.board->cards().size(), std::size_t{1});
    }

    void everyControlHasANameAndIsReachable()
    {
        Board b;
        ClientCard* card = b.add();
        card->repeatFold()->setOpen(true);
        card->bytesFold()->setOpen(true);
        card->form()->version()->setCurrentIndex(2);
        card->form()->will()->setChecked(true);
        int controls = 0;
        for (const bool form : {false, true}) {
            card->head()->formButton()->setChecked(form);
            card->showPart(form ? ClientCard::Part::Subscribe : ClientCard::Part::Publish);
            for (QWidget* widget : card->findChildren<QWidget*>()) {
                const bool inner = widget->objectName().startsWith(QLatin1String("qt_"));
                const bool control = qobject_cast<QAbstractButton*>(widget) != nullptr ||
                                     qobject_cast<QLineEdit*>(widget) != nullptr ||
                                     qobject_cast<QAbstractSpinBox*>(widget) != nullptr ||
                                     qobject_cast<QComboBox*>(widget) != nullptr;
                if (inner || !control || !widget->isVisible())
                    continue;
                ++controls;
                const QAccessibleInterface* accessible = QAccessible::queryAccessibleInterface(widget);
                QVERIFY2(accessible != nullptr && !accessible->text(QAccessible::Name).isEmpty(),
                         qPrintable(widget->metaObject()->className()));
                QVERIFY2((widget->focusPolicy() & Qt::TabFocus) != 0 || widget->focusProxy() != nullptr,
                         qPrintable(accessible->text(QAccessible::Name)));
            }
        }
        QVERIFY(controls > 35);
    }

    void itFollowsThePortOfTheBroker()
    {
        Board b;
        ClientCard* follows = b.add();
        ClientCard* own = b.add();
        own->form()->port()->setValue(2000);
        QVERIFY(b.startBroker());
        QCOMPARE(follows->form()->port()->value(), int{b.lab.started().addresses.front().port});
        QCOMPARE(own->form()->port()->value(), 2000);
    }
};

QTEST_MAIN(ClientBoardTest)
#include "client_board_test.moc"
