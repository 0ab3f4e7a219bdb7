// SPDX-License-Identifier: GPL-3.0-or-later
// Whether Session Present tells the truth: MQTT 5.0 §3.2.2.1.1.
#include "dissector/session/rules/session_rules.h"

#include "dissector/session/rules/connection_limits.h"

#include <limits>

namespace mqttscope::session {

using field::FieldId;
using field::IssueCode;
using mqtt::PropertyId;
using mqtt::Version;
using Limits = ConnectionLimits;

namespace {

constexpr std::int64_t kForEver = std::numeric_limits<std::int64_t>::max();

/// A server that ends a connection with another code may throw the session away as well.
bool keepsSession(std::uint8_t code)
{
    constexpr std::uint8_t kShuttingDown = 0x8b;
    constexpr std::uint8_t kKeepAliveTimeout = 0x8d;
    constexpr std::uint8_t kTakenOverCode = 0x8e;
    return code == kShuttingDown || code == kKeepAliveTimeout || code == kTakenOverCode;
}

} // namespace

void SessionRules::onConnect(const Scene& scene, const mqtt::Connect& connect)
{
    scene.connection.connectionRules.connectExpiry =
        connect.properties.numberOr(PropertyId::SessionExpiryInterval, 0);
    scene.session.connectionRules.named = scene.event.message;
}

void SessionRules::onConnack(const Scene& scene, const mqtt::Connack& connack)
{
    const auto& [connection, session, event] = scene;
    if (connection.emptyClientId && connack.properties.has(PropertyId::AssignedClientIdentifier))
        session.connectionRules.named = event.message;
    if (connack.code != 0 || connection.accepted || connection.gapped ||
        (event.version != Version::V311 && event.version != Version::V50))
        return;
    const SessionState* earlier =
        connection.earlier != kNone ? &world().sessions[connection.earlier] : nullptr;
    if (connack.sessionPresent)
        checkPresent(scene, earlier);
    else if (earlier != nullptr && !connection.cleanStart)
        checkAbsent(scene, *earlier);
}

/// Whether nothing of a connection is missing, as far as anything tells.
bool SessionRules::heardAll(std::uint32_t stream) const
{
    return world().messages->settled(stream, true) && world().messages->settled(stream, false);
}

/// Whether all that made a session last or end was seen.
bool SessionRules::isKnown(const SessionState& session) const
{
    return !session.gapped && !session.connectionRules.doubtful &&
           heardAll(world().ledger.session(session.number).lastStream);
}

/// Session Present 1. [MQTT-3.2.2-1] to [MQTT-3.2.2-3], 5.0 [MQTT-3.2.2-2], [MQTT-3.2.2-3], [MQTT-4.1.0-2]
void SessionRules::checkPresent(const Scene& scene, const SessionState* earlier)
{
    ConnectionState& connection = scene.connection;
    const SessionState& session = scene.session;
    const MessageEvent& event = scene.event;
    const auto cannotHave = [&](IssueCode code) {
        reporter().report(event, {code, FieldId::MqttConackFlagsSp, 0, 1});
        if (event.version == Version::V50)
            connection.connectionRules.watch |= kMustClose;
    };
    if (connection.cleanStart) {
        cannotHave(IssueCode::SessionPresentWithCleanStart);
        return;
    }
    if (earlier == nullptr) {
        const auto ended = m_ended.find(session.key);
        if (session.key != 0 && ended != m_ended.end() && ended->second.certain &&
            heardAll(ended->second.stream))
            cannotHave(IssueCode::SessionPresentWithoutState);
        return;
    }
    if (event.version != Version::V50 || earlier->connection != kNone || earlier->lastEndNs == kNever ||
        !isKnown(*earlier) || earlier->expiryNs == kForEver)
        return;
    const std::int64_t awayNs = elapsedNs(connection.connectNs, earlier->lastEndNs);
    if (awayNs > laterNs(earlier->expiryNs, Limits::kServerClockNs))
        reporter().report(event, {IssueCode::SessionOutlivedExpiry, FieldId::MqttConackFlagsSp,
                                  static_cast<std::uint64_t>(earlier->expiryNs / Limits::kSecondNs),
                                  static_cast<std::uint64_t>(awayNs / Limits::kSecondNs)});
}

/// Session Present 0 although there is a session. [MQTT-3.2.2-2], 5.0 [MQTT-3.2.2-3], [MQTT-3.1.2-23]
void SessionRules::checkAbsent(const Scene& scene, const SessionState& earlier)
{
    if (earlier.expiryNs == 0 || !earlier.connectionRules.accepted || !isKnown(earlier))
        return;
    if (earlier.connection == kNone) {
        if (earlier.lastEndNs == kNever)
            return;
        const std::int64_t awayNs = elapsedNs(scene.connection.connectNs, earlier.lastEndNs);
        if (earlier.expiryNs != kForEver && awayNs > earlier.expiryNs - Limits::kClockNs)
            return;
    }
    reporter().report(scene.event, {IssueCode::SessionPresentMissing, FieldId::MqttConackFlagsSp, 1, 0});
}

/// MQTT 5.0 §3.14.2.2.2.
void SessionRules::onDisconnect(const Scene& scene, const mqtt::Disconnect& disconnect)
{
    const auto& [connection, session, event] = scene;
    if (!event.fromClient) {
        if (!keepsSession(disconnect.reasonCode))
            session.connectionRules.doubtful = true;
        return;
    }
    const std::uint32_t interval = disconnect.properties.numberOr(PropertyId::SessionExpiryInterval, 0);
    if (event.version != Version::V50 || connection.connect == kNone || interval == 0 ||
        connection.connectionRules.connectExpiry != 0)
        return;
    session.connectionRules.doubtful = true;
    reporter().report(event,
                      {IssueCode::SessionExpiryRaised, FieldId::MqttPropSessionExpiryInterval, 0, interval});
}

void SessionRules::onAccepted(const Scene& scene, SessionState* earlier, bool resumed)
{
    const auto& [connection, session, event] = scene;
    ConnectionRulesOfConnection& memory = connection.connectionRules;
    if (memory.connackNs == 0)
        memory.connackNs = event.at.timeNs;
    session.connectionRules.accepted = true;
    if (!resumed) {
        inherit(scene, earlier);
        return;
    }
    earlier->connectionRules.accepted = true;
    earlier->connectionRules.named = session.connectionRules.named;
    memory.resumed = true;
}

} // namespace mqttscope::session
