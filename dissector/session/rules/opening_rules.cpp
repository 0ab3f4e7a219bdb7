// SPDX-License-Identifier: GPL-3.0-or-later
#include "dissector/session/rules/opening_rules.h"

#include "dissector/session/rules/connection_limits.h"

#include <algorithm>

namespace mqttscope::session {

using field::FieldId;
using field::IssueCode;
using mqtt::PacketType;
using mqtt::PropertyId;
using mqtt::Version;

namespace {

constexpr std::uint8_t kBadProtocol = 1; ///< 3.1, 3.1.1: unacceptable protocol version
constexpr std::uint8_t kBadClientId = 2; ///< likewise: identifier rejected
constexpr std::uint8_t kBadProtocol5 = 0x84;
constexpr std::uint8_t kBadClientId5 = 0x85;
constexpr std::uint8_t kBadMethod5 = 0x8c;

constexpr std::uint64_t number(PacketType type)
{
    return static_cast<std::uint64_t>(type);
}

bool refusesClientId(const ConnectionState& connection, std::uint8_t code)
{
    return code == (connection.version == Version::V50 ? kBadClientId5 : kBadClientId);
}

/// What every server must accept: MQTT 5.0 §3.1.3.1.
bool isGood(std::string_view clientId)
{
    constexpr std::size_t kLongest = 23;
    return !clientId.empty() && clientId.size() <= kLongest &&
           std::all_of(clientId.begin(), clientId.end(), [](char c) {
               return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
           });
}

} // namespace

Reporter::Finding refusedNotClosed(const ConnectionState& connection)
{
    IssueCode code = IssueCode::RefusedNotClosed;
    if (refusesClientId(connection, connection.connackCode))
        code = IssueCode::ClientIdRefusedNotClosed;
    else if (connection.version == Version::V50 && connection.authMethod)
        code = connection.connackCode == kBadMethod5 ? IssueCode::AuthMethodRefusedNotClosed
                                                     : IssueCode::AuthRefusedNotClosed;
    return {code, connackCodeField(connection.version), 0, connection.connackCode};
}

void OpeningRules::onMessage(const Scene& scene)
{
    const auto& [connection, session, event] = scene;
    const PacketType type = mqtt::packetTypeOf(event.firstByte);
    ConnectionRulesOfConnection& memory = connection.connectionRules;
    if (!connection.seenFromSyn && connection.connect == kNone) { // how it opened was not captured
        memory.watch &= static_cast<std::uint16_t>(~kOpening);
        return;
    }
    if (!event.fromClient) {
        checkFirstOfServer(scene, type);
        return;
    }
    // [MQTT-3.1.0-1]
    if (connection.messages[0] == 0 && type != PacketType::Connect && connection.seenFromSyn &&
        !connection.gapped)
        reporter().report(event, {IssueCode::FirstPacketNotConnect, FieldId::MqttMsgtype,
                                  number(PacketType::Connect), number(type)});
}

/// CONNACK is the first packet of the server, AUTH aside. [MQTT-3.2.0-1], [MQTT-3.14.0-1]
void OpeningRules::checkFirstOfServer(const Scene& scene, PacketType type)
{
    const auto& [connection, session, event] = scene;
    ConnectionRulesOfConnection& memory = connection.connectionRules;
    if (type == PacketType::Connack)
        return;
    if (memory.connacks == 0 && connection.connect != kNone && type != PacketType::Auth &&
        type != PacketType::Disconnect)
        memory.served = true;
    if (!connection.seenFromSyn || connection.gapped)
        return;
    const bool v5 = event.version == Version::V50;
    if (type == PacketType::Disconnect && v5) {
        if (connection.connect != kNone)
            reporter().report(event, {IssueCode::DisconnectBeforeConnack, FieldId::MqttMsgtype, 0,
                                      event.as<mqtt::Disconnect>() != nullptr
                                          ? event.as<mqtt::Disconnect>()->reasonCode
                                          : std::uint64_t{0}});
        return;
    }
    if (memory.connacks != 0 || (memory.said & kSaidBeforeConnack) != 0 || (type == PacketType::Auth && v5))
        return;
    memory.said |= kSaidBeforeConnack;
    reporter().report(event, {IssueCode::ServerPacketBeforeConnack, FieldId::MqttMsgtype,
                              number(PacketType::Connack), number(type)});
}

void OpeningRules::onConnect(const Scene& scene)
{
    ConnectionRulesOfConnection& memory = scene.connection.connectionRules;
    if (memory.connacks != 0) // captured in another order than sent
        return;
    memory.counted = true;
    ++m_suspects;
}

void OpeningRules::onConnack(const Scene& scene, const mqtt::Connack& connack)
{
    const auto& [connection, session, event] = scene;
    ConnectionRulesOfConnection& memory = connection.connectionRules;
    checkAnswer(scene, connack);
    memory.connackNs = event.at.timeNs;
    if (connack.code != 0) {
        memory.watch |= kRefused;
        return;
    }
    memory.watch &= static_cast<std::uint16_t>(~kOpening);
    if (memory.counted) {
        memory.counted = false;
        --m_suspects;
    }
}

void OpeningRules::countConnack(const Scene& scene)
{
    ConnectionRulesOfConnection& memory = scene.connection.connectionRules;
    if (memory.connacks != 0 && !memory.restarted) // [MQTT-3.2.0-2]
        reporter().report(scene.event, {IssueCode::SecondConnack, FieldId::MqttMsgtype, 0, memory.connacks});
    ++memory.connacks;
}

void OpeningRules::checkAnswer(const Scene& scene, const mqtt::Connack& connack)
{
    const auto& [connection, session, event] = scene;
    if (event.version == Version::Other) {
        checkLevelAnswer(scene, connack.code);
        return;
    }
    // 3.1.1: no CONNACK at all, [MQTT-3.1.4-1]; but a protocol name or level may be called unacceptable.
    const bool tells = event.version == Version::V311 && connack.code != kBadProtocol;
    if (connection.connectMalformed && (connack.code == 0 || tells)) {
        reporter().report(event,
                          {IssueCode::BadConnectAnswered, connackCodeField(event.version), 0, connack.code});
        return;
    }
    if (!connection.gapped) // else some of CONNECT or CONNACK was not captured
        checkClientId(scene, connack);
}

/// Each version has its own words for "not this version"; the last standard speaks for what it does not know.
/// [MQTT-3.1.2-2]
void OpeningRules::checkLevelAnswer(const Scene& scene, std::uint8_t code)
{
    if (code == kBadProtocol || code == kBadProtocol5)
        return;
    ReadAgain again;
    world().messages->read(scene.connection.connect, again);
    const auto* connect = std::get_if<mqtt::Connect>(&again.packet);
    if (connect == nullptr)
        return;
    const Version version = connect->protocolName == "MQIsdp" ? Version::V31
                            : connect->protocolLevel > static_cast<std::uint8_t>(Version::V50)
                                ? Version::V50
                                : Version::V311;
    reporter().report(scene.event, version,
                      {IssueCode::ProtocolLevelAnswer, connackCodeField(scene.event.version),
                       version == Version::V50 ? kBadProtocol5 : kBadProtocol, code});
}

void OpeningRules::checkClientId(const Scene& scene, const mqtt::Connack& connack)
{
    const auto& [connection, session, event] = scene;
    const FieldId codeField = connackCodeField(event.version);
    if (refusesClientId(connection, connack.code) &&
        isGood(world().text(world().ledger.session(session.number).clientId))) // [MQTT-3.1.3-5]
        reporter().report(event, {IssueCode::GoodClientIdRefused, codeField, 0, connack.code});
    if (!connection.emptyClientId)
        return;
    if (!connection.cleanStart && connack.code != kBadClientId) // 3.1.1 [MQTT-3.1.3-8]
        reporter().report(event, {IssueCode::EmptyClientIdAnswer, codeField, kBadClientId, connack.code});
    if (event.version == Version::V50 && connack.code == 0)
        checkAssigned(scene, connack);
}

/// [MQTT-3.1.3-6], [MQTT-3.1.3-7], [MQTT-3.2.2-16]
void OpeningRules::checkAssigned(const Scene& scene, const mqtt::Connack& connack)
{
    const auto& [connection, session, event] = scene;
    const std::string_view assigned = connack.properties.text(PropertyId::AssignedClientIdentifier);
    if (assigned.empty()) {
        reporter().report(event, {IssueCode::AssignedClientIdMissing, FieldId::MqttProperties, 0, 0});
        return;
    }
    const auto found =
        world().byClientId.find(World::sessionKey(session.broker, world().strings->intern(assigned)));
    if (found == world().byClientId.end() || found->second == session.number)
        return;
    const SessionState& other = world().sessions[found->second];
    const ConnectionState* live = world().connectionOf(other.connection);
    const bool lives =
        other.connection != kNone
            ? live != nullptr && !live->ended && live->complete() &&
                  world().messages->settled(live->stream, true)
            : other.lastEndNs != kNever && other.expiryNs > elapsedNs(event.at.timeNs, other.lastEndNs);
    if (lives && other.connectionRules.named != kNone)
        reporter().report(event,
                          {IssueCode::AssignedClientIdNotUnique, FieldId::MqttPropAssignedClientIdentifier, 0,
                           world().messages->frameOf(other.connectionRules.named)});
}

/// What a client sent that was not let in is forwarded. [MQTT-3.1.4-5], 5.0 [MQTT-3.1.4-6]
void OpeningRules::onDelivery(const Scene& scene, std::uint32_t source)
{
    if (source == kNone || source == kAmbiguous)
        return;
    ConnectionState* from = world().connectionOf(world().messages->streamOf(source));
    if (from == nullptr || source == from->connect || !from->complete() ||
        elapsedNs(scene.event.at.timeNs, world().messages->timeOf(source)) > ConnectionLimits::kReactionNs)
        return;
    ConnectionRulesOfConnection& memory = from->connectionRules;
    if (from->refused && (memory.said & kSaidHandled) == 0) {
        memory.said |= kSaidHandled;
        reporter().report(
            *from, source,
            {IssueCode::HandledAfterRefusal, FieldId::MqttMsgtype, 0, number(PacketType::Publish)});
    } else if (from->connect != kNone && memory.connacks == 0) {
        memory.served = true;
    }
}

void OpeningRules::onConnectionEnd(ConnectionState& connection, std::int64_t endNs)
{
    ConnectionRulesOfConnection& memory = connection.connectionRules;
    if (memory.counted) {
        memory.counted = false;
        --m_suspects;
        m_suspectsUntilNs = std::max(m_suspectsUntilNs, laterNs(endNs, ConnectionLimits::kReactionNs));
    }
    // [MQTT-3.1.4-4], 5.0 [MQTT-3.1.4-5]
    if (memory.served && memory.connacks == 0 && connection.complete() && !memory.restarted &&
        (memory.said & kSaidConnackMissing) == 0 && world().messages->settled(connection.stream, false)) {
        memory.said |= kSaidConnackMissing;
        reporter().report(connection, connection.connect,
                          {IssueCode::ConnackMissing, FieldId::MqttMsgtype, 0, 0});
    }
}

} // namespace mqttscope::session
