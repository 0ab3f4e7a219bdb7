// SPDX-License-Identifier: GPL-3.0-or-later
// The ladders in the window: how one gets there, what is shown, how it is arranged, how one finds an
// exchange.
#include "tests/ui/ladder_page_fixture.h"
#include "ui/ladder/ladder_aside.h"
#include "ui/ladder/ladder_empty.h"
#include "ui/ladder/ladder_menu.h"
#include "ui/ladder/ladder_scope_row.h"
#include "ui/ladder/ladder_status.h"
#include "ui/panels/panel.h"
#include "ui/panels/panel_dock.h"
#include "ui/views/banner.h"
#include "ui/views/breadcrumb.h"
#include "ui/views/frame_list_view.h"
#include "ui/views/status_strip.h"
#include "ui/views/switch_button.h"
#include "ui/views/welcome_page.h"

#include <QApplication>
#include <QDockWidget>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSplitter>
#include <QTabBar>
#include <QToolBar>
#include <QToolButton>

using namespace mqttscope;
using namespace mqttscope::ui;
using analysis::ladder::kNone;
using analysis::ladder::Scope;
using test::choose;
using test::Exchanges;
using test::ladderSample;

Q_DECLARE_METATYPE(mqttscope::analysis::ladder::Scope::Kind)

class LadderPageTest : public QObject {
    Q_OBJECT
    static void type(QLineEdit* edit, const QString& text)
    {
        edit->setFocus();
        edit->selectAll();
        QTest::keyClicks(edit, text);
    }

private Q_SLOTS:
    void keysSwitchBetweenThreePerspectives()
    {
        Exchanges w;
        QVERIFY(w.page().view()->isVisible());
        w.press(Qt::Key_F2);
        QCOMPARE(w->perspective(), Perspective::Analyse);
        QVERIFY(w->showPanel(QStringLiteral("capture")));
        w.press(Qt::Key_F9);
        QCOMPARE(w->perspective(), Perspective::Exchanges);
        for (const QDockWidget* dock : w->findChildren<QDockWidget*>())
            QVERIFY(!dock->isVisible());
        w.press(Qt::Key_F4);
        QCOMPARE(w->perspective(), Perspective::Step);
        QVERIFY(!w.page().isVisible());
        QVERIFY(!w->status()->isVisible());
        w.press(Qt::Key_F9);
        QVERIFY(w.page().isVisible());
        QVERIFY(w->status()->isVisible());
        w.press(Qt::Key_F2); // the panes come back as they were, over two other perspectives
        for (const PanelDock* dock : w->docks())
            QCOMPARE(dock->isVisible(), dock->panel()->id() == QStringLiteral("capture"));
        for (const QToolBar* bar : w->findChildren<QToolBar*>())
            QVERIFY(bar->isVisible());
    }

    void theToolBarHasAButton()
    {
        Exchanges w;
        QToolButton* button = nullptr;
        for (QToolButton* each : w->findChildren<QToolButton*>()) {
            if (each->accessibleName() == QStringLiteral("QoS"))
                button = each;
        }
        QVERIFY(button != nullptr);
        QVERIFY(button->isChecked());
        QVERIFY(!button->icon().isNull());
        w.press(Qt::Key_F2);
        QVERIFY(!button->isChecked());
        QTest::mouseClick(button, Qt::LeftButton);
        QCOMPARE(w->perspective(), Perspective::Exchanges);
    }

    void namesOfThePerspective()
    {
        QCOMPARE(perspectiveName(Perspective::Exchanges), QStringLiteral("exchanges"));
        QCOMPARE(perspectiveOf(QStringLiteral("exchanges")), Perspective::Exchanges);
        QCOMPARE(perspectiveOf(QStringLiteral("qos")), Perspective::Exchanges);
    }

    void itStandsAtTheSelectedPacket()
    {
        Exchanges w(ladderSample("qos1-puback-perdu.pcapng"), 27);
        QVERIFY(w.page().showsLadder());
        QCOMPARE(w.bands(), (QList<std::uint32_t>{1, 2, 3, 4, 5}));
        QCOMPARE(w.model().place().band, 3U);
        QVERIFY(w.model().place().row.has_value());
        QVERIFY(!w.model().isFolded(3));
        QCOMPARE(w.frame(), 27U);
        QVERIFY(w.page().view()->viewport()->rect().intersects(w.page().view()->rectOf(w.model().place())));
        QVERIFY(w.page().view()->hasFocus());
    }

