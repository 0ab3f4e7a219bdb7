// SPDX-License-Identifier: GPL-3.0-or-later
// The texts of display filters: suggested, joined, and read in plain words.
#include "analysis/compile_filter.h"
#include "tests/ui/window_fixture.h"
#include "ui/filter_use.h"
#include "ui/models/cell_filter.h"
#include "ui/views/filter_bar.h"

using namespace mqttscope;
using namespace mqttscope::ui;
using Frames = std::vector<std::uint32_t>;

class FilterTextTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everySuggestionSelectsItsFrame()
    {
        for (const char* sample : {"qos-mixte.pcapng", "retain-testament.pcapng", "pannes-08.pcapng"}) {
            test::Window w;
            const QString path = QStringLiteral(MQTTSCOPE_SOURCE_DIR "/samples/") + QLatin1String(sample);
            if (!QFile::exists(path))
                continue;
            QVERIFY(w.open(path));
            const auto& snapshot = *w->session().snapshot();
            for (std::uint32_t frame = 1; frame <= snapshot.frameCount(); ++frame) {
                for (const CellFilter& cell :
                     cellFilters(*w->session().document(), snapshot, frame, w->workspace().vocabulary())) {
                    auto filter = analysis::compileFilter(cell.filter.toStdString());
                    QVERIFY2(filter.has_value(), qPrintable(cell.filter));
                    const auto found =
                        analysis::filterFrames(*w->session().document(), snapshot, *filter, {frame, frame});
                    QVERIFY2(found.frames == Frames{frame}, qPrintable(cell.filter));
                }
            }
        }
    }

    void filtersAreJoinedAsTheyAreMeant_data()
    {
        QTest::addColumn<QString>("inUse");
        QTest::addColumn<QString>("other");
        QTest::addColumn<int>("use");
        QTest::addColumn<QString>("joined");
        const auto row = [](const char* inUse, const char* other, FilterUse use, const char* joined) {
            QTest::addRow("%s", joined) << QString::fromLatin1(inUse) << QString::fromLatin1(other)
                                        << static_cast<int>(use) << QString::fromLatin1(joined);
        };
        row("tcp", "mqtt", FilterUse::Apply, "mqtt");
        row("", "mqtt", FilterUse::And, "mqtt");
        row("", "mqtt.qos == 1", FilterUse::AndNot, "not mqtt.qos == 1");
        row("tcp", "mqtt", FilterUse::And, "tcp and mqtt");
        row("tcp or udp", "mqtt", FilterUse::And, "(tcp or udp) and mqtt");
        row("tcp and ip", "arp", FilterUse::And, "tcp and ip and arp");
        row("tcp and ip", "arp", FilterUse::Or, "(tcp and ip) or arp");
        row("tcp", "ip or arp", FilterUse::AndNot, "tcp and not (ip or arp)");
        row("tcp", "arp", FilterUse::OrNot, "tcp or not arp");
    }

    void filtersAreJoinedAsTheyAreMeant()
    {
        QFETCH(const QString, inUse);
        QFETCH(const QString, other);
        QFETCH(const int, use);
        QFETCH(const QString, joined);
        QCOMPARE(combinedFilter(inUse, other, static_cast<FilterUse>(use)), joined);
    }

    void plainWordsSayWhatACommonFilterSelects_data()
    {
        QTest::addColumn<QString>("filter");
        QTest::addColumn<QString>("english");
        QTest::addColumn<QString>("french");
        const auto row = [](const char* filter, const QString& english, const QString& french) {
            QTest::addRow("%s", filter) << QString::fromUtf8(filter) << english << french;
        };
        row("mqtt", QStringLiteral("all MQTT"), QStringLiteral("tout MQTT"));
        row("mqtt and tcp.port == 1883", QStringLiteral("all MQTT on port 1883"),
            QStringLiteral("tout MQTT sur le port 1883"));
        row("mqtt.msgtype == 3 && mqtt.qos == 2", QStringLiteral("frames with PUBLISH, QoS 2"),
            QStringLiteral("trames avec PUBLISH, QoS 2"));
        row("mqtt.topic == \"a/b\"", QStringLiteral("frames with topic “a/b”"),
            QStringLiteral("trames avec sujet «\u202fa/b\u202f»"));
        row("mqtt.kalive > 60", QStringLiteral("tests 1 field"), QStringLiteral("porte sur 1 champ"));
        row("mqtt or udp", QStringLiteral("tests 2 fields"), QStringLiteral("porte sur 2 champs"));
        // Not equal, and not any of several: no plain words.
        row("mqtt.qos != 2", QStringLiteral("tests 1 field"), QStringLiteral("porte sur 1 champ"));
        row("ip.addr == 10.0.0.0/8", QStringLiteral("tests 1 field"), QStringLiteral("porte sur 1 champ"));
    }

    void plainWordsSayWhatACommonFilterSelects()
    {
        QFETCH(const QString, filter);
        QFETCH(const QString, english);
        QFETCH(const QString, french);
        test::Window w;
        w->setFilter(filter);
        QCOMPARE(w->filterBar()->check().sentence, english);
        w.language.use(QStringLiteral("fr"));
        QCOMPARE(w->filterBar()->check().sentence, french);
    }
};

QTEST_MAIN(FilterTextTest)
#include "filter_text_test.moc"
