// SPDX-License-Identifier: GPL-3.0-or-later
// The column beside the ladder: what happened, what may come next, what the signs mean.
#include "tests/ui/ladder_fixture.h"
#include "ui/ladder/clause_chip.h"
#include "ui/ladder/ladder_aside.h"
#include "ui/ladder/ladder_legend.h"
#include "ui/ladder/ladder_narration.h"
#include "ui/ladder/ladder_next.h"
#include "ui/ladder/ladder_player.h"
#include "ui/ladder/ladder_sentence.h"
#include "ui/ladder/ladder_story.h"
#include "ui/ladder/next_card.h"
#include "ui/views/glossary_text.h"

#include <QEnterEvent>
#include <QMouseEvent>
#include <QRegularExpression>
#include <QSignalSpy>
#include <QSplitter>
#include <QToolButton>

#include <algorithm>

using namespace mqttscope;
using namespace mqttscope::ui;
using analysis::ladder::Scope;
using teach::LadderSign;
using test::ladderCapture;
using test::ladderSample;

namespace {

/// The column beside a ladder, as wide as in the window. The rows of the lost PUBACK happen at frame 16
/// (PUBLISH), 17 (no PUBACK), 17 (cut), 18, 19, then 2 s later at 26, 27, 28 and 30; alone it has also those
/// of 24 and 25 (the client comes back).
struct Fixture : test::LadderWindow {
    LadderPlayer player{model, settings};
    LadderAside aside{window->workspace(), model, player};

    explicit Fixture(const QString& path = ladderSample("qos1-puback-perdu.pcapng")) : LadderWindow(path)
    {
        player.setAnimated(false);
        aside.resize(340, 760);
        aside.show();
        aside.activateWindow();
        if (!QTest::qWaitForWindowActive(&aside))
            qFatal("the column does not become active");
    }
    /// The ladder of one message, over all its hops.
    void showStoryOf(std::uint32_t frame)
    {
        show(Scope::Kind::Story, messageAt(frame));
        model.goTo(bar(frame));
    }
    /// A row of that ladder.
    void goToFrame(std::uint32_t frame)
    {
        const auto& rows = model.content(model.place().band).band.rows;
        const auto found = std::find_if(rows.begin(), rows.end(), [&](const auto& row) {
            return row.frame == frame && row.kind != analysis::ladder::RowKind::Idle;
        });
        if (found == rows.end())
            qFatal("no such row");
        model.goTo({model.place().band, static_cast<std::uint32_t>(found - rows.begin())});
    }
    [[nodiscard]] LadderStory& story() const { return *aside.story(); }
    [[nodiscard]] LadderNext& next() const { return *aside.next(); }
    [[nodiscard]] LadderSentence& sentence(std::size_t number) const { return *story().sentence(number); }
    [[nodiscard]] QString fact(std::size_t number) const { return sentence(number).words().fact; }
    /// Numbers of the sentences that are current, from 0.
    [[nodiscard]] QList<int> current() const
    {
        return those([](const LadderSentence& each) { return each.isCurrent(); });
    }
    [[nodiscard]] QList<int> pointedAt() const
    {
        return those([](const LadderSentence& each) { return each.isPointedAt(); });
    }
    template <class Is> [[nodiscard]] QList<int> those(Is is) const
    {
        QList<int> numbers;
        for (std::size_t i = 0; i < story().count(); ++i) {
            if (is(sentence(i)))
                numbers.append(static_cast<int>(i));
        }
        return numbers;
    }
    void french()
    {
        language.use(QStringLiteral("fr"));
        model.retranslate();
        aside.retranslate();
    }
    void enter(QWidget& widget) const
    {
        QEnterEvent event({5, 5}, {5, 5}, {5, 5});
        QApplication::sendEvent(&widget, &event);
    }
    void leave(QWidget& widget) const
    {
        QEvent event(QEvent::Leave);
        QApplication::sendEvent(&widget, &event);
    }
    /// "must PUBREC 17": what may come next, and where it came ("-": it did not).
    [[nodiscard]] QStringList nextPackets() const
    {
        QStringList list;
        for (std::size_t i = 0; i < next().count(); ++i) {
            const NextCard& card = *next().card(i);
            QString line = card.group().owed ? QStringLiteral("must ") : QStringLiteral("may ");
            line += card.meaning().section(QRegularExpression(QStringLiteral("[ :\u00a0]")), 0, 0);
            for (const QToolButton* came : card.cameButtons())
                line += QLatin1Char(' ') + came->text().section(QLatin1Char(' '), -1);
            if (!card.missingText().isEmpty())
                line += QStringLiteral(" -");
            list.append(line);
        }
        return list;
    }
};

} // namespace

class LadderAsideTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void theStoryOfTheBandIsToldFromItsBar()
    {
        Fixture f;
        f.model.goTo(f.bar(16));
        QCOMPARE(f.story().count(), std::size_t{9});
        QCOMPARE(f.fact(0), QStringLiteral("editeur publishes “21.5” with QoS 1."));
        QCOMPARE(f.fact(1), QStringLiteral("PUBACK does not arrive: the connection is cut before it."));
        QVERIFY(f.sentence(1).words().why.startsWith(QStringLiteral("TCP repairs")));
        QCOMPARE(f.sentence(1).chip()->clause(), QStringLiteral("MQTT-4.4.0-1"));
        QVERIFY(f.sentence(3).chip()->isHidden()); // says nothing that the standard numbers
        QCOMPARE(f.current(), QList<int>());
        QVERIFY(f.sentence(1).accessibleName().startsWith(QStringLiteral("2. PUBACK does not arrive")));
        QVERIFY(f.sentence(1).accessibleName().endsWith(QStringLiteral("MQTT-4.4.0-1")));
        // Another band has another story, in the same widgets.
        f.model.goTo(f.bar(4));
        QVERIFY(f.story().count() < 9);
        QVERIFY(f.story().findChildren<LadderSentence*>().size() == 9);
    }

    void aClickGoesToTheRow()
    {
        Fixture f;
        f.showStoryOf(16);
        QTest::mouseClick(&f.sentence(5), Qt::LeftButton, {}, {20, 12}); // on its number
        QCOMPARE(f.model.place(), f.at(26));
        QCOMPARE(f.current(), QList<int>{5});
        // A click into the words, behind the last one of a line.
        GlossaryText& words = *f.sentence(1).textView();
        QTest::mouseClick(words.viewport(), Qt::LeftButton, {}, {words.width() - 2, words.height() - 4});
        QCOMPARE(f.here(), QStringLiteral("4.1"));
        QCOMPARE(f.current(), QList<int>{1});
    }

    void aTermInTheWordsOpensItsCardAndGoesNowhere()
    {
        Fixture f;
        f.model.goTo(f.bar(16));
        GlossaryText& words = *f.sentence(1).textView();
        QVERIFY(!words.terms().empty());
        const QPoint term = words.rectOf(words.terms().front()).center();
        QTest::mouseClick(words.viewport(), Qt::LeftButton, {}, term);
        QCOMPARE(f.model.place(), f.bar(16));
    }

    void theSentenceFollowsTheLadder()
    {
        Fixture f;
        f.showStoryOf(16);
        f.goToFrame(18);
        QCOMPARE(f.current(), QList<int>{2});
        f.model.step(1);
        QCOMPARE(f.current(), QList<int>{3});
        f.model.step(1); // "2 s later": no sentence
        QCOMPARE(f.current(), QList<int>());
        // It is scrolled to.
        f.goToFrame(30);
        QCOMPARE(f.current(), QList<int>{8});
        QTRY_VERIFY(!f.sentence(8).visibleRegion().isEmpty());
        f.goToFrame(16);
        QTRY_VERIFY(!f.sentence(0).visibleRegion().isEmpty());
        QVERIFY(f.sentence(8).visibleRegion().isEmpty());
    }

    void theArrowKeysWalkAlongTheStory()
    {
        Fixture f;
        f.model.goTo(f.at(16));
        f.sentence(0).setFocus();
        QTest::keyClick(&f.sentence(0), Qt::Key_Down);
        QCOMPARE(QApplication::focusWidget(), &f.sentence(1));
        QCOMPARE(f.here(), QStringLiteral("4.1"));
        QTest::keyClick(&f.sentence(1), Qt::Key_End);
        QCOMPARE(QApplication::focusWidget(), &f.sentence(8));
        QCOMPARE(f.model.place(), f.at(30));
        QTest::keyClick(&f.sentence(8), Qt::Key_Down); // there is no more
        QCOMPARE(f.model.place(), f.at(30));
        QTest::keyClick(&f.sentence(8), Qt::Key_Up);
        QCOMPARE(f.model.place(), f.at(28));
        f.model.goTo(f.bar(16));
        QTest::keyClick(&f.sentence(7), Qt::Key_Return);
        QCOMPARE(f.model.place(), f.at(28));
    }

    void tabComesToOneSentenceOnly()
    {
        Fixture f;
        f.showStoryOf(16);
        f.goToFrame(26);
        for (std::size_t i = 0; i < f.story().count(); ++i) {
            QCOMPARE(f.sentence(i).focusPolicy() == Qt::StrongFocus, i == 5);
            QCOMPARE(f.sentence(i).chip()->focusPolicy() == Qt::StrongFocus, i == 5);
            QVERIFY(i == 5 || f.sentence(i).textView()->focusPolicy() == Qt::ClickFocus);
        }
    }

    void hoverGoesBothWays()
    {
        Fixture f;
        f.showStoryOf(16);
        f.enter(f.sentence(5));
        QCOMPARE(f.model.hover(), f.at(26));
        QCOMPARE(f.pointedAt(), QList<int>{5});
        QCOMPARE(f.model.place(), f.bar(16)); // hover moves nothing
        f.leave(f.sentence(5));
        QVERIFY(f.model.hover().isNowhere());
        QCOMPARE(f.pointedAt(), QList<int>());
        f.model.setHover(f.at(18));
        QCOMPARE(f.pointedAt(), QList<int>{2});
    }

    void aClauseShowsItsStatement()
    {
        Fixture f;
        f.model.goTo(f.bar(16));
        ClauseChip& chip = *f.sentence(1).chip();
        QVERIFY(!chip.accessibleDescription().isEmpty());
        QTest::keyClick(&chip, Qt::Key_Space);
        QVERIFY(chip.card() != nullptr && chip.card()->isVisible());
        QVERIFY(chip.card()->spoken().contains(QStringLiteral("MQTT-4.4.0-1")));
        QVERIFY(chip.card()->spoken().contains(chip.accessibleDescription()));
        QCOMPARE(f.model.place(), f.bar(16)); // it is no choice of the sentence
        QSignalSpy copied(&f.window->workspace(), &Workspace::copyRequested);
        QTest::mouseClick(chip.card()->copyButton(), Qt::LeftButton);
        QCOMPARE(copied.size(), 1);
        QTRY_VERIFY(chip.card() == nullptr);
        QTest::mouseClick(&chip, Qt::LeftButton);
        QTest::keyClick(chip.card(), Qt::Key_Escape);
        QTRY_VERIFY(chip.card() == nullptr);
    }

    void theColumnSpeaksFrench()
    {
        Fixture f;
        f.model.goTo(f.at(16));
        f.french();
        QCOMPARE(f.fact(0), QStringLiteral("editeur publie «\u00a021.5\u00a0» en QoS 1."));
        QVERIFY(f.fact(1).startsWith(QStringLiteral("PUBACK n’arrive pas\u00a0:")));
        QVERIFY(f.next().card(0)->meaning().contains(QStringLiteral("le récepteur a le message")));

        QCOMPARE(f.aside.legend()->textOf(LadderSign::Lost), QStringLiteral("perdu"));
    }

    void whatMayComeNextIsWhatTheStandardAllows()
    {
        Fixture f;
        f.showStoryOf(16);
        f.goToFrame(16);
        QCOMPARE(f.next().place(), QStringLiteral("After PUBLISH, frame 16:"));
        QCOMPARE(f.nextPackets(),
                 (QStringList{QStringLiteral("must PUBACK -"), QStringLiteral("must PUBLISH 18")}));
        f.model.step(1); // PUBACK does not come
        f.model.step(1); // the connection is cut
        QCOMPARE(f.next().place(), QStringLiteral("Connection cut, frame 17:"));
        QCOMPARE(f.nextPackets(),
                 (QStringList{QStringLiteral("must PUBLISH 18"), QStringLiteral("may CONNECT 24")}));
        f.goToFrame(25);
        QCOMPARE(f.nextPackets(), QStringList{QStringLiteral("must PUBLISH 26")});
        QCOMPARE(f.next().card(0)->chip()->clause(), QStringLiteral("MQTT-4.4.0-1"));
        QVERIFY(f.next().card(0)->accessibleName().startsWith(
            QStringLiteral("editeur must send PUBLISH to broker.")));
    }

    void qos2OwesOnePacketAfterTheOther()
    {
        Fixture f(ladderSample("qos2.pcapng"));
        f.model.goTo(f.at(16));
        QCOMPARE(f.nextPackets().first(), QStringLiteral("must PUBREC 17"));
        f.model.goTo(f.at(17));
        QCOMPARE(f.nextPackets().first(), QStringLiteral("must PUBREL 18"));
        f.model.goTo(f.at(18));
        QCOMPARE(f.nextPackets().first(), QStringLiteral("must PUBCOMP 19"));
        f.model.goTo(f.at(24));
        QCOMPARE(f.nextPackets(), QStringList());
        QCOMPARE(f.next().emptyText(),
                 QStringLiteral("Nothing is owed: every exchange that has begun here is done."));
    }

    void whatIsSentAgainDependsOnWhatWasLost()
    {
        Fixture completion(ladderSample("qos2-pubcomp-perdu.pcapng"));
        completion.showStoryOf(16);
        completion.goToFrame(29);
        QCOMPARE(completion.nextPackets().first(), QStringLiteral("must PUBREL 30"));
        Fixture release(ladderCapture("pubrel-lost.pcapng"));
        release.showStoryOf(16);
        release.goToFrame(24);
        QCOMPARE(release.nextPackets().first(), QStringLiteral("must PUBREL 26"));
    }

    void qos0OwesNothing()
    {
        Fixture f(ladderSample("qos0.pcapng"));
        f.model.goTo(f.bar(16));
        QCOMPARE(f.next().emptyText(),
                 QStringLiteral("Nothing is owed: with QoS 0 nothing answers, and nothing is kept."));
    }

    void aClickGoesToWhatCame()
    {
        Fixture f;
        f.showStoryOf(16);
        f.goToFrame(25);
        QCOMPARE(f.next().card(0)->cameButtons().size(), std::size_t{1});
        QToolButton* came = f.next().card(0)->cameButtons().front();
        QCOMPARE(came->text().trimmed(), QStringLiteral("came: frame 26"));
        QTest::mouseClick(came, Qt::LeftButton);
        QCOMPARE(f.model.place(), f.at(26));
    }

    void whatAnotherBandTellsCountsToo()
    {
        Fixture f; // the whole capture: the client comes back in the band of its connection
        f.model.goTo(f.at(19));
        f.model.step(1);
        QCOMPARE(f.next().place(), QStringLiteral("2 s later:"));
        QCOMPARE(f.nextPackets(), QStringList{QStringLiteral("may CONNECT 24")});
        QTest::mouseClick(f.next().card(0)->cameButtons().front(), Qt::LeftButton);
        QCOMPARE(f.model.place(), f.at(24));
    }

    void severalReceiversAreOneMeaning()
    {
        Fixture f(ladderSample("qos-mixte.pcapng"));
        // The first message that three clients get.
        for (const std::uint32_t band : f.model.ladder().bands) {
            const auto& content = f.model.content(band);
            if (content.band.receivers.size() < 3)
                continue;
            f.model.goTo({band, 0});
            const NextCard& card = *f.next().card(f.next().count() - 1);
            QCOMPARE(card.group().packets.size(), std::size_t{3});
            QCOMPARE(card.cameButtons().size(), std::size_t{3});
            return;
        }
        QFAIL("the sample has no such message");
    }

    void theLegendBeginsWithTheSignsOfTheBand()
    {
        Fixture f;
        f.model.goTo(f.bar(16));
        LadderLegend& legend = *f.aside.legend();
        const auto has = [&](LadderSign sign) {
            const auto signs = legend.shownSigns();
            return std::find(signs.begin(), signs.end(), sign) != signs.end();
        };
        QVERIFY(has(LadderSign::Publish1) && has(LadderSign::Lost) && has(LadderSign::Resent));
        QVERIFY(has(LadderSign::Cut) && has(LadderSign::Stored) && has(LadderSign::Duplicate));
        QVERIFY(!has(LadderSign::Publish2) && !has(LadderSign::Suppressed));
        QTest::mouseClick(legend.allButton(), Qt::LeftButton);
        QCOMPARE(legend.shownSigns().size(), teach::kLadderSigns.size());
        QCOMPARE(legend.shownSigns().front(), LadderSign::Publish1);
        QTest::mouseClick(legend.allButton(), Qt::LeftButton);
        QVERIFY(!has(LadderSign::Segment));
        f.model.setArrangement({false, true});
        QVERIFY(has(LadderSign::Segment));
        QTest::mouseClick(legend.allButton(), Qt::LeftButton);
        // It is remembered.
        const LadderAside other(f.window->workspace(), f.model, f.player);
        QVERIFY(other.legend()->allButton()->isChecked());
    }

    void theLegendCloses()
    {
        Fixture f;
        QVERIFY(f.aside.legend()->isVisible());
        QTest::mouseClick(f.aside.legendButton(), Qt::LeftButton);
        QVERIFY(!f.aside.legend()->isVisible());
        QVERIFY(f.aside.legendButton()->isVisible());
        const LadderAside other(f.window->workspace(), f.model, f.player);
        QVERIFY(!other.legendButton()->isChecked());
    }

    void aSmallWindowBeginsWithoutTheLegend()
    {
        Fixture f;
        f.aside.resize(340, 600);
        QVERIFY(!f.aside.legend()->isVisible());
        QTest::mouseClick(f.aside.legendButton(), Qt::LeftButton);
        QVERIFY(f.aside.legend()->isVisible());
        f.player.toggle(); // what is played needs the room
        QVERIFY(!f.aside.legend()->isVisible());
        f.player.stop();
        QVERIFY(f.aside.legend()->isVisible());
    }

    void theProjectorHasLargerLettersAndNoLegend()
    {
        Fixture f;
        f.model.goTo(f.bar(16));
        const int before = f.sentence(0).textView()->font().pixelSize();
        f.theme.setProjector(true);
        QVERIFY(!f.aside.legend()->isVisible());
        QVERIFY(f.sentence(0).textView()->font().pixelSize() > before);
        f.theme.setProjector(false);
        QVERIFY(f.aside.legend()->isVisible());
    }

    void whatIsPlayedIsToldInLargeLetters()
    {
        Fixture f;
        f.showStoryOf(16);
        QVERIFY(!f.aside.narration()->isVisible());
        f.player.setSpeed(static_cast<int>(LadderPlayer::kPauses.size()) - 1);
        f.player.toggle();
        QVERIFY(f.aside.narration()->isVisible());
        QCOMPARE(f.aside.narration()->count(),
                 QStringLiteral("Step 1 of %1").arg(f.model.content(f.model.place().band).rows.size()));
        QVERIFY(f.aside.narration()->words().startsWith(
            QStringLiteral("editeur publishes “21.5” with QoS 1.\nThe sender keeps")));
        QVERIFY(f.aside.narration()->spoken().contains(QStringLiteral("QoS 1. The sender keeps")));
        // What comes next is not betrayed.
        QCOMPARE(f.nextPackets(),
                 (QStringList{QStringLiteral("must PUBACK"), QStringLiteral("must PUBLISH")}));
        f.goToFrame(19);
        f.model.step(1); // no sentence of its own
        QCOMPARE(f.aside.narration()->words(), QStringLiteral("2 s later"));
        f.player.stop();
        QVERIFY(!f.aside.narration()->isVisible());
    }

    void theHeightsAreRemembered()
    {
        Fixture f;
        auto* splitter = f.aside.findChild<QSplitter*>();
        QSplitterHandle* handle = splitter->handle(1);
        const int before = splitter->sizes().front();
        QTest::mousePress(handle, Qt::LeftButton, {}, handle->rect().center());
        QMouseEvent move(QEvent::MouseMove, handle->rect().center() + QPoint(0, 60),
                         handle->mapToGlobal(handle->rect().center() + QPoint(0, 60)), Qt::NoButton,
                         Qt::LeftButton, Qt::NoModifier);
        QApplication::sendEvent(handle, &move);
        QTest::mouseRelease(handle, Qt::LeftButton, {}, handle->rect().center());
        const QList<int> sizes = splitter->sizes();
        QVERIFY(sizes.front() != before);
        LadderAside other(f.window->workspace(), f.model, f.player);
        other.resize(f.aside.size());
        other.show();
        QCOMPARE(other.findChild<QSplitter*>()->sizes(), sizes);
    }

    void withoutACaptureItSaysSo()
    {
        test::Window w;
        LadderModel model(w.window->workspace());
        LadderPlayer player(model, w.settings);
        const LadderAside aside(w.window->workspace(), model, player);
        QCOMPARE(aside.story()->count(), std::size_t{0});
        QCOMPARE(aside.story()->emptyText(), QStringLiteral("No capture is open."));
        QVERIFY(aside.next()->emptyText().startsWith(QStringLiteral("Choose a packet")));
    }

    void everythingHasANameForScreenReaders()
    {
        Fixture f;
        f.model.goTo(f.at(16));
        QVERIFY(!f.aside.accessibleName().isEmpty());
        for (const QWidget* part :
             {static_cast<QWidget*>(f.aside.story()), static_cast<QWidget*>(f.aside.next()),
              static_cast<QWidget*>(f.aside.legend())})
            QVERIFY(!part->accessibleName().isEmpty());
        for (const QToolButton* button : f.aside.findChildren<QToolButton*>()) {
            if (button->isVisible())
                QVERIFY2(!button->accessibleName().isEmpty() || !button->text().isEmpty(),
                         qPrintable(button->objectName()));
        }
    }
};

QTEST_MAIN(LadderAsideTest)
#include "ladder_aside_test.moc"
