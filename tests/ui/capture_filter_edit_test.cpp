// SPDX-License-Identifier: GPL-3.0-or-later
// Typing a capture filter.
#include "ui/live/capture_filter_edit.h"

#include "tests/ui/capture_fixture.h"
#include "ui/views/marked_edit.h"

#include <QLabel>
#include <QMenu>
#include <QSemaphore>
#include <QSignalSpy>
#include <QToolButton>
#include <QVBoxLayout>

#include <atomic>

using namespace mqttscope;
using namespace mqttscope::ui;
using State = CaptureFilterVerdict::State;

class CaptureFilterEditTest : public QObject {
    Q_OBJECT
    struct Bar : test::CaptureDesk {
        QWidget window;
        CaptureFilterEdit edit;
        explicit Bar(CaptureFilterCheck::Check check =
                         [](const std::string& filter) { return capture::checkCaptureFilter(filter); })
            : edit(theme, std::move(check))
        {
            auto* column = new QVBoxLayout(&window);
            column->addWidget(&edit);
            column->addWidget(edit.sentence());
            window.resize(360, 90);
            window.show();
        }
        void type(const char* text) { QTest::keyClicks(edit.edit(), QLatin1String(text)); }
        State state() const { return edit.verdict().state; }
        /// The colour of the bar at the left.
        QColor bar() { return edit.grab().toImage().pixelColor(1, edit.height() / 2); }
        QAction* ready(const char* title)
        {
            Q_EMIT edit.menu()->aboutToShow();
            for (QAction* action : edit.menu()->actions()) {
                if (action->text() == QString::fromUtf8(title))
                    return action;
            }
            return nullptr;
        }
    };

private Q_SLOTS:
    void aRightFilterIsGreen()
    {
        Bar bar;
        bar.type("tcp port 1883");
        QCOMPARE(bar.state(), State::Asking);
        QTRY_COMPARE(bar.state(), State::Valid);
        QCOMPARE(bar.bar(), bar.theme.color(Ink::Ok));
        QCOMPARE(bar.edit.sentence()->text(), QStringLiteral("Captured: MQTT."));
        QVERIFY(bar.edit.edit()->markRect().isEmpty());
    }

    void aWrongOneIsRedAndSaysWhere()
    {
        Bar bar;
        bar.type("tcp prt 1883");
        QTRY_COMPARE(bar.state(), State::Wrong);
        QCOMPARE(bar.bar(), bar.theme.color(Ink::Error));
        QCOMPARE(bar.edit.sentence()->property("tone").toString(), QStringLiteral("error"));
        QVERIFY(!bar.edit.sentence()->toolTip().isEmpty()); // what libpcap says
        const QFontMetrics metrics(bar.edit.edit()->font());
        const QRect mark = bar.edit.edit()->markRect();
        QVERIFY(std::abs(mark.width() - metrics.horizontalAdvance(QStringLiteral("prt"))) <= 1);
        QCOMPARE(bar.edit.edit()->accessibleDescription(), bar.edit.sentence()->text());
    }

    void nothingTypedIsEverything()
    {
        Bar bar;
        QCOMPARE(bar.state(), State::Empty);
        QVERIFY(bar.edit.verdict().isUsable());
        QSignalSpy accepted(&bar.edit, &CaptureFilterEdit::accepted);
        QTest::keyClick(bar.edit.edit(), Qt::Key_Return);
        QCOMPARE(accepted.count(), 1);
    }

    void itIsLookedAtOnceNothingIsTyped()
    {
        std::atomic<int> checks = 0;
        Bar bar([&](const std::string&) -> std::optional<capture::FilterFault> {
            ++checks;
            return std::nullopt;
        });
        bar.type("host raspberrypi");
        QCOMPARE(checks.load(), 0); // a name must not be looked up at every letter
        QTRY_COMPARE(bar.state(), State::Valid);
        QCOMPARE(checks.load(), 1);
    }

    void aSlowCheckHoldsNothingUp()
    {
        QSemaphore mayEnd;
        Bar bar([&](const std::string& filter) -> std::optional<capture::FilterFault> {
            mayEnd.acquire();
            return filter == "udp" ? std::nullopt
                                   : std::optional(capture::FilterFault{0, "unknown host 'x'"});
        });
        QSignalSpy accepted(&bar.edit, &CaptureFilterEdit::accepted);
        bar.type("host x");
        QTest::keyClick(bar.edit.edit(), Qt::Key_Return);
        QTRY_COMPARE(bar.edit.sentence()->text(), QStringLiteral("The filter is being looked at…"));
        bar.edit.edit()->selectAll();
        bar.type("udp");
        QTest::keyClick(bar.edit.edit(), Qt::Key_Return);
        QVERIFY(accepted.isEmpty());
        mayEnd.release(2);
        QTRY_COMPARE(accepted.count(), 1); // of the newest text
        QCOMPARE(bar.edit.filter(), QStringLiteral("udp"));
        QCOMPARE(bar.state(), State::Valid);
    }

    void enterOnAWrongFilterStartsNothing()
    {
        Bar bar;
        QSignalSpy accepted(&bar.edit, &CaptureFilterEdit::accepted);
        bar.type("tcp port");
        QTest::keyClick(bar.edit.edit(), Qt::Key_Return);
        QTRY_COMPARE(bar.state(), State::Wrong);
        QCOMPARE(bar.edit.sentence()->text(), QStringLiteral("Something is missing at the end."));
        bar.type(" 1883");
        QTRY_COMPARE(bar.state(), State::Valid);
        QVERIFY(accepted.isEmpty()); // Enter was of another text
    }

    void readyMadeOnesAreInTheMenu()
    {
        Bar bar;
        bar.ready("MQTT, also over TLS")->trigger();
        QCOMPARE(bar.edit.filter(), QStringLiteral("tcp port 1883 or tcp port 8883"));
        QTRY_COMPARE(bar.state(), State::Valid);
        bar.ready("MQTT of one computer…")->trigger();
        QCOMPARE(bar.edit.edit()->selectedText(), QStringLiteral("192.168.1.42"));
        bar.type("10.0.0.7");
        QCOMPARE(bar.edit.filter(), QStringLiteral("tcp port 1883 and host 10.0.0.7"));
        bar.ready("MQTT on another port…")->trigger();
        bar.type("11883");
        QCOMPARE(bar.edit.filter(), QStringLiteral("tcp port 11883"));
        bar.ready("Everything")->trigger();
        QCOMPARE(bar.state(), State::Empty);
    }

    void thoseUsedBeforeToo()
    {
        Bar bar;
        QVERIFY(bar.ready("&Forget the recent filters") == nullptr);
        bar.edit.setRecent({QStringLiteral("tcp[13] && 2 != 0"), QStringLiteral("udp")});
        bar.ready("tcp[13] &&&& 2 != 0")->trigger(); // no mnemonic
        QCOMPARE(bar.edit.filter(), QStringLiteral("tcp[13] && 2 != 0"));
        QSignalSpy forget(&bar.edit, &CaptureFilterEdit::forgetRecentWanted);
        bar.ready("&Forget the recent filters")->trigger();
        QCOMPARE(forget.count(), 1);
    }
};

QTEST_MAIN(CaptureFilterEditTest)
#include "capture_filter_edit_test.moc"
