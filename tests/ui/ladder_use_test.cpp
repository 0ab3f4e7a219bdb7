// SPDX-License-Identifier: GPL-3.0-or-later
// The ladders in the window: how one gets there, what is shown, how it is arranged, how one finds an
// exchange.
#include "tests/ui/ladder_page_fixture.h"
#include "ui/ladder/ladder_find_bar.h"
#include "ui/step/step_page.h"
#include "ui/views/find_bar.h"

#include <QApplication>
#include <QClipboard>
#include <QLineEdit>
#include <QPushButton>
#include <QToolButton>

using namespace mqttscope;
using namespace mqttscope::ui;
using analysis::ladder::kNone;
using analysis::ladder::Scope;
using test::choose;
using test::Exchanges;
using test::ladderSample;

class LadderUseTest : public QObject {
    Q_OBJECT
    static QPoint middle(const Exchanges& w, const LadderPlace& place)
    {
        w.page().view()->reveal(place);
        return w.page().view()->rectOf(place).center();
    }

private Q_SLOTS:
    void keysWalkThroughTheLadder()
    {
        Exchanges w;
        w.actions().scopeAction(Scope::Kind::Story)->trigger();
        QVERIFY(w.settle());
        QCOMPARE(w.here(), QStringLiteral("4.0"));
        w.press(Qt::Key_F8);
        QCOMPARE(w.here(), QStringLiteral("4.1"));
        QCOMPARE(w.frame(), 17U);
        w.press(Qt::Key_F8, Qt::ShiftModifier);
        w.press(Qt::Key_F8, Qt::ShiftModifier);
        QCOMPARE(w.here(), QStringLiteral("4"));
        QVERIFY(!w->actions().previousMqtt->isEnabled());
        w.actions().scopeAction(Scope::Kind::All)->trigger();
        QVERIFY(w.settle());
        w.press(Qt::Key_F8, Qt::ControlModifier);
        QCOMPARE(w.here(), QStringLiteral("5"));
        QVERIFY(!w->actions().nextMqtt->isEnabled() == w.model().isFolded(4));
        w.press(Qt::Key_F8, Qt::ControlModifier | Qt::ShiftModifier);
        w.press(Qt::Key_F8, Qt::ControlModifier | Qt::ShiftModifier);
        QCOMPARE(w.here(), QStringLiteral("3"));
        w.press(Qt::Key_F12); // the exchange that was sent again
        QCOMPARE(w.here(), QStringLiteral("4"));
        w.press(Qt::Key_F2);
        for (const QAction* action : w.actions().all())
            QVERIFY2(!action->isEnabled(), qPrintable(action->text())); // its keys are not taken elsewhere
    }

    void foldingByKey()
    {
        Exchanges w;
        w.press(Qt::Key_E, Qt::ControlModifier);
        QCOMPARE(w.model().unfoldedBands().size(), std::size_t{5});
        w.press(Qt::Key_E, Qt::ControlModifier | Qt::ShiftModifier);
        QVERIFY(w.model().unfoldedBands().empty());
        QVERIFY(w->actions().expandAll->text().contains(QStringLiteral("exchanges")));
        w.press(Qt::Key_F2);
        QVERIFY(w->actions().expandAll->text().contains(QStringLiteral("fields")));
    }

    // One key, two pages: the one that is shown has it.
    void f5PlaysWhatIsShown()
    {
        Exchanges w;
        w.actions().scopeAction(Scope::Kind::Story)->trigger();
        QVERIFY(w.settle());
        QVERIFY(w->actions().play->isEnabled());
        w.press(Qt::Key_F5);
        QVERIFY(w.page().player().isPlaying());
        QVERIFY(w->actions().play->isChecked());
        QVERIFY(!w->stepPage()->player().isPlaying());
        QTest::mouseClick(w.page().bar()->playButton(), Qt::LeftButton);
        QVERIFY(!w.page().player().isPlaying());
        w.press(Qt::Key_F5);
        w.press(Qt::Key_F4);
        QVERIFY(!w.page().player().isPlaying());
        QVERIFY(!w->actions().play->isChecked());
        w.press(Qt::Key_F5);
        QVERIFY(w->stepPage()->player().isPlaying());
        QVERIFY(!w.page().player().isPlaying());
        w.press(Qt::Key_F2);
        QVERIFY(!w->actions().play->isEnabled());
    }

