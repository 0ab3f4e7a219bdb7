// SPDX-License-Identifier: GPL-3.0-or-later
// What stands in the window before a capture is open.
#include "ui/views/welcome_page.h"

#include "tests/ui/window_fixture.h"
#include "ui/live/capture_card.h"
#include "ui/live/interface_list.h"
#include "ui/main_actions.h"
#include "ui/views/entry_list.h"

#include <QDropEvent>
#include <QFile>
#include <QMimeData>
#include <QPushButton>
#include <QScrollArea>
#include <QTextBrowser>

using namespace mqttscope;
using namespace mqttscope::ui;

class WelcomeTest : public QObject {
    Q_OBJECT
    static void clickEntry(EntryList& list, const QString& key, bool twice)
    {
        list.setCurrentKey(key);
        QCOMPARE(list.currentKey(), key);
        list.scrollTo(list.currentIndex());
        const QPoint place = list.visualRect(list.currentIndex()).center();
        QTest::mouseClick(list.viewport(), Qt::LeftButton, {}, place);
        if (twice)
            QTest::mouseDClick(list.viewport(), Qt::LeftButton, {}, place);
    }
    static QString sample(const char* file)
    {
        return QStringLiteral(MQTTSCOPE_SOURCE_DIR "/samples/") + QLatin1String(file);
    }
    /// A copy of a sample that a test may remove.
    static QString copyOf(const test::Window& w, const char* file)
    {
        QString copy = w.path(file);
        QFile::copy(sample(file), copy);
        return copy;
    }

private Q_SLOTS:
    void aSampleTellsItsStoryAndOpens()
    {
        test::Window w;
        EntryList* list = w->welcomePage()->sampleList();
        clickEntry(*list, QStringLiteral("qos1-puback-perdu"), false);
        QVERIFY(w->welcomePage()->isVisible());
        QVERIFY2(w->welcomePage()->story().contains(QStringLiteral("“at least once”")),
                 qPrintable(w->welcomePage()->story()));
        clickEntry(*list, QStringLiteral("qos1-puback-perdu"), true);
        QTRY_VERIFY(!w->welcomePage()->isVisible());
        QTRY_VERIFY(w->isSettled());
        QVERIFY(w->session().path().endsWith(QLatin1String("samples/qos1-puback-perdu.pcapng")));
        QVERIFY(w->frames().rowCount() > 10);
    }

    void everySampleOpensByKeyboard()
    {
        test::Window w;
        EntryList* list = w->welcomePage()->sampleList();
        list->setFocus();
        QTest::keyClick(list, Qt::Key_Home);
        int opened = 0;
        QString before;
        while (list->currentKey() != before) {
            before = list->currentKey();
            QVERIFY(!w->welcomePage()->story().isEmpty());
            QTest::keyClick(list, Qt::Key_Return);
            QTRY_VERIFY(w->isSettled() && w->frames().rowCount() > 0);
            ++opened;
            w->actions().close->trigger();
            QTRY_VERIFY(w->welcomePage()->isVisible());
            QTest::keyClick(list, Qt::Key_Down);
        }
        QCOMPARE(opened, static_cast<int>(teach::samples().size()));
    }

    void storiesAreInTheLanguageOfTheWindow()
    {
        test::Window w;
        w->welcomePage()->sampleList()->setCurrentKey(QStringLiteral("pannes-02"));
        QVERIFY(w->welcomePage()->story().contains(QLatin1String("does not exist")));
        w.language.use(QStringLiteral("fr"));
        QCOMPARE(w->welcomePage()->sampleList()->currentKey(), QStringLiteral("pannes-02"));
        QVERIFY(w->welcomePage()->story().contains(QStringLiteral("n’existe pas")));
    }

    void whatWasOpenedIsListedWithItsFrames()
    {
        test::Window w;
        const QString file = copyOf(w, "qos2.pcapng");
        QVERIFY(w->welcomePage()->recentList()->isHidden());
        QVERIFY(w.open(file));
        QVERIFY(w.open(sample("ping.pcapng")));
        w.reopen();
        const QAbstractItemModel* list = w->welcomePage()->recentList()->model();
        QCOMPARE(list->rowCount(), 2);
        QCOMPARE(list->index(0, 0).data().toString(), QStringLiteral("ping.pcapng"));
        QCOMPARE(list->index(1, 0).data().toString(), QStringLiteral("qos2.pcapng"));
        QCOMPARE(list->index(1, 0).data(EntryList::RemarkRole).toString(), QStringLiteral("35 frames"));
        QVERIFY(list->index(1, 0).data(EntryList::RightRole).toString().startsWith(QLatin1String("today ")));
        clickEntry(*w->welcomePage()->recentList(), file, false);
        QTRY_VERIFY(w->isSettled() && w->frames().rowCount() > 0);
        QCOMPARE(w->session().path(), file);
        w->actions().clearRecent->trigger();
        QVERIFY(w->welcomePage()->recentList()->isHidden());
    }

