// SPDX-License-Identifier: GPL-3.0-or-later
// The step by step page in the window: languages, empty states, other panes, the projector, screen readers.
#include "tests/ui/step_fixture.h"
#include "ui/main_actions.h"
#include "ui/step/byte_ribbon.h"
#include "ui/step/key_button.h"
#include "ui/step/knowledge_strip.h"
#include "ui/step/step_bar.h"
#include "ui/step/step_empty.h"
#include "ui/step/step_heading.h"
#include "ui/step/step_narration.h"
#include "ui/step/step_page.h"
#include "ui/views/explanation_pane.h"
#include "ui/views/frame_list_view.h"
#include "ui/views/glossary_text.h"
#include "ui/views/status_strip.h"
#include "ui/views/welcome_page.h"

#include <QAccessible>
#include <QDockWidget>
#include <QLabel>
#include <QPushButton>
#include <QSlider>
#include <QToolBar>
#include <QToolButton>

using namespace mqttscope;
using namespace mqttscope::ui;

using test::kBytes;
using test::reversed;
using test::sample;
using test::Walk;

class PerspectiveTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void speedAndPerspectiveAreRemembered()
    {
        Walk w;
        w.page().bar()->speed()->setValue(1);
        QCOMPARE(w.page().bar()->speedLabel()->text(), QStringLiteral("1 s"));
        w->close();
        w.reopen();
        QCOMPARE(w->perspective(), Perspective::Step);
        QCOMPARE(w->stepPage()->player().speed(), 1);
        w->setPerspective(Perspective::Analyse);
        w->close();
        w.reopen();
        QCOMPARE(w->perspective(), Perspective::Analyse);
        for (const QToolBar* bar : w->findChildren<QToolBar*>())
            QVERIFY2(bar->isVisible(), qPrintable(bar->objectName()));
    }

    void theLanguageChangesWhileStepping()
    {
        Walk w;
        for (int i = 0; i < 9; ++i)
            w.press(Qt::Key_F6);
        const QString english = w.page().narration()->narration();
        w.language.use(QStringLiteral("fr"));
        QCOMPARE(w.model().number(), 10U);
        QVERIFY(w.page().narration()->narration() != english);
        QVERIFY(w.page().narration()->narration().contains(QStringLiteral("vierge")));
        QCOMPARE(w.page().heading()->countText(), QStringLiteral("octet 10 sur 21"));
        QCOMPARE(w.page().heading()->text(),
                 QStringLiteral("CONNECT python1 → broker · trame 4 · 21 octets"));
        QCOMPARE(w.page().knowledge()->knowledge().facts.back().value, QStringLiteral("vierge"));
        QCOMPARE(w.page().bar()->nextButton()->text(), QStringLiteral("Octet suivant"));
        w.press(Qt::Key_F6);
        QCOMPARE(w.model().number(), 11U);
    }

    void aFrameWithoutPacketOffersTheNext()
    {
        Walk w(sample("connect-python1.pcap"), 1);
        QVERIFY(!w.page().showsWalk());
        QVERIFY(w.page().empty()->isVisible());
        QVERIFY(!w.page().actions().nextByte->isEnabled());
        QVERIFY(w.page().empty()->nextPacket()->text().contains(QLatin1Char('4')));
        w.page().empty()->nextPacket()->click();
        QVERIFY(w.page().showsWalk());
        QCOMPARE(w->selection().selection().frame, 4U);
        QCOMPARE(w.here(), kBytes.first());
    }

    void layersOfAFrameWithoutPacketCanBeWalkedThrough()
    {
        Walk w(sample("connect-python1.pcap"), 1);
        w.page().empty()->layers()->click();
        QVERIFY(w.page().showsWalk());
        QVERIFY(w.page().heading()->text().startsWith(QLatin1String("TCP")));
        w->selection().selectFrame(2);
        QVERIFY(!w.page().showsWalk());
    }

    void aCaptureWithoutMqttSaysSo()
    {
        Walk w;
        const QString path = w.path("none.pcap");
        test::CaptureMaker maker(path.toStdString());
        maker.open();
        maker.close();
        QVERIFY(w.open(path));
        QVERIFY(!w.page().showsWalk());
        QVERIFY(!w.page().empty()->nextPacket()->isVisible());
        QVERIFY(!w.page().empty()->heading().isEmpty());
    }

    void withoutACaptureTheWelcomePageStays()
    {
        test::Window w;
        w->setPerspective(Perspective::Step);
        QVERIFY(w->welcomePage()->isVisible());
        QVERIFY(!w->stepPage()->isVisible());
        QVERIFY(!w->stepPage()->actions().play->isEnabled());
    }

    void theExplanationLeadsHere()
    {
        Walk w;
        w->setPerspective(Perspective::Analyse);
        w->selection().selectNode(test::nodeOf(*w.window, field::FieldId::MqttClientid));
        QVERIFY(w->explanation()->stepChip()->isVisible());
        w->explanation()->stepChip()->click();
        QCOMPARE(w->perspective(), Perspective::Step);
        QCOMPARE(w.here(), kBytes[14]);
    }

    void aLayerLeadsHereThoughTheFrameHasNoPacket()
    {
        Walk w(sample("connect-python1.pcap"), 1);
        w->setPerspective(Perspective::Analyse);
        w->selection().selectNode(test::nodeOf(*w.window, field::FieldId::IpTtl));
        w->explanation()->stepChip()->click();
        QVERIFY(w.page().showsWalk());
        QVERIFY(w.page().heading()->text().contains(QLatin1String("IPv4")));
    }

    void keysOfTheMenusSwitchAndBack()
    {
        Walk w;
        w->showPanel(QStringLiteral("capture"));
        w.press(Qt::Key_F2);
        QCOMPARE(w->perspective(), Perspective::Analyse);
        QVERIFY(w->frameList()->isVisible());
        QVERIFY(w->status()->isVisible());
        const QByteArray layout = w->saveState();
        w->showPanel(QStringLiteral("rules"));
        w.press(Qt::Key_F4);
        QCOMPARE(w->perspective(), Perspective::Step);
        QVERIFY(!w->frameList()->isVisible());
        for (const QDockWidget* dock : w->findChildren<QDockWidget*>())
            QVERIFY(!dock->isVisible());
        QVERIFY(!w.page().actions().all().isEmpty());
        w.press(Qt::Key_F2);
        QVERIFY(w->frameList()->isVisible());
        QVERIFY(!w.page().actions().nextByte->isEnabled()); // its keys are not taken from other panes
    }

    void theProjectorShowsTheBytesInRows()
    {
        Walk w;
        w.press(Qt::Key_F11);
        QVERIFY(w.theme.projector());
        QVERIFY(w.page().ribbon()->wrapped());
        QVERIFY(!w.page().knowledge()->isVisible());
        for (const QToolBar* bar : w->findChildren<QToolBar*>())
            QVERIFY(bar->isHidden());
        QCOMPARE(w.page().bar()->nextButton()->form(), KeyButton::Form::Hint);
        QVERIFY(!w->findChild<QLabel*>(QStringLiteral("keys"))->isVisible());
        QCOMPARE(w.places(Qt::Key_F6), kBytes);
        w.press(Qt::Key_F2); // to the other perspective and back: the projector stays
        QVERIFY(w.theme.projector());
        QVERIFY(w->findChild<QLabel*>(QStringLiteral("keys"))->isVisible());
        w.press(Qt::Key_F4);
        QVERIFY(w.theme.projector());
        w.press(Qt::Key_Escape);
        QVERIFY(!w.theme.projector());
        QVERIFY(!w.page().ribbon()->wrapped());
        QVERIFY(w.page().knowledge()->isVisible());
        QCOMPARE(w->perspective(), Perspective::Step);
    }

    void eachStepIsSpoken()
    {
        Walk w;
        for (int i = 0; i < 9; ++i)
            w.press(Qt::Key_F6);
        const QString spoken = w.page().narration()->spoken();
        QVERIFY2(spoken.contains(QLatin1String("10")) && spoken.contains(QLatin1String("0x02")) &&
                     spoken.contains(QLatin1String("Connect Flags")),
                 qPrintable(spoken));
        bool named = false;
        for (QWidget* part : w.page().narration()->findChildren<QWidget*>()) {
            const QAccessibleInterface* interface = QAccessible::queryAccessibleInterface(part);
            named = named || (interface != nullptr && interface->text(QAccessible::Name) == spoken);
        }
        QVERIFY(named);
    }

    void aLargeWindowHasLargerLetters()
    {
        Walk w;
        const auto letters = [&] {
            return w.page().narration()->findChild<GlossaryText*>()->font().pixelSize();
        };
        const int small = letters();
        w->resize(1920, 1080);
        QCoreApplication::processEvents();
        QVERIFY(letters() > small);
        w->resize(1366, 768);
        QCoreApplication::processEvents();
        QCOMPARE(letters(), small);
    }

    void nothingIsCutWhateverIsSaid_data()
    {
        QTest::addColumn<int>("zoom");
        QTest::newRow("100 %") << 100;
        QTest::newRow("200 %") << 200;
    }

    void nothingIsCutWhateverIsSaid()
    {
        QFETCH(int, zoom);
        Walk w(sample("pannes-02.pcapng"), 7);
        w.theme.setZoom(zoom);
        w->resize(1366, 768);
        QCoreApplication::processEvents();
        QVERIFY2(w->height() <= 768, qPrintable(QString::number(w->height())));
        for (int i = 0; i < 8; ++i) { // a card with the rule that is broken comes with the first bits
            w.press(Qt::Key_Period);
            QCoreApplication::processEvents();
            for (const QWidget* part : w.page().narration()->findChildren<QWidget*>()) {
                const bool isText = qobject_cast<const QLabel*>(part) != nullptr ||
                                    qobject_cast<const GlossaryText*>(part) != nullptr;
                QVERIFY2(!isText || !part->isVisible() || !part->hasHeightForWidth() ||
                             part->height() >= part->heightForWidth(part->width()),
                         qPrintable(part->accessibleName()));
            }
        }
    }
};

QTEST_MAIN(PerspectiveTest)
#include "perspective_test.moc"
