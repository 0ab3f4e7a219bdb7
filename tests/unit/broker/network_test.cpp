// SPDX-License-Identifier: GPL-3.0-or-later
// Many clients of our own and the broker, in virtual time: what the standards promise holds whatever happens
// to the network, and the analyzer finds nothing wrong with either side.
#include "tests/support/random_packets.h"
#include "tests/unit/broker/network.h"

#include <map>

namespace mqttscope::broker::test {
namespace {

using Kind = ClientEventKind;

ClientOptions optionsOf(Version version, std::string_view clientId, bool cleanStart = true)
{
    ClientOptions options;
    options.version = version;
    options.clientId = clientId;
    options.cleanStart = cleanStart;
    if (version == Version::V50 && !cleanStart)
        options.sessionExpiry = kNeverExpires;
    return options;
}

class NetworkEveryVersion : public ::testing::TestWithParam<Version> {};
INSTANTIATE_TEST_SUITE_P(Versions, NetworkEveryVersion, ::testing::ValuesIn(kVersions), versionName);

TEST_P(NetworkEveryVersion, EveryQosArrives)
{
    Network network;
    auto& a = network.add(optionsOf(GetParam(), "a"));
    auto& b = network.add(optionsOf(GetParam(), "b"));
    network.connect(a);
    network.connect(b);
    network.settle();
    EXPECT_EQ(network.subscribe(b, "t/#", 2, 7), ClientFault::None);
    network.settle();
    EXPECT_EQ(Network::last(b, Kind::Subscribed).token, 7U);
    EXPECT_EQ(Network::last(b, Kind::Subscribed).codes, (std::vector<std::uint8_t>{2}));
    for (std::uint8_t qos = 0; qos <= 2; ++qos)
        EXPECT_EQ(network.publish(a, "t/x", std::to_string(qos), qos, qos), ClientFault::None);
    network.settle();
    ASSERT_EQ(b.messages.size(), 3U);
    std::set<std::uint8_t> seen;
    for (const ClientEvent& event : b.messages) {
        EXPECT_EQ(event.message->topic(), "t/x");
        EXPECT_EQ(field::asText(event.message->payload()), std::to_string(event.qos));
        seen.insert(event.qos);
    }
    EXPECT_EQ(seen.size(), 3U);
    EXPECT_EQ(Network::count(a, Kind::Published), 3U);
    network.disconnect(a);
    network.settle();
    EXPECT_EQ(Network::last(a, Kind::Disconnected).why, ClientEnd::OwnWish);
    EXPECT_EQ(network.broker().connectionCount(), 1U);
}

TEST_P(NetworkEveryVersion, KeepAliveHoldsTheConnection)
{
    Network network;
    ClientOptions options = optionsOf(GetParam(), "a");
    options.keepAlive = 5;
    auto& a = network.add(options);
    network.connect(a);
    network.run(60 * kSecond);
    EXPECT_TRUE(a.client->connected());
    EXPECT_GE(Network::count(a, Kind::Pong), 11U);
}

TEST_P(NetworkEveryVersion, WhatWaitsIsSentAfterTheConnect)
{
    Network network;
    auto& a = network.add(optionsOf(GetParam(), "a"));
    auto& b = network.add(optionsOf(GetParam(), "b"));
    network.connect(b);
    network.settle();
    network.subscribe(b, "t", 1);
    network.settle();
    EXPECT_EQ(network.publish(a, "t", "1", 1, 1), ClientFault::None);
    EXPECT_EQ(network.publish(a, "t", "0", 0, 2), ClientFault::NotConnected);
    network.connect(a);
    network.settle();
    ASSERT_EQ(b.messages.size(), 1U);
    EXPECT_EQ(Network::last(a, Kind::Published).token, 1U);
}

TEST_P(NetworkEveryVersion, ALostSessionIsSaid)
{
    Network network;
    auto& a = network.add(optionsOf(GetParam(), "a"));
    network.connect(a);
    network.settle();
    network.publish(a, "t", "1", 1, 9);
    network.cut(a); // the broker never saw it
    network.connect(a);
    network.settle();
    EXPECT_EQ(Network::last(a, Kind::Lost).token, 9U);
    EXPECT_EQ(a.client->outgoing().size(), 0U);
}

TEST_P(NetworkEveryVersion, AWillTellsOfACut)
{
    Network network;
    ClientOptions options = optionsOf(GetParam(), "a");
    options.will.emplace();
    options.will->topic = "gone";
    options.will->payload = text("a");
    auto& a = network.add(options);
    auto& b = network.add(optionsOf(GetParam(), "b"));
    network.connect(a);
    network.connect(b);
    network.settle();
    network.subscribe(b, "gone", 0);
    network.settle();
    network.cut(a);
    network.settle();
    ASSERT_EQ(b.messages.size(), 1U);
    EXPECT_EQ(b.messages[0].message->topic(), "gone");
}

TEST(NetworkOf5, LimitsOfTheServerAreKept)
{
    Options broker;
    broker.capabilities.maximumQos = 1;
    broker.capabilities.retain = false;
    broker.capabilities.maximumPacketSize = 100;
    broker.capabilities.wildcardSubscriptions = false;
    broker.capabilities.sharedSubscriptions = false;
    broker.capabilities.maximumKeepAlive = 3;
    Network network(broker);
    auto& a = network.add(optionsOf(Version::V50, ""));
    network.connect(a);
    network.settle();
    EXPECT_EQ(network.publish(a, "t", "x", 2), ClientFault::QosTooHigh);
    EXPECT_EQ(network.publish(a, "t", "x", 0, 0, true), ClientFault::NoRetain);
    EXPECT_EQ(network.publish(a, "t", std::string(100, 'x'), 0), ClientFault::TooLarge);
    EXPECT_EQ(network.subscribe(a, "#", 0), ClientFault::NotAvailable);
    EXPECT_EQ(network.subscribe(a, "$share/g/t", 0), ClientFault::NotAvailable);
    EXPECT_EQ(network.subscribe(a, "a/#/b", 0), ClientFault::Invalid);
    EXPECT_EQ(network.publish(a, "a/+", "x", 0), ClientFault::Invalid);
    EXPECT_EQ(a.client->options().clientId, "auto-1");
    network.run(30 * kSecond);
    EXPECT_TRUE(a.client->connected()); // Server Keep Alive is followed [MQTT-3.2.2-21]
    EXPECT_GE(Network::count(a, Kind::Pong), 8U);
}

TEST(NetworkOf5, AliasesBothWays)
{
    Network network;
    ClientOptions options = optionsOf(Version::V50, "a");
    options.topicAliasMaximum = 3;
    options.topicAliasesOut = 3;
    auto& a = network.add(options);
    network.connect(a);
    network.settle();
    network.subscribe(a, "#", 1);
    network.settle();
    for (int round = 0; round < 3; ++round) {
        for (const char* topic : {"a", "b", "c", "d"})
            network.publish(a, topic, "x", 1);
    }
    network.settle();
    ASSERT_EQ(a.messages.size(), 12U);
    for (std::size_t i = 0; i < 12; ++i)
        EXPECT_EQ(a.messages[i].message->topic(), std::string(1, static_cast<char>('a' + i % 4)));
}

TEST(NetworkOf5, TheClientIsTakenOver)
{
    Network network;
    auto& a = network.add(optionsOf(Version::V50, "a"));
    auto& other = network.add(optionsOf(Version::V50, "a"));
    network.connect(a);
    network.settle();
    network.connect(other);
    network.settle();
    const ClientEvent& end = Network::last(a, Kind::Disconnected);
    EXPECT_EQ(end.why, ClientEnd::ServerSaidSo);
    EXPECT_EQ(end.reasonCode, 0x8e);
    EXPECT_TRUE(other.client->connected());
}

// A program that comes back to a session that only the server has kept. [MQTT-3.2.2-4]
TEST(NetworkOf5, AForeignSessionIsAdoptedOnlyIfWanted)
{
    Network network;
    auto& first = network.add(optionsOf(Version::V50, "a", false));
    network.connect(first);
    network.settle();
    network.disconnect(first);
    network.settle();
    auto& stranger = network.add(optionsOf(Version::V50, "a", false));
    network.connect(stranger);
    network.settle();
    EXPECT_EQ(Network::last(stranger, Kind::Disconnected).why, ClientEnd::ServerAtFault);
    ClientOptions options = optionsOf(Version::V50, "a", false);
    options.adoptSession = true;
    auto& again = network.add(options);
    network.connect(again);
    network.settle();
    EXPECT_TRUE(Network::last(again, Kind::Connected).sessionPresent);
}

/// Clients with sessions that last, messages with numbers, and a network that breaks again and again.
class Storm : public ::testing::TestWithParam<std::uint64_t> {
public:
    static constexpr std::size_t kClients = 6;

