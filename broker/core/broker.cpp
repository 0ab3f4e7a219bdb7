// SPDX-License-Identifier: GPL-3.0-or-later
#include "broker/core/broker.h"

#include "broker/core/mutation.h"
#include "dissector/mqtt/decoder.h"

#include <algorithm>
#include <cassert>
#include <utility>

namespace mqttscope::broker {

using field::FieldId;
using field::IssueCode;
using mqtt::Decision;
using mqtt::PacketType;
using mqtt::ReasonCode;
using mqtt::Version;

namespace {

/// Surplus connections that are answered before they are closed; more are closed at once.
constexpr std::size_t kSurplusConnections = 64;

} // namespace

Broker::Broker(Options options, Authenticator* authenticator, const Authorizer* authorizer)
    : m_options(std::move(options)), m_authenticator(authenticator != nullptr ? authenticator : &m_openHouse),
      m_authorizer(authorizer), m_retained(m_options.limits.retainedMessages, m_options.limits.retainedBytes),
      m_decisions(m_options.limits.decisions)
{
    m_publishOut.emplace<mqtt::Publish>();
}

Broker::~Broker() = default;

void Broker::begin(Nanoseconds now, Effects& effects)
{
    assert(now >= m_now);
    m_now = now;
    m_effects = &effects;
}

void Broker::opened(ConnectionId id, Nanoseconds now, Effects& effects)
{
    begin(now, effects);
    assert(!m_connections.contains(id));
    auto& c = *(m_connections[id] = std::make_unique<Connection>());
    c.id = id;
    c.lastPacket = now;
    c.surplus = m_connections.size() > m_options.limits.connections;
    if (m_connections.size() > m_options.limits.connections + kSurplusConnections) {
        record(Decision::ConnectRefused, c).reasonCode = static_cast<std::uint8_t>(ReasonCode::QuotaExceeded);
        return close(c, CloseManner::AtOnce);
    }
    if (mutated(Mutation::NoConnectTimeout))
        return;
    c.deadline = now + m_options.policy.connectTimeout;
    m_deadlines.set({*c.deadline, DeadlineKind::Connect, c.id});
}

void Broker::receive(ConnectionId id, ByteView bytes, Nanoseconds now, Effects& effects)
{
    begin(now, effects);
    const auto found = m_connections.find(id);
    if (found == m_connections.end())
        return;
    cutPackets(*found->second, bytes);
    countPending(*found->second);
}

/// One large packet is no burden, the beginnings of many are.
void Broker::countPending(Connection& c)
{
    m_pendingBytes -= c.pendingBytes;
    c.pendingBytes = c.cutter.pending();
    m_pendingBytes += c.pendingBytes;
    if (c.pendingBytes != 0 && c.state != ConnectionState::Closing &&
        m_pendingBytes > m_options.limits.pendingBytes)
        refuse(c, {ReasonCode::QuotaExceeded, {}});
}

void Broker::cutPackets(Connection& c, ByteView bytes)
{
    while (c.state != ConnectionState::Closing || mutated(Mutation::ClosingIsServed)) {
        const bool known = c.state == ConnectionState::Connected;
        const std::uint32_t most = m_options.capabilities.maximumPacketSize;
        const std::uint32_t limit = known ? most : std::min(most, m_options.limits.connectSize);
        const PacketCutter::Cut cut = c.cutter.cut(bytes, limit);
        switch (cut.status) {
        case PacketCutter::Status::NeedMore:
            return;
        case PacketCutter::Status::Packet:
            handlePacket(c, cut.packet);
            break;
        case PacketCutter::Status::TooLarge:
            return onTooLarge(c, cut);
        case PacketCutter::Status::BadLength: // MQTT 5.0 §1.5.5, MQTT 3.1.1 §2.2.3
            return refuse(c, refusal(ReasonCode::MalformedPacket, IssueCode::RemainingLengthTooLong,
                                     FieldId::MqttLen, mqtt::kMaxVbiBytes, mqtt::kMaxVbiBytes + 1));
        }
    }
}

/// MQTT 5.0 §3.2.2.3.6. Before 5.0 nobody was told of a limit, but memory has one.
void Broker::onTooLarge(Connection& c, const PacketCutter::Cut& cut)
{
    constexpr std::size_t kLevelPlace = 6; // behind the fixed header and "MQTT" with its length
    const std::size_t level = cut.header.headerLength + kLevelPlace;
    const bool opening = c.state == ConnectionState::AwaitingConnect;
    if (opening && cut.header.type() == PacketType::Connect && cut.begun.size() > level &&
        mqtt::versionOf(cut.begun[level]) == Version::V50)
        c.version = Version::V50;
    const std::uint32_t limit =
        opening ? std::min(m_options.capabilities.maximumPacketSize, m_options.limits.connectSize)
                : m_options.capabilities.maximumPacketSize;
    refuse(c, refusal(ReasonCode::PacketTooLarge, IssueCode::MaximumPacketSizeExceeded, FieldId::MqttLen,
                      limit, cut.header.packetLength()));
}

void Broker::handlePacket(Connection& c, ByteView bytes)
{
    const PacketType type = mqtt::packetTypeOf(bytes[0]);
    if (c.state == ConnectionState::AwaitingConnect && type != PacketType::Connect) {
        return refuse(c, refusal(ReasonCode::ProtocolError, IssueCode::FirstPacketNotConnect,
                                 FieldId::MqttMsgtype, static_cast<std::uint64_t>(PacketType::Connect),
                                 static_cast<std::uint64_t>(type))); // [MQTT-3.1.0-1]
    }
    mqtt::DecodeOptions how;
    how.version = c.version;
    how.direction = mqtt::Direction::ClientToServer;
    m_log.clear();
    const mqtt::DecodeResult result = mqtt::decode(bytes, how, m_log, m_received);
    c.lastPacket = m_now;
    if (c.state == ConnectionState::AwaitingConnect)
        c.version = result.version;
    else if (type == PacketType::Connect) // [MQTT-3.1.0-2], however it reads
        return refuse(c, refusal(ReasonCode::ProtocolError, IssueCode::SecondConnect, FieldId::MqttMsgtype, 0,
                                 static_cast<std::uint64_t>(type)));
    const auto tolerated =
        m_options.policy.longClientIds31 ? std::optional{IssueCode::ClientIdLength31} : std::nullopt;
    if (const std::optional<Refusal> why = refusalOf(result, m_log, tolerated)) {
        if (type == PacketType::Connect && !result.malformed &&
            why->reason == ReasonCode::UnsupportedProtocolVersion)
            return onUnsupported(c, std::get<mqtt::Connect>(m_received), *why);
        return refuse(c, *why);
    }
    if (type == PacketType::Connect)
        return onConnect(c, std::get<mqtt::Connect>(m_received), bytes);
    if (c.state == ConnectionState::Authenticating && type != PacketType::Auth &&
        type != PacketType::Disconnect) {
        return refuse(c, refusal(ReasonCode::ProtocolError, IssueCode::PacketBeforeAuthDone,
                                 FieldId::MqttMsgtype, 0,
                                 static_cast<std::uint64_t>(type))); // [MQTT-3.1.2-30]
    }
    dispatch(c);
}

void Broker::dispatch(Connection& c)
{
    if (mutated(Mutation::FullWindowStalls) && c.session != nullptr && c.session->outgoing.windowFull())
        return;
    switch (mqtt::packetTypeOf(m_received)) {
    case PacketType::Publish:
        return onPublish(c, std::get<mqtt::Publish>(m_received));
    case PacketType::Puback:
        return onPuback(c, std::get<mqtt::Puback>(m_received));
    case PacketType::Pubrec:
        return onPubrec(c, std::get<mqtt::Pubrec>(m_received));
    case PacketType::Pubrel:
        return onPubrel(c, std::get<mqtt::Pubrel>(m_received));
    case PacketType::Pubcomp:
        return onPubcomp(c, std::get<mqtt::Pubcomp>(m_received));
    case PacketType::Subscribe:
        return onSubscribe(c, std::get<mqtt::Subscribe>(m_received));
    case PacketType::Unsubscribe:
        return onUnsubscribe(c, std::get<mqtt::Unsubscribe>(m_received));
    case PacketType::Pingreq:
        return onPing(c);
    case PacketType::Disconnect:
        return onDisconnect(c, std::get<mqtt::Disconnect>(m_received));
    case PacketType::Auth:
        return onAuth(c, std::get<mqtt::Auth>(m_received));
    case PacketType::Reserved0:
    case PacketType::Connect:
    case PacketType::Connack:
    case PacketType::Suback:
    case PacketType::Unsuback:
    case PacketType::Pingresp:
        break; // the decoder found them wrong, or they were handled before
    }
}

/// [MQTT-3.12.4-1]
void Broker::onPing(Connection& c)
{
    if (mutated(Mutation::NoPingresp))
        return;
    mqtt::Packet packet{mqtt::Pingresp{}};
    (void)send(c, packet);
}

void Broker::closed(ConnectionId id, HowClosed how, Nanoseconds now, Effects& effects)
{
    begin(now, effects);
    const auto found = m_connections.find(id);
    if (found == m_connections.end())
        return;
    Connection& c = *found->second;
    if (c.state == ConnectionState::Connected) {
        record(Decision::ConnectionLost, c).value = how == HowClosed::Reset ? 1 : 0;
        detach(c, false);
    }
    release(c);
    m_pendingBytes -= c.pendingBytes;
    m_connections.erase(found);
}

void Broker::sent(ConnectionId id, std::size_t bytes, Nanoseconds now, Effects& effects)
{
    begin(now, effects);
    const auto found = m_connections.find(id);
    if (found == m_connections.end())
        return;
    Connection& c = *found->second;
    c.unsent -= std::min<std::uint64_t>(c.unsent, bytes);
    if (c.state == ConnectionState::Connected) {
        pump(*c.session);
        afterProgress(*c.session);
    }
}

void Broker::timer(Nanoseconds now, Effects& effects)
{
    begin(now, effects);
    while (const std::optional<Deadline> deadline = m_deadlines.take(now))
        onDeadline(*deadline);
}

void Broker::onDeadline(const Deadline& deadline)
{
    if (deadline.kind == DeadlineKind::KeepAlive || deadline.kind == DeadlineKind::Connect) {
        Connection& c = *m_connections.at(static_cast<ConnectionId>(deadline.of));
        c.deadline.reset();
        if (deadline.kind == DeadlineKind::KeepAlive)
            return onKeepAlive(c);
        DecisionRecord& why = record(Decision::ConnectOverdue, c);
        why.value = static_cast<std::uint64_t>(m_options.policy.connectTimeout / kMillisecond);
        why.rule = {true, IssueCode::ConnectOverdue, FieldId::None, 0, why.value, why.value};
        if (c.state == ConnectionState::Authenticating)
            return refuseConnect(c, {ReasonCode::NotAuthorized, {}});
        return close(c, CloseManner::AtOnce); // MQTT 5.0 §3.1.4
    }
    Session& session = *m_sessions.at(deadline.of);
    if (deadline.kind == DeadlineKind::Will) {
        session.willAt.reset();
        return publishWill(session);
    }
    if (deadline.kind == DeadlineKind::Pause) {
        session.pauseEndsAt.reset();
        session.overrun = true;
        return letGo(session);
    }
    session.expiresAt.reset();
    if (!mutated(Mutation::SessionsNeverExpire))
        endSession(session, Decision::SessionExpired); // [MQTT-4.1.0-2]
}

/// [MQTT-3.1.2-22], 3.1.1 [MQTT-3.1.2-24]. The deadline was set when the packet before the last ones came.
void Broker::onKeepAlive(Connection& c)
{
    const Nanoseconds since =
        c.pauses > 0 ? m_now : c.lastPacket; // what we do not read does not count as silence
    if (since + c.keepAlive > m_now) {
        c.deadline = since + c.keepAlive;
        m_deadlines.set({*c.deadline, DeadlineKind::KeepAlive, c.id});
        return;
    }
    Refusal why = refusal(ReasonCode::KeepAliveTimeout, IssueCode::KeepAliveExceeded);
    why.rule.expected = static_cast<std::uint64_t>(c.keepAlive / kMillisecond);
    why.rule.found = static_cast<std::uint64_t>((m_now - c.lastPacket) / kMillisecond);
    record(Decision::KeepAliveExpired, c).value = why.rule.found;
    refuse(c, why);
}

void Broker::publish(const mqtt::Publish& message, Nanoseconds now, Effects& effects)
{
    begin(now, effects);
    const MessageRef made = makeMessage(message, 0);
    match(*made);
    if (made->retain())
        keepRetained(made, nullptr);
    deliverToMatches(made, nullptr);
}

void Broker::disconnect(ConnectionId id, mqtt::ReasonCode reason, Nanoseconds now, Effects& effects)
{
    begin(now, effects);
    const auto found = m_connections.find(id);
    if (found != m_connections.end() && found->second->state != ConnectionState::Closing)
        refuse(*found->second, {reason, {}});
}

void Broker::disconnectAll(mqtt::ReasonCode reason, Nanoseconds now, Effects& effects)
{
    begin(now, effects);
    std::vector<ConnectionId> ids;
    ids.reserve(m_connections.size());
    for (const auto& [id, connection] : m_connections)
        ids.push_back(id);
    std::sort(ids.begin(), ids.end());
    for (const ConnectionId id : ids)
        disconnect(id, reason, now, effects);
}

const Session* Broker::findSession(std::string_view clientId) const
{
    const auto found = m_byClientId.find(clientId);
    return found != m_byClientId.end() ? found->second : nullptr;
}

} // namespace mqttscope::broker
