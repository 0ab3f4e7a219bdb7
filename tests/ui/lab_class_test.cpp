// SPDX-License-Identifier: GPL-3.0-or-later
// A class of clients from outside at the broker of the window: everything comes through, is acknowledged, and
// read by the window, and the broker keeps nothing of it.
#include "tests/bench/broker_load.h"
#include "tests/ui/live_window_fixture.h"
#include "ui/lab/broker_panel.h"
#include "ui/lab/lab_page.h"

#include <atomic>
#include <thread>

using namespace mqttscope;
using test::kPatience;
using test::LiveWindow;

namespace {

constexpr std::uint32_t kClients = 40;

/// Holds the class in a thread of its own while events are handled.
bench::LoadResult held(std::uint16_t port, bool together)
{
    bench::Load load;
    load.publishers = load.subscribers = kClients;
    load.both = true;
    load.qos = 1;
    load.rate = 4 * kClients;
    load.seconds = 1;
    load.together = together;
    bench::LoadResult result;
    std::atomic<bool> over{false};
    std::thread thread([&] {
        result = bench::runLoad(load, port);
        over.store(true);
    });
    (void)QTest::qWaitFor([&] { return over.load(); }, 2 * kPatience);
    thread.join();
    return result;
}

} // namespace

class LabClassTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void everythingOfAClassComesThrough_data()
    {
        QTest::addColumn<bool>("together");
        QTest::newRow("one after the other") << false;
        QTest::newRow("all at the same moment") << true;
    }
    void everythingOfAClassComesThrough()
    {
        QFETCH(const bool, together);
        LiveWindow window;
        window->setPerspective(ui::Perspective::Lab);
        broker::lab::LabBrokerOptions options = window->labPage()->broker()->options();
        options.port = 0;
        options.sysSeconds = 0;
        window->labPage()->showParts();
        QVERIFY(window->lab().start(options));
        const bench::LoadResult result = held(window->lab().started().addresses.front().port, together);
        QVERIFY(result.ok);
        QVERIFY(result.published > kClients);
        QCOMPARE(result.acknowledgedCount, result.published);
        QCOMPARE(result.delivered, result.published * kClients);
        QCOMPARE(result.lost, std::uint64_t{0});
        QCOMPARE(result.disorder, std::uint64_t{0});
        // The broker keeps nothing of it.
        QTRY_COMPARE_WITH_TIMEOUT(window->lab().snapshot()->connections, std::size_t{0}, kPatience);
        const broker::lab::LabSnapshot& has = *window->lab().snapshot();
        QCOMPARE(has.sessions.total, std::size_t{0});
        QCOMPARE(has.inFlight.total, std::size_t{0});
        QCOMPARE(has.retained.total, std::size_t{0});
        QCOMPARE(has.messages, std::size_t{0});
        QTRY_VERIFY_WITH_TIMEOUT(window->frames().rowCount() > 0, kPatience);
        QTRY_COMPARE_WITH_TIMEOUT(std::uint64_t{window->session().progress().frames},
                                  window->lab().snapshot()->tapFrames, kPatience);
    }
};

QTEST_MAIN(LabClassTest)
#include "lab_class_test.moc"
