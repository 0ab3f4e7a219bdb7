// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dissector/session/rules/rule_set.h"

namespace mqttscope::session {

/// Rules about exchanges: Packet Identifiers, acknowledgements, QoS 2, flow control, sizes, aliases, what was
/// announced.
class FlowRules final : public RuleSet {
public:
    using RuleSet::RuleSet;
};

} // namespace mqttscope::session
