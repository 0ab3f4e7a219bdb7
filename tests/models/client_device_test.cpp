// SPDX-License-Identifier: GPL-3.0-or-later
// What a device of a client card reads out of messages, what it publishes, when, and what it says about both.
#include "broker/lab/lab_clients.h"
#include "teach/vocabulary.h"
#include "ui/models/client_device.h"
#include "ui/models/client_device_pace.h"

#include <QSignalSpy>
#include <QTest>

using namespace mqttscope;
using namespace mqttscope::ui;
using broker::lab::LabClientState;
using broker::lab::LabEvent;
using broker::lab::LabEventKind;

namespace {

field::ByteView bytesOf(const QByteArray& payload)
{
    return {reinterpret_cast<const std::uint8_t*>(payload.constData()),
            static_cast<std::size_t>(payload.size())};
}

DeviceValue read(DeviceKind kind, const QByteArray& payload, const QString& path = {})
{
    DeviceOptions options = usualDevice(kind);
    options.path = path;
    return readDeviceValue(options, bytesOf(payload));
}

QByteArray textOf(const std::vector<std::uint8_t>& payload)
{
    return {reinterpret_cast<const char*>(payload.data()), static_cast<qsizetype>(payload.size())};
}

LabEvent messageOn(const char* topic, const QByteArray& payload)
{
    LabEvent event;
    event.kind = LabEventKind::Message;
    event.message.topic = topic;
    event.message.payload.assign(payload.begin(), payload.end());
    return event;
}

LabClientState connected()
{
    LabClientState state;
    state.open = true;
    state.connected = true;
    return state;
}

const QString kDash = QString(QChar(0x2014));

} // namespace

class ClientDeviceTest : public QObject {
    Q_OBJECT

    teach::Vocabulary m_words{teach::Language::English};

