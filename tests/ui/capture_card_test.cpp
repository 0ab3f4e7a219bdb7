// SPDX-License-Identifier: GPL-3.0-or-later
// Choosing on the first page what to capture.
#include "ui/live/capture_card.h"

#include "tests/ui/capture_fixture.h"
#include "ui/live/capture_filter_edit.h"
#include "ui/live/other_computer_row.h"
#include "ui/views/marked_edit.h"

#include <QAccessible>
#include <QLabel>
#include <QPushButton>
#include <QSignalSpy>
#include <QToolButton>

using namespace mqttscope;
using namespace mqttscope::ui;

class CaptureCardTest : public QObject {
    Q_OBJECT
    struct Card : test::CaptureDesk {
        std::unique_ptr<CaptureCard> card;

        explicit Card(bool known = true)
        {
            if (known)
                know();
            reopen();
        }
        /// As if the program were started again.
        void reopen()
        {
            card = std::make_unique<CaptureCard>(theme, model, settings);
            card->resize(440, 620);
            card->show();
        }
        CaptureCard* operator->() const { return card.get(); }
        bool isReady() const { return card->startButton()->isEnabled(); }
        bool filterIs(CaptureFilterVerdict::State state) const
        {
            return card->filter()->verdict().state == state;
        }
        void type(const QString& filter) const
        {
            MarkedEdit* edit = card->filter()->edit();
            edit->setFocus();
            edit->selectAll();
            QTest::keyClicks(edit, filter);
        }
        QStringList chosen() const { return card->list()->chosen(); }
    };

private Q_SLOTS:
    void itWatchesOnlyWhileItIsSeen()
    {
        Card card(false);
        QVERIFY(card.model.isWatched());
        QTRY_VERIFY(card.model.isKnown());
        card->hide();
        QVERIFY(!card.model.isWatched());
        card->show();
        QVERIFY(card.model.isWatched());
        card.card.reset();
        QVERIFY(!card.model.isWatched());
    }

    void whoNeverChoseBeginsWithLoopback()
    {
        Card card;
        QCOMPARE(card.chosen(), QStringList{QStringLiteral("lo")});
        QCOMPARE(card->filter()->filter(), QStringLiteral("tcp port 1883"));
        QTRY_VERIFY(card.filterIs(CaptureFilterVerdict::State::Valid));
        QSignalSpy started(card.card.get(), &CaptureCard::startRequested);
        QTest::mouseClick(card->startButton(), Qt::LeftButton);
        QCOMPARE(started.count(), 1);
        const auto choice = started.front().front().value<CaptureChoice>();
        QCOMPARE(choice.interfaces, QStringList{QStringLiteral("lo")});
        QCOMPARE(choice.filter, QStringLiteral("tcp port 1883"));
        QCOMPARE(CaptureChoice::load(card.settings).recentFilters,
                 QStringList{QStringLiteral("tcp port 1883")});
    }

    void severalAreChosenWithCtrlAndKept()
    {
        Card card;
        test::clickInterface(*card->list(), "enp3s0");
        test::clickInterface(*card->list(), "wlp2s0", Qt::ControlModifier);
        const QStringList both{QStringLiteral("enp3s0"), QStringLiteral("wlp2s0")};
        QCOMPARE(card.chosen(), both);
        card.reopen();
        QCOMPARE(card.chosen(), both);
    }

    void theKeyboardChoosesAndStarts()
    {
        Card card;
        QSignalSpy started(card.card.get(), &CaptureCard::startRequested);
        InterfaceList* list = card->list();
        list->setFocus();
        QTest::keyClick(list, Qt::Key_Down);
        QCOMPARE(card.chosen(), QStringList{QStringLiteral("enp3s0")});
        QTest::keyClick(list, Qt::Key_Down, Qt::ControlModifier);
        QTest::keyClick(list, Qt::Key_Space);
        QCOMPARE(card.chosen().size(), 2);
        QTest::keyClick(list, Qt::Key_Space);
        QCOMPARE(card.chosen(), QStringList{QStringLiteral("enp3s0")});
        QTest::keyClick(list, Qt::Key_Return);
        QTRY_COMPARE(started.count(), 1);
    }

