// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dissector/session/rules/rule_set.h"

#include <cstdint>
#include <functional>
#include <queue>
#include <vector>

namespace mqttscope::session {

/// Keep Alive, and what takes too long: CONNECT, CONNACK, PINGRESP, closing. Time is that of the frames. A
/// part of ConnectionRules.
class TimeRules final : public RuleSet {
public:
    using RuleSet::RuleSet;

    /// Time has come to this, for all connections.
    void onTime(std::int64_t nowNs)
    {
        if (nowNs > m_nextNs)
            lookAtDue(nowNs);
    }
    /// A message of a client that was silent for longer than `silenceNs`.
    void onSilence(const Scene& scene);
    /// A message of a connection whose client was silent for so long that the server should have closed.
    void onUnenforced(const Scene& scene);
    /// A message of a connection that was not let in so far.
    void onOpening(const Scene& scene);
    void onConnect(const Scene& scene, const mqtt::Connect& connect);
    void onConnack(const Scene& scene, const mqtt::Connack& connack);
    void onDisconnect(const Scene& scene, const mqtt::Disconnect& disconnect);
    void onPingreq(const Scene& scene);
    /// Returns the PINGREQ that is answered, a message; kNone if there is none.
    [[nodiscard]] std::uint32_t onPingresp(const Scene& scene);
    void onConnectionEnd(ConnectionState& connection, SessionState& session, End end,
                         const Moment& at) override;
    void onUnused(std::uint32_t stream, const Moment& opened, std::int64_t untilNs) override;
    void onEnd(const Moment& at) override;

private:
    /// What a connection may wait for too long.
    enum class Wait : std::uint8_t { Connect, Connack, Pingresp, RefusalClose, DisconnectClose };
    /// When a connection is to be looked at.
    struct Due {
        std::int64_t atNs = 0;
        std::uint32_t stream = kNone;
        friend bool operator>(const Due& a, const Due& b) { return a.atNs > b.atNs; }
    };

    void arm(ConnectionState& connection, std::int64_t atNs);
    void lookAtDue(std::int64_t nowNs);
    /// Says what has taken too long; returns when to look again, or kNeverDue.
    std::int64_t look(ConnectionState& connection, std::int64_t nowNs);
    [[nodiscard]] std::int64_t dueOf(const ConnectionState& connection, Wait wait) const;
    void overdue(ConnectionState& connection, Wait wait, std::int64_t nowNs);
    void missingPings(ConnectionState& connection, std::int64_t nowNs);
    void lastSilence(ConnectionState& connection, End end, std::int64_t nowNs);
    void exceeded(const ConnectionState& connection, std::uint32_t message, std::int64_t silenceNs);
    void limitSilence(ConnectionState& connection);

    std::int64_t m_nextNs = INT64_MAX;                                ///< the earliest of m_due
    std::int64_t m_lastNs = INT64_MIN;                                ///< time of the message before
    std::priority_queue<Due, std::vector<Due>, std::greater<>> m_due; ///< few for each connection
};

} // namespace mqttscope::session
