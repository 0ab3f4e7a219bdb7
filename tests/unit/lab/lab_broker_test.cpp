// SPDX-License-Identifier: GPL-3.0-or-later
// The broker of the lab: how it starts, what can be seen of it, what can be asked of it.
#include "tests/unit/lab/lab_fixture.h"

namespace mqttscope::broker::lab::test {
namespace {

using mqtt::Version;

TEST_F(Lab, TakesAFreePortWhenItsOwnIsTaken)
{
    start();
    LabBroker second;
    LabBrokerOptions wanted;
    wanted.port = port;
    const auto started = second.start(wanted);
    ASSERT_TRUE(started);
    EXPECT_TRUE(started->portWasTaken);
    EXPECT_NE(started->addresses.front().port, port);
    EXPECT_EQ(started->addresses.front().host, "127.0.0.1");
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
    ASSERT_TRUE(broker.setAccess({{"ann", "secrex"}}, false));
    clients.connect(wrong);
    EXPECT_TRUE(comes(wrong, LabEventKind::Connected));
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
