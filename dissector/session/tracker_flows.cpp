// SPDX-License-Identifier: GPL-3.0-or-later
// Exchanges by Packet Identifier: MQTT 5.0 §2.2.1, §4.3.
#include "dissector/session/tracker.h"

namespace mqttscope::session {
namespace {

/// Reason codes from here on say no, MQTT 5.0 §2.4.
constexpr std::uint8_t kFirstError = 0x80;

} // namespace

const Flight& Tracker::startFlight(const Scene& c, ExchangeKind kind, Flight flight)
{
    FlightTable& table = flightsOf(c, c.event.fromClient);
    if (const Flight* former = table.find(flight.packetId)) {
        tell([&](RuleSet& rules) { rules.onIdTaken(c, *former); });
        m_world.ledger.settle(former->exchange, ExchangeState::Unanswered, c.event.at.knownAt);
        table.remove(flight.packetId);
    }
    flight.exchange = m_world.ledger.open(
        {c.event.message, c.session.number, c.event.topic, flight.packetId, kind, c.event.fromClient});
    flight.stream = c.event.stream;
    flight.sentNs = c.event.at.timeNs;
    flight.message = c.event.message;
    const Flight& added = table.add(flight);
    tell([&](RuleSet& rules) { rules.onStart(c, added); });
    return added;
}

void Tracker::flyAgain(const Scene& c, Flight& flight)
{
    tell([&](RuleSet& rules) { rules.onCopy(c, flight); });
    m_world.ledger.link(flight.exchange, c.event.message, true, false);
    m_world.ledger.settle(flight.exchange, ExchangeState::Open, c.event.at.knownAt);
    flight.stream = c.event.stream;
    flight.sentNs = c.event.at.timeNs;
    flight.message = c.event.message;
}

void Tracker::finishFlight(const Scene& c, FlightTable& table, std::uint16_t packetId, bool success)
{
    const Flight& flight = *table.find(packetId);
    tell([&](RuleSet& rules) { rules.onFinish(c, flight, success); });
    m_world.ledger.link(flight.exchange, c.event.message, false, true);
    m_world.ledger.settle(flight.exchange, success ? ExchangeState::Complete : ExchangeState::Refused,
                          c.event.at.knownAt);
    table.remove(packetId);
}

void Tracker::onPuback(const Scene& c, const mqtt::Acknowledgement& ack)
{
    FlightTable& table = flightsOf(c, !c.event.fromClient);
    const Flight* flight = table.find(ack.packetId);
    tell([&](RuleSet& rules) { rules.onAnswer(c, flight); });
    if (flight != nullptr && flight->awaits == Awaits::Puback)
        finishFlight(c, table, ack.packetId, ack.reasonCode < kFirstError);
}

void Tracker::onPubrec(const Scene& c, const mqtt::Acknowledgement& ack)
{
    FlightTable& table = flightsOf(c, !c.event.fromClient);
    Flight* flight = table.find(ack.packetId);
    tell([&](RuleSet& rules) { rules.onAnswer(c, flight); });
    if (flight == nullptr || flight->qos != 2)
        return;
    if (ack.reasonCode >= kFirstError) { // MQTT 5.0 §4.3.3: the identifier is free again
        finishFlight(c, table, ack.packetId, false);
        return;
    }
    m_world.ledger.link(flight->exchange, c.event.message, false, true);
    if (flight->awaits == Awaits::Pubrec)
        flight->awaits = Awaits::Pubrel;
}

void Tracker::onPubrel(const Scene& c, const mqtt::Acknowledgement& ack)
{
    Flight* flight = flightsOf(c, c.event.fromClient).find(ack.packetId);
    tell([&](RuleSet& rules) { rules.onAnswer(c, flight); });
    if (flight == nullptr || flight->qos != 2)
        return;
    m_world.ledger.link(flight->exchange, c.event.message, false, false);
    m_world.ledger.settle(flight->exchange, ExchangeState::Open,
                          c.event.at.knownAt); // after a cut it goes on
    flight->awaits = Awaits::Pubcomp;
    flight->stream = c.event.stream;
}

void Tracker::onPubcomp(const Scene& c, const mqtt::Acknowledgement& ack)
{
    FlightTable& table = flightsOf(c, !c.event.fromClient);
    const Flight* flight = table.find(ack.packetId);
    tell([&](RuleSet& rules) { rules.onAnswer(c, flight); });
    if (flight != nullptr && flight->qos == 2)
        finishFlight(c, table, ack.packetId, ack.reasonCode < kFirstError);
}

} // namespace mqttscope::session
