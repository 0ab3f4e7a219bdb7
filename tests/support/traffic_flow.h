// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/support/traffic_voice.h"

#include <cstdint>
#include <deque>
#include <vector>

namespace mqttscope::test {

/// One end of a session: what it sends with which Packet Identifier, what of it is not acknowledged, and
/// which identifiers of the peer wait for their PUBREL. It outlives connections. MQTT 5.0 §4.3, §4.4.
class TrafficFlow {
public:
    /// `server`: what is sent has waited in the server, so that its Message Expiry Interval counts down.
    TrafficFlow(bool server, std::uint16_t firstId) : m_lastId(firstId), m_server(server) {}

    /// How many exchanges the peer lets stand open: its Receive Maximum.
    void setWindow(std::uint32_t window) { m_window = m_limit = window; }
    /// Opens more than that.
    void breakWindow() { m_window = 65'535; }
    void queue(TrafficDelivery delivery) { m_queue.push_back(std::move(delivery)); }
    [[nodiscard]] std::size_t queued() const { return m_queue.size(); }
    /// Exchanges that this end opened and that are not finished.
    [[nodiscard]] std::size_t open() const { return m_flights.size(); }
    /// Whether something of the queue may be sent now.
    [[nodiscard]] bool ready() const
    {
        return !m_queue.empty() && (m_queue.front().qos == 0 || m_flights.size() < m_window);
    }
    [[nodiscard]] std::uint16_t nextId();

    /// Says what may be said of the queue.
    void speak(TrafficVoice& voice, TrafficRandom& random, std::int64_t nowNs);
    /// Says again, on a new connection, what was not acknowledged.
    void resume(TrafficVoice& voice, TrafficRandom& random, std::int64_t nowNs);
    /// The connection ended: what has QoS 0 goes nowhere any more.
    void disconnected();

    /// A PUBLISH came: whether it is a new one.
    [[nodiscard]] bool isNew(const SpokenMessage& publish);
    /// Answers it. `reason`: for 5.0.
    void answer(const SpokenMessage& publish, TrafficVoice& voice, std::uint8_t reason,
                std::string_view reasonString = {});
    /// A PUBACK, PUBREC, PUBREL or PUBCOMP came.
    void hear(const SpokenMessage& ack, TrafficVoice& voice);

private:
    enum class Awaits : std::uint8_t { Puback, Pubrec, Pubcomp };
    struct Flight {
        std::uint16_t packetId = 0;
        Awaits awaits{};
        TrafficDelivery delivery;
        std::shared_ptr<TrafficExchange> exchange;
    };

    [[nodiscard]] std::optional<std::uint32_t> expiryOf(const TrafficDelivery& delivery,
                                                        std::int64_t nowNs) const;
    [[nodiscard]] std::vector<Flight>::iterator find(std::uint16_t packetId);
    void release(const Flight& flight, TrafficVoice& voice, bool again);

    std::deque<TrafficDelivery> m_queue;
    std::vector<Flight> m_flights;         ///< in the order of their first sending
    std::vector<std::uint16_t> m_received; ///< QoS 2, before PUBREL
    std::uint32_t m_window = 65'535;
    std::uint32_t m_limit = 65'535; ///< what the peer said
    std::uint16_t m_lastId;
    bool m_server;
};

} // namespace mqttscope::test
