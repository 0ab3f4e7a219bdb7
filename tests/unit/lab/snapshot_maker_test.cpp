// SPDX-License-Identifier: GPL-3.0-or-later
// Snapshots of a broker that has much to do.
#include "broker/lab/snapshot_maker.h"
#include "tests/unit/broker_net/bare_socket.h"
#include "tests/unit/lab/lab_fixture.h"

#include <chrono>
#include <list>

namespace mqttscope::broker::lab::test {
namespace {

std::vector<std::uint8_t> connectOf(const std::string& id)
{
    std::vector<std::uint8_t> packet = {
        0x10, static_cast<std::uint8_t>(12 + id.size()), 0, 4, 'M', 'Q', 'T', 'T', 4, 2, 0, 60,
        0,    static_cast<std::uint8_t>(id.size())};
    packet.insert(packet.end(), id.begin(), id.end());
    const std::vector<std::uint8_t> subscribe = {0x82, 6, 0, 1, 0, 1, 't', 1};
    packet.insert(packet.end(), subscribe.begin(), subscribe.end());
    return packet;
}

TEST_F(Lab, AThousandSessionsAreSeenWhileMessagesFlow)
{
    constexpr std::size_t kSessions = 1000;
    start();
    std::list<mqttscope::test::BareSocket> sockets;
    for (std::size_t i = 0; i < kSessions; ++i) {
        ASSERT_TRUE(sockets.emplace_back(port).connected());
        sockets.back().send(connectOf("client-" + std::to_string(i)));
    }
    ASSERT_TRUE(shows([](const LabSnapshot& seen) { return seen.subscriptions.total == kSessions; }));
    const LabClientId writer = connected("writer");
    const std::uint64_t first = broker.snapshot()->number;
    constexpr std::size_t kMessages = 20;
    for (std::size_t i = 0; i < kMessages; ++i) // one after the other, each goes to everybody
    {
        publish(writer, "t", "x", 1);
        ASSERT_TRUE(comes(writer, LabEventKind::Acknowledged, i + 1));
    }
    ASSERT_TRUE(shows([](const LabSnapshot& seen) { return seen.inFlight.total == kSessions * kMessages; }));
    const auto seen = broker.snapshot();
    EXPECT_GT(seen->number, first);
    EXPECT_EQ(seen->sessions.total, kSessions + 1);
    EXPECT_EQ(seen->sessions.rows.size(), SnapshotLimits{}.sessions);
    EXPECT_EQ(seen->inFlight.rows.size(), SnapshotLimits{}.inFlight);
    EXPECT_EQ(seen->subscriptions.rows.size(), kSessions);
}

/// What one snapshot of a thousand sessions costs: told, not asserted.
TEST(SnapshotMaker, CostsWhatItsRowsCost)
{
    BrokerThread thread;
    ServiceOptions options;
    options.faults.emplace();
    const auto started = thread.start(options, {{"127.0.0.1", 0}});
    ASSERT_TRUE(started);
    std::list<mqttscope::test::BareSocket> sockets;
    for (std::size_t i = 0; i < 1000; ++i) {
        ASSERT_TRUE(sockets.emplace_back(started->addresses.front().port).connected());
        sockets.back().send(connectOf("client-" + std::to_string(i)));
    }
    std::size_t sessions = 0;
    ASSERT_TRUE(eventually([&] {
        thread.call([&](BrokerService& service) { sessions = service.engine().sessions().size(); });
        return sessions == 1000;
    }));
    thread.call([](BrokerService& service) {
        SnapshotMaker maker{SnapshotLimits{}};
        constexpr int kTimes = 20;
        const auto before = std::chrono::steady_clock::now();
        for (int i = 0; i < kTimes; ++i)
            EXPECT_EQ(maker.make(service).sessions.total, 1000U);
        const auto passed = std::chrono::steady_clock::now() - before;
        ::testing::Test::RecordProperty(
            "microseconds",
            static_cast<int>(std::chrono::duration_cast<std::chrono::microseconds>(passed).count() / kTimes));
    });
}

} // namespace
} // namespace mqttscope::broker::lab::test
