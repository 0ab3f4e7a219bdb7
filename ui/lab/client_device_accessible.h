// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace mqttscope::ui {

/// Makes the faces of devices sliders and displays with a value for those who do not see them. Any number of
/// calls do what one does. The GUI thread.
void makeDevicesAccessible();

} // namespace mqttscope::ui
