// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

namespace mqttscope::conformance {

/// How a statement of a version is called in the parameters of tests: "V50_MQTT_3_3_1_4".
/// `version` as the Protocol Level.
[[nodiscard]] std::string parameterName(int version, std::string_view id);

} // namespace mqttscope::conformance
