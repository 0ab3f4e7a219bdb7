// SPDX-License-Identifier: GPL-3.0-or-later
// The ladder beside the panes of Analyse, what is pointed at in all of them, and the ways from other panels.
#include "tests/ui/ladder_page_fixture.h"
#include "ui/panels/ladder_panel.h"
#include "ui/panels/panel_dock.h"
#include "ui/panels/rules_panel.h"
#include "ui/panels/sessions_panel.h"
#include "ui/panels/topics_panel.h"
#include "ui/views/frame_list_view.h"

#include <QApplication>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QPushButton>
#include <QTableView>
#include <QTimer>
#include <QTreeView>

using namespace mqttscope;
using namespace mqttscope::ui;
using analysis::ladder::kNone;
using analysis::ladder::Scope;
using test::choose;
using test::ladderSample;

namespace {

/// A window with a panel beside its panes.
struct Panes : test::Window {
    explicit Panes(const QString& path = ladderSample("qos1-puback-perdu.pcapng"), std::uint32_t frame = 16)
    {
        window->resize(1600, 950);
        if (!path.isEmpty() && !open(path, frame))
            qFatal("the capture cannot be read");
    }
    template <class P> P& shown() const
    {
        for (PanelDock* dock : window->docks()) {
            if (auto* panel = qobject_cast<P*>(dock->panel())) {
                window->showPanel(panel->id());
                if (!QTest::qWaitFor(
                        [&] { return panel->isVisible() && !window->workspace().queries().isBusy(); }))
                    qFatal("the panel is not shown");
                return *panel;
            }
        }
        qFatal("there is no such panel");
    }
    bool settle() const
    {
        return QTest::qWaitFor(
            [this] { return window->isSettled() && !window->workspace().queries().isBusy(); });
    }
    [[nodiscard]] std::uint32_t frame() const { return window->selection().selection().frame; }
    /// Chooses an entry of the menu that a panel opens at a place.
    template <class Open> bool inMenu(const QString& entry, Open open) const
    {
        bool chosen = false;
        QTimer::singleShot(0, window.get(), [&] {
            auto* menu = qobject_cast<QMenu*>(QApplication::activePopupWidget());
            chosen = menu != nullptr && choose(menu, entry);
            if (menu != nullptr)
                menu->close();
        });
        open();
        return chosen;
    }
};

} // namespace

class LadderPanelTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void itFollowsTheSelection()
    {
        Panes w;
        auto& panel = w.shown<LadderPanel>();
        QCOMPARE(panel.notice(), QString());
        QCOMPARE(panel.model().ladder().bands, (std::vector<std::uint32_t>{3}));
        QVERIFY(!panel.model().isFolded(3));
        QVERIFY(panel.heading().contains(QStringLiteral("PUBLISH")));
        w->workspace().goToFrame(7);
        QCOMPARE(panel.model().ladder().bands, (std::vector<std::uint32_t>{1}));
        w->workspace().goToFrame(27);
        QCOMPARE(panel.model().ladder().bands, (std::vector<std::uint32_t>{3}));
        const LadderPlace place = panel.model().place();
        QVERIFY(place.row.has_value());
        QCOMPARE(panel.model().content(3).band.rows[*place.row].frame, 27U);
    }

    // A Client Identifier may look like HTML.
    void itsHeadingIsPlainText()
    {
        Panes w;
        auto& panel = w.shown<LadderPanel>();
        for (const QLabel* label : panel.findChildren<QLabel*>()) {
            if (label->text() == panel.heading())
                QCOMPARE(label->textFormat(), Qt::PlainText);
        }
    }

    void itIsArrangedAsThePage()
    {
        Panes w;
        auto& panel = w.shown<LadderPanel>();
        QVERIFY(!panel.model().arrangement().toScale);
        w->setPerspective(Perspective::Exchanges);
        QVERIFY(w.settle());
        w->ladderPage()->actions().toScale->trigger();
        w->ladderPage()->actions().segments->trigger();
        w->setPerspective(Perspective::Analyse);
        QVERIFY(w.settle());
        QVERIFY(panel.isVisible());
        QVERIFY(panel.model().arrangement().toScale);
        QVERIFY(panel.model().arrangement().segments);
    }

    void aStepInItSelects()
    {
        Panes w;
        auto& panel = w.shown<LadderPanel>();
        panel.view()->setFocus();
        QTest::keyClick(panel.view(), Qt::Key_Down);
        QCOMPARE(w.frame(), 17U);
        const LadderPlace first{3, 0U};
        panel.view()->reveal(first);
        QTest::mouseClick(panel.view()->viewport(), Qt::LeftButton, {}, panel.view()->rectOf(first).center());
        QCOMPARE(w.frame(), 16U);
        QCOMPARE(w->perspective(), Perspective::Analyse);
        QCOMPARE(w->frameList()->currentIndex().row(), w->frames().rowOfFrame(16));
    }

    void nothingIsMadeWhileItIsHidden()
    {
        Panes w;
        LadderPanel* panel = w->findChild<LadderPanel*>();
        QVERIFY(w.settle());
        QVERIFY(panel->model().source().index == nullptr);
        w.shown<LadderPanel>();
        QVERIFY(panel->model().source().index != nullptr);
    }

    void itSaysWhyItIsEmpty()
    {
        Panes w{QString()};
        auto& panel = w.shown<LadderPanel>();
        QVERIFY(panel.notice().contains(QStringLiteral("Open a capture")));
        QVERIFY(w.open(ladderSample("connect-python1.pcap"), 1));
        QVERIFY(w.settle());
        QVERIFY2(panel.notice().contains(QStringLiteral("no ladder")), qPrintable(panel.notice()));
        w->workspace().goToFrame(4);
        QCOMPARE(panel.notice(), QString());
    }

    void itIsCalledInTheLanguageOfTheWindow()
    {
        Panes w;
        auto& panel = w.shown<LadderPanel>();
        QCOMPARE(panel.title(), QStringLiteral("Ladder"));
        w.language.use(QStringLiteral("fr"));
        QCOMPARE(panel.title(), QStringLiteral("Échelle"));
        QVERIFY(panel.heading().startsWith(QStringLiteral("Échange")));
    }

    void itOpensInTheWholeWindow()
    {
        Panes w;
        auto& panel = w.shown<LadderPanel>();
        QTest::mouseClick(panel.largeButton(), Qt::LeftButton);
        QCOMPARE(w->perspective(), Perspective::Exchanges);
        QVERIFY(w.settle());
        QCOMPARE(w->ladderPage()->model().ladder().bands, (std::vector<std::uint32_t>{3}));
        QCOMPARE(w.frame(), 16U);
    }

    void whatIsPointedAtIsMarkedEverywhere()
    {
        Panes w;
        auto& panel = w.shown<LadderPanel>();
        panel.model().setHover({3, 1U}); // a packet of another frame
        QCOMPARE(w->frameList()->hoveredFrame(), 17U);
        QCOMPARE(w.frame(), 16U); // nothing moved
        QCOMPARE(w->selection().hover().node, analysis::kNoNode);
        panel.model().setHover({3, 0U}); // of the selected one: its field and its bytes too
        QCOMPARE(w->frameList()->hoveredFrame(), 16U);
        QVERIFY(w->selection().hover().node != analysis::kNoNode);
        QVERIFY(w->selection().hover().range.length > 0);
        panel.model().setHover({});
        QCOMPARE(w->frameList()->hoveredFrame(), 0U);
        QCOMPARE(w->selection().hover(), Hover{});
    }

    void aRowOfTheListMarksItsArrow()
    {
        Panes w;
        auto& panel = w.shown<LadderPanel>();
        FrameListView* list = w->frameList();
        const auto middle = [&](std::uint32_t frame) {
            const QModelIndex row = w->frames().index(w->frames().rowOfFrame(frame), 2);
            list->scrollTo(row);
            return list->visualRect(row).center();
        };
        QTest::mouseMove(list->viewport(), middle(27));
        QTRY_COMPARE(list->hoveredFrame(), 27U);
        QVERIFY(panel.model().hover().row.has_value());
        QCOMPARE(panel.model().content(3).band.rows[*panel.model().hover().row].frame, 27U);
        QTest::mouseMove(list->viewport(), middle(7)); // a packet of another story
        QTRY_COMPARE(list->hoveredFrame(), 7U);
        QVERIFY(panel.model().hover().isNowhere());
        QEvent leave(QEvent::Leave);
        QApplication::sendEvent(list->viewport(), &leave);
        QCOMPARE(list->hoveredFrame(), 0U);
        QCOMPARE(w.frame(), 16U);
    }

    void theListLeadsToTheLadder()
    {
        Panes w;
        const QModelIndex row = w->frames().index(w->frames().rowOfFrame(16), 0); // the rail
        Q_EMIT w->frameList()->customContextMenuRequested(w->frameList()->visualRect(row).center());
        QTRY_VERIFY(test::contextMenu(w) != nullptr);
        QVERIFY(choose(test::contextMenu(w), QStringLiteral("ladder of the packet")));
        test::contextMenu(w)->close();
        QCOMPARE(w->perspective(), Perspective::Exchanges);
        QVERIFY(w.settle());
        QCOMPARE(w->ladderPage()->model().place(), (LadderPlace{3, 0U}));
        w->setPerspective(Perspective::Analyse);
        w->actions().showAll->setChecked(true);
        w->workspace().goToFrame(1);
        QVERIFY(!w->actions().showLadder->isEnabled()); // it has no packet
    }

    void aSessionLeadsToItsLadder()
    {
        Panes w;
        auto& panel = w.shown<SessionsPanel>();
        QTRY_VERIFY(panel.model().rowCount() == 2);
        for (int i = 0; i < panel.model().rowCount(); ++i) {
            const QModelIndex row = panel.model().index(i, 0);
            panel.table()->setCurrentIndex(row);
            if (row.data().toString().contains(QStringLiteral("abonne")))
                break;
        }
        QVERIFY(w.inMenu(QStringLiteral("ladder"), [&] {
            Q_EMIT panel.table()->customContextMenuRequested({5, 5});
        }));
        QCOMPARE(w->perspective(), Perspective::Exchanges);
        QVERIFY(w.settle());
        QCOMPARE(w->ladderPage()->model().scope().kind, Scope::Kind::Session);
        QCOMPARE(w->ladderPage()->model().ladder().bands, (std::vector<std::uint32_t>{0, 1, 3}));
        QVERIFY(!w->ladderPage()->model().place().isNowhere());
    }

    void aTopicLeadsToItsLadder()
    {
        Panes w;
        auto& panel = w.shown<TopicsPanel>();
        auto* tree = panel.findChild<QTreeView*>();
        QTRY_VERIFY(tree->currentIndex().isValid()); // salle, to which nobody published
        QVERIFY(w.inMenu(QStringLiteral("ladder"), [&] { Q_EMIT tree->customContextMenuRequested({5, 5}); }));
        QVERIFY(w.settle());
        const LadderScope scope = w->ladderPage()->model().scope();
        QCOMPARE(scope.kind, Scope::Kind::Topic);
        QVERIFY2(scope.filter.endsWith(QStringLiteral("/#")), qPrintable(scope.filter));
        QCOMPARE(w->ladderPage()->model().ladder().bands, (std::vector<std::uint32_t>{3}));
    }

    void aFindingLeadsToTheLadderOfItsPacket()
    {
        Panes w(ladderSample("pannes-02.pcapng"), 0);
        auto& panel = w.shown<RulesPanel>();
        auto* list = panel.findChild<QListView*>();
        QTRY_VERIFY(panel.model().rowCount() > 0);
        QModelIndex finding;
        for (int i = 0; i < panel.model().rowCount() && !finding.isValid(); ++i) {
            if (panel.model().findingAt(i) != nullptr)
                finding = panel.model().index(i);
            else
                panel.model().toggle(i);
        }
        if (!finding.isValid())
            finding = panel.model().index(1);
        const analysis::Finding* found = panel.model().findingAt(finding.row());
        QVERIFY(found != nullptr);
        const std::uint32_t message = found->message;
        list->scrollTo(finding);
        QVERIFY(w.inMenu(QStringLiteral("ladder"), [&] {
            Q_EMIT list->customContextMenuRequested(list->visualRect(finding).center());
        }));
        QCOMPARE(w->perspective(), Perspective::Exchanges);
        QVERIFY(w.settle());
        const LadderModel& model = w->ladderPage()->model();
        QCOMPARE(model.place().band, model.source().index->bandOf(message));
    }
};

QTEST_MAIN(LadderPanelTest)
#include "ladder_panel_test.moc"
