// SPDX-License-Identifier: GPL-3.0-or-later
#include "broker/core/outgoing_flow.h"

#include "broker/core/mutation.h"

#include <algorithm>
#include <cassert>

namespace mqttscope::broker {

std::size_t OutgoingFlow::costOf(const Delivery& delivery)
{
    return delivery.message ? delivery.message->bytes() : 0;
}

void OutgoingFlow::enqueue(Delivery delivery)
{
    delivery.number = ++m_lastNumber;
    m_bytes += costOf(delivery);
    if (mutated(Mutation::QueueInDisorder))
        return m_queue.push_front(std::move(delivery));
    m_queue.push_back(std::move(delivery));
}

void OutgoingFlow::restore(std::vector<Delivery> deliveries)
{
    std::sort(deliveries.begin(), deliveries.end(), [](const Delivery& a, const Delivery& b) {
        return mutated(Mutation::RestoredInDisorder) ? b.number < a.number : a.number < b.number;
    });
    for (Delivery& delivery : deliveries) {
        m_bytes += costOf(delivery);
        if (!mutated(Mutation::DeliveryNumbersAgain))
            m_lastNumber = delivery.number;
        if (delivery.awaits == Awaits::Sending) {
            delivery.packetId = 0;
            m_queue.push_back(std::move(delivery));
            continue;
        }
        if (!mutated(Mutation::PacketIdsAgain))
            m_lastPacketId = delivery.packetId;
        m_flights.push_back(std::move(delivery));
    }
}

const Delivery* OutgoingFlow::flight(std::uint16_t packetId) const
{
    const auto found = std::find_if(m_flights.begin(), m_flights.end(),
                                    [&](const Delivery& delivery) { return delivery.packetId == packetId; });
    return found != m_flights.end() ? &*found : nullptr;
}

void OutgoingFlow::begin(std::uint16_t receiveMaximum)
{
    m_window = receiveMaximum;
    m_open = 0;
    m_due = 0;
    if (mutated(Mutation::NothingResent))
        return;
    if (mutated(Mutation::ResentInDisorder))
        std::reverse(m_flights.begin(), m_flights.end());
    for (Delivery& delivery : m_flights) {
        delivery.due = true;
        if (delivery.awaits == Awaits::Pubcomp)
            ++m_open; // its PUBLISH is not yet completed
        else
            ++m_due;
    }
}

bool OutgoingFlow::inUse(std::uint16_t packetId) const
{
    return !mutated(Mutation::PacketIdsReused) &&
           (m_reserved.contains(packetId) ||
            std::any_of(m_flights.begin(), m_flights.end(),
                        [&](const Delivery& delivery) { return delivery.packetId == packetId; }));
}

std::uint16_t OutgoingFlow::nextPacketId() const
{
    if (mutated(Mutation::PacketIdAlwaysOne))
        return 1;
    std::uint16_t packetId = m_lastPacketId;
    for (std::uint32_t tries = 0; tries < 0xffff; ++tries) {
        packetId = packetId == 0xffff && !mutated(Mutation::PacketIdZero)
                       ? std::uint16_t{1}
                       : static_cast<std::uint16_t>(packetId + 1);
        if (!inUse(packetId))
            return packetId;
    }
    return 0;
}

std::uint16_t OutgoingFlow::reserve()
{
    const std::uint16_t packetId = takePacketId();
    if (packetId != 0)
        m_reserved.insert(packetId);
    return packetId;
}

std::vector<Delivery> OutgoingFlow::loseFlights()
{
    std::vector<Delivery> lost;
    for (Delivery& delivery : m_flights) {
        m_bytes -= costOf(delivery);
        lost.push_back(std::move(delivery));
    }
    m_flights.clear();
    m_open = 0;
    m_due = 0;
    return lost;
}

Delivery* OutgoingFlow::next()
{
    if (m_open >= m_window && !mutated(Mutation::WindowIgnored))
        return nullptr; // [MQTT-4.9.0-2]
    if (m_due > 0) {
        const auto due = std::find_if(m_flights.begin(), m_flights.end(), [](const Delivery& delivery) {
            return delivery.due && delivery.awaits != Awaits::Pubcomp;
        });
        if (mutated(Mutation::ResentUnderOtherId))
            due->packetId = takePacketId();
        m_again = true;
        m_place = static_cast<std::size_t>(due - m_flights.begin());
        return &*due;
    }
    if (m_queue.empty())
        return nullptr;
    Delivery& first = m_queue.front();
    if (first.packetId == 0 && (first.packetId = takePacketId()) == 0)
        return nullptr;
    m_again = false;
    return &first;
}

bool OutgoingFlow::sent()
{
    ++m_open;
    if (m_again) {
        m_flights[m_place].due = false;
        --m_due;
        return true;
    }
    m_flights.push_back(std::move(m_queue.front()));
    m_queue.pop_front();
    m_flights.back().awaits = m_flights.back().qos == 1 ? Awaits::Puback : Awaits::Pubrec;
    return false;
}

void OutgoingFlow::drop()
{
    if (m_again) {
        const auto flight = m_flights.begin() + static_cast<std::ptrdiff_t>(m_place);
        m_bytes -= costOf(*flight);
        --m_due;
        m_flights.erase(flight);
        return;
    }
    // The identifier was seen by nobody: the next one gets it.
    if (m_queue.front().packetId == m_lastPacketId)
        --m_lastPacketId;
    m_bytes -= costOf(m_queue.front());
    m_queue.pop_front();
}

std::deque<Delivery>::iterator OutgoingFlow::find(std::uint16_t packetId)
{
    return std::find_if(m_flights.begin(), m_flights.end(),
                        [&](const Delivery& delivery) { return delivery.packetId == packetId; });
}

void OutgoingFlow::finish(const std::deque<Delivery>::iterator& flight, Delivery* finished)
{
    m_bytes -= costOf(*flight);
    if (finished != nullptr)
        *finished = std::move(*flight);
    m_flights.erase(flight);
    --m_open;
}

Answer OutgoingFlow::puback(std::uint16_t packetId, Delivery* finished)
{
    const auto flight = find(packetId);
    if (flight == m_flights.end() || flight->due) // not sent on this connection: no answer can be meant
        return Answer::Unknown;
    if (flight->awaits != Awaits::Puback)
        return Answer::WrongKind;
    finish(flight, finished);
    return Answer::Done;
}

Answer OutgoingFlow::pubrec(std::uint16_t packetId, bool success, Delivery* finished)
{
    const auto flight = find(packetId);
    if (flight == m_flights.end() || flight->due)
        return Answer::Unknown;
    if (flight->awaits == Awaits::Puback)
        return Answer::WrongKind;
    if (flight->awaits == Awaits::Pubcomp)
        return Answer::Repeated;
    if (!success && !mutated(Mutation::RefusalTakenForSuccess)) { // MQTT 5.0 §3.5.2.1: 0x80 and above ends
                                                                  // the exchange. [MQTT-4.4.0-2]
        finish(flight, finished);
        return Answer::Done;
    }
    if (mutated(Mutation::PublishAfterPubrel))
        return Answer::Continued;
    m_bytes -= costOf(*flight);
    flight->message = {};
    flight->awaits = Awaits::Pubcomp;
    return Answer::Continued;
}

Answer OutgoingFlow::pubcomp(std::uint16_t packetId, Delivery* finished)
{
    const auto flight = find(packetId);
    if (flight == m_flights.end() || flight->due)
        return Answer::Unknown;
    if (flight->awaits != Awaits::Pubcomp)
        return Answer::WrongKind;
    finish(flight, finished);
    return Answer::Done;
}

} // namespace mqttscope::broker
