// SPDX-License-Identifier: GPL-3.0-or-later
// The dialog of everything that can be said of a capture.
#include "ui/live/capture_options_dialog.h"

#include "tests/ui/capture_fixture.h"
#include "ui/live/capture_filter_edit.h"
#include "ui/live/capture_sections.h"
#include "ui/live/limit_row.h"
#include "ui/views/marked_edit.h"

#include <QAccessible>
#include <QCheckBox>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QRadioButton>
#include <QScreen>
#include <QScrollArea>
#include <QScrollBar>
#include <QSignalSpy>
#include <QSpinBox>
#include <QToolButton>

using namespace mqttscope;
using namespace mqttscope::ui;
using namespace std::chrono_literals;

class CaptureOptionsTest : public QObject {
    Q_OBJECT
    struct Dialog : test::CaptureDesk {
        std::unique_ptr<CaptureOptionsDialog> dialog;

        explicit Dialog(const CaptureChoice& choice = onLoopback(), const char* language_ = "en")
        {
            language.use(QLatin1String(language_));
            know();
            open(choice);
        }
        void open(const CaptureChoice& choice)
        {
            dialog = std::make_unique<CaptureOptionsDialog>(theme, model, choice);
            dialog->show();
        }
        CaptureOptionsDialog* operator->() const { return dialog.get(); }
        QString file() const { return directory.filePath(QStringLiteral("tp.pcapng")); }
        void name(const QString& path) const
        {
            dialog->target()->named()->click();
            dialog->target()->path()->setText(path);
        }
    };
    static CaptureChoice onLoopback()
    {
        CaptureChoice choice;
        choice.interfaces = {QStringLiteral("lo")};
        return choice;
    }
    static CaptureChoice everything(const QString& file)
    {
        CaptureChoice choice;
        choice.interfaces = {QStringLiteral("lo"), QStringLiteral("enp3s0")};
        choice.filter = QStringLiteral("udp");
        choice.recentFilters = {QStringLiteral("arp")};
        choice.rest.promiscuous = false;
        choice.rest.snapLength = 96;
        choice.rest.bufferMiB = 8;
        choice.rest.file = file.toStdString();
        choice.rest.stop = {1500ms, std::nullopt, 7, 3};
        choice.rest.ring = analysis::RingBuffer{90s, 1h, 5'000'000, 10, 4, true};
        return choice;
    }

private Q_SLOTS:
    void whatCameInGoesOut()
    {
        Dialog dialog;
        const CaptureChoice choice = everything(dialog.file());
        dialog.open(choice);
        QCOMPARE(dialog->problem(), QString());
        QVERIFY(dialog->ringSection()->isOpen() && dialog->endSection()->isOpen());
        dialog->accept();
        QTRY_COMPARE(dialog->result(), int(QDialog::Accepted));
        const CaptureChoice out = dialog->choice();
        QCOMPARE(out.interfaces, choice.interfaces);
        QCOMPARE(out.filter, choice.filter);
        QCOMPARE(out.recentFilters, (QStringList{QStringLiteral("udp"), QStringLiteral("arp")}));
        QVERIFY(!out.rest.promiscuous);
        QCOMPARE(out.rest.snapLength, 96U);
        QCOMPARE(out.rest.bufferMiB, 8U);
        QCOMPARE(out.rest.file, choice.rest.file);
        QVERIFY(out.rest.stop.duration == 1500ms && !out.rest.stop.bytes && out.rest.stop.frames == 7U);
        QVERIFY(out.rest.stop.files == 3U);
        QVERIFY(out.rest.ring && out.rest.ring->duration == 90s && out.rest.ring->interval == 1h);
        QVERIFY(out.rest.ring->bytes == 5'000'000U && out.rest.ring->frames == 10U);
        QVERIFY(out.rest.ring->keep == 4U && out.rest.ring->timeBeforeNumber);
    }

    void itIsQuietAtFirst()
    {
        Dialog dialog;
        QVERIFY(!dialog->frameSection()->isOpen());
        QVERIFY(!dialog->endSection()->isOpen());
        QVERIFY(!dialog->ringSection()->isOpen());
        QVERIFY(!dialog->endSection()->duration()->isVisible());
        QCOMPARE(dialog->endSection()->summary(), QStringLiteral("never"));
        QTest::keyClick(dialog->endSection()->button(), Qt::Key_Space);
        QVERIFY(dialog->endSection()->duration()->isVisible());
        dialog->endSection()->duration()->box()->click();
        QCOMPARE(dialog->endSection()->summary(), QStringLiteral("10\u202fmin"));
        QVERIFY(dialog->choice().rest.stop.duration == 10min);
        dialog->endSection()->duration()->unit()->setCurrentIndex(0);
        QVERIFY(dialog->choice().rest.stop.duration == 10s);
        dialog->frameSection()->snapLength()->setValue(64);
        QCOMPARE(dialog->frameSection()->summary(), QStringLiteral("64 bytes at most"));
    }

