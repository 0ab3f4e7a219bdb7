// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/ladder/ladder_words.h"
#include "tests/ui/ladder_fixture.h"

#include <QSignalSpy>

using namespace mqttscope;
using namespace mqttscope::ui;
using analysis::ladder::kContext;
using analysis::ladder::kNone;
using analysis::ladder::LaneId;
using analysis::ladder::RowKind;
using analysis::ladder::Scope;
using test::ladderCapture;
using test::ladderSample;
using Fixture = test::LadderWindow;

// Of qos1-puback-perdu.pcapng: bands 1 connection of abonne (frames 1 to 38), 2 its SUBSCRIBE (7, 8),
// 3 connection of editeur (10 to 17), 4 the message (16 to 30), 5 the second connection of editeur (21 to
// 33).
class LadderModelTest : public QObject {
    Q_OBJECT
    static QString lost() { return ladderSample("qos1-puback-perdu.pcapng"); }
    /// Where each step leads, until it leads no further.
    static QStringList walk(Fixture& f, int direction)
    {
        QStringList seen{f.here()};
        for (int i = 0; i < 100 && f.model.step(direction); ++i)
            seen += f.here();
        return seen;
    }
    static QByteArray bytesOf(const QString& path)
    {
        QFile file(path);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }

private Q_SLOTS:
    void nothingIsMadeForNobody()
    {
        Fixture f(lost(), false);
        QVERIFY(f.model.source().index == nullptr);
        QVERIFY(!f.model.isBusy());
        QSignalSpy index(&f.model, &LadderModel::indexChanged);
        QSignalSpy busy(&f.model, &LadderModel::busyChanged);
        f.model.setActive(true);
        QVERIFY(f.model.isBusy());
        QVERIFY(f.settle());
        QCOMPARE(index.count(), 1);
        QCOMPARE(busy.count(), 2);
        QCOMPARE(f.model.ladder().bands.size(), std::size_t{5});
        QCOMPARE(f.model.lanes().size(), std::size_t{3});
    }

    void manyBandsAreFoldedFewAreNot()
    {
        Fixture f(lost());
        QVERIFY(!f.model.isFolded(3));                // the one message of many bands
        QVERIFY(f.model.unfoldedBands().size() <= 2); // and the selected one
        f.show(Scope::Kind::Topic, kNone, kNone, QStringLiteral("salle/#"));
        QCOMPARE(f.model.ladder().bands, (std::vector<std::uint32_t>{3}));
        QVERIFY(!f.model.isFolded(3));
        f.model.setFolded(3, true);
        f.show(Scope::Kind::TimeRange, 7, 17);
        QCOMPARE(f.model.ladder().bands.size(), std::size_t{3}); // SUBSCRIBE, connection, message
        QCOMPARE(f.model.unfoldedBands(), f.model.ladder().bands);
    }

    void anotherCaptureStartsAnew()
    {
        Fixture f(lost());
        f.show(Scope::Kind::Story, f.messageAt(16));
        f.model.setLaneHidden(f.model.lanes().front(), true);
        QVERIFY(f.open(ladderSample("qos2.pcapng")));
        QVERIFY(f.settle());
        QCOMPARE(f.model.scope(), LadderScope{});
        QCOMPARE(f.model.ladder().bands.size(), std::size_t{4});
        QVERIFY(f.model.hiddenLanes().empty());
        f->session().close();
        QVERIFY(f.model.source().index == nullptr);
        QVERIFY(f.model.ladder().bands.empty());
        QVERIFY(f.model.place().isNowhere());
        QVERIFY(!f.model.isBusy());
    }

    void aStoryIsThereAtOnce()
    {
        Fixture f(lost());
        QSignalSpy scope(&f.model, &LadderModel::scopeChanged);
        f.model.setScope({Scope::Kind::Story, f.messageAt(30), kNone, {}});
        QVERIFY(!f.model.isBusy());
        QCOMPARE(scope.count(), 1);
        QCOMPARE(f.model.ladder().bands, (std::vector<std::uint32_t>{3}));
        QVERIFY(!f.model.isFolded(3));
    }

    // Of two scopes asked for in a row the second one is shown.
    void theLastScopeWins()
    {
        Fixture f(lost());
        QSignalSpy scope(&f.model, &LadderModel::scopeChanged);
        f.model.setScope({Scope::Kind::TimeRange, 1, 38, {}});
        f.model.setScope({Scope::Kind::Topic, kNone, kNone, QStringLiteral("salle/+")});
        QVERIFY(f.settle());
        QCOMPARE(scope.count(), 1);
        QCOMPARE(f.model.ladder().bands, (std::vector<std::uint32_t>{3}));
        QCOMPARE(f.model.indexScope().filter, std::string_view("salle/+"));
    }

