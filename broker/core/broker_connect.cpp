// SPDX-License-Identifier: GPL-3.0-or-later
// CONNECT and CONNACK: MQTT 5.0 §3.1, §3.2; MQTT 3.1.1 §3.1, §3.2.
#include "broker/core/broker.h"

#include "broker/core/mutation.h"
#include "dissector/mqtt/utf8.h"

#include <algorithm>

namespace mqttscope::broker {

using field::FieldId;
using field::IssueCode;
using mqtt::Decision;
using mqtt::PropertyId;
using mqtt::ReasonCode;
using mqtt::Version;

/// A protocol name or level that is not served. A name that is no MQTT is not answered, unless the level
/// says 5.0; a level after 5 is answered as 5.0 does, any other as 3.1.1 does. [MQTT-3.1.2-1], [MQTT-3.1.2-2]
void Broker::onUnsupported(Connection& c, const mqtt::Connect& connect, const Refusal& why)
{
    constexpr std::uint8_t kLevel5 = 5;
    const bool named = connect.protocolName == "MQTT" || connect.protocolName == "MQIsdp";
    const std::uint8_t level = connect.protocolLevel & static_cast<std::uint8_t>(~mqtt::kBridgeBit);
    if (level >= kLevel5)
        c.version = Version::V50;
    else
        c.version = named ? Version::V311 : Version::Unknown;
    refuseConnect(c, why);
}

bool Broker::serves(Version version) const
{
    const Policy& policy = m_options.policy;
    return version == Version::V50    ? policy.serves5
           : version == Version::V311 ? policy.serves311
           : version == Version::V31  ? policy.serves31
                                      : true;
}

void Broker::onConnect(Connection& c, const mqtt::Connect& connect, ByteView bytes)
{
    if (c.version == Version::V50) {
        c.problemInformation = connect.properties.numberOr(PropertyId::RequestProblemInformation, 1) != 0;
        c.maximumPacketSize =
            connect.properties.numberOr(PropertyId::MaximumPacketSize, mqtt::kMaxPacketSize);
    }
    if (c.surplus)
        return refuseConnect(c, {ReasonCode::QuotaExceeded, {}});
    if (!serves(c.version))
        return refuseConnect(c, {ReasonCode::UnsupportedProtocolVersion, {}});
    const auto unwanted = m_interference != nullptr ? m_interference->refusalOf(c.id) : std::nullopt;
    if (unwanted)
        return refuseConnect(c, {*unwanted, {}});
    if (const std::optional<Refusal> why = checkConnect(c, connect))
        return refuseConnect(c, *why);
    authenticate(c, connect, bytes);
}

/// What a well-formed CONNECT may still be refused for.
std::optional<Refusal> Broker::checkConnect(const Connection& c, const mqtt::Connect& connect) const
{
    if ((connect.clientId.empty() && !m_options.policy.assignClientIds) ||
        mutated(Mutation::ClientIdsRefused)) // [MQTT-3.1.3-8], 3.1.1 [MQTT-3.1.3-9]
        return Refusal{ReasonCode::ClientIdentifierNotValid, {}};
    if (!connect.will)
        return std::nullopt;
    const Capabilities& can = m_options.capabilities;
    if (connect.will->qos > can.maximumQos && !mutated(Mutation::WillQosAccepted)) // [MQTT-3.2.2-12]
        return refusal(ReasonCode::QosNotSupported, IssueCode::MaximumQosExceeded, FieldId::MqttConflagQos,
                       can.maximumQos, connect.will->qos);
    if (connect.will->retain && !can.retain && !mutated(Mutation::WillRetainAccepted)) // [MQTT-3.2.2-13]
        return refusal(ReasonCode::RetainNotSupported, IssueCode::RetainUnavailable,
                       FieldId::MqttConflagRetain, 0, 1);
    const bool saidText = connect.will->properties.numberOr(PropertyId::PayloadFormatIndicator, 0) == 1;
    if (c.version == Version::V50 && m_options.policy.validatePayloadFormat && saidText &&
        !mqtt::isWellFormedUtf8(field::asText(connect.will->payload)))
        return refusal(ReasonCode::PayloadFormatInvalid, IssueCode::PayloadNotUtf8, FieldId::MqttWillmsg);
    if (!hasRoomFor(connect.will->topic, connect.will->payload))
        return Refusal{ReasonCode::QuotaExceeded, {}};
    return std::nullopt;
}

void Broker::authenticate(Connection& c, const mqtt::Connect& connect, ByteView bytes)
{
    Credentials credentials{c.id, c.version, connect.clientId, connect.userName, connect.password};
    AuthenticationResult result;
    if (connect.properties.has(PropertyId::AuthenticationMethod)) {
        c.authenticationMethod = connect.properties.text(PropertyId::AuthenticationMethod);
        result = m_authenticator->begin(credentials, c.authenticationMethod,
                                        connect.properties.bytes(PropertyId::AuthenticationData), false);
    } else {
        result = m_authenticator->check(credentials);
    }
    switch (result.verdict) {
    case Verdict::Refuse: // [MQTT-3.1.4-2], [MQTT-4.12.0-1], [MQTT-4.12.0-4]
        return refuseConnect(c, {result.reason, {}});
    case Verdict::Continue:
        c.state = ConnectionState::Authenticating;
        c.pendingConnect.assign(bytes.begin(), bytes.end());
        return sendAuth(c, ReasonCode::ContinueAuthentication, result); // [MQTT-4.12.0-2]
    case Verdict::Accept:
        return accept(c, connect, result);
    }
}

std::string Broker::assignClientId()
{
    while (true) { // [MQTT-3.1.3-6]: no other session has it
        std::string id = "auto-" + std::to_string(++m_lastAssigned);
        if (!m_byClientId.contains(id) || mutated(Mutation::AssignedIdsCollide))
            return id;
    }
}

void Broker::accept(Connection& c, const mqtt::Connect& connect, const AuthenticationResult& result)
{
    const bool assigned = connect.clientId.empty();
    const bool isNew = assigned || !m_byClientId.contains(connect.clientId);
    if (isNew && m_sessions.size() >= m_options.limits.sessions)
        return refuseConnect(c, {ReasonCode::QuotaExceeded, {}});
    bool present = false;
    Session& session =
        enter(c, connect, assigned ? assignClientId() : std::string(connect.clientId), present);
    session.anonymous = !connect.userName && result.userName.empty();
    session.userName = result.userName.empty() ? std::string(connect.userName.value_or("")) : result.userName;
    armWill(c, connect);
    if (!mutated(Mutation::SessionsUnsaved))
        journalSession(session);
    const mqtt::Properties& properties = connect.properties;
    const auto aliases = static_cast<std::uint16_t>(
        properties.numberOr(PropertyId::TopicAliasMaximum, 0)); // absent: none [MQTT-3.1.2-27]
    c.outgoingAliases.setMaximum(mutated(Mutation::AliasMaximumIgnored)
                                     ? m_options.policy.topicAliasesOut
                                     : std::min(aliases, m_options.policy.topicAliasesOut));
    if (mutated(Mutation::TalksBeforeConnack))
        onPing(c);
    sendConnack(c, connect, present, assigned, result);
    if (c.state != ConnectionState::Connected)
        return;
    const std::uint16_t window =
        c.version == Version::V50
            ? std::min(static_cast<std::uint16_t>(properties.numberOr(PropertyId::ReceiveMaximum, 0xffff)),
                       std::max<std::uint16_t>(m_options.policy.inflight5, 1))
            : std::max<std::uint16_t>(m_options.policy.inflightBefore5, 1);
    session.outgoing.begin(window); // [MQTT-4.9.0-1]
    resume(session);
}

/// The session that a CONNECT begins or resumes. [MQTT-3.1.2-4] to [MQTT-3.1.2-6], 3.1.1 [MQTT-3.1.2-4],
/// [MQTT-3.1.2-6]
Session& Broker::enter(Connection& c, const mqtt::Connect& connect, std::string_view clientId, bool& present)
{
    auto found = mutated(Mutation::ClientIdIgnored) ? m_byClientId.begin() : m_byClientId.find(clientId);
    if (found != m_byClientId.end() && found->second->connection != nullptr &&
        !mutated(Mutation::NoTakeOver)) {
        // Whether the old connection's Will is still to come depends on the new CONNECT. [MQTT-3.1.4-3]
        takeOver(*found->second);
        found = m_byClientId.find(clientId); // the session may have ended with its connection
    }
    if (found != m_byClientId.end() && connect.cleanStart && !mutated(Mutation::CleanStartIgnored)) {
        endSession(*found->second, Decision::SessionDiscarded);
        found = m_byClientId.end();
    }
    present = found != m_byClientId.end();
    Session& session = present ? *found->second : createSession(clientId);
    if (!mutated(Mutation::ExpiryNotStopped))
        clearDeadline(session, DeadlineKind::SessionExpiry, session.expiresAt);
    if (session.will && !mutated(Mutation::WillNotCancelled)) { // [MQTT-3.1.3-9]
        clearDeadline(session, DeadlineKind::Will, session.willAt);
        session.will.reset();
        record(Decision::WillCancelled, &session);
    }
    if (c.version == Version::V50)
        session.expiryInterval = std::min(connect.properties.numberOr(PropertyId::SessionExpiryInterval, 0),
                                          m_options.capabilities.maximumSessionExpiry);
    else
        session.expiryInterval = connect.cleanStart && !mutated(Mutation::CleanSessionKept)
                                     ? 0
                                     : m_options.capabilities.sessionExpiryBefore5;
    c.state = ConnectionState::Connected;
    c.session = &session;
    session.connection = &c;
    DecisionRecord& recorded = record(present ? Decision::SessionResumed : Decision::SessionCreated, c);
    recorded.value = session.outgoing.size();
    return session;
}

void Broker::armWill(Connection& c, const mqtt::Connect& connect)
{
    if (!connect.will || mutated(Mutation::NoWill))
        return;
    Session& session = *c.session;
    mqtt::Publish content;
    content.topic = connect.will->topic;
    content.payload = connect.will->payload;
    content.qos = connect.will->qos;
    content.retain = (connect.will->retain && !mutated(Mutation::WillRetainIgnored)) ||
                     mutated(Mutation::WillAlwaysRetained);
    content.properties = connect.will->properties;
    session.will.emplace();
    session.will->message = makeMessage(content, session.serial);
    session.will->delay = connect.will->properties.numberOr(PropertyId::WillDelayInterval, 0);
    record(Decision::WillArmed, &session, *session.will->message).value = session.will->delay;
}

void Broker::setKeepAlive(Connection& c, const mqtt::Connect& connect, mqtt::Properties& connack)
{
    std::uint16_t seconds = connect.keepAlive;
    const std::uint16_t most = m_options.capabilities.maximumKeepAlive;
    if (c.version == Version::V50 && most != 0 && (seconds == 0 || seconds > most) &&
        !mutated(Mutation::NoServerKeepAlive)) {
        seconds = most; // MQTT 5.0 §3.2.2.3.14
        connack.setNumber(PropertyId::ServerKeepAlive, seconds);
    }
    if (c.deadline)
        m_deadlines.clear({*c.deadline, DeadlineKind::Connect, c.id});
    c.deadline.reset();
    c.keepAlive = Nanoseconds{seconds} * kSecond * 3 / (mutated(Mutation::KeepAliveImpatient) ? 3 : 2);
    if (c.keepAlive == 0 || mutated(Mutation::NoKeepAlive))
        return;
    c.deadline = m_now + c.keepAlive;
    m_deadlines.set({*c.deadline, DeadlineKind::KeepAlive, c.id});
}

namespace {

void announce(const Capabilities& can, mqtt::Properties& connack)
{
    if (can.receiveMaximum != 0xffff)
        connack.setNumber(PropertyId::ReceiveMaximum, can.receiveMaximum);
    if (can.maximumQos < 2 && !mutated(Mutation::MaximumQosUntold)) // [MQTT-3.2.2-9]
        connack.setNumber(PropertyId::MaximumQos, can.maximumQos);
    if (!can.retain)
        connack.setNumber(PropertyId::RetainAvailable, 0);
    if (can.maximumPacketSize < mqtt::kMaxPacketSize)
        connack.setNumber(PropertyId::MaximumPacketSize, can.maximumPacketSize);
    if (can.topicAliasMaximum != 0)
        connack.setNumber(PropertyId::TopicAliasMaximum, can.topicAliasMaximum);
    if (!can.wildcardSubscriptions)
        connack.setNumber(PropertyId::WildcardSubscriptionAvailable, 0);
    if (!can.subscriptionIdentifiers)
        connack.setNumber(PropertyId::SubscriptionIdentifierAvailable, 0);
    if (!can.sharedSubscriptions)
        connack.setNumber(PropertyId::SharedSubscriptionAvailable, 0);
}

} // namespace

/// [MQTT-3.1.4-5], [MQTT-3.2.2-2], [MQTT-3.2.2-3]
void Broker::sendConnack(Connection& c, const mqtt::Connect& connect, bool present, bool assigned,
                         const AuthenticationResult& result)
{
    const Capabilities& can = m_options.capabilities;
    const Session& session = *c.session;
    mqtt::Packet packet;
    auto& connack = packet.emplace<mqtt::Connack>();
    setKeepAlive(c, connect, connack.properties);
    connack.sessionPresent = (present && c.version != Version::V31 && !mutated(Mutation::SessionUntold)) ||
                             mutated(Mutation::SessionInvented); // 3.1 has no such flag
    if (c.version == Version::V50) {
        mqtt::Properties& properties = connack.properties;
        announce(can, properties);
        if (connect.properties.numberOr(PropertyId::SessionExpiryInterval, 0) != session.expiryInterval)
            properties.setNumber(PropertyId::SessionExpiryInterval, session.expiryInterval);
        if (assigned && !mutated(Mutation::AssignedIdUntold)) // [MQTT-3.1.3-7]
            properties.setText(PropertyId::AssignedClientIdentifier, session.clientId);
        const bool asked = connect.properties.numberOr(PropertyId::RequestResponseInformation, 0) == 1 ||
                           mutated(Mutation::ResponseInformationUnasked);
        if (asked && !can.responseInformation.empty()) // [MQTT-3.1.2-28]
            properties.setText(PropertyId::ResponseInformation, can.responseInformation);
        if ((!c.authenticationMethod.empty() && !mutated(Mutation::MethodNotRepeated)) ||
            mutated(Mutation::MethodUnasked)) { // [MQTT-4.12.0-5]
            properties.setText(PropertyId::AuthenticationMethod, c.authenticationMethod);
            if (!result.authenticationData.empty())
                properties.setText(PropertyId::AuthenticationData, result.authenticationData);
        }
    } else {
        connack.properties.clear();
    }
    record(Decision::ConnectAccepted, c).value = connack.sessionPresent ? 1 : 0;
    if (mutated(Mutation::NoConnack))
        return;
    if (mutated(Mutation::ConnackTwice))
        (void)send(c, packet);
    if (!send(c, packet)) // nothing that must be said fits the client's Maximum Packet Size
        close(c, CloseManner::AfterSending);
}

} // namespace mqttscope::broker
