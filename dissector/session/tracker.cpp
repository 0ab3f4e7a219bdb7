// SPDX-License-Identifier: GPL-3.0-or-later
#include "dissector/session/tracker.h"

#include <algorithm>

namespace mqttscope::session {

ConnectionState* Tracker::connectionOf(std::uint32_t stream)
{
    if (stream >= m_byStream.size() || m_byStream[stream] == 0)
        return nullptr;
    return &m_connections[m_byStream[stream] - 1];
}

ConnectionState& Tracker::openConnection(const MessageEvent& event)
{
    if (event.stream >= m_byStream.size())
        m_byStream.resize(std::max<std::size_t>(event.stream + 1, m_byStream.size() * 2), 0);
    ConnectionState& connection = m_connections.emplace_back();
    m_byStream[event.stream] = static_cast<std::uint32_t>(m_connections.size());
    connection.stream = event.stream;
    connection.version = event.version;
    // Until a CONNECT says more, a connection is a session of its own.
    if (event.as<mqtt::Connect>() == nullptr)
        enter(connection, newSession(event, brokerOf(*event.server)));
    return connection;
}

std::uint32_t Tracker::brokerOf(const net::Endpoint& server)
{
    return m_brokers.try_emplace(server, static_cast<std::uint32_t>(m_brokers.size())).first->second;
}

void Tracker::onMessage(const MessageEvent& event)
{
    m_messages = std::max(m_messages, event.message + 1);
    ConnectionState* found = connectionOf(event.stream);
    ConnectionState& connection = found != nullptr ? *found : openConnection(event);
    if (const auto* connect = event.as<mqtt::Connect>(); connect != nullptr && connection.connect == kNone) {
        if (connection.session == kNone)
            enter(connection, newSession(event, brokerOf(*event.server)));
        onConnect({connection, sessionOf(connection), event}, *connect);
    }
    note({connection, sessionOf(connection), event});
    dispatch({connection, sessionOf(connection), event}); // another session, if the server is heard to resume it
}

/// What is noted of every message.
void Tracker::note(const Context& c)
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
    SessionRecord& record = m_ledger.session(c.session.number);
    record.lastFrame = std::max(record.lastFrame, event.at.frame);
    if (record.version != event.version || record.versionGuessed != event.versionGuessed) {
        record.version = event.version;
        record.versionGuessed = event.versionGuessed;
        c.session.version = event.version;
    }
    // A server that goes on speaks to somebody whom it let in, even if the CONNACK was not captured.
    if (!event.fromClient && !connection.accepted && !connection.refused && connection.connect != kNone &&
        event.as<mqtt::Connack>() == nullptr && event.as<mqtt::Auth>() == nullptr &&
        event.as<mqtt::Disconnect>() == nullptr)
        accept(c);
}

void Tracker::dispatch(const Context& c)
{
    struct Visitor {
        Tracker& tracker;
        const Context& c;
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
}

void Tracker::onGap(std::uint32_t stream)
{
    ConnectionState* connection = connectionOf(stream);
    if (connection == nullptr || connection->gapped)
        return;
    connection->gapped = true;
    sessionOf(*connection).gapped = true;
    m_ledger.connection(stream).incomplete = true;
}

void Tracker::onTcpEnd(std::uint32_t stream, TcpEnd end, bool fromClient, const Moment& at)
{
    ConnectionState* connection = connectionOf(stream);
    if (connection == nullptr || connection->ended)
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
    static_cast<void>(at);
}

} // namespace mqttscope::session