    void aFileThatIsGoneSaysSo()
    {
        test::Window w;
        const QString file = copyOf(w, "qos2.pcapng");
        QVERIFY(w.open(file));
        w->actions().close->trigger();
        QVERIFY(QFile::remove(file));
        w.reopen();
        const QModelIndex entry = w->welcomePage()->recentList()->model()->index(0, 0);
        QCOMPARE(entry.data(EntryList::RightRole).toString(), QStringLiteral("no longer there"));
    }

    void cardsStandBesideEachOtherWhereThereIsRoom_data()
    {
        QTest::addColumn<QSize>("size");
        QTest::addColumn<int>("zoom");
        QTest::addColumn<QString>("language");
        QTest::addColumn<int>("columns");
        const QSize small(1366, 768);
        QTest::newRow("small screen") << small << 100 << QStringLiteral("en") << 3;
        QTest::newRow("small screen, French") << small << 100 << QStringLiteral("fr") << 3;
        QTest::newRow("large screen") << QSize(1920, 1080) << 100 << QStringLiteral("fr") << 3;
        QTest::newRow("200 %") << small << 200 << QStringLiteral("fr") << 2;
        QTest::newRow("300 %") << small << 300 << QStringLiteral("en") << 1;
    }

    void cardsStandBesideEachOtherWhereThereIsRoom()
    {
        QFETCH(QSize, size);
        QFETCH(int, zoom);
        QFETCH(QString, language);
        QFETCH(int, columns);
        test::Window w;
        w.language.use(language);
        w.theme.setZoom(zoom);
        w->resize(size);
        QCoreApplication::processEvents();
        WelcomePage* page = w->welcomePage();
        const auto* area = qobject_cast<const QScrollArea*>(page->parentWidget()->parentWidget());
        QVERIFY(area != nullptr);
        QVERIFY(page->width() <= area->viewport()->width());
        if (zoom == 100)
            QVERIFY(page->height() <= area->viewport()->height()); // all of it, without scrolling
        QList<int> lefts;
        for (const auto* card : page->findChildren<QFrame*>(QStringLiteral("card"))) {
            QVERIFY(card->isVisible());
            if (!lefts.contains(card->x()))
                lefts += card->x();
        }
        QCOMPARE(lefts.size(), columns);
        QVERIFY(page->captureCard()->startButton()->isVisible());
        QVERIFY(page->rect().contains(page->captureCard()->geometry()));
    }

    void theInterfacesOfThisComputerAreShown()
    {
        test::Window w;
        const InterfaceList* list = w->welcomePage()->captureCard()->list();
        QTRY_VERIFY(list->model()->rowCount() >= 2); // loopback and all of them
        QCOMPARE(list->model()->index(0, 0).data().toString(), QStringLiteral("Loopback"));
        w.language.use(QStringLiteral("fr"));
        QCOMPARE(list->model()->index(0, 0).data().toString(), QStringLiteral("Boucle locale"));
    }

    void timesAreSaidAsPeopleSayThem()
    {
        QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedKingdom));
        const QDateTime now(QDate(2026, 3, 12), QTime(10, 0));
        QCOMPARE(sayTime(QDateTime(QDate(2026, 3, 12), QTime(9, 5)), now), QStringLiteral("today 09:05"));
        QCOMPARE(sayTime(QDateTime(QDate(2026, 3, 11), QTime(23, 5)), now), QStringLiteral("yesterday"));
        QCOMPARE(sayTime(QDateTime(QDate(2026, 3, 10), QTime(9, 5)), now), QStringLiteral("Tuesday"));
        QCOMPARE(sayTime(QDateTime(QDate(2026, 1, 4), QTime(9, 5)), now), QStringLiteral("4 January"));
        QCOMPARE(sayTime(QDateTime(QDate(2024, 1, 4), QTime(9, 5)), now), QStringLiteral("4 January 2024"));
        QCOMPARE(sayTime(now.addDays(1), now), QString());
    }

    void onlySoManyAreRemembered()
    {
        QTemporaryDir directory;
        QSettings settings(directory.filePath(QStringLiteral("s.ini")), QSettings::IniFormat);
        RecentFiles files(settings);
        for (int i = 0; i < 20; ++i)
            files.opened(QStringLiteral("/captures/%1.pcap").arg(i));
        files.opened(QStringLiteral("/captures/15.pcap"));
        files.counted(QStringLiteral("/captures/15.pcap"), 7);
        const RecentFiles again(settings);
        QCOMPARE(again.files().size(), RecentFiles::kMost);
        QCOMPARE(again.files().front().path, QStringLiteral("/captures/15.pcap"));
        QCOMPARE(again.files().front().frames, 7U);
        QCOMPARE(again.files().at(1).path, QStringLiteral("/captures/19.pcap"));
        files.forget(QStringLiteral("/captures/15.pcap"));
        QCOMPARE(RecentFiles(settings).files().front().path, QStringLiteral("/captures/19.pcap"));
    }
};

QTEST_MAIN(WelcomeTest)
#include "welcome_test.moc"
