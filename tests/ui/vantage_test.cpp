// SPDX-License-Identifier: GPL-3.0-or-later
// "What can I see from here?"
#include "tests/ui/live_fixture.h"
#include "ui/live/command_box.h"
#include "ui/live/vantage_drawing.h"
#include "ui/live/vantage_page.h"
#include "ui/live/vantage_window.h"

#include <QLabel>
#include <QListWidget>
#include <QScrollBar>
#include <QToolButton>

namespace mqttscope::test {
namespace {

using capture::InterfaceKind;
using ui::CommandBox;
using ui::VantageWindow;

struct Desk : LiveDesk {
    std::unique_ptr<VantageWindow> window;

    Desk() { window = std::make_unique<VantageWindow>(theme, words, interfaces); }
    [[nodiscard]] QStringList texts() const
    {
        QStringList all;
        for (const QLabel* label : window->page()->findChildren<QLabel*>())
            all += label->text();
        return all;
    }
    [[nodiscard]] QString title() const { return window->list()->currentItem()->text(); }
};

} // namespace

class VantageTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void everyPlaceHasItsPageAndItsDrawing();
    void theBestOneIsShownAsSoonAsItIsKnown();
    void saysWhatFitsThisNetworkAndFollowsIt();
    void saysThatNobodyMayCapture();
    void watchesOnlyWhileItIsSeen();
    void commandsAreCopied();
    void speaksFrench();
    void theKeyboardReachesAllOfIt();
    void theDrawingIsSaidInWords();
    void fitsASmallScreenAtTwiceTheSize();
    void placesOfADrawingAreOnItsSheet();
    void everythingThatTakesTheFocusHasAName();
};

void VantageTest::everyPlaceHasItsPageAndItsDrawing()
{
    Desk desk;
    QCOMPARE(desk.window->list()->count(), static_cast<int>(teach::kVantages.size()));
    for (const teach::Vantage place : teach::kVantages) {
        desk.window->showPlace(QString::fromStdString(std::string{teach::nameOf(place)}));
        const teach::VantagePage page = teach::pageOf(place, desk.words, "");
        QCOMPARE(desk.title(), QString::fromStdString(page.title));
        QVERIFY(desk.texts().contains(QString::fromStdString(page.title)));
        QCOMPARE(desk.window->page()->findChildren<ui::VantageDrawing*>().size(), 1);
        qsizetype commands = 0;
        for (const teach::VantageStep& step : page.steps)
            commands += step.command.empty() ? 0 : 1;
        QCOMPARE(desk.window->page()->findChildren<CommandBox*>().size(), commands);
    }
    desk.window->showPlace(QStringLiteral("moon")); // changes nothing
    QCOMPARE(desk.window->list()->currentRow(), desk.window->list()->count() - 1);
}

void VantageTest::theBestOneIsShownAsSoonAsItIsKnown()
{
    Desk desk;
    desk.computer.add("wlp2s0", InterfaceKind::Wifi, {"192.168.1.43"});
    desk.window->showPlace({});
    desk.look();
    QCOMPARE(desk.title(), QStringLiteral("On Wi-Fi"));
    desk.window->showPlace(QStringLiteral("relay"));
    desk.look(); // only once: it does not take the page away that somebody reads
    QCOMPARE(desk.title(), QStringLiteral("A relay in between"));
    desk.window->showPlace({});
    QCOMPARE(desk.title(), QStringLiteral("On Wi-Fi"));
}

void VantageTest::saysWhatFitsThisNetworkAndFollowsIt()
{
    Desk desk;
    desk.window->showPlace(QStringLiteral("switch"));
    QCOMPARE(desk.window->page()->fitSentence(), QString()); // nobody has looked yet
    QVERIFY(!desk.window->isKnown());
    QSignalSpy judged(desk.window.get(), &VantageWindow::judged);
    desk.look();
    QCOMPARE(desk.window->page()->fitSentence(), QStringLiteral("No network cable is plugged in."));
    QVERIFY(desk.window->isKnown() && !judged.isEmpty());
    const auto said = [&] {
        return desk.window->list()->currentItem()->data(Qt::AccessibleTextRole).toString();
    };
    QCOMPARE(said(), QStringLiteral("On a switch, not here at the moment"));
    desk.computer.add("enp3s0", InterfaceKind::Ethernet, {"192.168.1.42"});
    desk.look();
    QCOMPARE(desk.window->page()->fitSentence(),
             QStringLiteral("This computer is on a cable (enp3s0, 192.168.1.42)."));
    QCOMPARE(said(), QStringLiteral("On a switch, fits here"));
}

void VantageTest::saysThatNobodyMayCapture()
{
    Desk desk;
    desk.computer.set([](auto& outlook) { outlook.rights = {}; });
    desk.window->showPlace(QStringLiteral("loopback"));
    desk.look();
    QVERIFY(desk.window->page()->fitSentence().endsWith(
        QStringLiteral("Nobody may capture on this computer yet.")));
    desk.window->showPlace(QStringLiteral("built-in-broker"));
    QCOMPARE(desk.window->page()->fitSentence(), QStringLiteral("It needs no rights and no network."));
}

void VantageTest::watchesOnlyWhileItIsSeen()
{
    Desk desk;
    QSignalSpy looked(&desk.interfaces, &ui::InterfaceModel::looked);
    desk.window->show();
    QVERIFY(looked.wait());                                     // at once
    QVERIFY(looked.wait(5 * ui::InterfaceModel::kLookEveryMs)); // and again
    desk.window->hide();
    QVERIFY(!desk.isWatched());
    desk.window->show();
    QVERIFY(desk.isWatched());
    desk.window.reset(); // one that ends while it is seen
    QVERIFY(!desk.isWatched());
}

