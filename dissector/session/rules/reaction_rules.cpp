// SPDX-License-Identifier: GPL-3.0-or-later
#include "dissector/session/rules/reaction_rules.h"

#include "dissector/session/rules/connection_limits.h"
#include "dissector/session/rules/opening_rules.h"

#include <algorithm>

namespace mqttscope::session {

using field::FieldId;
using field::IssueCode;
using mqtt::PacketType;
using mqtt::Version;

namespace {

constexpr std::uint8_t kFirstError = 0x80;

std::uint64_t typeOf(const MessageEvent& event)
{
    return static_cast<std::uint64_t>(mqtt::packetTypeOf(event.firstByte));
}

/// MQTT 5.0 Table 2-2.
bool hasBadFlags(std::uint8_t firstByte)
{
    switch (mqtt::packetTypeOf(firstByte)) {
    case PacketType::Publish:
    case PacketType::Reserved0:
        return false;
    case PacketType::Pubrel:
    case PacketType::Subscribe:
    case PacketType::Unsubscribe:
        return (firstByte & 0x0fU) != 2;
    case PacketType::Connect:
    case PacketType::Connack:
    case PacketType::Puback:
    case PacketType::Pubrec:
    case PacketType::Pubcomp:
    case PacketType::Suback:
    case PacketType::Unsuback:
    case PacketType::Pingreq:
    case PacketType::Pingresp:
    case PacketType::Disconnect:
    case PacketType::Auth:
        return (firstByte & 0x0fU) != 0;
    }
    return false;
}

/// Whether an answer says that something was wrong.
bool complains(const mqtt::Packet& packet)
{
    struct Visitor {
        bool operator()(const mqtt::Acknowledgement& p) const { return p.reasonCode >= kFirstError; }
        bool operator()(const mqtt::Suback& p) const { return any(p.codes); }
        bool operator()(const mqtt::Unsuback& p) const { return any(p.codes); }
        bool operator()(const std::monostate&) const { return false; }
        bool operator()(const mqtt::Connect&) const { return false; }
        bool operator()(const mqtt::Connack& p) const { return p.code != 0; }
        bool operator()(const mqtt::Publish&) const { return false; }
        bool operator()(const mqtt::Subscribe&) const { return false; }
        bool operator()(const mqtt::Unsubscribe&) const { return false; }
        bool operator()(const mqtt::Pingreq&) const { return false; }
        bool operator()(const mqtt::Pingresp&) const { return false; }
        bool operator()(const mqtt::Disconnect&) const { return true; }
        bool operator()(const mqtt::Auth& p) const { return p.reasonCode >= kFirstError; }
        static bool any(const mqtt::SmallList<std::uint8_t, 16>& codes)
        {
            return std::any_of(codes.begin(), codes.end(),
                               [](std::uint8_t code) { return code >= kFirstError; });
        }
    };
    return std::visit(Visitor{}, packet);
}

} // namespace

void ReactionRules::onMessage(const Scene& scene)
{
    const MessageEvent& event = scene.event;
    const ConnectionState& connection = scene.connection;
    ConnectionRulesOfConnection& memory = scene.connection.connectionRules;
    const PacketType type = mqtt::packetTypeOf(event.firstByte);
    const auto late = [&](std::int64_t since) {
        return elapsedNs(event.at.timeNs, since) > ConnectionLimits::kReactionNs;
    };
    if ((memory.watch & kDisconnected) != 0)
        afterDisconnect(scene);
    if ((memory.watch & kMustClose) != 0 && event.fromClient)
        afterUnknownSession(scene);
    if (event.fromClient || type == PacketType::Disconnect)
        return;
    if ((memory.watch & kConnectedAgain) != 0 && late(world().messages->timeOf(memory.secondConnect)))
        ignoresSecondConnect(scene);
    if ((memory.watch & kTakenOver) != 0 && late(memory.takenNs))
        keepsTakenOver(scene);
    if ((memory.watch & kRefused) != 0 && (memory.said & kSaidNotClosed) == 0) {
        memory.said |= kSaidNotClosed;
        reporter().report(connection, connection.connack, refusedNotClosed(connection));
    }
}

/// [MQTT-3.14.4-1], [MQTT-3.14.4-2], [MQTT-4.13.2-1]
void ReactionRules::afterDisconnect(const Scene& scene)
{
    const auto& [connection, session, event] = scene;
    ConnectionRulesOfConnection& memory = connection.connectionRules;
    const std::uint32_t own = event.fromClient ? connection.clientDisconnect : connection.serverDisconnect;
    const std::uint32_t said = event.fromClient ? kSaidAfterDisconnect : kSaidServerAfterDisconnect;
    if (own != kNone && (memory.said & said) == 0) {
        memory.said |= said;
        reporter().report(event, {IssueCode::PacketAfterDisconnect, FieldId::MqttMsgtype,
                                  world().messages->frameOf(own), typeOf(event)});
    }
    const std::uint32_t peers = event.fromClient ? connection.serverDisconnect : connection.clientDisconnect;
    if (peers == kNone || event.version != Version::V50 || (memory.said & kSaidOpenAfterError) != 0 ||
        elapsedNs(event.at.timeNs, world().messages->timeOf(peers)) <= ConnectionLimits::kReactionNs)
        return;
    memory.said |= kSaidOpenAfterError;
    ReadAgain again;
    world().messages->read(peers, again);
    const auto* disconnect = std::get_if<mqtt::Disconnect>(&again.packet);
    if (disconnect != nullptr && disconnect->reasonCode >= kFirstError)
        reporter().report(
            connection, peers,
            {IssueCode::OpenAfterErrorCode, FieldId::MqttDisconnectReason, 0, disconnect->reasonCode});
}

/// A client that cannot have a session closes when it is told of one. [MQTT-3.2.2-4]
void ReactionRules::afterUnknownSession(const Scene& scene)
{
    const auto& [connection, session, event] = scene;
    ConnectionRulesOfConnection& memory = connection.connectionRules;
    if (event.as<mqtt::Disconnect>() != nullptr) {
        memory.watch &= static_cast<std::uint16_t>(~kMustClose);
        return;
    }
    // What it sent without waiting for CONNACK tells nothing.
    const bool waited = event.heard && connection.messages[0] == 1;
    if (!waited && elapsedNs(event.at.timeNs, memory.connackNs) <= ConnectionLimits::kReactionNs)
        return;
    memory.watch &= static_cast<std::uint16_t>(~kMustClose);
    reporter().report(event, {IssueCode::UnknownSessionAccepted, FieldId::MqttMsgtype, 0, typeOf(event)});
}

void ReactionRules::onViolation(const Scene& scene)
{
    const auto& [connection, session, event] = scene;
    ConnectionRulesOfConnection& memory = connection.connectionRules;
    const std::size_t side = event.fromClient ? 0 : 1;
    // How a bad CONNECT is answered has rules of its own.
    if (event.as<mqtt::Connect>() != nullptr || connection.connect == kNone || !event.whole ||
        memory.violation[side] != kNone || memory.violations[side] >= ConnectionLimits::kMaxViolations)
        return;
    memory.violation[side] = event.message;
    memory.badFlags[side] = event.malformed && event.version != Version::V31 && hasBadFlags(event.firstByte);
    ++memory.violations[side];
    memory.watch |= kViolated;
}

/// [MQTT-3.1.0-2]
void ReactionRules::onSecondConnect(const Scene& scene)
{
    const auto& [connection, session, event] = scene;
    ConnectionRulesOfConnection& memory = connection.connectionRules;
    if (!event.fromClient)
        return;
    reporter().report(event, {IssueCode::SecondConnect, FieldId::MqttMsgtype, 0, ++memory.connects});
    if (memory.secondConnect != kNone)
        return;
    memory.secondConnect = event.message;
    memory.watch |= kConnectedAgain;
}

void ReactionRules::onDisconnect(const Scene& scene)
{
    scene.connection.connectionRules.watch |= kDisconnected;
}

void ReactionRules::onAnswer(const Scene& scene, const Flight& flight)
{
    if (mqtt::packetTypeOf(scene.event.firstByte) == PacketType::Pubrel && flight.awaits == Awaits::Pubcomp)
        return; // sent once more
    onAnswered(scene, world().ledger.lastMessageOf(flight.exchange));
}

void ReactionRules::onAnswered(const Scene& scene, std::uint32_t asked)
{
    const auto& [connection, session, event] = scene;
    ConnectionRulesOfConnection& memory = connection.connectionRules;
    if (asked == kNone || memory.restarted)
        return;
    if ((memory.watch & kViolated) != 0)
        ignoresViolation(scene, asked);
    if (event.fromClient)
        return;
    if (!connection.pings.empty() && asked > world().ledger.exchange(connection.pings.front()).firstMessage)
        memory.pingAnswered = std::max(memory.pingAnswered, asked);
    if ((memory.watch & kConnectedAgain) != 0 && asked >= memory.secondConnect)
        ignoresSecondConnect(scene);
    if ((memory.watch & kTakenOver) != 0 && asked > memory.takenAt)
        keepsTakenOver(scene);
    if ((memory.watch & kOpening) == 0 || connection.connect == kNone || asked <= connection.connect)
        return;
    if (memory.connacks == 0) {
        memory.served = true;
    } else if (connection.refused && (memory.said & kSaidHandled) == 0) { // [MQTT-3.1.4-5], 5.0 -6
        memory.said |= kSaidHandled;
        ReadAgain again;
        world().messages->read(asked, again);
        reporter().report(connection, asked,
                          {IssueCode::HandledAfterRefusal, FieldId::MqttMsgtype, 0,
                           static_cast<std::uint64_t>(mqtt::packetTypeOf(again.packet))});
    }
}

void ReactionRules::ignoresSecondConnect(const Scene& scene)
{
    ConnectionRulesOfConnection& memory = scene.connection.connectionRules;
    memory.watch &= static_cast<std::uint16_t>(~kConnectedAgain);
    reporter().report(scene.event,
                      {IssueCode::SecondConnectIgnored, FieldId::MqttMsgtype, 0, typeOf(scene.event)});
}

/// [MQTT-3.1.4-2], 5.0 [MQTT-3.1.4-3]
void ReactionRules::keepsTakenOver(const Scene& scene)
{
    const auto& [connection, session, event] = scene;
    ConnectionRulesOfConnection& memory = connection.connectionRules;
    memory.watch &= static_cast<std::uint16_t>(~kTakenOver);
    // Behind a gap messages are found late: what they ask may have been asked before.
    if (!connection.complete() || !world().messages->settled(event.stream, true) ||
        !world().messages->settled(event.stream, false))
        return;
    reporter().report(scene.event, {IssueCode::TakeoverMissing, FieldId::MqttMsgtype, 0,
                                    world().messages->frameOf(memory.takenBy)});
}

/// [MQTT-4.8.0-1], 5.0 [MQTT-4.13.1-1]; [MQTT-2.2.2-2]
void ReactionRules::ignoresViolation(const Scene& scene, std::uint32_t asked)
{
    const MessageEvent& event = scene.event;
    ConnectionRulesOfConnection& memory = scene.connection.connectionRules;
    const std::size_t side = event.fromClient ? 1 : 0; // whose violation
    const std::uint32_t violation = memory.violation[side];
    if (violation == kNone || asked < violation)
        return;
    memory.violation[side] = kNone;
    if (memory.violation[1 - side] == kNone)
        memory.watch &= static_cast<std::uint16_t>(~kViolated);
    if (complains(*event.packet))
        return;
    reporter().report(event,
                      {memory.badFlags[side] ? IssueCode::BadFlagsIgnored : IssueCode::ViolationIgnored,
                       FieldId::MqttMsgtype, 0, world().messages->frameOf(violation)});
}

void ReactionRules::onConnectionEnd(ConnectionState& connection, SessionState&, End end, const Moment& at)
{
    ConnectionRulesOfConnection& memory = connection.connectionRules;
    const ConnectionState* taker = world().connectionOf(connection.takenOverBy);
    if (end != End::Takeover || taker == nullptr || !taker->accepted)
        return;
    memory.takenAt = world().messageCount - 1;
    memory.takenNs = at.timeNs;
    memory.takenBy = taker->connect;
    memory.watch |= kTakenOver;
}

} // namespace mqttscope::session
