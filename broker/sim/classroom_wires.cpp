// SPDX-License-Identifier: GPL-3.0-or-later
// What arrives, at the broker and at the clients.
#include "broker/sim/classroom.h"

namespace mqttscope::broker::sim {

void Classroom::bytesAtBroker(Link& link, const std::vector<std::uint8_t>& bytes)
{
    if (link.paused) {
        link.held.emplace_back([this, &link, bytes] { bytesAtBroker(link, bytes); });
        return;
    }
    m_tap->carried(link.id, TapSide::Client, bytes, m_now);
    if (!link.atBroker) // it has closed its side, and only reads on
        return;
    Effects arrived;
    Effects ends;
    m_faults.incoming(link.id, bytes, m_now, arrived, ends);
    m_tap->faulted(m_faults);
    toEngine(arrived);
    carry(ends);
}

void Classroom::toEngine(const Effects& arrived)
{
    for (const Effect& effect : arrived.items()) {
        m_broker.receive(effect.connection, arrived.bytes(effect), m_now, m_effects);
        carryOutOfBroker();
    }
}

/// FIN or RST of the client arrives.
void Classroom::endAtBroker(Link& link, TapEnd how)
{
    if (link.paused && how == TapEnd::Fin) {
        link.held.emplace_back([this, &link, how] { endAtBroker(link, how); });
        return;
    }
    link.clientEnded = true;
    m_tap->ended(link.id, TapSide::Client, how, m_now);
    if (link.atBroker)
        closeAtBroker(link, how == TapEnd::Fin ? HowClosed::ByPeer : HowClosed::Reset);
    m_tap->ended(link.id, TapSide::Broker, TapEnd::Fin, m_now);
    m_tap->closed(link.id);
}

/// The broker is told that the connection is no more.
void Classroom::closeAtBroker(Link& link, HowClosed how)
{
    link.atBroker = false;
    link.held.clear();
    link.paused = false;
    m_faults.closed(link.id);
    m_broker.closed(link.id, how, m_now, m_effects);
    carryOutOfBroker();
}

void Classroom::carryOutOfBroker()
{
    m_tap->decided(m_broker.decisions());
    while (!m_effects.empty()) {
        const Effects wanted = std::exchange(m_effects, {});
        Effects passed;
        m_faults.outgoing(wanted, m_now, passed);
        m_tap->faulted(m_faults);
        carry(passed);
        m_tap->decided(m_broker.decisions());
    }
}

/// What comes out of the faults, on the side of the wires.
void Classroom::carry(const Effects& wanted)
{
    for (const Effect& effect : wanted.items()) {
        Link& link = linkOf(effect.connection);
        switch (effect.kind) {
        case EffectKind::Send:
            carrySend(link, wanted.bytes(effect));
            break;
        case EffectKind::Close:
            carryClose(link, effect.manner);
            break;
        case EffectKind::PauseReading:
            link.paused = true;
            break;
        case EffectKind::ResumeReading:
            carryResume(link);
            break;
        }
    }
}

void Classroom::carrySend(Link& link, ByteView bytes)
{
    if (!link.atBroker)
        return;
    m_tap->carried(link.id, TapSide::Broker, bytes, m_now);
    m_bytes += bytes.size();
    if (link.severed)
        return;
    at(arrival(link, link.lastToClient),
       [this, &link, sent = std::vector<std::uint8_t>(bytes.begin(), bytes.end())] {
           bytesAtClient(link, sent);
       });
}

void Classroom::carryClose(Link& link, CloseManner manner)
{
    if (!link.atBroker)
        return;
    const bool reset = manner == CloseManner::AtOnce;
    m_tap->ended(link.id, TapSide::Broker, reset ? TapEnd::Rst : TapEnd::Fin, m_now);
    closeAtBroker(link, HowClosed::OnDemand);
    if (reset)
        m_tap->closed(link.id);
    if (link.severed)
        return;
    at(arrival(link, link.lastToClient), [this, &link, reset] {
        if (!link.atClient || link.node->frozen)
            return;
        // A FIN is answered by the client's own, a RST by nothing.
        if (reset)
            lostByClient(link);
        else
            endAtClient(link, TapEnd::Fin);
    });
}

void Classroom::carryResume(Link& link)
{
    link.paused = false;
    for (auto& what : std::exchange(link.held, {}))
        at(m_now, std::move(what));
}

void Classroom::bytesAtClient(Link& link, ByteView bytes)
{
    Node& node = *link.node;
    if (!link.atClient || node.frozen || !node.client)
        return;
    node.client->receive(bytes, m_now, node.effects);
    touched(node);
}

} // namespace mqttscope::broker::sim
