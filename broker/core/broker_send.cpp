// SPDX-License-Identifier: GPL-3.0-or-later
// Packets out, refusals, closing.
#include "broker/core/broker.h"

#include "broker/core/mutation.h"
#include "dissector/mqtt/encoder.h"

#include <cassert>
#include <type_traits>

namespace mqttscope::broker {

using mqtt::Decision;
using mqtt::PropertyId;
using mqtt::ReasonCode;
using mqtt::Version;

namespace {

/// The texts that may be left out; returns whether there were any.
bool dropTexts(mqtt::Packet& packet)
{
    return std::visit(
        [](auto& one) {
            if constexpr (requires { one.properties; } && !std::is_same_v<decltype(one), mqtt::Publish&>) {
                const bool had = one.properties.has(PropertyId::ReasonString) ||
                                 one.properties.has(PropertyId::UserProperty);
                one.properties.remove(PropertyId::ReasonString);
                one.properties.remove(PropertyId::UserProperty);
                return had;
            } else {
                return false;
            }
        },
        packet);
}

/// Refusals that break no rule of the packet have the version that answers.
Version answering(const Connection& c)
{
    return c.version == Version::V31 || c.version == Version::V50 ? c.version : Version::V311;
}

} // namespace

/// Sends a packet, without its texts if it would be too large with them (for example [MQTT-3.2.2-19]).
/// Returns whether it fits the client's Maximum Packet Size: nothing is sent otherwise. [MQTT-3.1.2-24]
bool Broker::send(Connection& c, mqtt::Packet& packet)
{
    std::vector<std::uint8_t>& buffer = m_effects->buffer();
    const std::size_t start = buffer.size();
    const Version version = answering(c);
    if (!mqtt::encode(packet, version, buffer)) {
        assert(false && "a packet of the broker's own making");
        return false;
    }
    if (buffer.size() - start > c.maximumPacketSize && !mutated(Mutation::MaximumPacketSizeIgnored)) {
        buffer.resize(start);
        if (!dropTexts(packet) || !mqtt::encode(packet, version, buffer))
            return false;
        if (buffer.size() - start > c.maximumPacketSize) {
            buffer.resize(start);
            return false;
        }
    }
    if (m_options.countsSent)
        c.unsent += buffer.size() - start;
    m_effects->send(c.id, start);
    return true;
}

std::string Broker::reasonText(const Connection& c, const BrokenRule& rule) const
{
    return m_options.policy.reasonStrings ? reasonString(rule, c.version) : std::string{};
}

template <class Ack>
void Broker::acknowledge(Connection& c, std::uint16_t packetId, ReasonCode code, const BrokenRule& rule)
{
    mqtt::Packet packet;
    auto& ack = packet.emplace<Ack>();
    ack.packetId = mutated(Mutation::AckForOtherId) ? static_cast<std::uint16_t>(packetId + 1) : packetId;
    std::string text;
    if (c.version == Version::V50) {
        ack.reasonCode = static_cast<std::uint8_t>(code);
        if (c.problemInformation || mutated(Mutation::ProblemInformationUnwanted)) // [MQTT-3.1.2-29]
            text = reasonText(c, rule);
        if (!text.empty())
            ack.properties.setText(PropertyId::ReasonString, text);
    }
    (void)send(c, packet);
}

template void Broker::acknowledge<mqtt::Puback>(Connection&, std::uint16_t, ReasonCode, const BrokenRule&);
template void Broker::acknowledge<mqtt::Pubrec>(Connection&, std::uint16_t, ReasonCode, const BrokenRule&);
template void Broker::acknowledge<mqtt::Pubrel>(Connection&, std::uint16_t, ReasonCode, const BrokenRule&);
template void Broker::acknowledge<mqtt::Pubcomp>(Connection&, std::uint16_t, ReasonCode, const BrokenRule&);

/// The end of a connection, for a reason. [MQTT-4.13.1-1], 3.1.1 [MQTT-4.8.0-1]
void Broker::refuse(Connection& c, const Refusal& why)
{
    if (why.rule.any && overlooks(why.rule.issue))
        return;
    if (c.state != ConnectionState::Connected && !mutated(Mutation::DisconnectBeforeConnack))
        return refuseConnect(c, why);
    DecisionRecord& recorded = record(Decision::Disconnected, c);
    recorded.rule = why.rule;
    recorded.reasonCode = static_cast<std::uint8_t>(why.reason);
    if (c.version == Version::V50) {
        mqtt::Packet packet;
        auto& disconnect = packet.emplace<mqtt::Disconnect>();
        disconnect.reasonCode = static_cast<std::uint8_t>(why.reason);
        const std::string text = reasonText(c, why.rule);
        if (!text.empty())
            disconnect.properties.setText(PropertyId::ReasonString, text);
        (void)send(c, packet);
    }
    if (!mutated(Mutation::DisconnectNotClosed))
        close(c, CloseManner::AfterSending);
}

/// The end of a connection that has no CONNACK yet: the server sends no DISCONNECT then. [MQTT-3.14.0-1]
void Broker::refuseConnect(Connection& c, const Refusal& why)
{
    if (why.rule.any && overlooks(why.rule.issue))
        return;
    DecisionRecord& recorded = record(Decision::ConnectRefused, c);
    recorded.rule = why.rule;
    recorded.reasonCode = static_cast<std::uint8_t>(why.reason);
    mqtt::Packet packet;
    auto& connack = packet.emplace<mqtt::Connack>();
    connack.sessionPresent = mutated(Mutation::SessionInvented); // 0: [MQTT-3.2.2-6], 3.1.1 [MQTT-3.2.2-4]
    bool answer = false;
    // Nobody knows how a version after 5.0 reads properties.
    const bool known = why.reason != ReasonCode::UnsupportedProtocolVersion;
    const std::string text = known ? reasonText(c, why.rule) : std::string{};
    if (c.version == Version::V50) {
        answer = mqtt::codeUse(mqtt::PacketType::Connack, recorded.reasonCode) != mqtt::CodeUse::NotListed;
        connack.code = recorded.reasonCode;
        if (!text.empty())
            connack.properties.setText(PropertyId::ReasonString, text);
        const std::string& elsewhere = m_options.policy.serverReference;
        if ((why.reason == ReasonCode::UseAnotherServer || why.reason == ReasonCode::ServerMoved) &&
            !elsewhere.empty())
            connack.properties.setText(PropertyId::ServerReference, elsewhere);
    } else if (c.version == Version::V31 || c.version == Version::V311) {
        // A CONNECT that breaks section 3.1 is not answered, but for what has a code. [MQTT-3.1.4-1],
        // [MQTT-3.2.2-6]
        const auto code = returnCodeOf(why.reason);
        answer = code.has_value() || mutated(Mutation::BadConnectAnswered);
        connack.code = static_cast<std::uint8_t>(code.value_or(mqtt::ConnectReturnCode::Accepted));
        recorded.reasonCode = connack.code;
    }
    if (answer && !mutated(Mutation::RefusalUntold))
        (void)send(c, packet);
    if (!mutated(Mutation::RefusedNotClosed))
        close(c, CloseManner::AfterSending);
}

/// Gives back what is kept for a connection elsewhere.
void Broker::release(Connection& c)
{
    if (c.state == ConnectionState::Authenticating || c.reauthenticating)
        m_authenticator->forget(c.id);
    for (const auto& entry : m_sessions) { // its id may come again
        if (c.pauses == 0)
            break;
        c.pauses -= static_cast<std::uint32_t>(std::erase(entry.second->pausing, c.id));
    }
    if (c.deadline) {
        m_deadlines.clear({*c.deadline, DeadlineKind::KeepAlive, c.id});
        m_deadlines.clear({*c.deadline, DeadlineKind::Connect, c.id});
        c.deadline.reset();
    }
}

void Broker::close(Connection& c, CloseManner manner)
{
    if (c.state == ConnectionState::Connected)
        detach(c, false);
    release(c);
    c.state = ConnectionState::Closing;
    m_effects->close(c.id, manner);
}

void Broker::reading(Connection& c, bool on)
{
    if (on)
        c.lastPacket = m_now; // what was not read may have come in time
    m_effects->reading(c.id, on);
}

} // namespace mqttscope::broker
