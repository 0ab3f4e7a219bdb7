// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dissector/session/rules/rule_set.h"

namespace mqttscope::session {

/// What the capture lacks or leaves open: notes that break no rule. A part of ConnectionRules.
class CaptureNotes final : public RuleSet {
public:
    using RuleSet::RuleSet;

    /// The first message of a connection.
    void onFirst(const Scene& scene);
    /// A message whose start was guessed.
    void onGuessedStart(const Scene& scene);
    void onGap(const Gap& gap) override;
    void onConflict(std::uint32_t stream, std::uint32_t frame) override;
};

} // namespace mqttscope::session
