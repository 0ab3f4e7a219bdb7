// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/lab_session.h"

#include "analysis/live/live_folder.h"
#include "capture/file/capture_reader.h"
#include "tests/models/live_place.h"
#include "ui/models/live_session.h"

#include <QFile>
#include <QFileInfo>
#include <QSignalSpy>
#include <QTcpServer>
#include <QTest>
#include <QThread>

#include <csignal>
#include <string>
#include <sys/resource.h>
#include <vector>

using namespace mqttscope;
using namespace mqttscope::broker::lab;
using namespace mqttscope::ui;
using analysis::LiveState;
using test::LivePlace;

namespace {

constexpr int kWithinMs = 20'000;

LabBrokerOptions anyPort()
{
    LabBrokerOptions options;
    options.port = 0;
    options.sysSeconds = 0;
    return options;
}

/// A class whose passwords take seconds to hash.
LabBrokerOptions crowded()
{
    LabBrokerOptions options = anyPort();
    options.reach = Reach::Classroom;
    for (int number = 0; number < 20'000; ++number)
        options.users.push_back({"user" + std::to_string(number), "secret"});
    return options;
}

LabClientOptions clientOf(const LabSession& lab, const char* name)
{
    LabClientOptions options;
    options.port = lab.started().addresses.front().port;
    options.client.clientId = name;
    return options;
}

std::uint64_t framesIn(const QString& path)
{
    const auto file = capture::MappedFile::open(QFile::encodeName(path).toStdString());
    auto reader = capture::CaptureReader::open(*file);
    capture::FrameView frame;
    std::uint64_t count = 0;
    while ((*reader)->next(frame) == capture::ReadStatus::Frame)
        ++count;
    return count;
}

/// Events of one kind, in their order.
struct Heard {
    explicit Heard(LabSession& lab)
    {
        QObject::connect(&lab, &LabSession::clientEvent, &lab,
                         [this](const LabEvent& event) { events.push_back(event); });
        QObject::connect(&lab, &LabSession::newsArrived, &lab,
                         [this](const std::vector<broker::LogEntry>& some) {
                             news.insert(news.end(), some.begin(), some.end());
                             mostNews = std::max(mostNews, some.size());
                         });
    }
    [[nodiscard]] int count(LabEventKind kind) const
    {
        return static_cast<int>(std::count_if(events.begin(), events.end(),
                                              [kind](const LabEvent& event) { return event.kind == kind; }));
    }
    std::vector<LabEvent> events;
    std::vector<broker::LogEntry> news;
    std::size_t mostNews = 0;
};

} // namespace

class LabSessionTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void theBrokerStartsAndIsCaptured()
    {
        const LivePlace place;
        LiveSession live;
        LabSession lab(live);
        const QSignalSpy state(&lab, &LabSession::stateChanged);
        const QSignalSpy readable(&live, &LiveSession::readable);
        const QSignalSpy ended(&live, &LiveSession::ended);
        QVERIFY(!lab.isRunning());
        QVERIFY(lab.snapshot() != nullptr);
        QVERIFY(lab.start(anyPort()));
        QVERIFY(lab.isRunning());
        QVERIFY(!lab.start(anyPort())); // one at a time
        QCOMPARE(state.count(), 1);
        QCOMPARE(readable.count(), 1);
        QVERIFY(live.isBusy());
        QVERIFY(live.isTap());
        QVERIFY(live.isNameless());
        QVERIFY(!live.isUnsaved()); // no frame so far
        QVERIFY(!live.start(LivePlace::options()));
        QTRY_VERIFY_WITH_TIMEOUT(lab.snapshot()->running, kWithinMs);

        const LabClientId id = lab.addClient(clientOf(lab, "capteur-1"));
        QVERIFY(id != 0);
        lab.clients().connect(id);
        QTRY_VERIFY_WITH_TIMEOUT(lab.snapshot()->sessions.rows.size() == 1, kWithinMs);
        QTRY_VERIFY_WITH_TIMEOUT(live.status().frames > 0, kWithinMs);
        QVERIFY(live.isUnsaved());
        QVERIFY(analysis::orphans().empty()); // it is being written

        lab.stop();
        QVERIFY(lab.isStopping());
        QVERIFY(!lab.start(anyPort()));
        QTRY_COMPARE_WITH_TIMEOUT(ended.count(), 1, kWithinMs);
        QVERIFY(!lab.isStopping());
        QVERIFY(!lab.snapshot()->running);
        QVERIFY(lab.started().addresses.empty());
        QVERIFY(live.isUnsaved());
        QVERIFY(!live.isAdopted());
        const QString file = QFile::decodeName(live.status().path.c_str());
        QCOMPARE(live.status().frames, framesIn(file));
        QVERIFY(analysis::orphans().empty()); // this program still has it
    }

