// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "teach/content.h"

#include <string_view>

namespace mqttscope::teach {

/// The bytes of a file of `teach/content`, as they were when the program was built. Empty if the language has
/// no such file: English labels stand in the field table and English phrases in analysis. Lives as long as
/// the program.
[[nodiscard]] std::string_view embeddedContent(Language language, ContentFile file);

/// `clauses.json`, one for both languages; likewise.
[[nodiscard]] std::string_view embeddedClauses();

} // namespace mqttscope::teach
