// SPDX-License-Identifier: GPL-3.0-or-later
// Sessions that outlive the broker, over sockets.
#include "tests/unit/broker_net/service_fixture.h"

#include <QTemporaryDir>
#include <csignal>
#include <sys/resource.h>

namespace mqttscope::test {
namespace {

using broker::ClientEventKind;
using broker::DatabaseFault;

class Persistence : public ServiceTest {
protected:
    [[nodiscard]] broker::ServiceOptions options() const
    {
        broker::ServiceOptions made;
        made.persist = folder.filePath(QStringLiteral("sessions.db")).toStdString();
        return made;
    }
    [[nodiscard]] static broker::ClientOptions staying(const char* id)
    {
        broker::ClientOptions made;
        made.version = mqtt::Version::V50;
        made.clientId = id;
        made.cleanStart = false;
        made.adoptSession = true;
        made.sessionExpiry = 3600;
        return made;
    }
    void restart()
    {
        thread.stop();
        clients.clear();
        start(options());
    }

    QTemporaryDir folder;
};

TEST_F(Persistence, ACleanEndAndANewBeginning)
{
    start(options());
    TestClient& subscriber = client(staying("s"));
    subscriber.subscribe("t", 2);
    ASSERT_TRUE(eventually([&] { return subscriber.subscribed(); }));
    subscriber.disconnect();
    ASSERT_TRUE(eventually([&] { return subscriber.over(); }));
    TestClient& publisher = client("p");
    publisher.publish("t", "one", 1, true);
    publisher.publish("t", "two", 2);
    ASSERT_TRUE(eventually([&] { return publisher.count(ClientEventKind::Published) == 2; }));
    restart();
    TestClient& again = client(staying("s"));
    ASSERT_TRUE(eventually([&] { return again.payloads().size() == 2; }));
    EXPECT_EQ(again.payloads(), (std::vector<std::string>{"one", "two"}));
    TestClient& other = client("o");
    other.subscribe("t", 1);
    ASSERT_TRUE(eventually([&] { return other.payloads().size() == 1; }));
}

TEST_F(Persistence, TwoBrokersDoNotShareAFile)
{
    start(options());
    broker::BrokerThread second;
    const auto started = second.start(options(), {{"127.0.0.1", 0}});
    ASSERT_FALSE(started.has_value());
    ASSERT_TRUE(started.error().database.has_value());
    EXPECT_EQ(started.error().database->kind, DatabaseFault::Kind::InUse);
}

/// Nothing is acknowledged that could not be written: the clients see a reset, the owner hears of it.
TEST_F(Persistence, AFullDiskAcknowledgesNothing)
{
    std::signal(SIGXFSZ, SIG_IGN);
    std::atomic<bool> lost{false};
    const auto started = thread.start(options(), {{"127.0.0.1", 0}}, &log, [&](const DatabaseFault& fault) {
        EXPECT_EQ(fault.kind, DatabaseFault::Kind::CannotWrite);
        lost = true;
    });
    ASSERT_TRUE(started.has_value());
    port = started->addresses.front().port;
    TestClient& publisher = client(staying("p"));
    ASSERT_TRUE(publisher.connected());
    rlimit before{};
    ::getrlimit(RLIMIT_FSIZE, &before);
    const rlimit full{100'000, before.rlim_max};
    ::setrlimit(RLIMIT_FSIZE, &full);
    publisher.publish("t", std::string(300'000, 'x'), 1, true);
    EXPECT_TRUE(eventually([&] { return publisher.over() && lost; }));
    ::setrlimit(RLIMIT_FSIZE, &before);
    EXPECT_EQ(publisher.count(ClientEventKind::Published), 0U);
    thread.stop(); // and it stops as ever
}

} // namespace
} // namespace mqttscope::test
