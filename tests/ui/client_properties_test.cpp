// SPDX-License-Identifier: GPL-3.0-or-later
// What only MQTT 5.0 has in the cards of the lab, by clicks and keys, beside a real broker.
#include "tests/ui/client_board_fixture.h"
#include "ui/lab/client_bytes.h"
#include "ui/lab/client_command.h"
#include "ui/lab/client_form.h"
#include "ui/lab/client_payload_window.h"
#include "ui/lab/client_repeat_row.h"
#include "ui/lab/property_editor.h"
#include "ui/lab/property_row.h"
#include "ui/live/fold_section.h"

#include <QCheckBox>
#include <QLabel>
#include <QMenu>
#include <QPlainTextEdit>
#include <QProcess>
#include <QSpinBox>
#include <QStandardPaths>

using namespace mqttscope;
using namespace mqttscope::ui;
using mqtt::PropertyId;
using test::Board;
using Kind = ClientBubble::Kind;

namespace {

constexpr int kWithinMs = 20'000;

/// Chooses a property in the menu.
PropertyRow* add(PropertyEditor* editor, PropertyId id)
{
    Q_EMIT editor->menu()->aboutToShow();
    for (QAction* action : editor->menu()->actions()) {
        if (action->data().toInt() == static_cast<int>(id) && action->isEnabled()) {
            action->trigger();
            return editor->rowOf(id);
        }
    }
    return nullptr;
}

void type(PropertyEditor* editor, PropertyId id, const QString& value)
{
    PropertyRow* row = editor->rowOf(id) != nullptr ? editor->rowOf(id) : add(editor, id);
    QVERIFY(row != nullptr);
    Board::type(row->edit(), value);
}

void typePair(PropertyEditor* editor, const QString& name, const QString& value)
{
    PropertyRow* row = add(editor, PropertyId::UserProperty);
    QVERIFY(row != nullptr);
    Board::type(row->nameEdit(), name);
    Board::type(row->edit(), value);
}

/// A card of version 5.0, its properties unfolded.
ClientCard* add5(const Board& b)
{
    ClientCard* card = b.add();
    card->form()->version()->setCurrentIndex(2);
    card->publishRow()->propertiesFold()->setOpen(true);
    card->subscribeRow()->optionsFold()->setOpen(true);
    return card;
}

ClientCard* join5(const Board& b)
{
    ClientCard* card = add5(b);
    QTest::mouseClick(card->head()->connectButton(), Qt::LeftButton);
    const bool connected = QTest::qWaitFor(
        [card] { return card->head()->stateText().startsWith(QLatin1String("connected")); }, kWithinMs);
    return connected ? card : nullptr;
}

void writeAll(PropertyEditor* editor)
{
    add(editor, PropertyId::PayloadFormatIndicator);
    type(editor, PropertyId::MessageExpiryInterval, QStringLiteral("600"));
    type(editor, PropertyId::ContentType, QStringLiteral("text/plain"));
    type(editor, PropertyId::ResponseTopic, QStringLiteral("pompe/reponse"));
    type(editor, PropertyId::CorrelationData, QStringLiteral("00 ff"));
    editor->rowOf(PropertyId::CorrelationData)->choice()->setCurrentIndex(1);
    typePair(editor, QStringLiteral("salle"), QStringLiteral("B12"));
    typePair(editor, QStringLiteral("salle"), QStringLiteral("A1"));
}

broker::lab::MessageProperties all()
{
    broker::lab::MessageProperties said;
    said.payloadFormat = 1;
    said.messageExpiry = 600;
    said.contentType = "text/plain";
    said.responseTopic = "pompe/reponse";
    said.correlationData = std::vector<std::uint8_t>{0, 0xff};
    said.userProperties = {{"salle", "B12"}, {"salle", "A1"}};
    return said;
}

} // namespace

class ClientPropertiesTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void onlyVersion5HasThemAndNothingIsLost()
    {
        Board b;
        ClientCard* card = b.add();
        QVERIFY(!card->publishRow()->propertiesFold()->isVisible());
        card->showPart(ClientCard::Part::Subscribe);
        QVERIFY(!card->subscribeRow()->optionsFold()->isVisible());
        card->head()->formButton()->setChecked(true);
        QVERIFY(!card->form()->properties()->isVisible());
        card->form()->version()->setCurrentIndex(2);
        QVERIFY(card->form()->properties()->isVisible());
        QVERIFY(card->subscribeRow()->optionsFold()->isVisible());
        QVERIFY(!card->subscribeRow()->noLocal()->isVisible()); // folded
        card->showPart(ClientCard::Part::Publish);
        QVERIFY(card->publishRow()->propertiesFold()->isVisible());
        QVERIFY(!card->publishRow()->properties()->isVisible());
        card->publishRow()->propertiesFold()->setOpen(true);
        writeAll(card->publishRow()->properties());
        QVERIFY(card->publishRow()->propertiesFold()->button()->text().contains(QStringLiteral("(7)")));
        QVERIFY(card->publishRow()->message().properties == all());
        card->subscribeRow()->noLocal()->setChecked(true);
        card->form()->version()->setCurrentIndex(1);
        QVERIFY(card->publishRow()->message().properties == broker::lab::MessageProperties());
        QVERIFY(!card->subscribeRow()->wanted().noLocal);
        QVERIFY(!card->command()->command().contains(QStringLiteral("-D")));
        card->form()->version()->setCurrentIndex(2);
        QVERIFY(card->publishRow()->message().properties == all());
        QVERIFY(card->subscribeRow()->wanted().noLocal);
    }

    void allOfThemComeToTheOther()
    {
        Board b;
        QVERIFY(b.startBroker());
        ClientCard* sensor = join5(b);
        ClientCard* tablet = join5(b);
        QVERIFY(sensor != nullptr && tablet != nullptr);
        type(tablet->subscribeRow()->properties(), PropertyId::SubscriptionIdentifier, QStringLiteral("300"));
        QVERIFY(Board::subscribe(tablet));
        writeAll(sensor->publishRow()->properties());
        const QString line = sensor->command()->command();
        QVERIFY2(line.contains(QStringLiteral("-D publish message-expiry-interval 600")), qPrintable(line));
        QVERIFY(line.contains(
            QStringLiteral("-D publish user-property salle B12 -D publish user-property salle A1")));
        QVERIFY2(sensor->command()->title().contains(QStringLiteral("Correlation Data")),
                 qPrintable(sensor->command()->title()));
        sensor->bytesFold()->setOpen(true);
        QVERIFY(sensor->bytes()->accessibleDescription().contains(QStringLiteral("Content Type")));
        QTest::mouseClick(sensor->publishRow()->button(), Qt::LeftButton);
        QTRY_COMPARE_WITH_TIMEOUT(Board::rows(tablet, Kind::Received).size(), 1, kWithinMs);
        const int got = Board::rows(tablet, Kind::Received).front();
        QVERIFY(tablet->bubbles().bubble(got).message.properties == all());
        const QString tip = tablet->bubbles().index(got).data(Qt::ToolTipRole).toString();
        for (const char* part : {"Content Type: text/plain", "User Property: salle = A1",
                                 "Subscription Identifier: 300", "Correlation Data: 00 ff"})
            QVERIFY2(tip.contains(QLatin1String(part)), qPrintable(tip));
        tablet->view()->setFocus();
        tablet->view()->setCurrentIndex(tablet->bubbles().index(got));
        QTest::keyClick(tablet->view(), Qt::Key_Space);
        auto* window = tablet->findChild<ClientPayloadWindow*>();
        QVERIFY(window != nullptr);
        QVERIFY(window->properties()->isVisible());
        QVERIFY(window->properties()->toPlainText().contains(QStringLiteral("User Property: salle = B12")));
        window->close();
        readByTshark(b);
    }

    /// The capture of the tap, read by somebody else.
    static void readByTshark(Board& b)
    {
        const QString tshark = QStandardPaths::findExecutable(QStringLiteral("tshark"));
        const QString port = QString::number(b.lab.started().addresses.front().port);
        b.lab.stop();
        QTRY_VERIFY_WITH_TIMEOUT(!b.lab.isRunning() && !b.lab.isStopping() && !b.live.isBusy(), kWithinMs);
        if (tshark.isEmpty())
            return;
        QProcess process;
        QStringList arguments{QStringLiteral("-r"), QFile::decodeName(b.live.status().path.c_str()),
                              QStringLiteral("-d"), QStringLiteral("tcp.port==%1,mqtt").arg(port),
                              QStringLiteral("-Y"), QStringLiteral("mqtt.msgtype == 3"),
                              QStringLiteral("-T"), QStringLiteral("fields")};
        for (const char* field : {"mqtt.property.content_type", "mqtt.prop_string", "mqtt.prop_key",
                                  "mqtt.prop_value", "mqtt.prop_number"})
            arguments << QStringLiteral("-e") << QLatin1String(field);
        process.start(tshark, arguments);
        QVERIFY(process.waitForFinished(60'000));
        const QList<QByteArray> lines = process.readAllStandardOutput().trimmed().split('\n');
        QCOMPARE(lines.size(), qsizetype{2}); // to the broker, and from it
        for (const QByteArray& read : lines) {
            QVERIFY2(read.startsWith("text/plain\t") && read.contains("pompe/reponse") &&
                         read.contains("\tsalle,salle\tB12,A1\t") && read.contains("1,600"),
                     read.constData());
        }
        QVERIFY2(lines[1].contains("300"), lines[1].constData()); // the Subscription Identifier
    }

    void aTopicAliasIsSetAndUsed()
    {
        Board b;
        QVERIFY(b.startBroker());
        ClientCard* card = join5(b);
        QVERIFY(card != nullptr);
        QVERIFY(Board::subscribe(card));
        card->showPart(ClientCard::Part::Publish);
        ClientPublishRow* row = card->publishRow();
        PropertyEditor* editor = row->properties();
        type(editor, PropertyId::TopicAlias, QStringLiteral("11"));
        const PropertyRow* alias = editor->rowOf(PropertyId::TopicAlias);
        QVERIFY2(alias->verdict().sentence.contains(QStringLiteral("MQTT-3.3.2-9")),
                 qPrintable(alias->verdict().sentence));
        QVERIFY(!row->button()->isEnabled());
        QVERIFY(alias->edit()->sentence()->isVisible());
        Board::type(alias->edit(), QStringLiteral("0"));
        QVERIFY(alias->verdict().sentence.contains(QStringLiteral("MQTT-3.3.2-8")));
        Board::type(alias->edit(), QStringLiteral("3"));
        QVERIFY(row->button()->isEnabled());
        const QString topic = row->topic()->text();
        Board::type(row->topic(), QString());
        QVERIFY(!row->button()->isEnabled()); // it stands for nothing yet
        QVERIFY2(row->topic()->sentence()->text().contains(QStringLiteral("Topic Alias 3")),
                 qPrintable(row->topic()->sentence()->text()));
        Board::type(row->topic(), topic);
        QTest::mouseClick(row->button(), Qt::LeftButton);
        QTRY_COMPARE_WITH_TIMEOUT(Board::rows(card, Kind::Received).size(), 1, kWithinMs);
        Board::type(row->topic(), QString());
        QTRY_VERIFY_WITH_TIMEOUT(row->button()->isEnabled(), kWithinMs);
        QVERIFY(card->command()->title().contains(QStringLiteral("Topic Alias")));
        QVERIFY(card->command()->command().contains(QStringLiteral("-t pompe/niveau")));
        QTest::mouseClick(row->button(), Qt::LeftButton);
        QTRY_COMPARE_WITH_TIMEOUT(Board::rows(card, Kind::Received).size(), 2, kWithinMs);
        for (const Kind kind : {Kind::Sent, Kind::Received})
            QCOMPARE(card->bubbles().bubble(Board::rows(card, kind).back()).message.topic,
                     topic.toStdString());
        editor->rowOf(PropertyId::TopicAlias)->removeButton()->click();
        QVERIFY(editor->rowOf(PropertyId::TopicAlias) == nullptr);
        QVERIFY(row->topic()->sentence()->text().contains(QStringLiteral("no Topic Alias")));
    }

    void aPayloadThatIsNotWhatItIsSaidToBe()
    {
        Board b;
        ClientCard* card = add5(b);
        ClientPublishRow* row = card->publishRow();
        add(row->properties(), PropertyId::PayloadFormatIndicator);
        QVERIFY(row->isValid());
        row->input()->setCurrentIndex(2);
        Board::type(row->payload(), QStringLiteral("ff"));
        QVERIFY(!row->isValid());
        row->propertiesFold()->setOpen(false); // still said
        bool said = false;
        for (const QLabel* label : row->findChildren<QLabel*>())
            said = said || (label->isVisible() && label->text().contains(QStringLiteral("UTF-8")));
        QVERIFY(said);
        row->propertiesFold()->setOpen(true);
        row->properties()->rowOf(PropertyId::PayloadFormatIndicator)->choice()->setCurrentIndex(1);
        QVERIFY(row->isValid());
        QCOMPARE(row->message().properties.payloadFormat, std::optional<std::uint8_t>{0});
        type(row->properties(), PropertyId::ResponseTopic, QStringLiteral("a/#"));
        QVERIFY(!row->isValid());
        QVERIFY(row->properties()->problem().contains(QStringLiteral("MQTT-3.3.2-14")));
        QVERIFY(!card->command()->isVisible());
    }

    void subscriptionsHaveTheirOptions()
    {
        Board b;
        QVERIFY(b.startBroker());
        ClientCard* card = join5(b);
        QVERIFY(card != nullptr);
        card->showPart(ClientCard::Part::Subscribe);
        ClientSubscribeRow* row = card->subscribeRow();
        row->noLocal()->setChecked(true);
        Board::type(row->filter(), QStringLiteral("$share/groupe/pompe/#"));
        QVERIFY(!row->button()->isEnabled());
        QVERIFY2(row->problem()->text().contains(QStringLiteral("MQTT-3.8.3-4")),
                 qPrintable(row->problem()->text()));
        QVERIFY(row->problem()->isVisible());
        row->optionsFold()->setOpen(false);
        QVERIFY(row->problem()->isVisible());
        row->optionsFold()->setOpen(true);
        Board::type(row->filter(), QStringLiteral("pompe/#"));
        QVERIFY(row->button()->isEnabled());
        row->retainAsPublished()->setChecked(true);
        row->retainHandling()->setCurrentIndex(2);
        type(row->properties(), PropertyId::SubscriptionIdentifier, QStringLiteral("0"));
        QVERIFY(!row->button()->isEnabled());
        type(row->properties(), PropertyId::SubscriptionIdentifier, QStringLiteral("7"));
        QVERIFY(row->optionsFold()->button()->text().contains(QStringLiteral("(4)")));
        const QString line = card->command()->command();
        QVERIFY2(line.contains(QStringLiteral("--retain-as-published")) &&
                     line.contains(QStringLiteral("-D subscribe subscription-identifier 7")),
                 qPrintable(line));
        const QString title = card->command()->title();
        QVERIFY2(title.contains(QStringLiteral("No Local, Retain Handling")), qPrintable(title));
        card->bytesFold()->setOpen(true);
        QVERIFY(card->bytes()->packet().bytes.back() == 0x2d); // QoS 1, No Local, Retain As Published, 2
        QVERIFY(Board::subscribe(card));
        const auto subscriptions = [&] { return b.lab.snapshot()->subscriptions.rows; };
        QTRY_COMPARE_WITH_TIMEOUT(subscriptions().size(), std::size_t{1}, kWithinMs);
        QVERIFY(subscriptions()[0].options.noLocal);
        card->showPart(ClientCard::Part::Publish);
        QTest::mouseClick(card->publishRow()->button(), Qt::LeftButton);
        QTRY_COMPARE_WITH_TIMEOUT(card->bubbles().stateText(Board::rows(card, Kind::Sent).front()),
                                  QStringLiteral("acknowledged"), kWithinMs);
        QVERIFY(Board::rows(card, Kind::Received).empty()); // it came before its PUBACK, or not at all
    }

    void theWillHasAllOfThem()
    {
        Board b;
        QVERIFY(b.startBroker());
        ClientCard* reader = join5(b);
        QVERIFY(reader != nullptr);
        Board::type(reader->subscribeRow()->filter(), QStringLiteral("pompe/#"));
        QVERIFY(Board::subscribe(reader));
        ClientCard* card = add5(b);
        ClientForm* form = card->form();
        card->head()->formButton()->setChecked(true);
        type(form->properties(), PropertyId::ReceiveMaximum, QStringLiteral("0"));
        QVERIFY(!form->isValid());
        type(form->properties(), PropertyId::ReceiveMaximum, QStringLiteral("9"));
        type(form->properties(), PropertyId::SessionExpiryInterval, QStringLiteral("100"));
        type(form->properties(), PropertyId::TopicAliasMaximum, QStringLiteral("4"));
        typePair(form->properties(), QStringLiteral("classe"), QStringLiteral("2nde"));
        QVERIFY(form->isValid());
        const broker::ClientOptions options = form->options().client;
        QCOMPARE(options.receiveMaximum, 9);
        QCOMPARE(options.sessionExpiry, 100U);
        QCOMPARE(options.topicAliasMaximum, 4);
        form->will()->setChecked(true);
        form->willTopic()->setText(QStringLiteral("pompe/etat"));
        writeAll(form->willProperties());
        QVERIFY(form->willProperties()->rowOf(PropertyId::WillDelayInterval) != nullptr);
        QVERIFY(form->willProperties()->rowOf(PropertyId::WillDelayInterval)->removeButton() == nullptr);
        card->bytesFold()->setOpen(true);
        QVERIFY(card->bytes()->accessibleDescription().contains(QStringLiteral("Session Expiry Interval")));
        QTest::mouseClick(card->head()->connectButton(), Qt::LeftButton);
        QTRY_VERIFY_WITH_TIMEOUT(card->head()->stateText().startsWith(QLatin1String("connected")), kWithinMs);
        QTRY_VERIFY_WITH_TIMEOUT(
            [&] {
                for (const broker::lab::SessionRow& session : b.lab.snapshot()->sessions.rows) {
                    if (session.expiryInterval == 100)
                        return true;
                }
                return false;
            }(),
            kWithinMs);
        QTest::mouseClick(card->head()->plugButton(), Qt::LeftButton);
        QTRY_COMPARE_WITH_TIMEOUT(Board::rows(reader, Kind::Received).size(), 1, kWithinMs);
        const int got = Board::rows(reader, Kind::Received).front();
        QVERIFY(reader->bubbles().bubble(got).message.properties == all());
    }

    void repeatedMessagesHaveThemToo()
    {
        Board b;
        QVERIFY(b.startBroker());
        ClientCard* card = join5(b);
        QVERIFY(card != nullptr);
        QVERIFY(Board::subscribe(card));
        card->showPart(ClientCard::Part::Publish);
        writeAll(card->publishRow()->properties());
        card->repeatFold()->setOpen(true);
        card->repeatRow()->interval()->setValue(10);
        card->repeatRow()->count()->setValue(3);
        QTest::mouseClick(card->repeatRow()->button(), Qt::LeftButton);
        QTRY_COMPARE_WITH_TIMEOUT(Board::rows(card, Kind::Received).size(), 3, kWithinMs);
        for (const int row : Board::rows(card, Kind::Received))
            QVERIFY(card->bubbles().bubble(row).message.properties == all());
    }

    void aLabFileBringsThemBack()
    {
        Board b;
        ClientCard* card = add5(b);
        writeAll(card->publishRow()->properties());
        add(card->publishRow()->properties(), PropertyId::TopicAlias); // nothing is typed there
        card->subscribeRow()->noLocal()->setChecked(true);
        card->subscribeRow()->retainHandling()->setCurrentIndex(1);
        type(card->subscribeRow()->properties(), PropertyId::SubscriptionIdentifier, QStringLiteral("7"));
        type(card->form()->properties(), PropertyId::MaximumPacketSize, QStringLiteral("1000"));
        card->form()->will()->setChecked(true);
        card->form()->willTopic()->setText(QStringLiteral("w"));
        type(card->form()->willProperties(), PropertyId::WillDelayInterval, QStringLiteral("5"));
        QFile file(b.w.path("values.csv"));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("1,10\n2,20\n");
        file.close();
        card->repeatRow()->kind()->setCurrentIndex(5);
        card->repeatRow()->column()->setValue(2);
        card->repeatRow()->readCsv(file.fileName());
        const std::vector<std::string> rows{"10", "20"};
        QTRY_COMPARE(card->repeatRow()->options().rows, rows);
        const QJsonObject state = b.board->state();
        QVERIFY(file.remove()); // on another machine
        b.reopen();
        b.board->setState(state);
        QCOMPARE(b.board->state(), state);
        ClientCard* again = b.board->cards().front();
        QVERIFY(again->publishRow()->message().properties == all());
        QCOMPARE(again->subscribeRow()->wanted().identifier, 7U);
        QCOMPARE(again->form()->options().client.maximumPacketSize, 1000U);
        QCOMPARE(again->form()->options().client.will->delay, 5U);
        ClientRepeatRow* repeat = again->repeatRow();
        QCOMPARE(repeat->options().rows, rows);
        QCOMPARE(repeat->rowsText(), QStringLiteral("values.csv: 2 rows"));
        repeat->column()->setValue(1); // whoever does that keeps the rows that are there
        QCOMPARE(repeat->options().rows, rows);
        QVERIFY(!repeat->column()->isEnabled());
    }

    void rowsThatDoNotFitIntoALabFileAreSaid()
    {
        Board b;
        ClientCard* card = b.add();
        QFile file(b.w.path("long.csv"));
        QVERIFY(file.open(QIODevice::WriteOnly));
        for (int i = 0; i < 1000; ++i)
            file.write(QByteArray(300, 'x') + '\n');
        file.close();
        card->repeatRow()->kind()->setCurrentIndex(5);
        card->repeatRow()->readCsv(file.fileName());
        QTRY_COMPARE(card->repeatRow()->options().rows.size(), std::size_t{1000});
        QVERIFY2(card->repeatRow()->rowsText().contains(QStringLiteral("fit into a lab file")),
                 qPrintable(card->repeatRow()->rowsText()));
        const QJsonObject state = b.board->state();
        b.reopen();
        b.board->setState(state);
        const ClientRepeatRow* repeat = b.board->cards().front()->repeatRow();
        QVERIFY(repeat->options().rows.size() < 1000);
        QVERIFY2(repeat->rowsText().contains(QStringLiteral("more did not fit")),
                 qPrintable(repeat->rowsText()));
        QCOMPARE(b.board->state(), state);
    }

    void userPropertiesThatAreKeptAreBounded()
    {
        Board b;
        ClientBubbles& bubbles = b.add()->bubbles();
        broker::lab::LabEvent event;
        event.kind = broker::lab::LabEventKind::Message;
        event.message.topic = "t";
        event.message.properties.userProperties.assign(100'000, {"name", "value"});
        bubbles.take(event, {});
        const ClientBubble& bubble = bubbles.bubble(0);
        const std::size_t kept = bubble.message.properties.userProperties.size();
        QVERIFY(kept > 100 && kept < 2000);
        QCOMPARE(bubble.propertiesLeftOut, 100'000 - kept);
        QVERIFY(bubbles.properties(0).back().contains(QStringLiteral("more User Properties")));
        QVERIFY(bubbles.index(0).data(Qt::ToolTipRole).toString().size() < 2000);
        for (std::size_t i = 0; i < ClientBubbles::kMaxBytes / ClientBubbles::kMaxUserProperties + 10; ++i)
            bubbles.take(event, {});
        QVERIFY(bubbles.dropped() > 0);
    }

    void theCardDoesNotGrowWider()
    {
        Board b;
        ClientCard* card = b.add();
        const int room = card->minimumWidth() - 20; // its margins
        b.w.language.use(QStringLiteral("fr"));
        b.board->retranslate();
        card->form()->version()->setCurrentIndex(2);
        card->publishRow()->propertiesFold()->setOpen(true);
        card->subscribeRow()->optionsFold()->setOpen(true);
        card->form()->will()->setChecked(true);
        writeAll(card->publishRow()->properties());
        writeAll(card->form()->willProperties());
        card->subscribeRow()->show();
        for (const QWidget* part :
             std::initializer_list<const QWidget*>{card->publishRow(), card->subscribeRow(), card->form()})
            QVERIFY2(part->minimumSizeHint().width() <= room,
                     qPrintable(QStringLiteral("%1 wants %2 of %3")
                                    .arg(QLatin1String(part->metaObject()->className()))
                                    .arg(part->minimumSizeHint().width())
                                    .arg(room)));
        b.w.language.use(QStringLiteral("en"));
    }
};

QTEST_MAIN(ClientPropertiesTest)
#include "client_properties_test.moc"
