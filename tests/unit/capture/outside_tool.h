// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

namespace mqttscope::capture::testing {

/// True if a program of this name can be run.
[[nodiscard]] bool hasTool(const std::string& name);

/// Runs a program without a shell in between; its standard output by lines. The exit code goes to `exitCode`.
[[nodiscard]] std::vector<std::string> runTool(const std::vector<std::string>& command, int& exitCode);

} // namespace mqttscope::capture::testing
