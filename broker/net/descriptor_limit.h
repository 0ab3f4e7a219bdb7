// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>

namespace mqttscope::broker {

/// File descriptors that this program may have at once, sockets among them: the soft limit of the system
/// (RLIMIT_NOFILE). The largest number if there is none.
[[nodiscard]] std::size_t descriptorLimit();

} // namespace mqttscope::broker
