// SPDX-License-Identifier: GPL-3.0-or-later
#include "dissector/session/tracker.h"

#include "dissector/session/rules/connection_rules.h"
#include "dissector/session/rules/delivery_rules.h"
#include "dissector/session/rules/flow_rules.h"

#include <algorithm>

namespace mqttscope::session {
namespace {

/// Whether the snap length left all of a packet but its payload.
bool isHeaderKnown(const MessageEvent& event)
{
    const auto* publish = event.as<mqtt::Publish>();
    return publish != nullptr && !publish->payload.empty();
}

} // namespace

Tracker::Tracker(store::StringPool& strings, const Messages& messages) : m_world(strings, messages)
{
    m_rules.push_back(std::make_unique<ConnectionRules>(m_world, m_reporter));
    m_rules.push_back(std::make_unique<FlowRules>(m_world, m_reporter));
    m_rules.push_back(std::make_unique<DeliveryRules>(m_world, m_reporter));
}

Tracker::~Tracker() = default;

ConnectionState& Tracker::openConnection(const MessageEvent& event)
{
    if (event.stream >= m_world.byStream.size())
        m_world.byStream.resize(std::max<std::size_t>(event.stream + 1, m_world.byStream.size() * 2), 0);
    ConnectionState& connection = m_world.connections.emplace_back();
    m_world.byStream[event.stream] = static_cast<std::uint32_t>(m_world.connections.size());
    connection.stream = event.stream;
    connection.version = event.version;
    connection.seenFromSyn = event.fromSyn;
    connection.gapped = !m_missed.empty() && m_missed.erase(event.stream) != 0;
    // Until a CONNECT says more, a connection is a session of its own.
    if (event.as<mqtt::Connect>() != nullptr)
        return connection;
    m_world.unnamedNs = event.at.timeNs;
    enter(connection, newSession(event, brokerOf(*event.server)));
    return connection;
}

std::uint32_t Tracker::brokerOf(const net::Endpoint& server)
{
    return m_brokers.try_emplace(server, static_cast<std::uint32_t>(m_brokers.size())).first->second;
}

void Tracker::onMessage(const MessageEvent& event)
{
    m_world.messageCount = std::max(m_world.messageCount, event.message + 1);
    m_world.knownAt = event.at.knownAt;
    m_world.nowNs = event.at.timeNs;
    if (event.at.timeNs >= m_nextWillNs) [[unlikely]]
        retainWills(event.at.timeNs);
    ConnectionState* found = m_world.connectionOf(event.stream);
    ConnectionState& connection = found != nullptr ? *found : openConnection(event);
    if (const auto* connect = event.as<mqtt::Connect>(); connect != nullptr && connection.connect == kNone) {
        if (connection.session == kNone)
            enter(connection, newSession(event, brokerOf(*event.server)));
        onConnect({connection, m_world.sessionOf(connection), event}, *connect);
    }
    SessionState& session = m_world.sessionOf(connection);
    const Scene scene{connection, session, event};
    if (!event.whole && event.fromClient)
        m_world.missedNs = event.at.timeNs;
    if (!event.whole && !isHeaderKnown(event))
        miss(event.stream);
    tell([&](RuleSet& rules) { rules.beforeMessage(scene); });
    note(scene);
    if (connection.ended && connection.takenOverBy != kNone) [[unlikely]]
        onLeftBehind(scene);
    else if (connection.session == session.number) [[likely]]
        dispatch(scene);
    else // the server is heard to resume another one
        dispatch({connection, m_world.sessionOf(connection), event});
}

/// What is noted of every message.
void Tracker::note(const Scene& c)
{
    ConnectionState& connection = c.connection;
    const MessageEvent& event = c.event;
    const std::size_t side = event.fromClient ? 0 : 1;
    if (connection.first[side] == kNone)
        connection.first[side] = event.message;
    connection.last[side] = event.message;
    connection.lastNs[side] = event.at.timeNs;
    ++connection.messages[side];
    connection.version = event.version;
    c.session.lastFrame = std::max(c.session.lastFrame, event.at.frame);
    c.session.version = event.version;
    c.session.versionGuessed = event.versionGuessed;
    if (!c.session.dirty) {
        c.session.dirty = true;
        m_dirty.push_back(c.session.number);
    }
    // A server that goes on speaks to somebody whom it let in, even if the CONNACK was not captured.
    if (!event.fromClient && !connection.accepted && !connection.refused && connection.connect != kNone &&
        event.as<mqtt::Connack>() == nullptr && event.as<mqtt::Auth>() == nullptr &&
        event.as<mqtt::Disconnect>() == nullptr)
        accept(c, true);
}

View Tracker::publish()
{
    for (const std::uint32_t number : m_dirty) {
        SessionState& session = m_world.sessions[number];
        session.dirty = false;
        SessionRecord& record = m_world.ledger.session(number);
        record.lastFrame = std::max(record.lastFrame, session.lastFrame);
        record.version = session.version;
        record.versionGuessed = session.versionGuessed;
    }
    m_dirty.clear();
    return m_world.ledger.publish();
}

void Tracker::dispatch(const Scene& c)
{
    struct Visitor {
        Tracker& tracker;
        const Scene& c;
        void operator()(const std::monostate&) const {}
        void operator()(const mqtt::Connect&) const {} // was looked at before everything else
        void operator()(const mqtt::Connack& p) const { tracker.onConnack(c, p); }
        void operator()(const mqtt::Publish& p) const { tracker.onPublish(c, p); }
        void operator()(const mqtt::Puback& p) const { tracker.onPuback(c, p); }
        void operator()(const mqtt::Pubrec& p) const { tracker.onPubrec(c, p); }
        void operator()(const mqtt::Pubrel& p) const { tracker.onPubrel(c, p); }
        void operator()(const mqtt::Pubcomp& p) const { tracker.onPubcomp(c, p); }
        void operator()(const mqtt::Subscribe& p) const { tracker.onSubscribe(c, p); }
        void operator()(const mqtt::Suback& p) const { tracker.onSuback(c, p); }
        void operator()(const mqtt::Unsubscribe& p) const { tracker.onUnsubscribe(c, p); }
        void operator()(const mqtt::Unsuback& p) const { tracker.onUnsuback(c, p); }
        void operator()(const mqtt::Pingreq&) const { tracker.onPingreq(c); }
        void operator()(const mqtt::Pingresp&) const { tracker.onPingresp(c); }
        void operator()(const mqtt::Disconnect& p) const { tracker.onDisconnect(c, p); }
        void operator()(const mqtt::Auth& p) const { tracker.onAuth(c, p); }
    };
    std::visit(Visitor{*this, c}, *c.event.packet);
    if (c.connection.session == c.session.number) [[likely]]
        tell([&](RuleSet& rules) { rules.afterMessage(c); });
    else // it is resumed by this CONNACK
        tell([&](RuleSet& rules) {
            rules.afterMessage({c.connection, m_world.sessionOf(c.connection), c.event});
        });
}

/// The session went on with another connection, which took the Client Identifier over. What this one still
/// carries does not touch the session: acknowledgments that were on their way are not heard any more, and the
/// exchanges of a server that goes on all the same are its own.
void Tracker::onLeftBehind(const Scene& c)
{
    if (!c.connection.lateFlights)
        c.connection.lateFlights = std::make_unique<std::array<FlightTable, 2>>();
    const mqtt::PacketType type = mqtt::packetTypeOf(c.event.firstByte);
    if (type == mqtt::PacketType::Subscribe || type == mqtt::PacketType::Unsubscribe)
        return;
    if (const auto* publish = c.event.as<mqtt::Publish>(); publish == nullptr)
        dispatch(c);
    else if (publish->packetId != 0 && (publish->qos == 1 || publish->qos == 2))
        static_cast<void>(
            flyPublish(c, *publish, contentOf(c.session.broker, c.event.topic, publish->payload)));
}

void Tracker::miss(std::uint32_t stream)
{
    ConnectionState* connection = m_world.connectionOf(stream);
    if (connection == nullptr) {
        m_missed.insert(stream);
        return;
    }
    if (connection->gapped)
        return;
    connection->gapped = true;
    m_world.sessionOf(*connection).gapped = true;
    m_world.ledger.connection(stream).incomplete = true;
}

void Tracker::onGap(const Gap& gap)
{
    m_world.knownAt = std::max(m_world.knownAt, gap.frame);
    m_world.missedNs = m_world.nowNs;
    miss(gap.stream);
    tell([&](RuleSet& rules) { rules.onGap(gap); });
}

void Tracker::onConflict(std::uint32_t stream, std::uint32_t frame)
{
    m_world.knownAt = std::max(m_world.knownAt, frame);
    tell([&](RuleSet& rules) { rules.onConflict(stream, frame); });
}

void Tracker::onUnused(std::uint32_t stream, const Moment& opened, std::int64_t untilNs)
{
    m_world.knownAt = std::max(m_world.knownAt, opened.knownAt);
    tell([&](RuleSet& rules) { rules.onUnused(stream, opened, untilNs); });
}

void Tracker::onTcpEnd(std::uint32_t stream, TcpEnd end, bool fromClient, const Moment& at)
{
    m_world.knownAt = at.knownAt;
    m_world.nowNs = at.timeNs;
    ConnectionState* connection = m_world.connectionOf(stream);
    if (connection == nullptr)
        return;
    if (connection->lateFlights)
        settleFlights(*connection->lateFlights, ExchangeState::Unanswered, at);
    connection->lateFlights.reset();
    if (connection->ended)
        return;
    if (end == TcpEnd::Fin)
        (fromClient ? connection->finClient : connection->finServer) = true;
    End reason = end == TcpEnd::Reset ? End::Reset : End::Fin;
    if (connection->takenOverBy != kNone)
        reason = End::Takeover;
    endConnection(*connection, reason, at);
}

void Tracker::finish(const Moment& at)
{
    m_world.knownAt = at.knownAt;
    m_world.nowNs = at.timeNs;
    tell([&](RuleSet& rules) { rules.onEnd(at); });
}

} // namespace mqttscope::session
