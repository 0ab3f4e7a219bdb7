// SPDX-License-Identifier: GPL-3.0-or-later
// Projector, help, keys, and the layout as it was at first.
#include "tests/ui/window_fixture.h"
#include "ui/dialogs/guide_page.h"
#include "ui/dialogs/help_window.h"
#include "ui/dialogs/shortcut_window.h"
#include "ui/main_actions.h"
#include "ui/panels/panel.h"
#include "ui/panels/panel_dock.h"
#include "ui/views/frame_list_view.h"

#include <QFile>
#include <QHeaderView>
#include <QLabel>
#include <QListWidget>
#include <QMenuBar>
#include <QTextBlock>
#include <QTextBrowser>
#include <QTimer>
#include <QToolBar>

using namespace mqttscope;
using namespace mqttscope::ui;

class ModesTest : public QObject {
    Q_OBJECT
    const QString m_sample = QStringLiteral(MQTTSCOPE_SOURCE_DIR "/samples/connect-python1.pcap");

    static void activate(const test::Window& w)
    {
        w->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(w.window.get()));
    }

private Q_SLOTS:
    void theProjectorShowsOnlyThePanesAndLargely()
    {
        test::Window w;
        QVERIFY(w.open(m_sample));
        activate(w);
        w->showPanel(QStringLiteral("capture"));
        const int row = w->frameList()->verticalHeader()->defaultSectionSize();
        QTest::keyClick(w.window.get(), Qt::Key_F11);
        QVERIFY(w->menuBar()->isHidden());
        for (const QToolBar* bar : w->findChildren<QToolBar*>())
            QVERIFY(bar->isHidden());
        QVERIFY(!w->docks().front()->isVisible());
        QVERIFY(w->isFullScreen());
        QVERIFY(w->frameList()->verticalHeader()->defaultSectionSize() >= row * 3 / 2);
        auto* keys = w->findChild<QLabel*>(QStringLiteral("keys"));
        QVERIFY(keys->isVisible());
        QVERIFY(keys->text().contains(QLatin1String("F11")));
        QCOMPARE(w.theme.zoom(), 100); // what people chose is not touched

        // Keys of the menus work though the menus are gone.
        const std::uint32_t before = w->selection().selection().frame;
        QTest::keyClick(w.window.get(), Qt::Key_Down, Qt::ControlModifier);
        QVERIFY(w->selection().selection().frame > before);

        QTest::keyClick(w.window.get(), Qt::Key_Escape);
        QVERIFY(w->menuBar()->isVisible());
        for (const QToolBar* bar : w->findChildren<QToolBar*>())
            QVERIFY2(bar->isVisible(), qPrintable(bar->objectName()));
        QVERIFY(w->docks().front()->isVisible());
        QVERIFY(!w->isFullScreen());
        QVERIFY(!keys->isVisible());
        QCOMPARE(w->frameList()->verticalHeader()->defaultSectionSize(), row);
        QVERIFY(!w->actions().projector->isChecked());
    }

    void aWindowClosedInTheProjectorOpensWithoutIt()
    {
        test::Window w;
        w->setProjector(true);
        w->close();
        w.reopen();
        QVERIFY(w->menuBar()->isVisible());
        QVERIFY(!w->isFullScreen());
    }

    void theLayoutComesBack()
    {
        test::Window w;
        w->showPanel(QStringLiteral("capture"));
        QHeaderView* header = w->frameList()->horizontalHeader();
        const int width = header->sectionSize(2);
        header->resizeSection(2, width + 77);
        w->actions().zoomIn->trigger();
        w->actions().resetLayout->trigger();
        QCOMPARE(header->sectionSize(2), width);
        QCOMPARE(w.theme.zoom(), 100);
        for (const PanelDock* dock : w->docks())
            QVERIFY(!dock->isVisible());
    }

    void theGuideIsInsideInBothLanguages()
    {
        test::Window w;
        w->actions().help->trigger();
        auto* help = w->findChild<HelpWindow*>();
        QVERIFY(help->isVisible());
        const int pages = help->pages()->count();
        QVERIFY(pages >= 8);
        for (const char* language : {"en", "fr"}) {
            w.language.use(QLatin1String(language));
            QCOMPARE(help->pages()->count(), pages);
            for (int row = 0; row < pages; ++row) {
                help->pages()->setCurrentRow(row);
                const QString title = help->pages()->item(row)->text();
                QVERIFY(!title.isEmpty());
                QCOMPARE(help->page()->document()->firstBlock().text(), title);
            }
        }
        help->pages()->setCurrentRow(0);
        QCOMPARE(help->pages()->item(0)->text(), QStringLiteral("Premiers pas"));
    }

    void linksOfTheGuideLeadToItsPages()
    {
        test::Window w;
        w->actions().help->trigger();
        auto* help = w->findChild<HelpWindow*>();
        Q_EMIT help->page()->anchorClicked(QUrl(QStringLiteral("display-filters.md")));
        QVERIFY(help->page()->source().path().endsWith(QLatin1String("en/display-filters.md")));
        QCOMPARE(help->pages()->currentItem()->text(), help->page()->document()->firstBlock().text());
        const QUrl here = help->page()->source();
        Q_EMIT help->page()->anchorClicked(QUrl(QStringLiteral("../../no-such-page.md")));
        QCOMPARE(help->page()->source(), here);
    }

    void allKeysOfTheMenusAreListed()
    {
        test::Window w;
        const ShortcutWindow window(*w->menuBar(), w.theme);
        const QString text = window.page()->toPlainText();
        for (const QAction* action : w->actions().findChildren<QAction*>()) {
            if (!action->shortcut().isEmpty() && action->isVisible())
                QVERIFY2(text.contains(action->shortcut().toString(QKeySequence::NativeText)),
                         qPrintable(action->text()));
        }
        for (PanelDock* dock : w->docks())
            QVERIFY(text.contains(dock->panel()->title()));
    }

    void noTwoActionsShareAKey()
    {
        test::Window w;
        QHash<QKeySequence, QString> taken;
        for (const QAction* action : w.window->findChildren<QAction*>()) {
            for (const QKeySequence& key : action->shortcuts()) {
                QVERIFY2(!taken.contains(key), qPrintable(key.toString() + QLatin1Char(' ') + action->text() +
                                                          QLatin1Char(' ') + taken.value(key)));
                taken.insert(key, action->text());
            }
        }
    }
};

QTEST_MAIN(ModesTest)
#include "modes_test.moc"
