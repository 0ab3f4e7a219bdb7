// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/conformance/weather.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

namespace mqttscope::broker::test {
namespace {

using Kind = ClientEventKind;

constexpr std::size_t kClients = 5;
constexpr Nanoseconds kLook = 10 * kMillisecond; // less than a packet is on its way
constexpr const char* kTopics[] = {"news/0", "news/1"};

constexpr mqtt::PacketType kLost[] = {mqtt::PacketType::Connack, mqtt::PacketType::Publish,
                                      mqtt::PacketType::Puback,  mqtt::PacketType::Pubrec,
                                      mqtt::PacketType::Pubrel,  mqtt::PacketType::Pubcomp,
                                      mqtt::PacketType::Pingreq, mqtt::PacketType::Pingresp};

} // namespace

Weather::Weather(std::uint64_t seed, Climate climate, Options options)
    : m_random(seed), m_climate(climate), m_network(std::move(options), 20 * kMillisecond)
{
    m_network.dismissJudge(); // brokenRules() asks
    if (climate != Climate::Restarts)
        return;
    m_network.keepState(m_store);
    // What was saved as sent may never have left: it comes with DUP 1, and the analyzer has not seen it
    // before.
    m_network.judge().excuse(field::IssueCode::DupPassedOn);
}

void Weather::begin()
{
    for (std::size_t i = 0; i < kClients; ++i) {
        ClientOptions options;
        options.version = kVersions[m_random.below(3)];
        options.clientId = "client" + std::to_string(i);
        options.cleanStart = false;
        options.keepAlive = static_cast<std::uint16_t>(5 + m_random.below(10));
        options.inflight = static_cast<std::uint16_t>(1 + m_random.below(8));
        if (options.version == Version::V50) {
            options.sessionExpiry = kNeverExpires;
            options.receiveMaximum = static_cast<std::uint16_t>(1 + m_random.below(5));
            options.topicAliasMaximum = static_cast<std::uint16_t>(m_random.below(4));
            options.topicAliasesOut = static_cast<std::uint16_t>(m_random.below(4));
        }
        m_nodes.push_back(&m_network.add(options));
        m_network.connect(*m_nodes.back());
    }
    m_network.settle();
    for (Network::Node* node : m_nodes) {
        EXPECT_EQ(m_network.subscribe(*node, "news/+", 2), ClientFault::None);
        EXPECT_EQ(m_network.subscribe(*node, kTopics[0], 1), ClientFault::None); // overlaps
    }
    m_network.settle();
    m_network.faults.setPlan(randomPlan());
}

/// Packets that are lost with their connection, late ones, silence. What TCP excludes (a packet lost, doubled
/// or changed while the connection lives) is not weather: nobody promises anything then.
FaultPlan Weather::randomPlan()
{
    FaultPlan plan;
    for (std::uint32_t i = 0; i < 6; ++i) {
        FaultRule& rule = plan.rules.emplace_back();
        rule.type = kLost[m_random.below(std::size(kLost))];
        rule.from = m_random.onceIn(2) ? FaultSide::Client : FaultSide::Broker;
        rule.every = 5 + m_random.below(20);
        switch (m_random.below(5)) {
        case 0:
            rule.action = FaultAction::Delay;
            rule.delay = Nanoseconds{m_random.below(500)} * kMillisecond;
            break;
        case 1:
            rule.action = FaultAction::Silence;
            rule.every *= 10;
            break;
        case 2: // it passes, and the connection ends behind it
            rule.then = m_random.onceIn(2) ? FaultEnd::Fin : FaultEnd::Rst;
            break;
        default:
            rule.action = FaultAction::Drop;
            rule.then = FaultEnd::Rst;
            break;
        }
    }
    return plan;
}

std::string Weather::payloadOf(const Sent& sent)
{
    return fmt::format("{} {} {} {}", sent.publisher, sent.topic, sent.qos, sent.number);
}

void Weather::publish(Network::Node& node)
{
    Sent sent;
    sent.publisher = node.client->options().clientId;
    sent.topic = kTopics[m_random.below(2)];
    sent.qos = static_cast<std::uint8_t>(m_random.below(3));
    sent.number = ++m_numbers[fmt::format("{} {} {}", sent.publisher, sent.topic, sent.qos)];
    const auto token = static_cast<std::uint32_t>(m_sent.size());
    const ClientFault fault = m_network.publish(node, sent.topic, payloadOf(sent), sent.qos, token);
    if (fault == ClientFault::None)
        m_sent.push_back(sent);
    else
        --m_numbers[fmt::format("{} {} {}", sent.publisher, sent.topic, sent.qos)];
}

void Weather::restart()
{
    ++m_restartCount;
    m_network.restart(m_random.onceIn(3) ? Network::Ending::BetweenTurns : Network::Ending::Killed);
}

void Weather::step()
{
    if (m_climate == Climate::Restarts && m_random.onceIn(10))
        restart();
    Network::Node& node = *m_nodes[m_random.below(kClients)];
    const std::uint32_t what = m_random.below(16);
    if (what == 0)
        m_network.cut(node);
    else if (what == 1)
        m_network.disconnect(node);
    else if (what < 5 && node.link == 0)
        m_network.connect(node);
    else
        publish(node);
    for (auto left = Nanoseconds{m_random.below(60)} * kMillisecond; left > 0; left -= kLook) {
        m_network.run(std::min(left, kLook));
        look();
    }
}

void Weather::steps(int count)
{
    for (int i = 0; i < count; ++i)
        step();
}

void Weather::finish()
{
    m_faultCount = m_network.faults.hitCount();
    m_network.faults.setPlan({});
    for (int round = 0; round < 4; ++round) {
        for (Network::Node* node : m_nodes) {
            if (node->link == 0)
                m_network.connect(*node);
        }
        m_network.run(40 * kSecond);
    }
    look();
    noteAcknowledgements();
}

void Weather::look(const OutgoingFlow& flow, std::size_t quota, const std::string& whose)
{
    if (flow.open() > quota)
        m_overQuota.push_back(fmt::format("{} has {} open, {} are allowed", whose, flow.open(), quota));
    std::set<std::uint16_t> used;
    for (const Delivery& delivery : flow.flights()) {
        if (delivery.packetId == 0 || !used.insert(delivery.packetId).second)
            m_sharedIdentifiers.push_back(fmt::format("{} has {} twice in flight", whose, delivery.packetId));
    }
}

/// What must hold at any time.
void Weather::look()
{
    const Limits& limits = m_network.broker().options().limits;
    std::size_t most = 0;
    for (const auto& [serial, session] : m_network.broker().sessions()) {
        if (session->outgoing.size() > limits.queuedMessages)
            m_overLimits.push_back(
                fmt::format("{} keeps {} messages", session->clientId, session->outgoing.size()));
        most += limits.queuedMessages + session->incoming.size();
    }
    if (m_network.broker().messageCount().messages > most)
        m_overLimits.push_back(
            fmt::format("{} messages are kept", m_network.broker().messageCount().messages));
    for (const Network::Node* node : m_nodes) {
        const ClientOptions& options = node->client->options();
        const Session* const session = m_network.broker().findSession(options.clientId);
        if (session != nullptr && session->connection != nullptr)
            look(session->outgoing,
                 options.version == Version::V50 ? options.receiveMaximum
                                                 : m_network.broker().options().policy.inflightBefore5,
                 "the broker towards " + options.clientId);
        // What the client has taken with PUBREC counts until PUBREL: MQTT 5.0 §3.3.4.
        if (options.version == Version::V50 && node->client->incoming().size() > options.receiveMaximum)
            m_overQuota.push_back(fmt::format("{} has {} of QoS 2 open, {} are allowed", options.clientId,
                                              node->client->incoming().size(), options.receiveMaximum));
        if (node->client->connected())
            look(node->client->outgoing(), std::min(options.inflight, node->client->server().receiveMaximum),
                 options.clientId);
    }
}

std::size_t Weather::connectCount() const
{
    std::size_t count = 0;
    for (const Network::Node* node : m_nodes)
        count += Network::count(*node, Kind::Connected);
    return count;
}

void Weather::noteAcknowledgements()
{
    for (const Network::Node* node : m_nodes) {
        for (const ClientEvent& event : node->events) {
            if (event.kind == Kind::Published && event.reasonCode < 0x80 && event.token < m_sent.size() &&
                m_sent[event.token].publisher == node->client->options().clientId)
                m_sent[event.token].acknowledged = true;
        }
    }
}

std::map<std::string, int> Weather::received(const Network::Node& node)
{
    std::map<std::string, int> count;
    for (const ClientEvent& event : node.messages)
        ++count[std::string(field::asText(event.message->payload()))];
    return count;
}

Faults Weather::lostOfQos1() const
{
    Faults faults;
    for (const Network::Node* node : m_nodes) {
        const auto count = received(*node);
        for (const Sent& sent : m_sent) {
            if (sent.qos == 1 && sent.acknowledged && !count.contains(payloadOf(sent)))
                faults.push_back(payloadOf(sent) + " was not received by " +
                                 node->client->options().clientId);
        }
    }
    return faults;
}

Faults Weather::notOnceOfQos2() const
{
    Faults faults;
    for (const Network::Node* node : m_nodes) {
        const auto count = received(*node);
        for (const Sent& sent : m_sent) {
            const auto found = count.find(payloadOf(sent));
            // On the topic with the two subscriptions too: the highest QoS counts.
            if (sent.qos == 2 && (found == count.end() || found->second != 1))
                faults.push_back(fmt::format("{} was received {} times by {}", payloadOf(sent),
                                             found == count.end() ? 0 : found->second,
                                             node->client->options().clientId));
        }
    }
    return faults;
}

/// Messages that come again do not count: [MQTT-4.6.0-5] is about the first time.
Faults Weather::outOfOrder() const
{
    Faults faults;
    for (const Network::Node* node : m_nodes) {
        std::map<std::string, int> newest;
        std::set<std::string> seen;
        for (const ClientEvent& event : node->messages) {
            const std::string payload(field::asText(event.message->payload()));
            if (!seen.insert(payload).second)
                continue;
            const std::size_t space = payload.rfind(' ');
            int& last = newest[payload.substr(0, space)];
            const int number = std::stoi(payload.substr(space + 1));
            if (number < last)
                faults.push_back(
                    fmt::format("{} after {} at {}", payload, last, node->client->options().clientId));
            last = std::max(last, number);
        }
    }
    return faults;
}

Faults Weather::remains() const
{
    Faults faults;
    for (const Network::Node* node : m_nodes) {
        const Client& client = *node->client;
        if (client.outgoing().size() + client.incoming().size() != 0)
            faults.push_back(client.options().clientId + " has not finished");
        if (Network::count(*node, Kind::Lost) != 0)
            faults.push_back(client.options().clientId + " has lost its session");
    }
    if (m_network.broker().messageCount().messages != 0)
        faults.push_back(
            fmt::format("the broker keeps {} messages", m_network.broker().messageCount().messages));
    for (const SavedSession& saved : m_store.state().sessions) {
        if (saved.deliveries.size() + saved.held.size() != 0)
            faults.push_back(fmt::format("{} deliveries and {} held messages of {} stay in the store",
                                         saved.deliveries.size(), saved.held.size(), saved.clientId));
    }
    return faults;
}

Faults Weather::brokenRules()
{
    Faults faults = m_network.judge().faultsOf(Judge::Party::Server);
    for (const std::string& fault : m_network.judge().faultsOf(Judge::Party::Client))
        faults.push_back("client: " + fault);
    return faults;
}

} // namespace mqttscope::broker::test
