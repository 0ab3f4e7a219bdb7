// SPDX-License-Identifier: GPL-3.0-or-later
// Which part of a ladder is seen, and that only that is laid out.
#include "tests/support/traffic_generator.h"
#include "tests/ui/ladder_view_fixture.h"

#include <QFile>

#include <random>

using namespace mqttscope;
using namespace mqttscope::ui;
using analysis::ladder::LaneId;
using Fixture = test::LadderOnScreen;
using test::ladderCapture;
using test::ladderSample;

namespace {

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

class LadderScrollTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    // Somebody who hears of other bands before the view may have it painted.
    void itCanBePaintedBeforeItHeard()
    {
        test::LadderWindow f(ladderSample("qos1-puback-perdu.pcapng"));
        std::unique_ptr<LadderView> view;
        connect(&f.model, &LadderModel::scopeChanged, this, [&] {
            if (view)
                view->grab();
        });
        view = std::make_unique<LadderView>(f.window->workspace().theme(), f.model);
        view->resize(900, 400);
        view->grab();
        f.model.goTo({4, std::nullopt});
        view->verticalScrollBar()->setValue(view->verticalScrollBar()->maximum());
        f.show(analysis::ladder::Scope::Kind::Story, f.messageAt(16));
        QCOMPARE(f.model.ladder().bands.size(), std::size_t{1});
        QVERIFY(!view->rectOf({3, std::nullopt}).isEmpty());
        f.show(analysis::ladder::Scope::Kind::All);
        QCOMPARE(view->placesInSight().empty(), false);
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

    // A connection says nothing of roles; those of the message that was read stay.
    void headsTellRolesWhateverIsCurrent()
    {
        Fixture f;
        const QRect head = f.view.headOf(f.model.lanes().back());
        f.model.goTo(f.bar(16));
        const QImage message = f.picture().copy(head);
        f.model.goTo(f.bar(4));
        QCOMPARE(f.picture().copy(head), message);
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
        file.write(bytes.sliced(bytes.size() / 2, bytes.size() / 4));
        file.flush();
        QTRY_VERIFY_WITH_TIMEOUT(model.ladder().bands.size() > bands + 500, 30'000);
        const LadderPlace now{model.source().index->bandOf(message), std::nullopt};
        QCOMPARE(view.rectOf(now).top(), before.top());
        // Who sees the end goes on seeing it.
        view.verticalScrollBar()->setValue(view.verticalScrollBar()->maximum());
        const std::size_t more = model.ladder().bands.size();
        file.write(bytes.sliced(bytes.size() / 2 + bytes.size() / 4));
        file.flush();
        QTRY_VERIFY_WITH_TIMEOUT(model.ladder().bands.size() > more + 500, 30'000);
        QCOMPARE(view.placesInSight().back().band, model.ladder().bands.back());
    }

    void zoomMakesItLarger()
    {
        Fixture f;
        const int before = f.view.rectOf({3, std::nullopt}).height();
        f.theme.setZoom(150);
        QVERIFY(f.view.rectOf({3, std::nullopt}).height() > before * 5 / 4);
    }
};

QTEST_MAIN(LadderScrollTest)
#include "ladder_scroll_test.moc"
