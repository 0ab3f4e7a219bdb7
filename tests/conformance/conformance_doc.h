// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

namespace mqttscope::conformance {

/// The text of docs/conformance.md: every statement, the tests that show it on the engines, and that they
/// fail without the behaviour.
[[nodiscard]] std::string conformanceDoc();

/// What scripts/mutate.sh does: a line for each row and switch: version, statement, switch, then the tests of
/// the row as "program:full name", separated by tabs.
[[nodiscard]] std::string mutationPlan();

} // namespace mqttscope::conformance
