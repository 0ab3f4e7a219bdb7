// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <Qt>

namespace mqttscope::ui {

// How the cells of a panel's table want to be painted; without an answer they are plain.
inline constexpr int kStrongRole = Qt::UserRole + 100; ///< bool: bold
inline constexpr int kMutedRole = Qt::UserRole + 101;  ///< bool: less than the others

} // namespace mqttscope::ui
