// SPDX-License-Identifier: GPL-3.0-or-later
// How connections and sessions begin and end.
#include "dissector/session/rules/connection_limits.h"
#include "dissector/session/tracker.h"

#include <algorithm>
#include <limits>
#include <utility>

namespace mqttscope::session {
namespace {

using mqtt::PropertyId;

constexpr std::int64_t kSecond = 1'000'000'000;
constexpr std::int64_t kForEver = std::numeric_limits<std::int64_t>::max();
/// Session Expiry Interval that means never, MQTT 5.0 §3.1.2.11.2.
constexpr std::uint32_t kNoExpiry = 0xffffffff;

std::int64_t expiryNsOf(std::uint32_t seconds)
{
    return seconds == kNoExpiry ? kForEver : std::int64_t{seconds} * kSecond;
}

/// Whether a session is still there at a time. MQTT 5.0 §3.1.2.11.2.
bool outlives(const SessionState& session, std::int64_t timeNs)
{
    if (session.connection != kNone || session.expiryNs == kForEver)
        return session.expiryNs != 0;
    return session.expiryNs != 0 &&
           (session.lastEndNs == kNever || timeNs - session.lastEndNs <= session.expiryNs);
}

void setFlag(std::uint8_t& flags, SessionFlags flag, bool on)
{
    flags = static_cast<std::uint8_t>(on ? flags | flag : flags & ~flag);
}

} // namespace

SessionState& Tracker::newSession(const MessageEvent& event, std::uint32_t broker)
{
    SessionRecord record;
    record.broker = broker;
    record.firstFrame = event.at.frame;
    record.lastFrame = event.at.frame;
    record.version = event.version;
    record.versionGuessed = event.versionGuessed;
    SessionState& session = m_world.sessions.emplace_back();
    session.number = m_world.ledger.addSession(record);
    session.broker = broker;
    session.version = event.version;
    session.versionGuessed = event.versionGuessed;
    return session;
}

void Tracker::enter(ConnectionState& connection, SessionState& session)
{
    connection.session = session.number;
    session.connection = connection.stream;
    m_world.ledger.join(session.number, connection.stream);
    if (connection.gapped) {
        session.gapped = true;
        m_world.ledger.connection(connection.stream).incomplete = true;
    }
}

void Tracker::learnCapabilities(Capabilities& of, const mqtt::Properties& p)
{
    const auto small = [&](PropertyId id, std::uint32_t absent) {
        return static_cast<std::uint16_t>(p.numberOr(id, absent));
    };
    of.receiveMaximum = small(PropertyId::ReceiveMaximum, 65'535);
    of.maximumPacketSize =
        p.numberOr(PropertyId::MaximumPacketSize, std::numeric_limits<std::uint32_t>::max());
    of.topicAliasMaximum = small(PropertyId::TopicAliasMaximum, 0);
    of.maximumQos = static_cast<std::uint8_t>(p.numberOr(PropertyId::MaximumQos, 2));
    of.retain = p.numberOr(PropertyId::RetainAvailable, 1) != 0;
    of.wildcards = p.numberOr(PropertyId::WildcardSubscriptionAvailable, 1) != 0;
    of.subscriptionIdentifiers = p.numberOr(PropertyId::SubscriptionIdentifierAvailable, 1) != 0;
    of.sharedSubscriptions = p.numberOr(PropertyId::SharedSubscriptionAvailable, 1) != 0;
    of.problemInformation = p.numberOr(PropertyId::RequestProblemInformation, 1) != 0;
    of.responseInformation = p.numberOr(PropertyId::RequestResponseInformation, 0) != 0;
}

void Tracker::onConnect(const Scene& c, const mqtt::Connect& connect)
{
    ConnectionState& connection = c.connection;
    const MessageEvent& event = c.event;
    const bool first = connection.messages[0] + connection.messages[1] == 0;
    connection.connect = event.message;
    connection.connectNs = event.at.timeNs;
    connection.connectMalformed = event.malformed;
    connection.fromStart = first && connection.seenFromSyn && !connection.gapped;
    connection.cleanStart = connect.cleanStart;
    connection.keepAlive = connect.keepAlive;
    connection.emptyClientId = connect.clientId.empty();
    connection.authMethod = connect.properties.has(PropertyId::AuthenticationMethod);
    learnCapabilities(connection.client, connect.properties);

    SessionState* session = &c.session;
    const std::uint32_t clientId = m_world.strings->intern(connect.clientId);
    const std::uint64_t key = connect.clientId.empty() ? 0 : World::sessionKey(session->broker, clientId);
    if (const auto found = m_world.byClientId.find(key); key != 0 && found != m_world.byClientId.end()) {
        SessionState& earlier = m_world.sessions[found->second];
        connection.earlier = earlier.number;
        if (ConnectionState* other = m_world.connectionOf(earlier.connection);
            other != nullptr && !other->ended)
            other->takenOverBy = connection.stream;
    }
    session->key = key;
    session->fromStart = connect.cleanStart && connection.fromStart;
    session->expiryNs = event.version == mqtt::Version::V50
                            ? expiryNsOf(connect.properties.numberOr(PropertyId::SessionExpiryInterval, 0))
                        : connect.cleanStart ? 0
                                             : kForEver;
    SessionRecord& record = m_world.ledger.session(session->number);
    record.clientId = clientId;
    record.keepAlive = connect.keepAlive;
    setFlag(record.flags, kClean, connect.cleanStart);
    setFlag(record.flags, kFromStart, session->fromStart);
    setFlag(record.flags, kHasExpiry, connect.properties.has(PropertyId::SessionExpiryInterval));
    record.expiry = connect.properties.numberOr(PropertyId::SessionExpiryInterval, 0);
    if (connect.will) {
        WillState& will = connection.will;
        will.topic = m_world.strings->intern(connect.will->topic);
        will.content = contentOf(session->broker, will.topic, connect.will->payload);
        will.qos = connect.will->qos;
        will.retain = connect.will->retain;
        will.empty = connect.will->payload.empty();
        will.delayNs = expiryNsOf(connect.will->properties.numberOr(PropertyId::WillDelayInterval, 0));
        record.willTopic = will.topic;
    }
    ConnectionFacts& facts = m_world.ledger.connection(connection.stream);
    facts.connect = event.message;
    facts.keepAlive = connect.keepAlive;
    connection.connectExchange =
        m_world.ledger.open({event.message, session->number, kNone, 0, ExchangeKind::Connect, true});
}

void Tracker::onConnack(const Scene& c, const mqtt::Connack& connack)
{
    ConnectionState& connection = c.connection;
    if (connection.connack != kNone || connection.connect == kNone)
        return;
    connection.connack = c.event.message;
    connection.connackCode = connack.code;
    m_world.ledger.connection(connection.stream).connack = c.event.message;
    m_world.ledger.link(connection.connectExchange, c.event.message, false, true);
    m_world.ledger.settle(connection.connectExchange,
                          connack.code == 0 ? ExchangeState::Complete : ExchangeState::Refused,
                          c.event.at.knownAt);
    if (connack.code != 0) {
        refuse(c);
        return;
    }
    learnCapabilities(connection.server, connack.properties);
    const bool says = c.event.version == mqtt::Version::V311 || c.event.version == mqtt::Version::V50;
    if (connection.accepted) // the server had spoken before
        return;
    connection.sessionPresent = says && connack.sessionPresent;
    accept(c, !says || connack.sessionPresent);
    SessionState& session = m_world.sessionOf(connection);
    SessionRecord& record = m_world.ledger.session(session.number);
    setFlag(record.flags, kSessionPresent, connection.sessionPresent);
    if (const auto seconds = connack.properties.number(PropertyId::ServerKeepAlive)) {
        connection.keepAlive = static_cast<std::uint16_t>(*seconds);
        m_world.ledger.connection(connection.stream).keepAlive = connection.keepAlive;
        record.keepAlive = connection.keepAlive;
    }
    if (const auto seconds = connack.properties.number(PropertyId::SessionExpiryInterval)) {
        record.expiry = *seconds;
        setFlag(record.flags, kHasExpiry, true);
        session.expiryNs = expiryNsOf(*seconds);
    }
    if (const std::string_view assigned = connack.properties.text(PropertyId::AssignedClientIdentifier);
        connection.emptyClientId && !assigned.empty()) {
        record.clientId = m_world.strings->intern(assigned);
        setFlag(record.flags, kAssignedId, true);
        session.key = World::sessionKey(session.broker, record.clientId);
        m_world.byClientId[session.key] = session.number;
    }
}

/// The server let the client in: now its CONNECT counts. `mayResume`: false if the server said that it has no
/// state for this client, so that whatever there was is gone (MQTT 5.0 §3.2.2.1.1).
void Tracker::accept(const Scene& c, bool mayResume)
{
    ConnectionState& connection = c.connection;
    connection.accepted = true;
    SessionState& session = c.session;
    SessionState* earlier = connection.earlier != kNone ? &m_world.sessions[connection.earlier] : nullptr;
    connection.earlier = kNone;
    const bool resumed = mayResume && earlier != nullptr && !connection.cleanStart &&
                         (connection.sessionPresent || outlives(*earlier, connection.connectNs));
    if (!mayResume) {
        session.fromStart = connection.fromStart;
        setFlag(m_world.ledger.session(session.number).flags, kFromStart, session.fromStart);
    }
    tell([&](RuleSet& rules) { rules.onAccepted(c, earlier, resumed); });
    if (earlier != nullptr) {
        if (ConnectionState* other = m_world.connectionOf(earlier->connection);
            other != nullptr && !other->ended && other != &connection)
            endConnection(*other, End::Takeover, c.event.at);
        if (resumed) {
            dropWillsOf(earlier->number);
            resume(connection, session, *earlier);
        } else {
            endSession(*earlier, c.event.at);
        }
    }
    SessionState& current = m_world.sessionOf(connection);
    setFlag(m_world.ledger.session(current.number).flags, kConnected, true);
    if (current.key != 0)
        m_world.byClientId[current.key] = current.number;
}

/// The client comes back to a session that it had left.
void Tracker::resume(ConnectionState& connection, SessionState& from, SessionState& to)
{
    m_world.ledger.resume(from.number, to.number);
    to.expiryNs = from.expiryNs;
    to.connection = connection.stream;
    to.version = from.version;
    to.versionGuessed = from.versionGuessed;
    to.lastFrame = std::max(to.lastFrame, from.lastFrame);
    // A connection that nobody knows may have been of this session meanwhile.
    to.gapped = to.gapped || from.gapped || (to.lastEndNs != kNever && m_world.unnamedNs >= to.lastEndNs);
    to.keptRetain = to.keptRetain || from.keptRetain;
    moveFlights(from, to);
    for (const Subscription& asked : from.subscriptions) { // SUBSCRIBE may come before CONNACK
        if (findSubscription(to, asked.filter) == nullptr)
            to.subscriptions.push_back(asked);
    }
    to.newestSubscribe = std::max(to.newestSubscribe, from.newestSubscribe);
    from.subscriptions.clear();
    from.key = 0;
    connection.session = to.number;
}

void Tracker::refuse(const Scene& c)
{
    c.connection.refused = true;
    c.connection.will = {};
    c.session.key = 0;
    c.session.expiryNs = 0;
    if (c.connection.earlier == kNone)
        return;
    if (ConnectionState* other = m_world.connectionOf(m_world.sessions[c.connection.earlier].connection);
        other != nullptr)
        other->takenOverBy = kNone;
    c.connection.earlier = kNone;
}

void Tracker::onDisconnect(const Scene& c, const mqtt::Disconnect& disconnect)
{
    ConnectionState& connection = c.connection;
    std::uint32_t& mine = c.event.fromClient ? connection.clientDisconnect : connection.serverDisconnect;
    if (mine != kNone)
        return;
    mine = c.event.message;
    m_world.ledger.connection(connection.stream).disconnect = c.event.message;
    if (!c.event.fromClient)
        return;
    // MQTT 5.0 §3.14.2.1: 0x04 asks for the Will all the same.
    constexpr std::uint8_t kWithWill = 0x04;
    if (disconnect.reasonCode != kWithWill && disconnect.reasonCode < 0x80)
        connection.will = {};
    if (const auto seconds = disconnect.properties.number(PropertyId::SessionExpiryInterval)) {
        c.session.expiryNs = expiryNsOf(*seconds);
        SessionRecord& record = m_world.ledger.session(c.session.number);
        record.expiry = *seconds;
        setFlag(record.flags, kHasExpiry, true);
    }
}

void Tracker::onPingreq(const Scene& c)
{
    ConnectionState& connection = c.connection;
    const std::uint32_t exchange = m_world.ledger.open(
        {c.event.message, c.session.number, kNone, 0, ExchangeKind::Ping, c.event.fromClient});
    if (connection.pings.size() < ConnectionState::kMaxPings)
        connection.pings.push_back(exchange);
}

void Tracker::onPingresp(const Scene& c)
{
    ConnectionState& connection = c.connection;
    if (connection.pings.empty())
        return;
    const std::uint32_t exchange = connection.pings.front(); // answered in order
    connection.pings.erase(connection.pings.begin());
    m_world.ledger.link(exchange, c.event.message, false, true);
    m_world.ledger.settle(exchange, ExchangeState::Complete, c.event.at.knownAt);
}

void Tracker::onAuth(const Scene& c, const mqtt::Auth& auth)
{
    ConnectionState& connection = c.connection;
    if (!connection.accepted && connection.connectExchange != kNone) {
        m_world.ledger.link(connection.connectExchange, c.event.message, false, !c.event.fromClient);
        return;
    }
    constexpr std::uint8_t kReauthenticate = 0x19;
    if (c.event.fromClient && auth.reasonCode == kReauthenticate && connection.authExchange == kNone) {
        connection.authExchange =
            m_world.ledger.open({c.event.message, c.session.number, kNone, 0, ExchangeKind::Auth, true});
        return;
    }
    if (connection.authExchange == kNone)
        return;
    m_world.ledger.link(connection.authExchange, c.event.message, false, !c.event.fromClient);
    if (!c.event.fromClient && auth.reasonCode == 0) {
        m_world.ledger.settle(connection.authExchange, ExchangeState::Complete, c.event.at.knownAt);
        connection.authExchange = kNone;
    }
}

void Tracker::endConnection(ConnectionState& connection, End end, const Moment& at)
{
    if (connection.ended)
        return;
    connection.ended = true;
    // What is missing now may have been said, although no gap has shown it so far.
    if (m_world.messages->lacks(connection.stream, true) || m_world.messages->lacks(connection.stream, false))
        miss(connection.stream);
    if (!connection.accepted && !connection.refused && connection.earlier != kNone)
        m_world.sessions[connection.earlier].gapped = true; // it may have gone on here
    if (end != End::Takeover &&
        (connection.clientDisconnect != kNone || connection.serverDisconnect != kNone))
        end = End::Disconnect;
    SessionState& session = m_world.sessionOf(connection);
    tell([&](RuleSet& rules) { rules.onConnectionEnd(connection, session, end, at); });
    ConnectionFacts& facts = m_world.ledger.connection(connection.stream);
    facts.end = end;
    facts.endFrame = at.frame;
    SessionRecord& record = m_world.ledger.session(session.number);
    if (record.lastStream == connection.stream)
        record.end = end;
    record.lastFrame = std::max(record.lastFrame, at.frame);
    const bool lives = connection.accepted && session.expiryNs > 0;
    const ExchangeState state = lives ? ExchangeState::Cut : ExchangeState::Unanswered;
    const auto settleOpen = [&](std::uint32_t exchange) {
        if (exchange != kNone && m_world.ledger.stateOf(exchange) == ExchangeState::Open)
            m_world.ledger.settle(exchange, state, at.knownAt);
    };
    settleOpen(connection.connectExchange);
    settleOpen(connection.authExchange);
    for (const std::uint32_t ping : connection.pings)
        settleOpen(ping);
    connection.pings.clear();
    if (session.connection != connection.stream) // it went on elsewhere
        return;
    publishWill(connection, at);
    session.connection = kNone;
    session.lastEndNs = at.timeNs;
    if (lives)
        settleFlights(session.flights, ExchangeState::Cut, at);
    else
        endSession(session, at);
}

void Tracker::endSession(SessionState& session, const Moment& at)
{
    tell([&](RuleSet& rules) { rules.onSessionEnd(session, at); });
    retainWillsOf(session.number);
    settleFlights(session.flights, ExchangeState::Unanswered, at);
    session.flights[0].clear();
    session.flights[1].clear();
    endSubscriptions(session, at);
    session.expiryNs = 0;
    if (const auto found = m_world.byClientId.find(session.key);
        session.key != 0 && found != m_world.byClientId.end() && found->second == session.number)
        m_world.byClientId.erase(found);
    session.key = 0;
}

void Tracker::settleFlights(std::array<FlightTable, 2>& flights, ExchangeState state, const Moment& at)
{
    for (FlightTable& table : flights)
        table.forEach(
            [&](const Flight& flight) { m_world.ledger.settle(flight.exchange, state, at.knownAt); });
}

/// Packets that a client sent before its CONNACK belong to the session that it came back to.
void Tracker::moveFlights(SessionState& from, SessionState& to)
{
    for (std::size_t side = 0; side < 2; ++side) {
        from.flights[side].forEach([&](const Flight& flight) {
            to.flights[side].remove(flight.packetId);
            to.flights[side].add(flight);
        });
        from.flights[side].clear();
    }
}

/// The connection ended without a DISCONNECT: the Will is due, after its delay. MQTT 5.0 §3.1.2.5.
void Tracker::publishWill(ConnectionState& connection, const Moment& at)
{
    const WillState will = connection.will;
    connection.will = {};
    if (!will.armed() || !connection.accepted)
        return;
    tell([&](RuleSet& rules) { rules.onWill(connection, will, at); });
    const SessionState& session = m_world.sessionOf(connection);
    const std::int64_t delayNs = std::min(will.delayNs, session.expiryNs);
    m_fanOut.published(will.content, {connection.connect, m_world.messageCount, at.timeNs, will.retain, false,
                                      delayNs, isDoubtful()});
    if (!will.retain)
        return;
    const std::int64_t dueNs = laterNs(at.timeNs, delayNs);
    m_delayedWills.push_back({dueNs,
                              session.number,
                              session.broker,
                              will.topic,
                              {connection.connect, will.content, will.qos, will.empty, dueNs}});
    m_nextWillNs = std::min(m_nextWillNs, dueNs);
    retainWills(m_delayedWills.size() > DelayedWill::kMax ? std::numeric_limits<std::int64_t>::max()
                                                          : at.timeNs);
}

/// MQTT 5.0 §3.1.3.2.2: before its delay has passed a Will is not published, nor retained.
void Tracker::retainWills(std::int64_t nowNs)
{
    if (nowNs < m_nextWillNs)
        return;
    m_nextWillNs = std::numeric_limits<std::int64_t>::max();
    std::vector<DelayedWill> waiting;
    for (const DelayedWill& one : m_delayedWills) {
        if (one.dueNs > nowNs) {
            m_nextWillNs = std::min(m_nextWillNs, one.dueNs);
            waiting.push_back(one);
            continue;
        }
        m_world.retained[World::retainedKey(one.broker, one.topic)] = one.retained;
        m_world.ledger.addRetained({one.broker, one.topic, one.retained.message, one.retained.removed});
    }
    m_delayedWills = std::move(waiting);
}

/// A session ended: its Will is due. MQTT 5.0 [MQTT-3.1.3-9]
void Tracker::retainWillsOf(std::uint32_t session)
{
    for (DelayedWill& one : m_delayedWills) {
        if (one.session == session)
            one.dueNs = m_nextWillNs = kNever;
    }
    retainWills(m_world.nowNs);
}

/// Its client came back in time.
void Tracker::dropWillsOf(std::uint32_t session)
{
    std::erase_if(m_delayedWills, [&](const DelayedWill& one) { return one.session == session; });
}

} // namespace mqttscope::session