    DeviceOptions bound(DeviceKind kind, const char* topic) const
    {
        DeviceOptions options = usualDevice(kind);
        options.topic = QLatin1String(topic);
        return options;
    }

private Q_SLOTS:
    void initTestCase() { QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedKingdom)); }

    void numbersAreRead_data()
    {
        QTest::addColumn<QByteArray>("payload");
        QTest::addColumn<QString>("path");
        QTest::addColumn<double>("number");
        QTest::addColumn<int>("fault");
        const auto row = [](const char* name, const char* payload, const char* path, double number,
                            DeviceFault fault = DeviceFault::None) {
            QTest::newRow(name) << QByteArray(payload) << QString(QLatin1String(path)) << number
                                << static_cast<int>(fault);
        };
        row("whole", "42", "", 42);
        row("decimals", "-12.5", "", -12.5);
        row("blanks", " 42\r\n", "", 42);
        row("unit", "42 %", "", 42);
        row("otherUnit", "42 bar", "", 0, DeviceFault::NotANumber);
        row("comma", "21,5", "", 0, DeviceFault::Comma);
        row("word", "full", "", 0, DeviceFault::NotANumber);
        row("notFinite", "nan", "", 0, DeviceFault::NotANumber);
        row("empty", "", "", 0, DeviceFault::Empty);
        row("blank", "  ", "", 0, DeviceFault::NotANumber);
        row("notText", "\xff\xfe", "", 0, DeviceFault::NotText);
        row("control", "4\x01", "", 0, DeviceFault::NotText);
        row("field", R"({"pump":{"level":42.5}})", "pump.level", 42.5);
        row("element", R"({"list":[1,2,7]})", "list[2]", 7);
        row("fieldWithText", R"({"level":"42"})", "level", 42);
        row("fieldWithWord", R"({"level":"full"})", "level", 0, DeviceFault::NotANumber);
        row("noField", R"({"level":42})", "temperature", 0, DeviceFault::NoField);
        row("fieldOfNoJson", "level=42", "level", 0, DeviceFault::NotJson);
        row("onlyField", R"({"level":42,"unit":"%"})", "", 42);
        row("severalFields", R"({"level":42,"temperature":21})", "", 0, DeviceFault::ManyFields);
        row("noNumber", R"({"state":"ON"})", "", 0, DeviceFault::NotANumber);
        row("brokenJson", R"({"level":42)", "", 0, DeviceFault::NotANumber);
    }
    void numbersAreRead()
    {
        QFETCH(QByteArray, payload);
        QFETCH(QString, path);
        QFETCH(double, number);
        QFETCH(int, fault);
        const DeviceValue value = read(DeviceKind::Gauge, payload, path);
        QCOMPARE(static_cast<int>(value.fault), fault);
        QCOMPARE(value.number.has_value(), value.fault == DeviceFault::None);
        if (value.number)
            QCOMPARE(*value.number, number);
        QVERIFY(!value.on.has_value());
    }

    void onAndOffAreRead()
    {
        for (const char* word : {"ON", "on", "true", "True", "1", " ON\n", "\"ON\"", R"({"state":"ON"})"})
            QVERIFY2(read(DeviceKind::Lamp, word).on == true, word);
        for (const char* word : {"OFF", "off", "false", "0", R"({"state":false})"})
            QVERIFY2(read(DeviceKind::Pump, word).on == false, word);
        for (const char* word : {"2", "full", "ONE", "{}"}) {
            QVERIFY2(!read(DeviceKind::Lamp, word).on.has_value(), word);
            QCOMPARE(read(DeviceKind::Lamp, word).fault, DeviceFault::NotOnOff);
        }
    }

    void aLongMessageIsNotRead()
    {
        const QByteArray blanks(static_cast<qsizetype>(kMaxDeviceBytes) - 1, ' ');
        QCOMPARE(read(DeviceKind::Gauge, blanks + "7").number, std::optional<double>(7));
        QCOMPARE(read(DeviceKind::Gauge, blanks + "77").fault, DeviceFault::TooLong);
    }

    void whatIsPublishedCanBeRead()
    {
        DeviceOptions sensor = usualDevice(DeviceKind::Sensor);
        QCOMPARE(textOf(devicePayload(sensor, 42.0)), QByteArray("42"));
        QCOMPARE(textOf(devicePayload(sensor, -0.5)), QByteArray("-0.5"));
        sensor.path = QStringLiteral("pump.level");
        QCOMPARE(textOf(devicePayload(sensor, 42.5)), QByteArray(R"({"pump":{"level":42.5}})"));
        QCOMPARE(read(DeviceKind::Gauge, textOf(devicePayload(sensor, 42.5)), sensor.path).number,
                 std::optional<double>(42.5));
        DeviceOptions toggle = usualDevice(DeviceKind::Switch);
        for (const DeviceWords words : kDeviceWords) {
            for (const char* path : {"", "state"}) {
                toggle.words = words;
                toggle.path = QLatin1String(path);
                for (const bool on : {false, true})
                    QCOMPARE(read(DeviceKind::Lamp, textOf(devicePayload(toggle, on)), toggle.path).on,
                             std::optional<bool>(on));
            }
        }
        QCOMPARE(textOf(devicePayload(toggle, true)), QByteArray(R"({"state":1})"));
    }

    void stepsFitTheRange()
    {
        QCOMPARE(deviceStep(0, 100), 1.0);
        QCOMPARE(deviceStep(0, 50), 1.0);
        QCOMPARE(deviceStep(0, 20), 0.1);
        QCOMPARE(deviceStep(0, 1), 0.01);
        QCOMPARE(deviceStep(-500, 500), 10.0);
        QCOMPARE(onDeviceStep(41.7, 0, 100), 42.0);
        QCOMPARE(onDeviceStep(0.1 + 0.2, 0, 20), 0.3);
        QCOMPARE(onDeviceStep(1000, 0, 100), 100.0);
        QCOMPARE(onDeviceStep(3.6, 0.5, 60.5), 3.5); // its steps begin at the minimum
        QVERIFY(!isRange(1, 1));
        QVERIFY(!isRange(0, 2e9));
        QVERIFY(!isRange(0, std::numeric_limits<double>::quiet_NaN()));
    }

    void aFileHoldsEveryKind()
    {
        for (const DeviceKind kind : kDeviceKinds) {
            DeviceOptions options = usualDevice(kind);
            if (kind != DeviceKind::None) {
                options.topic = QStringLiteral("pompe/niveau");
                options.path = QStringLiteral("a.b");
            }
            if (isNumeric(kind)) {
                options.unit = QStringLiteral("bar");
                options.minimum = -1.5;
                options.maximum = 4;
            }
            if (isSource(kind)) {
                options.qos = 2;
                options.retain = true;
            }
            if (kind == DeviceKind::Switch)
                options.words = DeviceWords::OneZero;
            QVERIFY(deviceFrom(deviceJson(options)) == options);
        }
        QJsonObject wrong{{QStringLiteral("kind"), QStringLiteral("gauge")},
                          {QStringLiteral("minimum"), 5},
                          {QStringLiteral("maximum"), 1},
                          {QStringLiteral("unit"), QString(500, QLatin1Char('x'))}};
        const DeviceOptions read = deviceFrom(wrong);
        QCOMPARE(read.minimum, 0.0);
        QCOMPARE(read.maximum, 100.0);
        QCOMPARE(read.unit.size(), DeviceOptions::kMaxUnit);
        wrong[QStringLiteral("kind")] = QStringLiteral("rocket");
        QCOMPARE(deviceFrom(wrong).kind, DeviceKind::None);
    }

    void itShowsWhatComesForItsFilter()
    {
        ClientDevice device(m_words);
        device.setOptions(bound(DeviceKind::Gauge, "pompe/+"));
        QCOMPARE(device.valueText(), kDash);
        QCOMPARE(device.headline(), QStringLiteral("nothing yet"));
        QVERIFY(!device.fraction().has_value());
        const QSignalSpy changes(&device, &ClientDevice::changed);
        QVERIFY(!device.take(messageOn("cuve/niveau", "7")));
        QVERIFY(changes.isEmpty());
        QVERIFY(device.take(messageOn("pompe/niveau", "42")));
        QCOMPARE(changes.size(), 1);
        QCOMPARE(device.valueText(), QStringLiteral("42\u202f%"));
        QCOMPARE(device.fraction(), std::optional<double>(0.42));
        QCOMPARE(device.headline(), QStringLiteral("shown"));
        QCOMPARE(device.received().count, std::uint64_t{1});
        QVERIFY(device.sentence().isEmpty());
        LabEvent again = messageOn("pompe/niveau", "42");
        again.dup = true;
        again.retain = true;
        QVERIFY(device.take(again));
        QCOMPARE(device.received().count, std::uint64_t{2});
        QCOMPARE(device.headline(), QStringLiteral("shown, DUP, retained"));
        QVERIFY(device.binding().contains(QStringLiteral("pompe/niveau"))); // not only the filter
        device.forget();
        QCOMPARE(device.received().count, std::uint64_t{0});
        QCOMPARE(device.valueText(), kDash);
    }

    void whatIsNotANumberIsSaidAndCounted()
    {
        ClientDevice device(m_words);
        device.setOptions(bound(DeviceKind::Gauge, "t"));
        QVERIFY(device.take(messageOn("t", "42")));
        QVERIFY(device.take(messageOn("t", "full")));
        QCOMPARE(device.sentence(), QStringLiteral("“full” is not a number."));
        QCOMPARE(device.headline(), QStringLiteral("not shown"));
        QCOMPARE(device.valueText(), kDash);
        QVERIFY(!device.fraction().has_value());
        QCOMPARE(device.received().count, std::uint64_t{2});
        QVERIFY(device.take(messageOn("t", "21,5")));
        QVERIFY(device.sentence().contains(QStringLiteral("point")));
        QVERIFY(device.take(messageOn("t", R"({"a":1,"b":2})")));
        QVERIFY(device.sentence().endsWith(QStringLiteral("a, b")));
        device.setOptions(bound(DeviceKind::Lamp, "t"));
        QVERIFY(device.take(messageOn("t", "full")));
        QVERIFY(device.sentence().startsWith(QStringLiteral("“full” is neither ON nor OFF")));
    }

    void beyondItsRangeItIsAtItsEndWithItsTrueNumber()
    {
        ClientDevice device(m_words);
        device.setOptions(bound(DeviceKind::Gauge, "t"));
        QVERIFY(device.take(messageOn("t", "130.5")));
        QCOMPARE(device.fraction(), std::optional<double>(1));
        QCOMPARE(device.valueText(), QStringLiteral("130.5\u202f%"));
        QCOMPARE(device.sentence(), QStringLiteral("Above the maximum, 100\u202f%."));
        QVERIFY(device.take(messageOn("t", "-1")));
        QCOMPARE(device.fraction(), std::optional<double>(0));
        QCOMPARE(device.sentence(), QStringLiteral("Below the minimum, 0\u202f%."));
    }

    void withoutAFilterItFollowsTheLastSubscription()
    {
        ClientDevice device(m_words);
        device.setOptions(usualDevice(DeviceKind::Gauge));
        QVERIFY(device.sentence().startsWith(QStringLiteral("Bound to no topic")));
        QVERIFY(!device.take(messageOn("a", "1")));
        device.setFollowed(QStringLiteral("a"));
        QVERIFY(device.take(messageOn("a", "1")));
        device.setFollowed(QStringLiteral("b"));
        QCOMPARE(device.received().count, std::uint64_t{0}); // of another binding
        QVERIFY(!device.take(messageOn("a", "1")));
        device.setOptions(bound(DeviceKind::Gauge, "c"));
        device.setFollowed(QStringLiteral("d"));
        QVERIFY(device.take(messageOn("c", "1")));
    }

    void aSharedSubscriptionIsKnownInFiveOnly()
    {
        ClientDevice device(m_words);
        device.setOptions(bound(DeviceKind::Gauge, "$share/g/pompe/niveau"));
        QVERIFY(!device.take(messageOn("pompe/niveau", "1")));
        device.setVersion(mqtt::Version::V50);
        QVERIFY(device.take(messageOn("pompe/niveau", "1")));
    }

    void itSaysThatNothingCanCome()
    {
        ClientDevice device(m_words);
        device.setOptions(bound(DeviceKind::Gauge, "pompe/niveau"));
        device.setClient(connected());
        QCOMPARE(device.sentence(), QStringLiteral("The client is not subscribed to pompe/niveau."));
        LabClientState state = connected();
        state.subscriptions.emplace_back("pompe/#", std::uint8_t{1});
        device.setClient(state);
        QVERIFY(device.sentence().isEmpty());
        state.subscriptions.clear();
        state.sessionPresent = true; // of what that has, nothing is known
        device.setClient(state);
        QVERIFY(device.sentence().isEmpty());
    }

    void aSensorStaysWithinItsRange()
    {
        ClientDevice device(m_words);
        device.setOptions(bound(DeviceKind::Sensor, "pompe/niveau"));
        device.setNumber(130);
        QCOMPARE(device.number(), std::optional<double>(100));
        DeviceOptions narrow = device.options();
        narrow.maximum = 50;
        device.setOptions(narrow);
        QCOMPARE(device.number(), std::optional<double>(50));
        QCOMPARE(device.headline(), QStringLiteral("niveau"));
        QVERIFY(!device.take(messageOn("pompe/niveau", "1")));
        QCOMPARE(device.message().topic, std::string("pompe/niveau"));
        QCOMPARE(textOf(device.message().payload), QByteArray("50"));
    }

    void itPublishesOnlyWhenItCan()
    {
        ClientDevice device(m_words);
        device.setOptions(bound(DeviceKind::Sensor, "pompe/niveau"));
        QVERIFY(!device.canPublish());
        device.setFate(ClientDevice::Fate::NotPublished);
        QCOMPARE(device.sentence(), QStringLiteral("Not published: the client was not connected."));
        LabClientState state = connected();
        device.setClient(state);
        QVERIFY(device.canPublish());
        state.frozen = true;
        device.setClient(state);
        QVERIFY(!device.canPublish());
        device.setFate(ClientDevice::Fate::NotPublished);
        QCOMPARE(device.sentence(), QStringLiteral("Not published: the client was frozen."));
        state.frozen = false;
        state.inFlight = ClientDevice::kMaxWaiting - 1;
        device.setClient(state);
        QVERIFY(!device.mustWait());
        state.queued = 1;
        device.setClient(state);
        QVERIFY(device.mustWait());
        device.setFate(ClientDevice::Fate::Published);
        DeviceOptions wrong = device.options();
        wrong.topic = QStringLiteral("pompe/#");
        device.setOptions(wrong);
        QVERIFY(!device.canPublish());
        QVERIFY(device.sentence().contains(QStringLiteral("MQTT-3.3.2-2")));
    }

    void aDragIsFewMessagesAndTheLastOfThemIsItsEnd()
    {
        DevicePace pace;
        int published = 0;
        std::int64_t last = -1;
        constexpr std::int64_t kDrag = 2'000;
        std::int64_t now = 0;
        for (; now <= kDrag; ++now) { // a move each millisecond
            pace.want();
            if (pace.due(now) == 0) {
                if (last >= 0)
                    QVERIFY(now - last >= DevicePace::kMilliseconds);
                pace.published(now);
                last = now;
                ++published;
            }
        }
        QCOMPARE(published, static_cast<int>(kDrag / DevicePace::kMilliseconds) + 1);
        pace.want();
        QVERIFY(pace.due(now) > 0 && pace.due(now) <= DevicePace::kMilliseconds);
        QVERIFY(pace.isWanted()); // and is not forgotten
        now += pace.due(now);
        QCOMPARE(pace.due(now), std::int64_t{0});
        pace.published(now);
        QVERIFY(!pace.isWanted());
    }
};

QTEST_MAIN(ClientDeviceTest)
#include "client_device_test.moc"
