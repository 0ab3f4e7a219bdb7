// SPDX-License-Identifier: GPL-3.0-or-later
// The broker of the lab: how it starts, what can be seen of it, what can be asked of it.
#include "tests/unit/broker_net/bare_socket.h"
#include "tests/unit/lab/lab_fixture.h"

#include <QTcpServer>

#include <list>
#include <memory>
#include <sys/resource.h>

namespace mqttscope::broker::lab::test {
namespace {

using mqtt::Version;

/// The address of a listener that holds a port whose next one is free.
std::uint16_t portWithAFreeNext(QTcpServer& holder)
{
    for (int attempt = 0; attempt < 200; ++attempt) {
        if (!holder.listen(QHostAddress::LocalHost))
            continue;
        QTcpServer next;
        const auto port = static_cast<quint16>(holder.serverPort() + 1);
        if (port != 0 && next.listen(QHostAddress::LocalHost, port))
            return holder.serverPort();
        holder.close();
    }
    return 0;
}

TEST_F(Lab, TakesTheNextPortWhenItsOwnIsTaken)
{
    QTcpServer other;
    LabBrokerOptions wanted;
    wanted.port = portWithAFreeNext(other);
    ASSERT_NE(wanted.port, 0);
    const auto started = broker.start(wanted);
    ASSERT_TRUE(started);
    EXPECT_TRUE(started->portWasTaken);
    // Another program may have been faster.
    EXPECT_GT(started->addresses.front().port, wanted.port);
    EXPECT_LE(started->addresses.front().port, wanted.port + LabBroker::kNextPorts);
    EXPECT_EQ(started->addresses.front().host, "127.0.0.1");
}

TEST_F(Lab, TakesAnyPortWhenTheNextOnesAreTakenToo)
{
    std::vector<std::unique_ptr<QTcpServer>> others;
    std::uint16_t first = 0;
    for (int attempt = 0; attempt < 200 && others.size() <= LabBroker::kNextPorts; ++attempt) {
        auto server = std::make_unique<QTcpServer>();
        const auto next = others.empty() ? std::uint16_t{0} : static_cast<quint16>(first + others.size());
        if (server->listen(QHostAddress::LocalHost, next)) {
            first = others.empty() ? server->serverPort() : first;
            others.push_back(std::move(server));
        } else {
            others.clear();
        }
    }
    ASSERT_EQ(others.size(), LabBroker::kNextPorts + 1U);
    LabBrokerOptions wanted;
    wanted.port = first;
    const auto started = broker.start(wanted);
    ASSERT_TRUE(started);
    EXPECT_TRUE(started->portWasTaken);
    const std::uint16_t got = started->addresses.front().port;
    EXPECT_TRUE(got < first || got > first + LabBroker::kNextPorts) << got;
}

TEST_F(Lab, APortThatSomebodyInsistsOnIsThatOrNone)
{
    QTcpServer other;
    ASSERT_TRUE(other.listen(QHostAddress::LocalHost));
    LabBrokerOptions wanted;
    wanted.port = other.serverPort();
    wanted.insists = true;
    const auto failed = broker.start(wanted);
    ASSERT_FALSE(failed);
    EXPECT_EQ(failed.error().problem, LabProblem::CannotListen);
    EXPECT_EQ(failed.error().listening, ListenFault::InUse);
    EXPECT_EQ(failed.error().address.port, wanted.port);
    EXPECT_FALSE(broker.running());
}

/// Whether this machine speaks IPv6 with itself.
bool hasIpv6()
{
    QTcpServer server;
    return server.listen(QHostAddress::LocalHostIPv6);
}

TEST_F(Lab, AClassroomIsReachedByBothFamilies)
{
    if (!hasIpv6())
        GTEST_SKIP() << "no IPv6 here";
    LabBrokerOptions wanted;
    wanted.reach = Reach::Classroom;
    wanted.users = {{"ann", "secret"}};
    start(wanted);
    for (const char* host : {"127.0.0.1", "::1"}) {
        LabClientOptions ann = options(std::string("by ") + host);
        ann.host = host;
        ann.client.userName = "ann";
        ann.client.password = std::vector<std::uint8_t>{'s', 'e', 'c', 'r', 'e', 't'};
        connected(ann);
        const std::string id = ann.client.clientId;
        EXPECT_TRUE(shows([&](const LabSnapshot& seen) {
            return std::any_of(
                seen.sessions.rows.begin(), seen.sessions.rows.end(),
                [&](const SessionRow& row) { return row.clientId == id && row.peer.host == host; });
        })) << host;
    }
    const auto seen = broker.snapshot();
    for (const NetworkAddress& address : seen->reachable) {
        EXPECT_FALSE(address.host.starts_with("fe80:")) << address.host;
        EXPECT_EQ(address.host.find('%'), std::string::npos) << address.host;
    }
    EXPECT_EQ(seen->reachable.back().host, "127.0.0.1");
}

TEST_F(Lab, AClassroomNeedsUsers)
{
    LabBrokerOptions wanted;
    wanted.reach = Reach::Classroom;
    wanted.port = 0;
    const auto failed = broker.start(wanted);
    ASSERT_FALSE(failed);
    EXPECT_EQ(failed.error().problem, LabProblem::UsersMissing);
    wanted.users = {{"a:b", "x"}};
    EXPECT_EQ(broker.start(wanted).error().problem, LabProblem::BadUser);
    wanted.users = {{"ann", "x"}, {"ann", "y"}};
    EXPECT_EQ(broker.start(wanted).error().problem, LabProblem::BadUser);
    wanted.users = {{"ann", "secret"}};
    wanted.acl = "tpic read a\n";
    EXPECT_EQ(broker.start(wanted).error().problem, LabProblem::BadAcl);
    EXPECT_FALSE(broker.running());
}

TEST_F(Lab, LetsInWhoHasAPassword)
{
    LabBrokerOptions wanted;
    wanted.reach = Reach::Classroom;
    wanted.users = {{"ann", "secret"}};
    start(wanted);
    LabClientOptions ann = options("a");
    ann.client.userName = "ann";
    ann.client.password = std::vector<std::uint8_t>{'s', 'e', 'c', 'r', 'e', 't'};
    connected(ann);
    const LabClientId nobody = add(options("b"));
    clients.connect(nobody);
    ASSERT_TRUE(comes(nobody, LabEventKind::Refused));
    EXPECT_EQ(last(nobody, LabEventKind::Refused).reasonCode, 5);
    ann.client.clientId = "c";
    ann.client.password->back() = 'x';
    const LabClientId wrong = add(ann);
    clients.connect(wrong);
    ASSERT_TRUE(comes(wrong, LabEventKind::Refused));
    // Passwords are hashed by another thread: it counts from then on.
    EXPECT_EQ(broker.setAccess({{"a:b", "x"}}, false).error().problem, LabProblem::BadUser);
    ASSERT_TRUE(broker.setAccess({{"ann", "secrex"}}, false));
    EXPECT_TRUE(eventually([&] {
        if (!clients.state(wrong)->open)
            clients.connect(wrong);
        return count(wrong, LabEventKind::Connected) > 0;
    }));
    EXPECT_TRUE(
        shows([](const LabSnapshot& seen) { return seen.reachable.size() >= 1 && seen.connections == 2; }));
}

TEST_F(Lab, ServesTheVersionsThatAreAllowed)
{
    LabBrokerOptions wanted;
    wanted.serves5 = false;
    start(wanted);
    connected("a", Version::V311);
    const LabClientId five = add(options("b", Version::V50));
    clients.connect(five);
    ASSERT_TRUE(comes(five, LabEventKind::Refused));
    EXPECT_EQ(last(five, LabEventKind::Refused).reasonCode, 0x84);
}

TEST_F(Lab, ASnapshotSaysWhatThereIs)
{
    start();
    LabClientOptions pump = options("pump", Version::V50);
    pump.client.cleanStart = false;
    pump.client.sessionExpiry = 600;
    pump.client.keepAlive = 40;
    pump.client.will.emplace();
    pump.client.will->topic = "pump/state";
    pump.client.will->qos = 1;
    const LabClientId id = connected(pump);
    subscribe(id, "pump/#", 1);
    publish(id, "pump/level", "42", 0, true);
    ASSERT_TRUE(shows([](const LabSnapshot& seen) { return seen.retained.total == 1; }));
    const auto seen = broker.snapshot();
    ASSERT_EQ(seen->sessions.rows.size(), 1U);
    const SessionRow& row = seen->sessions.rows[0];
    EXPECT_EQ(row.clientId, "pump");
    EXPECT_TRUE(row.connected);
    EXPECT_EQ(row.version, Version::V50);
    EXPECT_TRUE(row.outlivesConnection);
    EXPECT_EQ(row.expiryInterval, 600U);
    EXPECT_EQ(row.keepAlive, 40);
    ASSERT_TRUE(row.silenceLeftMs);
    EXPECT_GT(*row.silenceLeftMs, 0);
    EXPECT_LE(*row.silenceLeftMs, 60'000);
    ASSERT_TRUE(row.will);
    EXPECT_EQ(row.will->topic, "pump/state");
    EXPECT_EQ(row.subscriptions, 1U);
    EXPECT_EQ(row.peer.host, "127.0.0.1");
    ASSERT_EQ(seen->subscriptions.rows.size(), 1U);
    EXPECT_EQ(seen->subscriptions.rows[0].filter, "pump/#");
    EXPECT_EQ(seen->subscriptions.rows[0].options.qos, 1);
    EXPECT_EQ(seen->retained.rows[0].topic, "pump/level");
    EXPECT_EQ(seen->retained.rows[0].firstBytes, (std::vector<std::uint8_t>{'4', '2'}));
    EXPECT_EQ(seen->addresses.front().port, port);
    clients.pullPlug(id);
    EXPECT_TRUE(shows([](const LabSnapshot& later) {
        return !later.sessions.rows.empty() && !later.sessions.rows[0].connected &&
               later.sessions.rows[0].expiresInMs.has_value() && !later.sessions.rows[0].will;
    }));
}

TEST_F(Lab, MessagesOnTheirWayAreSeen)
{
    start();
    const LabClientId reader = connected("reader");
    subscribe(reader, "t", 2);
    clients.freeze(reader, true);
    const LabClientId writer = connected("writer");
    publish(writer, "t", "x", 2);
    ASSERT_TRUE(shows([](const LabSnapshot& seen) { return seen.inFlight.total == 1; }));
    const auto seen = broker.snapshot();
    EXPECT_EQ(seen->inFlight.rows[0].clientId, "reader");
    EXPECT_EQ(seen->inFlight.rows[0].from, FaultSide::Broker);
    EXPECT_EQ(seen->inFlight.rows[0].awaits, Awaits::Pubrec);
    EXPECT_EQ(seen->inFlight.rows[0].topic, "t");
    clients.freeze(reader, false);
    EXPECT_TRUE(shows([](const LabSnapshot& later) { return later.inFlight.total == 0; }));
}

TEST_F(Lab, RowsAreBoundedAndTheOthersCounted)
{
    LabBrokerOptions wanted;
    wanted.limits.sessions = 2;
    wanted.limits.subscriptions = 3;
    wanted.limits.retained = 1;
    start(wanted);
    for (const char* id : {"a", "b", "c"}) {
        const LabClientId client = connected(id);
        subscribe(client, "x/1", 0);
        subscribe(client, "x/2", 0);
        publish(client, std::string("r/") + id, "v", 0, true);
    }
    ASSERT_TRUE(shows(
        [](const LabSnapshot& seen) { return seen.retained.total == 3 && seen.subscriptions.total == 6; }));
    const auto seen = broker.snapshot();
    EXPECT_EQ(seen->sessions.rows.size(), 2U);
    EXPECT_EQ(seen->sessions.more(), 1U);
    EXPECT_EQ(seen->subscriptions.rows.size(), 3U);
    EXPECT_EQ(seen->retained.more(), 2U);
}

std::vector<std::uint8_t> connectOf(const std::string& id)
{
    const auto length = static_cast<std::uint16_t>(id.size());
    const auto rest = static_cast<std::uint16_t>(length + 12);
    std::vector<std::uint8_t> packet = {0x10,
                                        static_cast<std::uint8_t>(rest % 128 + 128),
                                        static_cast<std::uint8_t>(rest / 128),
                                        0,
                                        4,
                                        'M',
                                        'Q',
                                        'T',
                                        'T',
                                        4,
                                        2,
                                        0,
                                        0,
                                        static_cast<std::uint8_t>(length >> 8U),
                                        static_cast<std::uint8_t>(length & 0xffU)};
    packet.insert(packet.end(), id.begin(), id.end());
    return packet;
}

TEST_F(Lab, NamesAreBoundedAndTheOtherRowsCounted)
{
    LabBrokerOptions wanted;
    wanted.limits.names = 3000;
    start(wanted);
    const std::string name(2000, 'x');
    std::list<mqttscope::test::BareSocket> sockets;
    for (const char* const id : {"a", "b", "c", "d"}) {
        ASSERT_TRUE(sockets.emplace_back(port).connected());
        std::vector<std::uint8_t> bytes = connectOf(id + name);
        bytes.insert(bytes.end(), {0x82, 7, 0, 1, 0, 2, 'f', static_cast<std::uint8_t>(*id), 1});
        sockets.back().send(bytes);
    }
    ASSERT_TRUE(shows([](const LabSnapshot& seen) { return seen.subscriptions.total == 4; }));
    LabMessage message;
    message.qos = 1;
    message.retain = true;
    message.payload = {'x'};
    for (const char* const topic : {"fa", "fb", "fc"}) {
        message.topic = topic;
        EXPECT_TRUE(broker.publish(message));
    }
    for (const char* const topic : {"r", "s", "t"}) {
        message.topic = topic + name;
        EXPECT_TRUE(broker.publish(message));
    }
    ASSERT_TRUE(
        shows([](const LabSnapshot& seen) { return seen.retained.total == 6 && seen.inFlight.total == 3; }));
    const auto seen = broker.snapshot();
    EXPECT_EQ(seen->sessions.rows.size(), 2U);
    EXPECT_EQ(seen->sessions.total, 4U);
    EXPECT_EQ(seen->subscriptions.rows.size(), 2U);
    EXPECT_EQ(seen->inFlight.rows.size(), 2U);
    EXPECT_EQ(seen->retained.rows.size(), 5U);
    broker.setStepping(true);
    ASSERT_TRUE(shows([](const LabSnapshot& later) { return later.stepping; }));
    for (mqttscope::test::BareSocket& one : sockets)
        one.send({0xc0, 0x00});
    ASSERT_TRUE(shows([](const LabSnapshot& later) { return later.waiting.total == 4; }));
    EXPECT_EQ(broker.snapshot()->waiting.rows.size(), 2U);
}

TEST_F(Lab, TheProgramKeepsFileDescriptorsForItself)
{
    rlimit before{};
    ASSERT_EQ(::getrlimit(RLIMIT_NOFILE, &before), 0);
    rlimit few = before;
    few.rlim_cur = 128;
    ASSERT_EQ(::setrlimit(RLIMIT_NOFILE, &few), 0);
    start();
    ASSERT_EQ(::setrlimit(RLIMIT_NOFILE, &before), 0); // those of the test are its own
    std::list<mqttscope::test::BareSocket> sockets;
    constexpr std::ptrdiff_t kSockets = 200;
    for (std::ptrdiff_t i = 0; i < kSockets; ++i) {
        ASSERT_TRUE(sockets.emplace_back(port).connected());
        sockets.back().send(connectOf(std::to_string(i) + std::string(200, 'x')));
    }
    EXPECT_TRUE(eventually([&] {
        return std::count_if(sockets.begin(), sockets.end(), [](auto& one) { return one.over(); }) ==
               kSockets - 64;
    }));
    EXPECT_TRUE(shows([](const LabSnapshot& seen) { return seen.sessions.total == 64; }));
}

TEST_F(Lab, NewsSayWhatWasDecidedAndByWhom)
{
    start();
    connected("a");
    std::vector<LogEntry> news;
    const auto has = [&](mqtt::Decision code) {
        for (LogEntry& entry : broker.takeNews())
            news.push_back(std::move(entry));
        return std::any_of(news.begin(), news.end(), [code](const LogEntry& entry) {
            return entry.kind == LogKind::Decision && entry.decision.code == code &&
                   entry.decision.clientId.text() == "a" && entry.peer.host == "127.0.0.1";
        });
    };
    EXPECT_TRUE(eventually([&] { return has(mqtt::Decision::SessionCreated); }));
}

TEST_F(Lab, TheTeacherPublishesErasesAndKicks)
{
    start();
    const LabClientId a = connected("a", Version::V50);
    subscribe(a, "#", 1);
    LabMessage message;
    message.topic = "class/board";
    message.payload = {'h', 'i'};
    message.qos = 1;
    message.retain = true;
    EXPECT_TRUE(broker.publish(message));
    message.topic = "class/+";
    EXPECT_FALSE(broker.publish(message));
    ASSERT_TRUE(comes(a, LabEventKind::Message));
    EXPECT_EQ(textOf(last(a, LabEventKind::Message).message), "hi");
    ASSERT_TRUE(shows([](const LabSnapshot& seen) { return seen.retained.total == 1; }));
    broker.eraseRetained("class/board");
    EXPECT_TRUE(shows([](const LabSnapshot& seen) { return seen.retained.total == 0; }));
    broker.kick("a");
    ASSERT_TRUE(comes(a, LabEventKind::Ended));
    EXPECT_EQ(last(a, LabEventKind::Ended).why, ClientEnd::ServerSaidSo);
    EXPECT_EQ(last(a, LabEventKind::Ended).reasonCode, 0x98);
    const LabClientId b = connected("b");
    const LabClientId c = connected("c");
    broker.disconnectAll();
    EXPECT_TRUE(comes(b, LabEventKind::Ended));
    EXPECT_TRUE(comes(c, LabEventKind::Ended));
}

TEST_F(Lab, AccessRulesChangeWhileItRuns)
{
    start();
    const LabClientId a = connected("a", Version::V50);
    EXPECT_FALSE(broker.setAcl("nonsense\n"));
    ASSERT_TRUE(broker.setAcl("topic read x/#\n"));
    const std::uint32_t token = publish(a, "x/y", "1", 1);
    ASSERT_TRUE(comes(a, LabEventKind::Acknowledged));
    EXPECT_EQ(last(a, LabEventKind::Acknowledged).token, token);
    EXPECT_EQ(last(a, LabEventKind::Acknowledged).reasonCode, 0x87);
}

// What asks whether something would be lost cannot wait for the next snapshot.
TEST_F(Lab, TheFramesOfTheCaptureAreKnownAtOnce)
{
    start();
    EXPECT_EQ(broker.tapFrames(), 0U);
    connected("a"); // CONNACK has come: it was captured before it was sent
    EXPECT_GE(broker.tapFrames(), 4U);
    stop();
    EXPECT_GE(broker.tapFrames(), 6U);
}

TEST_F(Lab, StopsAndStartsAgain)
{
    start();
    connected("a");
    stop();
    EXPECT_FALSE(broker.snapshot()->running);
    broker.kick("a"); // does nothing
    EXPECT_EQ(broker.arm({}), 0U);
    start();
    EXPECT_TRUE(shows([](const LabSnapshot& seen) { return seen.running && seen.sessions.total == 0; }));
}

} // namespace
} // namespace mqttscope::broker::lab::test
