// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace mqttscope::ui {

/// Characters of a text in a menu; of a longer one the beginning stands there.
inline constexpr int kMaxMenuText = 60;

/// A filter, or another text of the user, as the text of a menu: short, and with its ampersands.
[[nodiscard]] QString menuText(const QString& text);

} // namespace mqttscope::ui
