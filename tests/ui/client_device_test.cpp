// SPDX-License-Identifier: GPL-3.0-or-later
// The devices of the client cards, by mouse and keys, beside a real broker.
#include "tests/ui/client_device_fixture.h"
#include "ui/lab/first_lab.h"

#include <QCheckBox>
#include <QElapsedTimer>

using namespace mqttscope;
using namespace mqttscope::ui;
using test::Board;
using test::choose;
using Kind = ClientBubble::Kind;

namespace {

constexpr int kWithinMs = 20'000;
const QString kTopic = QStringLiteral("pompe/niveau");

QStringList payloads(ClientCard* card, Kind kind)
{
    QStringList found;
    for (const int row : Board::rows(card, kind))
        found += card->bubbles().payload(row);
    return found;
}

void drag(DeviceFace* face, double from, double to, int moves)
{
    const QPoint begin = face->placeOf(from);
    const QPoint end = face->placeOf(to);
    QTest::mousePress(face, Qt::LeftButton, {}, begin);
    for (int move = 1; move <= moves; ++move)
        QTest::mouseMove(face, begin + (end - begin) * move / moves);
    QTest::mouseRelease(face, Qt::LeftButton, {}, end);
}

/// A sensor and a gauge that is subscribed to it.
struct Pair {
    Board b;
    ClientCard* sensor = nullptr;
    ClientCard* tablet = nullptr;
    ClientDeviceRow* source = nullptr;
    ClientDeviceRow* display = nullptr;

    [[nodiscard]] bool begin(DeviceKind publishes, DeviceKind shows)
    {
        if (!b.startBroker())
            return false;
        sensor = b.join();
        tablet = b.join();
        if (sensor == nullptr || tablet == nullptr || !Board::subscribe(tablet))
            return false;
        source = choose(sensor, publishes);
        display = choose(tablet, shows);
        return true;
    }
};

} // namespace

class ClientDeviceRowTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void theSliderPublishesByTheMouse()
    {
        Pair p;
        QVERIFY(p.begin(DeviceKind::Sensor, DeviceKind::Gauge));
        p.source->device().setNumber(0);
        constexpr int kMoves = 60;
        QElapsedTimer clock;
        clock.start();
        drag(p.source->face(), 0, 60, kMoves);
        QCOMPARE(p.source->number()->value(), 60.0);
        QTRY_COMPARE_WITH_TIMEOUT(p.tablet->deviceRow()->value()->text(), QStringLiteral("60\u202f%"),
                                  kWithinMs);
        const QStringList sent = payloads(p.sensor, Kind::Sent);
        QVERIFY(sent.back().contains(QStringLiteral("60")));
        QVERIFY(sent.size() <= 2 + clock.elapsed() / DevicePace::kMilliseconds);
        QCOMPARE(p.display->face()->number(), std::optional<double>(60));
        QCOMPARE(p.display->device().received().count, static_cast<std::uint64_t>(sent.size()));
        QCOMPARE(p.sensor->bubbles().bubble(Board::rows(p.sensor, Kind::Sent).front()).qos, std::uint8_t{1});
        QCOMPARE(p.sensor->bubbles().bubble(Board::rows(p.sensor, Kind::Sent).front()).message.topic,
                 kTopic.toStdString());
    }

    void theSliderPublishesByKeys()
    {
        Pair p;
        QVERIFY(p.begin(DeviceKind::Sensor, DeviceKind::Gauge));
        DeviceFace* face = p.source->face();
        face->setFocus();
        const auto shows = [&](const char* value) {
            return QTest::qWaitFor([&] { return p.display->value()->text() == QString::fromUtf8(value); },
                                   kWithinMs);
        };
        QTest::keyClick(face, Qt::Key_Right);
        QVERIFY(shows("43\u202f%"));
        QTest::keyClick(face, Qt::Key_Down);
        QVERIFY(shows("42\u202f%"));
        QTest::keyClick(face, Qt::Key_PageUp);
        QVERIFY(shows("52\u202f%"));
        QTest::keyClick(face, Qt::Key_Home);
        QVERIFY(shows("0\u202f%"));
        QTest::keyClick(face, Qt::Key_Left); // there is nothing below
        QTest::keyClick(face, Qt::Key_End);
        QVERIFY(shows("100\u202f%"));
        QCOMPARE(p.display->device().received().count, std::uint64_t{5});
        QTest::keyClick(face, Qt::Key_Return); // the same once more
        QTRY_COMPARE_WITH_TIMEOUT(p.display->device().received().count, std::uint64_t{6}, kWithinMs);
    }

    void aValueIsTyped()
    {
        Pair p;
        QVERIFY(p.begin(DeviceKind::Sensor, DeviceKind::Gauge));
        p.b.w.language.use(QStringLiteral("fr"));
        p.b.board->retranslate();
        p.source->face()->setFocus();
        QTest::keyClick(p.source->face(), Qt::Key_5); // goes on in the number
        QTest::keyClicks(p.source->number(), QStringLiteral("7.5"));
        QCOMPARE(Board::rows(p.sensor, Kind::Sent).size(), 0); // half a number is none
        QTest::keyClick(p.source->number(), Qt::Key_Return);
        QTRY_COMPARE_WITH_TIMEOUT(p.display->value()->text(), QStringLiteral("57,5\u202f%"), kWithinMs);
        QCOMPARE(p.sensor->bubbles().bubble(Board::rows(p.sensor, Kind::Sent).front()).message.payload,
                 (std::vector<std::uint8_t>{'5', '7', '.', '5'}));
        QCOMPARE(p.source->face()->number(), std::optional<double>(57.5));
        QTest::keyClicks(p.source->number(), QStringLiteral("8"));
        QTest::keyClick(p.source->number(), Qt::Key_Escape);
        QCOMPARE(p.source->number()->value(), 57.5);
        QTest::keyClick(p.source->number(), Qt::Key_Return);
        QTRY_COMPARE_WITH_TIMEOUT(p.display->device().received().count, std::uint64_t{2}, kWithinMs);
        p.b.w.language.use(QStringLiteral("en"));
    }

    void aSwitchTurnsALampOn()
    {
        Pair p;
        QVERIFY(p.begin(DeviceKind::Switch, DeviceKind::Lamp));
        QCOMPARE(p.display->value()->text(), QString(QChar(0x2014)));
        QTest::mouseClick(p.source->toggle(), Qt::LeftButton);
        QTRY_COMPARE_WITH_TIMEOUT(p.display->value()->text(), QStringLiteral("on"), kWithinMs);
        QCOMPARE(p.display->face()->isOn(), std::optional<bool>(true));
        QCOMPARE(p.source->toggle()->text(), QStringLiteral("ON"));
        p.source->toggle()->setFocus();
        QTest::keyClick(p.source->toggle(), Qt::Key_Space);
        QTRY_COMPARE_WITH_TIMEOUT(p.display->value()->text(), QStringLiteral("off"), kWithinMs);
        choose(p.tablet, DeviceKind::Pump);
        QTest::mouseClick(p.source->toggle(), Qt::LeftButton);
        QTRY_COMPARE_WITH_TIMEOUT(p.display->value()->text(), QStringLiteral("running"), kWithinMs);
    }

    void withoutAConnectionNothingIsPublishedAndThatIsSaid()
    {
        Board b;
        QVERIFY(b.startBroker());
        ClientCard* card = b.add();
        ClientDeviceRow* row = choose(card, DeviceKind::Sensor);
        QVERIFY(!row->sentence()->isVisible());
        row->face()->setFocus();
        QTest::keyClick(row->face(), Qt::Key_Right);
        QCOMPARE(card->bubbles().rowCount(), 0);
        QVERIFY(row->sentence()->isVisible());
        QVERIFY(row->sentence()->text().contains(QStringLiteral("not connected")));
        QTest::mouseClick(card->head()->connectButton(), Qt::LeftButton);
        QTRY_VERIFY_WITH_TIMEOUT(row->device().canPublish(), kWithinMs);
        QTest::keyClick(row->face(), Qt::Key_Right);
        QTRY_COMPARE_WITH_TIMEOUT(Board::rows(card, Kind::Sent).size(), 1, kWithinMs);
        QVERIFY(!row->sentence()->isVisible());
        QVERIFY(
            card->bubbles().payload(Board::rows(card, Kind::Sent).front()).contains(QStringLiteral("44")));
    }

    void itWaitsWhileTooMuchIsNotAcknowledged()
    {
        Board b;
        QVERIFY(b.startBroker());
        ClientCard* card = b.join();
        QVERIFY(card != nullptr);
        ClientDeviceRow* row = choose(card, DeviceKind::Sensor);
        b.lab.broker().freeze("capteur-1", true); // no PUBACK comes
        for (std::size_t i = 0; i < ClientDevice::kMaxWaiting; ++i)
            QTest::mouseClick(card->publishRow()->button(), Qt::LeftButton);
        QTRY_VERIFY_WITH_TIMEOUT(row->device().mustWait(), kWithinMs);
        const auto sent = Board::rows(card, Kind::Sent).size();
        row->face()->setFocus();
        QTest::keyClick(row->face(), Qt::Key_Right);
        QTest::keyClick(row->face(), Qt::Key_End);
        QCOMPARE(Board::rows(card, Kind::Sent).size(), sent);
        QVERIFY(row->sentence()->text().startsWith(QStringLiteral("Waits")));
        b.lab.broker().freeze("capteur-1", false);
        QTRY_COMPARE_WITH_TIMEOUT(Board::rows(card, Kind::Sent).size(), sent + 1, kWithinMs); // only the last
        QVERIFY(
            card->bubbles().payload(Board::rows(card, Kind::Sent).back()).contains(QStringLiteral("100")));
        QVERIFY(!row->sentence()->isVisible());
    }

    void theGaugeSaysWhatItGot()
    {
        Pair p;
        QVERIFY(p.begin(DeviceKind::Sensor, DeviceKind::Gauge));
        const auto publish = [&](const char* payload) {
            Board::type(p.sensor->publishRow()->payload(), QString::fromUtf8(payload));
            QTest::mouseClick(p.sensor->publishRow()->button(), Qt::LeftButton);
        };
        publish("full");
        QTRY_VERIFY_WITH_TIMEOUT(p.display->sentence()->isVisible(), kWithinMs);
        QCOMPARE(p.display->sentence()->text(), QStringLiteral("“full” is not a number."));
        publish("130");
        QTRY_COMPARE_WITH_TIMEOUT(p.display->value()->text(), QStringLiteral("130\u202f%"), kWithinMs);
        QVERIFY(p.display->sentence()->text().startsWith(QStringLiteral("Above the maximum")));
        QCOMPARE(p.display->device().fraction(), std::optional<double>(1));
        publish("42");
        QTRY_COMPARE_WITH_TIMEOUT(p.display->value()->text(), QStringLiteral("42\u202f%"), kWithinMs);
        QVERIFY(!p.display->sentence()->isVisible());
        p.sensor->publishRow()->retain()->setChecked(true);
        publish("43");
        QTRY_COMPARE_WITH_TIMEOUT(p.display->device().received().count, std::uint64_t{4}, kWithinMs);
        QCOMPARE(p.display->device().headline(), QStringLiteral("shown")); // it was not retained for this one
        QTest::mouseClick(p.tablet->subscribeRow()->button(), Qt::LeftButton); // brings it again
        QTRY_COMPARE_WITH_TIMEOUT(p.display->device().headline(), QStringLiteral("shown, retained"),
                                  kWithinMs);
        p.display->forgetAction()->trigger();
        QCOMPARE(p.display->device().received().count, std::uint64_t{0});
    }

    void theSettingsCountAtOnce()
    {
        Pair p;
        QVERIFY(p.begin(DeviceKind::Sensor, DeviceKind::Gauge));
        p.source->settingsAction()->trigger();
        ClientDeviceForm* form = p.source->form();
        QVERIFY(form != nullptr && form->isVisible());
        QVERIFY(form->qos()->isVisible() && form->unit()->isVisible() && !form->words()->isVisible());
        QCOMPARE(form->maximum()->value(), 100.0);
        QVERIFY(!form->problem()->isVisible());
        Board::type(form->topic(), QStringLiteral("cuve/#"));
        QVERIFY(form->topic()->sentence()->isVisible());
        QCOMPARE(p.source->device().options().topic, kTopic); // what is wrong does not count
        Board::type(form->topic(), QStringLiteral("cuve/pression"));
        QCOMPARE(p.source->device().options().topic, kTopic); // nor does half a topic
        QTest::keyClick(form->topic()->edit(), Qt::Key_Return);
        QCOMPARE(p.source->device().options().topic, QStringLiteral("cuve/pression"));
        form->minimum()->setValue(8);
        form->maximum()->setValue(4);
        QVERIFY(form->problem()->isVisible());
        QCOMPARE(p.source->device().options().maximum, 100.0);
        form->minimum()->setValue(-1.5);
        QVERIFY(!form->problem()->isVisible());
        form->unit()->setFocus();
        form->unit()->selectAll();
        QTest::keyClicks(form->unit(), QStringLiteral("bar"));
        form->path()->setFocus();
        QTest::keyClicks(form->path(), QStringLiteral("mesure.pression"));
        QTest::keyClick(form->path(), Qt::Key_Return);
        form->qos()->setCurrentIndex(0);
        p.display->settingsAction()->trigger();
        ClientDeviceForm* gauge = p.display->form();
        QVERIFY(!gauge->qos()->isVisible());
        QCOMPARE(gauge->topic()->edit()->placeholderText(), kTopic);
        QVERIFY(!gauge->topic()->sentence()->isVisible()); // none is right too
        Board::type(p.tablet->subscribeRow()->filter(), QStringLiteral("cuve/+"));
        QTest::mouseClick(p.tablet->subscribeRow()->button(), Qt::LeftButton);
        QTRY_COMPARE_WITH_TIMEOUT(p.tablet->subscribeRow()->unsubscribeButtons().size(), std::size_t{2},
                                  kWithinMs);
        p.source->face()->setFocus();
        QTest::keyClick(p.source->face(), Qt::Key_Home);
        QTRY_COMPARE_WITH_TIMEOUT(p.display->value()->text(), QStringLiteral("-1.5\u202f%"), kWithinMs);
        const ClientBubble sent = p.sensor->bubbles().bubble(Board::rows(p.sensor, Kind::Sent).back());
        QCOMPARE(sent.qos, std::uint8_t{0});
        QCOMPARE(QByteArray(reinterpret_cast<const char*>(sent.message.payload.data()),
                            static_cast<qsizetype>(sent.message.payload.size())),
                 QByteArray(R"({"mesure":{"pression":-1.5}})"));
        QCOMPARE(p.display->device().topic(), QStringLiteral("cuve/+"));
    }

    void whatIsBoundIsRememberedWithTheSubscription()
    {
        Pair p;
        QVERIFY(p.begin(DeviceKind::Sensor, DeviceKind::Gauge));
        QCOMPARE(p.display->device().topic(), kTopic);
        const QJsonObject state = p.tablet->state();
        ClientCard* other = p.b.add();
        other->setState(state);
        QCOMPARE(other->deviceRow()->device().topic(), kTopic);
        QCOMPARE(other->deviceRow()->device().received().count, std::uint64_t{0});
    }

    void theFirstLabHasASliderAndAGauge()
    {
        Board b;
        QVERIFY(b.startBroker());
        FirstLab first(b.lab);
        first.begin(*b.board);
        ClientDeviceRow* slider = b.board->cards()[0]->deviceRow();
        ClientDeviceRow* gauge = b.board->cards()[1]->deviceRow();
        QVERIFY(slider->isVisible() && gauge->isVisible());
        QCOMPARE(slider->device().options().topic, kTopic);
        QCOMPARE(slider->device().valueText(), QStringLiteral("42\u202f%"));
        QTRY_COMPARE_WITH_TIMEOUT(gauge->value()->text(), QStringLiteral("42\u202f%"), kWithinMs);
        QCOMPARE(gauge->device().received().count, std::uint64_t{1});
        QCOMPARE(Board::rows(b.board->cards()[0], Kind::Sent).size(), 1);
        slider->face()->setFocus();
        QTest::keyClick(slider->face(), Qt::Key_Up);
        QTRY_COMPARE_WITH_TIMEOUT(gauge->value()->text(), QStringLiteral("43\u202f%"), kWithinMs);
    }

    void theLostPubackIsSeenOnTheGauge()
    {
        Pair p;
        QVERIFY(p.begin(DeviceKind::Sensor, DeviceKind::Gauge));
        broker::lab::LabFault fault;
        fault.kind = broker::lab::LabFaultKind::LoseAndCut;
        fault.clientId = "capteur-1";
        fault.type = mqtt::PacketType::Puback;
        QVERIFY(p.b.lab.broker().arm(fault) != 0);
        p.source->face()->setFocus();
        QTest::keyClick(p.source->face(), Qt::Key_Return);
        QTRY_VERIFY_WITH_TIMEOUT(!p.source->device().canPublish(), kWithinMs);
        QTRY_COMPARE_WITH_TIMEOUT(p.display->device().received().count, std::uint64_t{1}, kWithinMs);
        QTest::mouseClick(p.sensor->head()->connectButton(), Qt::LeftButton);
        QTRY_COMPARE_WITH_TIMEOUT(p.display->device().received().count, std::uint64_t{2}, kWithinMs);
        QCOMPARE(p.display->device().remark(), QStringLiteral("received 2 times"));
        QCOMPARE(p.display->value()->text(), QStringLiteral("42\u202f%"));
    }
};

QTEST_MAIN(ClientDeviceRowTest)
#include "client_device_test.moc"
