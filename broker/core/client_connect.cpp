// SPDX-License-Identifier: GPL-3.0-or-later
// CONNECT, CONNACK, AUTH and DISCONNECT of a client: MQTT 5.0 §3.1, §3.2, §3.14, §4.12; MQTT 3.1.1 likewise.
#include "broker/core/client.h"

#include "broker/core/mutation.h"

#include <algorithm>

namespace mqttscope::broker {

using field::FieldId;
using field::IssueCode;
using mqtt::PropertyId;
using mqtt::ReasonCode;
using mqtt::Version;

namespace {

mqtt::Will willOf(const ClientWill& from, bool v5)
{
    mqtt::Will will;
    will.topic = from.topic;
    will.payload = from.payload;
    will.qos = from.qos;
    will.retain = from.retain;
    if (!v5)
        return will;
    if (from.delay != 0)
        will.properties.setNumber(PropertyId::WillDelayInterval, from.delay);
    if (from.messageExpiry)
        will.properties.setNumber(PropertyId::MessageExpiryInterval, *from.messageExpiry);
    if (from.payloadFormat)
        will.properties.setNumber(PropertyId::PayloadFormatIndicator, *from.payloadFormat);
    if (!from.contentType.empty())
        will.properties.setText(PropertyId::ContentType, from.contentType);
    if (!from.responseTopic.empty())
        will.properties.setText(PropertyId::ResponseTopic, from.responseTopic);
    if (from.correlationData)
        will.properties.setBytes(PropertyId::CorrelationData, *from.correlationData);
    for (const auto& [name, value] : from.userProperties)
        will.properties.addUserProperty(name, value);
    return will;
}

void setProperties(const ClientOptions& options, mqtt::Properties& properties)
{
    if (options.sessionExpiry != 0)
        properties.setNumber(PropertyId::SessionExpiryInterval, options.sessionExpiry);
    if (options.receiveMaximum != 0xffff)
        properties.setNumber(PropertyId::ReceiveMaximum, options.receiveMaximum);
    if (options.maximumPacketSize != 0)
        properties.setNumber(PropertyId::MaximumPacketSize, options.maximumPacketSize);
    if (options.topicAliasMaximum != 0)
        properties.setNumber(PropertyId::TopicAliasMaximum, options.topicAliasMaximum);
    if (!options.problemInformation)
        properties.setNumber(PropertyId::RequestProblemInformation, 0);
    if (options.responseInformation)
        properties.setNumber(PropertyId::RequestResponseInformation, 1);
    if (!options.authenticationMethod.empty()) {
        properties.setText(PropertyId::AuthenticationMethod, options.authenticationMethod);
        if (!options.authenticationData.empty())
            properties.setBytes(PropertyId::AuthenticationData, options.authenticationData);
    }
    for (const auto& [name, value] : options.userProperties)
        properties.addUserProperty(name, value);
}

} // namespace

mqtt::Connect connectPacketOf(const ClientOptions& options)
{
    const bool v5 = options.version == Version::V50;
    mqtt::Connect connect;
    connect.protocolName = options.version == Version::V31 ? "MQIsdp" : "MQTT";
    connect.protocolLevel = static_cast<std::uint8_t>(options.version);
    connect.cleanStart = options.cleanStart;
    connect.keepAlive = options.keepAlive;
    connect.clientId = options.clientId;
    if (options.will)
        connect.will = willOf(*options.will, v5);
    if (options.userName)
        connect.userName = *options.userName;
    if (options.password)
        connect.password = ByteView(*options.password);
    if (v5)
        setProperties(options, connect.properties);
    return connect;
}

void Client::sendConnect()
{
    mqtt::Packet packet = connectPacketOf(m_options);
    const auto& connect = std::get<mqtt::Connect>(packet);
    m_connectExpiry = connect.properties.numberOr(PropertyId::SessionExpiryInterval, 0);
    if (!permitted(packet) || !send(packet))
        end(ClientEnd::OwnWish, 0, {}, {}, CloseManner::AtOnce); // options that no CONNECT can carry
}

void Client::onConnack(const mqtt::Connack& connack)
{
    m_connackBy.reset();
    m_authenticating = false;
    const std::string text(connack.properties.text(PropertyId::ReasonString));
    if (connack.code != 0) { // [MQTT-3.2.2-7]
        m_server.serverReference = connack.properties.text(PropertyId::ServerReference);
        ClientEvent& event = tell(ClientEventKind::Refused);
        event.reasonCode = connack.code;
        event.text = text;
        if (mutated(Mutation::ClientStaysAfterRefusal))
            return;
        return end(ClientEnd::Refused, connack.code, text, {}, CloseManner::AfterSending);
    }
    if (connack.properties.text(PropertyId::AuthenticationMethod) != m_options.authenticationMethod)
        return fail(refusal(ReasonCode::ProtocolError,
                            m_options.authenticationMethod.empty() ? IssueCode::AuthMethodUnasked
                                                                   : IssueCode::AuthMethodChanged,
                            FieldId::MqttPropAuthenticationMethod)); // [MQTT-4.12.0-5], [MQTT-4.12.0-6]
    // 3.1 does not say whether there is a session: what was not discarded is taken to be there.
    const bool present =
        m_options.version == Version::V31 ? !m_options.cleanStart && m_wasConnected : connack.sessionPresent;
    if (present && m_options.cleanStart) // [MQTT-3.2.2-2]
        return fail(refusal(ReasonCode::ProtocolError, IssueCode::SessionPresentWithCleanStart,
                            FieldId::MqttConackFlagsSp, 0, 1));
    if (present && !m_wasConnected && m_options.version == Version::V50) // [MQTT-3.2.2-4]
        return fail(refusal(ReasonCode::ProtocolError, IssueCode::SessionPresentWithoutState,
                            FieldId::MqttConackFlagsSp, 0, 1));
    m_state = State::Connected;
    learn(connack);
    ClientEvent& event = tell(ClientEventKind::Connected);
    event.sessionPresent = present;
    event.text = text;
    if (!present)
        onSessionLost();
    m_wasConnected = true;
    resume();
}

void Client::learn(const mqtt::Connack& connack)
{
    const mqtt::Properties& said = connack.properties;
    m_server.receiveMaximum = static_cast<std::uint16_t>(said.numberOr(PropertyId::ReceiveMaximum, 0xffff));
    m_server.maximumQos = static_cast<std::uint8_t>(said.numberOr(PropertyId::MaximumQos, 2));
    m_server.retain = said.numberOr(PropertyId::RetainAvailable, 1) != 0;
    m_server.wildcardSubscriptions = said.numberOr(PropertyId::WildcardSubscriptionAvailable, 1) != 0;
    m_server.subscriptionIdentifiers = said.numberOr(PropertyId::SubscriptionIdentifierAvailable, 1) != 0;
    m_server.sharedSubscriptions = said.numberOr(PropertyId::SharedSubscriptionAvailable, 1) != 0;
    m_server.maximumPacketSize = said.numberOr(PropertyId::MaximumPacketSize, mqtt::kMaxPacketSize);
    m_server.topicAliasMaximum = static_cast<std::uint16_t>(said.numberOr(PropertyId::TopicAliasMaximum, 0));
    m_server.keepAlive = static_cast<std::uint16_t>(
        mutated(Mutation::ClientIgnoresServerKeepAlive)
            ? m_options.keepAlive
            : said.numberOr(PropertyId::ServerKeepAlive, m_options.keepAlive)); // [MQTT-3.2.2-21]
    m_server.sessionExpiry = said.numberOr(PropertyId::SessionExpiryInterval, m_options.sessionExpiry);
    m_server.responseInformation = said.text(PropertyId::ResponseInformation);
    m_server.assignedClientId = said.text(PropertyId::AssignedClientIdentifier);
    if (!m_server.assignedClientId.empty()) // the session has this name from now on [MQTT-3.1.3-7]
        m_options.clientId = m_server.assignedClientId;
    m_outgoingAliases.setRange(m_options.firstTopicAlias, m_options.topicAliasesOut,
                               mutated(Mutation::ClientIgnoresAliasMaximum) ? 0xffff
                                                                            : m_server.topicAliasMaximum);
}

/// [MQTT-3.2.2-5]
void Client::onSessionLost()
{
    if (mutated(Mutation::ClientKeepsLostSession))
        return;
    for (Delivery& delivery : m_outgoing.loseFlights()) {
        ClientEvent& event = tell(ClientEventKind::Lost);
        event.token = delivery.token;
        event.message = std::move(delivery.message);
        event.qos = delivery.qos;
    }
    (void)m_incoming
        .releaseAll(); // PUBREL of the old session will not come, and was not to be handed on before
}

/// [MQTT-4.4.0-1]
void Client::resume()
{
    m_outgoing.begin(std::min(m_server.receiveMaximum, std::max<std::uint16_t>(m_options.inflight, 1)));
    m_outgoing.resendPubrels([&](std::uint16_t packetId) {
        mqtt::Packet packet;
        auto& pubrel = packet.emplace<mqtt::Pubrel>();
        pubrel.packetId = packetId;
        pubrel.dup = m_options.version == Version::V31; // MQTT 3.1 §3.6
        (void)send(packet);
    });
    pump();
}

void Client::onAuth(const mqtt::Auth& auth)
{
    if (m_options.authenticationMethod.empty()) // [MQTT-4.12.0-6]
        return fail(
            refusal(ReasonCode::ProtocolError, IssueCode::AuthFromServerUnasked, FieldId::MqttMsgtype));
    if (auth.properties.text(PropertyId::AuthenticationMethod) != m_options.authenticationMethod)
        return fail(refusal(ReasonCode::ProtocolError, IssueCode::AuthMethodChanged,
                            FieldId::MqttPropAuthenticationMethod));
    const bool goesOn = auth.reasonCode == static_cast<std::uint8_t>(ReasonCode::ContinueAuthentication);
    if (!goesOn && m_state == State::AwaitingConnack) // [MQTT-4.12.0-2]
        return fail(refusal(ReasonCode::ProtocolError, IssueCode::ServerAuthCode, FieldId::MqttAuthReason,
                            static_cast<std::uint64_t>(ReasonCode::ContinueAuthentication), auth.reasonCode));
    m_authenticating = goesOn;
    ClientEvent& event = tell(goesOn ? ClientEventKind::Challenged : ClientEventKind::Authenticated);
    event.text = auth.properties.text(PropertyId::AuthenticationData);
}

void Client::authenticate(ByteView authenticationData, Nanoseconds now, Effects& effects)
{
    begin(now, effects);
    if ((m_options.authenticationMethod.empty() && !mutated(Mutation::ClientAuthUnasked)) ||
        (m_state != State::AwaitingConnack && m_state != State::Connected))
        return;
    mqtt::Packet packet;
    auto& auth = packet.emplace<mqtt::Auth>();
    auth.reasonCode = static_cast<std::uint8_t>(m_authenticating && !mutated(Mutation::ClientOtherAuthCode)
                                                    ? ReasonCode::ContinueAuthentication
                                                    : ReasonCode::ReAuthenticate);
    auth.properties.setText(PropertyId::AuthenticationMethod,
                            mutated(Mutation::ClientOtherMethod)
                                ? std::string_view{"other"}
                                : m_options.authenticationMethod); // [MQTT-4.12.1-1]
    if (!authenticationData.empty())
        auth.properties.setBytes(PropertyId::AuthenticationData, authenticationData);
    if (!m_authenticating && m_state == State::AwaitingConnack)
        return; // the server has not asked
    m_authenticating = true;
    (void)send(packet);
    setDeadline();
}

void Client::onDisconnect(const mqtt::Disconnect& disconnect)
{
    m_server.serverReference = disconnect.properties.text(PropertyId::ServerReference);
    end(ClientEnd::ServerSaidSo, disconnect.reasonCode, disconnect.properties.text(PropertyId::ReasonString),
        {}, CloseManner::AfterSending);
}

} // namespace mqttscope::broker
