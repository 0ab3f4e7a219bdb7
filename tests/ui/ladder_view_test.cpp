// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/traffic_generator.h"
#include "tests/ui/ladder_fixture.h"

#include <QAccessible>
#include <QContextMenuEvent>
#include <QMouseEvent>
#include <QScrollBar>
#include <QSignalSpy>

#include <random>

using namespace mqttscope;
using namespace mqttscope::ui;
using analysis::ladder::kNone;
using analysis::ladder::LaneId;
using analysis::ladder::Scope;
using test::ladderCapture;
using test::ladderSample;

namespace {

/// A ladder in a view of its own, of the size that it has in a window of 1366 by 768.
struct Fixture : test::LadderWindow {
    LadderView view{theme, model};

    explicit Fixture(const QString& path = ladderSample("qos1-puback-perdu.pcapng")) : LadderWindow(path)
    {
        view.resize(1040, 620);
        view.show();
        view.activateWindow();
        view.setFocus();
        if (!QTest::qWaitForWindowActive(&view))
            qFatal("the view does not become active");
    }
    void press(Qt::Key key, Qt::KeyboardModifiers modifiers = {}) { QTest::keyClick(&view, key, modifiers); }
    void click(QPoint point) { QTest::mouseClick(view.viewport(), Qt::LeftButton, {}, point); }
    void move(QPoint point, Qt::MouseButtons buttons = Qt::NoButton)
    {
        QMouseEvent event(QEvent::MouseMove, point, view.viewport()->mapToGlobal(point), Qt::NoButton,
                          buttons, Qt::NoModifier);
        QApplication::sendEvent(view.viewport(), &event);
    }
    [[nodiscard]] QPoint middle(const LadderPlace& place) const { return view.rectOf(place).center(); }
    [[nodiscard]] QPoint chevron(std::uint32_t band) const
    {
        const PictureBar& bar = view.picture(band).bar;
        return view.rectOf({band, std::nullopt}).topLeft() +
               (bar.chevron.center() - bar.rect.topLeft()).toPoint();
    }
    /// Whether all of a place is seen, below the heads.
    [[nodiscard]] bool inSight(const LadderPlace& place) const
    {
        const QRect rect = view.rectOf(place);
        const int heads = view.hasCommonHeads() ? view.headOf(model.lanes().front()).bottom() : 0;
        return !rect.isEmpty() && rect.top() >= heads && rect.bottom() <= view.viewport()->height();
    }
    void scrollBy(int pixels)
    {
        view.verticalScrollBar()->setValue(view.verticalScrollBar()->value() + pixels);
    }
    QImage picture() { return view.grab().toImage(); }
};

/// Some thousands of exchanges, as the bench makes a hundred thousand.
QString manyExchanges(const test::Window& w)
{
    const QString path = w.path("many.pcap");
    test::TrafficOptions options;
    options.frames = 20'000;
    options.connections = 40;
    if (!test::writeTraffic(path.toStdString(), options, [](const auto&) {}))
        qFatal("the traffic cannot be written");
    return path;
}

struct ManyFixture : test::Window {
    QString path = manyExchanges(*this);
    Fixture f{path};
    [[nodiscard]] std::uint32_t band(std::size_t place) const { return f.model.ladder().bands[place]; }
    [[nodiscard]] std::size_t count() const { return f.model.ladder().bands.size(); }
};

} // namespace

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

    void whatIsCurrentIsShown()
    {
        Fixture f;
        f.model.unfoldAll();
        for (const std::uint32_t frame : {32U, 4U, 28U, 7U, 14U, 30U}) {
            f.model.goTo(f.at(frame));
            const QRect rect = f.view.rectOf(f.at(frame));
            QVERIFY2(f.inSight(f.at(frame)), qPrintable(QStringLiteral("%1: %2 to %3 of %4")
                                                            .arg(frame)
                                                            .arg(rect.top())
                                                            .arg(rect.bottom())
                                                            .arg(f.view.viewport()->height())));
        }
        // As little as it takes: a band that is in sight stays where it is.
        f.model.goTo(f.at(7));
        const int before = f.view.verticalScrollBar()->value();
        f.model.goTo(f.at(8));
        QCOMPARE(f.view.verticalScrollBar()->value(), before);
    }

    void aBandThatFitsIsShownWhole()
    {
        Fixture f;
        f.model.foldAll();
        f.view.resize(1040, 400);
        f.model.goTo({4, std::nullopt});
        f.press(Qt::Key_Right);
        const auto rows = static_cast<std::uint32_t>(f.model.content(4).band.rows.size());
        QVERIFY(f.inSight({4, std::nullopt}));
        QVERIFY(f.inSight({4, rows - 1}));
    }

    void wideLaddersHaveCommonHeadsNarrowOnesTheirOwn()
    {
        Fixture f;
        f.model.unfoldAll();
        QVERIFY(f.view.hasCommonHeads());
        QVERIFY(f.view.picture(3).heads.empty());
        const LaneId lane = f.model.lanes().front();
        const QRect head = f.view.headOf(lane);
        f.scrollBy(200);
        QCOMPARE(f.view.headOf(lane), head);
        QCOMPARE(f.view.laneAt(head.center()), lane);

        f.view.resize(560, 320);
        QVERIFY(!f.view.hasCommonHeads());
        QVERIFY(!f.view.picture(3).heads.empty());
        QCOMPARE(f.view.picture(1).heads.size(), std::size_t{2}); // SUBSCRIBE: a client and the broker
        f.model.goTo(f.at(30));
        // The heads of the band that is seen from its middle stay at the top edge.
        const QRect stuck = f.view.headOf(lane);
        QVERIFY(stuck.top() >= 0 && stuck.top() < 40);
        QVERIFY(f.view.rectOf({3, std::nullopt}).bottom() < 0);
        f.scrollBy(-30);
        QCOMPARE(f.view.headOf(lane), stuck);
        // Three lanes do not fit here: the rest is found to the right.
        QVERIFY(f.view.horizontalScrollBar()->maximum() > 0);
        const int left = f.view.headOf(lane).left();
        f.view.horizontalScrollBar()->setValue(50);
        QCOMPARE(f.view.headOf(lane).left(), left - 50);
    }

    void onlyWhatIsInSightIsLaidOut()
    {
        ManyFixture many;
        Fixture& f = many.f;
        QVERIFY(many.count() > 2000);
        f.picture();
        const auto screen = static_cast<std::size_t>(f.view.viewport()->height() / 20 + 2);
        QVERIFY2(f.view.layouts() <= screen, qPrintable(QString::number(f.view.layouts())));
        std::size_t before = f.view.layouts();
        f.press(Qt::Key_End);
        f.picture();
        QVERIFY(f.view.layouts() - before <= screen);
        std::mt19937 random(3);
        for (int i = 0; i < 20; ++i) {
            before = f.view.layouts();
            f.model.goTo({many.band(random() % many.count()), 0});
            f.picture();
            QVERIFY(f.view.layouts() - before <= 2 * screen);
            QVERIFY(!f.view.rectOf(f.model.place()).isEmpty());
        }
        before = f.view.layouts();
        f.model.unfoldAll();
        QCOMPARE(f.model.unfoldedBands().size(), LadderModel::kMostUnfolded);
        f.picture();
        QVERIFY(f.view.layouts() - before <= screen);
    }

    // Unfolded bands are higher or lower than guessed: what is seen must not move for that.
    void theTopEdgeStaysWhereItIs()
    {
        ManyFixture many;
        Fixture& f = many.f;
        f.model.unfoldAll();
        f.view.verticalScrollBar()->setValue(f.view.verticalScrollBar()->maximum() / 3);
        std::mt19937 random(5);
        for (int i = 0; i < 50; ++i) {
            const LadderPlace top = f.view.placesInSight().front();
            const QRect before = f.view.rectOf(top);
            const int step = i % 5 == 4 ? -400 : 130;
            f.scrollBy(step);
            f.picture();
            QCOMPARE(f.view.rectOf(top).top(), before.top() - step);
        }
        // Bands above it are folded.
        const LadderPlace top = f.view.placesInSight().front();
        const QRect before = f.view.rectOf(top);
        f.model.setFolded(many.band(*f.model.placeOf(top.band) - 3), true);
        QCOMPARE(f.view.rectOf(top), before);
    }

    void walkingToTheEndAndBackShowsEverythingOnce()
    {
        Fixture f(ladderCapture("redelivery.pcapng"));
        f.model.unfoldAll();
        f.view.resize(1040, 300);
        f.press(Qt::Key_Home);
        QStringList down{f.here()};
        while (f.model.step(1)) {
            down += f.here();
            QVERIFY(f.inSight(f.model.place()));
        }
        QStringList up{f.here()};
        while (f.model.step(-1)) {
            up += f.here();
            QVERIFY(f.inSight(f.model.place()));
        }
        std::reverse(up.begin(), up.end());
        QCOMPARE(up, down);
        QCOMPARE(QSet<QString>(down.begin(), down.end()).size(), down.size());
    }

    void pagesGoAsFarAsIsSeen()
    {
        ManyFixture many;
        Fixture& f = many.f;
        f.press(Qt::Key_Home);
        f.press(Qt::Key_PageDown);
        const std::size_t after = *f.model.placeOf(f.model.place().band);
        QVERIFY(after > 8 && after < 40);
        f.press(Qt::Key_PageUp);
        QCOMPARE(f.here(), QStringLiteral("1"));
        f.press(Qt::Key_PageUp);
        QCOMPARE(f.here(), QStringLiteral("1"));
        f.press(Qt::Key_End);
        QCOMPARE(f.model.place().band, many.band(many.count() - 1));
        f.press(Qt::Key_PageDown);
        QCOMPARE(f.model.place().band, many.band(many.count() - 1));
    }

    void aCaptureThatGrowsMovesNothing()
    {
        ManyFixture many;
        QFile whole(many.path);
        QVERIFY(whole.open(QIODevice::ReadOnly));
        const QByteArray bytes = whole.readAll();
        test::Window w;
        const QString path = w.path("growing.pcap");
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(bytes.first(bytes.size() / 2 - 1000));
        file.flush();
        LadderModel model(w->workspace());
        LadderView view(w.theme, model);
        view.resize(1040, 620);
        view.show();
        QVERIFY(w.open(path));
        file.write(bytes.sliced(bytes.size() / 2 - 1000, 1000));
        file.flush();
        QTRY_COMPARE_WITH_TIMEOUT(w->session().state(), DocumentSession::State::Following, 20'000);
        model.setActive(true);
        QTRY_VERIFY_WITH_TIMEOUT(model.source().index != nullptr && !model.isBusy(), 30'000);
        const std::size_t bands = model.ladder().bands.size();
        view.verticalScrollBar()->setValue(view.verticalScrollBar()->maximum() / 2 + 7);
        const LadderPlace top = view.placesInSight().front();
        const QRect before = view.rectOf(top);
        const std::uint32_t message = model.source().index->records()[top.band].message;
        file.write(bytes.sliced(bytes.size() / 2));
        file.flush();
        QTRY_VERIFY_WITH_TIMEOUT(model.ladder().bands.size() > bands + 500, 30'000);
        const LadderPlace now{model.source().index->bandOf(message), std::nullopt};
        QCOMPARE(view.rectOf(now).top(), before.top());
    }

    void everyPlaceIsSaidInWords()
    {
        Fixture f;
        const QString bar = f.view.describe({3, std::nullopt});
        QVERIFY2(bar.contains(QStringLiteral("QoS 1")), qPrintable(bar));
        QVERIFY2(bar.contains(QStringLiteral("duplicate")), qPrintable(bar));
        const QString row = f.view.describe(f.at(26));
        QVERIFY2(row.contains(QStringLiteral("PUBLISH 0x3A")), qPrintable(row));
        QVERIFY2(row.startsWith(QStringLiteral("editeur to broker")), qPrintable(row));
        QVERIFY(f.view.describe({3, 99}).isEmpty());
        QVERIFY(f.view.describe({99, std::nullopt}).isEmpty());
    }

    void screenReadersHaveAList()
    {
        Fixture f;
        f.model.setFolded(1, false);
        f.model.goTo({1, 1});
        QAccessibleInterface* list = QAccessible::queryAccessibleInterface(&f.view);
        QVERIFY(list != nullptr);
        QCOMPARE(list->role(), QAccessible::List);
        const std::vector<LadderPlace> places = f.view.placesInSight();
        QCOMPARE(list->childCount(), static_cast<int>(places.size()));
        int selected = 0;
        for (int i = 0; i < list->childCount(); ++i) {
            QAccessibleInterface* cell = list->child(i);
            QVERIFY(cell != nullptr && cell->isValid());
            const LadderPlace& place = places[static_cast<std::size_t>(i)];
            QCOMPARE(cell->text(QAccessible::Name), f.view.describe(place));
            QCOMPARE(list->indexOfChild(cell), i);
            QCOMPARE(cell->parent(), list);
            QCOMPARE(cell->state().expandable, place.row ? 0U : 1U);
            if (!place.row)
                QCOMPARE(cell->state().expanded, f.model.isFolded(place.band) ? 0U : 1U);
            selected += static_cast<int>(cell->state().selected);
        }
        QCOMPARE(selected, 1);
        QCOMPARE(list->focusChild()->text(QAccessible::Name), f.view.describe({1, 1}));
        const QPoint point = f.view.viewport()->mapToGlobal(f.middle({1, 0}));
        QCOMPARE(list->childAt(point.x(), point.y())->text(QAccessible::Name), f.view.describe({1, 0}));
        // Far away, and still there.
        f.model.unfoldAll();
        f.model.goTo(f.at(4));
        f.view.verticalScrollBar()->setValue(f.view.verticalScrollBar()->maximum());
        QVERIFY(!f.inSight(f.at(4)));
        QCOMPARE(list->child(0)->text(QAccessible::Name), f.view.describe(f.at(4)));
        QVERIFY(list->child(0)->state().offscreen);
        QVERIFY(list->child(-1) == nullptr);
        QVERIFY(list->child(list->childCount()) == nullptr);
    }

    void screenReadersPressAndUnfold()
    {
        Fixture f;
        f.model.foldAll();
        QAccessibleInterface* list = QAccessible::queryAccessibleInterface(&f.view);
        QAccessibleInterface* bar = list->child(1);
        QAccessibleActionInterface* actions = bar->actionInterface();
        QVERIFY(actions != nullptr);
        actions->doAction(QAccessibleActionInterface::pressAction());
        QCOMPARE(f.here(), QStringLiteral("2"));
        actions->doAction(QAccessibleActionInterface::toggleAction());
        QVERIFY(!f.model.isFolded(1));
    }

    void theCurrentPlaceIsSaidAsItMoves()
    {
        Fixture f;
        f.model.goTo(f.at(26));
        QCOMPARE(f.view.accessibleDescription(), f.view.describe(f.at(26)));
        f.press(Qt::Key_Down);
        QCOMPARE(f.view.accessibleDescription(), f.view.describe(f.at(27)));
        const QAccessibleInterface* list = QAccessible::queryAccessibleInterface(&f.view);
        QCOMPARE(list->focusChild()->text(QAccessible::Name), f.view.describe(f.at(27)));
        QVERIFY(list->focusChild()->state().focused);
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

    void zoomMakesItLarger()
    {
        Fixture f;
        const int before = f.view.rectOf({3, std::nullopt}).height();
        f.theme.setZoom(150);
        QVERIFY(f.view.rectOf({3, std::nullopt}).height() > before * 5 / 4);
    }
};

QTEST_MAIN(LadderViewTest)
#include "ladder_view_test.moc"
