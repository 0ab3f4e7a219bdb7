// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace mqttscope::session {

/// What DeliveryRules remembers of a connection.
struct DeliveryRulesOfConnection {};

/// What DeliveryRules remembers of a session.
struct DeliveryRulesOfSession {};

} // namespace mqttscope::session
