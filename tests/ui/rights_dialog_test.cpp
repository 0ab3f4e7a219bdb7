// SPDX-License-Identifier: GPL-3.0-or-later
// Who may capture, and what to type.
#include "tests/ui/live_fixture.h"
#include "ui/live/command_box.h"
#include "ui/live/rights_dialog.h"

#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QScrollArea>
#include <QToolButton>

namespace mqttscope::test {
namespace {

using analysis::CaptureRights;
using capture::ProgramRights;
using ui::RightsDialog;

/// A computer on which nobody may, and its dialog.
struct Desk : LiveDesk {
    std::unique_ptr<RightsDialog> dialog;

    Desk()
    {
        qputenv("USER", "ann");
        become([](CaptureRights&) {});
        dialog = std::make_unique<RightsDialog>(theme, interfaces);
    }
    template <class Change> void become(Change change)
    {
        computer.set([&](auto& outlook) {
            outlook.rights = {};
            change(outlook.rights);
        });
    }
    [[nodiscard]] QStringList texts() const
    {
        QStringList all;
        for (const QLabel* label : dialog->findChildren<QLabel*>())
            all += label->text();
        return all;
    }
};

void ownWithoutRights(CaptureRights& rights)
{
    rights.own = ProgramRights::None;
    rights.ownPath = "/home/ann/mqttscope/build/release/bin/mqttscope-capture";
    rights.allowScript = "/home/ann/mqttscope/packaging/allow-capture.sh";
}

} // namespace

class RightsDialogTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void saysWhatIsTheMatter_data();
    void saysWhatIsTheMatter();
    void becomesGreenByItself();
    void rootIsToldSo();
    void commandsAreCopiedOneByOneAndAll();
    void aNewGroupNeedsALogin();
    void leadsToTheWaysWithoutRights();
    void looksOnlyWhileItIsSeen();
    void longCommandsAreShownWhole();
    void speaksFrench();
    void fitsASmallScreenAtTwiceTheSize();
    void everythingThatTakesTheFocusHasAName();
};

void RightsDialogTest::saysWhatIsTheMatter_data()
{
    QTest::addColumn<int>("own");
    QTest::addColumn<int>("dumpcap");
    QTest::addColumn<QString>("verdict");
    QTest::addColumn<QStringList>("commands");
    const auto number = [](ProgramRights rights) { return static_cast<int>(rights); };
    QTest::newRow("not in the group")
        << number(ProgramRights::NotExecutable) << number(ProgramRights::Missing)
        << QStringLiteral("Only members of the group mqttscope may start mqttscope-capture (/opt/own)")
        << QStringList{QStringLiteral("sudo usermod -aG mqttscope ann"), QStringLiteral("newgrp mqttscope")};
    QTest::newRow("no capability")
        << number(ProgramRights::None) << number(ProgramRights::Missing)
        << QStringLiteral("The program mqttscope-capture is there (/opt/own), but it has no right")
        << QStringList{QStringLiteral("sudo setcap cap_net_raw+ep /opt/own")};
    QTest::newRow("dumpcap, not in the group")
        << number(ProgramRights::Missing) << number(ProgramRights::NotExecutable)
        << QStringLiteral(
               "Only members of the group wireshark may start Wireshark’s program dumpcap (/opt/dumpcap)")
        << QStringList{QStringLiteral("sudo usermod -aG wireshark ann"), QStringLiteral("newgrp wireshark")};
    QTest::newRow("dumpcap, no capability")
        << number(ProgramRights::Missing) << number(ProgramRights::None)
        << QStringLiteral("Wireshark’s program dumpcap is there (/opt/dumpcap), but it has no right")
        << QStringList{QStringLiteral("sudo dpkg-reconfigure wireshark-common"),
                       QStringLiteral("sudo usermod -aG wireshark ann"), QStringLiteral("newgrp wireshark")};
    QTest::newRow("no program") << number(ProgramRights::Missing) << number(ProgramRights::Missing)
                                << QStringLiteral("No program that can capture is installed")
                                << QStringList{QStringLiteral("sudo apt install wireshark-common"),
                                               QStringLiteral("sudo dpkg-reconfigure wireshark-common"),
                                               QStringLiteral("sudo usermod -aG wireshark ann"),
                                               QStringLiteral("newgrp wireshark")};
}

void RightsDialogTest::saysWhatIsTheMatter()
{
    QFETCH(const int, own);
    QFETCH(const int, dumpcap);
    QFETCH(const QString, verdict);
    QFETCH(const QStringList, commands);
    Desk desk;
    desk.become([&](CaptureRights& rights) {
        rights.own = static_cast<ProgramRights>(own);
        rights.ownPath = rights.own == ProgramRights::Missing ? "" : "/opt/own";
        rights.dumpcap = static_cast<ProgramRights>(dumpcap);
        rights.dumpcapPath = rights.dumpcap == ProgramRights::Missing ? "" : "/opt/dumpcap";
        rights.dumpcapGroup = "wireshark";
    });
    QCOMPARE(desk.dialog->verdict(), QStringLiteral("Looking…"));
    QVERIFY(desk.dialog->commands().isEmpty());
    desk.look();
    QVERIFY2(desk.dialog->verdict().startsWith(verdict), qPrintable(desk.dialog->verdict()));
    QCOMPARE(desk.dialog->commands(), commands);
}

