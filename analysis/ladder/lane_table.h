// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/ladder/ladder.h"
#include "dissector/index/snapshot.h"

#include <cstdint>
#include <span>
#include <vector>

namespace mqttscope::analysis::ladder {

/// The lanes of a capture: a client is its Client Identifier at its broker, whatever sessions and connections
/// it had; without one it is its session.
class LaneTable {
public:
    explicit LaneTable(const index::Snapshot& snapshot);

    [[nodiscard]] std::span<const Lane> all() const { return m_lanes; }
    [[nodiscard]] const Lane& operator[](LaneId lane) const { return m_lanes[lane]; }
    [[nodiscard]] std::size_t size() const { return m_lanes.size(); }
    /// The lane of the client of a connection; kNone if it carries no MQTT.
    [[nodiscard]] LaneId clientOf(std::uint32_t stream) const
    {
        return stream < m_byStream.size() ? m_byStream[stream] : kNone;
    }
    /// The lane of its broker; likewise.
    [[nodiscard]] LaneId brokerOf(std::uint32_t stream) const
    {
        const LaneId client = clientOf(stream);
        return client != kNone ? m_brokers[m_lanes[client].broker] : kNone;
    }
    /// Bytes held.
    [[nodiscard]] std::size_t memory() const
    {
        return m_lanes.capacity() * sizeof(Lane) +
               (m_brokers.capacity() + m_byStream.capacity()) * sizeof(LaneId);
    }

private:
    std::vector<Lane> m_lanes;
    std::vector<LaneId> m_brokers;  ///< by number of the broker
    std::vector<LaneId> m_byStream; ///< lane of the client
};

} // namespace mqttscope::analysis::ladder
