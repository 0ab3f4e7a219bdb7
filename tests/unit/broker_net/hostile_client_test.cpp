// SPDX-License-Identifier: GPL-3.0-or-later
// Clients without manners cost a bounded amount and harm nobody else.
#include "tests/unit/broker_net/hostile_client.h"

#include <algorithm>
#include <sys/resource.h>

namespace mqttscope::test {
namespace {

using broker::LogKind;
using broker::ServiceOptions;
using mqtt::Decision;

TEST_F(HostileClient, ASubscriberThatReadsNothingLosesQos0AndNobodyElseDoes)
{
    ServiceOptions options;
    options.engine.policy.pauseTime = 200 * broker::kMillisecond;
    start(options);
    BareSocket slow(port, 4096);
    slow.send(connectOf('s'));
    slow.send(bytesOf({0x82, 6, 0, 1, 0, 1, 't', 0})); // SUBSCRIBE t
    TestClient& other = client("other");
    other.subscribe("t", 0);
    ASSERT_TRUE(eventually([&] { return other.subscribed(); }));
    ASSERT_TRUE(eventually([&] { return decisions(Decision::Subscribed) == 2; }));
    TestClient& publisher = client("p");
    const std::string payload(50'000, 'x');
    constexpr std::size_t kMessages = 1000; // fifty megabytes
    for (std::size_t i = 0; i < kMessages; ++i) {
        publisher.publish("t", payload, 0);
        if (i % 16 == 15)
            settle();
    }
    EXPECT_TRUE(eventually([&] { return other.payloads().size() == kMessages; }));
    EXPECT_GT(decisions(Decision::SlowQos0), 0U) << "told, not silent";
    std::size_t unsent = 0;
    thread.call([&](broker::BrokerService& service) {
        unsent = service.engine().findSession("s")->connection->unsent;
    });
    EXPECT_LE(unsent, options.engine.limits.unsentBytes + payload.size() + 100);
    expectService();
}

TEST_F(HostileClient, APublisherThatReadsNoAcknowledgementsIsReadNoMore)
{
    ServiceOptions options;
    options.limits.stopReadingAt = 100'000;
    options.limits.readWhileSlow = 10'000;
    start(options);
    BareSocket deaf(port, 4096);
    deaf.send(connectOf('d'));
    ASSERT_TRUE(eventually([&] { return decisions(Decision::ConnectAccepted) == 1; }));
    std::vector<std::uint8_t> pings;
    for (int i = 0; i < 32'768; ++i)
        pings.insert(pings.end(), {0xc0, 0x00});
    std::size_t sent = 0;
    const auto more = [&] { sent += deaf.send({pings.begin() + static_cast<int>(sent % 2), pings.end()}); };
    std::size_t unsent = 0;
    const auto look = [&] {
        thread.call([&](broker::BrokerService& service) {
            unsent = service.engine().findSession("d")->connection->unsent;
        });
    };
    // As long as anything is taken: the system takes some megabytes, the broker its limit.
    ASSERT_TRUE(eventually([&] {
        more();
        look();
        return unsent >= 100'000;
    }));
    for (int i = 0; i < 200; ++i) {
        more();
        look();
    }
    EXPECT_LE(unsent, 100'000U + 10'000U + 2 * broker::Transport::kMostAtOnce);
    expectService();
    // It can come to its senses.
    const std::size_t before = sent;
    EXPECT_TRUE(eventually([&] {
        deaf.read();
        more();
        return sent > before + 1'000'000;
    }));
}

TEST_F(HostileClient, HalfAConnectEndsInTime)
{
    ServiceOptions options;
    options.engine.policy.connectTimeout = 200 * broker::kMillisecond;
    start(options);
    std::vector<BareSocket> many;
    for (int i = 0; i < 50; ++i) {
        many.emplace_back(port);
        std::vector<std::uint8_t> half = connectOf('a');
        half.resize(7);
        many.back().send(half);
    }
    expectService();
    EXPECT_TRUE(eventually(
        [&] { return std::all_of(many.begin(), many.end(), [](BareSocket& one) { return one.over(); }); }));
    EXPECT_EQ(decisions(Decision::ConnectOverdue), 50U);
}

TEST_F(HostileClient, AFloodOfConnectionsIsBounded)
{
    ServiceOptions options;
    options.engine.limits.connections = 20;
    options.limits.ending = 30;
    start(options);
    std::vector<BareSocket> many;
    for (int i = 0; i < 300; ++i)
        many.emplace_back(port);
    EXPECT_TRUE(eventually([&] {
        std::size_t accepted = 0;
        thread.call([&](broker::BrokerService& service) {
            accepted = static_cast<std::size_t>(service.traffic().connections);
        });
        return accepted == 300;
    }));
    EXPECT_LE(connections(), 20U + 64U + 30U);
    EXPECT_GE(told(Decision::ConnectRefused), 300U - 20U - 64U) << "none goes without a word";
    many.clear();
    EXPECT_TRUE(eventually([&] { return connections() == 0; }));
    expectService();
}

TEST_F(HostileClient, ManyThatAreOnTheirWayOutAreReset)
{
    ServiceOptions options;
    options.limits.ending = 10;
    start(options);
    std::vector<BareSocket> many;
    for (int i = 0; i < 50; ++i) {
        many.emplace_back(port);
        many.back().send(bytesOf({0x00, 0x00})); // no CONNECT: refused
    }
    EXPECT_TRUE(eventually([&] {
        std::uint64_t accepted = 0;
        thread.call([&](broker::BrokerService& service) { accepted = service.traffic().connections; });
        return accepted == many.size() && connections() == 10;
    })) << "they never close";
    EXPECT_EQ(count(LogKind::TooManyEnding), 40U);
    expectService();
}

TEST_F(HostileClient, MalformedPacketsEndTheirConnectionOnly)
{
    start();
    for (int first = 0; first < 256; ++first) {
        BareSocket bad(port);
        bad.send(connectOf('b'));
        bad.send(bytesOf({first, 0xff, 0xff, 0xff, 0xff, 0xff}));
        EXPECT_TRUE(eventually([&] { return bad.over(); })) << first;
    }
    expectService();
    thread.call([](broker::BrokerService& service) { EXPECT_LE(service.engine().sessions().size(), 1U); });
}

TEST_F(HostileClient, AHugePacketIsRefusedBeforeItHasCome)
{
    start();
    BareSocket huge(port);
    huge.send(connectOf('h'));
    huge.send(bytesOf({0x30, 0xff, 0xff, 0xff, 0x7f, 0, 1, 't'})); // 256 MiB are promised
    EXPECT_TRUE(eventually([&] { return huge.over(); }));
    EXPECT_TRUE(huge.finished);
    expectService();
}

TEST_F(HostileClient, WhatTakesNothingAtAllIsReset)
{
    // A lesson that holds nothing back: the engine is told that everything is taken.
    ServiceOptions options;
    options.limits.mostPending = 1U << 20;
    options.engine.limits.unsentBytes = 64U << 20;
    start(options);
    BareSocket slow(port, 4096);
    slow.send(connectOf('s'));
    slow.send(bytesOf({0x82, 6, 0, 1, 0, 1, 't', 0}));
    ASSERT_TRUE(eventually([&] { return decisions(Decision::Subscribed) == 1; }));
    TestClient& publisher = client("p");
    const std::string payload(100'000, 'x');
    EXPECT_TRUE(eventually([&] {
        publisher.publish("t", payload, 0);
        return decisions(Decision::ConnectionLost) == 1;
    }));
    EXPECT_EQ(count(LogKind::PendingFull), 1U);
    expectService();
}

TEST_F(HostileClient, ManyThatTakeNothingAreBoundedTogether)
{
    // Each of them may keep a megabyte waiting: thirty of them would keep thirty.
    ServiceOptions options;
    options.limits.mostPendingOfAll = 10U << 20;
    options.engine.limits.unsentBytes = 1U << 20;
    options.engine.policy.pauseTime = 10 * broker::kMillisecond;
    startWithBystander(options);
    std::vector<BareSocket> slow;
    for (int i = 0; i < 30; ++i) {
        slow.emplace_back(port, 4096);
        slow.back().send(connectOf(static_cast<char>('A' + i)));
        slow.back().send(bytesOf({0x82, 6, 0, 1, 0, 1, 't', 0}));
    }
    ASSERT_TRUE(eventually([&] { return decisions(Decision::Subscribed) == 31; }));
    TestClient& publisher = client("p");
    const std::string payload(50'000, 'x');
    EXPECT_TRUE(eventually([&] {
        publisher.publish("t", payload, 0);
        return decisions(Decision::ConnectionLost) > 0;
    }));
    EXPECT_GT(count(LogKind::AllPendingFull), 0U);
    EXPECT_EQ(count(LogKind::PendingFull), 0U) << "none of them for itself";
    expectBystanderServed();
}

TEST_F(HostileClient, WhoNeverClosesIsReset)
{
    ServiceOptions options;
    options.limits.closing.milliseconds = 100;
    startWithBystander(options);
    BareSocket stays(port);
    stays.send(bytesOf({0x00, 0x00}));
    EXPECT_TRUE(eventually([&] { return count(LogKind::EndOverdue) == 1; }));
    EXPECT_TRUE(eventually([&] { return connections() == 1; }));
    expectBystanderServed();
}

TEST_F(HostileClient, WhoSendsOnAfterTheEndIsReset)
{
    ServiceOptions options;
    options.limits.closing.bytes = 1U << 20;
    options.limits.closing.milliseconds = 1'000'000;
    startWithBystander(options);
    BareSocket sends(port);
    sends.send(bytesOf({0x00, 0x00}));
    const std::vector<std::uint8_t> more(100'000);
    EXPECT_TRUE(eventually([&] {
        sends.send(more);
        return count(LogKind::EndOverdue) == 1;
    }));
    EXPECT_TRUE(eventually([&] { return connections() == 1; }));
    expectBystanderServed();
}

TEST_F(HostileClient, WhoTakesAllFileDescriptorsKeepsNobodyOutForLong)
{
    startWithBystander({});
    rlimit before{};
    ASSERT_EQ(::getrlimit(RLIMIT_NOFILE, &before), 0);
    const int next = ::dup(0); // the lowest that is free
    ::close(next);
    rlimit one = before;
    one.rlim_cur = static_cast<rlim_t>(next) + 1;
    ASSERT_EQ(::setrlimit(RLIMIT_NOFILE, &one), 0);
    const BareSocket last(port); // the broker would need another for its end
    EXPECT_TRUE(eventually([&] { return count(LogKind::AcceptFailed) > 0; }));
    expectBystanderServed();
    ASSERT_EQ(::setrlimit(RLIMIT_NOFILE, &before), 0);
    EXPECT_TRUE(eventually([&] { return connections() == 2; })) << "it has waited";
    expectService();
}

} // namespace
} // namespace mqttscope::test
