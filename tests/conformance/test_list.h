// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/conformance/conformance_table.h"

#include <string>
#include <string_view>
#include <vector>

namespace mqttscope::conformance {

/// A GoogleTest of a program in bin/tests.
struct ListedTest {
    std::string program;   ///< "broker_test"
    std::string full;      ///< "Versions/PublishEveryVersion.Qos0HasNoAnswer/V31": what --gtest_filter takes
    std::string name;      ///< "PublishEveryVersion.Qos0HasNoAnswer"
    std::string parameter; ///< "V31"; empty if it has none
};

/// The tests of some programs, as they list them. Empty if one cannot be run.
[[nodiscard]] std::vector<ListedTest> listedTests(const std::vector<std::string>& programs);
/// Likewise, of those that the table may name.
[[nodiscard]] std::vector<ListedTest> listedTests();

/// Those that one name of Row::tests means. `version` 0: of every version.
[[nodiscard]] std::vector<const ListedTest*> testsNamed(const std::vector<ListedTest>& all,
                                                        std::string_view name, int version,
                                                        std::string_view statement);

} // namespace mqttscope::conformance