    void anExchangeIsFound()
    {
        Exchanges w;
        w.press(Qt::Key_F, Qt::ControlModifier);
        LadderFindBar* bar = w.page().findBar();
        QVERIFY(bar->isVisible() && bar->edit()->hasFocus());
        QVERIFY(!w->findBar()->isVisible());
        QTest::keyClicks(bar->edit(), QStringLiteral("SALLE")); // a part of a topic, and of a Topic Filter
        QTRY_VERIFY(!bar->isSearching());
        QCOMPARE(bar->hits().size(), std::size_t{2});
        QTest::keyClick(bar->edit(), Qt::Key_Return);
        QCOMPARE(w.model().place().band, 3U);
        QCOMPARE(bar->message(), QStringLiteral("2 of 2 exchanges"));
        w.press(Qt::Key_F3);
        QCOMPARE(w.model().place().band, 1U);
        QCOMPARE(w.frame(), 7U);
        w.press(Qt::Key_F3);
        QCOMPARE(w.model().place().band, 3U);
        w.press(Qt::Key_F3, Qt::ShiftModifier);
        QCOMPARE(w.model().place().band, 1U);
        QTest::keyClick(bar->edit(), Qt::Key_Escape);
        QVERIFY(!bar->isVisible() && w.page().view()->hasFocus());
    }

