// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace mqttscope::ui {

/// Makes byte ribbons lists of their bytes, and behind them of their layers, for those who do not see them.
/// Any number of calls do what one does. The GUI thread.
void makeRibbonsAccessible();

} // namespace mqttscope::ui
