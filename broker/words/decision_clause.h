// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dissector/mqtt/decision.h"
#include "dissector/mqtt/types.h"

#include <string_view>

namespace mqttscope::broker {

/// Where the standard of the version says that a broker does so: "3.1.2.10". Empty if it says nothing there,
/// of 3.1, which has other numbers, and where it is not known which of two clauses counts.
[[nodiscard]] std::string_view clauseOf(mqtt::Decision decision, mqtt::Version version);

} // namespace mqttscope::broker
