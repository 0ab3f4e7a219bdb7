// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <string>
#include <tuple>

namespace mqttscope::conformance {

/// What scripts/mutate.sh found: by version (0 = a property), statement (or property) and switch, the test
/// that fails without the behaviour.
using MutationRecord = std::map<std::tuple<int, std::string, std::string>, std::string>;

/// tests/conformance/mutation_record.tsv.
[[nodiscard]] MutationRecord readMutationRecord();

} // namespace mqttscope::conformance
