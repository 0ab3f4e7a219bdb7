// SPDX-License-Identifier: GPL-3.0-or-later
// Step mode: one packet after the other, and time that stands still.
#include "tests/unit/broker_net/bare_socket.h"
#include "tests/unit/lab/lab_fixture.h"

#include <list>

namespace mqttscope::broker::lab::test {
namespace {

using mqtt::PacketType;

class Steps : public Lab {
protected:
    void step(bool on)
    {
        broker.setStepping(on);
        clients.stopTime(on);
        ASSERT_TRUE(shows([on](const LabSnapshot& seen) { return seen.stepping == on; }));
    }
    /// So many packets wait; the rows.
    std::vector<WaitingRow> waiting(std::size_t count)
    {
        EXPECT_TRUE(shows([count](const LabSnapshot& seen) { return seen.waiting.total == count; }))
            << broker.snapshot()->waiting.total << " wait";
        return broker.snapshot()->waiting.rows;
    }
};

TEST_F(Steps, EveryPacketWaitsInItsTurn)
{
    start();
    const LabClientId a = connected("a");
    subscribe(a, "t", 1);
    step(true);
    publish(a, "t", "x", 1);
    std::vector<WaitingRow> rows = waiting(1);
    EXPECT_EQ(rows[0].clientId, "a");
    EXPECT_EQ(rows[0].type, PacketType::Publish);
    EXPECT_EQ(rows[0].from, FaultSide::Client);
    EXPECT_EQ(rows[0].topic, "t");
    EXPECT_EQ(rows[0].qos, 1);
    EXPECT_EQ(rows[0].payload, 1U);
    ASSERT_TRUE(rows[0].bytes);
    EXPECT_EQ(rows[0].bytes->front(), 0x32);
    broker.releaseNext();
    rows = waiting(2); // its consequences wait too
    EXPECT_EQ(rows[0].from, FaultSide::Broker);
    EXPECT_EQ(count(a, LabEventKind::Acknowledged), 0U);
    EXPECT_EQ(count(a, LabEventKind::Message), 0U);
    broker.release(rows[1].id); // what came before it goes first
    ASSERT_TRUE(comes(a, LabEventKind::Acknowledged));
    ASSERT_TRUE(comes(a, LabEventKind::Message));
    rows = waiting(1);
    EXPECT_EQ(rows[0].type, PacketType::Puback);
    EXPECT_EQ(rows[0].from, FaultSide::Client);
    step(false);
    EXPECT_TRUE(shows([](const LabSnapshot& seen) { return seen.inFlight.total == 0; }));
}

TEST_F(Steps, AClientThatComesWaitsFromTheBeginning)
{
    start();
    step(true);
    const LabClientId a = add(options("a"));
    clients.connect(a);
    const std::vector<WaitingRow> rows = waiting(1);
    EXPECT_EQ(rows[0].type, PacketType::Connect);
    EXPECT_EQ(rows[0].clientId, "a");
    EXPECT_EQ(rows[0].version, mqtt::Version::V311);
    broker.releaseAllOf("a");
    EXPECT_TRUE(shows([](const LabSnapshot& seen) {
        return seen.waiting.total == 1 && seen.waiting.rows[0].type == PacketType::Connack;
    }));
    broker.releaseAllOf("a");
    EXPECT_TRUE(comes(a, LabEventKind::Connected));
}

TEST_F(Steps, ClientsAreReleasedOneByOne)
{
    start();
    const LabClientId a = connected("a");
    const LabClientId b = connected("b");
    step(true);
    publish(a, "t", "1", 1);
    (void)waiting(1);
    publish(b, "t", "2", 1);
    const std::vector<WaitingRow> rows = waiting(2);
    broker.releaseAllOf("b"); // the later one first: they are two connections
    EXPECT_TRUE(shows([&](const LabSnapshot& seen) {
        return seen.waiting.total == 2 && seen.waiting.rows[0].id == rows[0].id &&
               seen.waiting.rows[1].type == PacketType::Puback && seen.waiting.rows[1].clientId == "b";
    }));
    broker.releaseAllOf("b");
    EXPECT_TRUE(comes(b, LabEventKind::Acknowledged));
    EXPECT_EQ(count(a, LabEventKind::Acknowledged), 0U);
}

TEST_F(Steps, TheEndOfAConnectionWaitsBehindItsPackets)
{
    start();
    LabClientOptions wanted = options("a");
    wanted.client.will.emplace();
    wanted.client.will->topic = "gone";
    const LabClientId a = connected(wanted);
    const LabClientId b = connected("b");
    subscribe(b, "#", 0);
    step(true);
    publish(a, "t", "x", 0);
    (void)waiting(1);
    clients.pullPlug(a);
    ASSERT_TRUE(comes(a, LabEventKind::Ended));
    (void)waiting(2);
    step(false);
    ASSERT_TRUE(comes(b, LabEventKind::Message, 2));
    EXPECT_EQ(messages(b)[0].message.topic, "t");
    EXPECT_EQ(messages(b)[1].message.topic, "gone");
}

TEST_F(Steps, ADisconnectThatWaitsIsNoLostConnection)
{
    start();
    LabClientOptions wanted = options("a");
    wanted.client.will.emplace();
    wanted.client.will->topic = "gone";
    const LabClientId a = connected(wanted);
    const LabClientId b = connected("b");
    subscribe(b, "#", 0);
    step(true);
    clients.disconnect(a);
    const std::vector<WaitingRow> rows = waiting(2);
    ASSERT_EQ(rows.size(), 2U);
    EXPECT_EQ(rows[0].type, PacketType::Disconnect);
    EXPECT_EQ(rows[1].kind, HeldKind::End);
    step(false);
    ASSERT_TRUE(shows([&](const LabSnapshot& seen) { return !isThere(seen, "a"); }));
    publish(b, "last", "", 0);
    ASSERT_TRUE(comes(b, LabEventKind::Message));
    EXPECT_EQ(messages(b)[0].message.topic, "last"); // and no will
}

TEST_F(Steps, TimeStandsStill)
{
    start();
    LabClientOptions wanted = options("a");
    wanted.client.keepAlive = 1;
    const LabClientId a = connected(wanted);
    ASSERT_TRUE(shows([&](const LabSnapshot& seen) { return isThere(seen, "a"); }));
    step(true);
    // The engine has a deadline in 1.5 s, the client pings in 1 s; neither comes while other things happen
    // for longer.
    std::int64_t left = -1;
    const auto since = std::chrono::steady_clock::now();
    ASSERT_TRUE(eventually([&] {
        const auto seen = broker.snapshot();
        const std::int64_t now = seen->sessions.rows[0].silenceLeftMs.value_or(-1);
        EXPECT_TRUE(left < 0 || left - now < 500);
        left = left < 0 ? now : left;
        return std::chrono::steady_clock::now() - since > std::chrono::milliseconds(2500);
    }));
    EXPECT_EQ(broker.snapshot()->waiting.total, 0U);
    EXPECT_EQ(count(a, LabEventKind::Ended), 0U);
    step(false);
    EXPECT_TRUE(comes(a, LabEventKind::Pong)); // and goes on
    EXPECT_EQ(count(a, LabEventKind::Ended), 0U);
}

TEST_F(Steps, WhatHadBegunGoesOnAndWhatBeginsIsKept)
{
    start();
    mqttscope::test::BareSocket socket(port);
    std::vector<std::uint8_t> connect = {0x10, 0x0d, 0x00, 0x04, 'M', 'Q', 'T', 'T', 4, 2, 0, 0, 0, 1, 'x'};
    const std::vector<std::uint8_t> ping = {0xc0, 0x00};
    socket.send({connect.begin(), connect.begin() + 5});
    ASSERT_TRUE(shows([](const LabSnapshot& seen) { return seen.traffic.bytesReceived == 5; }));
    step(true);
    connect.erase(connect.begin(), connect.begin() + 5);
    connect.insert(connect.end(), ping.begin(), ping.end());
    connect.push_back(0xc0); // half of another
    socket.send(connect);
    const std::vector<WaitingRow> rows = waiting(2);
    EXPECT_TRUE(std::any_of(rows.begin(), rows.end(),
                            [](const WaitingRow& row) { return row.type == PacketType::Connack; }));
    EXPECT_TRUE(std::any_of(rows.begin(), rows.end(),
                            [](const WaitingRow& row) { return row.type == PacketType::Pingreq; }));
    step(false);
    socket.send({0x00});
    ASSERT_TRUE(eventually([&] {
        socket.read();
        return socket.received.size() == 8;
    }));
    EXPECT_EQ(socket.received, (std::vector<std::uint8_t>{0x20, 2, 0, 0, 0xd0, 0, 0xd0, 0}));
}

TEST_F(Steps, AFullGateLetsNothingInAndLosesNothing)
{
    start();
    const LabClientId reader = connected("reader");
    subscribe(reader, "#", 0);
    const LabClientId writer = connected("writer");
    step(true);
    LabMessage message;
    message.topic = "t";
    for (std::size_t i = 0; i < StepGate::kMaxItems + 1; ++i) // the last is one too many
        EXPECT_TRUE(broker.publish(message));
    ASSERT_TRUE(shows([](const LabSnapshot& seen) { return seen.full; }));
    EXPECT_EQ(broker.snapshot()->waiting.rows.size(), SnapshotLimits{}.waiting);
    publish(writer, "last", "x", 1); // stays in its socket
    ASSERT_TRUE(eventually([&] { return clients.state(writer)->inFlight == 1; }));
    const std::uint64_t before = broker.snapshot()->traffic.bytesReceived;
    broker.releaseNext();
    ASSERT_TRUE(shows([&](const LabSnapshot& seen) { // there is room for it now, and for nothing more
        return seen.waiting.total == StepGate::kMaxItems && seen.traffic.bytesReceived > before;
    }));
    step(false);
    std::size_t read = 0;
    ASSERT_TRUE(eventually([&] {
        read = messages(reader).size() + dropped;
        return read >= StepGate::kMaxItems + 1;
    })) << read;
    EXPECT_EQ(messages(reader).back().message.topic, "last");
}

std::vector<std::uint8_t> connectOf(char id)
{
    return {0x10, 13, 0, 4, 'M', 'Q', 'T', 'T', 4, 2, 0, 0, 0, 1, static_cast<std::uint8_t>(id)};
}

TEST_F(Steps, ClientsThatSendTooMuchKeepNobodyWaiting)
{
    start();
    const LabClientId honest = connected("honest");
    std::list<mqttscope::test::BareSocket> hostile;
    const std::size_t count = StepGate::kMaxItems / StepGate::kMaxOfClient;
    for (std::size_t i = 0; i < count; ++i) {
        ASSERT_TRUE(hostile.emplace_back(port).connected());
        hostile.back().send(connectOf(static_cast<char>('A' + i)));
    }
    ASSERT_TRUE(shows([&](const LabSnapshot& seen) { return seen.sessions.total == count + 1; }));
    step(true);
    std::vector<std::uint8_t> pings;
    for (std::size_t i = 0; i < StepGate::kMaxOfClient; ++i)
        pings.insert(pings.end(), {0xc0, 0x00});
    for (mqttscope::test::BareSocket& one : hostile)
        ASSERT_EQ(one.send(pings), pings.size());
    ASSERT_TRUE(shows([](const LabSnapshot& seen) { return seen.waiting.total == StepGate::kMaxItems; }));
    EXPECT_FALSE(broker.snapshot()->full); // nothing has to go before the first of them
    publish(honest, "t", "x", 1);
    broker.releaseNext();
    EXPECT_TRUE(eventually([&] {
        const auto& rows = broker.snapshot()->waiting;
        return rows.total > StepGate::kMaxItems ||
               (rows.rows.front().id > 1 && rows.total == StepGate::kMaxItems);
    })) << "a PINGREQ passes, and its PINGRESP waits";
    step(false);
    EXPECT_TRUE(comes(honest, LabEventKind::Acknowledged));
}

TEST_F(Steps, WhoLeavesMakesRoomForOthers)
{
    start();
    const LabClientId honest = connected("honest");
    mqttscope::test::BareSocket reader(port);
    std::vector<std::uint8_t> bytes = connectOf('r');
    const std::vector<std::uint8_t> subscribe = {0x82, 6, 0, 1, 0, 1, '#', 0};
    bytes.insert(bytes.end(), subscribe.begin(), subscribe.end());
    reader.send(bytes);
    ASSERT_TRUE(shows([](const LabSnapshot& seen) { return seen.subscriptions.total == 1; }));
    step(true);
    LabMessage message;
    message.topic = "t";
    for (std::size_t i = 0; i < StepGate::kMaxItems; ++i)
        EXPECT_TRUE(broker.publish(message));
    ASSERT_TRUE(shows([](const LabSnapshot& seen) { return seen.full; }));
    publish(honest, "t", "x", 1); // is the last that is read
    ASSERT_TRUE(shows([](const LabSnapshot& seen) { return seen.waiting.total == StepGate::kMaxItems + 1; }));
    publish(honest, "t", "y", 1); // stays in its socket
    ASSERT_TRUE(eventually([&] { return clients.state(honest)->inFlight == 2; }));
    reader.abort();
    const std::vector<WaitingRow> rows = waiting(2);
    ASSERT_EQ(rows.size(), 2U);
    EXPECT_EQ(rows[1].clientId, "honest");
    EXPECT_EQ(rows[1].type, PacketType::Publish);
}

} // namespace
} // namespace mqttscope::broker::lab::test
