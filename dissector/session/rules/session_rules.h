// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dissector/session/rules/rule_set.h"

#include <cstdint>
#include <unordered_map>

namespace mqttscope::session {

/// Whether sessions last as long as they should, and no longer. A part of ConnectionRules.
class SessionRules final : public RuleSet {
public:
    using RuleSet::RuleSet;

    // session_rules.cpp: what CONNECT, CONNACK and DISCONNECT say
    void onConnect(const Scene& scene, const mqtt::Connect& connect);
    /// The first CONNACK, which is not noted yet.
    void onConnack(const Scene& scene, const mqtt::Connack& connack);
    void onDisconnect(const Scene& scene, const mqtt::Disconnect& disconnect);
    void onAccepted(const Scene& scene, SessionState* earlier, bool resumed) override;

    // old_state_rules.cpp: what an ended session left behind
    void onSessionEnd(SessionState& session, const Moment& at) override;
    /// A PUBLISH with DUP begins an exchange.
    void onRepeatedStart(const Scene& scene, const Flight& flight);
    /// An acknowledgement without exchange.
    void onAnswerToNothing(const Scene& scene);

    /// A PUBLISH of a server.
    void onDelivery(const Scene& scene);

private:
    /// What is known of a Client Identifier whose last session has ended.
    struct Ended {
        OldState old;
        std::uint32_t stream = kNone; ///< its last connection
        bool certain = false;         ///< the server cannot have kept it
    };

    [[nodiscard]] bool heardAll(std::uint32_t stream) const;
    [[nodiscard]] bool isKnown(const SessionState& session) const;
    [[nodiscard]] bool isKnown(const ConnectionState& connection) const;
    void checkPresent(const Scene& scene, const SessionState* earlier);
    void checkAbsent(const Scene& scene, const SessionState& earlier);

    [[nodiscard]] static OldState leftBy(SessionState& session);
    void inherit(const Scene& scene, SessionState* earlier);
    void goesOn(const Scene& scene, std::vector<Flight>& flights, std::size_t index);
    void checkOldFilters(const Scene& scene);

    std::unordered_map<std::uint64_t, Ended> m_ended; ///< by SessionState::key
};

} // namespace mqttscope::session
