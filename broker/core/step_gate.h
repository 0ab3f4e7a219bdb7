// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "broker/core/effects.h"
#include "broker/core/fault_plan.h"

#include <cstddef>
#include <cstdint>
#include <deque>
#include <map>
#include <memory>
#include <optional>
#include <utility>
#include <vector>

namespace mqttscope::broker {

enum class HeldKind : std::uint8_t {
    Packet,
    Bytes, ///< that are no packet
    End,   ///< of the connection, by the side that they come from
};

/// What waits at a StepGate.
struct HeldItem {
    std::uint64_t id = 0; ///< counts what came, from 1: the order of everything that waits
    ConnectionId connection = 0;
    FaultSide from{}; ///< Client or Broker
    HeldKind kind{};
    CloseManner manner{};                                   ///< of an End of the broker
    std::shared_ptr<const std::vector<std::uint8_t>> bytes; ///< none of an End
};

/// Between the sockets and everything behind them: while it is closed, every packet of both directions waits
/// until it is let through. What comes from one side of a connection leaves in its order. Its owner reads
/// nothing more where it is full, and lets nothing through to the engine either while too much waits for
/// clients: nothing is lost, the rest waits in the sockets.
class StepGate {
public:
    /// Items that wait; beyond that full(). Of what one packet more makes the broker send as many can come on
    /// top.
    static constexpr std::size_t kMaxItems = 10'000;
    /// Likewise, bytes, those of packets that have begun included.
    static constexpr std::size_t kMaxBytes = 64U << 20;
    /// Bytes that wait for clients: whose next packet would exceed them is to be reset.
    static constexpr std::size_t kMostBytes = 4 * kMaxBytes;
    /// Items of one client that wait; beyond that it is read no more.
    static constexpr std::size_t kMaxOfClient = 1000;
    /// Bytes of one packet that has begun; what is longer waits in the pieces in which it comes.
    static constexpr std::size_t kMaxPartial = 16U << 20;

    [[nodiscard]] bool closed() const { return m_closed; }
    void close() { m_closed = true; }
    /// Only when nothing waits but packets that have begun: takePartial() gives them.
    void open();

    /// Bytes of a client, from the beginning of a packet.
    void incoming(ConnectionId id, ByteView bytes);
    void clientEnded(ConnectionId id);
    /// Bytes to a client.
    void outgoing(ConnectionId id, ByteView bytes);
    void brokerEnds(ConnectionId id, CloseManner manner);
    /// What waits of a connection is lost.
    void forget(ConnectionId id);

    [[nodiscard]] bool holds(ConnectionId id, FaultSide from) const;
    /// Nothing more is to be read from a client.
    [[nodiscard]] bool full(ConnectionId id) const;
    [[nodiscard]] bool full() const { return m_items.size() >= kMaxItems || m_bytes >= kMaxBytes; }
    /// Nothing of a client is to pass: what waits for clients has to go first.
    [[nodiscard]] bool fullForClients() const
    {
        return m_itemsForClients >= kMaxItems || m_bytesForClients >= kMaxBytes;
    }
    [[nodiscard]] bool hasRoomForClient(std::size_t bytes) const
    {
        return m_bytesForClients + bytes <= kMostBytes;
    }
    /// Everything that waits, by id.
    [[nodiscard]] const std::map<std::uint64_t, HeldItem>& items() const { return m_items; }
    /// The first that waits in the lane of the one with that id: it has to go before.
    [[nodiscard]] std::optional<std::uint64_t> firstBefore(std::uint64_t id) const;
    /// Takes an item that is the first of its lane.
    [[nodiscard]] HeldItem take(std::uint64_t id);
    /// Takes what has come of a packet that is not whole; empty if there is none.
    [[nodiscard]] std::vector<std::uint8_t> takePartial(ConnectionId id);
    /// Connections with such a packet.
    [[nodiscard]] std::vector<ConnectionId> partials() const;

private:
    struct Lane {
        std::deque<std::uint64_t> items;
        std::vector<std::uint8_t> partial;
        bool opaque = false; ///< no packets any more
    };
    using Key = std::pair<ConnectionId, FaultSide>;

    void add(ConnectionId id, FaultSide from, HeldKind kind, ByteView bytes, CloseManner manner = {});

    std::map<Key, Lane> m_lanes;
    std::map<std::uint64_t, HeldItem> m_items;
    std::size_t m_bytes = 0; ///< of items and of packets that have begun
    std::size_t m_itemsForClients = 0;
    std::size_t m_bytesForClients = 0;
    std::uint64_t m_lastId = 0;
    bool m_closed = false;
};

} // namespace mqttscope::broker
