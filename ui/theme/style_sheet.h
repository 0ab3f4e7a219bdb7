// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace mqttscope::ui {

class Theme;

/// The look of standard widgets that a palette cannot say: borders, paddings, thin scroll bars.
[[nodiscard]] QString styleSheet(const Theme& theme);

} // namespace mqttscope::ui
