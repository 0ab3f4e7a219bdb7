// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "broker/lab/lab_snapshot.h"
#include "broker/net/broker_service.h"

#include <cstdint>
#include <map>
#include <vector>

namespace mqttscope::broker::lab {

/// What waits at the gate of a broker, the first `limit` of it and about `names` bytes of names at most.
/// `known`: rows of before, which are not made anew.
[[nodiscard]] std::vector<WaitingRow> waitingRows(const BrokerService& service, std::size_t limit,
                                                  const std::map<std::uint64_t, WaitingRow>& known = {},
                                                  std::size_t names = static_cast<std::size_t>(-1));

/// Copies what can be seen of a broker, in its thread. Costs what the rows cost, not what the broker holds.
class SnapshotMaker {
public:
    explicit SnapshotMaker(const SnapshotLimits& limits) : m_limits(limits) {}

    /// All but what the owner of the broker knows: addresses, faults by their own ids, what is wrong with the
    /// tap.
    [[nodiscard]] LabSnapshot make(BrokerService& service);

private:
    /// Bytes of names in the rows so far.
    struct Names {
        std::size_t sessions = 0;
        std::size_t subscriptions = 0;
        std::size_t inFlight = 0;
    };
    void addSession(const Session& session, const BrokerService& service, Nanoseconds now, LabSnapshot& made,
                    Names& names) const;
    void addInFlight(const Session& session, LabSnapshot& made, std::size_t& names) const;
    void addRetained(const Broker& engine, Nanoseconds now, LabSnapshot& made) const;
    void addWaiting(const BrokerService& service, LabSnapshot& made);
    /// Counts a row; whether it is to be made.
    template <class Row>
    [[nodiscard]] bool hasRoom(Rows<Row>& rows, std::size_t limit, std::size_t names) const
    {
        ++rows.total;
        return rows.rows.size() < limit && names < m_limits.names;
    }

    SnapshotLimits m_limits;
    std::uint64_t m_number = 0;
    std::map<std::uint64_t, WaitingRow> m_waiting; ///< of the last snapshot: packets are read once
};

} // namespace mqttscope::broker::lab