    void nothingContradictoryIsAccepted()
    {
        Dialog dialog;
        const auto refused = [&](const char* why) {
            QVERIFY(!dialog->startButton()->isEnabled());
            QVERIFY2(dialog->message()->text().contains(QLatin1String(why)),
                     qPrintable(dialog->message()->text()));
            dialog->accept();
            QVERIFY(dialog->isVisible());
        };
        QVERIFY(dialog->startButton()->isEnabled());
        dialog->ringSection()->several()->click();
        refused("need a name");
        dialog->target()->named()->click();
        refused("Into which file?");
        dialog->target()->path()->setText(QStringLiteral("/nowhere/at/all.pcapng"));
        refused("");
        dialog->target()->path()->setText(dialog.file());
        refused("when the next one begins");
        dialog->ringSection()->bytes()->box()->click();
        QVERIFY(dialog->startButton()->isEnabled());
        QVERIFY(dialog->message()->text().contains(QLatin1String("tp_00001_")));
        dialog->endSection()->bytes()->box()->click();
        refused("set one of them");
        dialog->endSection()->bytes()->box()->click();
        dialog->target()->format()->setCurrentIndex(1);
        QVERIFY(dialog->target()->path()->text().endsWith(QLatin1String("tp.pcap")));
        QVERIFY(dialog->startButton()->isEnabled());
        test::clickInterface(*dialog->list(), "enp3s0", Qt::ControlModifier);
        refused("frames of one interface");
        test::clickInterface(*dialog->list(), "enp3s0", Qt::ControlModifier);
        QVERIFY(dialog->startButton()->isEnabled());
        test::clickInterface(*dialog->list(), "lo", Qt::ControlModifier);
        refused("Choose an interface");
    }

    void aWrongFilterIsSaidAndEnterWaitsForARightOne()
    {
        Dialog dialog;
        MarkedEdit* edit = dialog->filter()->edit();
        edit->selectAll();
        QTest::keyClicks(edit, QStringLiteral("tcp prt"));
        QTRY_VERIFY(!dialog->startButton()->isEnabled());
        QVERIFY(dialog->message()->text().contains(QStringLiteral("“prt”")));
        edit->selectAll();
        QTest::keyClicks(edit, QStringLiteral("arp"));
        QTest::keyClick(edit, Qt::Key_Return);
        QTRY_COMPARE(dialog->result(), int(QDialog::Accepted));
        QCOMPARE(dialog->choice().filter, QStringLiteral("arp"));
    }

    void enterInTheListStarts()
    {
        Dialog dialog;
        QSignalSpy accepted(dialog.dialog.get(), &QDialog::accepted);
        QTRY_COMPARE(dialog->filter()->verdict().state, CaptureFilterVerdict::State::Valid);
        QTest::keyClick(dialog->list(), Qt::Key_Return);
        QCOMPARE(accepted.count(), 1);
    }

    void rightsThatAppearLetItStart()
    {
        Dialog dialog;
        dialog.change(test::withoutRights());
        QVERIFY(!dialog->startButton()->isEnabled());
        QVERIFY(dialog->rightsButton()->isVisible());
        QSignalSpy asked(dialog.dialog.get(), &CaptureOptionsDialog::rightsRequested);
        QTest::mouseClick(dialog->rightsButton(), Qt::LeftButton);
        QCOMPARE(asked.count(), 1);
        dialog.change(test::classRoomLaptop());
        QVERIFY(dialog->startButton()->isEnabled());
        QVERIFY(!dialog->rightsButton()->isVisible());
    }

    void aFileThatIsThereWillBeReplaced()
    {
        Dialog dialog;
        QFile file(dialog.file());
        QVERIFY(file.open(QIODevice::WriteOnly));
        dialog.name(dialog.file());
        QVERIFY(dialog->startButton()->isEnabled());
        QCOMPARE(dialog->message()->text(),
                 QStringLiteral("This file is there already: it will be replaced."));
    }

    void framesThatWouldComeTwiceAreSaid()
    {
        Dialog dialog;
        QCOMPARE(dialog->message()->text(), QString());
        test::clickInterface(*dialog->list(), "any", Qt::ControlModifier);
        QVERIFY(dialog->message()->text().contains(QLatin1String("twice")));
        QVERIFY(dialog->startButton()->isEnabled());
        test::clickInterface(*dialog->list(), "any");
        QCOMPARE(dialog->message()->text(), QString());
    }