    void theCaptureIsSavedOrDiscarded()
    {
        const LivePlace place;
        LiveSession live;
        LabSession lab(live);
        const QSignalSpy ended(&live, &LiveSession::ended);
        QVERIFY(lab.start(anyPort()));
        lab.clients().connect(lab.addClient(clientOf(lab, "a")));
        QTRY_VERIFY_WITH_TIMEOUT(live.status().frames > 0, kWithinMs);
        lab.stop();
        QTRY_COMPARE_WITH_TIMEOUT(ended.count(), 1, kWithinMs);
        const QSignalSpy saved(&live, &LiveSession::saved);
        const QString target = place.path("lesson.pcapng");
        live.save(target);
        QTRY_COMPARE_WITH_TIMEOUT(saved.count(), 1, kWithinMs);
        QVERIFY(!live.isUnsaved());
        QVERIFY(place.files().isEmpty());
        QCOMPARE(framesIn(target), live.status().frames);

        QVERIFY(lab.start(anyPort()));
        lab.stop();
        QTRY_COMPARE_WITH_TIMEOUT(ended.count(), 2, kWithinMs);
        live.discard();
        QTRY_VERIFY_WITH_TIMEOUT(place.files().isEmpty(), kWithinMs);
        QVERIFY(QFileInfo::exists(target));
    }

    void stoppingTheCaptureStopsTheBroker()
    {
        const LivePlace place;
        LiveSession live;
        LabSession lab(live);
        const QSignalSpy ended(&live, &LiveSession::ended);
        QVERIFY(lab.start(anyPort()));
        live.stop();
        QVERIFY(!lab.isRunning());
        QTRY_COMPARE_WITH_TIMEOUT(ended.count(), 1, kWithinMs);
        QVERIFY(!live.isBusy());
        QVERIFY(!live.isUnsaved());
    }

    void aCrashLeavesACaptureThatIsOffered()
    {
        const LivePlace place;
        {
            LiveSession live;
            LabSession lab(live);
            QVERIFY(lab.start(anyPort()));
            lab.clients().connect(lab.addClient(clientOf(lab, "a")));
            QTRY_VERIFY_WITH_TIMEOUT(live.status().frames > 0, kWithinMs);
        } // nobody saved it
        const std::vector<analysis::Orphan> left = analysis::orphans();
        QCOMPARE(left.size(), std::size_t{1});
        QVERIFY(left.front().frames > 0);
    }

    void whatCannotStartIsSaidAndLeavesNothing()
    {
        const LivePlace place;
        LiveSession live;
        LabSession lab(live);
        int failures = 0;
        connect(&lab, &LabSession::failed, this, [&](const LabFailure& failure) {
            ++failures;
            QCOMPARE(failure.problem, LabProblem::UsersMissing);
        });
        LabBrokerOptions options = anyPort();
        options.reach = Reach::Classroom;
        QVERIFY(!lab.start(options));
        QCOMPARE(failures, 1);
        QVERIFY(!lab.isRunning());
        QVERIFY(!live.isBusy());
        QVERIFY(place.files().isEmpty());
    }

    void aFolderThatCannotBeWrittenIsSaid()
    {
        const LivePlace place;
        qputenv("XDG_STATE_HOME", "/proc/nowhere");
        LiveSession live;
        LabSession lab(live);
        std::string detail;
        connect(&lab, &LabSession::failed, this, [&](const LabFailure& failure) {
            QCOMPARE(failure.problem, LabProblem::CannotTap);
            detail = failure.detail;
        });
        QVERIFY(!lab.start(anyPort()));
        QVERIFY(!detail.empty());
    }

