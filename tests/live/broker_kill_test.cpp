// SPDX-License-Identifier: GPL-3.0-or-later
// mqttscope-broker --persist, killed at any moment: nothing that it acknowledged is lost, nothing comes
// twice.
#include "tests/live/broker_program.h"
#include "tests/unit/broker_net/event_loop.h"
#include "tests/unit/broker_net/test_client.h"

#include <QTemporaryDir>
#include <gtest/gtest.h>

#include <algorithm>
#include <csignal>
#include <map>
#include <random>
#include <set>

namespace mqttscope::test {
namespace {

using broker::ClientEvent;
using broker::ClientEventKind;

class Killed : public ::testing::Test {
protected:
    [[nodiscard]] std::unique_ptr<BrokerProgram> start() const
    {
        const std::string file = folder.filePath(QStringLiteral("sessions.db")).toStdString();
        auto broker = std::make_unique<BrokerProgram>(
            std::vector<std::string>{"--listen", "tcp://127.0.0.1:0", "--persist", file});
        EXPECT_EQ(broker->listening().size(), 1U) << broker->log();
        return broker;
    }
    [[nodiscard]] static TestClient connect(const BrokerProgram& broker, const char* id, bool stays)
    {
        broker::ClientOptions options;
        options.version = mqtt::Version::V50;
        options.clientId = id;
        options.cleanStart = !stays;
        options.adoptSession = stays;
        options.sessionExpiry = stays ? 3600 : 0;
        return {std::move(options), static_cast<std::uint16_t>(std::stoi(broker.port()))};
    }

    QTemporaryDir folder;
};

TEST_F(Killed, NothingAcknowledgedIsLost)
{
    std::mt19937 random(20261126);
    auto broker = start();
    {
        TestClient subscriber = connect(*broker, "subscriber", true);
        ASSERT_TRUE(eventually([&] { return subscriber.connected(); }));
        subscriber.subscribe("t/#", 2);
        ASSERT_TRUE(eventually([&] { return subscriber.subscribed(); }));
        subscriber.disconnect();
        ASSERT_TRUE(eventually([&] { return subscriber.over(); }));
    }
    int sent = 0;
    std::size_t received = 0;
    for (int round = 0; round < 8; ++round) {
        std::map<std::string, std::uint8_t> published; // in this round, with QoS
        std::set<std::string> acknowledged;
        {
            TestClient publisher = connect(*broker, "publisher", false);
            ASSERT_TRUE(eventually([&] { return publisher.connected(); }));
            std::map<std::uint32_t, std::string> byToken;
            std::uint32_t token = 0;
            const std::size_t enough = 5 + random() % 60;
            while (publisher.count(ClientEventKind::Published) < enough && !publisher.over()) {
                for (std::size_t i = random() % 5; i != 0; --i) {
                    const std::string payload = std::to_string(++sent);
                    const auto qos = static_cast<std::uint8_t>(1 + sent % 2);
                    publisher.publish("t/" + payload, payload, qos);
                    published[payload] = qos;
                    byToken[++token] = payload;
                }
                QCoreApplication::processEvents(QEventLoop::AllEvents, 1);
            }
            broker->signal(SIGKILL);
            ASSERT_EQ(broker->wait(), 128 + SIGKILL);
            ASSERT_TRUE(eventually([&] { return publisher.over(); }));
            for (const ClientEvent& event : publisher.events) {
                if (event.kind == ClientEventKind::Published)
                    acknowledged.insert(byToken[event.token]);
            }
            EXPECT_GE(acknowledged.size(), enough);
        }
        broker = start();
        TestClient subscriber = connect(*broker, "subscriber", true);
        const auto got = [&] {
            std::multiset<std::string> all;
            for (const std::string& payload : subscriber.payloads())
                all.insert(payload);
            return all;
        };
        EXPECT_TRUE(eventually([&] {
            const auto all = got();
            return std::all_of(acknowledged.begin(), acknowledged.end(),
                               [&](const std::string& one) { return all.contains(one); });
        })) << "round "
            << round;
        settle();
        for (const std::string& payload : got()) {
            EXPECT_TRUE(published.contains(payload)) << payload << " came again, or was never sent";
            EXPECT_EQ(got().count(payload), 1U) << payload;
        }
        received += got().size();
        subscriber.disconnect();
        ASSERT_TRUE(eventually([&] { return subscriber.over(); }));
    }
    EXPECT_GT(received, 40U);
}

} // namespace
} // namespace mqttscope::test
