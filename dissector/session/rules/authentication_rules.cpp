// SPDX-License-Identifier: GPL-3.0-or-later
#include "dissector/session/rules/authentication_rules.h"

#include "dissector/session/rules/connection_limits.h"

#include <algorithm>

namespace mqttscope::session {

using field::FieldId;
using field::IssueCode;
using mqtt::PacketType;
using mqtt::PropertyId;
using mqtt::Version;

namespace {

constexpr std::uint8_t kContinue = 0x18;
constexpr std::uint8_t kReauthenticate = 0x19;

} // namespace

/// Until CONNACK only AUTH and DISCONNECT. [MQTT-3.1.2-30]
void AuthenticationRules::onOpening(const Scene& scene)
{
    const auto& [connection, session, event] = scene;
    ConnectionRulesOfConnection& memory = connection.connectionRules;
    const PacketType type = mqtt::packetTypeOf(event.firstByte);
    if (!connection.authMethod || !event.fromClient || memory.connacks != 0 ||
        connection.connect == event.message || type == PacketType::Auth || type == PacketType::Disconnect ||
        (memory.said & kSaidBeforeAuth) != 0 || event.version != Version::V50 || !connection.complete() ||
        !world().messages->settled(event.stream, false))
        return;
    memory.said |= kSaidBeforeAuth;
    reporter().report(
        event, {IssueCode::PacketBeforeAuthDone, FieldId::MqttMsgtype, 0, static_cast<std::uint64_t>(type)});
}

void AuthenticationRules::onConnect(const Scene& scene, const mqtt::Connect& connect)
{
    if (connect.properties.has(PropertyId::AuthenticationMethod))
        scene.connection.connectionRules.method =
            world().strings->intern(connect.properties.text(PropertyId::AuthenticationMethod));
}

/// [MQTT-4.12.0-5], [MQTT-4.12.0-6]
void AuthenticationRules::onConnack(const Scene& scene, const mqtt::Connack& connack)
{
    const auto& [connection, session, event] = scene;
    if (event.version != Version::V50)
        return;
    const std::uint32_t method = connection.connectionRules.method;
    const bool has = connack.properties.has(PropertyId::AuthenticationMethod);
    const FieldId where = FieldId::MqttPropAuthenticationMethod;
    if (method == kNone) {
        if (has)
            reporter().report(event, {IssueCode::AuthMethodUnasked, where, 0, 0});
    } else if (has && connack.properties.text(PropertyId::AuthenticationMethod) != world().text(method)) {
        reporter().report(event, {IssueCode::AuthMethodChanged, where, 0, 0});
    } else if (!has && connack.code == 0) {
        reporter().report(event, {IssueCode::AuthMethodChanged, FieldId::MqttProperties, 0, 0});
    }
}

void AuthenticationRules::onAuth(const Scene& scene, const mqtt::Auth& auth)
{
    const auto& [connection, session, event] = scene;
    ConnectionRulesOfConnection& memory = connection.connectionRules;
    if (event.version != Version::V50 || connection.connect == kNone || memory.restarted)
        return;
    if (memory.method == kNone) { // [MQTT-4.12.0-6], [MQTT-4.12.0-7]
        reporter().report(
            event, {event.fromClient ? IssueCode::AuthFromClientUnasked : IssueCode::AuthFromServerUnasked,
                    FieldId::MqttMsgtype, 0, 0});
        return;
    }
    checkMethod(scene, auth);
    const bool known = connection.complete() && world().messages->settled(event.stream, !event.fromClient);
    if (memory.connacks == 0 && auth.reasonCode != kContinue && known) { // [MQTT-4.12.0-2], [MQTT-4.12.0-3]
        reporter().report(event, {event.fromClient ? IssueCode::ClientAuthCode : IssueCode::ServerAuthCode,
                                  FieldId::MqttAuthReason, kContinue, auth.reasonCode});
        return;
    }
    if (memory.connacks == 0)
        return;
    if (event.fromClient && auth.reasonCode == kReauthenticate) {
        memory.reauthentication = event.message;
        memory.watch |= kReauthenticates;
    } else if (!event.fromClient && auth.reasonCode == 0) {
        memory.reauthentication = kNone;
        memory.watch &= static_cast<std::uint16_t>(~kReauthenticates);
    }
    memory.afterReauthentication = kNone;
    memory.reauthenticationNs = event.at.timeNs;
}

/// [MQTT-4.12.0-5], [MQTT-4.12.1-1]
void AuthenticationRules::checkMethod(const Scene& scene, const mqtt::Auth& auth)
{
    const MessageEvent& event = scene.event;
    if (!auth.properties.has(PropertyId::AuthenticationMethod) || // broken alone
        auth.properties.text(PropertyId::AuthenticationMethod) ==
            world().text(scene.connection.connectionRules.method))
        return;
    const bool again = event.fromClient && auth.reasonCode == kReauthenticate;
    reporter().report(event, {again ? IssueCode::ReauthMethodChanged : IssueCode::AuthMethodChanged,
                              FieldId::MqttPropAuthenticationMethod, 0, 0});
}

void AuthenticationRules::onReauthenticating(const Scene& scene)
{
    ConnectionRulesOfConnection& memory = scene.connection.connectionRules;
    if (scene.event.as<mqtt::Auth>() == nullptr && memory.afterReauthentication == kNone)
        memory.afterReauthentication = scene.event.message;
}

/// It failed, or nobody went on with it, and both sides talk on. [MQTT-4.12.1-2]
void AuthenticationRules::onConnectionEnd(ConnectionState& connection)
{
    ConnectionRulesOfConnection& memory = connection.connectionRules;
    if ((memory.watch & kReauthenticates) == 0 || memory.restarted || !connection.complete() ||
        memory.afterReauthentication == kNone || connection.serverDisconnect != kNone ||
        elapsedNs(std::min(connection.lastNs[0], connection.lastNs[1]), memory.reauthenticationNs) <=
            ConnectionLimits::kReauthenticationNs)
        return;
    memory.watch &= static_cast<std::uint16_t>(~kReauthenticates);
    reporter().report(connection, memory.reauthentication,
                      {IssueCode::FailedReauthIgnored, FieldId::MqttAuthReason, 0,
                       world().messages->frameOf(memory.afterReauthentication)});
}

} // namespace mqttscope::session
