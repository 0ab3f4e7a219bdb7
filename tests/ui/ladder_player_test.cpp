// SPDX-License-Identifier: GPL-3.0-or-later
// A band row by row.
#include "tests/ui/ladder_fixture.h"
#include "ui/ladder/ladder_player.h"

#include <QSignalSpy>

using namespace mqttscope;
using namespace mqttscope::ui;
using test::ladderSample;

namespace {

constexpr int kFastest = 0;
constexpr int kWithKey = static_cast<int>(LadderPlayer::kPauses.size()) - 1;

/// A ladder at the bar of a band, and a player without motion.
struct Fixture : test::LadderWindow {
    LadderPlayer player{model, settings};

    explicit Fixture(const char* name = "qos1-puback-perdu.pcapng", std::uint32_t frame = 16)
        : LadderWindow(ladderSample(name))
    {
        player.setAnimated(false);
        model.goTo(bar(frame));
    }
    [[nodiscard]] std::uint32_t rowCount() const
    {
        return static_cast<std::uint32_t>(model.content(model.place().band).band.rows.size());
    }
    [[nodiscard]] std::optional<std::uint32_t> row() const { return model.place().row; }
};

} // namespace

class LadderPlayerTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aKeyIsOneRow()
    {
        Fixture f;
        f.player.setSpeed(kWithKey);
        QVERIFY(f.player.waitsForKey());
        QVERIFY(!f.player.isUnderWay());
        for (std::uint32_t row = 0; row < f.rowCount(); ++row) {
            f.player.toggle();
            QCOMPARE(f.row(), std::optional(row));
            QCOMPARE(f.player.isUnderWay(), row + 1 < f.rowCount());
            QVERIFY(!f.player.isPlaying());
        }
        f.player.toggle(); // from the beginning again
        QCOMPARE(f.row(), std::optional(0U));
        QVERIFY(f.player.isUnderWay());
    }

    void itPlaysToTheEndOfTheBand()
    {
        Fixture f("qos0.pcapng");
        f.player.setSpeed(kFastest);
        QSignalSpy moved(&f.model, &LadderModel::placeChanged);
        f.player.toggle();
        QVERIFY(f.player.isPlaying() && f.player.isUnderWay());
        QTRY_VERIFY_WITH_TIMEOUT(!f.player.isPlaying(), 30'000);
        QVERIFY(!f.player.isUnderWay());
        QCOMPARE(f.row(), std::optional(f.rowCount() - 1));
        QCOMPARE(moved.size(), static_cast<qsizetype>(f.rowCount()));
    }

    void pauseKeepsWhatIsYetToCome()
    {
        Fixture f;
        f.player.toggle();
        f.player.toggle();
        QVERIFY(!f.player.isPlaying());
        QVERIFY(f.player.isUnderWay());
        f.player.next();
        QCOMPARE(f.row(), std::optional(1U));
        f.player.previous();
        f.player.previous();
        QCOMPARE(f.row(), std::optional(0U));
        f.player.toggle();
        QVERIFY(f.player.isPlaying());
        QCOMPARE(f.row(), std::optional(0U));
        f.player.stop();
        QVERIFY(!f.player.isPlaying() && !f.player.isUnderWay());
        QCOMPARE(f.row(), std::optional(0U));
    }

    void itBeginsWhereTheReaderStands()
    {
        Fixture f;
        f.model.goTo(f.at(26));
        const auto row = f.row();
        f.player.toggle();
        QCOMPARE(f.row(), row);
        QVERIFY(f.player.isUnderWay());
    }

    void beginAndEnd()
    {
        Fixture f;
        f.player.toEnd();
        QCOMPARE(f.row(), std::optional(f.rowCount() - 1));
        QVERIFY(!f.player.isUnderWay());
        f.player.toBegin();
        QCOMPARE(f.row(), std::optional(0U));
        QVERIFY(f.player.isUnderWay());
        f.player.toEnd();
        QVERIFY(!f.player.isUnderWay());
        f.player.next(); // behind the last row there is nothing
        QCOMPARE(f.row(), std::optional(f.rowCount() - 1));
        QVERIFY(!f.player.isUnderWay());
    }

    void anotherBandEndsIt()
    {
        Fixture f;
        f.player.toggle();
        f.model.goTo(f.at(18)); // a row of the same band does not
        QVERIFY(f.player.isPlaying());
        f.model.goTo(f.bar(4));
        QVERIFY(!f.player.isPlaying() && !f.player.isUnderWay());
        f.model.goTo(f.at(18));
        f.player.toggle();
        f.model.goTo(f.bar(16));
        QVERIFY(!f.player.isUnderWay());
    }

    void onlyRowsThatAreShownArePlayed()
    {
        Fixture f;
        const std::uint32_t all = f.rowCount();
        const auto& band = f.model.content(f.model.place().band).band;
        f.model.setLaneHidden(band.rows.back().from, true); // the subscriber
        const std::uint32_t shown = f.rowCount();
        QVERIFY(shown < all);
        f.player.setSpeed(kWithKey);
        std::uint32_t steps = 0;
        do {
            f.player.toggle();
            ++steps;
        } while (f.player.isUnderWay());
        QCOMPARE(steps, shown);
    }

    void theSpeedIsRemembered()
    {
        Fixture f;
        QCOMPARE(f.player.speed(), LadderPlayer::kFirstSpeed);
        QSignalSpy changed(&f.player, &LadderPlayer::changed);
        f.player.setSpeed(4);
        QCOMPARE(changed.size(), 1);
        const LadderPlayer other(f.model, f.settings);
        QCOMPARE(other.speed(), 4);
        f.settings.setValue(QStringLiteral("ladder/speed"), 99);
        const LadderPlayer third(f.model, f.settings);
        QCOMPARE(third.speed(), kWithKey);
    }

    void aPacketTravelsAlongItsArrow()
    {
        Fixture f;
        f.player.setAnimated(true);
        f.player.setSpeed(kWithKey);
        QSignalSpy progressed(&f.player, &LadderPlayer::progressed);
        f.player.toggle();
        QCOMPARE(f.player.progress(), 0.0);
        QVERIFY(f.player.isUnderWay());
        QTRY_COMPARE(f.player.progress(), 1.0);
        QVERIFY(progressed.size() > 2);
        double last = 0;
        for (const QList<QVariant>& each : progressed) {
            QVERIFY(each.front().toDouble() >= last);
            last = each.front().toDouble();
        }
        // A connection that is cut does not travel.
        f.player.next();
        f.player.next();
        QCOMPARE(f.model.content(f.model.place().band).band.rows[*f.row()].kind,
                 analysis::ladder::RowKind::Cut);
        QCOMPARE(f.player.progress(), 1.0);
        f.player.next();
        QVERIFY(f.player.progress() < 1);
        f.player.stop();
        QCOMPARE(f.player.progress(), 1.0);
    }

    void theLastPacketArrivesBeforeItEnds()
    {
        Fixture f;
        f.player.setAnimated(true);
        f.player.setSpeed(kWithKey);
        f.model.goTo({f.model.place().band, f.rowCount() - 2});
        f.player.next();
        QCOMPARE(f.row(), std::optional(f.rowCount() - 1));
        QVERIFY(f.player.isUnderWay());
        QTRY_VERIFY(!f.player.isUnderWay());
        QCOMPARE(f.player.progress(), 1.0);
    }

    void withoutACaptureThereIsNothingToPlay()
    {
        test::Window w;
        LadderModel model(w.window->workspace());
        LadderPlayer player(model, w.settings);
        QVERIFY(!player.canPlay());
        player.toggle();
        player.next();
        player.toEnd();
        QVERIFY(!player.isPlaying() && !player.isUnderWay());
    }
};

QTEST_MAIN(LadderPlayerTest)
#include "ladder_player_test.moc"
