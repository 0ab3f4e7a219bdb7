// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dissector/field/field_info.h"
#include "teach/language.h"

#include <cstdint>
#include <string>
#include <string_view>

namespace mqttscope::teach {

/// A number with its thousands apart, for sentences: "65,535", "65 535" (a narrow space that does not break).
[[nodiscard]] std::string groupedNumber(std::uint64_t number, Language language);

/// What a number counts, in singular or plural: "bytes", "octet". French counts 0 and 1 as singular.
[[nodiscard]] std::string_view unitWord(field::Unit unit, std::uint64_t number, Language language);

/// A duration given in milliseconds, in seconds with at most three decimals: "1.5 s", "1,5 s".
[[nodiscard]] std::string secondsText(std::uint64_t milliseconds, Language language);

} // namespace mqttscope::teach
