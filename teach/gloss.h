// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string_view>

namespace mqttscope::teach {

/// "QoS (qualité de service)" without the gloss in brackets: what names a field in the word of the standard.
[[nodiscard]] inline std::string_view withoutGloss(std::string_view label)
{
    const std::size_t gloss = label.find(" (");
    return gloss != std::string_view::npos && label.ends_with(')') ? label.substr(0, gloss) : label;
}

} // namespace mqttscope::teach
