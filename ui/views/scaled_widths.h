// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <vector>

namespace mqttscope::ui {

/// Lengths as widths that together fill `width` pixels, to scale; what would be narrower than `least`, too
/// small to click, gets a little from the widest. Empty if all lengths are 0.
[[nodiscard]] std::vector<int> scaledWidths(const std::vector<std::uint32_t>& lengths, int width, int least);

} // namespace mqttscope::ui
