// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dissector/session/rules/flow_absences.h"
#include "dissector/session/rules/flow_aliases.h"
#include "dissector/session/rules/flow_answers.h"
#include "dissector/session/rules/flow_identifiers.h"
#include "dissector/session/rules/flow_limits.h"
#include "dissector/session/rules/rule_set.h"

namespace mqttscope::session {

/// Rules about exchanges: Packet Identifiers, acknowledgements, QoS 2, flow control, sizes, aliases. Each
/// subject is a part of its own; this hands to each what concerns it.
class FlowRules final : public RuleSet {
public:
    FlowRules(World& world, Reporter& reporter);

    void beforeMessage(const Scene& c) override;
    void afterMessage(const Scene& c) override;
    void onAccepted(const Scene& c, SessionState* earlier, bool resumed) override;
    void onConnectionEnd(ConnectionState& connection, SessionState& session, End end,
                         const Moment& at) override;
    void onCopy(const Scene& c, const Flight& flight) override;
    void onIdTaken(const Scene& c, const Flight& former) override;
    void onStart(const Scene& c, const Flight& flight) override;
    void onAnswer(const Scene& c, const Flight* flight) override;
    void onFinish(const Scene& c, const Flight& flight, bool success) override;
    void onGranted(const Scene& c, const Subscription& asked, std::uint8_t code,
                   const Subscription* former) override;
    void onEnd(const Moment& at) override;

private:
    FlowIdentifiers m_identifiers;
    FlowAnswers m_answers;
    FlowAbsences m_absences;
    FlowLimits m_limits;
    FlowAliases m_aliases;
};

} // namespace mqttscope::session
