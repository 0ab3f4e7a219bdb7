// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace mqttscope::teach {

/// What a French text does against the rules of typography: U+00A0 before a colon and inside guillemets,
/// U+202F before ; ! ?, the curved apostrophe, guillemets for quotation marks. Empty if all is well.
[[nodiscard]] std::vector<std::string> frenchTypography(std::string_view text);

/// Likewise for English: the curved apostrophe and curved quotation marks, no space before a mark.
[[nodiscard]] std::vector<std::string> englishTypography(std::string_view text);

} // namespace mqttscope::teach
