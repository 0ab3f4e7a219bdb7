// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dissector/field/issue_code.h"

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace mqttscope::test {

/// Protocol Levels of 3.1, 3.1.1 and 5.0.
inline constexpr std::array<std::uint8_t, 3> kRuledVersions = {3, 4, 5};

/// "3.1", "3.1.1", "5.0".
[[nodiscard]] std::string_view versionName(std::uint8_t version);

/// One code of the issue table names one statement, whatever the field.
struct Naming {
    field::IssueCode code{};
    std::uint8_t version = 0;
    std::string id;
    field::Severity severity{};
};

/// All of them, by code, then version.
[[nodiscard]] std::vector<Naming> namings();

} // namespace mqttscope::test