    // CONNECT and CONNACK of the return belong to another band, but without them the story says nothing.
    void theReturnStandsInTheStory()
    {
        Fixture f(lost());
        QCOMPARE(f.frames(3), (QList<std::uint32_t>{16, 17, 17, 18, 19, 24, 25, 26, 27, 28, 30}));
        QVERIFY(f.model.content(3).band.rows[*f.at(25, 16).row].has(kContext));
        f.selection().selectFrame(25);
        QVERIFY(f.model.place().band != 3);
    }

    void goingToARowSelectsItsPacket()
    {
        Fixture f(lost());
        QSignalSpy place(&f.model, &LadderModel::placeChanged);
        f.model.goTo(f.at(26));
        QCOMPARE(place.count(), 1);
        QVERIFY(!f.model.isFolded(3));
        QCOMPARE(f.selectedFrame(), 26U);
        QCOMPARE(f.selection().selection().message, f.messageAt(26));
        const auto& messages = f.selection().dissection()->messages;
        QCOMPARE(f.selection().selection().byte, messages.front().range.offset);
        QCOMPARE(f.here(), Fixture::name(f.at(26)));
    }

    void anEventSelectsItsFrame()
    {
        Fixture f(lost());
        f.model.goTo({3, 2});
        QCOMPARE(f.model.content(3).band.rows[2].kind, RowKind::Cut);
        QCOMPARE(f.selectedFrame(), 17U);
        QCOMPARE(f.here(), QStringLiteral("4.2"));
        f.model.goTo({0, 0}); // a TCP connection begins
        QCOMPARE(f.model.content(0).band.rows[0].kind, RowKind::Opened);
        QCOMPARE(f.selectedFrame(), 1U);
        QCOMPARE(f.here(), QStringLiteral("1.0"));
    }

    void aBarSelectsTheFirstPacketAndStaysFolded()
    {
        Fixture f(lost());
        f.model.setFolded(3, true);
        f.model.goTo({3, std::nullopt});
        QCOMPARE(f.selectedFrame(), 16U);
        QCOMPARE(f.here(), QStringLiteral("4"));
        QVERIFY(f.model.isFolded(3));
    }

    void whatIsNotThereChangesNothing()
    {
        Fixture f(lost());
        f.show(Scope::Kind::Story, f.messageAt(16));
        f.model.goTo(f.at(26));
        const QString here = f.here();
        f.model.goTo({0, 1});
        f.model.goTo({99, std::nullopt});
        QCOMPARE(f.here(), here);
        f.model.goTo({3, 99});
        QCOMPARE(f.here(), QStringLiteral("4"));
        QVERIFY(!f.model.goToMessage(f.messageAt(7)));
    }

    void aSelectionMadeElsewhereMovesThePlace()
    {
        Fixture f(lost());
        f.model.foldAll();
        f.selection().selectFrame(28);
        QCOMPARE(f.here(), Fixture::name(f.at(28)));
        QVERIFY(!f.model.isFolded(3));
        f.selection().selectFrame(20); // a TCP ACK
        QVERIFY(f.messageAt(20) == kNone);
        QCOMPARE(f.here(), Fixture::name(f.at(28)));
        f.selection().selectFrame(7);
        QCOMPARE(f.here(), QStringLiteral("2.0"));
        // What nobody else unfolded is folded again.
        QVERIFY(f.model.isFolded(3));
        f.selection().selectFrame(28);
        f.model.goTo(f.at(30));
        f.selection().selectFrame(7);
        QVERIFY(!f.model.isFolded(3));
    }

    void aSelectionOutsideTheScopeLeavesIt()
    {
        Fixture f(lost());
        f.show(Scope::Kind::Story, f.messageAt(16));
        f.selection().selectFrame(28);
        const QString here = f.here();
        f.selection().selectFrame(7);
        QCOMPARE(f.here(), here);
        // Told elsewhere, and shown here.
        f.selection().selectFrame(25);
        QCOMPARE(f.here(), Fixture::name(f.at(25, 16)));
    }

    void nobodyWatchingNothingMoves()
    {
        Fixture f(lost());
        f.selection().selectFrame(28);
        f.model.setActive(false);
        const QString here = f.here();
        f.selection().selectFrame(7);
        QCOMPARE(f.here(), here);
        f.model.setActive(true);
        QCOMPARE(f.here(), QStringLiteral("2.0"));
    }

    void historyGoesBackAndForward()
    {
        Fixture f(lost());
        f.model.goTo(f.at(16));
        f.model.goTo(f.at(28));
        f.model.goTo(f.at(7));
        f.selection().back();
        QCOMPARE(f.here(), Fixture::name(f.at(28)));
        f.selection().back();
        QCOMPARE(f.here(), Fixture::name(f.at(16)));
        f.selection().forward();
        f.selection().forward();
        QCOMPARE(f.here(), Fixture::name(f.at(7)));
        QVERIFY(!f.selection().canGoForward());
    }