    void whatCanBeFound_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QList<std::uint32_t>>("bands");
        QTest::newRow("client") << QStringLiteral("editeur") << QList<std::uint32_t>{3, 4, 5};
        QTest::newRow("frame") << QStringLiteral("24") << QList<std::uint32_t>{5};
        QTest::newRow("nothing") << QStringLiteral("xyzzy") << QList<std::uint32_t>{};
    }

    void whatCanBeFound()
    {
        QFETCH(QString, text);
        QFETCH(QList<std::uint32_t>, bands);
        Exchanges w;
        w.press(Qt::Key_F, Qt::ControlModifier);
        LadderFindBar* bar = w.page().findBar();
        QTest::keyClicks(bar->edit(), text);
        QTRY_VERIFY(!bar->isSearching());
        QList<std::uint32_t> found;
        for (const LadderHit& hit : bar->hits())
            found += hit.band + 1;
        QCOMPARE(found, bands);
        QCOMPARE(bar->message().startsWith(QStringLiteral("No exchange")), bands.isEmpty());
    }

    void anIdentifierIsFoundInTheScope()
    {
        Exchanges w;
        w.press(Qt::Key_F, Qt::ControlModifier);
        LadderFindBar* bar = w.page().findBar();
        const auto& messages = w->session().snapshot()->messages;
        const std::uint16_t id = messages[w.model().source().index->records()[3].message].packetId;
        QTest::keyClicks(bar->edit(), QString::number(id));
        QTRY_VERIFY(!bar->isSearching());
        const auto has = [&](std::uint32_t band) {
            return std::any_of(bar->hits().begin(), bar->hits().end(),
                               [band](const LadderHit& hit) { return hit.band == band; });
        };
        QVERIFY(has(3));
        const std::size_t before = bar->hits().size();
        w.actions().scopeAction(Scope::Kind::Story)->trigger();
        QTRY_VERIFY(!bar->isSearching());
        QVERIFY(before > 1);
        QCOMPARE(bar->hits().size(), std::size_t{1});
    }

    void lanesAreHiddenAndOrdered()
    {
        Exchanges w;
        QMenu* menu = w.page().bar()->lanesMenu();
        const auto open = [&] { Q_EMIT menu->aboutToShow(); };
        open();
        QCOMPARE(menu->actions().at(0)->text(), QStringLiteral("editeur"));
        QVERIFY(choose(menu, QStringLiteral("abonne")));
        QCOMPARE(w.lanes(), (QStringList{QStringLiteral("editeur"), QStringLiteral("broker")}));
        QVERIFY(w.page().bar()->lanesButton()->text().contains(QLatin1Char('1')));
        open();
        QVERIFY(choose(menu, QStringLiteral("Show all")));
        QCOMPARE(w.lanes().size(), 3);
        w.model().moveLane(w.model().lanes().front(), 2);
        QCOMPARE(w.lanes().last(), QStringLiteral("editeur"));
        open();
        QVERIFY(choose(menu, QStringLiteral("Usual order")));
        QCOMPARE(w.lanes().first(), QStringLiteral("editeur"));
    }

    void theMenuOfAPacketLeadsElsewhere()
    {
        Exchanges w(ladderSample("qos1-puback-perdu.pcapng"), 27);
        const LadderPlace place = w.model().place();
        const auto open = [&] {
            Q_EMIT w.page().view()->menuRequested(place, {});
            return test::contextMenu(w);
        };
        const auto close = [&] {
            test::contextMenu(w)->close();
            QTRY_VERIFY(test::contextMenu(w) == nullptr);
        };
        QVERIFY(choose(open(), QStringLiteral("Copy as text")));
        QVERIFY(QApplication::clipboard()->text().contains(QStringLiteral("PUBLISH")));
        close();
        QVERIFY(choose(open(), QStringLiteral("session")));
        close();
        QVERIFY(w.settle());
        QCOMPARE(w.model().scope().kind, Scope::Kind::Session);
        QCOMPARE(w.frame(), 27U);
        QVERIFY(choose(open(), QStringLiteral("all its hops")));
        close();
        QCOMPARE(w.bands(), (QList<std::uint32_t>{4}));
        QVERIFY(choose(open(), QStringLiteral("Fold")));
        close();
        QVERIFY(w.model().isFolded(3));
        QVERIFY(choose(open(), QStringLiteral("byte by byte")));
        close();
        QCOMPARE(w->perspective(), Perspective::Step);
        w->setPerspective(Perspective::Exchanges);
        QVERIFY(choose(open(), QStringLiteral("Show in the list")));
        close();
        QCOMPARE(w->perspective(), Perspective::Analyse);
    }

    void aFilterShowsTheFramesOfAnExchange()
    {
        Exchanges w;
        Q_EMIT w.page().view()->menuRequested(w.model().place(), {});
        QMenu* filter = nullptr;
        for (const QAction* action : test::contextMenu(w)->actions()) {
            if (action->menu() != nullptr)
                filter = action->menu();
        }
        QVERIFY(choose(filter, QStringLiteral("Apply")));
        QTRY_VERIFY(w->isSettled());
        QCOMPARE(w->filter().text(), QStringLiteral("frame.number in {16, 18 .. 19, 26 .. 28, 30}"));
        QCOMPARE(w->frames().rowCount(), 7);
    }

    void theMenuOfALane()
    {
        Exchanges w;
        const auto open = [&](std::size_t lane) {
            Q_EMIT w.page().view()->laneMenuRequested(w.model().lanes()[lane], {});
            return test::contextMenu(w);
        };
        const auto close = [&] {
            test::contextMenu(w)->close();
            QTRY_VERIFY(test::contextMenu(w) == nullptr);
        };
        QVERIFY(!choose(open(0), QStringLiteral("left"))); // it is the first
        close();
        QVERIFY(choose(open(0), QStringLiteral("right")));
        close();
        QCOMPARE(w.lanes().at(1), QStringLiteral("editeur"));
        QVERIFY(choose(open(0), QStringLiteral("Hide")));
        close();
        QCOMPARE(w.lanes().size(), 2);
        QVERIFY(choose(open(0), QStringLiteral("Usual order")));
        close();
        QCOMPARE(w.lanes().size(), 3);
        QVERIFY(!choose(open(1), QStringLiteral("Only this client"))); // it is the broker
        close();
        QVERIFY(choose(open(2), QStringLiteral("Only this client")));
        close();
        QVERIFY(w.settle());
        QCOMPARE(w.model().scope().kind, Scope::Kind::Session);
        QCOMPARE(w.lanes().last(), QStringLiteral("abonne"));
        QVERIFY(w.model().placeOf(w.model().place().band)); // it stands in what is shown
    }

    void aClickSelects()
    {
        Exchanges w;
        w.actions().scopeAction(Scope::Kind::Story)->trigger();
        QVERIFY(w.settle());
        const LadderPlace third{3, 2U};
        QTest::mouseClick(w.page().view()->viewport(), Qt::LeftButton, {}, middle(w, third));
        QCOMPARE(w.here(), QStringLiteral("4.2"));
        QTest::mouseDClick(w.page().view()->viewport(), Qt::LeftButton, {}, middle(w, third));
        QCOMPARE(w->perspective(), Perspective::Step);
    }
};

QTEST_MAIN(LadderUseTest)
#include "ladder_use_test.moc"
