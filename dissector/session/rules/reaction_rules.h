// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dissector/session/rules/rule_set.h"

#include <cstdint>

namespace mqttscope::session {

/// What must end a connection, and does not: violations, second CONNECTs, takeovers, refusals, DISCONNECT.
/// That somebody goes on is seen by what answers a packet sent later, for what is merely sent may have
/// crossed with the reason on its way; or by how much later it is sent. A part of ConnectionRules.
class ReactionRules final : public RuleSet {
public:
    using RuleSet::RuleSet;

    /// A message of a connection that is watched.
    void onMessage(const Scene& scene);
    /// A message that alone breaks a rule as grave as a protocol error.
    void onViolation(const Scene& scene);
    void onSecondConnect(const Scene& scene);
    void onDisconnect(const Scene& scene);
    /// An acknowledgement of an open exchange.
    void onAnswer(const Scene& scene, const Flight& flight);
    /// The message at hand answers another one, of its peer; kNone: it does not.
    void onAnswered(const Scene& scene, std::uint32_t asked);
    void onConnectionEnd(ConnectionState& connection, SessionState& session, End end,
                         const Moment& at) override;

private:
    void afterDisconnect(const Scene& scene);
    void afterUnknownSession(const Scene& scene);
    void ignoresSecondConnect(const Scene& scene);
    void keepsTakenOver(const Scene& scene);
    void ignoresViolation(const Scene& scene, std::uint32_t asked);
};

} // namespace mqttscope::session
