// SPDX-License-Identifier: GPL-3.0-or-later
// Over real sockets: subscriptions and retained messages.
#include "tests/conformance/sockets_fixture.h"

#include <set>

namespace mqttscope::broker::test {
namespace {

class SocketsSubscribe : public SocketsTest {};
INSTANTIATE_TEST_SUITE_P(Epoll, SocketsSubscribe, ::testing::ValuesIn(everyVersion(false)), overSocketsName);
INSTANTIATE_TEST_SUITE_P(QTcpSocket, SocketsSubscribe, ::testing::ValuesIn(everyVersion(true)),
                         overSocketsName);

TEST_P(SocketsSubscribe, OneSubackInTheOrderOfTheFilters)
{
    ServiceOptions options;
    options.engine.limits.filterLevels = 2;
    start(std::move(options));
    SocketPeer& a = client("a");
    mqtt::Subscribe subscribe;
    subscribe.packetId = 9;
    subscribe.subscriptions.push_back({"a/2", 2, false, false, 0});
    subscribe.subscriptions.push_back({"too/many/levels", 1, false, false, 0});
    subscribe.subscriptions.push_back({"a/1", 1, false, false, 0});
    a.send(subscribe);
    const auto& suback = a.expect<mqtt::Suback>();
    EXPECT_EQ(suback.packetId, 9);
    ASSERT_EQ(suback.codes.size(), 3U);
    EXPECT_EQ(suback.codes[0], 2);
    // 3.1 knows no refusal: it grants a QoS, and nothing comes.
    EXPECT_EQ(suback.codes[1], version() == Version::V50 ? 0x97 : version() == Version::V311 ? 0x80 : 1);
    EXPECT_EQ(suback.codes[2], 1);
    a.say("a/2", "x", 2);
    a.expectPublish("a/2", "x", 2, 1);
}

TEST_P(SocketsSubscribe, OneUnsubackAndNoMessageMore)
{
    start();
    SocketPeer& a = client("a");
    a.subscribe("t/1");
    a.subscribe("t/2");
    mqtt::Unsubscribe unsubscribe;
    unsubscribe.packetId = 9;
    unsubscribe.topicFilters.push_back("t/+"); // is no subscription
    unsubscribe.topicFilters.push_back("t/1");
    a.send(unsubscribe);
    const auto& unsuback = a.expect<mqtt::Unsuback>();
    EXPECT_EQ(unsuback.packetId, 9);
    if (version() == Version::V50) {
        ASSERT_EQ(unsuback.codes.size(), 2U);
        EXPECT_EQ(unsuback.codes[0], 0x11);
        EXPECT_EQ(unsuback.codes[1], 0);
    }
    SocketPeer& b = client("b");
    b.say("t/1", "x");
    b.say("t/2", "x");
    a.expectPublish("t/2", "x");
    a.expectNothing();
}

TEST_P(SocketsSubscribe, UnsubscribeEndsNoDelivery)
{
    start();
    SocketPeer& a = client("a");
    a.subscribe("t", 2);
    client("b").say("t", "x", 2);
    a.expectPublish("t", "x", 2, 1);
    mqtt::Unsubscribe unsubscribe;
    unsubscribe.packetId = 9;
    unsubscribe.topicFilters.push_back("t");
    a.send(unsubscribe);
    EXPECT_EQ(a.expect<mqtt::Unsuback>().packetId, 9);
    a.acknowledge<mqtt::Pubrec>(1);
    a.expectAck<mqtt::Pubrel>(1);
    a.acknowledge<mqtt::Pubcomp>(1);
    a.expectNothing();
}

TEST_P(SocketsSubscribe, OverlappingFiltersGiveOneCopyAtTheHighestQos)
{
    start();
    SocketPeer& a = client("a");
    a.subscribe("t/#", 0);
    a.subscribe("t/1", 2);
    a.subscribe("+/1", 1);
    client("b").say("t/1", "x", 2);
    a.expectPublish("t/1", "x", 2, 1);
    a.expectNothing();
}

TEST_P(SocketsSubscribe, TheSameFilterReplaces)
{
    start();
    SocketPeer& a = client("a");
    a.subscribe("t", 2);
    a.subscribe("t", 0);
    client("b").say("t", "x", 2);
    a.expectPublish("t", "x");
    a.expectNothing();
}

TEST_P(SocketsSubscribe, BringsTheLastRetainedMessage)
{
    start();
    SocketPeer& a = client("a");
    a.say("t/1", "old", 1, true);
    a.say("t/1", "new", 1, true);
    a.say("t/1", "live", 1, false); // changes nothing
    a.say("u", "elsewhere", 1, true);
    a.disconnect(); // it outlives the session of its publisher
    SocketPeer& b = client("b");
    b.subscribe("t/+", 1);
    EXPECT_TRUE(b.expectPublish("t/1", "new", 1, 1).retain);
    b.acknowledge<mqtt::Puback>(1);
    b.subscribe("t/+", 1); // again: it comes again
    EXPECT_TRUE(b.expectPublish("t/1", "new", 1, 2).retain);
    b.expectNothing();
}

TEST_P(SocketsSubscribe, LiveMessagesComeWithoutRetain)
{
    start();
    SocketPeer& a = client("a");
    a.subscribe("t");
    client("b").say("t", "x", 1, true);
    EXPECT_FALSE(a.expectPublish("t", "x").retain);
}

TEST_P(SocketsSubscribe, AnEmptyPayloadRemovesTheRetainedMessage)
{
    start();
    SocketPeer& a = client("a");
    a.subscribe("t");
    SocketPeer& b = client("b");
    b.say("t", "x", 1, true);
    b.say("t", "", 1, true);
    a.expectPublish("t", "x");
    EXPECT_FALSE(a.expectPublish("t", "").retain);
    SocketPeer& c = client("c");
    c.subscribe("t");
    c.expectNothing();
}

class SocketsSubscribeIn5 : public SocketsTest {};
INSTANTIATE_TEST_SUITE_P(Epoll, SocketsSubscribeIn5, ::testing::Values(OverSockets{Version::V50, false}),
                         overSocketsName);
INSTANTIATE_TEST_SUITE_P(QTcpSocket, SocketsSubscribeIn5, ::testing::Values(OverSockets{Version::V50, true}),
                         overSocketsName);

TEST_P(SocketsSubscribeIn5, RetainHandling)
{
    start();
    SocketPeer& a = client("a");
    a.say("t", "x", 1, true);
    a.subscribe({"t", 0, false, false, 2}); // never
    a.expectNothing();
    a.subscribe({"t", 0, false, false, 1}); // if it is new, and it is not
    a.expectNothing();
    a.subscribe({"t", 0, false, false, 0}); // always
    a.expectPublish("t", "x");
    a.subscribe({"+", 0, false, false, 1}); // it is new
    a.expectPublish("t", "x");
    a.expectNothing();
}

TEST_P(SocketsSubscribeIn5, RetainAsPublished)
{
    start();
    SocketPeer& a = client("a");
    a.subscribe({"t", 0, false, true, 0});
    SocketPeer& b = client("b");
    b.say("t", "1", 1, true);
    b.say("t", "2", 1, false);
    EXPECT_TRUE(a.expectPublish("t", "1").retain);
    EXPECT_FALSE(a.expectPublish("t", "2").retain);
}

TEST_P(SocketsSubscribeIn5, NoLocal)
{
    start();
    SocketPeer& a = client("a");
    SocketPeer& b = client("b");
    a.subscribe({"t", 0, true, false, 0});
    b.subscribe({"t", 0, true, false, 0});
    a.say("t", "x");
    b.expectPublish("t", "x");
    a.expectNothing();
}

TEST_P(SocketsSubscribeIn5, IdentifiersOfAllMatchingSubscriptions)
{
    start();
    SocketPeer& a = client("a");
    a.subscribe({"t/#", 0, false, false, 0}, 7);
    a.subscribe({"t/1", 1, false, false, 0}, 268'435'455);
    a.subscribe("+/1", 0); // without one
    a.subscribe({"u", 0, false, false, 0}, 9);
    client("b").say("t/1", "x", 1);
    const auto& identifiers = a.expectPublish("t/1", "x", 1, 1).properties.subscriptionIdentifiers();
    EXPECT_EQ((std::multiset<std::uint32_t>{identifiers.begin(), identifiers.end()}),
              (std::multiset<std::uint32_t>{7, 268'435'455}));
}

TEST_P(SocketsSubscribeIn5, SharedGoToOneMemberOfEachGroup)
{
    start();
    SocketPeer& a = client("a");
    SocketPeer& b = client("b");
    SocketPeer& other = client("other");
    a.subscribe("$share/g/t", 1);
    b.subscribe("$share/g/t", 0);
    other.subscribe("$share/h/t", 0);
    SocketPeer& publisher = client("publisher");
    for (const char* payload : {"1", "2", "3", "4"})
        publisher.say("t", payload);
    a.expectPublish("t", "1", 1, 1); // each at its own QoS
    b.expectPublish("t", "2");
    a.expectPublish("t", "3", 1, 2);
    b.expectPublish("t", "4");
    for (const char* payload : {"1", "2", "3", "4"})
        other.expectPublish("t", payload);
    a.expectNothing();
    b.expectNothing();
}

TEST_P(SocketsSubscribeIn5, SharedBringNoRetainedMessages)
{
    start();
    SocketPeer& a = client("a");
    a.say("t", "x", 1, true);
    a.subscribe("$share/g/t");
    a.expectNothing();
}

TEST_P(SocketsSubscribeIn5, SharedQos2StaysWithItsMember)
{
    start();
    SocketPeer& first = client("a", false);
    SocketPeer& b = client("b");
    first.subscribe("$share/g/t", 2);
    b.subscribe("$share/g/t", 2);
    client("publisher").say("t", "1", 2);
    first.expectPublish("t", "1", 2, 1);
    first.abort();
    SocketPeer& again = client("a", false, true);
    again.expectPublish("t", "1", 2, 1);
    again.acknowledge<mqtt::Pubrec>(1);
    again.expectAck<mqtt::Pubrel>(1);
    again.acknowledge<mqtt::Pubcomp>(1);
    b.expectNothing();
}

TEST_P(SocketsSubscribeIn5, ASharedRefusalIsTheEnd)
{
    start();
    SocketPeer& a = client("a");
    SocketPeer& b = client("b");
    a.subscribe("$share/g/t", 1);
    b.subscribe("$share/g/t", 1);
    client("publisher").say("t", "1");
    a.expectPublish("t", "1", 1, 1);
    a.acknowledge<mqtt::Puback>(1, 0x97);
    a.expectNothing();
    b.expectNothing();
}

} // namespace
} // namespace mqttscope::broker::test
