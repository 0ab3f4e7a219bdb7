// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dissector/session/rules/rule_set.h"

namespace mqttscope::session {

/// Rules about what reaches whom: forwarding, retained messages, Wills, subscriptions. They take the wire of
/// the server.
class DeliveryRules final : public RuleSet {
public:
    using RuleSet::RuleSet;
};

} // namespace mqttscope::session
