// SPDX-License-Identifier: GPL-3.0-or-later
// The statistics by mouse and keys.
#include "ui/panels/statistics_panel.h"

#include "tests/ui/window_fixture.h"
#include "ui/main_actions.h"
#include "ui/panels/chart_look.h"
#include "ui/panels/panel_dock.h"
#include "ui/panels/stack_chart.h"
#include "ui/panels/stack_view.h"

#include <QBarSet>
#include <QChart>
#include <QClipboard>
#include <QComboBox>
#include <QGuiApplication>
#include <QHorizontalStackedBarSeries>
#include <QImage>
#include <QMenu>
#include <QScrollBar>
#include <QTabBar>
#include <QTableView>
#include <QXmlStreamReader>

#include <set>

using namespace mqttscope;
using namespace mqttscope::ui;

class StatisticsPanelTest : public QObject {
    Q_OBJECT
    static QString sample(const char* file)
    {
        return QStringLiteral(MQTTSCOPE_SOURCE_DIR "/samples/") + QLatin1String(file);
    }
    static StatisticsPanel* panelOf(const test::Window& w) { return w.window->findChild<StatisticsPanel*>(); }
    /// Opens a sample with the panel in sight.
    static StatisticsPanel* shown(const test::Window& w, const char* file)
    {
        w->resize(1366, 900);
        w->showPanel(QStringLiteral("statistics"));
        StatisticsPanel* panel = panelOf(w);
        if (!w.open(sample(file)) || !QTest::qWaitFor([&] { return settled(w); }, 10'000))
            return nullptr;
        return panel;
    }
    static bool settled(const test::Window& w)
    {
        return panelOf(w)->model().rowCount() > 0 && !w->workspace().queries().isBusy();
    }
    static void clickTab(StatisticsPanel* panel, StatisticsPanel::Tab tab)
    {
        QTest::mouseClick(panel->tabs(), Qt::LeftButton, {}, panel->tabs()->tabRect(tab).center());
    }
    static bool wait(const test::Window& w)
    {
        // The timer of the panel asks in the next turn of the loop.
        QCoreApplication::processEvents();
        return QTest::qWaitFor([&] { return settled(w); }, 10'000);
    }
    static QString cell(StatisticsPanel* panel, int row, int column)
    {
        return panel->model().index(row, column).data().toString();
    }
    static int rowOf(StatisticsPanel* panel, const QString& name)
    {
        for (int row = 0; row < panel->model().rowCount(); ++row) {
            if (cell(panel, row, 0) == name)
                return row;
        }
        return -1;
    }
    static QByteArray contentOf(const QString& file)
    {
        QFile opened(file);
        return opened.open(QIODevice::ReadOnly) ? opened.readAll() : QByteArray();
    }

private Q_SLOTS:
    void itsKeyShowsItAndNothingIsCountedBefore()
    {
        test::Window w;
        w->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(w.window.get()));
        QVERIFY(w.open(sample("qos-mixte.pcapng")));
        QTest::qWait(0);
        QVERIFY(!w->workspace().queries().isBusy(panelOf(w), 1));
        QCOMPARE(panelOf(w)->model().rowCount(), 0);
        QTest::keyClick(w.window.get(), Qt::Key_G, Qt::ControlModifier | Qt::ShiftModifier);
        QVERIFY(panelOf(w)->isVisible());
        QVERIFY(wait(w));
        QVERIFY(panelOf(w)->chart()->content().places() > 0);
    }

    void aClickOnAColumnLeadsToItsFirstFrame()
    {
        test::Window w;
        StatisticsPanel* panel = shown(w, "pompe-cybernight.pcapng");
        QVERIFY(panel);
        const StatisticsContent& table = panel->model().content();
        int place = -1;
        for (std::size_t row = table.rows.size(); row-- > 0 && place < 0;) {
            if (table.rows[row].frame != 0)
                place = static_cast<int>(row);
        }
        QVERIFY(place > 0);
        QTest::mouseClick(panel->chart()->view()->viewport(), Qt::LeftButton, {},
                          panel->chart()->placePoint(place));
        QCOMPARE(w->selection().selection().frame, table.rows[static_cast<std::size_t>(place)].frame);
        QCOMPARE(panel->table()->currentIndex().row(), place);
    }

    void keysWalkThroughTheColumns()
    {
        test::Window w;
        StatisticsPanel* panel = shown(w, "pompe-cybernight.pcapng");
        QVERIFY(panel);
        StackView* view = panel->chart()->view();
        view->setFocus();
        QTest::keyClick(view, Qt::Key_End);
        QCOMPARE(panel->chart()->currentPlace(), panel->chart()->content().places() - 1);
        QTest::keyClick(view, Qt::Key_Left);
        QTest::keyClick(view, Qt::Key_Home);
        QCOMPARE(panel->chart()->currentPlace(), 0);
        QTest::keyClick(view, Qt::Key_Right);
        QCOMPARE(panel->chart()->currentPlace(), 1);
        QVERIFY(view->accessibleDescription().contains(QLatin1String("first frame")));
        QTest::keyClick(view, Qt::Key_Return);
        QCOMPARE(w->selection().selection().frame, panel->model().content().rows[1].frame);
    }

    void theNumbersOfASampleWithAllLevels()
    {
        test::Window w;
        StatisticsPanel* panel = shown(w, "qos-mixte.pcapng");
        QVERIFY(panel);
        clickTab(panel, StatisticsPanel::Types);
        QVERIFY(wait(w));
        const int sum = panel->model().rowCount() - 1;
        QCOMPARE(cell(panel, sum, 0), QStringLiteral("All"));
        QCOMPARE(cell(panel, sum, 2), QStringLiteral("100.0"));
        int packets = 0;
        for (int row = 0; row < sum; ++row)
            packets += cell(panel, row, 1).toInt();
        QCOMPARE(cell(panel, sum, 1).toInt(), packets);
        // The chart has a bar for each.
        QCOMPARE(panel->chart()->content().places(), sum);
        QVERIFY(rowOf(panel, QStringLiteral("PUBREC")) > 0);

        clickTab(panel, StatisticsPanel::RoundTrips);
        QVERIFY(wait(w));
        const int qos2 = rowOf(panel, QStringLiteral("PUBLISH, QoS 2, from clients"));
        QVERIFY(qos2 >= 0);
        QTest::mouseClick(panel->table()->viewport(), Qt::LeftButton, {},
                          panel->table()->visualRect(panel->model().index(qos2, 0)).center());
        QVERIFY(panel->chart()->content().placeTitle.contains(QLatin1String("QoS 2, from clients")));
        double drawn = 0;
        for (const double value : panel->chart()->content().layers.front().values)
            drawn += value;
        QCOMPARE(static_cast<int>(drawn), cell(panel, qos2, 1).toInt());

        clickTab(panel, StatisticsPanel::Qos);
        QVERIFY(wait(w));
        QCOMPARE(panel->model().rowCount(), 3);
        QVERIFY(cell(panel, 2, 1).toInt() > 0);
    }

    void theOverheadAddsUpAndFollowsTheClientChosen()
    {
        test::Window w;
        StatisticsPanel* panel = shown(w, "pompe-cybernight.pcapng");
        QVERIFY(panel);
        clickTab(panel, StatisticsPanel::Overhead);
        QVERIFY(wait(w));
        const StackContent& bars = panel->chart()->content();
        for (int place = 0; place < bars.places(); ++place) {
            double sum = 0;
            for (const StackContent::Layer& layer : bars.layers)
                sum += layer.values[static_cast<std::size_t>(place)];
            QVERIFY(std::abs(sum - 100) < 1e-6);
        }
        const QString all = cell(panel, panel->model().rowCount() - 1, 1);
        QTest::mouseClick(panel->chart()->view()->viewport(), Qt::LeftButton, {},
                          panel->chart()->placePoint(2));
        QCOMPARE(panel->chart()->currentPlace(), 2);
        QVERIFY(cell(panel, panel->model().rowCount() - 1, 1) != all);
        QVERIFY2(panel->summary().startsWith(bars.labels[2]), qPrintable(panel->summary()));
    }

    void theFramesOfTheListCountIfThatIsAskedFor()
    {
        test::Window w;
        StatisticsPanel* panel = shown(w, "qos1.pcapng");
        QVERIFY(panel);
        clickTab(panel, StatisticsPanel::Overhead);
        QVERIFY(wait(w));
        const int empty = rowOf(panel, QStringLiteral("Empty frames (ACK, SYN, FIN)"));
        QVERIFY(empty > 0);
        QVERIFY(cell(panel, empty, 1) != QLatin1String("0"));
        panel->scopeBox()->setFocus();
        QTest::keyClick(panel->scopeBox(), Qt::Key_Down);
        QTRY_COMPARE(cell(panel, empty, 1), QStringLiteral("0")); // the list shows MQTT only
        w->actions().showAll->trigger();
        QTRY_VERIFY(cell(panel, empty, 1) != QLatin1String("0"));
    }

    void intervalsAndUnitsAreChosenAndRemembered()
    {
        test::Window w;
        StatisticsPanel* panel = shown(w, "pompe-cybernight.pcapng");
        QVERIFY(panel);
        const int before = panel->chart()->content().places();
        const int second = panel->intervalBox()->findData(qint64{10'000'000});
        panel->intervalBox()->setCurrentIndex(second);
        Q_EMIT panel->intervalBox()->activated(second);
        QTRY_VERIFY(panel->chart()->content().places() > before);
        // More than fit: they are scrolled to.
        QVERIFY(panel->chart()->scrollBar()->isVisible());
        QVERIFY(panel->chart()->placePoint(panel->chart()->content().places() - 1).isNull());
        panel->chart()->setCurrentPlace(panel->chart()->content().places() - 1);
        QVERIFY(!panel->chart()->placePoint(panel->chart()->content().places() - 1).isNull());
        panel->unitBox()->setFocus();
        QTest::keyClick(panel->unitBox(), Qt::Key_Down);
        QVERIFY(panel->chart()->content().valueTitle.startsWith(QLatin1String("Bytes per")));
        w->close();
        w.reopen();
        QCOMPARE(panelOf(w)->intervalBox()->currentIndex(), second);
        QCOMPARE(panelOf(w)->unitBox()->currentIndex(), 1);
    }

    void whatLeavesIt()
    {
        test::Window w;
        StatisticsPanel* panel = shown(w, "qos1.pcapng");
        QVERIFY(panel);
        clickTab(panel, StatisticsPanel::Types);
        QVERIFY(wait(w));
        const QString csv = w.path("types.csv");
        QCOMPARE(panel->exportTable(csv, {QLatin1Char(';'), QLatin1Char(',')}), QString());
        const QList<QByteArray> lines = contentOf(csv).split('\n');
        QVERIFY(lines[0].startsWith("\xEF\xBB\xBFPacket type;Packets;"));
        QVERIFY2(lines[1].startsWith("CONNECT;"), lines[1].constData());
        QVERIFY(contentOf(csv).contains("All;"));
        QVERIFY(panel->summary().contains(QLatin1String("types.csv")));

        const QString png = w.path("types.png");
        QCOMPARE(panel->exportChart(png), QString());
        const QImage image(png);
        QCOMPARE(image.size(), panel->chart()->view()->size() * 2);
        std::set<QRgb> colours;
        for (int x = 0; x < image.width(); x += 3) {
            for (int y = 0; y < image.height(); y += 3)
                colours.insert(image.pixel(x, y));
        }
        QVERIFY(colours.contains(w.theme.color(Ink::FamilyPublication).rgb()));

        const QString svg = w.path("types.svg");
        QCOMPARE(panel->exportChart(svg), QString());
        QXmlStreamReader xml(contentOf(svg));
        QString said;
        while (!xml.atEnd()) {
            if (xml.readNext() == QXmlStreamReader::Characters)
                said += xml.text();
        }
        QVERIFY2(!xml.hasError(), qPrintable(xml.errorString()));
        QVERIFY2(said.contains(QLatin1String("PUBACK")), qPrintable(said));

        QVERIFY(!panel->exportTable(w.path("no/such/folder.csv"), {}).isEmpty());
        QVERIFY(!panel->exportTable(w->session().path(), {}).isEmpty());
        panel->exportMenu()->actions().last()->trigger();
        QVERIFY(QGuiApplication::clipboard()->text().startsWith(QLatin1String("Packet type\tPackets")));
        panel->exportMenu()->actions().at(5)->trigger();
        QVERIFY(!QGuiApplication::clipboard()->image().isNull());
    }

    // A count of a capture that was still being read is not the last one, and the last one comes at once.
    void whatCameWhileCountingIsCountedToo()
    {
        test::Window w;
        w->showPanel(QStringLiteral("statistics"));
        QVERIFY(w.open(sample("pompe-cybernight.pcapng")));
        QVERIFY(QTest::qWaitFor([&] { return !w->workspace().queries().isBusy() && settled(w); },
                                StatisticsPanel::kEveryMs / 2));
        double packets = 0;
        for (const StatisticsRow& row : panelOf(w)->model().content().rows)
            packets += row.cells.back().number.value();
        QCOMPARE(static_cast<std::size_t>(packets), w->session().snapshot()->messages.size());
    }

    void anotherCaptureTakesThePlaceOfTheFirst()
    {
        test::Window w;
        StatisticsPanel* panel = shown(w, "qos1.pcapng");
        QVERIFY(panel);
        clickTab(panel, StatisticsPanel::Types);
        QVERIFY(wait(w));
        QCOMPARE(rowOf(panel, QStringLiteral("PINGREQ")), -1);
        QVERIFY(w.open(sample("ping.pcapng")));
        QTRY_VERIFY(rowOf(panel, QStringLiteral("PINGREQ")) >= 0);
        w->session().close();
        QCOMPARE(panel->model().rowCount(), 0);
        QVERIFY(panel->chart()->isEmpty());
    }

    void itSpeaksTheOtherLanguageAtOnce()
    {
        test::Window w;
        StatisticsPanel* panel = shown(w, "qos1.pcapng");
        QVERIFY(panel);
        clickTab(panel, StatisticsPanel::Overhead);
        QVERIFY(wait(w));
        w.language.use(QStringLiteral("fr"));
        QCOMPARE(panel->title(), QStringLiteral("Statistiques"));
        QCOMPARE(cell(panel, 0, 0), QStringLiteral("Charge utile"));
        QVERIFY(panel->chart()->content().layers.front().name == QStringLiteral("Charge utile"));
        w.language.use(QStringLiteral("en"));
        QCOMPARE(cell(panel, 0, 0), QStringLiteral("Useful payload"));
    }

    // Without colours too, no two packet types look alike.
    void surfacesDifferWithoutColours()
    {
        test::Window w;
        for (const Scheme scheme : {Scheme::Light, Scheme::Dark, Scheme::Contrast}) {
            w.theme.setScheme(scheme);
            for (std::size_t a = 1; a < 16; ++a) {
                for (std::size_t b = a + 1; b < 16; ++b) {
                    const QBrush one = packetBrush(w.theme, a);
                    const QBrush other = packetBrush(w.theme, b);
                    QVERIFY2(one.style() != other.style() || one.color() != other.color(),
                             qPrintable(QStringLiteral("%1 and %2").arg(a).arg(b)));
                }
            }
        }
    }
};

QTEST_MAIN(StatisticsPanelTest)
#include "statistics_panel_test.moc"
