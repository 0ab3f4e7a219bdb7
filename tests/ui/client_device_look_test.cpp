// SPDX-License-Identifier: GPL-3.0-or-later
// What the devices of the client cards look like, are called, and are when they come back.
#include "tests/ui/client_device_fixture.h"

#include <QAccessible>
#include <QCheckBox>
#include <QImage>
#include <QJsonArray>

using namespace mqttscope;
using namespace mqttscope::ui;
using test::Board;
using test::choose;
using test::messageOn;

namespace {

const QString kTopic = QStringLiteral("pompe/niveau");

/// Where something is drawn, in whatever colour: black, all that differs from the corner.
QImage drawn(QWidget* widget)
{
    const QImage picture = widget->grab().toImage().convertToFormat(QImage::Format_RGB32);
    QImage shape(picture.size(), QImage::Format_Mono);
    constexpr int kSeen = 60;
    const QColor ground = picture.pixelColor(0, 0);
    for (int y = 0; y < picture.height(); ++y) {
        for (int x = 0; x < picture.width(); ++x) {
            const QColor color = picture.pixelColor(x, y);
            const int distance = std::abs(color.red() - ground.red()) +
                                 std::abs(color.green() - ground.green()) +
                                 std::abs(color.blue() - ground.blue());
            shape.setPixel(x, y, distance > kSeen ? 0 : 1);
        }
    }
    return shape;
}

} // namespace

class ClientDeviceLookTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void aCardHasNoneUntilSomebodyChoosesOne()
    {
        Board b;
        ClientCard* card = b.add();
        QVERIFY(!card->deviceRow()->isVisible());
        QVERIFY(card->deviceRow()->button()->isVisible());
        QVERIFY(card->deviceRow()->kindAction(DeviceKind::None)->isChecked());
        QVERIFY(!card->deviceRow()->settingsAction()->isEnabled());
        for (const DeviceKind kind : kDeviceKinds) {
            ClientDeviceRow* row = choose(card, kind);
            QCOMPARE(row->isVisible(), kind != DeviceKind::None);
            QCOMPARE(row->device().options().kind, kind);
            QVERIFY(row->kindAction(kind)->isChecked());
            QCOMPARE(row->number()->isVisible(), kind == DeviceKind::Sensor);
            QCOMPARE(row->toggle()->isVisible(), kind == DeviceKind::Switch);
        }
        const ClientDeviceRow* row = choose(card, DeviceKind::Sensor);
        // Between the head and the bubbles.
        QVERIFY(row->geometry().top() >= card->head()->geometry().bottom());
        QVERIFY(row->mapTo(card, QPoint(0, row->height())).y() <=
                card->view()->mapTo(card, QPoint()).y() + 1);
    }

    void aNewSensorBeginsAsThePublishRow()
    {
        Board b;
        ClientCard* card = b.add();
        Board::type(card->publishRow()->payload(), QStringLiteral("17"));
        card->publishRow()->qos()->setCurrentIndex(2);
        card->publishRow()->retain()->setChecked(true);
        const ClientDeviceRow* row = choose(card, DeviceKind::Sensor);
        const DeviceOptions& options = row->device().options();
        QCOMPARE(options.topic, kTopic);
        QCOMPARE(options.qos, std::uint8_t{2});
        QVERIFY(options.retain);
        QCOMPARE(row->number()->value(), 17.0);
        QCOMPARE(card->bubbles().rowCount(), 0); // nothing was published by that
    }

    void whatIsTypedStaysWhileThingsHappen()
    {
        Board b;
        ClientCard* card = b.add();
        ClientDeviceRow* row = choose(card, DeviceKind::Sensor);
        row->number()->setFocus();
        row->number()->selectAll();
        QTest::keyClicks(row->number(), QStringLiteral("3"));
        broker::lab::LabClientState state;
        state.connected = true;
        row->setClient(state);
        QTest::keyClicks(row->number(), QStringLiteral("5"));
        QTest::keyClick(row->number(), Qt::Key_Return);
        QCOMPARE(row->device().number(), std::optional<double>(35));
    }

    void aLabFileBringsThemBack()
    {
        Board b;
        ClientCard* sensor = b.add();
        ClientCard* tablet = b.add();
        ClientCard* third = b.add();
        choose(sensor, DeviceKind::Sensor)->number()->setValue(57);
        DeviceOptions thermometer = usualDevice(DeviceKind::Thermometer);
        choose(tablet, DeviceKind::Thermometer);
        thermometer.topic = QStringLiteral("salle/+");
        thermometer.minimum = -10;
        tablet->deviceRow()->device().setOptions(thermometer);
        ClientDeviceRow* toggle = choose(third, DeviceKind::Switch);
        QTest::mouseClick(toggle->toggle(), Qt::LeftButton);
        const QJsonObject state = b.board->state();
        b.reopen();
        b.board->setState(state);
        QCOMPARE(b.board->state(), state);
        const auto& cards = b.board->cards();
        QCOMPARE(cards[0]->deviceRow()->number()->value(), 57.0);
        QVERIFY(cards[1]->deviceRow()->device().options() == thermometer);
        QVERIFY(cards[1]->deviceRow()->isVisible());
        QVERIFY(cards[2]->deviceRow()->toggle()->isChecked());
        QJsonObject older = state.value(QLatin1String("clients")).toArray().first().toObject();
        older.remove(QLatin1String("device")); // of a lab from before there were devices
        cards[0]->setState(older);
        QVERIFY(!cards[0]->deviceRow()->isVisible());
    }

    void whoDoesNotSeeThemHearsThem()
    {
        Board b;
        ClientCard* card = b.add();
        ClientDeviceRow* row = choose(card, DeviceKind::Sensor);
        QAccessibleInterface* slider = QAccessible::queryAccessibleInterface(row->face());
        QVERIFY(slider != nullptr);
        QCOMPARE(slider->role(), QAccessible::Slider);
        QCOMPARE(slider->text(QAccessible::Name), QStringLiteral("Simulated sensor"));
        QCOMPARE(slider->text(QAccessible::Value), QStringLiteral("42\u202f%"));
        QAccessibleValueInterface* value = slider->valueInterface();
        QVERIFY(value != nullptr);
        QCOMPARE(value->currentValue().toDouble(), 42.0);
        QCOMPARE(value->minimumValue().toDouble(), 0.0);
        QCOMPARE(value->maximumValue().toDouble(), 100.0);
        QCOMPARE(value->minimumStepSize().toDouble(), 1.0);
        value->setCurrentValue(50.0);
        QCOMPARE(row->number()->value(), 50.0);
        QVERIFY(slider->text(QAccessible::Description).contains(kTopic));
        QVERIFY((row->face()->focusPolicy() & Qt::TabFocus) != 0);
        choose(card, DeviceKind::Lamp);
        QCOMPARE(slider->role(), QAccessible::Indicator);
        QVERIFY(slider->state().readOnly);
        QCOMPARE(slider->text(QAccessible::Name), QStringLiteral("Lamp"));
        QCOMPARE(slider->text(QAccessible::Value), QString(QChar(0x2014)));
        value->setCurrentValue(1.0); // nothing to set there
        QVERIFY(!row->device().isOn().has_value());
        card->deviceRow()->settingsAction()->trigger();
        for (QWidget* field : row->form()->findChildren<QWidget*>()) {
            if (field->isVisible() && (field->focusPolicy() & Qt::TabFocus) != 0 &&
                field->focusProxy() == nullptr && !field->objectName().startsWith(QLatin1String("qt_")))
                QVERIFY2(!QAccessible::queryAccessibleInterface(field)->text(QAccessible::Name).isEmpty(),
                         field->metaObject()->className());
        }
    }

    void itIsPaintedInEveryScheme()
    {
        Board b;
        ClientCard* card = b.add();
        ClientDeviceRow* row = card->deviceRow();
        row->setFollowed(QStringLiteral("lampe"));
        for (const Scheme scheme : {Scheme::Light, Scheme::Dark, Scheme::Contrast}) {
            b.w.theme.setScheme(scheme);
            for (const DeviceKind kind : {DeviceKind::Lamp, DeviceKind::Pump}) {
                choose(card, DeviceKind::None);
                choose(card, kind);
                const QImage unknown = drawn(row->face());
                row->take(messageOn("lampe", "OFF"));
                const QImage off = drawn(row->face());
                row->take(messageOn("lampe", "ON"));
                const QImage on = drawn(row->face());
                QVERIFY(unknown != off);
                QVERIFY(off != on);
            }
            for (const DeviceKind kind : {DeviceKind::Gauge, DeviceKind::Thermometer}) {
                choose(card, DeviceKind::None);
                choose(card, kind);
                const QImage empty = drawn(row->face());
                row->take(messageOn("lampe", "10"));
                const QImage low = drawn(row->face());
                row->take(messageOn("lampe", "40"));
                QVERIFY(empty != low);
                QVERIFY(low != drawn(row->face()));
            }
            choose(card, DeviceKind::Sensor);
            row->device().setNumber(0);
            const QImage low = drawn(row->face());
            row->device().setNumber(100);
            QVERIFY(low != drawn(row->face()));
        }
        b.w.theme.setScheme(Scheme::Light);
    }

    void itGrowsWithTheZoom()
    {
        Board b;
        ClientCard* card = b.add();
        ClientDeviceRow* row = choose(card, DeviceKind::Sensor);
        const int before = row->sizeHint().height();
        b.w.theme.setZoom(200);
        QTRY_VERIFY(row->sizeHint().height() > before * 3 / 2);
        QVERIFY(row->minimumSizeHint().width() <= card->minimumWidth());
        QVERIFY(row->number()->width() >=
                QFontMetrics(row->number()->font()).horizontalAdvance(QStringLiteral("100\u202f%")));
        b.w.theme.setZoom(100);
    }

    void theLanguageChanges()
    {
        Board b;
        ClientCard* card = b.add();
        ClientDeviceRow* row = choose(card, DeviceKind::Sensor);
        row->settingsAction()->trigger();
        b.w.language.use(QStringLiteral("fr"));
        b.board->retranslate();
        QCOMPARE(row->device().remark(), QStringLiteral("sonde simulée"));
        QCOMPARE(row->kindAction(DeviceKind::Gauge)->text(), QStringLiteral("Jauge"));
        QCOMPARE(row->form()->windowTitle(), QStringLiteral("Sonde simulée"));
        row = choose(card, DeviceKind::Gauge);
        row->setFollowed(QStringLiteral("t"));
        row->take(messageOn("t", "2.5"));
        row->take(messageOn("t", "2.5"));
        QCOMPARE(row->value()->text(), QStringLiteral("2,5\u202f%"));
        QCOMPARE(row->device().headline(), QStringLiteral("affiché"));
        QCOMPARE(row->device().remark(), QStringLiteral("reçu 2 fois"));
        b.w.language.use(QStringLiteral("en"));
    }
};

QTEST_MAIN(ClientDeviceLookTest)
#include "client_device_look_test.moc"
