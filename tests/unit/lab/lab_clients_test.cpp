// SPDX-License-Identifier: GPL-3.0-or-later
#include "broker/lab/lab_shared.h"
#include "tests/unit/lab/lab_fixture.h"

namespace mqttscope::broker::lab::test {
namespace {

using mqtt::Version;

TEST_F(Lab, AMessageComesWithAllThatItSays)
{
    start();
    const LabClientId a = connected("a", Version::V50);
    LabSubscription wanted;
    wanted.filter = "t/+";
    wanted.qos = 2;
    wanted.identifier = 5;
    wanted.retainAsPublished = true;
    clients.subscribe(a, wanted);
    ASSERT_TRUE(comes(a, LabEventKind::Subscribed));
    LabMessage message;
    message.topic = "t/x";
    message.payload = {0, 255};
    message.qos = 2;
    message.retain = true;
    message.properties.messageExpiry = 60;
    message.properties.contentType = "x/y";
    message.properties.responseTopic = "answer";
    message.properties.correlationData = std::vector<std::uint8_t>{9};
    message.properties.userProperties = {{"a", "1"}, {"a", "2"}};
    const std::uint32_t token = clients.publish(a, message);
    ASSERT_TRUE(comes(a, LabEventKind::Acknowledged));
    ASSERT_TRUE(comes(a, LabEventKind::Message));
    EXPECT_EQ(last(a, LabEventKind::Acknowledged).token, token);
    const LabEvent got = last(a, LabEventKind::Message);
    EXPECT_EQ(got.message, message);
    EXPECT_EQ(got.qos, 2);
    EXPECT_TRUE(got.retain);
    EXPECT_FALSE(got.dup);
    EXPECT_EQ(got.identifiers, std::vector<std::uint32_t>{5});
}

TEST_F(Lab, ATopicAliasStandsForItsTopic)
{
    start();
    const LabClientId reader = connected("reader", Version::V50);
    LabSubscription wanted;
    wanted.filter = "t/#";
    wanted.userProperties = {{"k", "v"}};
    clients.subscribe(reader, wanted);
    ASSERT_TRUE(comes(reader, LabEventKind::Subscribed));
    const LabClientId a = connected("a", Version::V50);
    EXPECT_EQ(clients.state(a)->server.topicAliasMaximum, 10);
    LabMessage message;
    message.topic = "t/long";
    message.properties.payloadFormat = 0;
    message.properties.topicAlias = 7;
    clients.publish(a, message);
    ASSERT_TRUE(comes(reader, LabEventKind::Message));
    EXPECT_EQ(last(reader, LabEventKind::Message).message.properties.payloadFormat, 0);
    ASSERT_TRUE(eventually([&] {
        return clients.state(a)->topicAliases == std::map<std::uint16_t, std::string>{{7, "t/long"}};
    }));
    message.topic.clear();
    clients.publish(a, message);
    ASSERT_TRUE(comes(reader, LabEventKind::Message, 2));
    EXPECT_EQ(last(reader, LabEventKind::Message).message.topic, "t/long");
    EXPECT_EQ(last(reader, LabEventKind::Message).message.properties.topicAlias, 0);
    clients.disconnect(a);
    EXPECT_TRUE(eventually([&] { return clients.state(a)->topicAliases.empty(); }));
}

TEST_F(Lab, TheStateOfAClientFollows)
{
    start();
    const LabClientId a = add(options("a"));
    EXPECT_FALSE(clients.state(a)->open);
    EXPECT_EQ(clients.state(999), nullptr);
    clients.connect(a);
    ASSERT_TRUE(eventually([&] { return clients.state(a)->connected; }));
    subscribe(a, "x", 1);
    subscribe(a, "y", 2);
    const auto has = [&](std::vector<std::pair<std::string, std::uint8_t>> wanted) {
        return eventually([&] { return clients.state(a)->subscriptions == wanted; });
    };
    EXPECT_TRUE(has({{"x", 1}, {"y", 2}}));
    clients.unsubscribe(a, "x");
    EXPECT_TRUE(has({{"y", 2}}));
    publish(a, "z", "kept", 1);
    EXPECT_TRUE(comes(a, LabEventKind::Acknowledged));
    clients.disconnect(a);
    ASSERT_TRUE(comes(a, LabEventKind::Ended));
    EXPECT_EQ(last(a, LabEventKind::Ended).why, ClientEnd::OwnWish);
    publish(a, "z", "waits", 1);
    EXPECT_TRUE(eventually([&] { return clients.state(a)->queued == 1 && !clients.state(a)->open; }));
    clients.remove(a);
    EXPECT_EQ(clients.state(a), nullptr);
}

TEST_F(Lab, WishesThatCannotBeDoneAreTold)
{
    start();
    const LabClientId a = add(options("a"));
    const std::uint32_t token = publish(a, "t", "x", 0);
    ASSERT_TRUE(comes(a, LabEventKind::NotDone));
    EXPECT_EQ(last(a, LabEventKind::NotDone).token, token);
    EXPECT_EQ(last(a, LabEventKind::NotDone).fault, ClientFault::NotConnected);
    clients.connect(a);
    ASSERT_TRUE(comes(a, LabEventKind::Connected));
    clients.connect(a);
    EXPECT_TRUE(comes(a, LabEventKind::NotDone, 2));
    publish(a, "t/#", "x", 0);
    ASSERT_TRUE(comes(a, LabEventKind::NotDone, 3));
    EXPECT_EQ(last(a, LabEventKind::NotDone).fault, ClientFault::Invalid);
}

TEST_F(Lab, NobodyListensThere)
{
    start();
    LabClientOptions wanted = options("a");
    stop();
    const LabClientId a = add(wanted);
    clients.connect(a);
    ASSERT_TRUE(comes(a, LabEventKind::NotConnected));
    EXPECT_EQ(last(a, LabEventKind::NotConnected).connectFault, ConnectFault::Refused);
    EXPECT_TRUE(eventually([&] { return !clients.state(a)->open; }));
}

TEST_F(Lab, APulledPlugPublishesTheWill)
{
    start();
    LabClientOptions wanted = options("a");
    wanted.client.will.emplace();
    wanted.client.will->topic = "gone";
    const LabClientId b = connected("b");
    subscribe(b, "gone", 0);
    const LabClientId a = connected(wanted);
    clients.pullPlug(a);
    EXPECT_TRUE(comes(b, LabEventKind::Message));
    EXPECT_TRUE(comes(a, LabEventKind::Ended));
}

TEST_F(Lab, AFrozenClientDoesNothingAndGoesOn)
{
    start();
    const LabClientId a = connected("a");
    subscribe(a, "t", 0);
    clients.freeze(a, true);
    publish(a, "t", "x", 0);
    ASSERT_TRUE(comes(a, LabEventKind::NotDone));
    EXPECT_EQ(last(a, LabEventKind::NotDone).fault, ClientFault::None);
    const LabClientId b = connected("b");
    publish(b, "t", "y", 1);
    ASSERT_TRUE(comes(b, LabEventKind::Acknowledged));
    EXPECT_EQ(count(a, LabEventKind::Message), 0U);
    clients.freeze(a, false);
    EXPECT_TRUE(comes(a, LabEventKind::Message));
}

TEST_F(Lab, ComesBackToItsSession)
{
    start();
    LabClientOptions wanted = options("a", Version::V50);
    wanted.client.cleanStart = false;
    wanted.client.sessionExpiry = 100;
    const LabClientId first = connected(wanted);
    subscribe(first, "t", 1);
    clients.remove(first);
    ASSERT_TRUE(shows([&](const LabSnapshot& seen) { return !isThere(seen, "a"); }));
    const LabClientId second = connected(wanted); // another program of the same name
    ASSERT_TRUE(comes(second, LabEventKind::Connected));
    EXPECT_TRUE(last(second, LabEventKind::Connected).sessionPresent);
    publish(second, "t", "x", 1);
    EXPECT_TRUE(comes(second, LabEventKind::Message));
}

TEST_F(Lab, OtherOptionsMakeAnotherClient)
{
    start();
    const LabClientId a = connected("a");
    subscribe(a, "t", 1);
    clients.setOptions(a, options("b", Version::V50)); // for the next connection
    publish(a, "t", "x", 1);
    ASSERT_TRUE(comes(a, LabEventKind::Message));
    clients.disconnect(a);
    ASSERT_TRUE(comes(a, LabEventKind::Ended));
    clients.connect(a);
    // The state of before may still be there when the event has come.
    ASSERT_TRUE(
        eventually([&] { return clients.state(a)->connected && clients.state(a)->version == Version::V50; }));
    EXPECT_TRUE(clients.state(a)->subscriptions.empty());
    EXPECT_TRUE(shows([&](const LabSnapshot& seen) { return isThere(seen, "b") && !isThere(seen, "a"); }));
}

TEST_F(Lab, PublishesValuesAtIntervals)
{
    start();
    const LabClientId a = connected("a");
    subscribe(a, "t", 0);
    LabMessage message;
    message.topic = "t";
    GeneratorOptions values;
    values.kind = GeneratorKind::Counter;
    values.from = 5;
    values.count = 3;
    values.intervalMilliseconds = 10;
    clients.repeat(a, message, values);
    ASSERT_TRUE(comes(a, LabEventKind::Message, 3));
    EXPECT_EQ(textOf(messages(a)[0].message), "5");
    EXPECT_EQ(textOf(messages(a)[2].message), "7");
    EXPECT_TRUE(eventually([&] { return !clients.state(a)->repeating && clients.state(a)->repeated == 3; }));
    values.count = 0;
    clients.repeat(a, message, values);
    ASSERT_TRUE(comes(a, LabEventKind::Message, 5));
    clients.stopRepeating(a);
    EXPECT_TRUE(eventually([&] { return !clients.state(a)->repeating; }));
    values.intervalMilliseconds = 0;
    clients.repeat(a, message, values);
    EXPECT_TRUE(comes(a, LabEventKind::NotDone));
}

TEST_F(Lab, ClientsAndEventsAreBounded)
{
    start();
    for (std::size_t i = 0; i < LabClients::kMaxClients; ++i)
        ASSERT_NE(clients.add(options("c")), 0U);
    EXPECT_EQ(clients.add(options("c")), 0U);
    clients.remove(1);
    EXPECT_NE(clients.add(options("c")), 0U);
    for (std::size_t i = 0; i < LabClients::kMaxEvents + 7; ++i)
        publish(2, "t", "x", 0); // NotDone each
    publish(3, "t", "x", 1);
    ASSERT_TRUE(eventually([&] { return clients.state(3)->queued == 1; }));
    const LabEvents taken = clients.takeEvents();
    EXPECT_EQ(taken.events.size(), LabClients::kMaxEvents);
    EXPECT_EQ(taken.dropped, 7U);
}

TEST(LabEvents, AreBoundedByAllThatTheySay)
{
    LabClients::Shared shared;
    LabEvent event;
    event.message.topic.resize(60'000);
    event.message.properties.userProperties.assign(500, {std::string(500, 'n'), std::string(500, 'v')});
    for (int i = 0; i < 200; ++i)
        shared.push(event);
    EXPECT_LE(shared.bytes, LabClients::kMaxEventBytes);
    EXPECT_LE(shared.events.size(), LabClients::kMaxEventBytes / 560'000);
    EXPECT_EQ(shared.events.size() + shared.dropped, 200U);
    event.message.payload.resize(LabClients::kMaxEventBytes);
    shared.push(event); // the newest is there whatever it takes
    EXPECT_EQ(shared.events.size(), 1U);
}

TEST_F(Lab, OfUserPropertiesWithoutEndTheFirstAreKept)
{
    start();
    const LabClientId a = connected("a", mqtt::Version::V50);
    subscribe(a, "t", 1);
    LabMessage message;
    message.topic = "t";
    message.qos = 1;
    message.properties.userProperties.assign(100'000, {"", ""}); // 5 bytes each on the wire
    clients.publish(a, message);
    ASSERT_TRUE(comes(a, LabEventKind::Message));
    EXPECT_EQ(messages(a)[0].message.properties.userProperties.size(), LabMessage::kMaxUserProperties);
}

} // namespace
} // namespace mqttscope::broker::lab::test
