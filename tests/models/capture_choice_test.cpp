// SPDX-License-Identifier: GPL-3.0-or-later
// What is remembered for live captures, and what capture filters are offered and understood.
#include "ui/models/capture_choice.h"

#include "ui/models/capture_filter_check.h"
#include "ui/models/capture_filters.h"

#include <QSemaphore>
#include <QSettings>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <atomic>

using namespace mqttscope;
using namespace mqttscope::ui;
using namespace std::chrono_literals;
using State = CaptureFilterVerdict::State;

class CaptureChoiceTest : public QObject {
    Q_OBJECT
    struct Kept {
        QTemporaryDir directory;
        QSettings settings{directory.filePath(QStringLiteral("s.ini")), QSettings::IniFormat};

        /// As the next start of the program finds it.
        CaptureChoice again(const CaptureChoice& choice)
        {
            choice.save(settings);
            settings.sync();
            return CaptureChoice::load(QSettings(settings.fileName(), QSettings::IniFormat));
        }
    };
    static CaptureChoice ring()
    {
        CaptureChoice choice;
        choice.interfaces = {QStringLiteral("lo"), QStringLiteral("wlp2s0")};
        choice.filter = QString();
        choice.rest.snapLength = 96;
        choice.rest.bufferMiB = 16;
        choice.rest.promiscuous = false;
        choice.rest.file = "/captures/tp.pcapng";
        choice.rest.stop = {90min, std::nullopt, 1'000'000, 20};
        choice.rest.ring = analysis::RingBuffer{1min, 1h, 5'000'000'000, 1000, 10, true};
        return choice;
    }

private Q_SLOTS:
    void withoutSettingsItIsMqttOnNothing()
    {
        const Kept kept;
        const CaptureChoice choice = CaptureChoice::load(kept.settings);
        QVERIFY(choice.interfaces.isEmpty());
        QCOMPARE(choice.filter, QStringLiteral("tcp port 1883"));
        QVERIFY(choice.rest.promiscuous);
        QVERIFY(!choice.rest.ring);
        QVERIFY(choice.rest.file.empty());
    }

    void everythingIsRemembered()
    {
        Kept kept;
        const CaptureChoice choice = ring();
        const CaptureChoice again = kept.again(choice);
        QCOMPARE(again.interfaces, choice.interfaces);
        QCOMPARE(again.filter, QString());
        QCOMPARE(again.rest.snapLength, 96U);
        QCOMPARE(again.rest.bufferMiB, 16U);
        QVERIFY(!again.rest.promiscuous);
        QCOMPARE(again.rest.file, choice.rest.file);
        QVERIFY(again.rest.stop.duration == 90min);
        QVERIFY(!again.rest.stop.bytes);
        QVERIFY(again.rest.stop.frames == 1'000'000U);
        QVERIFY(again.rest.stop.files == 20U);
        QVERIFY(again.rest.ring.has_value());
        QVERIFY(again.rest.ring->duration == 1min && again.rest.ring->interval == 1h);
        QVERIFY(again.rest.ring->bytes == 5'000'000'000U && again.rest.ring->frames == 1000U);
        QVERIFY(again.rest.ring->keep == 10U && again.rest.ring->timeBeforeNumber);
        QCOMPARE(problemOf(again), ChoiceProblem::None);
        QVERIFY(!kept.again(CaptureChoice{}).rest.ring); // and forgotten again
    }

    void aSingleFileIsNotWrittenOverTheNextTime()
    {
        Kept kept;
        CaptureChoice choice;
        choice.rest.file = "/captures/tp.pcapng";
        choice.rest.format = analysis::LiveFormat::Pcap;
        const CaptureChoice again = kept.again(choice);
        QVERIFY(again.rest.file.empty());
        QCOMPARE(again.rest.format, analysis::LiveFormat::Pcap);
    }

    void damagedSettingsAreHarmless()
    {
        Kept kept;
        ring().save(kept.settings);
        for (const QString& key : kept.settings.allKeys())
            kept.settings.setValue(key, QStringLiteral("-7 rubbish"));
        kept.settings.setValue(QStringLiteral("live/filter"), QString(10'000, QLatin1Char('x')));
        kept.settings.setValue(QStringLiteral("live/snapLength"), 999'999'999);
        kept.settings.setValue(QStringLiteral("live/interfaces"),
                               QStringList{QString(), QString(300, QLatin1Char('i')), QStringLiteral("lo")});
        const CaptureChoice choice = CaptureChoice::load(kept.settings);
        QCOMPARE(choice.interfaces, QStringList{QStringLiteral("lo")});
        QCOMPARE(choice.filter, QStringLiteral("tcp port 1883"));
        QCOMPARE(choice.rest.snapLength, 0U);
        QCOMPARE(choice.rest.format, analysis::LiveFormat::Pcapng);
        QVERIFY(!choice.rest.stop.duration && !choice.rest.stop.frames && !choice.rest.stop.files);
        QVERIFY(!choice.rest.ring && choice.rest.file.empty());
    }

    void theSimpleChoiceHasNoFileAndNoEnd()
    {
        const CaptureChoice simple = ring().simple();
        QCOMPARE(simple.interfaces, ring().interfaces);
        QCOMPARE(simple.rest.snapLength, 96U);
        QVERIFY(simple.rest.file.empty() && !simple.rest.ring && !simple.rest.stop.frames);
    }

    void whatCannotBeIsSaid()
    {
        CaptureChoice choice;
        QCOMPARE(problemOf(choice), ChoiceProblem::NoInterface);
        choice = ring();
        QCOMPARE(problemOf(choice), ChoiceProblem::None);
        choice.rest.format = analysis::LiveFormat::Pcap;
        QCOMPARE(problemOf(choice), ChoiceProblem::SeveralInPcap);
        choice = ring();
        choice.rest.file.clear();
        QCOMPARE(problemOf(choice), ChoiceProblem::RingWithoutName);
        choice = ring();
        choice.rest.ring = analysis::RingBuffer{};
        QCOMPARE(problemOf(choice), ChoiceProblem::RingWithoutRule);
        choice = ring();
        choice.rest.ring.reset();
        QCOMPARE(problemOf(choice), ChoiceProblem::FilesWithoutRing);
        choice = ring();
        choice.rest.stop.bytes = 1000;
        QCOMPARE(problemOf(choice), ChoiceProblem::TwoSizes);
    }

    void onlySoManyFiltersAreRemembered()
    {
        Kept kept;
        CaptureChoice choice;
        for (int i = 1; i <= 12; ++i) {
            choice.filter = QStringLiteral(" port %1").arg(i);
            choice.rememberFilter();
        }
        choice.filter = QStringLiteral("port 9");
        choice.rememberFilter();
        choice.filter = QStringLiteral("  ");
        choice.rememberFilter();
        const QStringList recent = kept.again(choice).recentFilters;
        QCOMPARE(recent.size(), CaptureChoice::kMaxRecentFilters);
        QCOMPARE(recent.front(), QStringLiteral("port 9"));
        QCOMPARE(recent.at(1), QStringLiteral("port 12"));
    }

    void theOptionsAreWhatWasChosen()
    {
        CaptureChoice choice = ring();
        choice.filter = QStringLiteral(" host pi ");
        const analysis::LiveOptions options = choice.options();
        QVERIFY(options.interfaces == (std::vector<std::string>{"lo", "wlp2s0"}));
        QCOMPARE(options.filter, std::string("host pi"));
        QVERIFY(options.stream.empty());
    }

    void everyFilterThatIsOfferedIsUnderstood()
    {
        for (const ReadyFilter& ready : readyFilters()) {
            const auto fault = capture::checkCaptureFilter(ready.filter.toStdString());
            QVERIFY2(!fault, qPrintable(ready.filter));
            QVERIFY(ready.filter.contains(ready.placeholder));
        }
        QCOMPARE(captureFilterReading(QStringLiteral(" tcp  port 1883 ")), QStringLiteral("MQTT"));
        QCOMPARE(captureFilterReading(QStringLiteral("udp")), QString());
    }

    void aWrongFilterSaysWhere()
    {
        CaptureFilterCheck check;
        QCOMPARE(check.verdict().state, State::Empty);
        check.ask(QStringLiteral("tcp prt 1883"));
        QCOMPARE(check.verdict().state, State::Asking);
        QTRY_COMPARE(check.verdict().state, State::Wrong);
        QCOMPARE(check.verdict().position, 4);
        QCOMPARE(check.verdict().length, 3);
        QCOMPARE(check.verdict().sentence, QStringLiteral("“prt” is not understood here."));
        QVERIFY(!check.verdict().detail.isEmpty());
        check.ask(QStringLiteral("tcp port"));
        QTRY_COMPARE(check.verdict().state, State::Wrong);
        QCOMPARE(check.verdict().position, 8);
        QCOMPARE(check.verdict().length, 0);
        check.ask(QStringLiteral("tcp and udp"));
        QTRY_COMPARE(check.verdict().state, State::Wrong);
        QCOMPARE(check.verdict().position, -1);
        check.ask(QStringLiteral("tcp port 1883"));
        QTRY_COMPARE(check.verdict().state, State::Valid);
        QCOMPARE(check.verdict().sentence, QStringLiteral("Captured: MQTT."));
        check.ask(QString());
        QCOMPARE(check.verdict().state, State::Empty);
        QVERIFY(!check.verdict().sentence.isEmpty());
    }

    void theNewestTextWins()
    {
        QSemaphore mayEnd;
        std::atomic<int> checks = 0;
        CaptureFilterCheck check([&](const std::string& filter) -> std::optional<capture::FilterFault> {
            ++checks;
            mayEnd.acquire();
            return filter == "d" ? std::nullopt : std::optional(capture::FilterFault{0, "no"});
        });
        QSignalSpy answered(&check, &CaptureFilterCheck::answered);
        for (const char* text : {"a", "b", "c", "d"})
            check.ask(QLatin1String(text));
        mayEnd.release(4);
        QTRY_COMPARE(check.verdict().state, State::Valid);
        QCOMPARE(checks.load(), 2); // the first, and the newest
        QCOMPARE(answered.count(), 5);
        check.ask(QStringLiteral("e"));
        check.ask(QString()); // while it is on the way
        QTRY_COMPARE(mayEnd.available(), 1);
        QTest::qWait(0);
        QCOMPARE(check.verdict().state, State::Empty);
    }
};

QTEST_GUILESS_MAIN(CaptureChoiceTest)
#include "capture_choice_test.moc"
