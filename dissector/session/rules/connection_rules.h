// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dissector/session/rules/announced_rules.h"
#include "dissector/session/rules/authentication_rules.h"
#include "dissector/session/rules/capture_notes.h"
#include "dissector/session/rules/opening_rules.h"
#include "dissector/session/rules/reaction_rules.h"
#include "dissector/session/rules/rule_set.h"
#include "dissector/session/rules/session_rules.h"
#include "dissector/session/rules/time_rules.h"

namespace mqttscope::session {

/// Rules about connections: how they open and close, sessions, Keep Alive, authentication, time. It hears
/// everything and hands on what its parts want: an ordinary message costs it a few comparisons.
class ConnectionRules final : public RuleSet {
public:
    ConnectionRules(World& world, Reporter& reporter);

    void beforeMessage(const Scene& scene) override;
    void onAccepted(const Scene& scene, SessionState* earlier, bool resumed) override;
    void onConnectionEnd(ConnectionState& connection, SessionState& session, End end,
                         const Moment& at) override;
    void onSessionEnd(SessionState& session, const Moment& at) override;
    void onStart(const Scene& scene, const Flight& flight) override;
    void onAnswer(const Scene& scene, const Flight* flight) override;
    void onDelivery(const Scene& scene, const mqtt::Publish& publish, const Content& content,
                    std::uint32_t source) override;
    void onGap(const Gap& gap) override;
    void onConflict(std::uint32_t stream, std::uint32_t frame) override { m_notes.onConflict(stream, frame); }
    void onUnused(std::uint32_t stream, const Moment& opened, std::int64_t untilNs) override
    {
        m_time.onUnused(stream, opened, untilNs);
    }
    void onEnd(const Moment& at) override;

private:
    [[nodiscard]] static bool isAnother(const Scene& scene);
    static void forget(ConnectionState& connection);
    void lookCloser(const Scene& scene);
    void onRareType(const Scene& scene, mqtt::PacketType type);

    CaptureNotes m_notes;
    OpeningRules m_opening;
    ReactionRules m_reactions;
    TimeRules m_time;
    SessionRules m_sessions;
    AnnouncedRules m_announced;
    AuthenticationRules m_authentication;
};

} // namespace mqttscope::session
