// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace mqttscope::app {

/// Milliseconds since the process was started; 0 if nobody knows. Linux; on Windows and macOS this would ask
/// GetProcessTimes and proc_pidinfo.
[[nodiscard]] double processAge();

} // namespace mqttscope::app
