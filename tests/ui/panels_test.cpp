// SPDX-License-Identifier: GPL-3.0-or-later
// The docks, and the panel about the capture itself.
#include "ui/panels/capture_panel.h"
#include "ui/panels/panel_dock.h"

#include "tests/ui/window_fixture.h"
#include "ui/main_actions.h"
#include "ui/views/entry_list.h"
#include "ui/views/welcome_page.h"

#include <QDir>
#include <QTextBrowser>
#include <QToolButton>

using namespace mqttscope;
using namespace mqttscope::ui;

class PanelsTest : public QObject {
    Q_OBJECT
    static QString sample(const char* file)
    {
        return QStringLiteral(MQTTSCOPE_SOURCE_DIR "/samples/") + QLatin1String(file);
    }
    template <class Panel> static Panel* panelOf(const test::Window& w)
    {
        return w.window->findChild<Panel*>();
    }

private Q_SLOTS:
    void everyPanelHasItsOwnIdAndTitle()
    {
        test::Window w;
        QSet<QString> ids;
        QSet<QString> titles;
        for (PanelDock* dock : w->docks()) {
            QVERIFY(!dock->panel()->title().isEmpty());
            QVERIFY(QFile::exists(QStringLiteral(":/mqttscope/icons/%1.svg").arg(dock->panel()->icon())));
            QCOMPARE(dock->objectName(), dock->panel()->id());
            QVERIFY(!ids.contains(dock->panel()->id()));
            QVERIFY(!titles.contains(dock->panel()->title()));
            ids += dock->panel()->id();
            titles += dock->panel()->title();
            const QString english = dock->panel()->title();
            w.language.use(QStringLiteral("fr"));
            // "Topics" is the same word in both.
            QVERIFY2(dock->panel()->title() != english || english == QLatin1String("Topics"), qPrintable(english));
            QCOMPARE(dock->windowTitle(), dock->panel()->title());
            w.language.use(QStringLiteral("en"));
        }
    }

    void panelsAreShownByTheirKeyAndStayAsTheyWere()
    {
        test::Window w;
        for (PanelDock* dock : w->docks())
            QVERIFY(!dock->isVisible());
        w->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(w.window.get()));
        QTest::keyClick(w.window.get(), Qt::Key_I, Qt::ControlModifier);
        auto* panel = panelOf<CapturePanel>(w);
        QVERIFY(panel->isVisible());
        w->close();
        w.reopen();
        QVERIFY(panelOf<CapturePanel>(w)->isVisible());
        w->findChild<PanelDock*>(QStringLiteral("capture"))->close();
        QVERIFY(!panelOf<CapturePanel>(w)->isVisible());
        QVERIFY(!w->showPanel(QStringLiteral("no such panel")));
    }

    void aSampleOpenedFromTheWelcomePageTellsItsStory()
    {
        test::Window w;
        EntryList* list = w->welcomePage()->sampleList();
        list->setFocus();
        list->setCurrentKey(QStringLiteral("pannes-02"));
        QTest::keyClick(list, Qt::Key_Return);
        QTRY_VERIFY(w->isSettled() && w->frames().rowCount() > 0);
        auto* panel = panelOf<CapturePanel>(w);
        QVERIFY(panel->isVisible());
        QVERIFY(panel->plainText().startsWith(QLatin1String("A QoS 3 that does not exist")));
        QVERIFY(panel->plainText().contains(QLatin1String("pannes-02.pcapng")));
        w.language.use(QStringLiteral("fr"));
        QVERIFY(panel->plainText().startsWith(QStringLiteral("Une QoS 3 qui n’existe pas")));
    }

    void anotherFileOfTheNameOfASampleHasNoStory()
    {
        test::Window w;
        const QString copy = w.path("pannes-02.pcapng");
        QVERIFY(QFile::copy(sample("pannes-02.pcapng"), copy));
        w->showPanel(QStringLiteral("capture"));
        QVERIFY(w.open(copy));
        const QString said = panelOf<CapturePanel>(w)->plainText();
        QVERIFY(said.startsWith(QLatin1String("File")));
        QVERIFY(said.contains(QLatin1String("Ethernet")));
        QVERIFY2(said.contains(QLatin1String("10, of which 3 with MQTT")), qPrintable(said));
    }

    void aCommentLeadsToItsFrame()
    {
        test::Window w;
        w->showPanel(QStringLiteral("capture"));
        QVERIFY(w.open(sample("publication-4-trames.pcapng")));
        auto* browser = panelOf<CapturePanel>(w)->findChild<QTextBrowser*>();
        QVERIFY(browser->toPlainText().contains(QLatin1String("Comments of frames")));
        QVERIFY(browser->toPlainText().contains(QLatin1String("pcapng")));
        QVERIFY2(browser->toPlainText().contains(QLatin1String("Written by")),
                 qPrintable(browser->toPlainText()));
        Q_EMIT browser->anchorClicked(QUrl(QStringLiteral("frame:7")));
        QCOMPARE(w->selection().selection().frame, 7U);
    }

    void textsOfTheFileAreNoMarkup()
    {
        test::Window w;
        const QString file = w.path("a<b>&amp;.pcap");
        QVERIFY(QFile::copy(sample("connect-python1.pcap"), file));
        w->showPanel(QStringLiteral("capture"));
        QVERIFY(w.open(file));
        QVERIFY(panelOf<CapturePanel>(w)->plainText().contains(QLatin1String("a<b>&amp;.pcap")));
    }
};

QTEST_MAIN(PanelsTest)
#include "panels_test.moc"