    void theResetIsMqttOnOneInterface()
    {
        Dialog dialog;
        dialog.open(everything(dialog.file()));
        dialog->resetButton()->click();
        const CaptureChoice choice = dialog->choice();
        QCOMPARE(choice.interfaces, QStringList{QStringLiteral("lo")});
        QCOMPARE(choice.filter, QStringLiteral("tcp port 1883"));
        QVERIFY(choice.rest.promiscuous && choice.rest.file.empty() && !choice.rest.ring);
        QVERIFY(!choice.rest.stop.duration && !choice.rest.stop.frames && choice.rest.snapLength == 0);
        QCOMPARE(choice.recentFilters, QStringList{QStringLiteral("arp")});
    }

    void whatHasRoomNeedsNoScrollBar()
    {
        for (const char* language : {"en", "fr"}) {
            Dialog dialog(onLoopback(), language);
            dialog.theme.apply();
            analysis::CaptureOutlook few = dialog.outlook; // more of them could be made less high
            few.interfaces.resize(2);
            dialog.change(few);
            dialog.open(onLoopback());
            const auto* area = dialog->findChild<QScrollArea*>(QStringLiteral("captureOptionsArea"));
            QVERIFY(QTest::qWaitForWindowExposed(dialog.dialog.get()));
            QVERIFY(dialog->height() < dialog->screen()->availableSize().height() - 40);
            QCOMPARE(area->verticalScrollBar()->maximum(), 0);
            qApp->setStyleSheet({});
        }
    }

    void itFitsOnASmallScreen()
    {
        Dialog dialog;
        dialog.theme.setZoom(200);
        dialog.open(everything(dialog.file()));
        const QSize room = dialog->screen()->availableSize();
        QVERIFY(dialog->height() <= room.height());
        QVERIFY(dialog->width() <= room.width());
        QVERIFY(dialog->startButton()->isVisible());
        QVERIFY(dialog->rect().contains(QRect(dialog->startButton()->mapTo(dialog.dialog.get(), QPoint()),
                                              dialog->startButton()->size())));
    }

    void noTwoThingsShareAKey_data()
    {
        QTest::addColumn<QString>("language");
        QTest::newRow("en") << QStringLiteral("en");
        QTest::newRow("fr") << QStringLiteral("fr");
    }

    void noTwoThingsShareAKey()
    {
        QFETCH(QString, language);
        Dialog dialog(onLoopback(), qPrintable(language));
        QMap<QString, QString> keys;
        const auto note = [&](const QString& text) {
            const qsizetype at = text.indexOf(QLatin1Char('&'));
            if (at < 0 || text.mid(at + 1, 1) == QLatin1String("&"))
                return;
            const QString key = text.mid(at + 1, 1).toLower();
            QVERIFY2(!keys.contains(key), qPrintable(text + QLatin1String(" / ") + keys.value(key)));
            keys.insert(key, text);
        };
        for (const auto* button : dialog->findChildren<QAbstractButton*>())
            note(button->text());
        for (const auto* label : dialog->findChildren<QLabel*>()) {
            if (label->buddy() != nullptr)
                note(label->text());
        }
        QVERIFY(keys.size() >= 14);
    }

    void itSpeaksFrench()
    {
        Dialog dialog(CaptureChoice{}, "fr");
        QCOMPARE(dialog->message()->text(), QStringLiteral("Choisissez d’abord une interface."));
        QCOMPARE(dialog->windowTitle(), QStringLiteral("Options de capture"));
        QCOMPARE(dialog->frameSection()->summary(), QStringLiteral("trames entières"));
        dialog->endSection()->bytes()->box()->click();
        QCOMPARE(dialog->endSection()->summary(), QStringLiteral("100\u202fMo"));
        dialog->endSection()->bytes()->number()->setValue(1.5);
        QCOMPARE(dialog->endSection()->summary(), QStringLiteral("1,5\u202fMo"));
        QVERIFY(dialog->choice().rest.stop.bytes == 1'500'000U);
    }

    void whatTakesTheFocusHasAName()
    {
        Dialog dialog;
        dialog.open(everything(dialog.file()));
        for (const QWidget* widget : dialog->findChildren<QWidget*>()) {
            if ((widget->focusPolicy() & Qt::TabFocus) == 0 || widget->focusProxy() != nullptr ||
                !widget->isVisible() || widget->objectName().startsWith(QLatin1String("qt_")))
                continue;
            const QAccessibleInterface* spoken =
                QAccessible::queryAccessibleInterface(const_cast<QWidget*>(widget));
            QVERIFY2(spoken != nullptr && !spoken->text(QAccessible::Name).isEmpty(),
                     widget->metaObject()->className());
        }
    }
};

QTEST_MAIN(CaptureOptionsTest)
#include "capture_options_test.moc"
