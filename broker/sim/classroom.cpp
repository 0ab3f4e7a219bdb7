// SPDX-License-Identifier: GPL-3.0-or-later
#include "broker/sim/classroom.h"

#include <algorithm>

namespace mqttscope::broker::sim {
namespace {

constexpr std::uint16_t kFirstPort = 49'152; ///< RFC 6335 §6: ports that are handed out
constexpr std::uint16_t kPortStep = 37;

} // namespace

AuthenticationResult House::check(const Credentials& credentials)
{
    const auto refuse = [](mqtt::ReasonCode reason) {
        return AuthenticationResult{Verdict::Refuse, reason, {}, {}};
    };
    if (!credentials.userName)
        return m_broker->anonymous ? AuthenticationResult{} : refuse(mqtt::ReasonCode::NotAuthorized);
    if (m_broker->users.empty())
        return m_broker->anonymous ? AuthenticationResult{} : refuse(mqtt::ReasonCode::NotAuthorized);
    const auto user = m_broker->users.find(std::string(*credentials.userName));
    const bool right = user != m_broker->users.end() && credentials.password &&
                       user->second == field::asText(*credentials.password);
    return right ? AuthenticationResult{} : refuse(mqtt::ReasonCode::BadUserNameOrPassword);
}

bool House::mayPublish(const Identity& who, std::string_view topic) const
{
    return m_broker->acl.empty() || m_acl.mayPublish(who, topic);
}

bool House::maySubscribe(const Identity& who, std::string_view filter) const
{
    const std::vector<std::string>& refused = m_broker->refusedFilters;
    return std::find(refused.begin(), refused.end(), filter) == refused.end() &&
           (m_broker->acl.empty() || m_acl.maySubscribe(who, filter));
}

bool House::mayRead(const Identity& who, std::string_view topic) const
{
    return m_broker->acl.empty() || m_acl.mayRead(who, topic);
}

Classroom::Classroom(const Scenario& scenario, const SimulationLimits& limits, std::unique_ptr<Tap> tap)
    : m_scenario(scenario), m_limits(limits), m_tap(std::move(tap)), m_house(scenario.broker),
      m_broker(scenario.broker.options, &m_house, &m_house), m_faults(scenario.faults)
{
    m_broker.setInterference(&m_faults);
    for (const SimulatedClient& client : scenario.clients) {
        Node& node = m_nodes.emplace_back();
        node.options = &client;
        node.number = m_nodes.size() - 1;
        // Port numbers as an operating system would choose them: apart from each other.
        const Nanoseconds offset = static_cast<Nanoseconds>(node.number) * 401 % 12'000;
        node.nextPort = client.endpoint.port != 0 ? client.endpoint.port
                                                  : static_cast<std::uint16_t>(kFirstPort + offset);
        node.random = Random(scenario.seed * 7'919 + node.number);
        if (!client.raw)
            node.client = std::make_unique<Client>(client.options);
    }
}

void Classroom::at(Nanoseconds time, std::function<void()> what)
{
    m_events.emplace(std::pair(std::max(time, m_now), ++m_order), std::move(what));
}

std::optional<Nanoseconds> Classroom::nextEvent() const
{
    std::optional<Nanoseconds> next;
    const auto take = [&](std::optional<Nanoseconds> time) {
        if (time && (!next || *time < *next))
            next = time;
    };
    if (!m_events.empty())
        take(m_events.begin()->first.first);
    if (!m_deadlines.empty())
        take(m_deadlines.begin()->first);
    take(m_broker.nextDeadline());
    take(m_faults.nextDeadline());
    take(m_tap->nextDeadline());
    return next;
}

void Classroom::run(Nanoseconds until)
{
    while (!m_limitReached && !m_failure) {
        const auto next = nextEvent();
        if (!next || *next > until)
            break;
        m_now = std::max(m_now, *next);
        happen();
        if (const auto written = m_tap->turn(m_now); !written)
            m_failure = written.error();
        m_limitReached =
            m_happened > m_limits.events || m_bytes > m_limits.bytes || m_tap->frameCount() > m_limits.frames;
    }
    if (!m_limitReached && !m_failure)
        m_now = until;
}

/// Everything that happens now.
void Classroom::happen()
{
    while (!m_events.empty() && m_events.begin()->first.first <= m_now && m_happened <= m_limits.events) {
        const auto event = m_events.extract(m_events.begin());
        ++m_happened;
        event.mapped()();
    }
    Effects arrived;
    Effects passed;
    m_faults.timer(m_now, arrived, passed);
    toEngine(arrived);
    carry(passed);
    m_broker.timer(m_now, m_effects);
    carryOutOfBroker();
    while (!m_deadlines.empty() && m_deadlines.begin()->first <= m_now && m_happened <= m_limits.events) {
        Node& node = m_nodes[m_deadlines.begin()->second];
        ++m_happened;
        node.client->timer(m_now, node.effects);
        touched(node);
        settleNode(node);
    }
    while (!m_dirty.empty()) {
        const std::vector<Node*> dirty = std::exchange(m_dirty, {});
        for (Node* node : dirty)
            settleNode(*node);
    }
}

void Classroom::touched(Node& node)
{
    if (!std::exchange(node.dirty, true))
        m_dirty.push_back(&node);
}

void Classroom::settleNode(Node& node)
{
    node.dirty = false;
    carryOutOf(node);
    setDeadline(node);
}

void Classroom::setDeadline(Node& node)
{
    if (!node.client)
        return;
    if (node.deadline)
        m_deadlines.erase({*node.deadline, node.number});
    node.deadline = node.frozen ? std::nullopt : node.client->nextDeadline();
    if (node.deadline)
        m_deadlines.insert({*node.deadline, node.number});
}

/// What the engine of a client wanted in this instant: what it sends goes in one piece.
void Classroom::carryOutOf(Node& node)
{
    if (!node.client)
        return;
    const Effects wanted = std::exchange(node.effects, {});
    std::vector<std::uint8_t> bytes;
    for (const Effect& effect : wanted.items()) {
        Link& link = linkOf(effect.connection);
        if (effect.kind == EffectKind::Send) {
            const ByteView more = wanted.bytes(effect);
            bytes.insert(bytes.end(), more.begin(), more.end());
        } else if (effect.kind == EffectKind::Close) {
            sendToBroker(link, std::exchange(bytes, {}));
            endAtClient(link, effect.manner == CloseManner::AtOnce ? TapEnd::Rst : TapEnd::Fin);
        }
    }
    if (!bytes.empty() && node.link != nullptr)
        sendToBroker(*node.link, std::move(bytes));
    takeEvents(node);
}

void Classroom::takeEvents(Node& node)
{
    for (const ClientEvent& event : node.client->takeEvents()) {
        if (event.kind == ClientEventKind::Connected) {
            ++node.tally.accepted;
            opened(node);
        } else if (event.kind == ClientEventKind::Message) {
            ++node.tally.received;
        } else if (event.kind == ClientEventKind::Published && event.reasonCode < 0x80) {
            ++node.tally.completed;
        } else if (event.kind == ClientEventKind::Disconnected) {
            node.open = false;
            const auto again = node.options->reconnect;
            if (again && event.why != ClientEnd::OwnWish)
                at(m_now + *again, [this, &node] { (void)connect(node); });
        }
    }
}

/// Its connection is there: what waited for it.
void Classroom::opened(Node& node)
{
    node.open = true;
    for (auto& what : std::exchange(node.waiting, {}))
        at(m_now, std::move(what));
}

bool Classroom::connect(Node& node)
{
    if (node.link != nullptr && !node.frozen)
        return false;
    if (node.link != nullptr) // the program is started again: the system resets the old connection
        (void)cut(node, CutManner::Reset);
    node.frozen = false;
    Link& link = m_links.emplace_back();
    link.id = static_cast<ConnectionId>(m_links.size());
    link.node = &node;
    link.latency = node.options->latency;
    node.link = &link;
    ++node.tally.connections;
    at(m_now + link.latency, [this, &link] { synArrives(link); });
    at(m_now + 2 * link.latency, [this, &link] { synAckArrives(link); });
    at(m_now + 3 * link.latency, [this, &link] { ackArrives(link); });
    return true;
}

void Classroom::synArrives(Link& link)
{
    Node& node = *link.node;
    net::Endpoint client = node.options->endpoint;
    client.port = node.nextPort;
    node.nextPort = node.nextPort > 0xffff - kPortStep
                        ? kFirstPort
                        : static_cast<std::uint16_t>(node.nextPort + kPortStep);
    m_tap->opened(link.id, client, m_scenario.broker.endpoint, m_now, 2 * link.latency);
}

void Classroom::synAckArrives(Link& link)
{
    if (!link.atClient)
        return;
    Node& node = *link.node;
    if (!node.client)
        return opened(node);
    node.client->opened(link.id, m_now, node.effects);
    touched(node);
}

void Classroom::ackArrives(Link& link)
{
    if (link.clientEnded || link.severed)
        return;
    link.atBroker = true;
    m_faults.opened(link.id);
    m_broker.opened(link.id, m_now, m_effects);
    carryOutOfBroker();
}

bool Classroom::sendRaw(Node& node, ByteView bytes)
{
    if (node.link == nullptr)
        return false;
    if (node.client) { // behind what its engine has sent
        settleNode(node);
        if (node.link == nullptr)
            return false;
    }
    sendToBroker(*node.link, std::vector<std::uint8_t>(bytes.begin(), bytes.end()));
    return true;
}

Nanoseconds Classroom::arrival(const Link& link, Nanoseconds& last) const
{
    Node& node = *link.node;
    const Nanoseconds jitter = node.options->jitter;
    const double part = jitter != 0 ? node.random.fraction() : 0;
    last =
        std::max(last, m_now + link.latency + static_cast<Nanoseconds>(part * static_cast<double>(jitter)));
    return last;
}

void Classroom::sendToBroker(Link& link, std::vector<std::uint8_t> bytes)
{
    if (bytes.empty() || link.severed)
        return;
    m_bytes += bytes.size();
    at(arrival(link, link.lastToBroker),
       [this, &link, sent = std::move(bytes)] { bytesAtBroker(link, sent); });
}

/// The client ends its connection.
void Classroom::endAtClient(Link& link, TapEnd how)
{
    if (!link.severed)
        at(arrival(link, link.lastToBroker), [this, &link, how] { endAtBroker(link, how); });
    lostByClient(link);
}

/// The connection is no more, as the client sees it.
void Classroom::lostByClient(Link& link)
{
    if (!std::exchange(link.atClient, false))
        return;
    Node& node = *link.node;
    if (node.link == &link) {
        node.link = nullptr;
        node.open = false;
    }
    if (!node.client) {
        if (node.options->reconnect)
            at(m_now + *node.options->reconnect, [this, &node] { (void)connect(node); });
        return;
    }
    node.client->closed(m_now, node.effects);
    touched(node);
}

bool Classroom::cut(Node& node, CutManner how)
{
    if (node.link == nullptr)
        return false;
    if (node.client)
        settleNode(node);
    if (node.link == nullptr)
        return false;
    Link& link = *node.link;
    if (how == CutManner::Silent) {
        link.severed = true;
        m_tap->vanished(link.id);
    }
    endAtClient(link, how == CutManner::Fin ? TapEnd::Fin : TapEnd::Rst);
    return true;
}

} // namespace mqttscope::broker::sim
