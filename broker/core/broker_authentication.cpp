// SPDX-License-Identifier: GPL-3.0-or-later
// Enhanced authentication: MQTT 5.0 §3.15, §4.12.
#include "broker/core/broker.h"

#include "broker/core/mutation.h"
#include "dissector/mqtt/decoder.h"

namespace mqttscope::broker {

using field::FieldId;
using field::IssueCode;
using mqtt::Decision;
using mqtt::PropertyId;
using mqtt::ReasonCode;

namespace {

/// A reason to refuse a CONNECT need not be one that DISCONNECT has. [MQTT-3.14.2-1]
ReasonCode forDisconnect(ReasonCode reason)
{
    const auto use = mqtt::codeUse(mqtt::PacketType::Disconnect, static_cast<std::uint8_t>(reason));
    const bool listed = use == mqtt::CodeUse::Both || use == mqtt::CodeUse::ServerOnly;
    return listed || mutated(Mutation::AnyDisconnectCode) ? reason : ReasonCode::NotAuthorized;
}

} // namespace

void Broker::sendAuth(Connection& c, ReasonCode code, const AuthenticationResult& result)
{
    mqtt::Packet packet;
    auto& auth = packet.emplace<mqtt::Auth>();
    auth.reasonCode =
        static_cast<std::uint8_t>(mutated(Mutation::OtherAuthCode) ? ReasonCode::Success : code);
    auth.properties.setText(PropertyId::AuthenticationMethod,
                            mutated(Mutation::MethodNotRepeated) ? std::string_view{"other"}
                                                                 : c.authenticationMethod); // [MQTT-4.12.0-5]
    if (!result.authenticationData.empty())
        auth.properties.setText(PropertyId::AuthenticationData, result.authenticationData);
    record(code == ReasonCode::Success ? Decision::Reauthenticated : Decision::Challenged, c).reasonCode =
        auth.reasonCode;
    if (!send(c, packet))
        refuse(c, {ReasonCode::ImplementationSpecificError, {}});
}

void Broker::onAuth(Connection& c, const mqtt::Auth& auth)
{
    if (c.authenticationMethod.empty()) // [MQTT-4.12.0-7]
        return refuse(
            c, refusal(ReasonCode::ProtocolError, IssueCode::AuthFromClientUnasked, FieldId::MqttMsgtype));
    const std::string_view method = auth.properties.text(PropertyId::AuthenticationMethod);
    const bool again = auth.reasonCode == static_cast<std::uint8_t>(ReasonCode::ReAuthenticate);
    if (method != c.authenticationMethod) { // [MQTT-4.12.0-5], [MQTT-4.12.1-1]
        return refuse(c, refusal(ReasonCode::ProtocolError,
                                 again ? IssueCode::ReauthMethodChanged : IssueCode::AuthMethodChanged,
                                 FieldId::MqttPropAuthenticationMethod));
    }
    const ByteView sentData = auth.properties.bytes(PropertyId::AuthenticationData);
    const bool connected = c.state == ConnectionState::Connected;
    // 0x19 belongs to a connected client, 0x18 to an exchange that goes on. [MQTT-4.12.0-3]
    if (connected ? again == c.reauthenticating : again) {
        return refuse(
            c, refusal(ReasonCode::ProtocolError, IssueCode::ClientAuthCode, FieldId::MqttAuthReason,
                       static_cast<std::uint64_t>(ReasonCode::ContinueAuthentication), auth.reasonCode));
    }
    if (!connected)
        return finishAuthentication(c, m_authenticator->proceed(c.id, method, sentData));
    if (!again)
        return finishReauthentication(c, m_authenticator->proceed(c.id, method, sentData));
    c.reauthenticating = true;
    const Session& session = *c.session;
    Credentials credentials{c.id, c.version, session.clientId, {}, {}};
    if (!session.anonymous)
        credentials.userName = session.userName;
    finishReauthentication(c, m_authenticator->begin(credentials, method, sentData, true));
}

void Broker::finishAuthentication(Connection& c, const AuthenticationResult& result)
{
    if (result.verdict == Verdict::Continue)
        return sendAuth(c, ReasonCode::ContinueAuthentication, result);
    if (result.verdict == Verdict::Refuse) // [MQTT-4.12.0-4]
        return refuseConnect(c, {result.reason, {}});
    m_authenticator->forget(c.id);
    const std::vector<std::uint8_t> kept = std::move(c.pendingConnect);
    c.pendingConnect = {};
    mqtt::DecodeOptions how;
    how.direction = mqtt::Direction::ClientToServer;
    mqtt::Packet packet;
    (void)mqtt::decode(kept, how, m_log, packet); // it was valid when it came
    accept(c, std::get<mqtt::Connect>(packet), result);
}

void Broker::finishReauthentication(Connection& c, const AuthenticationResult& result)
{
    if (result.verdict == Verdict::Continue)
        return sendAuth(c, ReasonCode::ContinueAuthentication, result);
    if (result.verdict == Verdict::Refuse && mutated(Mutation::ReauthenticationFailureIgnored))
        return;
    if (result.verdict == Verdict::Refuse) // [MQTT-4.12.1-2]
        return refuse(c, {forDisconnect(result.reason), {}});
    c.reauthenticating = false;
    m_authenticator->forget(c.id);
    sendAuth(c, ReasonCode::Success, result);
}

} // namespace mqttscope::broker
