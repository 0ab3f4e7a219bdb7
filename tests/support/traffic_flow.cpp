// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/traffic_flow.h"

#include <algorithm>

namespace mqttscope::test {
namespace {

constexpr std::uint8_t kFirstError = 0x80;
constexpr std::int64_t kSecond = 1'000'000'000;

} // namespace

std::vector<TrafficFlow::Flight>::iterator TrafficFlow::find(std::uint16_t packetId)
{
    return std::find_if(m_flights.begin(), m_flights.end(),
                        [&](const Flight& one) { return one.packetId == packetId; });
}

std::uint16_t TrafficFlow::nextId()
{
    do {
        m_lastId = m_lastId == 65'535 ? std::uint16_t{1} : static_cast<std::uint16_t>(m_lastId + 1);
    } while (find(m_lastId) != m_flights.end());
    return m_lastId;
}

/// MQTT 5.0 [MQTT-3.3.2-6].
std::optional<std::uint32_t> TrafficFlow::expiryOf(const TrafficDelivery& delivery, std::int64_t nowNs) const
{
    const TrafficPublication& publication = *delivery.publication;
    if (!publication.expiry || !m_server)
        return publication.expiry;
    const std::int64_t waited = (nowNs - publication.timeNs) / kSecond;
    return static_cast<std::uint32_t>(std::max<std::int64_t>(0, *publication.expiry - waited));
}

void TrafficFlow::speak(TrafficVoice& voice, TrafficRandom& random, std::int64_t nowNs)
{
    while (ready()) {
        TrafficDelivery delivery = std::move(m_queue.front());
        m_queue.pop_front();
        const std::optional<std::uint32_t> expiry = expiryOf(delivery, nowNs);
        if (m_server && expiry == 0U) // MQTT 5.0 [MQTT-3.3.2-5]
            continue;
        if (delivery.qos == 0) {
            voice.publish(delivery, 0, false, expiry, nullptr, random);
            continue;
        }
        Flight flight;
        flight.packetId = nextId();
        flight.awaits = delivery.qos == 1 ? Awaits::Puback : Awaits::Pubrec;
        SpokenMessage& spoken = voice.publish(delivery, flight.packetId, false, expiry, nullptr, random);
        flight.packetId = spoken.said.packetId;
        flight.exchange = spoken.exchange;
        spoken.faulty = spoken.faulty || (m_flights.size() == m_limit &&
                                          voice.saboteur().strikes(TrafficFault::ReceiveMaximumExceeded));
        flight.delivery = std::move(delivery);
        m_flights.push_back(std::move(flight));
    }
}

/// MQTT 5.0 [MQTT-4.4.0-1]: PUBLISH and PUBREL again, with the same identifiers, in the same order.
void TrafficFlow::resume(TrafficVoice& voice, TrafficRandom& random, std::int64_t nowNs)
{
    for (const Flight& flight : m_flights) {
        if (flight.awaits == Awaits::Pubcomp)
            release(flight, voice, true);
        else
            voice.publish(flight.delivery, flight.packetId, true, expiryOf(flight.delivery, nowNs),
                          flight.exchange, random);
    }
}

void TrafficFlow::disconnected()
{
    m_queue.erase(std::remove_if(m_queue.begin(), m_queue.end(),
                                 [](const TrafficDelivery& one) { return one.qos == 0; }),
                  m_queue.end());
}

bool TrafficFlow::isNew(const SpokenMessage& publish)
{
    if ((publish.said.firstByte >> 1U & 3U) != 2)
        return true;
    const bool known =
        std::find(m_received.begin(), m_received.end(), publish.said.packetId) != m_received.end();
    if (!known)
        m_received.push_back(publish.said.packetId);
    return !known;
}

void TrafficFlow::answer(const SpokenMessage& publish, TrafficVoice& voice, std::uint8_t reason,
                         std::string_view reasonString)
{
    const unsigned qos = publish.said.firstByte >> 1U & 3U;
    const auto fill = [&](mqtt::Acknowledgement& ack) {
        ack.packetId = publish.said.packetId;
        ack.reasonCode = reason;
        if (!reasonString.empty())
            ack.properties.setText(mqtt::PropertyId::ReasonString, reasonString);
    };
    const bool wrong = qos == 2 && m_server && voice.saboteur().strikes(TrafficFault::WrongAck);
    if (qos == 1 || wrong) {
        mqtt::Puback ack;
        fill(ack);
        voice.acknowledge(ack, publish, true).faulty = wrong;
    } else if (qos == 2) {
        mqtt::Pubrec ack;
        fill(ack);
        voice.acknowledge(ack, publish, false);
        if (reason >= kFirstError)
            std::erase(m_received, publish.said.packetId);
    }
}

void TrafficFlow::release(const Flight& flight, TrafficVoice& voice, bool again)
{
    mqtt::Pubrel pubrel;
    pubrel.packetId = flight.packetId;
    pubrel.dup = again && voice.version() == mqtt::Version::V31;
    SpokenMessage heard;
    heard.exchange = flight.exchange;
    voice.acknowledge(pubrel, heard, false);
}

void TrafficFlow::hear(const SpokenMessage& ack, TrafficVoice& voice)
{
    if (ack.type == mqtt::PacketType::Pubrel) {
        std::erase(m_received, ack.said.packetId);
        mqtt::Pubcomp pubcomp;
        pubcomp.packetId = ack.said.packetId;
        voice.acknowledge(pubcomp, ack, true);
        return;
    }
    const auto flight = find(ack.said.packetId);
    if (flight == m_flights.end())
        return;
    if (ack.type == mqtt::PacketType::Pubrec && ack.said.reasonCode < kFirstError) {
        flight->awaits = Awaits::Pubcomp;
        release(*flight, voice, false);
        return;
    }
    m_flights.erase(flight);
}

} // namespace mqttscope::test
