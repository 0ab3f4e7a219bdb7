// SPDX-License-Identifier: GPL-3.0-or-later
// Clients that want more than they may: each limit of the engine, reached over real sockets. What they cost
// is bounded, the log says what was refused or dropped, and a client beside them gets its messages.
#include "tests/unit/broker_net/hostile_client.h"

#include <algorithm>
#include <memory>

namespace mqttscope::test {
namespace {

using broker::Broker;
using broker::kMillisecond;
using broker::LogKind;
using broker::ServiceOptions;
using broker::test::SocketPeer;
using mqtt::Decision;
using mqtt::ReasonCode;
using mqtt::Version;

constexpr std::uint8_t kQuotaExceeded = 0x97;

using HostileLimits = HostileClient;

/// With and without a plan of faults, as the broker of the lab has one: what stands before the engine keeps
/// no more than the engine.
class HostileBytes : public HostileLimits, public ::testing::WithParamInterface<bool> {
protected:
    static ServiceOptions options()
    {
        ServiceOptions made;
        if (GetParam())
            made.faults.emplace();
        return made;
    }
};

INSTANTIATE_TEST_SUITE_P(Faults, HostileBytes, ::testing::Bool(),
                         [](const auto& one) { return one.param ? "Planned" : "None"; });

TEST_P(HostileBytes, FirstPacketsAreSmall)
{
    ServiceOptions options = HostileBytes::options();
    options.engine.limits.connectSize = 1000;
    startWithBystander(options);
    SocketPeer& one = hostile();
    // CONNECT of 5.0 that promises 2000 bytes
    one.sendBytes(bytesOf({0x10, 0xd0, 0x0f, 0, 4, 'M', 'Q', 'T', 'T', 5, 2, 0, 0, 0, 7, 0xb0}));
    EXPECT_EQ(one.expect<mqtt::Connack>().code, 0x95);
    one.expectEnd();
    EXPECT_EQ(told(Decision::ConnectRefused), 1U);
    expectBystanderServed();
}

TEST_F(HostileLimits, Sessions)
{
    ServiceOptions options;
    options.engine.limits.sessions = 20;
    startWithBystander(options);
    for (int i = 0; i < 50; ++i) {
        SocketPeer& one = hostile();
        one.send(one.connectPacket("left behind " + std::to_string(i), false));
        if (i < 19) {
            EXPECT_EQ(one.expect<mqtt::Connack>().code, 0);
            one.disconnect();
        } else {
            EXPECT_EQ(one.expect<mqtt::Connack>().code, kQuotaExceeded);
            one.expectEnd();
        }
    }
    EXPECT_EQ(engine([](const Broker& broker) { return broker.sessions().size(); }), 20U);
    EXPECT_EQ(told(Decision::ConnectRefused), 31U);
    expectBystanderServed();
}

/// One SUBSCRIBE for many filters; the codes of SUBACK that refuse.
std::size_t refused(SocketPeer& one, const std::vector<std::string>& filters)
{
    mqtt::Subscribe subscribe;
    subscribe.packetId = 1;
    for (const std::string& filter : filters)
        subscribe.subscriptions.push_back({filter, 0, false, false, 0});
    one.send(subscribe);
    std::size_t found = 0;
    for (const std::uint8_t code : one.expect<mqtt::Suback>().codes)
        found += code == kQuotaExceeded ? 1U : 0U;
    return found;
}

TEST_F(HostileLimits, Subscriptions)
{
    ServiceOptions options;
    options.engine.limits.subscriptions = 10;
    startWithBystander(options);
    std::vector<std::string> filters;
    for (int i = 0; i < 1000; ++i)
        filters.push_back("t/" + std::to_string(i));
    EXPECT_EQ(refused(connectedHostile("h"), filters), 990U);
    EXPECT_EQ(told(Decision::SubscriptionRefused), 990U);
    EXPECT_EQ(engine([](const Broker& broker) { return broker.findSession("h")->subscriptions.size(); }),
              10U);
    expectBystanderServed();
}

TEST_F(HostileLimits, FilterBytes)
{
    ServiceOptions options;
    options.engine.limits.filterBytes = 1'000'000;
    startWithBystander(options);
    std::vector<std::string> filters;
    for (int i = 0; i < 10; ++i)
        filters.push_back(std::to_string(i) + std::string(60'000, 'x'));
    EXPECT_EQ(refused(connectedHostile("h"), filters), 0U);
    EXPECT_EQ(refused(connectedHostile("i"), filters), 4U) << "all sessions together";
    EXPECT_EQ(told(Decision::SubscriptionRefused), 4U);
    EXPECT_LE(engine([](const Broker& broker) { return broker.subscriptions().bytes(); }), 1'000'000U);
    expectBystanderServed();
}

TEST_F(HostileLimits, FilterLevels)
{
    startWithBystander({});
    EXPECT_EQ(refused(connectedHostile("h"), {std::string(60'000, '/'), std::string(127, '/')}), 1U);
    EXPECT_EQ(told(Decision::SubscriptionRefused), 1U);
    EXPECT_LE(engine([](const Broker& broker) { return broker.subscriptions().nodeCount(); }), 130U);
    expectBystanderServed();
}

TEST_F(HostileLimits, MessagesForOneThatNeverAcknowledges)
{
    ServiceOptions options;
    options.engine.limits.queuedMessages = 20;
    options.engine.limits.pausedAt = 1000; // nobody is held up
    startWithBystander(options);
    connectedHostile("h").subscribe("t", 1);
    bystander().subscribe("t", 1);
    ASSERT_TRUE(eventually([&] { return decisions(Decision::Subscribed) == 3; }));
    TestClient& publisher = client("p");
    constexpr std::size_t kMessages = 100;
    for (std::size_t i = 0; i < kMessages; ++i) {
        publisher.publish("t", "x", 1);
        ASSERT_TRUE(eventually([&] { return bystander().payloads().size() == i + 1; }));
    }
    EXPECT_EQ(decisions(Decision::QueueFull), kMessages - 20);
    EXPECT_EQ(told(Decision::QueueFull), kMessages - 20);
    EXPECT_LE(engine([](const Broker& broker) { return broker.findSession("h")->outgoing.size(); }), 20U);
}

TEST_F(HostileLimits, BytesForOneThatStaysAway)
{
    ServiceOptions options;
    options.engine.limits.queuedBytes = 100'000;
    startWithBystander(options);
    SocketPeer& away = connectedHostile("h", false);
    away.subscribe("t", 1);
    away.disconnect();
    bystander().subscribe("t", 1);
    TestClient& publisher = client("p");
    const std::string payload(20'000, 'x');
    for (std::size_t i = 0; i < 10; ++i) {
        publisher.publish("t", payload, 1);
        ASSERT_TRUE(eventually([&] { return bystander().payloads().size() == i + 1; }));
    }
    EXPECT_EQ(told(Decision::QueueBytesFull), 6U);
    EXPECT_LE(engine([](const Broker& broker) { return broker.findSession("h")->outgoing.bytes(); }),
              100'000U);
}

TEST_F(HostileLimits, PublishersAreHeldUpForSomeTimeOnly)
{
    ServiceOptions options;
    options.engine.limits.pausedAt = 10;
    options.engine.limits.queuedMessages = 30;
    options.engine.policy.inflight5 = 5;
    options.engine.policy.pauseTime = 2000 * kMillisecond;
    startWithBystander(options);
    connectedHostile("h").subscribe("t", 1); // acknowledges nothing
    SocketPeer& publisher = connectedHostile("p");
    for (std::uint16_t id = 1; id <= 100; ++id)
        publisher.publish("t", "x", 1, id);
    EXPECT_TRUE(eventually([&] {
        return engine([](const Broker& broker) { return broker.findSession("p")->connection->pauses; }) == 1;
    }));
    expectBystanderServed();
    EXPECT_TRUE(eventually([&] { return decisions(Decision::QueueFull) == 70; })) << "it was let go";
    EXPECT_EQ(told(Decision::QueueFull), 70U);
}

TEST_F(HostileLimits, MessagesThatAreNeverReleased)
{
    ServiceOptions options;
    options.engine.capabilities.receiveMaximum = 0xffff;
    options.engine.limits.heldMessages = 10;
    startWithBystander(options);
    SocketPeer& one = connectedHostile("h");
    for (std::uint16_t id = 1; id <= 10; ++id) {
        one.publish("t", "x", 2, id);
        one.expectAck<mqtt::Pubrec>(id);
    }
    one.publish("t", "x", 2, 11);
    one.expectDisconnect(ReasonCode::QuotaExceeded);
    EXPECT_EQ(told(Decision::Disconnected), 1U);
    expectBystanderServed();
}

TEST_F(HostileLimits, BytesThatAreNeverReleased)
{
    ServiceOptions options;
    options.engine.limits.heldBytes = 1'000'000;
    startWithBystander(options);
    SocketPeer& one = connectedHostile("h");
    one.publish("t", std::string(1'000'000, 'x'), 2, 1);
    one.expectAck<mqtt::Pubrec>(1);
    one.publish("t", "x", 2, 2);
    one.expectDisconnect(ReasonCode::QuotaExceeded);
    EXPECT_EQ(told(Decision::Disconnected), 1U);
    EXPECT_EQ(engine([](const Broker& broker) { return broker.messageCount().messages; }), 0U);
    expectBystanderServed();
}

TEST_F(HostileLimits, RetainedMessages)
{
    ServiceOptions options;
    options.engine.limits.retainedMessages = 10;
    options.engine.limits.retainedBytes = 100'000;
    startWithBystander(options);
    SocketPeer& one = connectedHostile("h");
    for (int i = 0; i < 50; ++i)
        one.publish("r/" + std::to_string(i), "x", 0, 0, true);
    one.fence();
    EXPECT_EQ(told(Decision::RetainedNotStored), 40U);
    EXPECT_EQ(engine([](const Broker& broker) { return broker.retained().size(); }), 10U);
    one.publish("r/0", std::string(200'000, 'x'), 0, 0, true); // and their bytes
    one.fence();
    EXPECT_EQ(told(Decision::RetainedNotStored), 41U);
    EXPECT_LE(engine([](const Broker& broker) { return broker.retained().bytes(); }), 100'000U);
    expectBystanderServed();
}

TEST_F(HostileLimits, AllMessagesTogether)
{
    ServiceOptions options;
    options.engine.limits.messageBytes = 200'000;
    startWithBystander(options);
    SocketPeer& away = connectedHostile("h", false);
    away.subscribe("t", 1);
    away.disconnect();
    SocketPeer& one = connectedHostile("p");
    std::size_t full = 0;
    for (int i = 0; i < 30; ++i) {
        one.publish("t", std::string(10'000, 'x'), 1, 1);
        full += one.expect<mqtt::Puback>().reasonCode == kQuotaExceeded ? 1U : 0U;
    }
    EXPECT_GT(full, 5U);
    EXPECT_EQ(told(Decision::PublishRefused), full);
    // A Will is a message too.
    SocketPeer& will = hostile();
    mqtt::Connect connect = will.connectPacket("w");
    const std::string payload(60'000, 'x');
    connect.will.emplace().topic = "w";
    connect.will->payload = field::asBytes(payload);
    will.send(connect);
    EXPECT_EQ(will.expect<mqtt::Connack>().code, kQuotaExceeded);
    will.expectEnd();
    EXPECT_LE(engine([](const Broker& broker) { return broker.messageCount().bytes; }), 200'000U);
    expectBystanderServed();
    // What is given back is there again.
    SocketPeer& back = connectedHostile("h", true);
    back.fence();
    one.publish("t", std::string(10'000, 'x'), 1, 1);
    EXPECT_LT(one.expect<mqtt::Puback>().reasonCode, 0x80);
}

TEST_P(HostileBytes, PacketsThatBeginAndDoNotEnd)
{
    ServiceOptions options = HostileBytes::options();
    options.engine.limits.pendingBytes = 1'000'000;
    startWithBystander(options);
    std::vector<std::uint8_t> begun = bytesOf({0x30, 0xff, 0xff, 0x3f}); // PUBLISH of a megabyte
    begun.resize(100'000);
    std::vector<SocketPeer*> all;
    const int count = GetParam() ? 25 : 15; // the faults may keep as much as the engine
    for (int i = 0; i < count; ++i) {
        all.push_back(&connectedHostile("h" + std::to_string(i)));
        all.back()->sendBytes(begun);
    }
    EXPECT_TRUE(eventually([&] { return decisions(Decision::Disconnected) == 5; }));
    EXPECT_EQ(told(Decision::Disconnected), 5U);
    EXPECT_LE(engine([](const Broker& broker) { return broker.pendingBytes(); }), 1'000'000U);
    expectBystanderServed();
}

TEST_F(HostileLimits, SizeOfAMessage)
{
    ServiceOptions options;
    options.engine.policy.messageSizeLimit = 1000;
    startWithBystander(options);
    SocketPeer& one = connectedHostile("h");
    one.publish("t", std::string(1001, 'x'), 1, 1);
    EXPECT_EQ(one.expect<mqtt::Puback>().reasonCode, 0x83);
    EXPECT_EQ(told(Decision::PublishRefused), 1U);
    expectBystanderServed();
}

/// slow, pw: two million iterations, about a second.
constexpr const char* kSlowUser = "slow:$7$2000000$MDEyMzQ1Njc4OWFi$P/"
                                  "fO6aYgowrlXyYnIx8owSeFW7reV8rFwpZySD6XBHVSf3FG+15hmNzz/"
                                  "Z3AlzHKau3mD6MkM+12Eu0++0ou2Q==\n";

ServiceOptions withPasswords()
{
    ServiceOptions options;
    options.access.allowAnonymous = true;
    options.access.passwords = std::make_shared<broker::PasswordFile>(kSlowUser);
    return options;
}

TEST_F(HostileLimits, FirstPacketsThatWaitForTheirPasswords)
{
    ServiceOptions options = withPasswords();
    options.limits.entryBytes = 1'000'000;
    startWithBystander(options);
    std::vector<std::uint8_t> begun = bytesOf({0x10, 0xff, 0xff, 0x1e}); // CONNECT of 507,903 bytes
    begun.resize(100'000);
    std::vector<SocketPeer*> all;
    for (int i = 0; i < 15; ++i) {
        all.push_back(&hostile());
        all.back()->sendBytes(begun);
    }
    EXPECT_TRUE(eventually([&] { return count(LogKind::EntryFull) == 5; }));
    expectBystanderServed();
    expectService(); // those with the most had to go, not who comes next
}

TEST_F(HostileLimits, AFloodOfPasswordsThatAreSlowToCheck)
{
    ServiceOptions options = withPasswords();
    options.engine.policy.connectTimeout = 1000 * kMillisecond;
    startWithBystander(options);
    std::vector<SocketPeer*> all;
    for (int i = 0; i < 30; ++i) {
        SocketPeer& one = hostile();
        const std::string id = "h" + std::to_string(i);
        mqtt::Connect connect = one.connectPacket(id);
        connect.userName = "slow";
        connect.password = field::asBytes("pw");
        one.send(connect);
        all.push_back(&one);
    }
    EXPECT_TRUE(eventually([&] { return decisions(Decision::ConnectOverdue) >= 25; }));
    EXPECT_GE(told(Decision::ConnectOverdue), 25U);
    expectBystanderServed();
    expectService();
}

TEST_F(HostileLimits, ALogThatNobodyReads)
{
    startWithBystander({});
    BareSocket one(port);
    one.send(connectOf('h'));
    constexpr std::size_t kRefused = broker::LogQueue::kLimit + 5000;
    std::vector<std::uint8_t> bytes;
    for (int i = 0; i < 1000; ++i)
        bytes.insert(bytes.end(), {0x30, 3, 0, 1, '$'}); // PUBLISH to a topic that is not for clients
    std::size_t sent = 0;                                // cut anywhere, whole in the end
    EXPECT_TRUE(eventually([&] {
        while (sent < kRefused * 5) {
            const std::size_t place = sent % bytes.size();
            const std::size_t length = std::min(bytes.size() - place, kRefused * 5 - sent);
            const std::size_t taken = one.send({bytes.begin() + static_cast<std::ptrdiff_t>(place),
                                                bytes.begin() + static_cast<std::ptrdiff_t>(place + length)});
            if (taken == 0)
                break;
            sent += taken;
        }
        return decisions(Decision::PublishRefused) == kRefused;
    }));
    expectBystanderServed();
    std::uint64_t kept = 0;
    std::uint64_t skipped = 0;
    for (const broker::LogEntry& entry : logged()) {
        if (entry.kind == LogKind::Skipped)
            skipped += entry.count;
        else if (entry.decision.code == Decision::PublishRefused)
            ++kept;
    }
    EXPECT_LE(kept, broker::LogQueue::kLimit);
    EXPECT_GE(skipped, 5000U);
    EXPECT_GE(kept + skipped, kRefused) << "nothing goes uncounted";
}

} // namespace
} // namespace mqttscope::test
