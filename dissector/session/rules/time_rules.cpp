// SPDX-License-Identifier: GPL-3.0-or-later
#include "dissector/session/rules/time_rules.h"

#include "dissector/session/rules/connection_limits.h"
#include "dissector/session/rules/opening_rules.h"

#include <algorithm>
#include <limits>

namespace mqttscope::session {

using field::FieldId;
using field::IssueCode;
using mqtt::PropertyId;
using Limits = ConnectionLimits;

namespace {

constexpr std::int64_t kNeverDue = std::numeric_limits<std::int64_t>::max();
constexpr std::uint8_t kKeepAliveTimeout = 0x8d;

std::uint64_t milliseconds(std::int64_t ns)
{
    return static_cast<std::uint64_t>(ns / Limits::kMillisecondNs);
}

std::int64_t keepAliveNs(const ConnectionState& connection)
{
    return std::int64_t{connection.keepAlive} * Limits::kSecondNs;
}

/// After so long a server closes: MQTT 5.0 §3.1.2.10.
std::int64_t enforcedNs(const ConnectionState& connection)
{
    return keepAliveNs(connection) * 3 / 2;
}

/// 3.1 says within Keep Alive, the others "a reasonable time".
std::int64_t pingLimitNs(const ConnectionState& connection)
{
    return connection.keepAlive != 0 ? keepAliveNs(connection) + Limits::kReactionNs : Limits::kPingNs;
}

bool isSaid(const ConnectionState& connection, ConnectionSaid what)
{
    return (connection.connectionRules.said & what) != 0;
}

bool isWatched(const ConnectionState& connection, ConnectionWatch what)
{
    return (connection.connectionRules.watch & what) != 0;
}

} // namespace

void TimeRules::arm(ConnectionState& connection, std::int64_t atNs)
{
    std::int64_t& due = connection.connectionRules.dueNs;
    if (atNs >= due)
        return;
    due = atNs;
    m_due.push({atNs, connection.stream});
    m_nextNs = std::min(m_nextNs, atNs);
}

/// One frame with a wrong time must not make everything overdue: two must agree.
void TimeRules::lookAtDue(std::int64_t nowNs)
{
    const std::int64_t agreedNs = std::min(nowNs, m_lastNs);
    m_lastNs = nowNs;
    while (!m_due.empty() && m_due.top().atNs < agreedNs) {
        const Due due = m_due.top();
        m_due.pop();
        ConnectionState* connection = world().connectionOf(due.stream);
        if (connection == nullptr || connection->connectionRules.dueNs != due.atNs)
            continue; // there was an earlier one
        connection->connectionRules.dueNs = kNeverDue;
        if (!connection->ended)
            arm(*connection, look(*connection, agreedNs));
    }
    m_nextNs = m_due.empty() ? kNeverDue : m_due.top().atNs;
}

std::int64_t TimeRules::look(ConnectionState& connection, std::int64_t nowNs)
{
    if (connection.gapped || !connection.seenFromSyn || connection.connectionRules.restarted)
        return kNeverDue;
    if (!world().messages->settled(connection.stream, true) ||
        !world().messages->settled(connection.stream, false))
        return laterNs(nowNs, Limits::kReactionNs); // what is waited for may be there already
    std::int64_t next = kNeverDue;
    for (const Wait wait :
         {Wait::Connect, Wait::Connack, Wait::Pingresp, Wait::RefusalClose, Wait::DisconnectClose}) {
        const std::int64_t due = dueOf(connection, wait);
        if (due < nowNs)
            overdue(connection, wait, nowNs);
        else
            next = std::min(next, due);
    }
    return next;
}

std::int64_t TimeRules::dueOf(const ConnectionState& connection, Wait wait) const
{
    const ConnectionRulesOfConnection& memory = connection.connectionRules;
    const bool known = connection.connect != kNone;
    switch (wait) {
    case Wait::Connect:
        return !known && connection.first[0] != kNone && !isSaid(connection, kSaidConnectOverdue)
                   ? laterNs(world().messages->timeOf(connection.first[0]), Limits::kOpeningNs)
                   : kNeverDue;
    case Wait::Connack:
        return known && memory.connacks == 0 && connection.messages[1] == 0 &&
                       !isSaid(connection, kSaidConnackOverdue)
                   ? laterNs(connection.connectNs, Limits::kOpeningNs)
                   : kNeverDue;
    case Wait::Pingresp: {
        if (connection.pings.empty() || memory.manyPings)
            return kNeverDue;
        const std::uint32_t ping = world().ledger.exchange(connection.pings.front()).firstMessage;
        return ping != memory.overduePing ? laterNs(world().messages->timeOf(ping), pingLimitNs(connection))
                                          : kNeverDue;
    }
    case Wait::RefusalClose:
        return isWatched(connection, kRefused) && !isSaid(connection, kSaidNotClosed)
                   ? laterNs(memory.connackNs, Limits::kReactionNs)
                   : kNeverDue;
    case Wait::DisconnectClose:
        return isWatched(connection, kDisconnected) && !isSaid(connection, kSaidOpenAfterDisconnect)
                   ? laterNs(memory.disconnectNs, Limits::kReactionNs)
                   : kNeverDue;
    }
    return kNeverDue;
}

void TimeRules::overdue(ConnectionState& connection, Wait wait, std::int64_t nowNs)
{
    ConnectionRulesOfConnection& memory = connection.connectionRules;
    const auto say = [&](IssueCode code, std::uint32_t message, std::int64_t sinceNs, std::int64_t limitNs) {
        reporter().report(
            connection, message,
            {code, FieldId::MqttMsgtype, milliseconds(limitNs), milliseconds(elapsedNs(nowNs, sinceNs))});
    };
    switch (wait) {
    case Wait::Connect: // MQTT 5.0 §3.1.4
        memory.said |= kSaidConnectOverdue;
        say(IssueCode::ConnectOverdue, connection.first[0], world().messages->timeOf(connection.first[0]),
            Limits::kOpeningNs);
        return;
    case Wait::Connack: // MQTT 5.0 §3.2
        memory.said |= kSaidConnackOverdue;
        say(IssueCode::ConnackOverdue, connection.connect, connection.connectNs, Limits::kOpeningNs);
        return;
    case Wait::Pingresp: // MQTT 5.0 §3.1.2.10
        memory.overduePing = world().ledger.exchange(connection.pings.front()).firstMessage;
        say(IssueCode::PingrespOverdue, memory.overduePing, world().messages->timeOf(memory.overduePing),
            pingLimitNs(connection));
        return;
    case Wait::RefusalClose:
        memory.said |= kSaidNotClosed;
        reporter().report(connection, connection.connack, refusedNotClosed(connection));
        return;
    case Wait::DisconnectClose: // [MQTT-3.14.4-1], 5.0 [MQTT-3.14.4-2]
        memory.said |= kSaidOpenAfterDisconnect;
        say(IssueCode::OpenAfterDisconnect,
            std::min(connection.clientDisconnect, connection.serverDisconnect), memory.disconnectNs,
            Limits::kReactionNs);
        return;
    }
}

void TimeRules::limitSilence(ConnectionState& connection)
{
    connection.connectionRules.silenceNs =
        connection.keepAlive != 0 ? keepAliveNs(connection) + Limits::kClockNs : kNeverDue;
}

void TimeRules::onConnect(const Scene& scene, const mqtt::Connect&)
{
    limitSilence(scene.connection);
    arm(scene.connection, laterNs(scene.event.at.timeNs, Limits::kOpeningNs));
}

void TimeRules::onOpening(const Scene& scene)
{
    if (scene.connection.connect == kNone && scene.event.fromClient && scene.connection.messages[0] == 0)
        arm(scene.connection, laterNs(scene.event.at.timeNs, Limits::kOpeningNs));
}

void TimeRules::onConnack(const Scene& scene, const mqtt::Connack& connack)
{
    const auto& [connection, session, event] = scene;
    ConnectionRulesOfConnection& memory = connection.connectionRules;
    if (connack.code != 0) {
        memory.silenceNs = kNeverDue;
        arm(connection, laterNs(event.at.timeNs, Limits::kReactionNs));
        return;
    }
    const auto seconds = connack.properties.number(PropertyId::ServerKeepAlive);
    if (!seconds)
        return;
    memory.serverKeepAlive = true;
    const std::int64_t limitNs = std::int64_t{*seconds} * Limits::kSecondNs + Limits::kClockNs;
    memory.silenceNs = *seconds != 0 ? limitNs : kNeverDue;
}

/// Too early a timeout: MQTT 5.0 §3.2.2.3.14, [MQTT-3.2.2-22].
void TimeRules::onDisconnect(const Scene& scene, const mqtt::Disconnect& disconnect)
{
    const auto& [connection, session, event] = scene;
    ConnectionRulesOfConnection& memory = connection.connectionRules;
    const std::int64_t silenceNs = elapsedNs(event.at.timeNs, connection.lastNs[0]);
    if (!event.fromClient && disconnect.reasonCode == kKeepAliveTimeout && connection.keepAlive != 0 &&
        connection.lastNs[0] != kNever && connection.complete() &&
        silenceNs < enforcedNs(connection) - Limits::kClockNs &&
        world().messages->settled(event.stream, true))
        reporter().report(event, {IssueCode::KeepAliveEnforcedEarly, FieldId::MqttDisconnectReason,
                                  milliseconds(enforcedNs(connection)), milliseconds(silenceNs)});
    if (event.fromClient)
        memory.silenceNs = kNeverDue;
    if (isWatched(connection, kDisconnected))
        return;
    memory.disconnectNs = event.at.timeNs;
    arm(connection, laterNs(event.at.timeNs, Limits::kReactionNs));
}

void TimeRules::onPingreq(const Scene& scene)
{
    const auto& [connection, session, event] = scene;
    if (!event.fromClient)
        return;
    if (connection.pings.size() >= ConnectionState::kMaxPings)
        connection.connectionRules.manyPings = true;
    arm(connection, laterNs(event.at.timeNs, pingLimitNs(connection)));
}

std::uint32_t TimeRules::onPingresp(const Scene& scene)
{
    const auto& [connection, session, event] = scene;
    if (!connection.pings.empty())
        return world().ledger.exchange(connection.pings.front()).firstMessage;
    if (connection.complete() && !connection.ended && !connection.connectionRules.manyPings &&
        !connection.connectionRules.restarted && world().messages->settled(event.stream, true))
        reporter().report(event, {IssueCode::UnsolicitedPingresp, FieldId::MqttMsgtype, 0, 0});
    return kNone;
}

/// [MQTT-3.1.2-23], 5.0 [MQTT-3.1.2-20], [MQTT-3.1.2-21]
void TimeRules::exceeded(const ConnectionState& connection, std::uint32_t message, std::int64_t silenceNs)
{
    const IssueCode code = connection.connectionRules.serverKeepAlive ? IssueCode::ServerKeepAliveExceeded
                                                                      : IssueCode::KeepAliveExceeded;
    reporter().report(
        connection, message,
        {code, FieldId::MqttMsgtype, milliseconds(keepAliveNs(connection)), milliseconds(silenceNs)});
}

void TimeRules::onSilence(const Scene& scene)
{
    const auto& [connection, session, event] = scene;
    ConnectionRulesOfConnection& memory = connection.connectionRules;
    // A large packet may take longer than that to arrive.
    const std::int64_t silenceNs =
        elapsedNs(world().messages->startTimeOf(event.message), connection.lastNs[0]);
    if (connection.lastNs[0] == kNever || silenceNs <= memory.silenceNs || !connection.complete() ||
        connection.ended)
        return;
    exceeded(connection, event.message, silenceNs);
    if (silenceNs <= enforcedNs(connection) + Limits::kServerClockNs)
        return;
    memory.silentAfter = connection.last[0];
    memory.silentNs = silenceNs;
    memory.watch |= kUnenforced;
}

/// The server still answers: it had not closed. [MQTT-3.1.2-24], 5.0 [MQTT-3.1.2-22]
void TimeRules::onUnenforced(const Scene& scene)
{
    const auto& [connection, session, event] = scene;
    ConnectionRulesOfConnection& memory = connection.connectionRules;
    if (event.fromClient)
        return;
    memory.watch &= static_cast<std::uint16_t>(~kUnenforced);
    reporter().report(connection, memory.silentAfter,
                      {IssueCode::KeepAliveNotEnforced, FieldId::MqttMsgtype,
                       milliseconds(enforcedNs(connection)), milliseconds(memory.silentNs)});
}

/// The silence that the end of a connection ends.
void TimeRules::lastSilence(ConnectionState& connection, End end, std::int64_t nowNs)
{
    const ConnectionRulesOfConnection& memory = connection.connectionRules;
    if (memory.silenceNs == kNeverDue || connection.lastNs[0] == kNever || !connection.complete() ||
        end == End::Takeover || !world().messages->settled(connection.stream, true))
        return;
    if (connection.serverDisconnect != kNone)
        nowNs = world().messages->timeOf(connection.serverDisconnect);
    const std::int64_t silenceNs = elapsedNs(nowNs, connection.lastNs[0]);
    if (silenceNs <= memory.silenceNs)
        return;
    exceeded(connection, connection.last[0], silenceNs);
    // A client that closes after a long silence may have been cut off from a server that had closed.
    const std::int64_t limitNs = enforcedNs(connection) + Limits::kServerClockNs;
    const bool servedOn =
        connection.lastNs[1] != kNever && elapsedNs(connection.lastNs[1], connection.lastNs[0]) > limitNs;
    if (silenceNs > limitNs && (servedOn || (connection.finServer && end != End::Reset)))
        reporter().report(connection, connection.last[0],
                          {IssueCode::KeepAliveNotEnforced, FieldId::MqttMsgtype,
                           milliseconds(enforcedNs(connection)), milliseconds(silenceNs)});
}

/// [MQTT-3.12.4-1]
void TimeRules::missingPings(ConnectionState& connection, std::int64_t nowNs)
{
    const ConnectionRulesOfConnection& memory = connection.connectionRules;
    if (connection.gapped || memory.manyPings || memory.restarted ||
        !world().messages->settled(connection.stream, false))
        return;
    for (const std::uint32_t exchange : connection.pings) {
        const std::uint32_t ping = world().ledger.exchange(exchange).firstMessage;
        if (memory.pingAnswered > ping &&
            elapsedNs(nowNs, world().messages->timeOf(ping)) > Limits::kReactionNs)
            reporter().report(connection, ping, {IssueCode::PingrespMissing, FieldId::MqttMsgtype, 0, 0});
    }
}

void TimeRules::onConnectionEnd(ConnectionState& connection, SessionState&, End end, const Moment& at)
{
    if (connection.connectionRules.restarted)
        return;
    static_cast<void>(look(connection, at.timeNs));
    missingPings(connection, at.timeNs);
    lastSilence(connection, end, at.timeNs);
}

/// MQTT 5.0 §3.1.4. Which version it would have been nobody knows.
void TimeRules::onUnused(std::uint32_t stream, const Moment& opened, std::int64_t untilNs)
{
    if (elapsedNs(untilNs, opened.timeNs) > Limits::kOpeningNs)
        reporter().reportAt(stream, mqtt::Version::Unknown, opened.frame,
                            {IssueCode::ConnectOverdue, FieldId::None, milliseconds(Limits::kOpeningNs),
                             milliseconds(elapsedNs(untilNs, opened.timeNs))});
}

void TimeRules::onEnd(const Moment& at)
{
    for (ConnectionState& connection : world().connections) {
        if (connection.ended)
            continue;
        static_cast<void>(look(connection, at.timeNs));
        missingPings(connection, at.timeNs);
        // Only what the server sent meanwhile tells that the connection was still there.
        if (connection.lastNs[1] != kNever)
            lastSilence(connection, End::Open, connection.lastNs[1]);
    }
}

} // namespace mqttscope::session