    // Reading the frame anew, as a growing capture does, is no selection.
    void aRefreshMovesNothing()
    {
        Fixture f(lost());
        f.model.goTo({3, std::nullopt});
        f.selection().refresh();
        QCOMPARE(f.here(), QStringLiteral("4"));
    }

    void stepsGoOverBarsAndRows()
    {
        Fixture f(lost());
        f.model.foldAll();
        f.model.setFolded(1, false);
        f.model.goTo({0, std::nullopt});
        const QStringList down{"1", "2", "2.0", "2.1", "3", "4", "5"};
        QCOMPARE(walk(f, 1), down);
        QVERIFY(!f.model.step(1));
        QStringList up = down;
        std::reverse(up.begin(), up.end());
        QCOMPARE(walk(f, -1), up);
        QVERIFY(!f.model.step(-1));
    }

    void stepsFromBandToBand()
    {
        Fixture f(lost());
        f.model.goTo(f.at(26));
        QVERIFY(f.model.stepBand(1));
        QCOMPARE(f.here(), QStringLiteral("5"));
        QVERIFY(!f.model.stepBand(1));
        f.model.goTo(f.at(26));
        QVERIFY(f.model.stepBand(-1));
        QCOMPARE(f.here(), QStringLiteral("3"));
        QVERIFY(!f.model.isFolded(3));
    }

    // The message was sent again; its retained flag or a connection that closed in order is no trouble.
    void stepsToWhatWentWrong()
    {
        Fixture f(lost());
        f.model.goTo({0, std::nullopt});
        QStringList seen;
        while (f.model.stepRemarkable(1))
            seen += f.here();
        QVERIFY(seen.contains(QStringLiteral("4")));
        QVERIFY(!seen.contains(QStringLiteral("2")));
        for (const QString& name : seen) {
            const auto& record = f.model.source().index->records()[name.toUInt() - 1];
            QVERIFY((record.flags & ~analysis::ladder::kHasRetained) != 0);
        }
        QVERIFY(f.model.stepRemarkable(-1) || seen.size() == 1);
    }

    void foldingTheBandOfTheRowGoesToItsBar()
    {
        Fixture f(lost());
        f.model.goTo(f.at(26));
        QSignalSpy folds(&f.model, &LadderModel::foldsChanged);
        f.model.setFolded(3, true);
        QCOMPARE(f.here(), QStringLiteral("4"));
        QCOMPARE(folds.count(), 1);
        f.model.unfoldAll();
        QCOMPARE(f.model.unfoldedBands().size(), std::size_t{5});
        f.model.goTo(f.at(26));
        f.model.foldAll();
        QVERIFY(f.model.unfoldedBands().empty());
        QCOMPARE(f.here(), QStringLiteral("4"));
    }

    void lanesAreMovedAndHidden()
    {
        Fixture f(lost());
        const std::vector<LaneId> usual = f.model.lanes(); // editeur, broker, abonne
        QVERIFY(f.model.isBroker(usual[1]));
        QVERIFY(!f.model.isBroker(usual[0]));
        QSignalSpy lanes(&f.model, &LadderModel::lanesChanged);
        f.model.moveLane(usual[2], 0);
        QCOMPARE(f.model.lanes(), (std::vector<LaneId>{usual[2], usual[0], usual[1]}));
        f.show(Scope::Kind::Story, f.messageAt(16));
        QCOMPARE(f.model.lanes(), (std::vector<LaneId>{usual[2], usual[0], usual[1]}));
        f.model.setLaneHidden(usual[2], true);
        QCOMPARE(f.model.lanes(), (std::vector<LaneId>{usual[0], usual[1]}));
        QCOMPARE(f.model.hiddenLanes(), (std::vector<LaneId>{usual[2]}));
        f.model.setLaneHidden(usual[0], true);
        f.model.setLaneHidden(usual[1], true); // the last one stays
        QCOMPARE(f.model.lanes(), (std::vector<LaneId>{usual[1]}));
        QCOMPARE(lanes.count(), 3);
        f.model.resetLanes();
        QCOMPARE(f.model.lanes(), usual);
        QVERIFY(f.model.hiddenLanes().empty());
    }

