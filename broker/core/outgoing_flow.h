// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "broker/core/message.h"
#include "broker/core/mutation.h"
#include "dissector/mqtt/small_list.h"

#include <cstddef>
#include <cstdint>
#include <deque>
#include <optional>
#include <set>
#include <vector>

namespace mqttscope::broker {

/// What a delivery waits for (MQTT 5.0 §4.3).
enum class Awaits : std::uint8_t {
    Sending, ///< it was never sent
    Puback,
    Pubrec,
    Pubcomp, ///< its PUBREL was sent
};

/// A QoS 1 or 2 message on its way to one client.
struct Delivery {
    std::uint64_t number = 0;                      ///< in its flow, from 1, in the order of the line
    MessageRef message;                            ///< none once PUBREC has come
    mqtt::SmallList<std::uint32_t, 2> identifiers; ///< Subscription Identifiers
    std::uint32_t group = 0;                       ///< of a Shared Subscription; 0 = none
    std::uint32_t token = 0;                       ///< of a client: what its owner calls it
    std::uint16_t packetId = 0;                    ///< 0 until it is sent
    std::uint8_t qos = 0;
    std::optional<std::uint8_t> granted; ///< of a broker: the highest QoS of the subscriptions, if known
    bool retain = false;
    Awaits awaits = Awaits::Sending;
    bool due = false;             ///< to be sent again on this connection
    std::uint16_t topicAlias = 0; ///< of a client: that its owner chose; 0 = none
    bool aliasAlone = false;      ///< likewise: without the topic, if this connection knows the alias
};

/// What an answer of the peer did.
enum class Answer : std::uint8_t {
    Done,      ///< the exchange is over
    Continued, ///< PUBREC of success: PUBREL is due
    Repeated,  ///< PUBREC once more
    Unknown,   ///< no exchange has this Packet Identifier
    WrongKind, ///< the exchange waits for another kind of packet
};

/// The sending side of QoS 1 and 2 of one session: what waits, what is on its way, Packet Identifiers and the
/// peer's Receive Maximum. Serves either end of a connection.
class OutgoingFlow {
public:
    /// At the end of the line. Gives it its number.
    void enqueue(Delivery delivery);
    /// What another flow had, before anything is enqueued. In any order; those that were sent are on their
    /// way.
    void restore(std::vector<Delivery> deliveries);
    /// The connection (again) begins: everything on its way is due again, in its order. [MQTT-4.4.0-1]
    void begin(std::uint16_t receiveMaximum);

    /// The next PUBLISH that may be sent now, nullptr if there is none or the peer's Receive Maximum is
    /// reached. A first sending has been given its Packet Identifier. Until sent() or drop() it stays the
    /// next.
    [[nodiscard]] Delivery* next();
    /// The one that next() gave was sent. Returns whether it was sent before.
    bool sent();
    /// The one that next() gave must not be sent.
    void drop();
    /// Calls `visit(std::uint16_t packetId)` for each PUBREL that is due again, and takes them as sent.
    template <class Visit> void resendPubrels(Visit visit)
    {
        for (Delivery& delivery : m_flights) {
            if (!delivery.due || delivery.awaits != Awaits::Pubcomp || mutated(Mutation::PubrelsNotResent))
                continue;
            delivery.due = false;
            visit(delivery.packetId);
        }
    }

    /// `finished`, if the answer is Done and it is not null, gets the exchange.
    [[nodiscard]] Answer puback(std::uint16_t packetId, Delivery* finished = nullptr);
    [[nodiscard]] Answer pubrec(std::uint16_t packetId, bool success, Delivery* finished = nullptr);
    [[nodiscard]] Answer pubcomp(std::uint16_t packetId, Delivery* finished = nullptr);

    /// All that waits or is on its way.
    [[nodiscard]] std::size_t size() const { return m_flights.size() + m_queue.size(); }
    [[nodiscard]] std::size_t bytes() const { return m_bytes; }
    [[nodiscard]] std::size_t waiting() const { return m_queue.size(); }
    /// PUBLISHes that the peer has to complete on this connection.
    [[nodiscard]] std::size_t open() const { return m_open; }
    [[nodiscard]] bool windowFull() const { return m_open >= m_window; }
    [[nodiscard]] const std::deque<Delivery>& flights() const { return m_flights; }
    [[nodiscard]] const std::deque<Delivery>& queue() const { return m_queue; }
    /// The one on its way with this Packet Identifier; nullptr if there is none. Valid until the next call.
    [[nodiscard]] const Delivery* flight(std::uint16_t packetId) const;
    /// The next free Packet Identifier for a SUBSCRIBE or UNSUBSCRIBE, kept until release(); 0 if none is
    /// free. All packets of a sender share one set. [MQTT-2.2.1-3]
    [[nodiscard]] std::uint16_t reserve();
    /// The Packet Identifier that the next packet which needs one will have; 0 if none is free.
    [[nodiscard]] std::uint16_t nextPacketId() const;
    void release(std::uint16_t packetId) { m_reserved.erase(packetId); }
    /// The peer has lost the session: gives everything that was on its way and not acknowledged, in order,
    /// and forgets it. What was never sent stays.
    [[nodiscard]] std::vector<Delivery> loseFlights();

private:
    [[nodiscard]] bool inUse(std::uint16_t packetId) const;
    std::uint16_t takePacketId() { return m_lastPacketId = nextPacketId(); }
    std::deque<Delivery>::iterator find(std::uint16_t packetId);
    void finish(const std::deque<Delivery>::iterator& flight, Delivery* finished);
    static std::size_t costOf(const Delivery& delivery);

    std::deque<Delivery> m_flights; ///< sent at least once, in the order of their first sending
    std::deque<Delivery> m_queue;   ///< never sent
    std::set<std::uint16_t> m_reserved;
    std::size_t m_bytes = 0;
    std::size_t m_open = 0;
    std::size_t m_window = 0;
    std::size_t m_due = 0;   ///< flights that are due again
    bool m_again = false;    ///< what next() gave is a flight
    std::size_t m_place = 0; ///< likewise, its place
    std::uint16_t m_lastPacketId = 0;
    std::uint64_t m_lastNumber = 0;
};

} // namespace mqttscope::broker
