// SPDX-License-Identifier: GPL-3.0-or-later
// What mouse and keys do in a ladder, and what is painted of it.
#include "tests/ui/ladder_view_fixture.h"

#include <QContextMenuEvent>
#include <QSignalSpy>

using namespace mqttscope;
using namespace mqttscope::ui;
using analysis::ladder::kNone;
using analysis::ladder::LaneId;
using analysis::ladder::Scope;
using Fixture = test::LadderOnScreen;

class LadderViewTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void keysWalkThroughBarsAndRows()
    {
        Fixture f;
        f.model.foldAll();
        f.press(Qt::Key_Home);
        QCOMPARE(f.here(), QStringLiteral("1"));
        f.press(Qt::Key_Down, Qt::ControlModifier);
        QCOMPARE(f.here(), QStringLiteral("2"));
        f.press(Qt::Key_Right);
        QVERIFY(!f.model.isFolded(1));
        QCOMPARE(f.here(), QStringLiteral("2"));
        f.press(Qt::Key_Right);
        QCOMPARE(f.here(), QStringLiteral("2.0"));
        QCOMPARE(f.selectedFrame(), 7U);
        f.press(Qt::Key_Down);
        QCOMPARE(f.here(), QStringLiteral("2.1"));
        QCOMPARE(f.selectedFrame(), 8U);
        f.press(Qt::Key_Right); // nothing further to the right
        QCOMPARE(f.here(), QStringLiteral("2.1"));
        f.press(Qt::Key_Left);
        QCOMPARE(f.here(), QStringLiteral("2"));
        f.press(Qt::Key_Left);
        QVERIFY(f.model.isFolded(1));
        f.press(Qt::Key_Space);
        QVERIFY(!f.model.isFolded(1));
        f.press(Qt::Key_End);
        QCOMPARE(f.here(), QStringLiteral("5"));
        f.press(Qt::Key_Up);
        f.press(Qt::Key_Up, Qt::ControlModifier);
        QCOMPARE(f.here(), QStringLiteral("3"));
    }

    void enterOpensAPacket()
    {
        Fixture f;
        QSignalSpy opened(&f.view, &LadderView::opened);
        f.model.goTo(f.at(26));
        f.press(Qt::Key_Return);
        QCOMPARE(opened.count(), 1);
        QCOMPARE(opened.front().front().value<LadderPlace>(), f.at(26));
    }

    void aClickGoesToWhatIsThere()
    {
        Fixture f;
        f.model.foldAll();
        f.click(f.middle(f.bar(7)));
        QCOMPARE(f.here(), QStringLiteral("2"));
        QVERIFY(f.model.isFolded(1));
        f.model.setFolded(1, false);
        f.click(f.middle({1, 1}));
        QCOMPARE(f.here(), QStringLiteral("2.1"));
        QCOMPARE(f.selectedFrame(), 8U);
        // Beside everything: nothing.
        f.click({5, f.view.viewport()->height() - 2});
        QCOMPARE(f.here(), QStringLiteral("2.1"));
    }

    void theChevronFoldsAndUnfolds()
    {
        Fixture f;
        f.model.foldAll();
        f.model.goTo({0, std::nullopt});
        f.click(f.chevron(3));
        QVERIFY(!f.model.isFolded(3));
        QCOMPARE(f.here(), QStringLiteral("1"));
        f.click(f.chevron(3));
        QVERIFY(f.model.isFolded(3));
    }

    void aDoubleClickUnfoldsABarAndOpensAPacket()
    {
        Fixture f;
        f.model.foldAll();
        QSignalSpy opened(&f.view, &LadderView::opened);
        QTest::mouseDClick(f.view.viewport(), Qt::LeftButton, {}, f.middle({1, std::nullopt}));
        QVERIFY(!f.model.isFolded(1));
        QCOMPARE(opened.count(), 0);
        QTest::mouseDClick(f.view.viewport(), Qt::LeftButton, {}, f.middle({1, 1}));
        QCOMPARE(opened.count(), 1);
        QCOMPARE(opened.front().front().value<LadderPlace>(), (LadderPlace{1, 1}));
    }

    void theMouseHoversAndMovesNothing()
    {
        Fixture f;
        f.model.setFolded(1, false);
        const QString here = f.here();
        f.move(f.middle({1, 0}));
        QCOMPARE(test::LadderWindow::name(f.model.hover()), QStringLiteral("2.0"));
        f.move(f.middle({1, std::nullopt}));
        QCOMPARE(test::LadderWindow::name(f.model.hover()), QStringLiteral("2"));
        QEvent leave(QEvent::Leave);
        QApplication::sendEvent(&f.view, &leave);
        QVERIFY(f.model.hover().isNowhere());
        QCOMPARE(f.here(), here);
    }

    void menusAreAskedForWithMouseAndKey()
    {
        Fixture f;
        f.model.setFolded(1, false);
        QSignalSpy menu(&f.view, &LadderView::menuRequested);
        QSignalSpy lane(&f.view, &LadderView::laneMenuRequested);
        const auto ask = [&](QPoint point, QContextMenuEvent::Reason reason) {
            QContextMenuEvent event(reason, point, f.view.viewport()->mapToGlobal(point));
            QApplication::sendEvent(f.view.viewport(), &event);
        };
        ask(f.middle({1, 1}), QContextMenuEvent::Mouse);
        QCOMPARE(menu.count(), 1);
        QCOMPARE(menu.at(0).at(0).value<LadderPlace>(), (LadderPlace{1, 1}));
        QCOMPARE(f.here(), QStringLiteral("2.1")); // what the menu speaks of is what is selected
        f.model.goTo({2, std::nullopt});
        ask({0, 0}, QContextMenuEvent::Keyboard);
        QCOMPARE(menu.at(1).at(0).value<LadderPlace>(), (LadderPlace{2, std::nullopt}));
        const LaneId head = f.model.lanes()[1];
        ask(f.view.headOf(head).center(), QContextMenuEvent::Mouse);
        QCOMPARE(lane.count(), 1);
        QCOMPARE(lane.at(0).at(0).toUInt(), head);
        QCOMPARE(menu.count(), 2);
    }

    void headsAreDraggedToAnotherPlace()
    {
        Fixture f;
        const std::vector<LaneId> usual = f.model.lanes();
        const QPoint from = f.view.headOf(usual[0]).center();
        const QPoint to = f.view.headOf(usual[2]).center() + QPoint(20, 0);
        QTest::mousePress(f.view.viewport(), Qt::LeftButton, {}, from);
        f.move(from + QPoint(30, 0), Qt::LeftButton);
        f.move(to, Qt::LeftButton);
        const QImage dragging = f.picture();
        QTest::mouseRelease(f.view.viewport(), Qt::LeftButton, {}, to);
        QCOMPARE(f.model.lanes(), (std::vector<LaneId>{usual[1], usual[2], usual[0]}));
        QVERIFY(f.picture() != dragging);
        QVERIFY(f.view.headOf(usual[0]).left() > f.view.headOf(usual[2]).right());
    }

    // Where each band has heads of its own, lanes it does not have keep their places.
    void headsOfABandAreDraggedToo()
    {
        Fixture f;
        const std::vector<LaneId> usual = f.model.lanes();
        f.view.resize(560, 620);
        f.model.foldAll();
        f.model.goTo(f.at(7)); // SUBSCRIBE: broker, abonne
        QVERIFY(f.view.headOf(usual[0]).isEmpty());
        const QPoint from = f.view.headOf(usual[2]).center();
        const QPoint to = f.view.headOf(usual[1]).center() - QPoint(20, 0);
        QTest::mousePress(f.view.viewport(), Qt::LeftButton, {}, from);
        f.move(to, Qt::LeftButton);
        QTest::mouseRelease(f.view.viewport(), Qt::LeftButton, {}, to);
        QVERIFY(f.view.headOf(usual[2]).right() < f.view.headOf(usual[1]).left());
    }

    void escapeLetsAHeadGo()
    {
        Fixture f;
        const std::vector<LaneId> usual = f.model.lanes();
        const QImage before = f.picture();
        const QPoint from = f.view.headOf(usual[0]).center();
        const QPoint to = f.view.headOf(usual[2]).center() + QPoint(20, 0);
        QTest::mousePress(f.view.viewport(), Qt::LeftButton, {}, from);
        f.move(to, Qt::LeftButton);
        QVERIFY(f.picture() != before);
        f.press(Qt::Key_Escape);
        QCOMPARE(f.picture(), before);
        QTest::mouseRelease(f.view.viewport(), Qt::LeftButton, {}, to);
        QCOMPARE(f.model.lanes(), usual);
        // A click that does not move is no drag.
        f.click(from);
        QCOMPARE(f.model.lanes(), usual);
    }

    void whatIsPlayedIsPaintedUpToTheRow()
    {
        Fixture f;
        f.show(Scope::Kind::Story, f.messageAt(16));
        f.model.goTo(f.at(16));
        const QRect later = f.view.rectOf(f.at(28)).adjusted(0, 0, -200, 0);
        const QImage all = f.picture().copy(later);
        f.view.setPlaying(true, 0.5);
        const QImage half = f.picture();
        QVERIFY(half.copy(later) != all);
        f.view.setPlaying(true, 1);
        QVERIFY(f.picture() != half); // the packet has moved on
        f.view.setPlaying(false, 1);
        QCOMPARE(f.picture().copy(later), all);
    }

    void theFocusIsSeen()
    {
        Fixture f;
        f.model.goTo(f.at(26));
        const QRect row = f.view.rectOf(f.at(26));
        const QImage with = f.picture().copy(row);
        f.view.clearFocus();
        QVERIFY(!f.view.hasFocus());
        QVERIFY(f.picture().copy(row) != with);
    }

    void anEmptyLadderSaysSo()
    {
        Fixture f;
        const QImage full = f.picture();
        f.show(Scope::Kind::Topic, kNone, kNone, QStringLiteral("nothing/here"));
        QVERIFY(f.model.ladder().bands.empty());
        QVERIFY(f.view.accessibleDescription().contains(QStringLiteral("No exchange")));
        QVERIFY(f.view.placesInSight().empty());
        QVERIFY(f.view.placeAt({200, 200}).isNowhere());
        for (const Qt::Key key : {Qt::Key_Down, Qt::Key_Left, Qt::Key_Right, Qt::Key_Home, Qt::Key_End,
                                  Qt::Key_PageDown, Qt::Key_Space, Qt::Key_Return})
            f.press(key);
        QVERIFY(f.picture() != full);
    }

    // Why the message is kept, on its strip.
    void tipsSayWhy()
    {
        Fixture f;
        f.show(Scope::Kind::Story, f.messageAt(16));
        const BandPicture& picture = f.view.picture(3);
        QVERIFY(!picture.strips.empty());
        const QPoint corner =
            f.view.rectOf({3, std::nullopt}).topLeft() - picture.bar.rect.topLeft().toPoint();
        const QPoint strip = corner + picture.strips.front().rect.center().toPoint();
        QVERIFY(!f.view.tipAt(strip).isEmpty());
        const QPoint verdict = corner + picture.bar.verdict.center().toPoint();
        QVERIFY2(f.view.tipAt(verdict).contains(QStringLiteral("abonne")), qPrintable(f.view.tipAt(verdict)));
        QVERIFY(f.view.tipAt({300, 5}).isEmpty()); // among the heads
    }
};

QTEST_MAIN(LadderViewTest)
#include "ladder_view_test.moc"