    void twoClicksStart()
    {
        Card card;
        QSignalSpy started(card.card.get(), &CaptureCard::startRequested);
        test::clickInterface(*card->list(), "enp3s0");
        const QRect row = card->list()->visualRect(card.model.index(1));
        QTest::mouseDClick(card->list()->viewport(), Qt::LeftButton, {}, row.center());
        QTRY_COMPARE(started.count(), 1);
        QCOMPARE(started.front().front().value<CaptureChoice>().interfaces,
                 QStringList{QStringLiteral("enp3s0")});
    }

    void oneThatIsSwitchedOffIsNotChosenByAClick()
    {
        Card card;
        test::clickInterface(*card->list(), "usb0");
        QCOMPARE(card.chosen(), QStringList{QStringLiteral("lo")});
        QTest::mouseClick(card->list()->viewport(), Qt::LeftButton, {},
                          QPoint(10, card->list()->viewport()->height() + 50)); // beside all rows
        QCOMPARE(card.chosen(), QStringList{QStringLiteral("lo")});
    }

    void whatIsChosenStaysWhileInterfacesComeAndGo()
    {
        Card card;
        test::clickInterface(*card->list(), "enp3s0");
        analysis::CaptureOutlook without = test::classRoomLaptop();
        without.interfaces.erase(without.interfaces.begin() + 1);
        card.change(without);
        QVERIFY(card.chosen().isEmpty());
        QVERIFY(!card.isReady());
        QCOMPARE(card->startButton()->toolTip(), QStringLiteral("Choose an interface first."));
        card.reopen(); // it is remembered though it is gone
        QVERIFY(card.chosen().isEmpty());
        card.change(test::classRoomLaptop());
        QCOMPARE(card.chosen(), QStringList{QStringLiteral("enp3s0")});
        QVERIFY(card.isReady());
        analysis::CaptureOutlook off = test::classRoomLaptop();
        off.interfaces[1].interface.up = false;
        card.change(off);
        QVERIFY(card.chosen().isEmpty());
        card.change(test::classRoomLaptop());
        QCOMPARE(card.chosen(), QStringList{QStringLiteral("enp3s0")});
    }

    void withoutRightsItSaysSoAndKeepsTheList()
    {
        Card card;
        card.change(test::withoutRights());
        QVERIFY(card->list()->isVisible());
        QVERIFY(!card.isReady());
        QCOMPARE(card->startButton()->toolTip(), QStringLiteral("Nobody may capture here yet."));
        QCOMPARE(card->rightsLine()->text(), card->startButton()->toolTip());
        QSignalSpy asked(card.card.get(), &CaptureCard::rightsRequested);
        QVERIFY(card->rightsButton()->isVisible());
        QTest::mouseClick(card->rightsButton(), Qt::LeftButton);
        QCOMPARE(asked.count(), 1);
        QSignalSpy started(card.card.get(), &CaptureCard::startRequested);
        QTest::keyClick(card->list(), Qt::Key_Return);
        QTest::keyClick(card->filter()->edit(), Qt::Key_Return);
        QVERIFY(started.isEmpty());
        card.change(test::classRoomLaptop()); // somebody has typed it
        QVERIFY(card.isReady());
        QVERIFY(!card->rightsButton()->isVisible());
        QCOMPARE(card->rightsLine()->text(), QStringLiteral("Only the capturing program has rights."));
    }

    void aWrongFilterStartsNothing()
    {
        Card card;
        QSignalSpy started(card.card.get(), &CaptureCard::startRequested);
        card.type(QStringLiteral("tcp prt 1883"));
        QTest::keyClick(card->filter()->edit(), Qt::Key_Return);
        QTRY_VERIFY(!card.isReady());
        QCOMPARE(card->startButton()->toolTip(), QStringLiteral("“prt” is not understood here."));
        QVERIFY(started.isEmpty());
        QCOMPARE(CaptureChoice::load(card.settings).filter, QStringLiteral("tcp port 1883")); // still
        card.type(QStringLiteral("udp"));
        QTest::keyClick(card->filter()->edit(), Qt::Key_Return); // before it is known to be right
        QTRY_COMPARE(started.count(), 1);
        QCOMPARE(started.front().front().value<CaptureChoice>().filter, QStringLiteral("udp"));
        card.reopen();
        QCOMPARE(card->filter()->filter(), QStringLiteral("udp"));
    }

    void anEmptyFilterCapturesEverything()
    {
        Card card;
        card->filter()->setFilter(QString());
        QVERIFY(card.isReady());
        QCOMPARE(card->filter()->sentence()->text(), QStringLiteral("No filter: everything is captured."));
        card.reopen();
        QCOMPARE(card->filter()->filter(), QString());
    }

