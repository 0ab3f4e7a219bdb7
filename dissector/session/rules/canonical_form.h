// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

namespace mqttscope::session {

/// UTF-8 text with its Latin, Greek and Cyrillic letters taken apart, as Unicode's canonical decomposition
/// does: two texts that look the same become the same. Other letters, and what is not UTF-8, stay as they
/// are; so does the order of several marks on one letter.
[[nodiscard]] std::string decomposed(std::string_view text);

} // namespace mqttscope::session
