// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "teach/language.h"

#include <string>

namespace mqttscope::teach {

/// A text in straight quotation marks with those of the language in their place; anything else as it is.
[[nodiscard]] inline std::string inQuotes(std::string value, Language language)
{
    if (value.size() < 2 || value.front() != '"' || value.back() != '"')
        return value;
    const std::string inner = value.substr(1, value.size() - 2);
    return language == Language::French ? "«\u00a0" + inner + "\u00a0»" : "“" + inner + "”";
}

} // namespace mqttscope::teach