    // The disk is full: the capture ends and says so, the broker goes on, and whatever is captured then is
    // not the broker's to stop.
    void theBrokerOutlivesItsCapture()
    {
        const LivePlace place;
        LiveSession live;
        LabSession lab(live);
        Heard heard(lab);
        const QSignalSpy ended(&live, &LiveSession::ended);
        QVERIFY(lab.start(anyPort()));
        const LabClientId id = lab.addClient(clientOf(lab, "a"));
        lab.clients().connect(id);
        QTRY_VERIFY_WITH_TIMEOUT(live.status().frames > 0, kWithinMs);
        std::signal(SIGXFSZ, SIG_IGN);
        rlimit before{};
        QCOMPARE(::getrlimit(RLIMIT_FSIZE, &before), 0);
        const rlimit full{20'000, before.rlim_max};
        ::setrlimit(RLIMIT_FSIZE, &full);
        LabMessage message;
        message.topic = "t";
        message.qos = 1;
        message.payload.resize(100'000);
        lab.clients().publish(id, message);
        QTRY_COMPARE_WITH_TIMEOUT(ended.count(), 1, kWithinMs);
        ::setrlimit(RLIMIT_FSIZE, &before);
        QCOMPARE(live.status().end, analysis::LiveEnd::Error);
        QCOMPARE(live.status().error->code, analysis::LiveErrorCode::WriteFailed);
        QVERIFY(lab.isRunning());
        lab.clients().publish(id, message);
        QTRY_COMPARE_WITH_TIMEOUT(heard.count(LabEventKind::Acknowledged), 2, kWithinMs);
        live.discard();
        LivePlace::fake("header frames:5 wait");
        QVERIFY(live.start(LivePlace::options()));
        QTRY_COMPARE_WITH_TIMEOUT(live.status().frames, 5U, kWithinMs);
        lab.stop();
        QTRY_VERIFY_WITH_TIMEOUT(!lab.isStopping(), kWithinMs);
        QVERIFY(live.isRunning());
        live.stop();
        QTRY_COMPARE_WITH_TIMEOUT(ended.count(), 2, kWithinMs);
    }

    void somebodyIsAskedBeforeItStarts()
    {
        const LivePlace place;
        LiveSession live;
        LabSession lab(live);
        std::function<void()> later;
        bool may = false;
        lab.setQuestion([&](std::function<void()> again) {
            later = std::move(again);
            return may;
        });
        QVERIFY(!lab.start(anyPort()));
        QVERIFY(!lab.isRunning());
        may = true;
        std::exchange(later, {})();
        QVERIFY(lab.isRunning());
    }

    void eventsComeInTheirOrder()
    {
        const LivePlace place;
        LiveSession live;
        LabSession lab(live);
        Heard heard(lab);
        const QSignalSpy states(&lab, &LabSession::clientStateChanged);
        QVERIFY(lab.start(anyPort()));
        const LabClientId from = lab.addClient(clientOf(lab, "from"));
        const LabClientId to = lab.addClient(clientOf(lab, "to"));
        QCOMPARE(lab.clientIds(), (std::vector<LabClientId>{from, to}));
        lab.clients().connect(to);
        lab.clients().connect(from);
        QTRY_COMPARE_WITH_TIMEOUT(heard.count(LabEventKind::Connected), 2, kWithinMs);
        lab.clients().subscribe(to, {"n"});
        QTRY_COMPARE_WITH_TIMEOUT(heard.count(LabEventKind::Subscribed), 1, kWithinMs);
        QVERIFY(states.count() > 0);
        constexpr int kMessages = 1500; // more than one turn
        for (int number = 0; number < kMessages; ++number) {
            const std::string text = std::to_string(number);
            LabMessage message;
            message.topic = "n";
            message.payload.assign(text.begin(), text.end());
            lab.clients().publish(from, message);
        }
        QTRY_COMPARE_WITH_TIMEOUT(heard.count(LabEventKind::Message), kMessages, kWithinMs);
        int expected = 0;
        for (const LabEvent& event : heard.events) {
            if (event.kind != LabEventKind::Message)
                continue;
            QCOMPARE(std::string(event.message.payload.begin(), event.message.payload.end()),
                     std::to_string(expected++));
        }
        QTRY_VERIFY_WITH_TIMEOUT(heard.news.size() >= kMessages, kWithinMs);
        QVERIFY(heard.mostNews <= LabSession::kNewsPerTurn);
    }

    void nothingIsHeardOfAClientThatIsGone()
    {
        const LivePlace place;
        LiveSession live;
        LabSession lab(live);
        Heard heard(lab);
        QVERIFY(lab.start(anyPort()));
        const LabClientId gone = lab.addClient(clientOf(lab, "gone"));
        const LabClientId stays = lab.addClient(clientOf(lab, "stays"));
        lab.clients().connect(gone);
        QTRY_VERIFY_WITH_TIMEOUT(lab.clients().state(gone)->connected, kWithinMs); // events wait by now
        heard.events.clear();
        lab.removeClient(gone);
        QCOMPARE(lab.clientIds(), (std::vector<LabClientId>{stays}));
        lab.clients().connect(stays);
        QTRY_COMPARE_WITH_TIMEOUT(heard.count(LabEventKind::Connected), 1, kWithinMs);
        for (const LabEvent& event : heard.events)
            QCOMPARE(event.client, stays);
        lab.removeClient(gone); // nothing
        QCOMPARE(lab.clientIds().size(), std::size_t{1});
    }

    void itGoesAwayInTheMiddleOfAll()
    {
        const LivePlace place;
        LiveSession live;
        for (int round = 0; round < 3; ++round) {
            LabSession lab(live);
            QVERIFY(lab.start(anyPort()) || round > 0); // its capture is still that of the first
            if (!lab.isRunning())
                break;
            lab.clients().connect(lab.addClient(clientOf(lab, "a")));
            QTRY_VERIFY_WITH_TIMEOUT(lab.snapshot()->connections == 1, kWithinMs);
        }
        QCoreApplication::processEvents();
    }

    void passwordsAreHashedBySomebodyElse()
    {
        const LivePlace place;
        LiveSession live;
        LabSession lab(live);
        const QSignalSpy state(&lab, &LabSession::stateChanged);
        LabBrokerOptions options = anyPort();
        options.reach = Reach::Classroom;
        options.users = {{"prof", "ciel"}};
        QVERIFY(lab.start(options));
        QVERIFY(lab.isStarting()); // nothing was waited for
        QVERIFY(!lab.isRunning());
        QCOMPARE(state.count(), 1);
        QVERIFY(!lab.start(options));
        QTRY_VERIFY_WITH_TIMEOUT(lab.isRunning(), kWithinMs);
        QVERIFY(!lab.isStarting());
        QCOMPARE(state.count(), 2);
        QVERIFY(live.isTap() && live.isBusy());
    }

    void aStartIsCancelledByStop()
    {
        const LivePlace place;
        LiveSession live;
        LabSession lab(live);
        QVERIFY(lab.start(crowded()));
        QVERIFY(lab.isStarting());
        const QSignalSpy state(&lab, &LabSession::stateChanged);
        lab.stop();
        QVERIFY(!lab.isStarting() && !lab.isStopping() && !lab.isRunning());
        QCOMPARE(state.count(), 1);
        QVERIFY(place.files().isEmpty());
        // The next start is not that one.
        QVERIFY(lab.start(anyPort()));
        QVERIFY(lab.isRunning());
        QCOMPARE(lab.options().users.size(), std::size_t{0});
    }

    void itGoesAwayWhileItStarts()
    {
        const LivePlace place;
        LiveSession live;
        {
            LabSession lab(live);
            QVERIFY(lab.start(crowded()));
        }
        QCoreApplication::processEvents();
        QVERIFY(!live.isBusy());
    }

    void whoCannotBeLetInIsSaid()
    {
        const LivePlace place;
        LiveSession live;
        LabSession lab(live);
        const QSignalSpy failed(&lab, &LabSession::failed);
        LabBrokerOptions options = anyPort();
        options.users = {{"a:b", "x"}};
        QVERIFY(lab.start(options));
        QTRY_COMPARE_WITH_TIMEOUT(failed.count(), 1, kWithinMs);
        QVERIFY(!lab.isStarting() && !lab.isRunning());
        QVERIFY(place.files().isEmpty());
    }

    // Who leaves right after the first packets is asked.
    void whatIsUnsavedIsKnownAtOnce()
    {
        const LivePlace place;
        LiveSession live;
        LabSession lab(live);
        QVERIFY(lab.start(anyPort()));
        QVERIFY(!live.isUnsaved());
        const LabClientId id = lab.addClient(clientOf(lab, "a"));
        lab.clients().connect(id);
        // The event loop does not run: nothing that the broker tells has come.
        while (!lab.clients().state(id)->connected)
            QThread::msleep(1);
        QCOMPARE(live.status().frames, std::uint64_t{0});
        QVERIFY(live.isUnsaved());
    }

    void theChosenClientIsToldOnce()
    {
        LiveSession live;
        LabSession lab(live);
        const QSignalSpy chosen(&lab, &LabSession::chosenClientChanged);
        lab.chooseClient(QStringLiteral("capteur-1"));
        lab.chooseClient(QStringLiteral("capteur-1"));
        QCOMPARE(chosen.count(), 1);
        QCOMPARE(lab.chosenClient(), QStringLiteral("capteur-1"));
    }
};

QTEST_GUILESS_MAIN(LabSessionTest)
#include "lab_session_test.moc"