void VantageTest::commandsAreCopied()
{
    Desk desk;
    desk.window->showPlace(QStringLiteral("other-computer"));
    QSignalSpy copied(desk.window.get(), &VantageWindow::copyRequested);
    auto* box = desk.window->page()->findChild<CommandBox*>();
    QVERIFY(box != nullptr);
    const QString before = box->copyButton()->text();
    box->copyButton()->click();
    QCOMPARE(copied.size(), 1);
    const QString command = copied[0][0].toString();
    QVERIFY2(command.startsWith(QStringLiteral("ssh pi sudo tcpdump -U -w - port 1883 | ")),
             qPrintable(command));
    QVERIFY(command.endsWith(QStringLiteral("mqttscope -")));
    QVERIFY(box->copyButton()->text() != before); // it says so
    QTRY_COMPARE(box->copyButton()->text(), before);
}

void VantageTest::speaksFrench()
{
    Desk desk;
    desk.computer.add("wlp2s0", InterfaceKind::Wifi, {"192.168.1.43"});
    desk.window->showPlace({});
    desk.look();
    desk.useFrench();
    desk.window->retranslate();
    QCOMPARE(desk.window->windowTitle(), QStringLiteral("Que voit-on d’ici\u202f?"));
    QCOMPARE(desk.title(), QStringLiteral("En Wi-Fi"));
    QVERIFY(desk.window->page()->fitSentence().startsWith(QStringLiteral("Ce poste est en Wi-Fi")));
    QVERIFY(desk.texts().contains(QStringLiteral("On ne voit pas")));
}

void VantageTest::theKeyboardReachesAllOfIt()
{
    Desk desk;
    desk.window->showPlace(QStringLiteral("built-in-broker"));
    desk.window->show();
    QVERIFY(QTest::qWaitForWindowActive(desk.window.get()));
    QVERIFY(desk.window->list()->hasFocus());
    QTest::keyClick(desk.window->list(), Qt::Key_Down);
    QCOMPARE(desk.title(), QStringLiteral("Sharing the connection"));
    QTest::keyClick(desk.window->list(), Qt::Key_Up);
    int buttons = 0;
    bool page = false;
    for (int i = 0; i < 12; ++i) {
        QTest::keyClick(desk.window->focusWidget(), Qt::Key_Tab);
        buttons += qobject_cast<QToolButton*>(desk.window->focusWidget()) != nullptr ? 1 : 0;
        page = page || desk.window->focusWidget() == desk.window->page();
        if (desk.window->list()->hasFocus())
            break;
    }
    QCOMPARE(buttons, 2);
    QVERIFY(page);
    QTest::keyClick(desk.window.get(), Qt::Key_Escape);
    QVERIFY(!desk.window->isVisible());
}

void VantageTest::theDrawingIsSaidInWords()
{
    Desk desk;
    desk.window->showPlace(QStringLiteral("wifi"));
    QVERIFY(desk.window->page()->findChild<ui::VantageDrawing*>()->accessibleName().contains(
        QStringLiteral("these frames are not seen")));
}

void VantageTest::fitsASmallScreenAtTwiceTheSize()
{
    Desk desk;
    desk.theme.setZoom(200);
    desk.useFrench();
    desk.window->retranslate();
    desk.window->resize(1366, 740);
    desk.window->show();
    for (const teach::Vantage place : teach::kVantages) {
        desk.window->showPlace(QString::fromStdString(std::string{teach::nameOf(place)}));
        QTRY_VERIFY(desk.window->page()->widget()->width() > 0);
        QCoreApplication::sendPostedEvents();
        QVERIFY2(desk.window->page()->widget()->width() <= desk.window->page()->viewport()->width(),
                 std::string{teach::nameOf(place)}.c_str());
        QVERIFY(desk.window->width() <= 1366);
    }
}

void VantageTest::placesOfADrawingAreOnItsSheet()
{
    using Scene = ui::VantageScene;
    const QRectF sheet(0, 0, Scene::kWidth, Scene::kLegendTop);
    for (const teach::Vantage place : teach::kVantages) {
        const Scene scene = ui::sceneOf(place);
        QVERIFY(!scene.links.empty());
        int eyes = 0;
        for (const ui::SceneBox& box : scene.boxes) {
            QVERIFY(sheet.contains(box.rect));
            eyes += box.looks ? 1 : 0;
        }
        for (const ui::SceneNode& node : scene.nodes) {
            QRectF rect(0, 0, Scene::kNodeWidth, Scene::kNodeHeight);
            rect.moveCenter(node.centre);
            QVERIFY2(sheet.contains(rect), std::string{teach::nameOf(place)}.c_str());
            eyes += node.looks ? 1 : 0;
        }
        QCOMPARE(eyes, 1); // mqttscope is at one place
        for (const ui::SceneLink& link : scene.links)
            QVERIFY(link.from < scene.nodes.size() && link.to < scene.nodes.size());
    }
}

void VantageTest::everythingThatTakesTheFocusHasAName()
{
    Desk desk;
    desk.window->showPlace(QStringLiteral("built-in-broker"));
    desk.look();
    desk.window->show();
    QCOMPARE(silentWidgets(*desk.window), QStringList());
}

} // namespace mqttscope::test

QTEST_MAIN(mqttscope::test::VantageTest)
#include "vantage_test.moc"