    void perspectiveAndArrangementAreRememberedTheScopeIsNot()
    {
        Exchanges w;
        w.actions().toScale->trigger();
        w.page().bar()->segmentsSwitch()->click();
        QVERIFY(w.model().arrangement().toScale && w.model().arrangement().segments);
        w.actions().scopeAction(Scope::Kind::Story)->trigger();
        QVERIFY(w.settle());
        w->close();
        w.reopen();
        QCOMPARE(w->perspective(), Perspective::Exchanges);
        QVERIFY(w.model().arrangement().toScale && w.model().arrangement().segments);
        QVERIFY(w.actions().toScale->isChecked() && w.actions().segments->isChecked());
        QCOMPARE(w.model().scope(), LadderScope{});
        QVERIFY(w.open(ladderSample("qos2.pcapng")));
        QVERIFY(w.settle());
        w.actions().onePerRow->trigger();
        QVERIFY(!w.model().arrangement().toScale);
    }

    void theStoryKeepsItsWidthAndCanBeHidden()
    {
        Exchanges w;
        const int wide = w.page().aside()->width();
        QVERIFY(wide > w.theme.px(200));
        const QSplitter* splitter = w.page().splitter();
        QTest::mousePress(splitter->handle(1), Qt::LeftButton, {}, {2, 100});
        QTest::mouseMove(splitter->handle(1), {-58, 100});
        QTest::mouseRelease(splitter->handle(1), Qt::LeftButton, {}, {-58, 100});
        const int wider = w.page().aside()->width();
        QVERIFY2(wider > wide + 30, qPrintable(QStringLiteral("%1 %2").arg(wide).arg(wider)));
        w->close();
        w.reopen();
        w->resize(1366, 768);
        QVERIFY(w.open(ladderSample("qos2.pcapng")));
        QVERIFY(w.settle());
        QVERIFY(std::abs(w.page().aside()->width() - wider) <= 2);
        w->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(w.window.get()));
        w.press(Qt::Key_F9, Qt::ShiftModifier);
        QVERIFY(!w.page().aside()->isVisible());
        w->close();
        w.reopen();
        QVERIFY(w.open(ladderSample("qos2.pcapng")));
        QVERIFY(w.settle());
        QVERIFY(!w.page().aside()->isVisible());
        w.actions().aside->trigger();
        QVERIFY(w.page().aside()->isVisible());
    }

    void scopes_data()
    {
        QTest::addColumn<Scope::Kind>("kind");
        QTest::addColumn<QList<std::uint32_t>>("bands");
        QTest::addColumn<QStringList>("lanes");
        QTest::addColumn<QString>("name");
        const QStringList all{QStringLiteral("editeur"), QStringLiteral("broker"), QStringLiteral("abonne")};
        QTest::newRow("whole") << Scope::Kind::All << QList<std::uint32_t>{1, 2, 3, 4, 5} << all
                               << QStringLiteral("Whole capture");
        QTest::newRow("message") << Scope::Kind::Story << QList<std::uint32_t>{4} << all
                                 << QStringLiteral("Message of exchange 4");
        QTest::newRow("exchange") << Scope::Kind::Exchange << QList<std::uint32_t>{4} << all.mid(0, 2)
                                  << QStringLiteral("One hop of exchange 4");
        QTest::newRow("session") << Scope::Kind::Session << QList<std::uint32_t>{3, 4, 5} << all.mid(0, 2)
                                 << QStringLiteral("Session of editeur");
        QTest::newRow("connection") << Scope::Kind::Stream << QList<std::uint32_t>{3, 4} << all.mid(0, 2)
                                    << QStringLiteral("Connection 1 of editeur");
    }

    void scopes()
    {
        QFETCH(Scope::Kind, kind);
        QFETCH(QList<std::uint32_t>, bands);
        QFETCH(QStringList, lanes);
        QFETCH(QString, name);
        Exchanges w;
        QVERIFY(choose(w.page().bar()->scopeButton()->menu(),
                       w.actions().scopeAction(kind)->text().remove(QLatin1Char('&'))));
        QVERIFY(w.settle());
        QCOMPARE(w.bands(), bands);
        QCOMPARE(w.lanes(), lanes);
        QVERIFY2(w.page().bar()->scopeButton()->accessibleName().contains(name),
                 qPrintable(w.page().bar()->scopeButton()->accessibleName()));
        QVERIFY(w.actions().scopeAction(kind)->isChecked());
        QCOMPARE(w.model().place().band, 3U); // still at the packet
    }

    void aTopicFilterCountsWhileItIsTyped()
    {
        Exchanges w(ladderSample("topics-domotique.pcapng"));
        w.actions().scopeAction(Scope::Kind::Topic)->trigger();
        LadderScopeRow* row = w.page().scopeRow();
        QVERIFY(row->isVisible() && row->filterEdit()->hasFocus());
        type(row->filterEdit(), QStringLiteral("maison/+/temp"));
        QVERIFY(w.settle());
        QVERIFY(row->fault().isEmpty());
        QVERIFY(!w.page().showsLadder()); // no topic ends so
        QCOMPARE(w.page().empty()->heading(), QStringLiteral("Nothing to show here"));
        QVERIFY(w.page().empty()->sentence().contains(QStringLiteral("topic")));
        type(row->filterEdit(), QStringLiteral("maison/sal#"));
        QVERIFY(row->fault().contains(QLatin1Char('#')));
        QCOMPARE(row->filterEdit()->accessibleDescription(), row->fault());
        QCOMPARE(w.model().scope().filter, QStringLiteral("maison/sal")); // the last that was valid
        type(row->filterEdit(), QStringLiteral("maison/+"));
        QVERIFY(row->fault().isEmpty());
        QTest::keyClicks(row->filterEdit(), QStringLiteral("+"));
        QVERIFY(row->fault().contains(QLatin1Char('+')));
        type(row->filterEdit(), QStringLiteral("maison/#"));
        QVERIFY(w.settle());
        QVERIFY(w.page().showsLadder());
        QVERIFY(row->filterEdit()->hasFocus()); // typing goes on
        const QList<std::uint32_t> some = w.bands();
        QTest::keyClick(row->filterEdit(), Qt::Key_Escape);
        QVERIFY(!row->isVisible() && w.page().view()->hasFocus());
        QCOMPARE(w.bands(), some);
        w.actions().scopeAction(Scope::Kind::All)->trigger();
        QVERIFY(w.settle());
        QVERIFY(w.bands().size() > some.size());
    }

    void framesAreTyped()
    {
        Exchanges w;
        w.actions().scopeAction(Scope::Kind::TimeRange)->trigger();
        LadderScopeRow* row = w.page().scopeRow();
        QCOMPARE(row->firstEdit()->text(), QStringLiteral("16")); // from the selected one to the end
        QCOMPARE(row->lastEdit()->text(), QString::number(w->frames().frameCount()));
        type(row->lastEdit(), QStringLiteral("17"));
        QVERIFY(w.settle());
        QCOMPARE(w.bands(), (QList<std::uint32_t>{4}));
        type(row->firstEdit(), QStringLiteral("18"));
        QVERIFY(row->fault().contains(QStringLiteral("before")));
        type(row->firstEdit(), QStringLiteral("9999"));
        QVERIFY(!row->fault().isEmpty());
        QCOMPARE(w.bands(), (QList<std::uint32_t>{4}));
        QTest::mouseClick(row->shownButton(), Qt::LeftButton); // all frames of the list
        QVERIFY(w.settle());
        QCOMPARE(w.bands(), (QList<std::uint32_t>{1, 2, 3, 4, 5}));
        w->setFilter(QStringLiteral("mqtt.msgtype == 8 || mqtt.msgtype == 9"));
        QTRY_VERIFY(w->isSettled());
        QTest::mouseClick(row->shownButton(), Qt::LeftButton);
        QVERIFY(w.settle());
        QCOMPARE(row->firstEdit()->text(), QStringLiteral("7"));
        QCOMPARE(w.bands(), (QList<std::uint32_t>{2}));
    }

    void aScopeWithoutExchangesOffersTheWholeCapture()
    {
        Exchanges w;
        w->workspace().showLadder({Scope::Kind::Topic, kNone, kNone, QStringLiteral("no/such")}, kNone);
        QVERIFY(w.settle());
        QVERIFY(!w.page().showsLadder());
        QVERIFY(!w.actions().nextBand->isEnabled());
        QVERIFY(w.page().empty()->wholeButton()->isVisible());
        QTest::mouseClick(w.page().empty()->wholeButton(), Qt::LeftButton);
        QVERIFY(w.settle());
        QVERIFY(w.page().showsLadder());
        QVERIFY(w.page().view()->hasFocus());
    }

    void aCaptureWithoutMqttSaysSo()
    {
        Exchanges w;
        const QString path = w.path("none.pcap");
        test::CaptureMaker maker(path.toStdString());
        maker.open();
        maker.close();
        QVERIFY(w.open(path));
        QVERIFY(w.settle());
        QVERIFY(!w.page().showsLadder());
        QCOMPARE(w.page().empty()->heading(), QStringLiteral("There is no packet of MQTT in this capture"));
        QVERIFY(!w.page().empty()->wholeButton()->isVisible());
        QVERIFY(!w->actions().play->isEnabled());
        w->actions().showLayers->setChecked(true); // a frame without MQTT may be selected
        w->workspace().goToFrame(1);
        QCOMPARE(w.frame(), 1U);
        QVERIFY(!w->actions().expandAll->isEnabled());
        QVERIFY(!w->actions().collapseAll->isEnabled());
    }

    void everyStopOfTheTabKeyIsSeen()
    {
        Exchanges w(ladderSample("qos-mixte.pcapng"), 4);
        const auto picture = [&w] { return w->grab().toImage(); };
        QCoreApplication::processEvents(); // cards have their heights then
        QImage before = picture();
        int segments = 0;
        for (int i = 0; i < 30; ++i) {
            w.press(Qt::Key_Tab);
            QCoreApplication::processEvents(); // what scrolls
            QWidget* focus = QApplication::focusWidget();
            QVERIFY(focus != nullptr);
            QVERIFY2(w->rect().intersects(QRect(focus->mapTo(w.window.get(), QPoint()), focus->size())),
                     focus->metaObject()->className());
            const QImage now = picture();
            QVERIFY2(now != before, qPrintable(focus->accessibleName()));
            before = now;
            segments += focus->property("segment").isValid() ? 1 : 0;
        }
        QVERIFY(segments >= 7); // perspectives, languages, scales
    }

    void theTabKeyGoesThroughTheBarAsOneReads()
    {
        Exchanges w;
        const LadderBar* bar = w.page().bar();
        auto* first = bar->findChild<QPushButton*>(); // the scope
        first->setFocus();
        int stops = 1;
        bool segments = false;
        for (int x = first->x();; ++stops) {
            w.press(Qt::Key_Tab);
            const QWidget* focus = QApplication::focusWidget();
            if (focus->parentWidget() != bar)
                break;
            QVERIFY2(focus->x() > x, qPrintable(focus->accessibleName()));
            x = focus->x();
            segments = segments || qobject_cast<const SwitchButton*>(focus) != nullptr;
        }
        QVERIFY(segments);
        QVERIFY(stops >= 12);
    }

    void aMenuMayOutliveItsCapture()
    {
        Exchanges w;
        QVERIFY(!bandText(w.model(), 3).isEmpty());
        w->session().close();
        QCOMPARE(bandText(w.model(), 3), QString());
    }

    void withoutACaptureTheWelcomePageStays()
    {
        test::Window w;
        w->setPerspective(Perspective::Exchanges);
        QVERIFY(w->welcomePage()->isVisible());
        QVERIFY(!w->ladderPage()->isVisible());
        QVERIFY(!w->ladderPage()->actions().nextBand->isEnabled());
        QVERIFY(w->isSettled());
    }

    void theStatusBarSaysWhere()
    {
        Exchanges w;
        w.actions().scopeAction(Scope::Kind::Story)->trigger();
        QVERIFY(w.settle());
        QCOMPARE(w->status()->path()->path(),
                 (QStringList{QStringLiteral("Exchange 4"), QStringLiteral("PUBLISH id 1"),
                              QStringLiteral("editeur → broker → abonne")}));
        QCOMPARE(w->status()->placeText(), ladderRemark(w.model()));
        QVERIFY(w->status()->placeText().contains(QStringLiteral("hops")));
        QCOMPARE(w.page().fileRemark(), QStringLiteral("5 exchanges"));
        w.press(Qt::Key_F8);
        Q_EMIT w->status()->pathStepClicked(0);
        QCOMPARE(w.here(), QStringLiteral("4"));
        w.press(Qt::Key_F2);
        QCOMPARE(w->status()->path()->path().first(), QStringLiteral("Frame 16"));
    }

    void whoSelectsAnotherPacketIsTold()
    {
        Exchanges w;
        w.actions().scopeAction(Scope::Kind::Story)->trigger();
        QVERIFY(w.settle());
        QVERIFY(!w.page().notice()->isVisible());
        w->workspace().goToFrame(7);
        QVERIFY(w.page().notice()->isVisible());
        QCOMPARE(w.model().place().band, 3U); // nothing moved
        QTest::mouseClick(w.page().notice()->button(), Qt::LeftButton);
        QVERIFY(w.settle());
        QCOMPARE(w.bands(), (QList<std::uint32_t>{2}));
        QVERIFY(!w.page().notice()->isVisible());
    }

    void aSmallScreenHasTabs()
    {
        Exchanges w;
        QVERIFY(!w.page().isCompact() && w.page().aside()->isVisible());
        w.theme.setZoom(200);
        w->resize(1366, 768);
        QCoreApplication::processEvents();
        QVERIFY2(w->width() <= 1366 && w->height() <= 768,
                 qPrintable(QStringLiteral("%1x%2").arg(w->width()).arg(w->height())));
        QVERIFY(w.page().isCompact());
        QVERIFY(w.page().view()->isVisible() && !w.page().aside()->isVisible());
        w.page().tabs()->setCurrentIndex(1);
        QVERIFY(!w.page().view()->isVisible() && w.page().aside()->isVisible());
        w.press(Qt::Key_F9, Qt::ShiftModifier); // without the story there is nothing to choose
        QVERIFY(w.page().view()->isVisible() && !w.page().tabs()->isVisible());
        QVERIFY(w.page().bar()->scopeButton()->isVisible() && w.page().bar()->playButton()->isVisible());
    }

    void theProjectorShowsTheLadder()
    {
        Exchanges w;
        w.press(Qt::Key_F11);
        QVERIFY(w.theme.projector());
        QVERIFY(!w.page().bar()->isVisible());
        auto* keys = w->findChild<QLabel*>(QStringLiteral("keys"));
        QVERIFY(keys->isVisible());
        QVERIFY(keys->text().contains(QStringLiteral("F5")));
        w.press(Qt::Key_F2);
        QVERIFY(keys->isVisible() && !keys->text().contains(QStringLiteral("F5")));
        w.press(Qt::Key_F4);
        QVERIFY(!keys->isVisible());
        w.press(Qt::Key_F9);
        w.press(Qt::Key_Escape);
        QVERIFY(!w.theme.projector());
        QVERIFY(w.page().bar()->isVisible());
        QCOMPARE(w->perspective(), Perspective::Exchanges);
    }

    void theLanguageChanges()
    {
        Exchanges w;
        w.language.use(QStringLiteral("fr"));
        QVERIFY(w.page().bar()->scopeButton()->text().contains(QStringLiteral("capture")));
        QVERIFY(!w.page().bar()->scopeButton()->text().contains(QStringLiteral("Whole")));
        QVERIFY(w->status()->path()->path().first().startsWith(QStringLiteral("Échange")));
        QVERIFY(w.actions().nextBand->text().contains(QStringLiteral("suivant")));
        QCOMPARE(w.model().place().band, 3U);
    }

    void mnemonicsDoNotCollideInAnyPerspective()
    {
        Exchanges w;
        for (const char* code : {"en", "fr"}) {
            w.language.use(QLatin1String(code));
            for (const Perspective perspective : kPerspectives) {
                w->setPerspective(perspective);
                for (const QMenu* menu : w->findChildren<QMenu*>()) {
                    QSet<QChar> keys;
                    for (const QAction* action : menu->actions()) {
                        const QString title = action->text();
                        const qsizetype place = title.indexOf(QLatin1Char('&'));
                        if (action->isSeparator() || place < 0 || menu->title().isEmpty())
                            continue;
                        const QChar key = title[place + 1].toLower();
                        QVERIFY2(!keys.contains(key),
                                 qPrintable(menu->title() + QStringLiteral(": ") + title));
                        keys.insert(key);
                    }
                }
            }
        }
    }

    void scopesByName()
    {
        const auto kind = [](const char* name) { return ladderScopeNamed(QString::fromLatin1(name))->kind; };
        QCOMPARE(kind("all"), Scope::Kind::All);
        QCOMPARE(kind("message"), Scope::Kind::Story);
        QCOMPARE(kind("exchange"), Scope::Kind::Exchange);
        QCOMPARE(kind("session"), Scope::Kind::Session);
        QCOMPARE(kind("connection"), Scope::Kind::Stream);
        QCOMPARE(*ladderScopeNamed(QStringLiteral("topic=a/+/#")),
                 (LadderScope{Scope::Kind::Topic, kNone, kNone, QStringLiteral("a/+/#")}));
        QCOMPARE(*ladderScopeNamed(QStringLiteral("frames=3-17")),
                 (LadderScope{Scope::Kind::TimeRange, 3, 17, {}}));
        for (const char* wrong : {"", "kitchen", "topic=", "topic=a#", "frames=3", "frames=9-3", "frames=0-3",
                                  "frames=1-99999999999"})
            QVERIFY2(!ladderScopeNamed(QString::fromLatin1(wrong)), wrong);
    }
};

QTEST_MAIN(LadderPageTest)
#include "ladder_page_test.moc"
