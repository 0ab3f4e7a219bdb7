// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/unit/broker/network.h"

#include <algorithm>
#include <limits>
#include <utility>

namespace mqttscope::broker::test {
namespace {

constexpr Nanoseconds kTurn = 15 * kMillisecond; // long, so that much happens in one

} // namespace

Network::~Network()
{
    run(kPatience);
    tellJudge(Turn::Saved);
    m_broker->setJournal(nullptr);
    if (m_store != nullptr)
        m_store->forget();
    for (Link& link : m_links) {
        if (link.atBroker)
            m_judge.closed(link.id, Judge::Party::Client, now);
    }
    if (!m_judged)
        return;
    for (const std::string& fault : m_judge.faultsOf(Judge::Party::Server))
        ADD_FAILURE() << "broker: " << fault;
    for (const std::string& fault : m_judge.faultsOf(Judge::Party::Client))
        ADD_FAILURE() << "client: " << fault;
}

Network::Node& Network::add(ClientOptions options)
{
    Node& node = m_nodes.emplace_back();
    node.client = std::make_unique<Client>(std::move(options));
    return node;
}

void Network::connect(Node& node)
{
    Link& link = m_links.emplace_back();
    link.id = static_cast<ConnectionId>(m_links.size());
    link.node = &node;
    node.link = link.id;
    m_judge.opened(link.id, now);
    m_judge.setVersion(link.id, node.client->options().version);
    faults.opened(link.id);
    m_broker->opened(link.id, now, m_fromBroker);
    carryOutOfBroker();
    node.client->opened(link.id, now, m_effects);
    carryOutOf(node);
}

void Network::cut(Node& node)
{
    if (node.link == 0)
        return;
    Link& link = linkOf(node.link);
    node.link = 0;
    link.toBroker.clear();
    link.toClient.clear();
    if (link.atClient) {
        link.atClient = false;
        node.client->closed(now, m_effects);
        carryOutOf(node);
    }
    if (!link.atBroker)
        return;
    closeAtBroker(link, Judge::Party::Client, HowClosed::Reset);
}

void Network::carryOutOf(Node& node)
{
    const Effects wanted = std::move(m_effects);
    m_effects = {};
    for (const Effect& effect : wanted.items()) {
        Link& link = linkOf(effect.connection);
        if (effect.kind == EffectKind::Send) {
            const ByteView bytes = wanted.bytes(effect);
            link.toBroker.push_back({now + m_delay, Bytes(bytes.begin(), bytes.end()), false});
        } else if (effect.kind == EffectKind::Close) {
            link.toBroker.push_back({now + m_delay, {}, true});
            link.toClient.clear();
            link.atClient = false;
            node.link = 0;
            node.client->closed(now, m_effects);
        }
    }
    takeEvents(node);
}

void Network::keepState(MemoryStore& store)
{
    m_store = &store;
    m_broker->setJournal(store.journal());
}

void Network::carryOutOfBroker()
{
    if (m_store == nullptr)
        sendOutOfBroker();
    else if (!m_turnEndsAt && (m_store->hasChanges() || !m_fromBroker.empty() || !m_arrivals.empty()))
        m_turnEndsAt = now + kTurn;
}

void Network::tellJudge(Turn turn)
{
    for (const Arrival& one : std::exchange(m_arrivals, {})) {
        if (one.isEnd)
            m_judge.closed(one.link, one.by, now);
        else if (turn == Turn::Saved)
            m_judge.carried(one.link, Judge::Party::Client, one.bytes, now);
    }
}

void Network::endTurn()
{
    m_turnEndsAt.reset();
    m_store->commit(now);
    tellJudge(Turn::Saved);
    sendOutOfBroker();
}

void Network::restart(Ending how)
{
    if (how == Ending::BetweenTurns)
        endTurn();
    m_turnEndsAt.reset();
    m_fromBroker = {};
    m_store->forget();
    tellJudge(Turn::Lost);
    for (Link& link : m_links) {
        if (!link.atBroker)
            continue;
        link.atBroker = false;
        link.toBroker.clear();
        m_judge.closed(link.id, Judge::Party::Server, now);
        faults.closed(link.id);
        if (link.atClient)
            link.toClient.push_back({now + m_delay, {}, true});
    }
    m_broker = std::make_unique<Broker>(m_options);
    m_broker->setJournal(m_store->journal());
    m_broker->setInterference(&faults);
    (void)m_broker->restore(m_store->state(), now, m_fromBroker);
    carryOutOfBroker();
}

void Network::sendOutOfBroker()
{
    const Effects wanted = std::move(m_fromBroker);
    m_fromBroker = {};
    for (const Effect& effect : wanted.items()) {
        if (effect.kind == EffectKind::Send && linkOf(effect.connection).atBroker)
            m_judge.carried(effect.connection, Judge::Party::Server, wanted.bytes(effect), now);
    }
    Effects passed;
    faults.outgoing(wanted, now, passed);
    carryOut(passed);
}

/// What comes out of the faults on the side of the links.
void Network::carryOut(const Effects& wanted)
{
    for (const Effect& effect : wanted.items()) {
        Link& link = linkOf(effect.connection);
        if (effect.kind == EffectKind::Send && link.atBroker) {
            const ByteView bytes = wanted.bytes(effect);
            link.toClient.push_back({now + m_delay, Bytes(bytes.begin(), bytes.end()), false});
        } else if (effect.kind == EffectKind::Close && link.atBroker) {
            link.toClient.push_back({now + m_delay, {}, true});
            closeAtBroker(link, Judge::Party::Server, HowClosed::OnDemand);
        }
    }
}

/// What comes out of the faults on the side of the broker.
void Network::receive(const Effects& arrived)
{
    for (const Effect& effect : arrived.items()) {
        if (!linkOf(effect.connection).atBroker)
            continue; // ended by what came before
        const ByteView bytes = arrived.bytes(effect);
        if (m_store != nullptr)
            m_arrivals.push_back({effect.connection, Bytes(bytes.begin(), bytes.end()), false, {}});
        else
            m_judge.carried(effect.connection, Judge::Party::Client, bytes, now);
        m_broker->receive(effect.connection, bytes, now, m_fromBroker);
        carryOutOfBroker();
    }
}

void Network::closeAtBroker(Link& link, Judge::Party by, HowClosed how)
{
    link.toBroker.clear();
    link.atBroker = false;
    if (m_store != nullptr)
        m_arrivals.push_back({link.id, {}, true, by});
    else
        m_judge.closed(link.id, by, now);
    faults.closed(link.id);
    m_broker->closed(link.id, how, now, m_fromBroker);
    carryOutOfBroker();
}

void Network::takeEvents(Node& node)
{
    for (ClientEvent& event : node.client->takeEvents()) {
        auto& to = event.kind == ClientEventKind::Message ? node.messages : node.events;
        to.push_back(std::move(event));
    }
}

Nanoseconds Network::nextEvent() const
{
    Nanoseconds next = m_broker->nextDeadline().value_or(std::numeric_limits<Nanoseconds>::max());
    if (m_turnEndsAt)
        next = std::min(next, *m_turnEndsAt);
    if (const auto deadline = faults.nextDeadline())
        next = std::min(next, *deadline);
    for (const Node& node : m_nodes) {
        if (const auto deadline = node.client->nextDeadline())
            next = std::min(next, *deadline);
    }
    for (const Link& link : m_links) {
        if (!link.toBroker.empty())
            next = std::min(next, link.toBroker.front().at);
        if (!link.toClient.empty())
            next = std::min(next, link.toClient.front().at);
    }
    return next;
}

void Network::arriveAtBroker(Link& link)
{
    const Chunk chunk = std::move(link.toBroker.front());
    link.toBroker.pop_front();
    if (!link.atBroker)
        return;
    if (chunk.isEnd)
        return closeAtBroker(link, Judge::Party::Client, HowClosed::ByPeer);
    Effects arrived;
    Effects ends;
    faults.incoming(link.id, chunk.bytes, now, arrived, ends);
    receive(arrived);
    carryOut(ends);
}

void Network::arriveAtClient(Link& link)
{
    const Chunk chunk = std::move(link.toClient.front());
    link.toClient.pop_front();
    if (!link.atClient)
        return;
    Node& node = *link.node;
    if (!chunk.isEnd) {
        node.client->receive(chunk.bytes, now, m_effects);
    } else {
        link.atClient = false;
        node.link = 0;
        node.client->closed(now, m_effects);
    }
    carryOutOf(node);
}

void Network::happen()
{
    for (Link& link : m_links) {
        while (!link.toBroker.empty() && link.toBroker.front().at <= now)
            arriveAtBroker(link);
        while (!link.toClient.empty() && link.toClient.front().at <= now)
            arriveAtClient(link);
    }
    Effects arrived;
    Effects passed;
    faults.timer(now, arrived, passed);
    receive(arrived);
    carryOut(passed);
    m_broker->timer(now, m_fromBroker);
    carryOutOfBroker();
    if (m_turnEndsAt && *m_turnEndsAt <= now)
        endTurn();
    for (Node& node : m_nodes) {
        if (const auto deadline = node.client->nextDeadline(); deadline && *deadline <= now) {
            node.client->timer(now, m_effects);
            carryOutOf(node);
        }
    }
}

void Network::run(Nanoseconds duration)
{
    const Nanoseconds until = now + duration;
    for (Nanoseconds next = nextEvent(); next <= until; next = nextEvent()) {
        now = std::max(now, next);
        happen();
    }
    now = until;
}

ClientFault Network::publish(Node& node, std::string_view topic, std::string_view payload, std::uint8_t qos,
                             std::uint32_t token, bool retain)
{
    mqtt::Publish message;
    message.topic = topic;
    message.payload = field::asBytes(payload);
    message.qos = qos;
    message.retain = retain;
    const ClientFault fault = node.client->publish(message, token, now, m_effects);
    carryOutOf(node);
    return fault;
}

ClientFault Network::subscribe(Node& node, std::string_view filter, std::uint8_t qos, std::uint32_t token)
{
    mqtt::Subscribe request;
    request.subscriptions.push_back({filter, qos, false, false, 0});
    const ClientFault fault = node.client->subscribe(request, token, now, m_effects);
    carryOutOf(node);
    return fault;
}

void Network::disconnect(Node& node)
{
    node.client->disconnect(0, std::nullopt, now, m_effects);
    carryOutOf(node);
}

const ClientEvent& Network::last(const Node& node, ClientEventKind kind)
{
    static const ClientEvent none;
    const auto found = std::find_if(node.events.rbegin(), node.events.rend(),
                                    [&](const ClientEvent& event) { return event.kind == kind; });
    if (found != node.events.rend())
        return *found;
    ADD_FAILURE() << "no event of that kind";
    return none;
}

std::size_t Network::count(const Node& node, ClientEventKind kind)
{
    return static_cast<std::size_t>(
        std::count_if(node.events.begin(), node.events.end(),
                      [&](const ClientEvent& event) { return event.kind == kind; }));
}

} // namespace mqttscope::broker::test