    void theCardStartsWithoutFileAndEnd()
    {
        Card card;
        CaptureChoice kept = CaptureChoice::load(card.settings);
        kept.rest.file = "/captures/tp.pcapng";
        kept.rest.ring = analysis::RingBuffer{};
        kept.rest.ring->frames = 10;
        kept.rest.snapLength = 96;
        kept.save(card.settings);
        card->reload();
        QSignalSpy started(card.card.get(), &CaptureCard::startRequested);
        card->startButton()->click();
        QTRY_COMPARE(started.count(), 1);
        const auto choice = started.front().front().value<CaptureChoice>();
        QVERIFY(choice.rest.file.empty() && !choice.rest.ring);
        QCOMPARE(choice.rest.snapLength, 96U);
        QVERIFY(CaptureChoice::load(card.settings).rest.ring.has_value()); // the dialog's, still remembered
    }

    void whatIsChosenElsewhereIsShown()
    {
        Card card;
        card->hide();
        CaptureChoice choice = CaptureChoice::load(card.settings);
        choice.interfaces = {QStringLiteral("enp3s0")};
        choice.filter = QStringLiteral("udp");
        choice.save(card.settings);
        card.theme.setZoom(110); // what is not seen writes nothing
        card.know();
        QCOMPARE(CaptureChoice::load(card.settings).filter, QStringLiteral("udp"));
        card->show();
        QCOMPARE(card.chosen(), choice.interfaces);
        QCOMPARE(card->filter()->filter(), choice.filter);
    }

    void theOtherDoorsOpen()
    {
        Card card;
        QSignalSpy vantage(card.card.get(), &CaptureCard::vantageRequested);
        QSignalSpy options(card.card.get(), &CaptureCard::optionsRequested);
        QSignalSpy other(card.card.get(), &CaptureCard::otherComputerRequested);
        QTest::mouseClick(card->vantageButton(), Qt::LeftButton);
        QTest::keyClick(card->optionsButton(), Qt::Key_Space);
        QTest::keyClick(card->otherComputer(), Qt::Key_Space);
        QCOMPARE(vantage.count(), 1);
        QCOMPARE(options.count(), 1);
        QCOMPARE(other.count(), 1);
    }

    void theTabKeyReachesEverything()
    {
        Card card;
        card.change(test::withoutRights());
        card->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(card.card.get()));
        card->list()->setFocus();
        QSet<QWidget*> visited;
        for (int i = 0; i < 12; ++i) {
            visited += QApplication::focusWidget();
            QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
        }
        for (QWidget* stop :
             {static_cast<QWidget*>(card->list()), static_cast<QWidget*>(card->otherComputer()),
              static_cast<QWidget*>(card->filter()->edit()), static_cast<QWidget*>(card->rightsButton()),
              static_cast<QWidget*>(card->vantageButton()), static_cast<QWidget*>(card->optionsButton())})
            QVERIFY2(visited.contains(stop), stop->metaObject()->className());
    }

    void itSpeaksBothLanguages()
    {
        Card card;
        card.language.use(QStringLiteral("fr"));
        card->retranslate();
        QCOMPARE(card.model.index(0).data().toString(), QStringLiteral("Boucle locale"));
        QCOMPARE(card.model.index(3).data(InterfaceModel::RemarkRole).toString(),
                 QStringLiteral("usb0 · désactivée"));
        QCOMPARE(card->rightsLine()->text(), QStringLiteral("Droits accordés au seul programme de capture."));
        card.type(QStringLiteral("mqtt"));
        QTRY_COMPARE(card->startButton()->toolTip(),
                     QStringLiteral("«\u202fmqtt\u202f» n’est pas compris à cet endroit."));
    }

    void aRowIsSpoken()
    {
        Card card;
        const QAccessibleInterface* list = QAccessible::queryAccessibleInterface(card->list());
        QCOMPARE(list->text(QAccessible::Name), QStringLiteral("Interfaces to capture from"));
        QCOMPARE(list->child(0)->text(QAccessible::Name),
                 QStringLiteral("Loopback, lo · 127.0.0.1, this computer"));
    }
};

QTEST_MAIN(CaptureCardTest)
#include "capture_card_test.moc"
