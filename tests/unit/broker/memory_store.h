// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "broker/core/change_collector.h"
#include "broker/core/saved_state.h"

#include <map>

namespace mqttscope::broker::test {

/// What a broker told its journal, in memory: what a database would have.
class MemoryStore {
public:
    [[nodiscard]] Journal* journal() { return &m_collector; }
    /// Takes what was told: the end of a turn.
    void commit(Nanoseconds now);
    /// What was told since is lost: the turn came to no end.
    void forget() { m_collector.changes().clear(); }
    [[nodiscard]] bool hasChanges() { return !m_collector.changes().empty(); }
    /// What was there at the last commit.
    [[nodiscard]] SavedState state() const;

private:
    struct Stored {
        SessionFacts facts;
        std::optional<Nanoseconds> endedAt;
    };
    ChangeCollector m_collector;
    std::map<std::uint64_t, Stored> m_sessions;
    std::map<std::pair<std::uint64_t, std::string>, SubscriptionOptions> m_subscriptions;
    std::map<std::pair<std::uint64_t, std::uint64_t>, SavedDelivery> m_deliveries;
    std::map<std::pair<std::uint64_t, std::uint16_t>, std::uint64_t> m_held;
    std::map<std::string, std::uint64_t> m_retained;
    std::map<std::uint64_t, SavedMessage> m_messages; ///< none is ever dropped
};

} // namespace mqttscope::broker::test