    // Frames 18, 19, 28 and 30 are those of abonne.
    void rowsOfHiddenLanesAreSkipped()
    {
        Fixture f(lost());
        f.show(Scope::Kind::Story, f.messageAt(16));
        f.model.goTo(f.at(26));
        f.model.setLaneHidden(f.model.lanes().back(), true);
        QCOMPARE(f.frames(3), (QList<std::uint32_t>{16, 17, 17, 24, 25, 26, 27}));
        QCOMPARE(f.here(), Fixture::name(f.at(26)));
        QCOMPARE(f.here(), QStringLiteral("4.6"));
        QVERIFY(f.model.step(1));
        QVERIFY(!f.model.step(1));
        f.selection().selectFrame(30); // in the band, and not to be seen
        QCOMPARE(f.here(), QStringLiteral("4"));
        f.model.resetLanes();
        f.model.goTo(f.at(28));
        f.model.setLaneHidden(f.model.lanes().back(), true);
        QCOMPARE(f.here(), QStringLiteral("4"));
    }

    void hoverIsShared()
    {
        Fixture f(lost());
        f.model.goTo(f.at(26));
        QSignalSpy hover(&f.model, &LadderModel::hoverChanged);
        f.model.setHover(f.at(26));
        QCOMPARE(f.selection().hover().node, f.selection().dissection()->messages.front().node);
        f.model.setHover({});
        QCOMPARE(f.selection().hover().node, analysis::kNoNode);
        QCOMPARE(hover.count(), 2);
        // A byte of the packet, somewhere else in the window.
        const index::DissectedMessage& message = f.selection().dissection()->messages.front();
        f.selection().setHoverByte({f.selection().dissection()->messageSource(), message.range.offset + 1});
        QCOMPARE(Fixture::name(f.model.hover()), Fixture::name(f.at(26)));
        f.selection().clearHover();
        QVERIFY(f.model.hover().isNowhere());
        QCOMPARE(f.here(), Fixture::name(f.at(26)));
    }

    void theArrangementIsRemembered()
    {
        Fixture f(lost());
        QSignalSpy arrangement(&f.model, &LadderModel::arrangementChanged);
        f.model.setArrangement({true, true});
        f.model.setArrangement({true, true});
        QCOMPARE(arrangement.count(), 1);
        const LadderModel other(f->workspace());
        QCOMPARE(other.arrangement(), (LadderArrangement{true, true}));
    }

    void wordsFollowTheLanguage()
    {
        Fixture f(lost());
        const std::string english = f.model.content(3).story.front().fact;
        QSignalSpy content(&f.model, &LadderModel::contentChanged);
        f.language.use(QStringLiteral("fr"));
        f.model.retranslate();
        QCOMPARE(content.count(), 1);
        QVERIFY(f.model.content(3).story.front().fact != english);
    }

    // Everything that can be recognised survives a capture that grows: 4 is the message, 5 comes later.
    void aGrowingCaptureMovesNothing()
    {
        const QByteArray whole = bytesOf(ladderSample("qos-mixte.pcapng"));
        test::Window w;
        const QString path = w.path("growing.pcapng");
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(whole.first(whole.size() / 2 - 200));
        file.flush();
        QVERIFY(w.open(path));
        file.write(whole.sliced(whole.size() / 2 - 200, 200));
        file.flush();
        QTRY_COMPARE_WITH_TIMEOUT(w->session().state(), DocumentSession::State::Following, 20'000);
        LadderModel model(w->workspace());
        model.setActive(true);
        QTRY_VERIFY_WITH_TIMEOUT(model.source().index != nullptr && !model.isBusy(), 30'000);
        const std::size_t bands = model.ladder().bands.size();
        QVERIFY(bands > 2);
        model.foldAll();
        model.setFolded(model.ladder().bands[1], false);
        model.goTo({model.ladder().bands[1], 1});
        const std::uint32_t message = model.content(model.place().band).band.rows[1].message;
        model.moveLane(model.lanes().back(), 0);
        const auto laneNames = [&] {
            QStringList names;
            for (const LaneId lane : model.lanes())
                names += QString::fromStdString(laneName(*model.source().index, lane, *model.source().words));
            return names;
        };
        const QStringList before = laneNames();

        QSignalSpy index(&model, &LadderModel::indexChanged);
        file.write(whole.sliced(whole.size() / 2));
        file.flush();
        QTRY_VERIFY_WITH_TIMEOUT(index.count() > 0 && model.ladder().bands.size() > bands, 30'000);
        QCOMPARE(model.content(model.place().band).band.rows[model.place().row.value_or(0)].message, message);
        QCOMPARE(model.place().row, std::optional<std::uint32_t>(1));
        QVERIFY(model.isFolded(model.ladder().bands[0]));
        QVERIFY(!model.isFolded(model.ladder().bands[1]));
        QVERIFY(model.isFolded(model.ladder().bands[2]));
        QStringList names = laneNames();
        QVERIFY(names.removeAll(QStringLiteral("editeur")) == 1); // came later
        QCOMPARE(names, before);
    }
};

QTEST_MAIN(LadderModelTest)
#include "ladder_model_test.moc"
