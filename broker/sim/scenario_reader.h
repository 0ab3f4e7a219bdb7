// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "broker/sim/scenario.h"
#include "broker/sim/scenario_error.h"

#include <tl/expected.hpp>

#include <string>
#include <string_view>

namespace mqttscope::broker::sim {

/// Reads a scenario from its JSON text. docs/guide/en/simulator.md describes the format. The first thing that
/// is wrong ends it.
[[nodiscard]] tl::expected<Scenario, ScenarioError> parseScenario(std::string_view text);

/// Likewise from a file.
[[nodiscard]] tl::expected<Scenario, ScenarioError> readScenario(const std::string& path);

} // namespace mqttscope::broker::sim
