// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/unit/broker_net/service_fixture.h"

#include <QTcpServer>

namespace mqttscope::test {
namespace {

using broker::ClientEventKind;
using broker::LogKind;
using broker::ServiceOptions;
using mqtt::Decision;
using mqtt::Version;

class BrokerServiceVersions : public ServiceTest, public ::testing::WithParamInterface<Version> {};
INSTANTIATE_TEST_SUITE_P(Versions, BrokerServiceVersions,
                         ::testing::Values(Version::V31, Version::V311, Version::V50), [](const auto& one) {
                             return one.param == Version::V31    ? "V31"
                                    : one.param == Version::V311 ? "V311"
                                                                 : "V50";
                         });

TEST_P(BrokerServiceVersions, CarriesMessagesOfEachQos)
{
    start();
    TestClient& subscriber = client("s", GetParam());
    subscriber.subscribe("t/#", 2);
    ASSERT_TRUE(eventually([&] { return subscriber.subscribed(); }));
    TestClient& publisher = client("p", GetParam());
    for (std::uint8_t qos = 0; qos <= 2; ++qos)
        publisher.publish("t/1", std::string(1, static_cast<char>('0' + qos)), qos);
    EXPECT_TRUE(eventually([&] {
        return subscriber.payloads().size() == 3 && publisher.count(ClientEventKind::Published) == 3;
    }));
    // QoS 2 is handed on at PUBREL.
    EXPECT_EQ(subscriber.payloads(), (std::vector<std::string>{"0", "1", "2"}));
}

TEST_P(BrokerServiceVersions, ALargeMessageArrivesWhole)
{
    ServiceOptions options;
    options.portable = GetParam() == Version::V31; // both kinds of transport
    start(options);
    TestClient& subscriber = client("s", GetParam());
    subscriber.subscribe("t", 1);
    ASSERT_TRUE(eventually([&] { return subscriber.subscribed(); }));
    std::string payload(10'000'000, 'x');
    for (std::size_t i = 0; i < payload.size(); ++i)
        payload[i] = static_cast<char>('a' + i * 7 % 26);
    client("p", GetParam()).publish("t", payload, 1);
    ASSERT_TRUE(eventually([&] { return subscriber.payloads().size() == 1; }));
    EXPECT_EQ(subscriber.payloads()[0], payload);
}

using BrokerService = ServiceTest;

TEST_F(BrokerService, ASubscriptionBringsAllRetainedMessages)
{
    ServiceOptions options;
    options.sysInterval = 0;
    start(options);
    TestClient& publisher = client("p");
    const std::string payload(100'000, 'x');
    constexpr std::size_t kMessages = 120; // more than may wait for a slow receiver
    for (std::size_t i = 0; i < kMessages; ++i) {
        publisher.publish("t/" + std::to_string(i), payload, 1, true);
        ASSERT_TRUE(eventually([&] { return publisher.count(ClientEventKind::Published) == i + 1; }));
    }
    TestClient& subscriber = client("s");
    subscriber.subscribe("#", 0);
    EXPECT_TRUE(eventually([&] { return subscriber.payloads().size() == kMessages; }));
    EXPECT_EQ(decisions(Decision::SlowQos0), 0U);
}

TEST_F(BrokerService, SaysWhyItCannotListen)
{
    QTcpServer other;
    ASSERT_TRUE(other.listen(QHostAddress::LocalHost, 0));
    const auto taken = thread.start({}, {{"127.0.0.1", 0}, {"127.0.0.1", other.serverPort()}});
    ASSERT_FALSE(taken);
    EXPECT_EQ(taken.error().fault, broker::ListenFault::InUse);
    EXPECT_EQ(taken.error().address.port, other.serverPort());
    const auto elsewhere = thread.start({}, {{"192.0.2.1", 0}}); // RFC 5737: nobody's
    ASSERT_FALSE(elsewhere);
    EXPECT_EQ(elsewhere.error().fault, broker::ListenFault::NotAnAddress);
}

TEST_F(BrokerService, TellsClientsThatItGoes)
{
    start();
    TestClient& five = client("5");
    TestClient& four = client("4", Version::V311);
    std::thread stopping([&] { thread.stop(); });
    EXPECT_TRUE(eventually([&] { return five.over() && four.over(); }));
    stopping.join();
    const auto* end = five.first(ClientEventKind::Disconnected);
    ASSERT_NE(end, nullptr);
    EXPECT_EQ(end->why, broker::ClientEnd::ServerSaidSo);
    EXPECT_EQ(end->reasonCode, 0x8b);
    EXPECT_FALSE(BareSocket(port).connected()) << "it listens no more";
}

TEST_F(BrokerService, EndsAlthoughAPeerDoesNot)
{
    ServiceOptions options;
    options.limits.shutdownMilliseconds = 50;
    start(options);
    BareSocket peer(port);
    peer.send(connectOf('a'));
    EXPECT_TRUE(eventually([&] {
        peer.read();
        return peer.received.size() == 4;
    }));
    thread.stop();
    EXPECT_TRUE(eventually([&] { return peer.over(); }));
}

TEST_F(BrokerService, TheReasonOfARefusalArrivesAlthoughThePeerSendsOn)
{
    start();
    BareSocket peer(port);
    // CONNECT of 5.0, then a PUBLISH of QoS 3 with a megabyte behind it.
    peer.send(bytesOf({0x10, 14, 0, 4, 'M', 'Q', 'T', 'T', 5, 2, 0, 0, 0, 0, 1, 'a'}));
    EXPECT_TRUE(eventually([&] {
        peer.read();
        return !peer.received.empty();
    }));
    const std::size_t connack = peer.received.size();
    std::vector<std::uint8_t> wrong = bytesOf({0x36, 5, 0, 1, 't', 0, 1});
    wrong.resize(1U << 20);
    std::size_t sent = 0;
    EXPECT_TRUE(eventually([&] {
        if (sent < wrong.size())
            sent += peer.send({wrong.begin() + static_cast<std::ptrdiff_t>(sent), wrong.end()});
        return peer.over();
    }));
    EXPECT_TRUE(peer.finished);
    ASSERT_GT(peer.received.size(), connack + 2);
    EXPECT_EQ(peer.received[connack], 0xe0);     // DISCONNECT
    EXPECT_EQ(peer.received[connack + 2], 0x81); // Malformed Packet
}

TEST_F(BrokerService, KeepAliveEndsOnTime)
{
    start();
    BareSocket peer(port);
    std::vector<std::uint8_t> connect = connectOf('a');
    connect[11] = 1; // Keep Alive: one second
    peer.send(connect);
    EXPECT_TRUE(eventually([&] { return peer.over(); }));
    EXPECT_EQ(decisions(Decision::KeepAliveExpired), 1U);
    for (const broker::LogEntry& entry : logged()) {
        if (entry.kind == LogKind::Decision && entry.decision.code == Decision::KeepAliveExpired) {
            EXPECT_GE(entry.decision.value, 1500U);
        }
    }
}

TEST_F(BrokerService, ConnectionsThatSayNothingEnd)
{
    ServiceOptions options;
    options.engine.policy.connectTimeout = 100 * broker::kMillisecond;
    start(options);
    BareSocket peer(port);
    EXPECT_TRUE(eventually([&] { return peer.over(); }));
    EXPECT_EQ(decisions(Decision::ConnectOverdue), 1U);
}

TEST_F(BrokerService, TheLogNamesClientAndAddress)
{
    ServiceOptions options;
    options.tellOpened = true;
    start(options);
    TestClient& one = client("tablet");
    one.disconnect();
    EXPECT_TRUE(eventually([&] { return one.over() && connections() == 0; }));
    const auto entries = logged();
    ASSERT_GE(entries.size(), 3U);
    EXPECT_EQ(entries[0].kind, LogKind::Opened);
    EXPECT_EQ(entries[0].peer.host, "127.0.0.1");
    EXPECT_EQ(entries[0].local.port, port);
    EXPECT_EQ(entries[1].decision.code, Decision::ConnectAccepted);
    EXPECT_EQ(entries[1].decision.clientId.text(), "tablet");
    EXPECT_EQ(entries[1].peer, entries[0].peer);
    EXPECT_EQ(entries[2].decision.code, Decision::ClientDisconnected);
}

TEST_F(BrokerService, TellsOnlyWhatIsAskedFor)
{
    ServiceOptions options;
    options.told.reset();
    options.told.set(static_cast<std::size_t>(Decision::NobodySubscribed));
    start(options);
    TestClient& one = client("a");
    one.publish("t", "x", 1);
    EXPECT_TRUE(eventually([&] { return one.count(ClientEventKind::Published) == 1; }));
    const auto entries = logged();
    ASSERT_EQ(entries.size(), 1U);
    EXPECT_EQ(entries[0].decision.code, Decision::NobodySubscribed);
    EXPECT_EQ(entries[0].decision.topic.text(), "t");
}

TEST_F(BrokerService, CountsWhatComesTooFastToBeTold)
{
    ServiceOptions options;
    options.engine.limits.decisions = 10;
    options.sysInterval = 0;
    options.told.reset();
    options.told.set(static_cast<std::size_t>(Decision::NobodySubscribed));
    start(options);
    BareSocket peer(port);
    std::vector<std::uint8_t> bytes = connectOf('a');
    for (int i = 0; i < 1000; ++i)
        bytes.insert(bytes.end(), {0x30, 3, 0, 1, 't'}); // PUBLISH
    ASSERT_EQ(peer.send(bytes), bytes.size());
    EXPECT_TRUE(eventually([&] { return decisions(Decision::NobodySubscribed) == 1000; }));
    std::uint64_t told = 0;
    std::uint64_t skipped = 0;
    for (const broker::LogEntry& entry : logged())
        entry.kind == LogKind::Skipped ? skipped += entry.count : ++told;
    EXPECT_GT(told, 0U);
    EXPECT_GT(skipped, 0U);
    EXPECT_EQ(told + skipped, 1000U);
}

TEST_F(BrokerService, AFaultPlanStandsBetweenEngineAndSockets)
{
    ServiceOptions options;
    options.faults = broker::parseFaultPlan("lose PUBACK client=p count=1\n"
                                            "delay 50ms from=broker type=PUBLISH client=s\n")
                         .plan;
    start(options);
    TestClient& subscriber = client("s");
    subscriber.subscribe("t", 1);
    ASSERT_TRUE(eventually([&] { return subscriber.subscribed(); }));
    TestClient& publisher = client("p");
    publisher.publish("t", "x", 1);
    EXPECT_TRUE(eventually([&] { return publisher.over(); }));
    EXPECT_EQ(publisher.count(ClientEventKind::Published), 0U);
    EXPECT_TRUE(eventually([&] { return subscriber.payloads().size() == 1; }));
    EXPECT_EQ(decisions(Decision::ConnectionLost), 1U);
    std::size_t hits = 0;
    for (const broker::LogEntry& entry : logged())
        hits += entry.kind == LogKind::FaultHit ? 1U : 0U;
    EXPECT_EQ(hits, 2U);
}

TEST_F(BrokerService, ALessonWithFaultsCountsWhatIsSentAsTaken)
{
    ServiceOptions options;
    options.engine.limits.unsentBytes = 1000;
    options.faults = broker::parseFaultPlan("drop from=broker type=PUBLISH topic=lost\n").plan;
    start(options);
    TestClient& subscriber = client("s");
    subscriber.subscribe("#", 0);
    ASSERT_TRUE(eventually([&] { return subscriber.subscribed(); }));
    TestClient& publisher = client("p");
    for (int i = 0; i < 50; ++i) {
        publisher.publish("lost", std::string(200, 'x'), 1);
        ASSERT_TRUE(eventually([&] { return publisher.engine.outgoing().size() == 0; }));
    }
    publisher.publish("kept", "x", 1);
    EXPECT_TRUE(eventually([&] { return subscriber.payloads().size() == 1; }));
    EXPECT_EQ(decisions(Decision::SlowQos0), 0U);
}

TEST_F(BrokerService, PublishesItsFigures)
{
    ServiceOptions options;
    options.sysInterval = 20 * broker::kMillisecond;
    options.version = "mqttscope test";
    start(options);
    TestClient& one = client("a");
    one.subscribe("$SYS/broker/version");
    one.subscribe("$SYS/broker/clients/connected");
    EXPECT_TRUE(eventually([&] {
        const auto all = one.payloads();
        return std::find(all.begin(), all.end(), "mqttscope test") != all.end() &&
               std::find(all.begin(), all.end(), "1") != all.end();
    }));
    EXPECT_EQ(decisions(Decision::RetainedRemoved), 0U);
    client("b");
    EXPECT_TRUE(eventually([&] { return one.payloads().back() == "2"; }));
}

TEST_F(BrokerService, AccessRulesCanChange)
{
    start();
    TestClient& one = client("a");
    one.publish("t", "x", 1);
    EXPECT_TRUE(eventually([&] { return one.count(ClientEventKind::Published) == 1; }));
    thread.call([](broker::BrokerService& service) {
        service.setAcl(std::make_shared<broker::AclFile>("topic write other\n"));
    });
    one.publish("t", "x", 1);
    EXPECT_TRUE(eventually([&] { return one.count(ClientEventKind::Published) == 2; }));
    EXPECT_EQ(one.events.back().reasonCode, 0x87);
}

} // namespace
} // namespace mqttscope::test
