// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>

namespace mqttscope::session {

/// What ConnectionRules remembers of a connection.
struct ConnectionRulesOfConnection {
    std::uint32_t connects = 0; ///< CONNECTs after the first
};

/// What ConnectionRules remembers of a session.
struct ConnectionRulesOfSession {};

} // namespace mqttscope::session
