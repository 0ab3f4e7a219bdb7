// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace mqttscope::session {

/// What FlowRules remembers of a connection.
struct FlowRulesOfConnection {};

/// What FlowRules remembers of a session.
struct FlowRulesOfSession {};

} // namespace mqttscope::session
