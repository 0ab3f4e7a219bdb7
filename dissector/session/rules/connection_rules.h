// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dissector/session/rules/rule_set.h"

namespace mqttscope::session {

/// Rules about connections: how they open and close, sessions, Keep Alive, authentication, time.
class ConnectionRules final : public RuleSet {
public:
    using RuleSet::RuleSet;

    void beforeMessage(const Scene& scene) override;

private:
    void checkOpening(const Scene& scene);
};

} // namespace mqttscope::session