    Storm() : random(GetParam()), network({}, 20 * kMillisecond) {}

    void begin()
    {
        for (std::size_t i = 0; i < kClients; ++i) {
            ClientOptions options =
                optionsOf(kVersions[random.below(3)], "client" + std::to_string(i), false);
            options.keepAlive = 10;
            options.inflight = static_cast<std::uint16_t>(1 + random.below(8));
            if (options.version == Version::V50) {
                options.receiveMaximum = static_cast<std::uint16_t>(1 + random.below(5));
                options.topicAliasMaximum = static_cast<std::uint16_t>(random.below(4));
                options.topicAliasesOut = static_cast<std::uint16_t>(random.below(4));
            }
            nodes.push_back(&network.add(options));
            network.connect(*nodes.back());
        }
        network.settle();
        for (Network::Node* node : nodes) {
            ASSERT_EQ(network.subscribe(*node, "news/+", 2), ClientFault::None);
            ASSERT_EQ(network.subscribe(*node, "news/0", 1), ClientFault::None);
        }
        network.settle();
    }

    void step()
    {
        Network::Node& node = *nodes[random.below(kClients)];
        switch (random.below(6)) {
        case 0:
            if (random.onceIn(2))
                network.cut(node);
            break;
        case 1:
            if (node.link == 0)
                network.connect(node);
            break;
        case 2:
            if (random.onceIn(8))
                network.disconnect(node);
            break;
        default: {
            const auto qos = static_cast<std::uint8_t>(1 + random.below(2));
            const std::string topic = "news/" + std::to_string(random.below(2));
            const std::string key = node.client->options().clientId + " " + topic + " " + std::to_string(qos);
            const std::string payload = key + " " + std::to_string(++published[key]);
            ASSERT_EQ(network.publish(node, topic, payload, qos), ClientFault::None);
        }
        }
        network.run(Nanoseconds{random.below(60)} * kMillisecond);
    }

