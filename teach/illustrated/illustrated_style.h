// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string_view>

namespace mqttscope::teach {

/// The style sheet of an illustrated packet, for screens of any width and for paper.
[[nodiscard]] std::string_view illustratedStyle();

} // namespace mqttscope::teach
