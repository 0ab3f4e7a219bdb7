// SPDX-License-Identifier: GPL-3.0-or-later
#include "dissector/session/rules/connection_rules.h"

#include "dissector/session/rules/connection_limits.h"

namespace mqttscope::session {

using mqtt::PacketType;

namespace {

constexpr std::uint32_t bit(PacketType type)
{
    return 1U << static_cast<unsigned>(type);
}

/// Packets that are few and say much.
constexpr std::uint32_t kRare = bit(PacketType::Connect) | bit(PacketType::Connack) |
                                bit(PacketType::Suback) | bit(PacketType::Subscribe) |
                                bit(PacketType::Pingreq) | bit(PacketType::Pingresp) |
                                bit(PacketType::Disconnect) | bit(PacketType::Auth);

} // namespace

ConnectionRules::ConnectionRules(World& world, Reporter& reporter)
    : RuleSet(world, reporter), m_notes(world, reporter), m_opening(world, reporter),
      m_reactions(world, reporter), m_time(world, reporter), m_sessions(world, reporter),
      m_announced(world, reporter), m_authentication(world, reporter)
{
}

void ConnectionRules::beforeMessage(const Scene& scene)
{
    const auto& [connection, session, event] = scene;
    const ConnectionRulesOfConnection& memory = connection.connectionRules;
    const PacketType type = mqtt::packetTypeOf(event.firstByte);
    m_time.onTime(event.at.timeNs);
    if (event.fromClient && elapsedNs(event.at.timeNs, connection.lastNs[0]) > memory.silenceNs)
        m_time.onSilence(scene);
    if (memory.watch != 0 || event.protocolError || event.guessedStart)
        lookCloser(scene);
    if ((kRare & bit(type)) != 0)
        onRareType(scene, type);
    else if (type == PacketType::Publish && event.fromClient && (event.firstByte & memory.notForPublish) != 0)
        m_announced.onExcludedPublish(scene);
    else if (type == PacketType::Puback || type == PacketType::Pubrec)
        m_announced.onAcknowledgement(scene);
}

/// Whether what comes now may belong to another connection with the same addresses and ports, whose beginning
/// was not recognised: then nothing is known.
bool ConnectionRules::isAnother(const Scene& scene)
{
    ConnectionState& connection = scene.connection;
    const bool over = scene.event.fromClient ? connection.finClient : connection.finServer;
    const bool again = connection.ended && scene.event.as<mqtt::Connect>() != nullptr &&
                       (connection.connectionRules.watch & kTakenOver) == 0;
    if (over || again)
        forget(connection);
    return connection.connectionRules.restarted;
}

void ConnectionRules::forget(ConnectionState& connection)
{
    ConnectionRulesOfConnection& memory = connection.connectionRules;
    memory.restarted = true;
    memory.watch = 0;
    memory.notForPublish = 0;
    memory.silenceNs = std::numeric_limits<std::int64_t>::max();
    memory.old.reset();
}

void ConnectionRules::onGap(const Gap& gap)
{
    m_notes.onGap(gap);
    ConnectionState* connection = world().connectionOf(gap.stream);
    if (connection != nullptr && gap.length == 0)
        forget(*connection);
}

/// Everything that a connection must be watched for.
void ConnectionRules::lookCloser(const Scene& scene)
{
    const auto& [connection, session, event] = scene;
    if (connection.messages[0] + connection.messages[1] == 0)
        m_notes.onFirst(scene);
    if (event.guessedStart)
        m_notes.onGuessedStart(scene);
    if (isAnother(scene))
        return;
    const std::uint16_t watch = connection.connectionRules.watch;
    if ((watch & kOpening) != 0) {
        m_opening.onMessage(scene);
        m_authentication.onOpening(scene);
        m_time.onOpening(scene);
    }
    if ((watch & kTerse) != 0)
        m_announced.onTersePacket(scene);
    if ((watch & kUnenforced) != 0)
        m_time.onUnenforced(scene);
    if ((watch & kReauthenticates) != 0)
        m_authentication.onReauthenticating(scene);
    if (watch != 0)
        m_reactions.onMessage(scene);
    if (event.protocolError)
        m_reactions.onViolation(scene);
}

void ConnectionRules::onRareType(const Scene& scene, PacketType type)
{
    if (isAnother(scene))
        return;
    const MessageEvent& event = scene.event;
    ConnectionState& connection = scene.connection;
    if (const auto* connect = event.as<mqtt::Connect>()) {
        if (connection.connect != event.message) {
            m_reactions.onSecondConnect(scene);
            return;
        }
        m_opening.onConnect(scene);
        m_sessions.onConnect(scene, *connect);
        m_authentication.onConnect(scene, *connect);
        m_time.onConnect(scene, *connect);
        if (!connection.client.problemInformation && event.version == mqtt::Version::V50)
            connection.connectionRules.watch |= kTerse;
    } else if (const auto* connack = event.as<mqtt::Connack>(); connack != nullptr && !event.fromClient) {
        m_reactions.onAnswered(scene, connection.connectionRules.secondConnect);
        if (connection.connect != kNone && connection.connack == kNone) {
            m_sessions.onConnack(scene, *connack);
            m_announced.onConnack(scene, *connack);
            m_authentication.onConnack(scene, *connack);
            m_opening.onConnack(scene, *connack);
            m_time.onConnack(scene, *connack);
        }
        m_opening.countConnack(scene);
    } else if (const auto* disconnect = event.as<mqtt::Disconnect>()) {
        m_time.onDisconnect(scene, *disconnect);
        m_sessions.onDisconnect(scene, *disconnect);
        m_announced.onDisconnect(scene, *disconnect);
        m_reactions.onDisconnect(scene);
    } else if (const auto* subscribe = event.as<mqtt::Subscribe>()) {
        m_announced.onSubscribe(scene, *subscribe);
    } else if (const auto* suback = event.as<mqtt::Suback>()) {
        m_announced.onSuback(scene, *suback);
    } else if (const auto* auth = event.as<mqtt::Auth>()) {
        m_authentication.onAuth(scene, *auth);
    } else if (type == PacketType::Pingreq) {
        m_time.onPingreq(scene);
    } else if (type == PacketType::Pingresp && !event.fromClient) {
        m_reactions.onAnswered(scene, m_time.onPingresp(scene));
    }
}

void ConnectionRules::onAccepted(const Scene& scene, SessionState* earlier, bool resumed)
{
    m_sessions.onAccepted(scene, earlier, resumed);
}

void ConnectionRules::onConnectionEnd(ConnectionState& connection, SessionState& session, End end,
                                      const Moment& at)
{
    m_opening.onConnectionEnd(connection, at.timeNs);
    m_time.onConnectionEnd(connection, session, end, at);
    m_authentication.onConnectionEnd(connection);
    m_reactions.onConnectionEnd(connection, session, end, at);
}

void ConnectionRules::onSessionEnd(SessionState& session, const Moment& at)
{
    m_sessions.onSessionEnd(session, at);
}

void ConnectionRules::onStart(const Scene& scene, const Flight& flight)
{
    if (flight.qos != 0 && (scene.event.firstByte & 0x08U) != 0) // a PUBLISH with DUP
        m_sessions.onRepeatedStart(scene, flight);
}

void ConnectionRules::onAnswer(const Scene& scene, const Flight* flight)
{
    const ConnectionState& connection = scene.connection;
    if (connection.connectionRules.watch == 0 && connection.pings.empty() &&
        connection.connectionRules.old == nullptr)
        return;
    if (flight == nullptr)
        m_sessions.onAnswerToNothing(scene);
    else
        m_reactions.onAnswer(scene, *flight);
}

void ConnectionRules::onDelivery(const Scene& scene, const mqtt::Publish&, const Content&,
                                 std::uint32_t source)
{
    if (m_opening.suspects(scene.event.at.timeNs))
        m_opening.onDelivery(scene, source);
    m_sessions.onDelivery(scene);
}

void ConnectionRules::onEnd(const Moment& at)
{
    m_time.onEnd(at);
    for (ConnectionState& connection : world().connections) {
        if (connection.ended)
            continue;
        m_opening.onConnectionEnd(connection, at.timeNs);
        m_authentication.onConnectionEnd(connection);
    }
}

} // namespace mqttscope::session