void RightsDialogTest::becomesGreenByItself()
{
    Desk desk;
    desk.become(ownWithoutRights);
    desk.dialog->show();
    QTRY_COMPARE(desk.dialog->commands().size(), 2);
    QCOMPARE(desk.dialog->commands().front(),
             QStringLiteral("sudo /home/ann/mqttscope/packaging/allow-capture.sh "
                            "/home/ann/mqttscope/build/release/bin/mqttscope-capture"));
    desk.become([](CaptureRights& rights) {
        ownWithoutRights(rights);
        rights.own = ProgramRights::Granted;
        rights.program = CaptureRights::Program::Own;
        rights.path = rights.ownPath;
    });
    QTRY_VERIFY(
        desk.dialog->verdict().startsWith(QStringLiteral("You may capture now, with mqttscope-capture")));
    QVERIFY(desk.dialog->commands().isEmpty());
}

void RightsDialogTest::rootIsToldSo()
{
    Desk desk;
    desk.become([](CaptureRights& rights) {
        rights.program = CaptureRights::Program::Own;
        rights.root = true;
    });
    desk.look();
    QVERIFY(desk.dialog->verdict().contains(QStringLiteral("runs as root")));
}

void RightsDialogTest::commandsAreCopiedOneByOneAndAll()
{
    Desk desk;
    desk.become(ownWithoutRights);
    desk.look();
    QSignalSpy copied(desk.dialog.get(), &RightsDialog::copyRequested);
    desk.dialog->findChildren<ui::CommandBox*>().at(1)->copyButton()->click();
    QCOMPARE(copied.takeFirst()[0].toString(), QStringLiteral("newgrp mqttscope"));
    auto* all = desk.dialog->findChild<QPushButton*>(QStringLiteral("copyAll"));
    QVERIFY(all != nullptr);
    all->click();
    QCOMPARE(copied.takeFirst()[0].toString(), desk.dialog->commands().join(QLatin1Char('\n')));
}

void RightsDialogTest::aNewGroupNeedsALogin()
{
    Desk desk;
    desk.become(ownWithoutRights);
    desk.look();
    QVERIFY(desk.texts().join(QLatin1Char('\n')).contains(QStringLiteral("log out and in again")));
    // The script has run: the file is the group's now, and this session does not know.
    desk.become([](CaptureRights& rights) {
        ownWithoutRights(rights);
        rights.own = ProgramRights::NotExecutable;
        rights.nextLogin = true;
    });
    desk.look();
    QVERIFY(desk.dialog->verdict().startsWith(QStringLiteral("You are in the group that may capture")));
    QVERIFY(desk.dialog->commands().isEmpty());
}

void RightsDialogTest::leadsToTheWaysWithoutRights()
{
    Desk desk;
    desk.look();
    QSignalSpy asked(desk.dialog.get(), &RightsDialog::vantageRequested);
    for (const char* place : {"built-in-broker", "other-computer"}) {
        auto* way = desk.dialog->findChild<QPushButton*>(QStringLiteral("way-") + QLatin1String(place));
        QVERIFY(way != nullptr);
        way->click();
        QCOMPARE(asked.takeFirst()[0].toString(), QLatin1String(place));
    }
}

void RightsDialogTest::looksOnlyWhileItIsSeen()
{
    Desk desk;
    desk.dialog->show();
    QVERIFY(desk.isWatched());
    desk.dialog->hide();
    QVERIFY(!desk.isWatched());
    desk.dialog->show();
    desk.dialog.reset(); // one that ends while it is seen
    QVERIFY(!desk.isWatched());
}

void RightsDialogTest::longCommandsAreShownWhole()
{
    Desk desk;
    desk.become(ownWithoutRights);
    desk.look();
    desk.dialog->show();
    const auto* text = desk.dialog->findChild<ui::CommandBox*>()->findChild<QPlainTextEdit*>();
    const int line = QFontMetrics(text->font()).lineSpacing();
    for (const int width : {660, 480, 900}) {
        desk.dialog->resize(width, 640);
        const auto lines = [&] { return qRound(text->document()->size().height()); };
        QTRY_VERIFY(text->height() >= line * lines() && text->height() < line * (lines() + 1));
        QVERIFY(width == 900 || lines() >= 2);
    }
}

void RightsDialogTest::speaksFrench()
{
    Desk desk;
    desk.become(ownWithoutRights);
    desk.look();
    desk.useFrench();
    QTRY_COMPARE(desk.dialog->windowTitle(), QStringLiteral("Qui a le droit de capturer"));
    QVERIFY(desk.dialog->verdict().startsWith(QStringLiteral("Le programme mqttscope-capture est là")));
}

void RightsDialogTest::fitsASmallScreenAtTwiceTheSize()
{
    Desk desk;
    desk.become(ownWithoutRights);
    desk.useFrench();
    desk.theme.setZoom(200);
    desk.look();
    desk.dialog->resize(1100, 700);
    desk.dialog->show();
    auto* scroll = desk.dialog->findChild<QScrollArea*>();
    QTRY_VERIFY(scroll->widget()->width() > 0);
    QVERIFY(scroll->widget()->width() <= scroll->viewport()->width());
    QVERIFY(desk.dialog->width() <= 1366);
}

void RightsDialogTest::everythingThatTakesTheFocusHasAName()
{
    Desk desk;
    desk.become(ownWithoutRights);
    desk.look();
    desk.dialog->show();
    QCOMPARE(silentWidgets(*desk.dialog), QStringList());
}

} // namespace mqttscope::test

QTEST_MAIN(mqttscope::test::RightsDialogTest)
#include "rights_dialog_test.moc"
