// SPDX-License-Identifier: GPL-3.0-or-later
#include "dissector/session/rules/flow_rules.h"

namespace mqttscope::session {

using mqtt::PacketType;

FlowRules::FlowRules(World& world, Reporter& reporter)
    : RuleSet(world, reporter), m_identifiers(world, reporter), m_answers(world, reporter),
      m_absences(world, reporter), m_limits(world, reporter), m_aliases(world, reporter)
{
}

void FlowRules::beforeMessage(const Scene& c)
{
    FlowRulesOfConnection& memory = c.connection.flowRules;
    const bool secondConnect = mqtt::packetTypeOf(c.event.firstByte) == PacketType::Connect &&
                               c.connection.connect != c.event.message;
    if (c.event.protocolError || secondConnect)
        memory.broken = true;
    if (!memory.limitsKnown && c.event.fromClient && c.connection.connack != kNone && c.event.heard)
        memory.limitsKnown = true;
}

void FlowRules::afterMessage(const Scene& c)
{
    if (c.event.version != mqtt::Version::V50)
        return;
    m_limits.afterMessage(c);
    m_aliases.afterMessage(c);
}

void FlowRules::onAccepted(const Scene& c, SessionState* earlier, bool resumed)
{
    if (earlier != nullptr && !resumed)
        m_aliases.onNewSession(c.session, *earlier);
}

void FlowRules::onConnectionEnd(ConnectionState& connection, SessionState& session, End, const Moment&)
{
    m_absences.judge(connection, session);
}

void FlowRules::onCopy(const Scene& c, const Flight& flight)
{
    m_identifiers.onCopy(c, flight);
    m_limits.onSent(c, flight, flight.stream != c.event.stream);
}

void FlowRules::onIdTaken(const Scene& c, const Flight& former)
{
    m_identifiers.onIdTaken(c, former);
    m_limits.onSettled(c, c.event.fromClient);
}

void FlowRules::onStart(const Scene& c, const Flight& flight)
{
    m_identifiers.onStart(c, flight);
    m_limits.onSent(c, flight, true);
}

void FlowRules::onAnswer(const Scene& c, const Flight* flight)
{
    // It came before what it answers: the capture is not in the order of sending. Nothing follows from order
    // or absence then.
    if (flight == nullptr && world().messages->lacks(c.event.stream, !c.event.fromClient)) {
        c.connection.flowRules.broken = true;
        c.session.gapped = true;
    }
    m_answers.onAnswer(c, flight);
    m_limits.onAnswer(c, flight);
    m_aliases.onAnswer(c, flight);
}

void FlowRules::onFinish(const Scene& c, const Flight& flight, bool)
{
    const bool openedByClient = !c.event.fromClient;
    c.session.flowRules.finished[openedByClient ? 0 : 1].add(flight.exchange);
    if (flight.qos > 0)
        m_limits.onSettled(c, openedByClient);
}

void FlowRules::onGranted(const Scene& c, const Subscription& asked, std::uint8_t code, const Subscription*)
{
    m_answers.onGranted(c, asked, code);
}

void FlowRules::onEnd(const Moment&)
{
    for (ConnectionState& connection : world().connections) {
        if (!connection.ended && connection.session != kNone)
            m_absences.judge(connection, world().sessionOf(connection));
    }
}

} // namespace mqttscope::session
