// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

namespace mqttscope::capture {

/// Whether this process runs as root.
[[nodiscard]] bool runsAsRoot();

/// Whether the user belongs to a group, but this process does not yet: somebody was put into it, and it
/// counts from the next login. Asks the user database: not for the thread of a window.
[[nodiscard]] bool joinsAtLogin(const std::string& group);

} // namespace mqttscope::capture