    void finish()
    {
        for (int round = 0; round < 3; ++round) {
            for (Network::Node* node : nodes) {
                if (node->link == 0)
                    network.connect(*node);
            }
            network.run(20 * kSecond);
        }
    }

    mqttscope::test::RandomPackets random;
    Network network;
    std::vector<Network::Node*> nodes;
    std::map<std::string, int> published; ///< by publisher, topic and QoS: the last number
};
INSTANTIATE_TEST_SUITE_P(Seeds, Storm, ::testing::Range<std::uint64_t>(1, 41));

// QoS 1: at least once. QoS 2: exactly once. In order, both. [MQTT-4.3.2-4], [MQTT-4.3.3-10], [MQTT-4.6.0-5]
TEST_P(Storm, NothingIsLostNothingIsDoubledOrderIsKept)
{
    begin();
    for (int i = 0; i < 250; ++i)
        step();
    finish();
    for (const Network::Node* node : nodes) {
        EXPECT_EQ(node->client->outgoing().size(), 0U);
        EXPECT_EQ(node->client->incoming().size(), 0U);
        EXPECT_EQ(Network::count(*node, Kind::Lost), 0U);
        std::map<std::string, int> newest;
        for (const ClientEvent& event : node->messages) {
            const std::string payload(field::asText(event.message->payload()));
            const std::size_t space = payload.rfind(' ');
            const std::string key = payload.substr(0, space);
            const int number = std::stoi(payload.substr(space + 1));
            const bool isNew = number == newest[key] + 1;
            EXPECT_TRUE(isNew || (event.qos == 1 && number <= newest[key]))
                << payload << " after " << newest[key];
            newest[key] = std::max(newest[key], number);
        }
        EXPECT_EQ(newest, published) << node->client->options().clientId;
    }
    for (const auto& [serial, session] : network.broker().sessions())
        EXPECT_EQ(session->outgoing.size(), 0U) << session->clientId;
    EXPECT_EQ(network.broker().messageCount().messages, 0U);
}

// The same calls give the same bytes.
TEST(Network, IsDeterministic)
{
    const auto run = [] {
        Network network;
        network.dismissJudge();
        std::vector<Network::Node*> nodes;
        for (int i = 0; i < 20; ++i) {
            nodes.push_back(&network.add(optionsOf(Version::V50, "c" + std::to_string(i))));
            network.connect(*nodes.back());
        }
        network.settle();
        for (Network::Node* node : nodes)
            network.subscribe(*node, "#", 1);
        network.settle();
        for (Network::Node* node : nodes)
            network.publish(*node, node->client->options().clientId, "x", 1);
        network.settle();
        std::string heard;
        const DecisionRing& ring = network.broker().decisions();
        for (std::uint64_t i = ring.first(); i < ring.total(); ++i)
            heard +=
                std::string(mqtt::nameOf(ring.at(i).code)) + std::string(ring.at(i).clientId.text()) + ' ';
        return heard;
    };
    EXPECT_EQ(run(), run());
}

} // namespace
} // namespace mqttscope::broker::test
